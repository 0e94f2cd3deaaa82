//! Opening the database for a command, and the words for what can be wrong with it.

use crate::Outcome;
use crate::config::Config;
use crate::failure::Failure;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use store::{AppliedMigration, Db, MigrateError, OpenError, SchemaState, StoreError};

/// Opens the database of the configuration, whatever its schema.
///
/// # Errors
/// It cannot be reached or used.
pub async fn open(config: &Config) -> Outcome<Db> {
    Db::open(&config.database).await.map_err(|error| match error {
        OpenError::Address | OpenError::PostgresAddress(_) => Failure::usage(error.to_string()),
        OpenError::Fault(error) => fault(&error),
        OpenError::SqliteFile { ref path, .. } => {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            Failure::new("database", error.to_string()).hint(rights_hint(&path))
        }
        other => Failure::new("database", format!("{}: {other}", config.database_shown())),
    })
}

/// The file of an SQLite database that is not there yet, as the system finds it from anywhere; `None` when it is there,
/// or when the database is a PostgreSQL one, which is taken to be.
///
/// # Errors
/// The system does not let this account see it.
pub fn absent_file(config: &Config) -> Outcome<Option<PathBuf>> {
    let Some(path) = config.sqlite_path() else {
        return Ok(None);
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match path.try_exists() {
        Ok(true) => Ok(None),
        Ok(false) => Ok(Some(path)),
        Err(error) => {
            let message = format!("the database file {} cannot be reached: {error}", path.display());
            Err(Failure::new("database", message).hint(rights_hint(&path)))
        }
    }
}

/// What to say of a database file that a command made because it was not there: its folder may be another than was meant.
#[must_use]
pub fn was_made(path: &Path) -> String {
    format!(
        "a new database was made at {}; if yours is elsewhere, --database or the settings name it",
        path.display()
    )
}

fn rights_hint(path: &Path) -> String {
    let folder = path.parent().unwrap_or(path);
    format!(
        "The account that runs this command needs the right to read and write {} and to make files in {}; --database or \
         the settings name another database.",
        path.display(),
        folder.display()
    )
}

/// Opens a database that has what this version needs, for a command that only reads; it is not made nor migrated.
///
/// # Errors
/// There is none, it cannot be used, or its schema is another.
pub async fn open_existing(config: &Config) -> Outcome<Db> {
    if let Some(path) = absent_file(config)? {
        let failure = Failure::new(
            "no-database",
            format!("nothing here yet: the database {} does not exist", path.display()),
        );
        return Err(failure.hint(
            "`parvis places import FILE` or `parvis serve` makes it; if yours is elsewhere, --database or the settings name it.",
        ));
    }
    let db = open(config).await?;
    let state = store::schema_state(&db).await.map_err(|error| fault(&error))?;
    match schema_problem(state) {
        None => Ok(db),
        Some(failure) => Err(failure),
    }
}

/// Brings the schema up to date.
///
/// # Errors
/// The database is newer than the program, was altered, or fails.
pub async fn migrate(db: &Db, now: Timestamp) -> Outcome<Vec<AppliedMigration>> {
    store::migrate(db, now).await.map_err(|error| match error {
        MigrateError::Newer { .. } => Failure::new("newer-schema", error.to_string()),
        MigrateError::Altered { .. } => Failure::new("altered-schema", error.to_string()),
        MigrateError::Fault(error) => fault(&error),
    })
}

/// What is wrong with the schema for a command that reads or writes without migrating; `None` when nothing is.
#[must_use]
pub fn schema_problem(state: SchemaState) -> Option<Failure> {
    let behind = "`parvis migrate` brings it up to date; `parvis serve` does so by itself.";
    match state.database {
        Some(number) if number == state.program => None,
        Some(number) if number > state.program => Some(Failure::new(
            "newer-schema",
            format!(
                "the database has schema {number}, this version of Parvis knows {}",
                state.program
            ),
        )),
        Some(number) => Some(
            Failure::new(
                "older-schema",
                format!(
                    "the database has schema {number}, this version needs {}",
                    state.program
                ),
            )
            .hint(behind),
        ),
        None => Some(Failure::new("empty-database", "the database holds nothing yet").hint(behind)),
    }
}

/// A fault of the machine, for the operator: the store's messages hold no data of people.
#[must_use]
pub fn fault(error: &StoreError) -> Failure {
    let code = match error {
        StoreError::Busy => "database-busy",
        _ => "database",
    };
    Failure::new(code, error.to_string())
}
