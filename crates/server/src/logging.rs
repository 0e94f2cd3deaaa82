//! Logs on standard error: lines for people, or one JSON object a line for collectors.
//!
//! No personal data: no network address, no search words, no query string, no row of a file. Who logs decides what;
//! this module only chooses form and level.

use crate::config::{Config, LogFormat};
use std::io;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

/// Starts logging for the rest of the life of the program, panics included.
///
/// Called once by commands that serve or work for long; a second call keeps the first choice.
pub fn start(config: &Config) {
    let builder = fmt()
        .with_writer(io::stderr)
        .with_env_filter(filter(config.log_level))
        .with_target(false);
    let started = match config.log_format {
        LogFormat::Readable => builder.with_ansi(is_terminal()).try_init(),
        LogFormat::Json => builder
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .try_init(),
    };
    web::site::panics::keep_messages_to_ourselves();
    if let Err(already_started) = started {
        tracing::debug!(%already_started, "logging was started before");
    }
}

/// Our crates at the level that was asked for, libraries from warnings on: their details name addresses and statements.
fn filter(level: crate::config::LogLevel) -> EnvFilter {
    let ours = ["server", "web", "store", "directory", "interop"];
    let directives = ours.map(|name| format!("{name}={level}")).join(",");
    EnvFilter::new(format!("warn,{directives}"))
}

fn is_terminal() -> bool {
    io::IsTerminal::is_terminal(&io::stderr())
}
