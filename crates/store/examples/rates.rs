//! How fast the store is, on generated places: `cargo run --release -p store --features testing --example rates`.
//!
//! Give a number of places and the addresses of databases to measure others: `-- 250000 sqlite:/tmp/x.db`. The
//! databases named are filled with invented places: never name one that is in use.

#![expect(clippy::print_stdout, reason = "it is a program that prints figures")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use domain::places::{PlaceId, PlaceRecord};
use domain::territory::Position;
use fixtures::{full_record, record};
use store::places::{Import, all, changed_since, directory_version, find};
use store::testing::{day, source};
use store::{Db, StoreResult};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().map_or(Ok(25_000), |count| count.parse())?;
    let mut urls: Vec<String> = arguments.collect();
    let folder = tempfile::tempdir()?;
    if urls.is_empty() {
        urls.push(format!("sqlite:{}", folder.path().join("rates.db").display()));
    }
    let records: Vec<PlaceRecord> = (0..count).map(invented).collect();
    for url in urls {
        measure(&url, &records).await?;
    }
    Ok(())
}

/// Two places in three say everything, as good sources do, one says little.
fn invented(n: usize) -> PlaceRecord {
    let id = format!("place-{n:06}");
    let mut place = if n.is_multiple_of(3) {
        record(&id)
    } else {
        full_record(&id)
    };
    let (row, column) = (n / 500, n % 500);
    // One kind and a few services, as real records have; every value of every list at once is not a place.
    place.typologies = place.typologies.iter().skip(n % 90).take(1).collect();
    place.services = place.services.iter().skip(n % 5).take(3).collect();
    place.position = Position::new(42.0 + row as f64 * 0.01, -4.0 + column as f64 * 0.02).ok();
    place
}

async fn measure(url: &str, records: &[PlaceRecord]) -> Result<(), Box<dyn std::error::Error>> {
    let db = Db::open(url).await?;
    store::migrate(&db, day("2026-01-01")).await?;
    println!("{:?}, {} places", db.engine(), records.len());
    for what in ["first import", "same again", "all changed"] {
        let start = Instant::now();
        let mut tx = db.write().await?;
        let mut import = Import::begin(&mut tx, &source("rates"), day("2026-01-01")).await?;
        let mut changed;
        for (row, record) in (1..).zip(records) {
            let record = if what == "all changed" {
                changed = record.clone();
                changed.updated_on = jiff::civil::date(2026, 6, 1);
                &changed
            } else {
                record
            };
            import.add(row, record).await?;
        }
        import.finish(day("2026-01-02"), serde_json::Value::Null).await?;
        let written = start.elapsed();
        tx.commit().await?;
        println!(
            "  {what}: {:?}, of which commit {:?}",
            start.elapsed(),
            start.elapsed() - written
        );
    }
    let start = Instant::now();
    let mut ids: Vec<PlaceId> = Vec::new();
    all(&db, |stored| {
        ids.push(stored.place.id);
        Ok(())
    })
    .await?;
    println!("  read all {}: {:?}", ids.len(), start.elapsed());
    let start = Instant::now();
    let version = directory_version(&db).await?;
    changed_since(&db, version, |_| Ok(())).await?;
    println!("  nothing changed: {:?}", start.elapsed());
    let start = Instant::now();
    let problems = store::check(&db).await?.problems;
    println!("  check: {:?}, {} problems", start.elapsed(), problems.len());
    for tasks in [1, 32] {
        println!(
            "  find, {tasks} at a time: {:.0}/s",
            finds_per_second(&db, &ids, tasks).await?
        );
    }
    Ok(())
}

async fn finds_per_second(db: &Db, ids: &[PlaceId], tasks: usize) -> StoreResult<f64> {
    let reads = 60_000;
    let ids: std::sync::Arc<[PlaceId]> = ids.into();
    let turn = std::sync::Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let mut running = Vec::new();
    for _ in 0..tasks {
        let (db, ids, turn) = (db.clone(), ids.clone(), turn.clone());
        running.push(tokio::spawn(async move {
            loop {
                let n = turn.fetch_add(1, Ordering::Relaxed);
                if n >= reads {
                    return StoreResult::Ok(());
                }
                // A step that is prime to the length visits the places in no order.
                find(&db, &ids[n * 7_919 % ids.len()]).await?;
                tokio::task::yield_now().await;
            }
        }));
    }
    for task in running {
        task.await.expect("a read does not panic")?;
    }
    Ok(f64::from(u32::try_from(reads).expect("a small number")) / start.elapsed().as_secs_f64())
}
