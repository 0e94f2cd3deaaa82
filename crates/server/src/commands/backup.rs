//! `parvis backup FILE` and `parvis restore FILE`: an encrypted copy of everything but the master key, and back.

use super::database;
use crate::Outcome;
use crate::backup::{
    Engine, FORM, Manifest, Opening, Postgres, Recipient, Sealing, damaged, file_failed, identities,
};
use crate::config::Config;
use crate::failure::Failure;
use crate::files;
use crate::output::Output;
use jiff::Timestamp;
use serde_json::json;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use store::Db;
use web::site::Clock;

/// What `backup` accepts.
#[derive(clap::Args)]
pub struct BackupArguments {
    /// The file to make; it must not exist
    file: PathBuf,
}

/// What `restore` accepts.
#[derive(clap::Args)]
pub struct RestoreArguments {
    /// The backup
    file: PathBuf,
    /// The secret key that opens it
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
}

pub const BACKUP_EXAMPLES: &str = "Examples:
  parvis backup /backups/parvis-2026-03-03.age
  PARVIS_BACKUP_RECIPIENT=age1… parvis backup monday.age --json";

pub const RESTORE_EXAMPLES: &str = "Example:
  parvis restore monday.age --identity parvis-backup.secret --database sqlite:data/parvis.db

The database must not exist yet, or be an empty one of PostgreSQL. The master key is not in a backup: put its copy back too.";

pub async fn save(arguments: &BackupArguments, config: &Config, output: &Output) -> Outcome {
    let path = &arguments.file;
    let Some(recipient) = &config.backup_recipient else {
        return Err(Failure::new(
            "no-recipient",
            "backup.recipient is empty, and a backup is never written in clear",
        )
        .hint("`parvis keys backup FILE` makes a pair of keys."));
    };
    if path.exists() {
        return Err(
            Failure::new("exists", format!("{} exists already", path.display()))
                .hint("A backup is never written over."),
        );
    }
    let db = database::open_existing(config).await?;
    let now = Clock::system().now();
    let beside = files::appended(path, ".part");
    let written = match config.sqlite_path() {
        Some(from) => save_sqlite(from, &beside, recipient, now).await,
        None => save_postgres(&db, config, &beside, recipient, now).await,
    };
    let manifest = match written {
        Ok(manifest) => manifest,
        Err(failure) => {
            files::remove_if_there(&beside).map_err(|error| file_failed(&beside, &error))?;
            return Err(failure);
        }
    };
    files::place(&beside, path).map_err(|error| file_failed(path, &error))?;
    let size = fs::metadata(path)
        .map_err(|error| file_failed(path, &error))?
        .len();
    let rows: u64 = manifest.rows.values().sum();
    let document = json!({
        "file": path, "bytes": size, "made_at": manifest.made_at.to_string(), "schema": manifest.schema, "rows": manifest.rows,
        "journal_entries": manifest.journal.0,
    });
    output.result(&document, || {
        format!(
            "{}: {rows} rows, {size} bytes, encrypted. Copy it to another machine; the master key is not in it.",
            path.display()
        )
    })
}

/// The database is copied beside the backup first, as readable as it is itself, and counted there: what the backup says
/// is true of it however busy the program is meanwhile.
async fn save_sqlite(from: &Path, to: &Path, recipient: &Recipient, now: Timestamp) -> Outcome<Manifest> {
    let copy = Copy::new(&files::appended(to, ".db"))?;
    // Made first, for this user alone: the engine then writes into it.
    files::anew_private(&copy.0).map_err(|error| file_failed(&copy.0, &error))?;
    tokio::task::block_in_place(|| store::db::copy_sqlite(from, &copy.0))
        .map_err(|error| database::fault(&error))?;
    let manifest = {
        let db = open_at(&format!("sqlite:{}", copy.0.display())).await?;
        manifest(&db, Engine::Sqlite, now).await?
    };
    tokio::task::block_in_place(|| {
        let mut sealing = start(to, recipient, &manifest)?;
        let failed = |error: io::Error| file_failed(to, &error);
        let mut file = File::open(&copy.0).map_err(failed)?;
        io::copy(&mut file, &mut sealing).map_err(failed)?;
        finish(sealing).map_err(failed)
    })?;
    Ok(manifest)
}

async fn save_postgres(
    db: &Db,
    config: &Config,
    to: &Path,
    recipient: &Recipient,
    now: Timestamp,
) -> Outcome<Manifest> {
    let manifest = manifest(db, Engine::Postgres, now).await?;
    let server = Postgres::at(&config.database)?;
    tokio::task::block_in_place(|| {
        let mut sealing = start(to, recipient, &manifest)?;
        let failed = |error: io::Error| file_failed(to, &error);
        server.dump(|archive| {
            io::copy(archive, &mut sealing).map_err(failed)?;
            Ok(())
        })?;
        finish(sealing).map_err(failed)
    })?;
    Ok(manifest)
}

async fn manifest(db: &Db, engine: Engine, now: Timestamp) -> Outcome<Manifest> {
    let found = async {
        let reader = db.read().await?;
        let state = store::schema_state(&reader).await?;
        let head = store::journal::head(&reader).await?;
        Ok(Manifest {
            form: FORM,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            engine,
            schema: state.program,
            made_at: now,
            rows: store::row_counts(&reader).await?,
            journal: (head.number, head.digest.to_string()),
        })
    };
    found.await.map_err(|error| database::fault(&error))
}

type Sealed = Sealing<BufWriter<File>>;

fn start(to: &Path, recipient: &Recipient, manifest: &Manifest) -> Outcome<Sealed> {
    let failed = |error: io::Error| file_failed(to, &error);
    let file = files::anew_private(to).map_err(failed)?;
    let mut sealing = Sealing::start(recipient, BufWriter::new(file)).map_err(failed)?;
    manifest.write(&mut sealing).map_err(failed)?;
    Ok(sealing)
}

fn finish(sealing: Sealed) -> io::Result<()> {
    let mut out = sealing.finish()?;
    out.flush()?;
    out.get_ref().sync_all()
}

pub async fn restore(arguments: &RestoreArguments, config: &Config, output: &Output) -> Outcome {
    let path = &arguments.file;
    let identities = identities(&arguments.identity)?;
    let file = File::open(path).map_err(|error| file_failed(path, &error))?;
    let mut opening = Opening::start(&identities, BufReader::new(file))?;
    let manifest = Manifest::read(&mut opening)?;
    let (db, unplaced) = match (manifest.engine, config.sqlite_path()) {
        (Engine::Sqlite, Some(to)) => {
            let copy = restore_sqlite(&mut opening, to)?;
            (
                open_at(&format!("sqlite:{}", copy.0.display())).await?,
                Some((copy, to)),
            )
        }
        (Engine::Postgres, None) => (restore_postgres(&mut opening, config).await?, None),
        (engine, _) => {
            let (of, wanted) = match engine {
                Engine::Sqlite => ("SQLite", "sqlite:PATH"),
                Engine::Postgres => ("PostgreSQL", "postgres://…"),
            };
            return Err(Failure::new(
                "other-engine",
                format!("this is a backup of {of}, and the database is another"),
            )
            .hint(format!("--database has to name {wanted}.")));
        }
    };
    verify(&db, &manifest).await?;
    db.close();
    drop(db);
    if let Some((copy, to)) = unplaced {
        files::place(&copy.0, to).map_err(|error| file_failed(to, &error))?;
    }
    let rows: u64 = manifest.rows.values().sum();
    let document = json!({
        "database": config.database_shown(), "made_at": manifest.made_at.to_string(), "rows": manifest.rows,
        "journal_entries": manifest.journal.0,
    });
    output.result(&document, || {
        format!(
            "{} holds the {rows} rows of the backup of {}. Put the copy of the master key in its place ({}), then \
             `parvis check`.",
            config.database_shown(),
            manifest.made_at,
            config.keys_file().display()
        )
    })
}

/// Writes the database beside its place.
fn restore_sqlite(opening: &mut impl Read, to: &Path) -> Outcome<Copy> {
    for taken in [
        to.to_path_buf(),
        files::appended(to, "-wal"),
        files::appended(to, "-shm"),
    ] {
        if taken.exists() {
            return Err(not_empty(&taken.display().to_string()));
        }
    }
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| file_failed(folder, &error))?;
    }
    let copy = Copy::new(&files::appended(to, ".restoring"))?;
    let mut out = BufWriter::new(files::anew_private(&copy.0).map_err(|error| file_failed(&copy.0, &error))?);
    let mut bytes = vec![0; 64 * 1024];
    tokio::task::block_in_place(|| {
        loop {
            match opening
                .read(&mut bytes)
                .map_err(|error| damaged(&error.to_string()))?
            {
                0 => break,
                count => out
                    .write_all(&bytes[..count])
                    .map_err(|error| file_failed(&copy.0, &error))?,
            }
        }
        out.flush()
            .and_then(|()| out.get_ref().sync_all())
            .map_err(|error| file_failed(&copy.0, &error))
    })?;
    Ok(copy)
}

async fn restore_postgres(opening: &mut impl Read, config: &Config) -> Outcome<Db> {
    let db = database::open(config).await?;
    if !store::is_empty(&db)
        .await
        .map_err(|error| database::fault(&error))?
    {
        return Err(not_empty(&config.database_shown()));
    }
    let server = Postgres::at(&config.database)?;
    tokio::task::block_in_place(|| server.restore(opening, |error| damaged(&error.to_string())))?;
    Ok(db)
}

/// Whether what was restored is what was saved, and holds together.
async fn verify(db: &Db, manifest: &Manifest) -> Outcome {
    let wanting = |what: String| {
        Failure::new(
            "unverified",
            format!("what was restored is not what was saved: {what}"),
        )
    };
    let found = store::check(db).await.map_err(|error| database::fault(&error))?;
    if found.schema.database > Some(found.schema.program) {
        return Err(Failure::new(
            "newer-schema",
            format!(
                "this backup has schema {}, this version of Parvis knows {}",
                manifest.schema, found.schema.program
            ),
        ));
    }
    if let Some(problem) = found.problems.first() {
        return Err(wanting(problem.clone()));
    }
    // A table that came with a newer version is not in an older backup.
    if found.schema.database == Some(found.schema.program) {
        let rows = store::row_counts(db)
            .await
            .map_err(|error| database::fault(&error))?;
        for (table, saved) in &manifest.rows {
            let Some(&there) = rows.get(table) else {
                return Err(wanting(format!("the table {table} is missing")));
            };
            // An archive of PostgreSQL is taken a moment after its rows were counted.
            let fits = there == *saved || (manifest.engine == Engine::Postgres && there >= *saved);
            if !fits {
                return Err(wanting(format!("{table} has {there} rows, and had {saved}")));
            }
        }
    }
    let end = store::journal::verify(db, Vec::new())
        .await
        .map_err(|error| wanting(error.to_string()))?;
    let is_same = (end.number, end.digest.to_string()) == manifest.journal;
    if !is_same && (manifest.engine == Engine::Sqlite || end.number <= manifest.journal.0) {
        return Err(wanting(format!(
            "the journal ends at entry {}, and ended at entry {}",
            end.number, manifest.journal.0
        )));
    }
    Ok(())
}

fn not_empty(place: &str) -> Failure {
    Failure::new(
        "not-empty",
        format!("{place} is there already, and a backup is never restored over anything"),
    )
    .hint("Name another database, or move this one away.")
}

async fn open_at(address: &str) -> Outcome<Db> {
    Db::open(address)
        .await
        .map_err(|error| damaged(&error.to_string()))
}

/// A database that is on its way: gone when the command ends, whatever happens.
struct Copy(PathBuf);

impl Copy {
    fn new(path: &Path) -> Outcome<Self> {
        let copy = Self(path.to_owned());
        // What is left of an attempt that was cut short is ours.
        copy.clear().map_err(|error| file_failed(path, &error))?;
        Ok(copy)
    }

    fn clear(&self) -> io::Result<()> {
        for path in [
            self.0.clone(),
            files::appended(&self.0, "-wal"),
            files::appended(&self.0, "-shm"),
        ] {
            files::remove_if_there(&path)?;
        }
        Ok(())
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        if let Err(error) = self.clear() {
            tracing::warn!(%error, file = %self.0.display(), "a copy of the database could not be removed: remove it");
        }
    }
}
