use crate::dialect::catalog;
use crate::testing::{TestDb, runs_on};
use crate::{Engine, Read};

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_schema() {
    if !runs_on(Engine::Postgres) {
        return;
    }
    let (sqlite, postgres) = (
        TestDb::new(Engine::Sqlite).await,
        TestDb::new(Engine::Postgres).await,
    );
    let columns = catalog::columns(&*sqlite).await.unwrap();
    assert!(
        columns.contains(&"places.name_key: text, required".to_owned()),
        "{columns:?}"
    );
    assert_eq!(columns, catalog::columns(&*postgres).await.unwrap());
    let rules = catalog::rules(&*sqlite).await.unwrap();
    assert!(
        rules.contains(&"source_records: foreign key to places (place_id)".to_owned()),
        "{rules:?}"
    );
    assert_eq!(rules, catalog::rules(&*postgres).await.unwrap());
}

#[tokio::test]
async fn every_table_of_sqlite_is_strict() {
    let db = TestDb::new(Engine::Sqlite).await;
    let lax: Vec<(String,)> = db
        .query(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 \
             AND name NOT LIKE 'sqlite_%'",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(lax, []);
}

#[tokio::test]
async fn every_table_would_be_missed() {
    let db = TestDb::new(Engine::Sqlite).await;
    let columns = catalog::columns(&*db).await.unwrap();
    let mut tables: Vec<_> = columns
        .iter()
        .map(|column| column.split('.').next().unwrap())
        .collect();
    tables.dedup();
    let mut expected = crate::migrations::tables();
    expected.sort_unstable();
    assert_eq!(tables, expected);
}
