//! The numbered list of migrations, one for both engines, and how a database is brought up to date with it.
//!
//! A migration that has been released never changes: its digest is recorded where it was applied.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::db::{Db, Engine, Read, statements};
use crate::dialect;
use crate::error::{StoreError, StoreResult};

struct Migration {
    number: u32,
    name: &'static str,
    text: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal),+ $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            text: include_str!(concat!("../migrations/", $name, ".sql")),
        }),+]
    };
}

/// Every migration, in order. The file name starts with the number.
const MIGRATIONS: &[Migration] = migrations![
    1 "0001_places",
    2 "0002_keys",
    3 "0003_journal",
    4 "0004_accounts",
    5 "0005_outbox",
    6 "0006_reassigned",
    7 "0007_tries",
    8 "0008_authenticators",
];

/// The list of what was applied; it exists before the first migration. Common to both engines once rendered.
const LIST: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    number {int} NOT NULL PRIMARY KEY,
    name {key} NOT NULL,
    digest {key} NOT NULL,
    applied_at {int} NOT NULL
) {strict};";

statements! {
    APPLIED = "SELECT number, name, digest FROM schema_migrations ORDER BY number";
    RECORD = "INSERT INTO schema_migrations (number, name, digest, applied_at) VALUES ($1, $2, $3, $4)";
}

/// A migration that was just applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedMigration {
    /// Its number in the list.
    pub number: u32,
    /// Its file name without extension.
    pub name: &'static str,
}

/// Why a database is not brought up to date. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The database knows migrations that this program does not.
    #[error(
        "this database was made by a newer Parvis: its schema has number {database}, this version knows {program}; \
         install the newer version again, or restore a backup made before"
    )]
    Newer {
        /// Highest number applied to the database.
        database: u32,
        /// Highest number this program knows.
        program: u32,
    },
    /// A migration was edited, renamed or left out after it had been applied.
    #[error(
        "migration {number} ({name}) is not the one that was applied to this database: this is not an official version \
         of Parvis, or the database was altered by hand"
    )]
    Altered {
        /// Number of the migration.
        number: u32,
        /// Its name in the database.
        name: String,
    },
    /// The database failed.
    #[error(transparent)]
    Fault(#[from] StoreError),
}

/// How far the schema of a database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchemaState {
    /// Highest number applied; `None` for an empty database.
    pub database: Option<u32>,
    /// Highest number this program knows.
    pub program: u32,
}

/// Brings the schema up to date, in one transaction; several nodes may start at the same time.
///
/// # Errors
/// The database is newer than the program or was altered; a fault. Nothing was changed.
pub async fn migrate(db: &Db, now: Timestamp) -> Result<Vec<AppliedMigration>, MigrateError> {
    apply(db, MIGRATIONS, now).await
}

/// How far the schema is, without changing anything.
///
/// # Errors
/// A fault of the database.
pub async fn schema_state(db: &impl Read) -> StoreResult<SchemaState> {
    let program = MIGRATIONS.last().map_or(0, |last| last.number);
    let database = if dialect::catalog::has_table(db, "schema_migrations").await? {
        let applied: Vec<(u32, String, String)> = db.query(APPLIED, &[]).await?;
        applied.last().map(|(number, ..)| *number)
    } else {
        None
    };
    Ok(SchemaState { database, program })
}

/// The tables that a database has to have and has not. A database in which nothing was ever made misses none; an older
/// one lacks nothing of what later versions add.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn missing_tables(db: &impl Read) -> StoreResult<Vec<&'static str>> {
    let reached = schema_state(db).await?.database;
    let expected = tables_of(reached.unwrap_or(u32::MAX));
    let mut missing = Vec::new();
    for table in &expected {
        if !dialect::catalog::has_table(db, table).await? {
            missing.push(*table);
        }
    }
    if missing.len() == expected.len() {
        missing.clear();
    }
    Ok(missing)
}

/// Every table that the migrations leave. A statement that makes, drops or renames one stands on a line of its own.
pub(crate) fn tables() -> Vec<&'static str> {
    tables_of(u32::MAX)
}

/// Those that the migrations leave up to a number.
fn tables_of(number: u32) -> Vec<&'static str> {
    let mut tables = Vec::new();
    let applied = MIGRATIONS.iter().filter(|migration| migration.number <= number);
    let texts = std::iter::once(LIST).chain(applied.map(|migration| migration.text));
    for line in texts.flat_map(str::lines) {
        let words: Vec<&str> = line.trim_end_matches(';').split_whitespace().collect();
        match words[..] {
            ["CREATE", "TABLE", "IF", "NOT", "EXISTS", table, ..] | ["CREATE", "TABLE", table, ..] => {
                tables.push(table);
            }
            ["DROP", "TABLE", table] => tables.retain(|known| *known != table),
            ["ALTER", "TABLE", table, "RENAME", "TO", name] => {
                tables.retain(|known| *known != table);
                tables.push(name);
            }
            _ => {}
        }
    }
    tables
}

async fn apply(
    db: &Db,
    migrations: &[Migration],
    now: Timestamp,
) -> Result<Vec<AppliedMigration>, MigrateError> {
    let engine = db.engine();
    let mut tx = db.write().await?;
    dialect::migration_lock::take(&mut tx).await?;
    if !dialect::catalog::has_table(&tx, "schema_migrations").await? {
        tx.run_script(&rendered(LIST, engine)).await?;
    }
    let applied: Vec<(u32, String, String)> = tx.query(APPLIED, &[]).await?;
    let program = migrations.last().map_or(0, |last| last.number);
    if let Some((database, ..)) = applied.last().filter(|(number, ..)| *number > program) {
        return Err(MigrateError::Newer {
            database: *database,
            program,
        });
    }
    for (position, (number, name, recorded)) in applied.iter().enumerate() {
        let is_ours = migrations.get(position).is_some_and(|ours| {
            ours.number == *number && ours.name == name && digest(ours.text) == *recorded
        });
        if !is_ours {
            return Err(MigrateError::Altered {
                number: *number,
                name: name.clone(),
            });
        }
    }
    let mut done = Vec::new();
    for migration in &migrations[applied.len()..] {
        tx.run_script(&rendered(migration.text, engine)).await?;
        tx.execute(
            RECORD,
            crate::args![migration.number, migration.name, digest(migration.text), now],
        )
        .await?;
        done.push(AppliedMigration {
            number: migration.number,
            name: migration.name,
        });
    }
    if !done.is_empty() {
        tx.commit().await?;
    }
    Ok(done)
}

fn rendered(text: &str, engine: Engine) -> String {
    dialect::schema_words::render(text, engine)
}

/// SHA-256 of the text in hexadecimal, the same whatever line ends a checkout made.
fn digest(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text.replace('\r', "")))
}

/// The whole list as one digest, which names the template of test databases.
#[cfg(any(test, feature = "testing"))]
pub(crate) fn list_digest() -> String {
    let all: Vec<String> = MIGRATIONS
        .iter()
        .map(|migration| digest(migration.text))
        .collect();
    digest(&all.join("\n"))
}

#[cfg(test)]
mod tests;
