//! `parvis bench …`: the project's own measurements.

use crate::Outcome;
use crate::bench;
use crate::failure::Failure;
use crate::output::Output;
use clap::Subcommand;

/// What can be measured.
#[derive(Subcommand)]
pub enum BenchCommand {
    /// Building the directory in memory and asking it twelve questions, each with all facets
    Search(Work),
    /// Reading a file of the schema into a new SQLite database
    Import(Work),
    /// Serving the home page, results and places over HTTP, from SQLite
    Pages(Visits),
}

/// How much work.
#[derive(clap::Args)]
pub struct Work {
    /// Number of places
    #[arg(long, default_value_t = 25_000)]
    size: usize,
    /// Where chance starts: the same seed makes the same places
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// How much work, for how many visitors.
#[derive(clap::Args)]
pub struct Visits {
    #[command(flatten)]
    work: Work,
    /// Number of connections that stay open
    #[arg(long, default_value_t = 32)]
    connections: usize,
}

pub const EXAMPLES: &str = "Examples:
  parvis bench search --size 25000
  parvis bench pages --json";

/// More would only measure the machine's memory.
const MOST_PLACES: usize = 2_000_000;

/// Runs the command.
///
/// # Errors
/// What it refuses.
pub async fn run(command: &BenchCommand, output: &Output) -> Outcome {
    let work = match command {
        BenchCommand::Search(work) | BenchCommand::Import(work) => work,
        BenchCommand::Pages(visits) => &visits.work,
    };
    if !(1..=MOST_PLACES).contains(&work.size) {
        return Err(Failure::usage(format!(
            "--size {}: write a number from 1 to {MOST_PLACES}",
            work.size
        )));
    }
    let report = match command {
        BenchCommand::Search(work) => bench::search::run(work.size, work.seed)?,
        BenchCommand::Import(work) => bench::import::run(work.size, work.seed).await?,
        BenchCommand::Pages(visits) => {
            if !(1..=1_000).contains(&visits.connections) {
                return Err(Failure::usage("--connections: write a number from 1 to 1000"));
            }
            bench::pages::run(visits.work.size, visits.work.seed, visits.connections).await?
        }
    };
    output.result(&report, || report.lines())
}
