//! Codes that let a member in when no letter can reach her: those of her phone, and those she keeps on paper.
//!
//! Here is how they are written and read. What makes them right is the matter of the vault, how often they may be tried
//! of [`crate::tries`].

use crate::base32;

/// Six digits that a phone shows for half a minute (RFC 6238). Hidden by [`std::fmt::Debug`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OneTimeCode(u32);

/// A code on paper, for once: sixty random bits as three groups of four symbols. Hidden by [`std::fmt::Debug`].
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode([u8; RecoveryCode::SYMBOLS]);

/// A code as somebody entered it: the two kinds cannot be confused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnteredCode {
    /// Of her phone.
    OneTime(OneTimeCode),
    /// Of her paper.
    Recovery(RecoveryCode),
}

/// What was entered has the form of no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code has six digits, a recovery code three groups of four letters and digits")]
pub struct BadCode;

impl OneTimeCode {
    /// Digits in a code.
    pub const DIGITS: usize = 6;

    /// Reads a code; spaces do not matter, since phones show them in groups.
    ///
    /// # Errors
    /// Anything but six digits.
    pub fn parse(text: &str) -> Result<Self, BadCode> {
        let digits = written(text)?;
        if digits.len() != Self::DIGITS || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(BadCode);
        }
        digits.parse().map(Self).map_err(|_| BadCode)
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

impl RecoveryCode {
    /// How many are made at a time.
    pub const AT_A_TIME: usize = 10;
    const SYMBOLS: usize = 12;
    const GROUP: usize = 4;

    /// Makes a code of the sixty lowest of these bits, which the caller draws from a generator fit for secrets.
    #[must_use]
    pub fn from_random(bits: [u8; 8]) -> Self {
        Self(base32::write(u64::from_be_bytes(bits).into()))
    }

    /// Reads a code: case, spaces and hyphens do not matter, and letters that no code has are read as what they look like
    /// (`O` as zero, `I` and `L` as one).
    ///
    /// # Errors
    /// Another length, or another character.
    pub fn parse(text: &str) -> Result<Self, BadCode> {
        let symbols: String = written(text)?
            .chars()
            .map(|symbol| match symbol.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                other => other,
            })
            .collect();
        base32::read(&symbols).map(Self).ok_or(BadCode)
    }

    /// The code to print: three groups, parted by hyphens. Handle it as the secret it is.
    #[must_use]
    pub fn reveal(&self) -> String {
        let groups: Vec<String> = self
            .0
            .chunks(Self::GROUP)
            .map(|group| String::from_utf8_lossy(group).to_ascii_uppercase())
            .collect();
        groups.join("-")
    }

    /// Its symbols, to make a keyed digest of.
    #[must_use]
    pub fn symbols(&self) -> &[u8] {
        &self.0
    }
}

impl EnteredCode {
    /// Reads either kind.
    ///
    /// # Errors
    /// It has the form of neither.
    pub fn parse(text: &str) -> Result<Self, BadCode> {
        OneTimeCode::parse(text)
            .map(Self::OneTime)
            .or_else(|_| RecoveryCode::parse(text).map(Self::Recovery))
    }
}

/// What was typed, without what people put between groups. It comes from outside: what is far too long is not read.
fn written(text: &str) -> Result<String, BadCode> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST {
        return Err(BadCode);
    }
    let is_between = |symbol: &char| symbol.is_whitespace() || matches!(symbol, '-' | '.');
    Ok(text.chars().filter(|symbol| !is_between(symbol)).collect())
}

impl std::fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimeCode(hidden)")
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_a_phone_is_six_digits_however_they_are_grouped() {
        for text in ["012345", "012 345", " 01 23 45 ", "012-345", "012\u{a0}345"] {
            assert_eq!(
                OneTimeCode::parse(text).map(OneTimeCode::number),
                Ok(12_345),
                "{text}"
            );
        }
        for text in [
            "",
            "12345",
            "1234567",
            "12345a",
            "+12345",
            "١٢٣٤٥٦",
            &"1 ".repeat(100),
        ] {
            assert_eq!(OneTimeCode::parse(text), Err(BadCode), "{text}");
        }
    }

    #[test]
    fn a_recovery_code_reads_back_as_people_copy_it() {
        for bits in [[0; 8], [0xff; 8], *b"eight by"] {
            let code = RecoveryCode::from_random(bits);
            let shown = code.reveal();
            assert_eq!(shown.len(), 14);
            let copies = [
                shown.clone(),
                shown.to_lowercase(),
                shown.replace('-', " "),
                shown.replace('0', "O").replace('1', "l"),
            ];
            for copy in copies {
                assert_eq!(RecoveryCode::parse(&copy).as_ref(), Ok(&code), "{copy}");
                assert_eq!(
                    EnteredCode::parse(&copy),
                    Ok(EnteredCode::Recovery(code.clone())),
                    "{copy}"
                );
            }
            assert_eq!(format!("{code:?}"), "RecoveryCode(hidden)");
        }
        for text in [
            "",
            "AAAA-BBBB",
            "AAAA-BBBB-CCCC-D",
            "AAAA-BBBB-CCC!",
            "UUUU-AAAA-AAAA",
        ] {
            assert_eq!(EnteredCode::parse(text), Err(BadCode), "{text}");
        }
    }
}
