//! `latitude` and `longitude`: two numbers in degrees, somewhere in France, or no position.

use domain::territory::{BadPosition, Position};

use super::Draft;
use crate::column::Column;
use crate::rule::Rule;

/// South, north, west and east of each part of France, in degrees, with some kilometres of margin.
const FRANCE: [(f64, f64, f64, f64); 11] = [
    (41.2, 51.3, -5.4, 9.8),        // mainland and Corsica
    (15.7, 18.3, -63.3, -60.9),     // Guadeloupe, Saint-Martin, Saint-Barthélemy
    (14.2, 15.1, -61.4, -60.6),     // Martinique
    (2.0, 6.1, -54.8, -51.4),       // Guyane
    (-21.6, -20.7, 55.0, 56.0),     // La Réunion
    (-13.2, -12.4, 44.8, 45.5),     // Mayotte
    (46.6, 47.3, -56.7, -56.0),     // Saint-Pierre-et-Miquelon
    (-23.2, -17.5, 157.8, 172.6),   // New Caledonia
    (-28.0, -7.5, -155.0, -134.0),  // French Polynesia
    (-14.6, -12.9, -178.4, -175.9), // Wallis and Futuna
    (-50.2, -37.5, 50.0, 78.0),     // southern lands
];

fn is_in_france(latitude: f64, longitude: f64) -> bool {
    FRANCE.iter().any(|(south, north, west, east)| {
        (*south..=*north).contains(&latitude) && (*west..=*east).contains(&longitude)
    })
}

/// Reads the position; what is no position is said and left out.
pub(super) fn position(draft: &mut Draft<'_>) -> Option<Position> {
    let latitude_text = draft.cell(Column::Latitude).to_owned();
    let longitude_text = draft.cell(Column::Longitude).to_owned();
    if latitude_text.is_empty() && longitude_text.is_empty() {
        return None;
    }
    let both = format!("{latitude_text} {longitude_text}");
    let whole = both.trim();
    let is_one_cell =
        latitude_text.is_empty() || longitude_text.is_empty() || latitude_text == longitude_text;
    let (latitude, longitude) = match (degrees(&latitude_text), degrees(&longitude_text)) {
        (Some(latitude), Some(longitude)) => {
            for (column, text, number) in [
                (Column::Latitude, &latitude_text, &latitude),
                (Column::Longitude, &longitude_text, &longitude),
            ] {
                if number.tidied {
                    draft.found(column, Rule::DecimalComma, text, Some(&number.value.to_string()));
                }
            }
            (latitude.value, longitude.value)
        }
        (first, second) => {
            let one_cell = if latitude_text.is_empty() {
                &longitude_text
            } else {
                &latitude_text
            };
            let pair = if is_one_cell { pair(one_cell) } else { None };
            let Some(pair) = pair else {
                let has_one = first.is_some() != second.is_some() && is_one_cell;
                let rule = if has_one {
                    Rule::PositionHalf
                } else {
                    Rule::PositionUnreadable
                };
                draft.found(Column::Latitude, rule, whole, None);
                return None;
            };
            let after = format!("{} {}", pair.0, pair.1);
            draft.found(Column::Latitude, Rule::PositionSplit, one_cell, Some(&after));
            pair
        }
    };
    match Position::new(latitude, longitude) {
        Ok(position) if is_in_france(latitude, longitude) => Some(position),
        Err(BadPosition::NullIsland) => {
            draft.found(Column::Latitude, Rule::PositionZero, whole, None);
            None
        }
        _ if is_in_france(longitude, latitude) => {
            let position = Position::new(longitude, latitude).ok()?;
            let after = format!("{longitude} {latitude}");
            draft.found(Column::Latitude, Rule::PositionSwapped, whole, Some(&after));
            Some(position)
        }
        Err(_) if latitude.abs() > 1_000.0 && longitude.abs() > 1_000.0 => {
            draft.found(Column::Latitude, Rule::PositionProjected, whole, None);
            None
        }
        _ => {
            draft.found(Column::Latitude, Rule::PositionOutsideFrance, whole, None);
            None
        }
    }
}

struct Degrees {
    value: f64,
    tidied: bool,
}

fn degrees(text: &str) -> Option<Degrees> {
    if let Some(value) = decimal(text) {
        return Some(Degrees { value, tidied: false });
    }
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '°')
        .map(|c| match c {
            ',' => '.',
            '−' | '–' => '-',
            other => other,
        })
        .collect();
    decimal(&bare).map(|value| Degrees { value, tidied: true })
}

/// A plain decimal number: no exponent, `inf` or `nan`.
fn decimal(text: &str) -> Option<f64> {
    let is_plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.".contains(&b));
    if !is_plain {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Two numbers in one cell: `43.52, 5.41`, `43,52 ; 5,41`, `(43.52 5.41)`.
fn pair(text: &str) -> Option<(f64, f64)> {
    let text = text.trim_matches(['(', ')', '[', ']']).trim();
    for separator in [";", "|", "/", ", ", " "] {
        if let Some((first, second)) = text.split_once(separator)
            && let (Some(first), Some(second)) = (degrees(first.trim()), degrees(second.trim()))
        {
            return Some((first.value, second.value));
        }
    }
    // A comma alone may be the decimal sign of one number: both sides must have a point.
    let (first, second) = text.split_once(',')?;
    let has_points = first.contains('.') && second.contains('.');
    has_points.then_some(())?;
    Some((decimal(first)?, decimal(second)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_in_one_cell_are_told_apart() {
        for text in [
            "43.52, 5.41",
            "43.52,5.41",
            "43,52 ; 5,41",
            "[43.52 5.41]",
            "43.52|5.41",
        ] {
            assert_eq!(pair(text), Some((43.52, 5.41)), "{text}");
        }
        for text in ["43.52", "43,52", "Aix", "1,2,3", ""] {
            assert_eq!(pair(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_is_no_word() {
        for wrong in ["inf", "NaN", "1e5", "", "-", "4.5.6"] {
            assert!(degrees(wrong).is_none(), "{wrong}");
        }
        assert!(degrees("48,85°").is_some_and(|number| number.tidied && number.value == 48.85));
    }
}
