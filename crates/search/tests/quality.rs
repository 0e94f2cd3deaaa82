//! What people type and what they must find first, in an invented town.

use search::{
    Document, FacetField, Filter, Index, Order, Point, Query, Results, Schema, Synonyms, TextField,
};

/// Key, name, town, text, services (0: procedures, 1: computer, 2: job), position.
type Row = (
    u64,
    &'static str,
    &'static str,
    &'static str,
    &'static [u32],
    Option<(f64, f64)>,
);

const ROWS: &[Row] = &[
    (
        1,
        "Médiathèque Jeanne-Villepin",
        "59120 Valrose",
        "Ateliers numériques, prêt de tablettes, wifi",
        &[1],
        Some((50.600, 3.050)),
    ),
    (
        2,
        "Mairie de Valrose",
        "59120 Valrose",
        "État civil, carte d'identité, passeport",
        &[0],
        Some((50.610, 3.060)),
    ),
    (
        3,
        "Caisse d'allocations familiales",
        "59000 Grandcourt",
        "Prestations, prime d'activité",
        &[0],
        Some((50.640, 3.070)),
    ),
    (
        4,
        "France Travail",
        "59000 Grandcourt",
        "Recherche d'emploi, actualisation",
        &[2],
        Some((50.641, 3.071)),
    ),
    (
        5,
        "Espace public numérique du Moulin",
        "59120 Valrose",
        "Initiation à l'ordinateur, imprimante",
        &[1],
        Some((50.602, 3.055)),
    ),
    (
        6,
        "Centre social l'Arbre aux Possibles",
        "59230 Saint-Amand",
        "Aide aux démarches administratives, impôts",
        &[0, 1],
        Some((50.450, 3.430)),
    ),
    (
        7,
        "Maison France Services",
        "59230 Saint-Amand",
        "Carte grise, permis, déclaration de revenus",
        &[0],
        Some((50.451, 3.431)),
    ),
    (
        8,
        "Mission locale des Jeunes Pousses",
        "59000 Grandcourt",
        "Insertion professionnelle, CV et lettre",
        &[2],
        Some((50.642, 3.069)),
    ),
    (
        9,
        "Repair café Les Doigts d'Or",
        "59120 Valrose",
        "Réparation d'ordinateurs et de smartphones",
        &[1],
        Some((50.599, 3.049)),
    ),
    (
        10,
        "CCAS de Grandcourt",
        "59000 Grandcourt",
        "Revenu de solidarité active, domiciliation",
        &[0],
        Some((50.639, 3.072)),
    ),
    (
        11,
        "Association Souris Verte",
        "59400 Cambrelin",
        "Cours d'informatique pour personnes âgées",
        &[1],
        None,
    ),
    (
        12,
        "Bureau de poste",
        "59400 Cambrelin",
        "Ordinateur en libre accès, scanner",
        &[1],
        Some((50.170, 3.230)),
    ),
    (
        13,
        "Relais de l'Œuvre Laïque",
        "59400 Cambrelin",
        "Aide à la lecture, français langue étrangère",
        &[0],
        Some((50.172, 3.235)),
    ),
    (
        14,
        "Prairie numérique",
        "59400 Cambrelin",
        "Prairies fleuries et jeux vidéo",
        &[],
        Some((50.175, 3.240)),
    ),
    (
        15,
        "Assurance maladie",
        "59000 Grandcourt",
        "Carte vitale, remboursements",
        &[0],
        Some((50.638, 3.068)),
    ),
    (
        16,
        "Permanence numérique de la Gare",
        "59000 Grandcourt",
        "Aide numérique aujourd'hui et demain",
        &[0, 1],
        Some((50.637, 3.075)),
    ),
    (
        17,
        "Mairie",
        "59400 Cambrelin",
        "Accueil",
        &[0],
        Some((50.176, 3.236)),
    ),
];

struct Town {
    index: Index,
    services: FacetField,
    name: TextField,
}

fn town() -> Town {
    let schema = Schema::builder()
        .title("name", 6.0, 4.0)
        .text("town", 4.0, 2.0)
        .text("text", 1.0, 10.0)
        .facet("services", 3)
        .synonyms(Synonyms::french())
        .finish()
        .expect("a good schema");
    let field = |name| schema.text_field(name).expect("a field");
    let (name, town, text) = (field("name"), field("town"), field("text"));
    let services = schema.facet_field("services").expect("a field");
    let documents = ROWS
        .iter()
        .map(|&(key, its_name, its_town, its_text, its_services, position)| {
            let document = Document::new(key)
                .text(name, its_name)
                .text(town, its_town)
                .text(text, its_text);
            let document = its_services
                .iter()
                .fold(document, |document, &value| document.facet(services, value));
            let document = document.sorted_by(its_name);
            position.map_or(document.clone(), |(lat, lon)| document.at(lat, lon))
        });
    let index = Index::build(schema.clone(), documents.collect::<Vec<_>>()).expect("well formed");
    Town {
        index,
        services,
        name,
    }
}

impl Town {
    fn search(&self, query: &Query<'_>) -> Results {
        self.index.search(query).expect("well formed")
    }

    fn keys(&self, query: &Query<'_>) -> Vec<u64> {
        self.search(query).hits.iter().map(|hit| hit.key).collect()
    }

    fn find(&self, text: &str) -> Vec<u64> {
        self.keys(&Query {
            text,
            ..Query::default()
        })
    }

    fn typing(&self, text: &str) -> Vec<u64> {
        self.keys(&Query {
            text,
            prefix_last: true,
            ..Query::default()
        })
    }

    fn marked(&self, query: &str, prefix_last: bool, text: &str) -> String {
        let mut marked = String::new();
        let mut done = 0;
        for range in self.index.highlighter(query, prefix_last).ranges(text) {
            marked.push_str(&text[done..range.start]);
            marked.push_str(&format!("[{}]", &text[range.clone()]));
            done = range.end;
        }
        marked + &text[done..]
    }
}

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
fn nearest_first_within_a_distance() {
    let town = town();
    let near = Some(Point::new(50.600, 3.050));
    let results = town.search(&Query {
        near,
        order: Order::Distance,
        limit: 4,
        ..Query::default()
    });
    assert_eq!(
        results.hits.iter().map(|hit| hit.key).collect::<Vec<_>>(),
        [1, 9, 5, 2]
    );
    let distance_m = results.hits[1].distance_m.unwrap();
    assert!((distance_m - 131.7).abs() < 1.0, "{distance_m}");
    assert_eq!(results.total, ROWS.len());

    let around = Query {
        near,
        radius_m: Some(500.0),
        order: Order::Distance,
        ..Query::default()
    };
    assert_eq!(town.keys(&around), [1, 9, 5]);
    let last = town.keys(&Query {
        near,
        order: Order::Distance,
        ..Query::default()
    });
    assert_eq!(last.last(), Some(&11), "without a position: last");
}

#[test]
fn the_nearer_of_equals_comes_first() {
    let town = town();
    let text = "ordinateur";
    let from_the_north = town.keys(&Query {
        text,
        near: Some(Point::new(50.602, 3.055)),
        ..Query::default()
    });
    let from_the_south = town.keys(&Query {
        text,
        near: Some(Point::new(50.170, 3.230)),
        ..Query::default()
    });
    assert_eq!((from_the_north[0], from_the_south[0]), (5, 12));
}

#[test]
fn filters_are_any_within_a_field_and_counts_leave_their_own_out() {
    let town = town();
    let services = town.services;
    let query = Query {
        text: "grandcourt",
        filters: vec![Filter::any_of(services, [1, 2])],
        facets: true,
        ..Query::default()
    };
    let results = town.search(&query);
    let mut keys: Vec<u64> = results.hits.iter().map(|hit| hit.key).collect();
    keys.sort_unstable();
    assert_eq!(keys, [4, 8, 16]);
    assert_eq!(
        results.facets.unwrap().of(services),
        [4, 1, 2],
        "as if nothing were chosen among services"
    );
    let nothing = Query {
        filters: vec![Filter::any_of(services, [])],
        ..Query::default()
    };
    assert_eq!(town.search(&nothing).total, 0);
}

#[test]
fn only_allowed_documents_are_found() {
    let town = town();
    let open = town.index.allow(|key| key % 2 == 0);
    let results = town.search(&Query {
        text: "mairie",
        allow: Some(&open),
        ..Query::default()
    });
    assert_eq!(results.hits.iter().map(|hit| hit.key).collect::<Vec<_>>(), [2]);
    let later = town.index.with_changes([], &[3]).unwrap();
    let refused = later.search(&Query {
        allow: Some(&open),
        ..Query::default()
    });
    assert_eq!(refused, Err(search::QueryError::StaleAllowSet));
}

#[test]
fn pages_follow_one_another_without_overlap() {
    let town = town();
    for order in [Order::Relevance, Order::Name, Order::Distance] {
        let query = Query {
            order,
            near: Some(Point::new(50.0, 3.0)),
            ..Query::default()
        };
        let whole = town.keys(&query);
        let paged: Vec<u64> = (0..6)
            .flat_map(|page| {
                town.keys(&Query {
                    offset: page * 3,
                    limit: 3,
                    ..query.clone()
                })
            })
            .collect();
        assert_eq!(paged, whole);
        assert!(
            town.keys(&Query {
                offset: 1_000,
                ..query.clone()
            })
            .is_empty()
        );
        assert!(
            town.keys(&Query {
                limit: 0,
                ..query.clone()
            })
            .is_empty()
        );
        assert_eq!(
            town.keys(&Query {
                limit: usize::MAX,
                ..query
            })
            .len(),
            ROWS.len()
        );
    }
}

#[test]
fn names_are_ordered_without_accents() {
    let town = town();
    let first = town.keys(&Query {
        order: Order::Name,
        limit: 3,
        ..Query::default()
    });
    assert_eq!(first, [11, 15, 12], "Association, Assurance, Bureau");
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

#[test]
fn a_changed_document_is_found_as_it_is_now() {
    let town = town();
    let renamed = Document::new(2)
        .text(town.name, "Kiosque citoyen")
        .at(50.0, 3.0)
        .facet(town.services, 2);
    let later = town.index.with_changes([renamed], &[17]).unwrap();
    let find = |text| {
        later
            .search(&Query {
                text,
                ..Query::default()
            })
            .unwrap()
    };
    assert_eq!(find("kiosque").hits[0].key, 2);
    assert_eq!(find("mairie").total, 0);
    assert_eq!(later.len(), ROWS.len() - 1);
    assert_eq!(town.find("mairie").len(), 2, "the former index is as it was");
}
