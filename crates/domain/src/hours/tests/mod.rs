//! Opening hours at fixed instants, against another evaluator, on real expressions and on hostile ones.

mod agreement;
mod instants;
mod reading;
mod real;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{OpenState, Opening, OsmHours, Timetable};
use crate::calendar::{Calendar, DateRange, HolidayTerritory, SchoolHolidays};

fn timetable(text: &str) -> Timetable {
    OsmHours::parse(text)
        .unwrap_or_else(|refusal| panic!("{text}: {refusal}"))
        .timetable()
}

fn calendar(zone: &str, territory: HolidayTerritory) -> Calendar {
    Calendar::new(
        TimeZone::get(zone).expect(zone),
        territory,
        SchoolHolidays::default(),
    )
}

fn paris() -> Calendar {
    calendar("Europe/Paris", HolidayTerritory::National)
}

/// Paris with school holidays: `2026-10-17/2026-11-01 …`.
fn paris_with_school_holidays(ranges: &str) -> Calendar {
    let ranges = ranges.split_whitespace().map(|range| {
        let (first, last) = range.split_once('/').unwrap();
        DateRange {
            first: first.parse().unwrap(),
            last: last.parse().unwrap(),
        }
    });
    Calendar::new(
        TimeZone::get("Europe/Paris").unwrap(),
        HolidayTerritory::National,
        SchoolHolidays::new(ranges),
    )
}

/// The instant at which the clock of the place shows `2026-07-15 10:00`; the first time when it does so twice.
fn when(local: &str, calendar: &Calendar) -> Timestamp {
    let local: DateTime = local.replace(' ', "T").parse().expect(local);
    local.to_zoned(calendar.time_zone().clone()).unwrap().timestamp()
}

/// `open until 2026-07-15 12:30`, `closed opens …`, `unknown until …`, by the clock of the place.
fn told(state: &OpenState, calendar: &Calendar) -> String {
    let shown = |moment: &Option<Timestamp>| match moment {
        None => "-".to_owned(),
        Some(moment) => calendar
            .time_zone()
            .to_datetime(*moment)
            .strftime("%Y-%m-%d %H:%M")
            .to_string(),
    };
    match state {
        OpenState::Open { until, .. } => format!("open until {}", shown(until)),
        OpenState::Unknown { until, .. } => format!("unknown until {}", shown(until)),
        OpenState::Closed { opens, .. } => format!("closed opens {}", shown(opens)),
    }
}

fn state(text: &str, local: &str, calendar: &Calendar) -> String {
    told(
        &timetable(text).state_at(when(local, calendar), calendar),
        calendar,
    )
}

/// The open intervals of a day as `09:00-12:30,13:30-17:00`; unknown ones have a question mark.
fn day(timetable: &Timetable, date: Date, calendar: &Calendar) -> String {
    let [day, ..] = timetable.week(date, calendar);
    let intervals = day.intervals.iter().map(|interval| {
        let end_date = interval.end.date();
        let hours_more = if end_date > date { 24 } else { 0 };
        format!(
            "{}-{:02}:{:02}{}",
            interval.start.strftime("%H:%M"),
            interval.end.hour() + hours_more,
            interval.end.minute(),
            if interval.opening == Opening::Unknown {
                "?"
            } else {
                ""
            },
        )
    });
    intervals.collect::<Vec<_>>().join(",")
}

fn days(from: Date, count: usize) -> impl Iterator<Item = Date> {
    from.series(1.day()).take(count)
}
