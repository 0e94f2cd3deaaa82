use super::harness::{Instance, Said};
use super::invented::{BREST, LILLE, RENNES, file, import, numbers};
use serde_json::json;

#[test]
fn a_file_is_imported_then_unchanged_then_updated_and_nothing_is_deleted() {
    let instance = Instance::new();
    let lieux = file(&instance, "lieux.csv", &[LILLE, RENNES, BREST]);
    let said = import(&instance, &lieux, &[]);
    assert_eq!(said.code, 0, "{said:?}");
    let document = said.json();
    assert_eq!(numbers(&document), [3, 3, 0, 3, 0, 0, 0]);
    assert_eq!(document["source"], "lieux");
    assert_eq!(
        (&document["rejected"], &document["merged"], &document["doubtful"]),
        (&json!({}), &json!(0), &json!(0))
    );
    assert!(
        document["seconds"]
            .as_object()
            .unwrap()
            .values()
            .all(serde_json::Value::is_number)
    );

    assert_eq!(
        numbers(&import(&instance, &lieux, &[]).json()),
        [3, 3, 0, 0, 0, 3, 0]
    );

    let renamed = [
        "a-2",
        "Le Grand Goéland",
        "Rennes",
        "35000",
        "35238",
        "2024-02-03",
    ];
    file(&instance, "lieux.csv", &[LILLE, renamed]);
    assert_eq!(
        numbers(&import(&instance, &lieux, &[]).json()),
        [2, 2, 0, 0, 1, 1, 1]
    );
    assert_eq!(instance.run(&["check"]).code, 0);
}

#[test]
fn each_row_counts_once_and_the_report_tells_why() {
    let instance = Instance::new();
    let undated = ["b-1", "Sans date", "Lille", "59000", "59350", ""];
    let unnamed = ["b-2", "", "Lille", "59000", "59350", "hier"];
    let twice = ["a-1", "Encore", "Lille", "59000", "59350", "2024-01-02"];
    let formula = ["b-3", "La Halle", "=LIEN()", "5900", "", "2024-01-02"];
    let lieux = file(&instance, "lieux.csv", &[LILLE, undated, unnamed, twice, formula]);
    let said = import(&instance, &lieux, &["--report", "constats.csv"]);
    assert_eq!(said.code, 0, "{said:?}");
    let document = said.json();
    let rejected: u64 = document["rejected"]
        .as_object()
        .unwrap()
        .values()
        .map(|count| count.as_u64().unwrap())
        .sum();
    assert_eq!(document["accepted"].as_u64().unwrap() + rejected, 5, "{document}");
    assert_eq!(document["rejected"]["date-missing"], 1, "{document}");
    assert_eq!(document["rejected"]["duplicate-id"], 1, "{document}");

    let report = std::fs::read_to_string(instance.path().join("constats.csv")).unwrap();
    assert!(
        report.starts_with("\u{feff}row,id,field,outcome,rule,before,after,explanation\n"),
        "{report}"
    );
    assert!(
        report.contains("\n2,b-1,date_maj,rejected,date-missing,"),
        "{report}"
    );
    assert!(
        report.contains("\n4,a-1,id,rejected,duplicate-id,a-1,"),
        "{report}"
    );
    assert!(
        !report.contains(",="),
        "a spreadsheet would run a cell of\n{report}"
    );
}

#[test]
fn a_trial_keeps_nothing() {
    let instance = Instance::new();
    let lieux = file(&instance, "lieux.csv", &[LILLE, RENNES]);
    let trial = import(&instance, &lieux, &["--dry-run"]).json();
    assert_eq!(numbers(&trial), [2, 2, 0, 2, 0, 0, 0]);
    assert_eq!(trial["dry_run"], true);
    assert!(
        !instance.path().join("data").exists(),
        "a trial makes no database"
    );

    import(&instance, &lieux, &[]);
    let other = file(&instance, "autres.csv", &[BREST]);
    assert_eq!(
        numbers(&import(&instance, &other, &["--dry-run", "--source", "lieux"]).json()),
        [1, 1, 0, 1, 0, 0, 2]
    );
    assert_eq!(
        numbers(&import(&instance, &lieux, &[]).json()),
        [2, 2, 0, 0, 0, 2, 0]
    );
}

#[test]
fn an_import_that_is_killed_leaves_the_directory_as_it_was() {
    let instance = Instance::new();
    let lieux = file(&instance, "lieux.csv", &[LILLE, RENNES]);
    import(&instance, &lieux, &[]);
    let rows: Vec<[String; 6]> = (0..60_000)
        .map(|row| {
            [
                format!("k-{row}"),
                format!("Lieu {row}"),
                "Lille".into(),
                "59000".into(),
                "59350".into(),
                "2024-01-02".into(),
            ]
        })
        .collect();
    let rows: Vec<[&str; 6]> = rows
        .iter()
        .map(|row| row.each_ref().map(String::as_str))
        .collect();
    let many = file(&instance, "many.csv", &rows);
    let arguments = ["places", "import", many.to_str().unwrap(), "--source", "lieux"];
    let mut child = instance.command(&arguments).spawn().unwrap();
    // Long enough to be in the middle of writing, far from enough to finish.
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert!(
        child.try_wait().unwrap().is_none(),
        "the import ended before it could be killed"
    );
    child.kill().unwrap();
    child.wait().unwrap();
    let check = instance.run(&["check", "--json"]);
    assert_eq!(check.code, 0, "{check:?}");
    assert_eq!(
        numbers(&import(&instance, &lieux, &[]).json()),
        [2, 2, 0, 0, 0, 2, 0]
    );
}

#[test]
fn the_name_of_a_source_is_asked_for_when_the_file_cannot_give_it() {
    let instance = Instance::new();
    let lieux = file(&instance, "Mes lieux.csv", &[LILLE]);
    let said = import(&instance, &lieux, &[]);
    assert_eq!(said.code, 2, "{said:?}");
    assert_eq!(
        said.json()["error"]["hint"],
        "Name it yourself: --source mes-lieux"
    );
    assert_eq!(import(&instance, &lieux, &["--source", "Mes lieux"]).code, 2);
    assert_eq!(import(&instance, &lieux, &["--source", "mes-lieux"]).code, 0);
}

fn export(instance: &Instance, more: &[&str]) -> Said {
    let mut arguments = vec!["places", "export"];
    arguments.extend(more);
    instance.run(&arguments)
}

#[test]
fn exporting_importing_and_exporting_again_gives_the_same_bytes() {
    let instance = Instance::new();
    import(
        &instance,
        &file(&instance, "lieux.csv", &[LILLE, RENNES, BREST]),
        &[],
    );
    for format in ["schema", "json", "geojson"] {
        let first = export(&instance, &["--format", format]);
        assert_eq!((first.code, first.err.as_str()), (0, ""), "{format}");
        assert!(
            first.out.contains("a-1") && first.out.contains("Le Goéland"),
            "{}",
            first.out
        );
        let other = Instance::new();
        let path = other.path().join(format!("{format}.txt"));
        std::fs::write(&path, &first.out).unwrap();
        assert_eq!(
            numbers(&import(&other, &path, &[]).json()),
            [3, 3, 0, 3, 0, 0, 0],
            "{format}"
        );
        assert_eq!(export(&other, &["--format", format]).out, first.out, "{format}");
    }
}

#[test]
fn identifiers_are_the_sources_own_for_one_source_and_public_for_several() {
    let instance = Instance::new();
    import(&instance, &file(&instance, "un.csv", &[LILLE]), &[]);
    import(&instance, &file(&instance, "deux.csv", &[RENNES, BREST]), &[]);
    let own = export(&instance, &["--source", "deux"]).out;
    assert!(own.lines().nth(1).unwrap().starts_with("a-2,"), "{own}");
    let all = export(&instance, &[]).out;
    assert_eq!(all.lines().count(), 4, "{all}");
    for line in all.lines().skip(1) {
        let id = line.split(',').next().unwrap();
        assert!(domain::places::PlaceId::parse(id).is_ok(), "{line}");
    }
}

#[test]
fn an_export_can_be_a_territory_and_appears_in_its_file_whole() {
    let instance = Instance::new();
    import(
        &instance,
        &file(&instance, "lieux.csv", &[LILLE, RENNES, BREST]),
        &[],
    );
    for (territory, names) in [
        ("59", &["La Passerelle"][..]),
        ("R53", &["Le Goéland", "La Rade"]),
        ("29019", &["La Rade"]),
        ("75", &[]),
    ] {
        let said = export(&instance, &["--territory", territory, "-o", "part.csv", "--json"]);
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(said.json()["places"], names.len(), "{territory}");
        let text = std::fs::read_to_string(instance.path().join("part.csv")).unwrap();
        assert_eq!(text.lines().count(), names.len() + 1, "{territory}");
        assert!(
            names.iter().all(|name| text.contains(name)),
            "{territory}\n{text}"
        );
    }
    let left: Vec<_> = std::fs::read_dir(instance.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(".parvis"))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "unfinished files were left");
}

#[test]
fn what_cannot_be_exported_is_refused_in_words() {
    let instance = Instance::new();
    assert_eq!(
        export(&instance, &["-o", "x.csv", "--json"]).json()["error"]["code"],
        "no-database"
    );
    import(&instance, &file(&instance, "lieux.csv", &[LILLE]), &[]);
    for (arguments, code, exit) in [
        (&["--territory", "ZZ"][..], "unknown-territory", 1),
        (&["--source", "nobody"], "unknown-source", 1),
        (&["--format", "xls"], "usage", 2),
        (&["-o", "nowhere/x.csv"], "unwritable", 1),
    ] {
        let mut arguments = arguments.to_vec();
        arguments.push("--json");
        if !arguments.contains(&"-o") {
            arguments.extend(["-o", "x.csv"]);
        }
        let said = export(&instance, &arguments);
        assert_eq!(
            (said.code, &said.json()["error"]["code"]),
            (exit, &json!(code)),
            "{arguments:?} {said:?}"
        );
        assert!(!instance.path().join("x.csv").exists());
    }
}

#[test]
fn a_reader_that_has_seen_enough_of_an_export_is_no_failure() {
    let instance = Instance::new();
    import(&instance, &file(&instance, "lieux.csv", &[LILLE, RENNES]), &[]);
    let mut command = instance.command(&["places", "export"]);
    let mut child = command
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), String::from_utf8(output.stderr).unwrap()),
        (Some(0), String::new())
    );
}
