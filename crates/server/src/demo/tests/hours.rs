//! The hours of the demo: varied, valid on any day, and always a door open in working hours.

use std::collections::BTreeSet;

use domain::hours::Hours;
use jiff::ToSpan;
use jiff::civil::date;

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
