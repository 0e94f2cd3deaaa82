use serde_json::{Value as Json, json};

use super::*;
use domain::places::Losses;

use crate::places::{Added, Finding, FindingOutcome, Import, ImportCounts, findings, import, last_run};
use crate::testing::{TestDb, day, source};
use crate::{args, both_engines};
use fixtures::{full_record, record};

fn finding(row: u32, before: &str) -> Finding {
    Finding {
        row,
        record_id: Some("a".into()),
        field: Some("telephone".into()),
        rule: "phone-rewritten".into(),
        before: Some(before.into()),
        after: Some("+33384000000".into()),
        outcome: FindingOutcome::Repaired,
    }
}

both_engines! {
    async fn a_first_import_creates_every_place(db: TestDb) {
        let counts = import(&db, &source("hub"), &[record("a"), full_record("b")], day("2026-03-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 2, created: 2, ..ImportCounts::default() });
        assert_eq!(present(&*db).await, ["a", "b"]);
    }

    async fn the_same_file_again_changes_nothing(db: TestDb) {
        let file = [record("a"), full_record("b")];
        import(&db, &source("hub"), &file, day("2026-03-01")).await?;
        let before = everything(&*db).await;
        let counts = import(&db, &source("hub"), &file, day("2026-04-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 2, unchanged: 2, ..ImportCounts::default() });
        assert_eq!(everything(&*db).await, before);
    }

    async fn a_changed_row_is_updated_and_keeps_its_address(db: TestDb) {
        import(&db, &source("hub"), &[record("a"), record("b")], day("2026-03-01")).await?;
        let id = id_of(&*db, "hub", "a").await;
        let counts = import(&db, &source("hub"), &[full_record("a"), record("b")], day("2026-04-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 2, updated: 1, unchanged: 1, ..ImportCounts::default() });
        let stored = crate::places::find(&*db, &id).await?.unwrap();
        assert_eq!(stored.place.record, full_record("a"));
        assert_eq!((stored.first_seen, stored.last_changed), (day("2026-03-01"), day("2026-04-01")));
    }

    async fn a_missing_row_is_marked_gone_and_comes_back_when_it_reappears(db: TestDb) {
        import(&db, &source("hub"), &[record("a"), record("b")], day("2026-03-01")).await?;
        let id = id_of(&*db, "hub", "b").await;
        let counts = import(&db, &source("hub"), &[record("a")], day("2026-04-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 1, unchanged: 1, gone: 1, ..ImportCounts::default() });
        assert_eq!(present(&*db).await, ["a"]);
        let stored = crate::places::find(&*db, &id).await?.unwrap();
        assert_eq!(stored.place.gone_since, Some(day("2026-04-01")));
        // It is gone once, not at each import.
        let counts = import(&db, &source("hub"), &[record("a")], day("2026-05-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 1, unchanged: 1, ..ImportCounts::default() });

        let counts = import(&db, &source("hub"), &[record("a"), record("b")], day("2026-06-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 2, unchanged: 2, returned: 1, ..ImportCounts::default() });
        let stored = crate::places::find(&*db, &id).await?.unwrap();
        assert_eq!((stored.place.gone_since, stored.first_seen), (None, day("2026-03-01")));
        // And with other values than when it went.
        import(&db, &source("hub"), &[record("a")], day("2026-07-01")).await?;
        let counts = import(&db, &source("hub"), &[record("a"), full_record("b")], day("2026-08-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 2, unchanged: 1, updated: 1, returned: 1, ..ImportCounts::default() });
    }

    async fn one_source_says_nothing_of_the_places_of_another(db: TestDb) {
        import(&db, &source("hub"), &[record("a")], day("2026-03-01")).await?;
        import(&db, &source("town"), &[record("a"), record("b")], day("2026-03-01")).await?;
        import(&db, &source("town"), &[], day("2026-04-01")).await?;
        assert_eq!(present(&*db).await, ["a"]);
        assert_ne!(id_of(&*db, "hub", "a").await, id_of(&*db, "town", "a").await);
    }

    async fn of_two_rows_with_one_identifier_the_first_counts(db: TestDb) {
        let counts = import(&db, &source("hub"), &[record("a"), full_record("a")], day("2026-03-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 2, created: 1, duplicates: 1, ..ImportCounts::default() });
        assert_eq!(all_places(&*db).await[0].place.record, record("a"));
        // The same when the place was known before.
        let counts = import(&db, &source("hub"), &[full_record("a"), record("a")], day("2026-04-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 2, updated: 1, duplicates: 1, ..ImportCounts::default() });
        assert_eq!(all_places(&*db).await[0].place.record, full_record("a"));
        // Whoever gives the rows hears of it, to report it.
        let mut tx = db.write().await?;
        let mut import = Import::begin(&mut tx, &source("hub"), day("2026-05-01")).await?;
        assert_eq!(import.add(7, &record("a")).await?, Added::Taken);
        assert_eq!(import.add(9, &full_record("a")).await?, Added::Repeated { first_row: 7 });
    }

    async fn a_file_of_many_batches_is_taken_whole(db: TestDb) {
        let file: Vec<_> = (0..700).map(|n| record(&format!("{n:03}"))).collect();
        let counts = import(&db, &source("hub"), &file, day("2026-03-01")).await?;
        assert_eq!(counts.created, 700);
        let changed: Vec<_> = (0..650).map(|n| if n % 2 == 0 { record(&format!("{n:03}")) } else { full_record(&format!("{n:03}")) }).collect();
        let counts = import(&db, &source("hub"), &changed, day("2026-04-01")).await?;
        assert_eq!((counts.updated, counts.unchanged, counts.gone), (325, 325, 50));
        assert_eq!(present(&*db).await.len(), 650);
        let counts = import(&db, &source("hub"), &[], day("2026-05-01")).await?;
        assert_eq!(counts.gone, 650);
        assert_eq!(crate::check(&db).await?.problems, Vec::<String>::new());
    }

    async fn an_import_dropped_before_its_end_leaves_nothing(db: TestDb) {
        import(&db, &source("hub"), &[record("a")], day("2026-03-01")).await?;
        let before = everything(&*db).await;
        let mut tx = db.write().await?;
        let mut import = Import::begin(&mut tx, &source("hub"), day("2026-04-01")).await?;
        for n in 0..600 {
            import.add(n, &full_record(&format!("{n}"))).await?;
        }
        assert_eq!(import.losses(), Losses { before: 1, gone: 1 });
        assert_eq!(import.finish(day("2026-04-01"), Json::Null).await?.created, 600);
        drop(tx);
        assert_eq!(everything(&*db).await, before);
    }

    async fn the_directory_has_a_new_version_when_a_visitor_can_see_a_difference(db: TestDb) {
        let mut versions = vec![crate::places::directory_version(&*db).await?];
        for file in [vec![record("a")], vec![record("a")], vec![full_record("a")], vec![], vec![], vec![full_record("a")]] {
            import(&db, &source("hub"), &file, day("2026-03-01")).await?;
            versions.push(crate::places::directory_version(&*db).await?);
        }
        let numbers: Vec<i64> = versions.iter().map(|version| version.get()).collect();
        assert_eq!(numbers, [0, 1, 1, 2, 3, 3, 4]);
    }

    async fn imports_that_meet_follow_one_another(db: TestDb) {
        let tasks: Vec<_> = (0..6)
            .map(|n| {
                let db = Db::clone(&db);
                tokio::spawn(async move {
                    let file: Vec<_> = (0..50).map(|place| record(&format!("{place}"))).collect();
                    // Three imports of one source and three of others.
                    let source = source(if n % 2 == 0 { "hub".to_owned() } else { format!("town-{n}") }.as_str());
                    import(&db, &source, &file, day("2026-03-01")).await.unwrap()
                })
            })
            .collect();
        let mut created = 0;
        for task in tasks {
            created += task.await?.created;
        }
        assert_eq!(created, 200);
        assert_eq!(crate::places::directory_version(&*db).await?.get(), 4);
    }

    async fn an_identifier_that_is_taken_gives_way_to_the_next(db: TestDb) {
        use crate::places::identity::place_id;
        let id = domain::places::RecordId::parse("b").unwrap();
        import(&db, &source("hub"), &[record("a")], day("2026-03-01")).await?;
        // The practically impossible: another place already has the identifier that `b` would get.
        let taken = place_id(&name("hub"), &id, 0);
        run(&db, "UPDATE source_records SET place_id = place_id", &[]).await;
        let mut tx = db.write().await?;
        tx.execute("INSERT INTO places SELECT $1, pivot, name, name_key, commune, postcode, commune_code, departement, \
            street, complement, latitude, longitude, typologies, phone, emails, websites, hours_osm, hours_note, summary, \
            description, collected_by, itinerancy, parent, updated_on, services, audiences, care, fees, programmes, \
            labels, other_labels, access_modes, support_modes, accessibility_page, booking_page, gone_since, version \
            FROM places", args![taken]).await?;
        tx.commit().await?;
        import(&db, &source("hub"), &[record("a"), full_record("b"), record("c")], day("2026-04-01")).await?;
        let found = crate::places::by_record(&*db, &name("hub"), &id).await?.unwrap();
        assert_eq!(found.place.id, place_id(&name("hub"), &id, 1));
        assert_eq!(found.place.record, full_record("b"));
        // The next import knows it again.
        let counts = import(&db, &source("hub"), &[record("a"), full_record("b"), record("c")], day("2026-05-01")).await?;
        assert_eq!(counts.unchanged, 3);
    }

    async fn the_findings_are_those_of_the_last_import(db: TestDb) {
        for (run, rows) in [(1, vec![3, 1]), (2, vec![2]), (3, (1..=600).collect::<Vec<u32>>())] {
            let mut tx = db.write().await?;
            let mut import = Import::begin(&mut tx, &source("hub"), day("2026-03-01")).await?;
            for row in &rows {
                import.report(finding(*row, &format!("run {run}"))).await?;
            }
            assert_eq!(import.finish(day("2026-03-01"), Json::Null).await?.findings, rows.len() as u64);
            tx.commit().await?;
            let mut expected: Vec<Finding> = rows.iter().map(|row| finding(*row, &format!("run {run}"))).collect();
            expected.sort_by_key(|finding| finding.row);
            assert_eq!(findings(&*db, &name("hub")).await?, expected);
        }
        let absent = Finding { record_id: None, field: None, before: None, after: None, outcome: FindingOutcome::LeftOut, ..finding(1, "") };
        let mut tx = db.write().await?;
        let mut import = Import::begin(&mut tx, &source("town"), day("2026-03-01")).await?;
        import.report(absent.clone()).await?;
        import.finish(day("2026-03-01"), Json::Null).await?;
        tx.commit().await?;
        assert_eq!(findings(&*db, &name("town")).await?, [absent]);
        assert_eq!(findings(&*db, &name("hub")).await?.len(), 600);
    }

    async fn each_import_is_remembered_with_its_numbers(db: TestDb) {
        assert_eq!(last_run(&*db, &name("hub")).await?, None);
        let mut tx = db.write().await?;
        let mut import = Import::begin(&mut tx, &source("hub"), day("2026-03-01")).await?;
        import.add(1, &record("a")).await?;
        import.finish(day("2026-03-02"), json!({"rows_read": 2, "rejected": {"nom": 1}})).await?;
        tx.commit().await?;
        let run = last_run(&*db, &name("hub")).await?.unwrap();
        assert_eq!((run.started, run.finished), (day("2026-03-01"), day("2026-03-02")));
        assert_eq!(run.counts["created"], 1);
        assert_eq!(run.counts["details"]["rejected"]["nom"], 1);
    }

    async fn a_row_that_cannot_be_used_this_time_does_not_make_its_place_disappear(db: TestDb) {
        import(&db, &source("hub"), &[record("a"), record("b")], day("2026-03-01")).await?;
        let mut tx = db.write().await?;
        let mut import = Import::begin(&mut tx, &source("hub"), day("2026-04-01")).await?;
        import.add(1, &record("a")).await?;
        import.keep(2, "b");
        import.keep(3, "never seen");
        let counts = import.finish(day("2026-04-01"), Json::Null).await?;
        tx.commit().await?;
        assert_eq!(counts, ImportCounts { rows: 1, unchanged: 1, kept: 1, ..ImportCounts::default() });
        assert_eq!(present(&*db).await, ["a", "b"]);
    }

    async fn a_row_that_can_be_used_counts_after_one_that_cannot(db: TestDb) {
        import(&db, &source("hub"), &[record("a")], day("2026-03-01")).await?;
        let mut tx = db.write().await?;
        let mut import = Import::begin(&mut tx, &source("hub"), day("2026-04-01")).await?;
        import.keep(1, "a");
        assert_eq!(import.add(2, &full_record("a")).await?, Added::Taken);
        let counts = import.finish(day("2026-04-01"), Json::Null).await?;
        tx.commit().await?;
        assert_eq!(counts, ImportCounts { rows: 1, updated: 1, ..ImportCounts::default() });
        assert_eq!(all_places(&*db).await[0].place.record, full_record("a"));
    }

    async fn the_places_that_are_gone_are_found_among_thousands(db: TestDb) {
        // More than are looked at in one go, with identifiers whose order is not that of the file.
        let ids: Vec<String> = (0..4_500_u32).map(|n| format!("{:05}", n * 7_919 % 100_003)).collect();
        let all: Vec<_> = ids.iter().map(|id| record(id)).collect();
        import(&db, &source("hub"), &all, day("2026-03-01")).await?;
        let counts = import(&db, &source("hub"), &all[1_000..], day("2026-04-01")).await?;
        assert_eq!((counts.unchanged, counts.gone), (3_500, 1_000));
        let mut left: Vec<String> = ids[1_000..].to_vec();
        left.sort();
        assert_eq!(present(&*db).await, left);
        assert_eq!(crate::check(&db).await?.problems, Vec::<String>::new());
    }

    async fn the_turn_to_import_is_not_waited_for_for_ever(db: TestDb) {
        use crate::dialect::import_turn;
        use std::time::{Duration, Instant};
        let mut first = db.write().await?;
        let _first = Import::begin(&mut first, &source("hub"), day("2026-03-01")).await?;
        let other = Db::open(db.url()).await?;
        if other.engine() == crate::Engine::Sqlite {
            // The engine itself limits the wait, at `BEGIN IMMEDIATE`.
            let start = Instant::now();
            assert!(matches!(other.write().await, Err(crate::StoreError::Busy)));
            assert!(start.elapsed() < import_turn::PATIENCE + Duration::from_secs(20));
            return Ok(());
        }
        let mut second = other.write().await?;
        let start = Instant::now();
        let refusal = import_turn::take(&mut second, Duration::from_millis(200)).await;
        assert!(matches!(refusal, Err(crate::StoreError::Busy)), "{refusal:?}");
        assert!(start.elapsed() >= Duration::from_millis(200) && start.elapsed() < Duration::from_secs(20));
        // The limit belongs to that change alone, and the turn can be taken once it is free.
        drop(second);
        drop(first);
        let mut third = other.write().await?;
        import_turn::take(&mut third, Duration::from_millis(5_000)).await?;
    }

    async fn a_cell_that_no_engine_can_store_costs_nothing_but_itself(db: TestDb) {
        let mut tx = db.write().await?;
        let mut import = Import::begin(&mut tx, &source("hub"), day("2026-03-01")).await?;
        import.add(1, &record("a")).await?;
        import.report(finding(2, "03\u{0}84")).await?;
        import.finish(day("2026-03-01"), Json::Null).await?;
        tx.commit().await?;
        assert_eq!(findings(&*db, &name("hub")).await?, [finding(2, "03\u{fffd}84")]);
    }
}
