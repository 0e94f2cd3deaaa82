//! What a question keeps to besides its words and filters: what is open, and the commune that it is asked around. And what
//! stands back in its answer.

use std::sync::Arc;

use jiff::Timestamp;
use search::AllowSet;

use super::Directory;
use crate::card::Card;
use crate::fields::key;
use crate::question::{Question, Sort};

/// Sets of places that a question keeps to.
pub(super) struct Sets {
    /// The places open then.
    pub open: Option<Arc<AllowSet>>,
    /// The places of the commune asked for that no distance finds.
    pub area: Option<AllowSet>,
    /// The places that stay closed for long.
    pub held_back: Option<Arc<AllowSet>>,
}

impl Directory {
    /// The sets of a question.
    pub(super) fn sets(&self, question: &Question<'_>) -> Sets {
        Sets {
            open: question.open.map(|when| self.open_set(when)),
            area: self.area(question),
            held_back: None,
        }
    }

    /// The sets of a question that puts places in order: where the words decide and no time is asked for, those that stay
    /// closed for long stand back. They change when a day ends at a place, never by the hour.
    pub(super) fn sets_for_order(&self, question: &Question<'_>, now: Timestamp) -> Sets {
        let words_decide = question.sort == Sort::Relevance && !question.words.is_empty();
        Sets {
            held_back: (words_decide && question.open.is_none()).then(|| self.closed_for_long(now)),
            ..self.sets(question)
        }
    }

    /// With a radius, the places of the commune that have no position; without any point, all of its places.
    fn area(&self, question: &Question<'_>) -> Option<AllowSet> {
        let locality = question.locality.as_ref()?;
        let of = |cards: &mut dyn Iterator<Item = &Arc<Card>>| {
            let is_there = locality.holds();
            let there = cards.filter(|card| is_there(card));
            self.index.set_of(there.map(|card| key(card.id)))
        };
        match question.near {
            Some(near) => near.radius_m.map(|_| of(&mut self.unplaced().iter())),
            None => Some(of(&mut self.cards.values())),
        }
    }

    /// The places without a position: few, and looked for once.
    pub(super) fn unplaced(&self) -> &[Arc<Card>] {
        self.unplaced.get_or_init(|| {
            let unplaced = self.cards.values().filter(|card| card.position.is_none());
            unplaced.cloned().collect()
        })
    }
}
