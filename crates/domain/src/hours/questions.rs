//! What people ask: is it open, until when, when will it open, and what does the week look like.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::clock::{LocalMinute, moment, shown};
use super::plan::{DAY_MINUTES, Opening, Span};
use super::timetable::Timetable;
use crate::calendar::{Calendar, PublicHoliday};

/// How far the next change is looked for. A place that opens later than that has no date to announce.
const SEARCH_DAYS: u16 = 400;

/// Whether a place is open at an instant, and when that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenState {
    /// Open.
    Open {
        /// When it ceases to be open; `None` beyond 400 days.
        until: Option<Timestamp>,
        /// What the source adds.
        comment: Option<Arc<str>>,
        /// That day is a public holiday, and the hours do not say what happens on those.
        unsaid_holiday: Option<PublicHoliday>,
    },
    /// The source itself does not tell: by appointment, open end, days without times.
    Unknown {
        /// When that ceases; `None` beyond 400 days.
        until: Option<Timestamp>,
        /// What the source adds.
        comment: Option<Arc<str>>,
    },
    /// Closed.
    Closed {
        /// When it opens; `None` beyond 400 days.
        opens: Option<Timestamp>,
        /// What the source adds.
        comment: Option<Arc<str>>,
    },
}

impl OpenState {
    /// Whether it is surely open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

/// One day of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// The public holiday at the place.
    pub public_holiday: Option<PublicHoliday>,
    /// Whether schools are on holiday at the place.
    pub school_holiday: bool,
    /// Open or unknown, in order. What starts that day and ends in the night is whole, here and nowhere else.
    pub intervals: Vec<Interval>,
    /// What the source says of a time when it is closed.
    pub closed_comment: Option<Arc<str>>,
}

/// Part of a day, by the clock of the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// When it starts.
    pub start: DateTime,
    /// When it ends, excluded; on the next day for a night, and for midnight.
    pub end: DateTime,
    /// [`Opening::Open`] or [`Opening::Unknown`].
    pub opening: Opening,
    /// What the source adds.
    pub comment: Option<Arc<str>>,
}

impl Timetable {
    /// Whether the place is open at that instant, and the next change.
    #[must_use]
    pub fn state_at(&self, now: Timestamp, calendar: &Calendar) -> OpenState {
        let LocalMinute { day, minute } = LocalMinute::of(now, calendar.time_zone());
        let mut night = self.night_before(day, calendar);
        let mut scratch = Vec::new();
        let plan = self.plan(day, calendar, &mut scratch);
        let Found {
            opening,
            span,
            from_last_night,
        } = at(plan, &night, minute);
        let comment = span.and_then(|span| self.comment(span)).cloned();
        let changes: fn(Opening) -> bool = match opening {
            Opening::Closed => |next| next == Opening::Open,
            Opening::Unknown => |next| next != Opening::Unknown,
            Opening::Open => |next| next != Opening::Open,
        };

        let mut found = first(plan, &night, minute + 1, changes).map(|minute| (day, minute));
        let mut looked_at = day;
        keep_night(&mut night, plan);
        for _ in 0..self.cycle_days().unwrap_or(SEARCH_DAYS) {
            if found.is_some() {
                break;
            }
            let Ok(next) = looked_at.tomorrow() else { break };
            looked_at = next;
            let plan = self.plan(looked_at, calendar, &mut scratch);
            found = first(plan, &night, 0, changes).map(|minute| (looked_at, minute));
            keep_night(&mut night, plan);
        }

        let change = found.and_then(|(day, minute)| moment(day, minute, calendar.time_zone()));
        match opening {
            Opening::Closed => OpenState::Closed {
                opens: change,
                comment,
            },
            Opening::Unknown => OpenState::Unknown {
                until: change,
                comment,
            },
            Opening::Open => OpenState::Open {
                until: change,
                comment,
                unsaid_holiday: self.unsaid_holiday(day, from_last_night, calendar),
            },
        }
    }

    /// Whether the place is surely open at that instant. Cheaper than [`Self::state_at`].
    #[must_use]
    pub fn is_open_at(&self, now: Timestamp, calendar: &Calendar) -> bool {
        let LocalMinute { day, minute } = LocalMinute::of(now, calendar.time_zone());
        let mut scratch = Vec::new();
        if covers(self.plan(day, calendar, &mut scratch), minute) == Opening::Open {
            return true;
        }
        day.yesterday().is_ok_and(|eve| {
            covers(self.plan(eve, calendar, &mut scratch), minute + DAY_MINUTES) == Opening::Open
        })
    }

    /// Whether the place is surely open at some moment from one instant to another, excluded.
    #[must_use]
    pub fn is_open_during(&self, from: Timestamp, to: Timestamp, calendar: &Calendar) -> bool {
        !self.open_intervals(from, to, calendar).is_empty()
    }

    /// Whether the place is closed on each of so many days from that one, without even hours that have to be confirmed.
    #[must_use]
    pub fn is_closed_throughout(&self, from: Date, days: u16, calendar: &Calendar) -> bool {
        let mut scratch = Vec::new();
        let mut day = from;
        for _ in 0..days {
            let is_closed = |span: &Span| span.opening == Opening::Closed;
            if !self.plan(day, calendar, &mut scratch).iter().all(is_closed) {
                return false;
            }
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        true
    }

    /// When the place is surely open from one instant to another, excluded: in order, apart from each other, cut at
    /// both ends. At most 400 days are looked at.
    #[must_use]
    pub fn open_intervals(
        &self,
        from: Timestamp,
        to: Timestamp,
        calendar: &Calendar,
    ) -> Vec<(Timestamp, Timestamp)> {
        let mut found: Vec<(Timestamp, Timestamp)> = Vec::new();
        if to <= from {
            return found;
        }
        let zone = calendar.time_zone();
        let first = zone.to_datetime(from).date();
        let last = zone.to_datetime(to).date();
        let mut day = first.yesterday().unwrap_or(first);
        let mut scratch = Vec::new();
        for _ in 0..=SEARCH_DAYS {
            for span in self.plan(day, calendar, &mut scratch) {
                if span.opening != Opening::Open {
                    continue;
                }
                let bounds = (moment(day, span.start, zone), moment(day, span.end, zone));
                let (start, end) = match bounds {
                    (Some(start), Some(end)) => (start.max(from), end.min(to)),
                    _ => continue,
                };
                if start < end {
                    found.push((start, end));
                }
            }
            match day.tomorrow() {
                Ok(next) if next <= last => day = next,
                _ => break,
            }
        }
        found.sort_unstable();
        found.dedup_by(|next, kept| {
            let touches = next.0 <= kept.1;
            if touches {
                kept.1 = kept.1.max(next.1);
            }
            touches
        });
        found
    }

    /// Seven days from that one, as a table shows them.
    #[must_use]
    pub fn week(&self, from: Date, calendar: &Calendar) -> [Day; 7] {
        let mut date = from;
        let mut scratch = Vec::new();
        std::array::from_fn(|_| {
            let day = self.day(date, calendar, &mut scratch);
            date = date.tomorrow().unwrap_or(date);
            day
        })
    }

    fn day(&self, date: Date, calendar: &Calendar, scratch: &mut Vec<Span>) -> Day {
        let plan = self.plan(date, calendar, scratch);
        let comment = |span: Span| self.comment(span).cloned();
        let intervals = plan
            .iter()
            .filter(|span| span.opening != Opening::Closed)
            .filter_map(|span| {
                Some(Interval {
                    start: shown(date, span.start)?,
                    end: shown(date, span.end)?,
                    opening: span.opening,
                    comment: comment(*span),
                })
            });
        Day {
            date,
            public_holiday: calendar.public_holiday(date),
            school_holiday: calendar.is_school_holiday(date),
            intervals: intervals.collect(),
            closed_comment: plan
                .iter()
                .find(|span| span.opening == Opening::Closed)
                .and_then(|s| comment(*s)),
        }
    }

    fn unsaid_holiday(&self, day: Date, from_last_night: bool, calendar: &Calendar) -> Option<PublicHoliday> {
        if self.mentions_public_holidays() {
            return None;
        }
        let day = if from_last_night {
            day.yesterday().ok()?
        } else {
            day
        };
        calendar.public_holiday(day)
    }

    /// What the day before leaves after midnight, counted from its own midnight.
    fn night_before(&self, day: Date, calendar: &Calendar) -> Vec<Span> {
        let mut night = Vec::new();
        if let Ok(eve) = day.yesterday() {
            let mut scratch = Vec::new();
            keep_night(&mut night, self.plan(eve, calendar, &mut scratch));
        }
        night
    }
}

fn keep_night(night: &mut Vec<Span>, plan: &[Span]) {
    night.clear();
    night.extend(
        plan.iter()
            .filter(|span| span.end > DAY_MINUTES && span.opening != Opening::Closed),
    );
}

/// The span that holds the minute.
fn holding(plan: &[Span], minute: u16) -> Option<Span> {
    let next = plan.partition_point(|span| span.end <= minute);
    plan.get(next).filter(|span| span.start <= minute).copied()
}

fn covers(plan: &[Span], minute: u16) -> Opening {
    holding(plan, minute).map_or(Opening::Closed, |span| span.opening)
}

struct Found {
    opening: Opening,
    span: Option<Span>,
    from_last_night: bool,
}

/// The state at a minute. A night that goes on counts as much as the day itself: what is surest of both wins.
fn at(plan: &[Span], night: &[Span], minute: u16) -> Found {
    let today = holding(plan, minute);
    let last_night = if night.is_empty() {
        None
    } else {
        holding(night, minute + DAY_MINUTES)
    };
    let opening = |span: Option<Span>| span.map_or(Opening::Closed, |span| span.opening);
    let from_last_night = opening(last_night) > opening(today);
    let span = if from_last_night { last_night } else { today };
    Found {
        opening: opening(span),
        span,
        from_last_night,
    }
}

/// The first minute of the day, from that one on, at which the state is wanted.
fn first(plan: &[Span], night: &[Span], from: u16, wanted: fn(Opening) -> bool) -> Option<u16> {
    let bounds = plan.iter().flat_map(|span| [span.start, span.end]);
    let night_bounds = night
        .iter()
        .flat_map(|span| [span.start, span.end])
        .filter_map(|m| m.checked_sub(DAY_MINUTES));
    std::iter::once(0)
        .chain(bounds)
        .chain(night_bounds)
        .filter(|minute| (from..DAY_MINUTES).contains(minute))
        .filter(|minute| wanted(at(plan, night, *minute).opening))
        .min()
}
