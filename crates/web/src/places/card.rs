//! A place in a list: enough to choose it, no more.

use std::ops::Range;
use std::sync::Arc;

use directory::Card;
use domain::places::{Itinerancy, PlaceId, PlaceRecord};

use super::highlight::Highlighted;
use super::opening::Shape;
use super::phrases;
use super::said_hours::Said;
use crate::site::format::MeasuredFrom;
use crate::site::{Words, format, urls};

/// How many services a card names.
const SERVICES_SHOWN: usize = 3;

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCard {
    /// Its page, without language.
    pub path: String,
    /// Its identifier, which ties the card to its point on a map.
    pub id: PlaceId,
    /// Its name, with what matches the search.
    pub name: Highlighted,
    /// What kind of structure runs it.
    pub kind: Option<&'static str>,
    /// When it is open.
    pub hours: Arc<Said>,
    /// When it is open on the days that are asked for, said before whether it is open now.
    pub asked_days: Vec<String>,
    /// What for, in plain words: three at most.
    pub services: Vec<&'static str>,
    /// How many other services it has.
    pub more_services: usize,
    /// Street, postcode and commune.
    pub address: String,
    /// Its number: as a telephone takes it, and as people read it.
    pub phone: Option<(String, String)>,
    /// "à 800 m, environ 13 min à pied", "à 800 m du centre de Brume"; that nobody knows where it is.
    pub distance: Option<String>,
    /// What it costs.
    pub fee: Option<&'static str>,
    /// Whom it addresses in particular: "Surtout pour : jeunes, personnes âgées".
    pub audiences: Option<&'static str>,
    /// What it adapts to, in plain words, in one sentence.
    pub care: Option<&'static str>,
    /// Which languages are spoken there besides French.
    pub languages: Option<&'static str>,
    /// Whether it travels.
    pub is_mobile: bool,
}

/// What a search adds to a place.
pub struct Found<'a> {
    /// How far it is.
    pub distance_m: Option<f64>,
    /// From where.
    pub measured_from: MeasuredFrom<'a>,
    /// What matches in its name, in bytes.
    pub matches: &'a [Range<usize>],
}

impl PlaceCard {
    /// The card of a place.
    #[must_use]
    pub fn new(card: &Card, hours: Arc<Said>, found: &Found<'_>, words: &'static Words) -> Self {
        let services = card
            .services
            .iter()
            .take(SERVICES_SHOWN)
            .map(|service| words.name_of(&service))
            .collect();
        Self {
            path: urls::place(&card.id),
            id: card.id,
            name: Highlighted::new(&card.name, found.matches),
            kind: card
                .typologies
                .iter()
                .next()
                .map(|typology| words.name_of(&typology)),
            hours,
            asked_days: Vec::new(),
            services,
            more_services: card.services.len().saturating_sub(SERVICES_SHOWN),
            address: [&card.street, ", ", card.postcode.as_str(), " ", &card.commune].concat(),
            phone: card
                .phone
                .as_ref()
                .map(|phone| (phone.as_str().to_owned(), format::phone(phone))),
            distance: match (found.distance_m, card.position) {
                (Some(metres), _) => Some(format::distance(metres, found.measured_from, words)),
                (None, None) => Some(words.get("places-no-position").to_owned()),
                (None, Some(_)) => None,
            },
            fee: phrases::fee(card.fees, words),
            audiences: phrases::audiences(card.audiences, words),
            care: phrases::care(card.care, words),
            languages: phrases::languages(card.care, words),
            is_mobile: card.itinerancy.contains(Itinerancy::Mobile),
        }
    }
}

impl PlaceCard {
    /// Whether it stays closed for long.
    #[must_use]
    pub fn is_away(&self) -> bool {
        self.hours.badge.shape == Shape::Away
    }
}

/// "12 rue du Lavoir, 00000 Brume".
pub(super) fn address_line(record: &PlaceRecord) -> String {
    let address = &record.address;
    format!("{}, {} {}", address.street, address.postcode, address.commune)
}
