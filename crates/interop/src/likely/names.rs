//! How much the name of a column resembles a field of the schema: the words that people, spreadsheets and portals use.
//!
//! The words were gathered from the headers of some thirty published lists of places.

use crate::column::Column;
use crate::fold::fold;

/// Worth of a name that is the word and nothing else.
const WHOLE: u32 = 100;
/// Worth of a name of which the word is a part.
const PART: u32 = 70;
/// Worth of a name that begins with the word and goes on without a space: `Nomdelastructure`.
const SQUASHED: u32 = 55;
/// Worth of a name that is a slip away from the field's own.
const SLIP: u32 = 60;
/// What each word more takes away from a part.
const OTHER_WORD: u32 = 3;
/// What columns that a geocoder added lose against those that the author wrote.
const GEOCODED: u32 = 20;

/// Words for a field, in folded form; the second list is of words that are sure only where they stand alone.
fn words(field: Column) -> (&'static [&'static str], &'static [&'static str]) {
    match field {
        Column::Id => (
            &[
                "id",
                "identifiant",
                "gid",
                "fid",
                "objectid",
                "uid",
                "uuid",
                "matricule",
                "reference",
                "ref",
            ],
            &["numero", "num", "cle"],
        ),
        Column::Name => (
            &[
                "nom",
                "name",
                "nomdulieu",
                "nomdelastructure",
                "nomstructure",
                "nomdusite",
                "raisonsociale",
                "intitule",
                "denomination",
                "enseigne",
            ],
            &[
                "structure",
                "lieu",
                "site",
                "organisme",
                "organisation",
                "etablissement",
                "libelle",
                "lib",
                "titre",
                "label",
            ],
        ),
        Column::Commune => (
            &[
                "commune",
                "ville",
                "city",
                "town",
                "localite",
                "municipalite",
                "libcom",
                "nomcommune",
            ],
            &["com"],
        ),
        Column::Postcode => (
            &["codepostal", "cp", "postcode", "zip", "zipcode", "postalcode"],
            &[],
        ),
        Column::Street => (
            &[
                "adresse",
                "address",
                "adress",
                "rue",
                "voie",
                "street",
                "adressepostale",
                "adr",
            ],
            &[],
        ),
        Column::UpdatedOn => (
            &[
                "datemaj",
                "maj",
                "miseajour",
                "datedemiseajour",
                "datemiseajour",
                "updatedat",
                "updated",
                "lastupdate",
                "modification",
                "modifiele",
                "lastmodified",
            ],
            &["date", "datetime", "latest", "actualisation", "verification"],
        ),
        Column::Latitude => (&["latitude", "lat"], &[]),
        Column::Longitude => (&["longitude", "lon", "lng", "long"], &[]),
        Column::CommuneCode => (
            &["codeinsee", "insee", "citycode", "inseecom", "codecommune"],
            &[],
        ),
        Column::Phone => (&["telephone", "tel", "phone", "fixe"], &["mobile", "portable"]),
        Column::Emails => (&["courriel", "email", "mail", "mel", "adressemail"], &[]),
        Column::Websites => (
            &["siteweb", "siteinternet", "website", "url", "web", "site"],
            &["lien", "page", "internet"],
        ),
        Column::Pivot => (&["siret", "rna", "pivot"], &[]),
        Column::Hours => (&["horaires", "horaire", "ouverture", "openinghours"], &["heures"]),
        _ => (&[], &[]),
    }
}

/// Words of people, who are not places.
const PEOPLE: &[&str] = &[
    "contact",
    "referent",
    "prenom",
    "personne",
    "agent",
    "responsable",
    "conseiller",
];

/// Words that make a name one of something else.
fn foreign(field: Column) -> impl Iterator<Item = &'static str> {
    let (people, others): (&[&str], &[&str]) = match field {
        Column::Id => (
            &[],
            &["parent", "structure", "departement", "region", "epci", "score"],
        ),
        Column::Name => (
            PEOPLE,
            &[
                "commune",
                "com",
                "ville",
                "departement",
                "dep",
                "region",
                "reg",
                "epci",
                "adresse",
                "rue",
                "voie",
                "type",
                "statut",
                "nature",
                "format",
                "code",
                "porteuse",
                "mere",
                "parente",
                "mail",
                "email",
                "web",
                "internet",
                "siren",
                "siret",
                "score",
            ],
        ),
        Column::Commune => (&[], &["communaute", "epci", "rue"]),
        Column::Postcode => (&[], &["insee", "citycode"]),
        Column::Street => (
            &[],
            &[
                "mail",
                "email",
                "electronique",
                "web",
                "internet",
                "commune",
                "ville",
                "departement",
                "region",
                "complement",
                "suite",
                "absente",
            ],
        ),
        Column::UpdatedOn => (
            &[],
            &[
                "creation",
                "create",
                "created",
                "naissance",
                "fermeture",
                "debut",
                "fin",
            ],
        ),
        Column::Hours => (
            &[],
            &[
                "commentaire",
                "commentaires",
                "autres",
                "matin",
                "lundi",
                "mardi",
                "mercredi",
                "jeudi",
                "vendredi",
                "samedi",
                "dimanche",
            ],
        ),
        _ => (PEOPLE, &[]),
    };
    people.iter().chain(others).copied()
}

/// How much the name of a column resembles a field: 0, not at all, to 100, a word for it and nothing else.
pub(super) fn likeness(field: Column, name: &str) -> u32 {
    let whole = fold(name);
    let parts = parts(name);
    if whole.is_empty() || is_forbidden(field, &whole, &parts) {
        return 0;
    }
    let (sure, alone) = words(field);
    let geocoded = if is_geocoded(&parts) { GEOCODED } else { 0 };
    let others = OTHER_WORD * u32::try_from(parts.len().saturating_sub(1).min(10)).expect("at most ten");
    let worth = |word: &str, is_sure: bool| {
        let least = if is_sure { 0 } else { 20 };
        if whole == word {
            WHOLE - least
        } else if stands_in(word, &parts) {
            PART - least - others
        } else if parts.len() == 1 && word.len() >= 5 && whole.starts_with(word) {
            SQUASHED - least
        } else {
            0
        }
    };
    let by_word = sure
        .iter()
        .map(|word| worth(word, true))
        .chain(alone.iter().map(|word| worth(word, false)))
        .max()
        .unwrap_or(0);
    let by_slip = match crate::column::nearest_column(name) {
        Some(near) if near == field => SLIP,
        _ => 0,
    };
    by_word.max(by_slip).saturating_sub(geocoded)
}

/// Whether the name says that the column is something else, whatever its values look like.
pub(super) fn forbid(field: Column, name: &str) -> bool {
    is_forbidden(field, &fold(name), &parts(name))
}

fn is_forbidden(field: Column, whole: &str, parts: &[String]) -> bool {
    foreign(field).any(|word| {
        let inside = parts.len() == 1 && word.len() >= 4 && whole.contains(word) && whole != word;
        parts.iter().any(|part| part == word) || inside
    })
}

/// The words of a name: `c__edit_datemaj` has three, `codePostal` two.
fn parts(name: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(name.len() + 8);
    let mut was_small = false;
    for c in name.chars() {
        if was_small && c.is_uppercase() {
            spaced.push(' ');
        }
        was_small = c.is_lowercase();
        spaced.push(c);
    }
    let words = spaced.split(|c: char| !c.is_alphanumeric() && !is_combining_accent(c));
    words.map(fold).filter(|word| !word.is_empty()).collect()
}

/// Accents of decomposed text do not part words.
fn is_combining_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether the word is one of the parts, or several that follow one another.
fn stands_in(word: &str, parts: &[String]) -> bool {
    (0..parts.len()).any(|start| {
        let mut rest = word;
        for part in &parts[start..] {
            match rest.strip_prefix(part.as_str()) {
                Some("") => return true,
                Some(more) => rest = more,
                None => return false,
            }
        }
        false
    })
}

/// Columns that the national geocoder adds to a table begin with `result_`.
fn is_geocoded(parts: &[String]) -> bool {
    parts
        .first()
        .is_some_and(|first| first == "result" || first == "ban")
}
