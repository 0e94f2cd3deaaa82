//! `parvis places …`: the directory from the command line.

mod example;
mod export;
mod import;
mod input;
mod layout;
mod refused;
mod report;
mod search;
mod tally;
mod target;

use crate::Outcome;
use crate::config::Config;
use crate::output::Output;
use clap::Subcommand;

/// What can be done with places.
#[derive(Subcommand)]
pub enum PlacesCommand {
    /// Reads a file of the national schema into the directory, all or nothing
    #[command(after_help = import::EXAMPLES)]
    Import(import::Arguments),
    /// Writes the directory, or a part of it, in the national schema
    #[command(after_help = export::EXAMPLES)]
    Export(export::Arguments),
    /// Searches the directory as the pages do, with the counts of every filter
    #[command(after_help = search::EXAMPLES)]
    Search(search::Arguments),
}

/// Runs the command.
///
/// # Errors
/// What it refuses.
pub async fn run(command: &PlacesCommand, config: &Config, output: &Output) -> Outcome {
    match command {
        PlacesCommand::Import(arguments) => import::run(arguments, config, output).await,
        PlacesCommand::Export(arguments) => export::run(arguments, config, output).await,
        PlacesCommand::Search(arguments) => search::run(arguments, config, output).await,
    }
}
