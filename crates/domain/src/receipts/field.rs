//! Arithmetic on symbols of five bits, GF(2⁵) with x⁵ + x² + 1, and the two check symbols made with it.
//!
//! The check is the Reed–Solomon code whose generator has the roots α and α² (I. S. Reed, G. Solomon, "Polynomial codes
//! over certain finite fields", 1960), shortened from 31 symbols.

use crate::base32;

/// One of the 32 symbols.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol(u8);

/// What the check symbols say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They agree.
    Right,
    /// One wrong symbol, at this position from the start, explains it.
    OneWrong { position: usize },
    /// No single wrong symbol explains it.
    SeveralWrong,
}

/// Nonzero elements, thus the order of α.
const ORDER: usize = 31;

/// Powers of α = x.
const POWERS: [u8; ORDER] = {
    let mut powers = [1; ORDER];
    let mut rank = 1;
    while rank < ORDER {
        let doubled = powers[rank - 1] << 1;
        powers[rank] = if doubled & 0b10_0000 == 0 {
            doubled
        } else {
            doubled ^ 0b10_0101
        };
        rank += 1;
    }
    powers
};

impl Symbol {
    pub(super) const ZERO: Self = Self(0);

    #[cfg(test)]
    pub(super) fn from_low_bits(bits: u8) -> Self {
        Self(bits & 31)
    }

    #[cfg(test)]
    pub(super) fn value(self) -> u8 {
        self.0
    }

    pub(super) fn letter(self) -> char {
        char::from(base32::of(self.0).to_ascii_uppercase())
    }

    /// Reads a character, those that the alphabet leaves out as what they look like.
    pub(super) fn read(character: char) -> Option<Self> {
        let symbol = match character.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            'u' => 'v',
            other => other,
        };
        base32::value(u8::try_from(symbol).ok()?).map(Self)
    }

    fn plus(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }

    fn times(self, other: Self) -> Self {
        match (self.logarithm(), other.logarithm()) {
            (Some(a), Some(b)) => Self::power(a + b),
            _ => Self::ZERO,
        }
    }

    /// α to the power `rank`.
    fn power(rank: usize) -> Self {
        Self(POWERS[rank % ORDER])
    }

    /// The power of α that this is; zero is none.
    fn logarithm(self) -> Option<usize> {
        POWERS.iter().position(|power| *power == self.0)
    }
}

/// The two symbols that follow `message` so that the whole vanishes at α and α².
pub(super) fn check_symbols(message: &[Symbol]) -> [Symbol; 2] {
    // Remainder of message · x² by (x + α)(x + α²) = x² + (α + α²)x + α³.
    let middle = Symbol::power(1).plus(Symbol::power(2));
    let last = Symbol::power(3);
    message.iter().fold([Symbol::ZERO; 2], |[high, low], symbol| {
        let lead = symbol.plus(high);
        [low.plus(lead.times(middle)), lead.times(last)]
    })
}

/// Checks a whole word, check symbols included.
pub(super) fn verify(word: &[Symbol]) -> Verdict {
    match (value_at(word, 1).logarithm(), value_at(word, 2).logarithm()) {
        (None, None) => Verdict::Right,
        (Some(at_one), Some(at_two)) => {
            // An error e at the power p of x gives e·α^p and e·α^2p: their quotient tells p.
            let from_the_end = (at_two + ORDER - at_one) % ORDER;
            match word.len().checked_sub(from_the_end + 1) {
                Some(position) => Verdict::OneWrong { position },
                None => Verdict::SeveralWrong,
            }
        }
        _ => Verdict::SeveralWrong,
    }
}

/// The word as a polynomial, first symbol highest, at α to the power `rank`.
fn value_at(word: &[Symbol], rank: usize) -> Symbol {
    let point = Symbol::power(rank);
    word.iter()
        .fold(Symbol::ZERO, |sum, symbol| sum.times(point).plus(*symbol))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_generates_every_symbol_but_zero() {
        let mut powers = POWERS;
        powers.sort_unstable();
        assert!(powers.iter().copied().eq(1..=31));
    }

    #[test]
    fn a_symbol_reads_back_and_look_alikes_are_read_as_what_they_look_like() {
        for value in 0..32 {
            let symbol = Symbol::from_low_bits(value);
            assert!(Symbol::read(symbol.letter()) == Some(symbol));
        }
        for (written, meant) in [('O', '0'), ('i', '1'), ('L', '1'), ('u', 'V')] {
            assert!(Symbol::read(written) == Symbol::read(meant));
        }
        assert!(Symbol::read('É').is_none());
    }
}
