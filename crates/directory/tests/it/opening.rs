//! When places are open, by their own clock, and what is not known of it.

use directory::{Directory, Near, OpenWhen, Point, Question, Sort};
use domain::hours::Hours;
use domain::places::PlaceId;

use super::scene::{LYON_3, at, names, place, some_places};

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
