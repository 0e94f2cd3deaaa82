//! `telephone`: one number in the schema's international form, with the country code of its own numbers.

use domain::places::Phone;
use domain::territory::Postcode;
use phonenumber::country::Id;

use super::Draft;
use crate::column::Column;
use crate::rule::Rule;

/// National prefixes that belong to an overseas territory with a country code of its own
/// (French numbering plan, ARCEP): first digits after the zero, country code.
const OVERSEAS: [(&str, &str); 14] = [
    ("262", "+262"),
    ("263", "+262"),
    ("692", "+262"),
    ("693", "+262"),
    ("269", "+262"),
    ("639", "+262"),
    ("590", "+590"),
    ("690", "+590"),
    ("691", "+590"),
    ("594", "+594"),
    ("694", "+594"),
    ("596", "+596"),
    ("696", "+596"),
    ("697", "+596"),
];

/// Those of Mayotte.
const MAYOTTE: [(&str, &str); 2] = [("269", "+262"), ("639", "+262")];

/// Reads the number. When the cell holds several the first is kept, the schema having room for one.
pub(super) fn phone(draft: &mut Draft<'_>) -> Option<Phone> {
    let text = draft.cell(Column::Phone).to_owned();
    if text.is_empty() {
        return None;
    }
    if let Ok(phone) = Phone::parse(&text)
        && misplaced(&text).is_none()
    {
        if !has_usual_length(&text) {
            draft.found(Column::Phone, Rule::PhoneDoubtful, &text, None);
        }
        return Some(phone);
    }
    let region = region(
        draft.cells.get(Column::Postcode),
        draft.cells.get(Column::CommuneCode),
    );
    let mut numbers = candidates(&text)
        .into_iter()
        .filter_map(|candidate| international(&candidate, region));
    let Some(first) = numbers.next() else {
        draft.found(Column::Phone, Rule::PhoneUnreadable, &text, None);
        return None;
    };
    if numbers.any(|other| other != first) {
        draft.found(
            Column::Phone,
            Rule::OtherPhonesDropped,
            &text,
            Some(first.as_str()),
        );
    } else {
        let rule = if is_usual_writing(&text, &first) {
            Rule::PhoneRewritten
        } else {
            Rule::PhoneRepaired
        };
        draft.found(Column::Phone, rule, &text, Some(first.as_str()));
    }
    Some(first)
}

/// Whether the text is this number as people write it, and nothing else: `06 12 34 56 78`, `+33 (0)6 12 34 56 78`,
/// `27 12 34` where numbers have six digits. Whoever wrote so made no mistake.
fn is_usual_writing(text: &str, phone: &Phone) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+.-()/–—\u{2011}".contains(c);
    let bare = text.replace("(0)", "");
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    let international = phone.as_str().trim_start_matches('+');
    let is_same = match (bare.trim_start().starts_with('+'), digits.len()) {
        (true, _) => digits == international,
        (false, 10) => digits
            .strip_prefix('0')
            .is_some_and(|national| international.ends_with(national)),
        (false, 6 | 8) => international.ends_with(&digits),
        (false, _) => digits.strip_prefix("00") == Some(international),
    };
    is_same && text.chars().all(is_sign)
}

/// A number as people write it in France and overseas, for a setting or a form that takes exactly one: `01 23 45 67 89`,
/// `0262 12 34 56`, `+33 1 23 45 67 89`. Local numbers of six and eight digits need the postcode of a territory that has them.
#[must_use]
pub fn phone_as_people_write_it(text: &str, postcode: &str) -> Option<Phone> {
    match &candidates(text)[..] {
        [one] => international(one, region(postcode, "")),
        _ => None,
    }
}

/// The right country code when an overseas number was given that of the mainland, or a number of Mayotte that of the
/// Comoros, which share 269 with its area code.
fn misplaced(international: &str) -> Option<String> {
    let (national, codes) = match international.strip_prefix("+33") {
        Some(national) => (national, &OVERSEAS[..]),
        None => (international.strip_prefix("+269")?, &MAYOTTE[..]),
    };
    let (_, code) = codes.iter().find(|(prefix, _)| national.starts_with(prefix))?;
    (national.len() == 9).then(|| format!("{code}{national}"))
}

fn has_usual_length(international: &str) -> bool {
    let len_after = |code: &str| international.strip_prefix(code).map(str::len);
    match &international[..3] {
        "+33" => len_after("+33") == Some(9) && !international.starts_with("+330"),
        _ => match &international[..4] {
            code @ ("+262" | "+590" | "+594" | "+596") => len_after(code) == Some(9),
            code @ ("+508" | "+681" | "+687") => len_after(code) == Some(6),
            "+689" => len_after("+689") == Some(8),
            code => len_after(code) == Some(7),
        },
    }
}

/// Where a number without country code is dialled from.
fn region(postcode: &str, commune_code: &str) -> Id {
    let departement = Postcode::parse(postcode).map(|postcode| postcode.likely_departement());
    let departement = match &departement {
        Ok(code) => code.as_str(),
        Err(_) => commune_code.get(..3).unwrap_or_default(),
    };
    match departement {
        "971" | "977" | "978" => Id::GP,
        "972" => Id::MQ,
        "973" => Id::GF,
        "974" => Id::RE,
        "975" => Id::PM,
        "976" => Id::YT,
        "986" => Id::WF,
        "987" => Id::PF,
        "988" => Id::NC,
        _ => Id::FR,
    }
}

/// The pieces of a cell that may be numbers: `04 42 23 51 06 / 06 …`, `Accueil : 04.42… (poste 12)`.
fn candidates(text: &str) -> Vec<String> {
    let bare = text.replace("(0)", "");
    let mut pieces = Vec::new();
    for piece in
        bare.split(|c: char| !(c.is_ascii_digit() || c.is_whitespace() || "+.-()–—\u{2011}".contains(c)))
    {
        let digits = piece.bytes().filter(u8::is_ascii_digit).count();
        if digits < 6 {
            continue;
        }
        let number: String = piece
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        // Two numbers of ten digits written one after the other.
        if digits == 20 && number.len() == 20 && number.starts_with('0') && number[10..].starts_with('0') {
            pieces.push(number[..10].to_owned());
            pieces.push(number[10..].to_owned());
        } else if let Some(at) = number[1..].find('+') {
            pieces.push(number[..=at].to_owned());
            pieces.push(number[at + 1..].to_owned());
        } else {
            pieces.push(number);
        }
    }
    pieces
}

fn international(number: &str, region: Id) -> Option<Phone> {
    let number = match number.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None => number.to_owned(),
    };
    let is_french = |digits: &str| digits.len() == 9 && !digits.starts_with('0');
    let digits = number.trim_start_matches('+');
    let mainland = if let Some(rest) = digits
        .strip_prefix("33")
        .filter(|rest| matches!(rest.len(), 9 | 10))
    {
        // `33442235106`, `+330442235106`.
        Some(rest.strip_prefix('0').unwrap_or(rest)).filter(|rest| is_french(rest))
    } else if number.starts_with('+') {
        None
    } else {
        // `0442235106`, or `442235106` where a spreadsheet took the zero; six and eight digits are local numbers
        // of the Pacific and Saint-Pierre.
        digits
            .strip_prefix('0')
            .or_else(|| {
                (region == Id::FR || OVERSEAS.iter().any(|(p, _)| digits.starts_with(p))).then_some(digits)
            })
            .filter(|rest| is_french(rest))
    };
    if let Some(right) = misplaced(&number) {
        return Phone::parse(&right).ok();
    }
    if let Some(national) = mainland {
        let written = format!("+33{national}");
        return Phone::parse(&misplaced(&written).unwrap_or(written)).ok();
    }
    let parsed = phonenumber::parse(Some(region), &number).ok()?;
    if !phonenumber::is_valid(&parsed) {
        return None;
    }
    Phone::parse(&parsed.format().mode(phonenumber::Mode::E164).to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, region: Id) -> Option<String> {
        let mut numbers = candidates(text)
            .into_iter()
            .filter_map(|number| international(&number, region));
        numbers.next().map(|phone| phone.as_str().to_owned())
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, region, number) in [
            ("04 42 23 51 06", Id::FR, "+33442235106"),
            ("04.42.23.51.06", Id::FR, "+33442235106"),
            ("442235106", Id::FR, "+33442235106"),
            ("33630392518", Id::FR, "+33630392518"),
            ("+33 (0)4 42 23 51 06", Id::FR, "+33442235106"),
            ("0033442235106", Id::FR, "+33442235106"),
            ("+330442235106", Id::FR, "+33442235106"),
            ("Accueil : 04 42 23 51 06 (poste 12)", Id::FR, "+33442235106"),
            ("04 42 23 51 06 / 06 12 34 56 78", Id::FR, "+33442235106"),
            ("04 42 23 51 06 06 12 34 56 78", Id::FR, "+33442235106"),
            ("0\u{202f}800\u{202f}123\u{202f}456", Id::FR, "+33800123456"),
            ("0262 12 34 56", Id::FR, "+262262123456"),
            ("0692 12 34 56", Id::RE, "+262692123456"),
            ("+33 590 12 34 56", Id::FR, "+590590123456"),
            ("0697 12 34 56", Id::MQ, "+596697123456"),
            ("+269269123456", Id::YT, "+262269123456"),
            ("269123456", Id::YT, "+262269123456"),
            ("27 12 34", Id::NC, "+687271234"),
            ("40 50 12 34", Id::PF, "+68940501234"),
            ("41 12 34", Id::PM, "+508411234"),
            ("+687 27 12 34", Id::FR, "+687271234"),
        ] {
            assert_eq!(read(text, region).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn only_a_number_that_was_wrong_is_called_repaired() {
        for (text, phone, is_usual) in [
            ("06 12 34 56 78", "+33612345678", true),
            ("06.12.34.56.78", "+33612345678", true),
            ("06\u{202f}12\u{202f}34\u{202f}56\u{202f}78", "+33612345678", true),
            ("+33 (0)6 12 34 56 78", "+33612345678", true),
            ("0033 6 12 34 56 78", "+33612345678", true),
            ("0262 12 34 56", "+262262123456", true),
            ("27 12 34", "+687271234", true),
            // The zero was lost, the plus sign was, or the country is another.
            ("612345678", "+33612345678", false),
            ("33612345678", "+33612345678", false),
            ("+330612345678", "+33612345678", false),
            ("+33262123456", "+262262123456", false),
            ("Accueil : 06 12 34 56 78", "+33612345678", false),
            ("06 12 34 56 78 (poste 12)", "+33612345678", false),
        ] {
            assert_eq!(
                is_usual_writing(text, &Phone::parse(phone).unwrap()),
                is_usual,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_of_the_schema_is_left_out() {
        for text in [
            "3949",
            "voir site",
            "0442",
            "+44 20 7946 0958",
            "0000000000",
            "12345678901234567890",
            "+",
            "++++++",
        ] {
            assert_eq!(read(text, Id::FR), None, "{text}");
        }
    }
}
