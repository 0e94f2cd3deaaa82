//! What all pages share: the state of the site, its words, its frame, its errors and its assets.
//!
//! Nothing here knows a feature; features know this. Who is signed in is the one exception: the frame of every page says it.

pub mod assets;
pub mod client;
pub mod clock;
pub mod errors;
pub mod format;
pub mod frame;
mod guard;
pub mod html;
mod journal;
pub mod language;
pub mod message;
pub mod pagination;
pub mod panics;
mod robots;
pub mod samples;
pub mod settings;
pub mod shelf;
pub mod sitemap;
pub mod towns;
pub mod typography;
pub mod urls;
pub mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

use crate::accounts;
use crate::instance::Instance;
use shelf::Slot;

pub use clock::Clock;
pub use errors::{Fault, PageError, PageResult};
pub use frame::Frame;
pub use journal::RequestId;
pub(crate) use journal::Route;
pub use language::Language;
pub use settings::{Publisher, Settings, Translated};
pub use words::Words;

/// The state that every handler can ask for. Cloning it is cheap.
#[derive(Clone)]
pub struct Site(Arc<SiteParts>);

/// What [`Site`] gives access to.
pub struct SiteParts {
    /// Tells the time.
    pub clock: Clock,
    /// What this instance says of itself.
    pub settings: Settings,
    guard: guard::Guard,
    numbering: journal::Numbering,
}

impl Site {
    /// A site that serves nothing yet: see [`crate::routes::router`].
    #[must_use]
    pub fn new(clock: Clock, settings: Settings) -> Self {
        Self(Arc::new(SiteParts {
            guard: guard::Guard::new(&settings),
            numbering: journal::Numbering::since(clock.now()),
            clock,
            settings,
        }))
    }
}

impl std::ops::Deref for Site {
    type Target = SiteParts;

    fn deref(&self) -> &SiteParts {
        &self.0
    }
}

/// The addresses that exist once, whatever the language.
pub(crate) fn shared_routes() -> Router<Instance> {
    Router::new()
        .route("/assets/{file}", get(assets::show))
        .route("/favicon.svg", get(assets::favicon))
        .route("/favicon.ico", get(assets::favicon))
        .route("/robots.txt", get(robots::robots))
        .route(urls::OPENSEARCH, get(robots::opensearch))
        .route(urls::SITEMAP_INDEX, get(sitemap::index))
        .route("/sitemaps/pages.xml", get(sitemap::pages))
        .route(
            "/sitemaps/territories.xml",
            get(crate::territories::pages::sitemap),
        )
        .route("/sitemaps/places/{part}", get(crate::places::pages::sitemap))
}

/// Puts around the routes what every answer goes through, from the inside out: a limit on what is received and on
/// how long an answer may take, panics turned into faults, error pages, compression, security headers, pages kept for a
/// minute, the journal.
pub(crate) fn surround(router: Router<Instance>, instance: &Instance) -> Router<Instance> {
    // One stack, from the outside in: every `Router::layer` copies and boxes all that is inside it for each request.
    let stack = ServiceBuilder::new()
        .layer(middleware::from_fn_with_state(instance.clone(), attend))
        .layer(guard::compression())
        .layer(guard::body_limit())
        .layer(middleware::from_fn_with_state(
            instance.site.clone(),
            errors::dress,
        ))
        .layer(CatchPanicLayer::custom(panics::answer))
        .layer(errors::patience());
    router.fallback(errors::elsewhere).layer(stack)
}

/// Numbers the request, answers it from the shelf or finds out who is signed in and protects the answer that is made, and writes the line.
async fn attend(State(instance): State<Instance>, mut request: Request, next: Next) -> Response {
    let entry = journal::Entry::open(&instance.site.numbering, &mut request);
    let mut response = match Slot::of(&request, &instance) {
        Slot::Ready(page) => page,
        Slot::Free(place) => place.keep(made(&instance, request, next).await).await,
        Slot::None => {
            let is_known = accounts::recognise(&instance, &mut request).await;
            let mut response = made(&instance, request, next).await;
            if is_known {
                // It shows her name: neither a browser that she leaves nor anything on the way keeps it.
                let kept_by_nobody = HeaderValue::from_static("no-store");
                response
                    .headers_mut()
                    .insert(header::CACHE_CONTROL, kept_by_nobody);
            }
            response
        }
    };
    entry.close(&mut response);
    response
}

/// The answer of the routes, protected.
async fn made(instance: &Instance, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    instance.site.guard.protect(response.headers_mut());
    response
}
