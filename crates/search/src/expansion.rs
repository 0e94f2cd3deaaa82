//! The words of a segment that a word to look for stands for, and what each is worth: itself, its other forms, words it
//! begins, synonyms, and, when nothing else is there, words a typing error away.

use crate::analysis::Stemmer;
use crate::index::Inner;
use crate::lexicon::is_another_word;
use crate::segment::Segment;
use crate::segment::letters::Typed;
use crate::synonyms::{EXPRESSION_MARK, Expression};
use crate::words::Word;

/// What the word itself is worth; everything else is a part of it.
pub(crate) const EXACT: u16 = 256;
const SAME_STEM: u16 = 218;
/// A word begun is worth from this much…
const PREFIX: u16 = 150;
/// …to this much more, as it gets complete.
const PREFIX_COMPLETE: u16 = 50;
const SYNONYM: u16 = 140;
/// What is found for want of better, after all that bears the name: the places that answer the need behind it.
const FAINT_SYNONYM: u16 = 24;
const ONE_ERROR: u16 = 100;
const TWO_ERRORS: u16 = 64;
/// People rarely miss the first letter.
const OTHER_FIRST_LETTER: u16 = 180;

/// A word of a vocabulary and what finding it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Worth {
    pub word: u32,
    pub quality: u16,
}

/// Words that are the word itself, its forms, its completions and its synonyms; best first, each once.
pub(crate) fn direct(segment: &Segment, word: &Word<'_>, stemmer: &Stemmer) -> Vec<Worth> {
    let vocabulary = &segment.vocabulary;
    let mut found: Vec<Worth> = Vec::new();
    if let Some(exact) = vocabulary.find(&word.folded) {
        found.push(Worth {
            word: exact,
            quality: EXACT,
        });
    }
    found.extend(vocabulary.with_stem(&word.stem, stemmer).map(|word| Worth {
        word,
        quality: SAME_STEM,
    }));
    if word.prefix {
        let typed = word.folded.len();
        found.extend(vocabulary.with_prefix(&word.folded).map(|longer| {
            let complete = usize::from(PREFIX_COMPLETE) * typed / vocabulary.word_len(longer);
            let quality = PREFIX + complete as u16;
            Worth {
                word: longer,
                quality,
            }
        }));
    }
    for synonym in &word.synonyms {
        let same = vocabulary.with_stem(&synonym.indexed_as, stemmer);
        let quality = worth_of(synonym);
        found.extend(same.map(|word| Worth { word, quality }));
    }
    best_of_each(found)
}

/// A word that a mistyped one may stand for.
#[derive(Debug)]
pub(crate) struct Correction {
    pub word: String,
    /// As it is written in documents.
    pub spelling: String,
    /// How many documents have it.
    pub documents: usize,
}

/// The words of an index at exactly `errors` typing errors (1 or 2), each with its documents. Words of documents that
/// are gone are not among them.
pub(crate) fn corrections(inner: &Inner, word: &Word<'_>, errors: usize) -> Vec<Correction> {
    let mut found: Vec<Correction> = Vec::new();
    for part in &inner.parts {
        let vocabulary = &part.segment.vocabulary;
        for number in near(&part.segment, word, errors) {
            let slots = part.segment.postings.list(number).slots;
            let documents = slots
                .iter()
                .filter(|&&slot| inner.alive.contains(slot + part.offset))
                .count();
            let word = vocabulary.word(number);
            match found.iter_mut().find(|known| known.word == word) {
                Some(known) => known.documents += documents,
                None => {
                    let spelling = vocabulary.spelling(number).to_owned();
                    found.push(Correction {
                        word: word.to_owned(),
                        spelling,
                        documents,
                    });
                }
            }
        }
    }
    found.retain(|correction| correction.documents > 0);
    found
}

/// What corrections at `errors` typing errors, and their other forms, are worth.
pub(crate) fn corrected(
    segment: &Segment,
    word: &Word<'_>,
    corrections: &[Correction],
    errors: usize,
    stemmer: &Stemmer,
) -> Vec<Worth> {
    let vocabulary = &segment.vocabulary;
    let mut found = Vec::new();
    for correction in corrections {
        let first_letter = word.folded.chars().next() == correction.word.chars().next();
        let quality = if errors == 1 { ONE_ERROR } else { TWO_ERRORS };
        let quality = if first_letter {
            quality
        } else {
            part_of(quality, OTHER_FIRST_LETTER)
        };
        found.extend(
            vocabulary
                .find(&correction.word)
                .map(|word| Worth { word, quality }),
        );
        let quality = part_of(quality, SAME_STEM);
        let stem = stemmer.stem(&correction.word);
        found.extend(
            vocabulary
                .with_stem(&stem, stemmer)
                .map(|word| Worth { word, quality }),
        );
    }
    best_of_each(found)
}

/// What expressions are worth that the synonyms call for a word at `errors` typing errors.
pub(crate) fn called(
    segment: &Segment,
    expressions: &[&Expression],
    errors: usize,
    stemmer: &Stemmer,
) -> Vec<Worth> {
    let found = expressions.iter().flat_map(|expression| {
        let quality = match errors {
            0 => worth_of(expression),
            1 => part_of(worth_of(expression), ONE_ERROR),
            _ => part_of(worth_of(expression), TWO_ERRORS),
        };
        let same = segment.vocabulary.with_stem(&expression.indexed_as, stemmer);
        same.map(move |word| Worth { word, quality })
    });
    best_of_each(found.collect())
}

/// Words at exactly `errors` typing errors.
fn near(segment: &Segment, word: &Word<'_>, errors: usize) -> Vec<u32> {
    let vocabulary = &segment.vocabulary;
    let typed = Typed::new(&word.folded, word.prefix);
    let mut room = Vec::new();
    (0..)
        .zip(vocabulary.letters())
        .filter(|&(number, &letters)| typed.may_be(letters, vocabulary.word_len(number), errors))
        .map(|(number, _)| number)
        .filter(|&number| {
            let other = vocabulary.word(number);
            !other.starts_with(EXPRESSION_MARK)
                && !is_another_word(&word.folded, other)
                && typed.is_at(other, errors, &mut room)
        })
        .collect()
}

fn worth_of(synonym: &Expression) -> u16 {
    if synonym.is_faint { FAINT_SYNONYM } else { SYNONYM }
}

fn part_of(quality: u16, part: u16) -> u16 {
    (u32::from(quality) * u32::from(part) / u32::from(EXACT)) as u16
}

fn best_of_each(mut found: Vec<Worth>) -> Vec<Worth> {
    found.sort_unstable_by(|one, other| one.word.cmp(&other.word).then(other.quality.cmp(&one.quality)));
    found.dedup_by_key(|worth| worth.word);
    found.sort_unstable_by(|one, other| other.quality.cmp(&one.quality).then(one.word.cmp(&other.word)));
    found
}
