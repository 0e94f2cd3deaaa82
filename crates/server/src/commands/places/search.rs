//! `parvis places search`: what the page of results would show, with facets and timing.

use crate::Outcome;
use crate::commands::database;
use crate::config::Config;
use crate::failure::Failure;
use crate::output::{Output, counted};
use directory::{Facet, Found, OpenWhen, Question, QuestionError, Reading, Territory};
use domain::hours::OpenState;
use domain::territory::Position;
use std::time::Instant;
use web::instance::read_directory;
use web::places::answer::{AnswerDocument, Around};
use web::places::asked::{Asked, LONGEST_WORDS_CHARS};
use web::places::reach::Reach;
use web::site::Clock;

pub const EXAMPLES: &str = "Examples:
  parvis places search \"carte grise\" --near 48.85,2.35 --limit 5
  parvis places search mediatheque --filter frais=gratuit --filter departement=59 --json
  parvis places search \"\" --filter ouvert=maintenant --near 47.08,2.40 --radius-km 10";

/// The most places that one answer gives.
const MOST: usize = 1_000;

/// What the command accepts.
#[derive(clap::Args)]
pub struct Arguments {
    /// What somebody would type; "" asks for every place
    query: String,
    /// Where from, in degrees: latitude,longitude
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    near: Option<String>,
    /// How far at most, in kilometres; needs --near
    #[arg(long, value_name = "KM", requires = "near")]
    radius_km: Option<f64>,
    /// A value to have: service=demarches, frais_a_charge=Gratuit, departement=59, ouvert=maintenant; may be repeated
    #[arg(long = "filter", value_name = "NAME=VALUE")]
    filters: Vec<String>,
    /// Only places of a commune, EPCI, département or région, by code
    #[arg(long, value_name = "CODE")]
    territory: Option<String>,
    /// How many places to give
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// How many places to skip
    #[arg(long, default_value_t = 0)]
    offset: usize,
    /// Nearest first rather than best first; needs --near
    #[arg(long, requires = "near")]
    nearest: bool,
}

pub async fn run(arguments: &Arguments, config: &Config, output: &Output) -> Outcome {
    let db = database::open_existing(config).await?;
    let directory = read_directory(&db)
        .await
        .map_err(|error| database::fault(&error))?;
    db.close();
    let now = Clock::system().now();
    let start_at = start_of(arguments)?;
    let mut territory = None;
    if let Some(code) = &arguments.territory {
        territory = Some(Territory::parse(code).map_err(|error| Failure::usage(error.to_string()))?);
    }
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("q", &arguments.query);
    if let Some(position) = start_at {
        pairs.append_pair("lat", &position.latitude().to_string());
        pairs.append_pair("lon", &position.longitude().to_string());
    }
    if arguments.nearest {
        pairs.append_pair("tri", "distance");
    }
    let mut open = None;
    for filter in &arguments.filters {
        let (name, value) = filter.split_once('=').ok_or_else(|| {
            Failure::usage(format!(
                "--filter {filter}: write NAME=VALUE, such as service=demarches"
            ))
        })?;
        if name == "ouvert" {
            open = Some(when(value, now)?);
            continue;
        }
        let facet = Facet::from_name(name).ok_or_else(|| unknown_filter(name))?;
        directory
            .value(facet, value)
            .map_err(|error| unknown_value(facet, &error))?;
        pairs.append_pair(facet.code(), value);
    }
    // Read like an address of the pages, so that the same words mean the same here.
    let mut asked =
        Asked::read(Some(&pairs.finish()), &directory, now).map_err(|bad| Failure::usage(bad.to_string()))?;
    if asked.is_cut {
        return Err(Failure::usage(format!(
            "the question has {} characters; {LONGEST_WORDS_CHARS} are read",
            arguments.query.chars().count()
        )));
    }
    asked.open = open.or(asked.open);
    let refused = |error: QuestionError| Failure::usage(error.to_string());
    let radius_m = match radius_m(arguments)? {
        Some(chosen) => Some(chosen),
        None => Reach::of(&directory, &asked).map_err(refused)?.radius_m(),
    };
    let question = Question {
        territory,
        offset: arguments.offset,
        limit: arguments.limit.min(MOST),
        facets: true,
        ..asked.question(radius_m)
    };
    let start = Instant::now();
    let answer = directory.search(&question, now).map_err(refused)?;
    let took_ms = start.elapsed().as_secs_f64() * 1_000.0;
    let document = AnswerDocument::new(&directory, &answer, took_ms, &config.site.base_url)
        .around(Around::of(&asked, radius_m))
        .read(&asked.reading);
    output.result(&document, || {
        let mut lines = vec![format!("{}, {took_ms:.2} ms", counted(answer.total as u64, "place", "places"))];
        if answer.is_unreadable {
            lines.push(format!(
                "Nothing could be read in {:?}: it has neither a letter nor a digit, so that it leaves no place out",
                arguments.query
            ));
        }
        if answer.says_no_need {
            lines.push(format!("{:?} does not say what for: these are all places", asked.reading.words));
        }
        lines.extend(read(&asked.reading));
        if let Some(suggestion) = &answer.suggestion {
            lines.push(format!("Did you mean: {}", asked.reading.typed_with(suggestion)));
        }
        lines.extend(answer.found.iter().map(line));
        lines.join("\n")
    })
}

fn line(found: &Found) -> String {
    let distance = found
        .distance_m
        .map_or_else(String::new, |metres| format!("  {:.1} km", metres / 1_000.0));
    let open = match &found.open {
        Some(OpenState::Open { .. }) => "  open",
        Some(OpenState::Closed { .. }) => "  closed",
        Some(OpenState::Unknown { .. }) | None => "",
    };
    format!(
        "{}  {}, {}{distance}{open}",
        found.card.id, found.card.name, found.card.commune
    )
}

/// What was read in the words besides a need.
fn read(reading: &Reading) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(time) = &reading.time {
        lines.push(format!("Read as a time: {:?}", time.phrase));
    }
    if let Some(phrase) = &reading.walk_in {
        lines.push(format!("Read as access without an appointment: {phrase:?}"));
    }
    if let Some(phone) = &reading.phone {
        lines.push(format!("Read as a phone number: {}", phone.phone.as_str()));
    }
    if let Some(phrase) = &reading.town {
        lines.push(format!("Read as where to look: {phrase:?}"));
    }
    if let Some(distance) = &reading.distance {
        lines.push(format!("Read as a distance: {:?}", distance.phrase));
    }
    for phrase in &reading.other_distances {
        lines.push(format!("Left aside, since a shorter distance counts: {phrase:?}"));
    }
    if let Some(phrase) = &reading.closed {
        lines.push(format!(
            "Left aside, since nothing answers what is closed: {phrase:?}"
        ));
    }
    lines
}

fn start_of(arguments: &Arguments) -> Outcome<Option<Position>> {
    let Some(text) = &arguments.near else {
        return Ok(None);
    };
    let wrong = || {
        Failure::usage(format!(
            "--near {text}: write latitude,longitude in degrees, such as 48.85,2.35"
        ))
    };
    let (latitude, longitude) = text.split_once(',').ok_or_else(wrong)?;
    let degrees = |text: &str| text.trim().parse::<f64>().map_err(|_| wrong());
    Position::new(degrees(latitude)?, degrees(longitude)?)
        .map(Some)
        .map_err(|error| Failure::usage(format!("--near {text}: {error}")))
}

fn radius_m(arguments: &Arguments) -> Outcome<Option<f64>> {
    match arguments.radius_km {
        Some(km) if km > 0.0 && km.is_finite() => Ok(Some(km * 1_000.0)),
        Some(km) => Err(Failure::usage(format!(
            "--radius-km {km}: write a number of kilometres above 0"
        ))),
        None => Ok(None),
    }
}

fn when(value: &str, now: jiff::Timestamp) -> Outcome<OpenWhen> {
    if value == "maintenant" || value == "now" {
        return Ok(OpenWhen::At(now));
    }
    if value == "demain" {
        return Ok(OpenWhen::DayAfter(now));
    }
    if value == "inconnu" {
        return Ok(OpenWhen::Unsaid);
    }
    if let Ok(instant) = value.parse::<jiff::Timestamp>() {
        return Ok(OpenWhen::At(instant));
    }
    value.parse().map(OpenWhen::AtLocal).map_err(|_| {
        Failure::usage(format!(
            "--filter ouvert={value}: write maintenant, demain, inconnu (hours unknown), a time by the clock of the \
             places (2026-03-04T14:00) or an instant (2026-03-04T13:00Z)"
        ))
    })
}

fn unknown_filter(name: &str) -> Failure {
    let names: Vec<&str> = Facet::ALL.iter().map(|facet| facet.code()).collect();
    Failure::usage(format!("--filter {name}: there is no such filter"))
        .hint(format!("There are: ouvert, {}.", names.join(", ")))
}

fn unknown_value(facet: Facet, error: &QuestionError) -> Failure {
    let failure = Failure::usage(format!("--filter: {error}"));
    match facet.closed_list() {
        Some(values) if values.len() <= 12 => {
            let codes: Vec<&str> = values.iter().map(|value| value.code).collect();
            failure.hint(format!("There are: {}.", codes.join(", ")))
        }
        _ => failure,
    }
}
