//! Answers that browsers may keep and ask about again: each bears a digest of its content.

use std::io::{Read, Write};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// Content of a kind, with the mark by which a browser asks whether it has changed.
pub(super) struct Kept {
    kind: &'static str,
    cache: &'static str,
    etag: HeaderValue,
    body: Body,
}

enum Body {
    /// Compressed, if at all, on its way out.
    Plain(Bytes),
    /// Compressed once; unpacked for the rare visitor who does not understand it.
    Gzip(Bytes),
}

impl Kept {
    /// Content made for one request: compressed, if at all, on its way out.
    pub(super) fn once(kind: &'static str, cache: &'static str, content: String) -> Self {
        let digest = HEXLOWER.encode(&Sha256::digest(&content)[..8]);
        // Weak, because the same content is sent in several encodings.
        let etag = HeaderValue::try_from(format!("W/\"{digest}\"")).expect("hexadecimal digits");
        Self {
            kind,
            cache,
            etag,
            body: Body::Plain(content.into()),
        }
    }

    /// Content that is made once for the life of the program: compressed now, as well as can be, and held in that form
    /// only.
    pub(super) fn for_ever(kind: &'static str, cache: &'static str, content: String) -> Self {
        Self::packed(kind, cache, content, Compression::new(7))
    }

    /// Content that somebody waits for and others will ask for: compressed now, in a third of the time and a tenth larger.
    pub(super) fn for_a_while(kind: &'static str, cache: &'static str, content: String) -> Self {
        Self::packed(kind, cache, content, Compression::new(4))
    }

    fn packed(kind: &'static str, cache: &'static str, content: String, level: Compression) -> Self {
        let mut gzip = GzEncoder::new(Vec::with_capacity(content.len() / 3), level);
        gzip.write_all(content.as_bytes())
            .expect("memory takes every byte");
        let gzip = gzip.finish().expect("memory takes every byte");
        Self {
            body: Body::Gzip(gzip.into_boxed_slice().into()),
            ..Self::once(kind, cache, content)
        }
    }

    /// The memory that the content takes, in bytes.
    pub(super) fn size(&self) -> usize {
        match &self.body {
            Body::Plain(bytes) | Body::Gzip(bytes) => bytes.len(),
        }
    }

    /// The answer to a request with these headers.
    pub(super) fn answer(&self, asked: &HeaderMap) -> Response {
        let says = |name: header::HeaderName, wanted: &str| {
            asked
                .get(name)
                .and_then(|value| value.to_str().ok())
                .is_some_and(|value| value.split(',').any(|part| part.trim() == wanted))
        };
        let mut headers = HeaderMap::with_capacity(6);
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.cache));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if says(header::IF_NONE_MATCH, self.etag.to_str().expect("made of digits")) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        match &self.body {
            Body::Plain(bytes) => (headers, bytes.clone()).into_response(),
            Body::Gzip(bytes) if says(header::ACCEPT_ENCODING, "gzip") => {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                (headers, bytes.clone()).into_response()
            }
            Body::Gzip(bytes) => (headers, unpacked(bytes)).into_response(),
        }
    }
}

fn unpacked(gzip: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(gzip.len() * 4);
    GzDecoder::new(gzip)
        .read_to_end(&mut plain)
        .expect("we compressed it ourselves");
    plain
}
