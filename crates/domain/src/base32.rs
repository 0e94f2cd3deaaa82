//! Crockford's base 32: digits and letters without `i`, `l`, `o`, `u`, so that an identifier can be read aloud.
//! Source: D. Crockford, "Base 32", crockford.com/base32.html. Its check symbol is not used here.

/// The symbols, in lower case, by their value.
const SYMBOLS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The lowest `5 × N` bits of a number, the highest symbol first.
pub(crate) fn write<const N: usize>(bits: u128) -> [u8; N] {
    let mut symbols = [0; N];
    for (rank, symbol) in symbols.iter_mut().rev().enumerate() {
        *symbol = of((bits >> (5 * rank)) as u8);
    }
    symbols
}

/// Reads exactly `N` symbols in lower case; `None` for anything else.
pub(crate) fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    let symbols: [u8; N] = text.as_bytes().try_into().ok()?;
    symbols
        .iter()
        .all(|symbol| value(*symbol).is_some())
        .then_some(symbols)
}

/// The symbol of the five lowest bits.
pub(crate) fn of(bits: u8) -> u8 {
    SYMBOLS[usize::from(bits & 31)]
}

/// The five bits of a symbol.
pub(crate) fn value(symbol: u8) -> Option<u8> {
    let position = SYMBOLS.iter().position(|known| *known == symbol)?;
    u8::try_from(position).ok()
}

/// Ten bytes as the 80 bits that sixteen symbols hold.
pub(crate) fn bits(bytes: [u8; 10]) -> u128 {
    bytes.iter().fold(0, |all, byte| all << 8 | u128::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_symbol_has_its_value_and_look_alikes_have_none() {
        for bits in 0..32 {
            assert_eq!(value(of(bits)), Some(bits));
        }
        for left_out in b"ilouA- " {
            assert_eq!(value(*left_out), None);
        }
    }

    #[test]
    fn the_highest_symbol_stands_first() {
        assert_eq!(&write::<4>(1), b"0001");
        assert_eq!(&write::<2>(0xffff), b"zz");
        assert_eq!(read::<4>("0001"), Some(*b"0001"));
        assert_eq!(read::<4>("000l"), None);
        assert_eq!(read::<4>("00001"), None);
    }
}
