//! Who is who: public ids, source names, the identifiers of registers.

use crate::base32;

/// Why an identifier is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadIdentity {
    /// A public place id has twelve symbols of the alphabet of [`PlaceId`].
    #[error("not the identifier of a place")]
    PlaceId,
    /// A source name: lower-case ASCII letters, digits and hyphens, at most 80.
    #[error("a source name has lower-case letters, digits and hyphens only, 80 at most")]
    SourceName,
    /// A record id: one to 200 visible characters.
    #[error("a record identifier has 1 to 200 characters, none of them a control character")]
    RecordId,
    /// A pivot: 9 to 14 ASCII letters and digits.
    #[error("a SIRET, RNA or RIDET has 9 to 14 letters and digits")]
    Pivot,
}

/// The permanent public identifier of a place: twelve symbols of Crockford's base 32 in lower case (60 bits), without
/// `i`, `l`, `o`, `u`, so that it can be read aloud. It appears in addresses and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId([u8; Self::LEN]);

impl PlaceId {
    /// Number of symbols.
    pub const LEN: usize = 12;

    /// Makes an identifier from 60 bits of a digest; the four upper bits are not used.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        Self(base32::write(bits.into()))
    }

    /// Reads an identifier as it stands in an address.
    ///
    /// # Errors
    /// Wrong length or a symbol outside the alphabet.
    pub fn parse(text: &str) -> Result<Self, BadIdentity> {
        base32::read(text).map(Self).ok_or(BadIdentity::PlaceId)
    }

    /// The 60 bits that make the identifier.
    #[must_use]
    pub fn to_bits(self) -> u64 {
        let value = |symbol| base32::value(symbol).expect("checked on making");
        self.0
            .iter()
            .fold(0, |bits, symbol| bits << 5 | u64::from(value(*symbol)))
    }

    /// The identifier as it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("the alphabet is ASCII")
    }
}

impl std::fmt::Display for PlaceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $refusal:ident, $accepts:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Keeps the text as it is.
            ///
            /// # Errors
            /// The text does not have the expected form.
            pub fn parse(text: &str) -> Result<Self, BadIdentity> {
                let accepts: fn(&str) -> bool = $accepts;
                if accepts(text) { Ok(Self(text.into())) } else { Err(BadIdentity::$refusal) }
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

name! {
    /// The name of a source inside this instance: `hinaura`, `france-services-2023-07`.
    SourceName, SourceName, |text| {
        (1..=80).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
    }
}

name! {
    /// The identifier of a record inside its source, any text.
    RecordId, RecordId, |text| {
        (1..=200).contains(&text.chars().count()) && !text.chars().any(char::is_control) && text.trim() == text
    }
}

name! {
    /// The number of the organisation in a public register: SIRET (14 digits), RNA (`W` and 9), RIDET.
    /// The schema asks for 9 to 14 letters and digits and nothing more, so a wrong key is a matter for reports.
    Pivot, Pivot, |text| {
        (9..=14).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric())
            && text.bytes().any(|b| b != b'0')
    }
}

impl Pivot {
    /// What the schema writes where the number is unknown.
    pub const UNKNOWN: &'static str = "00000000000000";

    /// Whether this is a SIRET whose key is right: Luhn's formula over 14 digits, or, for the establishments of
    /// La Poste (SIREN 356000000), a sum of digits that is a multiple of five (INSEE).
    #[must_use]
    pub fn is_valid_siret(&self) -> bool {
        siret_key_agrees(&self.0)
    }
}

/// Whether this is fourteen digits whose last one agrees with the others; see [`Pivot::is_valid_siret`].
pub(crate) fn siret_key_agrees(text: &str) -> bool {
    if text.len() != 14 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let digits = text.bytes().map(|b| u32::from(b - b'0'));
    let luhn = digits
        .clone()
        .rev()
        .enumerate()
        .map(|(rank, digit)| match rank % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum::<u32>();
    luhn % 10 == 0 || (text.starts_with("356000000") && digits.sum::<u32>() % 5 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_bits_make_twelve_symbols_that_read_back() {
        for bits in [0, 1, 0x0fff_ffff_ffff_ffff, 0x0123_4567_89ab_cdef] {
            let id = PlaceId::from_bits(bits);
            assert_eq!(PlaceId::parse(id.as_str()), Ok(id));
            assert_eq!(id.to_bits(), bits);
        }
        assert_ne!(PlaceId::from_bits(1), PlaceId::from_bits(2));
        assert_eq!(PlaceId::from_bits(31).as_str(), "00000000000z");
    }

    #[test]
    fn look_alikes_are_not_symbols() {
        assert_eq!(PlaceId::parse("00000000000o"), Err(BadIdentity::PlaceId));
        assert_eq!(PlaceId::parse("0000"), Err(BadIdentity::PlaceId));
    }

    #[test]
    fn the_placeholder_is_no_pivot() {
        assert_eq!(Pivot::parse(Pivot::UNKNOWN), Err(BadIdentity::Pivot));
        assert!(Pivot::parse("W131002376").is_ok());
        assert!(Pivot::parse("W13100237é").is_err());
    }

    #[test]
    fn a_siret_has_a_key_and_la_poste_its_own() {
        assert!(Pivot::parse("43493312300029").unwrap().is_valid_siret());
        assert!(!Pivot::parse("43493312300028").unwrap().is_valid_siret());
        assert!(Pivot::parse("35600000000048").unwrap().is_valid_siret());
        assert!(Pivot::parse("35600000009075").unwrap().is_valid_siret());
    }
}
