//! So many tries at once, then one at a time as they come back: the generic cell rate algorithm (ITU-T I.371, annex A),
//! which needs one instant of memory for each tally.

use jiff::{SignedDuration, Timestamp};

/// How many tries there are at once, and how long each takes to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    burst: i32,
    every: SignedDuration,
}

/// What is remembered of a tally: from this instant on, all its tries are there again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spent(pub Timestamp);

impl Allowance {
    /// How many times more an address has that names nobody: all who come through a proxy that was not made known share
    /// it.
    const SHARED: i32 = 10;

    /// So many at once, and one more after each `every`.
    pub(super) const fn of(burst: i32, every: SignedDuration) -> Self {
        Self { burst, every }
    }

    /// For an address that many share: more at once, and back as much sooner.
    pub(super) fn shared(self) -> Self {
        Self {
            burst: self.burst * Self::SHARED,
            every: self.every / Self::SHARED,
        }
    }

    /// How many there are at once.
    #[must_use]
    pub fn burst(self) -> u32 {
        self.burst.unsigned_abs()
    }

    /// How long it takes until all are there again: nothing needs to be remembered longer.
    #[must_use]
    pub fn memory(self) -> SignedDuration {
        self.every * self.burst
    }

    /// Takes a try.
    ///
    /// # Errors
    /// None is left: when the next one is.
    pub fn take(self, spent: Option<Spent>, now: Timestamp) -> Result<Spent, Timestamp> {
        let from = self.believed(spent, now);
        let after = from + self.every;
        let last = now + self.memory();
        if after <= last {
            Ok(Spent(after))
        } else {
            Err(after - self.memory())
        }
    }

    /// What is left of the memory now. What lies a little further ahead than a tally can spend was written by a node whose
    /// clock is ahead, and counts as all spent; what lies much further comes from a clock that was set back since, and
    /// counts for nothing: it would refuse for as long as the clock is behind.
    fn believed(self, spent: Option<Spent>, now: Timestamp) -> Timestamp {
        match spent {
            Some(Spent(until)) if until <= now + self.memory() * 2 => until.clamp(now, now + self.memory()),
            _ => now,
        }
    }
}
