//! Whether the database holds together: what `parvis check` asks of the store.

use std::collections::BTreeMap;

use crate::db::{Db, Read};
use crate::dialect;
use crate::error::StoreResult;
use crate::migrations::{SchemaState, missing_tables, schema_state, tables};
use crate::places;

/// What a check of the database found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// How far the schema is.
    pub schema: SchemaState,
    /// What is wrong, in words for the operator; empty when all is well.
    pub problems: Vec<String>,
}

/// How many rows each table has, by name.
///
/// # Errors
/// A fault of the database, or a table is missing.
pub async fn row_counts(db: &impl Read) -> StoreResult<BTreeMap<String, u64>> {
    let mut counts = BTreeMap::new();
    for table in tables() {
        counts.insert(table.to_owned(), dialect::catalog::count_rows(db, table).await?);
    }
    Ok(counts)
}

/// Whether none of our tables is there: only such a database may be restored into.
///
/// # Errors
/// A fault of the database.
pub async fn is_empty(db: &impl Read) -> StoreResult<bool> {
    for table in tables() {
        if dialect::catalog::has_table(db, table).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Checks the whole database without changing anything. It reads everything: seconds on a large directory.
///
/// # Errors
/// The database cannot be asked at all.
pub async fn check(db: &Db) -> StoreResult<Check> {
    let schema = schema_state(db).await?;
    let mut problems = dialect::integrity::problems(db).await?;
    let missing = missing_tables(db).await?;
    if !missing.is_empty() {
        problems.extend(missing.iter().map(|table| {
            format!("the table {table} is missing: something else than Parvis removed it, restore a backup")
        }));
    } else if schema.database == Some(schema.program) {
        problems.extend(places::problems(db).await?);
    }
    Ok(Check { schema, problems })
}
