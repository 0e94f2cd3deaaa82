//! Reads of the directory.

use std::collections::HashMap;
use std::sync::Arc;

use domain::places::{Place, PlaceId, RecordId, SourceName};
use jiff::Timestamp;

use super::columns::{KnownHours, RecordReader, record_columns};
use super::sources::Source;
use crate::args;
use crate::db::{FromRow, Read, Row, ToValue, Value, statements};
use crate::error::StoreResult;

/// A place with its source and its dates, as [`PlaceReader`] reads it; what follows chooses which.
macro_rules! select_places {
    ($which:literal) => {
        select_places!("JOIN source_records r ON r.place_id = p.id ", $which)
    };
    // Most of the directory: SQLite goes through the places in the order of an index, because it keeps the order of a
    // CROSS JOIN (documented), where it would otherwise read all records first and sort whole places in memory.
    (walk, $which:literal) => {
        select_places!("CROSS JOIN source_records r ", $which)
    };
    ($records:literal, $which:literal) => {
        concat!(
            "SELECT p.id, p.gone_since, r.record_id, r.first_seen, r.last_changed, \
             s.name, s.title, s.licence, s.attribution, s.url, ",
            record_columns!("p."),
            " FROM places p ",
            $records,
            "JOIN sources s ON s.id = r.source_id ",
            $which
        )
    };
}

/// The columns before those of the record.
const FIRST_OF_SOURCE: usize = 5;
const FIRST_OF_RECORD: usize = 10;
/// How many places [`of_ids`] asks for at a time.
const IDS_AT_A_TIME: usize = 20;

statements! {
    FIND = select_places!("WHERE p.id = $1");
    BY_RECORD = select_places!("WHERE s.name = $1 AND r.record_id = $2 AND r.former = 0");
    ALL = select_places!(walk, "WHERE r.place_id = p.id AND p.gone_since IS NULL ORDER BY p.id");
    CHANGED_SINCE = select_places!(walk, "WHERE r.place_id = p.id AND p.version > $1");
    OF_SOURCE = select_places!("WHERE s.name = $1 AND r.gone_at IS NULL ORDER BY r.record_id");
    OF_IDS = select_places!("WHERE p.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, \
        $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)");
    VERSION = "SELECT version FROM directory WHERE only_row = 1";
}

/// A place of the directory, with what the store knows about it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPlace {
    /// The place.
    pub place: Place,
    /// Its source, named and credited.
    pub source: Arc<Source>,
    /// When its source first mentioned it here.
    pub first_seen: Timestamp,
    /// When what its source says last changed here.
    pub last_changed: Timestamp,
}

impl StoredPlace {
    /// Orders the records of one place: the first seen comes first.
    fn age(&self) -> (Timestamp, &str, &str) {
        let record = self.place.record.id.as_str();
        (self.first_seen, self.source.name.as_str(), record)
    }
}

impl FromRow for StoredPlace {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        PlaceReader::default().read(row)
    }
}

/// Reads many places, sharing what they have in common.
#[derive(Default)]
struct PlaceReader<'k> {
    records: RecordReader<'k>,
    sources: HashMap<Box<str>, Arc<Source>>,
}

impl PlaceReader<'_> {
    fn read(&mut self, row: &Row<'_>) -> StoreResult<StoredPlace> {
        let name: &str = row.get(FIRST_OF_SOURCE)?;
        let source = match self.sources.get(name) {
            Some(source) => Arc::clone(source),
            None => {
                let source = Arc::new(Source::read(row, FIRST_OF_SOURCE)?);
                self.sources.insert(name.into(), Arc::clone(&source));
                source
            }
        };
        Ok(StoredPlace {
            place: Place {
                id: row.get(0)?,
                gone_since: row.get(1)?,
                record: self.records.read(row, row.get::<RecordId>(2)?, FIRST_OF_RECORD)?,
                source: source.name.clone(),
            },
            source,
            first_seen: row.get(3)?,
            last_changed: row.get(4)?,
        })
    }
}

/// The state of the directory as a counter: it rises with each change that a visitor can see, and with no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DirectoryVersion(i64);

impl DirectoryVersion {
    /// Before the first change.
    pub const EMPTY: Self = Self(0);

    /// The counter, to show or to make an entity tag of.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }

    pub(super) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl From<i64> for DirectoryVersion {
    /// A counter that was kept elsewhere since it was read.
    fn from(counter: i64) -> Self {
        Self(counter)
    }
}

impl ToValue for DirectoryVersion {
    fn to_value(&self) -> Value {
        Value::Int(self.0)
    }
}

/// How often the directory has changed. Ask for it before reading the places: what is read is then at least as new.
///
/// # Errors
/// A fault of the database.
pub async fn directory_version(db: &impl Read) -> StoreResult<DirectoryVersion> {
    let (version,) = db.query_one(VERSION, &[]).await?;
    Ok(DirectoryVersion(version))
}

/// A place by its public identifier, also when it is gone.
///
/// # Errors
/// A fault of the database.
pub async fn find(db: &impl Read, id: &PlaceId) -> StoreResult<Option<StoredPlace>> {
    first_record(db, id, PlaceReader::default()).await
}

/// A place by its public identifier, also when it is gone. Hours that the caller knows are not read again.
///
/// # Errors
/// A fault of the database.
pub async fn find_knowing(
    db: &impl Read,
    id: &PlaceId,
    known_hours: KnownHours<'_>,
) -> StoreResult<Option<StoredPlace>> {
    let reader = PlaceReader {
        records: RecordReader::knowing(known_hours),
        sources: HashMap::new(),
    };
    first_record(db, id, reader).await
}

/// The place with the record that was seen first. The few records of a place are compared here: for an engine, sorting
/// rows that wide, or only one, costs a third of the read.
async fn first_record(
    db: &impl Read,
    id: &PlaceId,
    mut reader: PlaceReader<'_>,
) -> StoreResult<Option<StoredPlace>> {
    let mut first: Option<StoredPlace> = None;
    db.each_row(FIND, args![id], false, &mut |row| {
        let stored = reader.read(row)?;
        if first.as_ref().is_none_or(|first| stored.age() < first.age()) {
            first = Some(stored);
        }
        Ok(())
    })
    .await?;
    Ok(first)
}

/// The place that a record of a source names now, also when it is gone.
///
/// # Errors
/// A fault of the database.
pub async fn by_record(
    db: &impl Read,
    source: &SourceName,
    record: &RecordId,
) -> StoreResult<Option<StoredPlace>> {
    db.query_opt(BY_RECORD, args![source, record]).await
}

/// The places with these identifiers, in the order asked for; those that do not exist are left out.
///
/// # Errors
/// A fault of the database.
pub async fn of_ids(db: &impl Read, ids: &[PlaceId]) -> StoreResult<Vec<StoredPlace>> {
    let mut found: HashMap<PlaceId, StoredPlace> = HashMap::with_capacity(ids.len());
    let mut reader = PlaceReader::default();
    for some in ids.chunks(IDS_AT_A_TIME) {
        let mut args: Vec<Value> = some.iter().map(ToValue::to_value).collect();
        args.resize(IDS_AT_A_TIME, Value::Null);
        db.each_row(OF_IDS, &args, false, &mut |row| {
            let stored = reader.read(row)?;
            found.insert(stored.place.id, stored);
            Ok(())
        })
        .await?;
    }
    Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
}

/// Shows every place that is not gone to `visit`, ordered by identifier, without keeping them in memory.
///
/// # Errors
/// A fault of the database, or what `visit` answers.
pub async fn all(
    db: &impl Read,
    visit: impl FnMut(StoredPlace) -> StoreResult<()> + Send,
) -> StoreResult<()> {
    each(db, ALL, &[], visit).await
}

/// Shows every place that changed after a version of the directory to `visit`, those gone since included, in no promised
/// order and without keeping them in memory.
///
/// # Errors
/// A fault of the database, or what `visit` answers.
pub async fn changed_since(
    db: &impl Read,
    version: DirectoryVersion,
    visit: impl FnMut(StoredPlace) -> StoreResult<()> + Send,
) -> StoreResult<()> {
    each(db, CHANGED_SINCE, args![version], visit).await
}

/// Shows every place that a source mentions now to `visit`, ordered by the source's own identifiers.
///
/// # Errors
/// A fault of the database, or what `visit` answers.
pub async fn of_source(
    db: &impl Read,
    source: &SourceName,
    visit: impl FnMut(StoredPlace) -> StoreResult<()> + Send,
) -> StoreResult<()> {
    each(db, OF_SOURCE, args![source], visit).await
}

async fn each(
    db: &impl Read,
    sql: &str,
    args: &[Value],
    mut visit: impl FnMut(StoredPlace) -> StoreResult<()> + Send,
) -> StoreResult<()> {
    let mut reader = PlaceReader::default();
    db.for_each(sql, args, |row| visit(reader.read(row)?)).await
}
