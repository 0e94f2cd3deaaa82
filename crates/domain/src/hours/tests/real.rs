//! Expressions that real places have published, and expressions made to hurt.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use opening_hours::OpeningHours;

use super::super::{OsmHours, plain};
use super::agreement::{library_context, ours, school_year, theirs};
use super::*;

const FILE: &str = "04-adresses-horaires/opening-hours-osm-reels.csv.gz";

fn real_expressions() -> Option<Vec<String>> {
    let text = fixtures::published::text(FILE)?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    Some(
        reader
            .records()
            .map(|record| record.unwrap()[0].to_owned())
            .collect(),
    )
}

#[test]
fn published_expressions_are_accepted_or_refused_for_a_reason() {
    let Some(texts) = real_expressions() else { return };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in &texts {
        let outcome = match OsmHours::parse(text) {
            Ok(_) => "accepted".to_owned(),
            Err(refusal) => format!("{refusal:?}"),
        };
        *counts.entry(outcome).or_default() += 1;
    }
    let counts: Vec<(&str, usize)> = counts.iter().map(|(outcome, n)| (outcome.as_str(), *n)).collect();
    assert_eq!(
        counts,
        [("Implausible", 10), ("NotOsm", 248), ("accepted", 2_103)]
    );
}

#[test]
fn nearly_all_published_expressions_are_read_the_short_way_to_the_same_tree() {
    let Some(texts) = real_expressions() else { return };
    let mut short = 0;
    for text in &texts {
        if let Some(rules) = plain::read(text.trim()) {
            short += 1;
            assert_eq!(
                rules,
                opening_hours_syntax::parse(text.trim()).unwrap().rules,
                "{text}"
            );
        }
    }
    assert!(short * 100 >= 2_103 * 95, "only {short}");
}

#[test]
fn every_published_expression_tells_the_same_as_another_evaluator() {
    let Some(texts) = real_expressions() else { return };
    let calendar = school_year();
    let context = library_context(&calendar);
    let mut disagreements = Vec::new();
    for hours in texts.iter().filter_map(|text| OsmHours::parse(text).ok()) {
        let timetable = hours.timetable();
        let library: OpeningHours = hours.as_str().parse().unwrap();
        let library = library.with_context(context.clone());
        // Christmas is in it.
        for date in days(jiff::civil::date(2026, 12, 14), 28) {
            if ours(&timetable, date, &calendar) != theirs(&library, date) {
                disagreements.push(hours.as_str().to_owned());
                break;
            }
        }
    }
    // The library makes rules of the days of a list with spaces, open day and night.
    let lists_with_spaces = disagreements
        .iter()
        .filter(|text| text.contains("Tu, ") || text.contains("We, "));
    assert_eq!(
        lists_with_spaces.count(),
        disagreements.len(),
        "{disagreements:#?}"
    );
    assert_eq!(disagreements.len(), 8);
}

#[test]
fn every_published_expression_has_its_year() {
    let Some(texts) = real_expressions() else { return };
    let calendar = school_year();
    for hours in texts.iter().filter_map(|text| OsmHours::parse(text).ok()) {
        let timetable = hours.timetable();
        let monday = jiff::civil::date(2026, 11, 23);
        let weeks = (0..53).map(|week: i64| timetable.week(monday + (7 * week).days(), &calendar));
        let intervals: usize = weeks.flatten().map(|day| day.intervals.len()).sum();
        assert!(intervals > 0, "{hours} never opens");
    }
}

#[test]
fn every_published_expression_answers_at_every_hour_of_a_week() {
    let Some(texts) = real_expressions() else { return };
    let calendar = paris();
    let start = when("2026-11-23 00:00", &calendar);
    for hours in texts.iter().filter_map(|text| OsmHours::parse(text).ok()) {
        let timetable = hours.timetable();
        let open = timetable.open_intervals(start, start + 168.hours(), &calendar);
        for hour in (0..168).step_by(5) {
            let now = start + hour.hours() + 7.minutes();
            let expected = open.iter().find(|(from, to)| *from <= now && now < *to);
            let state = timetable.state_at(now, &calendar);
            let until = match &state {
                OpenState::Open { until, .. } => *until,
                OpenState::Unknown { .. } | OpenState::Closed { .. } => None,
            };
            // The last interval is cut at the end of the week.
            let expected_until = expected.map(|(_, to)| *to).filter(|to| *to < start + 168.hours());
            assert_eq!(state.is_open(), expected.is_some(), "{hours} at {now}");
            if expected_until.is_some() {
                assert_eq!(until, expected_until, "{hours} at {now}");
            }
        }
    }
}

/// Texts at the bounds of what is accepted, each built to make one question as slow as possible.
fn hostile() -> Vec<String> {
    let later = |rule: &str, count: usize| format!("2020 Mo 10:00-12:00{}", vec![rule; count].join(""));
    let slices = |state: &'static str| {
        (0..38).map(move |n| {
            format!(
                ", Jan-Dec {:02}:{:02}-{:02}:{:02}{state}",
                n / 6,
                n % 6 * 10,
                n / 6,
                n % 6 * 10 + 5
            )
        })
    };
    vec![
        later("; PH off", 38),
        later("; easter off", 38),
        later("; Jan Mo[1]-Dec Su[-1] off \"a\"", 38),
        later(
            &format!(
                "; {} 10:00-12:00 off",
                ["easter -9 days-easter +9 days"; 60].join(",")
            ),
            1,
        ),
        later(&slices(" off \"a\"").collect::<String>(), 1),
        format!("24/7{}", slices(" open \"a\"").collect::<String>()),
        format!("24/7; week 1-53/2 {}", ["00:00-24:00"; 110].join(",")),
        format!(
            "2020 Mo 10:00-12:00 || {} off \"a\"",
            ["Sa[5] +1 day"; 110].join(",")
        ),
    ]
}

#[test]
fn no_accepted_expression_takes_long_to_answer() {
    let calendar = school_year();
    let now = when("2027-01-02 10:03", &calendar);
    for text in hostile() {
        let timetable = timetable(&text);
        let (elapsed, state) = timed(|| timetable.state_at(now, &calendar));
        // Far above what is measured, unoptimised and on a busy machine; a cost that explodes is seconds.
        assert!(
            elapsed < Duration::from_millis(1_500),
            "{elapsed:?} for {state:?}: {text}"
        );
        print_line(&format!(
            "{elapsed:?} {}",
            text.chars().take(60).collect::<String>()
        ));
    }
}

/// A report, not a bar: `cargo nextest run -p domain --release speed --no-capture`.
#[test]
fn speed_of_the_questions_on_published_expressions() {
    let Some(texts) = real_expressions() else { return };
    let calendar = school_year();
    let hours: Vec<OsmHours> = texts
        .iter()
        .filter_map(|text| OsmHours::parse(text).ok())
        .collect();
    let (compiling, timetables) = timed(|| hours.iter().map(OsmHours::timetable).collect::<Vec<_>>());
    let now = when("2026-11-24 12:10", &calendar);
    let count = u32::try_from(timetables.len()).unwrap();
    let (state, open) = timed(|| {
        timetables
            .iter()
            .filter(|t| t.state_at(now, &calendar).is_open())
            .count()
    });
    let (is_open, again) = timed(|| timetables.iter().filter(|t| t.is_open_at(now, &calendar)).count());
    let (week, _) = timed(|| {
        timetables
            .iter()
            .map(|t| {
                t.week(now.to_zoned(calendar.time_zone().clone()).date(), &calendar)[0]
                    .intervals
                    .len()
            })
            .sum::<usize>()
    });
    let (intervals, _) = timed(|| {
        timetables
            .iter()
            .map(|t| t.open_intervals(now, now + 168.hours(), &calendar).len())
            .sum::<usize>()
    });
    assert_eq!(open, again);
    print_line(&format!(
        "each of {count}: compile {:?}, state_at {:?}, is_open_at {:?}, week {:?}, open_intervals of a week {:?}",
        compiling / count,
        state / count,
        is_open / count,
        week / count,
        intervals / count
    ));
    for text in [
        "24/7",
        "24/7; PH off",
        "Tu[1,3] 14:00-17:00",
        "week 1-53/2 Mo-Fr 09:00-12:00",
        "Jul-Aug Mo-Fr 09:00-12:00",
        "2020 Mo 10:00-12:00",
    ] {
        let timetable = timetable(text);
        let (elapsed, _) = timed(|| {
            (0..1_000)
                .filter(|_| timetable.state_at(std::hint::black_box(now), &calendar).is_open())
                .count()
        });
        print_line(&format!("state_at {:?}: {text}", elapsed / 1_000));
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

#[expect(clippy::print_stdout, reason = "a measure is there to be read")]
fn print_line(line: &str) {
    println!("{line}");
}
