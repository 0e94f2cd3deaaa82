//! `parvis serve`: migrates, reads the directory, serves until it is asked to stop.

use super::database;
use crate::Outcome;
use crate::config::Config;
use crate::output::{Output, counted};
use crate::running::{Opening, Running, address_of, listen};
use crate::serving::{Ended, Limits, stop_requested};
use crate::{keys, post};
use std::net::SocketAddr;

/// What the command accepts.
#[derive(clap::Args)]
pub struct Arguments {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
}

pub const EXAMPLES: &str = "Examples:
  parvis serve
  parvis serve --listen 127.0.0.1:9000 --database sqlite:data/parvis.db";

pub async fn run(arguments: &Arguments, config: &Config, output: &Output) -> Outcome {
    // The address first: a port in use is the commonest mistake and costs nothing to find.
    let listener = listen(arguments.listen.unwrap_or(config.listen)).await?;
    let address = address_of(&listener)?;
    let mut config = config.clone();
    // Nobody said which address people type: the one that is listened on is at least true on this machine.
    if config.site.base_url == web::site::Settings::default().base_url {
        config.site.base_url = format!("http://{address}");
    }
    let made = database::absent_file(&config)?;
    // Settings and keys before anything is made: what is refused leaves the folder as it was.
    keys::read(&config.keys_file())?;
    let postman = post::postman(&config)?;
    let mut opening = open_doors(listener, &config);
    let preparing = async { Running::prepare(&config, database::open(&config).await?, postman).await };
    let Some(running) = opening.prepare(preparing).await? else {
        tracing::info!("stopped before the directory was read");
        return Ok(());
    };
    opening.open(&running);
    tracing::info!(%address, places = running.places(), "serving");
    if let Some(path) = made {
        tracing::warn!(
            path = %path.display(),
            "new, empty database made: `parvis places import FILE` fills it; if yours is elsewhere, stop and name it with \
             --database, or start in its folder"
        );
    }
    output.text(&format!(
        "Parvis serves {} on http://{address}",
        counted(running.places() as u64, "place", "places")
    ))?;
    if running.places() == 0 {
        output.text(
            "The directory is empty: `parvis places import FILE` fills it while this goes on serving.",
        )?;
    }
    serve_until_stopped(opening, running).await
}

/// Answers the operator from now on, until the system or a person asks to stop.
pub fn open_doors(listener: tokio::net::TcpListener, config: &Config) -> Opening {
    let stop = async {
        match stop_requested().await {
            Ok(signal) => tracing::info!(signal, "stopping"),
            Err(failure) => tracing::error!(reason = failure.message, "stopping"),
        }
    };
    Opening::start(
        listener,
        Limits::of(config.max_connections),
        stop,
        config.stop_within,
    )
}

/// Serves until the system or a person asks to stop.
pub async fn serve_until_stopped(opening: Opening, running: Running) -> Outcome {
    match opening.until_stopped(running).await {
        Ended::Drained => tracing::info!("stopped"),
        Ended::Cut => tracing::warn!("stopped; some requests were cut"),
    }
    Ok(())
}
