//! A distance in the words of a question: "à moins de 5 km de Lyon", "within 2 miles". From where it is measured is for
//! the town in the words, the commune of its field or the position.

use std::ops::Range;

use search::analysis::{Token, tokens};

/// The farthest that words may ask for, in metres: as far as an address may.
const FARTHEST_M: f64 = 500_000.0;

const METRES_IN_KM: f64 = 1_000.0;
/// The international mile.
const METRES_IN_MILE: f64 = 1_609.344;

/// A distance found in the words of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct SpokenDistance {
    /// How far, in metres; none where nothing can be that near or that far ("0 km", "3 000 km").
    pub radius_m: Option<f64>,
    /// The words that say so, as typed, without those that say from where.
    pub phrase: String,
    /// Where a town may follow that it is measured from ("de Lille"): how many bytes before the end of the words that
    /// are left these begin.
    pub(crate) start_from_end: Option<usize>,
}

/// A distance, and the bytes that it takes: those that say it is measured from the person are among them, those of a town
/// are not.
pub(super) struct Found {
    pub distance: SpokenDistance,
    pub range: Range<usize>,
}

/// What opens a distance, the longest first.
const OPENERS: &[&[&str]] = &[
    &["dans", "un", "rayon", "de"],
    &["a", "moins", "de"],
    &["a", "moins", "d"],
    &["no", "more", "than"],
    &["a", "environ"],
    &["less", "than"],
    &["up", "to"],
    &["rayon", "de"],
    &["moins", "de"],
    &["jusqu", "a"],
    &["within"],
    &["under"],
    &["dans"],
    &["a"],
];

/// What says that a distance is measured from the person.
const FROM_HERE: &[&[&str]] = &[
    &["autour", "de", "chez", "moi"],
    &["de", "chez", "moi"],
    &["de", "chez", "nous"],
    &["autour", "de", "moi"],
    &["of", "my", "home"],
    &["from", "my", "home"],
    &["around", "me"],
    &["from", "here"],
    &["from", "me"],
    &["of", "here"],
    &["of", "me"],
    &["de", "moi"],
    &["a", "la", "ronde"],
    &["d", "ici"],
    &["ici"],
];

/// What stands between a distance and the town it is measured from.
const FROM_TOWN: &[&[&str]] = &[
    &["autour", "de"],
    &["autour", "du"],
    &["autour"],
    &["around"],
    &["from"],
    &["pres", "de"],
    &["pres", "du"],
    &["pres"],
    &["de"],
    &["du"],
    &["des"],
    &["of"],
];

/// The distance in the words, if they say one.
pub(super) fn find(words: &str) -> Option<Found> {
    let cut = tokens(words);
    (0..cut.len()).find_map(|at| starting(words, &cut, at))
}

fn starting(words: &str, cut: &[Token], at: usize) -> Option<Found> {
    let opener = OPENERS.iter().find_map(|opener| begins(&cut[at..], opener));
    let first = at + opener.unwrap_or(0);
    let (radius_m, count) = length(words, &cut[first..])?;
    let end = first + count;
    let after = &cut[end..];
    let from_here = FROM_HERE.iter().find_map(|from| begins(after, from));
    // An elided article is no word: "d'Arras".
    let is_elided = after.first().is_some_and(|next| {
        let between = words[cut[end - 1].range.end..next.range.start].trim();
        matches!(between, "d'" | "d’" | "D'" | "D’")
    });
    let elided = is_elided.then_some(0);
    let from_town = FROM_TOWN.iter().find_map(|from| begins(after, from)).or(elided);
    let from_town = from_town.filter(|_| from_here.is_none());
    // A bare length may be part of a name, unless nothing else follows than from where it is; metres alone are a size.
    let unit = cut[end - 1]
        .folded
        .trim_start_matches(|digit: char| digit.is_ascii_digit());
    let is_size = !after.is_empty() || metres_in(unit) == Some(1.0);
    if opener.is_none() && from_here.is_none() && from_town.is_none() && is_size {
        return None;
    }
    // "À 5 km de" and nothing more: what is not finished goes with the distance.
    let unfinished = from_town.filter(|count| end + count == cut.len());
    let until = end + from_here.or(unfinished).unwrap_or(0);
    let range = cut[at].range.start..cut[until - 1].range.end;
    let has_town = from_town.is_some() && unfinished.is_none();
    Some(Found {
        distance: SpokenDistance {
            radius_m: (1.0..=FARTHEST_M).contains(&radius_m).then_some(radius_m),
            phrase: words[cut[at].range.start..cut[end - 1].range.end].to_owned(),
            start_from_end: has_town.then(|| words[range.end..].trim().len()),
        },
        range,
    })
}

/// A town that a distance is measured from ("de Lille") as one says it without the distance ("près de Lille"); `None` for
/// what says it in another way.
pub(super) fn said_near(town: &str) -> Option<String> {
    let cut = tokens(town);
    let first = cut.first()?;
    let start = town.get(..first.range.start).map(str::to_lowercase);
    if matches!(start.as_deref(), Some("d'" | "d’")) {
        return Some(format!("près {town}"));
    }
    if cut.len() < 2 {
        return None;
    }
    match &*first.folded {
        "de" | "du" | "des" => Some(format!("près {town}")),
        "of" | "from" => Some(format!("near {}", town[first.range.end..].trim())),
        "pres" | "autour" | "around" => Some(town.to_owned()),
        _ => None,
    }
}

/// How many words these are, where the text begins with them.
fn begins(cut: &[Token], words: &[&str]) -> Option<usize> {
    let is_same = |(word, token): (&&str, &Token)| *word == token.folded;
    (words.len() <= cut.len() && words.iter().zip(cut).all(is_same)).then_some(words.len())
}

/// A length at the beginning of words, in metres, and how many words say it: "5 km", "2,5 kilomètres", "500m".
fn length(text: &str, cut: &[Token]) -> Option<(f64, usize)> {
    let word = |at: usize| cut.get(at).map(|token| &*token.folded);
    let first = word(0)?;
    let digits = first.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    if digits.is_empty() || digits.len() > 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let glued = &first[digits.len()..];
    let whole: f64 = digits.parse().ok()?;
    if !glued.is_empty() {
        return Some((whole * metres_in(glued)?, 1));
    }
    let second = word(1)?;
    if let Some(unit) = metres_in(second) {
        return Some((whole * unit, 2));
    }
    // "2,5 km" and "2.5 km" are cut in two numbers; "2 000 m" too.
    let between = &text[cut[0].range.end..cut[1].range.start];
    let digits = second.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let glued = &second[digits.len()..];
    let (unit, count) = if glued.is_empty() {
        (metres_in(word(2)?)?, 3)
    } else {
        (metres_in(glued)?, 2)
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let more: f64 = digits.parse().ok()?;
    match between {
        "," | "." => Some((
            (whole + more / 10_f64.powi(i32::try_from(digits.len()).ok()?)) * unit,
            count,
        )),
        _ if between.trim().is_empty() && digits.len() == 3 => Some(((whole * 1_000.0 + more) * unit, count)),
        _ => None,
    }
}

fn metres_in(unit: &str) -> Option<f64> {
    Some(match unit {
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" | "kilomettre"
        | "kilomettres" => METRES_IN_KM,
        "m" | "metre" | "metres" | "meter" | "meters" => 1.0,
        "mile" | "miles" => METRES_IN_MILE,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_told_from_the_need_and_from_where_it_starts() {
        for (words, radius_m, rest, start) in [
            ("à moins de 5 km", 5_000.0, "|", None),
            (
                "a moins de 5 km de Valbrune",
                5_000.0,
                "| de Valbrune",
                Some("de Valbrune"),
            ),
            (
                "imprimer à moins de 5km d'Arras",
                5_000.0,
                "imprimer | d'Arras",
                Some("d'Arras"),
            ),
            ("imprimer à 500 m", 500.0, "imprimer |", None),
            (
                "dans un rayon de 2,5 kilomètres autour de Lyon",
                2_500.0,
                "| autour de Lyon",
                Some("autour de Lyon"),
            ),
            ("à 5 km des Sables", 5_000.0, "| des Sables", Some("des Sables")),
            (
                "wifi within 5 km of Valbrune",
                5_000.0,
                "wifi | of Valbrune",
                Some("of Valbrune"),
            ),
            ("within 5 km", 5_000.0, "|", None),
            (
                "library within 10 miles of Lille",
                16_093.44,
                "library | of Lille",
                Some("of Lille"),
            ),
            (
                "5 km autour de Lille",
                5_000.0,
                "| autour de Lille",
                Some("autour de Lille"),
            ),
            ("caf à 2 000 m de chez moi", 2_000.0, "caf |", None),
            (
                "à moins de 10 km d'ici ordinateur",
                10_000.0,
                "| ordinateur",
                None,
            ),
            ("à moins de 3 km imprimer", 3_000.0, "| imprimer", None),
            ("wifi 5 km", 5_000.0, "wifi |", None),
            // A quotation mark is no elided article.
            ("'wifi à 5 km' Lille", 5_000.0, "'wifi |' Lille", None),
            ("à 5 km de", 5_000.0, "|", None),
        ] {
            let found = find(words).unwrap_or_else(|| panic!("{words}"));
            let (before, after) = (&words[..found.range.start], &words[found.range.end..]);
            let read = found.distance.radius_m.unwrap();
            assert!((read - radius_m).abs() < 1e-6, "{words}: {read}");
            assert_eq!(format!("{before}|{after}"), rest, "{words}");
            let from = found
                .distance
                .start_from_end
                .map(|bytes| &words[words.len() - bytes..]);
            assert_eq!(from, start, "{words}");
        }
    }

    #[test]
    fn other_numbers_are_left_to_the_words() {
        for words in [
            "atelier 5",
            "à moins de 5 ans",
            "course 5 km solidaire",
            "atelier 2 000 m",
            "1 m",
            "à 1,1e2 km de Lille",
            "m",
            "à 5",
            "",
        ] {
            assert!(find(words).is_none(), "{words}");
        }
    }

    #[test]
    fn a_distance_that_nothing_can_be_at_is_no_distance() {
        for words in ["à moins de 0 km", "à moins de 3000 km de Lille"] {
            let found = find(words).unwrap_or_else(|| panic!("{words}"));
            assert_eq!(found.distance.radius_m, None, "{words}");
        }
    }
}
