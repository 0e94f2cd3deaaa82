//! French text into words: folding, elision, hyphens, acronyms, stop words, stems.
//! It knows the language and nothing of the index; the index and the highlighter cut text here and nowhere else,
//! so what is found and what is shown as found can never disagree.

mod fold;
mod stem;
mod stop;
mod tokens;

pub use fold::fold;
pub(crate) use stem::STABLE_BYTES;
pub use stem::{Stemmer, stem};
pub use stop::{is_chatter, is_minor, is_stop_word};
pub use tokens::{Token, tokens};

pub(crate) use tokens::for_each_token;

/// The typing errors between what was typed and a word, both folded, if they are at most `most`: letters wrong, missing,
/// added, or exchanged with their neighbour.
pub fn typing_errors(typed: &str, word: &str, most: usize) -> Option<usize> {
    let letters = |text: &str| -> Vec<char> { text.chars().collect() };
    crate::segment::letters::distance(&letters(typed), &letters(word), most, false)
}
