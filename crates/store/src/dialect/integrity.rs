//! The engine's own check of what it holds.
//!
//! SQLite reads the whole file and every index, and lists broken foreign keys. PostgreSQL has no such command; it tells
//! of pages whose checksum failed, of indexes that a crash left unusable and of constraints never validated.

use super::pick;
#[cfg(test)]
use crate::db::Engine;
use crate::db::Read;
use crate::error::StoreResult;

/// Each answers one text a problem.
const PROBLEMS: [&str; 2] = [
    "SELECT message FROM (SELECT integrity_check AS message FROM pragma_integrity_check) WHERE message <> 'ok' \
     UNION ALL SELECT 'row ' || COALESCE(CAST(rowid AS TEXT), '?') || ' of ' || \"table\" || ' points to a row missing in ' || parent \
     FROM pragma_foreign_key_check",
    "SELECT CAST(checksum_failures AS TEXT) || ' pages failed their checksum' FROM pg_catalog.pg_stat_database \
     WHERE datname = current_database() AND checksum_failures > 0 \
     UNION ALL SELECT 'index ' || CAST(CAST(indexrelid AS regclass) AS TEXT) || ' is unusable: REINDEX it' \
     FROM pg_catalog.pg_index WHERE NOT (indisvalid AND indisready) \
     UNION ALL SELECT 'constraint ' || CAST(conname AS TEXT) || ' was never validated' \
     FROM pg_catalog.pg_constraint WHERE NOT convalidated",
];

/// What the engine finds wrong, in words for the operator; nothing when all is well.
pub(crate) async fn problems(db: &impl Read) -> StoreResult<Vec<String>> {
    let mut found = Vec::new();
    db.for_each(pick(db.engine(), PROBLEMS[0], PROBLEMS[1]), &[], |row| {
        found.push(row.get(0)?);
        Ok(())
    })
    .await?;
    Ok(found)
}

#[cfg(test)]
pub(super) fn statements(engine: Engine) -> Vec<(&'static str, &'static str)> {
    vec![("integrity::PROBLEMS", pick(engine, PROBLEMS[0], PROBLEMS[1]))]
}
