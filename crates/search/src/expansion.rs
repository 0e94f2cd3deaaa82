//! The words of a segment that a word to look for stands for, and what each is worth: itself, its other forms, words it
//! begins, synonyms, and, when nothing else is there, words a typing error away.

use crate::analysis::Stemmer;
use crate::segment::Segment;
use crate::segment::letters::{distance, letters, more_bits_than};
use crate::segment::postings::Place;
use crate::words::Word;

const EXACT: f32 = 1.0;
const SAME_STEM: f32 = 0.85;
/// A word begun is worth from this much…
const PREFIX: f32 = 0.6;
/// …to this much more, as it gets complete.
const PREFIX_COMPLETE: f32 = 0.2;
const SYNONYM: f32 = 0.55;
const ONE_ERROR: f32 = 0.4;
const TWO_ERRORS: f32 = 0.25;
/// People rarely miss the first letter.
const OTHER_FIRST_LETTER: f32 = 0.7;

/// A word of a vocabulary and what finding it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Worth {
    pub word: u32,
    pub quality: f32,
}

/// Words that are the word itself, its forms, its completions and its one-word synonyms; best first, each once.
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
        let typed = word.folded.len() as f32;
        found.extend(vocabulary.with_prefix(&word.folded).map(|longer| {
            let quality = PREFIX + PREFIX_COMPLETE * typed / vocabulary.word_len(longer) as f32;
            Worth {
                word: longer,
                quality,
            }
        }));
    }
    for synonym in word.synonyms.iter().filter(|synonym| synonym.len() == 1) {
        found.extend(vocabulary.with_stem(&synonym[0].stem, stemmer).map(|word| Worth {
            word,
            quality: SYNONYM,
        }));
    }
    best_of_each(found)
}

/// Words at exactly `errors` typing errors (1 or 2), and their other forms.
pub(crate) fn mistyped(segment: &Segment, word: &Word<'_>, errors: usize, stemmer: &Stemmer) -> Vec<Worth> {
    let vocabulary = &segment.vocabulary;
    let mut found = Vec::new();
    for near in near(segment, word, errors) {
        let first_letter = word.folded.chars().next() == vocabulary.word(near).chars().next();
        let quality = if errors == 1 { ONE_ERROR } else { TWO_ERRORS };
        let quality = if first_letter {
            quality
        } else {
            quality * OTHER_FIRST_LETTER
        };
        found.push(Worth { word: near, quality });
        let stem = stemmer.stem(vocabulary.word(near));
        found.extend(vocabulary.with_stem(&stem, stemmer).map(|word| Worth {
            word,
            quality: quality * SAME_STEM,
        }));
    }
    best_of_each(found)
}

/// Words at exactly `errors` typing errors.
pub(crate) fn near(segment: &Segment, word: &Word<'_>, errors: usize) -> Vec<u32> {
    let vocabulary = &segment.vocabulary;
    let typed: Vec<char> = word.folded.chars().collect();
    let wanted = letters(&word.folded);
    let length = word.folded.len();
    let mut other = Vec::new();
    let mut found = Vec::new();
    for (number, &letters) in vocabulary.letters().iter().enumerate() {
        // A word begun lacks the letters to come, so only those typed and absent count.
        let differing = if word.prefix {
            wanted & !letters
        } else {
            wanted ^ letters
        };
        let allowed = if word.prefix { errors } else { 2 * errors } as u32;
        if more_bits_than(differing, allowed) {
            continue;
        }
        let number = number as u32;
        let other_length = vocabulary.word_len(number);
        // Bytes, so a letter outside ASCII may count for more: three each leave room for any.
        if other_length + 3 * errors < length || (!word.prefix && length + 3 * errors < other_length) {
            continue;
        }
        other.clear();
        other.extend(vocabulary.word(number).chars());
        if distance(&typed, &other, errors, word.prefix) == Some(errors) {
            found.push(number);
        }
    }
    found
}

/// The documents where the words of a synonym follow one another: slot, impact and place of the first word, by slot.
pub(crate) fn phrase(segment: &Segment, stems: &[&str], stemmer: &Stemmer) -> Vec<(u32, u8, Place)> {
    // (slot and place as one number, least impact so far)
    let mut reached: Vec<(u64, u8)> = Vec::new();
    for (rank, stem) in stems.iter().enumerate() {
        let mut here: Vec<(u64, u8)> = Vec::new();
        for word in segment.vocabulary.with_stem(stem, stemmer) {
            for posting in segment.postings(word) {
                let slot = u64::from(posting.slot) << 16;
                let places = posting.places.places(&segment.data);
                here.extend(places.map(|place| (slot | u64::from(place), posting.impact)));
            }
        }
        here.sort_unstable();
        if rank == 0 {
            reached = here;
        } else {
            here.retain_mut(|(at, impact)| {
                match reached.binary_search_by_key(&at.wrapping_sub(1), |&(at, _)| at) {
                    Ok(before) => {
                        *impact = (*impact).min(reached[before].1);
                        true
                    }
                    Err(_) => false,
                }
            });
            reached = here;
        }
        if reached.is_empty() {
            return Vec::new();
        }
    }
    let back = stems.len() as u16 - 1;
    let mut found: Vec<(u32, u8, Place)> = reached
        .into_iter()
        .map(|(at, impact)| ((at >> 16) as u32, impact, (at as u16).saturating_sub(back)))
        .collect();
    found.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            first.1 = first.1.max(later.1);
        }
        same
    });
    found
}

/// What a synonym of several words is worth.
pub(crate) const PHRASE: f32 = SYNONYM;

fn best_of_each(mut found: Vec<Worth>) -> Vec<Worth> {
    found.sort_unstable_by(|one, other| {
        one.word
            .cmp(&other.word)
            .then(other.quality.total_cmp(&one.quality))
    });
    found.dedup_by_key(|worth| worth.word);
    found.sort_unstable_by(|one, other| {
        other
            .quality
            .total_cmp(&one.quality)
            .then(one.word.cmp(&other.word))
    });
    found
}
