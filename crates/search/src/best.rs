//! The best matches of words, without scoring most documents: runs of slots are compared with the most they could score,
//! and the order of words is looked at only where it can still bring a document onto the page.

use crate::bits::{Bits, ones};
use crate::geo::Unit;
use crate::index::Inner;
use crate::query::Order;
use crate::ranking::{Bar, Candidate, First, chord2, nearness, standing};
use crate::scoring::{Scorer, Scores};
use crate::segment::RUN;

/// This many times the documents wanted, those that could score most, are scored first, to know what it takes.
const PROMISING: usize = 4;

/// The best `wanted` of the documents kept, exactly those and in the order that scoring all of them would give.
pub(crate) fn best<'a>(
    inner: &'a Inner,
    near: Option<Unit>,
    held_back: Option<&Bits>,
    scorer: &Scorer<'_>,
    kept: &Bits,
    wanted: usize,
) -> First<'a> {
    let contest = Contest {
        inner,
        near,
        held_back,
        scorer,
        kept,
        scores: scorer.scores(),
        runs: runs(inner, near),
    };
    let mut promising = Promising::new(wanted.saturating_mul(PROMISING));
    contest.sweep(Bar::NONE, |slot, _, reach| {
        let share = 1.0 + nearness(near, chord2(inner, near, slot));
        promising.offer(reach * share * standing(held_back, slot), slot);
        // More than the least: of thousands of equals, the first will do.
        Bar {
            least: promising.least.next_up(),
            last_name: None,
        }
    });
    let mut first = First::new(inner, Order::Relevance, wanted);
    for slot in promising.slots() {
        contest.judge(slot, contest.score(slot), &mut first);
    }
    first.cut();
    let mut all = First::new(inner, Order::Relevance, wanted);
    if let Some(last) = first.last() {
        all.expect(last);
    }
    contest.sweep(all.bar(), |slot, base, reach| {
        contest.judge(slot, (base, reach), &mut all);
        all.bar()
    });
    all
}

/// The runs of slots and the most that nearness can multiply a score by in each, nearest first: the sooner good documents
/// are met, the fewer others are looked at.
fn runs(inner: &Inner, near: Option<Unit>) -> Vec<(f32, u32)> {
    let Some(point) = near else {
        return (0..inner.slots().div_ceil(RUN) as u32)
            .map(|run| (1.0, run))
            .collect();
    };
    let mut runs: Vec<(f32, u32)> = Vec::with_capacity(inner.slots().div_ceil(RUN));
    for part in &inner.parts {
        let regions = &part.segment.regions;
        let first = part.offset / RUN as u32;
        runs.extend((0..part.slots().div_ceil(RUN as u32)).map(|run| {
            let chord2 = regions.least_chord2(run as usize, point);
            (1.0 + nearness(near, chord2), first + run)
        }));
    }
    runs.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    runs
}

/// The slots that could score most, kept as numbers that compare quickly: the score above, the slot below.
struct Promising {
    wanted: usize,
    kept: Vec<u64>,
    least: f32,
}

impl Promising {
    fn new(wanted: usize) -> Self {
        Self {
            wanted: wanted.max(1),
            kept: Vec::new(),
            least: f32::NEG_INFINITY,
        }
    }

    #[inline]
    fn offer(&mut self, score: f32, slot: u32) {
        if score < self.least {
            return;
        }
        // The bits of numbers from 0 up are in their order.
        self.kept.push(u64::from(score.to_bits()) << 32 | u64::from(slot));
        if self.kept.len() >= self.wanted.saturating_mul(2) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.kept.len() >= self.wanted {
            self.kept
                .select_nth_unstable_by(self.wanted - 1, |one, other| other.cmp(one));
            self.kept.truncate(self.wanted);
            self.least = f32::from_bits((self.kept[self.wanted - 1] >> 32) as u32);
        }
    }

    fn slots(mut self) -> impl Iterator<Item = u32> {
        self.cut();
        self.kept.sort_unstable_by(|one, other| other.cmp(one));
        self.kept.into_iter().map(|kept| kept as u32)
    }
}

/// Which of a run of numbers are `least` at least when they are multiplied by `share`.
#[inline]
fn at_least(reaches: &[f32; RUN], share: f32, least: f32) -> u64 {
    let mut able = [0_u8; RUN];
    for (able, &reach) in able.iter_mut().zip(reaches) {
        *able = u8::from(reach * share >= least);
    }
    // Gathers the lowest bits of eight bytes in one byte.
    let gathered = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let (eights, _) = able.as_chunks();
    eights
        .iter()
        .rev()
        .fold(0, |mask, eight| mask << 8 | gathered(eight))
}

struct Contest<'a> {
    inner: &'a Inner,
    near: Option<Unit>,
    /// They keep a part of their score only: what is said of the most that they could score stays true.
    held_back: Option<&'a Bits>,
    scorer: &'a Scorer<'a>,
    kept: &'a Bits,
    scores: Option<Scores>,
    runs: Vec<(f32, u32)>,
}

impl Contest<'_> {
    /// Goes through the documents that could reach the bar, with what their words are worth and the most that their
    /// order could make of it; `take` raises the bar.
    fn sweep(&self, mut bar: Bar, mut take: impl FnMut(u32, f32, f32) -> Bar) {
        for &(share, run) in &self.runs {
            let first = run * RUN as u32;
            let mut word = self.kept.words()[run as usize];
            let top = self.scores.as_ref().map(|scores| scores.tops[run as usize]);
            if word == 0 || top.is_some_and(|top| top * share < bar.least) {
                continue;
            }
            let (part, local) = self.inner.part_of(first);
            let names = &part.segment.names;
            if let Some(scores) = &self.scores {
                let reaches = &scores.reaches[run as usize];
                // Questions of very common words have thousands of equals: a whole run of them is told from its names.
                let least = if bar.lets(part.offset, names.first_rank(local as usize / RUN)) {
                    bar.least
                } else {
                    bar.least.next_up()
                };
                word &= at_least(reaches, share, least);
            }
            for bit in ones(word) {
                let slot = first + bit;
                let (base, reach) = self.score(slot);
                let most = reach * share;
                if most > bar.least || (most == bar.least && bar.lets(part.offset, names.rank(local + bit))) {
                    bar = take(slot, base, reach);
                }
            }
        }
    }

    /// What a document scores by its words, and at most by their order.
    #[inline]
    fn score(&self, slot: u32) -> (f32, f32) {
        if let Some(scores) = &self.scores {
            let (run, at) = (slot as usize / RUN, slot as usize % RUN);
            return (scores.bases[run][at], scores.reaches[run][at]);
        }
        let base = self.scorer.base(slot);
        (base, base + self.scorer.most_bonus(slot, base))
    }

    /// Scores a document as far as it can matter, from what [`Self::score`] says of it.
    fn judge(&self, slot: u32, (base, reach): (f32, f32), first: &mut First<'_>) {
        let chord2 = chord2(self.inner, self.near, slot);
        let share = (1.0 + nearness(self.near, chord2)) * standing(self.held_back, slot);
        let least = first.bar().least;
        if reach * share < least {
            return;
        }
        // Where the order of words cannot add anything, there is no need to look at it.
        if reach <= base {
            first.offer(Candidate {
                slot,
                score: base * share,
                chord2,
            });
            return;
        }
        let matters = |bonus: f32| (base + bonus) * share >= least;
        if let Some(bonus) = self.scorer.bonus(slot, base, matters) {
            first.offer(Candidate {
                slot,
                score: (base + bonus) * share,
                chord2,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::unit;
    use crate::segment::postings::{Place, field_of, rank_of};
    use crate::selection::Selection;
    use crate::testing::{Country, QUERIES};
    use crate::{Document, Index, Point, Query};

    /// What the order of words adds, as the documentation says it and no faster.
    fn slow_bonus(inner: &Inner, selection: &Selection<'_>, slot: u32, base: f32) -> f32 {
        let matches = selection.text.as_ref().unwrap();
        let columns = matches.columns.as_ref().unwrap();
        let (part, local) = inner.part_of(slot);
        let places: Vec<&[Place]> = (0..matches.words.len())
            .map(|rank| match matches.words[rank].documents.contains(slot) {
                true => {
                    let postings = &part.segment.postings;
                    postings.places(postings.entry(columns.entry(rank, slot), local))
                }
                false => &[],
            })
            .collect();
        let rarity = |count: usize| (1.0 + inner.count as f32 / count as f32).ln();
        let worth: Vec<f32> = matches
            .words
            .iter()
            .map(|word| match word.count {
                0 => 0.0,
                count if word.minor => 0.1 * rarity(count.max(inner.count / 2)),
                count => rarity(count),
            })
            .collect();
        let mut bonus = 0.0;
        for (rank, (pair, worth)) in places.windows(2).zip(worth.windows(2)).enumerate() {
            let apart = columns.entry(rank, slot) != columns.entry(rank + 1, slot);
            if apart && pair[0].iter().any(|&place| pair[1].contains(&(place + 1))) {
                bonus += 0.35 * worth[0].min(worth[1]);
            }
        }
        let whole = inner.schema.texts().iter().enumerate().filter(|(field, text)| {
            text.title.is_some_and(|title| {
                usize::from(part.segment.title_words(local, title)) == places.len()
                    && places.iter().enumerate().all(|(rank, places)| {
                        let there =
                            |&place: &Place| field_of(place) == *field && usize::from(rank_of(place)) == rank;
                        places.iter().any(there)
                    })
            })
        });
        let share = whole.map(|(_, text)| text.whole).fold(0.0, f32::max);
        let most: f32 = worth.iter().sum();
        bonus + share * most * (base / most).min(1.0)
    }

    #[test]
    fn scoring_few_documents_gives_what_scoring_all_would() {
        let country = Country::new();
        let built = Index::build(country.schema.clone(), country.places(3_000, 1)).unwrap();
        let moved = country.places(400, 2).map(|place| Document {
            key: place.key * 7,
            ..place
        });
        let changed = built.with_changes(moved, &[5, 6, 1_000]).unwrap();
        let more = [
            ("aide", true),
            ("m", true),
            ("espace public numérique", false),
            ("médiathèque numérique", false),
            (
                "accueil accompagnement numérique aide démarches ligne ordinateur",
                false,
            ),
            ("mairie inconnue numérique", false),
        ];
        let titles: Vec<String> = country
            .places(40, 1)
            .map(|place| place.texts[0].1.clone())
            .collect();
        let titles = titles.iter().map(|title| (title.as_str(), false));
        for index in [&built, &changed] {
            let inner = &*index.inner;
            let third = index.allow(|key| key % 3 == 0);
            for (text, prefix_last) in QUERIES.into_iter().chain(more).chain(titles.clone()) {
                for near in [None, Some(Point::new(48.0, 2.0)), Some(Point::new(44.2, 5.1))] {
                    let query = Query {
                        text,
                        prefix_last,
                        near,
                        limit: 20,
                        ..Query::default()
                    };
                    let selection = Selection::new(index, &query, true).unwrap();
                    let kept = selection.kept(inner, None);
                    let near = near.map(unit);
                    let held_back = near.map(|_| &third.bits);
                    let scorer = Scorer::new(inner, selection.text.as_ref().unwrap()).unwrap();
                    let mut slow: Vec<(f32, u32)> = kept
                        .iter()
                        .map(|slot| {
                            let score =
                                scorer.base(slot) + slow_bonus(inner, &selection, slot, scorer.base(slot));
                            let nearness = nearness(near, chord2(inner, near, slot));
                            (score * (1.0 + nearness) * standing(held_back, slot), slot)
                        })
                        .collect();
                    slow.sort_by(|one, other| other.0.total_cmp(&one.0));
                    for wanted in [1, 7, 20, 200] {
                        let fast = best(inner, near, held_back, &scorer, &kept, wanted).sorted();
                        assert_eq!(fast.len(), wanted.min(slow.len()), "{text}");
                        for (found, expected) in fast.iter().zip(&slow) {
                            let slowly = slow.iter().find(|(_, slot)| *slot == found.slot).unwrap().0;
                            let close = |one: f32, other: f32| (one - other).abs() <= 1e-5 * other.abs();
                            assert!(
                                close(found.score, slowly) && close(found.score, expected.0),
                                "{text} {found:?}"
                            );
                        }
                        // Exactly the beginning of what an endless page gives, ties included.
                        let all = best(inner, near, held_back, &scorer, &kept, kept.len()).sorted();
                        let slots = |page: &[Candidate]| {
                            page.iter().map(|hit| (hit.slot, hit.score)).collect::<Vec<_>>()
                        };
                        assert_eq!(slots(&fast), slots(&all[..fast.len()]), "{text}");
                    }
                }
            }
        }
    }
}
