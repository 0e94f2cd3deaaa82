//! What somebody meets who types a word wrong, starts in the wrong folder, or has no right to a file.

use super::harness::{Instance, Said};
use super::invented::{HEADER, LILLE, file, import};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

#[test]
fn a_mistyped_command_flag_or_value_is_answered_with_the_right_one() {
    let instance = Instance::new();
    for (arguments, meant) in [
        (&["migrat"][..], "`migrate`"),
        (&["places", "imprt", "x.csv"], "`import`"),
        (&["places", "import", "--sorce", "x", "x.csv"], "`--source`"),
        (&["places", "import", "--dryrun", "x.csv"], "`--dry-run`"),
        (&["places", "export", "--format", "schma"], "`schema`"),
    ] {
        let said = instance.run(arguments);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(
            said.err.contains(&format!("Did you mean {meant}?")),
            "{arguments:?} {said:?}"
        );
    }
    let said = instance.run(&["xyzzy"]);
    assert!(!said.err.contains("Did you mean"), "{said:?}");
}

#[test]
fn a_new_database_is_told_with_its_place_and_the_home_page_says_how_to_begin() {
    let instance = Instance::new();
    let mut program = instance
        .command(&["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let address = lines
        .find_map(|line| Some(line.split_once("http://")?.1.trim().to_owned()))
        .expect("the program says where it serves");
    let next = lines.next().unwrap();
    assert!(
        next.contains("empty") && next.contains("parvis places import"),
        "{next}"
    );
    let mut stream = TcpStream::connect(&address).unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: parvis\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    program.kill().unwrap();
    let mut told = String::new();
    program.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    program.wait().unwrap();
    assert!(page.contains("parvis places import"), "{page}");
    let database = instance.path().canonicalize().unwrap().join("data/parvis.db");
    assert!(
        told.contains("new, empty database") && told.contains(database.to_str().unwrap()),
        "{told}"
    );
}

#[test]
fn an_import_that_makes_a_database_says_where_and_the_next_one_says_nothing() {
    let instance = Instance::new();
    file(&instance, "lieux.csv", &[LILLE]);
    let database = instance
        .path()
        .canonicalize()
        .unwrap()
        .join("ailleurs/annuaire.db");
    let arguments = |more: &[&'static str]| {
        let import = [
            "places",
            "import",
            "lieux.csv",
            "--database",
            "sqlite:ailleurs/annuaire.db",
        ];
        [&import[..], more].concat()
    };
    let trial = instance.run(&arguments(&["--dry-run"]));
    assert!(!trial.err.contains("new database"), "{trial:?}");
    assert!(!database.exists());
    let first = instance.run(&arguments(&["--json"]));
    assert_eq!(first.code, 0, "{first:?}");
    let told = format!("parvis: a new database was made at {};", database.display());
    assert!(first.err.contains(&told), "{first:?}");
    assert!(first.json().is_object(), "{first:?}");
    let second = instance.run(&arguments(&[]));
    assert_eq!(second.code, 0, "{second:?}");
    assert!(!second.err.contains("new database"), "{second:?}");
}

#[test]
fn columns_that_the_schema_does_not_have_are_listed_once_with_what_they_resemble() {
    let instance = Instance::new();
    let lieux = file(&instance, "lieux.csv", &[LILLE]);
    let text = std::fs::read_to_string(&lieux).unwrap();
    let text = text
        .replace(HEADER, &format!("{HEADER},telephon,Note interne"))
        .replace("2024-01-02\n", "2024-01-02,0320000000,rappeler\n");
    std::fs::write(&lieux, text).unwrap();
    let said = instance.run(&["places", "import", "lieux.csv"]);
    assert_eq!(said.code, 0, "{said:?}");
    let line = "Columns left out, which the schema does not have: `telephon` (did you mean `telephone`?), `Note interne`\n";
    assert!(said.out.contains(line), "{said:?}");
    assert!(said.out.starts_with("lieux: 1 row read, "), "{said:?}");
    let document = import(&instance, &lieux, &[]).json();
    assert_eq!(
        document["ignored_columns"],
        serde_json::json!(["telephon", "Note interne"])
    );
}

#[test]
fn a_compressed_file_that_is_cut_short_is_said_to_be() {
    let instance = Instance::new();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(format!("{HEADER}\n").repeat(50).as_bytes())
        .unwrap();
    let whole = gzip.finish().unwrap();
    for len in [12, whole.len() / 2, whole.len() - 3] {
        let path = instance.path().join("coupe.csv.gz");
        std::fs::write(&path, &whole[..len]).unwrap();
        let said = import(&instance, &path, &["--source", "coupe"]);
        let error = &said.json()["error"];
        assert_eq!(
            (said.code, error["code"].as_str()),
            (1, Some("unreadable")),
            "{said:?}"
        );
        assert!(
            error["message"]
                .to_string()
                .contains("gzip compression is cut short or damaged"),
            "{said:?}"
        );
    }
}

#[test]
fn half_of_the_rows_rejected_is_said_at_the_end_and_the_others_are_there() {
    let instance = Instance::new();
    let undated = ["b-1", "Sans date", "Lille", "59000", "59350", ""];
    let lieux = file(&instance, "lieux.csv", &[LILLE, undated]);
    let said = instance.run(&["places", "import", lieux.to_str().unwrap()]);
    assert_eq!(said.code, 0, "{said:?}");
    let last = said.out.lines().last().unwrap();
    assert!(
        last.starts_with(
            "Half of the rows or more were rejected (1 of 2), and the other one is in the directory"
        ),
        "{said:?}"
    );
    assert_eq!(import(&instance, &lieux, &[]).json()["mostly_rejected"], true);
    assert!(
        instance
            .run(&["places", "search", "passerelle"])
            .out
            .starts_with("1 place, ")
    );
}

/// Runs the program as an account without rights on what this one keeps for itself; `None` where that cannot be done.
#[expect(clippy::print_stdout, reason = "what is skipped has to be seen")]
fn as_nobody(instance: &Instance, arguments: &[&str]) -> Option<Said> {
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    if !rustix::process::geteuid().is_root() {
        println!("SKIPPED: only root can run a program as another account");
        return None;
    }
    let output = instance
        .command(arguments)
        .uid(NOBODY)
        .gid(NOBODY)
        .output()
        .ok()?;
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Some(Said {
        code: output.status.code()?,
        out: text(output.stdout),
        err: text(output.stderr),
    })
}

#[test]
fn a_missing_right_is_said_with_the_file_and_what_is_needed() {
    use std::os::unix::fs::PermissionsExt;
    let instance = Instance::new();
    let lieux = file(&instance, "lieux.csv", &[LILLE]);
    assert_eq!(import(&instance, &lieux, &[]).code, 0);
    let rights = |name: &str, mode| {
        std::fs::set_permissions(instance.path().join(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    rights("", 0o755);
    rights("lieux.csv", 0o600);
    for (arguments, file, needed) in [
        (
            &["places", "import", "lieux.csv"][..],
            "lieux.csv",
            "to read this file",
        ),
        (&["places", "search", "x"], "data/parvis.db", "to read and write"),
        (&["migrate"], "data/parvis.db", "to read and write"),
    ] {
        let Some(said) = as_nobody(&instance, arguments) else {
            return;
        };
        assert_eq!(said.code, 1, "{said:?}");
        assert!(
            said.err.contains(file) && said.err.contains(needed),
            "{arguments:?} {said:?}"
        );
    }
    rights("data", 0o700);
    for arguments in [&["serve", "--listen", "127.0.0.1:0"][..], &["places", "export"]] {
        let Some(said) = as_nobody(&instance, arguments) else {
            return;
        };
        assert_eq!(said.code, 1, "{said:?}");
        assert!(
            said.err.contains("data/parvis.db") && said.err.contains("to read and write"),
            "{said:?}"
        );
    }
    rights("data", 0o755);
    std::fs::set_permissions(
        instance.path().join("data/parvis.db"),
        std::fs::Permissions::from_mode(0o666),
    )
    .unwrap();
}
