//! From when to when a time that was said is, by the clock of a place.

use domain::calendar::Calendar;
use jiff::civil::{Date, DateTime, Time, Weekday, time};
use jiff::{Timestamp, ToSpan};

use super::{DayPart, SpokenDay};

impl DayPart {
    /// When it begins, and when it ends: at midnight where there is none.
    fn bounds(self) -> (Time, Option<Time>) {
        let before = |end: Time| (end != Time::midnight()).then_some(end);
        match self {
            Self::Whole => (Time::midnight(), None),
            Self::Morning => (Time::midnight(), Some(time(12, 0, 0, 0))),
            Self::Midday => (time(12, 0, 0, 0), Some(time(14, 0, 0, 0))),
            Self::Afternoon => (time(14, 0, 0, 0), Some(time(18, 0, 0, 0))),
            Self::Evening => (time(18, 0, 0, 0), None),
            Self::At(at) => (at, at.checked_add(1.minute()).ok()),
            Self::From(from) => (from, None),
            Self::Until(until) => (until.wrapping_sub(1.minute()), before(until)),
            Self::Before(end) => (Time::midnight(), before(end)),
            Self::Between(from, to) => (from, Some(to)),
        }
    }

    /// The part of a day: what is left of it when it has begun at `now`, all of it when it is over or to come.
    fn of(self, day: Date, now: DateTime) -> Option<(DateTime, DateTime)> {
        let (from, to) = self.bounds();
        let from = day.to_datetime(from);
        let to = match to {
            Some(to) if from.time() < to => day.to_datetime(to),
            Some(to) => day.tomorrow().ok()?.to_datetime(to),
            None => day.tomorrow().ok()?.to_datetime(Time::midnight()),
        };
        Some((if now < to { from.max(now) } else { from }, to))
    }
}

impl SpokenDay {
    fn days(self, part: DayPart, now: DateTime) -> Vec<Date> {
        let today = now.date();
        let in_days = |days: i64| today.saturating_add(days.days());
        let is_over = part.of(today, now).is_none_or(|(_, to)| to <= now);
        let next = |weekday: Weekday| {
            let days = i64::from(today.weekday().until(weekday));
            if days == 0 && is_over { 7 } else { days }
        };
        let days: Vec<i64> = match self {
            Self::Today => vec![0],
            Self::Tomorrow => vec![1],
            Self::Next(weekday) => vec![next(weekday)],
            Self::OneOf(weekdays) => weekdays.iter().map(next).collect(),
            Self::On(yearly) => {
                let first = in_days(i64::from(is_over));
                return vec![yearly.from(first)];
            }
            Self::Weekend => {
                let sunday = next(Weekday::Sunday);
                if sunday == 0 {
                    vec![0]
                } else {
                    vec![sunday - 1, sunday]
                }
            }
            Self::Soonest => vec![i64::from(is_over)],
            Self::Any => (0..7).collect(),
        };
        days.into_iter().map(in_days).collect()
    }
}

/// Which days a time that was said at an instant asks for, by the clock of a calendar.
pub(crate) fn dates(day: SpokenDay, part: DayPart, asked_at: Timestamp, calendar: &Calendar) -> Vec<Date> {
    let now = asked_at.to_zoned(calendar.time_zone().clone()).datetime();
    let mut dates = day.days(part, now);
    dates.sort_unstable();
    dates
}

/// From when to when a time that was said at an instant is, by the clock of a calendar.
pub(crate) fn intervals(
    day: SpokenDay,
    part: DayPart,
    asked_at: Timestamp,
    calendar: &Calendar,
) -> Vec<(Timestamp, Timestamp)> {
    let zone = calendar.time_zone();
    let now = asked_at.to_zoned(zone.clone()).datetime();
    let instant = |local: DateTime| local.to_zoned(zone.clone()).map(|zoned| zoned.timestamp());
    day.days(part, now)
        .into_iter()
        .filter_map(|day| part.of(day, now))
        .filter_map(|(from, to)| Some((instant(from).ok()?, instant(to).ok()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use DayPart::{At, Before, Between, Evening, Midday, Morning, Until, Whole};
    use SpokenDay::{Any, Next, On, OneOf, Soonest, Today, Tomorrow, Weekend};
    use domain::territory::DepartementCode;

    use super::*;

    #[test]
    fn days_are_counted_by_the_clock_of_the_place() {
        let said = |day, part, at: &str, departement: &str| -> Vec<String> {
            let calendar = crate::calendar_of(DepartementCode::parse(departement).unwrap());
            intervals(day, part, at.parse().unwrap(), &calendar)
                .into_iter()
                .map(|(from, to)| {
                    let local = |instant: Timestamp| {
                        instant
                            .to_zoned(calendar.time_zone().clone())
                            .strftime("%d %H:%M")
                            .to_string()
                    };
                    format!("{}-{}", local(from), local(to))
                })
                .collect()
        };
        // Saturday 7 March 2026, 15:00 in Paris, 18:00 in La Réunion.
        let saturday = "2026-03-07T14:00:00Z";
        let hour = |hour| time(hour, 0, 0, 0);
        let friday_or_saturday = crate::Weekdays::default()
            .with(Weekday::Friday)
            .with(Weekday::Saturday);
        for (day, part, expected) in [
            (Today, Whole, &["07 15:00-08 00:00"][..]),
            (Today, Morning, &["07 00:00-07 12:00"]),
            (Tomorrow, Morning, &["08 00:00-08 12:00"]),
            (Next(Weekday::Saturday), Whole, &["07 15:00-08 00:00"]),
            (Next(Weekday::Saturday), Morning, &["14 00:00-14 12:00"]),
            (Next(Weekday::Friday), Whole, &["13 00:00-14 00:00"]),
            (
                On(crate::YearlyDay::new(3, 9).unwrap()),
                Morning,
                &["09 00:00-09 12:00"],
            ),
            (
                On(crate::YearlyDay::new(3, 7).unwrap()),
                Whole,
                &["07 15:00-08 00:00"],
            ),
            (Weekend, Whole, &["07 15:00-08 00:00", "08 00:00-09 00:00"]),
            (Soonest, Until(hour(19)), &["07 18:59-07 19:00"]),
            (Soonest, Until(hour(12)), &["08 11:59-08 12:00"]),
            (Soonest, Until(hour(0)), &["07 23:59-08 00:00"]),
            (Soonest, Before(hour(9)), &["08 00:00-08 09:00"]),
            (Tomorrow, Before(hour(0)), &["08 00:00-09 00:00"]),
            (Soonest, Between(hour(9), hour(12)), &["08 09:00-08 12:00"]),
            (Soonest, Between(hour(14), hour(17)), &["07 15:00-07 17:00"]),
            (Today, Between(hour(22), hour(2)), &["07 22:00-08 02:00"]),
            (Tomorrow, Midday, &["08 12:00-08 14:00"]),
            (
                OneOf(friday_or_saturday),
                Whole,
                &["13 00:00-14 00:00", "07 15:00-08 00:00"],
            ),
            (Soonest, At(time(10, 0, 0, 0)), &["08 10:00-08 10:01"]),
            (Soonest, At(time(18, 0, 0, 0)), &["07 18:00-07 18:01"]),
        ] {
            assert_eq!(said(day, part, saturday, "75"), expected, "{day:?} {part:?}");
        }
        assert_eq!(said(Any, Evening, saturday, "75").len(), 7);
        // 21:30 in Paris is already the next day in La Réunion.
        let evening = "2026-03-07T20:30:00Z";
        assert_eq!(said(Tomorrow, Whole, evening, "75"), ["08 00:00-09 00:00"]);
        assert_eq!(said(Tomorrow, Whole, evening, "974"), ["09 00:00-10 00:00"]);
    }
}
