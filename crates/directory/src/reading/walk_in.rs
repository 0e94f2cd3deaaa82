//! The wish to come without an appointment: "sans rendez-vous", "no appointment needed", "walk-in".

use search::analysis::{Token, tokens, typing_errors};
use std::ops::Range;

/// What says that none is needed, each with the small words that may come before the appointment. "Pas" alone does not:
/// who "n'arrive pas à prendre rendez-vous", who says "je n'ai pas de rendez-vous", wants one.
const WITHOUT: &[(&[&str], &[&str])] = &[
    (
        &["sans"],
        &["aucun", "avoir", "besoin", "de", "d", "prendre", "prise", "un"],
    ),
    (&["pas", "besoin"], &["de", "d", "un", "prendre"]),
    (&["without"], &["a", "an", "any", "booking", "having", "making"]),
    (&["no", "need"], &["an", "for", "a", "of"]),
    (&["no"], &["an"]),
];

/// After an appointment that is none, these say that none can be had.
const NONE_LEFT: &[&str] = &[
    "available",
    "disponible",
    "disponibles",
    "left",
    "libre",
    "libres",
    "possible",
];

/// What may follow an appointment and belongs to the wish.
const TAIL: &[&str] = &[
    "necessary",
    "necessaire",
    "needed",
    "obligatoire",
    "prealable",
    "required",
];

/// Where the words ask for it, if they do.
pub(super) fn find(words: &str) -> Option<Range<usize>> {
    let cut = tokens(words);
    (0..cut.len()).find_map(|at| {
        let count = without_appointment(&cut[at..]).or_else(|| walk_in(&cut[at..]))?;
        Some(cut[at].range.start..cut[at + count - 1].range.end)
    })
}

/// How many words it takes to say that there is no appointment, from the first on.
fn without_appointment(cut: &[Token]) -> Option<usize> {
    let says = |without: &[&str]| {
        without.len() <= cut.len() && without.iter().zip(cut).all(|(word, token)| *word == token.folded)
    };
    let (without, links) = WITHOUT.iter().find(|(without, _)| says(without))?;
    let mut count = without.len();
    let is_link = |token: &&Token| links.contains(&&*token.folded);
    count += cut[count..].iter().take_while(is_link).count();
    count += appointment(&cut[count..])?;
    let next_is_of = |words: &[&str]| {
        cut.get(count)
            .is_some_and(|token| words.contains(&&*token.folded))
    };
    if next_is_of(NONE_LEFT) {
        return None;
    }
    Some(count + usize::from(next_is_of(TAIL)))
}

/// How many words an appointment takes.
fn appointment(cut: &[Token]) -> Option<usize> {
    let folded = |at: usize| cut.get(at).map_or("", |token| &*token.folded);
    let is = |word: &str, meant: &str, errors| typing_errors(word, meant, errors).is_some();
    if matches!(folded(0), "rdv" | "rdvs")
        || is(folded(0), "rendezvous", 2)
        || is(folded(0), "appointment", 2)
        || is(folded(0), "appointments", 1)
        || is(folded(0), "booking", 1)
    {
        return Some(1);
    }
    (is(folded(0), "rendez", 2) && folded(1) == "vous").then_some(2)
}

/// How many words "walk-in" or "drop-in" takes.
fn walk_in(cut: &[Token]) -> Option<usize> {
    match (&*cut[0].folded, cut.get(1).map(|token| &*token.folded)) {
        ("walk" | "drop", Some("in" | "ins")) => Some(2),
        ("walkin" | "walkins" | "dropin", _) => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wish_is_told_from_what_sounds_like_it() {
        for (words, expected) in [
            ("sans rendez-vous", Some("sans rendez-vous")),
            ("aide impôts sans rendez vous à Lille", Some("sans rendez vous")),
            ("mairie sans rdv", Some("sans rdv")),
            ("SANS R.D.V.", Some("SANS R.D.V")),
            ("sans randez-vous", Some("sans randez-vous")),
            ("sans rendé-vous", Some("sans rendé-vous")),
            ("sans rendezvous", Some("sans rendezvous")),
            ("sans prendre de rendez-vous", Some("sans prendre de rendez-vous")),
            ("caf pas besoin de rendez-vous", Some("pas besoin de rendez-vous")),
            (
                "sans rendez-vous préalable, caf",
                Some("sans rendez-vous préalable"),
            ),
            ("pas besoin d'un rendez-vous", Some("pas besoin d'un rendez-vous")),
            ("sans rendez-vous nécessaire", Some("sans rendez-vous nécessaire")),
            ("no booking required", Some("no booking required")),
            ("no need for an appointment", Some("no need for an appointment")),
            ("without appointment", Some("without appointment")),
            ("library without an apointment", Some("without an apointment")),
            ("no appointment needed", Some("no appointment needed")),
            ("walk-in", Some("walk-in")),
            ("sans", None),
            ("rendez-vous", None),
            ("prendre rendez-vous", None),
            ("rendez-vous sans internet", None),
            ("je n'arrive pas à prendre rendez-vous", None),
            ("je ne peux pas prendre rendez-vous", None),
            ("je n'ai pas de rendez-vous", None),
            ("pas de rendez-vous disponible à la préfecture", None),
            ("no appointment available", None),
            ("sans rendez-vous disponible", None),
            ("rendez-vous à domicile", None),
            ("avec rendez-vous", None),
            ("sans abri", None),
            ("walk", None),
            ("", None),
        ] {
            assert_eq!(find(words).map(|range| &words[range]), expected, "{words}");
        }
    }
}
