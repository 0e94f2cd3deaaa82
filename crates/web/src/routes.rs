//! Every feature, mounted: this is also their list.

use axum::Router;

use crate::instance::Instance;
use crate::site::{self, Language};
use crate::{home, notices};

/// The whole site: each page in every language, and the addresses that exist once.
#[must_use]
pub fn router(instance: Instance) -> Router {
    let pages = Router::new().merge(home::routes()).merge(notices::routes());
    let once = site::shared_routes();
    let all = Router::new()
        .merge(pages.clone())
        .nest(Language::English.prefix(), pages)
        .merge(once);
    site::surround(all, &instance.site).with_state(instance)
}
