//! What lets a caller ask again for nothing: entity tags, `304 Not Modified`, how long an answer stays true.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use sha2::{Digest, Sha256};

/// How an answer is recognised and for how long it need not be asked for again.
#[derive(Debug, Clone)]
pub struct Cache {
    tag: String,
    max_age_s: u32,
    changed: Option<Timestamp>,
}

impl Cache {
    /// The answer that depends on these texts and on nothing else but the program.
    ///
    /// The tag is a weak one (RFC 9110, section 8.8.1): the same answer may be compressed or not, and say another
    /// time of computing.
    #[must_use]
    pub fn of(parts: &[&str], max_age_s: u32) -> Self {
        let mut digest = Sha256::new();
        digest.update(env!("CARGO_PKG_VERSION"));
        for part in parts {
            digest.update([0]);
            digest.update(part);
        }
        let short = &digest.finalize()[..12];
        Self {
            tag: format!("W/\"{}\"", data_encoding::BASE64URL_NOPAD.encode(short)),
            max_age_s,
            changed: None,
        }
    }

    /// Says when what the answer is made of last changed.
    #[must_use]
    pub fn changed(self, changed: Option<Timestamp>) -> Self {
        Self { changed, ..self }
    }

    /// Whether the caller has this very answer: `304 Not Modified` then.
    #[must_use]
    pub fn unchanged(&self, headers: &HeaderMap) -> Option<Response> {
        let held = headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|tags| tags.split(','))
            .map(str::trim)
            .any(|tag| tag == "*" || bare(tag) == bare(&self.tag));
        held.then(|| self.mark(StatusCode::NOT_MODIFIED.into_response()))
    }

    /// Puts the headers on an answer.
    #[must_use]
    pub fn mark(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        let value = |text: &str| HeaderValue::from_str(text).expect("tags, numbers and dates are ASCII");
        headers.insert(header::ETAG, value(&self.tag));
        let cache = format!("public, max-age={}", self.max_age_s);
        headers.insert(header::CACHE_CONTROL, value(&cache));
        if let Some(changed) = self.changed
            && let Ok(date) = DateTimePrinter::new().timestamp_to_rfc9110_string(&changed)
        {
            headers.insert(header::LAST_MODIFIED, value(&date));
        }
        response
    }
}

/// A tag without the mark of weak ones: `If-None-Match` compares them so (RFC 9110, section 13.1.2).
fn bare(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}
