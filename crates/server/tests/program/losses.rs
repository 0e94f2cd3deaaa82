//! A file that takes most of a source away is refused until somebody says that it is meant.

use super::harness::Instance;
use super::invented::{file, import, numbers};
use serde_json::json;

fn rows(range: std::ops::Range<u32>) -> Vec<[String; 6]> {
    range
        .map(|n| {
            [
                format!("p-{n}"),
                format!("Lieu {n}"),
                "Lille".to_owned(),
                "59000".to_owned(),
                "59350".to_owned(),
                "2024-01-02".to_owned(),
            ]
        })
        .collect()
}

fn write(instance: &Instance, name: &str, range: std::ops::Range<u32>) -> std::path::PathBuf {
    let rows = rows(range);
    let rows: Vec<[&str; 6]> = rows
        .iter()
        .map(|row| row.each_ref().map(String::as_str))
        .collect();
    file(instance, name, &rows)
}

#[test]
fn a_different_file_under_the_name_of_a_source_is_refused_and_nothing_is_written() {
    let instance = Instance::new();
    let whole = write(&instance, "lieux.csv", 0..30);
    assert_eq!(import(&instance, &whole, &[]).code, 0);
    let other = write(&instance, "autres.csv", 100..130);

    let refused = import(&instance, &other, &["--source", "lieux"]);
    assert_eq!(refused.code, 1, "{refused:?}");
    let error = &refused.json()["error"];
    assert_eq!(
        (&error["code"], &error["would_be_gone"], &error["known"]),
        (&json!("most-places-gone"), &json!(30), &json!(30)),
        "{refused:?}"
    );
    assert!(
        error["message"].as_str().unwrap().contains("autres.csv"),
        "{refused:?}"
    );
    assert!(
        error["hint"].as_str().unwrap().contains("--accept-losses"),
        "{refused:?}"
    );

    // A trial shows all of it, is found wanting, and keeps nothing either.
    let trial = import(&instance, &other, &["--source", "lieux", "--dry-run"]);
    assert_eq!(trial.code, 1, "{trial:?}");
    let document = trial.json();
    assert_eq!(numbers(&document), [30, 30, 0, 30, 0, 0, 30]);
    assert_eq!(
        (&document["would_be_gone"], &document["losses_refused"]),
        (&json!(30), &json!(true))
    );
    assert_eq!(
        numbers(&import(&instance, &whole, &[]).json()),
        [30, 30, 0, 0, 0, 30, 0]
    );

    let meant = import(&instance, &other, &["--source", "lieux", "--accept-losses"]);
    assert_eq!(meant.code, 0, "{meant:?}");
    assert_eq!(numbers(&meant.json()), [30, 30, 0, 30, 0, 0, 30]);
    assert_eq!(instance.run(&["check"]).code, 0);
}

#[test]
fn growth_small_sources_and_half_of_a_source_are_nobodys_business() {
    for (before, after, gone) in [
        (0..12, 0..200, 0),
        (0..10, 50..60, 10),
        (0..30, 15..30, 15),
        (0..30, 15..90, 15),
    ] {
        let instance = Instance::new();
        let first = write(&instance, "lieux.csv", before.clone());
        assert_eq!(import(&instance, &first, &[]).code, 0);
        let second = write(&instance, "lieux.csv", after.clone());
        let said = import(&instance, &second, &[]);
        assert_eq!(said.code, 0, "{before:?} then {after:?}: {said:?}");
        assert_eq!(said.json()["gone"], gone, "{before:?} then {after:?}");
    }
}
