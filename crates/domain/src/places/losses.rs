//! When a new file of a source takes away so much of it that it is more likely to be the wrong file.

/// What an import would take away from a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Losses {
    /// Places that the source mentioned before.
    pub before: u64,
    /// Those that its new file no longer mentions.
    pub gone: u64,
}

impl Losses {
    /// Up to this many places, a source may change entirely: small sources do, and the harm is small.
    pub const HARMLESS: u64 = 10;

    /// Whether more than half of the source would be gone, and more than [`Self::HARMLESS`] places: a fragment or the
    /// file of another source does that, producers hardly ever. Somebody has to say that it is meant.
    #[must_use]
    pub fn need_consent(self) -> bool {
        self.gone > Self::HARMLESS && self.gone > self.before / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losing_most_of_a_source_needs_consent_and_losing_little_does_not() {
        for (before, gone, expected) in [
            (0, 0, false),
            (10, 10, false),
            (11, 11, true),
            (20, 11, true),
            (21, 11, true),
            (22, 11, false),
            (23, 11, false),
            (1_000, 500, false),
            (1_000, 501, true),
            (1_001, 500, false),
            (1_001, 501, true),
        ] {
            assert_eq!(
                Losses { before, gone }.need_consent(),
                expected,
                "{gone} of {before}"
            );
        }
    }
}
