//! Records that make new places, and the public identifiers that these get.

use domain::places::{PlaceId, RecordId, SourceName};

use super::columns::record_columns;
use super::identity::place_id;
use super::reads::DirectoryVersion;
use crate::db::{ToValue, Tx, Value, statements};
use crate::error::{Cause, StoreError, StoreResult};

/// How many identifiers are tried for one place before giving up. A place that has its record's identifier to itself needs
/// one, in practice always.
const IDENTIFIER_ATTEMPTS: u32 = 8;

statements! {
    INSERT_PLACE = concat!("INSERT INTO places (id, version, ", record_columns!(""), ") VALUES ($1, $2, $3, $4, $5, \
        $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, \
        $28, $29, $30, $31, $32, $33, $34, $35, $36) ON CONFLICT (id) DO NOTHING");
}

/// A record to be written.
pub(super) struct Pending {
    pub record: RecordId,
    pub hash: [u8; 32],
    pub values: Vec<Value>,
}

/// A record that makes a new place.
pub(super) struct New {
    pub place: PlaceId,
    /// Which of the identifiers that the record can make this one is.
    pub attempt: u32,
    pub pending: Pending,
}

impl New {
    /// Writes new places, and answers which identifier each got; their records are to be written next.
    pub async fn write_all(
        tx: &mut Tx<'_>,
        source: &SourceName,
        mut waiting: Vec<Self>,
        version: DirectoryVersion,
    ) -> StoreResult<Vec<(PlaceId, Pending)>> {
        let mut written = Vec::with_capacity(waiting.len());
        for _ in 0..IDENTIFIER_ATTEMPTS {
            if waiting.is_empty() {
                break;
            }
            let places: Vec<Vec<Value>> = waiting
                .iter_mut()
                .map(|new| {
                    let mut values = std::mem::take(&mut new.pending.values);
                    values.splice(0..0, [new.place.to_value(), version.to_value()]);
                    values
                })
                .collect();
            let inserted = tx.execute_many(INSERT_PLACE, &places).await?;
            let mut taken = Vec::new();
            for ((mut new, mut row), inserted) in waiting.into_iter().zip(places).zip(inserted) {
                if inserted == 1 {
                    written.push((new.place, new.pending));
                } else {
                    // Another record has this identifier: the next one, as `identity::place_id` tells.
                    new.pending.values = row.split_off(2);
                    new.attempt += 1;
                    new.place = place_id(source, &new.pending.record, new.attempt);
                    taken.push(new);
                }
            }
            waiting = taken;
        }
        if !waiting.is_empty() {
            return Err(StoreError::Statement(Cause::new(
                "no free identifier was found for a new place",
            )));
        }
        Ok(written)
    }
}
