//! Names as people write them.

use domain::territory::{DepartementCode, Postcode};
use proptest::prelude::*;
use proptest::sample::Index;
use reference::{Agreement, Commune, Hints, Resolution, Spelling, france};

fn hints(postcode: &str, departement: &str) -> Hints {
    Hints {
        postcode: Postcode::parse(postcode).ok(),
        departement: DepartementCode::parse(departement).ok(),
    }
}

fn resolve(text: &str, postcode: &str) -> Resolution<'static> {
    france().resolve(text, hints(postcode, ""))
}

#[test]
fn ways_of_writing_lead_to_the_commune_that_is_meant() {
    let mut wrong = Vec::new();
    for (text, postcode, expected) in [
        // Abbreviations, case, accents, hyphens, apostrophes.
        ("St Etienne", "", "42218"),
        ("ST-ETIENNE", "42000", "42218"),
        ("saint etienne", "42100", "42218"),
        ("Saint‐Étienne", "", "42218"),
        ("St. Etienne", "", "42218"),
        ("Ste Foy les Lyon", "", "69202"),
        ("STE FOY LES LYON", "69110", "69202"),
        ("Sainte-Foy-lès-Lyon", "", "69202"),
        ("L'Haÿ les Roses", "", "94038"),
        ("L’HAY-LES-ROSES", "94240", "94038"),
        ("l hay les roses", "", "94038"),
        ("HAY LES ROSES (L')", "", "94038"),
        ("Chalons s/ Marne", "", "51108"),
        ("Villers lez Nancy", "", "54578"),
        ("Bry s/ Marne", "", "94015"),
        ("N.D. de Bondeville", "", "76474"),
        ("VX BOUCAU LES BAINS", "", "40328"),
        ("Mt de Marsan", "", "40192"),
        ("OEUILLY", "51480", "51410"),
        ("Œuilly", "02160", "02565"),
        ("aix en provence", "", "13001"),
        ("Nimes", "30900", "30189"),
        ("BESANCON", "", "25056"),
        ("Ambérieu en Bugey", "", "01004"),
        ("  Grenoble  ", "", "38185"),
        // Articles left out or put behind.
        ("Havre", "", "76351"),
        ("LE HAVRE", "", "76351"),
        ("Havre (Le)", "76600", "76351"),
        ("Rochelle (La)", "", "17300"),
        ("Mans", "72000", "72181"),
        ("Sables d'Olonne", "", "85194"),
        ("LE DEVOLUY", "05250", "05139"),
        // CEDEX and other postal habits.
        ("AIX EN PROVENCE CEDEX 1", "", "13001"),
        ("AIX-EN-PROVENCE CEDEX 01", "13626", "13001"),
        ("GRENOBLE CEDEX 9", "38026", "38185"),
        ("Besançon Cedex", "25030", "25056"),
        ("31000 Toulouse", "", "31555"),
        ("Toulouse 31000", "", "31555"),
        ("Rennes, France", "", "35238"),
        // Arrondissements.
        ("Lyon 2e", "", "69382"),
        ("Lyon 02", "", "69382"),
        ("LYON 2EME", "69002", "69382"),
        ("Lyon 2e Arrondissement", "", "69382"),
        ("LYON CEDEX 03", "69423", "69383"),
        ("MARSEILLE 11", "", "13211"),
        ("Marseille 1er", "13001", "13201"),
        ("MARSEILLE 8EME ARRONDISSEMENT", "", "13208"),
        ("Paris 15ème", "", "75115"),
        ("PARIS 15", "75015", "75115"),
        ("Paris 1er arrondissement", "", "75101"),
        ("PARIS CEDEX 15", "75739", "75115"),
        ("Paris XX", "", "75120"),
        ("paris", "75011", "75056"),
        ("Lyon", "69003", "69123"),
        ("Marseille", "", "13055"),
        ("Marseille 13", "", "13213"),
        ("Lyon 69", "", "69123"),
        // Former communes and former names.
        ("Bellegarde-sur-Valserine", "", "01033"),
        ("Cherbourg", "50100", "50129"),
        ("CHERBOURG-OCTEVILLE", "", "50129"),
        ("Chalons-sur-Marne", "51000", "51108"),
        ("Annecy-le-Vieux", "", "74010"),
        ("Cran Gevrier", "74960", "74010"),
        ("Evry", "91000", "91228"),
        ("Le Chesnay", "78150", "78158"),
        ("Bagnoles de l'Orne", "", "61483"),
        ("Château-d'Olonne", "85180", "85194"),
        ("Lomme", "59160", "59350"),
        // One name, several communes: the postcode, the département or what stands beside chooses.
        ("Saint-Denis", "93200", "93066"),
        ("SAINT DENIS", "97400", "97411"),
        ("St Denis (93)", "", "93066"),
        ("Saint-Denis (La Réunion)", "", "97411"),
        ("Saint-Denis, Réunion", "", "97411"),
        ("Saint-Paul", "97460", "97415"),
        ("St Pierre", "97410", "97416"),
        ("SAINT MARTIN", "97150", "97801"),
        ("Bastia 2B", "", "2B033"),
        ("Ajaccio", "20090", "2A004"),
        ("Saint-Pierre", "97500", "97502"),
        ("Nouméa", "98800", "98818"),
        ("PAPEETE", "98714", "98735"),
        // Part of the name, where the postcode leaves one choice.
        ("Aix", "13100", "13001"),
        ("Fontenay", "94120", "94033"),
        ("Clermont-Ferrand Centre", "63000", "63113"),
        ("Ville de Grenoble", "", "38185"),
        ("Commune de Tulle", "", "19272"),
        // One typing error.
        ("Grenobel", "", "38185"),
        ("Toulousse", "", "31555"),
        ("Saint-Etiene", "42000", "42218"),
        ("Monpellier", "34000", "34172"),
        ("Perpigan", "", "66136"),
    ] {
        let found = resolve(text, postcode);
        if found.commune().is_none_or(|c| c.code.as_str() != expected) {
            wrong.push(format!(
                "{text} {postcode}: expected {expected}, found {}",
                tell(&found)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn tell(found: &Resolution<'_>) -> String {
    let name = |c: &Commune| format!("{} {}", c.code, c.name);
    match found {
        Resolution::Found(m) => format!("{} ({:?}, {:?})", name(m.commune), m.spelling, m.agreement),
        Resolution::Ambiguous(all) => all.iter().map(|c| name(c)).collect::<Vec<_>>().join(", "),
        Resolution::Unknown => "nothing".to_owned(),
    }
}

#[test]
fn a_name_of_several_communes_gives_the_choice_largest_first() {
    let Resolution::Ambiguous(communes) = resolve("Saint-Denis", "") else {
        panic!("not ambiguous")
    };
    let codes: Vec<_> = communes.iter().map(|c| c.code.as_str()).collect();
    assert_eq!(&codes[..2], ["97411", "93066"]);
    assert!(codes.contains(&"30247"), "{codes:?}");
}

#[test]
fn a_large_town_is_meant_rather_than_its_hamlet_namesake_but_this_is_said() {
    let Resolution::Found(found) = resolve("La Rochelle", "") else {
        panic!("not found")
    };
    assert_eq!(
        (found.commune.code.as_str(), found.namesakes, found.is_certain()),
        ("17300", 1, false)
    );
    let Resolution::Found(found) = resolve("La Rochelle", "70120") else {
        panic!("not found")
    };
    assert_eq!(
        (found.commune.code.as_str(), found.namesakes, found.is_certain()),
        ("70450", 0, true)
    );
}

#[test]
fn what_names_nothing_is_unknown_and_never_a_panic() {
    let long = "é".repeat(10_000);
    for text in [
        "", "  ", "-", "()", "(Le)", "CEDEX", "cedex 1", "xyzzy", "12", "75015", "Paris\0", "🏛", &long, ", ",
        "Inconnue",
    ] {
        let found = resolve(text, "");
        assert!(
            matches!(found, Resolution::Unknown) || text.starts_with("Paris"),
            "{text}: {}",
            tell(&found)
        );
    }
}

#[test]
fn a_contradiction_is_said() {
    let Resolution::Found(found) = resolve("Grenoble", "75001") else {
        panic!("not found")
    };
    assert_eq!(found.commune.code.as_str(), "38185");
    assert_eq!(found.agreement, Agreement::Contradicted);
    assert!(!found.is_certain());
}

#[test]
fn how_a_name_was_recognised_is_said() {
    for (text, postcode, spelling, agreement, certain) in [
        (
            "ST ETIENNE",
            "42000",
            Spelling::Official,
            Agreement::Postcode,
            true,
        ),
        ("ST ETIENNE", "", Spelling::Official, Agreement::Unchecked, true),
        (
            "GRENOBLE CEDEX 9",
            "38026",
            Spelling::Official,
            Agreement::Departement,
            true,
        ),
        ("Lomme", "59160", Spelling::Former, Agreement::Postcode, true),
        ("Aix", "13100", Spelling::Shortened, Agreement::Postcode, false),
        ("Grenobel", "", Spelling::Mistyped, Agreement::Unchecked, false),
    ] {
        let Resolution::Found(found) = resolve(text, postcode) else {
            panic!("{text} not found")
        };
        assert_eq!(
            (found.spelling, found.agreement, found.is_certain()),
            (spelling, agreement, certain),
            "{text}"
        );
    }
}

#[test]
fn every_commune_is_found_by_its_own_name_and_postcode() {
    let mut wrong = Vec::new();
    for commune in france().communes() {
        let departement = Some(commune.departement);
        let hints = commune.postcodes.iter().map(|p| Hints {
            postcode: Some(*p),
            departement,
        });
        for hints in hints.chain([Hints {
            postcode: None,
            departement,
        }]) {
            for written in [
                commune.name.to_string(),
                commune.name.to_uppercase(),
                commune.name.replace('-', " "),
            ] {
                match france().resolve(&written, hints) {
                    Resolution::Found(m) if m.commune.code == commune.code && m.is_certain() => {}
                    // Two communes of one département may share a name.
                    Resolution::Ambiguous(all) if all.iter().any(|c| c.code == commune.code) => {
                        let same = all.iter().all(|c| fold(&c.name) == fold(&commune.name));
                        if !same {
                            wrong.push(format!("{} {hints:?}", commune.name));
                        }
                    }
                    other => wrong.push(format!("{} {hints:?}: {}", commune.name, tell(&other))),
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

/// Names that differ only by hyphens, case or an article.
fn fold(name: &str) -> String {
    let plain = name.to_lowercase().replace(['-', '\''], " ");
    let plain = plain
        .replace(['é', 'è', 'ê'], "e")
        .replace("lès", "les")
        .replace("ô", "o");
    ["le ", "la ", "les ", "l "]
        .iter()
        .find_map(|a| plain.strip_prefix(a))
        .unwrap_or(&plain)
        .to_owned()
}

#[test]
fn typing_offers_the_largest_communes_first() {
    for (typed, expected) in [
        ("lyo", vec!["69123"]),
        ("Lyon 2", vec!["69382"]),
        ("grenob", vec!["38185"]),
        ("St Eti", vec!["42218"]),
        ("St", vec!["67482"]),
        ("saint-d", vec!["97411", "93066"]),
        ("havr", vec!["76351"]),
        ("l'hay", vec!["94038"]),
        ("paris", vec!["75056"]),
        ("38000", vec!["38185"]),
        ("provence", vec!["13001"]),
        ("bellegarde-sur-val", vec!["01033"]),
    ] {
        let offered: Vec<_> = france()
            .complete(typed, 8)
            .iter()
            .map(|c| c.code.as_str())
            .collect();
        for code in &expected {
            assert!(offered.contains(code), "{typed}: {offered:?}");
        }
        if expected.len() > 1 {
            assert_eq!(&offered[..expected.len()], &expected[..], "{typed}");
        }
    }
    assert_eq!(france().complete("a", 5).len(), 5);
    assert!(france().complete("", 5).is_empty());
    assert!(france().complete("zzzz", 5).is_empty());
    assert!(france().complete("lyon", 0).is_empty());
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}", postcode in "[0-9]{5}") {
        let _ = resolve(&text, &postcode);
        let _ = france().complete(&text, 10);
    }

    #[test]
    fn one_letter_left_out_is_forgiven_beside_the_postcode(which: Index, at: Index) {
        let known: Vec<&Commune> = france()
            .communes()
            .iter()
            .filter(|commune| commune.name.chars().count() >= 8 && !commune.postcodes.is_empty() && commune.city.is_none())
            .collect();
        let commune = *which.get(&known);
        let mut letters: Vec<char> = commune.name.chars().collect();
        let small: Vec<usize> = (1..letters.len()).filter(|&at| letters[at].is_ascii_lowercase()).collect();
        letters.remove(*at.get(&small));
        let written: String = letters.into_iter().collect();
        let hints = Hints { postcode: Some(commune.postcodes[0]), departement: None };
        // Another commune of the same postcode may be as near.
        let found = france().resolve(&written, hints);
        if let Resolution::Found(found) = found && !found.commune.postcodes.contains(&commune.postcodes[0]) {
            // Elsewhere only what is really called so, now or formerly, is taken, and it is said where that contradicts.
            prop_assert!(found.spelling <= Spelling::Former, "{written}: {found:?}");
            prop_assert!(matches!(found.agreement, Agreement::Departement | Agreement::Contradicted), "{written}: {found:?}");
            let bears_it = match france().resolve(&written, Hints::default()) {
                Resolution::Found(alone) => alone.commune == found.commune,
                Resolution::Ambiguous(all) => all.contains(&found.commune),
                Resolution::Unknown => false,
            };
            prop_assert!(bears_it, "{written}: {found:?}");
        }
    }
}

#[test]
fn a_name_may_be_followed_by_the_territory_that_it_is_in() {
    for (typed, first) in [
        ("Saint Denis Réunion", "97411"),
        ("Saint-Denis La Réunion", "97411"),
        ("St-Denis (974)", "97411"),
        ("Saint-Denis Seine-Saint-Denis", "93066"),
        ("Vienne 38", "38544"),
        ("vienne isère", "38544"),
        ("Saint-Denis Île-de-France", "93066"),
        ("Ajaccio 2A", "2A004"),
    ] {
        let communes = france().complete(typed, 8);
        let code = communes.first().map(|commune| commune.code.to_string());
        assert_eq!(code.as_deref(), Some(first), "{typed}");
    }
    for nothing in ["Réunion 974 974", "Lille Réunion", "xyzzy Nord"] {
        assert!(france().complete(nothing, 8).is_empty(), "{nothing}");
    }
}
