//! Words that ask for what is closed at a time. What asks for what is open is read by the module above.

use std::ops::Range;

use super::phrase::{after_open, cut};
use super::{NOT, OPEN};

/// What says by itself that something is not open.
const CLOSED: &[&str] = &["fermee", "fermes", "fermees", "closed"];

/// Words that ask for what is not open at a time: "pas ouvert le lundi". Nothing answers that, and they are no words of
/// a place either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenClosed {
    /// The words that say so, as typed.
    pub phrase: String,
    /// The other words.
    pub rest: String,
    /// The bytes that the phrase takes.
    pub(in crate::reading) range: Range<usize>,
}

impl SpokenClosed {
    /// What asks for closed places in the words, if anything does.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let cut = cut(words);
        (0..cut.len()).find_map(|at| {
            let is_not_open =
                at > 0 && OPEN.contains(&&*cut[at].folded) && NOT.contains(&&*cut[at - 1].folded);
            // Without its accent, "ferme" may be a farm.
            let typed = words[cut[at].range.clone()].to_lowercase();
            let is_closed = CLOSED.contains(&&*cut[at].folded) || typed == "fermé";
            if !is_not_open && !is_closed {
                return None;
            }
            let (_, count) = after_open(&cut[at..])?;
            let first = at - usize::from(is_not_open);
            let (start, end) = (cut[first].range.start, cut[at + count].range.end);
            let (before, after) = (words[..start].trim(), words[end..].trim());
            Some(Self {
                phrase: words[start..end].to_owned(),
                rest: format!("{before} {after}").trim().to_owned(),
                range: start..end,
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
            ("mairie fermée le lundi", "fermée le lundi", "mairie"),
            ("Fermé lundi", "Fermé lundi", ""),
            ("library closed on sunday", "closed on sunday", "library"),
            ("not open on sunday library", "not open on sunday", "library"),
        ] {
            let closed = SpokenClosed::read(words).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((&*closed.phrase, &*closed.rest), (phrase, rest));
        }
        for words in [
            "pas ouvert",
            "ouvert samedi",
            "portes ouvertes samedi",
            "ferme lundi",
            "ferme ouverte samedi",
            "fermé",
            "pas",
            "",
        ] {
            assert_eq!(SpokenClosed::read(words), None, "{words}");
        }
    }
}
