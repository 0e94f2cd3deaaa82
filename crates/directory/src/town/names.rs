//! Names of towns as they stand in a sentence: with an article, contracted or elided, or several words long.

use search::analysis::Token;

use super::MOST_WORDS;
use crate::locality::Town;

/// What stands in many towns, in the order of the alphabet: with its article it is not the commune whose name it is or
/// begins ("près du lac", "de l'église": Le Lac-d'Issarlès, L'Église-aux-Bois).
const THINGS: &[&str] = &[
    "bois", "bourg", "canal", "centre", "champs", "chapelle", "chateau", "coteaux", "cour", "croix", "ecole",
    "eglise", "ferme", "fontaine", "foret", "fort", "fosse", "gare", "grands", "hopital", "lac", "maison",
    "marais", "mer", "montagne", "moulin", "parc", "pavillon", "petit", "place", "plage", "pont", "porte",
    "pre", "quartier", "riviere", "stade", "tour", "vallee", "vieux", "village",
];

/// How towns are known: by their very name, and with their article where it was contracted or elided ("du Touquet", "de
/// l'Haÿ"), whose name may go on.
#[derive(Clone, Copy)]
pub(crate) struct Names<'n> {
    /// A name as it is typed.
    pub whole: &'n dyn Fn(&str) -> Option<Town>,
    /// A name that begins with its article.
    pub with_article: &'n dyn Fn(&str) -> Option<Town>,
}

/// A name that was read after small words: the town, the name that it is known by here, and where it ends.
pub(super) struct Named {
    pub town: Town,
    pub name: String,
    pub end: usize,
}

impl Names<'_> {
    /// The town whose name begins with a word, the longest name first.
    pub(super) fn starting(&self, words: &str, cut: &[Token], from: usize) -> Option<Named> {
        let article = article_before(words, cut, from);
        let is_thing = |token: &Token| article.is_some() && THINGS.contains(&token.folded.as_str());
        for end in (from + 1..=cut.len().min(from + MOST_WORDS)).rev() {
            let typed = &words[cut[from].range.start..cut[end - 1].range.end];
            // The last word of "la gare", the only one of "(du) château".
            let is_bare = end - from == 1 + usize::from(article == Some(""));
            if is_bare && is_thing(&cut[end - 1]) {
                return None;
            }
            let with_article = article.map(|article| format!("{article}{typed}"));
            let named = with_article.and_then(|name| Some(((self.with_article)(&name)?, name)));
            let named = named.or_else(|| Some(((self.whole)(typed)?, typed.to_owned())));
            if let Some((town, name)) = named {
                let end = cut[end - 1].range.end;
                return Some(Named { town, name, end });
            }
        }
        None
    }
}

/// The article that the name which begins with a word has in front of it: contracted ("du"), elided ("l'"), or none for
/// a name that begins with it.
fn article_before(words: &str, cut: &[Token], from: usize) -> Option<&'static str> {
    let between =
        &words[from.checked_sub(1).map_or(0, |before| cut[before].range.end)..cut[from].range.start];
    if between.to_lowercase().ends_with(['\'', '’']) && between.to_lowercase().trim_start().starts_with('l')
    {
        return Some("L'");
    }
    if matches!(&*cut[from].folded, "la" | "le" | "les") {
        return Some("");
    }
    match from.checked_sub(1).map(|before| &*cut[before].folded)? {
        "du" | "au" => Some("Le "),
        "des" | "aux" => Some("Les "),
        _ => None,
    }
}
