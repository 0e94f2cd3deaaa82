//! Stretching receipts, so that a stolen database and its keys still do not give them by trying.

use argon2::{Algorithm, Argon2, Params, Version};
use domain::receipts::ReceiptCode;
use zeroize::Zeroizing;

use crate::named::LookupKey;

/// What one stretching costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StretchCost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl StretchCost {
    /// What receipts cost. A receipt has 80 random bits, which no stretching is needed to protect from guessing; this
    /// makes trying a list of overheard halves dear, and stays below a tenth of a second when twenty people enter theirs
    /// at once on two cores.
    pub const RECEIPT: Self = Self {
        memory_kib: 8 * 1_024,
        passes: 1,
    };
}

/// Turns a receipt into what is stored: HMAC under the lookup key of Argon2id (RFC 9106) of the code.
pub struct Stretcher {
    argon2: Argon2<'static>,
    memory: usize,
}

impl Stretcher {
    /// Prepares stretching at this cost.
    ///
    /// # Panics
    /// The cost is outside what Argon2 allows: it is a constant of the program.
    #[must_use]
    pub fn new(cost: StretchCost) -> Self {
        let params =
            Params::new(cost.memory_kib, cost.passes, 1, Some(32)).expect("a cost that Argon2 allows");
        let memory = params.block_count();
        Self {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            memory,
        }
    }

    /// The digest to store and to look for. The salt is the instance's, kept beside its keys: one salt a receipt would
    /// forbid looking it up.
    #[must_use]
    pub fn digest(&self, code: &ReceiptCode, salt: &[u8; 16], lookup: &LookupKey) -> [u8; 32] {
        let code = Zeroizing::new(code.reveal());
        let mut stretched = Zeroizing::new([0; 32]);
        let mut blocks = vec![argon2::Block::default(); self.memory];
        self.argon2
            .hash_password_into_with_memory(code.as_bytes(), salt, &mut *stretched, &mut blocks)
            .expect("lengths are fixed and allowed");
        lookup.digest("receipt", &*stretched)
    }
}
