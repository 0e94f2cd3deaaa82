//! Every feature, mounted: this is also their list.

use axum::Router;

use crate::instance::Instance;
use crate::site::language::prefix;
use crate::site::{self, Language};
use crate::{accounts, api, home, mail, map, notices, places, territories};

/// The whole site: each page in every language, and the addresses that exist once.
pub fn router(instance: Instance) -> Router {
    let pages = Router::new()
        .merge(home::routes())
        .merge(places::pages::routes())
        .merge(territories::pages::routes())
        .merge(notices::routes())
        .merge(accounts::routes())
        .merge(map::page_routes())
        .merge(mail::pages::routes(&instance))
        .merge(api::page::routes());
    let once = site::shared_routes();
    let all = Router::new()
        .merge(pages.clone())
        .nest(prefix(Language::English), pages)
        .merge(once)
        .merge(api::routes())
        .merge(map::routes());
    site::surround(all, &instance).with_state(instance)
}
