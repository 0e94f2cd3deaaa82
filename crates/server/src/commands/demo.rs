//! `parvis demo`: a fresh demo town, served until stopped.

use super::database;
use super::serve::{open_doors, serve_until_stopped};
use crate::Outcome;
use crate::config::Config;
use crate::demo::{self, canton::DemoTown, people};
use crate::failure::Failure;
use crate::output::Output;
use crate::running::{Running, address_of, listen};
use domain::calendar::{day_in, mainland_time_zone};
use domain::places::PlaceRecord;
use jiff::SignedDuration;
use std::io::IsTerminal;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use store::places::Source;
use tokio::net::TcpListener;
use web::mail::KeptMail;
use web::map::Ground;
use web::site::{Clock, Publisher, Settings, Translated};

/// What the command accepts.
#[derive(clap::Args)]
pub struct Arguments {
    /// Address and port to listen on [default: 127.0.0.1:8080, or another port when that one is taken]
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// Folder for the demo's database; it must not hold one yet [default: a temporary folder, gone at the end]
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub const EXAMPLES: &str = "Examples:
  parvis demo
  parvis demo --listen 127.0.0.1:9000 --dir /tmp/demo-town";

/// How long ago the source stopped mentioning [`demo::closed_places`].
const GONE_BEFORE: SignedDuration = SignedDuration::from_hours(61 * 24);

const FILE: &str = "parvis-demo.db";

pub async fn run(arguments: &Arguments, config: &Config, output: &Output) -> Outcome {
    let listener = match arguments.listen {
        Some(address) => listen(address).await?,
        None => any_port().await?,
    };
    let address = address_of(&listener)?;
    let (folder, _gone_at_the_end) = folder(arguments)?;
    let town = demo::canton();
    let config = Config {
        database: format!("sqlite:{}", folder.join(FILE).display()),
        site: settings(&town, &format!("http://{address}")),
        ..config.clone()
    };
    let db = database::open(&config).await?;
    let now = Clock::system().now();
    database::migrate(&db, now).await?;
    let today = day_in(&config.site.time_zone, now);
    let source = Source {
        title: town.source_title.fr.to_owned(),
        licence: Some("CC0 1.0".to_owned()),
        attribution: Some(town.publisher.fr.to_owned()),
        ..Source::named(town.source.clone())
    };
    // What its source once published and no longer does: the page of such a place stays, and says so.
    let places = demo::places(today);
    let before: Vec<PlaceRecord> = places.iter().cloned().chain(demo::closed_places(today)).collect();
    for (records, at) in [
        (&before, now - GONE_BEFORE - SignedDuration::from_hours(24)),
        (&places, now - GONE_BEFORE),
        (&places, now),
    ] {
        store::places::import(&db, &source, records, at)
            .await
            .map_err(|error| database::fault(&error))?;
    }
    let mut opening = open_doors(listener, &config);
    let Some(running) = opening
        .prepare(Running::prepare_showing(&config, db, KeptMail::default()))
        .await?
    else {
        return Ok(());
    };
    let ways_in = people::sign_up(running.instance(), town.publisher.fr).await?;
    opening.open(&running);
    let ways_in: String = ways_in
        .iter()
        .map(|way| format!("    {:<24} http://{address}{}\n", way.role.code(), way.path))
        .collect();
    output.text(&format!(
        "{}: {} places. Nothing in it is real.\n\n    http://{address}\n    http://{address}/en     in English\n    \
         http://{address}/demo/courrier     the letters that it would send\n\n\
         Come in as somebody who works there; each link opens once, within a quarter of an hour (later, ask for another\n\
         at http://{address}/connexion for odile@val-de-loubre.example, and find it among the letters):\n\n{ways_in}\n\
         Stop with Ctrl+C.",
        town.name.fr,
        running.places()
    ))?;
    show_in_browser(address, arguments);
    serve_until_stopped(opening, running).await
}

/// The usual port, or any other when a program already uses it.
async fn any_port() -> Outcome<TcpListener> {
    match listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))).await {
        Ok(listener) => Ok(listener),
        Err(_) => listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await,
    }
}

/// The folder of the database; a temporary one is removed when its guard is dropped.
fn folder(arguments: &Arguments) -> Outcome<(PathBuf, Option<tempfile::TempDir>)> {
    let unwritable = |path: &std::path::Path, error: std::io::Error| {
        Failure::new("unwritable", format!("{}: {error}", path.display()))
    };
    let Some(dir) = &arguments.dir else {
        let folder = tempfile::Builder::new()
            .prefix("parvis-demo-")
            .tempdir()
            .map_err(|error| unwritable(&std::env::temp_dir(), error))?;
        return Ok((folder.path().to_path_buf(), Some(folder)));
    };
    if dir.join(FILE).exists() {
        return Err(
            Failure::new("not_empty", format!("{} already holds a demo", dir.display()))
                .hint("A demo starts afresh: name another folder, or remove this one."),
        );
    }
    std::fs::create_dir_all(dir).map_err(|error| unwritable(dir, error))?;
    Ok((dir.clone(), None))
}

/// What the pages say of the demo town.
fn settings(town: &DemoTown, base_url: &str) -> Settings {
    let translated = |words: demo::canton::Words| Translated {
        french: Some(words.fr.to_owned()),
        english: Some(words.en.to_owned()),
    };
    Settings {
        name: town.name.fr.to_owned(),
        territory: translated(town.territory),
        welcome: translated(town.welcome),
        notice: translated(town.notice),
        phone: Some(town.helpline.clone()),
        phone_hours: translated(town.helpline_hours),
        contact: Some(town.email.clone()),
        base_url: base_url.to_owned(),
        time_zone: mainland_time_zone(),
        sends_mail: true,
        indexed: false,
        map: Ground::default(),
        publisher: Publisher {
            name: Some(town.publisher.fr.to_owned()),
            address: Some(town.notices.address.to_owned()),
            registration: Some(town.notices.registration.to_owned()),
            director: Some(town.notices.director.to_owned()),
            host: Some(town.notices.host.to_owned()),
            data_protection: Some(town.email.as_str().to_owned()),
        },
    }
}

/// Opens the browser for somebody who typed the command at a desk: not in a script, not on a server.
fn show_in_browser(address: SocketAddr, arguments: &Arguments) {
    let has_desktop = cfg!(target_os = "macos")
        || std::env::var_os("DISPLAY").is_some()
        || std::env::var_os("WAYLAND_DISPLAY").is_some();
    if arguments.listen.is_some() || !has_desktop || !std::io::stdout().is_terminal() {
        return;
    }
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    // Without such a program, the address that was just printed is enough.
    let _address_is_printed = std::process::Command::new(opener)
        .arg(format!("http://{address}"))
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
}
