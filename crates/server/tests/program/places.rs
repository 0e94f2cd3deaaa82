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
        report.starts_with("\u{feff}row,line,id,field,outcome,rule,before,after,explanation\n"),
        "{report}"
    );
    assert!(
        report.contains("\n2,3,b-1,date_maj,rejected,date-missing,"),
        "{report}"
    );
    assert!(
        report.contains("\n4,5,a-1,id,rejected,duplicate-id,a-1,row 1,"),
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

#[test]
fn a_monthly_file_does_not_double_the_directory() {
    let instance = Instance::new();
    let first = file(&instance, "maville.csv", &[LILLE, RENNES]);
    assert_eq!(import(&instance, &first, &[]).code, 0);
    let monthly = file(&instance, "maville-2025-02.csv", &[LILLE, RENNES]);
    for more in [&[][..], &["--dry-run"]] {
        let said = import(&instance, &monthly, more);
        assert_eq!(said.code, 2, "{said:?}");
        let hint = said.json()["error"]["hint"].to_string();
        assert!(hint.contains("--source maville "), "{hint}");
    }
    assert_eq!(
        numbers(&import(&instance, &monthly, &["--source", "maville"]).json()),
        [2, 2, 0, 0, 0, 2, 0]
    );
    // Who says the name means it, and from then on the file's name is enough.
    assert_eq!(
        import(&instance, &monthly, &["--source", "maville-2025-02"]).code,
        0
    );
    assert_eq!(import(&instance, &monthly, &[]).code, 0);
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
        (&["--territory", "99999"], "unknown-territory", 1),
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

#[test]
fn a_date_that_is_yet_to_come_is_written_as_its_source_gave_it_and_said() {
    let instance = Instance::new();
    let ahead = ["a-9", "Le Futur", "Lille", "59000", "59350", "2099-01-02"];
    let imported = import(&instance, &file(&instance, "lieux.csv", &[LILLE, ahead]), &[]).json();
    assert_eq!(imported["found"]["date-in-future"], 1);
    let said = export(&instance, &[]);
    assert!(
        said.out.contains("2099-01-02") && said.out.contains("2024-01-02"),
        "{said:?}"
    );
    assert_eq!(
        said.err,
        "parvis: 1 place was written with a date_maj that is yet to come, as the source gives it\n"
    );
    let document = export(&instance, &["-o", "places.csv", "--json"]).json();
    assert_eq!(
        (&document["places"], &document["dates_ahead"]),
        (&json!(2), &json!(1))
    );
    // An export without such a place has nothing to say.
    let past = export(&instance, &["--territory", "35"]);
    assert_eq!(past.err, "", "{past:?}");
}

#[test]
fn an_export_onto_a_file_says_that_it_takes_its_place() {
    let instance = Instance::new();
    import(&instance, &file(&instance, "lieux.csv", &[LILLE]), &[]);
    let first = export(&instance, &["-o", "places.csv", "--json"]).json();
    assert_eq!(first["replaced"], false);
    std::fs::write(instance.path().join("places.csv"), "another file").unwrap();
    let second = export(&instance, &["-o", "places.csv"]);
    assert_eq!(
        (second.code, second.out.as_str()),
        (
            0,
            "1 place in places.csv, in the place of the file that was there\n"
        )
    );
    // A refusal leaves the file that is there alone.
    let whole = std::fs::read_to_string(instance.path().join("places.csv")).unwrap();
    assert_eq!(
        export(&instance, &["-o", "places.csv", "--territory", "99999"]).code,
        1
    );
    assert_eq!(
        std::fs::read_to_string(instance.path().join("places.csv")).unwrap(),
        whole
    );
}

#[test]
fn a_commune_that_no_list_has_can_be_exported_when_a_place_stands_there() {
    let instance = Instance::new();
    let new = [
        "n-1",
        "Le Relais",
        "Ville-Nouvelle",
        "59000",
        "59999",
        "2024-01-02",
    ];
    import(&instance, &file(&instance, "lieux.csv", &[LILLE, new]), &[]);
    let said = export(&instance, &["--territory", "59999"]);
    assert_eq!((said.code, said.out.lines().count()), (0, 2), "{said:?}");
}

#[test]
fn licence_and_attribution_given_once_travel_with_the_exports() {
    let instance = Instance::new();
    let terms = [
        "--title",
        "Ville de Lille",
        "--licence",
        "Licence Ouverte 2.0",
        "--attribution",
        "Ville de Lille, 2026",
        "--url",
        "https://lille.example/lieux",
    ];
    import(&instance, &file(&instance, "lieux.csv", &[LILLE, RENNES]), &terms);
    let credit = json!([{
        "title": "Ville de Lille",
        "licence": "Licence Ouverte 2.0",
        "attribution": "Ville de Lille, 2026",
        "url": "https://lille.example/lieux",
    }]);
    let collection = export(&instance, &["--format", "geojson"]);
    assert_eq!(collection.json()["metadata"]["sources"], credit);
    assert_eq!(
        export(&instance, &["--format", "json"]).json()[1]["attribution"],
        "Ville de Lille, 2026"
    );
    // What is read back is the same place, and with the same terms the file is the same.
    let other = Instance::new();
    let path = other.path().join("lieux.geojson");
    std::fs::write(&path, &collection.out).unwrap();
    assert_eq!(
        numbers(&import(&other, &path, &terms).json()),
        [2, 2, 0, 2, 0, 0, 0]
    );
    assert_eq!(export(&other, &["--format", "geojson"]).out, collection.out);
    let tables = [&instance, &other].map(|instance| export(instance, &[]).out);
    assert_eq!(tables[0], tables[1]);
    assert!(!tables[0].contains("Ville de Lille"));
}

#[test]
fn a_question_is_read_as_on_the_pages() {
    let instance = Instance::new();
    import(
        &instance,
        &file(&instance, "lieux.csv", &[LILLE, RENNES, BREST]),
        &[],
    );
    let search = |words: &str| instance.run(&["places", "search", words, "--json"]).json();
    let asked = search("lille ouvert samdi matin sans rdv 06 12 34 56 78");
    assert_eq!(
        asked["read"],
        json!({
            "words": "lille",
            "time": "ouvert samdi matin",
            "walk_in": "sans rdv",
            "phone": "+33612345678",
            "town": null,
            "distance": null,
            "closed": null
        })
    );
    // None of the places has such a number.
    assert_eq!(asked["total"], 0);
    // More than pages and API read is not cut without a word.
    let long = instance.run(&["places", "search", &"imprimer ".repeat(40)]);
    assert_eq!(long.code, 2, "{long:?}");
    let all = search("help me");
    assert_eq!((&all["total"], &all["no_need"]), (&json!(3), &json!(true)));
}
