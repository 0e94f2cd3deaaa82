//! From what the directory found to what a list shows: cards, filters with their counts.

use directory::{Answer, Directory, Facet, FacetTally, OpenWhen};
use domain::places::{
    AccessMode, Audience, Fee, Itinerancy, Label, Programme, Service, SpecificCare, SupportMode, Typology,
    Vocabulary,
};

use super::asked::Asked;
use super::card::{self, PlaceCard};
use super::facets::{FacetGroup, FacetOption};
use super::phrases;
use super::said_hours::SaidHours;
use super::short_week;
use crate::site::format::MeasuredFrom;
use crate::site::words::Worded;
use crate::site::{Frame, Words, format};

/// The filters that people see, in the order in which they are shown, with the key of the question each answers. The
/// first [`USUAL`] are those that people use; what is said in the words of administrations stands behind them.
const SHOWN: [(Facet, &str); 12] = [
    (Facet::Service, "facet-service"),
    (Facet::Fee, "facet-fee"),
    (Facet::Care, "facet-care"),
    (Facet::Audience, "facet-audience"),
    (Facet::SupportMode, "facet-support"),
    (Facet::AccessMode, "facet-access"),
    (Facet::Accessibility, "facet-accessibility"),
    (Facet::Booking, "facet-booking"),
    (Facet::Itinerancy, "facet-itinerancy"),
    (Facet::Programme, "facet-programme"),
    (Facet::Label, "facet-label"),
    (Facet::Typology, "facet-typology"),
];

const USUAL: usize = 5;

/// Whether a parameter of an address is one of the filters that people see.
pub(super) fn is_shown(name: &str) -> bool {
    SHOWN.iter().any(|(facet, _)| facet.code() == name)
}

/// The cards of what was found, with the words that it was found by marked in names.
pub fn cards(
    said_hours: &SaidHours,
    directory: &Directory,
    answer: &Answer,
    measured_from: MeasuredFrom<'_>,
    frame: &Frame,
) -> Vec<PlaceCard> {
    answer
        .found
        .iter()
        .map(|found| {
            let card = &found.card;
            let hours = said_hours.of(directory, found, frame);
            let matches = answer.highlighter.ranges(&card.name);
            let found = card::Found {
                distance_m: found.distance_m,
                measured_from,
                matches: &matches,
            };
            PlaceCard::new(card, hours, &found, frame.words())
        })
        .collect()
}

/// As [`cards`], with the hours of the days that are asked for.
pub fn cards_on(
    said_hours: &SaidHours,
    directory: &Directory,
    answer: &Answer,
    open: Option<OpenWhen>,
    measured_from: MeasuredFrom<'_>,
    frame: &Frame,
) -> Vec<PlaceCard> {
    let mut cards = cards(said_hours, directory, answer, measured_from, frame);
    let Some(open) = open else { return cards };
    for (card, found) in cards.iter_mut().zip(&answer.found) {
        card.asked_days = directory
            .days_asked(&found.card, open)
            .iter()
            .filter(|day| !day.intervals.is_empty())
            .map(|day| short_week::say_day(day, frame.words()))
            .collect();
    }
    cards
}

/// The filters with their counts: the most frequent values first.
pub(super) fn facets(tallies: &[FacetTally], asked: &Asked, frame: &Frame) -> Vec<FacetGroup> {
    SHOWN
        .into_iter()
        .enumerate()
        .filter_map(|(rank, (facet, legend))| {
            let tally = tallies.iter().find(|tally| tally.facet == facet)?;
            let mut counts = tally.counts.clone();
            counts.sort_by_key(|(value, count)| (std::cmp::Reverse(*count), *value));
            let options = counts
                .into_iter()
                .filter_map(|(value, count)| option(facet, value, count, asked, frame))
                .collect();
            Some(FacetGroup {
                name: facet.code(),
                legend,
                options,
                is_usual: rank < USUAL,
                is_unfolded: facet == Facet::Service,
                any: None,
            })
        })
        .collect()
}

fn option(facet: Facet, value: u32, count: u32, asked: &Asked, frame: &Frame) -> Option<FacetOption> {
    let code = facet.closed_list()?.get(value as usize)?.code;
    Some(FacetOption {
        value: code,
        label: label(facet, value as usize, frame.words())?,
        count: format::number(u64::from(count), frame.language()),
        is_chosen: asked.has(facet, value),
    })
}

/// A value of a closed list in plain words.
fn label(facet: Facet, rank: usize, words: &'static Words) -> Option<&'static str> {
    fn name<V: Worded>(rank: usize, words: &'static Words) -> Option<&'static str> {
        V::ALL.get(rank).map(|value| words.name_of(value))
    }
    match facet {
        Facet::Service => name::<Service>(rank, words),
        Facet::Audience => name::<Audience>(rank, words),
        Facet::Care => SpecificCare::ALL
            .get(rank)
            .map(|care| phrases::who_says(*care, words)),
        Facet::Fee => name::<Fee>(rank, words),
        Facet::AccessMode => name::<AccessMode>(rank, words),
        Facet::SupportMode => name::<SupportMode>(rank, words),
        Facet::Programme => name::<Programme>(rank, words),
        Facet::Label => name::<Label>(rank, words),
        Facet::Typology => name::<Typology>(rank, words),
        Facet::Itinerancy => name::<Itinerancy>(rank, words),
        Facet::Accessibility => Some(words.get("facet-accessibility-yes")),
        Facet::Booking => Some(words.get("facet-booking-yes")),
        Facet::Source | Facet::Region | Facet::Departement | Facet::Epci | Facet::Commune => None,
    }
}
