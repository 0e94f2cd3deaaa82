//! Who gives us records.

use domain::places::SourceName;
use jiff::Timestamp;
use serde_json::Value as Json;

use crate::args;
use crate::db::{FromRow, Read, Row, Tx, statements};
use crate::error::{StoreError, StoreResult};

statements! {
    FIND = "SELECT name, title, licence, attribution, url FROM sources WHERE name = $1";
    // What an import does not say, because only a name was given on the command line, is kept as it was.
    SAVE = "INSERT INTO sources (name, title, licence, attribution, url, created_at) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (name) DO UPDATE SET \
        title = CASE WHEN excluded.title = excluded.name THEN sources.title ELSE excluded.title END, \
        licence = COALESCE(excluded.licence, sources.licence), \
        attribution = COALESCE(excluded.attribution, sources.attribution), \
        url = COALESCE(excluded.url, sources.url) \
        RETURNING id";
    STATES = "SELECT s.name, s.title, s.licence, s.attribution, s.url, \
        (SELECT COUNT(*) FROM source_records r WHERE r.source_id = s.id AND r.gone_at IS NULL) AS records, \
        (SELECT COUNT(*) FROM source_records r WHERE r.source_id = s.id AND r.gone_at IS NOT NULL) AS gone, \
        l.started_at, l.finished_at, l.counts \
        FROM sources s LEFT JOIN import_runs l \
        ON l.id = (SELECT MAX(n.id) FROM import_runs n WHERE n.source_id = s.id) ORDER BY s.name";
    LAST_RUN = "SELECT l.started_at, l.finished_at, l.counts FROM import_runs l JOIN sources s ON s.id = l.source_id \
        WHERE s.name = $1 ORDER BY l.id DESC LIMIT 1";
}

/// A source, as it is named and credited in public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name inside this instance.
    pub name: SourceName,
    /// Its name for people; the same as `name` when nobody gave another.
    pub title: String,
    /// The licence of its data.
    pub licence: Option<String>,
    /// How its licence wants it credited.
    pub attribution: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
}

impl Source {
    /// A source of which only the name is known.
    #[must_use]
    pub fn named(name: SourceName) -> Self {
        Self {
            title: name.as_str().to_owned(),
            name,
            licence: None,
            attribution: None,
            url: None,
        }
    }

    /// Reads the five columns that start at `first`.
    pub(super) fn read(row: &Row<'_>, first: usize) -> StoreResult<Self> {
        Ok(Self {
            name: row.get(first)?,
            title: row.get(first + 1)?,
            licence: row.get(first + 2)?,
            attribution: row.get(first + 3)?,
            url: row.get(first + 4)?,
        })
    }
}

impl FromRow for Source {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        Self::read(row, 0)
    }
}

/// One import, as it is remembered.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRun {
    /// When it started.
    pub started: Timestamp,
    /// When its last row was in.
    pub finished: Timestamp,
    /// The numbers of [`super::ImportCounts`], and under `details` what the caller added.
    pub counts: Json,
}

impl ImportRun {
    fn read(row: &Row<'_>, first: usize) -> StoreResult<Self> {
        let counts: &str = row.get(first + 2)?;
        Ok(Self {
            started: row.get(first)?,
            finished: row.get(first + 1)?,
            counts: serde_json::from_str(counts).map_err(|_| StoreError::Unreadable {
                what: "count of an import",
            })?,
        })
    }
}

impl FromRow for ImportRun {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        Self::read(row, 0)
    }
}

/// A source and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceState {
    /// The source.
    pub source: Source,
    /// How many records it has now.
    pub records: u64,
    /// How many it once had and no longer mentions.
    pub gone: u64,
    /// Its last import.
    pub last_run: Option<ImportRun>,
}

impl FromRow for SourceState {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        let has_run = row.get::<Option<i64>>("started_at")?.is_some();
        Ok(Self {
            source: Source::read(row, 0)?,
            records: row.get("records")?,
            gone: row.get("gone")?,
            last_run: has_run.then(|| ImportRun::read(row, 7)).transpose()?,
        })
    }
}

/// Every source with its last import, by name.
///
/// # Errors
/// A fault of the database.
pub async fn sources(db: &impl Read) -> StoreResult<Vec<SourceState>> {
    let mut all = Vec::new();
    db.for_each(STATES, &[], |row| {
        all.push(SourceState::from_row(row)?);
        Ok(())
    })
    .await?;
    Ok(all)
}

/// One source.
///
/// # Errors
/// A fault of the database.
pub async fn source(db: &impl Read, name: &SourceName) -> StoreResult<Option<Source>> {
    db.query_opt(FIND, args![name]).await
}

/// The last import of a source.
///
/// # Errors
/// A fault of the database.
pub async fn last_run(db: &impl Read, name: &SourceName) -> StoreResult<Option<ImportRun>> {
    db.query_opt(LAST_RUN, args![name]).await
}

/// Makes the source known, or completes what is known of it; answers its row.
pub(super) async fn save(tx: &mut Tx<'_>, source: &Source, now: Timestamp) -> StoreResult<i64> {
    let (id,): (i64,) = tx
        .query_one(
            SAVE,
            args![
                source.name,
                source.title,
                source.licence,
                source.attribution,
                source.url,
                now
            ],
        )
        .await?;
    Ok(id)
}
