//! The key file and the journal as an operator meets them: made once, then needed, never made anew or written over.

use super::harness::{Instance, Said, Serving};
use super::invented::{LILLE, file, import};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use store::Engine;
use store::testing::{TestDb, run, runs_on};

const KEY: &str = "data/parvis.key";

/// An instance that was served once, so that it has its keys.
fn locked() -> Instance {
    let instance = Instance::new();
    import(&instance, &file(&instance, "lieux.csv", &[LILLE]), &[]);
    Serving::start(&instance, &[]).stop();
    instance
}

fn refused(said: &Said, code: &str) -> String {
    assert_eq!(said.code, 1, "{said:?}");
    let error = &said.json()["error"];
    assert_eq!(error["code"], code, "{said:?}");
    format!("{} {}", error["message"], error["hint"])
}

/// Every file of the instance, to see that nothing was made or changed.
fn files(instance: &Instance) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(instance.path().join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        // What SQLite keeps beside an open database.
        .filter(|path| !path.to_string_lossy().ends_with("-shm") && !path.to_string_lossy().ends_with("-wal"))
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn the_first_start_makes_a_key_for_the_program_alone_and_later_ones_need_it() {
    let instance = locked();
    let key = instance.path().join(KEY);
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    let made = fs::read_to_string(&key).unwrap();
    assert!(made.contains("Keep a copy of this file"), "{made}");
    Serving::start(&instance, &[]).stop();
    assert_eq!(fs::read_to_string(&key).unwrap(), made, "it is never made anew");
    let check = instance.run(&["check"]);
    assert_eq!(check.code, 0, "{check:?}");
    assert!(check.out.contains("ok   keys: "), "{check:?}");
}

#[test]
fn without_its_own_key_a_locked_database_is_left_as_it_is() {
    let serve = ["serve", "--listen", "127.0.0.1:0", "--json"];
    let other = locked();
    let instance = locked();
    let key = instance.path().join(KEY);
    let own = fs::read(&key).unwrap();
    let change: [(&str, &dyn Fn(), &str, &str); 5] = [
        (
            "missing",
            &|| fs::remove_file(&key).unwrap(),
            "key-missing",
            "parvis.key is not there",
        ),
        (
            "another's",
            &|| fs::write(&key, fs::read(other.path().join(KEY)).unwrap()).unwrap(),
            "wrong-key",
            "this database was locked with",
        ),
        (
            "empty",
            &|| fs::write(&key, "").unwrap(),
            "key-file",
            "holds no key",
        ),
        (
            "with one symbol changed",
            &|| {
                let text = String::from_utf8(own.clone()).unwrap();
                let end = text.trim_end().len();
                let last = if text[..end].ends_with('A') { "E" } else { "A" };
                fs::write(&key, format!("{}{last}\n", &text[..end - 1])).unwrap();
            },
            "key-file",
            "take the copy you kept apart",
        ),
        (
            "readable by others",
            &|| {
                fs::write(&key, &own).unwrap();
                fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
            },
            "key-file",
            "can be read by others (mode 644)",
        ),
    ];
    for (what, harm, code, words) in change {
        harm();
        if what == "missing" {
            // Written again below, for the program alone as before.
            let before = files(&instance);
            assert!(refused(&instance.run(&serve), code).contains(words));
            assert_eq!(files(&instance), before, "{what}");
            fs::write(&key, &own).unwrap();
            fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
            continue;
        }
        let before = files(&instance);
        let said = refused(&instance.run(&serve), code);
        assert!(said.contains(words), "{what}: {said}");
        let check = instance.run(&["check", "--json"]);
        assert_eq!(check.code, 1, "{what}: {check:?}");
        assert_eq!(files(&instance), before, "{what}");
    }
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    Serving::start(&instance, &[]).stop();
}

#[test]
fn a_new_master_key_takes_the_place_of_the_old_one_while_the_program_serves() {
    let instance = locked();
    let key = instance.path().join(KEY);
    let old = fs::read_to_string(&key).unwrap();
    let serving = Serving::start(&instance, &[]);
    let said = instance.run(&["keys", "rotate", "--json"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(serving.get("/").0, 200);
    serving.stop();
    let new = fs::read_to_string(&key).unwrap();
    assert_ne!(new, old);
    assert_eq!(
        new.matches("parvis-master-key-1 ").count(),
        1,
        "the old one is gone"
    );
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    Serving::start(&instance, &[]).stop();
    let journal = instance.run(&["journal", "verify", "--json"]);
    assert_eq!(journal.code, 0, "{journal:?}");
    assert_eq!(
        journal.json()["entries"],
        1,
        "the change of the master key is told"
    );
    assert_eq!(journal.json()["heads"], 1, "its head was put aside at the stop");
    // With the old file again, nothing opens.
    fs::write(&key, old).unwrap();
    refused(
        &instance.run(&["serve", "--listen", "127.0.0.1:0", "--json"]),
        "wrong-key",
    );
}

#[test]
fn a_rotation_that_was_cut_goes_on_where_it_stopped() {
    let instance = locked();
    let key = instance.path().join(KEY);
    let old = fs::read_to_string(&key).unwrap();
    assert_eq!(instance.run(&["keys", "rotate"]).code, 0);
    let new = fs::read_to_string(&key).unwrap();
    // Both keys, as the file is while keys are wrapped again: everything opens, and the check says what to do.
    let line = |text: &str| text.lines().last().unwrap().to_owned();
    fs::write(&key, format!("{new}{}\n", line(&old))).unwrap();
    Serving::start(&instance, &[]).stop();
    let check = instance.run(&["check"]);
    assert_eq!(check.code, 1, "{check:?}");
    assert!(
        check.out.contains("`parvis keys rotate` goes on with it"),
        "{check:?}"
    );
    let said = instance.run(&["keys", "rotate", "--json"]);
    assert_eq!(said.json()["resumed"], true, "{said:?}");
    assert_eq!(fs::read_to_string(&key).unwrap(), new);
    assert_eq!(instance.run(&["check"]).code, 0);
}

fn a_journal_that_was_written_anew_is_found_out(engine: Engine) {
    if !runs_on(engine) {
        return;
    }
    run(async || {
        let db = TestDb::new(engine).await;
        let instance = Instance::new();
        let at = ["--database", db.url()];
        let verify = || {
            let key = instance.path().join("parvis.key");
            instance
                .command(&["journal", "verify", "--json", "--database", db.url()])
                .env("PARVIS_KEYS_FILE", key)
                .env("PARVIS_JOURNAL_HEADS_FILE", instance.path().join("parvis.heads"))
                .output()
                .unwrap()
        };
        let settings = instance.path().join("parvis.toml");
        fs::write(
            &settings,
            "[keys]\nfile = \"parvis.key\"\n[journal]\nheads_file = \"parvis.heads\"\n",
        )?;
        Serving::start(&instance, &at).stop();
        for _ in 0..3 {
            assert_eq!(instance.run(&["keys", "rotate", at[0], at[1]]).code, 0);
        }
        Serving::start(&instance, &at).stop();
        assert!(verify().status.success());
        // Entry and digest together, as somebody would who knows how the chain is made: cut after the first two.
        let mut change = db.write().await?;
        change
            .execute("DELETE FROM journal WHERE number = 3", &[])
            .await?;
        change
            .execute(
                "UPDATE journal_head SET number = 2, digest = (SELECT digest FROM journal WHERE number = 2)",
                &[],
            )
            .await?;
        change.commit().await?;
        let said = verify();
        assert_eq!(said.status.code(), Some(1));
        let said = String::from_utf8(said.stdout)?;
        assert!(
            said.contains("journal-broken") && said.contains("entry 3"),
            "{said}"
        );
        let check = instance.run(&["check", at[0], at[1]]);
        assert!(
            check.code == 1 && check.out.contains("NOT  journal: "),
            "{check:?}"
        );
        Ok(())
    });
}

#[test]
fn a_journal_that_was_written_anew_is_found_out_on_sqlite() {
    a_journal_that_was_written_anew_is_found_out(Engine::Sqlite);
}

#[test]
fn a_journal_that_was_written_anew_is_found_out_on_postgres() {
    a_journal_that_was_written_anew_is_found_out(Engine::Postgres);
}

#[test]
fn the_operator_invites_the_first_people_by_a_link_that_works() {
    let instance = locked();
    let said = instance.run(&[
        "user",
        "invite",
        "jeanne@mairie.example",
        "--role",
        "administrator",
        "--json",
    ]);
    assert_eq!(said.code, 0, "{said:?}");
    let link = said.json()["link"].as_str().unwrap().to_owned();
    let path = link
        .strip_prefix("http://localhost:8080")
        .expect("the address of the site");
    let plain = instance.run(&["user", "invite", "paul@mairie.example", "--role", "mediator"]);
    assert!(
        plain.out.contains("opens on this machine only") && plain.out.contains("`site.public_url`"),
        "{plain:?}"
    );
    let serving = Serving::start(&instance, &[]);
    let (status, page) = serving.get(path);
    assert!(status == 200 && page.contains("name=\"name\""), "{status} {page}");
    for (arguments, words) in [
        (
            &["user", "invite", "jeanne", "--role", "administrator"][..],
            "name@example.org",
        ),
        (
            &["user", "invite", "j@mairie.example", "--role", "chief"],
            "unknown role",
        ),
        (&["user", "invite", "j@mairie.example"], "--role"),
        (
            &[
                "user",
                "invite",
                "j@mairie.example",
                "--role",
                "auditor",
                "--role",
                "administrator",
            ],
            "one person may not be",
        ),
    ] {
        let refused = instance.run(arguments);
        assert_eq!(refused.code, 2, "{refused:?}");
        assert!(refused.err.contains(words), "{refused:?}");
    }
}
