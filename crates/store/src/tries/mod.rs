//! Where tries to enter are counted, for all nodes: what is remembered is a keyed digest and an instant.
//!
//! How many tries there are is `domain::tries`' to say. Count a try that can be guessed before it is made, in a
//! transaction of its own, so that many made at once are all counted and a wrong one stays counted.

use domain::tries::{Attention, Network, Spent, Tally, TooMany, Try};
use jiff::Timestamp;
use vault::LookupKey;

use crate::args;
use crate::db::{Read, Tx, statements};
use crate::error::StoreResult;

statements! {
    SPENT = "SELECT spent_until FROM tries WHERE tally = $1";
    // Takes the row for this transaction, so that of many tries at once each sees those before.
    HOLD = "INSERT INTO tries (tally, spent_until) VALUES ($1, $2)
            ON CONFLICT (tally) DO UPDATE SET spent_until = tries.spent_until RETURNING spent_until";
    SPEND = "UPDATE tries SET spent_until = $2 WHERE tally = $1";
    FORGIVE = "DELETE FROM tries WHERE tally = $1";
    FORGET = "DELETE FROM tries WHERE spent_until <= $1";
}

/// A try, and for whom it is counted.
#[derive(Debug, Clone, Copy)]
pub struct Tried<'t> {
    /// What is tried.
    pub what: Try,
    /// From where.
    pub from: Network,
    /// The account or receipt, as the one text that names it; `None` where nobody knows which.
    pub on: Option<&'t str>,
}

impl Tried<'_> {
    /// What a tally is found by; `None` where there is no such tally of this try.
    fn tally(&self, key: &LookupKey, tally: Tally) -> Option<[u8; 32]> {
        let from = self.from.bytes();
        let mut value = Vec::with_capacity(64);
        for part in [self.what.code(), tally.code()] {
            value.extend(part.as_bytes());
            value.push(0);
        }
        if tally != Tally::Target {
            value.extend(from);
        }
        match (tally, self.on) {
            (Tally::Network, _) => {}
            (Tally::NetworkOnTarget | Tally::Target, Some(on)) => value.extend(on.as_bytes()),
            (Tally::NetworkOnTarget | Tally::Target, None) => return None,
        }
        Some(key.digest("tries", &value))
    }
}

/// Counts a try, and says how closely to look at it. Commit before it is made.
///
/// # Errors
/// A fault of the database. That the network tried too often is an answer: nothing was counted then, and what the
/// transaction holds may be dropped.
pub async fn count(
    tx: &mut Tx<'_>,
    key: &LookupKey,
    tried: Tried<'_>,
    now: Timestamp,
) -> StoreResult<Result<Attention, TooMany>> {
    let mut tallies: Vec<_> = Tally::ALL
        .into_iter()
        .filter_map(|tally| {
            let allowance = tried.what.allowance(tally, tried.from)?;
            Some((tried.tally(key, tally)?, tally, allowance))
        })
        .collect();
    // In one order, so that two tries never wait for each other.
    tallies.sort_unstable_by_key(|(digest, ..)| *digest);
    let mut attention = Attention::Usual;
    let mut spent = Vec::with_capacity(tallies.len());
    for (digest, tally, allowance) in tallies {
        let (until,): (Timestamp,) = tx.query_one(HOLD, args![digest, now]).await?;
        match allowance.take(Some(Spent(until)), now) {
            Ok(after) => spent.push((digest, after)),
            Err(_) if tally == Tally::Target => attention = Attention::Wary,
            Err(again_at) => return Ok(Err(TooMany { again_at })),
        }
    }
    for (digest, Spent(until)) in spent {
        tx.execute(SPEND, args![digest, until]).await?;
    }
    Ok(Ok(attention))
}

/// Whether the next try would be refused; looking counts nothing and waits for nobody.
///
/// # Errors
/// A fault of the database.
pub async fn look(
    db: &impl Read,
    key: &LookupKey,
    tried: Tried<'_>,
    now: Timestamp,
) -> StoreResult<Result<(), TooMany>> {
    for tally in [Tally::NetworkOnTarget, Tally::Network] {
        let Some(digest) = tried.tally(key, tally) else {
            continue;
        };
        let Some(allowance) = tried.what.allowance(tally, tried.from) else {
            continue;
        };
        let spent: Option<(Timestamp,)> = db.query_opt(SPENT, args![digest]).await?;
        if let Err(again_at) = allowance.take(spent.map(|(until,)| Spent(until)), now) {
            return Ok(Err(TooMany { again_at }));
        }
    }
    Ok(Ok(()))
}

/// Makes up for the tries on an account or a receipt, after a right one: those of this network and, since its holder
/// came in, those of everybody.
///
/// # Errors
/// A fault of the database.
pub async fn forgive(tx: &mut Tx<'_>, key: &LookupKey, tried: Tried<'_>) -> StoreResult<()> {
    for tally in [Tally::NetworkOnTarget, Tally::Target] {
        if let Some(digest) = tried.tally(key, tally) {
            tx.execute(FORGIVE, args![digest]).await?;
        }
    }
    Ok(())
}

/// Forgets what says nothing any more, in a transaction of its own. Answers how many tallies that were.
///
/// # Errors
/// A fault of the database.
pub async fn forget(tx: &mut Tx<'_>, now: Timestamp) -> StoreResult<u64> {
    tx.execute(FORGET, args![now]).await
}

/// The statements of this feature.
#[cfg(test)]
pub(crate) fn statements() -> Vec<(&'static str, &'static [(&'static str, &'static str)])> {
    vec![("src/tries/mod.rs", STATEMENTS)]
}

#[cfg(test)]
mod tests;
