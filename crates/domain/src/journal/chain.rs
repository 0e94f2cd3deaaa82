//! Links of the chain, and its verification from the first to the last.

use sha2::Digest as _;

use super::event::Event;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// The end of a chain: how many links it has, and the digest of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Links so far.
    pub number: u64,
    /// Digest of the last one.
    pub digest: Digest,
}

/// An event in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its place, from 1.
    pub number: u64,
    /// What happened.
    pub event: Event,
    /// SHA-256 of the digest before it, its number (eight bytes, big-endian) and the bytes of the event.
    pub digest: Digest,
}

impl Head {
    /// A chain without links. Its digest is that of a sentence, so that it can be nobody's forgery of another length.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            number: 0,
            digest: Digest(sha2::Sha256::digest(b"Parvis journal, version 1").into()),
        }
    }

    /// Links an event to the chain.
    #[must_use]
    pub fn link(&self, event: Event) -> Link {
        let number = self.number + 1;
        let digest = self.digest_of(number, &event.to_bytes());
        Link {
            number,
            event,
            digest,
        }
    }

    fn digest_of(&self, number: u64, event: &[u8]) -> Digest {
        let mut hash = sha2::Sha256::new();
        hash.update(self.digest.0);
        hash.update(number.to_be_bytes());
        hash.update(event);
        Digest(hash.finalize().into())
    }
}

impl Link {
    /// The end of the chain that this link closes.
    #[must_use]
    pub fn head(&self) -> Head {
        Head {
            number: self.number,
            digest: self.digest,
        }
    }
}

/// The first place where a chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A link is missing, repeated or out of place.
    #[error("entry {expected} is missing: entry {found} stands in its place")]
    Missing {
        /// The number that should come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// A link was changed, or the one before it.
    #[error("entry {number} was changed: its digest does not agree")]
    Changed {
        /// The first link that does not agree.
        number: u64,
    },
    /// A head that was put aside earlier is not part of this chain: it was cut or written anew.
    #[error("the chain does not pass through the head that was put aside at entry {number}")]
    NotThrough {
        /// The number of that head.
        number: u64,
    },
}

/// Walks along a chain, link by link, holding nothing but its end.
#[derive(Debug, Clone)]
pub struct Verifier {
    head: Head,
    /// Heads put aside earlier, still to be met, the next one last.
    expected: Vec<Head>,
}

impl Verifier {
    /// Starts before the first link. The chain must pass through each of `heads`.
    #[must_use]
    pub fn new(mut heads: Vec<Head>) -> Self {
        heads.sort_unstable_by_key(|head| std::cmp::Reverse(head.number));
        Self {
            head: Head::empty(),
            expected: heads,
        }
    }

    /// Takes the next link as it is stored: its number, the bytes of its event and its digest.
    ///
    /// # Errors
    /// The chain does not hold here.
    pub fn next(&mut self, number: u64, event: &[u8], digest: Digest) -> Result<(), Broken> {
        let expected = self.head.number + 1;
        if number != expected {
            return Err(Broken::Missing {
                expected,
                found: number,
            });
        }
        if self.head.digest_of(number, event) != digest {
            return Err(Broken::Changed { number });
        }
        self.head = Head { number, digest };
        while let Some(head) = self.expected.pop_if(|head| head.number == number) {
            if head.digest != digest {
                return Err(Broken::NotThrough { number });
            }
        }
        Ok(())
    }

    /// Ends the walk; answers the end of the chain.
    ///
    /// # Errors
    /// A head put aside earlier was never met.
    pub fn finish(self) -> Result<Head, Broken> {
        match self.expected.last() {
            Some(head) if head.number > 0 => Err(Broken::NotThrough { number: head.number }),
            _ => Ok(self.head),
        }
    }
}
