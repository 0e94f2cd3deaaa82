//! The import of a source: what it says now becomes what the directory says, in one change, or nothing does.
//!
//! Reading files, repairing values and deciding that a file is too broken to be used are not done here.

use std::collections::HashMap;

use domain::places::{PlaceId, PlaceRecord, RecordId};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::columns::{self, record_columns};
use super::findings::{self, Finding, FindingOutcome};
use super::identity::{content_hash_of, place_id};
use super::reads::{DirectoryVersion, directory_version};
use super::sources::{self, Source};
use crate::args;
use crate::db::{Db, Read, ToValue, Tx, Value, statements};
use crate::error::{Cause, StoreError, StoreResult};

/// How many rows are written at a time: enough for a batch to cost less than its parts, little in memory.
const BATCH: usize = 256;
/// How many identifiers are tried for one place before giving up; the second is never needed in practice.
const IDENTIFIER_ATTEMPTS: u8 = 8;

statements! {
    // Takes the turn: imports follow one another on both engines, so versions are given in the order of commits.
    TAKE_TURN = "UPDATE directory SET version = version WHERE only_row = 1";
    SET_VERSION = "UPDATE directory SET version = $1 WHERE only_row = 1";
    KNOWN = "SELECT record_id, content_hash, place_id, gone_at FROM source_records WHERE source_id = $1";
    INSERT_PLACE = concat!("INSERT INTO places (id, version, ", record_columns!(""), ") VALUES ($1, $2, $3, $4, $5, \
        $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, \
        $28, $29, $30, $31, $32, $33, $34, $35, $36) ON CONFLICT (id) DO NOTHING");
    UPDATE_PLACE = concat!("UPDATE places SET gone_since = NULL, version = $2, (", record_columns!(""), ") = \
        ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, \
        $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36) WHERE id = $1");
    INSERT_RECORD = "INSERT INTO source_records \
        (source_id, record_id, place_id, content_hash, first_seen, last_changed) VALUES ($1, $2, $3, $4, $5, $5)";
    UPDATE_RECORD = "UPDATE source_records SET content_hash = $3, last_changed = $4, gone_at = NULL \
        WHERE source_id = $1 AND record_id = $2";
    RECORD_GONE = "UPDATE source_records SET gone_at = $3 WHERE source_id = $1 AND record_id = $2";
    // A place is gone when none of its records is left.
    PLACE_GONE = "UPDATE places SET gone_since = $2, version = $3 WHERE id = $1 AND NOT EXISTS \
        (SELECT 1 FROM source_records r WHERE r.place_id = $1 AND r.gone_at IS NULL)";
    RECORD_RUN = "INSERT INTO import_runs (source_id, started_at, finished_at, counts) VALUES ($1, $2, $3, $4)";
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Rows given, those left out for a repeated identifier included.
    pub rows: u64,
    /// Places that were not known.
    pub created: u64,
    /// Places whose source says something else than before.
    pub updated: u64,
    /// Places whose source says the same as before.
    pub unchanged: u64,
    /// Places that had been gone and are mentioned again; they are also counted as updated or unchanged.
    pub returned: u64,
    /// Places that the source no longer mentions: marked, not deleted.
    pub gone: u64,
    /// Places whose row cannot be used this time: they stay as they were.
    pub kept: u64,
    /// Rows left out because an earlier row of the file has the same identifier.
    pub duplicates: u64,
    /// Findings recorded, those of duplicates included.
    pub findings: u64,
}

impl ImportCounts {
    /// Whether a visitor of the directory can see a difference.
    #[must_use]
    pub fn changes_the_directory(&self) -> bool {
        self.created + self.updated + self.returned + self.gone > 0
    }

    /// The numbers by name.
    #[must_use]
    pub fn to_json(&self) -> Json {
        json!({
            "rows": self.rows, "created": self.created, "updated": self.updated, "unchanged": self.unchanged,
            "returned": self.returned, "gone": self.gone, "kept": self.kept, "duplicates": self.duplicates, "findings": self.findings,
        })
    }
}

/// An import under way, inside the caller's change: nothing of it stays unless the caller commits.
///
/// Rows may come in any number: what is kept in memory is one batch, and for each record of the source its
/// identifier and digest (about 150 bytes).
pub struct Import<'t, 'db> {
    tx: &'t mut Tx<'db>,
    source: Source,
    source_id: i64,
    started: Timestamp,
    version: DirectoryVersion,
    known: HashMap<Box<str>, Known>,
    created: Vec<Pending>,
    changed: Vec<Pending>,
    findings: Vec<Finding>,
    counts: ImportCounts,
}

/// What is known of a record of the source.
struct Known {
    hash: [u8; 32],
    place: PlaceId,
    is_gone: bool,
    /// The row of this import that mentions it.
    row: Option<u32>,
}

/// A record to be written.
struct Pending {
    record: RecordId,
    place: PlaceId,
    hash: [u8; 32],
    values: Vec<Value>,
}

impl<'t, 'db> Import<'t, 'db> {
    /// Starts an import. It waits for the one before to end. The findings of the last import of this source are
    /// forgotten.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn begin(tx: &'t mut Tx<'db>, source: &Source, now: Timestamp) -> StoreResult<Self> {
        tx.execute(TAKE_TURN, &[]).await?;
        let version = directory_version(&*tx).await?.next();
        let source_id = sources::save(tx, source, now).await?;
        findings::forget(tx, source_id).await?;
        let mut known = HashMap::new();
        tx.for_each(KNOWN, args![source_id], |row| {
            known.insert(
                row.get::<&str>(0)?.into(),
                Known {
                    hash: row.get(1)?,
                    place: row.get(2)?,
                    is_gone: row.get::<Option<i64>>(3)?.is_some(),
                    row: None,
                },
            );
            Ok(())
        })
        .await?;
        Ok(Self {
            tx,
            source: source.clone(),
            source_id,
            started: now,
            version,
            known,
            created: Vec::new(),
            changed: Vec::new(),
            findings: Vec::new(),
            counts: ImportCounts::default(),
        })
    }

    /// Takes what the source says in one row of its file (`row` from 1). Of two rows with the same identifier the
    /// first counts; the other becomes a finding, and the answer is false.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn add(&mut self, row: u32, record: &PlaceRecord) -> StoreResult<bool> {
        self.counts.rows += 1;
        let values = columns::to_values(record);
        let hash = content_hash_of(&values);
        if let Some(known) = self.known.get_mut(record.id.as_str()) {
            if let Some(first) = known.row {
                self.counts.duplicates += 1;
                self.report(repeated(row, &record.id, first)).await?;
                return Ok(false);
            }
            known.row = Some(row);
            let (is_changed, was_gone) = (known.hash != hash, known.is_gone);
            known.is_gone = false;
            if is_changed || was_gone {
                known.hash = hash;
                let place = known.place;
                self.changed.push(pending(record, place, hash, values));
            }
            self.counts.returned += u64::from(was_gone);
            if is_changed {
                self.counts.updated += 1;
            } else {
                self.counts.unchanged += 1;
            }
        } else {
            let place = place_id(&self.source.name, &record.id, 0);
            self.known.insert(
                record.id.as_str().into(),
                Known {
                    hash,
                    place,
                    is_gone: false,
                    row: Some(row),
                },
            );
            self.created.push(pending(record, place, hash, values));
            self.counts.created += 1;
        }
        if self.created.len() >= BATCH || self.changed.len() >= BATCH {
            self.write().await?;
        }
        Ok(true)
    }

    /// Notes that a row mentions this record without saying anything that can be used: the place stays as it was, and
    /// is not taken for gone. An identifier that is not known changes nothing.
    pub fn keep(&mut self, row: u32, id: &str) {
        if let Some(known) = self.known.get_mut(id)
            && known.row.is_none()
            && !known.is_gone
        {
            known.row = Some(row);
            self.counts.kept += 1;
        }
    }

    /// Records what was found in a row, for the report of this source's last import.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn report(&mut self, finding: Finding) -> StoreResult<()> {
        self.counts.findings += 1;
        self.findings.push(finding);
        if self.findings.len() >= BATCH {
            self.write_findings().await?;
        }
        Ok(())
    }

    /// The numbers so far.
    #[must_use]
    pub fn counts(&self) -> ImportCounts {
        self.counts
    }

    /// How many places would be marked gone if the file ended here: a caller that finds it too many (a fragment, the
    /// file of another source) drops the change.
    #[must_use]
    pub fn would_be_gone(&self) -> u64 {
        self.unmentioned().count() as u64
    }

    /// What the source mentioned before and has not mentioned in this import.
    fn unmentioned(&self) -> impl Iterator<Item = (&str, PlaceId)> {
        self.known
            .iter()
            .filter(|(_, known)| known.row.is_none() && !known.is_gone)
            .map(|(record, known)| (&**record, known.place))
    }

    /// Ends the import: what the source no longer mentions is marked gone, and the run is remembered, with `details`
    /// of the caller. The caller then commits, or drops the change to have only tried.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn finish(mut self, finished: Timestamp, details: Json) -> StoreResult<ImportCounts> {
        self.write().await?;
        self.write_findings().await?;
        self.mark_gone().await?;
        if self.counts.changes_the_directory() {
            self.tx.execute(SET_VERSION, args![self.version]).await?;
        }
        let mut counts = self.counts.to_json();
        counts["details"] = details;
        self.tx
            .execute(
                RECORD_RUN,
                args![self.source_id, self.started, finished, counts.to_string()],
            )
            .await?;
        Ok(self.counts)
    }

    async fn write(&mut self) -> StoreResult<()> {
        self.write_created().await?;
        let changed = std::mem::take(&mut self.changed);
        if changed.is_empty() {
            return Ok(());
        }
        let records: Vec<Vec<Value>> = changed
            .iter()
            .map(|change| args![self.source_id, change.record, change.hash, self.started].to_vec())
            .collect();
        let places: Vec<Vec<Value>> = changed
            .into_iter()
            .map(|change| self.row_of(change.place, change.values))
            .collect();
        self.tx.execute_many(UPDATE_PLACE, &places).await?;
        self.tx.execute_many(UPDATE_RECORD, &records).await.map(|_| ())
    }

    async fn write_created(&mut self) -> StoreResult<()> {
        let mut waiting = std::mem::take(&mut self.created);
        let mut records = Vec::with_capacity(waiting.len());
        for attempt in 1..=IDENTIFIER_ATTEMPTS {
            if waiting.is_empty() {
                break;
            }
            let places: Vec<Vec<Value>> = waiting
                .iter_mut()
                .map(|new| self.row_of(new.place, std::mem::take(&mut new.values)))
                .collect();
            let inserted = self.tx.execute_many(INSERT_PLACE, &places).await?;
            let mut taken = Vec::new();
            for ((mut new, mut row), inserted) in waiting.into_iter().zip(places).zip(inserted) {
                if inserted == 1 {
                    records
                        .push(args![self.source_id, new.record, new.place, new.hash, self.started].to_vec());
                } else {
                    // Another record has this identifier: the next one, as `identity::place_id` tells.
                    new.place = place_id(&self.source.name, &new.record, attempt);
                    new.values = row.split_off(2);
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
        self.tx.execute_many(INSERT_RECORD, &records).await.map(|_| ())
    }

    /// The values of a row of `places`: identifier and version before those of the record.
    fn row_of(&self, place: PlaceId, mut values: Vec<Value>) -> Vec<Value> {
        values.splice(0..0, [place.to_value(), self.version.to_value()]);
        values
    }

    async fn write_findings(&mut self) -> StoreResult<()> {
        let findings = std::mem::take(&mut self.findings);
        findings::record(self.tx, self.source_id, &findings).await
    }

    async fn mark_gone(&mut self) -> StoreResult<()> {
        let gone: Vec<(String, PlaceId)> = self
            .unmentioned()
            .map(|(record, place)| (record.to_owned(), place))
            .collect();
        self.counts.gone = gone.len() as u64;
        for some in gone.chunks(BATCH) {
            let records: Vec<_> = some
                .iter()
                .map(|(record, _)| args![self.source_id, record, self.started].to_vec())
                .collect();
            let places: Vec<_> = some
                .iter()
                .map(|(_, place)| args![place, self.started, self.version].to_vec())
                .collect();
            self.tx.execute_many(RECORD_GONE, &records).await?;
            self.tx.execute_many(PLACE_GONE, &places).await?;
        }
        Ok(())
    }
}

fn pending(record: &PlaceRecord, place: PlaceId, hash: [u8; 32], values: Vec<Value>) -> Pending {
    Pending {
        record: record.id.clone(),
        place,
        hash,
        values,
    }
}

fn repeated(row: u32, id: &RecordId, first: u32) -> Finding {
    Finding {
        row,
        record_id: Some(id.as_str().to_owned()),
        field: Some("id".to_owned()),
        rule: "repeated-id".to_owned(),
        before: Some(id.as_str().to_owned()),
        after: Some(format!("row {first}")),
        outcome: FindingOutcome::Rejected,
    }
}

/// Imports records that are at hand, in a change of its own.
///
/// # Errors
/// A fault of the database: nothing is changed.
pub async fn import(
    db: &Db,
    source: &Source,
    records: &[PlaceRecord],
    now: Timestamp,
) -> StoreResult<ImportCounts> {
    let mut tx = db.write().await?;
    let mut import = Import::begin(&mut tx, source, now).await?;
    for (row, record) in (1..).zip(records) {
        import.add(row, record).await?;
    }
    let counts = import.finish(now, Json::Null).await?;
    tx.commit().await?;
    Ok(counts)
}
