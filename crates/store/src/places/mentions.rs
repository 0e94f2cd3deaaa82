//! The memory of an import: which records of the source the database knows, and which of them the file has mentioned.
//!
//! It is the only thing in an import that grows with the file, so each record takes 33 bytes: no text, no allocation.

use std::collections::HashMap;

use domain::places::Losses;

use super::identity::RecordKey;

/// The tables that the records are spread over. A table doubles when it is full and needs old and new at that moment:
/// of many small ones, hardly any two do so at the same time.
const TABLES: usize = 256;
/// Bytes of a content digest that are kept: a changed record passes for an unchanged one once in 2^88 comparisons.
const DIGEST_BYTES: usize = 11;

/// What is known of every record of a source.
pub(super) struct Mentions {
    tables: Vec<HashMap<RecordKey, Known>>,
    present_before: u64,
    present_mentioned: u64,
}

/// What is known of one record.
struct Known {
    /// The row of this import that mentions it.
    row: u32,
    digest: [u8; DIGEST_BYTES],
    state: u8,
}

/// The database has the record as gone.
const GONE: u8 = 1;
/// A row of this import mentions the record.
const MENTIONED: u8 = 2;
/// That row cannot be used: a later one may be.
const KEPT: u8 = 4;

/// What a row that mentions a record means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mention {
    /// The source never had this record.
    New,
    /// It had it.
    Known {
        /// Whether it says something else than before.
        is_changed: bool,
        /// Whether it was gone.
        was_gone: bool,
        /// Whether an earlier row of this import could not be used.
        was_kept: bool,
    },
    /// An earlier row of this import said it.
    Repeated {
        /// That row.
        first_row: u32,
    },
}

impl Mentions {
    /// Of a source without records.
    pub(super) fn none() -> Self {
        Self {
            tables: (0..TABLES).map(|_| HashMap::new()).collect(),
            present_before: 0,
            present_mentioned: 0,
        }
    }

    /// Learns of a record from the database.
    pub(super) fn know(&mut self, key: RecordKey, hash: &[u8; 32], is_gone: bool) {
        self.present_before += u64::from(!is_gone);
        let known = Known {
            row: 0,
            digest: digest_of(hash),
            state: if is_gone { GONE } else { 0 },
        };
        self.table(&key).insert(key, known);
    }

    /// Takes note of a row that can be used.
    pub(super) fn mention(&mut self, key: RecordKey, row: u32, hash: &[u8; 32]) -> Mention {
        let digest = digest_of(hash);
        let Some(known) = self.table(&key).get_mut(&key) else {
            let known = Known {
                row,
                digest,
                state: MENTIONED,
            };
            self.table(&key).insert(key, known);
            return Mention::New;
        };
        if known.state & MENTIONED != 0 && known.state & KEPT == 0 {
            return Mention::Repeated { first_row: known.row };
        }
        let (was_gone, was_kept) = (known.state & GONE != 0, known.state & KEPT != 0);
        let is_changed = known.digest != digest;
        *known = Known {
            row,
            digest,
            state: MENTIONED,
        };
        // A kept record was counted when it was kept.
        self.present_mentioned += u64::from(!was_gone && !was_kept);
        Mention::Known {
            is_changed,
            was_gone,
            was_kept,
        }
    }

    /// Takes note of a row that cannot be used; whether a present record is kept because of it.
    pub(super) fn keep(&mut self, key: RecordKey, row: u32) -> bool {
        let Some(known) = self.table(&key).get_mut(&key) else {
            return false;
        };
        if known.state != 0 {
            return false;
        }
        known.row = row;
        known.state = MENTIONED | KEPT;
        self.present_mentioned += 1;
        true
    }

    /// Whether this import mentioned the record.
    pub(super) fn has(&self, key: &RecordKey) -> bool {
        self.tables[table_of(key)]
            .get(key)
            .is_some_and(|known| known.state & MENTIONED != 0)
    }

    /// What would be gone if the file ended here.
    pub(super) fn losses(&self) -> Losses {
        Losses {
            before: self.present_before,
            gone: self.present_before - self.present_mentioned,
        }
    }

    fn table(&mut self, key: &RecordKey) -> &mut HashMap<RecordKey, Known> {
        &mut self.tables[table_of(key)]
    }
}

fn table_of(key: &RecordKey) -> usize {
    usize::from(key[0]) % TABLES
}

fn digest_of(hash: &[u8; 32]) -> [u8; DIGEST_BYTES] {
    hash[..DIGEST_BYTES].try_into().expect("a digest has 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: RecordKey = [1; 16];
    const B: RecordKey = [2; 16];
    const OLD: [u8; 32] = [7; 32];
    const NEW: [u8; 32] = [8; 32];

    #[test]
    fn a_record_takes_thirty_two_bytes() {
        assert_eq!(size_of::<(RecordKey, Known)>(), 32);
    }

    #[test]
    fn a_record_is_new_once_and_repeated_after() {
        let mut mentions = Mentions::none();
        assert_eq!(mentions.mention(A, 3, &OLD), Mention::New);
        assert_eq!(mentions.mention(A, 4, &NEW), Mention::Repeated { first_row: 3 });
        assert_eq!(mentions.mention(B, 5, &OLD), Mention::New);
        assert_eq!(mentions.losses(), Losses { before: 0, gone: 0 });
        assert!(mentions.has(&A) && mentions.has(&B));
    }

    #[test]
    fn what_is_known_is_changed_unchanged_or_back() {
        for (hash, is_gone) in [(OLD, false), (OLD, true), (NEW, false), (NEW, true)] {
            let mut mentions = Mentions::none();
            mentions.know(A, &OLD, is_gone);
            assert_eq!(mentions.losses().gone, u64::from(!is_gone));
            let expected = Mention::Known {
                is_changed: hash == NEW,
                was_gone: is_gone,
                was_kept: false,
            };
            assert_eq!(mentions.mention(A, 1, &hash), expected);
            assert_eq!(mentions.mention(A, 2, &hash), Mention::Repeated { first_row: 1 });
            assert_eq!(mentions.losses().gone, 0);
        }
    }

    #[test]
    fn a_row_that_cannot_be_used_keeps_a_present_record_until_one_that_can() {
        let mut mentions = Mentions::none();
        mentions.know(A, &OLD, false);
        mentions.know(B, &OLD, true);
        assert!(mentions.keep(A, 1));
        assert!(!mentions.keep(A, 2), "it is kept once");
        assert!(!mentions.keep(B, 3), "what is gone stays gone");
        assert!(!mentions.keep([3; 16], 4), "what was never there stays unknown");
        assert_eq!(mentions.losses(), Losses { before: 1, gone: 0 });
        let usable = mentions.mention(A, 5, &NEW);
        assert_eq!(
            usable,
            Mention::Known {
                is_changed: true,
                was_gone: false,
                was_kept: true
            }
        );
        assert_eq!(mentions.losses().gone, 0);
        assert!(!mentions.keep(A, 6), "it has been said");
    }

    #[test]
    fn what_is_not_mentioned_is_lost() {
        let mut mentions = Mentions::none();
        mentions.know(A, &OLD, false);
        mentions.know(B, &OLD, false);
        mentions.mention(A, 1, &OLD);
        assert_eq!(mentions.losses(), Losses { before: 2, gone: 1 });
        assert!(mentions.has(&A) && !mentions.has(&B));
    }
}
