//! The hours of the demo: varied, valid on any day, and always a door open in working hours.

use std::collections::BTreeSet;

use domain::calendar::{Calendar, DateRange, HolidayTerritory, SchoolHolidays};
use domain::hours::{Hours, Timetable};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;

use super::TODAY;
use crate::demo::places;

#[test]
fn hours_are_varied_and_some_are_words() {
    let mut expressions = BTreeSet::new();
    let mut notes = 0;
    for place in places(TODAY) {
        match place.hours {
            Some(Hours::Osm(osm)) => {
                expressions.insert(osm.as_str().to_owned());
            }
            Some(Hours::Note(_)) => notes += 1,
            None => assert_eq!(
                place.id.as_str(),
                "port-loubre-mairie",
                "only one place says nothing of its hours"
            ),
        }
    }
    assert_eq!(notes, 2);
    assert!(expressions.len() > 50, "hours are varied: {}", expressions.len());
    for syntax in [
        "PH off",
        "SH",
        "week ",
        "[",
        "Jun 15-Sep 15",
        "24/7",
        "unknown",
        "||",
        "+",
        "01:30",
        "Aug off",
    ] {
        assert!(
            expressions.iter().any(|osm| osm.contains(syntax)),
            "no hours with {syntax}"
        );
    }
}

/// The library of Pierrebrune writes dates into its hours, and a wrong one would panic.
#[test]
fn the_demo_opens_on_any_day() {
    // The last day of every month of a leap year: the dates that arithmetic gets wrong.
    for today in date(2028, 1, 31).series(1.month()).take(12) {
        let places = places(today);
        let library = places
            .iter()
            .find(|place| place.id.as_str() == "pierrebrune-bibliotheque")
            .unwrap();
        let hours = library.hours.as_ref().unwrap();
        assert!(
            matches!(hours, Hours::Osm(osm) if osm.as_str().contains("off \"fermé pour travaux")),
            "{today}"
        );
    }
}

/// The calendar of the canton, with holidays of its own choosing.
fn calendar(school_holidays: Option<DateRange>) -> Calendar {
    let paris = TimeZone::get("Europe/Paris").unwrap();
    Calendar::new(
        paris,
        HolidayTerritory::National,
        SchoolHolidays::new(school_holidays),
    )
}

/// The places that are open when the clock of the canton shows that time.
fn open_at(local: DateTime, calendar: &Calendar, timetables: &[(String, Timetable)]) -> Vec<String> {
    let now = local.to_zoned(calendar.time_zone().clone()).unwrap().timestamp();
    timetables
        .iter()
        .filter(|(_, timetable)| timetable.is_open_at(now, calendar))
        .map(|(id, _)| id.clone())
        .collect()
}

fn timetables(today: Date) -> Vec<(String, Timetable)> {
    places(today)
        .into_iter()
        .filter_map(|place| match place.hours {
            Some(Hours::Osm(osm)) => Some((place.id.to_string(), osm.timetable())),
            _ => None,
        })
        .collect()
}

#[test]
fn somebody_is_there_at_any_time_of_a_working_day() {
    let summer = DateRange {
        first: date(2027, 7, 3),
        last: date(2027, 9, 1),
    };
    // A week in winter, one with a holiday in the middle, one in August.
    for monday in [date(2026, 11, 23), date(2027, 5, 3), date(2027, 8, 9)] {
        let calendar = calendar(Some(summer));
        let timetables = timetables(monday);
        for day in monday.series(1.day()).take(5) {
            if calendar.public_holiday(day).is_some() {
                continue;
            }
            for time in day.at(9, 0, 0, 0).series(15.minutes()).take(9 * 4) {
                let open = open_at(time, &calendar, &timetables);
                // One is a telephone box with books: nobody is inside.
                assert!(open.len() > 3, "{time}: only {open:?}");
            }
        }
    }
}

#[test]
fn the_canton_shows_every_rhythm_of_opening() {
    let autumn = DateRange {
        first: date(2026, 10, 17),
        last: date(2026, 11, 1),
    };
    let calendar = calendar(Some(autumn));
    let timetables = timetables(TODAY);
    let is_open = |id: &str, local: DateTime| {
        assert!(timetables.iter().any(|(known, _)| known == id), "{id} has hours");
        open_at(local, &calendar, &timetables)
            .iter()
            .any(|open| open == id)
    };
    for (id, open, closed) in [
        // Odd weeks, then even ones.
        (
            "sainte-oizelle-bus",
            date(2026, 11, 17).at(10, 0, 0, 0),
            date(2026, 11, 24).at(10, 0, 0, 0),
        ),
        (
            "chaumelune-bus",
            date(2026, 11, 24).at(10, 0, 0, 0),
            date(2026, 11, 17).at(10, 0, 0, 0),
        ),
        // The first and the third Wednesday; the last Thursday.
        (
            "saint-gourlin-bus",
            date(2026, 11, 18).at(15, 0, 0, 0),
            date(2026, 11, 25).at(15, 0, 0, 0),
        ),
        (
            "trois-lavoirs-comite",
            date(2026, 11, 26).at(15, 0, 0, 0),
            date(2026, 11, 19).at(15, 0, 0, 0),
        ),
        // School time only, and more when there is no school.
        (
            "sainte-oizelle-ecole",
            date(2026, 11, 24).at(19, 0, 0, 0),
            date(2026, 10, 20).at(19, 0, 0, 0),
        ),
        (
            "saint-gourlin-maison-quartier",
            date(2026, 10, 20).at(11, 0, 0, 0),
            date(2026, 11, 24).at(11, 0, 0, 0),
        ),
        // Past midnight: the night of Wednesday is not that of Thursday.
        (
            "chaumelune-observatoire",
            date(2026, 11, 26).at(1, 0, 0, 0),
            date(2026, 11, 27).at(1, 0, 0, 0),
        ),
        // Summer only.
        (
            "port-loubre-camping",
            date(2027, 7, 14).at(10, 0, 0, 0),
            date(2026, 11, 24).at(10, 0, 0, 0),
        ),
        // Armistice day: a market stall does not know holidays, a day shelter opens in the morning.
        (
            "montavreuil-halte",
            date(2026, 11, 11).at(10, 0, 0, 0),
            date(2026, 11, 11).at(15, 0, 0, 0),
        ),
        (
            "montavreuil-marche",
            date(2027, 5, 6).at(9, 0, 0, 0),
            date(2027, 5, 7).at(9, 0, 0, 0),
        ),
        // A hole in the afternoon.
        (
            "montavreuil-pimms",
            date(2026, 11, 27).at(14, 30, 0, 0),
            date(2026, 11, 27).at(15, 30, 0, 0),
        ),
        // Closed for works until spring, open again after.
        (
            "pierrebrune-bibliotheque",
            date(2027, 3, 9).at(15, 0, 0, 0),
            date(2026, 11, 24).at(15, 0, 0, 0),
        ),
    ] {
        assert!(is_open(id, open), "{id} is open on {open}");
        assert!(!is_open(id, closed), "{id} is closed on {closed}");
    }
    // By appointment is not open, at any time of its week.
    for time in TODAY.at(0, 0, 0, 0).series(30.minutes()).take(7 * 48) {
        assert!(!is_open("pierrebrune-visites", time), "{time}");
    }
}
