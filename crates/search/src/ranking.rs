//! Orders and pages: only the documents of the page asked for, and those before it, are ever sorted.

use std::cmp::Ordering;

use crate::best::best;
use crate::bits::Bits;
use crate::geo::{EARTH_RADIUS_M, Unit, chord_to_metres, chord2_stored, unit};
use crate::index::Inner;
use crate::query::{HELD_BACK, Hit, Order, Query};
use crate::scoring::Scorer;
use crate::selection::Selection;

/// How much standing at the very point adds to the score of a match, as a share of it…
const NEARNESS: f32 = 1.5;

/// …half of it at this distance, in metres.
const HALF_NEARNESS_M: f64 = 3_000.0;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub slot: u32,
    pub score: f32,
    /// Square of the chord to the point; infinite without a position, 0 without a point.
    pub chord2: f64,
}

/// The page of hits a query asks for, among the `total` documents kept.
pub(crate) fn page(
    inner: &Inner,
    query: &Query<'_>,
    selection: &Selection<'_>,
    kept: &Bits,
    total: usize,
) -> Vec<Hit> {
    let wanted = query.offset.saturating_add(query.limit).min(total);
    if query.limit == 0 || query.offset >= wanted {
        return Vec::new();
    }
    let near = query.near.map(unit);
    let held_back = query.held_back.map(|set| &set.bits);
    let scorer = selection.text.as_ref().and_then(|text| Scorer::new(inner, text));
    let first = match &scorer {
        Some(scorer) if query.order == Order::Relevance => best(inner, near, held_back, scorer, kept, wanted),
        _ => {
            let mut first = First::new(inner, query.order, wanted);
            for slot in kept.iter() {
                first.offer(Candidate {
                    slot,
                    score: 0.0,
                    chord2: chord2(inner, near, slot),
                });
            }
            first
        }
    };
    let page = first.sorted().into_iter().skip(query.offset);
    page.map(|candidate| {
        // Other orders do not need scores to choose, only to show.
        let score = match &scorer {
            Some(scorer) if query.order != Order::Relevance => {
                let base = scorer.base(candidate.slot);
                let bonus = scorer.bonus(candidate.slot, base, |_| true).unwrap_or(0.0);
                (base + bonus)
                    * (1.0 + nearness(near, candidate.chord2))
                    * standing(held_back, candidate.slot)
            }
            _ => candidate.score,
        };
        let distance_m =
            (near.is_some() && candidate.chord2.is_finite()).then(|| chord_to_metres(candidate.chord2));
        Hit {
            key: inner.key(candidate.slot),
            score,
            distance_m,
        }
    })
    .collect()
}

/// What standing near adds to a score, as a share of it.
#[inline]
pub(crate) fn nearness(near: Option<Unit>, chord2: f64) -> f32 {
    // The chord is as good as the distance where nearness matters.
    let distance_m = chord2.sqrt() * EARTH_RADIUS_M;
    if near.is_none() {
        0.0
    } else {
        NEARNESS / (1.0 + (distance_m / HALF_NEARNESS_M) as f32)
    }
}

/// What a document keeps of its score.
#[inline]
pub(crate) fn standing(held_back: Option<&Bits>, slot: u32) -> f32 {
    if held_back.is_some_and(|held_back| held_back.contains(slot)) {
        HELD_BACK
    } else {
        1.0
    }
}

#[inline]
pub(crate) fn chord2(inner: &Inner, near: Option<Unit>, slot: u32) -> f64 {
    let Some(near) = near else { return 0.0 };
    let (part, slot) = inner.part_of(slot);
    part.segment
        .units
        .get(slot as usize)
        .map_or(f64::INFINITY, |&stored| chord2_stored(near, stored))
}

/// Keeps the first `wanted` of many candidates.
pub(crate) struct First<'a> {
    inner: &'a Inner,
    order: Order,
    wanted: usize,
    kept: Vec<Candidate>,
    /// The last of the first so far: whatever comes after it is of no interest.
    last: Option<Candidate>,
    bar: Bar,
}

/// What a document must reach to be of interest, by relevance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bar {
    /// The least score.
    pub least: f32,
    /// With just that score and at the same distance, the last rank by name, and the part of the index it is of.
    pub last_name: Option<(u32, u32)>,
}

impl Bar {
    pub const NONE: Self = Self {
        least: f32::NEG_INFINITY,
        last_name: None,
    };

    /// With just the least score, whether names of this rank in this part can be of interest.
    #[inline]
    pub fn lets(self, part: u32, rank: u32) -> bool {
        self.last_name.is_none_or(|(of, last)| of != part || rank <= last)
    }
}

impl<'a> First<'a> {
    pub fn new(inner: &'a Inner, order: Order, wanted: usize) -> Self {
        Self {
            inner,
            order,
            wanted,
            kept: Vec::new(),
            last: None,
            bar: Bar::NONE,
        }
    }

    #[inline]
    pub fn offer(&mut self, candidate: Candidate) {
        if let Some(last) = &self.last
            && compare(self.inner, self.order, &candidate, last).is_gt()
        {
            return;
        }
        self.kept.push(candidate);
        if self.kept.len() >= self.wanted.saturating_mul(2).max(64) {
            self.cut();
        }
    }

    /// What it takes to be among the first, as far as is known yet.
    #[inline]
    pub fn bar(&self) -> Bar {
        self.bar
    }

    /// The last of the first, as soon as there are enough.
    pub fn last(&self) -> Option<Candidate> {
        self.last
    }

    /// Says that there will be enough candidates that come no later than this one, itself among them.
    pub fn expect(&mut self, last: Candidate) {
        let (part, slot) = self.inner.part_of(last.slot);
        self.last = Some(last);
        self.bar = Bar {
            least: last.score,
            // Where distances tell equals apart, names hardly ever do.
            last_name: (last.chord2 == 0.0).then(|| (part.offset, part.segment.names.rank(slot))),
        };
    }

    pub fn cut(&mut self) {
        if self.kept.len() < self.wanted || self.wanted == 0 {
            return;
        }
        let (inner, order) = (self.inner, self.order);
        self.kept
            .select_nth_unstable_by(self.wanted - 1, |one, other| compare(inner, order, one, other));
        self.kept.truncate(self.wanted);
        if let Some(&last) = self.kept.last() {
            self.expect(last);
        }
    }

    pub fn sorted(mut self) -> Vec<Candidate> {
        self.cut();
        let (inner, order) = (self.inner, self.order);
        self.kept
            .sort_unstable_by(|one, other| compare(inner, order, one, other));
        self.kept
    }
}

fn compare(inner: &Inner, order: Order, one: &Candidate, other: &Candidate) -> Ordering {
    let by_name = || inner.by_name(one.slot, other.slot);
    let by_distance = one.chord2.total_cmp(&other.chord2);
    match order {
        Order::Relevance => other
            .score
            .total_cmp(&one.score)
            .then(by_distance)
            .then_with(by_name),
        Order::Distance => by_distance
            .then_with(|| other.score.total_cmp(&one.score))
            .then_with(by_name),
        Order::Name => by_name().then(by_distance),
    }
    .then_with(|| inner.key(one.slot).cmp(&inner.key(other.slot)))
}
