//! A phone number among the words, in any way of writing it: "0612345678", "06.12.34.56.78", "+33 (0)6 12 34 56 78".

use domain::places::Phone;
use search::analysis::tokens;
use std::ops::Range;

/// A phone number found in the words of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenPhone {
    /// Which.
    pub phone: Phone,
    /// As it was typed.
    pub phrase: String,
}

/// What may stand between the digits of one number, the same all along.
const SEPARATORS: [char; 4] = ['.', '-', '/', '_'];
const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{202f}'];
/// The hyphen that does not break a line.
const LONG_HYPHEN: char = '\u{2011}';
/// How people group the ten digits of a number dialled in France. A date, or two postcodes, are grouped otherwise.
const GROUPINGS: &[&[usize]] = &[
    &[10],
    &[2, 2, 2, 2, 2],
    &[4, 2, 2, 2],
    &[4, 3, 3],
    &[1, 3, 3, 3],
    &[2, 8],
    &[4, 6],
    &[1, 9],
];

/// Words around a number that say what it is, or what is wanted with it: folded.
const AROUND: &[&str] = &[
    "answer",
    "appel",
    "appele",
    "appeler",
    "appelle",
    "appellent",
    "belong",
    "belongs",
    "call",
    "called",
    "calling",
    "calls",
    "contact",
    "contacter",
    "correspond",
    "fax",
    "fixe",
    "is",
    "joindre",
    "mobile",
    "no",
    "num",
    "number",
    "numero",
    "phone",
    "portable",
    "quel",
    "quelle",
    "rappeler",
    "s",
    "tel",
    "telephone",
    "telephones",
    "telephonique",
    "that",
    "this",
    "to",
    "whats",
    "who",
    "whose",
];
/// " - ", ") (0) ": more than this is no longer one number.
const LONGEST_SEPARATION: usize = 3;
/// Numbers dialled within France, without the zero before them.
const NATIONAL_DIGITS: usize = 9;

/// Digits that touch one another.
struct Group<'a> {
    digits: &'a str,
    range: Range<usize>,
}

/// The first number in the words, and where it stands.
pub(super) fn find(words: &str) -> Option<(SpokenPhone, Range<usize>)> {
    let groups = groups(words);
    (0..groups.len()).find_map(|first| {
        let start = groups[first].range.start;
        let is_international = words[..start].ends_with('+');
        let mut digits = String::new();
        let mut found = None;
        for (at, group) in groups.iter().enumerate().skip(first) {
            if at > first && between(words, &groups[at - 1], group).is_none() {
                break;
            }
            digits.push_str(group.digits);
            if let Some(phone) = phone(&digits, is_international)
                && is_one_number(words, &groups[first..=at])
            {
                // The longest: six digits of a number of nine are a number as well in Nouvelle-Calédonie.
                found = Some((phone, group.range.end));
            }
        }
        let (phone, end) = found?;
        let range = start - usize::from(is_international)..end;
        let phrase = words[range.clone()].to_owned();
        Some((SpokenPhone { phone, phrase }, range))
    })
}

/// The number that a phone of a place has in the index: its national digits where they are nine, which no two
/// territories share; shorter ones apart.
pub(crate) fn number_of(phone: &Phone) -> u32 {
    let (country, national) = phone.parts();
    let number = |digits: &str| {
        digits
            .bytes()
            .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    match national.len() {
        6 => 1_000_000_000 + number(country) * 1_000_000 + number(national),
        7 => 3_000_000_000 + number(national),
        8 => 2_000_000_000 + number(national),
        _ => number(national),
    }
}

fn groups(words: &str) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut is_in_word = false;
    for (at, letter) in words.char_indices() {
        let end = at + letter.len_utf8();
        match groups.last_mut().filter(|group| group.range.end == at) {
            Some(group) if letter.is_ascii_digit() => {
                group.range.end = end;
                group.digits = &words[group.range.clone()];
            }
            Some(_) if letter.is_alphanumeric() => {
                // "12bis" is no part of a number.
                groups.pop();
                is_in_word = true;
            }
            _ if letter.is_ascii_digit() && !is_in_word => groups.push(Group {
                digits: &words[at..end],
                range: at..end,
            }),
            _ => is_in_word = letter.is_alphanumeric(),
        }
    }
    groups
}

/// What stands between two groups of digits, blanks and brackets aside: nothing, or one sign; `None` where it is more than
/// what parts the digits of one number.
fn between(words: &str, before: &Group<'_>, after: &Group<'_>) -> Option<Option<char>> {
    let text = &words[before.range.end..after.range.start];
    let mut signs = text.chars().filter_map(|letter| match letter {
        LONG_HYPHEN => Some('-'),
        '(' | ')' => None,
        letter if BLANKS.contains(&letter) => None,
        letter => Some(letter),
    });
    let sign = signs.next();
    let is_known = sign.is_none_or(|sign| SEPARATORS.contains(&sign)) && signs.next().is_none();
    (is_known && text.chars().count() <= LONGEST_SEPARATION).then_some(sign)
}

/// Whether groups of digits are written as the parts of one number: the same sign between all, the first separation
/// aside after a country code.
fn is_one_number(words: &str, groups: &[Group<'_>]) -> bool {
    let is_national = groups[0].digits.starts_with('0') && !groups[0].digits.starts_with("00");
    let sizes: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    if is_national && !GROUPINGS.contains(&&*sizes) {
        return false;
    }
    let signs: Vec<Option<Option<char>>> = groups
        .windows(2)
        .skip(usize::from(!is_national))
        .map(|pair| between(words, &pair[0], &pair[1]))
        .collect();
    signs.iter().all(|sign| *sign == signs[0])
}

/// What is left of the words around a number: without those that only say that it is one.
pub(super) fn without_chatter(words: &str) -> String {
    let mut left = words.to_owned();
    for token in tokens(words).iter().rev() {
        if AROUND.contains(&&*token.folded) {
            left.replace_range(token.range.clone(), "");
        }
    }
    // What has no letter or digit any more was punctuation between them.
    if left.chars().any(char::is_alphanumeric) {
        left.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        String::new()
    }
}

/// The phone number that digits are as a whole.
fn phone(digits: &str, is_international: bool) -> Option<Phone> {
    if !is_international
        && let Some(national) = digits.strip_prefix('0')
        && national.len() == NATIONAL_DIGITS
        && !national.starts_with('0')
    {
        return known(&format!("+33{national}"));
    }
    let international = if is_international {
        Some(digits)
    } else {
        // "0033 6…", and "33 6…" from those who forget the sign.
        digits.strip_prefix("00").or_else(|| {
            Some(digits).filter(|digits| digits.starts_with("33") && digits.len() == NATIONAL_DIGITS + 2)
        })
    }?;
    Phone::COUNTRY_CODES.iter().find_map(|code| {
        let national = international.strip_prefix(&code[1..])?;
        let has_zero = national.len() == NATIONAL_DIGITS + 1 && national.starts_with('0');
        let national = if has_zero { &national[1..] } else { national };
        let is_whole = Phone::national_lengths(code).contains(&national.len());
        is_whole.then(|| known(&format!("{code}{national}")))?
    })
}

/// The phone that a text is; what is none stays words, so that nothing is lost by asking.
fn known(text: &str) -> Option<Phone> {
    Phone::parse(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_written() {
        for (words, expected, phrase) in [
            ("0612345678", "+33612345678", "0612345678"),
            ("06 12 34 56 78", "+33612345678", "06 12 34 56 78"),
            ("06.12.34.56.78", "+33612345678", "06.12.34.56.78"),
            ("06-12-34-56-78", "+33612345678", "06-12-34-56-78"),
            (
                "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78",
                "+33612345678",
                "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78",
            ),
            ("0 800 123 456", "+33800123456", "0 800 123 456"),
            ("+33612345678", "+33612345678", "+33612345678"),
            ("+33 6 12 34 56 78", "+33612345678", "+33 6 12 34 56 78"),
            ("+33 (0)6 12 34 56 78", "+33612345678", "+33 (0)6 12 34 56 78"),
            ("0033 6 12 34 56 78", "+33612345678", "0033 6 12 34 56 78"),
            ("33612345678", "+33612345678", "33612345678"),
            ("tél : 01 23 45 67 89, mairie", "+33123456789", "01 23 45 67 89"),
            ("75011 0123456789", "+33123456789", "0123456789"),
            ("+262 262 12 34 56", "+262262123456", "+262 262 12 34 56"),
            ("0262 12 34 56", "+33262123456", "0262 12 34 56"),
            ("+687 12 34 56", "+687123456", "+687 12 34 56"),
        ] {
            let (found, range) = find(words).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((found.phone.as_str(), &*found.phrase), (expected, phrase));
            assert_eq!(&words[range], phrase);
        }
    }

    #[test]
    fn other_digits_are_left_to_the_words() {
        for words in [
            "75011",
            "59000 Lille",
            "12 rue de la Paix",
            "3949",
            "061234567",
            "06 12 34 56 7",
            "06123456789",
            "21590350100017",
            "0012345678",
            "a0612345678",
            "0612345678b",
            "18h 30",
            "2026-03-04",
            "né le 05/03/1958 12",
            "permanence 01/02/2026 18",
            "01 02 2026 18",
            "01000 01100",
            "06.12 34-56 78",
            "01 23 45 et 67 89",
            "+44 20 7946 0958",
            "+",
            "",
        ] {
            assert_eq!(find(words), None, "{words}");
        }
    }

    #[test]
    fn one_number_of_the_index_is_one_phone() {
        let number = |text| number_of(&Phone::parse(text).unwrap());
        // The same line, dialled from abroad as from home.
        assert_eq!(number("+262262123456"), number("+33262123456"));
        let others = [
            "+33612345678",
            "+687123456",
            "+681123456",
            "+508123456",
            "+68912345678",
            "+331234567",
        ];
        for (rank, one) in others.iter().enumerate() {
            for other in &others[rank + 1..] {
                assert_ne!(number(one), number(other), "{one} {other}");
            }
        }
    }
}
