//! Which documents have the words. All words first; words with typing errors where a word is unknown or almost; as many
//! words as possible where no document has them all. How well each matches is for [`crate::scoring`].

use crate::analysis::Stemmer;
use crate::bits::Bits;
use crate::columns::{Columns, gather};
use crate::expansion::{Correction, EXACT, Worth, called, corrected, corrections, direct};
use crate::index::{Index, Inner, Part};
use crate::query::Relaxed;
use crate::synonyms::Expression;
use crate::words::{Word, called_as};

/// A word in so few documents may itself be a typing error in the data.
const RARE: usize = 3;

/// A close word is suggested in place of a known one when it is this many times more frequent.
const FAR_MORE_FREQUENT: usize = 50;

/// How a word was understood, and where it is.
#[derive(Debug, Default)]
pub(crate) struct Understood<'s> {
    /// The documents that have it in any way.
    pub documents: Bits,
    /// Their number.
    pub count: usize,
    /// The least that finding it in any way is worth.
    pub lowest: u16,
    /// The words of the index at one typing error, at two…, as far as they were forgiven.
    pub forgiven: Vec<Vec<Correction>>,
    /// What the synonyms call for words that they know, at as many typing errors.
    pub called: Vec<&'s Expression>,
    /// Whether typing errors were needed because no document has the word as typed.
    pub mistyped: bool,
    /// Whether documents may lack it.
    pub minor: bool,
    /// The text fields in which some document has it, a bit for each.
    pub fields: u16,
    /// The first entries of the lists that it was found by, with the offsets of their parts.
    lists: Vec<(u32, u32)>,
}

/// More lists than this are not compared one by one.
const FEW_LISTS: usize = 64;

impl Understood<'_> {
    /// Whether this word and another may be found as one and the same, by a list that both have.
    pub fn may_be_as(&self, other: &Self) -> bool {
        let is_few = |word: &Self| word.lists.len() <= FEW_LISTS;
        !is_few(self) || !is_few(other) || self.lists.iter().any(|list| other.lists.contains(list))
    }
}

/// The outcome of looking for words.
pub(crate) struct Matches<'s> {
    /// The documents found.
    pub documents: Bits,
    /// Their number.
    pub count: usize,
    pub words: Vec<Understood<'s>>,
    /// By word and slot: what the word is worth there, and its entry; `None` where documents are not to be scored.
    pub columns: Option<Columns>,
    pub relaxed: Option<Relaxed>,
}

/// Looks for documents with the words (at least one); `text` is what they were cut from. Columns are filled only where
/// documents are to be scored.
pub(crate) fn matches<'s>(index: &'s Index, text: &str, words: &[Word<'s>], are_scored: bool) -> Matches<'s> {
    let inner = &*index.inner;
    let mut looking = Looking {
        inner,
        stemmer: Stemmer::default(),
        columns: are_scored.then(|| Columns::new(words.len(), inner.slots())),
    };
    let mut understood: Vec<Understood<'s>> = (0..words.len())
        .map(|rank| looking.understand(rank, words))
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
            looking.forgive(rank, words, &mut understood[rank]);
        }
        if !doubted.is_empty() {
            documents = all_of(inner, &understood);
            count = documents.len();
        }
        if count == 0 {
            for (rank, before) in doubted.into_iter().zip(before) {
                understood[rank].count = before.len();
                understood[rank].documents = before;
                understood[rank].forgiven.clear();
                understood[rank].called.clear();
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

fn all_of(inner: &Inner, words: &[Understood<'_>]) -> Bits {
    let mut all = inner.alive.clone();
    let needed = words.iter().filter(|word| !word.minor);
    needed.for_each(|word| all.intersect(&word.documents));
    all
}

/// The documents with most words, and how many words that is.
fn most_of(inner: &Inner, words: &[Understood<'_>]) -> (Bits, usize) {
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
    columns: Option<Columns>,
}

impl<'s> Looking<'s> {
    /// Finds a word as typed, and with typing errors only where it is unknown so.
    fn understand(&mut self, rank: usize, words: &[Word<'s>]) -> Understood<'s> {
        let word = &words[rank];
        let mut understood = Understood {
            documents: Bits::new(self.inner.slots()),
            minor: word.minor,
            lowest: EXACT,
            ..Understood::default()
        };
        if let (true, Some(columns)) = (word.minor, &mut self.columns) {
            columns.clear(rank);
        }
        for part in &self.inner.parts {
            let words = direct(&part.segment, word, &self.stemmer);
            self.visit(rank, part, &words, &mut understood);
        }
        self.recount(&mut understood);
        if understood.count == 0 && !word.minor {
            self.forgive(rank, words, &mut understood);
            understood.mistyped = understood.count > 0;
        }
        understood
    }

    /// Adds words with as few typing errors as bring anything new: words of the index, and what the synonyms call for
    /// words that only they know.
    fn forgive(&mut self, rank: usize, words: &[Word<'s>], understood: &mut Understood<'s>) {
        let (inner, word) = (self.inner, &words[rank]);
        if word.is_known(&inner.schema) {
            return;
        }
        let lexicon = inner.schema.synonym_table().lexicon();
        let known = understood.count;
        // A word begun may be the faultless beginning of one that only the synonyms know.
        for errors in usize::from(!word.prefix)..=word.forgiven() {
            if errors > 0 {
                let corrections = corrections(inner, word, errors);
                for part in &inner.parts {
                    let found = corrected(&part.segment, word, &corrections, errors, &self.stemmer);
                    self.visit(rank, part, &found, understood);
                }
                understood.forgiven.push(corrections);
            }
            let mut others = lexicon.near(&word.folded, word.prefix, errors);
            if let Some(met) = understood.forgiven.last() {
                others.retain(|other| met.iter().all(|one| one.word != other.folded));
            }
            for other in others {
                let expressions = called_as(&inner.schema, words, rank, other);
                for part in &inner.parts {
                    let found = called(&part.segment, &expressions, errors, &self.stemmer);
                    self.visit(rank, part, &found, understood);
                }
                understood.called.extend(expressions);
            }
            self.recount(understood);
            if understood.count > known {
                break;
            }
        }
    }

    fn visit(&mut self, rank: usize, part: &Part, words: &[Worth], understood: &mut Understood) {
        for &Worth { word, quality } in words {
            let list = part.segment.postings.list(word);
            let documents = &mut understood.documents;
            match &mut self.columns {
                Some(columns) => columns.note(rank, documents, part.offset, &list, quality),
                None => gather(documents, part.offset, &list),
            }
            understood.lists.push((part.offset, list.first));
            understood.fields |= list.fields;
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
pub(crate) fn suggestion(
    index: &Index,
    text: &str,
    words: &[Word<'_>],
    matches: &Matches<'_>,
) -> Option<String> {
    let inner = &*index.inner;
    let mut suggested = String::new();
    let mut done = 0;
    for (rank, (word, understood)) in words.iter().zip(&matches.words).enumerate() {
        let unknown = understood.count == 0 || understood.mistyped;
        let doubtful = rare(understood.count) && !word.prefix && matches.count <= RARE;
        if word.minor || (!unknown && !doubtful) || word.is_known(&inner.schema) {
            continue;
        }
        let Some(closest) = closest(inner, words, rank) else {
            continue;
        };
        if !unknown && closest.documents < understood.count * FAR_MORE_FREQUENT {
            continue;
        }
        suggested.push_str(&text[done..word.range.start]);
        suggested.push_str(&closest.spelling);
        done = word.range.end;
    }
    (done > 0).then(|| {
        suggested.push_str(&text[done..]);
        suggested
    })
}

/// The most frequent of the words with the fewest typing errors: a word of the index, or one of the synonyms that calls
/// what documents have.
fn closest(inner: &Inner, words: &[Word<'_>], rank: usize) -> Option<Correction> {
    let word = &words[rank];
    let stemmer = Stemmer::default();
    (1..=word.forgiven()).find_map(|errors| {
        let mut found = corrections(inner, word, errors);
        for other in inner
            .schema
            .synonym_table()
            .lexicon()
            .near(&word.folded, word.prefix, errors)
        {
            let expressions = called_as(&inner.schema, words, rank, other);
            let lists = inner.parts.iter().flat_map(|part| {
                let found = called(&part.segment, &expressions, errors, &stemmer);
                found
                    .into_iter()
                    .map(|worth| part.segment.postings.entries(worth.word).len())
            });
            found.push(Correction {
                word: other.folded.clone(),
                spelling: other.spelling.clone(),
                // Some may be counted twice, or be gone: it is only for comparing.
                documents: lists.sum(),
            });
        }
        found.retain(|correction| correction.documents > 0);
        found.into_iter().max_by(|one, other| {
            one.documents
                .cmp(&other.documents)
                .then_with(|| other.word.cmp(&one.word))
        })
    })
}
