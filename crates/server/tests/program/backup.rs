//! A backup of an instance that serves, and everything that can be wrong with it on its way back.

use super::harness::{Instance, Said, Serving};
use super::invented::{LILLE, file, import};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use store::Engine;
use store::testing::{TestDb, run, runs_on};

const ALL: &str = "copy.age";

/// Where an instance keeps its database.
fn database(url: &str) -> [&str; 2] {
    ["--database", url]
}

fn said(instance: &Instance, recipient: &str, arguments: &[&str]) -> Said {
    let output = instance
        .command(arguments)
        .env("PARVIS_BACKUP_RECIPIENT", recipient)
        .env("PATH", std::env::var_os("PATH").unwrap())
        .output()
        .unwrap();
    Said {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn refused(said: &Said, code: &str) {
    assert_eq!(
        (said.code, said.json()["error"]["code"].as_str()),
        (1, Some(code)),
        "{said:?}"
    );
}

fn new_keys(instance: &Instance, name: &str) -> String {
    let made = instance.run(&["keys", "backup", name, "--json"]);
    assert_eq!(made.code, 0, "{made:?}");
    let mode = fs::metadata(instance.path().join(name))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    made.json()["recipient"].as_str().unwrap().to_owned()
}

/// Saves the database at `from` while it serves, and restores it at `to`.
fn there_and_back(from: &str, to: &str, is_there: impl Fn() -> bool) {
    let instance = Instance::new();
    import(
        &instance,
        &file(&instance, "lieux.csv", &[LILLE]),
        &database(from),
    );
    let serving = Serving::start(&instance, &database(from));
    let recipient = new_keys(&instance, "secret");
    let other = new_keys(&instance, "other");
    assert_ne!(recipient, other);
    let save = [&["backup", ALL, "--json"][..], &database(from)].concat();
    refused(&said(&instance, "", &save), "no-recipient");
    let saved = said(&instance, &recipient, &save);
    assert_eq!(saved.code, 0, "{saved:?}");
    assert_eq!(saved.json()["rows"]["places"], 1);
    refused(&said(&instance, &recipient, &save), "exists");
    serving.stop();

    let copy = instance.path().join(ALL);
    let bytes = fs::read(&copy).unwrap();
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o077, 0);
    assert!(!bytes.windows(5).any(|part| part == b"Lille"), "it is encrypted");
    let left: Vec<_> = fs::read_dir(instance.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(ALL) && name != ALL)
        .collect();
    assert_eq!(left, Vec::<String>::new(), "nothing in clear is left beside it");

    let restore = |from: &str, identity: &str| {
        let arguments = [
            &["restore", from, "--identity", identity, "--json"][..],
            &database(to),
        ]
        .concat();
        said(&instance, "", &arguments)
    };
    refused(&restore(ALL, "other"), "wrong-identity");
    refused(&restore("lieux.csv", "secret"), "damaged-backup");
    refused(&restore(ALL, "lieux.csv"), "backup-key");
    for (name, damaged) in [
        ("cut.age", bytes[..bytes.len() - 20].to_vec()),
        ("short.age", bytes[..bytes.len() / 2].to_vec()),
        ("altered.age", {
            let mut altered = bytes.clone();
            let middle = altered.len() / 2;
            altered[middle] ^= 1;
            altered
        }),
    ] {
        fs::write(instance.path().join(name), damaged).unwrap();
        let answer = restore(name, "secret");
        refused(&answer, "damaged-backup");
        assert!(!is_there(), "{name} left something");
    }

    let restored = restore(ALL, "secret");
    assert_eq!(restored.code, 0, "{restored:?}");
    assert_eq!(restored.json()["rows"], saved.json()["rows"]);
    assert!(is_there());
    refused(&restore(ALL, "secret"), "not-empty");

    // The master key comes back by itself; without it the database is locked, with it all is well.
    let check = [&["check", "--json"][..], &database(to)].concat();
    let key = fs::read_dir(instance.path().join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "key"))
        .expect("serving made one");
    let whole = instance
        .command(&check)
        .env("PARVIS_KEYS_FILE", key)
        .output()
        .unwrap();
    assert!(
        whole.status.success(),
        "{}",
        String::from_utf8_lossy(&whole.stdout)
    );
}

#[test]
fn sqlite_there_and_back_while_it_serves() {
    let place = tempfile::tempdir().unwrap();
    let to = place.path().join("restored/parvis.db");
    there_and_back(
        "sqlite:data/parvis.db",
        &format!("sqlite:{}", to.display()),
        || to.exists(),
    );
    let left = fs::read_dir(place.path().join("restored")).unwrap().count();
    assert_eq!(left, 1, "nothing but the database is left");
}

#[test]
fn postgres_there_and_back_while_it_serves() {
    if !runs_on(Engine::Postgres) {
        return;
    }
    run(async || {
        let from = TestDb::new(Engine::Postgres).await;
        let to = TestDb::empty(Engine::Postgres).await;
        let is_there = || {
            let empty = tokio::runtime::Handle::current().block_on(store::is_empty(&*to));
            !empty.unwrap()
        };
        tokio::task::block_in_place(|| there_and_back(from.url(), to.url(), is_there));
        Ok(())
    });
}

#[test]
fn a_backup_goes_back_into_its_own_engine_only() {
    let instance = Instance::new();
    assert_eq!(instance.run(&["migrate"]).code, 0);
    let recipient = new_keys(&instance, "secret");
    assert_eq!(said(&instance, &recipient, &["backup", ALL]).code, 0);
    let arguments = [
        "restore",
        ALL,
        "--identity",
        "secret",
        "--json",
        "--database",
        "postgres://nobody@127.0.0.1:1/x",
    ];
    refused(&said(&instance, "", &arguments), "other-engine");
    let bad = said(&instance, "age1nothing", &["backup", "b.age", "--json"]);
    refused(&bad, "configuration");
    assert!(bad.out.contains("public key"), "{bad:?}");
}
