//! Words that mean the same, as data: groups of expressions read from a small table (`synonyms.txt` for French).
//! Matching is by stem, so the table need not list plurals; the index decides what a synonym is worth.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use crate::analysis::{Stemmer, is_stop_word, tokens};

/// An expression: one word or several that follow one another, grammar words left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expression {
    /// The stems of its words.
    pub stems: Vec<String>,
    /// What it is indexed as: the stem of its only word, or all its stems behind a mark that no word has, so that an
    /// expression is found as fast as a word.
    pub indexed_as: String,
}

/// What an indexed expression of several words begins with; no word does.
pub(crate) const EXPRESSION_MARK: char = '\u{1}';

#[derive(Debug)]
struct Group {
    expressions: Vec<Expression>,
    /// The first `triggers` expressions call the others; all of them in a two-way group.
    triggers: usize,
}

/// A table of synonyms. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Synonyms(Arc<Table>);

#[derive(Debug, Default)]
struct Table {
    groups: Vec<Group>,
    /// Stem of the first word of a calling expression → (group, expression).
    by_first_stem: HashMap<String, Vec<(usize, usize)>>,
}

/// A line of a synonym table that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("synonyms, line {line}: {reason}")]
pub struct SynonymsError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl Synonyms {
    /// No synonyms at all.
    pub fn none() -> Self {
        Self::default()
    }

    /// The French table of digital help that comes with the crate.
    pub fn french() -> Self {
        static FRENCH: LazyLock<Synonyms> = LazyLock::new(|| {
            Synonyms::parse(include_str!("synonyms.txt")).expect("the built-in table is checked by a test")
        });
        FRENCH.clone()
    }

    /// Reads a table: one group a line, `a = b = c` both ways, `a > b = c` one way, `a, b > c` for `a > c` and `b > c`,
    /// `#` for comments.
    ///
    /// # Errors
    /// The first line with fewer than two expressions or an expression without any meaningful word.
    pub fn parse(table: &str) -> Result<Self, SynonymsError> {
        let stemmer = Stemmer::default();
        let mut groups = Vec::new();
        let mut by_first_stem: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for (number, line) in table.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let refuse = |reason| SynonymsError {
                line: number + 1,
                reason,
            };
            let (callers, called) = match line.split_once('>') {
                Some((callers, called)) => (callers, Some(called)),
                None => (line, None),
            };
            // Callers that have only what they call in common make a group each.
            for callers in callers.split(',') {
                let mut expressions = Vec::new();
                for caller in callers.split('=') {
                    expressions.push(
                        expression(caller, &stemmer).ok_or_else(|| refuse("an expression without words"))?,
                    );
                }
                let triggers = expressions.len();
                for target in called.into_iter().flat_map(|called| called.split('=')) {
                    expressions.push(
                        expression(target, &stemmer).ok_or_else(|| refuse("an expression without words"))?,
                    );
                }
                if expressions.len() < 2 {
                    return Err(refuse("a group needs at least two expressions"));
                }
                for (rank, caller) in expressions[..triggers].iter().enumerate() {
                    by_first_stem
                        .entry(caller.stems[0].clone())
                        .or_default()
                        .push((groups.len(), rank));
                }
                groups.push(Group {
                    expressions,
                    triggers,
                });
            }
        }
        Ok(Self(Arc::new(Table {
            groups,
            by_first_stem,
        })))
    }

    /// Every expression of several words.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let all = self.0.groups.iter().flat_map(|group| &group.expressions);
        all.filter(|expression| expression.stems.len() > 1)
    }

    /// Where expressions of the table begin in a row of stems: (first word, number of words, the other expressions).
    pub(crate) fn find<'a>(&'a self, stems: &[&str]) -> Vec<(usize, usize, Vec<&'a Expression>)> {
        let mut found = Vec::new();
        for first in 0..stems.len() {
            for &(group, rank) in self.0.by_first_stem.get(stems[first]).into_iter().flatten() {
                let group = &self.0.groups[group];
                debug_assert!(rank < group.triggers);
                let caller = &group.expressions[rank];
                let same = stems.len() - first >= caller.stems.len()
                    && caller
                        .stems
                        .iter()
                        .zip(&stems[first..])
                        .all(|(stem, other)| stem == other);
                if same {
                    let others = group.expressions.iter().filter(|other| *other != caller);
                    found.push((first, caller.stems.len(), others.collect()));
                }
            }
        }
        found
    }
}

fn expression(text: &str, stemmer: &Stemmer) -> Option<Expression> {
    let words = tokens(text)
        .into_iter()
        .filter(|token| !is_stop_word(&token.folded));
    let stems: Vec<String> = words.map(|token| stemmer.stem(&token.folded)).collect();
    let indexed_as = match stems.as_slice() {
        [] => return None,
        [only] => only.clone(),
        several => format!("{EXPRESSION_MARK}{}", several.join(" ")),
    };
    Some(Expression { stems, indexed_as })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::stem;

    fn synonyms_of(text: &str) -> Vec<String> {
        let stems: Vec<String> = text.split(' ').map(stem).collect();
        let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
        let table = Synonyms::french();
        let mut all: Vec<String> = table
            .find(&stems)
            .into_iter()
            .flat_map(|(_, _, others)| others)
            .map(|expression| expression.stems.join(" "))
            .collect();
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn the_french_table_is_well_formed() {
        Synonyms::parse(include_str!("synonyms.txt")).unwrap();
    }

    #[test]
    fn expressions_call_each_other_both_ways() {
        assert!(synonyms_of("caf").contains(&"caiss alloc familial".to_owned()));
        assert!(synonyms_of("caisse allocation familiale").contains(&"caf".to_owned()));
        assert!(synonyms_of("pole emploi").contains(&"franc travail".to_owned()));
        assert!(synonyms_of("france travail").contains(&"pol- emploi".to_owned()));
    }

    #[test]
    fn a_one_way_group_is_one_way() {
        assert!(synonyms_of("chomage").contains(&"franc travail".to_owned()));
        assert!(!synonyms_of("france travail").contains(&"chomage".to_owned()));
    }

    #[test]
    fn callers_of_one_line_need_not_know_each_other() {
        let table = Synonyms::parse("impôts, passeport > démarches").unwrap();
        let (_, count, called) = table.find(&[&stem("passeport")]).remove(0);
        assert_eq!((count, called.len()), (1, 1));
    }

    #[test]
    fn a_bad_line_is_named() {
        assert_eq!(Synonyms::parse("alpha = beta\nseul").unwrap_err().line, 2);
        assert_eq!(
            Synonyms::parse("mairie = de la").unwrap_err().reason,
            "an expression without words"
        );
    }
}
