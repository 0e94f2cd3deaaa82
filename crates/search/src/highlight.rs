//! Showing why a text was found: the bytes of the words that match a query.

use std::collections::HashSet;
use std::ops::Range;

use crate::analysis::{STABLE_BYTES, Stemmer, Token, is_stop_word, tokens};
use crate::expansion::corrected;
use crate::index::Index;
use crate::matching::{Matches, matches};
use crate::words::{Word, words};

/// Finds the words of a query in texts.
#[derive(Debug, Clone, Default)]
pub struct Highlighter {
    words: HashSet<String>,
    stems: HashSet<String>,
    beginnings: Vec<String>,
    /// Stems of words that must follow one another.
    expressions: Vec<Vec<String>>,
    /// How the stems looked for begin: other words of a text need no stem, which costs more than all the rest.
    beginnings_of_stems: HashSet<[u8; STABLE_BYTES]>,
}

impl Index {
    /// A highlighter for a typed text, as [`crate::Query::text`] and [`crate::Query::prefix_last`] would be understood.
    /// Where the text is searched anyway, [`Index::search_and_mark`] gives it for less.
    pub fn highlighter(&self, text: &str, prefix_last: bool) -> Highlighter {
        let looked_for = words(&self.inner.schema, text, prefix_last);
        let found = (!looked_for.is_empty()).then(|| matches(self, text, &looked_for, false));
        Highlighter::new(self, &looked_for, found.as_ref())
    }
}

impl Highlighter {
    /// What words were found by.
    pub(crate) fn new(index: &Index, looked_for: &[Word<'_>], found: Option<&Matches<'_>>) -> Self {
        let stemmer = Stemmer::default();
        let mut highlighter = Self {
            words: HashSet::new(),
            stems: HashSet::new(),
            beginnings: Vec::new(),
            expressions: Vec::new(),
            beginnings_of_stems: HashSet::new(),
        };
        let found = found.map_or(&[][..], |found| &found.words);
        for (word, understood) in looked_for.iter().zip(found) {
            highlighter.words.insert(word.folded.clone());
            highlighter.stems.insert(word.stem.clone());
            if word.prefix {
                highlighter.beginnings.push(word.folded.clone());
            }
            for synonym in word.synonyms.iter().chain(&understood.called) {
                match synonym.stems.as_slice() {
                    [only] => drop(highlighter.stems.insert(only.clone())),
                    several => highlighter.expressions.push(several.to_vec()),
                }
            }
            for (errors, corrections) in (1..).zip(&understood.forgiven) {
                for part in &index.inner.parts {
                    let vocabulary = &part.segment.vocabulary;
                    let near = corrected(&part.segment, word, corrections, errors, &stemmer);
                    highlighter
                        .words
                        .extend(near.into_iter().map(|near| vocabulary.word(near.word).to_owned()));
                }
            }
        }
        let stems = highlighter
            .stems
            .iter()
            .chain(highlighter.expressions.iter().flatten());
        highlighter.beginnings_of_stems = stems.map(|stem| beginning(stem)).collect();
        highlighter
    }

    /// The bytes of the matching words of a text, in order and apart from one another.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let mut cut = tokens(text);
        cut.retain(|token| !is_stop_word(&token.folded) || self.words.contains(&token.folded));
        let stemmer = Stemmer::default();
        let stem = |token: &Token| {
            let may_match = self.beginnings_of_stems.contains(&beginning(&token.folded));
            if may_match {
                stemmer.stem(&token.folded)
            } else {
                String::new()
            }
        };
        let stems: Vec<String> = cut.iter().map(stem).collect();
        let mut matching: Vec<bool> = cut
            .iter()
            .zip(&stems)
            .map(|(token, stem)| {
                self.words.contains(&token.folded)
                    || self.stems.contains(stem)
                    || self
                        .beginnings
                        .iter()
                        .any(|beginning| token.folded.starts_with(beginning.as_str()))
            })
            .collect();
        for expression in &self.expressions {
            for (at, window) in stems.windows(expression.len()).enumerate() {
                if window == expression.as_slice() {
                    matching[at..at + expression.len()].fill(true);
                }
            }
        }
        cut.into_iter()
            .zip(matching)
            .filter(|(_, matching)| *matching)
            .map(|(token, _)| token.range)
            .collect()
    }
}

/// What a word has in common with its stem.
fn beginning(word: &str) -> [u8; STABLE_BYTES] {
    let mut bytes = word.bytes();
    std::array::from_fn(|_| bytes.next().unwrap_or(0))
}
