//! Work that is done after the answer: which kinds there are, when a failed one is tried again, when it is given up.
//!
//! What a job does is not here, and neither is the table: a job names what it is about and holds no content.

mod problem;
mod retry;

pub use problem::{NotAProblem, Problem};
pub use retry::{Next, Retry};

use jiff::SignedDuration;

use crate::identifier::random_id;

/// The text is not the identifier of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the identifier of a job")]
pub struct BadJobId;

random_id! {
    /// Names a job.
    JobId, BadJobId
}

/// What a job is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JobKind {
    /// Sends one letter of the outbox by mail.
    SendLetter,
}

impl JobKind {
    /// Every kind.
    pub const ALL: [Self; 1] = [Self::SendLetter];

    /// Its word in the database and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SendLetter => "send-letter",
        }
    }

    /// The kind that a word names.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// When a failed one is tried again.
    #[must_use]
    pub const fn retry(self) -> Retry {
        match self {
            // The relay may be down over a week-end: two days and more. What has a shorter life says so itself.
            Self::SendLetter => Retry {
                first: SignedDuration::from_secs(15),
                longest: SignedDuration::from_hours(4),
                most_tries: 24,
            },
        }
    }

    /// How long whoever claimed it may be silent before another takes it over.
    #[must_use]
    pub const fn lease(self) -> SignedDuration {
        match self {
            Self::SendLetter => SignedDuration::from_secs(60),
        }
    }
}

/// Where a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JobState {
    /// To be done, now or later, or being done.
    Open,
    /// Done.
    Done,
    /// Given up; somebody has to look at it.
    Dead,
    /// Dropped by somebody who looked at it.
    Dropped,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Done, Self::Dead, Self::Dropped];

    /// Its word in the database and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dead => "dead",
            Self::Dropped => "dropped",
        }
    }

    /// The state that a word names.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_one_kind_and_one_state() {
        for kind in JobKind::ALL {
            assert_eq!(JobKind::from_code(kind.code()), Some(kind));
        }
        for state in JobState::ALL {
            assert_eq!(JobState::from_code(state.code()), Some(state));
        }
        assert_eq!(JobKind::from_code("open"), None);
    }

    #[test]
    fn a_letter_survives_a_relay_that_is_down_for_a_night() {
        let retry = JobKind::SendLetter.retry();
        let soonest: SignedDuration = (1..retry.most_tries)
            .map(|tries| match retry.after(tries, 0) {
                Next::Again(delay) => delay,
                Next::GiveUp => panic!("{tries} tries are not all"),
            })
            .sum();
        assert!(soonest > SignedDuration::from_hours(24), "{soonest:?}");
    }
}
