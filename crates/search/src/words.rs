//! A typed text as words to look for: grammar and politeness left out, synonyms looked up, repetitions dropped.

use std::ops::{ControlFlow, Range};

use crate::analysis::{Stemmer, for_each_token, is_chatter, is_minor, is_stop_word};
use crate::lexicon::Known;
use crate::schema::Schema;
use crate::synonyms::{Expression, Met};

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
    /// Whether documents may lack it: it says less than another word of the query.
    pub minor: bool,
    in_expression: bool,
}

impl Word<'_> {
    /// Whether the synonyms know it: then it is no typing error, wherever it is found or not.
    pub fn is_known(&self, schema: &Schema) -> bool {
        !self.synonyms.is_empty() || schema.synonym_table().lexicon().knows(&self.folded)
    }

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
    let mut is_alone = true;
    for_each_token(text, |folded, range| {
        is_alone = last_end == 0;
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
                minor: false,
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
    let met = schema.synonym_table().find(&stems);
    // The longer expression is what is meant: "pôle emploi" is not any help towards work ("emploi").
    let is_within = |one: &Met<'_>, other: &Met<'_>| {
        other.count > one.count
            && other.first <= one.first
            && one.first + one.count <= other.first + other.count
    };
    for one in &met {
        if met.iter().any(|other| is_within(one, other)) {
            continue;
        }
        for &at in &one.words {
            words[at].in_expression |= one.words.len() > 1;
            words[at].synonyms.extend(&one.others);
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
                    minor: false,
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
    } else if !is_alone {
        // Chatter and nothing else asks for everything ("près de chez moi"); one word alone may be a name.
        words.clear();
    }
    let is_minor = |word: &Word<'_>| !word.in_expression && is_minor(&word.folded);
    if !words.iter().all(is_minor) {
        for word in &mut words {
            word.minor = is_minor(word);
        }
    }
    let mut seen = std::collections::HashSet::new();
    words.retain(|word| seen.insert(word.folded.clone()));
    words
}

/// What a word would call if it were this other one, where it stands among the words.
pub(crate) fn called_as<'s>(
    schema: &'s Schema,
    words: &[Word<'_>],
    rank: usize,
    other: &Known,
) -> Vec<&'s Expression> {
    let mut stems: Vec<&str> = words.iter().map(|word| word.stem.as_str()).collect();
    stems[rank] = &other.stem;
    let met = schema.synonym_table().find(&stems);
    met.into_iter()
        .filter(|met| met.words.contains(&rank))
        .flat_map(|met| met.others)
        .collect()
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
            ("près de chez moi", &[]),
            ("mairie Mairie MAIRIE", &["mairie"]),
            ("je n'y arrive pas", &[]),
            ("j'y arrive pas avec mon ordinateur", &["arrive", "ordinateur"]),
            ("je ne comprends rien à internet", &["comprends", "internet"]),
            ("je ne comprends rien à la CAF", &["caf"]),
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
    fn an_expression_hides_the_shorter_ones_in_it() {
        let table = Synonyms::parse("pôle emploi = france travail\nemploi > insertion = embauche").unwrap();
        let small = Schema::builder()
            .text("body", 1.0, 10.0)
            .synonyms(table)
            .finish()
            .unwrap();
        assert_eq!(words(&small, "emploi", false)[0].synonyms.len(), 2);
        assert_eq!(words(&small, "pôle emploi", false)[1].synonyms.len(), 1);
    }

    #[test]
    fn words_around_a_need_are_minor_beside_it_and_only_there() {
        let schema = schema();
        for (text, expected) in [
            ("aide carte grise", &[true, false, false][..]),
            ("wifi gratuit", &[false, true]),
            ("aide gratuite", &[false, false]),
            ("document caf", &[true, false]),
        ] {
            let minor: Vec<bool> = words(&schema, text, false)
                .iter()
                .map(|word| word.minor)
                .collect();
            assert_eq!(minor, expected, "{text}");
        }
    }

    #[test]
    fn work_is_bounded() {
        let long = (0..5_000).map(|n| format!("mot{n} ")).collect::<String>();
        assert_eq!(cut(&long, true).len(), MOST_WORDS);
    }
}
