//! The key of one container: a case room, a person, or the instance itself.

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::context::Context;
use crate::master::{KeyId, MasterKey};
use crate::{CannotOpen, Random, drawn, seal};

/// Seals and opens what one container holds.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct ContainerKey([u8; 32]);

/// A container's key as it is stored: useless without the master key that wrapped it. Deleting it is erasing what the
/// container held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// The master key that wrapped it.
    pub master: KeyId,
    /// The wrapped bytes.
    pub bytes: Vec<u8>,
}

impl ContainerKey {
    /// Draws a new key.
    #[must_use]
    pub fn generate(from: &mut impl Random) -> Self {
        Self(drawn(from))
    }

    /// Wraps the key for storage. `container` names it for ever: a wrapped key moved to another container does not open.
    #[must_use]
    pub fn wrap(&self, master: &MasterKey, container: &str, from: &mut impl Random) -> WrappedKey {
        let context = wrapping_context(master.id(), container);
        WrappedKey {
            master: master.id(),
            bytes: seal::seal(&master.wrapping(), &context, &self.0, from),
        }
    }

    /// Unwraps a stored key.
    ///
    /// # Errors
    /// Another master key wrapped it, or for another container, or its bytes were changed.
    pub fn unwrap(wrapped: &WrappedKey, master: &MasterKey, container: &str) -> Result<Self, CannotOpen> {
        let context = wrapping_context(wrapped.master, container);
        let bytes = seal::open(&master.wrapping(), &context, &wrapped.bytes)?;
        bytes.as_slice().try_into().map(Self).map_err(|_| CannotOpen)
    }

    /// Seals a text or a file for one place. Its length shows only in steps of 256 bytes.
    #[must_use]
    pub fn seal(&self, place: &Context, text: &[u8], from: &mut impl Random) -> Vec<u8> {
        seal::seal(&self.0, place, text, from)
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// Sealed with another key or for another place, or changed since.
    pub fn open(&self, place: &Context, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        seal::open(&self.0, place, sealed)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for ContainerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContainerKey(hidden)")
    }
}

fn wrapping_context(master: KeyId, container: &str) -> Context {
    Context::of("wrapped key").and(master.0).and(container)
}
