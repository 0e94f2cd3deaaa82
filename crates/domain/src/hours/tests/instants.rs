use super::*;
use HolidayTerritory as T;

const OFFICE: &str = "Mo-Fr 09:00-12:30,13:30-17:00; PH off";

fn check(text: &str, calendar: &Calendar, expected: &[(&str, &str)]) {
    for (local, told) in expected {
        assert_eq!(state(text, local, calendar), *told, "{text} at {local}");
    }
}

#[test]
fn a_place_lives_by_its_own_clock() {
    // One instant, 08:00 UTC: 10:00 in Paris in summer and 9:00 in winter, noon at Saint-Denis, 4:00 at
    // Fort-de-France, and in Nouméa the day is done.
    for (zone, territory, summer, winter) in [
        (
            "Europe/Paris",
            T::National,
            "open until 2026-07-15 12:30",
            "open until 2026-11-18 12:30",
        ),
        (
            "Indian/Reunion",
            T::LaReunion,
            "open until 2026-07-15 12:30",
            "open until 2026-11-18 12:30",
        ),
        (
            "America/Martinique",
            T::Martinique,
            "closed opens 2026-07-15 09:00",
            "closed opens 2026-11-18 09:00",
        ),
        (
            "Pacific/Noumea",
            T::NewCaledonia,
            "closed opens 2026-07-16 09:00",
            "closed opens 2026-11-19 09:00",
        ),
    ] {
        let calendar = calendar(zone, territory);
        for (instant, expected) in [("2026-07-15T08:00:00Z", summer), ("2026-11-18T08:00:00Z", winter)] {
            let state = timetable(OFFICE).state_at(instant.parse().unwrap(), &calendar);
            assert_eq!(told(&state, &calendar), expected, "{zone} at {instant}");
        }
    }
    let at = |instant: &str| timetable(OFFICE).is_open_at(instant.parse().unwrap(), &paris());
    assert!(
        at("2026-07-15T07:00:00Z") && !at("2026-11-18T07:59:59Z"),
        "summer time is an hour earlier"
    );
}

#[test]
fn an_office_opens_and_closes_on_the_minute() {
    check(
        OFFICE,
        &paris(),
        &[
            ("2026-11-18 08:59:59", "closed opens 2026-11-18 09:00"),
            ("2026-11-18 09:00", "open until 2026-11-18 12:30"),
            ("2026-11-18 12:29:59", "open until 2026-11-18 12:30"),
            ("2026-11-18 12:30", "closed opens 2026-11-18 13:30"),
            ("2026-11-20 17:00", "closed opens 2026-11-23 09:00"),
        ],
    );
}

#[test]
fn the_first_of_may_is_off_everywhere() {
    for (zone, territory) in [("Europe/Paris", T::National), ("Indian/Reunion", T::LaReunion)] {
        let calendar = calendar(zone, territory);
        // A Friday: the next day of work is Monday.
        check(
            OFFICE,
            &calendar,
            &[("2026-05-01 10:00", "closed opens 2026-05-04 09:00")],
        );
    }
}

#[test]
fn good_friday_is_off_in_strasbourg_and_not_in_nancy() {
    let (strasbourg, nancy) = (calendar("Europe/Paris", T::AlsaceMoselle), paris());
    check(
        OFFICE,
        &strasbourg,
        &[("2026-04-03 10:00", "closed opens 2026-04-07 09:00")],
    );
    check(
        OFFICE,
        &nancy,
        &[("2026-04-03 10:00", "open until 2026-04-03 12:30")],
    );
    check(
        OFFICE,
        &strasbourg,
        &[("2025-12-26 10:00", "closed opens 2025-12-29 09:00")],
    );
}

#[test]
fn the_abolition_of_slavery_is_remembered_on_the_day_of_each_territory() {
    let martinique = calendar("America/Martinique", T::Martinique);
    let guadeloupe = calendar("America/Guadeloupe", T::Guadeloupe);
    check(
        OFFICE,
        &martinique,
        &[("2026-05-22 10:00", "closed opens 2026-05-26 09:00")],
    );
    check(
        OFFICE,
        &guadeloupe,
        &[("2026-05-22 10:00", "open until 2026-05-22 12:30")],
    );
}

#[test]
fn hours_that_do_not_speak_of_public_holidays_leave_a_doubt_that_is_told() {
    let calendar = paris();
    let unsaid = |text: &str, local: &str| match timetable(text).state_at(when(local, &calendar), &calendar) {
        OpenState::Open { unsaid_holiday, .. } => unsaid_holiday,
        other => panic!("{other:?}"),
    };
    use crate::calendar::PublicHoliday::{LabourDay, NationalDay};
    assert_eq!(unsaid("Mo-Fr 09:00-12:00", "2026-05-01 10:00"), Some(LabourDay));
    assert_eq!(unsaid("Mo-Fr 09:00-12:00", "2026-05-04 10:00"), None);
    assert_eq!(unsaid("Mo-Fr,PH 09:00-12:00", "2026-05-01 10:00"), None);
    // The night after a holiday belongs to the holiday.
    assert_eq!(unsaid("Mo-Fr 22:00-02:00", "2026-07-15 01:00"), Some(NationalDay));
    assert_eq!(unsaid("Mo-Fr 22:00-02:00", "2026-07-14 01:00"), None);
}

#[test]
fn school_holidays_are_those_of_the_zone() {
    let zone_a = paris_with_school_holidays("2027-02-13/2027-02-28");
    let zone_c = paris_with_school_holidays("2027-02-06/2027-02-21");
    let text = "Mo-Fr 14:00-18:00; SH Mo-Fr 10:00-12:00; SH Sa off";
    check(
        text,
        &zone_a,
        &[("2027-02-10 15:00", "open until 2027-02-10 18:00")],
    );
    check(
        text,
        &zone_c,
        &[("2027-02-10 15:00", "closed opens 2027-02-11 10:00")],
    );
    check(
        text,
        &zone_a,
        &[("2027-02-24 11:00", "open until 2027-02-24 12:00")],
    );
    check(
        text,
        &zone_c,
        &[("2027-02-24 11:00", "closed opens 2027-02-24 14:00")],
    );
    check(
        "Mo-Fr 09:00-12:00; SH off",
        &zone_a,
        &[("2027-02-12 13:00", "closed opens 2027-03-01 09:00")],
    );
}

#[test]
fn alternating_weeks_and_the_nth_day_of_the_month() {
    check(
        "week 1-53/2 Tu 09:00-12:00; week 2-52/2 Th 14:00-17:00",
        &paris(),
        &[
            // 16 November 2026 starts week 47.
            ("2026-11-17 10:00", "open until 2026-11-17 12:00"),
            ("2026-11-17 12:00", "closed opens 2026-11-26 14:00"),
            ("2026-11-19 15:00", "closed opens 2026-11-26 14:00"),
            // 2026 has 53 weeks: two odd weeks follow each other.
            ("2026-12-29 13:00", "closed opens 2027-01-05 09:00"),
        ],
    );
    check(
        "Tu[1,3] 14:00-17:00",
        &paris(),
        &[
            ("2026-11-17 15:00", "open until 2026-11-17 17:00"),
            ("2026-11-24 15:00", "closed opens 2026-12-01 14:00"),
        ],
    );
}

#[test]
fn a_night_belongs_to_the_day_it_starts() {
    let text = "Fr 22:00-02:00; Sa 10:00-12:00";
    check(
        text,
        &paris(),
        &[
            ("2026-11-20 23:00", "open until 2026-11-21 02:00"),
            // The rule for Saturday replaces nothing of Friday's night.
            ("2026-11-21 01:59", "open until 2026-11-21 02:00"),
            ("2026-11-21 02:00", "closed opens 2026-11-21 10:00"),
        ],
    );
    let friday = jiff::civil::date(2026, 11, 20);
    assert_eq!(day(&timetable(text), friday, &paris()), "22:00-26:00");
    assert_eq!(
        day(&timetable(text), friday.tomorrow().unwrap(), &paris()),
        "10:00-12:00"
    );
    check(
        "Mo-Su 18:00-06:00",
        &paris(),
        &[("2026-11-21 03:00", "open until 2026-11-21 06:00")],
    );
}

#[test]
fn what_does_not_change_has_no_next_change() {
    check("24/7", &paris(), &[("2026-11-21 02:00", "open until -")]);
    check("off", &paris(), &[("2026-11-21 02:00", "closed opens -")]);
    check(
        "24/7; Dec 25 off",
        &paris(),
        &[("2026-11-21 02:00", "open until 2026-12-25 00:00")],
    );
    check(
        "2020 Mo 10:00-12:00",
        &paris(),
        &[("2026-11-21 02:00", "closed opens -")],
    );
    // Feb 29 is further than 400 days away, then nearer.
    check(
        "Feb 29 10:00-12:00",
        &paris(),
        &[("2026-11-21 02:00", "closed opens -")],
    );
    check(
        "Feb 29 10:00-12:00",
        &paris(),
        &[("2027-11-21 02:00", "closed opens 2028-02-29 10:00")],
    );
    check(
        "Mo-Su 00:00-24:00; PH off",
        &paris(),
        &[("2026-11-21 02:00", "open until 2026-12-25 00:00")],
    );
}

#[test]
fn what_the_source_does_not_promise_is_unknown_and_never_open() {
    let text =
        "Mo 09:00-12:00 \"sur rendez-vous\"; Tu 09:00-12:00 open \"sans rendez-vous\"; We off \"réunion\"";
    let calendar = paris();
    check(
        text,
        &calendar,
        &[("2026-11-16 10:00", "unknown until 2026-11-16 12:00")],
    );
    check(
        text,
        &calendar,
        &[("2026-11-16 08:00", "closed opens 2026-11-17 09:00")],
    );
    let at = |local: &str| timetable(text).state_at(when(local, &calendar), &calendar);
    assert!(!timetable(text).is_open_at(when("2026-11-16 10:00", &calendar), &calendar));
    assert!(
        matches!(at("2026-11-16 10:00"), OpenState::Unknown { comment: Some(c), .. } if &*c == "sur rendez-vous")
    );
    assert!(
        matches!(at("2026-11-17 10:00"), OpenState::Open { comment: Some(c), .. } if &*c == "sans rendez-vous")
    );
    assert!(matches!(at("2026-11-18 10:00"), OpenState::Closed { comment: Some(c), .. } if &*c == "réunion"));
    let week = timetable(text).week(jiff::civil::date(2026, 11, 16), &calendar);
    assert_eq!(week[2].closed_comment.as_deref(), Some("réunion"));
    assert_eq!(week[0].intervals[0].comment.as_deref(), Some("sur rendez-vous"));
}

#[test]
fn the_hour_that_spring_skips_neither_opens_nor_closes_late() {
    // In the night to 29 March 2026 the clock goes from 02:00 to 03:00, at 01:00 UTC.
    let calendar = paris();
    let change = "2026-03-29T01:00:00Z".parse().unwrap();
    for (text, local, until) in [
        ("Sa 22:00-02:30", "2026-03-29 01:30", change),
        (
            "Sa 22:00-04:00",
            "2026-03-29 01:30",
            "2026-03-29T02:00:00Z".parse().unwrap(),
        ),
    ] {
        let OpenState::Open { until: end, .. } = timetable(text).state_at(when(local, &calendar), &calendar)
        else {
            panic!("{text}");
        };
        assert_eq!(end, Some(until), "{text}");
    }
    let opens = timetable("Su 02:30-06:00").state_at(when("2026-03-29 01:59", &calendar), &calendar);
    assert!(matches!(opens, OpenState::Closed { opens: Some(at), .. } if at == change));
    assert!(timetable("Su 02:30-06:00").is_open_at(change, &calendar));
}

#[test]
fn the_hour_that_autumn_repeats_counts_the_first_time() {
    // In the night to 25 October 2026 the clock goes from 03:00 back to 02:00, at 01:00 UTC.
    let calendar = paris();
    let timetable = timetable("Sa 22:00-02:30");
    let closing = "2026-10-25T00:30:00Z".parse().unwrap();
    for (instant, open) in [
        ("2026-10-25T00:29:59Z", true),
        ("2026-10-25T00:30:00Z", false),
        ("2026-10-25T01:15:00Z", false),
        ("2026-10-25T01:45:00Z", false),
        ("2026-10-25T02:15:00Z", false),
    ] {
        let now: Timestamp = instant.parse().unwrap();
        assert_eq!(timetable.is_open_at(now, &calendar), open, "{instant}");
        assert_eq!(timetable.state_at(now, &calendar).is_open(), open, "{instant}");
    }
    let evening = when("2026-10-24 23:00", &calendar);
    assert_eq!(
        timetable.open_intervals(evening, evening + 24.hours(), &calendar),
        [(evening, closing)]
    );
}

#[test]
fn intervals_are_cut_joined_and_in_order() {
    let calendar = paris();
    let from = when("2026-11-16 10:00", &calendar);
    let to = when("2026-11-18 10:00", &calendar);
    let intervals: Vec<String> = timetable("Mo-Su 09:00-11:00; Mo 22:00-26:00, Tu 00:00-08:00")
        .open_intervals(from, to, &calendar)
        .into_iter()
        .map(|(start, end)| {
            let shown = |at| {
                calendar
                    .time_zone()
                    .to_datetime(at)
                    .strftime("%d %H:%M")
                    .to_string()
            };
            format!("{}-{}", shown(start), shown(end))
        })
        .collect();
    assert_eq!(
        intervals,
        ["16 22:00-17 08:00", "17 09:00-17 11:00", "18 09:00-18 10:00"]
    );
    assert!(timetable("24/7").open_intervals(to, from, &calendar).is_empty());
    assert_eq!(
        timetable("24/7").open_intervals(from, to, &calendar),
        [(from, to)]
    );
    assert!(timetable("Mo 09:00-12:00").is_open_during(from, to, &calendar));
    assert!(!timetable("Su 09:00-12:00").is_open_during(from, to, &calendar));
}

#[test]
fn nothing_breaks_at_the_ends_of_time() {
    for text in [
        "24/7",
        "Mo-Fr 22:00-02:00; PH off",
        "Feb 29 10:00-12:00",
        "week 1-53/2 Mo 10:00-12:00",
        "easter -2 days 10:00-12:00",
        "2024 Jan 1+ 10:00-12:00",
    ] {
        for calendar in [paris(), calendar("Pacific/Noumea", T::NewCaledonia)] {
            for now in [Timestamp::MIN, Timestamp::MAX, Timestamp::UNIX_EPOCH] {
                let timetable = timetable(text);
                assert_eq!(
                    timetable.state_at(now, &calendar).is_open(),
                    timetable.is_open_at(now, &calendar)
                );
                let _ = timetable.open_intervals(Timestamp::MIN, now, &calendar);
            }
            for date in [Date::MIN, Date::MAX] {
                assert_eq!(timetable(text).week(date, &calendar)[0].date, date);
            }
        }
    }
}
