//! `parvis journal verify`: walks along the journal and says where it first does not hold.

use super::database;
use crate::config::Config;
use crate::failure::Failure;
use crate::output::Output;
use crate::{Outcome, heads, keys};
use serde_json::json;
use store::journal::VerifyError;

/// What can be asked of the journal.
#[derive(clap::Subcommand)]
pub enum JournalCommand {
    /// Verifies every entry, and that the journal passes through each head that was put aside
    #[command(after_help = "Example:\n  parvis journal verify --json")]
    Verify,
}

pub async fn run(command: &JournalCommand, config: &Config, output: &Output) -> Outcome {
    match command {
        JournalCommand::Verify => verify(config, output).await,
    }
}

async fn verify(config: &Config, output: &Output) -> Outcome {
    let db = database::open_existing(config).await?;
    let keyring = keys::open_existing(config, &db).await?;
    let aside = heads::read(&config.heads_file(), &keyring)?;
    let met = aside.len();
    let head = store::journal::verify(&db, aside)
        .await
        .map_err(|error| match error {
            VerifyError::Fault(error) => database::fault(&error),
            broken => Failure::new("journal-broken", format!("the journal does not hold: {broken}"))
                .hint("Keep the database and the file of heads as they are, and compare them with a backup."),
        })?;
    let document =
        json!({ "ok": true, "entries": head.number, "heads": met, "digest": head.digest.to_string() });
    output.result(&document, || {
        format!(
            "The journal holds: {} entries, {met} heads put aside. Its end is {}.",
            head.number, head.digest
        )
    })
}
