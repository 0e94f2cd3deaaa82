use fixtures::seeded;
use jiff::SignedDuration;
use vault::ContainerKey;

use super::*;
use crate::testing::TestDb;
use crate::{Db, both_engines};

fn at(minute: i64) -> Timestamp {
    let start: Timestamp = "2026-03-03T09:00:00Z".parse().unwrap();
    start + SignedDuration::from_mins(minute)
}

fn key() -> LookupKey {
    LookupKey::new(&ContainerKey::generate(&mut seeded(1)))
}

fn network(text: &str) -> Network {
    Network::of(text.parse().unwrap())
}

fn code(from: &str, on: &'static str) -> Tried<'static> {
    Tried {
        what: Try::EnterCode,
        from: network(from),
        on: Some(on),
    }
}

async fn counted(db: &Db, tried: Tried<'_>, now: Timestamp) -> StoreResult<Result<Attention, TooMany>> {
    let mut tx = db.write().await?;
    let counted = count(&mut tx, &key(), tried, now).await?;
    if counted.is_ok() {
        tx.commit().await?;
    }
    Ok(counted)
}

both_engines! {
    async fn only_the_network_that_tries_too_often_is_refused(db: TestDb) {
        let attacker = code("192.0.2.66", "jeanne");
        for _ in 0..6 {
            assert!(counted(&db, attacker, at(0)).await?.is_ok());
        }
        let refused = TooMany { again_at: at(5) };
        assert_eq!(counted(&db, attacker, at(0)).await?, Err(refused));
        assert_eq!(look(&*db, &key(), attacker, at(0)).await?, Err(refused));
        // Not on another account, not from elsewhere, and not for ever.
        assert!(counted(&db, code("192.0.2.66", "paul"), at(0)).await?.is_ok());
        assert!(counted(&db, code("192.0.2.1", "jeanne"), at(0)).await?.is_ok());
        assert_eq!(look(&*db, &key(), code("192.0.2.1", "jeanne"), at(0)).await?, Ok(()));
        assert!(counted(&db, attacker, at(5)).await?.is_ok());
    }

    async fn an_account_that_many_try_asks_for_more_and_refuses_nobody(db: TestDb) {
        for number in 0..10 {
            let from = network(&format!("198.51.100.{number}"));
            let tried = Tried { from, ..code("192.0.2.1", "jeanne") };
            assert_eq!(counted(&db, tried, at(0)).await?, Ok(Attention::Usual));
        }
        let holder = code("192.0.2.1", "jeanne");
        assert_eq!(counted(&db, holder, at(0)).await?, Ok(Attention::Wary));
        assert_eq!(counted(&db, code("192.0.2.2", "paul"), at(0)).await?, Ok(Attention::Usual));
        let mut tx = db.write().await?;
        forgive(&mut tx, &key(), holder).await?;
        tx.commit().await?;
        assert_eq!(counted(&db, holder, at(0)).await?, Ok(Attention::Usual));
    }

    async fn one_network_has_so_many_tries_on_all_accounts_together(db: TestDb) {
        const NAMES: [&str; 11] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];
        let mut passed = 0;
        for name in NAMES {
            for _ in 0..5 {
                passed += i32::from(counted(&db, code("2001:db8::1", name), at(0)).await?.is_ok());
            }
        }
        assert_eq!(passed, 30);
        assert!(counted(&db, code("2001:db8::2", "z"), at(0)).await?.is_err(), "the same household");
        assert!(counted(&db, code("2001:db8:0:1::1", "z"), at(0)).await?.is_ok(), "another");
    }

    async fn of_many_tries_at_once_no_more_pass_than_are_left(db: TestDb) {
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let db = (*db).clone();
            tasks.spawn(async move { counted(&db, code("192.0.2.66", "jeanne"), at(0)).await });
        }
        let mut passed = 0;
        while let Some(done) = tasks.join_next().await {
            passed += i32::from(done??.is_ok());
        }
        assert_eq!(passed, 6);
    }

    async fn what_is_over_is_forgotten_and_no_address_stands_in_clear(db: TestDb) {
        let remembered = async || db.query_one::<(i64,)>("SELECT COUNT(*) FROM tries", &[]).await;
        counted(&db, code("192.0.2.66", "jeanne"), at(0)).await??;
        assert_eq!(remembered().await?, (3,));
        counted(&db, Tried { what: Try::OpenLink, from: network("192.0.2.1"), on: None }, at(61)).await??;
        let mut tx = db.write().await?;
        assert_eq!(forget(&mut tx, at(61)).await?, 3);
        tx.commit().await?;
        assert_eq!(remembered().await?, (1,), "an hour later, only what was just tried is there");
        let other_key = LookupKey::new(&ContainerKey::generate(&mut seeded(2)));
        let tried = code("192.0.2.66", "jeanne");
        assert_ne!(tried.tally(&key(), Tally::Network), tried.tally(&other_key, Tally::Network));
    }
}
