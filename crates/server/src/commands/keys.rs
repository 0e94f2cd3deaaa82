//! `parvis keys rotate`: a new master key, while the program serves; killed at any moment, it goes on where it stopped.

use super::database;
use crate::config::Config;
use crate::failure::Failure;
use crate::output::Output;
use crate::{Outcome, keys};
use domain::journal::{Event, Word};
use serde_json::json;
use std::path::{Path, PathBuf};
use store::keys::{CannotUnlock, rewrap_some};
use vault::MasterKey;
use web::site::Clock;

/// What can be done with keys.
#[derive(clap::Subcommand)]
pub enum KeysCommand {
    /// Makes a new master key and wraps every key with it; run again after an interruption, it goes on
    #[command(
        after_help = "Example:\n  parvis keys rotate\n\nKeep a copy of the new key file where no copy of the database is."
    )]
    Rotate,
    /// Makes the pair of keys for backups: the secret one goes to FILE, the public one is printed
    #[command(
        after_help = "Example:\n  parvis keys backup parvis-backup.secret\n\nMove the file to another machine, and copy it."
    )]
    Backup {
        /// The file to make; it must not exist
        file: PathBuf,
    },
}

/// Keys wrapped again in one transaction: short enough for writers to get their turn in between.
const STEP: u32 = 500;

pub async fn run(command: &KeysCommand, config: &Config, output: &Output) -> Outcome {
    match command {
        KeysCommand::Rotate => rotate(config, output).await,
        KeysCommand::Backup { file } => for_backups(file, output),
    }
}

fn for_backups(file: &Path, output: &Output) -> Outcome {
    let recipient = crate::backup::make_keys(file)?;
    output.result(&json!({ "recipient": recipient, "secret": file }), || {
        format!(
            "{recipient}\n\nPut this public key in the settings: backup.recipient. Move {} to another machine and copy it: \
             without it, no backup can be read.",
            file.display()
        )
    })
}

async fn rotate(config: &Config, output: &Output) -> Outcome {
    let db = database::open_existing(config).await?;
    let keyring = keys::open_existing(config, &db).await?;
    let path = config.keys_file();
    let mut file = keyring.file().clone();
    let resumed = file.older() > 0;
    if !resumed {
        file = file.rotated(MasterKey::generate(&mut keys::random));
        // First the file with both keys: whatever happens next, it opens everything.
        keys::replace(&path, &file)?;
        // Nodes that serve take the file over before the first key is wrapped by the new one.
        tokio::time::sleep(2 * keys::FOLLOW_EVERY).await;
    }
    let mut done = 0;
    loop {
        let mut tx = db.write().await.map_err(|error| database::fault(&error))?;
        let step = rewrap_some(&mut tx, &file, STEP, &mut keys::random)
            .await
            .map_err(|error| match error {
                CannotUnlock::Fault(error) => database::fault(&error),
                other => Failure::new("damaged-keys", other.to_string()),
            })?;
        done += step.done;
        if step.left == 0 {
            let word = |text| Word::new(text).expect("a word of the program");
            let event = Event {
                at: Clock::system().now(),
                actor: None,
                acting_as: word("operator"),
                action: word("change"),
                object_kind: word("master-key"),
                object: None,
                subject: None,
                state: None,
            };
            store::journal::record(&mut tx, event)
                .await
                .map_err(|error| database::fault(&error))?;
        }
        tx.commit().await.map_err(|error| database::fault(&error))?;
        if step.left == 0 {
            break;
        }
    }
    let file = file.without_older();
    keys::replace(&path, &file)?;
    let id = file.current().id().to_string();
    output.result(&json!({ "master_key": id, "rewrapped": done, "resumed": resumed }), || {
        format!(
            "{done} keys are wrapped by the new master key {id}.\n\
             Keep a copy of {} where no copy of the database is, and destroy the copies of the old one once no backup \
             needs it.",
            path.display()
        )
    })
}
