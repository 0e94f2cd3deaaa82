//! An answer of the directory for machines: the document of the API and of `parvis places search --json`.

use directory::{Answer, Directory, Found, Reading};
use domain::hours::OpenState;
use domain::places::{Choices, Vocabulary};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::asked::Asked;
use crate::site::urls;

/// The places that answer a question.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Answer)]
pub struct AnswerDocument {
    /// How many places answer, all pages together.
    total: usize,
    /// How long it took to find them, in milliseconds.
    #[schema(minimum = 0)]
    took_ms: f64,
    /// Where the question starts from; null when it starts nowhere.
    around: Option<Around>,
    /// The places of this page, best first.
    places: Vec<FoundPlace>,
    /// How many places each value of a filter would bring: by field of the schema, then by official text.
    #[schema(value_type = std::collections::HashMap<String, std::collections::HashMap<String, u32>>)]
    facets: Map<String, Value>,
    /// The same counts with what to send back to keep to a value.
    filters: Vec<CountedFilter>,
    /// The words corrected, when some are unknown and close ones exist: what to send as `q` instead.
    suggestion: Option<String>,
    /// True when the words have neither a letter nor a digit: nothing could be read in them, and they leave no place out.
    unreadable: bool,
    /// True when all the words only surround a need that none of them says ("help me"): they leave no place out either.
    no_need: bool,
    /// What was read in `q` besides words to look for.
    read: Read,
    /// True when no place has all the words: these have some of them.
    relaxed: bool,
    /// The cursor of the next page; null on the last one.
    next: Option<String>,
}

/// What words ask for that is no need: read as on the pages, and applied.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Read {
    /// The other words: those that were looked for.
    words: String,
    /// Those that ask for a time ("ouvert samedi matin"): only places open then, unless `ouvert` or `ouvert_le` says another.
    time: Option<String>,
    /// Those that ask to come without an appointment: only places that say so in `modalites_acces`, unless `acces` chooses.
    walk_in: Option<String>,
    /// The phone number among them, international form: only places that have it.
    phone: Option<String>,
    /// Those that name the town to look around, as if it had been sent as `commune`.
    town: Option<String>,
    /// Those that say how far: only places within this distance, unless `rayon` says another.
    distance: Option<String>,
    /// Those that ask for what is closed, which nothing answers: left aside.
    closed: Option<String>,
}

/// A filter and how many places its values would bring.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CountedFilter {
    /// The parameter of the question.
    parameter: &'static str,
    /// Its name in `facets`: the field of the schema, where it is one.
    field: &'static str,
    /// Those that some place has, or that were chosen.
    values: Vec<CountedValue>,
}

/// A value of a filter.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CountedValue {
    /// What the parameter takes.
    code: String,
    /// Its name in `facets`: the official text, where there is one.
    label: String,
    /// How many places it would bring.
    count: u32,
}

/// Where a question starts from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Around {
    /// The commune that was understood, which comes before a position; null when there is none.
    commune: Option<String>,
    /// Where that is.
    position: Option<LatLon>,
    /// How far the list goes, in metres; null when it goes everywhere.
    radius_m: Option<f64>,
}

/// A place of an answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FoundPlace {
    /// The permanent public identifier.
    #[schema(pattern = "^[0-9a-hjkmnp-tv-z]{12}$")]
    id: String,
    /// Its name.
    name: String,
    /// Its page for people.
    #[schema(format = "uri")]
    url: String,
    /// The commune, by its official name where it is known.
    commune: String,
    /// The commune's INSEE code, where it is known.
    commune_code: Option<String>,
    /// The postcode.
    postcode: String,
    /// Number and street.
    street: String,
    /// Where it is.
    position: Option<LatLon>,
    /// How far it is from where the question starts, in metres.
    #[schema(minimum = 0)]
    distance_m: Option<f64>,
    /// Whether it is open now; null when nobody can tell.
    open: Option<bool>,
    /// When that changes, if it is known.
    #[schema(format = DateTime)]
    open_changes_at: Option<String>,
    /// How well it fits the words: comparable within one answer only.
    score: f32,
    /// Its number, international form.
    phone: Option<String>,
    /// `services`, official texts.
    services: Vec<&'static str>,
    /// `publics_specifiquement_adresses`, official texts; empty means everybody.
    audiences: Vec<&'static str>,
    /// `prise_en_charge_specifique`, official texts.
    care: Vec<&'static str>,
    /// `frais_a_charge`, official texts.
    fees: Vec<&'static str>,
    /// `modalites_acces`, official texts.
    access_modes: Vec<&'static str>,
    /// `modalites_accompagnement`, official texts.
    support_modes: Vec<&'static str>,
    /// `itinerance`, official texts.
    itinerancy: Vec<&'static str>,
    /// `typologie`, codes of the schema.
    typologies: Vec<&'static str>,
}

/// A position, WGS 84.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct LatLon {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

impl From<directory::Point> for LatLon {
    fn from(point: directory::Point) -> Self {
        Self {
            latitude: point.lat,
            longitude: point.lon,
        }
    }
}

impl From<domain::territory::Position> for LatLon {
    fn from(position: domain::territory::Position) -> Self {
        Self {
            latitude: position.latitude(),
            longitude: position.longitude(),
        }
    }
}

impl AnswerDocument {
    /// The document of an answer that took so many milliseconds. `base_url` is that of the instance.
    #[must_use]
    pub fn new(directory: &Directory, answer: &Answer, took_ms: f64, base_url: &str) -> Self {
        let mut facets = Map::new();
        let mut filters = Vec::new();
        for tally in &answer.facets {
            let mut values = Map::new();
            let mut counted = Vec::new();
            for &(value, count) in &tally.counts {
                if let Some((code, label)) = directory.value_names(tally.facet, value) {
                    values.insert(label.clone(), count.into());
                    counted.push(CountedValue { code, label, count });
                }
            }
            filters.push(CountedFilter {
                parameter: tally.facet.code(),
                field: tally.facet.field(),
                values: counted,
            });
            facets.insert(tally.facet.field().to_owned(), values.into());
        }
        Self {
            total: answer.total,
            took_ms: (took_ms * 1_000.0).round() / 1_000.0,
            around: answer.around.as_ref().map(|town| Around {
                commune: Some(town.name.to_string()),
                position: Some(LatLon::from(town.centre)),
                radius_m: Some(town.radius_m),
            }),
            places: answer
                .found
                .iter()
                .map(|found| FoundPlace::new(found, base_url))
                .collect(),
            facets,
            filters,
            suggestion: answer.suggestion.clone(),
            unreadable: answer.is_unreadable,
            no_need: answer.says_no_need,
            read: Read::default(),
            relaxed: answer.relaxed.is_some(),
            next: None,
        }
    }

    /// Says what was read in the words.
    #[must_use]
    pub fn read(self, reading: &Reading) -> Self {
        let phone = reading.phone.as_ref();
        let read = Read {
            words: reading.words.clone(),
            time: reading.time.as_ref().map(|time| time.phrase.clone()),
            walk_in: reading.walk_in.clone(),
            phone: phone.map(|spoken| spoken.phone.as_str().to_owned()),
            town: reading.town.clone(),
            distance: reading.distance.as_ref().map(|spoken| spoken.phrase.clone()),
            closed: reading.closed.clone(),
        };
        Self {
            read,
            // To be sent back as it is: what else was asked for stays.
            suggestion: self.suggestion.map(|words| reading.typed_with(&words)),
            ..self
        }
    }

    /// Says where the question started from, unless its own words did.
    #[must_use]
    pub fn around(self, around: Option<Around>) -> Self {
        Self {
            around: self.around.or(around),
            ..self
        }
    }

    /// Gives the cursor of the next page.
    #[must_use]
    pub fn next(self, next: Option<String>) -> Self {
        Self { next, ..self }
    }
}

impl Around {
    /// Where a question starts from, if anywhere, and how far it goes, in metres.
    #[must_use]
    pub fn of(asked: &Asked, radius_m: Option<f64>) -> Option<Self> {
        let centre = asked.centre()?;
        Some(Self {
            commune: asked.commune.name().map(str::to_owned),
            position: Some(LatLon::from(centre)),
            radius_m,
        })
    }
}

impl FoundPlace {
    fn new(found: &Found, base_url: &str) -> Self {
        let card = &found.card;
        let (open, open_changes_at) = open(found.open.as_ref());
        Self {
            id: card.id.to_string(),
            name: card.name.to_string(),
            url: format!("{base_url}{}", urls::place(&card.id)),
            commune: card.commune.to_string(),
            commune_code: card.commune_code.map(|code| code.to_string()),
            postcode: card.postcode.to_string(),
            street: card.street.to_string(),
            position: card.position.map(LatLon::from),
            distance_m: found.distance_m.map(f64::round),
            open,
            open_changes_at,
            score: found.score,
            phone: card.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            services: labels(card.services),
            audiences: labels(card.audiences),
            care: labels(card.care),
            fees: labels(card.fees),
            access_modes: labels(card.access_modes),
            support_modes: labels(card.support_modes),
            itinerancy: labels(card.itinerancy),
            typologies: labels(card.typologies),
        }
    }
}

fn labels<V: Vocabulary>(choices: Choices<V>) -> Vec<&'static str> {
    choices.iter().map(|value| value.label()).collect()
}

/// Whether a place is open, and when that changes.
pub(super) fn open(state: Option<&OpenState>) -> (Option<bool>, Option<String>) {
    let (open, changes) = match state {
        None => (None, None),
        Some(OpenState::Open { until, .. }) => (Some(true), *until),
        Some(OpenState::Closed { opens, .. }) => (Some(false), *opens),
        Some(OpenState::Unknown { until, .. }) => (None, *until),
    };
    (open, changes.map(|instant| instant.to_string()))
}
