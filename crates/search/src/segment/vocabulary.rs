//! The words of a segment, sorted: by themselves, by stem, and with what a scan for typing errors needs.

use std::collections::HashMap;
use std::ops::Range;

use super::letters::letters;
use crate::analysis::Stemmer;

/// The sorted words of a segment. A word's number is its rank.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    text: String,
    /// Where each word begins in `text`, and the end of the last.
    starts: Vec<u32>,
    /// Letters of each word (see [`letters`]).
    letters: Vec<u64>,
    /// (hash of the stem, word), sorted.
    by_stem: Vec<(u32, u32)>,
    /// Words usually written otherwise than folded, with where that spelling begins in `spelled_text`.
    spelled: Vec<(u32, u32)>,
    spelled_text: String,
}

impl Vocabulary {
    /// From sorted, distinct words, each with its usual spelling.
    pub fn new<'a>(words: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let stemmer = Stemmer::default();
        let mut vocabulary = Self::default();
        for (number, (word, spelling)) in words.enumerate() {
            let number = number as u32;
            vocabulary.starts.push(vocabulary.text.len() as u32);
            vocabulary.text.push_str(word);
            vocabulary.letters.push(letters(word));
            vocabulary.by_stem.push((hash(&stemmer.stem(word)), number));
            if spelling != word {
                vocabulary
                    .spelled
                    .push((number, vocabulary.spelled_text.len() as u32));
                vocabulary.spelled_text.push_str(spelling);
            }
        }
        vocabulary.starts.push(vocabulary.text.len() as u32);
        vocabulary.by_stem.sort_unstable();
        vocabulary.text.shrink_to_fit();
        vocabulary.starts.shrink_to_fit();
        vocabulary.letters.shrink_to_fit();
        vocabulary.by_stem.shrink_to_fit();
        vocabulary.spelled.shrink_to_fit();
        vocabulary.spelled_text.shrink_to_fit();
        vocabulary
    }

    pub fn len(&self) -> u32 {
        self.letters.len() as u32
    }

    pub fn word(&self, number: u32) -> &str {
        let at = number as usize;
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The word as usually written in the documents, accents included.
    pub fn spelling(&self, number: u32) -> &str {
        match self.spelled.binary_search_by_key(&number, |&(word, _)| word) {
            Ok(at) => {
                let end = self
                    .spelled
                    .get(at + 1)
                    .map_or(self.spelled_text.len(), |&(_, start)| start as usize);
                &self.spelled_text[self.spelled[at].1 as usize..end]
            }
            Err(_) => self.word(number),
        }
    }

    pub fn find(&self, word: &str) -> Option<u32> {
        let at = self.first_from(word);
        (at < self.len() && self.word(at) == word).then_some(at)
    }

    /// The words that begin with `prefix`.
    pub fn with_prefix(&self, prefix: &str) -> Range<u32> {
        let first = self.first_from(prefix);
        let (mut low, mut high) = (first, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle).starts_with(prefix) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        first..low
    }

    /// The words of that stem, in order.
    pub fn with_stem<'a>(&'a self, stem: &'a str, stemmer: &'a Stemmer) -> impl Iterator<Item = u32> + 'a {
        let wanted = hash(stem);
        let first = self.by_stem.partition_point(|&(hash, _)| hash < wanted);
        self.by_stem[first..]
            .iter()
            .take_while(move |&&(hash, _)| hash == wanted)
            .map(|&(_, word)| word)
            .filter(move |&word| stemmer.stem(self.word(word)) == stem)
    }

    /// Every word with its letters, in order.
    pub fn letters(&self) -> &[u64] {
        &self.letters
    }

    /// The length of a word in bytes.
    #[inline]
    pub fn word_len(&self, number: u32) -> usize {
        let at = number as usize;
        (self.starts[at + 1] - self.starts[at]) as usize
    }

    fn first_from(&self, word: &str) -> u32 {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub fn heap_bytes(&self) -> usize {
        self.text.capacity()
            + self.spelled_text.capacity()
            + self.starts.capacity() * 4
            + (self.letters.capacity() + self.by_stem.capacity() + self.spelled.capacity()) * 8
    }
}

/// FNV-1a: stable, and good enough where a collision costs one comparison.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Counts the ways folded words are written, to tell the usual one.
#[derive(Debug, Default)]
pub(crate) struct Spellings(HashMap<u32, Vec<(Box<str>, u32)>>);

impl Spellings {
    /// Notes one occurrence of a word as written (any case), if folding lost something worth showing.
    pub fn note(&mut self, word: u32, written: &str) {
        if written.is_ascii() && !written.contains('\'') {
            return;
        }
        let known = self.0.entry(word).or_default();
        let lower = written.to_lowercase();
        if let Some((_, count)) = known.iter_mut().find(|(spelling, _)| **spelling == *lower) {
            *count += 1;
        } else if known.len() < 8 {
            known.push((lower.into(), 1));
        }
    }

    /// The most frequent spelling with accents, if there is one; the smallest of equals.
    pub fn usual(&self, word: u32) -> Option<&str> {
        let known = self.0.get(&word)?;
        known
            .iter()
            .max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(&one.0)))
            .map(|(spelling, _)| &**spelling)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_prefix_stem_and_spelling() {
        let words = [
            ("atelier", "atelier"),
            ("ateliers", "ateliers"),
            ("ecole", "école"),
            ("ecran", "écran"),
        ];
        let vocabulary = Vocabulary::new(words.into_iter());
        assert_eq!(vocabulary.find("ecole"), Some(2));
        assert_eq!(vocabulary.find("eco"), None);
        assert_eq!(vocabulary.with_prefix("ec"), 2..4);
        assert_eq!(vocabulary.with_prefix("z"), 4..4);
        assert_eq!(vocabulary.with_prefix(""), 0..4);
        let stemmer = Stemmer::default();
        assert_eq!(
            vocabulary
                .with_stem(&stemmer.stem("atelier"), &stemmer)
                .collect::<Vec<_>>(),
            [0, 1]
        );
        assert_eq!(vocabulary.spelling(3), "écran");
        assert_eq!(vocabulary.spelling(0), "atelier");
    }
}
