//! What is special about a day at a place: its local clock, public holidays, school holidays.
//!
//! Public holidays are rules from the law and are computed. School holidays are decisions of a ministry, so they are
//! data: the caller brings them.

mod public_holidays;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use public_holidays::{HolidayTerritory, PublicHoliday, easter};

/// The clock of mainland France: that of an instance which names no other, for what happens at no place.
///
/// # Panics
/// Never: time zones are built in.
#[must_use]
pub fn mainland_time_zone() -> TimeZone {
    TimeZone::get("Europe/Paris").expect("time zones are built in")
}

/// The day it is by a clock at an instant.
#[must_use]
pub fn day_in(time_zone: &TimeZone, instant: Timestamp) -> Date {
    instant.to_zoned(time_zone.clone()).date()
}

/// Whole days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// School holidays of one zone: ranges in order, without overlap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SchoolHolidays(Arc<[DateRange]>);

impl SchoolHolidays {
    /// Puts the ranges in order and joins those that overlap. A range that ends before it starts holds no day.
    #[must_use]
    pub fn new(ranges: impl IntoIterator<Item = DateRange>) -> Self {
        let mut ranges: Vec<DateRange> = ranges.into_iter().filter(|r| r.first <= r.last).collect();
        ranges.sort_unstable();
        ranges.dedup_by(|next, kept| {
            let joined = next.first <= kept.last;
            if joined {
                kept.last = kept.last.max(next.last);
            }
            joined
        });
        Self(ranges.into())
    }

    /// Whether schools are on holiday that day.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        let next = self.0.partition_point(|range| range.last < date);
        self.0.get(next).is_some_and(|range| range.first <= date)
    }

    /// The ranges, in order.
    #[must_use]
    pub fn ranges(&self) -> &[DateRange] {
        &self.0
    }
}

/// The calendar of a place. Cheap to clone: places of one zone share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    time_zone: TimeZone,
    territory: HolidayTerritory,
    school_holidays: SchoolHolidays,
}

impl Calendar {
    /// The calendar of places that live by this clock and these holidays.
    #[must_use]
    pub fn new(time_zone: TimeZone, territory: HolidayTerritory, school_holidays: SchoolHolidays) -> Self {
        Self {
            time_zone,
            territory,
            school_holidays,
        }
    }

    /// The local clock.
    #[must_use]
    pub fn time_zone(&self) -> &TimeZone {
        &self.time_zone
    }

    /// The day it is there at an instant.
    #[must_use]
    pub fn day_of(&self, instant: Timestamp) -> Date {
        day_in(&self.time_zone, instant)
    }

    /// The day after that: what "tomorrow" means there. `None` at the end of time.
    #[must_use]
    pub fn day_after(&self, instant: Timestamp) -> Option<Date> {
        self.day_of(instant).tomorrow().ok()
    }

    /// Where the law on public holidays is read.
    #[must_use]
    pub fn territory(&self) -> HolidayTerritory {
        self.territory
    }

    /// The school holidays.
    #[must_use]
    pub fn school_holidays(&self) -> &SchoolHolidays {
        &self.school_holidays
    }

    /// The public holiday of that day.
    #[must_use]
    pub fn public_holiday(&self, date: Date) -> Option<PublicHoliday> {
        self.territory.public_holiday(date)
    }

    /// Whether schools are on holiday that day.
    #[must_use]
    pub fn is_school_holiday(&self, date: Date) -> bool {
        self.school_holidays.contains(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_begins_at_midnight_by_the_clock_of_the_place() {
        let at = |instant: &str, zone: &str| {
            let calendar = Calendar::new(
                TimeZone::get(zone).unwrap(),
                HolidayTerritory::National,
                SchoolHolidays::default(),
            );
            let instant = instant.parse().unwrap();
            (calendar.day_of(instant), calendar.day_after(instant).unwrap())
        };
        let (third, fourth, fifth) = (date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5));
        assert_eq!(at("2026-03-03T22:30:00Z", "Europe/Paris"), (third, fourth));
        assert_eq!(at("2026-03-03T23:30:00Z", "Europe/Paris"), (fourth, fifth));
        assert_eq!(at("2026-03-03T22:30:00Z", "Indian/Reunion"), (fourth, fifth));
        assert_eq!(at("2026-03-04T02:30:00Z", "America/Martinique"), (third, fourth));
        assert_eq!(
            day_in(&mainland_time_zone(), "2026-06-30T22:30:00Z".parse().unwrap()),
            date(2026, 7, 1)
        );
        let easternmost = Calendar::new(
            TimeZone::fixed(jiff::tz::offset(14)),
            HolidayTerritory::National,
            SchoolHolidays::default(),
        );
        assert_eq!(
            easternmost.day_after(Timestamp::MAX),
            None,
            "no day comes after the last"
        );
    }

    #[test]
    fn school_holidays_hold_both_ends_and_join_when_they_overlap() {
        let range = |first, last| DateRange { first, last };
        let holidays = SchoolHolidays::new([
            range(date(2026, 12, 19), date(2027, 1, 3)),
            range(date(2026, 10, 17), date(2026, 11, 1)),
            range(date(2026, 10, 25), date(2026, 11, 2)),
            range(date(2026, 7, 2), date(2026, 7, 1)),
        ]);
        assert_eq!(holidays.ranges().len(), 2);
        for (day, on_holiday) in [
            (date(2026, 10, 16), false),
            (date(2026, 10, 17), true),
            (date(2026, 11, 2), true),
            (date(2026, 11, 3), false),
            (date(2027, 1, 3), true),
            (date(2027, 1, 4), false),
            (date(2026, 7, 1), false),
        ] {
            assert_eq!(holidays.contains(day), on_holiday, "{day}");
        }
    }
}
