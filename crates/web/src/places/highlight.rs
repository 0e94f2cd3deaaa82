//! Words of a text that match what was searched.

use std::ops::Range;

/// A text in pieces, some of them marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlighted(Vec<Piece>);

/// Part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it matches.
    pub is_match: bool,
}

impl Highlighted {
    /// A text without any mark.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::new(text, &[])
    }

    /// A text with the matching parts, in bytes and in order. A range that does not fit the text is left out: a word
    /// without its mark is better than no word.
    #[must_use]
    pub fn new(text: &str, matches: &[Range<usize>]) -> Self {
        let mut pieces = Vec::with_capacity(matches.len() * 2 + 1);
        let mut push = |text: &str, is_match| {
            if !text.is_empty() {
                pieces.push(Piece {
                    text: text.to_owned(),
                    is_match,
                });
            }
        };
        let mut shown = 0;
        for range in matches {
            if range.start < shown {
                continue;
            }
            let (Some(before), Some(matching)) = (text.get(shown..range.start), text.get(range.clone()))
            else {
                continue;
            };
            push(before, false);
            push(matching, true);
            shown = range.end;
        }
        push(&text[shown..], false);
        Self(pieces)
    }

    /// The pieces in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_stays_whole_whatever_is_marked() {
        let text = "Médiathèque de l'Étang";
        let cases: [&[Range<usize>]; 5] = [
            &[],
            &[0..13, 19..25],
            &[0..13, 5..14],
            &[1..2, 3..4],
            &[0..999, 2..3],
        ];
        for ranges in cases {
            let pieces = Highlighted::new(text, ranges);
            let whole: String = pieces.pieces().iter().map(|piece| &*piece.text).collect();
            assert_eq!(whole, text, "{ranges:?}");
        }
        let marked = Highlighted::new(text, &[0..13, 19..25]);
        let matches: Vec<&str> = marked
            .pieces()
            .iter()
            .filter(|piece| piece.is_match)
            .map(|piece| &*piece.text)
            .collect();
        assert_eq!(matches, ["Médiathèque", "Étang"]);
    }
}
