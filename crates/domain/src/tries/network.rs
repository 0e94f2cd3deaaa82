//! Who tries, as far as the network tells.

use std::net::IpAddr;

/// An address of the network: one of IPv4, or the /64 of IPv6 that a household or an office is given whole (RFC 6177),
/// since one computer has as many addresses in it as it likes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    /// The network of an address. An address of IPv4 written as one of IPv6 (RFC 4291, 2.5.5.2) is the same network.
    #[must_use]
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => {
                let prefix = address.to_bits() & !u128::from(u64::MAX);
                // The computer itself has one address, which is no network.
                if address.is_loopback() {
                    IpAddr::V6(address)
                } else {
                    IpAddr::V6(prefix.into())
                }
            }
        })
    }

    /// Whether it tells nothing of who tries: the computer that the program runs on, as behind a proxy that was not made
    /// known, or no address at all.
    #[must_use]
    pub fn names_nobody(self) -> bool {
        self.0.is_loopback() || self.0.is_unspecified()
    }

    /// The bytes to make a keyed digest of; nothing else of an address is kept.
    #[must_use]
    pub fn bytes(self) -> [u8; 17] {
        let mut bytes = [0; 17];
        match self.0 {
            IpAddr::V4(address) => {
                bytes[0] = 4;
                bytes[1..5].copy_from_slice(&address.octets());
            }
            IpAddr::V6(address) => {
                bytes[0] = 6;
                bytes[1..].copy_from_slice(&address.octets());
            }
        }
        bytes
    }
}

/// Hidden: an address is personal, and what is debugged ends in logs.
impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Network(hidden)")
    }
}
