//! Our evaluator against that of the opening-hours library, and our answers against each other.

use std::collections::BTreeSet;
use std::sync::Arc;

use compact_calendar::CompactCalendar;
use opening_hours::{Context, ContextHolidays, OpeningHours, RuleKind};
use proptest::prelude::*;

use super::*;

/// One of the rules that both evaluators read alike. Left out are those where the library departs from the
/// specification or from prudence, each held by a test of its own: nights under a rule for the next day, `||`, a
/// space between holidays and weekdays, ranges of dates whose bounds fall on missing days.
fn rule() -> impl Strategy<Value = String> {
    let days = prop::sample::select(vec![
        "Mo-Fr",
        "Mo,We,Fr",
        "Sa-Mo",
        "Tu[1,3]",
        "Fr[-1]",
        "Th[2-4]",
        "PH",
        "SH",
        "PH,We",
        "Su,SH",
        "week 1-53/2 Mo-Th",
        "week 02-52/2 We",
        "week 10-20",
        "Jul-Aug Mo-Sa",
        "Nov-Feb Tu",
        "Dec 24-Jan 2",
        "Apr 10-20 Mo-Fr",
        "easter",
        "easter -2 days-easter +1 day",
        "2026-2027 Tu",
        "2026 Dec 20-2027 Jan 4",
        "PH +1 day",
        "Sep 15+",
        "Sa[2] -1 day",
    ]);
    let times = prop::sample::select(vec![
        "09:00-12:00",
        "08:30-12:30,13:30-17:00",
        "00:00-24:00",
        "14:00-18:15",
        "10:00-11:00,10:30-16:00",
        "23:00-24:00",
    ]);
    let state = prop::sample::select(vec![
        "",
        "",
        "",
        " off",
        " open",
        " unknown",
        " off \"closed for works\"",
    ]);
    (days, times, state).prop_map(|(days, times, state)| format!("{days} {times}{state}"))
}

fn expression() -> impl Strategy<Value = String> {
    let more = prop::collection::vec((prop::sample::select(vec!["; ", ", "]), rule()), 0..4);
    // Starts with a rule that opens, so that the expression is not refused for only telling when it is closed.
    (rule(), more).prop_map(|(first, more)| {
        more.into_iter().fold(
            format!("Mo-Sa 07:00-20:00; {first}"),
            |text, (separator, rule)| text + separator + &rule,
        )
    })
}

/// Two years that hold holidays, both solstices of the school, and a leap day.
fn dates() -> impl Iterator<Item = Date> {
    days(jiff::civil::date(2026, 9, 1), 900)
}

fn chrono_date(date: Date) -> chrono::NaiveDate {
    date.to_string().parse().expect("both write ISO 8601")
}

pub(super) fn school_year() -> Calendar {
    paris_with_school_holidays(
        "2026-10-17/2026-11-01 2026-12-19/2027-01-03 2027-02-13/2027-02-28 2027-07-03/2027-08-31",
    )
}

/// The open and unknown minutes of a day according to the library.
pub(super) fn theirs(hours: &OpeningHours, date: Date) -> Vec<(u16, u16, bool)> {
    hours
        .schedule_at(chrono_date(date))
        .into_iter()
        .filter(|range| range.kind != RuleKind::Closed)
        .map(|range| {
            let minute = |time: opening_hours_syntax::ExtendedTime| time.mins_from_midnight();
            (
                minute(range.range.start),
                minute(range.range.end),
                range.kind == RuleKind::Open,
            )
        })
        .collect()
}

pub(super) fn ours(timetable: &Timetable, date: Date, calendar: &Calendar) -> Vec<(u16, u16, bool)> {
    let mut scratch = Vec::new();
    let plan = timetable.plan(date, calendar, &mut scratch);
    let mut spans: Vec<(u16, u16, bool)> = Vec::new();
    for span in plan.iter().filter(|span| span.opening != Opening::Closed) {
        let open = span.opening == Opening::Open;
        match spans.last_mut() {
            Some(last) if last.1 == span.start && last.2 == open => last.1 = span.end,
            _ => spans.push((span.start, span.end, open)),
        }
    }
    spans
}

pub(super) fn library_context(calendar: &Calendar) -> Context {
    let mut public = CompactCalendar::default();
    let mut school = CompactCalendar::default();
    for date in days(jiff::civil::date(2026, 1, 1), 4 * 366) {
        if calendar.public_holiday(date).is_some() {
            public.insert(chrono_date(date));
        }
        if calendar.is_school_holiday(date) {
            school.insert(chrono_date(date));
        }
    }
    Context::default().with_holidays(ContextHolidays::new(Arc::new(public), Arc::new(school)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn two_evaluators_see_the_same_days(text in expression()) {
        let calendar = school_year();
        let timetable = timetable(&text);
        let library: OpeningHours = text.parse().expect("the grammar is theirs");
        let library = library.with_context(library_context(&calendar));
        for date in dates() {
            prop_assert_eq!(ours(&timetable, date, &calendar), theirs(&library, date), "{} on {}", text, date);
        }
    }

    #[test]
    fn the_week_and_the_state_tell_the_same(
        text in prop_oneof![
            expression(),
            Just("Mo-Su 22:00-02:30; Sa off; We 00:30-03:00 unknown".to_owned()),
            Just("Fr 18:00-30:00, Sa 04:00-12:00; PH off || \"call\"".to_owned()),
        ],
        minutes in 0..1_500_000_i64,
    ) {
        let calendar = school_year();
        let timetable = timetable(&text);
        let now = "2026-09-01T00:00:00Z".parse::<Timestamp>().unwrap() + minutes.minutes();
        let local = calendar.time_zone().to_datetime(now);
        // An hour that comes twice has no place in a table.
        let comes_twice = calendar.time_zone().to_ambiguous_timestamp(local).is_ambiguous();
        prop_assume!(!comes_twice);

        let week = timetable.week(local.date().yesterday().unwrap(), &calendar);
        let covering: BTreeSet<Opening> = week
            .iter()
            .flat_map(|day| &day.intervals)
            .filter(|interval| interval.start <= local && local < interval.end)
            .map(|interval| interval.opening)
            .collect();
        let expected = covering.last().copied().unwrap_or(Opening::Closed);
        let state = timetable.state_at(now, &calendar);
        let (opening, change) = match state {
            OpenState::Open { until, .. } => (Opening::Open, until),
            OpenState::Unknown { until, .. } => (Opening::Unknown, until),
            OpenState::Closed { opens, .. } => (Opening::Closed, opens),
        };
        prop_assert_eq!(opening, expected, "{} at {}", text, local);
        prop_assert_eq!(timetable.is_open_at(now, &calendar), opening == Opening::Open);

        // The change is real, and nothing opens before it.
        if let Some(change) = change {
            prop_assert!(change > now);
            let after = timetable.is_open_at(change, &calendar);
            let before = timetable.open_intervals(now, change, &calendar);
            match opening {
                Opening::Open => prop_assert!(!after && before == [(now, change)], "{} at {}", text, local),
                Opening::Closed => prop_assert!(after && before.is_empty(), "{} at {}", text, local),
                Opening::Unknown => prop_assert!(before.is_empty(), "{} at {}", text, local),
            }
        }
    }

    #[test]
    fn whatever_the_text_reading_it_never_breaks(text in "[MTWFSoueah0-9:;,|/+\"\\[\\] -]{0,40}|(Mo|PH|SH|off|week|Jan|easter|sunset|24/7|\"|;|,|-| |\\+|[0-9]{1,2}|:00|\\[1\\]|day|open|\\|\\|){0,24}") {
        let Ok(hours) = OsmHours::parse(&text) else { return Ok(()) };
        prop_assert_eq!(hours.as_str(), text.trim());
        prop_assert_eq!(OsmHours::parse(hours.as_str()).unwrap(), hours.clone());
        let calendar = school_year();
        let timetable = hours.timetable();
        let now = "2026-12-31T22:30:00Z".parse().unwrap();
        prop_assert_eq!(timetable.state_at(now, &calendar).is_open(), timetable.is_open_at(now, &calendar));
        for interval in timetable.week(jiff::civil::date(2026, 12, 28), &calendar).iter().flat_map(|day| &day.intervals) {
            prop_assert!(interval.start < interval.end);
        }
    }
}
