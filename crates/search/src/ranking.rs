//! Orders and pages: only the documents of the page asked for, and those before it, are ever sorted.

use std::cmp::Ordering;

use crate::bits::Bits;
use crate::geo::{Unit, chord_to_metres, chord2_stored, unit};
use crate::index::Inner;
use crate::query::{Hit, Order, Query};
use crate::selection::Selection;

/// How much standing at the very point adds to the score of a match, as a share of it…
const NEARNESS: f32 = 0.25;

/// …half of it at this distance, in metres.
const HALF_NEARNESS_M: f64 = 5_000.0;

#[derive(Debug, Clone, Copy)]
struct Candidate {
    slot: u32,
    score: f32,
    /// Square of the chord to the point; infinite without a position, 0 without a point.
    chord2: f64,
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
    let mut first = First::new(inner, query.order, wanted);
    match &selection.text {
        Some(text) => {
            let all = text.found.len() == total;
            for found in text.found.iter().filter(|found| all || kept.contains(found.slot)) {
                let chord2 = chord2(inner, near, found.slot);
                let nearness = match near {
                    Some(_) if chord2.is_finite() => {
                        NEARNESS / (1.0 + (chord_to_metres(chord2) / HALF_NEARNESS_M) as f32)
                    }
                    _ => 0.0,
                };
                first.offer(Candidate {
                    slot: found.slot,
                    score: found.score * (1.0 + nearness),
                    chord2,
                });
            }
        }
        None => {
            for slot in kept.iter() {
                first.offer(Candidate {
                    slot,
                    score: 0.0,
                    chord2: chord2(inner, near, slot),
                });
            }
        }
    }
    let page = first.sorted().into_iter().skip(query.offset);
    page.map(|candidate| Hit {
        key: inner.key(candidate.slot),
        score: candidate.score,
        distance_m: (near.is_some() && candidate.chord2.is_finite())
            .then(|| chord_to_metres(candidate.chord2)),
    })
    .collect()
}

#[inline]
fn chord2(inner: &Inner, near: Option<Unit>, slot: u32) -> f64 {
    let Some(near) = near else { return 0.0 };
    let (part, slot) = inner.part_of(slot);
    part.segment
        .units
        .get(slot as usize)
        .map_or(f64::INFINITY, |&stored| chord2_stored(near, stored))
}

/// Keeps the first `wanted` of many candidates.
struct First<'a> {
    inner: &'a Inner,
    order: Order,
    wanted: usize,
    kept: Vec<Candidate>,
    /// The last of the first so far: whatever comes after it is of no interest.
    last: Option<Candidate>,
}

impl<'a> First<'a> {
    fn new(inner: &'a Inner, order: Order, wanted: usize) -> Self {
        Self {
            inner,
            order,
            wanted,
            kept: Vec::new(),
            last: None,
        }
    }

    #[inline]
    fn offer(&mut self, candidate: Candidate) {
        if let Some(last) = &self.last
            && compare(self.inner, self.order, &candidate, last).is_ge()
        {
            return;
        }
        self.kept.push(candidate);
        if self.kept.len() >= self.wanted.saturating_mul(2).max(64) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.kept.len() <= self.wanted {
            return;
        }
        let (inner, order) = (self.inner, self.order);
        self.kept
            .select_nth_unstable_by(self.wanted - 1, |one, other| compare(inner, order, one, other));
        self.kept.truncate(self.wanted);
        self.last = self.kept.last().copied();
    }

    fn sorted(mut self) -> Vec<Candidate> {
        self.cut();
        let (inner, order) = (self.inner, self.order);
        self.kept
            .sort_unstable_by(|one, other| compare(inner, order, one, other));
        self.kept
    }
}

fn compare(inner: &Inner, order: Order, one: &Candidate, other: &Candidate) -> Ordering {
    let by_name = || inner.name(one.slot).cmp(inner.name(other.slot));
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
