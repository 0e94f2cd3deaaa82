//! Typing errors: a 64-bit summary of a word's letters that rules most words out, then the exact bounded distance.

/// Which letters a word has, as bits: `a`–`z` once (0–25), twice or more (26–51), digits by pairs and all else (52–63).
///
/// One wrong, missing, added or exchanged letter changes at most two bits, so two words at distance `d` differ in at
/// most `2·d`.
pub(crate) fn letters(word: &str) -> u64 {
    let mut bits = 0_u64;
    for byte in word.bytes() {
        let bit = match byte {
            b'a'..=b'z' => {
                let once = 1 << (byte - b'a');
                if bits & once == 0 { once } else { once << 26 }
            }
            b'0'..=b'9' => 1 << (52 + (byte - b'0') / 2),
            // The first byte of a letter outside ASCII; continuation bytes would count one letter twice.
            0xc0.. => 1 << (57 + byte % 7),
            _ => 0,
        };
        bits |= bit;
    }
    bits
}

/// Whether a number has more than `most` bits set, without a population count (the baseline x86-64 has none).
#[inline]
pub(crate) fn more_bits_than(mut bits: u64, most: u32) -> bool {
    for _ in 0..most {
        bits &= bits.wrapping_sub(1);
    }
    bits != 0
}

/// The Damerau distance (wrong, missing, added letter, two neighbours exchanged; restricted form) between two words if
/// it is at most `most`. With `prefix`, the distance to the nearest beginning of `word`.
///
/// Words are compared letter by letter; those longer than 48 bytes do not exist in the index.
pub(crate) fn distance(typed: &[char], word: &[char], most: usize, prefix: bool) -> Option<usize> {
    let (typed_len, full_len) = (typed.len(), word.len());
    if full_len + most < typed_len || (!prefix && typed_len + most < full_len) {
        return None;
    }
    let word = &word[..full_len.min(typed_len + most)];
    const WIDTH: usize = 64;
    if typed_len >= WIDTH || word.len() >= WIDTH {
        return None;
    }
    let mut rows = [[0_usize; WIDTH]; 3];
    let (mut before, mut previous, mut current) = (0, 1, 2);
    for (at, cell) in rows[previous].iter_mut().enumerate().take(typed_len + 1) {
        *cell = at;
    }
    let mut best = if prefix {
        rows[previous][typed_len]
    } else {
        usize::MAX
    };
    for row in 1..=word.len() {
        rows[current][0] = row;
        let mut least = row;
        for column in 1..=typed_len {
            let same = word[row - 1] == typed[column - 1];
            let mut cost = (rows[previous][column - 1] + usize::from(!same))
                .min(rows[previous][column] + 1)
                .min(rows[current][column - 1] + 1);
            if row > 1
                && column > 1
                && word[row - 1] == typed[column - 2]
                && word[row - 2] == typed[column - 1]
            {
                cost = cost.min(rows[before][column - 2] + 1);
            }
            rows[current][column] = cost;
            least = least.min(cost);
        }
        if prefix {
            best = best.min(rows[current][typed_len]);
        }
        if least > most && !(prefix && best <= most) {
            return None;
        }
        (before, previous, current) = (previous, current, before);
    }
    let end = if prefix { best } else { rows[previous][typed_len] };
    (end <= most).then_some(end)
}

/// A typed word, ready to be compared with many others.
pub(crate) struct Typed {
    letters: Vec<char>,
    summary: u64,
    len: usize,
    /// Whether it may be the beginning of a word.
    prefix: bool,
}

impl Typed {
    pub fn new(folded: &str, prefix: bool) -> Self {
        Self {
            letters: folded.chars().collect(),
            summary: letters(folded),
            len: folded.len(),
            prefix,
        }
    }

    /// Whether a word of these letters and this length in bytes may be at so many typing errors.
    #[inline]
    pub fn may_be(&self, summary: u64, len: usize, errors: usize) -> bool {
        // A word begun lacks the letters to come, so only those typed and absent count.
        let (differing, allowed) = if self.prefix {
            (self.summary & !summary, errors)
        } else {
            (self.summary ^ summary, 2 * errors)
        };
        // Bytes, so a letter outside ASCII may count for more: three each leave room for any.
        !more_bits_than(differing, allowed as u32)
            && len + 3 * errors >= self.len
            && (self.prefix || self.len + 3 * errors >= len)
    }

    /// Whether a word is at exactly so many typing errors; `room` is for its letters.
    pub fn is_at(&self, word: &str, errors: usize, room: &mut Vec<char>) -> bool {
        room.clear();
        room.extend(word.chars());
        distance(&self.letters, room, errors, self.prefix) == Some(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(one: &str, other: &str, most: usize, prefix: bool) -> Option<usize> {
        let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
        distance(&one, &other, most, prefix)
    }

    #[test]
    fn each_kind_of_error_costs_one() {
        for (typed, word, expected) in [
            ("mairie", "mairie", Some(0)),
            ("mairei", "mairie", Some(1)),
            ("mairrie", "mairie", Some(1)),
            ("mirie", "mairie", Some(1)),
            ("maitie", "mairie", Some(1)),
            ("amirei", "mairie", Some(2)),
            ("marie", "mairies", Some(2)),
            ("marie", "laverie", None),
        ] {
            assert_eq!(between(typed, word, 2, false), expected, "{typed} {word}");
        }
    }

    #[test]
    fn a_beginning_may_be_mistyped() {
        assert_eq!(between("bibloi", "bibliotheque", 1, true), Some(1));
        assert_eq!(between("mediateq", "mediatheque", 1, true), Some(1));
        assert_eq!(between("ordinateurs", "ordi", 2, true), None);
    }

    #[test]
    fn the_summary_never_rules_out_a_near_word() {
        let words = [
            "mairie",
            "mediatheque",
            "aaa",
            "bibliotheque",
            "ateliers",
            "ecole",
            "0123",
            "elle",
        ];
        for word in words {
            let letters_of: Vec<char> = word.chars().collect();
            let mut variants = Vec::new();
            for at in 0..letters_of.len() {
                let mut missing = letters_of.clone();
                missing.remove(at);
                variants.push(missing);
                for letter in ['a', 'e', 'z', '7', 'é'] {
                    let mut wrong = letters_of.clone();
                    wrong[at] = letter;
                    variants.push(wrong);
                    let mut added = letters_of.clone();
                    added.insert(at, letter);
                    variants.push(added);
                }
                if at > 0 {
                    let mut exchanged = letters_of.clone();
                    exchanged.swap(at - 1, at);
                    variants.push(exchanged);
                }
            }
            for variant in variants {
                let variant: String = variant.into_iter().collect();
                assert!(between(word, &variant, 1, false).is_some(), "{word} {variant}");
                assert!(
                    !more_bits_than(letters(word) ^ letters(&variant), 2),
                    "{word} {variant}"
                );
            }
        }
    }
}
