use super::*;

fn text(text: &str) -> Result<Config, (usize, Failure)> {
    let mut config = Config::default();
    config.apply_text(text).map(|()| config)
}

fn environment(pairs: &[(&str, &str)]) -> Result<Config, Failure> {
    let environment = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Config::load(&Sources {
        environment,
        folder: "/nowhere".into(),
        ..Sources::default()
    })
}

const EXAMPLE: &str = include_str!("../../../../parvis.example.toml");

#[test]
fn the_example_is_accepted_as_it_is_and_changes_nothing() {
    assert_eq!(text(EXAMPLE), Ok(Config::default()));
}

#[test]
fn the_example_shows_every_setting_with_its_default() {
    // Each setting stands in a comment, so that the file can be copied and lines uncommented one by one.
    let uncommented: String = EXAMPLE
        .lines()
        .map(|line| {
            line.strip_prefix('#')
                .filter(|rest| !rest.starts_with([' ', '#']))
                .unwrap_or(line)
                .to_owned()
                + "\n"
        })
        .collect();
    let entries = file::entries(&uncommented)
        .map_err(|(line, failure)| format!("{line}: {failure:?}"))
        .unwrap();
    let shown: Vec<_> = entries
        .iter()
        .map(|entry| (entry.key.as_str(), entry.value.clone()))
        .collect();
    let expected: Vec<_> = SETTINGS
        .iter()
        .map(|setting| (setting.key, (setting.shown)(&Config::default())))
        .collect();
    assert_eq!(shown, expected);
    let variables: Vec<_> = SETTINGS
        .iter()
        .map(Setting::variable)
        .filter(|name| !EXAMPLE.contains(name))
        .collect();
    assert_eq!(
        variables,
        Vec::<String>::new(),
        "variables that the example does not name"
    );
}

#[test]
fn what_a_setting_shows_reads_back() {
    for setting in SETTINGS {
        let mut config = Config::default();
        config
            .set(setting.key, &(setting.shown)(&Config::default()))
            .unwrap();
        assert_eq!(config, Config::default(), "{}", setting.key);
    }
}

#[test]
fn a_mistyped_setting_is_refused_with_its_line_and_the_one_that_was_meant() {
    let (line, failure) = text("listen = \"127.0.0.1:80\"\n\n[log]\nformatt = \"json\"\n").unwrap_err();
    assert_eq!(line, 4);
    assert_eq!(failure.message, "`log.formatt` is not a setting of Parvis");
    assert_eq!(failure.hint.as_deref(), Some("Did you mean `log.format`?"));
}

#[test]
fn a_value_that_cannot_be_is_refused_in_words() {
    for (written, line, expected) in [
        (
            "listen = \"8080\"",
            1,
            "`listen`: \"8080\" is not an address with a port, like 127.0.0.1:8080 or [::]:8080",
        ),
        (
            "max_connections = 0",
            1,
            "`max_connections`: \"0\" is not a number of connections from 1 to 100000",
        ),
        (
            "stop_within_s = 0",
            1,
            "`stop_within_s`: \"0\" is not a number of seconds from 1 to 600",
        ),
        (
            "[log]\nlevel = \"verbose\"",
            2,
            "`log.level`: \"verbose\" is none of: error, warn, info, debug",
        ),
        (
            "database = \"mysql://root:secret@db\"",
            1,
            "`database`: expected sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME",
        ),
        (
            "[site]\npublic_url = \"https://a.example/b\"",
            2,
            "`site.public_url`: \"https://a.example/b\" is not an address like https://lieux.example.fr, without a path",
        ),
        (
            "[site]\nphone = \"3620\"",
            2,
            "`site.phone`: \"3620\" is not a phone number, like 01 98 76 54 32 or +33198765432",
        ),
        (
            "[site]\ntime_zone = \"Europe/Pariss\"",
            2,
            "`site.time_zone`: \"Europe/Pariss\" is not a time zone like Europe/Paris, Indian/Reunion or America/Martinique",
        ),
        ("[site]\nname = \" \"", 2, "`site.name`: may not be empty"),
        (
            "database = [\"a\"]",
            1,
            "`database` has to be a text, a number, true or false",
        ),
    ] {
        let (found, failure) = text(written).unwrap_err();
        assert_eq!((found, failure.message.as_str()), (line, expected), "{written}");
    }
    assert_eq!(text("listen = \n").unwrap_err().0, 1);
}

#[test]
fn the_public_address_is_kept_as_browsers_write_it() {
    for (written, kept) in [
        ("https://lieux.example", "https://lieux.example"),
        ("https://lieux.example/", "https://lieux.example"),
        ("HTTPS://Lieux.Example:443", "https://lieux.example"),
        ("http://lieux.example:8080/", "http://lieux.example:8080"),
        ("https://médiation.example", "https://xn--mdiation-b1a.example"),
    ] {
        let config = text(&format!("[site]\npublic_url = \"{written}\"")).unwrap();
        assert_eq!(config.site.base_url, kept, "{written}");
    }
}

#[test]
fn variables_override_the_file_and_unknown_ones_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join(DEFAULT_FILE),
        "listen = \"127.0.0.1:1\"\nstop_within_s = 3\n",
    )
    .unwrap();
    let sources = Sources {
        folder: folder.path().to_owned(),
        environment: vec![
            ("PARVIS_LISTEN".into(), "127.0.0.1:2".into()),
            ("HOME".into(), "/".into()),
        ],
        ..Sources::default()
    };
    let config = Config::load(&sources).unwrap();
    assert_eq!(config.listen.port(), 2);
    assert_eq!(config.stop_within.as_secs(), 3);

    let refused = environment(&[("PARVIS_DATABSE", "sqlite:x")]).unwrap_err();
    assert_eq!(refused.message, "`PARVIS_DATABSE` is not a variable of Parvis");
    assert_eq!(refused.hint.as_deref(), Some("Did you mean `PARVIS_DATABASE`?"));
    assert_eq!(
        environment(&[("PARVIS_TEST_ENGINES", "sqlite")]),
        Ok(Config::default())
    );
}

#[test]
fn a_file_that_was_named_has_to_exist() {
    let failure = Config::load(&Sources {
        file: Some(Path::new("/nowhere/parvis.toml")),
        ..Sources::default()
    })
    .unwrap_err();
    assert!(
        failure.message.starts_with("/nowhere/parvis.toml cannot be read"),
        "{}",
        failure.message
    );
    let failure = environment(&[("PARVIS_CONFIG", "/nowhere/other.toml")]).unwrap_err();
    assert!(
        failure.message.starts_with("/nowhere/other.toml cannot be read"),
        "{}",
        failure.message
    );
}

#[test]
fn the_password_of_a_database_is_never_shown() {
    for (database, shown) in [
        ("sqlite:data/parvis.db", "sqlite:data/parvis.db"),
        (
            "postgres://parvis:se@cret@db.example/parvis?password=x",
            "postgres://db.example/parvis",
        ),
        ("postgres:///parvis?host=/run/postgresql", "postgres:///parvis"),
    ] {
        let config = Config {
            database: database.into(),
            ..Config::default()
        };
        assert_eq!(config.database_shown(), shown);
    }
}

#[test]
fn the_ground_of_the_map_is_looked_at_when_the_program_starts() {
    let style = text("[map]\nground = \"https://tiles.example.org/style.json\"").unwrap();
    assert_eq!(style.site.map.origins(), ["https://tiles.example.org"]);
    for (value, said) in [
        ("https://a.example/style.json not-a-host", "not-a-host"),
        ("/nowhere/at/all.pmtiles", "cannot read it"),
        ("Cargo.toml", "not a PMTiles file"),
    ] {
        let (line, failure) = text(&format!("[map]\nground = \"{value}\"")).unwrap_err();
        assert_eq!(line, 2);
        assert!(format!("{failure:?}").contains(said), "{failure:?}");
    }
}

#[test]
fn a_phone_number_is_taken_as_people_write_it() {
    for (time_zone, written, read) in [
        ("Europe/Paris", "01 98 76 54 32", "+33198765432"),
        ("Europe/Paris", "01.98.76.54.32", "+33198765432"),
        ("Europe/Paris", "+33198765432", "+33198765432"),
        ("Indian/Reunion", "0262 12 34 56", "+262262123456"),
        ("Pacific/Noumea", "25 12 34", "+687251234"),
    ] {
        let mut config = Config::default();
        config.set("site.time_zone", time_zone).unwrap();
        config.set("site.phone", written).unwrap();
        assert_eq!(config.site.phone.unwrap().as_str(), read, "{written}");
    }
    let mut config = Config::default();
    for wrong in [
        "3620",
        "bonjour",
        "01 98 76 54 32 ou 01 98 76 54 33",
        "+44 20 7946 0000",
    ] {
        assert!(config.set("site.phone", wrong).is_err(), "{wrong}");
    }
    config.set("site.phone", "").unwrap();
    assert_eq!(config.site.phone, None);
}
