//! One node migrates at a time. SQLite's `BEGIN IMMEDIATE` is that lock already; PostgreSQL gives one on demand, held
//! until the end of the transaction.

use super::pick;
#[cfg(test)]
use crate::db::Engine;
use crate::db::{Read, Tx};
use crate::error::StoreResult;

/// Any number that no other program on the same database is likely to use: « parvis » in ASCII.
const TAKE: [&str; 2] = [
    "SELECT 1",
    "SELECT 1 FROM (SELECT pg_advisory_xact_lock(123581408241011)) AS taken",
];

/// Waits for the lock and takes it.
pub(crate) async fn take(tx: &mut Tx<'_>) -> StoreResult<()> {
    let sql = pick(tx.engine(), TAKE[0], TAKE[1]);
    tx.execute(sql, &[]).await.map(|_| ())
}

#[cfg(test)]
pub(super) fn statements(engine: Engine) -> Vec<(&'static str, &'static str)> {
    vec![("migration_lock::TAKE", pick(engine, TAKE[0], TAKE[1]))]
}
