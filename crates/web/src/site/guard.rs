//! What every answer carries and every request must respect: security headers, compression, the size of bodies.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use super::{Settings, Site};
use crate::instance::Instance;

/// Longest body of a form. Files have their own routes and their own limit.
const LONGEST_FORM_BYTES: usize = 64 * 1024;

/// Nothing inline, nothing from elsewhere. Structured data (`application/ld+json`) is a data block, which browsers do
/// not run and the policy does not concern (HTML standard, "prepare the script element").
/// Only the tiles of a map may come from where the instance chose.
fn policy(settings: &Settings) -> HeaderValue {
    let origins: String = settings
        .map
        .origins()
        .iter()
        .map(|origin| format!(" {origin}"))
        .collect();
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'{origins}; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).expect("origins are written in ASCII")
}

/// The headers of this instance, made once.
pub(super) struct Guard(Vec<(HeaderName, HeaderValue)>);

impl Guard {
    pub(super) fn new(settings: &Settings) -> Self {
        let mut headers = vec![
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::X_FRAME_OPTIONS, "DENY"),
            // What people search for stays here when they follow a link elsewhere.
            (header::REFERRER_POLICY, "same-origin"),
            (
                HeaderName::from_static("permissions-policy"),
                "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), browsing-topics=()",
            ),
            (
                HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            ),
            (
                HeaderName::from_static("cross-origin-resource-policy"),
                "same-origin",
            ),
            (header::CACHE_CONTROL, "no-cache"),
        ];
        if settings.base_url.starts_with("https://") {
            headers.push((header::STRICT_TRANSPORT_SECURITY, "max-age=63072000"));
        }
        if !settings.indexed {
            headers.push((HeaderName::from_static("x-robots-tag"), "noindex"));
        }
        let policy = (header::CONTENT_SECURITY_POLICY, policy(settings));
        Self(
            headers
                .into_iter()
                .map(|(name, value)| (name, HeaderValue::from_static(value)))
                .chain([policy])
                .collect(),
        )
    }
}

pub(super) fn wrap(router: Router<Instance>, site: &Site) -> Router<Instance> {
    router
        .layer(DefaultBodyLimit::max(LONGEST_FORM_BYTES))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(middleware::from_fn_with_state(site.clone(), protect))
}

/// Adds each header that the handler did not choose itself.
async fn protect(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in &site.guard.0 {
        if !headers.contains_key(name) {
            headers.insert(name, value.clone());
        }
    }
    response
}
