//! A typed text as words to look for: grammar and politeness left out, synonyms looked up, repetitions dropped.

use std::ops::{ControlFlow, Range};

use crate::analysis::{Stemmer, for_each_token, is_chatter, is_stop_word};
use crate::schema::Schema;
use crate::synonyms::Expression;

/// Words of a query beyond these are ignored, to bound the work of one search.
pub(crate) const MOST_WORDS: usize = 32;

/// A word to look for.
#[derive(Debug)]
pub(crate) struct Word<'s> {
    pub folded: String,
    pub stem: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it may be the beginning of a word.
    pub prefix: bool,
    /// Expressions that mean the same, or the same as the expression this word is part of.
    pub synonyms: Vec<&'s Expression>,
    in_expression: bool,
}

impl Word<'_> {
    /// How many typing errors to forgive: 1 from four letters, 2 from eight; none in numbers.
    pub fn forgiven(&self) -> usize {
        if self.folded.bytes().any(|byte| byte.is_ascii_digit()) {
            return 0;
        }
        match self.folded.chars().count() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        }
    }
}

/// The words of a text to look for, in order.
pub(crate) fn words<'s>(schema: &'s Schema, text: &str, prefix_last: bool) -> Vec<Word<'s>> {
    let stemmer = Stemmer::default();
    let mut words: Vec<Word<'s>> = Vec::new();
    let mut last_end = 0;
    let mut last_stop = None;
    for_each_token(text, |folded, range| {
        last_end = range.end;
        if is_stop_word(folded) {
            last_stop = Some((folded.to_owned(), range));
        } else {
            let (folded, stem) = (folded.to_owned(), stemmer.stem(folded));
            words.push(Word {
                folded,
                stem,
                range,
                prefix: false,
                synonyms: Vec::new(),
                in_expression: false,
            });
        }
        if words.len() < MOST_WORDS {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    let unfinished = prefix_last && words.len() < MOST_WORDS && text[last_end..].is_empty();

    let stems: Vec<&str> = words.iter().map(|word| word.stem.as_str()).collect();
    for (first, count, expressions) in schema.synonym_table().find(&stems) {
        for word in &mut words[first..first + count] {
            word.in_expression |= count > 1;
            word.synonyms.extend(&expressions);
        }
    }

    match words.last_mut() {
        Some(last) if unfinished && last.range.end == last_end => last.prefix = true,
        // Only grammar so far: as the beginning of a word it may still mean something (`la` → `lannion`).
        None if unfinished => {
            if let Some((folded, range)) = last_stop {
                let stem = folded.clone();
                let word = Word {
                    folded,
                    stem,
                    range,
                    prefix: true,
                    synonyms: Vec::new(),
                    in_expression: false,
                };
                words.push(word);
            }
        }
        _ => {}
    }
    // A single letter just begun says nothing yet when there are other words.
    if words.len() > 1
        && words
            .last()
            .is_some_and(|last| last.prefix && last.folded.chars().count() == 1)
    {
        words.pop();
    }
    if words
        .iter()
        .any(|word| word.in_expression || !is_chatter(&word.folded))
    {
        words.retain(|word| word.in_expression || !is_chatter(&word.folded));
    }
    let mut seen = std::collections::HashSet::new();
    words.retain(|word| seen.insert(word.folded.clone()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synonyms::Synonyms;

    fn schema() -> Schema {
        Schema::builder()
            .text("body", 1.0, 10.0)
            .synonyms(Synonyms::french())
            .finish()
            .unwrap()
    }

    fn cut(text: &str, prefix_last: bool) -> Vec<(String, bool)> {
        words(&schema(), text, prefix_last)
            .into_iter()
            .map(|word| (word.folded, word.prefix))
            .collect()
    }

    #[test]
    fn a_question_is_reduced_to_its_words() {
        for (text, expected) in [
            ("Je cherche de l'aide pour la CAF", &["aide", "caf"][..]),
            ("où faire une carte d'identité ?", &["carte", "identite"]),
            ("comment", &["comment"]),
            ("mairie Mairie MAIRIE", &["mairie"]),
            ("de la les", &[]),
            ("", &[]),
        ] {
            let found: Vec<String> = cut(text, false).into_iter().map(|(word, _)| word).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn only_an_unfinished_last_word_is_a_beginning() {
        assert_eq!(
            cut("aide num", true),
            [("aide".to_owned(), false), ("num".to_owned(), true)]
        );
        assert_eq!(
            cut("aide num ", true),
            [("aide".to_owned(), false), ("num".to_owned(), false)]
        );
        assert_eq!(cut("aide n", true), [("aide".to_owned(), false)]);
        assert_eq!(cut("la", true), [("la".to_owned(), true)]);
        assert_eq!(cut("mairie de la", true), [("mairie".to_owned(), false)]);
    }

    #[test]
    fn every_word_of_an_expression_knows_its_synonyms() {
        let schema = schema();
        let found = words(&schema, "pôle emploi Lille", false);
        let synonyms: Vec<usize> = found.iter().map(|word| word.synonyms.len()).collect();
        assert!(
            synonyms[0] > 0 && synonyms[1] > 0 && synonyms[2] == 0,
            "{synonyms:?}"
        );
    }

    #[test]
    fn work_is_bounded() {
        let long = (0..5_000).map(|n| format!("mot{n} ")).collect::<String>();
        assert_eq!(cut(&long, true).len(), MOST_WORDS);
    }
}
