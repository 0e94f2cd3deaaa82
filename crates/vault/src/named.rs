//! Keys of the instance that are not for sealing: looking up, making pseudonyms, signing. Each is a container's key,
//! wrapped and stored like the others, so that a new master key changes none of them.

use domain::journal::{Digest, Head, Pseudonym};
use ed25519_dalek::{Signer, Verifier};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::container::ContainerKey;
use crate::context::Context;

/// The keys of the instance, by what they are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedKey {
    /// Finds what must not stand in clear: receipts, addresses.
    Lookup,
    /// Makes the pseudonyms of the journal.
    Pseudonyms,
    /// Signs the heads of the journal.
    JournalSigning,
    /// Seals what belongs to the instance itself.
    Instance,
}

impl NamedKey {
    /// Every key of the instance.
    pub const ALL: [Self; 4] = [
        Self::Lookup,
        Self::Pseudonyms,
        Self::JournalSigning,
        Self::Instance,
    ];

    /// Its name as a container.
    #[must_use]
    pub const fn container(self) -> &'static str {
        match self {
            Self::Lookup => "instance/lookup",
            Self::Pseudonyms => "instance/pseudonyms",
            Self::JournalSigning => "instance/journal-signing",
            Self::Instance => "instance/texts",
        }
    }
}

/// Finds things by a keyed digest: who reads the database alone can neither read nor guess them.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct LookupKey([u8; 32]);

impl LookupKey {
    /// Takes the key of the instance, or of a person, for looking up.
    #[must_use]
    pub fn new(key: &ContainerKey) -> Self {
        Self(*key.bytes())
    }

    /// The digest to store and to look for: HMAC-SHA-256 (RFC 2104) of the purpose and the value.
    #[must_use]
    pub fn digest(&self, purpose: &'static str, value: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length is a key");
        mac.update(Context::of(purpose).and(value).bytes());
        mac.finalize().into_bytes().into()
    }

    /// The pseudonym of something in the journal: the first half of its digest.
    #[must_use]
    pub fn pseudonym(&self, kind: &'static str, id: &str) -> Pseudonym {
        let digest = self.digest(kind, id.as_bytes());
        Pseudonym(digest[..16].try_into().expect("sixteen of thirty-two"))
    }
}

/// Signs heads of the journal (Ed25519, RFC 8032).
pub struct SigningKey(ed25519_dalek::SigningKey);

/// A head of the journal with its signature, as it is written to the second file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedHead {
    /// The head.
    pub head: Head,
    /// Microseconds since 1970 when it was signed.
    pub at: i64,
    /// The signature.
    pub signature: [u8; 64],
}

/// The head was not signed by this key, or was changed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature of this head of the journal does not hold")]
pub struct BadSignature;

impl SigningKey {
    /// Takes the key of the instance for signing.
    #[must_use]
    pub fn new(key: &ContainerKey) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(key.bytes()))
    }

    /// Signs a head.
    #[must_use]
    pub fn sign(&self, head: Head, at: i64) -> SignedHead {
        let signature = self.0.sign(&signed_bytes(head, at)).to_bytes();
        SignedHead { head, at, signature }
    }

    /// Checks a signature.
    ///
    /// # Errors
    /// It is not one of this key for this head and moment.
    pub fn verify(&self, signed: &SignedHead) -> Result<(), BadSignature> {
        let signature = ed25519_dalek::Signature::from_bytes(&signed.signature);
        self.0
            .verifying_key()
            .verify(&signed_bytes(signed.head, signed.at), &signature)
            .map_err(|_| BadSignature)
    }

    /// The public key: whoever holds it can check heads without the program.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }
}

impl SignedHead {
    /// One line of the second file: number, digest, moment, signature.
    #[must_use]
    pub fn to_line(&self) -> String {
        let signature = data_encoding::HEXLOWER.encode(&self.signature);
        format!(
            "{} {} {} {signature}",
            self.head.number, self.head.digest, self.at
        )
    }

    /// Reads such a line; `None` when it is something else.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [number, digest, at, signature] = parts[..] else {
            return None;
        };
        let bytes = |text: &str| data_encoding::HEXLOWER.decode(text.as_bytes()).ok();
        Some(Self {
            head: Head {
                number: number.parse().ok()?,
                digest: Digest(bytes(digest)?.try_into().ok()?),
            },
            at: at.parse().ok()?,
            signature: bytes(signature)?.try_into().ok()?,
        })
    }
}

fn signed_bytes(head: Head, at: i64) -> Vec<u8> {
    let number = i64::try_from(head.number).expect("fewer entries than microseconds since 1970");
    Context::of("journal head")
        .and_number(number)
        .and(head.digest.0)
        .and_number(at)
        .bytes()
        .to_vec()
}
