//! Invented places of an invented canton, for samples of pages. Nothing here exists, and nothing here is a demo town:
//! these are the extremes that a page must bear.

mod records;

use std::sync::Arc;

use directory::Card;
use domain::calendar::{Calendar, HolidayTerritory, SchoolHolidays};
use domain::emergency::Danger;
use domain::hours::Hours;
use domain::places::{
    AccessMode, Audience, Fee, Itinerancy, Label, Place, PlaceRecord, Programme, Prose, Service,
    SpecificCare, SupportMode, Typology,
};
use jiff::tz::TimeZone;

use self::records::{place, places, usual};
use super::card::{Found, PlaceCard};
use super::facets::{FacetGroup, FacetOption};
use super::opening::OpenBadge;
use super::results::{Around, Link, Order, Question, Results};
use super::said_hours::Said;
use super::short_week;
use super::show::{Circumstances, ShowPlace};
use crate::map::{ListMap, Marker};
use crate::site::format::MeasuredFrom;
use crate::site::pagination::{PageNumber, Pager};
use crate::site::samples::Sample;
use crate::site::words::Worded;
use crate::site::{Frame, format, urls};

fn calendar() -> Calendar {
    Calendar::new(
        TimeZone::fixed(jiff::tz::offset(1)),
        HolidayTerritory::National,
        SchoolHolidays::default(),
    )
}

fn hours(frame: &Frame, record: &PlaceRecord) -> Said {
    let (calendar, words) = (calendar(), frame.words());
    let timetable = match &record.hours {
        Some(Hours::Osm(hours)) => Some(hours.timetable()),
        Some(Hours::Note(_)) | None => None,
    };
    let badge = match &record.hours {
        Some(Hours::Note(_)) => OpenBadge::to_check(words),
        Some(Hours::Osm(_)) | None => {
            let state = timetable
                .as_ref()
                .map(|timetable| timetable.state_at(frame.now(), &calendar));
            OpenBadge::new(state.as_ref(), frame.now(), calendar.time_zone(), words)
        }
    };
    let today = frame.now().to_zoned(calendar.time_zone().clone()).date();
    let week = timetable.map(|timetable| timetable.week(today, &calendar));
    Said {
        badge,
        week: week.map(|days| short_week::say(&days, words)),
    }
}

pub(crate) fn cards(frame: &Frame) -> Vec<PlaceCard> {
    places()
        .iter()
        .zip([Some(480.0), Some(3_400.0), None, Some(1_250.0)])
        .map(|(place, distance_m)| {
            let mut matches = Vec::new();
            if place.record.typologies.contains(Typology::BIB) {
                matches.push(0.."Médiathèque".len());
            }
            let found = Found {
                distance_m,
                measured_from: MeasuredFrom::Town("Brume"),
                matches: &matches,
            };
            let hours = Arc::new(hours(frame, &place.record));
            PlaceCard::new(&Card::alone(place), hours, &found, frame.words())
        })
        .collect()
}

fn group<V: Worded>(frame: &Frame, name: &'static str, legend: &'static str, chosen: &[V]) -> FacetGroup {
    FacetGroup {
        name,
        legend,
        options: V::ALL
            .iter()
            .enumerate()
            .map(|(rank, value)| FacetOption {
                value: value.code(),
                label: frame.words().name_of(value),
                count: format::number(1_300 / (rank as u64 + 1), frame.language()),
                is_chosen: chosen.contains(value),
            })
            .collect(),
        is_usual: !matches!(
            name,
            "acces" | "itinerance" | "dispositif" | "label" | "typologie"
        ),
        is_unfolded: name == "service",
        any: None,
    }
}

fn facets(frame: &Frame) -> Vec<FacetGroup> {
    let open = FacetGroup {
        name: "ouvert",
        legend: "facet-open",
        options: [
            ("maintenant", "facet-open-now", 2),
            ("demain", "facet-open-tomorrow", 3),
            ("inconnu", "facet-open-unknown", 1),
        ]
        .into_iter()
        .map(|(value, label, count)| FacetOption {
            value,
            label: frame.t(label),
            count: format::number(count, frame.language()),
            is_chosen: value == "maintenant",
        })
        .collect(),
        is_usual: true,
        is_unfolded: true,
        any: Some("facet-open-any"),
    };
    vec![
        open,
        group(frame, "service", "facet-service", &[Service::AdministrativeHelp]),
        group::<Fee>(frame, "frais", "facet-fee", &[]),
        group::<SpecificCare>(frame, "prise-en-charge", "facet-care", &[]),
        group::<Audience>(frame, "public", "facet-audience", &[]),
        group::<SupportMode>(frame, "accompagnement", "facet-support", &[]),
        group::<AccessMode>(frame, "acces", "facet-access", &[]),
        group::<Itinerancy>(frame, "itinerance", "facet-itinerancy", &[]),
        group::<Programme>(frame, "dispositif", "facet-programme", &[]),
        group::<Label>(frame, "label", "facet-label", &[]),
        group::<Typology>(frame, "typologie", "facet-typology", &[]),
    ]
}

pub(crate) fn link(text: &str, path: &str) -> Link {
    Link {
        text: text.to_owned(),
        path: path.to_owned(),
    }
}

/// Where the invented places are.
fn map(frame: &Frame, query: &str, is_open: bool) -> Option<ListMap> {
    let numbered: Vec<_> = places()
        .iter()
        .enumerate()
        .filter_map(|(rank, place)| {
            let position = place.record.position?;
            let marker = Marker {
                at: directory::Point::new(position.latitude(), position.longitude()),
                number: Some(rank + 1),
                name: place.record.name.to_string(),
                link: None,
            };
            Some((place.id, marker))
        })
        .collect();
    ListMap::new(frame, &numbered, query, None, None, is_open)
}

/// Lists of results: usual, from a position, empty.
pub(super) fn results(frame: &Frame) -> Vec<(&'static str, Results)> {
    let usual = Results {
        question: Question {
            need: "mediatheque".to_owned(),
            about: "mediatheque".to_owned(),
            commune: "Brume".to_owned(),
            around: Around::Commune("Brume".to_owned()),
            radius_km: Some(10),
            ..Question::default()
        },
        notice: Some(frame.say("results-commune-others", &[("commune", &"Brume (03)")])),
        namesakes: vec![
            link("Brume (18)", "/lieux?commune=Brume+(18)"),
            link("Brume (974)", "/lieux?commune=Brume+(974)"),
        ],
        unsaid: Some(link(
            &frame.say("results-unsaid", &[("count", &1_usize)]),
            "/lieux?ouvert=inconnu",
        )),
        total: 43,
        cards: cards(frame),
        facets: facets(frame),
        pager: Pager::new(
            urls::PLACES,
            "q=mediatheque&commune=Brume",
            PageNumber::FIRST,
            43,
            20,
        ),
        export_query: "q=mediatheque&commune=Brume".to_owned(),
        map: map(frame, "q=mediatheque&commune=Brume", false),
        ..Results::default()
    };
    let around = Results {
        question: Question {
            around: Around::Position(46.21, 3.12),
            order: Order::Distance,
            open_at: "2026-03-04T14:00".to_owned(),
            ..Question::default()
        },
        total: 1,
        cards: cards(frame).into_iter().take(1).collect(),
        facets: facets(frame),
        ..Results::default()
    };
    let empty = Results {
        question: Question {
            need: "médiatek <script>".to_owned(),
            about: "médiatek <script>".to_owned(),
            commune: "Brumme".to_owned(),
            within: Some(link("Val-de-Brume", "/lieux?q=m%C3%A9diatek")),
            ..Question::default()
        },
        suggestion: Some(link("médiathèque", "/lieux?q=m%C3%A9diath%C3%A8que")),
        notice: Some(frame.t("results-none-text").to_owned()),
        invitations: vec![link(frame.t("facet-open-tomorrow"), "/lieux?ouvert=demain")],
        ..Results::default()
    };
    let danger = Results {
        question: Question {
            need: "violence".to_owned(),
            about: "violence".to_owned(),
            ..Question::default()
        },
        danger: Some(Danger::Violence),
        invitations: vec![link(frame.t("facet-open-tomorrow"), "/lieux?ouvert=demain")],
        ..Results::default()
    };
    let everything = Results {
        map: map(frame, "", true),
        total: 25_000,
        cards: cards(frame),
        facets: facets(frame),
        pager: Pager::new(urls::PLACES, "", PageNumber::FIRST, 25_000, 20),
        ..Results::default()
    };
    vec![
        ("usual", usual),
        ("around", around),
        ("empty", empty),
        ("danger", danger),
        ("everything", everything),
    ]
}

/// Pages of places: usual, complete, bare, gone, with a note for hours.
pub(super) fn shown_places(frame: &Frame) -> Vec<Sample<ShowPlace>> {
    let mut places = places();
    let mut gone = place(9, usual());
    gone.gone_since = Some("2026-02-01T04:00:00Z".parse().expect("an instant"));
    gone.record.hours = Some(Hours::Note(
        Prose::parse("Le premier mardi du mois, sauf l'été").expect("sound prose"),
    ));
    places.push(gone);
    ["usual", "complete", "bare", "single", "gone"]
        .into_iter()
        .zip(&places)
        .map(|(name, place)| Sample::new(name, shown(frame, place)))
        .chain([Sample::new(
            "unconfigured",
            shown(&frame.unconfigured(), &places[0]),
        )])
        .collect()
}

fn shown(frame: &Frame, place: &Place) -> ShowPlace {
    let calendar = calendar();
    let timetable = match &place.record.hours {
        Some(Hours::Osm(hours)) => Some(hours.timetable()),
        Some(Hours::Note(_)) | None => None,
    };
    let circumstances = Circumstances {
        now: frame.now(),
        calendar: &calendar,
        timetable: timetable.as_ref(),
        source: "Annuaire du Val-de-Brume",
        source_address: Some("https://annuaire.example/lieux"),
        territories: vec![
            link("Val-de-Brume", "/territoires/departements/00"),
            link("Brume", "/territoires/communes/00300"),
        ],
        instead: match place.gone_since {
            Some(_) => cards(frame),
            None => Vec::new(),
        },
    };
    // The page belongs at its own address, whatever the frame was made for.
    ShowPlace::new(frame.at(&urls::place(&place.id)), place, &circumstances)
}
