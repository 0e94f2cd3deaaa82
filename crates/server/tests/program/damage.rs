//! `parvis check` on databases that something harmed: it says what, in words, with exit code 1, on both engines.

use super::harness::{Instance, Said};
use super::invented::{BREST, LILLE, RENNES, file, import};
use std::fs;
use std::os::unix::fs::FileExt;
use store::Engine;
use store::testing::{TestDb, run, runs_on};

/// The detail of the check of this name, which must have found something wanting.
fn wanting(said: &Said, check: &str, what: &str) -> String {
    assert_eq!(said.code, 1, "{what} {said:?}");
    assert!(!said.err.contains("panicked"), "{what} {said:?}");
    let document = said.json();
    assert_eq!(document["ok"], false, "{what}");
    let finding = document["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["check"] == check)
        .unwrap_or_else(|| panic!("{what}: nothing is said of the {check}: {document}"));
    assert_eq!(finding["ok"], false, "{what}: {document}");
    finding["detail"].as_str().unwrap().to_owned()
}

fn what_was_harmed_is_said(engine: Engine) {
    if !runs_on(engine) {
        return;
    }
    run(async || {
        for (harm, check, words) in [
            (
                "DROP TABLE import_findings",
                "integrity",
                "the table import_findings is missing",
            ),
            (
                "DROP TABLE schema_migrations",
                "integrity",
                "the table schema_migrations is missing",
            ),
            (
                "DELETE FROM source_records",
                "integrity",
                "no source says anything of it",
            ),
            (
                "UPDATE places SET name = 'Autre chose'",
                "integrity",
                "not those that its source gave",
            ),
            (
                "UPDATE places SET services = 'cuisine'",
                "search index",
                "cannot be read back",
            ),
            (
                "UPDATE schema_migrations SET number = number + 999",
                "schema",
                ", this version of Parvis knows",
            ),
            ("DELETE FROM schema_migrations", "schema", "holds nothing yet"),
        ] {
            let db = TestDb::new(engine).await;
            let instance = Instance::new();
            let at = ["--database", db.url()];
            import(&instance, &file(&instance, "lieux.csv", &[LILLE, RENNES]), &at);
            let whole = instance.run(&["check", "--database", db.url(), "--json"]);
            assert_eq!(whole.code, 0, "{whole:?}");
            let mut change = db.write().await?;
            change.execute(harm, &[]).await?;
            change.commit().await?;
            let said = instance.run(&["check", "--database", db.url(), "--json"]);
            let detail = wanting(&said, check, harm);
            assert!(detail.contains(words), "{harm}: {detail}");
        }
        Ok(())
    });
}

#[test]
fn what_was_harmed_is_said_on_sqlite() {
    what_was_harmed_is_said(Engine::Sqlite);
}

#[test]
fn what_was_harmed_is_said_on_postgres() {
    what_was_harmed_is_said(Engine::Postgres);
}

fn a_newer_database_is_left_alone(engine: Engine) {
    if !runs_on(engine) {
        return;
    }
    run(async || {
        let db = TestDb::new(engine).await;
        let instance = Instance::new();
        let lieux = file(&instance, "lieux.csv", &[LILLE, RENNES]);
        import(&instance, &lieux, &["--database", db.url()]);
        let mut change = db.write().await?;
        change
            .execute("UPDATE schema_migrations SET number = number + 999", &[])
            .await?;
        change.commit().await?;
        let other = file(&instance, "autres.csv", &[BREST]);
        for arguments in [
            &["migrate"][..],
            &["places", "import", other.to_str().unwrap()],
            &["places", "export", "-o", "part.csv"],
            &["serve", "--listen", "127.0.0.1:0"],
        ] {
            let mut arguments = arguments.to_vec();
            arguments.extend(["--database", db.url(), "--json"]);
            let said = instance.run(&arguments);
            assert_eq!(said.code, 1, "{arguments:?} {said:?}");
            assert_eq!(
                said.json()["error"]["code"],
                "newer-schema",
                "{arguments:?} {said:?}"
            );
        }
        Ok(())
    });
}

#[test]
fn a_newer_database_is_left_alone_on_sqlite() {
    a_newer_database_is_left_alone(Engine::Sqlite);
}

#[test]
fn a_newer_database_is_left_alone_on_postgres() {
    a_newer_database_is_left_alone(Engine::Postgres);
}

#[test]
fn a_file_that_was_cut_or_overwritten_is_said_and_not_used() {
    let names: Vec<String> = (0..2_000).map(|row| format!("c-{row}")).collect();
    let rows: Vec<_> = names
        .iter()
        .map(|id| [id, "Le Phare", "Brest", "29200", "29019", "2024-01-04"])
        .collect();
    let instance = Instance::new();
    import(&instance, &file(&instance, "lieux.csv", &rows), &[]);
    let path = instance.path().join("data/parvis.db");
    let sound = fs::read(&path).unwrap();
    let length = sound.len() as u64;
    for (what, keep, scribble_at, check) in [
        ("cut in half", length / 2, None, "database"),
        ("cut after its first page", 4_096, None, "database"),
        ("cut inside its head", 50, None, "database"),
        ("emptied", 0, None, "schema"),
        (
            "scribbled over in the middle",
            length,
            Some(length / 2),
            "database",
        ),
    ] {
        fs::write(&path, &sound).unwrap();
        let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.set_len(keep).unwrap();
        if let Some(at) = scribble_at {
            file.write_all_at(&[0xAA; 16_384], at).unwrap();
        }
        drop(file);
        let said = instance.run(&["check", "--json"]);
        let detail = wanting(&said, check, what);
        let is_plain = ["is damaged", "is not an SQLite database"]
            .iter()
            .any(|words| detail.contains(words))
            || keep == 0;
        assert!(is_plain, "{what}: {detail}");
        let export = instance.run(&["places", "export", "-o", "part.csv", "--json"]);
        assert_eq!(export.code, 1, "{what} {export:?}");
        assert!(
            !instance.path().join("part.csv").exists(),
            "{what}: half a file was left"
        );
    }
    fs::write(&path, &sound).unwrap();
    assert_eq!(instance.run(&["check"]).code, 0, "put back, all is well");
}
