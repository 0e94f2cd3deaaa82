//! How long somebody stays signed in, and when she must show again that it is she.

use jiff::{SignedDuration, Timestamp};

/// Where a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionKind {
    /// A member's own device.
    Own,
    /// A device that many use: a desk, a public computer.
    Kiosk,
}

/// The moments that decide whether a session still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTimes {
    /// Where it is.
    pub kind: SessionKind,
    /// When its owner signed in.
    pub began_at: Timestamp,
    /// When she last did something.
    pub seen_at: Timestamp,
    /// When she last showed who she is: on signing in, then at each step-up.
    pub proven_at: Timestamp,
}

/// Why a session no longer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Ended {
    /// Nothing was done for too long.
    #[error("the session ended because nothing was done for a while")]
    Idle,
    /// It has lasted as long as a session may.
    #[error("the session has lasted as long as it may")]
    Expired,
    /// It lies in the future: the clock was set back by more than [`SessionTimes::CLOCK_SLACK`].
    #[error("the clock of the server went back")]
    FromTheFuture,
}

/// The owner must first show again that it is she.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this needs a fresh proof of who you are")]
pub struct StepUp;

impl SessionKind {
    /// How long a session lasts without a sign of its owner.
    #[must_use]
    pub fn idle_limit(self) -> SignedDuration {
        match self {
            Self::Own => SignedDuration::from_mins(30),
            Self::Kiosk => SignedDuration::from_mins(20),
        }
    }
}

impl SessionTimes {
    /// How long a session lasts, whatever its owner does.
    pub const ABSOLUTE_LIMIT: SignedDuration = SignedDuration::from_hours(12);
    /// How long a proof is fresh enough for exports, changes of role and erasure.
    pub const FRESH: SignedDuration = SignedDuration::from_mins(5);
    /// How far a clock may be set back before sessions are no longer believed. A clock that goes back must lengthen
    /// no session: what was seen later than now counts as seen now.
    pub const CLOCK_SLACK: SignedDuration = SignedDuration::from_hours(2);

    /// Whether the session still holds.
    ///
    /// # Errors
    /// Why it does not.
    pub fn holds(&self, now: Timestamp) -> Result<(), Ended> {
        let since = |then: Timestamp| now.duration_since(then);
        if since(self.seen_at) < -Self::CLOCK_SLACK || since(self.began_at) < -Self::CLOCK_SLACK {
            Err(Ended::FromTheFuture)
        } else if since(self.began_at) >= Self::ABSOLUTE_LIMIT {
            Err(Ended::Expired)
        } else if since(self.seen_at) >= self.kind.idle_limit() {
            Err(Ended::Idle)
        } else {
            Ok(())
        }
    }

    /// Whether the last proof is fresh enough for what cannot be taken back.
    ///
    /// # Errors
    /// The owner must prove again who she is.
    pub fn is_fresh(&self, now: Timestamp) -> Result<(), StepUp> {
        let age = now.duration_since(self.proven_at);
        // A proof from the future is no proof: the clock went back, and nobody knows how old it is.
        if age >= SignedDuration::ZERO && age < Self::FRESH {
            Ok(())
        } else {
            Err(StepUp)
        }
    }

    /// When the session ends if nothing more is done.
    #[must_use]
    pub fn ends_at(&self) -> Timestamp {
        (self.seen_at + self.kind.idle_limit()).min(self.began_at + Self::ABSOLUTE_LIMIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-03-03T{text}Z").parse().unwrap()
    }

    fn session(kind: SessionKind) -> SessionTimes {
        SessionTimes {
            kind,
            began_at: at("08:00:00"),
            seen_at: at("09:00:00"),
            proven_at: at("08:58:00"),
        }
    }

    #[test]
    fn a_session_ends_when_nothing_is_done() {
        assert_eq!(session(SessionKind::Own).holds(at("09:29:59")), Ok(()));
        assert_eq!(session(SessionKind::Own).holds(at("09:30:00")), Err(Ended::Idle));
        assert_eq!(
            session(SessionKind::Kiosk).holds(at("09:20:00")),
            Err(Ended::Idle)
        );
    }

    #[test]
    fn a_session_ends_after_twelve_hours_whatever_is_done() {
        let busy = SessionTimes {
            seen_at: at("19:59:00"),
            ..session(SessionKind::Own)
        };
        assert_eq!(busy.holds(at("19:59:59")), Ok(()));
        assert_eq!(busy.holds(at("20:00:00")), Err(Ended::Expired));
        assert_eq!(busy.ends_at(), at("20:00:00"));
    }

    #[test]
    fn a_clock_set_back_an_hour_signs_nobody_out_and_refreshes_no_proof() {
        assert_eq!(session(SessionKind::Own).holds(at("08:00:00")), Ok(()));
        assert_eq!(session(SessionKind::Own).is_fresh(at("08:00:00")), Err(StepUp));
        let tomorrow = SessionTimes {
            seen_at: "2026-03-04T09:00:00Z".parse().unwrap(),
            ..session(SessionKind::Own)
        };
        assert_eq!(tomorrow.holds(at("09:00:00")), Err(Ended::FromTheFuture));
    }

    #[test]
    fn a_proof_is_fresh_for_five_minutes() {
        assert_eq!(session(SessionKind::Own).is_fresh(at("09:02:59")), Ok(()));
        assert_eq!(session(SessionKind::Own).is_fresh(at("09:03:00")), Err(StepUp));
    }
}
