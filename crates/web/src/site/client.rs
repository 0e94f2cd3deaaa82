//! From where somebody asks, for what counts tries. Nothing else may look at it, and nothing writes it down.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::tries::Network;

/// The address that a request came from. Whoever serves the routes puts it among the extensions of the request, and
/// decides whose word it takes where a proxy stands between; no header is looked at here.
#[derive(Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

/// The network of whoever asks.
pub(crate) struct From(pub Network);

impl<S: Sync> FromRequestParts<S> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let said = parts.extensions.get::<ClientAddress>();
        // Nobody said: as behind a proxy that was not made known, all are counted together.
        let address = said.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |said| said.0);
        Ok(Self(Network::of(address)))
    }
}
