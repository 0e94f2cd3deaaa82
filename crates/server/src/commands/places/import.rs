//! `parvis places import`: a file becomes what its source says now, in one change, or nothing does.
//!
//! One thread reads and cleans while the other writes: neither waits for the whole file, and memory holds a few
//! batches of rows whatever its size.

use super::input::{self, Input};
use super::report::Report;
use crate::Outcome;
use crate::commands::database;
use crate::config::Config;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Progress;
use domain::calendar::day_in;
use domain::places::SourceName;
use indicatif::HumanCount;
use interop::{Kind, Options, Refusal, Row};
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use store::Db;
use store::places::{FindingOutcome, Import, ImportCounts, Source};
use tokio::sync::mpsc;
use web::site::Clock;

pub const EXAMPLES: &str = "Examples:
  parvis places import lieux.csv --source ma-commune
  parvis places import hinaura.json.gz --dry-run --report constats.csv";

/// Rows that travel together from the reading thread to the writing one.
const BATCH_ROWS: usize = 256;
/// Batches that may wait: enough to keep both busy, little in memory.
const BATCHES_WAITING: usize = 4;

/// What the command accepts.
#[derive(clap::Args)]
pub struct Arguments {
    /// CSV, JSON, lines of JSON or GeoJSON in the national schema, compressed with gzip or not
    file: PathBuf,
    /// Name of the source [default: the file's name without extensions]
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Name of the source for people, shown beside its places
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Licence of its data, such as "Licence Ouverte 2.0"
    #[arg(long, value_name = "TEXT")]
    licence: Option<String>,
    /// How its licence wants it credited
    #[arg(long, value_name = "TEXT")]
    attribution: Option<String>,
    /// Write everything that was repaired, left out or refused to this CSV file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Do everything but keep nothing
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(arguments: &Arguments, config: &Config, output: &Output) -> Outcome {
    let started = Instant::now();
    let source = match &arguments.source {
        Some(name) => {
            SourceName::parse(name).map_err(|error| Failure::usage(format!("--source {name}: {error}")))?
        }
        None => input::source_of(&arguments.file)?,
    };
    // The file is looked at before a database is made for it.
    let input = input::open(&arguments.file)?;
    let report = arguments.report.as_deref().map(Report::create).transpose()?;
    let (db, _trial_folder) = open_database(config, arguments.dry_run).await?;
    let named = Source {
        title: arguments.title.clone().unwrap_or_else(|| source.to_string()),
        licence: arguments.licence.clone(),
        attribution: arguments.attribution.clone(),
        ..Source::named(source.clone())
    };
    let tally = import(
        &db,
        &named,
        input,
        report,
        &config.site.time_zone,
        arguments.dry_run,
    )
    .await?;
    db.close();
    output.result(
        &tally.document(&source, arguments.dry_run, started.elapsed()),
        || tally.lines(&source, arguments.dry_run, started.elapsed()),
    )
}

/// The database, brought up to date; for a trial one that exists, untouched, or else one that lasts as long as the
/// folder that comes with it.
async fn open_database(config: &Config, dry_run: bool) -> Outcome<(Db, Option<tempfile::TempDir>)> {
    let now = Clock::system().now();
    if !dry_run {
        let db = database::open(config).await?;
        database::migrate(&db, now).await?;
        return Ok((db, None));
    }
    if config
        .database
        .strip_prefix("sqlite:")
        .is_some_and(|path| !Path::new(path).exists())
    {
        let folder = tempfile::tempdir().map_err(|error| {
            Failure::new("unwritable", format!("no temporary folder can be made: {error}"))
        })?;
        let trial = format!("sqlite:{}", folder.path().join("trial.db").display());
        let db = database::open(&Config {
            database: trial,
            ..config.clone()
        })
        .await?;
        database::migrate(&db, now).await?;
        return Ok((db, Some(folder)));
    }
    Ok((database::open_existing(config).await?, None))
}

async fn import(
    db: &Db,
    source: &Source,
    input: Input,
    mut report: Option<Report>,
    time_zone: &TimeZone,
    dry_run: bool,
) -> Outcome<Tally> {
    let clock = Clock::system();
    let now = clock.now();
    let (size, bytes_read) = (input.size, std::sync::Arc::clone(&input.read));
    let (send, mut batches) = mpsc::channel(BATCHES_WAITING);
    let today = day_in(time_zone, now);
    let reading = tokio::task::spawn_blocking(move || read(input, today, &send));

    let fault = |error| database::fault(&error);
    let mut tally = Tally::default();
    let mut progress = Progress::start(format!("Importing {}", source.name), "rows", Some(size));
    let mut tx = db.write().await.map_err(fault)?;
    let mut import = Import::begin(&mut tx, source, now).await.map_err(fault)?;
    while let Some(batch) = batches.recv().await {
        let batch: Vec<Row> = batch;
        let start = Instant::now();
        for row in &batch {
            if let Some(report) = &mut report {
                report.add(row)?;
            }
            take(&mut import, row, &mut tally).await?;
        }
        tally.writing += start.elapsed();
        progress.update(bytes_read.load(Ordering::Relaxed), tally.rows_read);
    }
    progress.finish();
    tally.reading = reading
        .await
        .map_err(|error| Failure::new("fault", format!("reading stopped: {error}")))?
        .map_err(|refusal| refused(&refusal, tally.rows_read))?;
    if let Some(report) = report {
        report.finish()?;
    }
    if tally.accepted == 0 {
        return Err(tally.nothing_accepted());
    }
    let start = Instant::now();
    tally.counts = import.finish(clock.now(), tally.details()).await.map_err(fault)?;
    if dry_run {
        tx.roll_back();
    } else {
        tx.commit().await.map_err(fault)?;
    }
    tally.finishing = start.elapsed();
    Ok(tally)
}

/// Reads the whole file, and tells how much of the time was spent on it rather than waiting for the writer.
fn read(input: Input, today: jiff::civil::Date, send: &mpsc::Sender<Vec<Row>>) -> Result<Duration, Refusal> {
    let mut reading = Duration::ZERO;
    let mut start = Instant::now();
    let options = Options {
        communes: reference::france(),
        published_on: None,
        today: Some(today),
    };
    let mut batch = Vec::with_capacity(BATCH_ROWS);
    for row in interop::read(input.bytes, options)? {
        batch.push(row?);
        if batch.len() == BATCH_ROWS {
            reading += start.elapsed();
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH_ROWS));
            if send.blocking_send(full).is_err() {
                // The writer gave up, and says why itself.
                return Ok(reading);
            }
            start = Instant::now();
        }
    }
    reading += start.elapsed();
    let _writer_gave_up = send.blocking_send(batch);
    Ok(reading)
}

/// Takes one row into the change.
async fn take(import: &mut Import<'_, '_>, row: &Row, tally: &mut Tally) -> Outcome {
    let fault = |error| database::fault(&error);
    let number = u32::try_from(row.number).map_err(|_| {
        Failure::new(
            "too-many-rows",
            "the file has more than four thousand million rows",
        )
    })?;
    for finding in &row.findings {
        import.report(stored(number, row, finding)).await.map_err(fault)?;
    }
    tally.rows_read += 1;
    let is_taken = match row.record() {
        Some(record) => import.add(number, record).await.map_err(fault)?,
        None => {
            import.keep(number, &row.id);
            false
        }
    };
    if is_taken {
        tally.accepted += 1;
        tally.repaired += u64::from(matches!(row.outcome, interop::Outcome::Repaired(_)));
    } else {
        // A row counts once, under the first thing that condemns it.
        let reason = row
            .rejections()
            .next()
            .map_or("repeated-id", |finding| finding.rule.code());
        *tally.rejected.entry(reason).or_default() += 1;
    }
    Ok(())
}

fn stored(row: u32, of: &Row, finding: &interop::Finding) -> store::places::Finding {
    store::places::Finding {
        row,
        record_id: (!of.id.is_empty()).then(|| of.id.to_string()),
        field: finding.field.map(|field| field.name().to_owned()),
        rule: finding.rule.code().to_owned(),
        before: Some(finding.value.to_string()),
        after: finding.after.as_deref().map(str::to_owned),
        outcome: match finding.rule.kind() {
            Kind::Conversion => FindingOutcome::Converted,
            Kind::Note => FindingOutcome::Noted,
            Kind::Repair => FindingOutcome::Repaired,
            Kind::Loss => FindingOutcome::LeftOut,
            Kind::Rejection => FindingOutcome::Rejected,
        },
    }
}

fn refused(refusal: &Refusal, rows_read: u64) -> Failure {
    let failure = Failure::new(refusal.code(), refusal.to_string());
    if rows_read > 0 {
        failure.hint("Nothing was changed: a file is imported whole or not at all.")
    } else {
        failure
    }
}

/// What the import comes to.
#[derive(Default)]
struct Tally {
    rows_read: u64,
    accepted: u64,
    repaired: u64,
    rejected: BTreeMap<&'static str, u64>,
    counts: ImportCounts,
    reading: Duration,
    writing: Duration,
    finishing: Duration,
}

impl Tally {
    fn nothing_accepted(&self) -> Failure {
        let message = format!(
            "none of the {} rows can become a place ({}), so nothing was changed",
            HumanCount(self.rows_read),
            self.reasons()
        );
        Failure::new("no-row-accepted", message).hint("--report FILE tells what is wrong in each row.")
    }

    fn reasons(&self) -> String {
        let mut reasons: Vec<_> = self.rejected.iter().collect();
        reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(**count), **reason));
        let reasons: Vec<_> = reasons
            .iter()
            .map(|(reason, count)| format!("{} {reason}", HumanCount(**count)))
            .collect();
        reasons.join(", ")
    }

    /// What is remembered of this run beside the store's own numbers.
    fn details(&self) -> Value {
        json!({
            "rows_read": self.rows_read, "accepted": self.accepted, "repaired": self.repaired,
            "rejected": self.rejected,
        })
    }

    fn document(&self, source: &SourceName, dry_run: bool, took: Duration) -> Value {
        let seconds: Map<String, Value> = [
            ("read", self.reading),
            ("write", self.writing),
            ("finish", self.finishing),
            ("total", took),
        ]
        .map(|(stage, took)| {
            (
                stage.to_owned(),
                json!((took.as_secs_f64() * 1000.0).round() / 1000.0),
            )
        })
        .into_iter()
        .collect();
        json!({
            "source": source.as_str(),
            "rows_read": self.rows_read,
            "accepted": self.accepted,
            "repaired": self.repaired,
            "rejected": self.rejected,
            "created": self.counts.created,
            "updated": self.counts.updated,
            "unchanged": self.counts.unchanged,
            "returned": self.counts.returned,
            "gone": self.counts.gone,
            "kept": self.counts.kept,
            "merged": 0,
            "doubtful": 0,
            "findings": self.counts.findings,
            "dry_run": dry_run,
            "seconds": seconds,
        })
    }

    fn lines(&self, source: &SourceName, dry_run: bool, took: Duration) -> String {
        let counts = &self.counts;
        let number = |count: u64| HumanCount(count).to_string();
        let mut lines = vec![format!(
            "{source}: {} rows read, {} accepted ({} repaired)",
            number(self.rows_read),
            number(self.accepted),
            number(self.repaired)
        )];
        if !self.rejected.is_empty() {
            lines.push(format!("  rejected: {}", self.reasons()));
        }
        lines.push(format!(
            "  {} created, {} updated, {} unchanged, {} gone",
            number(counts.created),
            number(counts.updated),
            number(counts.unchanged),
            number(counts.gone)
        ));
        let known = counts.updated + counts.unchanged + counts.gone;
        if counts.gone * 2 > known {
            lines.push(format!(
                "  CAUTION: more than half of the places of {source} are gone: is it the right file?"
            ));
        }
        lines.push(format!("  in {:.1} s", took.as_secs_f64()));
        if dry_run {
            lines.push("  this was a trial: nothing was kept".into());
        }
        lines.join("\n")
    }
}
