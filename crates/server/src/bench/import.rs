//! `parvis bench import`: a file of the schema into a new SQLite database, then the same file again.

use super::report::Report;
use super::{TODAY, generator, now};
use crate::Outcome;
use crate::commands::database::fault;
use crate::failure::Failure;
use interop::{Options, Row};
use std::path::Path;
use std::time::Instant;
use store::Db;
use store::places::{Import, Source};

/// Measures.
///
/// # Errors
/// The temporary folder cannot be written, or the database fails.
pub async fn run(size: usize, seed: u64) -> Outcome<Report> {
    let mut report = Report::new("import", size, seed);
    let folder = tempfile::tempdir().map_err(|error| unwritable(&error))?;
    let start = Instant::now();
    let mut file = Vec::new();
    let records: Vec<_> = generator::records(size, seed, TODAY).collect();
    interop::write_schema_csv(&mut file, &records).map_err(|error| unwritable(&error))?;
    drop(records);
    report.stage("generate", start.elapsed());
    let db = new_database(folder.path()).await?;
    for stage in ["import", "import again"] {
        let start = Instant::now();
        import(&db, &file).await?;
        report.stage(stage, start.elapsed());
    }
    db.close();
    Ok(report.finished())
}

/// A migrated SQLite database in a folder.
///
/// # Errors
/// It cannot be made.
pub async fn new_database(folder: &Path) -> Outcome<Db> {
    let db = Db::open(&format!("sqlite:{}", folder.join("bench.db").display()))
        .await
        .map_err(|error| Failure::new("database", error.to_string()))?;
    crate::commands::database::migrate(&db, now()).await?;
    Ok(db)
}

/// Reads a file and imports it in one change, as `parvis places import` does.
async fn import(db: &Db, file: &[u8]) -> Outcome {
    let options = Options {
        communes: reference::france(),
        published_on: None,
        today: Some(TODAY),
    };
    let rows = interop::read(file, options).map_err(|refusal| Failure::new("fault", refusal.to_string()))?;
    let source = Source::named(domain::places::SourceName::parse("mesure").expect("a source name"));
    let mut tx = db.write().await.map_err(|error| fault(&error))?;
    let mut import = Import::begin(&mut tx, &source, now())
        .await
        .map_err(|error| fault(&error))?;
    for row in rows {
        let row: Row = row.map_err(|refusal| Failure::new("fault", refusal.to_string()))?;
        let record = row
            .record()
            .ok_or_else(|| Failure::new("fault", format!("generated row {} is refused", row.number)))?;
        import
            .add(u32::try_from(row.number).unwrap_or(u32::MAX), record)
            .await
            .map_err(|error| fault(&error))?;
    }
    import
        .finish(now(), serde_json::Value::Null)
        .await
        .map_err(|error| fault(&error))?;
    tx.commit().await.map_err(|error| fault(&error))
}

fn unwritable(error: &impl std::fmt::Display) -> Failure {
    Failure::new("unwritable", format!("the measurement cannot write: {error}"))
}
