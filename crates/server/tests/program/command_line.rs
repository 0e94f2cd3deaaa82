use super::harness::Instance;
use serde_json::json;

/// Every command, as a person would write it.
const COMMANDS: &[&[&str]] = &[
    &["migrate"],
    &["check"],
    &["serve"],
    &["demo"],
    &["places", "import"],
    &["places", "export"],
    &["places", "search"],
];

#[test]
fn every_command_explains_itself_with_an_example() {
    let instance = Instance::new();
    let overview = instance.run(&["--help"]);
    assert_eq!(overview.code, 0);
    for command in COMMANDS {
        assert!(
            overview.out.contains(command[0]),
            "{command:?} is not in the overview:\n{}",
            overview.out
        );
        let mut arguments = command.to_vec();
        arguments.push("--help");
        let said = instance.run(&arguments);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{command:?}");
        let example = format!("\n  parvis {}", command.join(" "));
        assert!(
            said.out.contains("Example") && said.out.contains(&example),
            "{command:?}:\n{}",
            said.out
        );
    }
}

#[test]
fn the_version_is_told() {
    let said = Instance::new().run(&["--version"]);
    assert_eq!(
        (said.code, said.out),
        (0, format!("parvis {}\n", env!("CARGO_PKG_VERSION")))
    );
}

#[test]
fn wrong_usage_ends_with_two_in_words_or_as_a_document() {
    let instance = Instance::new();
    for arguments in [
        &["migrat"][..],
        &[],
        &["migrate", "--nothing"],
        &["migrate", "--database", "mysql:x"],
    ] {
        let said = instance.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?} {said:?}");
        assert!(said.err.starts_with("parvis: "), "{arguments:?} {said:?}");

        let mut arguments = arguments.to_vec();
        arguments.push("--json");
        let said = instance.run(&arguments);
        assert_eq!(said.code, 2, "{arguments:?}");
        let error = &said.json()["error"];
        assert_eq!(error["code"], "usage", "{arguments:?} {said:?}");
        assert!(!error["message"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_mistyped_setting_stops_every_command() {
    let instance = Instance::new();
    std::fs::write(
        instance.path().join("parvis.toml"),
        "\ndatabse = \"sqlite:other.db\"\n",
    )
    .unwrap();
    let said = instance.run(&["migrate", "--json"]);
    assert_eq!(said.code, 1);
    assert_eq!(
        said.json(),
        json!({ "error": {
            "code": "configuration",
            "message": "parvis.toml, line 2: `databse` is not a setting of Parvis",
            "hint": "Did you mean `database`?",
        } })
    );
    assert!(
        !instance.path().join("data").exists(),
        "nothing is made with a bad configuration"
    );
}

#[test]
fn a_flag_overrides_a_variable_which_overrides_the_file() {
    let instance = Instance::new();
    std::fs::write(
        instance.path().join("parvis.toml"),
        "database = \"sqlite:file.db\"\n",
    )
    .unwrap();
    let mut command = instance.command(&["migrate"]);
    assert!(
        command
            .env("PARVIS_DATABASE", "sqlite:variable.db")
            .status()
            .unwrap()
            .success()
    );
    assert!(instance.path().join("variable.db").exists());
    let mut command = instance.command(&["migrate", "--database", "sqlite:flag.db"]);
    assert!(
        command
            .env("PARVIS_DATABASE", "sqlite:variable.db")
            .status()
            .unwrap()
            .success()
    );
    assert!(instance.path().join("flag.db").exists());
    assert!(!instance.path().join("file.db").exists());
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let instance = Instance::new();
    let mut child = instance
        .command(&["--help"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
