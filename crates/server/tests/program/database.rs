use super::harness::{Instance, Serving};
use store::Engine;
use store::testing::{TestDb, run, runs_on};

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
fn an_installation_that_nobody_has_used_yet_has_nothing_wrong_and_nothing_is_made() {
    let instance = Instance::new();
    let said = instance.run(&["check"]);
    assert_eq!(said.code, 0, "{said:?}");
    let line = "yet  database: nothing here yet: `parvis places import FILE` or `parvis serve` fills ";
    assert!(said.out.contains(line), "{said:?}");
    let document = instance.run(&["check", "--json"]).json();
    assert_eq!(document["ok"], true);
    assert_eq!(database(&document)["nothing_yet"], true, "{document}");
    assert!(!instance.path().join("data").exists());
}

#[test]
fn an_empty_database_on_a_server_waits_for_its_first_use() {
    if !runs_on(Engine::Postgres) {
        return;
    }
    run(async || {
        let db = TestDb::empty(Engine::Postgres).await;
        let instance = Instance::new();
        let said = instance.run(&["check", "--database", db.url(), "--json"]);
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(database(&said.json())["nothing_yet"], true, "{said:?}");
        Ok(())
    });
}

#[test]
fn a_database_that_is_gone_from_beside_its_keys_is_found_wanting() {
    let instance = Instance::new();
    Serving::start(&instance, &[]).stop();
    assert_eq!(instance.run(&["check"]).code, 0);
    for entry in std::fs::read_dir(instance.path().join("data")).unwrap() {
        let path = entry.unwrap().path();
        if path.to_str().unwrap().contains("parvis.db") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let said = instance.run(&["check", "--json"]);
    assert_eq!(said.code, 1, "{said:?}");
    let document = said.json();
    let detail = database(&document)["detail"].as_str().unwrap();
    assert!(
        detail.contains("parvis.key is there") && detail.contains("parvis restore"),
        "{detail}"
    );
    assert!(!instance.path().join("data/parvis.db").exists());
}

#[test]
fn serving_with_settings_that_are_wrong_leaves_the_folder_as_it_was() {
    for (variables, words) in [
        (
            &[("PARVIS_MAIL_SERVER", "smtp-unencrypted://127.0.0.1:1")][..],
            "mail.from is empty",
        ),
        (
            &[
                ("PARVIS_MAIL_SERVER", "smtp-unencrypted://127.0.0.1:1"),
                ("PARVIS_MAIL_FROM", "bonjour@parvis.example"),
                ("PARVIS_MAIL_USER", "parvis"),
            ],
            "go together",
        ),
        (&[("PARVIS_KEYS_FILE", "open.key")], "can be read by others"),
    ] {
        let instance = Instance::new();
        let key = instance.path().join("open.key");
        std::fs::write(&key, "a key that everybody reads").unwrap();
        std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
        let output = instance
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(words), "{said}");
        let left: Vec<_> = std::fs::read_dir(instance.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left, ["open.key"], "{words}");
        // What would stop the start is told before it.
        if words != "can be read by others" {
            let check = instance
                .command(&["check"])
                .envs(variables.iter().copied())
                .output()
                .unwrap();
            let told = String::from_utf8(check.stdout).unwrap();
            assert_eq!(check.status.code(), Some(1), "{told}");
            assert!(
                told.contains("NOT  configuration: ") && told.contains(words),
                "{told}"
            );
        }
    }
}

fn database(document: &serde_json::Value) -> &serde_json::Value {
    let checks = document["checks"].as_array().unwrap();
    checks.iter().find(|check| check["check"] == "database").unwrap()
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
            "mail",
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
