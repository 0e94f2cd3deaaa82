//! When a failed job is tried again: later each time, never all at once.

use jiff::SignedDuration;

/// How patient a kind of job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// The longest delay after the first failed try.
    pub first: SignedDuration,
    /// The longest delay of all.
    pub longest: SignedDuration,
    /// After so many tries it is given up.
    pub most_tries: u32,
}

/// What comes after a failed try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Another try, so much later.
    Again(SignedDuration),
    /// None: the job is dead.
    GiveUp,
}

impl Retry {
    /// What comes after the `tries`-th try failed. The delay doubles each time; its second half is left to chance, which
    /// the caller draws from 0 to 65 535, so that jobs that failed together do not come back together.
    /// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 ("equal jitter").
    #[must_use]
    pub fn after(&self, tries: u32, chance: u16) -> Next {
        if tries >= self.most_tries {
            return Next::GiveUp;
        }
        let doubled = 1_i32
            .checked_shl(tries.saturating_sub(1))
            .filter(|times| *times > 0);
        let whole = doubled
            .and_then(|times| self.first.checked_mul(times))
            .map_or(self.longest, |delay| delay.min(self.longest));
        let half = whole / 2;
        Next::Again(half + half.mul_f64(f64::from(chance) / f64::from(u16::MAX)))
    }

    /// Whether a job that was claimed so many times, and whose last holder fell silent, may be claimed again.
    #[must_use]
    pub fn allows(&self, tries: u32) -> bool {
        tries <= self.most_tries
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RETRY: Retry = Retry {
        first: SignedDuration::from_secs(10),
        longest: SignedDuration::from_secs(60),
        most_tries: 5,
    };

    #[test]
    fn delays_double_up_to_the_longest_and_then_end() {
        let delays: Vec<Next> = (1..=5).map(|tries| RETRY.after(tries, u16::MAX)).collect();
        let again = |seconds| Next::Again(SignedDuration::from_secs(seconds));
        assert_eq!(delays, [again(10), again(20), again(40), again(60), Next::GiveUp]);
        assert_eq!(RETRY.after(1, 0), again(5));
    }

    proptest! {
        #[test]
        fn chance_moves_a_delay_within_its_second_half(tries in 1_u32..200, chance: u16, most in 1_u32..400) {
            let retry = Retry { most_tries: most, ..RETRY };
            match (retry.after(tries, chance), retry.after(tries, u16::MAX)) {
                (Next::Again(delay), Next::Again(longest)) => {
                    prop_assert!(tries < most);
                    prop_assert!(delay <= longest && delay >= longest / 2, "{delay:?} of {longest:?}");
                    prop_assert!(longest <= RETRY.longest && delay.is_positive());
                }
                (Next::GiveUp, Next::GiveUp) => prop_assert!(tries >= most),
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }
}
