//! Cutting a text into folded words, each with its place in the text.

use std::ops::{ControlFlow, Range};

use super::fold::{fold_char, is_combining};

/// A folded word longer than this many bytes is cut: nobody types it, and work per word stays bounded.
const LONGEST: usize = 48;

/// Left sides of an apostrophe that are grammar: they disappear (`l'école` → `ecole`).
const ELIDED: &[&str] = &[
    "c", "d", "entr", "j", "jusqu", "l", "lorsqu", "m", "n", "presqu", "puisqu", "qu", "quelqu", "quoiqu",
    "s", "t",
];

/// Left sides of an apostrophe that belong to their word (`aujourd'hui`, `prud'hommes`, English `don't`).
const JOINED: &[&str] = &["aujourd", "can", "doesn", "don", "isn", "prud", "won"];

/// Words that are always written short or whole for one another, and what they are indexed as.
const WRITTEN_SHORT: &[(&str, &str)] = &[
    ("av", "avenue"),
    ("ave", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("boul", "boulevard"),
    ("st", "saint"),
    ("ste", "sainte"),
];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word, folded.
    pub folded: String,
    /// The bytes of the text it was cut from.
    pub range: Range<usize>,
}

/// The words of a text, in order, grammar words included.
///
/// Hyphens and punctuation separate, elided articles vanish, `C.A.F.` is one word, numbers are words.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    for_each_token(text, |folded, range| {
        found.push(Token {
            folded: folded.to_owned(),
            range,
        });
        ControlFlow::Continue(())
    });
    found
}

/// Calls `each` with every word of the text until it breaks.
pub(crate) fn for_each_token(text: &str, mut each: impl FnMut(&str, Range<usize>) -> ControlFlow<()>) {
    let mut word = String::with_capacity(LONGEST + 4);
    let mut start = 0;
    let mut end = 0;
    // Whether every letter so far was followed by a full stop, as in `C.A.F.`.
    let mut acronym = true;
    let mut letters = 0_usize;
    let mut rest = text.char_indices();
    while let Some((at, letter)) = rest.next() {
        let in_word = letters > 0;
        if letter.is_alphanumeric() || (in_word && is_combining(letter)) {
            if !in_word {
                start = at;
                acronym = true;
            }
            if letters >= 1 && !text[..at].ends_with('.') {
                acronym = false;
            }
            letters += 1;
            end = at + letter.len_utf8();
            if word.len() < LONGEST {
                fold_char(letter, &mut word);
            }
            continue;
        }
        if !in_word {
            continue;
        }
        let mut next = rest.clone().map(|(_, letter)| letter);
        let (following, after) = (next.next(), next.next());
        if is_apostrophe(letter) && following.is_some_and(char::is_alphanumeric) {
            if JOINED.contains(&word.as_str()) {
                continue;
            }
            if ELIDED.contains(&word.as_str()) {
                word.clear();
                letters = 0;
                continue;
            }
        }
        if letter == '.'
            && acronym
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && following.is_some_and(char::is_alphabetic)
            && !after.is_some_and(char::is_alphanumeric)
        {
            continue;
        }
        if !word.is_empty() && each(in_full(&word), start..end).is_break() {
            return;
        }
        word.clear();
        letters = 0;
    }
    if !word.is_empty() {
        // The last word: nothing is left to stop.
        let _ = each(in_full(&word), start..end);
    }
}

fn in_full(word: &str) -> &str {
    let known = WRITTEN_SHORT.iter().find(|(short, _)| *short == word);
    known.map_or(word, |&(_, whole)| whole)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '‘' | '`' | '´' | '′')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.folded).collect()
    }

    #[test]
    fn a_text_is_cut_as_french_is_written() {
        for (text, expected) in [
            (
                "Caisse d'Allocations familiales",
                &["caisse", "allocations", "familiales"][..],
            ),
            ("L’école, qu'il aime", &["ecole", "il", "aime"]),
            ("aujourd'hui aujourd’hui", &["aujourdhui", "aujourdhui"]),
            ("conseil de prud'hommes", &["conseil", "de", "prudhommes"]),
            ("Saint-Étienne-du-Rouvray", &["saint", "etienne", "du", "rouvray"]),
            ("12 bd St-Michel", &["12", "boulevard", "saint", "michel"]),
            (
                "C.A.F. et C.C.A.S de Lille",
                &["caf", "et", "ccas", "de", "lille"],
            ),
            (
                "M. Martin, impots.gouv.fr",
                &["m", "martin", "impots", "gouv", "fr"],
            ),
            (
                "59000 Lille, 13e (bât. B2)",
                &["59000", "lille", "13e", "bat", "b2"],
            ),
            ("O'Connor", &["o", "connor"]),
            ("e\u{301}cole", &["ecole"]),
            ("🎉 fête 🎉🎉", &["fete"]),
            ("L'", &["l"]),
            ("''''", &[]),
            ("", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn each_word_knows_its_bytes() {
        let text = "À l’Œuvre : C.A.F.";
        let found: Vec<&str> = tokens(text).into_iter().map(|token| &text[token.range]).collect();
        assert_eq!(found, ["À", "Œuvre", "C.A.F"]);
    }

    #[test]
    fn an_endless_word_is_cut() {
        let endless = "é".repeat(10_000);
        let found = tokens(&endless);
        assert_eq!((found.len(), found[0].folded.len()), (1, LONGEST));
        assert_eq!(found[0].range, 0..20_000);
    }
}
