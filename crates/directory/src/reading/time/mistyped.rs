//! The day or the moment that a word with a typing error stands for, right after "open": there, little else can be meant
//! but a town, and a town is never taken for one.

use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::civil::Weekday;
use search::analysis::{tokens, typing_errors};

use super::{DayPart, SpokenDay, SpokenTime};

/// Days and "now" with one typing error, in the language of the word before: "ouvert samdi".
pub(super) fn mistyped(word: &str, is_english: bool) -> Option<SpokenTime> {
    near(word, is_english).filter(|_| !TOWNS.contains(word))
}

fn near(word: &str, is_english: bool) -> Option<SpokenTime> {
    if word.len() < SHORTEST_MISTYPED {
        return None;
    }
    let times = if is_english { ENGLISH } else { FRENCH };
    let is_itself = |(written, _): &(&str, SpokenTime)| word.trim_end_matches('s') == *written;
    if times.iter().any(is_itself) {
        return None;
    }
    let meant = |(written, time): &(&str, SpokenTime)| typing_errors(word, written, 1).map(|_| *time);
    times.iter().find_map(meant)
}

/// The first words of the names of communes, today's and former ones, that are near enough to be taken for a time.
static TOWNS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let france = reference::france();
    let today = france.communes().iter().map(|commune| &*commune.name);
    let former = france.formers().iter().map(|former| &*former.name);
    today
        .chain(former)
        .filter_map(|name| tokens(name).into_iter().next())
        .map(|first| first.folded.to_string())
        .filter(|first| near(first, false).is_some() || near(first, true).is_some())
        .collect()
});

/// Shorter words are too near to too many others.
const SHORTEST_MISTYPED: usize = 5;

const fn next(day: Weekday) -> SpokenTime {
    SpokenTime::During(SpokenDay::Next(day), DayPart::Whole)
}

const FRENCH: &[(&str, SpokenTime)] = &[
    ("lundi", next(Weekday::Monday)),
    ("mardi", next(Weekday::Tuesday)),
    ("mercredi", next(Weekday::Wednesday)),
    ("jeudi", next(Weekday::Thursday)),
    ("vendredi", next(Weekday::Friday)),
    ("samedi", next(Weekday::Saturday)),
    ("dimanche", next(Weekday::Sunday)),
    ("demain", SpokenTime::During(SpokenDay::Tomorrow, DayPart::Whole)),
    ("aujourdhui", SpokenTime::During(SpokenDay::Today, DayPart::Whole)),
    ("weekend", SpokenTime::During(SpokenDay::Weekend, DayPart::Whole)),
    ("maintenant", SpokenTime::Now),
];

const ENGLISH: &[(&str, SpokenTime)] = &[
    ("monday", next(Weekday::Monday)),
    ("tuesday", next(Weekday::Tuesday)),
    ("wednesday", next(Weekday::Wednesday)),
    ("thursday", next(Weekday::Thursday)),
    ("friday", next(Weekday::Friday)),
    ("saturday", next(Weekday::Saturday)),
    ("sunday", next(Weekday::Sunday)),
    (
        "tomorrow",
        SpokenTime::During(SpokenDay::Tomorrow, DayPart::Whole),
    ),
    ("weekend", SpokenTime::During(SpokenDay::Weekend, DayPart::Whole)),
];

#[cfg(test)]
mod tests {
    use super::super::Spoken;

    #[test]
    fn no_town_is_taken_for_a_time() {
        for commune in reference::france().communes() {
            let name = &*commune.name;
            for words in [
                format!("ouvert à {name}"),
                format!("ouvert {name}"),
                format!("open in {name}"),
                format!("open {name}"),
            ] {
                if let Some(spoken) = Spoken::read(&words) {
                    assert!(spoken.rest.ends_with(name), "{words}: {spoken:?}");
                }
            }
        }
    }

    #[test]
    fn a_word_after_a_preposition_of_place_is_no_mistyped_time() {
        for words in [
            "ouvert à samdi",
            "open in sundey",
            "open at saterday",
            "ouvert maintennat2",
        ] {
            assert_eq!(Spoken::read(words), None, "{words}");
        }
        assert!(Spoken::read("ouvert le samdi").is_some());
    }
}
