//! `parvis places import`: a file becomes what its source says now, in one change, or nothing does.
//!
//! One thread reads and cleans while the other writes: neither waits for the whole file, and memory holds a few
//! batches of rows whatever its size.

mod rows;

use super::input::{self, Input};
use super::layout;
use super::refused;
use super::report::Report;
use super::tally::{Circumstances, Tally};
use super::target::Target;
use crate::Outcome;
use crate::commands::database;
use crate::config::Config;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Progress;
use domain::calendar::day_in;
use domain::places::{Losses, SourceName};
use interop::{Refusal, Row};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Instant;
use store::places::{Import, Source};
use store::{Db, StoreError};
use tokio::sync::mpsc;
use web::site::Clock;

pub const EXAMPLES: &str = "Examples:
  parvis places import lieux.csv --source ma-commune
  parvis places import lieux.geojson.gz --dry-run --report constats.csv
  parvis places import lieux.json --date-maj 2026-11-01

A file in another layout than the national schema's is refused, with the columns to rename.";

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
    /// Where it is published
    #[arg(long, value_name = "URL", value_parser = web_address)]
    url: Option<String>,
    /// Write everything that was changed, left out, refused or is worth knowing to this CSV file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Day on which the file was published, for the rows that say no date of their own; each is reported as repaired
    #[arg(long, value_name = "DATE", value_parser = calendar_day)]
    date_maj: Option<Date>,
    /// Do everything but keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Let more than half of the source's places be gone: without it, a file that takes away so much is refused
    #[arg(long)]
    accept_losses: bool,
    /// Let identifiers stand for other places than before: without it, a file in which most of them do is refused
    #[arg(long)]
    accept_other_places: bool,
}

pub async fn run(arguments: &Arguments, config: &Config, output: &Output) -> Outcome {
    let started = Instant::now();
    let zone = &config.site.time_zone;
    arguments.refuse_day_ahead(day_in(zone, Clock::system().now()))?;
    let source = match &arguments.source {
        Some(name) => {
            SourceName::parse(name).map_err(|error| Failure::usage(format!("--source {name}: {error}")))?
        }
        None => input::source_of(&arguments.file)?,
    };
    // The file is looked at before a database is made for it.
    let input = input::open(&arguments.file)?;
    let report = match &arguments.report {
        Some(path) => {
            let target = Target::find("--report", path, Some(&arguments.file), config)?;
            Some(Report::create(target)?)
        }
        None => None,
    };
    let (db, _trial_folder) = open_database(config, arguments.dry_run, output).await?;
    if arguments.source.is_none() {
        refuse_near(&db, &source).await?;
    }
    let named = Source {
        title: arguments.title.clone().unwrap_or_else(|| source.to_string()),
        licence: arguments.licence.clone(),
        attribution: arguments.attribution.clone(),
        url: arguments.url.clone(),
        ..Source::named(source.clone())
    };
    let tally = import(&db, &named, input, report, zone, arguments).await?;
    db.close();
    let circumstances = Circumstances {
        source: &source,
        dry_run: arguments.dry_run,
        losses_refused: arguments.refuses_losses(&tally),
        other_places_refused: arguments.refuses_other_places(&tally),
        took: started.elapsed(),
    };
    output.result(&tally.document(&circumstances), || tally.lines(&circumstances))?;
    if circumstances.losses_refused || circumstances.other_places_refused {
        return Err(Failure::found_wanting());
    }
    Ok(())
}

async fn refuse_near(db: &Db, source: &SourceName) -> Outcome {
    let fault = |error| database::fault(&error);
    let known = store::places::sources(&db.read().await.map_err(fault)?)
        .await
        .map_err(fault)?;
    input::refuse_near(source, known.iter().map(|known| known.source.name.as_str()))
}

/// An address that a page may lead to.
fn web_address(text: &str) -> Result<String, String> {
    match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "https" | "http") => Ok(url.into()),
        _ => Err("it is not an address like https://donnees.exemple.fr/lieux".to_owned()),
    }
}

/// A day as the schema writes it, not before such lists were made.
fn calendar_day(text: &str) -> Result<Date, String> {
    const FIRST_YEAR: i16 = 1990;
    match text.parse::<Date>() {
        // The parser takes other forms of ISO 8601, and days with an hour, too.
        Ok(day) if day.to_string() == text && day.year() >= FIRST_YEAR => Ok(day),
        _ => Err("it is not a day like 2026-11-01 (year-month-day)".to_owned()),
    }
}

impl Arguments {
    /// Nothing was published on a day that has not come; a day ahead is another time zone.
    fn refuse_day_ahead(&self, today: Date) -> Outcome {
        match self.date_maj {
            Some(day) if today.tomorrow().is_ok_and(|tomorrow| day > tomorrow) => Err(Failure::usage(
                format!("--date-maj {day}: this day is yet to come, and no file was published on it"),
            )),
            _ => Ok(()),
        }
    }

    /// Whether the import takes too much away for a file that nobody vouches for.
    fn refuses_losses(&self, tally: &Tally) -> bool {
        tally.losses.need_consent() && !self.accept_losses
    }

    /// Whether too many identifiers stand for other places for a file that nobody vouches for.
    fn refuses_other_places(&self, tally: &Tally) -> bool {
        tally.reassignments.need_consent() && !self.accept_other_places
    }

    /// What an import would take away and nobody has consented to yet: an address whose place gave its identifier up is
    /// lost like one that the file leaves out.
    fn losses(&self, import: &Import<'_, '_>) -> Losses {
        let Losses { before, gone } = import.losses();
        let given_up = if self.accept_other_places {
            0
        } else {
            import.reassignments().reassigned
        };
        Losses {
            before,
            gone: (gone + given_up).min(before),
        }
    }
}

/// The database, brought up to date; for a trial one that exists, untouched, or else one that lasts as long as the
/// folder that comes with it.
async fn open_database(
    config: &Config,
    dry_run: bool,
    output: &Output,
) -> Outcome<(Db, Option<tempfile::TempDir>)> {
    let now = Clock::system().now();
    if !dry_run {
        let made = database::absent_file(config)?;
        let db = database::open(config).await?;
        database::migrate(&db, now).await?;
        if let Some(path) = made {
            output.notice(&database::was_made(&path));
        }
        return Ok((db, None));
    }
    if database::absent_file(config)?.is_some() {
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
    arguments: &Arguments,
) -> Outcome<Tally> {
    let clock = Clock::system();
    let now = clock.now();
    let file = arguments.file.display().to_string();
    let (size, bytes_read) = (input.size, std::sync::Arc::clone(&input.read));
    let (send, mut batches) = mpsc::channel(BATCHES_WAITING);
    let today = day_in(time_zone, now);
    let published_on = arguments.date_maj;
    let reading = tokio::task::spawn_blocking(move || rows::read(input, today, published_on, &send));

    let fault = |error| database::fault(&error);
    let mut tally = Tally::default();
    let mut progress = Progress::start(format!("Importing {}", source.name), "rows", Some(size));
    let mut tx = db.write().await.map_err(turn)?;
    let mut import = Import::begin(&mut tx, source, now).await.map_err(turn)?;
    while let Some(batch) = batches.recv().await {
        let batch: Vec<Row> = batch;
        let start = Instant::now();
        rows::take(&mut import, batch, &mut tally, report.as_mut()).await?;
        tally.writing += start.elapsed();
        progress.update(bytes_read.load(Ordering::Relaxed), tally.rows_read);
    }
    progress.finish();
    (tally.reading, tally.ignored_columns) = reading
        .await
        .map_err(|error| Failure::new("fault", format!("reading stopped: {error}")))?
        .map_err(|refusal| unusable(&refusal, tally.rows_read).at(&file))?;
    if let Some(report) = report {
        report.finish()?;
    }
    if tally.accepted == 0 {
        return Err(refused::nothing_accepted(&tally).at(&file));
    }
    tally.losses = arguments.losses(&import);
    tally.reassignments = import.reassignments();
    if !arguments.dry_run {
        if arguments.refuses_other_places(&tally) {
            return Err(refused::other_places(&tally, &source.name).at(&file));
        }
        if arguments.refuses_losses(&tally) {
            return Err(refused::too_much_lost(&tally, &source.name).at(&file));
        }
    }
    let start = Instant::now();
    tally.counts = import.finish(clock.now(), tally.details()).await.map_err(fault)?;
    if arguments.dry_run {
        tx.roll_back();
    } else {
        tx.commit().await.map_err(fault)?;
    }
    tally.finishing = start.elapsed();
    Ok(tally)
}

/// Why the turn to import did not come.
fn turn(error: StoreError) -> Failure {
    match error {
        StoreError::Busy => Failure::new(
            "database-busy",
            "another import is running, or another program holds the database: nothing was changed",
        )
        .hint("Start this one again when the other has ended."),
        other => database::fault(&other),
    }
}

fn unusable(refusal: &Refusal, rows_read: u64) -> Failure {
    if let Refusal::MissingColumns {
        missing,
        found,
        likely,
    } = refusal
    {
        return layout::refusal(missing, found, likely);
    }
    let failure = Failure::new(refusal.code(), refusal.to_string());
    if rows_read > 0 {
        failure.hint("Nothing was changed: a file is imported whole or not at all.")
    } else {
        failure
    }
}
