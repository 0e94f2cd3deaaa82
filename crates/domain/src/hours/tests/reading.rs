use super::super::{BadHours, Hours, OsmHours};
use super::*;

#[test]
fn the_text_is_kept_as_it_was_written() {
    let text = "Mo-Fr 9:00-12:30,13:30-17:00 ;PH off";
    assert_eq!(OsmHours::parse(&format!("  {text}\n")).unwrap().as_str(), text);
}

#[test]
fn what_cannot_be_computed_is_refused() {
    for (text, refusal) in [
        ("", BadHours::Blank),
        (" \u{a0}\n", BadHours::Blank),
        ("du lundi au vendredi 9h-12h", BadHours::NotOsm),
        ("Mo-Fr 9h-12h30", BadHours::NotOsm),
        ("Mo-Fr 25:00-27:00", BadHours::NotOsm),
        ("Mo 09:00-12:00 \"by appointment", BadHours::NotOsm),
        ("Mo 09:00-12:00\nTu 09:00-12:00", BadHours::NotOsm),
        ("week 30-10", BadHours::NotOsm),
        ("Mo 09:00", BadHours::NotOsm),
        ("Mo 09:00-17:00/90", BadHours::NotOsm),
        ("PH +999 days 10:00-12:00", BadHours::NotOsm),
        ("Mar 14:00-17:00", BadHours::Ambiguous),
        ("mar 14:00-17:00", BadHours::Ambiguous),
        ("jan-feb Mo 14:00-17:00", BadHours::Ambiguous),
        ("Mo 09:00-12:00,14:00-14:00", BadHours::Implausible),
        ("Mo 00:00-00:00", BadHours::Implausible),
        ("Fr 19:00-11:00", BadHours::Implausible),
        ("Fr 08:00-33:00", BadHours::Implausible),
        ("PH off", BadHours::OnlyClosed),
        ("Su,PH closed; Aug off", BadHours::OnlyClosed),
    ] {
        assert_eq!(OsmHours::parse(text), Err(refusal), "{text}");
    }
    assert_eq!(
        OsmHours::parse(&"Mo 09:00-12:00; ".repeat(200)),
        Err(BadHours::TooLong)
    );
    assert_eq!(
        OsmHours::parse(&["Mo 1:00-2:00"; 50].join(";")),
        Err(BadHours::TooComplex)
    );
    assert_eq!(
        OsmHours::parse(&format!("Mo {}", ["1:00-2:00"; 110].join(","))).err(),
        None
    );
}

#[test]
fn what_is_no_expression_stays_a_note_with_its_words() {
    let note = Hours::read(" Tous les matins\nsauf en août ").unwrap();
    assert!(matches!(&note, Hours::Note(text) if text.as_str() == "Tous les matins\nsauf en août"));
    assert_eq!(note.as_str(), "Tous les matins\nsauf en août");
    assert!(matches!(Hours::read("Mo-Fr 09:00-12:00").unwrap(), Hours::Osm(_)));
    assert!(matches!(Hours::read("PH off").unwrap(), Hours::Note(_)));
    assert!(Hours::read("  ").is_err());
    assert!(Hours::read(&"é".repeat(20_001)).is_err());
}

/// What a place writes and what a day in the week of Monday 16 November 2026 then looks like.
#[test]
fn rules_combine_as_the_specification_says() {
    let calendar = paris_with_school_holidays("2026-11-18/2026-11-18");
    for (text, expected) in [
        // A later rule replaces.
        (
            "Mo-Th 09:00-12:00; We 14:00-17:00",
            [
                "09:00-12:00",
                "09:00-12:00",
                "14:00-17:00",
                "09:00-12:00",
                "",
                "",
                "",
            ],
        ),
        // A comma adds, even over.
        (
            "Mo-We 09:00-12:00, Tu 11:00-14:00",
            ["09:00-12:00", "09:00-14:00", "09:00-12:00", "", "", "", ""],
        ),
        // `off` only cuts out.
        (
            "Mo-Tu 09:00-18:00; Tu 12:00-14:00 off",
            ["09:00-18:00", "09:00-12:00,14:00-18:00", "", "", "", "", ""],
        ),
        (
            "Mo-Sa 22:00-26:00; Tu off",
            [
                "22:00-26:00",
                "",
                "22:00-26:00",
                "22:00-26:00",
                "22:00-26:00",
                "22:00-26:00",
                "",
            ],
        ),
        // `||` fills the rest of the time.
        (
            "Tu 09:00-12:00 || \"by appointment\"",
            [
                "00:00-24:00?",
                "00:00-09:00?,09:00-12:00,12:00-24:00?",
                "00:00-24:00?",
                "00:00-24:00?",
                "00:00-24:00?",
                "00:00-24:00?",
                "00:00-24:00?",
            ],
        ),
        // Ranges of days go round the week.
        (
            "Sa-Mo 10:00-12:00",
            ["10:00-12:00", "", "", "", "", "10:00-12:00", "10:00-12:00"],
        ),
        // A space asks for both, a comma for either.
        ("SH We-Th 10:00-12:00", ["", "", "10:00-12:00", "", "", "", ""]),
        ("We-Th SH 10:00-12:00", ["", "", "10:00-12:00", "", "", "", ""]),
        (
            "SH,Fr 10:00-12:00",
            ["", "", "10:00-12:00", "", "10:00-12:00", "", ""],
        ),
        (
            "Mo-Fr 09:00-12:00; SH Tu[1-5],We off",
            [
                "09:00-12:00",
                "09:00-12:00",
                "",
                "09:00-12:00",
                "09:00-12:00",
                "",
                "",
            ],
        ),
        // Spaces in a list of days make no rules of their own, though the grammar could read them so.
        (
            "Mo, We[1-5], Fr, PH 09:00-12:00, 14:00-16:00",
            [
                "09:00-12:00,14:00-16:00",
                "",
                "09:00-12:00,14:00-16:00",
                "",
                "09:00-12:00,14:00-16:00",
                "",
                "",
            ],
        ),
        // What is not sure is unknown.
        (
            "Mo 09:00-12:00 \"sur rendez-vous\"",
            ["09:00-12:00?", "", "", "", "", "", ""],
        ),
        (
            "Mo 09:00-12:00 open \"entrée libre\"",
            ["09:00-12:00", "", "", "", "", "", ""],
        ),
        (
            "\"accueil\":Mo 09:00-12:00",
            ["09:00-12:00", "", "", "", "", "", ""],
        ),
        ("Mo 10:00+", ["10:00-24:00?", "", "", "", "", "", ""]),
        (
            "Mo 14:00-16:00,10:00-12:00+",
            [
                "10:00-12:00,12:00-14:00?,14:00-16:00,16:00-24:00?",
                "",
                "",
                "",
                "",
                "",
                "",
            ],
        ),
        (
            "Mo 10:00-sunset; Tu sunrise-12:00",
            ["10:00-24:00?", "00:00-12:00?", "", "", "", "", ""],
        ),
        ("Mo-Tu", ["00:00-24:00?", "00:00-24:00?", "", "", "", "", ""]),
        ("Mo-Tu open", ["00:00-24:00", "00:00-24:00", "", "", "", "", ""]),
        (
            "24/7; Tu off",
            [
                "00:00-24:00",
                "",
                "00:00-24:00",
                "00:00-24:00",
                "00:00-24:00",
                "00:00-24:00",
                "00:00-24:00",
            ],
        ),
        ("off", ["", "", "", "", "", "", ""]),
        // Neighbours join.
        (
            "Mo 09:00-12:00, Mo 12:00-14:00",
            ["09:00-14:00", "", "", "", "", "", ""],
        ),
    ] {
        let timetable = timetable(text);
        let week: Vec<String> = days(jiff::civil::date(2026, 11, 16), 7)
            .map(|date| day(&timetable, date, &calendar))
            .collect();
        assert_eq!(week, expected, "{text}");
    }
}

#[test]
fn dates_are_those_of_the_calendar() {
    let calendar = paris();
    for (text, yes, no) in [
        (
            "Jul-Aug 10:00-12:00",
            &["2026-07-01", "2027-08-31"][..],
            &["2026-06-30", "2026-09-01"][..],
        ),
        (
            "Nov-Feb 10:00-12:00",
            &["2026-11-01", "2027-02-28"],
            &["2026-10-31", "2027-03-01"],
        ),
        (
            "2026Nov-Feb 10:00-12:00",
            &["2026-11-01", "2027-02-28"],
            &["2027-11-01", "2026-02-01", "2028-01-01"],
        ),
        (
            "Nov 15-Feb 10 10:00-12:00",
            &["2026-11-15", "2027-02-10", "2027-01-01"],
            &["2026-11-14", "2027-02-11"],
        ),
        (
            "2025 Dec 20-2026 Jan 4 10:00-12:00",
            &["2025-12-20", "2026-01-04"],
            &["2025-12-19", "2026-01-05", "2026-12-20"],
        ),
        (
            "2019 Jan 1-2030 Dec 31 10:00-12:00",
            &["2019-01-01", "2026-05-05", "2030-12-31"],
            &["2018-12-31", "2031-01-01"],
        ),
        (
            "Feb 29 10:00-12:00",
            &["2028-02-29"],
            &["2027-02-28", "2027-03-01", "2028-03-01"],
        ),
        (
            "Feb 20-29 10:00-12:00",
            &["2028-02-29", "2027-02-28"],
            &["2027-03-01"],
        ),
        (
            "easter +1 day 10:00-12:00",
            &["2026-04-06", "2027-03-29"],
            &["2026-04-05", "2026-04-07"],
        ),
        (
            "easter -2 days-easter 10:00-12:00",
            &["2026-04-03", "2026-04-05"],
            &["2026-04-02", "2026-04-06"],
        ),
        (
            "Dec 25-Su -21 days 10:00-12:00",
            &["2026-11-29", "2027-11-28"],
            &["2026-11-22", "2026-12-20"],
        ),
        (
            "week 1-53/2 Mo 10:00-12:00",
            &["2026-11-16", "2026-12-28", "2027-01-04"],
            &["2026-11-23", "2027-01-11"],
        ),
        (
            "week 2-52/2 Mo 10:00-12:00",
            &["2026-11-23", "2027-01-11"],
            &["2026-11-16", "2026-12-28"],
        ),
        (
            "Tu[1,3] 10:00-12:00",
            &["2026-12-01", "2026-12-15"],
            &["2026-12-08", "2026-12-22", "2026-12-29"],
        ),
        (
            "Fr[-1] 10:00-12:00",
            &["2026-11-27", "2027-02-26"],
            &["2026-11-20"],
        ),
        (
            "Sa[1] +1 day 10:00-12:00",
            &["2026-12-06"],
            &["2026-12-05", "2026-12-13"],
        ),
        (
            "Dec Sa[1] 10:00-12:00",
            &["2026-12-05"],
            &["2026-12-12", "2026-11-07"],
        ),
        (
            "2026-2030/2 Mo 10:00-12:00",
            &["2026-11-16", "2028-11-13"],
            &["2027-11-15", "2032-11-15"],
        ),
        (
            "PH -1 day 10:00-12:00",
            &["2026-12-24", "2026-04-30"],
            &["2026-12-25"],
        ),
    ] {
        let timetable = timetable(text);
        let is_on = |date: &str| !day(&timetable, date.parse().unwrap(), &calendar).is_empty();
        for date in yes {
            assert!(is_on(date), "{text} holds on {date}");
        }
        for date in no {
            assert!(!is_on(date), "{text} does not hold on {date}");
        }
    }
}

#[test]
fn the_usual_spelling_never_changes_the_meaning() {
    for (text, expected) in [
        (
            "mo-fr 9:00-12:00 ;SA 9:30-12:00",
            "Mo-Fr 09:00-12:00; Sa 09:30-12:00",
        ),
        ("Tu, We 09:00-12:00, 14:00-16:00", "Tu,We 09:00-12:00,14:00-16:00"),
        (
            "Mo 09:00-12:00 \"sur rendez-vous\"",
            "Mo 09:00-12:00 unknown \"sur rendez-vous\"",
        ),
        ("Mo-Fr 09:00-12:00; PH OFF", "Mo-Fr 09:00-12:00; PH closed"),
        // Left alone: the library would write them otherwise than it reads them.
        ("SH Mo-Fr 09:00-12:00", "SH Mo-Fr 09:00-12:00"),
        ("Mo 00:00-24:00", "Mo 00:00-24:00"),
    ] {
        let normalised = OsmHours::parse(text).unwrap().normalised();
        assert_eq!(normalised.as_str(), expected, "{text}");
        assert_eq!(normalised.normalised(), normalised, "{text}");
    }
}
