//! Taking the next job. PostgreSQL is told to pass over those that another node is taking at the same moment; SQLite has
//! one writer at a time, and so has nothing to pass over.

use super::pick;
#[cfg(test)]
use crate::db::Engine;
use crate::db::{FromRow, Read, Tx, Value};
use crate::error::StoreResult;

/// Holder, end of the lease, kind, now.
const CLAIM: [&str; 2] = [
    "UPDATE jobs SET holder = $1, free_at = $2, tries = tries + 1 WHERE id = (SELECT id FROM jobs \
     WHERE state = 'open' AND kind = $3 AND free_at <= $4 ORDER BY free_at, id LIMIT 1) \
     RETURNING id, kind, about, tries",
    "UPDATE jobs SET holder = $1, free_at = $2, tries = tries + 1 WHERE id = (SELECT id FROM jobs \
     WHERE state = 'open' AND kind = $3 AND free_at <= $4 ORDER BY free_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) \
     RETURNING id, kind, about, tries",
];

/// Claims the job that has waited longest, if one is free.
pub(crate) async fn claim<T: FromRow + Send>(tx: &Tx<'_>, args: &[Value]) -> StoreResult<Option<T>> {
    tx.query_opt(pick(tx.engine(), CLAIM[0], CLAIM[1]), args).await
}

#[cfg(test)]
pub(super) fn statements(engine: Engine) -> Vec<(&'static str, &'static str)> {
    vec![("job_claim::CLAIM", pick(engine, CLAIM[0], CLAIM[1]))]
}
