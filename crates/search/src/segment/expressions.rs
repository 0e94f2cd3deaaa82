//! Finding the expressions of several words of the synonym table while documents are added.

use std::collections::HashMap;

use super::postings::Place;
use crate::analysis::Stemmer;
use crate::schema::Schema;

/// The expressions to find. Words are known by the numbers they are given as they come.
pub(super) struct Expressions {
    stemmer: Stemmer,
    /// Stem of a word of an expression → its number, from 1.
    known_stems: HashMap<String, u32>,
    /// By number of word: the number of its stem; 0 for a stem of no expression.
    pub stems: Vec<u32>,
    /// What each expression is indexed as.
    pub names: Vec<String>,
    /// The stems of each expression.
    rows: Vec<Vec<u32>>,
    /// First stem → expressions.
    by_first: HashMap<u32, Vec<usize>>,
}

impl Expressions {
    pub fn new(schema: &Schema) -> Self {
        let mut known_stems = HashMap::new();
        let mut names: Vec<String> = Vec::new();
        let mut rows = Vec::new();
        let mut by_first: HashMap<u32, Vec<usize>> = HashMap::new();
        for expression in schema.synonym_table().expressions() {
            if names.contains(&expression.indexed_as) {
                continue;
            }
            let row: Vec<u32> = expression
                .stems
                .iter()
                .map(|stem| {
                    let next = known_stems.len() as u32 + 1;
                    *known_stems.entry(stem.clone()).or_insert(next)
                })
                .collect();
            by_first.entry(row[0]).or_default().push(names.len());
            names.push(expression.indexed_as.clone());
            rows.push(row);
        }
        Self {
            stemmer: Stemmer::default(),
            known_stems,
            stems: Vec::new(),
            names,
            rows,
            by_first,
        }
    }

    /// Learns the next new word.
    pub fn meet(&mut self, word: &str) {
        let stem = if self.known_stems.is_empty() {
            None
        } else {
            self.known_stems.get(&self.stemmer.stem(word))
        };
        self.stems.push(stem.copied().unwrap_or(0));
    }

    /// The expressions that begin a row of words (at least one).
    pub fn beginning_with(&self, row: &[(u32, Place)]) -> Vec<usize> {
        let stem = self.stems[row[0].0 as usize];
        let Some(candidates) = (stem != 0).then(|| self.by_first.get(&stem)).flatten() else {
            return Vec::new();
        };
        let begins = |&expression: &usize| {
            let mut stems = row.iter().map(|&(word, _)| self.stems[word as usize]);
            self.rows[expression]
                .iter()
                .all(|wanted| stems.next() == Some(*wanted))
        };
        candidates.iter().copied().filter(begins).collect()
    }
}
