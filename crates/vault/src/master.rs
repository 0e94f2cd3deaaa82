//! The master key: it wraps other keys and does nothing else.

use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{Random, drawn};

/// Names a master key without revealing it: eight bytes of a digest of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 8]);

impl std::fmt::Display for KeyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

/// The key above all others, 256 random bits, kept outside the database. It does not leave memory when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MasterKey(pub(crate) [u8; 32]);

impl MasterKey {
    /// Draws a new key.
    #[must_use]
    pub fn generate(from: &mut impl Random) -> Self {
        Self(drawn(from))
    }

    /// What tells this key from another.
    #[must_use]
    pub fn id(&self) -> KeyId {
        let digest: [u8; 32] = Sha256::new()
            .chain_update(b"parvis master key id\0")
            .chain_update(self.0)
            .finalize()
            .into();
        KeyId(digest[..8].try_into().expect("eight of thirty-two"))
    }

    /// The key that wraps: derived (RFC 5869), so that the bytes of the key file are never used by themselves.
    pub(crate) fn wrapping(&self) -> zeroize::Zeroizing<[u8; 32]> {
        let mut key = zeroize::Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(b"parvis wrapping key, version 1", &mut *key)
            .expect("32 bytes are well below the limit of HKDF");
        key
    }
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MasterKey({})", self.id())
    }
}
