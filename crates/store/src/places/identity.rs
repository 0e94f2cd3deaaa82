//! Which place a record belongs to, and whether what a record says has changed.

use domain::places::{PlaceId, RecordId, SourceName};
use sha2::{Digest, Sha256};

use crate::db::{Cell, Value};

/// The public identifier of the place that a record makes: 60 bits of SHA-256 over source, zero byte, record.
///
/// The same file gives the same identifiers on every instance, so links survive a database that is made anew. Should
/// two records ever share the 60 bits (one chance in 3,700,000,000 among 25,000 places), the one that comes later takes
/// the first free identifier among those made with one more zero byte and the attempt's number, 1, 2… (big-endian,
/// without leading zeros). So does a place whose record's identifier named another one before.
pub(super) fn place_id(source: &SourceName, record: &RecordId, attempt: u32) -> PlaceId {
    place_of(&digest(source, record.as_str(), attempt))
}

/// What tells one record of a source from another while the source is imported: 128 bits of the same digest.
///
/// Two different identifiers share them by chance once in 10^24 imports of ten million rows (birthday bound,
/// n² / 2^129), and finding two on purpose takes 2^64 digests; all it would achieve is that a producer's own second
/// row is called a repetition of the first.
pub(super) type RecordKey = [u8; 16];

/// The key of a record, and the place it makes unless that identifier is taken.
pub(super) fn key_and_place(source: &SourceName, record: &RecordId) -> (RecordKey, PlaceId) {
    let digest = digest(source, record.as_str(), 0);
    (key_of(&digest), place_of(&digest))
}

/// The key of a record by its identifier alone, whether a source may have such a record or not.
pub(super) fn record_key(source: &SourceName, record: &str) -> RecordKey {
    key_of(&digest(source, record, 0))
}

fn digest(source: &SourceName, record: &str, attempt: u32) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(source.as_str());
    digest.update([0]);
    digest.update(record);
    if attempt > 0 {
        let bytes = attempt.to_be_bytes();
        digest.update([0]);
        digest.update(&bytes[attempt.leading_zeros() as usize / 8..]);
    }
    digest.finalize().into()
}

fn place_of(digest: &[u8; 32]) -> PlaceId {
    let bits = digest[..8].try_into().expect("a SHA-256 digest has 32 bytes");
    PlaceId::from_bits(u64::from_be_bytes(bits))
}

fn key_of(digest: &[u8; 32]) -> RecordKey {
    digest[8..24].try_into().expect("a SHA-256 digest has 32 bytes")
}

/// SHA-256 over the values of a row, each with its kind and length.
pub(super) fn content_hash<'a>(cells: impl Iterator<Item = Cell<'a>>) -> [u8; 32] {
    let mut digest = Sha256::new();
    for cell in cells {
        match cell {
            Cell::Null => digest.update([0]),
            Cell::Int(value) => {
                digest.update([1]);
                digest.update(value.to_be_bytes());
            }
            Cell::Bool(value) => {
                digest.update([1]);
                digest.update(i64::from(value).to_be_bytes());
            }
            Cell::Real(value) => {
                digest.update([2]);
                // The two zeros are one number, and an engine may give back the other one.
                digest.update((value + 0.0).to_be_bytes());
            }
            Cell::Text(text) => {
                digest.update([3]);
                digest.update((text.len() as u64).to_be_bytes());
                digest.update(text);
            }
            Cell::Blob(bytes) => {
                digest.update([4]);
                digest.update((bytes.len() as u64).to_be_bytes());
                digest.update(bytes);
            }
        }
    }
    digest.finalize().into()
}

/// The same over values that are about to be stored.
pub(super) fn content_hash_of(values: &[Value]) -> [u8; 32] {
    content_hash(values.iter().map(|value| match value {
        Value::Null => Cell::Null,
        Value::Bool(value) => Cell::Bool(*value),
        Value::Int(value) => Cell::Int(*value),
        Value::Real(value) => Cell::Real(*value),
        Value::Text(text) => Cell::Text(text),
        Value::Blob(bytes) => Cell::Blob(bytes),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_depends_on_source_and_record_alone() {
        let (hub, town) = (
            SourceName::parse("hub").unwrap(),
            SourceName::parse("town").unwrap(),
        );
        let (one, two) = (RecordId::parse("1").unwrap(), RecordId::parse("2").unwrap());
        // Pinned: another value here would break every link ever given out.
        assert_eq!(place_id(&hub, &one, 0).as_str(), "b0c8h9eptxmp");
        let all = [
            place_id(&hub, &one, 0),
            place_id(&hub, &two, 0),
            place_id(&town, &one, 0),
            place_id(&hub, &one, 1),
            place_id(&hub, &one, 2),
            place_id(&hub, &one, 256),
        ];
        assert_eq!(place_id(&hub, &one, 1).as_str(), "ptgmfq3yb38y");
        assert_eq!(
            all.iter().collect::<std::collections::HashSet<_>>().len(),
            all.len()
        );
    }

    #[test]
    fn the_key_of_a_record_is_another_part_of_its_digest() {
        let (source, record) = (SourceName::parse("hub").unwrap(), RecordId::parse("1").unwrap());
        let (key, place) = key_and_place(&source, &record);
        assert_eq!(place, place_id(&source, &record, 0));
        assert_eq!(key, record_key(&source, "1"));
        assert_ne!(key, record_key(&source, "2"));
        assert_ne!(key[..8], digest(&source, "1", 0)[..8]);
    }

    #[test]
    fn the_border_between_two_values_counts() {
        let hash = |texts: &[&str]| content_hash(texts.iter().map(|text| Cell::Text(text)));
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_ne!(hash(&["a", ""]), hash(&["a"]));
        assert_ne!(hash(&[""]), content_hash([Cell::Null].into_iter()));
        assert_eq!(
            content_hash([Cell::Real(0.0)].into_iter()),
            content_hash([Cell::Real(-0.0)].into_iter())
        );
    }
}
