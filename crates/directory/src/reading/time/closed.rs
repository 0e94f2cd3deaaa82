//! Words that ask for what is closed at a time. What asks for what is open is read by the module above.

use super::phrase::{after_open, cut};
use super::{NOT, OPEN};

/// Words that ask for what is not open at a time: "pas ouvert le lundi". Nothing answers that, and they are no words of
/// a place either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenClosed {
    /// The words that say so, as typed.
    pub phrase: String,
    /// The other words.
    pub rest: String,
}

impl SpokenClosed {
    /// What asks for closed places in the words, if anything does.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let cut = cut(words);
        (1..cut.len()).find_map(|at| {
            if !OPEN.contains(&&*cut[at].folded) || !NOT.contains(&&*cut[at - 1].folded) {
                return None;
            }
            let (_, count) = after_open(&cut[at..])?;
            let (start, end) = (cut[at - 1].range.start, cut[at + count].range.end);
            let (before, after) = (words[..start].trim(), words[end..].trim());
            Some(Self {
                phrase: words[start..end].to_owned(),
                rest: format!("{before} {after}").trim().to_owned(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_open_is_told_from_the_need() {
        for (words, phrase, rest) in [
            ("mairie pas ouvert le lundi", "pas ouvert le lundi", "mairie"),
            ("pas ouvert samedi matin", "pas ouvert samedi matin", ""),
            ("not open on sunday library", "not open on sunday", "library"),
        ] {
            let closed = SpokenClosed::read(words).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((&*closed.phrase, &*closed.rest), (phrase, rest));
        }
        for words in ["pas ouvert", "ouvert samedi", "portes ouvertes samedi", "pas", ""] {
            assert_eq!(SpokenClosed::read(words), None, "{words}");
        }
    }
}
