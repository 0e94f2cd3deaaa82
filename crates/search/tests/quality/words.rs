//! What people type and what they must find first; what is suggested and what is marked.

use search::Query;

use crate::town::{ROWS, town};

#[test]
fn what_is_typed_finds_what_is_meant() {
    let town = town();
    let cases: &[(&str, &[u64])] = &[
        // accents, case, ligatures
        ("mediatheque", &[1]),
        ("MÉDIATHÈQUE JEANNE VILLEPIN", &[1]),
        ("oeuvre laique", &[13]),
        ("Œuvre", &[13]),
        ("etat civil", &[2]),
        // elision, hyphens, acronyms
        ("l'oeuvre", &[13]),
        ("d’allocations familiales", &[3]),
        ("qu'ordinateur", &[5]),
        ("saint-amand", &[6]),
        ("aujourd'hui", &[16]),
        ("C.C.A.S.", &[10]),
        // plural, feminine, conjugation
        ("médiathèques", &[1]),
        ("atelier numérique", &[1]),
        ("allocation familiale", &[3]),
        ("réparations", &[9]),
        ("initiations ordinateurs", &[5]),
        ("prairies", &[14]),
        // synonyms both ways
        ("bibliothèque", &[1]),
        ("caf", &[3]),
        ("C.A.F.", &[3]),
        ("pôle emploi", &[4]),
        ("pole emploi grandcourt", &[4]),
        ("epn", &[5]),
        ("certificat d'immatriculation", &[7]),
        ("hôtel de ville valrose", &[2]),
        ("rsa", &[10]),
        ("cpam", &[15]),
        ("sécu", &[15]),
        ("ameli", &[15]),
        ("imprimer", &[5]),
        ("ordi", &[5]),
        ("pc", &[5]),
        ("curriculum vitae", &[8]),
        ("téléphone portable", &[9]),
        ("cours informatique senior", &[11]),
        ("la poste", &[12]),
        ("fisc", &[6]),
        ("msap", &[7]),
        ("dépannage", &[9]),
        ("st amand", &[6]),
        // typing errors
        ("mediateque", &[1]),
        ("mairei valrose", &[2]),
        ("ordniateur", &[5]),
        ("alocations", &[3]),
        ("numerqiue moulin", &[5]),
        ("mediatehqe", &[1]),
        ("inserton", &[8]),
        // numbers
        ("59230", &[6]),
        ("59400 scanner", &[12]),
        // questions
        ("Bonjour, je cherche comment faire une carte d'identité", &[2]),
        ("où trouver de l'aide pour mes impôts ?", &[6]),
        // neighbours before words apart, the name before the text, the whole name first
        ("aide numérique", &[16]),
        ("mairie", &[17, 2]),
        ("mairie valrose", &[2]),
        ("prairie", &[14]),
        ("carte grise", &[7]),
    ];
    for (text, expected) in cases {
        let found = town.find(text);
        assert!(
            found.starts_with(expected),
            "{text}: {found:?}, expected {expected:?} first"
        );
    }
}

#[test]
fn all_the_words_are_needed_while_some_document_has_them() {
    let town = town();
    assert_eq!(town.find("passeport valrose"), [2]);
    let results = town.search(&Query {
        text: "scanner cambrelin tapir",
        ..Query::default()
    });
    let relaxed = results.relaxed.unwrap();
    assert_eq!(
        (relaxed.matched, relaxed.of, relaxed.unknown.as_slice()),
        (2, 3, &["tapir".to_owned()][..])
    );
    assert_eq!(results.hits.iter().map(|hit| hit.key).collect::<Vec<_>>(), [12]);
    assert_eq!(
        town.search(&Query {
            text: "scanner cambrelin",
            ..Query::default()
        })
        .relaxed,
        None
    );
}

#[test]
fn unknown_words_find_nothing_and_invent_nothing() {
    let town = town();
    let results = town.search(&Query {
        text: "xylophone",
        ..Query::default()
    });
    assert_eq!(
        (results.total, results.suggestion, results.relaxed),
        (0, None, None)
    );
}

#[test]
fn a_word_is_found_while_it_is_typed() {
    let town = town();
    for (text, expected) in [
        ("méd", &[1][..]),
        ("mission loc", &[8]),
        ("imprim", &[5]),
        ("medaith", &[1]),
        ("59120 esp", &[5]),
        ("grandc", &[3, 4, 8]),
    ] {
        let found = town.typing(text);
        assert!(
            expected.iter().all(|key| found.contains(key)),
            "{text}: {found:?}"
        );
    }
    assert!(
        town.find("mission loc").is_empty()
            || town
                .search(&Query {
                    text: "mission loc",
                    ..Query::default()
                })
                .relaxed
                .is_some()
    );
    assert!(town.typing("").len() == ROWS.len() && town.typing("la").len() < ROWS.len());
}

#[test]
fn close_words_are_suggested_as_they_are_written() {
    let town = town();
    for (text, expected) in [
        ("mediateque", Some("médiathèque")),
        ("Mairei de Valrose", Some("mairie de Valrose")),
        ("alocations familiales", Some("allocations familiales")),
        ("mairie", None),
        ("caf", None),
    ] {
        let results = town.search(&Query {
            text,
            ..Query::default()
        });
        assert_eq!(results.suggestion.as_deref(), expected, "{text}");
    }
}

#[test]
fn short_words_and_numbers_are_not_guessed() {
    let town = town();
    assert_eq!(town.find("59121"), [] as [u64; 0]);
    assert_eq!(town.find("cvv"), [] as [u64; 0]);
}

#[test]
fn only_grammar_asks_for_everything() {
    let town = town();
    for text in ["", "de la", "  ", "🎉", "l'"] {
        assert_eq!(
            town.search(&Query {
                text,
                ..Query::default()
            })
            .total,
            ROWS.len(),
            "{text}"
        );
    }
}

#[test]
fn matching_words_are_shown() {
    let town = town();
    for (query, prefix_last, text, expected) in [
        (
            "médiathèques",
            false,
            "La Médiathèque, des mediatheques",
            "La [Médiathèque], des [mediatheques]",
        ),
        (
            "l'ordinateur",
            false,
            "Initiation à l’ordinateur",
            "Initiation à l’[ordinateur]",
        ),
        (
            "caf",
            false,
            "Caisse d'allocations familiales de Valrose",
            "[Caisse] d'[allocations] [familiales] de Valrose",
        ),
        (
            "allocations familiales",
            false,
            "une caisse, la C.A.F.",
            "une caisse, la [C.A.F].",
        ),
        ("bibliothèque", false, "Médiathèque", "[Médiathèque]"),
        (
            "medi",
            true,
            "médiathèque et médiation",
            "[médiathèque] et [médiation]",
        ),
        ("mediateque", false, "La médiathèque", "La [médiathèque]"),
        ("mairie", false, "La prairie", "La prairie"),
        ("de la", false, "de la mairie", "de la mairie"),
        ("", false, "rien", "rien"),
    ] {
        assert_eq!(town.marked(query, prefix_last, text), expected, "{query}");
    }
}
