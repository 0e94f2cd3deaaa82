//! The directory itself: built from all places, changed by some, asked by everybody.

mod area;
mod communes;
mod kept;
mod located;
mod map;
mod named;
mod values;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use domain::calendar::Calendar;
use domain::hours::{Day, OpenState, OsmHours, Timetable};
use domain::places::{Choices, PlaceId, Service, SourceName};
use domain::territory::DepartementCode;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use search::{AllowSet, Filter, Index, Order, Query};

use area::Sets;

use crate::build::Tallies;
use crate::calendars::calendar_of;
use crate::card::Card;
use crate::fields::{Fields, key};
use crate::locality::Town;
use crate::open::HoursTable;
use crate::question::{Answer, FacetTally, Found, Near, Question, QuestionError, Sort};
pub use located::TownInWords;

use crate::{Facet, OpenWhen, reading};

/// Where the nearest places are looked for first, in metres.
const CLOSE_BY_M: f64 = 10_000.0;

/// All places that are shown, ready to be searched.
pub struct Directory {
    pub(crate) fields: Fields,
    pub(crate) index: Index,
    pub(crate) cards: HashMap<u64, Arc<Card>>,
    pub(crate) hours: Arc<HoursTable>,
    pub(crate) sources: Vec<SourceName>,
    pub(crate) communes: Tallies,
    pub(crate) open_sets: Mutex<Vec<(OpenWhen, Arc<AllowSet>)>>,
    /// The places closed for long, with the half hour since 1970 for which that was found.
    pub(crate) closed_for_long: Mutex<Option<(i64, Arc<AllowSet>)>>,
    pub(crate) unlisted: OnceLock<HashMap<String, Town>>,
    pub(crate) unplaced: OnceLock<Vec<Arc<Card>>>,
    pub(crate) offered: OnceLock<Choices<Service>>,
    pub(crate) version: i64,
    pub(crate) edition: u64,
}

impl Directory {
    /// The version that the store gave to what this was built from.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Which of all directories that this program made: no two have the same number, as two may have one version when a
    /// database was put back to an earlier state and went on from there.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.edition
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

    /// Whether some place has the service; found once.
    #[must_use]
    pub fn offers(&self, service: Service) -> bool {
        let services = || {
            self.cards
                .values()
                .flat_map(|card| card.services.iter())
                .collect()
        };
        self.offered.get_or_init(services).contains(service)
    }

    /// Whether a place stays closed, from its today on, for [`crate::CLOSED_FOR_LONG_DAYS`] at least.
    #[must_use]
    pub fn is_closed_for_long(&self, card: &Card, now: Timestamp) -> bool {
        card.hours
            .is_some_and(|hours| self.hours.is_closed_for_long(hours, now))
    }

    /// The seven days of a place from its today; `None` when its source gives no hours that a machine can read.
    #[must_use]
    pub fn week(&self, card: &Card, now: Timestamp) -> Option<[Day; 7]> {
        card.hours.map(|hours| self.hours.week(hours, now))
    }

    /// The days that a question asks for by name or date, by the clock of a place; none for today, now and any day, and
    /// without hours that a machine can read.
    #[must_use]
    pub fn days_asked(&self, card: &Card, when: OpenWhen) -> Vec<Day> {
        card.hours
            .map_or_else(Vec::new, |hours| self.hours.days_asked(hours, when))
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

    /// Answers a question. `now` is when it is asked: it decides what is said to be open.
    ///
    /// # Errors
    /// A position, a radius or a box is not on the earth.
    pub fn search(&self, question: &Question<'_>, now: Timestamp) -> Result<Answer, QuestionError> {
        let counted: Vec<Arc<AllowSet>> = question
            .open_counts
            .iter()
            .map(|when| self.open_set(*when))
            .collect();
        let counted_sets: Vec<&AllowSet> = counted.iter().map(|set| &**set).collect();
        let ask = |question: &Question<'_>| {
            let sets = self.sets_for_order(question, question.asked_at.unwrap_or(now));
            self.index.search_and_mark(&Query {
                counted_sets: &counted_sets,
                ..self.query(question, &sets)
            })
        };
        let (mut results, mut highlighter) = ask(question)?;
        let located = self.located(question, &results)?;
        if let Some(located) = &located {
            (results, highlighter) = ask(&located.question(question))?;
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
            open_counts: results.in_sets,
            highlighter,
            suggestion: results
                .suggestion
                .filter(|suggested| !reading::says_other_days(question.words, suggested)),
            is_unreadable: !question.words.trim().is_empty()
                && !question.words.contains(char::is_alphanumeric),
            says_no_need: results.says_nothing,
            relaxed: results.relaxed,
            around: located.map(|located| located.around()),
        })
    }

    /// How many places answer a question, and nothing else.
    ///
    /// # Errors
    /// Those of [`Self::search`].
    pub fn count(&self, question: &Question<'_>) -> Result<usize, QuestionError> {
        let sets = self.sets(question);
        let query = Query {
            limit: 0,
            offset: 0,
            facets: false,
            ..self.query(question, &sets)
        };
        let results = self.index.search(&query)?;
        match self.located(question, &results)? {
            Some(located) => self.count(&located.question(question)),
            None => Ok(results.total),
        }
    }

    /// The places that answer a question, all of them and nothing else about them: for a file, whose order says nothing of
    /// the day on which it was made. `offset`, `limit` and `facets` of the question mean nothing here.
    ///
    /// # Errors
    /// Those of [`Self::search`].
    pub fn matching(&self, question: &Question<'_>) -> Result<Vec<PlaceId>, QuestionError> {
        let sets = self.sets(question);
        let query = Query {
            offset: 0,
            limit: self.cards.len(),
            facets: false,
            ..self.query(question, &sets)
        };
        let results = self.index.search(&query)?;
        if let Some(located) = self.located(question, &results)? {
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
        // Around most towns there are enough close by: all of France need not be put in order to find them.
        if let Some(near) = question.near.filter(|near| near.radius_m.is_none()) {
            let close_by = Question {
                near: Some(Near {
                    radius_m: Some(CLOSE_BY_M),
                    ..near
                }),
                // Its places without a position have no distance.
                locality: None,
                ..question.clone()
            };
            if let Some(distance_m) = self.nth_distance(&close_by, nth)? {
                return Ok(Some(distance_m));
            }
        }
        self.nth_distance(question, nth)
    }

    fn nth_distance(&self, question: &Question<'_>, nth: usize) -> Result<Option<f64>, QuestionError> {
        let sets = self.sets(question);
        let query = Query {
            order: Order::Distance,
            offset: nth.saturating_sub(1),
            limit: 1,
            facets: false,
            ..self.query(question, &sets)
        };
        Ok(self
            .index
            .search(&query)?
            .hits
            .first()
            .and_then(|hit| hit.distance_m))
    }

    fn query<'a>(&self, question: &Question<'a>, sets: &'a Sets) -> Query<'a> {
        let mut filters: Vec<Filter> = question
            .filters
            .iter()
            .map(|(facet, values)| Filter::any_of(self.fields.facet(*facet), values.clone()))
            .collect();
        if let Some(territory) = question.territory {
            let (facet, values) = territory.filter();
            filters.push(Filter::any_of(self.fields.facet(facet), values));
        }
        if question.is_walk_in
            && question
                .filters
                .iter()
                .all(|(facet, _)| *facet != Facet::AccessMode)
        {
            filters.push(self.fields.without_appointment());
        }
        filters.extend(question.phone.as_ref().map(|phone| self.fields.with_phone(phone)));
        Query {
            text: question.words,
            prefix_last: question.typing,
            filters,
            allow: sets.open.as_deref(),
            held_back: sets.held_back.as_deref(),
            near: question.near.map(|near| near.point),
            radius_m: question.near.and_then(|near| near.radius_m),
            area: sets.area.as_ref(),
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
            counted_sets: &[],
        }
    }
}
