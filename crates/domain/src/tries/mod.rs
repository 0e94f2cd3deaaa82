//! How often somebody may try to enter: by a link, a code or a receipt.
//!
//! Nobody can lock another out. What refuses is the address of the network that tries too often; an account or a receipt
//! that is tried by many never refuses, it becomes [`Attention::Wary`] and asks its holder for a better proof. Where
//! tries are counted, and how an address is found out, is not here.

mod allowance;
mod network;

use jiff::{SignedDuration, Timestamp};

pub use allowance::{Allowance, Spent};
pub use network::Network;

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Try {
    /// To be sent a link.
    AskLink,
    /// To use a link. Only those that open nothing count.
    OpenLink,
    /// To enter with an address and a code. A right one makes up for those before it.
    EnterCode,
    /// To open a file with a receipt. A right one makes up for those before it.
    EnterReceipt,
}

/// Whom tries are counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tally {
    /// One network, whatever it tries.
    Network,
    /// One network, on one account or receipt.
    NetworkOnTarget,
    /// One account or receipt, whoever tries it.
    Target,
}

/// How closely the next try is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attention {
    /// As always.
    Usual,
    /// This account or receipt is being tried by many: a proof that can be guessed is not enough.
    Wary,
}

impl Attention {
    /// The last step of an authenticator that an entry uses up, from the steps at which its codes are right; `None` where
    /// it is not let in. Under [`Attention::Wary`] a second code of the very next step has to follow: two in a row cannot
    /// be guessed.
    #[must_use]
    pub fn last_step(self, first: Option<i64>, second: Option<i64>) -> Option<i64> {
        match self {
            Self::Usual => first,
            Self::Wary => second.filter(|second| first.is_some_and(|first| first + 1 == *second)),
        }
    }
}

/// This network has tried too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("tried too often; again from {again_at}")]
pub struct TooMany {
    /// When the next try is allowed.
    pub again_at: Timestamp,
}

impl TooMany {
    /// How long to wait, in whole seconds, one at least.
    #[must_use]
    pub fn wait_s(&self, now: Timestamp) -> u64 {
        let wait = self.again_at.duration_since(now);
        let whole = wait.as_secs() + i64::from(wait.subsec_nanos() > 0);
        whole.max(1).unsigned_abs()
    }
}

impl Tally {
    /// Every tally, the one that refuses soonest first.
    pub const ALL: [Self; 3] = [Self::NetworkOnTarget, Self::Network, Self::Target];

    /// The word it is kept under.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::NetworkOnTarget => "network-on-target",
            Self::Target => "target",
        }
    }
}

impl Try {
    /// Everything that is tried.
    pub const ALL: [Self; 4] = [Self::AskLink, Self::OpenLink, Self::EnterCode, Self::EnterReceipt];

    /// The word it is kept under.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AskLink => "ask-link",
            Self::OpenLink => "open-link",
            Self::EnterCode => "enter-code",
            Self::EnterReceipt => "enter-receipt",
        }
    }

    /// How many tries a tally has, from one network; `None` where they are not counted.
    ///
    /// A training room or a library signs in behind one address: a network has thirty tries at once. What can be guessed
    /// (six digits: three codes in a million are right at any moment) is guarded by the tally of the account, which asks
    /// for more after ten wrong ones and regains one an hour.
    #[must_use]
    pub fn allowance(self, tally: Tally, from: Network) -> Option<Allowance> {
        let minutes = SignedDuration::from_mins;
        let allowance = match (self, tally) {
            (Self::AskLink, Tally::NetworkOnTarget) => Allowance::of(5, minutes(10)),
            (Self::EnterCode, Tally::NetworkOnTarget) => Allowance::of(6, minutes(5)),
            (Self::EnterReceipt, Tally::NetworkOnTarget) => Allowance::of(10, minutes(2)),
            (Self::AskLink | Self::EnterCode, Tally::Network) => Allowance::of(30, minutes(1)),
            (Self::OpenLink | Self::EnterReceipt, Tally::Network) => Allowance::of(30, minutes(2)),
            (Self::EnterCode | Self::EnterReceipt, Tally::Target) => Allowance::of(10, minutes(60)),
            (Self::OpenLink, Tally::NetworkOnTarget) | (Self::AskLink | Self::OpenLink, Tally::Target) => {
                return None;
            }
        };
        Some(match tally {
            Tally::Network | Tally::NetworkOnTarget if from.names_nobody() => allowance.shared(),
            _ => allowance,
        })
    }
}

#[cfg(test)]
mod tests;
