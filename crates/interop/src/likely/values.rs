//! Whether the values of a column are what a field holds.

use std::collections::BTreeSet;

use domain::places::Phone;
use domain::territory::Postcode;

use crate::column::Column;
use crate::communes::Communes;
use crate::repair::{is_date, phone_as_people_write_it};

/// What the values say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// They are what the field holds.
    For,
    /// Nothing: they may be anything.
    Open,
    /// They are something else, or there are none.
    Against,
}

/// Latitudes of mainland France and Corsica; those overseas are told by the column's name only.
const LATITUDES: std::ops::RangeInclusive<f64> = 41.0..=51.5;
/// Longitudes of mainland France and Corsica.
const LONGITUDES: std::ops::RangeInclusive<f64> = -5.5..=10.0;

/// Whether the values of such a field tell it even under a name that says nothing.
pub(super) fn tell(field: Column) -> bool {
    !matches!(
        field,
        Column::Id | Column::Name | Column::Street | Column::CommuneCode | Column::Hours
    )
}

/// Whether the values, of this many rows, are what the field holds.
pub(super) fn fit(field: Column, values: &[String], rows: usize, communes: &dyn Communes) -> Fit {
    if values.is_empty() {
        // A file without any row leaves it open; a column that is always empty stands for nothing.
        return if rows == 0 { Fit::Open } else { Fit::Against };
    }
    let told = |test: &dyn Fn(&str) -> bool| match share(values, test) {
        share if share >= 0.6 => Fit::For,
        share if share >= 0.2 => Fit::Open,
        _ => Fit::Against,
    };
    match field {
        Column::Id => {
            let different: BTreeSet<&String> = values.iter().collect();
            match () {
                () if different.len() < values.len() || values.len() < rows => Fit::Against,
                () if share(values, &is_one_word) > 0.9 => Fit::For,
                () => Fit::Against,
            }
        }
        Column::Name => {
            let is_name = |text: &str| {
                text.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !text.contains(['@', '{', '<'])
            };
            let different: BTreeSet<&String> = values.iter().collect();
            let repeats = rows >= 10 && different.len() * 5 < values.len();
            if share(values, &is_name) < 0.7 || repeats {
                Fit::Against
            } else {
                Fit::Open
            }
        }
        Column::Postcode => match told(&|text| is_postcode(text, communes)) {
            // Five digits may be a commune's code, which begins as its postcodes do.
            Fit::For if !communes.is_a_list() => Fit::Open,
            fit => fit,
        },
        Column::Commune => {
            let has_letters = |text: &str| {
                text.chars().filter(|c| c.is_alphabetic()).count() * 10 >= text.chars().count() * 7
            };
            if share(values, &has_letters) < 0.7 {
                Fit::Against
            } else if share(values, &|text| communes.resolve_by_name(text).is_some()) >= 0.6 {
                Fit::For
            } else {
                Fit::Open
            }
        }
        Column::Street => match told(&is_street) {
            Fit::Against if share(values, &|text| text.contains(' ')) > 0.5 => Fit::Open,
            fit => fit,
        },
        Column::UpdatedOn => told(&is_date),
        Column::Latitude => {
            told(&|text| degrees(text).is_some_and(|n| LATITUDES.contains(&n))).or_degrees(values, 90.0)
        }
        Column::Longitude => {
            told(&|text| degrees(text).is_some_and(|n| LONGITUDES.contains(&n))).or_degrees(values, 180.0)
        }
        Column::CommuneCode => told(&|text| {
            text.len() == 5
                && text.bytes().all(|b| b.is_ascii_alphanumeric())
                && text.bytes().filter(u8::is_ascii_digit).count() >= 4
        }),
        Column::Phone => {
            told(&|text| Phone::parse(text).is_ok() || phone_as_people_write_it(text, "").is_some())
        }
        Column::Emails => told(&|text| text.split_once('@').is_some_and(|(_, host)| host.contains('.'))),
        Column::Websites => told(&|text| text.starts_with("http") || text.starts_with("www.")),
        Column::Pivot => told(&|text| {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            digits == 14 && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
        }),
        _ => Fit::Open,
    }
}

impl Fit {
    /// Degrees outside mainland France are open, for the territories overseas; what is no degrees speaks against.
    fn or_degrees(self, values: &[String], most: f64) -> Self {
        let are_degrees = share(values, &|text| degrees(text).is_some_and(|n| n.abs() <= most)) >= 0.6;
        match self {
            Self::Against if are_degrees => Self::Open,
            fit => fit,
        }
    }
}

/// Whether most of the values pass.
pub(super) fn most(values: &[String], test: impl Fn(&str) -> bool) -> bool {
    share(values, &test) >= 0.6
}

/// `44.8,-0.53`, as some portals write a point.
pub(super) fn is_pair_of_coordinates(text: &str) -> bool {
    let numbers: Vec<Option<f64>> = text
        .split([',', ';', ' '])
        .filter(|part| !part.is_empty())
        .map(degrees)
        .collect();
    matches!(numbers[..], [Some(latitude), Some(longitude)]
        if LATITUDES.contains(&latitude) && LONGITUDES.contains(&longitude))
}

/// `La Poste 20128 PIETRALBA`, `3 rue Haute, 51100 Reims`.
pub(super) fn ends_with_postcode_and_town(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len().saturating_sub(6)).any(|at| {
        !is_digit(at - 1)
            && (at..at + 5).all(is_digit)
            && bytes[at + 5] == b' '
            && text[at + 6..].chars().next().is_some_and(char::is_alphabetic)
    })
}

fn share(values: &[String], test: &dyn Fn(&str) -> bool) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    values.iter().filter(|value| test(value)).count() as f64 / values.len() as f64
}

fn is_one_word(text: &str) -> bool {
    // Numbers are written with thin spaces by some spreadsheets.
    text.chars().count() <= 60
        && (!text.contains(' ') || text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace()))
}

/// Five digits, or four where a spreadsheet took the zero; with a list, those of a commune.
fn is_postcode(text: &str, communes: &dyn Communes) -> bool {
    let padded = format!("{text:0>5}");
    text.len() >= 4
        && Postcode::parse(&padded)
            .is_ok_and(|postcode| !communes.is_a_list() || communes.is_of_a_commune(&postcode))
}

fn is_street(text: &str) -> bool {
    const WAYS: [&str; 14] = [
        "rue",
        "avenue",
        "av",
        "place",
        "pl",
        "chemin",
        "route",
        "bd",
        "boulevard",
        "allee",
        "impasse",
        "quai",
        "lieu",
        "mairie",
    ];
    let has_way = text
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| WAYS.contains(&crate::fold::fold(word).as_str()));
    has_way
        || (text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().any(char::is_alphabetic)
            && text.contains(' '))
}

/// A number of degrees with decimals: whole numbers are counts of something.
fn degrees(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    let (_, decimals) = text.split_once('.')?;
    if decimals.len() < 2 {
        return None;
    }
    text.parse().ok()
}
