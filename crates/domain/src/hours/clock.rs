//! Between the local clock of a place and the time of the world, through the changes of hour.
//!
//! An hour that comes twice in autumn is taken the first time, as RFC 5545 says; one that spring skips is the moment
//! of the change.

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::plan::DAY_MINUTES;

/// A minute of the local clock, after which every bound that the clock has shown twice is past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LocalMinute {
    pub(super) day: Date,
    /// From midnight, below 1,440.
    pub(super) minute: u16,
}

impl LocalMinute {
    /// What the clock of the place shows. During an hour that comes back it stays at the last minute of that hour:
    /// whatever opens or closes in it has done so the first time.
    pub(super) fn of(now: Timestamp, zone: &TimeZone) -> Self {
        let offset = zone.to_offset(now);
        let shown = offset.to_datetime(now);
        if let AmbiguousOffset::Fold { before, after } = zone.to_ambiguous_timestamp(shown).offset()
            && offset == after
            && let Some(change) = transition_at_or_before(now, zone)
        {
            let end_of_hour = before.to_datetime(change);
            return Self::from(end_of_hour.saturating_sub(1.minute()));
        }
        Self::from(shown)
    }
}

impl From<DateTime> for LocalMinute {
    fn from(shown: DateTime) -> Self {
        let minute = u16::from(shown.hour().unsigned_abs()) * 60 + u16::from(shown.minute().unsigned_abs());
        Self {
            day: shown.date(),
            minute,
        }
    }
}

/// What the clock shows so many minutes after midnight, on that day or the next. `None` after year 9999.
pub(super) fn shown(day: Date, minute: u16) -> Option<DateTime> {
    let days = i64::from(minute / DAY_MINUTES);
    let of_day = i8::try_from(minute % DAY_MINUTES / 60).expect("an hour is below 24");
    let rest = i8::try_from(minute % 60).expect("a minute is below 60");
    let day = if days == 0 {
        day
    } else {
        day.checked_add(days.days()).ok()?
    };
    Some(day.at(of_day, rest, 0, 0))
}

/// The moment at which the clock first shows that minute, or passes over it.
pub(super) fn moment(day: Date, minute: u16, zone: &TimeZone) -> Option<Timestamp> {
    let ambiguous = zone.to_ambiguous_timestamp(shown(day, minute)?);
    let skipped = matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. });
    let moment = ambiguous.compatible().ok()?;
    if skipped {
        return Some(transition_at_or_before(moment, zone).unwrap_or(moment));
    }
    Some(moment)
}

fn transition_at_or_before(moment: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let just_after = moment.checked_add(1.nanosecond()).ok()?;
    zone.preceding(just_after)
        .next()
        .map(|transition| transition.timestamp())
}
