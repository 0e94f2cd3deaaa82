//! What is answered while the directory is being read: the operator's routes, and a word of patience for everybody else.

use super::{Health, Metrics, operator_routes};
use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Seconds after which it is worth asking again: a large directory takes as long.
const RETRY_AFTER_S: &str = "5";

/// In both languages: the words of the pages are not loaded yet, and neither is the language of the visitor known.
const PATIENCE: &str = "Le site démarre. Réessayez dans quelques secondes.\n\
                        This site is starting. Try again in a few seconds.\n";

/// The routes of a program that is not ready. Connections are closed after each answer, so that the next one meets the
/// pages as soon as they are there.
pub fn starting_routes(health: Arc<Health>, metrics: Arc<Metrics>) -> Router {
    operator_routes(health, metrics)
        .fallback(async || not_yet())
        .layer(axum::middleware::map_response(close_after))
}

fn not_yet() -> Response {
    let headers = [
        (header::RETRY_AFTER, RETRY_AFTER_S),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers, PATIENCE).into_response()
}

async fn close_after(mut response: Response) -> Response {
    let close = header::HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
    response
}
