//! What a list says of opening hours, kept for the minute: the same for all visitors, and for all places that share
//! their hours and their calendar. Putting a week in words costs as much as the rest of a card. A page of one place says
//! more, and says it anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use directory::{Directory, Found, HoursRef};

use super::opening::{OpenBadge, Shape};
use super::short_week;
use crate::site::{Frame, Language};

/// The minute, and the edition of the directory, whose numbers of hours mean something in it alone.
type Moment = (i64, u64);

/// When they are more, all are forgotten: a minute later they would be anyway.
const MOST_KEPT: usize = 2_000;

/// The hours of a place in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Whether it is open.
    pub badge: OpenBadge,
    /// When it is open in the coming week, for a list on paper; `None` when no machine can read its hours.
    pub week: Option<String>,
}

impl Said {
    fn new(directory: &Directory, found: &Found, frame: &Frame) -> Self {
        let (card, now, words) = (&*found.card, frame.now(), frame.words());
        let badge = if card.has_hours_note {
            OpenBadge::to_check(words)
        } else {
            let zone = directory.time_zone(card);
            let is_closed_for_long = || directory.is_closed_for_long(card, now);
            OpenBadge::of(found.open.as_ref(), is_closed_for_long, now, &zone, words)
        };
        // Until when a place is closed for long says more than that it is closed all week.
        let week = if badge.shape == Shape::Away {
            None
        } else {
            directory.week(card, now)
        };
        Self {
            badge,
            week: week.map(|days| short_week::say(&days, words)),
        }
    }
}

/// Hours in words, of the minute.
#[derive(Default)]
pub struct SaidHours(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    moment: Moment,
    said: HashMap<(HoursRef, Language), Arc<Said>>,
}

impl SaidHours {
    /// The hours of a place that was found.
    pub fn of(&self, directory: &Directory, found: &Found, frame: &Frame) -> Arc<Said> {
        let anew = || Arc::new(Said::new(directory, found, frame));
        let Some(hours) = found.card.hours() else {
            return anew();
        };
        let key = (hours, frame.language());
        let moment = (frame.now().as_second().div_euclid(60), directory.edition());
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut kept = kept();
            if kept.moment != moment {
                *kept = Kept {
                    moment,
                    said: HashMap::new(),
                };
            }
            if let Some(said) = kept.said.get(&key).filter(|_| kept.moment == moment) {
                return Arc::clone(said);
            }
        }
        // Without the lock: at worst two visitors have the same put in words.
        let said = anew();
        let mut kept = kept();
        if kept.moment == moment {
            if kept.said.len() >= MOST_KEPT {
                kept.said.clear();
            }
            kept.said.insert(key, Arc::clone(&said));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use directory::Question;
    use domain::hours::Hours;
    use domain::places::PlaceRecord;
    use jiff::Timestamp;

    use super::*;
    use crate::site::{Clock, Settings, Site};

    fn open(number: u64, hours: &str) -> domain::places::Place {
        let record = PlaceRecord {
            hours: Some(Hours::read(hours).unwrap()),
            ..fixtures::record(&number.to_string())
        };
        fixtures::place(number, record)
    }

    /// What is said of the places of a directory, in the order of their names, at an instant.
    fn said(kept: &SaidHours, directory: &Directory, now: &str, page: &str) -> Vec<Arc<Said>> {
        let now: Timestamp = now.parse().unwrap();
        let frame = Frame::new(&Site::new(Clock::stopped_at(now), Settings::default()), page);
        let question = Question {
            limit: 10,
            ..Question::default()
        };
        let answer = directory.search(&question, now).unwrap();
        let kept = answer.found.iter().map(|found| {
            let said = kept.of(directory, found, &frame);
            assert_eq!(
                *said,
                Said::new(directory, found, &frame),
                "as if nothing were kept"
            );
            said
        });
        kept.collect()
    }

    #[test]
    fn places_with_the_same_hours_share_what_is_said_of_them_for_the_minute() {
        let kept = SaidHours::default();
        let hours = "Mo-Fr 09:00-12:00";
        let directory = Directory::build([open(1, hours), open(2, hours), open(3, "24/7")], 1);
        let first = said(&kept, &directory, "2026-03-03T10:59:10Z", "/lieux");
        let shared: Vec<bool> = first.iter().map(|said| Arc::ptr_eq(said, &first[0])).collect();
        assert_eq!(
            shared.iter().filter(|is_shared| **is_shared).count(),
            2,
            "{shared:?}"
        );
        let again = said(&kept, &directory, "2026-03-03T10:59:50Z", "/lieux");
        assert!(
            first
                .iter()
                .zip(&again)
                .all(|(one, other)| Arc::ptr_eq(one, other))
        );
        // Noon in Paris is a minute later: nothing is said of the minute before.
        let closed = said(&kept, &directory, "2026-03-03T11:00:00Z", "/lieux");
        assert_ne!(first, closed);
        // Neither to a visitor of the minute before, nor in another language.
        assert_eq!(said(&kept, &directory, "2026-03-03T10:59:55Z", "/lieux"), first);
        assert_ne!(
            said(&kept, &directory, "2026-03-03T11:00:00Z", "/en/lieux"),
            closed
        );
    }

    #[test]
    fn another_directory_numbers_hours_in_its_own_way() {
        let kept = SaidHours::default();
        let now = "2026-03-03T10:00:00Z";
        // The same version: what a database that was put back may come to again.
        let one = Directory::build([open(1, "Mo-Fr 09:00-12:00")], 1);
        let other = Directory::build([open(1, "Sa 10:00-12:00")], 1);
        assert_ne!(
            said(&kept, &one, now, "/lieux"),
            said(&kept, &other, now, "/lieux")
        );
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let kept = SaidHours::default();
        let places = (0..MOST_KEPT as u64 + 10).map(|number| {
            let minutes = number % 1_400;
            let text = format!(
                "Mo {:02}:{:02}-24:00; Tu {:02}:00-23:00",
                minutes / 60,
                minutes % 60,
                number / 1_400
            );
            open(number, &text)
        });
        let directory = Directory::build(places, 1);
        let now: Timestamp = "2026-03-03T10:00:00Z".parse().unwrap();
        let frame = Frame::new(&Site::new(Clock::stopped_at(now), Settings::default()), "/lieux");
        let question = Question {
            limit: usize::MAX,
            ..Question::default()
        };
        let answer = directory.search(&question, now).unwrap();
        assert!(answer.found.len() > MOST_KEPT);
        for found in &answer.found {
            kept.of(&directory, found, &frame);
            assert!(kept.0.lock().unwrap().said.len() <= MOST_KEPT);
        }
    }
}
