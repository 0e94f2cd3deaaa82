//! From where a request comes: the other end of its connection or, when that is a proxy the operator trusts, the address
//! that the proxy says.
//!
//! Anybody can write `X-Forwarded-For`: from whoever is not named in the settings, it is worth nothing.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use web::site::client::ClientAddress;

/// Each proxy on the way adds whom it was asked by to the end of this list.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The addresses whose word is taken for where a request comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Arc<[Block]>);

/// A block of addresses, as CIDR writes it (RFC 4632, RFC 4291): those that begin with the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Block {
    start: IpAddr,
    bits: u8,
}

impl TrustedProxies {
    /// Reads addresses and blocks (`10.0.0.0/8`) parted by commas or spaces; nothing means nobody.
    ///
    /// # Errors
    /// What is neither, in plain words.
    pub fn read(text: &str) -> Result<Self, String> {
        text.split([',', ' '])
            .filter(|part| !part.is_empty())
            .map(Block::read)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether nobody is trusted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|block| block.holds(address))
    }

    /// Who asks: the last in the list that is not one of ours, since only what ours wrote is known to be true. A list that
    /// cannot be read ends at what was read.
    fn client(&self, connected: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = connected;
        let lines = headers.get_all(FORWARDED_FOR);
        let said: Vec<&str> = lines
            .iter()
            .flat_map(|line| line.to_str().unwrap_or("?").split(','))
            .collect();
        for said in said.into_iter().rev() {
            if !self.trust(client) {
                break;
            }
            // Some proxies write the port too.
            let said = said.trim();
            let before = said
                .parse()
                .or_else(|_| said.parse().map(|before: SocketAddr| before.ip()));
            let Ok(before) = before else {
                break;
            };
            client = before;
        }
        client
    }
}

impl fmt::Display for TrustedProxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, Block { start, bits }) in self.0.iter().enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            write!(f, "{comma}{start}/{bits}")?;
        }
        Ok(())
    }
}

impl Block {
    fn read(text: &str) -> Result<Self, String> {
        let refusal =
            || format!("{text:?} is not an address or a block of addresses, like 127.0.0.1 or 10.0.0.0/8");
        let (start, bits) = match text.split_once('/') {
            Some((start, bits)) => (start, Some(bits)),
            None => (text, None),
        };
        let start: IpAddr = start.parse().map_err(|_| refusal())?;
        // An IPv4 address in IPv6's clothes would match nothing: whoever comes is known by the plain one.
        if start != start.to_canonical() {
            return Err(refusal());
        }
        let longest = if start.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits
                .parse()
                .ok()
                .filter(|bits| *bits <= longest)
                .ok_or_else(refusal)?,
            None => longest,
        };
        Ok(Self { start, bits })
    }

    fn holds(self, address: IpAddr) -> bool {
        let differ = match (self.start, address.to_canonical()) {
            (IpAddr::V4(ours), IpAddr::V4(other)) => (ours.to_bits() ^ other.to_bits()).leading_zeros(),
            (IpAddr::V6(ours), IpAddr::V6(other)) => (ours.to_bits() ^ other.to_bits()).leading_zeros(),
            _ => return false,
        };
        differ >= u32::from(self.bits)
    }
}

/// Puts who asks in the place of the proxy that asks for her.
pub async fn look_behind(
    State(proxies): State<TrustedProxies>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(ClientAddress(connected)) = request.extensions().get().copied() {
        let client = proxies.client(connected, request.headers());
        request.extensions_mut().insert(ClientAddress(client));
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &str, connected: &str, said: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in said {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        let proxies = TrustedProxies::read(trusted).unwrap();
        proxies.client(connected.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn what_a_stranger_says_of_where_she_comes_from_is_not_believed() {
        for (trusted, connected, said, expected) in [
            // Nobody is trusted, or somebody else.
            ("", "127.0.0.1", &["192.0.2.1"][..], "127.0.0.1"),
            ("10.0.0.0/8", "192.0.2.66", &["192.0.2.1"], "192.0.2.66"),
            // The proxy adds whom it was asked by; what stands before is hers to invent.
            ("127.0.0.1", "127.0.0.1", &["192.0.2.66"], "192.0.2.66"),
            ("127.0.0.1", "127.0.0.1", &["8.8.8.8, 192.0.2.66"], "192.0.2.66"),
            ("127.0.0.1", "127.0.0.1", &["8.8.8.8", "192.0.2.66"], "192.0.2.66"),
            ("127.0.0.1", "127.0.0.1", &["127.0.0.1, 192.0.2.66"], "192.0.2.66"),
            ("127.0.0.1", "127.0.0.1", &["192.0.2.66:5678"], "192.0.2.66"),
            ("::1", "::1", &["[2001:db8::1]:5678"], "2001:db8::1"),
            // Two proxies in a row.
            (
                "127.0.0.1, 10.0.0.0/8",
                "127.0.0.1",
                &["8.8.8.8, 192.0.2.66, 10.1.2.3"],
                "192.0.2.66",
            ),
            // Nothing that can be read: the proxy itself.
            ("127.0.0.1", "127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", "127.0.0.1", &["192.0.2.1, unknown"], "127.0.0.1"),
            (
                "::1 127.0.0.0/8",
                "::ffff:127.0.0.1",
                &["2001:db8::1"],
                "2001:db8::1",
            ),
        ] {
            assert_eq!(
                client(trusted, connected, said),
                expected,
                "{trusted} {connected} {said:?}"
            );
        }
    }

    #[test]
    fn blocks_are_read_and_what_is_none_is_refused() {
        let shown = |text| TrustedProxies::read(text).map(|read| read.to_string());
        assert_eq!(
            shown("127.0.0.1,10.0.0.0/8  ::1"),
            Ok("127.0.0.1/32, 10.0.0.0/8, ::1/128".to_owned())
        );
        assert!(TrustedProxies::read(" ").unwrap().is_empty());
        for wrong in [
            "localhost",
            "10.0.0.0/33",
            "10.0.0.0/",
            "::1/129",
            "10.0.0.0/-1",
            "*",
            "::ffff:127.0.0.1",
        ] {
            assert!(shown(wrong).unwrap_err().contains(wrong), "{wrong}");
        }
        let everybody = TrustedProxies::read("0.0.0.0/0").unwrap();
        assert!(everybody.trust("192.0.2.1".parse().unwrap()));
        assert!(!everybody.trust("2001:db8::1".parse().unwrap()));
    }
}
