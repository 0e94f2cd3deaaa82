//! The cookie of a session.

use axum::http::{HeaderMap, HeaderValue, header};
use vault::LinkToken;

/// Bound to this host, to encryption and to the root by its name (RFC 6265bis, 4.1.3.2): no neighbour can set it.
const NAME: &str = "__Host-parvis";

/// The token that a request carries.
pub(super) fn token(headers: &HeaderMap) -> Option<LinkToken> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .and_then(|(_, value)| LinkToken::parse(value))
}

/// The header that hands a session to its browser. It ends with the browser at the latest; the server ends it sooner.
pub(super) fn given(token: &LinkToken) -> HeaderValue {
    let cookie = format!(
        "{NAME}={}; Path=/; Secure; HttpOnly; SameSite=Lax",
        token.reveal()
    );
    let mut value = HeaderValue::try_from(cookie).expect("a token is ASCII");
    value.set_sensitive(true);
    value
}

/// The header that takes it back.
pub(super) fn taken_back() -> HeaderValue {
    HeaderValue::from_static("__Host-parvis=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}
