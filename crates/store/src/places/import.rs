//! The import of a source: what it says now becomes what the directory says, in one change, or nothing does.
//!
//! Reading files, repairing values and deciding that a file is too broken to be used are not done here.

use domain::places::{Likeness, Losses, PlaceId, PlaceRecord, Reassignments};
use jiff::Timestamp;
use serde_json::Value as Json;

use super::columns::{self, record_columns};
use super::counts::ImportCounts;
use super::created::{New, Pending};
use super::findings::{self, Finding};
use super::identity::{content_hash_of, key_and_place, place_id, record_key};
use super::mentions::{Mention, Mentions};
use super::reads::{DirectoryVersion, directory_version};
use super::reassigned::{self, Named, Reassigned};
use super::sources::{self, Source};
use crate::args;
use crate::db::{Db, Read, ToValue, Tx, Value, statements};
use crate::dialect::import_turn;
use crate::error::StoreResult;

/// How many rows are written at a time: enough for a batch to cost less than its parts, little in memory.
const BATCH: usize = 256;
statements! {
    SET_VERSION = "UPDATE directory SET version = $1 WHERE only_row = 1";
    KNOWN = "SELECT record_id, content_hash, gone_at FROM source_records WHERE source_id = $1 AND former = 0";
    UPDATE_PLACE = concat!("UPDATE places SET gone_since = NULL, version = $3, (", record_columns!(""), ") = \
        ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, \
        $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37) \
        WHERE id = (SELECT r.place_id FROM source_records r WHERE r.source_id = $1 AND r.record_id = $2 AND r.former = 0)");
    INSERT_RECORD = "INSERT INTO source_records \
        (source_id, record_id, former, place_id, content_hash, first_seen, last_changed) VALUES ($1, $2, 0, $3, $4, $5, $5)";
    UPDATE_RECORD = "UPDATE source_records SET content_hash = $3, last_changed = $4, gone_at = NULL \
        WHERE source_id = $1 AND record_id = $2 AND former = 0";
    // A part of the records of a source, in their order, so that marking some of them takes no more memory than that.
    PRESENT_AFTER = "SELECT record_id, place_id FROM source_records \
        WHERE source_id = $1 AND record_id > $2 AND gone_at IS NULL ORDER BY record_id LIMIT 2000";
    RECORD_GONE = "UPDATE source_records SET gone_at = $3 WHERE source_id = $1 AND record_id = $2 AND former = 0";
    RECORD_RUN = "INSERT INTO import_runs (source_id, started_at, finished_at, counts) VALUES ($1, $2, $3, $4)";
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
    /// Rows whose identifier the source had before.
    known: u64,
    created: Vec<New>,
    /// Says something else than before; whether of the same place has not been looked at.
    differing: Vec<Differing>,
    changed: Vec<Pending>,
    reassigned: Vec<Reassigned>,
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

/// A record whose identifier is known and which says something else than before.
struct Differing {
    row: u32,
    likeness: Likeness,
    was_gone: bool,
    pending: Pending,
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
            known: 0,
            created: Vec::new(),
            differing: Vec::new(),
            changed: Vec::new(),
            reassigned: Vec::new(),
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
                self.created.push(New {
                    place,
                    attempt: 0,
                    pending: pending(values),
                });
                self.counts.created += 1;
            }
            Mention::Known {
                is_changed,
                was_gone,
                was_kept,
            } => {
                self.known += 1;
                if is_changed {
                    self.differing.push(Differing {
                        row,
                        likeness: Likeness::of(record),
                        was_gone,
                        pending: pending(values),
                    });
                } else if was_gone {
                    self.changed.push(pending(values));
                }
                self.counts.returned += u64::from(was_gone);
                self.counts.kept -= u64::from(was_kept);
                self.counts.updated += u64::from(is_changed);
                self.counts.unchanged += u64::from(!is_changed);
            }
        }
        if self.created.len() + self.differing.len() + self.changed.len() >= BATCH {
            self.write().await?;
        }
        Ok(Added::Taken)
    }

    /// Looks at the rows added since the last call: those whose identifier named another place before. That place is gone
    /// with its address; the row is a place of its own, a former one of this identifier or a new one.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn settle(&mut self) -> StoreResult<Vec<Reassigned>> {
        self.tell_places_apart().await?;
        Ok(std::mem::take(&mut self.reassigned))
    }

    /// How many identifiers name another place than before, of the rows that were looked at. A caller that finds it too
    /// much (see [`Reassignments::need_consent`]) drops the change.
    #[must_use]
    pub fn reassignments(&self) -> Reassignments {
        Reassignments {
            known: self.known,
            reassigned: self.counts.reassigned,
        }
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

    /// What the file does not mention, and would be marked gone if it ended here. A caller that finds it too much (see
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
        self.tell_places_apart().await?;
        let created = std::mem::take(&mut self.created);
        let written = New::write_all(self.tx, &self.source.name, created, self.version).await?;
        let records: Vec<Vec<Value>> = written
            .iter()
            .map(|(place, new)| args![self.source_id, new.record, place, new.hash, self.started].to_vec())
            .collect();
        self.tx.execute_many(INSERT_RECORD, &records).await?;
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

    /// Finds out which of the rows that say something else than before speak of another place.
    async fn tell_places_apart(&mut self) -> StoreResult<()> {
        let mut differing = std::mem::take(&mut self.differing).into_iter();
        while differing.len() > 0 {
            let some: Vec<Differing> = differing.by_ref().take(reassigned::AT_A_TIME).collect();
            let records = some.iter().map(|one| &one.pending.record);
            let mut named = reassigned::named(self.tx, self.source_id, records).await?;
            for one in some {
                match named.remove(one.pending.record.as_str()) {
                    Some(before) if before.likeness.is_another(&one.likeness) => {
                        self.reassign(one, before).await?;
                    }
                    _ => self.changed.push(one.pending),
                }
            }
        }
        Ok(())
    }

    /// Gives the identifier of a record to the place that the file now means by it.
    async fn reassign(&mut self, one: Differing, before: Named) -> StoreResult<()> {
        let record = &one.pending.record;
        let former = reassigned::former(self.tx, self.source_id, record).await?;
        let returns = former
            .iter()
            .find(|place| !place.likeness.is_another(&one.likeness));
        let last = former.iter().map(|place| place.former).max().unwrap_or(0);
        reassigned::give_up(self.tx, self.source_id, record, last + 1, self.started).await?;
        let gone = std::iter::once(before.place);
        reassigned::mark_gone(self.tx, gone, self.started, self.version).await?;
        self.counts.reassigned += 1;
        self.counts.gone += u64::from(!one.was_gone);
        self.reassigned.push(Reassigned {
            row: one.row,
            record: record.clone(),
            before: before.likeness.to_string(),
            now: one.likeness.to_string(),
        });
        if let Some(place) = returns {
            reassigned::take_back(self.tx, self.source_id, record, place.former).await?;
            self.counts.returned += u64::from(!one.was_gone);
            self.changed.push(one.pending);
            return Ok(());
        }
        self.counts.updated -= 1;
        self.counts.returned -= u64::from(one.was_gone);
        self.counts.created += 1;
        let attempt = last + 1;
        self.created.push(New {
            place: place_id(&self.source.name, record, attempt),
            attempt,
            pending: one.pending,
        });
        Ok(())
    }

    async fn write_findings(&mut self) -> StoreResult<()> {
        let findings = std::mem::take(&mut self.findings);
        findings::record(self.tx, self.source_id, &findings).await
    }

    async fn mark_gone(&mut self) -> StoreResult<()> {
        let (expected, mut marked) = (self.losses().gone, 0);
        let mut after = String::new();
        while marked < expected {
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
            marked += present.len() as u64;
            let records: Vec<_> = present
                .iter()
                .map(|(record, _)| args![self.source_id, record, self.started].to_vec())
                .collect();
            self.tx.execute_many(RECORD_GONE, &records).await?;
            let places = present.iter().map(|(_, place)| *place);
            reassigned::mark_gone(self.tx, places, self.started, self.version).await?;
        }
        self.counts.gone += marked;
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
