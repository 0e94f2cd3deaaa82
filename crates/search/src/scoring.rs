//! How well a document matches: what its words are worth, how rare they are, whether they follow one another, whether a
//! title is just the query. The dear part, the order of words, is given up as soon as it cannot matter any more.

use crate::columns::Columns;
use crate::expansion::EXACT;
use crate::index::Inner;
use crate::matching::{Matches, Understood};
use crate::schema::TextSettings;
use crate::segment::RUN;
use crate::segment::impact::least_impact;
use crate::segment::postings::{Place, field_of, rank_of, right_before};

/// What two words that follow one another in the text as in the query add, beside what the more common one is worth.
const NEIGHBOURS: f32 = 0.35;

/// What a word that documents may lack is worth, beside one they may not.
const MINOR: f32 = 0.1;

/// What a column says of the word itself where it counts most.
const WHOLE_CELL: f32 = EXACT as f32 * 255.0;

/// Scores the documents of some matches.
pub(crate) struct Scorer<'a> {
    inner: &'a Inner,
    matches: &'a Matches<'a>,
    columns: &'a Columns,
    /// What each word is worth by its rarity, for each unit of its column.
    worth: Vec<f32>,
    /// What each pair of words that follow one another would add.
    neighbours: Vec<f32>,
    /// Whether the two may be found as one and the same.
    may_be_one: Vec<bool>,
    /// What all pairs from each on would add, the last of them nothing.
    neighbours_from: Vec<f32>,
    /// The part of a unit in what the words are worth where they are themselves and count most.
    part_of_exact: f32,
    /// What a title that is just the query adds, by its share of that.
    whole_title: f32,
    /// The largest share of a title.
    most_whole: f32,
    /// A document whose title is just the query has words worth this much at least.
    title_from: f32,
}

/// What documents score, by run of slots.
pub(crate) struct Scores {
    /// What the words alone are worth.
    pub bases: Vec<[f32; RUN]>,
    /// The most that their order can make of it.
    pub reaches: Vec<[f32; RUN]>,
    /// The most of each run.
    pub tops: Vec<f32>,
}

/// More than all that adding in another order can make of a sum.
const ROUNDING: f32 = 1.000_01;

impl<'a> Scorer<'a> {
    /// None where documents were not to be scored.
    pub fn new(inner: &'a Inner, matches: &'a Matches<'a>) -> Option<Self> {
        let columns = matches.columns.as_ref()?;
        // A logarithm of rarity as in BM25, never near zero: a word that every place has still tells strong matches
        // from weak ones.
        let rarity = |count: usize| (1.0 + inner.count as f32 / count as f32).ln() / WHOLE_CELL;
        let worth: Vec<f32> = matches
            .words
            .iter()
            .map(|word| match word.count {
                0 => 0.0,
                // However rare: a place is not better for a word that only surrounds the need.
                count if word.minor => MINOR * rarity(count.max(inner.count / 2)),
                count => rarity(count),
            })
            .collect();
        let neighbours: Vec<f32> = worth
            .windows(2)
            .map(|pair| NEIGHBOURS * WHOLE_CELL * pair[0].min(pair[1]))
            .collect();
        let may_be_one = matches
            .words
            .windows(2)
            .map(|pair| pair[0].may_be_as(&pair[1]))
            .collect();
        let neighbours_from = (0..=neighbours.len())
            .map(|from| neighbours[from..].iter().fold(0.0, |sum, more| sum + more) * ROUNDING)
            .collect();
        // Multiplying is several times quicker than dividing.
        let part_of_exact = (WHOLE_CELL * worth.iter().sum::<f32>()).recip();
        let whole_title = WHOLE_CELL * worth.iter().sum::<f32>();
        let fields = matches
            .words
            .iter()
            .fold(u16::MAX, |fields, word| fields & word.fields);
        let most_whole = titles_in(inner, fields)
            .map(|text| text.whole)
            .fold(0.0, f32::max);
        let mut scorer = Self {
            inner,
            matches,
            columns,
            worth,
            neighbours,
            may_be_one,
            neighbours_from,
            part_of_exact,
            whole_title,
            most_whole,
            title_from: f32::INFINITY,
        };
        scorer.title_from = scorer.least_of_titles(fields);
        Some(scorer)
    }

    /// The least that the words can be worth in a document of which a title among these fields is just them.
    fn least_of_titles(&self, fields: u16) -> f32 {
        titles_in(self.inner, fields)
            .map(|text| {
                let impact = f32::from(least_impact(text, self.worth.len() as u16));
                let words = self.worth.iter().zip(&self.matches.words);
                words.fold(0.0, |sum, (worth, word)| {
                    sum + worth * (f32::from(word.lowest) * impact)
                })
            })
            .fold(f32::INFINITY, f32::min)
    }

    /// What documents score by their words and at most, by slot, where many documents match: a few passes over columns
    /// are then quicker than going from document to document. Only cells of documents found mean anything.
    pub fn scores(&self) -> Option<Scores> {
        let slots = self.inner.slots();
        if self.matches.relaxed.is_some() || self.matches.count * 8 < slots {
            return None;
        }
        let runs = slots.div_ceil(RUN);
        let mut scores = Scores {
            bases: Vec::with_capacity(runs),
            reaches: Vec::with_capacity(runs),
            tops: Vec::with_capacity(runs),
        };
        for run in 0..runs {
            let mut bases = [0.0_f32; RUN];
            for (rank, &worth) in self.worth.iter().enumerate() {
                for (base, &cell) in bases.iter_mut().zip(&self.columns.worths(rank)[run]) {
                    *base += worth * f32::from(cell);
                }
            }
            let reaches = self.reaches(run, &bases);
            scores.tops.push(highest(&reaches));
            scores.bases.push(bases);
            scores.reaches.push(reaches);
        }
        Some(scores)
    }

    /// The most that each document of a run can score, as [`Self::most_bonus`] says but for words that it lacks.
    fn reaches(&self, run: usize, bases: &[f32; RUN]) -> [f32; RUN] {
        let mut most = [0.0_f32; RUN];
        let mut row = 0.0;
        for (rank, (&worth, &may_be_one)) in self.neighbours.iter().zip(&self.may_be_one).enumerate() {
            row += worth;
            if self.matches.words[rank].minor || self.matches.words[rank + 1].minor {
                // Most documents lack a word that they may lack: it then follows nothing, and nothing follows it.
                let (cells, next) = (self.columns.worths(rank), self.columns.worths(rank + 1));
                let (entries, next_entries) = (self.columns.entries(rank), self.columns.entries(rank + 1));
                let cells = cells[run].iter().zip(&next[run]);
                let entries = entries[run].iter().zip(&next_entries[run]);
                for (most, ((&cell, &next), (entry, next_entry))) in most.iter_mut().zip(cells.zip(entries)) {
                    let may_follow = (cell != 0) & (next != 0) & (entry != next_entry);
                    *most += if may_follow { worth } else { 0.0 };
                }
                continue;
            }
            if !may_be_one {
                most.iter_mut().for_each(|most| *most += worth);
                continue;
            }
            let (entries, next) = (self.columns.entries(rank), self.columns.entries(rank + 1));
            for (most, (entry, next)) in most.iter_mut().zip(entries[run].iter().zip(&next[run])) {
                *most += if entry == next { 0.0 } else { worth };
            }
        }
        let mut fits = [0_u8; RUN];
        let (part, local) = self.inner.part_of((run * RUN) as u32);
        for titles in part.segment.titles() {
            for (fits, &words) in fits.iter_mut().zip(&titles[local as usize..]) {
                *fits |= u8::from(usize::from(words) == self.worth.len());
            }
        }
        let mut reaches = [0.0; RUN];
        for at in 0..RUN {
            let (base, most) = (bases[at], most[at]);
            // Not lazily: jumps that nobody can foresee cost more than the comparisons.
            let whole = (most >= row) & (fits[at] != 0) & (base >= self.title_from);
            let title = if whole {
                self.title_worth(base, self.most_whole)
            } else {
                0.0
            };
            reaches[at] = base + (most + title) * ROUNDING;
        }
        reaches
    }

    /// Whether a document found has a word. Needed words are in every document, unless none has them all.
    #[inline]
    fn has(&self, word: &Understood<'_>, slot: u32) -> bool {
        (!word.minor && self.matches.relaxed.is_none()) || word.documents.contains(slot)
    }

    /// What the words alone are worth in a document.
    #[inline]
    pub fn base(&self, slot: u32) -> f32 {
        let mut score = 0.0;
        for (rank, (worth, word)) in self.worth.iter().zip(&self.matches.words).enumerate() {
            if self.has(word, slot) {
                score += worth * f32::from(self.columns.worth(rank, slot));
            }
        }
        score
    }

    /// The most that [`Self::bonus`] can be.
    #[inline]
    pub fn most_bonus(&self, slot: u32, base: f32) -> f32 {
        let mut most = 0.0;
        let mut row = true;
        for (rank, worth) in self.neighbours.iter().enumerate() {
            if self.may_follow(rank, slot) {
                most += worth;
            } else {
                row = false;
            }
        }
        // The words of a title that is just the query follow one another.
        if row && self.title_fits(slot, base) {
            most += self.title_worth(base, self.most_whole);
        }
        most * ROUNDING
    }

    /// Whether the word after this one may come right after it in a document: both are there, and not as one and the
    /// same (all words of "carte d'identité" are found by what the expression as a whole calls).
    #[inline]
    fn may_follow(&self, rank: usize, slot: u32) -> bool {
        let (words, columns) = (&self.matches.words, self.columns);
        self.has(&words[rank], slot)
            && self.has(&words[rank + 1], slot)
            && columns.entry(rank, slot) != columns.entry(rank + 1, slot)
    }

    /// What a title that is just the query adds. Of a title found by a synonym or in spite of typing errors, only that
    /// part.
    #[inline]
    fn title_worth(&self, base: f32, share: f32) -> f32 {
        let exactness = base * self.part_of_exact;
        share * self.whole_title * if exactness < 1.0 { exactness } else { 1.0 }
    }

    /// Whether a title may be just the query, by its length and what the words are worth.
    #[inline]
    fn title_fits(&self, slot: u32, base: f32) -> bool {
        let (part, local) = self.inner.part_of(slot);
        base >= self.title_from && part.segment.has_title_of(local, self.worth.len() as u8)
    }

    /// What the order of the words adds, where the words are worth `base`. `None` once it cannot be as much as would
    /// make a difference, as told by `matters`; [`Self::most_bonus`] says what it can be at most.
    #[inline]
    pub fn bonus(&self, slot: u32, base: f32, matters: impl Fn(f32) -> bool) -> Option<f32> {
        let mut is_row = true;
        let mut bonus = 0.0;
        let mut before = self.places(0, slot);
        for (rank, more) in self.neighbours.iter().enumerate() {
            let here = self.places(rank + 1, slot);
            if self.may_follow(rank, slot) && right_before(before, here) {
                bonus += more;
            } else {
                // The words of a title that is just the query follow one another.
                is_row = false;
                if !matters(bonus * ROUNDING + self.neighbours_from[rank + 1]) {
                    return None;
                }
            }
            before = here;
        }
        let whole = if is_row && self.title_fits(slot, base) {
            self.whole(slot)
        } else {
            None
        };
        Some(whole.map_or(bonus, |share| bonus + self.title_worth(base, share)))
    }

    /// The share of a title that is just the words of the query, in order: the largest where there are several.
    fn whole(&self, slot: u32) -> Option<f32> {
        let (part, local) = self.inner.part_of(slot);
        let words = self.worth.len();
        let in_their_place = (0..words).fold(u16::MAX, |fields, rank| {
            let places = self.places(rank, slot).iter();
            let here = places.filter(|&&place| usize::from(rank_of(place)) == rank);
            fields & here.fold(0, |fields, &place| fields | 1 << field_of(place))
        });
        let texts = self.inner.schema.texts().iter().enumerate();
        let whole = texts.filter(|(field, text)| {
            let is_long_so = text
                .title
                .is_some_and(|title| usize::from(part.segment.title_words(local, title)) == words);
            is_long_so && in_their_place >> field & 1 == 1
        });
        whole.map(|(_, text)| text.whole).reduce(f32::max)
    }

    /// Where a word is in a document; nowhere if it is not.
    #[inline]
    fn places(&self, rank: usize, slot: u32) -> &[Place] {
        if !self.has(&self.matches.words[rank], slot) {
            return &[];
        }
        let (part, local) = self.inner.part_of(slot);
        let postings = &part.segment.postings;
        postings.places(postings.entry(self.columns.entry(rank, slot), local))
    }
}

/// The titles among some text fields, given as a bit for each.
fn titles_in(inner: &Inner, fields: u16) -> impl Iterator<Item = &TextSettings> {
    let texts = (0..).zip(inner.schema.texts());
    texts
        .filter(move |(field, text)| text.title.is_some() && fields >> field & 1 == 1)
        .map(|(_, text)| text)
}

/// The highest of some numbers from 0 up.
fn highest(numbers: &[f32; RUN]) -> f32 {
    let higher = |one: f32, other: f32| if one > other { one } else { other };
    let (eights, _) = numbers.as_chunks::<8>();
    let columns = eights.iter().fold([0.0; 8], |mut highest: [f32; 8], eight| {
        for (highest, &number) in highest.iter_mut().zip(eight) {
            *highest = higher(*highest, number);
        }
        highest
    });
    columns.into_iter().fold(0.0, higher)
}
