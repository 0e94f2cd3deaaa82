use fixtures::seeded;
use jiff::Timestamp;
use vault::{Context, KeyFile, MasterKey};

use super::*;
use crate::both_engines;
use crate::testing::TestDb;

fn file(seed: u64) -> KeyFile {
    KeyFile::of(MasterKey::generate(&mut seeded(seed)))
}

async fn founded(db: &TestDb, file: &KeyFile) -> StoreResult<()> {
    let mut tx = db.write().await?;
    found(&mut tx, file, &mut seeded(7), Timestamp::UNIX_EPOCH).await?;
    tx.commit().await
}

both_engines! {
    async fn the_right_key_file_opens_the_keys_and_another_says_which_is_wanted(db: TestDb) {
        assert!(!exist(&*db).await?);
        founded(&db, &file(1)).await?;
        assert!(exist(&*db).await?);
        Keyring::open(&*db, file(1)).await?;
        let error = Keyring::open(&*db, file(2)).await.err().expect("the wrong file");
        let wanted = file(1).current().id().to_string();
        assert!(matches!(&error, CannotUnlock::WrongKey { wanted: w, .. } if *w == wanted), "{error}");
    }

    async fn keys_are_never_founded_twice(db: TestDb) {
        founded(&db, &file(1)).await?;
        assert!(founded(&db, &file(2)).await.is_err_and(|error| error.is_duplicate()));
        Keyring::open(&*db, file(1)).await?;
    }

    async fn a_damaged_or_missing_key_is_told_as_such(db: TestDb) {
        founded(&db, &file(1)).await?;
        let mut tx = db.write().await?;
        tx.execute("UPDATE container_keys SET wrapped = $2 WHERE container = $1", args!["instance/lookup", vec![1_u8; 300]]).await?;
        assert!(matches!(Keyring::open(&tx, file(1)).await, Err(CannotUnlock::Damaged { .. })));
        destroy(&mut tx, "instance/lookup").await?;
        assert!(matches!(Keyring::open(&tx, file(1)).await, Err(CannotUnlock::Missing { container: "instance/lookup" })));
    }

    async fn what_a_destroyed_key_sealed_is_gone(db: TestDb) {
        founded(&db, &file(1)).await?;
        let keyring = Keyring::open(&*db, file(1)).await?;
        let mut tx = db.write().await?;
        let key = keyring.create(&mut tx, "person/12", &mut seeded(3), Timestamp::UNIX_EPOCH).await?;
        let place = Context::of("note").and_number(1);
        let sealed = key.seal(&place, b"texte", &mut seeded(4));
        tx.commit().await?;
        let key = keyring.container(&*db, "person/12").await?.expect("it has a key");
        assert_eq!(key.open(&place, &sealed)?.as_slice(), b"texte");
        let mut tx = db.write().await?;
        assert!(destroy(&mut tx, "person/12").await?);
        assert!(!destroy(&mut tx, "person/12").await?);
        tx.commit().await?;
        assert!(keyring.container(&*db, "person/12").await?.is_none());
    }

    async fn a_rotation_goes_on_where_it_stopped(db: TestDb) {
        founded(&db, &file(1)).await?;
        let rotated = file(1).rotated(MasterKey::generate(&mut seeded(2)));
        let mut steps = Vec::new();
        loop {
            let mut tx = db.write().await?;
            let step = rewrap_some(&mut tx, &rotated, 3, &mut seeded(5)).await?;
            tx.commit().await?;
            // Between two steps, some keys are wrapped by each of the two: all open.
            Keyring::open(&*db, rotated.clone()).await?;
            steps.push((step.done, step.left));
            if step.left == 0 {
                break;
            }
        }
        assert_eq!(steps, [(3, 1), (1, 0)]);
        Keyring::open(&*db, rotated.without_older()).await?;
        assert!(Keyring::open(&*db, file(1)).await.is_err());
    }

    async fn nothing_new_is_wrapped_by_a_master_key_that_was_replaced(db: TestDb) {
        founded(&db, &file(1)).await?;
        let before = Keyring::open(&*db, file(1)).await?;
        let rotated = file(1).rotated(MasterKey::generate(&mut seeded(2)));
        let mut tx = db.write().await?;
        rewrap_some(&mut tx, &rotated, 100, &mut seeded(5)).await?;
        tx.commit().await?;
        let mut tx = db.write().await?;
        let late = before.create(&mut tx, "person/1", &mut seeded(3), Timestamp::UNIX_EPOCH).await;
        assert!(matches!(late, Err(CannotUnlock::Rotated)));
        tx.roll_back();
        let again = Keyring::open(&*db, rotated.without_older()).await?;
        let mut tx = db.write().await?;
        again.create(&mut tx, "person/1", &mut seeded(3), Timestamp::UNIX_EPOCH).await?;
        tx.commit().await?;
    }

    async fn a_step_of_rotation_with_the_wrong_file_changes_nothing(db: TestDb) {
        founded(&db, &file(1)).await?;
        let mut tx = db.write().await?;
        assert!(rewrap_some(&mut tx, &file(2), 10, &mut seeded(5)).await.is_err());
        tx.roll_back();
        Keyring::open(&*db, file(1)).await?;
    }
}
