//! Nothing of the demo can be mistaken for real: numbers, addresses, names and codes.

use std::collections::BTreeSet;

use super::{TODAY, texts};
use crate::demo::canton::COMMUNES;
use crate::demo::{canton, places};

/// The ranges that Arcep keeps for works of fiction (decision 2018-0881, annex).
const FICTION: [&str; 6] = ["019900", "026191", "035301", "046571", "053649", "063998"];

#[test]
fn every_phone_number_is_one_of_fiction() {
    let is_of_fiction = |number: &str| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        FICTION.iter().any(|range| digits.starts_with(range)) && digits.len() == 10
    };
    assert!(is_of_fiction(&canton().helpline.national()));
    for place in places(TODAY) {
        if let Some(phone) = &place.phone {
            assert!(
                is_of_fiction(&phone.national()),
                "{}: {}",
                place.name,
                phone.national()
            );
        }
        for text in texts(&place) {
            for number in numbers_like_a_phone(&text) {
                assert!(is_of_fiction(&number), "{}: {number}", place.name);
            }
        }
    }
}

/// The runs of ten digits or more, spaces left out.
fn numbers_like_a_phone(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_ascii_digit() || c == ' '))
        .map(|run| run.replace(' ', ""))
        .filter(|run| run.len() >= 10)
        .collect()
}

#[test]
fn every_address_of_the_web_is_reserved_for_examples() {
    assert!(canton().email.as_str().ends_with(".example"));
    for place in places(TODAY) {
        for email in &place.emails {
            assert!(email.as_str().ends_with(".example"), "{}", email.as_str());
        }
        let pages = place
            .websites
            .iter()
            .chain(&place.accessibility_page)
            .chain(&place.booking_page);
        for page in pages {
            assert!(page.host().ends_with(".example"), "{}", page.as_str());
        }
    }
}

/// Lower case, without accents, hyphens or apostrophes.
fn folded(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter_map(|c| match c {
            'à' | 'â' | 'ä' => Some('a'),
            'é' | 'è' | 'ê' | 'ë' => Some('e'),
            'î' | 'ï' => Some('i'),
            'ô' | 'ö' => Some('o'),
            'ù' | 'û' | 'ü' => Some('u'),
            'ç' => Some('c'),
            c => c.is_alphanumeric().then_some(c),
        })
        .collect()
}

#[test]
fn no_real_commune_has_these_names_codes_or_postcodes() {
    let Some(real) = fixtures::published::text("02-territoires/communes-cog2026.csv.gz") else {
        return;
    };
    let mut names = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for row in real.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        names.insert(folded(cells[1]));
        codes.insert(cells[0]);
        codes.extend(
            cells
                .iter()
                .flat_map(|cell| cell.split('|'))
                .filter(|cell| cell.len() == 5),
        );
    }
    assert!(
        names.len() > 32_000 && names.contains("saintamandmontrond"),
        "the list is whole"
    );
    assert!(
        codes.contains("18033") && codes.contains("18200"),
        "codes and postcodes are read"
    );
    for commune in &COMMUNES {
        assert!(
            !names.contains(&folded(commune.name())),
            "{} is real",
            commune.name()
        );
        assert!(
            !codes.contains(commune.code().as_str()),
            "{} is real",
            commune.code()
        );
        assert!(
            !codes.contains(commune.postcode().as_str()),
            "{} is real",
            commune.postcode()
        );
    }
}
