//! The directory answers questions about a few invented places.

#![expect(
    clippy::unwrap_used,
    reason = "tests are where unwrap belongs; clippy sees only #[test] functions"
)]

use std::sync::Arc;

use directory::{Bounds, Directory, Facet, MapFeature, Near, OpenWhen, Point, Question, Sort, Territory};
use domain::hours::Hours;
use domain::places::{Fee, Place, PlaceId, PlaceName, Service, Typology};
use domain::territory::{CommuneCode, Position, Postcode};
use jiff::Timestamp;

fn place(number: u64, name: &str, commune: (&str, &str, &str), at: Option<(f64, f64)>) -> Place {
    let (code, postcode, commune) = commune;
    let mut record = fixtures::record(&number.to_string());
    record.name = PlaceName::parse(name).unwrap();
    record.address.postcode = Postcode::parse(postcode).unwrap();
    record.address.commune = fixtures::line(commune);
    record.address.commune_code = Some(CommuneCode::parse(code).unwrap());
    record.position = at.map(|(latitude, longitude)| Position::new(latitude, longitude).unwrap());
    record.typologies = [Typology::BIB].into_iter().collect();
    fixtures::place(number, record)
}

const LYON_3: (&str, &str, &str) = ("69383", "69003", "Lyon 3e Arrondissement");
const LILLE: (&str, &str, &str) = ("59350", "59000", "LILLE");
const SAINT_DENIS: (&str, &str, &str) = ("97411", "97400", "Saint-Denis");

fn some_places() -> Vec<Place> {
    let mut lyon = place(1, "Médiathèque de la Part-Dieu", LYON_3, Some((45.760, 4.858)));
    lyon.record.services = [Service::AdministrativeHelp, Service::InternetAndComputers]
        .into_iter()
        .collect();
    lyon.record.fees = [Fee::Free].into_iter().collect();
    lyon.record.hours = Some(Hours::read("Mo-Fr 09:00-12:00").unwrap());
    let mut lille = place(
        2,
        "Espace public numérique de Wazemmes",
        LILLE,
        Some((50.624, 3.049)),
    );
    lille.record.services = [Service::EverydayTools].into_iter().collect();
    lille.record.hours = Some(Hours::read("sur rendez-vous").unwrap());
    let mut reunion = place(3, "Case numérique", SAINT_DENIS, Some((-20.879, 55.448)));
    reunion.record.hours = Some(Hours::read("Mo-Fr 09:00-12:00").unwrap());
    reunion.record.fees = [Fee::Paying].into_iter().collect();
    let nowhere = place(4, "Association sans position", LILLE, None);
    vec![lyon, lille, reunion, nowhere]
}

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

fn names(directory: &Directory, question: &Question<'_>) -> Vec<String> {
    let question = Question {
        limit: 20,
        ..question.clone()
    };
    let answer = directory.search(&question, at("2026-11-03T09:00:00Z")).unwrap();
    assert_eq!(answer.total, answer.found.len());
    answer
        .found
        .iter()
        .map(|found| found.card.name.to_string())
        .collect()
}

#[test]
fn a_synonym_and_a_town_find_the_library() {
    let directory = Directory::build(some_places(), 1);
    assert_eq!(
        names(
            &directory,
            &Question {
                words: "bibliotheque lyon",
                ..Question::default()
            }
        ),
        ["Médiathèque de la Part-Dieu"]
    );
}

#[test]
fn places_are_open_by_their_own_clock() {
    let directory = Directory::build(some_places(), 1);
    // 08:30 UTC on a Tuesday of winter: 09:30 in Lyon, 12:30 in Saint-Denis.
    let question = Question {
        open: Some(OpenWhen::At(at("2026-11-03T08:30:00Z"))),
        ..Question::default()
    };
    assert_eq!(names(&directory, &question), ["Médiathèque de la Part-Dieu"]);
    let question = Question {
        open: Some(OpenWhen::At(at("2026-11-03T05:30:00Z"))),
        ..Question::default()
    };
    assert_eq!(names(&directory, &question), ["Case numérique"]);
    let question = Question {
        open: Some(OpenWhen::AtLocal(jiff::civil::date(2026, 11, 3).at(11, 59, 0, 0))),
        ..Question::default()
    };
    assert_eq!(names(&directory, &question).len(), 2);
    for (day, open) in [(3, 2), (8, 0)] {
        let question = Question {
            open: Some(OpenWhen::On(jiff::civil::date(2026, 11, day))),
            ..Question::default()
        };
        assert_eq!(names(&directory, &question).len(), open, "{day} November");
    }
}

#[test]
fn tomorrow_comes_earlier_in_the_east() {
    let directory = Directory::build(some_places(), 1);
    let open_tomorrow = |now: &str| {
        let question = Question {
            open: Some(OpenWhen::DayAfter(at(now))),
            sort: Sort::Name,
            ..Question::default()
        };
        names(&directory, &question)
    };
    let both = ["Case numérique", "Médiathèque de la Part-Dieu"];
    assert_eq!(open_tomorrow("2026-11-05T12:00:00Z"), both, "Friday for both");
    // 20:30 UTC on a Thursday is half past midnight on Friday in Saint-Denis: its tomorrow is a Saturday.
    assert_eq!(open_tomorrow("2026-11-05T20:30:00Z"), both[1..]);
    assert!(
        open_tomorrow("2026-11-05T23:30:00Z").is_empty(),
        "Saturday for both"
    );
}

#[test]
fn places_that_never_said_their_hours_are_found_by_that_alone() {
    let directory = Directory::build(some_places(), 1);
    let count = |open| {
        let question = Question {
            open,
            ..Question::default()
        };
        directory.count(&question).unwrap()
    };
    let unsaid = Question {
        open: Some(OpenWhen::Unsaid),
        limit: 100,
        ..Question::default()
    };
    let now = at("2026-11-03T08:30:00Z");
    let answer = directory.search(&unsaid, now).unwrap();
    assert!(answer.found.iter().all(|found| found.open.is_none()));
    assert_eq!(answer.total, count(Some(OpenWhen::Unsaid)));
    let all = directory
        .search(
            &Question {
                limit: 100,
                ..Question::default()
            },
            now,
        )
        .unwrap();
    let without_state = all.found.iter().filter(|found| found.open.is_none()).count();
    assert!(without_state > 0, "some place of the test has no hours");
    assert_eq!(answer.total, without_state);
}

#[test]
fn hours_that_are_only_a_note_never_count_as_open() {
    let directory = Directory::build(some_places(), 1);
    let lille = directory.card(PlaceId::from_bits(2)).unwrap();
    assert_eq!(directory.open_state(lille, at("2026-11-03T09:00:00Z")), None);
}

#[test]
fn values_of_one_facet_add_up_and_facets_narrow() {
    let directory = Directory::build(some_places(), 1);
    let free = directory.value(Facet::Fee, "gratuit").unwrap();
    let paying = directory.value(Facet::Fee, "Payant").unwrap();
    let either = Question {
        filters: vec![(Facet::Fee, vec![free, paying])],
        ..Question::default()
    };
    assert_eq!(names(&directory, &either).len(), 2);
    let help = directory.value(Facet::Service, "demarches").unwrap();
    let narrowed = Question {
        filters: vec![(Facet::Fee, vec![free, paying]), (Facet::Service, vec![help])],
        ..either
    };
    assert_eq!(names(&directory, &narrowed), ["Médiathèque de la Part-Dieu"]);
    assert!(directory.value(Facet::Fee, "cadeau").is_err());
}

#[test]
fn a_city_has_the_places_of_its_arrondissements() {
    let directory = Directory::build(some_places(), 1);
    for code in ["69123", "69383", "69", "R84", "200046977"] {
        let question = Question {
            territory: Some(Territory::parse(code).unwrap()),
            ..Question::default()
        };
        assert_eq!(
            names(&directory, &question),
            ["Médiathèque de la Part-Dieu"],
            "{code}"
        );
    }
    let lyon = &directory.communes_of("69".parse().unwrap())[0];
    assert_eq!(
        (lyon.code.unwrap().as_str(), &*lyon.name, lyon.places),
        ("69123", "Lyon", 1)
    );
    assert!(Territory::parse("96").is_err());
    assert!(Territory::parse("nord").is_err());
}

#[test]
fn the_nearest_comes_first_and_what_has_no_position_last() {
    let directory = Directory::build(some_places(), 1);
    let near = Some(Near {
        point: Point::new(50.63, 3.06),
        radius_m: None,
    });
    let question = Question {
        near,
        sort: Sort::Distance,
        ..Question::default()
    };
    assert_eq!(
        names(&directory, &question),
        [
            "Espace public numérique de Wazemmes",
            "Médiathèque de la Part-Dieu",
            "Case numérique",
            "Association sans position"
        ]
    );
    let near = Some(Near {
        point: Point::new(50.63, 3.06),
        radius_m: Some(5_000.0),
    });
    assert_eq!(
        names(
            &directory,
            &Question {
                near,
                ..Question::default()
            }
        )
        .len(),
        1
    );
}

#[test]
fn a_change_gives_what_building_anew_gives() {
    let before = Directory::build(some_places(), 1);
    let mut places = some_places();
    places[0].record.name = PlaceName::parse("Médiathèque du Rhône").unwrap();
    places[1].gone_since = Some(at("2026-11-01T00:00:00Z"));
    let changed = before.with_changes(vec![places[0].clone(), places[1].clone()], 2);
    let anew = Directory::build(places, 2);
    assert_eq!(changed.len(), anew.len());
    for words in ["", "rhone", "part-dieu", "wazemmes", "numérique"] {
        let question = Question {
            words,
            sort: Sort::Name,
            ..Question::default()
        };
        assert_eq!(names(&changed, &question), names(&anew, &question), "{words}");
    }
    assert_eq!(changed.places_of("59".parse().unwrap()), 1);
    assert_eq!(before.len(), 4);
}

#[test]
fn what_a_source_says_again_is_shared_and_what_it_says_anew_is_found_shown_and_counted() {
    fn summary(text: &str) -> Option<domain::places::Line> {
        Some(fixtures::line(text))
    }
    // What changes; whether its card becomes another; words that find the place from then on.
    type Change = fn(&mut Place);
    let changes: [(&str, Change, bool, &str); 6] = [
        (
            "only the date",
            |lyon| lyon.record.updated_on = "2026-11-20".parse().unwrap(),
            false,
            "part-dieu",
        ),
        (
            "only what its page shows",
            |lyon| lyon.record.collected_by = summary("Quelqu’un"),
            false,
            "part-dieu",
        ),
        (
            "its text",
            |lyon| lyon.record.summary = summary("Ateliers de tricot"),
            true,
            "tricot",
        ),
        (
            "its hours",
            |lyon| lyon.record.hours = Some(Hours::read("Sa 10:00-12:00").unwrap()),
            true,
            "part-dieu",
        ),
        (
            "its street",
            |lyon| lyon.record.address.street = fixtures::line("9 rue des Lilas"),
            true,
            "lilas",
        ),
        (
            "its commune",
            |lyon| {
                lyon.record.address.commune_code = Some(CommuneCode::parse(LILLE.0).unwrap());
                lyon.record.address.commune = fixtures::line(LILLE.2);
            },
            true,
            "lille part-dieu",
        ),
    ];
    let before = Directory::build(some_places(), 1);
    for (what, change, is_another, words) in changes {
        let mut places = some_places();
        change(&mut places[0]);
        let after = before.with_changes(places.clone(), 2);
        let anew = Directory::build(places, 2);
        for number in 1..=4 {
            let card =
                |directory: &Directory| Arc::clone(directory.card(PlaceId::from_bits(number)).unwrap());
            let is_same = Arc::ptr_eq(&card(&before), &card(&after));
            assert_eq!(
                is_same,
                number != 1 || !is_another,
                "{what}: the card of {number}"
            );
        }
        let question = Question {
            words,
            ..Question::default()
        };
        assert_eq!(
            names(&after, &question),
            ["Médiathèque de la Part-Dieu"],
            "{what}"
        );
        for question in [question, Question::default()] {
            assert_eq!(names(&after, &question), names(&anew, &question), "{what}");
        }
        let saturday = Question {
            open: Some(OpenWhen::At(at("2026-11-07T10:00:00Z"))),
            ..Question::default()
        };
        assert_eq!(names(&after, &saturday), names(&anew, &saturday), "{what}");
        for departement in ["59", "69"] {
            let departement = departement.parse().unwrap();
            assert_eq!(
                after.places_of(departement),
                anew.places_of(departement),
                "{what}"
            );
        }
        assert_eq!(after.version(), 2);
    }
}

#[test]
fn a_place_that_goes_and_comes_back_as_it_was_is_found_again() {
    let directory = Directory::build(some_places(), 1);
    let mut gone = some_places().remove(0);
    gone.gone_since = Some(at("2026-11-01T00:00:00Z"));
    let without = directory.with_changes([gone], 2);
    let question = Question {
        words: "part-dieu",
        ..Question::default()
    };
    assert!(names(&without, &question).is_empty());
    let again = without.with_changes(some_places(), 3);
    assert_eq!(names(&again, &question), names(&directory, &question));
    assert_eq!(again.len(), 4);
}

#[test]
fn a_number_where_a_name_should_be_comes_last_in_the_order_of_names() {
    let mut places = some_places();
    places[0].record.name = PlaceName::parse("1").unwrap();
    places[1].record.name = PlaceName::parse("3e lieu").unwrap();
    let question = Question {
        sort: Sort::Name,
        ..Question::default()
    };
    let named = names(&Directory::build(places, 1), &question);
    assert_eq!(named.first().map(String::as_str), Some("3e lieu"));
    assert_eq!(named.last().map(String::as_str), Some("1"));
}

#[test]
fn close_places_are_one_mark_on_a_small_map() {
    let directory = Directory::build(some_places(), 1);
    let france = Bounds {
        south: 41.0,
        west: -6.0,
        north: 52.0,
        east: 10.0,
    };
    let features = directory.map(&Question::default(), france, 5).unwrap();
    assert_eq!(features.len(), 2);
    assert!(
        features
            .iter()
            .all(|feature| matches!(feature, MapFeature::Place(_)))
    );
}

#[test]
fn facets_say_what_one_more_choice_would_bring() {
    let directory = Directory::build(some_places(), 1);
    let question = Question {
        facets: true,
        limit: 20,
        ..Question::default()
    };
    let answer = directory.search(&question, at("2026-11-03T09:00:00Z")).unwrap();
    let departements = answer
        .facets
        .iter()
        .find(|tally| tally.facet == Facet::Departement)
        .unwrap();
    let named: Vec<_> = departements
        .counts
        .iter()
        .map(|(value, count)| {
            (
                directory.value_names(Facet::Departement, *value).unwrap().1,
                *count,
            )
        })
        .collect();
    assert_eq!(
        named,
        [
            ("Nord".to_owned(), 2),
            ("Rhône".to_owned(), 1),
            ("La Réunion".to_owned(), 1)
        ]
    );
}

#[test]
fn a_town_in_the_words_is_where_to_look_when_it_has_nothing_itself() {
    let directory = Directory::build(some_places(), 1);
    let answer = |words| {
        let question = Question {
            words,
            limit: 20,
            ..Question::default()
        };
        let answer = directory.search(&question, at("2026-11-03T09:00:00Z")).unwrap();
        assert_eq!(directory.count(&question).unwrap(), answer.total, "{words}");
        answer
    };
    // Roubaix has no place: what is near it comes, and the answer says so.
    for words in [
        "espace numérique Roubaix",
        "espace numérique près de Roubaix",
        "Roubaix",
    ] {
        let answer = answer(words);
        assert_eq!(&*answer.around.unwrap().name, "Roubaix", "{words}");
        assert_eq!(&*answer.found[0].card.name, "Espace public numérique de Wazemmes");
        assert!(answer.found[0].distance_m.unwrap() < 20_000.0);
    }
    // Lille has some: words suffice. Where there is nothing around either, the words that are known count.
    assert_eq!(answer("espace numérique Lille").around, None);
    assert_eq!(answer("médiathèque Lyon").around, None);
    let far = answer("case numérique Roubaix");
    assert_eq!((far.around, far.relaxed.is_some()), (None, true));
}

#[test]
fn a_need_that_is_also_the_name_of_a_far_town_stays_a_need() {
    // Cours, former name of a commune of the Nièvre, is 100 km from here and means lessons here.
    let mut places = some_places();
    places.push(place(
        5,
        "Cours d'informatique",
        ("18033", "18000", "Bourges"),
        Some((47.084, 2.396)),
    ));
    let directory = Directory::build(places, 1);
    let answer = |words| {
        let question = Question {
            words,
            limit: 20,
            ..Question::default()
        };
        directory.search(&question, at("2026-11-03T09:00:00Z")).unwrap()
    };
    let found = answer("cours");
    assert_eq!(found.around, None);
    assert_eq!(&*found.found[0].card.name, "Cours d'informatique");
    assert!(
        answer("près de Cosne-Cours-sur-Loire").around.is_some(),
        "whoever asks for it is led there"
    );
}

#[test]
fn hours_that_no_place_has_any_more_leave_the_directory() {
    let mut lyon = some_places().remove(0);
    let mut directory = Directory::build(some_places(), 1);
    let first = "Mo-Fr 09:00-12:00; Sa 00:00-23:00";
    for change in 0..200 {
        let text = format!(
            "Mo-Fr 09:00-12:00; Sa {:02}:{:02}-23:00",
            change / 60,
            change % 60
        );
        lyon.record.hours = Some(Hours::read(&text).unwrap());
        directory = directory.with_changes([lyon.clone()], change + 2);
        assert!(directory.known_hours(&text).is_some());
    }
    assert!(directory.known_hours(first).is_none());
    assert!(
        directory.known_hours("Mo-Fr 09:00-12:00").is_some(),
        "those of the place in La Réunion"
    );
    let open = |number, instant| {
        let card = directory.card(PlaceId::from_bits(number)).unwrap();
        directory.open_state(card, at(instant)).unwrap().is_open()
    };
    // A Monday, 10:00 in Paris and 13:00 in La Réunion; then 10:00 there.
    assert_eq!(
        [1, 3].map(|number| open(number, "2026-03-02T09:00:00Z")),
        [true, false]
    );
    assert_eq!(
        [1, 3].map(|number| open(number, "2026-03-02T06:00:00Z")),
        [false, true]
    );
}

#[test]
fn a_place_closed_for_the_season_comes_after_those_that_fit_as_well_and_never_by_the_hour() {
    let mut places = some_places();
    let beside = (45.7601, 4.8581);
    let mut camping = place(5, "Camping du Lac, wifi", LYON_3, Some(beside));
    camping.record.hours = Some(Hours::read("Apr-Oct Mo-Su 08:00-20:00").unwrap());
    let mut cafe = place(6, "Café du Lac, wifi", LYON_3, Some((45.790, 4.900)));
    cafe.record.hours = Some(Hours::read("Mo-Fr 09:00-12:00").unwrap());
    let mut by_appointment = place(7, "Maison du Lac, wifi", LYON_3, Some((45.795, 4.905)));
    by_appointment.record.hours = Some(Hours::read("Mo-Su 09:00-12:00 unknown").unwrap());
    places.extend([camping, cafe, by_appointment]);
    let directory = Directory::build(places, 1);
    let names = |words: &str, sort: Sort, open: Option<OpenWhen>, now: &str| -> Vec<String> {
        let question = Question {
            words,
            sort,
            open,
            near: Some(Near {
                point: Point::new(beside.0, beside.1),
                radius_m: Some(50_000.0),
            }),
            limit: 20,
            ..Question::default()
        };
        let found = directory.search(&question, at(now)).unwrap().found;
        found.iter().map(|found| found.card.name.to_string()).collect()
    };
    let (winter, summer) = ("2026-11-03T09:00:00Z", "2026-07-07T09:00:00Z");
    let last = |names: Vec<String>| names.last().unwrap().clone();
    let first = |names: Vec<String>| names[0].clone();
    assert_eq!(
        last(names("wifi", Sort::Relevance, None, winter)),
        "Camping du Lac, wifi"
    );
    assert_eq!(
        first(names("wifi", Sort::Relevance, None, summer)),
        "Camping du Lac, wifi"
    );
    // At night everything is closed, and nothing changes.
    assert_eq!(
        names("wifi", Sort::Relevance, None, "2026-11-03T02:00:00Z"),
        names("wifi", Sort::Relevance, None, winter)
    );
    // Its own name, the nearest first, and a day when it is open ask for it.
    assert_eq!(
        first(names("camping du lac wifi", Sort::Relevance, None, winter)),
        "Camping du Lac, wifi"
    );
    assert_eq!(
        first(names("wifi", Sort::Distance, None, winter)),
        "Camping du Lac, wifi"
    );
    let in_july = Some(OpenWhen::AtLocal("2027-07-06T10:00".parse().unwrap()));
    assert_eq!(
        first(names("wifi", Sort::Relevance, in_july, winter)),
        "Camping du Lac, wifi"
    );
}
