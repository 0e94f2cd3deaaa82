//! A place in a list: enough to choose it, no more.

use std::ops::Range;

use directory::Card;
use domain::places::{Choices, Fee, Itinerancy, PlaceId, PlaceRecord};

use super::highlight::Highlighted;
use super::opening::OpenBadge;
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
    pub kind: Option<String>,
    /// Whether it is open.
    pub badge: OpenBadge,
    /// What for, in plain words: three at most.
    pub services: Vec<String>,
    /// How many other services it has.
    pub more_services: usize,
    /// Street, postcode and commune.
    pub address: String,
    /// Its number, for a list on paper.
    pub phone: Option<String>,
    /// "à 800 m, environ 10 min à pied".
    pub distance: Option<String>,
    /// What it costs.
    pub fee: Option<String>,
    /// Whom it addresses in particular: "Jeunes, personnes âgées".
    pub audiences: Option<String>,
    /// What it adapts to, in plain words, in one line.
    pub care: Option<String>,
    /// Whether it travels.
    pub is_mobile: bool,
}

/// What a search adds to a place.
pub struct Found<'a> {
    /// How far it is.
    pub distance_m: Option<f64>,
    /// What matches in its name, in bytes.
    pub matches: &'a [Range<usize>],
}

impl PlaceCard {
    /// The card of a place.
    #[must_use]
    pub fn new(card: &Card, badge: OpenBadge, found: &Found<'_>, words: &Words) -> Self {
        let services = card
            .services
            .iter()
            .take(SERVICES_SHOWN)
            .map(|service| words.name_of(&service).to_owned())
            .collect();
        Self {
            path: urls::place(&card.id),
            id: card.id,
            name: Highlighted::new(&card.name, found.matches),
            kind: card
                .typologies
                .iter()
                .next()
                .map(|typology| words.name_of(&typology).to_owned()),
            badge,
            services,
            more_services: card.services.len().saturating_sub(SERVICES_SHOWN),
            address: format!("{}, {} {}", card.street, card.postcode, card.commune),
            phone: card.phone.as_ref().map(format::phone),
            distance: found.distance_m.map(|metres| format::distance(metres, words)),
            fee: fee(card.fees, words),
            audiences: joined(card.audiences.iter().map(|audience| words.name_of(&audience))),
            care: joined(card.care.iter().map(|care| words.name_of(&care))),
            is_mobile: card.itinerancy.contains(Itinerancy::Mobile),
        }
    }
}

/// What it costs, in the words of the schema that hold together: free for some and paid for others reads as one line.
pub(super) fn fee(fees: Choices<Fee>, words: &Words) -> Option<String> {
    joined(fees.iter().map(|fee: Fee| words.name_of(&fee)))
}

/// "12 rue du Lavoir, 00000 Brume".
pub(super) fn address_line(record: &PlaceRecord) -> String {
    let address = &record.address;
    format!("{}, {} {}", address.street, address.postcode, address.commune)
}

/// Names in one line; only the first keeps its capital.
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut line = String::new();
    for name in names {
        if line.is_empty() {
            line.push_str(name);
        } else {
            line.push_str(", ");
            let mut letters = name.chars();
            line.extend(letters.next().into_iter().flat_map(char::to_lowercase));
            line.push_str(letters.as_str());
        }
    }
    (!line.is_empty()).then_some(line)
}
