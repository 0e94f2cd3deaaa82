//! The key file: found on the first start, needed on every other, never overwritten.
//!
//! A database that is locked opens with its own key file or not at all. Nothing is ever made in the place of a file that is
//! missing, cannot be read or is another's, because that would lock out whoever has the right one.

use crate::Outcome;
use crate::commands::database;
use crate::config::Config;
use crate::failure::Failure;
use crate::files;
use jiff::Timestamp;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::Db;
use store::keys::{CannotUnlock, Keyring};
use vault::{KeyFile, MasterKey};
use web::instance::Keys;

/// What stands on top of a new key file: the one who finds it must know what it is, years later.
const REMARK: &str = "Master key of Parvis.\n\
    Keep a copy of this file where no copy of the database is: without it, what people entrusted cannot be read by anybody.\n\
    Do not change a line; nobody but the program needs to read it.";

/// Random bytes of the operating system.
pub fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}

/// Opens the keys of a migrated database; on the first start, draws them and writes the key file.
///
/// # Errors
/// The key file is missing, readable by others, damaged or another's; nothing was made or changed then.
pub async fn unlock(config: &Config, db: &Db, now: Timestamp) -> Outcome<Keyring> {
    let path = config.keys_file();
    let is_locked = store::keys::exist(db)
        .await
        .map_err(|error| database::fault(&error))?;
    let file = match read(&path)? {
        Some(file) => file,
        None if is_locked => return Err(missing(&path)),
        None => {
            let file = KeyFile::of(MasterKey::generate(&mut random));
            create(&path, &file)?;
            tracing::warn!(
                file = %path.display(),
                "a master key was made: keep a copy of this file where no copy of the database is"
            );
            file
        }
    };
    if !is_locked {
        found(db, &file, now).await?;
    }
    Keyring::open(db, file)
        .await
        .map_err(|error| cannot_unlock(&path, &error))
}

/// Refuses a database whose keys do not open, before a migration changes it.
///
/// # Errors
/// As [`unlock`].
pub async fn verify_before_migrating(config: &Config, db: &Db) -> Outcome {
    let state = store::schema_state(db)
        .await
        .map_err(|error| database::fault(&error))?;
    let has_table = state
        .database
        .is_some_and(|number| (store::keys::SINCE_SCHEMA..=state.program).contains(&number));
    if has_table
        && store::keys::exist(db)
            .await
            .map_err(|error| database::fault(&error))?
    {
        open_existing(config, db).await?;
    }
    Ok(())
}

/// Opens the keys of a database that has some, making nothing.
///
/// # Errors
/// As [`unlock`]; the database was never served.
pub async fn open_existing(config: &Config, db: &Db) -> Outcome<Keyring> {
    let path = config.keys_file();
    if !store::keys::exist(db)
        .await
        .map_err(|error| database::fault(&error))?
    {
        return Err(Failure::new("no-keys", "this database has no keys yet")
            .hint("`parvis serve` makes them on its first start."));
    }
    let file = read(&path)?.ok_or_else(|| missing(&path))?;
    Keyring::open(db, file)
        .await
        .map_err(|error| cannot_unlock(&path, &error))
}

/// How often a node looks whether the key file changed.
pub const FOLLOW_EVERY: Duration = Duration::from_secs(2);

/// Takes over a key file that changed while the program serves (`parvis keys rotate`), until the task is stopped. A file
/// that does not open the keys changes nothing: what is open stays open, and the log says why.
pub async fn follow(path: PathBuf, db: Db, keys: Keys) {
    let mut every = tokio::time::interval(FOLLOW_EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut refused = None;
    loop {
        every.tick().await;
        // Being replaced, or taken away: the next start will say so.
        let Ok(Some(file)) = read(&path) else { continue };
        let held = keys.get();
        let same = |one: &KeyFile, other: &KeyFile| {
            one.current().id() == other.current().id() && one.older() == other.older()
        };
        if same(&file, held.file()) || refused == Some(file.current().id()) {
            continue;
        }
        let id = file.current().id();
        match Keyring::open(&db, file).await {
            Ok(keyring) => {
                keys.replace(keyring);
                refused = None;
                tracing::info!(master_key = %id, "the key file changed and was taken over");
            }
            Err(error) => {
                refused = Some(id);
                tracing::error!(%error, "the key file changed and does not open the keys in use");
            }
        }
    }
}

async fn found(db: &Db, file: &KeyFile, now: Timestamp) -> Outcome {
    let founded = async {
        let mut tx = db.write().await?;
        store::keys::found(&mut tx, file, &mut random, now).await?;
        tx.commit().await
    };
    match founded.await {
        // Another node was faster: its keys count, and opening them tells whether it has the same file.
        Err(error) if error.is_duplicate() => Ok(()),
        other => other.map_err(|error| database::fault(&error)),
    }
}

/// Reads the key file; `None` when there is none.
///
/// # Errors
/// It cannot be read, others can read it, or it is damaged.
pub fn read(path: &Path) -> Outcome<Option<KeyFile>> {
    let shown = path.display();
    let text = match fs::read_to_string(path) {
        Ok(text) => zeroize::Zeroizing::new(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Failure::new(
                "key-file",
                format!("the key file {shown} cannot be read: {error}"),
            ));
        }
    };
    let mode = fs::metadata(path).map_or(0, |facts| facts.permissions().mode());
    if mode & 0o077 != 0 {
        return Err(Failure::new(
            "key-file",
            format!(
                "the key file {shown} can be read by others (mode {:03o})",
                mode & 0o777
            ),
        )
        .hint(format!("chmod 600 {shown}")));
    }
    KeyFile::parse(&text)
        .map(Some)
        .map_err(|error| Failure::new("key-file", format!("{shown}: {error}")).hint("Nothing was changed."))
}

fn missing(path: &Path) -> Failure {
    Failure::new(
        "key-missing",
        format!(
            "this database is locked, and its key file {} is not there",
            path.display()
        ),
    )
    .hint(
        "Put back the copy that was kept apart, or name it with the setting keys.file. Nothing was changed.",
    )
}

fn cannot_unlock(path: &Path, error: &CannotUnlock) -> Failure {
    match error {
        CannotUnlock::Fault(error) => database::fault(error),
        CannotUnlock::WrongKey { .. } => {
            Failure::new("wrong-key", format!("{}: {error}", path.display())).hint("Nothing was changed.")
        }
        CannotUnlock::Damaged { .. } | CannotUnlock::Missing { .. } | CannotUnlock::Rotated => {
            Failure::new("damaged-keys", error.to_string())
        }
    }
}

/// Writes a new key file, so that it is whole on the disk or not there.
fn create(path: &Path, file: &KeyFile) -> Outcome {
    let failed = |error: io::Error| {
        Failure::new(
            "key-file",
            format!("the key file {} cannot be made: {error}", path.display()),
        )
        .hint("The setting keys.file names another place.")
    };
    fs::create_dir_all(files::folder_of(path)).map_err(failed)?;
    let written = write_beside(path, file).map_err(failed)?;
    files::place(&written, path).map_err(failed)
}

/// Puts another key file in the place of this one, in one step.
///
/// # Errors
/// It cannot be written; the old one is still there then.
pub fn replace(path: &Path, file: &KeyFile) -> Outcome {
    let failed = |error: io::Error| {
        Failure::new(
            "key-file",
            format!("the key file {} cannot be written: {error}", path.display()),
        )
    };
    let written = write_beside(path, file).map_err(failed)?;
    files::replace(&written, path).map_err(failed)
}

fn write_beside(path: &Path, file: &KeyFile) -> io::Result<PathBuf> {
    let beside = files::appended(path, &format!(".{}.new", std::process::id()));
    let mut out = files::anew_private(&beside)?;
    out.write_all(file.write(REMARK).as_bytes())?;
    out.sync_all()?;
    Ok(beside)
}
