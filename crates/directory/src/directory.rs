//! The directory itself: built from all places, changed by some, asked by everybody.

mod located;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use domain::calendar::Calendar;
use domain::hours::{OpenState, OsmHours, Timetable};
use domain::places::{PlaceId, SourceName};
use domain::territory::{CommuneCode, DepartementCode, Position, Postcode};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use reference::france;
use search::{AllowSet, Bounds, Filter, Highlighter, Index, MapItem, Order, Point, Query};

use crate::build::Tallies;
use crate::calendars::calendar_of;
use crate::card::Card;
use crate::fields::{Fields, key};
use crate::open::HoursTable;
use crate::question::{Answer, FacetTally, Found, MapFeature, Question, QuestionError, Sort};
use crate::territory::{CommuneTally, departement_value, region_value};
use crate::{Facet, OpenWhen, Territory};

/// How many sets of open places are kept: those of now and tomorrow, and the few other times that people ask about.
const OPEN_SETS_KEPT: usize = 8;

/// All places that are shown, ready to be searched.
pub struct Directory {
    pub(crate) fields: Fields,
    pub(crate) index: Index,
    pub(crate) cards: HashMap<u64, Arc<Card>>,
    pub(crate) hours: Arc<HoursTable>,
    pub(crate) sources: Vec<SourceName>,
    pub(crate) communes: Tallies,
    pub(crate) open_sets: Mutex<Vec<(OpenWhen, Arc<AllowSet>)>>,
    pub(crate) unlisted: OnceLock<HashMap<String, Arc<str>>>,
    pub(crate) version: i64,
}

impl Directory {
    /// The version that the store gave to what this was built from.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Number of places.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether there is no place at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// A place that is shown.
    #[must_use]
    pub fn card(&self, id: PlaceId) -> Option<&Arc<Card>> {
        self.cards.get(&key(id))
    }

    /// Every place that is shown, by id.
    #[must_use]
    pub fn ids(&self) -> Vec<PlaceId> {
        let mut ids: Vec<PlaceId> = self.cards.values().map(|card| card.id).collect();
        ids.sort_unstable();
        ids
    }

    /// The sources of the places, in the order in which facet values number them.
    #[must_use]
    pub fn sources(&self) -> &[SourceName] {
        &self.sources
    }

    /// Whether a place is open; `None` when its source gives no hours that a machine can read.
    #[must_use]
    pub fn open_state(&self, card: &Card, now: Timestamp) -> Option<OpenState> {
        card.hours.map(|hours| self.hours.state_at(hours, now))
    }

    /// The opening hours that have this text, when some place of the directory has them: reading them again would
    /// cost more than the rest of a place.
    #[must_use]
    pub fn known_hours(&self, text: &str) -> Option<OsmHours> {
        self.hours.get(text).map(|(hours, _)| hours.clone())
    }

    /// The compiled form of opening hours, compiled now only when no place of the directory has them.
    #[must_use]
    pub fn timetable(&self, hours: &OsmHours) -> Timetable {
        let known = self.hours.get(hours.as_str());
        known.map_or_else(|| hours.timetable(), |(_, timetable)| timetable.clone())
    }

    /// The clock of a place: that of its hours, else of its département.
    #[must_use]
    pub fn time_zone(&self, card: &Card) -> TimeZone {
        card.hours.map_or_else(
            || self.calendar(card.departement).time_zone().clone(),
            |hours| self.hours.time_zone(hours).clone(),
        )
    }

    /// The calendar of the places of a département.
    #[must_use]
    pub fn calendar(&self, departement: DepartementCode) -> Arc<Calendar> {
        self.hours
            .calendar_in_use(departement)
            .unwrap_or_else(|| Arc::new(calendar_of(departement)))
    }

    /// A commune, or a postcode, that the places name and that the official list does not know, with the middle of
    /// its places. Names are compared without accents and case.
    #[must_use]
    pub fn unlisted_commune(&self, typed: &str) -> Option<(Arc<str>, Point)> {
        if let Ok(postcode) = Postcode::parse(typed) {
            if france().communes_with_postcode(postcode).next().is_some() {
                return None;
            }
            let middle = self.middle_of(|card| card.postcode == postcode)?;
            return Some((Arc::from(postcode.as_str()), middle));
        }
        let name = self.unlisted().get(&search::analysis::fold(typed.trim()))?;
        let middle = self.middle_of(|card| card.commune == *name)?;
        Some((Arc::clone(name), middle))
    }

    /// The communes that places name and that the official list does not know, by their folded name. They are looked
    /// for once: folding every name for each question would cost more than the question.
    fn unlisted(&self) -> &HashMap<String, Arc<str>> {
        self.unlisted.get_or_init(|| {
            let all = self.communes.values().flat_map(|communes| communes.iter());
            let is_listed = |code: CommuneCode| france().commune_now(code).is_some();
            all.filter(|commune| !commune.code.is_some_and(is_listed))
                .map(|commune| (search::analysis::fold(&commune.name), Arc::clone(&commune.name)))
                .collect()
        })
    }

    /// The mean of the positions of the places that are chosen; none when none of them has a position.
    fn middle_of(&self, is_chosen: impl Fn(&Card) -> bool) -> Option<Point> {
        let positions: Vec<Position> = self
            .cards
            .values()
            .filter(|card| is_chosen(card))
            .filter_map(|card| card.position)
            .collect();
        let mean = |of: fn(&Position) -> f64| positions.iter().map(of).sum::<f64>() / positions.len() as f64;
        let middle = Point::new(mean(Position::latitude), mean(Position::longitude));
        (!positions.is_empty()).then_some(middle)
    }

    /// The communes of a département that have places, by name.
    #[must_use]
    pub fn communes_of(&self, departement: DepartementCode) -> &[CommuneTally] {
        self.communes.get(&departement).map_or(&[], |communes| communes)
    }

    /// Number of places of a département.
    #[must_use]
    pub fn places_of(&self, departement: DepartementCode) -> usize {
        self.communes_of(departement)
            .iter()
            .map(|commune| commune.places)
            .sum()
    }

    /// The départements that have places, by code.
    #[must_use]
    pub fn departements(&self) -> Vec<DepartementCode> {
        let mut codes: Vec<_> = self.communes.keys().copied().collect();
        codes.sort_unstable();
        codes
    }

    /// Answers a question. `now` is when it is asked: it decides what is said to be open.
    ///
    /// # Errors
    /// A position, a radius or a box is not on the earth.
    pub fn search(&self, question: &Question<'_>, now: Timestamp) -> Result<Answer, QuestionError> {
        let open = question.open.map(|when| self.open_set(when));
        let mut results = self.index.search(&self.query(question, open.as_deref()))?;
        let located = self.located(question, open.as_deref(), &results)?;
        if let Some(located) = &located {
            let question = located.question(question);
            results = self.index.search(&self.query(&question, open.as_deref()))?;
        }
        let found = results
            .hits
            .iter()
            .map(|hit| {
                let card = Arc::clone(&self.cards[&hit.key]);
                let open = self.open_state(&card, now);
                Found {
                    card,
                    score: hit.score,
                    distance_m: hit.distance_m,
                    open,
                }
            })
            .collect();
        let facets = results.facets.map_or_else(Vec::new, |counts| {
            let chosen = |facet| {
                question
                    .filters
                    .iter()
                    .find(|(chosen, _)| *chosen == facet)
                    .map(|(_, values)| values)
            };
            Facet::ALL
                .into_iter()
                .filter_map(|facet| {
                    let counts: Vec<(u32, u32)> = (0..)
                        .zip(counts.of(self.fields.facet(facet)))
                        .map(|(value, count)| (value, *count))
                        .filter(|(value, count)| {
                            *count > 0 || chosen(facet).is_some_and(|values| values.contains(value))
                        })
                        .collect();
                    (!counts.is_empty()).then_some(FacetTally { facet, counts })
                })
                .collect()
        });
        Ok(Answer {
            total: results.total,
            found,
            facets,
            suggestion: results.suggestion,
            relaxed: results.relaxed,
            around: located.map(|located| located.around()),
        })
    }

    /// How many places answer a question, and nothing else.
    ///
    /// # Errors
    /// Those of [`Self::search`].
    pub fn count(&self, question: &Question<'_>) -> Result<usize, QuestionError> {
        let open = question.open.map(|when| self.open_set(when));
        let query = Query {
            limit: 0,
            offset: 0,
            facets: false,
            ..self.query(question, open.as_deref())
        };
        let results = self.index.search(&query)?;
        match self.located(question, open.as_deref(), &results)? {
            Some(located) => self.count(&located.question(question)),
            None => Ok(results.total),
        }
    }

    /// The places that answer a question, all of them and nothing else about them: for a file. `offset`, `limit` and
    /// `facets` of the question mean nothing here.
    ///
    /// # Errors
    /// Those of [`Self::search`].
    pub fn matching(&self, question: &Question<'_>) -> Result<Vec<PlaceId>, QuestionError> {
        let open = question.open.map(|when| self.open_set(when));
        let query = Query {
            offset: 0,
            limit: self.cards.len(),
            facets: false,
            ..self.query(question, open.as_deref())
        };
        let results = self.index.search(&query)?;
        if let Some(located) = self.located(question, open.as_deref(), &results)? {
            return self.matching(&located.question(question));
        }
        Ok(results.hits.iter().map(|hit| self.cards[&hit.key].id).collect())
    }

    /// How far the nth nearest place that answers is from the point of the question, in metres; `None` where there are
    /// fewer.
    ///
    /// # Errors
    /// Those of [`Self::search`].
    pub fn distance_of(&self, question: &Question<'_>, nth: usize) -> Result<Option<f64>, QuestionError> {
        let open = question.open.map(|when| self.open_set(when));
        let query = Query {
            order: Order::Distance,
            offset: nth.saturating_sub(1),
            limit: 1,
            facets: false,
            ..self.query(question, open.as_deref())
        };
        Ok(self
            .index
            .search(&query)?
            .hits
            .first()
            .and_then(|hit| hit.distance_m))
    }

    /// What to draw of the answer to a question in a part of the map, at a zoom of the web's maps (0 to 24).
    ///
    /// # Errors
    /// Those of [`Self::search`].
    pub fn map(
        &self,
        question: &Question<'_>,
        view: Bounds,
        zoom: u8,
    ) -> Result<Vec<MapFeature>, QuestionError> {
        let open = question.open.map(|when| self.open_set(when));
        let mut query = self.query(question, open.as_deref());
        let located = if question.words.is_empty() {
            None
        } else {
            let plain = self.index.search(&Query {
                limit: 0,
                facets: false,
                ..query.clone()
            })?;
            self.located(question, open.as_deref(), &plain)?
        };
        let elsewhere = located.as_ref().map(|located| located.question(question));
        if let Some(elsewhere) = &elsewhere {
            query = self.query(elsewhere, open.as_deref());
        }
        let items = self.index.clusters(&query, view, zoom)?;
        let card = |key: &u64| Arc::clone(&self.cards[key]);
        Ok(items
            .into_iter()
            .map(|item| match item {
                MapItem::Document { key, .. } => MapFeature::Place(card(&key)),
                MapItem::Cluster {
                    count,
                    centre,
                    bounds,
                    keys,
                } => MapFeature::Cluster {
                    count,
                    centre,
                    bounds,
                    together: keys.iter().map(card).collect(),
                },
            })
            .collect())
    }

    /// Finds the words of a question in texts.
    #[must_use]
    pub fn highlighter(&self, words: &str, typing: bool) -> Highlighter {
        self.index.highlighter(words, typing)
    }

    /// The value that a name stands for: a code of ours, an official text, a source, the code of a territory.
    ///
    /// # Errors
    /// The facet has no such value.
    pub fn value(&self, facet: Facet, name: &str) -> Result<u32, QuestionError> {
        let unknown = || QuestionError::UnknownValue {
            facet: facet.code(),
            value: name.to_owned(),
        };
        let rank = |rank: usize| u32::try_from(rank).expect("lists are short");
        let value = match facet {
            Facet::Source => self
                .sources
                .iter()
                .position(|source| source.as_str() == name)
                .map(rank),
            Facet::Region => name
                .trim_start_matches(['R', 'r'])
                .parse()
                .ok()
                .and_then(region_value),
            Facet::Departement => name.to_ascii_uppercase().parse().ok().and_then(departement_value),
            Facet::Epci | Facet::Commune => match (facet, Territory::parse(name)) {
                (Facet::Epci, Ok(territory @ Territory::Epci(_))) => territory.filter().1.first().copied(),
                (Facet::Commune, Ok(territory @ Territory::Commune(_))) => {
                    territory.filter().1.first().copied()
                }
                _ => None,
            },
            _ => {
                let list = facet.closed_list().unwrap_or_default();
                list.iter()
                    .position(|value| value.code == name || value.label == name)
                    .map(rank)
            }
        };
        value.ok_or_else(unknown)
    }

    /// The code of a value in addresses, and its text in machine answers (the official one where there is one).
    #[must_use]
    pub fn value_names(&self, facet: Facet, value: u32) -> Option<(String, String)> {
        let at = value as usize;
        let same = |code: &str| (code.to_owned(), code.to_owned());
        match facet {
            Facet::Source => self.sources.get(at).map(|source| same(source.as_str())),
            Facet::Region => france()
                .regions()
                .get(at)
                .map(|region| (region.code.to_string(), region.name.to_string())),
            Facet::Departement => france()
                .departements()
                .get(at)
                .map(|known| (known.code.to_string(), known.name.to_string())),
            Facet::Epci => Some(same(&value.to_string())),
            Facet::Commune => None,
            _ => facet
                .closed_list()?
                .get(at)
                .map(|value| (value.code.to_owned(), value.label.to_owned())),
        }
    }

    fn query<'a>(&self, question: &Question<'a>, open: Option<&'a AllowSet>) -> Query<'a> {
        let mut filters: Vec<Filter> = question
            .filters
            .iter()
            .map(|(facet, values)| Filter::any_of(self.fields.facet(*facet), values.clone()))
            .collect();
        if let Some(territory) = question.territory {
            let (facet, values) = territory.filter();
            filters.push(Filter::any_of(self.fields.facet(facet), values));
        }
        Query {
            text: question.words,
            prefix_last: question.typing,
            filters,
            allow: open,
            near: question.near.map(|near| near.point),
            radius_m: question.near.and_then(|near| near.radius_m),
            bounds: question.bounds,
            order: match question.sort {
                Sort::Relevance => Order::Relevance,
                Sort::Distance if question.near.is_some() => Order::Distance,
                Sort::Distance => Order::Relevance,
                Sort::Name => Order::Name,
            },
            offset: question.offset,
            limit: question.limit,
            facets: question.facets,
        }
    }

    /// The places surely open then, computed once a minute; those without hours, when that is asked.
    fn open_set(&self, when: OpenWhen) -> Arc<AllowSet> {
        let when = when.to_the_minute();
        let sets = || {
            self.open_sets
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
        };
        if let Some((_, set)) = sets().iter().find(|(known, _)| *known == when) {
            return Arc::clone(set);
        }
        // Without the lock: who asks for another time need not wait. At worst two compute the same set.
        let pairs = self.hours.open_pairs(when);
        let is_open = |key: u64| {
            self.cards.get(&key).is_some_and(|card| match card.hours {
                Some(hours) => pairs.contains(hours),
                None => when == OpenWhen::Unsaid,
            })
        };
        let set = Arc::new(self.index.allow(is_open));
        let mut kept = sets();
        if kept.len() >= OPEN_SETS_KEPT {
            kept.remove(0);
        }
        kept.push((when, Arc::clone(&set)));
        set
    }
}
