//! Links that open a door once, and how long they do.

use jiff::{SignedDuration, Timestamp};

/// What a one-time link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// Signs a member in.
    SignIn,
    /// Makes somebody a member.
    Invitation,
}

impl LinkKind {
    /// How long the link can be used, once.
    #[must_use]
    pub fn lasts(self) -> SignedDuration {
        match self {
            Self::SignIn => SignedDuration::from_mins(15),
            Self::Invitation => SignedDuration::from_hours(7 * 24),
        }
    }

    /// When a link that is made now ends.
    #[must_use]
    pub fn ends_at(self, now: Timestamp) -> Timestamp {
        now + self.lasts()
    }
}

/// At most one sign-in link in this time for one account, whoever asks. Somebody who asks again and again for another's
/// account fills no mailbox, and locks nobody out: the link that was sent still works, and lasts longer than this.
pub const BETWEEN_SIGN_IN_LINKS: SignedDuration = SignedDuration::from_mins(2);
