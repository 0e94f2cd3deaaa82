//! The only place where the program asks what time it is.

use jiff::Timestamp;

/// Tells the time: the machine's, or an instant chosen by a test or a demonstration.
#[derive(Debug, Clone, Copy)]
pub struct Clock(Option<Timestamp>);

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub const fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still.
    #[must_use]
    pub const fn stopped_at(instant: Timestamp) -> Self {
        Self(Some(instant))
    }

    /// The present instant.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock that everything else receives"
    )]
    pub fn now(&self) -> Timestamp {
        self.0.unwrap_or_else(Timestamp::now)
    }
}
