use super::harness::Instance;

#[test]
fn migrating_twice_applies_once() {
    let instance = Instance::new();
    let first = instance.run(&["migrate", "--json"]);
    assert_eq!(first.code, 0, "{first:?}");
    let applied = first.json()["applied"].as_array().unwrap().clone();
    assert_eq!(applied[0], "0001_places");
    assert!(instance.path().join("data/parvis.db").exists());
    let second = instance.run(&["migrate", "--json"]).json();
    assert_eq!(second["applied"], serde_json::json!([]));
    assert_eq!(second["schema"], applied.len());
}

#[test]
fn a_database_that_does_not_exist_is_found_wanting_and_not_made() {
    let instance = Instance::new();
    let said = instance.run(&["check", "--json"]);
    assert_eq!(said.code, 1, "{said:?}");
    let document = said.json();
    assert_eq!(document["ok"], false);
    let database = document["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["check"] == "database")
        .unwrap();
    assert_eq!(database["ok"], false);
    assert!(!instance.path().join("data").exists());
}

#[test]
fn a_migrated_database_passes_every_check() {
    let instance = Instance::new();
    assert_eq!(instance.run(&["migrate"]).code, 0);
    let said = instance.run(&["check", "--json"]);
    assert_eq!(said.code, 0, "{said:?}");
    let document = said.json();
    assert_eq!(document["ok"], true);
    let names: Vec<_> = document["checks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|check| check["check"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "configuration",
            "disk",
            "database",
            "schema",
            "integrity",
            "keys",
            "jobs",
            "search index"
        ]
    );
}

#[test]
fn a_file_that_is_no_database_is_refused_in_words() {
    let instance = Instance::new();
    std::fs::write(
        instance.path().join("notes.db"),
        "Liste des lieux à appeler\n".repeat(200),
    )
    .unwrap();
    for command in ["migrate", "check"] {
        let said = instance.run(&[command, "--database", "sqlite:notes.db"]);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(!said.err.contains("panicked"), "{said:?}");
    }
}

#[test]
fn a_database_server_that_does_not_answer_is_named_without_its_password() {
    let instance = Instance::new();
    let said = instance.run(&[
        "migrate",
        "--database",
        "postgres://parvis:sesame@127.0.0.1:1/parvis?sslmode=disable",
    ]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(!said.err.contains("sesame"), "{said:?}");
}
