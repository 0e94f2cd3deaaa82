use domain::journal::Word;
use jiff::Timestamp;

use super::*;
use crate::testing::TestDb;
use crate::{Db, both_engines};

fn event(second: i64, subject: Option<u8>) -> Event {
    let word = |text| Word::new(text).unwrap();
    Event {
        at: Timestamp::from_second(second).unwrap(),
        actor: Some(Pseudonym([1; 16])),
        acting_as: word("mediator"),
        action: word("see"),
        object_kind: word("person-file"),
        object: None,
        subject: subject.map(|number| Pseudonym([number; 16])),
        state: Some(word("held")),
    }
}

async fn written(db: &Db, count: i64) -> StoreResult<Vec<Link>> {
    let mut links = Vec::new();
    for second in 0..count {
        let mut tx = db.write().await?;
        links.push(record(&mut tx, event(second, Some(u8::try_from(second % 2).unwrap()))).await?);
        tx.commit().await?;
    }
    Ok(links)
}

both_engines! {
    async fn entries_make_a_chain_that_verifies(db: TestDb) {
        assert_eq!(verify(&*db, vec![]).await?, Head::empty());
        let links = written(&db, 5).await?;
        let end = links[4].head();
        assert_eq!(head(&*db).await?, end);
        assert_eq!(verify(&*db, vec![links[1].head(), end]).await?, end);
    }

    async fn an_entry_goes_with_the_change_it_tells_of(db: TestDb) {
        written(&db, 1).await?;
        let mut tx = db.write().await?;
        record(&mut tx, event(9, None)).await?;
        tx.roll_back();
        assert_eq!(head(&*db).await?.number, 1);
        assert_eq!(written(&db, 1).await?[0].number, 2);
        verify(&*db, vec![]).await?;
    }

    async fn a_person_sees_the_entries_about_her_alone(db: TestDb) {
        written(&db, 5).await?;
        let numbers = |links: Vec<Link>| links.iter().map(|link| link.number).collect::<Vec<_>>();
        assert_eq!(numbers(about(&*db, Pseudonym([0; 16]), 10).await?), [5, 3, 1]);
        assert_eq!(numbers(about(&*db, Pseudonym([0; 16]), 2).await?), [5, 3]);
        assert_eq!(numbers(about(&*db, Pseudonym([9; 16]), 10).await?), [0_u64; 0]);
        assert_eq!(numbers(before(&*db, 4, 2).await?), [3, 2]);
    }

    async fn tampering_is_found_where_it_is(db: TestDb) {
        let links = written(&db, 5).await?;
        let spoil = async |sql: &str| -> StoreResult<String> {
            let mut tx = db.write().await?;
            tx.execute(sql, &[]).await?;
            let found = verify(&tx, vec![links[4].head()]).await.expect_err("it was tampered with");
            Ok(found.to_string())
        };
        assert!(spoil("UPDATE journal SET event = (SELECT event FROM journal WHERE number = 1) WHERE number = 3").await?.contains("entry 3 was changed"));
        assert!(spoil("DELETE FROM journal WHERE number = 2").await?.contains("entry 2 is missing"));
        assert!(spoil("DELETE FROM journal WHERE number = 5").await?.contains("head that was put aside at entry 5"));
        assert!(spoil("UPDATE journal SET subject = NULL WHERE number = 4").await?.contains("entry 4 is filed under another"));
        assert!(spoil("UPDATE journal_head SET number = 9").await?.contains("9 entries were written"));
        verify(&*db, vec![]).await?;
    }

    async fn entries_written_at_once_follow_one_another(db: TestDb) {
        let mut tasks = tokio::task::JoinSet::new();
        for second in 0..20 {
            let db = Db::clone(&db);
            tasks.spawn(async move {
                let mut tx = db.write().await?;
                record(&mut tx, event(second, None)).await?;
                tx.commit().await
            });
        }
        while let Some(done) = tasks.join_next().await {
            done??;
        }
        assert_eq!(verify(&*db, vec![]).await?.number, 20);
    }
}
