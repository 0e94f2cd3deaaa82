//! Identifiers that are drawn: random, without meaning, safe in an address and in the journal.

/// Declares an identifier of sixteen symbols of Crockford's base 32 in lower case, and what refuses another text.
macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident, $bad:ident) => {
        $(#[$doc])*
        /// Sixteen symbols of Crockford's base 32 in lower case: 80 random bits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; Self::LEN]);

        impl $name {
            /// Number of symbols.
            pub const LEN: usize = 16;

            /// Makes an identifier of 80 bits, which the caller draws.
            #[must_use]
            pub fn from_random(bits: [u8; 10]) -> Self {
                Self($crate::base32::write($crate::base32::bits(bits)))
            }

            /// Reads an identifier as it stands in an address or in the database.
            ///
            /// # Errors
            /// Wrong length or a symbol outside the alphabet.
            pub fn parse(text: &str) -> Result<Self, $bad> {
                $crate::base32::read(text).map(Self).ok_or($bad)
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).expect("the alphabet is ASCII")
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use random_id;
