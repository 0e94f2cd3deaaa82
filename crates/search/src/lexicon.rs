//! The words that a synonym table is written with: correct by definition, whether documents have them or not, and what
//! typing errors may be corrected to.

use std::collections::HashMap;

use crate::analysis::{Stemmer, is_stop_word, tokens};
use crate::segment::letters::{Typed, letters};

/// Expressions shorter than this are not looked for written together: too many words begin so.
const SHORTEST_TOGETHER: usize = 6;

/// A word of the table.
#[derive(Debug)]
pub(crate) struct Known {
    pub folded: String,
    /// As it is written in the table.
    pub spelling: String,
    pub stem: String,
    letters: u64,
    /// Whether it is of an expression that calls others.
    calls: bool,
}

/// All words of a table.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: Vec<Known>,
    by_folded: HashMap<String, usize>,
}

impl Lexicon {
    /// Learns the words of an expression.
    pub fn learn(&mut self, text: &str, calls: bool, stemmer: &Stemmer) {
        for token in tokens(text) {
            if !is_stop_word(&token.folded) {
                self.add(token.folded, &text[token.range], calls, stemmer);
            }
        }
    }

    /// Learns an expression of several words written as one ("francetravail") unless that is a word; gives its stem.
    pub fn learn_together(&mut self, text: &str, stemmer: &Stemmer) -> Option<String> {
        let cut = tokens(text);
        let together: String = cut.iter().map(|token| token.folded.as_str()).collect();
        let is_new = cut.len() > 1 && together.len() >= SHORTEST_TOGETHER && !self.knows(&together);
        is_new.then(|| {
            let stem = stemmer.stem(&together);
            self.add(together, text.trim(), true, stemmer);
            stem
        })
    }

    fn add(&mut self, folded: String, written: &str, calls: bool, stemmer: &Stemmer) {
        if let Some(&known) = self.by_folded.get(&folded) {
            self.words[known].calls |= calls;
            return;
        }
        self.by_folded.insert(folded.clone(), self.words.len());
        self.words.push(Known {
            stem: stemmer.stem(&folded),
            letters: letters(&folded),
            spelling: written.to_lowercase(),
            folded,
            calls,
        });
    }

    /// Whether the table has this very word.
    pub fn knows(&self, folded: &str) -> bool {
        self.by_folded.contains_key(folded)
    }

    /// The words of calling expressions at exactly `errors` typing errors; with two of them, only those that begin with
    /// the same sound: few words are meant, and many are as far ("xylophone", "allophone").
    pub fn near(&self, folded: &str, prefix: bool, errors: usize) -> Vec<&Known> {
        let typed = Typed::new(folded, prefix);
        let mut room = Vec::new();
        self.words
            .iter()
            .filter(|known| known.calls && typed.may_be(known.letters, known.folded.len(), errors))
            .filter(|known| errors < 2 || first_sound(&known.folded) == first_sound(folded))
            .filter(|known| !is_another_word(folded, &known.folded))
            .filter(|known| typed.is_at(&known.folded, errors, &mut room))
            .collect()
    }
}

/// Shorter words are other words as soon as they begin with another sound.
const LONG: usize = 6;

/// Whether a word differs from a short one that was typed by its first letter alone: "drop" is not "trop" mistyped, for
/// people rarely miss the first letter; "karte" is "carte".
pub(crate) fn is_another_word(typed: &str, word: &str) -> bool {
    let mut letters = typed.chars();
    let mut others = word.chars();
    let _ = (letters.next(), others.next());
    first_sound(typed) != first_sound(word)
        && letters.clone().count() < LONG - 1
        && others.as_str().starts_with(letters.as_str())
}

/// What a folded word begins with by ear: "fotocopie" is a photocopy.
fn first_sound(folded: &str) -> Option<char> {
    match folded.chars().next() {
        Some('p') if folded.starts_with("ph") => Some('f'),
        Some('c' | 'q') => Some('k'),
        first => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_word_with_another_first_letter_is_another_word() {
        for (typed, word, is_another) in [
            ("drop", "trop", true),
            ("null", "pull", true),
            ("karte", "carte", false),
            ("acrte", "carte", false),
            ("airie", "mairie", false),
            ("cate", "carte", false),
            ("nairie", "mairie", false),
        ] {
            assert_eq!(is_another_word(typed, word), is_another, "{typed} {word}");
        }
    }

    #[test]
    fn what_the_table_calls_with_is_near_what_is_mistyped() {
        let stemmer = Stemmer::default();
        let mut lexicon = Lexicon::default();
        lexicon.learn("pôle emploi", true, &stemmer);
        lexicon.learn("insertion", false, &stemmer);
        assert!(lexicon.learn_together("pôle emploi", &stemmer).is_some());
        assert!(lexicon.learn_together("emploi", &stemmer).is_none());
        let near = |typed, errors| {
            let found = lexicon.near(typed, false, errors);
            found
                .iter()
                .map(|known| known.spelling.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(near("empoli", 1), ["emploi"]);
        assert_eq!(near("poleempoli", 1), ["pôle emploi"]);
        assert_eq!(near("insertoin", 1), [""; 0]);
        assert!(lexicon.knows("insertion") && lexicon.knows("pole") && !lexicon.knows("poele"));
    }
}
