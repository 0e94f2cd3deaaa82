//! Which documents have the words. All words first; words with typing errors where a word is unknown or almost; as many
//! words as possible where no document has them all. How well each matches is for [`crate::scoring`].

use crate::analysis::Stemmer;
use crate::bits::Bits;
use crate::columns::Columns;
use crate::expansion::{Correction, EXACT, Worth, corrected, corrections, direct};
use crate::index::{Index, Inner, Part};
use crate::query::Relaxed;
use crate::words::Word;

/// A word in so few documents may itself be a typing error in the data.
const RARE: usize = 3;

/// A close word is suggested in place of a known one when it is this many times more frequent.
const FAR_MORE_FREQUENT: usize = 50;

/// How a word was understood, and where it is.
#[derive(Debug, Default)]
pub(crate) struct Understood {
    /// The documents that have it in any way.
    pub documents: Bits,
    /// Their number.
    pub count: usize,
    /// The least that finding it in any way is worth.
    pub lowest: u16,
    /// How many typing errors were forgiven.
    pub errors: usize,
    /// Whether typing errors were needed because no document has the word as typed.
    pub mistyped: bool,
    /// Whether documents may lack it.
    pub minor: bool,
}

/// The outcome of looking for words.
pub(crate) struct Matches {
    /// The documents found.
    pub documents: Bits,
    /// Their number.
    pub count: usize,
    pub words: Vec<Understood>,
    /// By word and slot: what the word is worth there, and its entry.
    pub columns: Columns,
    pub relaxed: Option<Relaxed>,
}

/// Looks for documents with the words (at least one); `text` is what they were cut from.
pub(crate) fn matches(index: &Index, text: &str, words: &[Word<'_>]) -> Matches {
    let inner = &*index.inner;
    let mut looking = Looking {
        inner,
        stemmer: Stemmer::default(),
        columns: Columns::new(words.len(), inner.slots()),
    };
    let mut understood: Vec<Understood> = words
        .iter()
        .enumerate()
        .map(|(rank, word)| looking.understand(rank, word))
        .collect();
    let mut documents = all_of(inner, &understood);
    let mut count = documents.len();
    if count == 0 {
        let doubted: Vec<usize> = (0..words.len())
            .filter(|&rank| !understood[rank].mistyped && rare(understood[rank].count))
            .collect();
        let before: Vec<Bits> = doubted
            .iter()
            .map(|&rank| understood[rank].documents.clone())
            .collect();
        for &rank in &doubted {
            looking.forgive(rank, &words[rank], &mut understood[rank]);
        }
        if !doubted.is_empty() {
            documents = all_of(inner, &understood);
            count = documents.len();
        }
        if count == 0 {
            for (rank, before) in doubted.into_iter().zip(before) {
                understood[rank].count = before.len();
                understood[rank].documents = before;
                understood[rank].errors = 0;
            }
        }
    }
    let mut relaxed = None;
    let needed = words.iter().filter(|word| !word.minor).count();
    if count == 0 {
        let most;
        (documents, most) = most_of(inner, &understood);
        count = documents.len();
        if most > 0 {
            let unknown = words
                .iter()
                .zip(&understood)
                .filter(|(_, word)| word.count == 0 && !word.minor);
            relaxed = Some(Relaxed {
                matched: most,
                of: needed,
                unknown: unknown
                    .map(|(word, _)| text[word.range.clone()].to_owned())
                    .collect(),
            });
        }
    }
    Matches {
        documents,
        count,
        words: understood,
        columns: looking.columns,
        relaxed,
    }
}

fn rare(documents: usize) -> bool {
    documents > 0 && documents <= RARE
}

fn all_of(inner: &Inner, words: &[Understood]) -> Bits {
    let mut all = inner.alive.clone();
    let needed = words.iter().filter(|word| !word.minor);
    needed.for_each(|word| all.intersect(&word.documents));
    all
}

/// The documents with most words, and how many words that is.
fn most_of(inner: &Inner, words: &[Understood]) -> (Bits, usize) {
    let mut counts = vec![0_u8; inner.slots()];
    for word in words.iter().filter(|word| !word.minor) {
        for slot in word.documents.iter() {
            counts[slot as usize] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut documents = Bits::new(inner.slots());
    if most > 0 {
        for (slot, _) in counts.iter().enumerate().filter(|&(_, &count)| count == most) {
            documents.insert(slot as u32);
        }
    }
    (documents, usize::from(most))
}

struct Looking<'a> {
    inner: &'a Inner,
    stemmer: Stemmer,
    columns: Columns,
}

impl Looking<'_> {
    /// Finds a word as typed, and with typing errors only where it is unknown so.
    fn understand(&mut self, rank: usize, word: &Word<'_>) -> Understood {
        let mut understood = Understood {
            documents: Bits::new(self.inner.slots()),
            minor: word.minor,
            lowest: EXACT,
            ..Understood::default()
        };
        if word.minor {
            self.columns.clear(rank);
        }
        for part in &self.inner.parts {
            let words = direct(&part.segment, word, &self.stemmer);
            self.visit(rank, part, &words, &mut understood);
        }
        self.recount(&mut understood);
        if understood.count == 0 && !word.minor {
            self.forgive(rank, word, &mut understood);
            understood.mistyped = understood.count > 0;
        }
        understood
    }

    /// Adds words with as few typing errors as bring anything new.
    fn forgive(&mut self, rank: usize, word: &Word<'_>, understood: &mut Understood) {
        let known = understood.count;
        for errors in 1..=word.forgiven() {
            let corrections = corrections(self.inner, word, errors);
            for part in &self.inner.parts {
                let words = corrected(&part.segment, word, &corrections, errors, &self.stemmer);
                self.visit(rank, part, &words, understood);
            }
            understood.errors = errors;
            self.recount(understood);
            if understood.count > known {
                break;
            }
        }
    }

    fn visit(&mut self, rank: usize, part: &Part, words: &[Worth], understood: &mut Understood) {
        for &Worth { word, quality } in words {
            let (slots, impacts) = part.segment.postings.list(word);
            let first = part.segment.postings.entries(word).start;
            let documents = &mut understood.documents;
            self.columns
                .note(rank, documents, part.offset, slots, impacts, quality, first);
            understood.lowest = understood.lowest.min(quality);
        }
    }

    fn recount(&self, understood: &mut Understood) {
        if self.inner.parts.iter().any(|part| !part.whole) {
            understood.documents.intersect(&self.inner.alive);
        }
        understood.count = understood.documents.len();
    }
}

/// The text with unknown words replaced by the closest and most frequent known ones, if there are any.
pub(crate) fn suggestion(index: &Index, text: &str, words: &[Word<'_>], matches: &Matches) -> Option<String> {
    let inner = &*index.inner;
    let mut corrected = String::new();
    let mut done = 0;
    for (word, understood) in words.iter().zip(&matches.words) {
        let unknown = understood.count == 0 || understood.mistyped;
        let doubtful = rare(understood.count) && !word.prefix && matches.count <= RARE;
        if word.minor || (!unknown && !doubtful) {
            continue;
        }
        let Some(closest) = closest(inner, word) else {
            continue;
        };
        if !unknown && closest.documents < understood.count * FAR_MORE_FREQUENT {
            continue;
        }
        corrected.push_str(&text[done..word.range.start]);
        corrected.push_str(&closest.spelling);
        done = word.range.end;
    }
    (done > 0).then(|| {
        corrected.push_str(&text[done..]);
        corrected
    })
}

/// The most frequent of the words with the fewest typing errors.
fn closest(inner: &Inner, word: &Word<'_>) -> Option<Correction> {
    (1..=word.forgiven()).find_map(|errors| {
        let by_frequency = |one: &Correction, other: &Correction| {
            one.documents
                .cmp(&other.documents)
                .then_with(|| other.word.cmp(&one.word))
        };
        corrections(inner, word, errors).into_iter().max_by(by_frequency)
    })
}
