//! Sets of places that depend on the clock, kept while they hold: many people ask for the same.

use std::sync::{Arc, PoisonError};

use jiff::Timestamp;
use search::AllowSet;

use super::Directory;
use crate::OpenWhen;
use crate::card::Card;
use crate::fields::key;

/// How many sets of open places are kept: those of now and tomorrow, and the few other times that people ask about.
const OPEN_SETS_KEPT: usize = 8;

impl Directory {
    /// The places that stay closed for long from now on, computed twice an hour: a day ends on the hour, or on the half hour
    /// (Marquesas Islands).
    pub(super) fn closed_for_long(&self, now: Timestamp) -> Arc<AllowSet> {
        let half_hour = now.as_second().div_euclid(1_800);
        let kept = || {
            self.closed_for_long
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some((_, set)) = kept().as_ref().filter(|(known, _)| *known == half_hour) {
            return Arc::clone(set);
        }
        let pairs = self.hours.closed_for_long(now);
        let is_closed = |card: &Arc<Card>| card.hours.is_some_and(|hours| pairs.contains(hours));
        let closed = self.cards.values().filter(|card| is_closed(card));
        let set = Arc::new(self.index.set_of(closed.map(|card| key(card.id))));
        *kept() = Some((half_hour, Arc::clone(&set)));
        set
    }

    /// The places surely open then, computed once a minute; those without hours, when that is asked.
    pub(super) fn open_set(&self, when: OpenWhen) -> Arc<AllowSet> {
        let when = when.to_the_minute();
        let sets = || self.open_sets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, set)) = sets().iter().find(|(known, _)| *known == when) {
            return Arc::clone(set);
        }
        // Without the lock: who asks for another time need not wait. At worst two compute the same set.
        let pairs = self.hours.open_pairs(when);
        let is_open = |key: u64| {
            self.cards.get(&key).is_some_and(|card| match card.hours {
                Some(hours) => pairs.contains(hours),
                None => when == OpenWhen::Unsaid,
            })
        };
        let set = Arc::new(self.index.allow(is_open));
        let mut kept = sets();
        if kept.len() >= OPEN_SETS_KEPT {
            kept.remove(0);
        }
        kept.push((when, Arc::clone(&set)));
        set
    }
}
