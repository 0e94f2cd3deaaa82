//! `code_postal`: five digits, restored where one was lost and the commune says which, or where the commune has one only.

use domain::territory::{CommuneCode, Postcode};

use super::Draft;
use crate::column::Column;
use crate::communes::Communes;
use crate::rule::Rule;

/// Reads the postcode, with the help of the commune and its code where they are given.
pub(super) fn postcode(
    draft: &mut Draft<'_>,
    commune: Option<&str>,
    code: Option<CommuneCode>,
) -> Option<Postcode> {
    let text = draft.cell(Column::Postcode).to_owned();
    if let Ok(postcode) = Postcode::parse(&text) {
        return Some(postcode);
    }
    let digits: String = text
        .split(|c: char| c == '.' || c.is_alphabetic())
        .flat_map(|part| part.chars().filter(char::is_ascii_digit))
        .collect();
    // `13090.0` comes from a table of numbers.
    let digits = match text.strip_suffix(".0") {
        Some(whole) => whole.to_owned(),
        None => digits,
    };
    let read = match digits.len() {
        5 => Postcode::parse(&digits)
            .ok()
            .map(|postcode| (postcode, Rule::PostcodeTidied)),
        4 => of_four_digits(draft.options.communes, &digits, commune, code),
        // `13090 CEDEX 2`, `F-13090`.
        6.. if is_postcode_first(&text) => {
            let first: String = text.chars().take(5).collect();
            Postcode::parse(&first)
                .ok()
                .map(|postcode| (postcode, Rule::PostcodeTidied))
        }
        _ => None,
    };
    let communes = draft.options.communes;
    let read = read.or_else(|| {
        let code = code.or_else(|| commune.and_then(|name| communes.resolve_by_name(name)))?;
        match communes.postcodes(&code) {
            [only] => Some((*only, Rule::PostcodeFilled)),
            _ => None,
        }
    });
    match read {
        Some((postcode, rule)) => {
            draft.found(Column::Postcode, rule, &text, Some(postcode.as_str()));
            Some(postcode)
        }
        None => {
            let rule = if text.is_empty() {
                Rule::RequiredMissing
            } else {
                Rule::PostcodeUnusable
            };
            draft.found(Column::Postcode, rule, &text, None);
            None
        }
    }
}

fn is_postcode_first(text: &str) -> bool {
    let mut chars = text.chars();
    chars.by_ref().take(5).filter(char::is_ascii_digit).count() == 5 && chars.next() == Some(' ')
}

/// Four digits: a postcode that lost one. A spreadsheet takes the zero of départements 01 to 09, people any digit: the
/// commune tells which, and where it contradicts both nothing is made up.
fn of_four_digits(
    communes: &dyn Communes,
    digits: &str,
    commune: Option<&str>,
    code: Option<CommuneCode>,
) -> Option<(Postcode, Rule)> {
    let with_zero = Postcode::parse(&format!("0{digits}")).ok()?;
    let stated = code.and_then(|code| communes.current(&code));
    let named = commune.and_then(|name| {
        communes
            .resolve(name, &with_zero)
            .or_else(|| communes.resolve_by_name(name))
    });
    let towns: Vec<CommuneCode> = [stated, named].into_iter().flatten().collect();
    let mut theirs: Vec<Postcode> = towns
        .iter()
        .flat_map(|code| communes.postcodes(code))
        .copied()
        .collect();
    theirs.sort_unstable();
    theirs.dedup();
    let restored = (!digits.starts_with('0')).then_some((with_zero, Rule::PostcodeZeroRestored));
    // Nobody knows the commune: a lost zero is the likeliest by far.
    if theirs.is_empty() || theirs.contains(&with_zero) {
        return restored;
    }
    theirs.retain(|postcode| lacks_a_digit(postcode.as_str(), digits));
    if let [only] = theirs[..] {
        return Some((only, Rule::PostcodeCompleted));
    }
    // That of a large user is in no list: its département is all that can be checked.
    let is_near = towns
        .iter()
        .any(|code| code.departement() == with_zero.likely_departement());
    restored.filter(|_| is_near && !communes.is_of_a_commune(&with_zero))
}

/// Whether `digits` is `whole` without one of its digits.
fn lacks_a_digit(whole: &str, digits: &str) -> bool {
    (0..whole.len()).any(|at| {
        whole[..at] == digits[..at.min(digits.len())] && whole[at + 1..] == digits[at.min(digits.len())..]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_that_lost_a_digit_is_told_by_its_commune() {
        let zero = Rule::PostcodeZeroRestored;
        for (digits, commune, code, expected) in [
            ("1000", Some("Bourg-en-Bresse"), None, Some(("01000", zero))),
            ("1000", None, Some("01053"), Some(("01000", zero))),
            ("6000", Some("NICE"), None, Some(("06000", zero))),
            (
                "5110",
                Some("Reims"),
                None,
                Some(("51100", Rule::PostcodeCompleted)),
            ),
            (
                "5110",
                Some("Reims"),
                Some("51454"),
                Some(("51100", Rule::PostcodeCompleted)),
            ),
            (
                "5110",
                None,
                Some("51454"),
                Some(("51100", Rule::PostcodeCompleted)),
            ),
            (
                "0100",
                Some("Bourg-en-Bresse"),
                None,
                Some(("01000", Rule::PostcodeCompleted)),
            ),
            // Two of its postcodes lack a digit like that.
            ("5900", Some("Lille"), None, None),
            ("6900", Some("Lyon"), None, None),
            // Of another commune than the one named.
            ("1100", Some("Bourg-en-Bresse"), None, None),
            ("7777", Some("Reims"), None, None),
            // A CEDEX of the same département is in no list.
            ("1011", Some("Bourg-en-Bresse"), None, Some(("01011", zero))),
            ("1011", Some("Reims"), None, None),
            // Nobody can tell.
            ("1000", Some("Quelque part ailleurs"), None, Some(("01000", zero))),
            ("0100", Some("Quelque part ailleurs"), None, None),
        ] {
            let code = code.map(|code| CommuneCode::parse(code).unwrap());
            let read = of_four_digits(reference::france(), digits, commune, code);
            let expected = expected.map(|(text, rule)| (Postcode::parse(text).unwrap(), rule));
            assert_eq!(read, expected, "{digits} {commune:?} {code:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_digit_is_lost_the_commune_finds_it_or_nothing_is_made_up(row in 0..34_000_usize, at in 0..5_usize) {
            let communes = reference::france().communes();
            let commune = &communes[row % communes.len()];
            if let [whole, ..] = commune.postcodes[..] {
                let mut digits = whole.as_str().to_owned();
                digits.remove(at);
                if let Some((read, _)) = of_four_digits(reference::france(), &digits, None, Some(commune.code)) {
                    proptest::prop_assert!(commune.postcodes.contains(&read) || !reference::france().is_of_a_commune(&read));
                    proptest::prop_assert!(lacks_a_digit(read.as_str(), &digits));
                }
            }
        }
    }
}
