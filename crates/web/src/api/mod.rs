//! The reading API, `/api/v1`: what its answers share. Each feature writes its own handlers.
//!
//! Everything here is public information and needs no key. How often one caller may ask is for the reverse proxy to
//! say, which knows who is behind an address; nothing here counts calls.

pub mod cache;
pub mod cursor;
pub mod document;
pub mod language;
pub mod operation;
pub mod page;
pub mod problem;
pub mod query;

use std::time::Duration;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::cors::{Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::instance::Instance;
use crate::site::urls;

/// How long a browser may remember that it may ask from another site.
const PREFLIGHT_HOURS: u64 = 24;

/// The addresses of the API, for sites of any origin.
pub(crate) fn routes() -> Router<Instance> {
    let (router, _) = described();
    let reading = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::ACCEPT, header::ACCEPT_LANGUAGE, header::IF_NONE_MATCH])
        .expose_headers([
            header::ETAG,
            header::LINK,
            header::CONTENT_DISPOSITION,
            HeaderName::from_static("x-request-id"),
        ])
        .max_age(Duration::from_secs(PREFLIGHT_HOURS * 3_600));
    let for_all = SetResponseHeaderLayer::overriding(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    router
        .route(urls::API_DOCUMENT, get(document::show))
        .layer(ServiceBuilder::new().layer(for_all).layer(reading))
}

/// The handlers and what utoipa read of them: each address is registered and described by the same line.
fn described() -> (Router<Instance>, OpenApi) {
    OpenApiRouter::with_openapi(document::empty())
        .routes(routes!(crate::places::api::search))
        .routes(routes!(crate::places::download::schema))
        .routes(routes!(crate::places::download::json))
        .routes(routes!(crate::places::download::geojson))
        .routes(routes!(crate::places::record::show))
        .routes(routes!(crate::territories::api::search))
        .routes(routes!(crate::territories::api::show))
        .routes(routes!(crate::places::vocabulary::list))
        .routes(routes!(crate::places::sources::list))
        .split_for_parts()
}
