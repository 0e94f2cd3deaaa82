//! A directory that changes is the one that would be built anew.

use std::sync::Arc;

use directory::{Directory, OpenWhen, Question, Sort};
use domain::hours::Hours;
use domain::places::{Place, PlaceId, PlaceName};
use domain::territory::CommuneCode;

use super::scene::{LILLE, at, names, some_places};

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
