//! Identifiers of people and organisations: random, without meaning, safe in an address and in the journal.

use crate::base32;

/// The text is not such an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct BadAccountId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
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
                Self(base32::write(base32::bits(bits)))
            }

            /// Reads an identifier as it stands in an address or in the database.
            ///
            /// # Errors
            /// Wrong length or a symbol outside the alphabet.
            pub fn parse(text: &str) -> Result<Self, BadAccountId> {
                base32::read(text).map(Self).ok_or(BadAccountId)
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

id! {
    /// Names an organisation.
    OrganisationId
}
id! {
    /// Names somebody who signs in.
    MemberId
}
id! {
    /// Names an invitation; not the secret of its link.
    InvitationId
}
id! {
    /// Names a session where its owner lists and revokes it; not the secret in the cookie.
    SessionId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighty_bits_make_sixteen_symbols_that_read_back() {
        for bits in [[0; 10], [0xff; 10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]] {
            let id = MemberId::from_random(bits);
            assert_eq!(MemberId::parse(id.as_str()), Ok(id));
        }
        assert_eq!(MemberId::from_random([0xff; 10]).as_str(), "zzzzzzzzzzzzzzzz");
        assert_ne!(MemberId::from_random([1; 10]), MemberId::from_random([2; 10]));
    }

    #[test]
    fn another_text_is_no_identifier() {
        for text in [
            "",
            "0",
            "OOOOOOOOOOOOOOOO",
            "000000000000000é",
            "00000000000000000",
        ] {
            assert_eq!(SessionId::parse(text), Err(BadAccountId), "{text}");
        }
    }
}
