//! Files as they were really published: every row is accepted, repaired or rejected with a reason, and the counts stay.

use crate::common::{counts, plain, read_all, schema_csv, tally, with};
use fixtures::published;
use interop::{Kind, Outcome, Refusal, SchemaVersion};

/// What reading a file must give: accepted, repaired, rejected, and the rules that are not conversions.
fn expect(path: &str, expected: [usize; 3], rules: &[(&str, usize)]) {
    let Some(bytes) = published::bytes(path) else {
        return;
    };
    let whole = read_all(&bytes, with(reference::france())).expect(path);
    assert!(whole.stopped.is_none(), "{path}: {:?}", whole.stopped);
    assert_eq!(whole.notes.version, SchemaVersion::V0, "{path}");
    for row in &whole.rows {
        let worst = row.findings.iter().map(|finding| finding.rule.kind()).max();
        match row.outcome {
            Outcome::Accepted(_) => assert!(worst < Some(Kind::Repair), "row {}", row.number),
            Outcome::Repaired(_) => {
                assert!(
                    matches!(worst, Some(Kind::Repair | Kind::Loss)),
                    "row {}",
                    row.number
                );
            }
            Outcome::Rejected => assert!(row.rejections().count() > 0, "row {}", row.number),
        }
    }
    let mut found = tally(&whole.rows);
    found.retain(|rule, _| !rule.starts_with("converted"));
    let rules: std::collections::BTreeMap<String, usize> = rules
        .iter()
        .map(|(rule, count)| ((*rule).to_owned(), *count))
        .collect();
    assert_eq!(found, rules, "{path}");
    assert_eq!(counts(&whole.rows), expected, "{path}");
}

#[test]
fn the_export_of_hauts_de_france_is_read_whole() {
    expect(
        "01-lieux-mediation/assembleurs-hauts-de-france-schema-national.json.gz",
        [1095, 3, 1],
        &[
            ("commune-code-filled code_insee", 1094),
            ("commune-unknown commune", 1),
            ("hours-not-osm horaires", 2),
            ("name-is-a-number nom", 1),
            ("pivot-unknown pivot", 1099),
            ("placeholder-emptied adresse", 1),
            ("position-far-from-commune latitude", 2),
            ("required-missing adresse", 1),
            ("spaces-tidied nom", 14),
            ("url-dropped site_web", 1),
        ],
    );
}

#[test]
fn the_national_list_of_advisers_places_is_read_whole() {
    expect(
        "01-lieux-mediation/conseillers-numeriques-permanences-2022-12.json.gz",
        [4473, 76, 0],
        &[
            ("commune-code-filled code_insee", 4530),
            ("commune-unknown commune", 19),
            ("email-dropped courriels", 5),
            ("hours-not-osm horaires", 66),
            ("name-is-a-number nom", 4),
            ("phone-repaired telephone", 6),
            ("pivot-key-wrong pivot", 9),
            ("pivot-unknown pivot", 2187),
            ("position-far-from-commune latitude", 16),
        ],
    );
}

#[test]
fn a_town_that_wrote_dates_and_phones_its_own_way_is_repaired() {
    expect(
        "01-lieux-mediation/aix-en-provence.json",
        [0, 38, 0],
        &[
            ("date-interpreted date_maj", 38),
            ("phone-repaired telephone", 36),
        ],
    );
}

#[test]
fn rows_without_a_date_need_the_day_of_publication() {
    let Some(bytes) = published::bytes("01-lieux-mediation/bus-france-services-charente.json") else {
        return;
    };
    assert_eq!(counts(&read_all(&bytes, plain()).unwrap().rows), [0, 0, 12]);
    let mut options = plain();
    options.published_on = Some(jiff::civil::date(2023, 4, 1));
    assert_eq!(counts(&read_all(&bytes, options).unwrap().rows), [0, 12, 0]);
}

#[test]
fn what_was_read_is_written_and_read_again_without_a_change() {
    for path in [
        "01-lieux-mediation/assembleurs-hauts-de-france-schema-national.json.gz",
        "01-lieux-mediation/conseillers-numeriques-permanences-2022-12.json.gz",
        "01-lieux-mediation/aix-en-provence.json",
        "01-lieux-mediation/hub-antilles.json.gz",
        "01-lieux-mediation/le-havre.json.gz",
    ] {
        let Some(bytes) = published::bytes(path) else {
            return;
        };
        let first = read_all(&bytes, with(reference::france())).unwrap();
        let once = schema_csv(first.rows.iter().filter_map(interop::Row::record));
        let second = read_all(&once, with(reference::france())).unwrap();
        let again: Vec<_> = second.rows.iter().filter_map(interop::Row::record).collect();
        assert_eq!(
            counts(&second.rows)[1..],
            [0, 0],
            "{path}: {:?}",
            tally(&second.rows)
        );
        assert!(schema_csv(again) == once, "{path}");
    }
}

/// Sources that do not follow the schema are refused for their columns or read, and never make the program fail.
#[test]
fn other_sources_are_read_or_refused_by_name() {
    let Some(bytes) = published::bytes("01-lieux-mediation/SHA256SUMS") else {
        return;
    };
    let sums = String::from_utf8(bytes).unwrap();
    let mut read = 0;
    for name in sums.lines().filter_map(|line| line.split_whitespace().nth(1)) {
        let path = format!("01-lieux-mediation/{}", name.trim_start_matches("./"));
        let is_data = [".json", ".json.gz", ".csv", ".csv.gz"]
            .iter()
            .any(|end| path.ends_with(end));
        if !is_data || path.contains("correspondances") {
            continue;
        }
        let Some(bytes) = published::bytes(&path) else {
            continue;
        };
        match read_all(&bytes, plain()) {
            Ok(whole) => {
                assert!(whole.stopped.is_none(), "{path}: {:?}", whole.stopped);
                read += 1;
            }
            Err(Refusal::MissingColumns { missing, found, .. }) => {
                assert!(!missing.is_empty() && !found.is_empty(), "{path}");
            }
            Err(other) => panic!("{path}: {other}"),
        }
    }
    assert!(read >= 6, "only {read} files follow the schema");
}

/// Lists that others made in layouts of their own: somebody who renames what is proposed has renamed the right columns.
#[test]
fn the_columns_of_other_layouts_are_told_for_what_they_are() {
    for (name, expected) in [
        (
            "hinaura.json.gz",
            &[
                ("nom", "Nom du lieu ou de la structure *"),
                ("commune", "Ville *"),
                ("adresse", "Adresse postale *"),
                ("date_maj", "datetime_latest"),
                ("latitude", "bf_latitude"),
                ("longitude", "bf_longitude"),
            ][..],
        ),
        (
            "hub-lo-centre-val-de-loire.json.gz",
            &[
                ("id", "gid"),
                ("nom", "c_nom"),
                ("commune", "c_city"),
                ("code_postal", "c_postcode"),
                ("adresse", "c_adresse"),
                ("date_maj", "c__edit_datemaj"),
                ("courriels", "c_courriel"),
            ],
        ),
        (
            "mednum-bfc.csv",
            &[
                ("id", "bfc_id"),
                ("nom", "nom_structure"),
                ("commune", "ville"),
                ("date_maj", "mise_a_jour"),
            ],
        ),
        (
            "france-services-2023-07.csv.gz",
            &[("id", "id_fs"), ("nom", "lib_fs"), ("commune", "lib_com")],
        ),
        (
            "france-services-2020-10.json.gz",
            &[
                ("id", "MATRICULE"),
                ("nom", "lib_france_services"),
                ("commune", "lib_com"),
            ],
        ),
        (
            "gironde.json.gz",
            &[
                ("nom", "Lieu"),
                ("adresse", "Adresse postale"),
                ("date_maj", "Dernière MAJ"),
                ("latitude", "Coord. X"),
                ("longitude", "Coord. Y"),
                ("code_postal", "Adresse postale"),
            ],
        ),
        (
            "corse.json",
            &[
                ("nom", "Structure"),
                ("commune", "Adresse"),
                ("code_postal", "Adresse"),
            ],
        ),
        (
            "fibre-64.json",
            &[
                ("nom", "Nomdelastructure"),
                ("commune", "Ville"),
                ("adresse", "Adressenumeronomdelavoie"),
            ],
        ),
        (
            "paca.json.gz",
            &[
                ("commune", "adresse_commune"),
                ("code_postal", "adresse_code_postal"),
                ("adresse", "adresse_rue"),
            ],
        ),
        (
            "ultra-num.json.gz",
            &[
                ("nom", "Nom de l'organisation"),
                ("commune", "Ville"),
                ("adresse", "Rue"),
            ],
        ),
        ("haute-vienne.json.gz", &[("id", "objectid"), ("nom", "nom_org")]),
        ("etapes-numerique.json", &[("nom", "Site")]),
        (
            "rhinocc-occitanie-geocode.csv.gz",
            &[("id", "n_ref"), ("commune", "ville")],
        ),
        (
            "structures-conseillers-numeriques-2023-04.csv.gz",
            &[("nom", "Raison sociale"), ("commune", "Commune INSEE")],
        ),
    ] {
        let Some(bytes) = published::bytes(&format!("01-lieux-mediation/{name}")) else {
            return;
        };
        let likely = match read_all(&bytes, with(reference::france())) {
            Err(Refusal::MissingColumns { likely, .. }) => likely,
            Err(other) => panic!("{name}: {other}"),
            Ok(_) => panic!("{name} was read"),
        };
        for (field, column) in expected {
            let proposed = likely.iter().find(|likely| likely.field.name() == *field);
            assert_eq!(
                proposed.map(|likely| likely.column.as_str()),
                Some(*column),
                "{name}: {field}"
            );
        }
    }
}
