//! Keys and bytes in the place of randomness, for tests.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use store::Db;
use store::keys::Keyring;
use vault::{KeyFile, MasterKey};

use crate::instance::Keys;

/// Keys for a database of a test.
///
/// # Panics
/// They cannot be made.
pub async fn keys(db: &Db, now: Timestamp) -> Keys {
    let file = || KeyFile::of(MasterKey::generate(&mut fixtures::seeded(1)));
    let mut tx = db.write().await.expect("the database is written");
    store::keys::found(&mut tx, &file(), &mut fixtures::seeded(2), now)
        .await
        .expect("keys are made once");
    tx.commit().await.expect("the keys are kept");
    Keys::new(Keyring::open(db, file()).await.expect("they open"))
}

/// Bytes in the place of randomness: others at each call.
pub fn random(bytes: &mut [u8]) {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    fixtures::seeded(CALLS.fetch_add(1, Ordering::Relaxed))(bytes);
}
