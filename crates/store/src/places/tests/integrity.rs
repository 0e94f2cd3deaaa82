use super::*;
use crate::places::import;
use crate::testing::{TestDb, day, source};
use crate::{args, both_engines, check};
use fixtures::{full_record, record};

both_engines! {
    async fn a_sound_directory_passes(db: TestDb) {
        import(&db, &source("hub"), &[record("a"), full_record("b"), record("c")], day("2026-03-01")).await?;
        import(&db, &source("hub"), &[full_record("a"), full_record("b")], day("2026-04-01")).await?;
        let found = check(&db).await?;
        assert_eq!(found.problems, Vec::<String>::new());
        assert_eq!(found.schema.database, Some(found.schema.program));
    }

    async fn a_database_without_schema_has_nothing_to_check(db: TestDb::empty) {
        let found = check(&db).await?;
        assert_eq!((found.schema.database, found.problems.len()), (None, 0));
    }

    async fn what_was_altered_behind_our_back_is_found(db: TestDb) {
        import(&db, &source("hub"), &[full_record("a")], day("2026-03-01")).await?;
        let id = id_of(&*db, "hub", "a").await;
        let sound = everything(&*db).await;
        for (harm, undo, words) in [
            ("UPDATE places SET street = 'ailleurs'", "UPDATE places SET street = '2 quai des Tilleuls'", "its values are not"),
            ("UPDATE places SET latitude = latitude + 1", "UPDATE places SET latitude = 47.0921", "its values are not"),
            ("UPDATE places SET gone_since = 5", "UPDATE places SET gone_since = NULL", "marked gone"),
            ("UPDATE source_records SET gone_at = 5", "UPDATE source_records SET gone_at = NULL", "marked gone"),
            ("UPDATE directory SET version = 0", "UPDATE directory SET version = 1", "never finished"),
        ] {
            run(&db, harm, &[]).await;
            let problems = check(&db).await?.problems;
            assert!(problems.len() == 1 && problems[0].starts_with(&format!("place {id}:")) && problems[0].contains(words), "{harm}: {problems:?}");
            run(&db, undo, &[]).await;
        }
        assert_eq!(everything(&*db).await, sound);
        run(&db, "DELETE FROM source_records WHERE place_id = $1", args![id]).await;
        // No source, and yet not gone.
        assert_eq!(check(&db).await?.problems.len(), 2);
    }

    async fn a_table_that_was_removed_is_named(db: TestDb) {
        run(&db, "DROP TABLE import_findings", &[]).await;
        let found = check(&db).await?;
        assert!(found.problems.len() == 1 && found.problems[0].starts_with("the table import_findings is missing"), "{found:?}");
        run(&db, "DROP TABLE schema_migrations", &[]).await;
        let found = check(&db).await?;
        assert_eq!((found.schema.database, found.problems.len()), (None, 2), "{found:?}");
    }

    async fn a_database_of_a_newer_version_is_left_unread(db: TestDb) {
        import(&db, &source("hub"), &[record("a")], day("2026-03-01")).await?;
        run(&db, "UPDATE schema_migrations SET number = number + 999", &[]).await;
        // What is wrong for this version may be right for the other.
        run(&db, "UPDATE directory SET version = 0", &[]).await;
        let found = check(&db).await?;
        assert_eq!((found.schema.database, found.problems), (Some(found.schema.program + 999), Vec::new()));
    }

    async fn a_place_that_is_mentioned_cannot_be_deleted(db: TestDb) {
        import(&db, &source("hub"), &[record("a")], day("2026-03-01")).await?;
        let mut tx = db.write().await?;
        assert!(tx.execute("DELETE FROM places", &[]).await.is_err());
    }
}

#[tokio::test]
async fn a_damaged_file_is_found() {
    let db = TestDb::new(crate::Engine::Sqlite).await;
    let file: Vec<_> = (0..300).map(|n| full_record(&format!("{n}"))).collect();
    import(&db, &source("hub"), &file, day("2026-03-01"))
        .await
        .unwrap();
    run(&db, "UPDATE directory SET version = 0", &[]).await;
    let problems = check(&db).await.unwrap().problems;
    assert!(
        problems[0].starts_with("300 places (") && problems[0].contains('…'),
        "{problems:?}"
    );
}
