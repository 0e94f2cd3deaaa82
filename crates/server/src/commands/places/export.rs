//! `parvis places export`: the directory, or a part of it, as a file that appears whole or not at all.
//!
//! Places go from the database to the file one by one: memory does not grow with the directory.

use super::target::{Target, unwritable};
use crate::Outcome;
use crate::commands::database;
use crate::config::Config;
use crate::failure::Failure;
use crate::output::{Output, counted};
use crate::progress::Progress;
use clap::ValueEnum;
use directory::Territory;
use domain::calendar::day_in;
use domain::places::{PlaceRecord, SourceName};
use interop::{ExtraColumns, SourceCredit};
use jiff::civil::Date;
use serde_json::json;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use store::places::StoredPlace;
use store::{Db, StoreError};
use web::places::export::{Ids, Leaving, credits};
use web::site::Clock;

pub const EXAMPLES: &str = "Examples:
  parvis places export --territory 59 -o lieux-du-nord.csv
  parvis places export --format geojson --source hinaura -o hinaura.geojson

Identifiers: with one source (--source, or an instance that has only one) the source's own;
otherwise the permanent public ones.";

/// Places that may wait between the database and the file.
const PLACES_WAITING: usize = 256;

/// What the command accepts.
#[derive(clap::Args)]
pub struct Arguments {
    /// Form of the file
    #[arg(long, value_enum, default_value_t = Format::Schema)]
    format: Format,
    /// A commune (75056), a département (75), a région (R11) or a grouping of communes (SIREN)
    #[arg(long, value_name = "CODE")]
    territory: Option<String>,
    /// The places of this source only
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// File to write [default: standard output]
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The forms in which places are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// CSV, exactly the 32 columns of the national schema v1.0.2
    Schema,
    /// CSV for spreadsheets: the same columns, then public identifier, source, its licence and attribution
    Csv,
    /// JSON, an array with one place a line
    Json,
    /// GeoJSON, a collection of points
    Geojson,
}

pub async fn run(arguments: &Arguments, config: &Config, output: &Output) -> Outcome {
    if output.is_json() && arguments.output.is_none() {
        return Err(Failure::usage(
            "--json tells about the export, so the export itself needs a file: -o FILE",
        ));
    }
    let target = arguments
        .output
        .as_deref()
        .map(|path| Target::find("-o", path, None, config))
        .transpose()?;
    let territory = arguments
        .territory
        .as_deref()
        .map(Territory::parse)
        .transpose()
        .map_err(|unknown| Failure::new("unknown-territory", unknown.to_string()))?;
    let db = database::open_existing(config).await?;
    let today = day_in(&config.site.time_zone, Clock::system().now());
    // A day ahead is another time zone.
    let last_day = today.tomorrow().unwrap_or(today);
    let selection = Selection::of(&db, arguments.source.as_deref(), territory, last_day).await?;
    selection.refuse_unknown_commune(&db).await?;
    let (format, ids) = (arguments.format, selection.ids);
    let (written, is_replaced) = match &target {
        None => match export(&db, selection, format, io::stdout()).await {
            // The reader of our standard output has what it wanted: `parvis places export | head`.
            Err(Stopped::ReaderLeft) => (Written::default(), false),
            outcome => (outcome?.0, false),
        },
        Some(target) => {
            let (written, file) = export(&db, selection, format, target.open()?).await?;
            (written, target.finish(file)?)
        }
    };
    db.close();
    if written.dates_ahead > 0 {
        output.notice(&format!(
            "{} written with a date_maj that is yet to come, as the source gives it",
            counted(written.dates_ahead, "place was", "places were")
        ));
    }
    let Some(path) = &arguments.output else {
        return Ok(());
    };
    let document = json!({
        "file": path.display().to_string(),
        "format": format.to_possible_value().expect("no format is hidden").get_name(),
        "places": written.places,
        "dates_ahead": written.dates_ahead,
        "ids": if ids == Ids::Source { "source" } else { "public" },
        "territory": arguments.territory,
        "source": arguments.source,
        "replaced": is_replaced,
    });
    output.result(&document, || {
        let replaced = if is_replaced {
            ", in the place of the file that was there"
        } else {
            ""
        };
        format!(
            "{} in {}{replaced}",
            counted(written.places, "place", "places"),
            path.display()
        )
    })
}

/// Which places, and under which identifiers.
struct Selection {
    source: Option<SourceName>,
    territory: Option<Territory>,
    ids: Ids,
    credits: Vec<SourceCredit>,
    /// The last day that has begun somewhere.
    last_day: Date,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, Default)]
struct Written {
    places: u64,
    /// Places whose date of update is yet to come. It stays: any other would be invented, and the schema requires one.
    dates_ahead: u64,
}

impl Selection {
    async fn of(
        db: &Db,
        source: Option<&str>,
        territory: Option<Territory>,
        last_day: Date,
    ) -> Outcome<Self> {
        let fault = |error| database::fault(&error);
        let known = store::places::sources(&db.read().await.map_err(fault)?)
            .await
            .map_err(fault)?;
        if let Some(name) = source
            && !known.iter().any(|known| known.source.name.as_str() == name)
        {
            let names: Vec<_> = known.iter().map(|known| known.source.name.as_str()).collect();
            return Err(
                Failure::new("unknown-source", format!("there is no source `{name}`"))
                    .hint(format!("Sources of this instance: {}", names.join(", "))),
            );
        }
        let source = Ids::only_source(&known, source);
        let ids = if source.is_some() {
            Ids::Source
        } else {
            Ids::Public
        };
        Ok(Self {
            credits: credits(&known, source),
            source: source.map(|known| known.source.name.clone()),
            territory,
            ids,
            last_day,
        })
    }

    /// A commune that the official list does not have may still be one of a place. When it is none either, its code
    /// is a mistake, and an empty file would hide it.
    async fn refuse_unknown_commune(&self, db: &Db) -> Outcome {
        let Some(Territory::Commune(code)) = self.territory else {
            return Ok(());
        };
        if reference::france().commune_now(code).is_some() {
            return Ok(());
        }
        let fault = |error: StoreError| database::fault(&error);
        let mut is_known = false;
        let reader = db.read().await.map_err(fault)?;
        store::places::all(&reader, |stored| {
            is_known |= self.holds(&stored.place.record);
            Ok(())
        })
        .await
        .map_err(fault)?;
        if is_known {
            return Ok(());
        }
        let message = format!("no commune has the code {code}, and no place of this directory either");
        Err(Failure::new("unknown-territory", message).hint(
            "INSEE codes have five symbols (75056) and are no postcodes; a département is 75, a région R11, a grouping \
             of communes its SIREN.",
        ))
    }

    fn holds(&self, record: &PlaceRecord) -> bool {
        let address = &record.address;
        self.territory
            .is_none_or(|territory| territory.contains(address.commune_code, address.departement()))
    }
}

/// Why an export did not come to its end.
enum Stopped {
    /// Nobody reads what is written any more.
    ReaderLeft,
    /// Something is wrong.
    Failed(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::ReaderLeft => Self::new("unwritable", "nobody reads the export"),
            Stopped::Failed(failure) => failure,
        }
    }
}

/// Writes the selection to `out`; answers what it holds, and `out`.
async fn export<W: Write + Send + 'static>(
    db: &Db,
    selection: Selection,
    format: Format,
    out: W,
) -> Result<(Written, W), Stopped> {
    let fault = |error: StoreError| database::fault(&error);
    let (send, places) = sync_channel(PLACES_WAITING);
    let credits = selection.credits.clone();
    let writing = tokio::task::spawn_blocking(move || write(format, &credits, places, out));
    let reader = db.read().await.map_err(fault)?;
    let mut progress = Progress::start("Exporting", "places", None);
    let mut written = Written::default();
    let visited = visit(&reader, &selection, &send, &mut progress, &mut written).await;
    progress.finish();
    drop(send);
    let out = writing
        .await
        .map_err(|error| Failure::new("fault", format!("writing stopped: {error}")))?;
    // What the writer says comes first: when it gave up, the reading stopped because of it.
    let out = out.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Stopped::ReaderLeft,
        _ => Stopped::Failed(unwritable(Path::new("the export"), &error)),
    })?;
    visited.map_err(fault)?;
    Ok((written, out))
}

async fn visit(
    reader: &impl store::Read,
    selection: &Selection,
    send: &SyncSender<Leaving>,
    progress: &mut Progress,
    written: &mut Written,
) -> Result<(), StoreError> {
    let mut writer_is_there = true;
    let each = |stored: StoredPlace| {
        if writer_is_there && selection.holds(&stored.place.record) {
            written.places += 1;
            written.dates_ahead += u64::from(stored.place.record.updated_on > selection.last_day);
            writer_is_there = send.send(selection.ids.leaving(stored)).is_ok();
            progress.update(0, written.places);
        }
        Ok(())
    };
    match &selection.source {
        Some(source) => store::places::of_source(reader, source, each).await,
        None => store::places::all(reader, each).await,
    }
}

/// The columns that the table for people has more.
const EXTRA: [&str; 4] = ["identifiant_public", "origine", "licence", "mention"];

fn write<W: Write>(
    format: Format,
    credits: &[SourceCredit],
    places: Receiver<Leaving>,
    out: W,
) -> io::Result<W> {
    let mut out = BufWriter::new(out);
    let places = places.into_iter();
    match format {
        Format::Schema => interop::write_schema_csv(&mut out, places)?,
        Format::Json => interop::write_json(&mut out, places)?,
        Format::Geojson => interop::write_geojson(&mut out, credits, places)?,
        Format::Csv => {
            let values = |place: &Leaving, cells: &mut Vec<String>| {
                cells.extend([
                    place.public_id.to_string(),
                    place.source.title.clone(),
                    place.source.licence.clone().unwrap_or_default(),
                    place.source.attribution.clone().unwrap_or_default(),
                ]);
            };
            interop::write_csv(
                &mut out,
                places,
                &ExtraColumns {
                    names: &EXTRA,
                    values: &values,
                },
            )?;
        }
    }
    out.into_inner().map_err(io::IntoInnerError::into_error)
}
