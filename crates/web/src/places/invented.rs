//! Invented places of an invented canton, for samples of pages. Nothing here exists, and nothing here is a demo town:
//! these are the extremes that a page must bear.

use directory::Card;
use domain::calendar::{Calendar, HolidayTerritory, SchoolHolidays};
use domain::hours::{Day, Hours};
use domain::places::{
    AccessMode, Address, Audience, Choices, Email, Fee, Itinerancy, Label, Line, Phone, Place, PlaceId,
    PlaceName, PlaceRecord, Programme, Prose, RecordId, Service, SourceName, SpecificCare, SupportMode,
    Typology, Vocabulary, WebAddress,
};
use domain::territory::{Position, Postcode};
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::card::{Found, PlaceCard};
use super::facets::{FacetGroup, FacetOption};
use super::opening::OpenBadge;
use super::results::{Around, Link, Order, Question, Results};
use super::show::{Circumstances, ShowPlace};
use crate::map::{ListMap, Marker};
use crate::site::format::MeasuredFrom;
use crate::site::pagination::{PageNumber, Pager};
use crate::site::samples::Sample;
use crate::site::words::Worded;
use crate::site::{Frame, format, urls};
use crate::territories::{Child, Level, Territory};

fn line(text: &str) -> Line {
    Line::parse(text).expect("a sound line")
}

fn calendar() -> Calendar {
    Calendar::new(
        TimeZone::fixed(jiff::tz::offset(1)),
        HolidayTerritory::National,
        SchoolHolidays::default(),
    )
}

/// A place that gives almost nothing.
fn bare() -> PlaceRecord {
    PlaceRecord {
        id: RecordId::parse("brume-7").expect("a sound identifier"),
        pivot: None,
        name: PlaceName::parse("Mairie de Saint-Aubin-des-Joncs").expect("a sound name"),
        address: Address {
            street: line("Le bourg"),
            complement: None,
            postcode: Postcode::parse("00310").expect("five digits"),
            commune: line("Saint-Aubin-des-Joncs"),
            commune_code: None,
        },
        position: None,
        typologies: Choices::none(),
        phone: None,
        emails: Vec::new(),
        websites: Vec::new(),
        hours: None,
        summary: None,
        description: None,
        collected_by: None,
        itinerancy: Choices::none(),
        parent: None,
        updated_on: date(2023, 11, 6),
        services: Choices::none(),
        audiences: Choices::none(),
        care: Choices::none(),
        fees: Choices::none(),
        programmes: Choices::none(),
        labels: Choices::none(),
        other_labels: Vec::new(),
        access_modes: Choices::none(),
        support_modes: Choices::none(),
        accessibility_page: None,
        booking_page: None,
    }
}

/// The usual library.
fn usual() -> PlaceRecord {
    PlaceRecord {
        id: RecordId::parse("brume-1").expect("a sound identifier"),
        name: PlaceName::parse("Médiathèque de l'Étang").expect("a sound name"),
        address: Address {
            street: line("12 rue du Lavoir"),
            complement: Some(line("Au premier étage, ascenseur")),
            postcode: Postcode::parse("00300").expect("five digits"),
            commune: line("Brume"),
            commune_code: None,
        },
        position: Some(Position::new(46.21, 3.12).expect("on earth")),
        typologies: [Typology::BIB].into_iter().collect(),
        phone: Some(Phone::parse("+33199001212").expect("a number kept for fiction")),
        emails: vec![Email::parse("etang@brume.example").expect("an address kept for examples")],
        websites: vec![WebAddress::parse("https://www.brume.example/mediatheque").expect("an example")],
        hours: Some(
            Hours::read("Tu-Sa 09:30-12:30,14:00-18:00; We 09:30-18:00; PH off").expect("sound hours"),
        ),
        summary: Some(line(
            "Des ordinateurs en libre accès, une imprimante, et quelqu'un pour vous aider le mardi et le samedi.",
        )),
        updated_on: date(2026, 1, 19),
        services: [
            Service::AdministrativeHelp,
            Service::EverydayTools,
            Service::InternetAndComputers,
            Service::SafeUse,
        ]
        .into_iter()
        .collect(),
        fees: [Fee::Free].into_iter().collect(),
        care: [SpecificCare::Illiteracy].into_iter().collect(),
        programmes: [Programme::DigitalAdvisers].into_iter().collect(),
        access_modes: [AccessMode::WalkIn, AccessMode::Phone].into_iter().collect(),
        support_modes: [
            SupportMode::OnYourOwn,
            SupportMode::Individual,
            SupportMode::Workshop,
        ]
        .into_iter()
        .collect(),
        ..bare()
    }
}

/// A place with every field, each as long as it gets.
fn complete() -> PlaceRecord {
    PlaceRecord {
        id: RecordId::parse("brume-2").expect("a sound identifier"),
        name: PlaceName::parse("Maison France Services itinérante du Haut-Val-de-Brume & des Trois-Vallées")
            .expect("a sound name"),
        position: Some(Position::new(46.24, 3.08).expect("on earth")),
        typologies: [Typology::RFS, Typology::ENM, Typology::CCAS].into_iter().collect(),
        emails: vec![
            Email::parse("accueil.itinerant@haut-val-de-brume.example").expect("an example"),
            Email::parse("rendez-vous@haut-val-de-brume.example").expect("an example"),
        ],
        websites: vec![
            WebAddress::parse("https://haut-val-de-brume.example").expect("an example"),
            WebAddress::parse("https://www.trois-vallees.example/bus?a=1&b=2").expect("an example"),
        ],
        hours: Some(
            Hours::read("Mo 14:00-17:00; Tu 09:00-12:00,14:00-19:30; We 09:00-17:00 \"sur la place du marché\"; Fr 08:30-12:00")
                .expect("sound hours"),
        ),
        description: Some(
            Prose::parse(
                "Le bus s'arrête dans onze villages.\nDeux personnes vous reçoivent, avec ou sans rendez-vous. <Venez> avec vos papiers.",
            )
            .expect("sound prose"),
        ),
        collected_by: Some(line("Communauté de communes du Val-de-Brume")),
        itinerancy: [Itinerancy::Mobile, Itinerancy::Fixed].into_iter().collect(),
        parent: Some(line("Réseau des maisons du Val")),
        services: Service::ALL.iter().copied().collect(),
        audiences: Audience::ALL.iter().copied().collect(),
        care: SpecificCare::ALL.iter().copied().collect(),
        fees: [Fee::Free, Fee::FreeOnCondition].into_iter().collect(),
        programmes: Programme::ALL.iter().copied().take(4).collect(),
        labels: Label::ALL.iter().copied().take(3).collect(),
        other_labels: vec![line("Quartier d'été")],
        access_modes: AccessMode::ALL.iter().copied().filter(|mode| *mode != AccessMode::NoPublic).collect(),
        support_modes: SupportMode::ALL.iter().copied().collect(),
        accessibility_page: Some(WebAddress::parse("https://acceslibre.example/app/00-brume/").expect("an example")),
        booking_page: Some(WebAddress::parse("https://rendez-vous.example/brume").expect("an example")),
        ..usual()
    }
}

fn place(bits: u64, record: PlaceRecord) -> Place {
    Place {
        id: PlaceId::from_bits(bits),
        source: SourceName::parse("val-de-brume").expect("a sound name"),
        record,
        gone_since: None,
    }
}

fn places() -> Vec<Place> {
    vec![
        place(0x0123_4567_89ab_cdef, usual()),
        place(0x0fed_cba9_8765_4321, complete()),
        place(7, bare()),
        place(
            8,
            PlaceRecord {
                name: PlaceName::parse("Fablab La Bobine").expect("a sound name"),
                typologies: [Typology::FABLAB].into_iter().collect(),
                hours: Some(Hours::read("Th,Fr 17:00-22:00").expect("sound hours")),
                fees: [Fee::Paying].into_iter().collect(),
                audiences: [Audience::YoungPeople, Audience::FamiliesAndChildren]
                    .into_iter()
                    .collect(),
                services: [Service::LeisureAndCreation].into_iter().collect(),
                care: Choices::none(),
                ..usual()
            },
        ),
    ]
}

fn badge(frame: &Frame, record: &PlaceRecord) -> OpenBadge {
    let calendar = calendar();
    let state = match &record.hours {
        Some(Hours::Osm(hours)) => Some(hours.timetable().state_at(frame.now(), &calendar)),
        _ => None,
    };
    OpenBadge::new(state.as_ref(), frame.now(), calendar.time_zone(), frame.words())
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
            let badge = badge(frame, &place.record);
            PlaceCard::new(&Card::alone(place), badge, &found, frame.words())
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
        is_unfolded: false,
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

fn link(text: &str, path: &str) -> Link {
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
    ListMap::new(frame, &numbered, query, None, is_open)
}

/// Lists of results: usual, from a position, empty.
pub(super) fn results(frame: &Frame) -> Vec<(&'static str, Results)> {
    let usual = Results {
        question: Question {
            need: "mediatheque".to_owned(),
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
            commune: "Brumme".to_owned(),
            within: Some(link("Val-de-Brume", "/lieux?q=m%C3%A9diatek")),
            ..Question::default()
        },
        suggestion: Some(link("médiathèque", "/lieux?q=m%C3%A9diath%C3%A8que")),
        notice: Some(frame.t("results-none-text").to_owned()),
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
        .collect()
}

fn shown(frame: &Frame, place: &Place) -> ShowPlace {
    let calendar = calendar();
    let (mut state, mut week): (_, Option<[Day; 7]>) = (None, None);
    if let Some(Hours::Osm(hours)) = &place.record.hours {
        let timetable = hours.timetable();
        let today = frame.now().to_zoned(calendar.time_zone().clone()).date();
        state = Some(timetable.state_at(frame.now(), &calendar));
        week = Some(timetable.week(today, &calendar));
    }
    let circumstances = Circumstances {
        now: frame.now(),
        zone: calendar.time_zone().clone(),
        state,
        week: week.as_ref().map(<[Day; 7]>::as_slice),
        source: "Annuaire du Val-de-Brume",
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

/// Territories: the country, a département with many communes, a commune, one without any place.
pub(crate) fn territories(frame: &Frame) -> Vec<(&'static str, Territory)> {
    let child = |name: &str, code: Option<&str>, places| Child {
        name: name.to_owned(),
        code: code.map(str::to_owned),
        path: "/territoires/communes/00300".to_owned(),
        places,
    };
    let base = |level, name: &str| Territory {
        level,
        name: name.to_owned(),
        above: vec![link("Hautes-Brumes", "/territoires/regions/00")],
        total: 0,
        children: Vec::new(),
        cards: Vec::new(),
        pager: None,
        nearest: Vec::new(),
        search: None,
    };
    let names = [
        "Aubin", "Brume", "Étang", "Joncs", "Lavoir", "Moulin", "Œillet", "Pré", "Source", "Val",
    ];
    let communes = names
        .iter()
        .flat_map(|name| (1..=4_usize).map(move |rank| (name, rank)))
        .map(|(name, rank)| child(&format!("{name}-les-{rank}-Chemins"), None, rank))
        .collect();
    vec![
        (
            "country",
            Territory {
                total: 25_000,
                children: vec![
                    child("Basses-Brumes", None, 12_000),
                    child("Hautes-Brumes", None, 13_000),
                ],
                ..base(Level::Country, "")
            },
        ),
        (
            "departement",
            Territory {
                total: 100,
                children: communes,
                search: Some("/lieux?departement=00".to_owned()),
                ..base(Level::Departement, "Val-de-Brume")
            },
        ),
        (
            "commune",
            Territory {
                total: 4,
                cards: cards(frame),
                ..base(Level::Commune, "Brume")
            },
        ),
        (
            "empty-commune",
            Territory {
                nearest: cards(frame),
                ..base(Level::Commune, "Saint-Aubin-des-Joncs")
            },
        ),
    ]
}
