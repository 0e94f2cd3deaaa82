//! Which days a rule selects.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};
use opening_hours_syntax::rules::day::{
    self as osm, DateOffset, DaySelector, HolidayKind, MonthdayRange, WeekDayOffset, WeekDayRange, WeekRange,
    YearRange,
};

use crate::calendar::{Calendar, easter};

/// What a rule must know of a day beyond the Gregorian calendar.
pub(super) trait Holidays {
    fn is_holiday(&self, kind: HolidayKind, date: Date) -> bool;
}

impl Holidays for Calendar {
    fn is_holiday(&self, kind: HolidayKind, date: Date) -> bool {
        match kind {
            HolidayKind::Public => self.public_holiday(date).is_some(),
            HolidayKind::School => self.is_school_holiday(date),
        }
    }
}

/// Whether a rule applies to the day. With `holiday_and_weekday`, holidays and weekdays must both hold.
pub(super) fn selects(
    days: &DaySelector,
    holiday_and_weekday: bool,
    day: Date,
    holidays: &impl Holidays,
) -> bool {
    fn any<T>(ranges: &[T], holds: impl Fn(&T) -> bool) -> bool {
        ranges.is_empty() || ranges.iter().any(holds)
    }
    any(&days.year, |range| in_years(range, day))
        && any(&days.monthday, |range| in_dates(range, day))
        && any(&days.week, |range| in_weeks(range, day))
        && if holiday_and_weekday {
            let is_holiday = |range: &&WeekDayRange| matches!(range, WeekDayRange::Holiday { .. });
            days.weekday
                .iter()
                .filter(is_holiday)
                .any(|range| in_weekdays(range, day, holidays))
                && days
                    .weekday
                    .iter()
                    .filter(|range| !is_holiday(range))
                    .any(|range| in_weekdays(range, day, holidays))
        } else {
            any(&days.weekday, |range| in_weekdays(range, day, holidays))
        }
}

/// Whether the rule says the same of every week, but for holidays.
pub(super) fn is_weekly(days: &DaySelector) -> bool {
    days.year.is_empty()
        && days.monthday.is_empty()
        && days.week.is_empty()
        && days.weekday.iter().all(|range| match range {
            WeekDayRange::Fixed {
                offset,
                nth_from_start,
                nth_from_end,
                ..
            } => *offset == 0 && (*nth_from_start == [true; 5] || *nth_from_end == [true; 5]),
            WeekDayRange::Holiday { offset, .. } => *offset == 0,
        })
}

/// Whether the rule depends on such holidays.
pub(super) fn mentions(days: &DaySelector, kind: HolidayKind) -> bool {
    days.weekday
        .iter()
        .any(|range| matches!(range, WeekDayRange::Holiday { kind: k, .. } if *k == kind))
}

fn in_years(range: &YearRange, day: Date) -> bool {
    let (years, step) = range.into_parts();
    let year = i32::from(day.year());
    (years.start().0..=years.end().0).contains(&year) && (year - years.start().0) % i32::from(step) == 0
}

/// Weeks are those of ISO 8601.
fn in_weeks(range: &WeekRange, day: Date) -> bool {
    let (weeks, step) = range.into_parts();
    let week = day.iso_week_date().week().unsigned_abs();
    (weeks.start().0..=weeks.end().0).contains(&week) && (week - weeks.start().0).is_multiple_of(step)
}

fn in_weekdays(range: &WeekDayRange, day: Date, holidays: &impl Holidays) -> bool {
    match range {
        WeekDayRange::Holiday { kind, offset } => {
            shifted(day, -i32::from(*offset)).is_some_and(|day| holidays.is_holiday(*kind, day))
        }
        WeekDayRange::Fixed {
            range,
            offset,
            nth_from_start,
            nth_from_end,
        } => {
            let Some(day) = shifted(day, -i32::from(*offset)) else {
                return false;
            };
            let weekday = day.weekday().to_monday_zero_offset().unsigned_abs();
            let first = range.start().num_days_from_monday() as u8;
            let last = range.end().num_days_from_monday() as u8;
            let in_range = if first <= last {
                (first..=last).contains(&weekday)
            } else {
                weekday >= first || weekday <= last
            };
            let from_start = usize::from((day.day() - 1).unsigned_abs() / 7);
            let from_end = usize::from((day.days_in_month() - day.day()).unsigned_abs() / 7);
            in_range && (nth_from_start[from_start] || nth_from_end[from_end])
        }
    }
}

fn in_dates(range: &MonthdayRange, day: Date) -> bool {
    match range {
        MonthdayRange::Month { range, year } => {
            let (first, last) = (*range.start() as i8, *range.end() as i8);
            let wraps = first > last;
            let in_first_year = day.month() >= first && (wraps || day.month() <= last);
            let in_next_year = wraps && day.month() <= last;
            match year {
                None => in_first_year || in_next_year,
                Some(year) => {
                    let since = i32::from(day.year()) - year.0;
                    (since == 0 && in_first_year) || (since == 1 && in_next_year)
                }
            }
        }
        MonthdayRange::Date { start, end } => in_date_range(*start, *end, day),
    }
}

fn in_date_range(start: (osm::Date, DateOffset), end: (osm::Date, DateOffset), day: Date) -> bool {
    let resolve = |(date, offset): (osm::Date, DateOffset), year: i16, bound: Bound| {
        on_year(date, year, bound).and_then(|date| apply(offset, date))
    };
    if start == end {
        // A single day: 29 February is no other day in the other years.
        return years_around(day).any(|year| resolve(start, year, Bound::Exact) == Some(day));
    }
    let holds = |start_year: i16, end_year: i16| {
        let first = resolve(start, start_year, Bound::Start)?;
        let last = resolve(end, end_year, Bound::End)?;
        (first <= last).then(|| first <= day && day <= last)
    };
    let next_year_too = wraps(start.0, end.0);
    match (start.0.year().map(year_number), end.0.year().map(year_number)) {
        (Some(start_year), Some(end_year)) => holds(start_year, end_year).unwrap_or(false),
        (Some(year), None) => holds(year, year)
            .or_else(|| holds(year, year + 1))
            .unwrap_or(false),
        (None, Some(year)) => holds(year, year)
            .or_else(|| holds(year - 1, year))
            .unwrap_or(false),
        (None, None) => years_around(day).any(|year| {
            holds(year, year)
                .or_else(|| {
                    if next_year_too {
                        holds(year, year + 1)
                    } else {
                        None
                    }
                })
                .unwrap_or(false)
        }),
    }
}

/// Whether a range such as `Nov 15-Feb 10` goes over New Year's Eve. Written in order, it never does.
fn wraps(start: osm::Date, end: osm::Date) -> bool {
    let order = |date: osm::Date| match date {
        osm::Date::Fixed { month, day, .. } => Some((month as u8, day)),
        osm::Date::Weekday { .. } | osm::Date::Easter { .. } => None,
    };
    match (order(start), order(end)) {
        (Some(start), Some(end)) => start > end,
        _ => true,
    }
}

/// The years in which a range that holds the day may start, with room for the offsets.
fn years_around(day: Date) -> impl Iterator<Item = i16> {
    let year = day.year();
    (year - 2)..=(year + 1)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Exact,
    Start,
    End,
}

/// The date in that year; `None` if it names another year. 30 February starts a range on 1 March, or ends it on the
/// last of February.
fn on_year(wanted: osm::Date, year: i16, bound: Bound) -> Option<Date> {
    let is_another_year = wanted.year().is_some_and(|named| named.0 != i32::from(year));
    if is_another_year || !(1..=9_999).contains(&year) {
        return None;
    }
    match wanted {
        osm::Date::Easter { .. } => Some(easter(year)),
        osm::Date::Weekday { month, wday, nth, .. } => {
            let weekday = Weekday::from_monday_zero_offset(wday.num_days_from_monday() as i8)
                .expect("a weekday is a number from zero to six");
            // A fifth Monday may be missing.
            date(year, month as i8, 1).nth_weekday_of_month(nth, weekday).ok()
        }
        osm::Date::Fixed { month, day, .. } => {
            let first = date(year, month as i8, 1);
            let exact = Date::new(year, month as i8, day as i8).ok();
            exact.or_else(|| match bound {
                Bound::Exact => None,
                Bound::Start => first.last_of_month().tomorrow().ok(),
                Bound::End => Some(first.last_of_month()),
            })
        }
    }
}

/// First the weekday, then the days: `Dec 25-Su -21 days` is the first Sunday of Advent.
fn apply(offset: DateOffset, date: Date) -> Option<Date> {
    let from_monday = date.weekday().to_monday_zero_offset();
    let days_to = |target: osm::Weekday| (target.num_days_from_monday() as i8 - from_monday).rem_euclid(7);
    let weekday_shift = match offset.wday_offset {
        WeekDayOffset::None => 0,
        WeekDayOffset::Next(target) => i32::from(days_to(target)),
        WeekDayOffset::Prev(target) => -i32::from((7 - days_to(target)) % 7),
    };
    shifted(date, weekday_shift + i32::from(offset.day_offset))
}

/// `None` outside of the years that dates can have.
fn shifted(date: Date, days: i32) -> Option<Date> {
    if days == 0 {
        return Some(date);
    }
    date.checked_add(Span::new().days(days)).ok()
}

fn year_number(year: osm::Year) -> i16 {
    i16::try_from(year.0.min(9_999)).expect("the grammar has years from 1900 to 9999")
}
