//! Letters that are shown instead of being sent, in memory, in the demonstration only.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use domain::accounts::EmailAddress;
use domain::language::Language;
use jiff::Timestamp;

use super::MailText;

/// As many letters as are kept; older ones are let go.
const MOST: usize = 200;

/// A letter that would have been sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// From 1, in the order in which they came.
    pub number: u64,
    /// When it would have left.
    pub at: Timestamp,
    /// To whom.
    pub to: EmailAddress,
    /// In which language.
    pub language: Language,
    /// What it says.
    pub text: MailText,
}

/// The letters of the demonstration. Cloning it shares them.
#[derive(Clone, Default)]
pub struct KeptMail(Arc<Mutex<Letters>>);

#[derive(Default)]
struct Letters {
    last: u64,
    letters: VecDeque<Kept>,
}

impl KeptMail {
    /// Keeps a letter.
    pub fn keep(&self, to: EmailAddress, language: Language, text: MailText, at: Timestamp) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.last += 1;
        let number = kept.last;
        kept.letters.push_front(Kept {
            number,
            at,
            to,
            language,
            text,
        });
        kept.letters.truncate(MOST);
    }

    /// The letters, the latest first.
    #[must_use]
    pub fn all(&self) -> Vec<Kept> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.letters.iter().cloned().collect()
    }

    /// One letter.
    #[must_use]
    pub fn find(&self, number: u64) -> Option<Kept> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.letters
            .iter()
            .find(|letter| letter.number == number)
            .cloned()
    }
}
