//! `/health/live`: the process answers. `/health/ready`: it has what it needs to serve people, and is not stopping.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// Where the program is in its life.
#[derive(Debug, Default)]
pub struct Health(AtomicU8);

const STARTING: u8 = 0;
const READY: u8 = 1;
const STOPPING: u8 = 2;

impl Health {
    /// The directory is built and pages can be served.
    pub fn ready(&self) {
        // A program that is stopping does not become ready again.
        let _already_past = self
            .0
            .compare_exchange(STARTING, READY, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// No new work is wanted: a proxy stops sending some.
    pub fn stopping(&self) {
        self.0.store(STOPPING, Ordering::Relaxed);
    }

    fn answer(&self) -> (StatusCode, &'static str) {
        match self.0.load(Ordering::Relaxed) {
            STARTING => (StatusCode::SERVICE_UNAVAILABLE, "starting\n"),
            READY => (StatusCode::OK, "ready\n"),
            _ => (StatusCode::SERVICE_UNAVAILABLE, "stopping\n"),
        }
    }
}

pub(super) fn routes(health: Arc<Health>) -> Router {
    Router::new()
        .route("/health/live", get(async || plain(StatusCode::OK, "alive\n")))
        .route(
            "/health/ready",
            get(async move || {
                let (status, word) = health.answer();
                plain(status, word)
            }),
        )
}

fn plain(status: StatusCode, word: &'static str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], word).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ready_is_between_starting_and_stopping() {
        let health = Health::default();
        assert_eq!(health.answer(), (StatusCode::SERVICE_UNAVAILABLE, "starting\n"));
        health.ready();
        assert_eq!(health.answer(), (StatusCode::OK, "ready\n"));
        health.stopping();
        health.ready();
        assert_eq!(health.answer(), (StatusCode::SERVICE_UNAVAILABLE, "stopping\n"));
    }
}
