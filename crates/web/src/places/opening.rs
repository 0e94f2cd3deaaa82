//! Whether a place is open, in words, and its week.

use domain::hours::{Day, OpenState, Opening};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::site::{Words, format};

/// From how long before a change it is announced as near.
const SOON_MINUTES: i64 = 45;

/// How the state is drawn. A shape and a word always go with the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Open.
    Open,
    /// About to open or to close, or open with a doubt.
    Soon,
    /// Closed.
    Closed,
    /// Closed for long: said before anything else, for it is a place for another season.
    Away,
    /// Nobody knows.
    Unknown,
}

impl Shape {
    /// The name of the style.
    #[must_use]
    pub fn style(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Soon => "soon",
            Self::Closed => "closed",
            Self::Away => "away",
            Self::Unknown => "unknown",
        }
    }
}

/// The state of a place in a few words: "Ouvert jusqu'à 18 h".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenBadge {
    /// How it is drawn.
    pub shape: Shape,
    /// What it says.
    pub text: String,
}

impl OpenBadge {
    /// Says the state at an instant, by the clock of the place. No state means that no hours are known.
    #[must_use]
    pub fn new(state: Option<&OpenState>, now: Timestamp, zone: &TimeZone, words: &Words) -> Self {
        let local = |instant: Timestamp| instant.to_zoned(zone.clone()).datetime();
        let is_soon =
            |instant: Timestamp| instant.duration_since(now).as_mins() <= SOON_MINUTES && instant >= now;
        let (shape, text) = match state {
            None => (Shape::Unknown, words.get("hours-not-given").to_owned()),
            Some(OpenState::Unknown { .. }) => (Shape::Unknown, words.get("hours-to-confirm").to_owned()),
            Some(OpenState::Open {
                unsaid_holiday: Some(holiday),
                ..
            }) => (
                Shape::Soon,
                words.say("hours-open-holiday", &[("holiday", &words.holiday(*holiday))]),
            ),
            Some(OpenState::Open { until: None, .. }) => {
                (Shape::Open, words.get("hours-open-always").to_owned())
            }
            Some(OpenState::Open {
                until: Some(until), ..
            }) => {
                if is_soon(*until) {
                    let time = format::time(local(*until).time(), words);
                    (Shape::Soon, words.say("hours-closes-soon", &[("time", &time)]))
                } else {
                    (Shape::Open, open_until(local(*until), local(now), words))
                }
            }
            Some(OpenState::Closed { opens: None, .. }) => {
                (Shape::Closed, words.get("hours-closed").to_owned())
            }
            Some(OpenState::Closed {
                opens: Some(opens), ..
            }) => {
                if is_soon(*opens) {
                    let time = format::time(local(*opens).time(), words);
                    (Shape::Soon, words.say("hours-opens-soon", &[("time", &time)]))
                } else {
                    (Shape::Closed, closed_until(local(*opens), local(now), words))
                }
            }
        };
        Self { shape, text }
    }

    /// As [`Self::new`] says it, but of a place that stays closed for long whether and when it opens again, to the day.
    #[must_use]
    pub fn of(
        state: Option<&OpenState>,
        is_closed_for_long: impl FnOnce() -> bool,
        now: Timestamp,
        zone: &TimeZone,
        words: &Words,
    ) -> Self {
        let Some(OpenState::Closed { opens, .. }) = state else {
            return Self::new(state, now, zone, words);
        };
        if !is_closed_for_long() {
            return Self::new(state, now, zone, words);
        }
        let date = |instant: Timestamp| instant.to_zoned(zone.clone()).date();
        let text = match opens.map(date) {
            Some(day) if day.year() == date(now).year() => {
                words.say("hours-away-until", &[("date", &format::day_of_month(day, words))])
            }
            Some(day) => words.say("hours-away-until", &[("date", &format::full_date(day, words))]),
            None => words.get("hours-away").to_owned(),
        };
        Self {
            shape: Shape::Away,
            text,
        }
    }

    /// Hours that no machine can read are told of, never taken for open or closed.
    #[must_use]
    pub fn to_check(words: &Words) -> Self {
        Self {
            shape: Shape::Unknown,
            text: words.get("hours-to-check").to_owned(),
        }
    }
}

/// A place that closes in the night or at midnight is said by its time alone; later, by its day too.
fn open_until(until: DateTime, now: DateTime, words: &Words) -> String {
    let within_a_day = now.checked_add(1.day()).is_ok_and(|limit| until <= limit);
    if within_a_day {
        let time = format::time(until.time(), words);
        words.say("hours-open-until", &[("time", &time)])
    } else {
        let moment = format::moment(until, words);
        words.say("hours-open-until-day", &[("moment", &moment)])
    }
}

fn closed_until(opens: DateTime, now: DateTime, words: &Words) -> String {
    let time = format::time(opens.time(), words);
    let days = (opens.date() - now.date()).get_days();
    match days {
        0 => words.say("hours-opens-today", &[("time", &time)]),
        1 => words.say("hours-opens-tomorrow", &[("time", &time)]),
        2..=6 => {
            let weekday = opens.date().weekday().to_monday_zero_offset() as usize;
            let day = format::weekday(weekday, words);
            words.say("hours-opens-weekday", &[("day", &day), ("time", &time)])
        }
        _ => {
            let day = format::day(opens.date(), words);
            words.say("hours-opens-later", &[("day", &day), ("time", &time)])
        }
    }
}

/// The week of a place, from today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekTable(Vec<WeekDay>);

/// One day of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekDay {
    /// "mardi 3 mars".
    pub name: String,
    /// Whether it is today at the place.
    pub is_today: bool,
    /// "9 h – 12 h", with what the source adds.
    pub spans: Vec<WeekSpan>,
    /// The public holiday, in words.
    pub holiday: Option<String>,
    /// What the source says when it is closed.
    pub closed_comment: Option<String>,
}

/// Part of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekSpan {
    /// "9 h – 12 h".
    pub text: String,
    /// Whether it must be confirmed before coming.
    pub to_confirm: bool,
    /// What the source adds.
    pub comment: Option<String>,
}

impl WeekTable {
    /// Puts days in words.
    #[must_use]
    pub fn new(days: &[Day], today: Date, words: &Words) -> Self {
        Self(days.iter().map(|day| WeekDay::new(day, today, words)).collect())
    }

    /// The days in order.
    #[must_use]
    pub fn days(&self) -> &[WeekDay] {
        &self.0
    }

    /// Today's line: "9 h – 12 h, 14 h – 18 h", or that it is closed.
    #[must_use]
    pub fn today(&self, words: &Words) -> Option<String> {
        let today = self.0.iter().find(|day| day.is_today)?;
        if today.spans.is_empty() {
            return Some(words.get("hours-closed-today").to_owned());
        }
        let spans: Vec<&str> = today.spans.iter().map(|span| &*span.text).collect();
        Some(words.say("hours-today", &[("spans", &spans.join(", "))]))
    }
}

impl WeekDay {
    fn new(day: &Day, today: Date, words: &Words) -> Self {
        let spans = day
            .intervals
            .iter()
            .map(|interval| {
                let is_whole_day = interval.start.time() == interval.end.time()
                    && interval.start.time() == jiff::civil::Time::midnight();
                let text = if is_whole_day {
                    words.get("hours-whole-day").to_owned()
                } else {
                    format::span(interval.start.time(), interval.end.time(), words)
                };
                WeekSpan {
                    text,
                    to_confirm: interval.opening == Opening::Unknown,
                    comment: interval.comment.as_deref().map(str::to_owned),
                }
            })
            .collect();
        Self {
            name: format::day(day.date, words),
            is_today: day.date == today,
            spans,
            holiday: day
                .public_holiday
                .map(|holiday| words.holiday(holiday).to_owned()),
            closed_comment: day.closed_comment.as_deref().map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::calendar::PublicHoliday;

    use super::*;
    use crate::site::Language;

    fn said(state: Option<&OpenState>) -> [String; 2] {
        // Tuesday 3 March 2026, 10:20 in Paris.
        let now: Timestamp = "2026-03-03T09:20:00Z".parse().unwrap();
        let paris = TimeZone::fixed(jiff::tz::offset(1));
        Language::ALL.map(|language| {
            OpenBadge::new(state, now, &paris, Words::of(language))
                .text
                .replace(['\u{a0}', '\u{202f}'], " ")
        })
    }

    fn open(until: Option<&str>) -> OpenState {
        OpenState::Open {
            until: until.map(|until| until.parse().unwrap()),
            comment: None,
            unsaid_holiday: None,
        }
    }

    fn closed(opens: Option<&str>) -> OpenState {
        OpenState::Closed {
            opens: opens.map(|opens| opens.parse().unwrap()),
            comment: None,
        }
    }

    #[test]
    fn the_state_is_said_as_one_would_to_a_neighbour() {
        for (state, french, english) in [
            (
                open(Some("2026-03-03T17:00:00Z")),
                "Ouvert jusqu’à 18 h",
                "Open until 6 pm",
            ),
            (
                open(Some("2026-03-03T09:50:00Z")),
                "Ferme bientôt, à 10 h 50",
                "Closes soon, at 10:50 am",
            ),
            (
                open(Some("2026-03-03T23:00:00Z")),
                "Ouvert jusqu’à minuit",
                "Open until midnight",
            ),
            (
                open(Some("2026-03-07T11:00:00Z")),
                "Ouvert jusqu’au samedi 7 mars, midi",
                "Open until Saturday 7 March, noon",
            ),
            (open(None), "Ouvert jour et nuit", "Open day and night"),
            (
                closed(Some("2026-03-03T13:00:00Z")),
                "Fermé, ouvre à 14 h",
                "Closed, opens at 2 pm",
            ),
            (
                closed(Some("2026-03-03T09:30:00Z")),
                "Ouvre bientôt, à 10 h 30",
                "Opens soon, at 10:30 am",
            ),
            (
                closed(Some("2026-03-04T08:00:00Z")),
                "Fermé, ouvre demain à 9 h",
                "Closed, opens tomorrow at 9 am",
            ),
            (
                closed(Some("2026-03-06T08:00:00Z")),
                "Fermé, ouvre vendredi à 9 h",
                "Closed, opens Friday at 9 am",
            ),
            (
                closed(Some("2026-04-01T07:00:00Z")),
                "Fermé, ouvre le mercredi 1er avril à 8 h",
                "Closed, opens on Wednesday 1 April at 8 am",
            ),
            (closed(None), "Fermé", "Closed"),
        ] {
            assert_eq!(said(Some(&state)), [french, english]);
        }
        assert_eq!(said(None), ["Horaires non indiqués", "Opening hours not given"]);
    }

    #[test]
    fn a_place_closed_for_long_says_until_when_to_the_day_and_with_the_year_when_it_is_another_one() {
        let now = "2026-11-03T09:20:00Z".parse().unwrap();
        for (opens, french, english) in [
            (
                Some("2026-12-01T08:00:00Z"),
                "Fermé jusqu’au 1er décembre",
                "Closed until 1 December",
            ),
            (
                Some("2027-04-01T07:00:00Z"),
                "Fermé jusqu’au 1er avril 2027",
                "Closed until 1 April 2027",
            ),
            (
                None,
                "Fermé, sans date de réouverture",
                "Closed, with no date of reopening",
            ),
        ] {
            let said = |is_long: bool| {
                Language::ALL.map(|language| {
                    OpenBadge::of(
                        Some(&closed(opens)),
                        || is_long,
                        now,
                        &TimeZone::UTC,
                        Words::of(language),
                    )
                })
            };
            let plain = said(true).map(|badge| badge.text.replace(['\u{a0}', '\u{202f}'], " "));
            assert_eq!(plain, [french, english]);
            assert!(said(true).iter().all(|badge| badge.shape == Shape::Away));
            assert!(said(false).iter().all(|badge| badge.shape == Shape::Closed));
        }
    }

    #[test]
    fn a_public_holiday_that_nobody_thought_of_is_a_doubt_not_an_opening() {
        let state = OpenState::Open {
            until: None,
            comment: None,
            unsaid_holiday: Some(PublicHoliday::EasterMonday),
        };
        let badge = OpenBadge::new(
            Some(&state),
            "2026-04-06T09:00:00Z".parse().unwrap(),
            &TimeZone::UTC,
            Words::of(Language::French),
        );
        assert_eq!(badge.shape, Shape::Soon);
        assert!(badge.text.contains("férié"), "{}", badge.text);
    }
}
