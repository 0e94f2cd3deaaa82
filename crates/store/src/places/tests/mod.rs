//! The directory on both engines.

mod importing;
mod integrity;
mod killed;
mod reading;
mod reassigning;
mod round_trip;

use domain::places::{PlaceId, SourceName};

use super::StoredPlace;
use crate::db::{Cell, Db, Read};

fn name(text: &str) -> SourceName {
    SourceName::parse(text).unwrap()
}

async fn all_places(db: &impl Read) -> Vec<StoredPlace> {
    let mut all = Vec::new();
    super::all(db, |stored| {
        all.push(stored);
        Ok(())
    })
    .await
    .unwrap();
    all
}

/// The record identifiers of all places that are not gone.
async fn present(db: &impl Read) -> Vec<String> {
    let all = all_places(db).await;
    let mut ids: Vec<String> = all
        .iter()
        .map(|stored| stored.place.record.id.to_string())
        .collect();
    ids.sort();
    ids
}

async fn id_of(db: &impl Read, source: &str, record: &str) -> PlaceId {
    let record = domain::places::RecordId::parse(record).unwrap();
    let found = super::by_record(db, &name(source), &record).await.unwrap();
    found.unwrap().place.id
}

/// Every value of every table that makes the directory, to compare one moment with another.
async fn everything(db: &impl Read) -> Vec<String> {
    let mut rows = Vec::new();
    for (table, columns) in [
        ("places", 37),
        ("source_records", 8),
        ("sources", 7),
        ("directory", 2),
    ] {
        db.for_each(&format!("SELECT * FROM {table} ORDER BY 1, 2"), &[], |row| {
            let cells: Vec<String> = (0..columns)
                .map(|position| row.get::<Cell<'_>>(position).map(|cell| format!("{cell:?}")))
                .collect::<Result<_, _>>()?;
            assert!(row.get::<Cell<'_>>(columns).is_err(), "{table} has more columns");
            rows.push(format!("{table}: {}", cells.join(" ")));
            Ok(())
        })
        .await
        .unwrap();
    }
    rows
}

async fn run(db: &Db, sql: &str, args: &[crate::db::Value]) {
    let mut tx = db.write().await.unwrap();
    tx.execute(sql, args).await.unwrap();
    tx.commit().await.unwrap();
}
