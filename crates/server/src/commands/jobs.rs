//! `parvis jobs`: work that was given up, tried again or dropped by somebody who looked at it.

use super::database;
use crate::Outcome;
use crate::config::Config;
use crate::failure::Failure;
use crate::output::Output;
use domain::jobs::{JobId, JobKind, Problem};
use serde_json::json;
use store::Db;
use store::jobs::{self, StoppedJob};
use web::site::Clock;

/// What can be done with jobs.
#[derive(clap::Subcommand)]
pub enum JobsCommand {
    /// Lists the jobs that were given up, and counts the others
    #[command(after_help = "Example:\n  parvis jobs list --json")]
    List,
    /// Has a job that was given up tried again, from the first try on
    #[command(after_help = "Example:\n  parvis jobs retry 3f9k2m7q1x8w5v0t")]
    Retry(Which),
    /// Drops a job that was given up, and erases what it was about
    #[command(after_help = "Example:\n  parvis jobs drop 3f9k2m7q1x8w5v0t")]
    Drop(Which),
}

/// A job.
#[derive(clap::Args)]
pub struct Which {
    /// Its identifier, as `parvis jobs list` shows it
    job: String,
}

/// The most jobs that are listed.
const MOST: u32 = 500;

pub async fn run(command: &JobsCommand, config: &Config, output: &Output) -> Outcome {
    let which = match command {
        JobsCommand::List => None,
        JobsCommand::Retry(which) | JobsCommand::Drop(which) => Some(
            JobId::parse(&which.job)
                .map_err(|_| Failure::usage(format!("{:?} is not the identifier of a job", which.job)))?,
        ),
    };
    let db = database::open_existing(config).await?;
    match (command, which) {
        (JobsCommand::List, _) | (_, None) => list(&db, output).await,
        (JobsCommand::Retry(_), Some(id)) => {
            change(&db, id, true).await?;
            output.result(&json!({ "job": id.as_str(), "state": "open" }), || {
                format!("{id} is tried again as soon as a node serves")
            })
        }
        (JobsCommand::Drop(_), Some(id)) => {
            change(&db, id, false).await?;
            output.result(&json!({ "job": id.as_str(), "state": "dropped" }), || {
                format!("{id} is dropped")
            })
        }
    }
}

async fn list(db: &Db, output: &Output) -> Outcome {
    let found = async {
        let reader = db.read().await?;
        let mut open = 0;
        for kind in JobKind::ALL {
            open += jobs::standing(&reader, kind).await?.open;
        }
        Ok((open, jobs::stopped(&reader, MOST).await?))
    };
    let (open, dead) = found.await.map_err(|error| database::fault(&error))?;
    let problem = |job: &StoppedJob| job.problem.as_ref().map(Problem::to_string);
    let rows: Vec<_> = dead
        .iter()
        .map(|job| {
            json!({
                "id": job.id.as_str(), "kind": job.kind.code(), "tries": job.tries, "problem": problem(job),
                "asked_at": job.created_at.to_string(), "given_up_at": job.ended_at.to_string(),
            })
        })
        .collect();
    output.result(&json!({ "open": open, "dead": rows }), || {
        let lines = dead.iter().map(|job| {
            format!(
                "{}  {}  given up {} after {} tries: {}",
                job.id,
                job.kind.code(),
                job.ended_at,
                job.tries,
                problem(job).unwrap_or_else(|| "the node that was at it ended without a word".to_owned())
            )
        });
        let count = format!("{open} to be done, {} given up", dead.len());
        std::iter::once(count).chain(lines).collect::<Vec<_>>().join("\n")
    })
}

async fn change(db: &Db, id: JobId, is_retried: bool) -> Outcome {
    let now = Clock::system().now();
    let changed = async {
        let mut tx = db.write().await?;
        let changed = if is_retried {
            jobs::retry(&mut tx, id, now).await?
        } else {
            jobs::drop_dead(&mut tx, id, now).await?
        };
        tx.commit().await?;
        Ok(changed)
    };
    if changed.await.map_err(|error| database::fault(&error))? {
        Ok(())
    } else {
        Err(
            Failure::new("no-such-job", format!("no job that was given up is called {id}"))
                .hint("`parvis jobs list` shows those that were."),
        )
    }
}
