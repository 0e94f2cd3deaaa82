//! Which documents have the words, and how well. All words first; words with typing errors where a word is unknown or
//! almost; as many words as possible where no document has them all.

use crate::analysis::Stemmer;
use crate::expansion::{PHRASE, Worth, direct, mistyped, near, phrase};
use crate::index::{Index, Inner, Part};
use crate::query::Relaxed;
use crate::segment::postings::{PlacesRef, Posting};
use crate::words::Word;

/// What two words that follow one another in the text as in the query add, beside what the rarer word is worth.
const NEIGHBOURS: f32 = 0.35;

/// What a title that is just the query adds, beside what all the words are worth.
const WHOLE_TITLE: f32 = 0.5;

/// A word in so few documents may itself be a typing error in the data.
const RARE: usize = 3;

/// A close word is suggested in place of a known one when it is this many times more frequent.
const FAR_MORE_FREQUENT: usize = 50;

/// A document that has words of the query.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    pub slot: u32,
    pub score: f32,
    /// What the current word is worth here.
    current: f32,
    places: PlacesRef,
    /// Where the previous word is.
    before: PlacesRef,
    /// Title fields that began like the query so far, as bits.
    titles: u16,
    words: u8,
    last: u8,
}

/// How a word was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Understood {
    /// How many documents have it, alone.
    pub documents: usize,
    /// How many typing errors were forgiven.
    pub errors: usize,
    /// Whether typing errors were needed because no document has the word as typed.
    pub mistyped: bool,
}

/// The outcome of looking for words.
pub(crate) struct Matches {
    pub found: Vec<Match>,
    pub understood: Vec<Understood>,
    pub relaxed: Option<Relaxed>,
}

/// Looks for documents with the words; `text` is what the words were cut from.
pub(crate) fn matches(index: &Index, text: &str, words: &[Word<'_>]) -> Matches {
    let inner = &*index.inner;
    let stemmer = Stemmer::default();
    let mut run = Run::new(inner, words, &stemmer, true, false);
    run.all();
    if run.found.is_empty()
        && run
            .understood
            .iter()
            .any(|word| !word.mistyped && rare(word.documents))
    {
        let mut with_errors = Run::new(inner, words, &stemmer, true, true);
        with_errors.all();
        if !with_errors.found.is_empty() {
            run = with_errors;
        }
    }
    let mut relaxed = None;
    if run.found.is_empty() {
        let mut fewer = Run::new(inner, words, &stemmer, false, false);
        fewer.all();
        let most = fewer.found.iter().map(|found| found.words).max().unwrap_or(0);
        fewer.found.retain(|found| found.words == most);
        if most > 0 {
            let unknown = words
                .iter()
                .zip(&fewer.understood)
                .filter(|(_, word)| word.documents == 0);
            relaxed = Some(Relaxed {
                matched: usize::from(most),
                of: words.len(),
                unknown: unknown
                    .map(|(word, _)| text[word.range.clone()].to_owned())
                    .collect(),
            });
        }
        run = fewer;
    }
    run.reward_titles();
    Matches {
        found: run.found,
        understood: run.understood,
        relaxed,
    }
}

fn rare(documents: usize) -> bool {
    documents > 0 && documents <= RARE
}

/// The text with unknown words replaced by the closest and most frequent known ones, if there are any.
pub(crate) fn suggestion(index: &Index, text: &str, words: &[Word<'_>], matches: &Matches) -> Option<String> {
    let inner = &*index.inner;
    let mut corrected = String::new();
    let mut done = 0;
    for (word, understood) in words.iter().zip(&matches.understood) {
        let doubtful = understood.documents == 0
            || understood.mistyped
            || (rare(understood.documents) && !word.prefix && matches.found.len() <= RARE);
        if !doubtful {
            continue;
        }
        let Some((spelling, documents)) = closest(inner, word) else {
            continue;
        };
        if understood.documents > 0
            && !understood.mistyped
            && documents < understood.documents * FAR_MORE_FREQUENT
        {
            continue;
        }
        corrected.push_str(&text[done..word.range.start]);
        corrected.push_str(&spelling);
        done = word.range.end;
    }
    (done > 0).then(|| {
        corrected.push_str(&text[done..]);
        corrected
    })
}

/// The most frequent of the words with the fewest typing errors, as it is written, and how many documents have it.
fn closest(inner: &Inner, word: &Word<'_>) -> Option<(String, usize)> {
    (1..=word.forgiven()).find_map(|errors| {
        let mut candidates: Vec<(&str, &str, usize)> = Vec::new();
        for part in &inner.parts {
            let vocabulary = &part.segment.vocabulary;
            for number in near(&part.segment, word, errors) {
                let living = part
                    .segment
                    .postings(number)
                    .filter(|posting| part.is_alive(inner, posting.slot))
                    .count();
                let text = vocabulary.word(number);
                match candidates.iter_mut().find(|(known, ..)| *known == text) {
                    Some((.., documents)) => *documents += living,
                    None => candidates.push((text, vocabulary.spelling(number), living)),
                }
            }
        }
        candidates.retain(|&(.., documents)| documents > 0);
        let best = candidates
            .into_iter()
            .max_by(|one, other| one.2.cmp(&other.2).then(other.0.cmp(one.0)))?;
        Some((best.1.to_owned(), best.2))
    })
}

impl Part {
    #[inline]
    pub(crate) fn is_alive(&self, inner: &Inner, slot: u32) -> bool {
        self.whole || inner.alive.contains(slot + self.offset)
    }
}

/// One pass over the words.
struct Run<'a> {
    inner: &'a Inner,
    words: &'a [Word<'a>],
    stemmer: &'a Stemmer,
    /// Whether documents must have every word.
    every: bool,
    /// Whether rare words are taken for possible typing errors.
    doubt_rare: bool,
    /// By slot: the last word that touched it (from 1).
    touched: Vec<u8>,
    /// By slot: the last word it was found with, as far as it is in `found`.
    passed: Vec<u8>,
    /// By slot: where it is in `found`.
    rank: Vec<u32>,
    found: Vec<Match>,
    /// Members of `found` that have the current word.
    current: Vec<u32>,
    understood: Vec<Understood>,
    worth_of_words: f32,
}

impl<'a> Run<'a> {
    fn new(
        inner: &'a Inner,
        words: &'a [Word<'a>],
        stemmer: &'a Stemmer,
        every: bool,
        doubt_rare: bool,
    ) -> Self {
        let slots = inner.slots();
        Self {
            inner,
            words,
            stemmer,
            every,
            doubt_rare,
            touched: vec![0; slots],
            passed: vec![0; slots],
            rank: vec![0; slots],
            found: Vec::new(),
            current: Vec::new(),
            understood: Vec::new(),
            worth_of_words: 0.0,
        }
    }

    fn all(&mut self) {
        let mut worth_before = 0.0;
        for (rank, word) in self.words.iter().enumerate() {
            let number = rank as u8 + 1;
            self.current.clear();
            let understood = self.look_for(number, word);
            let worth = if understood.documents == 0 {
                0.0
            } else {
                (1.0 + self.inner.count as f32 / understood.documents as f32).ln()
            };
            self.add_up(number, worth, worth.min(worth_before));
            self.worth_of_words += worth;
            worth_before = worth;
            self.understood.push(understood);
        }
        if self.every {
            let all = self.words.len() as u8;
            self.found.retain(|found| found.words == all);
        }
    }

    /// Marks the documents that have a word in any way.
    fn look_for(&mut self, number: u8, word: &Word<'_>) -> Understood {
        let inner = self.inner;
        let mut understood = Understood::default();
        for part in &inner.parts {
            let words = direct(&part.segment, word, self.stemmer);
            understood.documents += self.visit(number, part, &words);
            for synonym in word.synonyms.iter().filter(|synonym| synonym.len() > 1) {
                let stems: Vec<&str> = synonym.iter().map(|term| term.stem.as_str()).collect();
                for (slot, impact, place) in phrase(&part.segment, &stems, self.stemmer) {
                    let posting = Posting {
                        slot,
                        impact,
                        places: PlacesRef::inline(place),
                    };
                    understood.documents += usize::from(self.touch(number, part, posting, PHRASE / 255.0));
                }
            }
        }
        let doubtful = self.doubt_rare && rare(understood.documents);
        if understood.documents == 0 || doubtful {
            let known = understood.documents;
            for errors in 1..=word.forgiven() {
                for part in &inner.parts {
                    let words = mistyped(&part.segment, word, errors, self.stemmer);
                    understood.documents += self.visit(number, part, &words);
                }
                understood.errors = errors;
                if understood.documents > known {
                    break;
                }
            }
            understood.mistyped = known == 0 && understood.documents > 0;
        }
        understood
    }

    fn visit(&mut self, number: u8, part: &Part, words: &[Worth]) -> usize {
        let mut documents = 0;
        for &Worth { word, quality } in words {
            for posting in part.segment.postings(word) {
                documents += usize::from(self.touch(number, part, posting, quality / 255.0));
            }
        }
        documents
    }

    /// Notes that a document has the current word; says whether it is the first time.
    #[inline]
    fn touch(&mut self, number: u8, part: &Part, posting: Posting, quality: f32) -> bool {
        let slot = posting.slot + part.offset;
        let at = slot as usize;
        let worth = quality * f32::from(posting.impact);
        if self.touched[at] != number {
            if !part.is_alive(self.inner, posting.slot) {
                return false;
            }
            self.touched[at] = number;
            let passed = self.passed[at];
            if self.every && passed + 1 != number {
                return true;
            }
            if passed == 0 {
                self.rank[at] = self.found.len() as u32;
                self.found.push(Match {
                    slot,
                    score: 0.0,
                    current: worth,
                    places: posting.places,
                    before: PlacesRef::NONE,
                    titles: 0,
                    words: 0,
                    last: 0,
                });
            } else {
                let found = &mut self.found[self.rank[at] as usize];
                found.current = worth;
                found.places = posting.places;
            }
            self.current.push(self.rank[at]);
            self.passed[at] = number;
            return true;
        }
        if self.passed[at] == number {
            let found = &mut self.found[self.rank[at] as usize];
            if worth > found.current {
                found.current = worth;
                found.places = posting.places;
            }
        }
        false
    }

    /// Adds what the current word is worth to the documents that have it.
    fn add_up(&mut self, number: u8, worth: f32, worth_of_both: f32) {
        for &rank in &self.current {
            let found = &mut self.found[rank as usize];
            let (part, _) = self.inner.part_of(found.slot);
            found.score += worth * found.current;
            if number > 1 && found.last + 1 == number && part.segment.follow(found.before, found.places) {
                found.score += NEIGHBOURS * worth_of_both;
            }
            if number == 1 || (found.titles != 0 && found.last + 1 == number) {
                let mut titles = 0;
                for place in found.places.places(&part.segment.data) {
                    if place & 0x0fff == u16::from(number) - 1 {
                        titles |= 1 << (place >> 12);
                    }
                }
                found.titles = if number == 1 {
                    titles
                } else {
                    found.titles & titles
                };
            } else {
                found.titles = 0;
            }
            found.before = found.places;
            found.words += 1;
            found.last = number;
        }
    }

    /// Rewards documents of which a title is just the query.
    fn reward_titles(&mut self) {
        let all = self.words.len() as u8;
        for found in &mut self.found {
            if found.titles == 0 || found.words != all {
                continue;
            }
            let (part, slot) = self.inner.part_of(found.slot);
            let whole = self.inner.schema.texts().iter().enumerate().any(|(field, text)| {
                found.titles >> field & 1 == 1
                    && text
                        .title
                        .is_some_and(|title| part.segment.title_words(slot, title) == all)
            });
            if whole {
                found.score += WHOLE_TITLE * self.worth_of_words;
            }
        }
    }
}
