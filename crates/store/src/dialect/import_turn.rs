//! Imports follow one another. SQLite's `BEGIN IMMEDIATE` waits for the writer before (its busy time-out limits how
//! long); PostgreSQL waits for a locked row for ever unless it is told how long.

use std::time::Duration;

use super::pick;
#[cfg(test)]
use crate::db::Engine;
use crate::db::{Read, Tx, Value};
use crate::error::StoreResult;

/// How long an import waits for the one before: as long as SQLite waits for another process. A large import lasts
/// minutes, and whoever starts a second one had better hear of it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Until the end of the transaction; the value is a text with its unit. SQLite has no such setting and needs none.
const LIMIT_WAITING: [&str; 2] = ["SELECT $1", "SELECT set_config('lock_timeout', $1, true)"];
/// Locks the directory's only row, so that versions are given in the order of commits.
const TAKE: &str = "UPDATE directory SET version = version WHERE only_row = 1";

/// Waits for the turn to import and takes it; `Busy` when it does not come.
pub(crate) async fn take(tx: &mut Tx<'_>, patience: Duration) -> StoreResult<()> {
    let limit = Value::Text(format!("{}ms", patience.as_millis()));
    let sql = pick(tx.engine(), LIMIT_WAITING[0], LIMIT_WAITING[1]);
    tx.execute(sql, &[limit]).await?;
    tx.execute(TAKE, &[]).await.map(|_| ())
}

#[cfg(test)]
pub(super) fn statements(engine: Engine) -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "import_turn::LIMIT_WAITING",
            pick(engine, LIMIT_WAITING[0], LIMIT_WAITING[1]),
        ),
        ("import_turn::TAKE", TAKE),
    ]
}
