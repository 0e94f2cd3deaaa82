//! What the demo town promises: complete, varied, and wholly invented.

mod hours;
mod invented;

use std::collections::{BTreeMap, BTreeSet};

use domain::places::{
    AccessMode, Audience, Choices, Fee, Itinerancy, Label, PlaceRecord, Programme, SUMMARY_MAX_CHARS,
    Service, SpecificCare, SupportMode, Typology, Vocabulary,
};
use domain::territory::Position;
use jiff::civil::{Date, date};

use super::canton::{COMMUNES, Commune, MONTAVREUIL};
use super::{canton, places};

const TODAY: Date = date(2026, 11, 23);

fn place(id: &str) -> PlaceRecord {
    places(TODAY)
        .into_iter()
        .find(|place| place.id.as_str() == id)
        .unwrap_or_else(|| panic!("no place {id}"))
}

/// Every text that people read on a place.
fn texts(place: &PlaceRecord) -> Vec<String> {
    let address = &place.address;
    let lines = [
        Some(&address.street),
        address.complement.as_ref(),
        place.summary.as_ref(),
        place.parent.as_ref(),
    ];
    lines
        .into_iter()
        .flatten()
        .chain(&place.other_labels)
        .map(ToString::to_string)
        .chain([place.name.to_string()])
        .chain(place.description.as_ref().map(ToString::to_string))
        .chain(place.hours.as_ref().map(|hours| hours.as_str().to_owned()))
        .collect()
}

#[test]
fn about_sixty_places_live_in_eight_communes() {
    let places = places(TODAY);
    assert!((58..=64).contains(&places.len()), "{}", places.len());
    let mut by_commune = BTreeMap::<&str, usize>::new();
    for place in &places {
        *by_commune.entry(place.address.commune.as_str()).or_default() += 1;
    }
    let communes: BTreeSet<&str> = COMMUNES.iter().map(Commune::name).collect();
    assert_eq!(by_commune.keys().copied().collect::<BTreeSet<_>>(), communes);
    assert!(by_commune.values().all(|count| *count >= 4), "{by_commune:?}");
}

#[test]
fn a_closed_place_is_none_of_those_that_are_shown() {
    let closed = super::closed_places(TODAY);
    assert!(!closed.is_empty());
    for place in &closed {
        assert!(
            places(TODAY)
                .iter()
                .all(|shown| shown.id != place.id && shown.name != place.name)
        );
        assert!(place.position.is_some(), "others can be found near it");
    }
}

#[test]
fn each_place_has_its_own_identifier_and_its_own_name_in_its_commune() {
    let places = places(TODAY);
    let ids: BTreeSet<_> = places.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(ids.len(), places.len());
    let names: BTreeSet<_> = places
        .iter()
        .map(|place| (place.address.commune.as_str(), place.name.as_str().to_lowercase()))
        .collect();
    assert_eq!(names.len(), places.len());
}

fn every_value_is_used<V: Vocabulary>(field: impl Fn(&PlaceRecord) -> Choices<V>) {
    let places = places(TODAY);
    for value in V::ALL {
        assert!(
            places.iter().any(|place| field(place).contains(*value)),
            "no place of the demo has {} = {}",
            V::FIELD,
            value.label()
        );
    }
}

#[test]
fn every_value_of_the_closed_lists_is_met_somewhere() {
    every_value_is_used::<Service>(|place| place.services);
    every_value_is_used::<Audience>(|place| place.audiences);
    every_value_is_used::<SpecificCare>(|place| place.care);
    every_value_is_used::<Fee>(|place| place.fees);
    every_value_is_used::<Programme>(|place| place.programmes);
    every_value_is_used::<Label>(|place| place.labels);
    every_value_is_used::<AccessMode>(|place| place.access_modes);
    every_value_is_used::<SupportMode>(|place| place.support_modes);
    every_value_is_used::<Itinerancy>(|place| place.itinerancy);
}

#[test]
fn structures_of_fifty_kinds_are_met() {
    let kinds: Choices<Typology> = places(TODAY)
        .iter()
        .flat_map(|place| place.typologies.iter().collect::<Vec<_>>())
        .collect();
    assert!(kinds.len() >= 50, "{}: {}", kinds.len(), kinds.joined_labels());
}

#[test]
fn one_place_has_every_field() {
    let PlaceRecord {
        id: _,
        pivot,
        name: _,
        address,
        position,
        typologies,
        phone,
        emails,
        websites,
        hours,
        summary,
        description,
        collected_by,
        itinerancy,
        parent,
        updated_on: _,
        services,
        audiences,
        care,
        fees,
        programmes,
        labels,
        other_labels,
        access_modes,
        support_modes,
        accessibility_page,
        booking_page,
    } = place("montavreuil-epn");
    assert!(pivot.is_some());
    assert!(address.complement.is_some() && address.commune_code.is_some());
    assert!(position.is_some() && phone.is_some() && hours.is_some());
    assert!(summary.is_some() && description.is_some() && collected_by.is_some() && parent.is_some());
    assert!(accessibility_page.is_some() && booking_page.is_some());
    assert!(emails.len() > 1 && websites.len() > 1 && other_labels.len() > 1);
    let chosen = [
        typologies.len(),
        itinerancy.len(),
        services.len(),
        audiences.len(),
        care.len(),
        fees.len(),
        programmes.len(),
        labels.len(),
        access_modes.len(),
        support_modes.len(),
    ];
    assert!(chosen.iter().all(|count| *count > 1), "{chosen:?}");
}

#[test]
fn one_place_has_only_what_the_schema_requires() {
    let bare = place("port-loubre-mairie");
    assert_eq!(texts(&bare), ["Le Bourg", "Mairie de Port-Loubre"]);
    assert!(bare.position.is_none() && bare.phone.is_none() && bare.pivot.is_none());
    assert!(bare.services.is_empty() && bare.access_modes.is_empty() && bare.fees.is_empty());
    assert!(bare.collected_by.is_none() && bare.address.complement.is_none());
    assert_eq!(bare.address.departement().as_str(), "18");
}

#[test]
fn several_places_share_one_building() {
    let hall: Vec<_> = places(TODAY)
        .into_iter()
        .filter(|place| place.address.street.as_str() == "1 place de la Halle")
        .collect();
    assert_eq!(hall.len(), 4);
    assert!(hall.iter().all(|place| place.position == hall[0].position));
    let doors: BTreeSet<_> = hall
        .iter()
        .map(|place| place.address.complement.clone())
        .collect();
    assert_eq!(doors.len(), 4, "each has its own door");
}

#[test]
fn the_bus_stops_in_five_villages() {
    let villages: BTreeSet<_> = places(TODAY)
        .into_iter()
        .filter(|place| place.name.as_str().starts_with("Le Bus Lanterne"))
        .map(|place| place.address.commune)
        .collect();
    assert_eq!(villages.len(), 5);
}

#[test]
fn every_place_stands_in_its_commune_and_the_canton_is_small() {
    for place in places(TODAY) {
        let commune = commune_of(&place);
        let Some(position) = place.position else { continue };
        assert!(position.distance_m(&commune.centre()) < 1_000.0, "{}", place.name);
        assert!(
            position.distance_m(&MONTAVREUIL.centre()) < 15_000.0,
            "{}",
            place.name
        );
    }
    let around = Position::new(47.0, 2.6).unwrap();
    assert!(MONTAVREUIL.centre().distance_m(&around) < 1_000.0);
}

fn commune_of(place: &PlaceRecord) -> &'static Commune {
    let name = place.address.commune.as_str();
    COMMUNES
        .iter()
        .find(|commune| commune.name() == name)
        .unwrap_or_else(|| panic!("{name} is not in the canton"))
}

#[test]
fn addresses_agree_with_the_commune() {
    for place in places(TODAY) {
        let commune = commune_of(&place);
        assert_eq!(place.address.postcode, commune.postcode(), "{}", place.name);
        if let Some(code) = place.address.commune_code {
            assert_eq!(code, commune.code(), "{}", place.name);
        }
    }
}

#[test]
fn metres_become_degrees_without_drifting() {
    let centre = MONTAVREUIL.centre();
    for (east_m, north_m) in [(0.0, 0.0), (900.0, 0.0), (0.0, -900.0), (-300.0, 400.0)] {
        let there = COMMUNES[0].point(east_m, north_m);
        let expected = f64::hypot(east_m, north_m);
        assert!(
            (there.distance_m(&centre) - expected).abs() < 1.0,
            "{east_m} {north_m}"
        );
    }
}

#[test]
fn summaries_fit_the_schema_and_a_card() {
    for place in places(TODAY) {
        let Some(summary) = &place.summary else { continue };
        let length = summary.as_str().chars().count();
        assert!(length <= SUMMARY_MAX_CHARS, "{}: {length}", place.name);
        assert!(!summary.as_str().contains("  "), "{}", place.name);
    }
}

#[test]
fn entries_age_with_the_day_and_some_are_stale() {
    let ages = |today: Date| -> Vec<i32> {
        places(today)
            .iter()
            .map(|place| (today - place.updated_on).get_days())
            .collect()
    };
    assert_eq!(ages(TODAY), ages(date(2031, 2, 28)));
    assert!(ages(TODAY).iter().all(|days| *days > 0));
    let stale = ages(TODAY).iter().filter(|days| **days > 700).count();
    assert!((3..=10).contains(&stale), "{stale}");
}

#[test]
fn the_town_speaks_french_and_english() {
    let town = canton();
    let words = [
        town.name,
        town.territory,
        town.welcome,
        town.notice,
        town.publisher,
        town.source_title,
        town.helpline_hours,
    ];
    for text in words {
        assert!(!text.fr.is_empty() && !text.en.is_empty());
        assert_ne!(text.fr, text.en);
    }
    assert_eq!(town.source.as_str(), "demo");
}
