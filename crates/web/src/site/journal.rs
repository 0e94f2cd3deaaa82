//! One line for each request, and the number that ties a visitor's call to it. The line says what was asked and how
//! it went, never by whom: no address, no cookie; nor what was typed, in the query or in the path, for people write their
//! troubles and their names there: the line names the [`Route`] only.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::response::Response;
use jiff::Timestamp;

/// The number of a request: eight symbols that can be read aloud, such as `7k3f-92qd`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RequestId([u8; 9]);

impl RequestId {
    /// Crockford's base 32: no `i`, `l`, `o`, `u`, which people mishear or misread.
    const ALPHABET: &'static [u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

    fn from_bits(bits: u64) -> Self {
        let mut symbols = [b'-'; 9];
        for (rank, at) in [0, 1, 2, 3, 5, 6, 7, 8].into_iter().enumerate() {
            symbols[at] = Self::ALPHABET[(bits >> (5 * rank)) as usize & 31];
        }
        Self(symbols)
    }

    /// A number for samples of pages.
    pub(crate) fn sample() -> Self {
        Self::from_bits(0x7a_b3_c5_d2_e1)
    }

    /// The number as it is read aloud.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("the alphabet is ASCII")
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Numbers the requests of one run of the program.
pub(super) struct Numbering {
    start: u64,
    next: AtomicU64,
}

impl Numbering {
    /// Numbers that differ from those of a run started at another instant.
    pub(super) fn since(start: Timestamp) -> Self {
        Self {
            start: start.as_microsecond() as u64,
            next: AtomicU64::new(0),
        }
    }

    fn next(&self) -> RequestId {
        let rank = self.next.fetch_add(1, Ordering::Relaxed);
        // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014) spreads neighbours over all symbols.
        let mut bits = self.start.wrapping_add(rank.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        RequestId::from_bits(bits ^ (bits >> 31))
    }
}

/// What a request asks for, as the program knows it: `/lieux/{id}`, never what was typed in its place.
#[derive(Debug, Clone)]
pub(crate) struct Route(Option<MatchedPath>);

impl Route {
    /// The route of a request that has met the router.
    pub(crate) fn of(request: &Request) -> Self {
        Self(request.extensions().get().cloned())
    }
}

impl std::fmt::Display for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.as_ref().map_or("(none)", MatchedPath::as_str))
    }
}

/// A request that is being answered.
pub(super) struct Entry {
    id: RequestId,
    start: Instant,
    method: Method,
    route: Route,
}

impl Entry {
    /// Gives the request its number, which those who answer find in its extensions.
    pub(super) fn open(numbering: &Numbering, request: &mut Request) -> Self {
        let id = numbering.next();
        request.extensions_mut().insert(id);
        Self {
            id,
            start: Instant::now(),
            method: request.method().clone(),
            route: Route::of(request),
        }
    }

    /// Gives the number to the visitor and writes the line.
    pub(super) fn close(self, response: &mut Response) {
        response.headers_mut().insert(
            HeaderName::from_static("x-request-id"),
            HeaderValue::from_str(self.id.as_str()).expect("the alphabet is ASCII"),
        );
        tracing::info!(
            request = self.id.as_str(),
            method = %self.method,
            route = %self.route,
            status = response.status().as_u16(),
            duration_us = self.start.elapsed().as_micros() as u64,
            "answered"
        );
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn requests_do_not_share_a_number() {
        let numbering = Numbering::since(Timestamp::from_second(1_772_000_000).unwrap());
        let numbers: HashSet<_> = (0..20_000).map(|_| numbering.next()).collect();
        assert_eq!(numbers.len(), 20_000);
    }
}
