//! Names of places and communes, compared by their words: what is the place's own, what only tells a trade.

use crate::places::name_key;

/// How two names compare.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// One is the other reworded, and something of it is the place's own.
    Alike,
    /// One is the other reworded, and neither says more than the trade and the town.
    AlikeByTrade,
    /// Neither.
    Different,
}

impl Names {
    /// Compares two names, each with the commune it stands beside.
    pub fn compare((name, commune): (&str, &str), (now_name, now_commune): (&str, &str)) -> Self {
        let (one, other) = (words(name, &[]), words(now_name, &[]));
        let towns: Vec<String> = [commune, now_commune]
            .into_iter()
            .flat_map(|commune| words(commune, &[]))
            .collect();
        let own = |all: &[String]| -> Vec<String> {
            let is_own = |word: &&String| !TRADE.contains(&word.as_str()) && !towns.contains(word);
            all.iter().filter(is_own).cloned().collect()
        };
        let (own_one, own_other) = (own(&one), own(&other));
        if !own_one.is_empty() && !own_other.is_empty() {
            let fewest = own_one.len().min(own_other.len());
            return if shared(&own_one, &own_other) * 2 > fewest {
                Self::Alike
            } else {
                Self::Different
            };
        }
        // `Médiathèque` becoming `Médiathèque Jean Moulin` says more, not something else.
        if shared(&one, &other) == one.len().min(other.len()) {
            Self::AlikeByTrade
        } else {
            Self::Different
        }
    }
}

/// How many words the two have in common, slips of the keyboard forgiven.
fn shared(one: &[String], other: &[String]) -> usize {
    let found = |of: &[String], among: &[String]| {
        of.iter()
            .filter(|word| among.iter().any(|candidate| is_slip(word, candidate)))
            .count()
    };
    found(one, other).min(found(other, one))
}

/// Whether two words are one, but for a slip: one letter from five on, two from nine on, a plural.
pub(super) fn is_slip(one: &str, other: &str) -> bool {
    let allowed = match one.chars().count().min(other.chars().count()) {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    one == other || (allowed > 0 && strsim::levenshtein(one, other) <= allowed)
}

/// The folded words of a text without those that say nothing.
pub(super) fn words(text: &str, without: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = name_key(text)
        .split(' ')
        .filter(|word| !word.is_empty() && !EMPTY.contains(word) && !without.contains(word))
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// A commune as far as it tells towns apart: `Lyon 2e Arrondissement` and `LYON CEDEX 03` are Lyon.
pub(super) fn town(commune: &str) -> Vec<String> {
    let mut words = words(commune, &["arrondissement", "cedex"]);
    words.retain(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    for word in &mut words {
        match word.as_str() {
            "st" => "saint".clone_into(word),
            "ste" => "sainte".clone_into(word),
            _ => {}
        }
    }
    words
}

/// Words of any name.
const EMPTY: &[&str] = &[
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "s", "sous", "sur",
    "un", "une",
];

/// Words of any street; its numbers are compared as words.
pub(super) const STREET: &[&str] = &[
    "allee",
    "allees",
    "av",
    "avenue",
    "bd",
    "bis",
    "boulevard",
    "bourg",
    "chemin",
    "cours",
    "eglise",
    "impasse",
    "mairie",
    "place",
    "pl",
    "quai",
    "route",
    "rue",
    "square",
    "ter",
];

/// Words that say what kind of place it is, and not which.
const TRADE: &[&str] = &[
    "accueil",
    "action",
    "agence",
    "aide",
    "antenne",
    "annexe",
    "asso",
    "association",
    "atelier",
    "bibliotheque",
    "bureau",
    "bus",
    "caf",
    "caisse",
    "ccas",
    "centre",
    "cias",
    "cidff",
    "college",
    "communal",
    "communale",
    "communaute",
    "commune",
    "communes",
    "conseil",
    "conseiller",
    "conseillere",
    "conseillers",
    "cpam",
    "csc",
    "culturel",
    "culturelle",
    "cyber",
    "cyberbase",
    "departement",
    "departemental",
    "departementale",
    "emploi",
    "epi",
    "epn",
    "espace",
    "fablab",
    "formation",
    "foyer",
    "france",
    "hotel",
    "infos",
    "info",
    "information",
    "insertion",
    "intercommunal",
    "intercommunale",
    "jeunes",
    "jeunesse",
    "lieu",
    "locale",
    "ludotheque",
    "mairie",
    "maison",
    "mediateur",
    "mediation",
    "mediatheque",
    "metropole",
    "mission",
    "mjc",
    "msa",
    "msap",
    "multimedia",
    "municipal",
    "municipale",
    "numerique",
    "numeriques",
    "ouvert",
    "permanence",
    "pimms",
    "point",
    "pole",
    "poste",
    "prefecture",
    "public",
    "publics",
    "publique",
    "quartier",
    "reseau",
    "relais",
    "rural",
    "rurale",
    "rurales",
    "salle",
    "services",
    "service",
    "social",
    "sociale",
    "socio",
    "socioculturel",
    "solidaire",
    "solidarite",
    "solidarites",
    "structure",
    "tiers",
    "travail",
    "usagers",
    "vie",
    "ville",
];
