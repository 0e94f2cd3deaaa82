//! A question as it stands in an address: `?q=carte+grise&commune=Lyon&service=demarches&ouvert=maintenant`.
//!
//! Pages, the map and the API read it the same way, so that a link means the same everywhere.

mod again;
mod values;

use directory::{
    Bounds, Directory, Facet, Near, OpenWhen, Point, Question, QuestionError, Reading, Sort, SpokenTime,
};
use domain::territory::Position;
use jiff::Timestamp;

use super::commune::Commune;
use crate::site::errors::PageError;
use crate::site::pagination::PageNumber;
use values::{beginning, number};
pub(crate) use values::{local_time, zone};

/// More than anybody types; the rest is not looked at.
pub const LONGEST_WORDS_CHARS: usize = 300;
/// More than all that a question may choose; what comes with more was not made by a form of ours.
pub(crate) const MOST_PARAMETERS: usize = 100;
/// The largest radius that somebody may choose, in kilometres.
pub(crate) const LARGEST_RADIUS_KM: u32 = 500;

/// Why an address asks for nothing that can be answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadQuestion {
    /// There are more than [`MOST_PARAMETERS`].
    #[error("an address has at most 100 parameters")]
    TooMany,
    /// A value that a filter does not have.
    #[error("the filter {filter:?} has no value {value:?}")]
    Value {
        /// The filter, as it stands in addresses.
        filter: &'static str,
        /// The value.
        value: String,
    },
    /// `lat` and `lon` are not a position, or only one of them is given.
    #[error("lat and lon must be a position in degrees: lat=48.85&lon=2.35")]
    Position,
    /// `rayon` is not a number of kilometres.
    #[error("rayon must be a whole number of kilometres from 1 to 500")]
    Radius,
    /// `zone` is not a box.
    #[error("zone must be west,south,east,north in degrees")]
    Zone,
    /// `ouvert` or `ouvert_le` is not understood.
    #[error("ouvert must be maintenant, demain or inconnu; ouvert_le a time such as 2026-03-04T14:00")]
    Open,
    /// `tri` is not an order.
    #[error("tri must be pertinence, distance or nom")]
    Sort,
}

impl From<BadQuestion> for PageError {
    fn from(bad: BadQuestion) -> Self {
        Self::Invalid(match bad {
            BadQuestion::TooMany => "errors-too-many",
            BadQuestion::Value { .. } => "errors-filter",
            BadQuestion::Position => "errors-position",
            BadQuestion::Radius => "errors-radius",
            BadQuestion::Zone => "errors-zone",
            BadQuestion::Open => "errors-open",
            BadQuestion::Sort => "errors-sort",
        })
    }
}

/// A question read from an address.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What was typed as a need, as it stands in its field.
    pub need_typed: String,
    /// What was read in it: the words of the need, and what others ask for. A time counts unless another one is chosen;
    /// what asks for closed places is left aside, and that is said.
    pub reading: Reading,
    /// What was typed as a commune.
    pub commune_typed: String,
    /// What was understood of it.
    pub commune: Commune,
    /// The name of the commune that stands in the words instead of its field, as typed.
    pub town_in_words: Option<String>,
    /// The position that the browser gave.
    pub position: Option<Point>,
    /// The chosen radius.
    pub radius_km: Option<u32>,
    /// The box of a map.
    pub zone: Option<Bounds>,
    /// "Open now", "open tomorrow", "open at", "hours unknown".
    pub open: Option<OpenWhen>,
    /// The time that is written, in the words or as a date, rather than ticked beside a count: it decides how far a
    /// list goes.
    pub open_written: Option<OpenWhen>,
    /// The value of `ouvert`.
    pub open_name: Option<&'static str>,
    /// The value of `ouvert_le`.
    pub open_at_typed: String,
    /// Whether a value of `ouvert` was left aside because `ouvert_le` says another time.
    pub has_date_over_choice: bool,
    /// The order.
    pub sort: Sort,
    /// Whether the map is drawn in the page.
    pub shows_map: bool,
    /// Chosen values.
    pub filters: Vec<(Facet, Vec<u32>)>,
    /// The value of `page`, not yet read.
    pub page: Option<String>,
    /// Names in the address that are not understood though they look like something of ours, each once.
    pub unknown: Vec<String>,
    /// Whether what was typed is longer than what is read of it.
    pub is_cut: bool,
    /// Everything that was understood, each thing once and without its page, to write the address again. Pages repeat
    /// it in each of their links: it never is much longer than what was understood.
    pub pairs: Vec<(String, String)>,
}

impl Asked {
    /// Reads the query of an address. Names that mean nothing here are left alone: other sites add their own to links.
    ///
    /// # Errors
    /// A name that means something has a value that does not, or there are too many.
    pub fn read(query: Option<&str>, directory: &Directory, now: Timestamp) -> Result<Self, BadQuestion> {
        if has_too_many_parameters(query) {
            return Err(BadQuestion::TooMany);
        }
        let mut asked = Self::nothing();
        let (mut latitude, mut longitude) = (None, None);
        for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            // What is kept is what was read, not what came behind.
            let whole = value.trim();
            let value = beginning(whole);
            asked.is_cut |= value.len() < whole.len() && matches!(&*name, "q" | "commune");
            if value.is_empty() {
                continue;
            }
            match &*name {
                "q" => asked.need_typed = value.to_owned(),
                "commune" => asked.commune_typed = value.to_owned(),
                "lat" => latitude = Some(number(value).ok_or(BadQuestion::Position)?),
                "lon" => longitude = Some(number(value).ok_or(BadQuestion::Position)?),
                "rayon" => {
                    let radius = value
                        .parse()
                        .ok()
                        .filter(|km| (1..=LARGEST_RADIUS_KM).contains(km));
                    asked.radius_km = Some(radius.ok_or(BadQuestion::Radius)?);
                }
                "zone" => asked.zone = Some(zone(value).ok_or(BadQuestion::Zone)?),
                "ouvert" => {
                    let (name, when) = match value {
                        "maintenant" => ("maintenant", OpenWhen::At(now)),
                        "demain" => ("demain", OpenWhen::DayAfter(now)),
                        "inconnu" => ("inconnu", OpenWhen::Unsaid),
                        _ => return Err(BadQuestion::Open),
                    };
                    (asked.open_name, asked.open) = (Some(name), Some(when));
                }
                "ouvert_le" => {
                    let time = local_time(value).ok_or(BadQuestion::Open)?;
                    asked.open_at_typed = value.to_owned();
                    asked.open = Some(OpenWhen::AtLocal(time));
                }
                "tri" => {
                    asked.sort = match value {
                        "pertinence" => Sort::Relevance,
                        "distance" => Sort::Distance,
                        "nom" => Sort::Name,
                        _ => return Err(BadQuestion::Sort),
                    };
                }
                "carte" => asked.shows_map = value == "oui",
                "page" => {
                    asked.page = Some(value.to_owned());
                    continue;
                }
                other => match Facet::ALL.into_iter().find(|facet| facet.code() == other) {
                    Some(facet) => {
                        if asked.choose(facet, value, directory)? {
                            asked.pairs.push((name.into_owned(), value.to_owned()));
                        }
                        continue;
                    }
                    None => {
                        if super::foreign::is_meant_for_us(other)
                            && !asked.unknown.iter().any(|known| known == other)
                        {
                            asked.unknown.push(other.to_owned());
                        }
                        continue;
                    }
                },
            }
            // Of what is chosen once, the last counts.
            asked.pairs.retain(|(known, _)| *known != name);
            asked.pairs.push((name.into_owned(), value.to_owned()));
        }
        asked.position = match (latitude, longitude) {
            (None, None) => None,
            (Some(latitude), Some(longitude)) => {
                let position = Position::new(latitude, longitude).map_err(|_| BadQuestion::Position)?;
                Some(Point::new(position.latitude(), position.longitude()))
            }
            _ => return Err(BadQuestion::Position),
        };
        if !asked.open_at_typed.is_empty() {
            // A day that was chosen with care says more than a box that was ticked before.
            asked.open = local_time(&asked.open_at_typed).map(OpenWhen::AtLocal);
            asked.open_written = asked.open;
            asked.has_date_over_choice = asked.open_name.take().is_some();
            asked.pairs.retain(|(name, _)| name != "ouvert");
        }
        asked.reading = Reading::of(&asked.need_typed);
        let said = asked.reading.open(now);
        asked.open = asked.open.or(said);
        asked.open_written = asked.open_written.or(said);
        asked.commune = Commune::read(&asked.commune_typed, directory);
        if asked.commune == Commune::NotAsked && !asked.reading.words.is_empty() {
            asked.look_around_town(directory)?;
        }
        Ok(asked)
    }

    /// Takes a town in the words for where to look, as if it had been typed in its field.
    fn look_around_town(&mut self, directory: &Directory) -> Result<(), BadQuestion> {
        let plain = self.unticked();
        let found = directory.town_in(&plain.question(None), self.reading.distance.as_ref());
        let Some(town) = found.map_err(|_| BadQuestion::Position)? else {
            return Ok(());
        };
        let commune = Commune::read(&town.name, directory);
        if commune.centre().is_some() {
            self.commune = commune;
            self.town_in_words = Some(town.name.clone());
            self.reading = std::mem::take(&mut self.reading).around(&town);
        }
        Ok(())
    }

    fn nothing() -> Self {
        Self {
            need_typed: String::new(),
            reading: Reading::default(),
            commune_typed: String::new(),
            commune: Commune::NotAsked,
            town_in_words: None,
            position: None,
            radius_km: None,
            zone: None,
            open: None,
            open_written: None,
            open_name: None,
            open_at_typed: String::new(),
            has_date_over_choice: false,
            sort: Sort::Relevance,
            shows_map: false,
            filters: Vec::new(),
            page: None,
            unknown: Vec::new(),
            is_cut: false,
            pairs: Vec::new(),
        }
    }

    /// Adds a value to those of a filter; `false` where it was there already, be it by another name.
    fn choose(&mut self, facet: Facet, value: &str, directory: &Directory) -> Result<bool, BadQuestion> {
        let value = directory.value(facet, value).map_err(|error| match error {
            QuestionError::UnknownValue { facet, value } => BadQuestion::Value { filter: facet, value },
            _ => BadQuestion::Value {
                filter: facet.code(),
                value: value.to_owned(),
            },
        })?;
        if self.has(facet, value) {
            return Ok(false);
        }
        match self.filters.iter_mut().find(|(known, _)| *known == facet) {
            Some((_, values)) => values.push(value),
            None => self.filters.push((facet, vec![value])),
        }
        Ok(true)
    }

    /// Whether a value is chosen.
    #[must_use]
    pub fn has(&self, facet: Facet, value: u32) -> bool {
        self.filters
            .iter()
            .any(|(known, values)| *known == facet && values.contains(&value))
    }

    /// The point to start from: the middle of the commune that was typed, else the position of the browser, which a
    /// form keeps from one search to the next.
    #[must_use]
    pub fn centre(&self) -> Option<Point> {
        match &self.commune {
            Commune::Found { centre, .. } => *centre,
            Commune::NotAsked | Commune::UnknownName | Commune::UnknownPostcode => self.position,
        }
    }

    /// How far the words allow, in metres, where no radius is chosen and there is somewhere to start from.
    #[must_use]
    pub fn spoken_radius_m(&self) -> Option<f64> {
        let spoken = self.reading.distance.as_ref()?;
        spoken
            .radius_m
            .filter(|_| self.radius_km.is_none() && self.centre().is_some())
    }

    /// The number of the page.
    ///
    /// # Errors
    /// It is not one.
    pub fn page(&self) -> Result<PageNumber, PageError> {
        PageNumber::parse(self.page.as_deref())
    }

    /// The question for the directory, at most `radius_m` around its centre.
    #[must_use]
    pub fn question(&self, radius_m: Option<f64>) -> Question<'_> {
        Question {
            words: &self.reading.words,
            is_walk_in: self.reading.walk_in.is_some(),
            phone: self.reading.phone.as_ref().map(|phone| phone.phone.clone()),
            filters: self.filters.clone(),
            open: self.open,
            near: self.centre().map(|point| Near { point, radius_m }),
            locality: self.commune.locality().cloned(),
            is_town_read: true,
            bounds: self.zone,
            sort: self.sort,
            ..Question::default()
        }
    }

    /// The same question without what is ticked beside a count: words, place and a time that is written stay.
    #[must_use]
    pub(super) fn unticked(&self) -> Self {
        Self {
            filters: Vec::new(),
            open: self.open_written,
            open_name: None,
            ..self.clone()
        }
    }

    /// The time that the words ask for, where no other is chosen.
    #[must_use]
    pub fn spoken_time(&self) -> Option<SpokenTime> {
        let is_chosen = self.open_name.is_some() || !self.open_at_typed.is_empty();
        let spoken = self.reading.time.as_ref().filter(|_| !is_chosen)?;
        Some(spoken.time)
    }

    /// Whether the words ask to come without an appointment, where no way to come in contact is chosen.
    #[must_use]
    pub fn is_walk_in(&self) -> bool {
        let is_chosen = self.filters.iter().any(|(facet, _)| *facet == Facet::AccessMode);
        self.reading.walk_in.is_some() && !is_chosen
    }
}

/// Whether a query is too long a list to be looked at.
pub(crate) fn has_too_many_parameters(query: Option<&str>) -> bool {
    query.is_some_and(|query| query.split('&').nth(MOST_PARAMETERS).is_some())
}
