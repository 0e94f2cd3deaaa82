//! When a source gives the identifier of one place to another one: rows numbered by their rank, or another file.
//!
//! A public address belongs to one place for ever, so an identifier alone is no proof: see [`super::Likeness`]. What becomes
//! of the two places is the business of whoever keeps the directory.

/// What an import found of identifiers that name another place than before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reassignments {
    /// Records of the file whose identifier the source had before.
    pub known: u64,
    /// Those that are another place now.
    pub reassigned: u64,
}

impl Reassignments {
    /// Up to this many, an identifier that changed hands is dealt with one by one.
    pub const FEW: u64 = 10;
    /// From this many on, a source whose identifiers all changed hands is another file, however small.
    pub const WHOLE_FROM: u64 = 3;

    /// Whether most identifiers name another place, so that the file is more likely another source's, or was numbered
    /// anew. Somebody has to say that it is meant.
    #[must_use]
    pub fn need_consent(self) -> bool {
        let is_most = self.reassigned > Self::FEW && self.reassigned > self.known / 2;
        let is_whole = self.reassigned >= Self::WHOLE_FROM && self.reassigned == self.known;
        is_most || is_whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_that_mostly_changed_hands_need_consent() {
        for (known, reassigned, expected) in [
            (0, 0, false),
            (2, 2, false),
            (3, 3, true),
            (4, 3, false),
            (10, 10, true),
            (11, 10, false),
            (12, 11, true),
            (21, 11, true),
            (22, 11, false),
            (1_000, 500, false),
            (1_000, 501, true),
        ] {
            assert_eq!(
                Reassignments { known, reassigned }.need_consent(),
                expected,
                "{reassigned} of {known}"
            );
        }
    }
}
