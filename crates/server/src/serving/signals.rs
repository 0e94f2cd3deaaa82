//! The two ways in which an operating system asks a program to stop.

use crate::Outcome;
use crate::failure::Failure;
use tokio::signal::unix::{SignalKind, signal};

/// Waits for SIGTERM (a service manager) or SIGINT (a person at a terminal), and names the one that came.
///
/// # Errors
/// The system refuses to deliver signals.
pub async fn stop_requested() -> Outcome<&'static str> {
    let refused = |error| Failure::new("signals", format!("the system delivers no signals: {error}"));
    let mut terminate = signal(SignalKind::terminate()).map_err(refused)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(refused)?;
    tokio::select! {
        _ = terminate.recv() => Ok("SIGTERM"),
        _ = interrupt.recv() => Ok("SIGINT"),
    }
}
