//! What is kept secret: the master key, a key for each container, sealed texts and files, what receipts are looked up by.
//!
//! Bytes in, bytes out: no file, no database, no clock, and randomness is a parameter ([`Random`]). Keys never leave
//! this crate in clear except to be written to the key file; nothing here shows one in a log.
//!
//! ```text
//! master key (key file, outside the database)
//!   └─ wraps ─► one key a container (a case room, a person) and a few keys of the instance (stored wrapped)
//!                 └─ seals ─► texts and files, each bound to its place: moved elsewhere, it no longer opens
//! ```
//!
//! Destroying a container's wrapped key destroys all that was sealed with it, in every copy that does not hold it.

mod container;
mod context;
mod key_file;
mod master;
mod named;
mod receipt;
mod seal;
mod token;
pub mod totp;

pub use container::{ContainerKey, WrappedKey};
pub use context::Context;
pub use key_file::{BadKeyFile, KeyFile};
pub use master::{KeyId, MasterKey};
pub use named::{BadSignature, LookupKey, NamedKey, SignedHead, SigningKey};
pub use receipt::{StretchCost, Stretcher};
pub use token::{LinkToken, TokenHash};
pub use totp::TotpSecret;

/// Something sealed does not open: another key, another place, or changed bytes — on purpose, nothing tells which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this does not open with the key and in the place it is asked for")]
pub struct CannotOpen;

/// Where random bytes come from: the operating system in the program, a seed in tests.
pub trait Random {
    /// Fills the whole of `bytes`.
    fn fill(&mut self, bytes: &mut [u8]);
}

impl<F: FnMut(&mut [u8])> Random for F {
    fn fill(&mut self, bytes: &mut [u8]) {
        self(bytes);
    }
}

/// As many random bytes as are asked for: for an identifier, a salt.
#[must_use]
pub fn drawn<const N: usize>(from: &mut impl Random) -> [u8; N] {
    let mut bytes = [0; N];
    from.fill(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests;
