//! The code on a resident's receipt: what she shows instead of an account, on the web, at the desk or by phone.
//!
//! Here are its form and its two check symbols. Drawing it, stretching it and looking it up are not here: the bits come
//! from the caller, and what is stored is the matter of the vault.

mod field;

use crate::base32;
use field::Symbol;

/// A receipt code: 80 random bits as sixteen symbols, then two check symbols.
///
/// The alphabet is Crockford's base 32 (digits and letters without `I`, `L`, `O`, `U`). The check symbols make the
/// eighteen a word of a Reed–Solomon code over GF(32) of distance 3: any one or two wrong symbols are noticed, among
/// them any two that changed places, and where a single one is wrong its position is known, so that a person is told
/// which group to read again.
///
/// It opens somebody's file: it is never logged, and [`std::fmt::Debug`] hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptCode([Symbol; ReceiptCode::LEN]);

/// Why what was typed or said is not a receipt code. Positions and groups count from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadReceipt {
    /// Nothing was given.
    #[error("no receipt code was given")]
    Empty,
    /// Too many or too few symbols.
    #[error("a receipt code has 18 symbols; {found} were given")]
    Length {
        /// How many there are, spaces and hyphens left out.
        found: usize,
    },
    /// A character that no receipt has.
    #[error("a receipt code has digits and unaccented letters only; look at group {group}")]
    Character {
        /// The group of four it stands in.
        group: usize,
    },
    /// The check symbols do not agree; one symbol of this group is wrong, if only one is.
    #[error("one symbol was misread; look at group {group}")]
    OneWrong {
        /// The group of four it stands in.
        group: usize,
    },
    /// The check symbols do not agree, in a way that no single wrong symbol explains.
    #[error("several symbols were misread")]
    SeveralWrong,
}

impl ReceiptCode {
    /// Symbols in all, check symbols included.
    pub const LEN: usize = Self::SECRET + Self::CHECKS;
    /// Symbols that carry the 80 random bits.
    pub const SECRET: usize = 16;
    /// Symbols in a printed group.
    pub const GROUP: usize = 4;
    const CHECKS: usize = 2;

    /// Makes the code of 80 bits, which the caller draws from a generator fit for secrets.
    #[must_use]
    pub fn from_random(bits: [u8; 10]) -> Self {
        let secret: [u8; Self::SECRET] = base32::write(base32::bits(bits));
        let mut symbols = [Symbol::ZERO; Self::LEN];
        for (symbol, written) in symbols.iter_mut().zip(secret) {
            *symbol = Symbol::read(written.into()).expect("a symbol was written");
        }
        let checks = field::check_symbols(&symbols[..Self::SECRET]);
        symbols[Self::SECRET..].copy_from_slice(&checks);
        Self(symbols)
    }

    /// Reads what a person typed or an agent heard: case, spaces, hyphens and dots do not matter, and the letters that
    /// the alphabet leaves out are read as what they look like (`O` as zero, `I` and `L` as one, `U` as `V`).
    ///
    /// # Errors
    /// What was given is not a code, with the group to look at where it is known. This says nothing about whether the
    /// code was ever handed out.
    pub fn parse(text: &str) -> Result<Self, BadReceipt> {
        // What is longer than a generously spaced code is not read to its end: the text comes from outside.
        const READ_AT_MOST: usize = 200;
        let written = || {
            text.chars().take(READ_AT_MOST).filter(|c| {
                !c.is_whitespace()
                    && !matches!(
                        c,
                        '-' | '‐' | '‑' | '–' | '—' | '.' | '_' | '\u{200b}' | '\u{feff}'
                    )
            })
        };
        let found = written().count();
        if found == 0 {
            return Err(BadReceipt::Empty);
        }
        if found != Self::LEN {
            return Err(BadReceipt::Length { found });
        }
        let mut symbols = [Symbol::ZERO; Self::LEN];
        for (position, (symbol, character)) in symbols.iter_mut().zip(written()).enumerate() {
            *symbol = Symbol::read(character).ok_or(BadReceipt::Character {
                group: group_of(position),
            })?;
        }
        match field::verify(&symbols) {
            field::Verdict::Right => Ok(Self(symbols)),
            field::Verdict::OneWrong { position } => Err(BadReceipt::OneWrong {
                group: group_of(position),
            }),
            field::Verdict::SeveralWrong => Err(BadReceipt::SeveralWrong),
        }
    }

    /// The eighteen symbols without a break: what is stretched and looked up. Handle it as the secret it is.
    #[must_use]
    pub fn reveal(&self) -> String {
        self.0.iter().map(|symbol| symbol.letter()).collect()
    }

    /// The code in its groups, as it is printed, shown once, and read aloud.
    #[must_use]
    pub fn reveal_groups(&self) -> Vec<String> {
        self.0
            .chunks(Self::GROUP)
            .map(|group| group.iter().map(|symbol| symbol.letter()).collect())
            .collect()
    }
}

impl std::fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReceiptCode(hidden)")
    }
}

fn group_of(position: usize) -> usize {
    position / ReceiptCode::GROUP + 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code() -> ReceiptCode {
        ReceiptCode::from_random([0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x12, 0x34])
    }

    #[test]
    fn a_receipt_is_printed_in_groups_of_four() {
        let groups = code().reveal_groups();
        assert_eq!(
            groups.iter().map(String::len).collect::<Vec<_>>(),
            [4, 4, 4, 4, 2]
        );
        assert_eq!(groups.concat(), code().reveal());
        assert_eq!(&code().reveal()[..16], "28T5CY4TQKFF04HM");
    }

    #[test]
    fn a_person_types_it_as_she_likes() {
        let groups = code().reveal_groups();
        for typed in [
            groups.join("-"),
            groups.join(" ").to_lowercase(),
            format!("  {}\n", groups.join(" – ")),
            groups.concat().replace('0', "o").replace('1', "l"),
        ] {
            assert_eq!(ReceiptCode::parse(&typed), Ok(code()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused_with_what_to_look_at() {
        assert_eq!(ReceiptCode::parse("  - "), Err(BadReceipt::Empty));
        assert_eq!(ReceiptCode::parse("28T5"), Err(BadReceipt::Length { found: 4 }));
        assert_eq!(
            ReceiptCode::parse(&"8".repeat(10_000)),
            Err(BadReceipt::Length { found: 200 })
        );
        let accented = format!("28T5-CYÉT-{}", &code().reveal()[8..]);
        assert_eq!(
            ReceiptCode::parse(&accented),
            Err(BadReceipt::Character { group: 2 })
        );
    }

    #[test]
    fn it_never_shows_in_a_log() {
        assert_eq!(format!("{:?}", code()), "ReceiptCode(hidden)");
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(bits: [u8; 10]) {
            let code = ReceiptCode::from_random(bits);
            prop_assert_eq!(ReceiptCode::parse(&code.reveal_groups().join("-")), Ok(code));
        }

        #[test]
        fn one_misread_symbol_is_noticed_and_its_group_named(bits: [u8; 10], position in 0..ReceiptCode::LEN, shift in 1_u8..32) {
            let mut wrong = ReceiptCode::from_random(bits);
            wrong.0[position] = Symbol::from_low_bits(wrong.0[position].value() ^ shift);
            prop_assert_eq!(
                ReceiptCode::parse(&wrong.reveal()),
                Err(BadReceipt::OneWrong { group: group_of(position) })
            );
        }

        #[test]
        fn two_misread_symbols_are_noticed(
            bits: [u8; 10],
            first in 0..ReceiptCode::LEN,
            second in 0..ReceiptCode::LEN,
            shifts in (1_u8..32, 1_u8..32),
        ) {
            prop_assume!(first != second);
            let mut wrong = ReceiptCode::from_random(bits);
            for (position, shift) in [(first, shifts.0), (second, shifts.1)] {
                wrong.0[position] = Symbol::from_low_bits(wrong.0[position].value() ^ shift);
            }
            prop_assert!(ReceiptCode::parse(&wrong.reveal()).is_err());
        }

        #[test]
        fn any_text_at_all_is_read_without_a_panic(text: String) {
            let _ = ReceiptCode::parse(&text);
        }
    }
}
