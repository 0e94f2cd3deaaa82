//! The import of a source: what it says now becomes what the directory says, in one change, or nothing does.
//!
//! Reading files, repairing values and deciding that a file is too broken to be used are not done here.

use domain::places::{Losses, PlaceId, PlaceRecord, RecordId};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::columns::{self, record_columns};
use super::findings::{self, Finding};
use super::identity::{content_hash_of, key_and_place, place_id, record_key};
use super::mentions::{Mention, Mentions};
use super::reads::{DirectoryVersion, directory_version};
use super::sources::{self, Source};
use crate::args;
use crate::db::{Db, Read, ToValue, Tx, Value, statements};
use crate::dialect::import_turn;
use crate::error::{Cause, StoreError, StoreResult};

/// How many rows are written at a time: enough for a batch to cost less than its parts, little in memory.
const BATCH: usize = 256;
/// How many identifiers are tried for one place before giving up; the second is never needed in practice.
const IDENTIFIER_ATTEMPTS: u8 = 8;

statements! {
    SET_VERSION = "UPDATE directory SET version = $1 WHERE only_row = 1";
    KNOWN = "SELECT record_id, content_hash, gone_at FROM source_records WHERE source_id = $1";
    INSERT_PLACE = concat!("INSERT INTO places (id, version, ", record_columns!(""), ") VALUES ($1, $2, $3, $4, $5, \
        $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, \
        $28, $29, $30, $31, $32, $33, $34, $35, $36) ON CONFLICT (id) DO NOTHING");
    UPDATE_PLACE = concat!("UPDATE places SET gone_since = NULL, version = $3, (", record_columns!(""), ") = \
        ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, \
        $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37) \
        WHERE id = (SELECT r.place_id FROM source_records r WHERE r.source_id = $1 AND r.record_id = $2)");
    INSERT_RECORD = "INSERT INTO source_records \
        (source_id, record_id, place_id, content_hash, first_seen, last_changed) VALUES ($1, $2, $3, $4, $5, $5)";
    UPDATE_RECORD = "UPDATE source_records SET content_hash = $3, last_changed = $4, gone_at = NULL \
        WHERE source_id = $1 AND record_id = $2";
    // A part of the records of a source, in their order, so that marking some of them takes no more memory than that.
    PRESENT_AFTER = "SELECT record_id, place_id FROM source_records \
        WHERE source_id = $1 AND record_id > $2 AND gone_at IS NULL ORDER BY record_id LIMIT 2000";
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
/// Rows may come in any number: what is kept in memory is one batch, and 33 bytes for each record of the source (with
/// the room that tables need to grow, about 70 at worst).
pub struct Import<'t, 'db> {
    tx: &'t mut Tx<'db>,
    source: Source,
    source_id: i64,
    started: Timestamp,
    version: DirectoryVersion,
    mentions: Mentions,
    created: Vec<(PlaceId, Pending)>,
    changed: Vec<Pending>,
    findings: Vec<Finding>,
    counts: ImportCounts,
}

/// What became of a row that was given. A repetition is a finding of the file: the caller reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is what the source says now.
    Taken,
    /// An earlier row has the same identifier: that one counts, and this one changes nothing.
    Repeated {
        /// The earlier row.
        first_row: u32,
    },
}

/// A record to be written.
struct Pending {
    record: RecordId,
    hash: [u8; 32],
    values: Vec<Value>,
}

impl<'t, 'db> Import<'t, 'db> {
    /// Starts an import. It waits a moment for the one before to end. The findings of the last import of this source
    /// are forgotten.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another import does not end in that moment; a fault of the database.
    pub async fn begin(tx: &'t mut Tx<'db>, source: &Source, now: Timestamp) -> StoreResult<Self> {
        import_turn::take(tx, import_turn::PATIENCE).await?;
        let version = directory_version(&*tx).await?.next();
        let source_id = sources::save(tx, source, now).await?;
        findings::forget(tx, source_id).await?;
        let mut mentions = Mentions::none();
        tx.for_each(KNOWN, args![source_id], |row| {
            let key = record_key(&source.name, row.get(0)?);
            let hash: [u8; 32] = row.get(1)?;
            mentions.know(key, &hash, row.get::<Option<i64>>(2)?.is_some());
            Ok(())
        })
        .await?;
        Ok(Self {
            tx,
            source: source.clone(),
            source_id,
            started: now,
            version,
            mentions,
            created: Vec::new(),
            changed: Vec::new(),
            findings: Vec::new(),
            counts: ImportCounts::default(),
        })
    }

    /// Takes what the source says in one row of its file (`row` from 1). Of two rows with the same identifier the first
    /// counts.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn add(&mut self, row: u32, record: &PlaceRecord) -> StoreResult<Added> {
        self.counts.rows += 1;
        let values = columns::to_values(record);
        let hash = content_hash_of(&values);
        let (key, place) = key_and_place(&self.source.name, &record.id);
        let pending = |values| Pending {
            record: record.id.clone(),
            hash,
            values,
        };
        match self.mentions.mention(key, row, &hash) {
            Mention::Repeated { first_row } => {
                self.counts.duplicates += 1;
                return Ok(Added::Repeated { first_row });
            }
            Mention::New => {
                self.created.push((place, pending(values)));
                self.counts.created += 1;
            }
            Mention::Known {
                is_changed,
                was_gone,
                was_kept,
            } => {
                if is_changed || was_gone {
                    self.changed.push(pending(values));
                }
                self.counts.returned += u64::from(was_gone);
                self.counts.kept -= u64::from(was_kept);
                self.counts.updated += u64::from(is_changed);
                self.counts.unchanged += u64::from(!is_changed);
            }
        }
        if self.created.len() >= BATCH || self.changed.len() >= BATCH {
            self.write().await?;
        }
        Ok(Added::Taken)
    }

    /// Notes that a row mentions this record without saying anything that can be used: the place stays as it was, and
    /// is not taken for gone, and a later row may still say something. An identifier that is not known changes nothing.
    pub fn keep(&mut self, row: u32, id: &str) {
        let key = record_key(&self.source.name, id);
        self.counts.kept += u64::from(self.mentions.keep(key, row));
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

    /// What would be marked gone if the file ended here. A caller that finds it too much (see
    /// [`Losses::need_consent`]) drops the change.
    #[must_use]
    pub fn losses(&self) -> Losses {
        self.mentions.losses()
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
            .map(|change| {
                let mut values = change.values;
                let record = change.record.to_value();
                values.splice(0..0, [self.source_id.to_value(), record, self.version.to_value()]);
                values
            })
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
                .map(|(place, new)| {
                    let mut values = std::mem::take(&mut new.values);
                    values.splice(0..0, [place.to_value(), self.version.to_value()]);
                    values
                })
                .collect();
            let inserted = self.tx.execute_many(INSERT_PLACE, &places).await?;
            let mut taken = Vec::new();
            for (((place, mut new), mut row), inserted) in waiting.into_iter().zip(places).zip(inserted) {
                if inserted == 1 {
                    records.push(args![self.source_id, new.record, place, new.hash, self.started].to_vec());
                } else {
                    // Another record has this identifier: the next one, as `identity::place_id` tells.
                    new.values = row.split_off(2);
                    taken.push((place_id(&self.source.name, &new.record, attempt), new));
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

    async fn write_findings(&mut self) -> StoreResult<()> {
        let findings = std::mem::take(&mut self.findings);
        findings::record(self.tx, self.source_id, &findings).await
    }

    async fn mark_gone(&mut self) -> StoreResult<()> {
        let expected = self.losses().gone;
        let mut after = String::new();
        while self.counts.gone < expected {
            let mut present: Vec<(String, PlaceId)> = Vec::new();
            self.tx
                .for_each(PRESENT_AFTER, args![self.source_id, after], |row| {
                    present.push((row.get(0)?, row.get(1)?));
                    Ok(())
                })
                .await?;
            let Some((last, _)) = present.last() else { break };
            after.clone_from(last);
            present.retain(|(record, _)| !self.mentions.has(&record_key(&self.source.name, record)));
            self.counts.gone += present.len() as u64;
            let records: Vec<_> = present
                .iter()
                .map(|(record, _)| args![self.source_id, record, self.started].to_vec())
                .collect();
            let places: Vec<_> = present
                .iter()
                .map(|(_, place)| args![place, self.started, self.version].to_vec())
                .collect();
            self.tx.execute_many(RECORD_GONE, &records).await?;
            self.tx.execute_many(PLACE_GONE, &places).await?;
        }
        Ok(())
    }
}

/// Imports records that are at hand, in a change of its own; of those with the same identifier the first counts.
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
