//! Files in another layout than the national schema's, and files without dates: refused with what helps.

use super::harness::Instance;
use super::invented::{import, numbers};
use serde_json::json;

const OWN_LAYOUT: &str = "Nom de la structure;CP;Ville;Adresse;Dernière MAJ;Tél.\n\
    Le Phare;29200;Brest;1 rue Haute;07/12/2021;02 98 00 00 00\n\
    La Rade;35000;Rennes;2 quai Neuf;01/02/2022;02 99 00 00 00\n";

#[test]
fn a_file_in_another_layout_is_refused_with_the_columns_to_rename() {
    let instance = Instance::new();
    let path = instance.path().join("annuaire.csv");
    std::fs::write(&path, OWN_LAYOUT).unwrap();
    let said = instance.run(&["places", "import", "annuaire.csv"]);
    let expected = "\
parvis: annuaire.csv: this is not the layout of the national schema: the columns `id`, `nom`, `commune`, `code_postal`, `date_maj` are missing
        id            no column resembles it: give each row a number of its own, which it keeps in later editions
        nom         ← « Nom de la structure » (\"Le Phare\")
        commune     ← « Ville » (\"Brest\")
        code_postal ← « CP » (\"29200\")
        date_maj    ← « Dernière MAJ » (\"07/12/2021\")
        Also: telephone ← « Tél. »
        Columns of the file: « Nom de la structure », « CP », « Ville », « Adresse », « Dernière MAJ », « Tél. »
";
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains(expected), "{}", said.err);
    // The same example stands in the documentation.
    let docs = include_str!("../../../../docs/import.md");
    assert!(docs.contains(expected), "docs/import.md shows another answer");
    let error = &import(&instance, &path, &[]).json()["error"];
    assert_eq!(error["code"], "missing-columns");
    assert_eq!(
        error["missing"],
        json!(["id", "nom", "commune", "code_postal", "date_maj"])
    );
    assert_eq!(
        error["likely"]["code_postal"],
        json!({ "column": "CP", "because": "name-and-values", "example": "29200" })
    );
    assert_eq!(error["columns"].as_array().unwrap().len(), 6);
}

#[test]
fn what_a_refusal_proposes_makes_the_file_readable() {
    let instance = Instance::new();
    let mut rows = OWN_LAYOUT
        .replace("Nom de la structure", "nom")
        .replace("CP", "code_postal")
        .replace("Ville", "commune")
        .replace("Dernière MAJ", "date_maj")
        .replace("Tél.", "telephone");
    for (rank, place) in ["nom;", "Le Phare", "La Rade"].iter().enumerate() {
        let id = if rank == 0 {
            "id".to_owned()
        } else {
            rank.to_string()
        };
        rows = rows.replace(place, &format!("{id};{place}"));
    }
    let path = instance.path().join("annuaire.csv");
    std::fs::write(&path, rows).unwrap();
    // Dates and phones as people write them are no mistakes.
    assert_eq!(
        numbers(&import(&instance, &path, &[]).json()),
        [2, 2, 0, 2, 0, 0, 0]
    );
}

#[test]
fn names_of_columns_cannot_speak_to_the_terminal() {
    let instance = Instance::new();
    std::fs::write(
        instance.path().join("a.csv"),
        "Nom\u{1b}[31m;Structure\u{1b}]0;x\u{7}\n\u{1b}[2J;Le \u{1b}[31mPhare\n",
    )
    .unwrap();
    let said = instance.run(&["places", "import", "a.csv"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(!said.err.contains(['\u{1b}', '\u{7}']), "{said:?}");
}

#[test]
fn rows_without_a_date_get_the_day_that_is_given_and_the_report_says_so() {
    let instance = Instance::new();
    for (name, header, rows) in [
        (
            "absente.csv",
            "id,nom,commune,code_postal,adresse",
            [
                "1,Le Phare,Brest,29200,1 rue Haute",
                "2,La Rade,Rennes,35000,2 quai Neuf",
            ],
        ),
        (
            "vide.csv",
            "id,nom,commune,code_postal,adresse,date_maj",
            [
                "1,Le Phare,Brest,29200,1 rue Haute,",
                "2,La Rade,Rennes,35000,2 quai Neuf,",
            ],
        ),
    ] {
        let path = instance.path().join(name);
        std::fs::write(&path, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
        let refused = instance.run(&["places", "import", name]);
        assert_eq!(refused.code, 1, "{refused:?}");
        assert!(
            refused.err.contains("--date-maj 2026-11-01 gives"),
            "{name}: {refused:?}"
        );
        let report = instance.path().join("constats.csv");
        let given = ["--date-maj", "2026-11-01", "--report", report.to_str().unwrap()];
        let document = import(&instance, &path, &given).json();
        assert_eq!(numbers(&document), [2, 2, 2, 2, 0, 0, 0], "{name}: {document}");
        assert_eq!(document["found"]["date-filled"], 2, "{name}");
        let reported = std::fs::read_to_string(&report).unwrap();
        assert_eq!(
            reported
                .matches(",date_maj,repaired,date-filled,,2026-11-01,")
                .count(),
            2,
            "{name}: {reported}"
        );
        // The same day again changes nothing.
        assert_eq!(
            numbers(&import(&instance, &path, &given).json()),
            [2, 2, 2, 0, 0, 2, 0]
        );
        let source = name.trim_end_matches(".csv");
        let exported = instance.run(&["places", "export", "--source", source]);
        assert_eq!(exported.out.matches("2026-11-01").count(), 2, "{exported:?}");
    }
}

#[test]
fn a_day_that_is_none_or_yet_to_come_is_refused() {
    let instance = Instance::new();
    std::fs::write(instance.path().join("a.csv"), "id\n1\n").unwrap();
    for day in [
        "31/02/2024",
        "2024-02-30",
        "hier",
        "2024-02",
        "0022-05-04",
        "2999-01-01",
        "20240102",
        "",
    ] {
        let said = instance.run(&["places", "import", "a.csv", "--date-maj", day]);
        assert_eq!(said.code, 2, "{day}: {said:?}");
        assert!(!instance.path().join("data").exists(), "{day}");
    }
}
