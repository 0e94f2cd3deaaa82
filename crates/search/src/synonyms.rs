//! Words that mean the same, as data: groups of expressions read from a small table (`synonyms.txt` for French).
//! Matching is by stem, so the table need not list plurals; the index decides what a synonym is worth.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use crate::analysis::{Stemmer, is_stop_word, tokens};
use crate::lexicon::Lexicon;

/// An expression: one word or several that follow one another, grammar words left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expression {
    /// The stems of its words.
    pub stems: Vec<String>,
    /// What it is indexed as: the stem of its only word, or all its stems behind a mark that no word has, so that an
    /// expression is found as fast as a word.
    pub indexed_as: String,
    /// Whether it is worth little beside what the caller otherwise finds: places of the name come before it.
    pub is_faint: bool,
}

/// What an indexed expression of several words begins with; no word does.
pub(crate) const EXPRESSION_MARK: char = '\u{1}';

/// An expression that calls others when it is met in a question.
#[derive(Debug)]
struct Caller {
    /// The stems to meet, those that stand for another replaced by it.
    row: Vec<String>,
    group: usize,
    /// The expression of the group that this is; `None` for one written together, which calls itself as well.
    rank: Option<usize>,
}

/// Expressions of the table met in a question, and what they call.
#[derive(Debug)]
pub(crate) struct Met<'a> {
    /// The first word, and how many there are.
    pub first: usize,
    pub count: usize,
    /// Those of the words that matter: of several that stand for one, the first.
    pub words: Vec<usize>,
    pub others: Vec<&'a Expression>,
}

/// A table of synonyms. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Synonyms(Arc<Table>);

#[derive(Debug, Default)]
struct Table {
    /// Expressions that belong together.
    groups: Vec<Vec<Expression>>,
    /// By stem of the first word.
    callers: HashMap<String, Vec<Caller>>,
    /// In a question, the stem of a word → the stem that it stands for in expressions.
    stands_for: HashMap<String, String>,
    lexicon: Lexicon,
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

    /// Reads a table: one group a line, `a = b = c` both ways, `a > b = c` one way, `a >> b = c` one way
    /// and worth little, `a, b > c` for `a > c` and `b > c`, `a ~ b, c` for words that stand for `a` in what calls others, `#` for comments.
    ///
    /// # Errors
    /// The first line with fewer than two expressions or an expression without any meaningful word.
    pub fn parse(table: &str) -> Result<Self, SynonymsError> {
        let mut reading = Table::default();
        let stemmer = Stemmer::default();
        let lines = || {
            let lines = table.lines().enumerate();
            lines
                .map(|(number, line)| {
                    (
                        number,
                        line.split_once('#').map_or(line, |(words, _)| words).trim(),
                    )
                })
                .filter(|(_, line)| !line.is_empty())
        };
        let at = |number: usize| {
            move |reason| SynonymsError {
                line: number + 1,
                reason,
            }
        };
        for (number, line) in lines() {
            if let Some((word, others)) = line.split_once('~') {
                reading
                    .read_standing(word, others, &stemmer)
                    .map_err(at(number))?;
            }
        }
        for (number, line) in lines().filter(|(_, line)| !line.contains('~')) {
            reading.read_groups(line, &stemmer).map_err(at(number))?;
        }
        Ok(Self(Arc::new(reading)))
    }

    /// Every expression of several words.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let all = self.0.groups.iter().flatten();
        all.filter(|expression| expression.stems.len() > 1)
    }

    /// The words of the table.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.0.lexicon
    }

    /// The calling expressions in a row of stems.
    pub(crate) fn find<'a>(&'a self, stems: &[&str]) -> Vec<Met<'a>> {
        // What stands for one and the same word counts once: "je ne comprends rien à internet" is "apprendre internet".
        let mut row: Vec<(&str, usize)> = Vec::new();
        let mut before = None;
        for (at, &stem) in stems.iter().enumerate() {
            let stands_for = self.0.stands_for.get(stem).map(String::as_str);
            if stands_for.is_none() || stands_for != before {
                row.push((stands_for.unwrap_or(stem), at));
            }
            before = stands_for;
        }
        let start = |at: usize| row.get(at).map_or(stems.len(), |&(_, start)| start);
        let mut found = Vec::new();
        for at in 0..row.len() {
            for caller in self.0.callers.get(row[at].0).into_iter().flatten() {
                let end = at + caller.row.len();
                let same = end <= row.len()
                    && caller
                        .row
                        .iter()
                        .zip(&row[at..])
                        .all(|(stem, (other, _))| stem == other);
                if same {
                    let group = self.0.groups[caller.group].iter().enumerate();
                    found.push(Met {
                        first: start(at),
                        count: start(end) - start(at),
                        words: (at..end).map(start).collect(),
                        others: group
                            .filter(|(rank, _)| Some(*rank) != caller.rank)
                            .map(|(_, other)| other)
                            .collect(),
                    });
                }
            }
        }
        found
    }
}

impl Table {
    fn read_standing(&mut self, word: &str, others: &str, stemmer: &Stemmer) -> Result<(), &'static str> {
        let only = |text: &str| match expression(text, false, stemmer) {
            Some(one) if one.stems.len() == 1 => Ok(one.indexed_as),
            _ => Err("not a word"),
        };
        let word = only(word)?;
        for other in others.split(',') {
            self.stands_for.insert(only(other)?, word.clone());
        }
        self.stands_for.insert(word.clone(), word);
        Ok(())
    }

    fn read_groups(&mut self, line: &str, stemmer: &Stemmer) -> Result<(), &'static str> {
        let (callers, called) = match line.split_once('>') {
            Some((callers, called)) => (callers, Some(called)),
            None => (line, None),
        };
        let (called, is_faint) = match called.and_then(|called| called.strip_prefix('>')) {
            Some(faint) => (Some(faint), true),
            None => (called, false),
        };
        // Callers that have only what they call in common make a group each.
        for callers in callers.split(',') {
            let callers: Vec<&str> = callers.split('=').collect();
            let called = called.into_iter().flat_map(|called| called.split('='));
            let called: Vec<&str> = called.collect();
            let own = callers.iter().map(|&text| (text, false));
            let group = own
                .chain(called.iter().map(|&text| (text, is_faint)))
                .map(|(text, is_faint)| {
                    expression(text, is_faint, stemmer).ok_or("an expression without words")
                })
                .collect::<Result<Vec<_>, _>>()?;
            if group.len() < 2 {
                return Err("a group needs at least two expressions");
            }
            callers
                .iter()
                .for_each(|text| self.lexicon.learn(text, true, stemmer));
            called
                .iter()
                .for_each(|text| self.lexicon.learn(text, false, stemmer));
            for (rank, text) in callers.into_iter().enumerate() {
                let stems = group[rank].stems.iter();
                let row = stems.map(|stem| self.stands_for.get(stem).unwrap_or(stem).clone());
                let row = row.collect();
                self.add_caller(row, Some(rank));
                if let Some(together) = self.lexicon.learn_together(text, stemmer) {
                    self.add_caller(vec![together], None);
                }
            }
            self.groups.push(group);
        }
        Ok(())
    }

    /// Adds a caller of the group to come.
    fn add_caller(&mut self, row: Vec<String>, rank: Option<usize>) {
        let group = self.groups.len();
        let known = self.callers.entry(row[0].clone()).or_default();
        known.push(Caller { row, group, rank });
    }
}

fn expression(text: &str, is_faint: bool, stemmer: &Stemmer) -> Option<Expression> {
    let words = tokens(text)
        .into_iter()
        .filter(|token| !is_stop_word(&token.folded));
    let stems: Vec<String> = words.map(|token| stemmer.stem(&token.folded)).collect();
    let indexed_as = match stems.as_slice() {
        [] => return None,
        [only] => only.clone(),
        several => format!("{EXPRESSION_MARK}{}", several.join(" ")),
    };
    Some(Expression {
        stems,
        indexed_as,
        is_faint,
    })
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
            .flat_map(|met| met.others)
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
    fn what_two_signs_call_is_worth_little() {
        let table = Synonyms::parse("caf = allocations\ncaf >> démarches").unwrap();
        let met = table.find(&[&stem("caf")]);
        let worth: Vec<(&str, bool)> = met
            .iter()
            .flat_map(|met| &met.others)
            .map(|other| (other.indexed_as.as_str(), other.is_faint))
            .collect();
        let (near, far) = (stem("allocations"), stem("demarches"));
        assert_eq!(worth, [(near.as_str(), false), (far.as_str(), true)]);
        assert!(table.find(&[&far]).is_empty());
    }

    #[test]
    fn callers_of_one_line_need_not_know_each_other() {
        let table = Synonyms::parse("impôts, passeport > démarches").unwrap();
        let met = table.find(&[&stem("passeport")]).remove(0);
        assert_eq!((met.count, met.others.len()), (1, 1));
    }

    #[test]
    fn words_that_stand_for_one_another_are_met_as_one() {
        let table =
            Synonyms::parse("utiliser un ordi > aide\napprendre ~ utiliser, comprends, rien").unwrap();
        let find = |text: &str| {
            let stems: Vec<String> = text.split(' ').map(stem).collect();
            let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
            let met = table.find(&stems);
            met.into_iter()
                .map(|met| (met.first, met.count, met.words))
                .collect::<Vec<_>>()
        };
        assert_eq!(find("je comprends rien ordi"), [(1, 3, vec![1, 3])]);
        assert_eq!(find("apprendre ordi"), [(0, 2, vec![0, 1])]);
        assert_eq!(find("comprends rien"), []);
    }

    #[test]
    fn an_expression_written_together_calls_itself_too() {
        let table = Synonyms::parse("france travail = pôle emploi").unwrap();
        let met = table.find(&[&stem("francetravail")]).remove(0);
        assert_eq!((met.count, met.others.len()), (1, 2));
    }

    #[test]
    fn a_bad_line_is_named() {
        assert_eq!(Synonyms::parse("alpha = beta\nseul").unwrap_err().line, 2);
        assert_eq!(
            Synonyms::parse("mairie = de la").unwrap_err().reason,
            "an expression without words"
        );
        assert_eq!(
            Synonyms::parse("apprendre ~ à l'aide, de").unwrap_err().reason,
            "not a word"
        );
    }
}
