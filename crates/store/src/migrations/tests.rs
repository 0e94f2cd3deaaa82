use super::*;
use crate::both_engines;
use crate::db::Value;
use crate::testing::{TestDb, day};

const FIRST: Migration = Migration {
    number: 1,
    name: "0001_town",
    text: "CREATE TABLE town (name {key} NOT NULL PRIMARY KEY) {strict};",
};
const SECOND: Migration = Migration {
    number: 2,
    name: "0002_square",
    text: "CREATE TABLE square (id {id}, town {key} NOT NULL REFERENCES town (name)) {strict};
           CREATE INDEX square_town ON square (town);",
};

#[test]
fn the_list_is_the_folder() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let listed: Vec<String> = MIGRATIONS.iter().map(|m| format!("{}.sql", m.name)).collect();
    assert_eq!(files, listed);
    for (position, migration) in MIGRATIONS.iter().enumerate() {
        assert_eq!(migration.number as usize, position + 1);
        assert!(
            migration.name.starts_with(&format!("{:04}_", migration.number)),
            "{}",
            migration.name
        );
    }
}

both_engines! {
    async fn only_what_is_missing_is_applied(db: TestDb::empty) {
        let now = day("2026-01-01");
        assert_eq!(schema_state(&*db).await?.database, None);
        let done = apply(&db, &[FIRST], now).await?;
        assert_eq!(done, [AppliedMigration { number: 1, name: "0001_town" }]);
        let done = apply(&db, &[FIRST, SECOND], now).await?;
        assert_eq!(done, [AppliedMigration { number: 2, name: "0002_square" }]);
        assert_eq!(apply(&db, &[FIRST, SECOND], now).await?, []);
        assert_eq!(schema_state(&*db).await?.database, Some(2));
    }

    async fn a_database_of_an_older_version_misses_no_table(db: TestDb::empty) {
        for reached in 1..=MIGRATIONS.len() {
            apply(&db, &MIGRATIONS[..reached], day("2026-01-01")).await?;
            assert_eq!(missing_tables(&*db).await?, [""; 0], "after migration {reached}");
        }
    }

    async fn a_database_of_a_newer_version_is_refused(db: TestDb::empty) {
        let now = day("2026-01-01");
        apply(&db, &[FIRST, SECOND], now).await?;
        let refusal = apply(&db, &[FIRST], now).await.unwrap_err();
        assert!(refusal.to_string().starts_with("this database was made by a newer Parvis: its schema has number 2"));
    }

    async fn an_altered_migration_is_refused(db: TestDb::empty) {
        let now = day("2026-01-01");
        apply(&db, &[FIRST], now).await?;
        let altered = Migration { text: "CREATE TABLE town (name {key} NOT NULL) {strict};", ..FIRST };
        for list in [vec![altered, SECOND], vec![SECOND]] {
            let refusal = apply(&db, &list, now).await.unwrap_err();
            assert!(matches!(refusal, MigrateError::Altered { number: 1, .. }), "{refusal}");
        }
    }

    async fn a_migration_that_fails_leaves_nothing(db: TestDb::empty) {
        let now = day("2026-01-01");
        let broken = Migration { number: 2, name: "0002_square", text: "CREATE TABLE square (id {id}) {strict}; CREATE NONSENSE;" };
        assert!(matches!(apply(&db, &[FIRST, broken], now).await, Err(MigrateError::Fault(_))));
        assert_eq!(schema_state(&*db).await?.database, None);
        assert_eq!(apply(&db, &[FIRST, SECOND], now).await?.len(), 2);
    }

    async fn two_nodes_that_start_together_migrate_once(db: TestDb::empty) {
        let now = day("2026-01-01");
        let (one, other) = tokio::join!(apply(&db, &[FIRST, SECOND], now), apply(&db, &[FIRST, SECOND], now));
        assert_eq!(one?.len() + other?.len(), 2);
    }
}

both_engines! {
    async fn the_schema_is_up_to_date_after_migrating(db: TestDb) {
        let state = schema_state(&*db).await?;
        assert_eq!(state.database, Some(state.program));
    }
}

both_engines! {
    async fn records_stay_when_identifiers_learn_to_change_hands(db: TestDb::empty) {
        let now = day("2026-01-01");
        let before = MIGRATIONS.iter().take_while(|migration| migration.name != "0006_reassigned").count();
        apply(&db, &MIGRATIONS[..before], now).await?;
        let mut tx = db.write().await?;
        tx.run_script("INSERT INTO sources (name, title, created_at) VALUES ('hub', 'Hub', 1);
            INSERT INTO places (id, name, name_key, commune, postcode, departement, street, typologies, emails, websites, \
            itinerancy, updated_on, services, audiences, care, fees, programmes, labels, other_labels, access_modes, \
            support_modes, version) VALUES ('b0c8h9eptxmp', 'Phare', 'phare', 'Brest', '29200', '29', 'rue', '', '', '', '', \
            '2026-01-01', '', '', '', '', '', '', '', '', '', 0);").await?;
        tx.execute("INSERT INTO source_records SELECT s.id, 'r 1', p.id, $1, 2, 3, NULL FROM sources s, places p",
            &[Value::Blob(vec![1, 2])]).await?;
        tx.commit().await?;
        assert_eq!(apply(&db, &MIGRATIONS[..=before], now).await?.len(), 1);
        let kept: Vec<(String, i64, String, i64, i64)> = db.query("SELECT record_id, former, place_id, first_seen, last_changed \
            FROM source_records WHERE gone_at IS NULL AND content_hash = $1", &[Value::Blob(vec![1, 2])]).await?;
        assert_eq!(kept, [("r 1".to_owned(), 0, "b0c8h9eptxmp".to_owned(), 2, 3)]);
    }
}
