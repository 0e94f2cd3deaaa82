//! When a source gives the identifier of one place to another one: rows numbered by their rank, or another file.
//!
//! A public address belongs to one place for ever, so an identifier alone is no proof. What becomes of the two places
//! is the business of whoever keeps the directory.

use super::{PlaceRecord, name_key};
use crate::territory::{CommuneCode, DepartementCode, Position, Postcode};

/// What a place is recognised by when its source says something else of it than before.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// `nom`.
    pub name: String,
    /// `commune`, as written.
    pub commune: String,
    /// `code_postal`.
    pub postcode: Postcode,
    /// `code_insee`.
    pub commune_code: Option<CommuneCode>,
    /// `adresse`.
    pub street: String,
    /// `latitude`, `longitude`.
    pub position: Option<Position>,
    /// Phone number and e-mail addresses: those of the place more often than those of an organisation, which `pivot` and
    /// the web site are.
    pub contacts: Vec<String>,
}

/// Two points nearer than this are in the same town, whatever the communes are called: a border, a merger.
const SAME_TOWN_M: f64 = 2_000.0;
/// Two points nearer than this are the same door.
const SAME_DOOR_M: f64 = 200.0;

impl Likeness {
    /// What a record says of it.
    #[must_use]
    pub fn of(record: &PlaceRecord) -> Self {
        let address = &record.address;
        let phone = record.phone.iter().map(|phone| phone.as_str().to_owned());
        let emails = record.emails.iter().map(|email| email.as_str().to_owned());
        Self {
            name: record.name.as_str().to_owned(),
            commune: address.commune.as_str().to_owned(),
            postcode: address.postcode,
            commune_code: address.commune_code,
            street: address.street.as_str().to_owned(),
            position: record.position,
            contacts: phone.chain(emails).collect(),
        }
    }

    /// Whether `now` is another place than this one, although both bear one identifier: its name is another, beyond a
    /// rewording, and so is its town, or else everything by which it could still be recognised.
    ///
    /// A name that says nothing but a trade (« Mairie ») is no proof in another département.
    #[must_use]
    pub fn is_another(&self, now: &Self) -> bool {
        let is_same_town = self.is_same_town(now);
        match Names::compare(self, now) {
            Names::Alike => false,
            Names::AlikeByTrade => !is_same_town && self.departement() != now.departement(),
            Names::Different => !is_same_town || !self.has_in_common(now),
        }
    }

    fn departement(&self) -> DepartementCode {
        match self.commune_code {
            Some(code) => code.departement(),
            None => self.postcode.likely_departement(),
        }
    }

    fn is_same_town(&self, now: &Self) -> bool {
        let same_code = self.commune_code.is_some() && self.commune_code == now.commune_code;
        let same_name = self.departement() == now.departement() && town(&self.commune) == town(&now.commune);
        same_code || same_name || self.postcode == now.postcode || self.is_within(now, SAME_TOWN_M)
    }

    /// Whether something of the door or of the contacts is left. In doubt it is.
    fn has_in_common(&self, now: &Self) -> bool {
        let (street, now_street) = (words(&self.street, STREET), words(&now.street, STREET));
        street.is_empty()
            || now_street.is_empty()
            || street
                .iter()
                .any(|word| now_street.iter().any(|other| is_slip(word, other)))
            || self.is_within(now, SAME_DOOR_M)
            || self.contacts.iter().any(|contact| now.contacts.contains(contact))
    }

    fn is_within(&self, now: &Self, metres: f64) -> bool {
        match (self.position, now.position) {
            (Some(one), Some(other)) => one.distance_m(&other) <= metres,
            _ => false,
        }
    }
}

impl std::fmt::Display for Likeness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.name, self.commune)
    }
}

/// How two names compare.
#[derive(Debug, PartialEq, Eq)]
enum Names {
    /// One is the other reworded, and something of it is the place's own.
    Alike,
    /// One is the other reworded, and neither says more than the trade and the town.
    AlikeByTrade,
    Different,
}

impl Names {
    fn compare(before: &Likeness, now: &Likeness) -> Self {
        let (one, other) = (words(&before.name, EMPTY), words(&now.name, EMPTY));
        let towns: Vec<String> = [&before.commune, &now.commune]
            .iter()
            .flat_map(|commune| words(commune, EMPTY))
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
fn is_slip(one: &str, other: &str) -> bool {
    let allowed = match one.chars().count().min(other.chars().count()) {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    one == other || (allowed > 0 && strsim::levenshtein(one, other) <= allowed)
}

/// The folded words of a text without those that say nothing.
fn words(text: &str, without: &[&str]) -> Vec<String> {
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
fn town(commune: &str) -> Vec<String> {
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
const STREET: &[&str] = &[
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

/// What an import found of identifiers that name another place than before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reassignments {
    /// Records of the file whose identifier the source had before.
    pub known: u64,
    /// Those that are another place now.
    pub reassigned: u64,
}

impl Reassignments {
    /// Up to this many, an identifier that changed hands is dealt with one by one.
    pub const FEW: u64 = 10;
    /// From this many on, a source whose identifiers all changed hands is another file, however small.
    pub const WHOLE_FROM: u64 = 3;

    /// Whether most identifiers name another place, so that the file is more likely another source's, or was numbered
    /// anew. Somebody has to say that it is meant.
    #[must_use]
    pub fn need_consent(self) -> bool {
        let is_most = self.reassigned > Self::FEW && self.reassigned > self.known / 2;
        let is_whole = self.reassigned >= Self::WHOLE_FROM && self.reassigned == self.known;
        is_most || is_whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, commune, postcode, street.
    fn place([name, commune, postcode, street]: [&str; 4]) -> Likeness {
        Likeness {
            name: name.to_owned(),
            commune: commune.to_owned(),
            postcode: Postcode::parse(postcode).unwrap(),
            commune_code: None,
            street: street.to_owned(),
            position: None,
            contacts: Vec::new(),
        }
    }

    fn is_another(before: [&str; 4], now: [&str; 4]) -> bool {
        let (before, now) = (place(before), place(now));
        assert!(!before.is_another(&before) && !now.is_another(&now));
        assert_eq!(
            before.is_another(&now),
            now.is_another(&before),
            "it goes both ways"
        );
        before.is_another(&now)
    }

    #[test]
    fn another_name_in_another_town_is_another_place() {
        for (before, now) in [
            (
                ["Mairie de Reims", "Reims", "51100", "9 place Royale"],
                ["Mairie de Lille", "Lille", "59000", "Place Augustin"],
            ),
            (
                ["Mairie de Reims", "Reims", "51100", "9 place Royale"],
                ["Mairie d'Épernay", "Épernay", "51200", "7 rue Jean"],
            ),
            (
                ["Médiathèque Jean Moulin", "Reims", "51100", "1 rue A"],
                ["École Jean Jaurès", "Lille", "59000", "1 rue A"],
            ),
            (
                ["CCAS de Reims", "Reims", "51100", "1 rue A"],
                ["Centre communal d'action sociale", "Lille", "59000", "1 rue A"],
            ),
            (
                ["Le Phare", "Brest", "29200", "1 rue A"],
                ["La Passerelle", "Quimper", "29000", "1 rue A"],
            ),
            // Town halls, one of them not saying which.
            (
                ["Mairie", "Reims", "51100", "1 rue A"],
                ["Mairie", "Lille", "59000", "1 rue A"],
            ),
            (
                ["Mairie", "Saint-Denis", "93200", "1 rue A"],
                ["Mairie", "Saint-Denis", "97400", "1 rue A"],
            ),
            (
                ["Médiathèque", "Reims", "51100", "1 rue A"],
                ["Médiathèque Jean Moulin", "Lille", "59000", "1 rue A"],
            ),
        ] {
            assert!(is_another(before, now), "{before:?} {now:?}");
        }
    }

    #[test]
    fn a_place_that_is_reworded_renamed_moved_or_corrected_stays_itself() {
        for (before, now) in [
            // Reworded, and its commune corrected.
            (
                ["Médiathèque", "Bezannes", "51430", "1 rue A"],
                ["Médiathèque Jean Moulin", "Reims", "51100", "1 rue A"],
            ),
            (
                ["Mediatheque jean-moulin", "Lyon", "69002", "1 rue A"],
                ["Médiathèque Jean Moulin", "Villeurbanne", "69100", "9 quai B"],
            ),
            (
                ["Le Goéland", "Rennes", "35000", "1 rue A"],
                ["Le Grand Goéland", "Cesson-Sévigné", "35510", "1 rue A"],
            ),
            (
                ["Le Goelan", "Rennes", "35000", "1 rue A"],
                ["Le Goéland", "Vannes", "56000", "1 rue A"],
            ),
            (
                ["EPN Simone Veil", "Rennes", "35000", "1 rue A"],
                ["Espace numérique Simone-Veil", "Vannes", "56000", "1 rue A"],
            ),
            // Renamed where it stands.
            (
                ["MSAP", "Reims", "51100", "1 rue du Lavoir"],
                ["Le Phare", "Reims", "51100", "1, rue du Lavoir"],
            ),
            (
                ["Pôle emploi", "Reims", "51100", "1 rue du Lavoir"],
                ["France Travail", "REIMS CEDEX", "51059", "3 rue du Lavoir"],
            ),
            (
                ["Bibliothèque", "Lyon", "69002", "1 rue du Lavoir"],
                ["Le Phare", "Lyon 3e Arrondissement", "69003", "rue du lavoir"],
            ),
            // Moved within the town, or to the next one under its name.
            (
                ["Le Phare", "Brest", "29200", "1 rue A"],
                ["Le Phare", "Brest", "29200", "40 quai du Port"],
            ),
            (
                ["France Services", "Sizun", "29450", "1 rue A"],
                ["France Services", "Commana", "29450", "2 place B"],
            ),
            // The commune was taken in by another one and kept its postcode.
            (
                ["Salle des fêtes", "Bois", "39100", "1 rue A"],
                ["Le Foyer rural", "Valserine", "39100", "1 rue A"],
            ),
        ] {
            assert!(!is_another(before, now), "{before:?} {now:?}");
        }
    }

    #[test]
    fn in_one_town_nothing_may_be_left_of_a_place_before_it_is_another() {
        let before = place(["Le Phare", "Brest", "29200", "1 rue du Lavoir"]);
        let now = place(["Chez Marguerite", "Brest", "29200", "40 quai Tabarly"]);
        assert!(before.is_another(&now));
        let with = |contacts: &[&str]| Likeness {
            contacts: contacts.iter().map(|text| (*text).to_owned()).collect(),
            ..now.clone()
        };
        let reachable = Likeness {
            contacts: vec!["+33298000000".to_owned()],
            ..before.clone()
        };
        assert!(!reachable.is_another(&with(&["a@exemple.fr", "+33298000000"])));
        assert!(reachable.is_another(&with(&["+33298000001"])));
        let at = |of: &Likeness, latitude| Likeness {
            position: Some(Position::new(latitude, -4.49).unwrap()),
            ..of.clone()
        };
        assert!(!at(&before, 48.390).is_another(&at(&now, 48.391)));
        assert!(at(&before, 48.390).is_another(&at(&now, 48.400)));
    }

    #[test]
    fn identifiers_that_mostly_changed_hands_need_consent() {
        for (known, reassigned, expected) in [
            (0, 0, false),
            (2, 2, false),
            (3, 3, true),
            (4, 3, false),
            (10, 10, true),
            (11, 10, false),
            (12, 11, true),
            (21, 11, true),
            (22, 11, false),
            (1_000, 500, false),
            (1_000, 501, true),
        ] {
            assert_eq!(
                Reassignments { known, reassigned }.need_consent(),
                expected,
                "{reassigned} of {known}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_a_place_is_itself_and_differing_goes_both_ways(
            one in ("\\PC{0,20}", "\\PC{0,12}", "[0-9]{5}", "\\PC{0,20}"),
            other in ("\\PC{0,20}", "\\PC{0,12}", "[0-9]{5}", "\\PC{0,20}"),
        ) {
            let [one, other] = [&one, &other].map(|(name, commune, postcode, street)| place([name, commune, postcode, street]));
            proptest::prop_assert!(!one.is_another(&one));
            proptest::prop_assert_eq!(one.is_another(&other), other.is_another(&one));
            // The same name in the same town is the same place, wherever it moves.
            let moved = Likeness { street: other.street.clone(), ..one.clone() };
            proptest::prop_assert!(!one.is_another(&moved));
        }
    }
}
