//! Letters: what may be written to somebody by mail, and to nobody else.
//!
//! A letter holds no text that a person wrote: only links, dates and counts, by type. What is confidential is behind the
//! link, where rights are asked for. Words are not here, and neither is sending.

mod cause;
mod link;
mod template;

pub use cause::{BadCause, Cause};
pub use link::{BadLink, Link};
pub use template::{DigestLine, DigestSubject, SecurityEvent, Template};

use jiff::Timestamp;

use crate::accounts::EmailAddress;
use crate::identifier::random_id;
use crate::language::Language;

/// The text is not the identifier of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the identifier of a letter")]
pub struct BadLetterId;

random_id! {
    /// Names a letter: in the table, and in the identifier that mail programs know it by.
    LetterId, BadLetterId
}

/// A letter to one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Where it goes.
    pub to: EmailAddress,
    /// In which language.
    pub language: Language,
    /// What it says.
    pub template: Template,
    /// What it was written for: the same letter for the same cause is written once.
    pub cause: Cause,
}

/// Where a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterState {
    /// To be sent.
    Waiting,
    /// A mail server took it over.
    Sent,
    /// A mail server refused it for good: this address takes no mail.
    Refused,
    /// What it offers ended before it could be sent.
    Expired,
    /// Dropped by somebody who looked at it.
    Dropped,
}

impl LetterState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Sent,
        Self::Refused,
        Self::Expired,
        Self::Dropped,
    ];

    /// Its word in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Expired => "expired",
            Self::Dropped => "dropped",
        }
    }

    /// The state that a word names.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Whether a letter that offers something until `ends` is still worth sending.
#[must_use]
pub fn is_worth_sending(ends: Option<Timestamp>, now: Timestamp) -> bool {
    ends.is_none_or(|ends| now < ends)
}
