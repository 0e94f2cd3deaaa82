//! A file whose identifiers stand for other places: never is one place turned into another at its public address.

use super::harness::{Instance, Said};
use super::invented::{BREST, LILLE, RENNES, file, import, numbers};
use serde_json::{Value, json};
use std::path::PathBuf;

/// A file of as many rows as names, with identifiers 1, 2, 3…, in a town.
fn numbered(instance: &Instance, name: &str, [commune, postcode, code]: [&str; 3], count: usize) -> PathBuf {
    let rows: Vec<[String; 6]> = (1..=count)
        .map(|n| {
            let place = format!("Lieu {} de {commune}", ["Alizé", "Bourrasque", "Cyclone"][n % 3]);
            [
                n.to_string(),
                place,
                commune.into(),
                postcode.into(),
                code.into(),
                "2024-01-02".into(),
            ]
        })
        .collect();
    let rows: Vec<[&str; 6]> = rows
        .iter()
        .map(|row| row.each_ref().map(String::as_str))
        .collect();
    file(instance, name, &rows)
}

const IN_LILLE: [&str; 3] = ["Lille", "59000", "59350"];

/// Public identifier, name, whether it is gone: of a public address.
fn shown(instance: &Instance, query: &str) -> Vec<(String, String)> {
    let answer = instance.run(&["places", "search", query, "--json"]).json();
    let places = answer["places"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    places
        .iter()
        .map(|place| (text(&place["id"]), text(&place["name"])))
        .collect()
}

/// The only place that a query finds.
fn the_one(instance: &Instance, query: &str) -> (String, String) {
    let mut found = shown(instance, query);
    assert_eq!(found.len(), 1, "{query}: {found:?}");
    found.remove(0)
}

/// A directory of a place in Lille, one in Rennes and one in Brest.
fn three_places() -> Instance {
    let instance = Instance::new();
    import(
        &instance,
        &file(&instance, "lieux.csv", &[LILLE, RENNES, BREST]),
        &[],
    );
    instance
}

/// What the directory exports, to compare one moment with another.
fn everything(instance: &Instance) -> String {
    instance.run(&["places", "export", "--format", "csv"]).out
}

fn assert_refused(said: &Said, would_be_other: u64) {
    assert_eq!(said.code, 1, "{said:?}");
    let error = &said.json()["error"];
    assert_eq!(
        (&error["code"], &error["would_be_other"]),
        (&json!("other-places"), &json!(would_be_other)),
        "{error}"
    );
}

#[test]
fn another_file_with_the_same_numbers_is_refused_and_nothing_is_written() {
    for count in [3, 10, 40] {
        let instance = Instance::new();
        let lille = numbered(&instance, "lieux.csv", IN_LILLE, count);
        assert_eq!(import(&instance, &lille, &[]).code, 0);
        let before = everything(&instance);
        let rows: Vec<[String; 6]> = (1..=count)
            .map(|n| {
                let name = format!("Mairie annexe {n}");
                [
                    n.to_string(),
                    name,
                    "Brest".into(),
                    "29200".into(),
                    "29019".into(),
                    "2024-01-02".into(),
                ]
            })
            .collect();
        let rows: Vec<[&str; 6]> = rows
            .iter()
            .map(|row| row.each_ref().map(String::as_str))
            .collect();
        let brest = file(&instance, "autres.csv", &rows);

        let said = import(&instance, &brest, &["--source", "lieux"]);
        assert_refused(&said, count as u64);
        let error = &said.json()["error"];
        let message = error["message"].as_str().unwrap();
        assert!(
            message.contains("autres.csv")
                && message
                    .contains("1: Lieu Bourrasque de Lille (Lille) would become Mairie annexe 1 (Brest)")
                && message.contains("; 2: "),
            "{message}"
        );
        let hint = error["hint"].as_str().unwrap();
        assert!(
            hint.contains("--source") && hint.contains("--accept-other-places"),
            "{hint}"
        );
        assert_eq!(everything(&instance), before);

        // A trial tells the same and keeps nothing either.
        let trial = import(&instance, &brest, &["--source", "lieux", "--dry-run"]);
        assert_eq!(trial.code, 1, "{trial:?}");
        let document = trial.json();
        assert_eq!(
            (&document["reassigned"], &document["other_places_refused"]),
            (&json!(count), &json!(true))
        );
        assert_eq!(everything(&instance), before);
        let words = instance.run(&["places", "import", "autres.csv", "--source", "lieux", "--dry-run"]);
        assert!(
            words.out.contains("Without --dry-run it would be refused")
                && words.out.contains("--accept-other-places"),
            "{words:?}"
        );

        // Whoever means it gets new addresses, and the old ones are gone, not turned.
        let old = shown(&instance, "Bourrasque");
        let meant = import(&instance, &brest, &["--source", "lieux", "--accept-other-places"]);
        assert_eq!(meant.code, 0, "{meant:?}");
        let count = count as u64;
        assert_eq!(numbers(&meant.json()), [count, count, 0, count, 0, 0, count]);
        let new = shown(&instance, "mairie annexe");
        assert!(!old.is_empty() && !new.is_empty());
        assert!(
            new.iter().all(|(id, _)| old.iter().all(|(old, _)| old != id)),
            "{old:?} {new:?}"
        );
        assert_eq!(shown(&instance, "Bourrasque"), []);
        assert_eq!(instance.run(&["check"]).code, 0);

        // The first file again: every place is back where it was.
        assert_refused(&import(&instance, &lille, &[]), count);
        assert_eq!(import(&instance, &lille, &["--accept-other-places"]).code, 0);
        assert_eq!(shown(&instance, "Bourrasque"), old);
        assert_eq!(everything(&instance), before);
        assert_eq!(instance.run(&["check"]).code, 0);
    }
}

#[test]
fn one_row_that_is_another_place_gets_an_address_of_its_own_and_a_line_in_the_report() {
    let instance = three_places();
    let old = the_one(&instance, "passerelle");
    let other = ["a-1", "Chez Marguerite", "Nice", "06000", "06088", "2024-02-02"];
    let lieux = file(&instance, "lieux.csv", &[other, RENNES, BREST]);
    let said = import(&instance, &lieux, &["--report", "constats.csv"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(numbers(&said.json()), [3, 3, 0, 1, 0, 2, 1]);
    let report = std::fs::read_to_string(instance.path().join("constats.csv")).unwrap();
    assert!(
        report.contains("\n1,2,a-1,id,noted,id-reassigned,a-1,La Passerelle (Lille),"),
        "{report}"
    );
    let new = the_one(&instance, "marguerite");
    assert_ne!(old.0, new.0);
}

#[test]
fn a_place_that_is_renamed_or_whose_town_is_corrected_keeps_its_address() {
    let instance = three_places();
    let old = the_one(&instance, "goeland");
    let renamed = [
        "a-1",
        "Maison des habitants",
        "Lille",
        "59000",
        "59350",
        "2024-02-02",
    ];
    let corrected = [
        "a-2",
        "Le Goéland",
        "Cesson-Sévigné",
        "35510",
        "35051",
        "2024-02-02",
    ];
    let reworded = [
        "a-3",
        "La Rade espace numérique",
        "Guipavas",
        "29490",
        "29075",
        "2024-02-02",
    ];
    let lieux = file(&instance, "lieux.csv", &[renamed, corrected, reworded]);
    let said = import(&instance, &lieux, &[]);
    assert_eq!(
        (said.code, numbers(&said.json())),
        (0, [3, 3, 0, 0, 3, 0, 0]),
        "{said:?}"
    );
    let new = the_one(&instance, "goeland");
    assert_eq!(old.0, new.0);
}

#[test]
fn places_that_are_left_out_and_places_that_change_hands_are_losses_together() {
    let instance = Instance::new();
    let lille = numbered(&instance, "lieux.csv", IN_LILLE, 40);
    assert_eq!(import(&instance, &lille, &[]).code, 0);
    // Of forty, twelve are not mentioned and eleven of the others stand for another place.
    let rows: Vec<[String; 6]> = (1..=28)
        .map(|n| {
            let [name, commune, postcode, code] = if n <= 11 {
                [
                    format!("Mairie annexe {n}"),
                    "Brest".into(),
                    "29200".into(),
                    "29019".into(),
                ]
            } else {
                let name = format!("Lieu {} de Lille", ["Alizé", "Bourrasque", "Cyclone"][n % 3]);
                [name, "Lille".into(), "59000".into(), "59350".into()]
            };
            [n.to_string(), name, commune, postcode, code, "2024-01-02".into()]
        })
        .collect();
    let rows: Vec<[&str; 6]> = rows
        .iter()
        .map(|row| row.each_ref().map(String::as_str))
        .collect();
    let mixed = file(&instance, "autres.csv", &rows);
    let said = import(&instance, &mixed, &["--source", "lieux"]);
    let error = said.json()["error"].clone();
    assert_eq!(
        (said.code, &error["code"], &error["would_be_gone"]),
        (1, &json!("most-places-gone"), &json!(23)),
        "{said:?}"
    );
    let said = import(&instance, &mixed, &["--source", "lieux", "--accept-other-places"]);
    assert_eq!(
        (said.code, numbers(&said.json())),
        (0, [28, 28, 0, 11, 0, 17, 23]),
        "{said:?}"
    );
}
