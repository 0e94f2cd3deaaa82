//! The town in a question: "médiathèque près de Lyon", "carte grise Roubaix". It becomes a point to start from, when it
//! is asked for or when words alone find nothing. Typing errors in names of towns are left to the words.

mod names;

use std::ops::Range;
use std::sync::Arc;

use search::Point;
use search::analysis::{Token, tokens};

use crate::locality::Town;
use crate::question::{Around, Near, Question};
pub(crate) use names::Names;

/// How far around a town places are looked for, in metres: a bus ride, then, where there is nothing, a drive.
pub(crate) const AROUND_M: [f64; 2] = [30_000.0, 100_000.0];

/// Fewer results than this leave room for doubt about a town.
pub(crate) const FEW: usize = 20;

/// A name of more words than this is not looked for ("Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson" has eight).
const MOST_WORDS: usize = 8;

/// Words after which a town is where to look around, the longest first.
const AROUND: &[&[&str]] = &[
    &["aux", "alentours"],
    &["aux", "environs"],
    &["pas", "loin"],
    &["non", "loin"],
    &["a", "cote"],
    &["a", "proximite"],
    &["close", "to"],
    &["pres"],
    &["proche"],
    &["autour"],
    &["vers"],
    &["near"],
    &["around"],
];

/// Small words between the need and the town.
const LINKS: &[&str] = &[
    "a", "au", "aux", "dans", "d", "de", "des", "du", "en", "in", "sur",
];

/// What starts the distance from a town, and what surrounds it.
const STARTS: &[&str] = &["autour", "around", "from", "of", "pres"];

/// What a number before it counts, so that it is no postcode.
const COUNTED: &[&str] = &[
    "euro",
    "euros",
    "eur",
    "lieu",
    "lieux",
    "place",
    "places",
    "personne",
    "personnes",
    "people",
    "habitant",
    "habitants",
    "fois",
];

/// A town found in the words of a question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    pub town: Town,
    pub centre: Point,
    /// Its name as typed.
    pub name: String,
    /// The words that say it is there, as typed: "près de Lyon".
    pub phrase: String,
    /// The other words.
    pub rest: String,
}

/// A question whose words name a town to look around.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Located {
    pub mention: Mention,
    pub radius_m: f64,
}

impl Located {
    /// The question without the town in its words, asked from its centre.
    pub fn question<'a>(&'a self, question: &Question<'a>) -> Question<'a> {
        Question {
            words: &self.mention.rest,
            typing: false,
            near: Some(Near {
                point: self.mention.centre,
                radius_m: Some(self.radius_m),
            }),
            locality: Some(self.mention.town.locality.clone()),
            ..question.clone()
        }
    }

    pub fn around(&self) -> Around {
        Around {
            name: Arc::clone(&self.mention.town.name),
            centre: self.mention.centre,
            radius_m: self.radius_m,
        }
    }
}

/// The town that a distance is measured from; the words that say so begin at a byte ("de Lille", "autour du Havre").
pub(crate) fn measured_from(words: &str, start: usize, names: Names<'_>) -> Option<Mention> {
    let cut = tokens(words);
    let is_small = |token: &Token| {
        let folded = token.folded.as_str();
        LINKS.contains(&folded) || STARTS.contains(&folded)
    };
    let first = cut.iter().position(|token| token.range.start >= start)?;
    let small = cut[first..].iter().take_while(|token| is_small(token)).count();
    // A name may itself begin so ("Sur"): small words are left away one by one.
    let named = (first..=first + small).rev().filter(|from| *from < cut.len());
    let named = named
        .into_iter()
        .find_map(|from| names.starting(words, &cut, from))?;
    mention(named.town, words, &named.name, start..named.end)
}

/// The town around which the words ask to look ("près de Lyon").
pub(crate) fn asked_around(words: &str, names: Names<'_>) -> Option<Mention> {
    let cut = tokens(words);
    for first in 0..cut.len() {
        let Some(marker) = AROUND.iter().find(|marker| {
            cut.len() > first + marker.len()
                && marker
                    .iter()
                    .zip(&cut[first..])
                    .all(|(word, token)| *word == token.folded)
        }) else {
            continue;
        };
        let mut from = first + marker.len();
        while from + 1 < cut.len() && LINKS.contains(&cut[from].folded.as_str()) {
            from += 1;
        }
        if let Some(named) = names.starting(words, &cut, from) {
            // "Artigues-près-Bordeaux" is a name as a whole.
            let whole = |token: &Token| (names.whole)(&words[token.range.start..named.end]).is_some();
            if cut[..first].iter().any(whole) {
                return None;
            }
            return mention(named.town, words, &named.name, cut[first].range.start..named.end);
        }
    }
    None
}

/// The town that the words end with, or else begin with; `find` knows towns by their very name.
pub(crate) fn mentioned(words: &str, find: impl Fn(&str) -> Option<Town>) -> Option<Mention> {
    let cut = tokens(words);
    let count = cut.len();
    for from in count.saturating_sub(MOST_WORDS)..count {
        let name = &words[cut[from].range.start..cut[count - 1].range.end];
        if let Some(town) = find(name) {
            let mut end = from;
            while end > 0 && LINKS.contains(&cut[end - 1].folded.as_str()) {
                end -= 1;
            }
            let start = if end == 0 { 0 } else { cut[end - 1].range.end };
            return mention(town, words, name, start..words.len());
        }
    }
    for end in (1..count.min(MOST_WORDS + 1)).rev() {
        let name = &words[cut[0].range.start..cut[end - 1].range.end];
        if let Some(town) = find(name) {
            return mention(town, words, name, 0..cut[end - 1].range.end);
        }
    }
    None
}

/// The commune of a postcode among the words, with its name beside it: "59000 Lille".
pub(crate) fn postcode(words: &str, find: impl Fn(&str) -> Option<Town>) -> Option<Mention> {
    let cut = tokens(words);
    let is_postcode = |at: usize| {
        let text = &words[cut[at].range.clone()];
        text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) && !is_amount(words, &cut, at)
    };
    let at = (0..cut.len()).find(|at| is_postcode(*at))?;
    let name = &words[cut[at].range.clone()];
    let town = find(name)?;
    let mut first = at;
    while first > 0 && LINKS.contains(&cut[first - 1].folded.as_str()) {
        first -= 1;
    }
    let is_there = |from: usize, end: usize| {
        let named = find(&words[cut[from].range.start..cut[end - 1].range.end]);
        named.is_some_and(|named| named.departement.is_some() && named.departement == town.departement)
    };
    let after = (at + 2..=cut.len().min(at + 1 + MOST_WORDS)).rev();
    let end = after
        .into_iter()
        .find(|end| is_there(at + 1, *end))
        .unwrap_or(at + 1);
    if end == at + 1 {
        let before = first.saturating_sub(MOST_WORDS)..first;
        first = before
            .into_iter()
            .find(|from| is_there(*from, first))
            .unwrap_or(first);
    }
    mention(town, words, name, cut[first].range.start..cut[end - 1].range.end)
}

/// Whether a number is one of something: "10000 euros".
fn is_amount(words: &str, cut: &[Token], at: usize) -> bool {
    let counted = cut
        .get(at + 1)
        .is_some_and(|next| COUNTED.contains(&next.folded.as_str()));
    counted || words[cut[at].range.end..].trim_start().starts_with(['€', '%'])
}

fn mention(town: Town, words: &str, name: &str, said: Range<usize>) -> Option<Mention> {
    let (before, after) = (words[..said.start].trim(), words[said.end..].trim());
    Some(Mention {
        centre: town.centre?,
        town,
        name: name.to_owned(),
        phrase: words[said].trim().to_owned(),
        rest: format!("{before} {after}").trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Directory;

    fn seen(mention: Option<Mention>) -> Option<(String, String)> {
        mention.map(|mention| (mention.town.name.to_string(), mention.rest))
    }

    fn find(name: &str) -> Option<Town> {
        Directory::build([], 1).named_in_words(name)
    }

    fn with_article(name: &str) -> Option<Town> {
        Directory::build([], 1).named_with_article(name)
    }

    const NAMES: Names<'_> = Names {
        whole: &find,
        with_article: &with_article,
    };

    #[test]
    fn a_town_that_a_distance_is_measured_from_has_its_article_back() {
        for (words, expected) in [
            ("de Lille", Some(("Lille", ""))),
            ("du Touquet", Some(("Le Touquet-Paris-Plage", ""))),
            ("du Havre imprimer", Some(("Le Havre", "imprimer"))),
            ("autour du Mans", Some(("Le Mans", ""))),
            ("des Sables-d'Olonne", Some(("Les Sables-d'Olonne", ""))),
            ("d'Arras", Some(("Arras", ""))),
            ("de l'Haÿ", Some(("L'Haÿ-les-Roses", ""))),
            ("de L’Haÿ-les-Roses", Some(("L'Haÿ-les-Roses", ""))),
            ("de la Baule", Some(("La Baule-Escoublac", ""))),
            ("of Le Touquet", Some(("Le Touquet-Paris-Plage", ""))),
            ("de la gare", None),
            ("du lac", None),
            ("du château", None),
            ("du collège", None),
            ("de l'école", None),
            ("de l'église", None),
            ("de la plage", None),
            ("du Château-d'Oléron", Some(("Le Château-d'Oléron", ""))),
            ("du Lac-d'Issarlès", Some(("Le Lac-d'Issarlès", ""))),
            ("de la mairie de Lille", None),
            ("de", None),
            ("", None),
        ] {
            let expected = expected.map(|(name, rest)| (name.to_owned(), rest.to_owned()));
            assert_eq!(seen(measured_from(words, 0, NAMES)), expected, "{words}");
        }
    }

    #[test]
    fn a_town_to_look_around_is_told_from_the_need() {
        for (words, expected) in [
            ("médiathèque près de Lyon", Some(("Lyon", "médiathèque"))),
            ("autour de Roubaix médiathèque", Some(("Roubaix", "médiathèque"))),
            (
                "imprimer à côté de Villeneuve d'Ascq",
                Some(("Villeneuve-d'Ascq", "imprimer")),
            ),
            (
                "carte grise aux alentours du Havre",
                Some(("Le Havre", "carte grise")),
            ),
            ("library near Lille", Some(("Lille", "library"))),
            ("ccas artigues près bordeaux", None),
            ("près de chez moi", None),
            ("mairie de Roubaix", None),
            ("près de", None),
            ("", None),
        ] {
            let expected = expected.map(|(name, rest)| (name.to_owned(), rest.to_owned()));
            assert_eq!(seen(asked_around(words, NAMES)), expected, "{words}");
        }
    }

    #[test]
    fn a_number_of_something_is_no_postcode() {
        for (words, expected) in [
            ("carte grise 59000", Some(("59000", "carte grise"))),
            ("59000 Lille médiathèque", Some(("59000", "médiathèque"))),
            ("prime 10000 euros", None),
            ("prime de 10000 €", None),
            ("80000€", None),
            ("10000 lieux", None),
        ] {
            let named = |name: &str| match Directory::build([], 1).named(name) {
                crate::locality::Named::Town { taken, .. } => Some(taken),
                _ => None,
            };
            let read = postcode(words, named).map(|mention| (mention.name, mention.rest));
            let expected = expected.map(|(name, rest)| (name.to_owned(), rest.to_owned()));
            assert_eq!(read, expected, "{words}");
        }
    }

    #[test]
    fn a_town_is_found_at_the_end_or_at_the_beginning() {
        for (words, expected) in [
            ("carte grise à Roubaix", Some(("Roubaix", "carte grise"))),
            ("mairie de st etienne", Some(("Saint-Étienne", "mairie"))),
            ("Lille médiathèque", Some(("Lille", "médiathèque"))),
            ("Villeneuve-d'Ascq", Some(("Villeneuve-d'Ascq", ""))),
            ("Lyon 3e", Some(("Lyon 3e Arrondissement", ""))),
            // One typing error away from Roubaix: not this name.
            ("carte grise roubaiix", None),
            ("refaire ma carte grise", None),
            ("🎉", None),
        ] {
            let expected = expected.map(|(name, rest)| (name.to_owned(), rest.to_owned()));
            assert_eq!(seen(mentioned(words, find)), expected, "{words}");
        }
    }
}
