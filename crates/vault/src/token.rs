//! Secrets that travel once: links sent by mail, cookies of sessions. Only their digest is kept.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::{Random, drawn};

/// 256 random bits, in an address or a cookie.
#[derive(Clone, PartialEq, Eq, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub struct LinkToken([u8; 32]);

/// What is kept of a token: its SHA-256. It has 256 random bits, so it needs neither salt nor stretching.
#[derive(Debug, Clone, Copy)]
pub struct TokenHash(pub [u8; 32]);

impl PartialEq for TokenHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for TokenHash {}

impl LinkToken {
    /// Draws a token.
    #[must_use]
    pub fn generate(from: &mut impl Random) -> Self {
        Self(drawn(from))
    }

    /// Reads a token as it stands in an address or a cookie: exactly 43 symbols, nothing repaired. `None` otherwise.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The text to put in an address or a cookie. Handle it as the secret it is.
    #[must_use]
    pub fn reveal(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl std::fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkToken(hidden)")
    }
}
