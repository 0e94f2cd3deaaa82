//! Files that commands are told to write: never one that they work with, and pipes stay pipes.

use super::harness::{Instance, Said, Serving};
use super::invented::{LILLE, RENNES, file, import};
use std::fs;
use std::os::unix::fs::{FileTypeExt, symlink};

fn export(instance: &Instance, target: &str) -> Said {
    instance.run(&["places", "export", "-o", target, "--json"])
}

fn filled() -> Instance {
    let instance = Instance::new();
    let lieux = file(&instance, "lieux.csv", &[LILLE, RENNES]);
    assert_eq!(import(&instance, &lieux, &[]).code, 0);
    instance
}

#[test]
fn a_file_that_the_command_works_with_is_not_written_over() {
    let instance = filled();
    Serving::start(&instance, &[]).stop();
    let at = |name: &str| instance.path().join(name);
    fs::write(at("data/parvis.heads"), "").unwrap();
    fs::write(at("parvis.toml"), "listen = \"127.0.0.1:8099\"\n").unwrap();
    fs::hard_link(at("lieux.csv"), at("same.csv")).unwrap();
    symlink("lieux.csv", at("link.csv")).unwrap();
    symlink("data/parvis.db", at("link.db")).unwrap();
    symlink("data/parvis.db-wal", at("link.db-wal")).unwrap();
    let files = ["lieux.csv", "parvis.toml", "data/parvis.db", "data/parvis.key"];
    let before = files.map(|name| fs::read(at(name)).unwrap());
    let absolute = at("data/../data/parvis.db").display().to_string();
    let database = [
        "data/parvis.db",
        "./data/parvis.db-wal",
        "data/parvis.db-shm",
        "link.db",
        "link.db-wal",
        "parvis.toml",
        "data/parvis.key",
        "./data/parvis.heads",
        absolute.as_str(),
    ];
    for target in database {
        let said = export(&instance, target);
        assert_eq!(said.code, 2, "-o {target}: {said:?}");
    }
    for target in database
        .into_iter()
        .chain(["lieux.csv", "./lieux.csv", "same.csv", "link.csv"])
    {
        let said = import(&instance, &at("lieux.csv"), &["--report", target]);
        assert_eq!(
            (said.code, said.json()["error"]["code"].as_str()),
            (2, Some("usage")),
            "--report {target}: {said:?}"
        );
        let message = said.json()["error"]["message"].to_string();
        assert!(message.contains(target), "{message}");
    }
    assert_eq!(files.map(|name| fs::read(at(name)).unwrap()), before);
    assert_eq!(instance.run(&["check"]).code, 0);
}

#[test]
fn a_report_does_not_take_the_name_of_a_database_that_is_not_made_yet() {
    let instance = Instance::new();
    let lieux = file(&instance, "lieux.csv", &[LILLE]);
    for target in ["new.db", "./new.db", "new.db-wal"] {
        let said = import(
            &instance,
            &lieux,
            &["--database", "sqlite:new.db", "--report", target],
        );
        assert_eq!(said.code, 2, "{target}: {said:?}");
        assert!(!instance.path().join("new.db").exists());
    }
}

#[test]
fn a_link_stays_a_link_and_its_file_is_replaced() {
    let instance = filled();
    let at = |name: &str| instance.path().join(name);
    fs::create_dir(at("published")).unwrap();
    fs::write(at("published/real.csv"), "before").unwrap();
    symlink("published/real.csv", at("link.csv")).unwrap();
    symlink("published/later.csv", at("later.csv")).unwrap();
    for (link, real) in [
        ("link.csv", "published/real.csv"),
        ("later.csv", "published/later.csv"),
    ] {
        assert_eq!(export(&instance, link).code, 0);
        assert!(at(link).is_symlink(), "{link}");
        assert!(!at(real).is_symlink());
        assert!(
            fs::read_to_string(at(real)).unwrap().contains("La Passerelle"),
            "{real}"
        );
    }
}

#[test]
fn pipes_and_devices_are_written_through() {
    let instance = filled();
    let pipe = instance.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    for arguments in [
        &["places", "export", "-o", "pipe"][..],
        &["places", "import", "lieux.csv", "--report", "pipe"],
    ] {
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        let said = instance.run(arguments);
        assert_eq!(said.code, 0, "{said:?}");
        assert!(
            fs::metadata(&pipe).unwrap().file_type().is_fifo(),
            "{arguments:?}"
        );
        let read = reader.join().unwrap();
        assert!(read.lines().next().unwrap().contains("id,"), "{read}");
    }
    assert_eq!(export(&instance, "/dev/null").code, 0);
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());

    let said = instance.run(&["places", "export", "-o", "/dev/stdout"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.out.contains("La Passerelle") && said.out.starts_with("id,"),
        "{said:?}"
    );

    let out = instance.path().join("out.txt");
    let mut command = instance.command(&["places", "export", "-o", "/dev/stdout"]);
    let status = command.stdout(fs::File::create(&out).unwrap()).status().unwrap();
    assert!(status.success());
    let text = fs::read_to_string(&out).unwrap();
    assert!(
        text.starts_with("id,") && text.ends_with("2 places in /dev/stdout\n"),
        "{text}"
    );
}
