//! What every answer carries and every request must respect: security headers, compression, the size of bodies.

use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use super::Settings;

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

    /// Adds each header that the handler did not choose itself.
    pub(super) fn protect(&self, headers: &mut HeaderMap) {
        headers.reserve(self.0.len());
        for (name, value) in &self.0 {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
}

/// A limit on what is received.
pub(super) fn body_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LONGEST_FORM_BYTES)
}

/// Answers get smaller on their way out, as little as it may cost.
pub(super) fn compression() -> CompressionLayer {
    CompressionLayer::new().quality(CompressionLevel::Fastest)
}
