//! How well a document matches: what its words are worth, how rare they are, whether they follow one another, whether a
//! title is just the query. The dear part is left out for documents that could not reach the page anyway.

use crate::expansion::EXACT;
use crate::index::Inner;
use crate::matching::{Matches, Understood};
use crate::segment::postings::{Places, field_of, rank_of};

/// What two words that follow one another in the text as in the query add, beside what the more common one is worth.
const NEIGHBOURS: f32 = 0.35;

/// What a title that is just the query adds, beside what all the words are worth.
const WHOLE_TITLE: f32 = 0.25;

/// What a word that documents may lack is worth, beside one they may not.
const MINOR: f32 = 0.1;

/// What a column says of the word itself where it counts most.
const WHOLE_CELL: f32 = EXACT as f32 * 255.0;

/// Scores the documents of some matches.
pub(crate) struct Scorer<'a> {
    inner: &'a Inner,
    matches: &'a Matches,
    /// What each word is worth by its rarity, for each unit of its column.
    worth: Vec<f32>,
    all_neighbours: f32,
    whole_title: f32,
}

impl<'a> Scorer<'a> {
    pub fn new(inner: &'a Inner, matches: &'a Matches) -> Self {
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
        let all_neighbours = worth
            .windows(2)
            .map(|pair| NEIGHBOURS * WHOLE_CELL * pair[0].min(pair[1]))
            .sum();
        let whole_title = WHOLE_TITLE * WHOLE_CELL * worth.iter().sum::<f32>();
        Self {
            inner,
            matches,
            worth,
            all_neighbours,
            whole_title,
        }
    }

    /// What the words alone are worth, by slot, where most documents match: a few passes over columns are then quicker
    /// than going from document to document. Only cells of documents found mean anything.
    pub fn bases(&self) -> Option<Vec<f32>> {
        let slots = self.inner.slots();
        if self.matches.relaxed.is_some() || self.matches.count * 8 < slots {
            return None;
        }
        let mut bases = vec![0.0_f32; slots];
        for ((rank, &worth), word) in self.worth.iter().enumerate().zip(&self.matches.words) {
            if word.minor {
                for slot in word.documents.iter() {
                    bases[slot as usize] += worth * f32::from(self.matches.columns.worth(rank, slot));
                }
                continue;
            }
            for (base, &cell) in bases.iter_mut().zip(self.matches.columns.worths(rank)) {
                *base += worth * f32::from(cell);
            }
        }
        Some(bases)
    }

    /// Whether a document found has a word. Needed words are in every document, unless none has them all.
    #[inline]
    fn has(&self, word: &Understood, slot: u32) -> bool {
        (!word.minor && self.matches.relaxed.is_none()) || word.documents.contains(slot)
    }

    /// What the words alone are worth in a document.
    #[inline]
    pub fn base(&self, slot: u32) -> f32 {
        let mut score = 0.0;
        for (rank, (worth, word)) in self.worth.iter().zip(&self.matches.words).enumerate() {
            if self.has(word, slot) {
                score += worth * f32::from(self.matches.columns.worth(rank, slot));
            }
        }
        score
    }

    /// The most that [`Self::bonus`] can be for a document.
    #[inline]
    pub fn most_bonus(&self, slot: u32) -> f32 {
        if self.title_fits(slot) {
            self.all_neighbours + self.whole_title
        } else {
            self.all_neighbours
        }
    }

    /// What the order of the words adds.
    pub fn bonus(&self, slot: u32) -> f32 {
        let fits = self.title_fits(slot);
        if self.worth.len() == 1 && !fits {
            return 0.0;
        }
        let (part, local) = self.inner.part_of(slot);
        let mut before: Option<Places<'_>> = None;
        let mut bonus = 0.0;
        let mut titles = u16::MAX;
        for (rank, word) in self.matches.words.iter().enumerate() {
            let has = self.has(word, slot);
            let here = has.then(|| {
                part.segment
                    .postings
                    .places(self.matches.columns.entry(rank, slot))
            });
            if before
                .zip(here)
                .is_some_and(|(before, here)| before.right_before(here))
            {
                bonus += NEIGHBOURS * WHOLE_CELL * self.worth[rank].min(self.worth[rank - 1]);
            }
            if fits {
                let at_rank = here
                    .into_iter()
                    .flat_map(Places::iter)
                    .filter(|&place| usize::from(rank_of(place)) == rank);
                titles &= at_rank.fold(0, |titles, place| titles | 1 << field_of(place));
            }
            before = here;
        }
        let words = self.worth.len() as u8;
        let is_title = fits
            && self.inner.schema.texts().iter().enumerate().any(|(field, text)| {
                let whole = text
                    .title
                    .is_some_and(|title| part.segment.title_words(local, title) == words);
                whole && titles >> field & 1 == 1
            });
        if !is_title {
            return bonus;
        }
        // Of a title found by a synonym or in spite of typing errors, only that part.
        let exactness = self.base(slot) / (WHOLE_CELL * self.worth.iter().sum::<f32>());
        bonus + self.whole_title * exactness.min(1.0)
    }

    /// Whether a title has as many words as the query, and the first word of the query begins a field.
    #[inline]
    fn title_fits(&self, slot: u32) -> bool {
        let (part, local) = self.inner.part_of(slot);
        part.segment
            .all_title_words(local)
            .contains(&(self.worth.len() as u8))
            && self.has(&self.matches.words[0], slot)
            && part
                .segment
                .postings
                .places(self.matches.columns.entry(0, slot))
                .iter()
                .any(|place| rank_of(place) == 0)
    }
}
