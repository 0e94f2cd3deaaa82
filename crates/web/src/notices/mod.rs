//! What a site owes its readers: where the information comes from, accessibility, who publishes, the list of pages.

pub mod about;
pub mod accessibility;
pub mod legal;
pub mod site_map;

use axum::Router;
use axum::routing::get;

use crate::instance::Instance;
use crate::site::urls;

pub(crate) fn routes() -> Router<Instance> {
    Router::new()
        .route(urls::ABOUT, get(about::show))
        .route(urls::ACCESSIBILITY, get(accessibility::show))
        .route(urls::LEGAL, get(legal::show))
        .route(urls::SITE_MAP, get(site_map::show))
}
