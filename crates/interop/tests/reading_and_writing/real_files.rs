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
            ("phone-rewritten telephone", 6),
            ("pivot-key-wrong pivot", 9),
            ("position-far-from-commune latitude", 16),
        ],
    );
}

#[test]
fn a_town_that_wrote_dates_and_phones_its_own_way_is_repaired() {
    expect(
        "01-lieux-mediation/aix-en-provence.json",
        [0, 38, 0],
        &[("date-rewritten date_maj", 38), ("phone-rewritten telephone", 36)],
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
            Err(Refusal::MissingColumns { missing, found }) => {
                assert!(!missing.is_empty() && !found.is_empty(), "{path}");
            }
            Err(other) => panic!("{path}: {other}"),
        }
    }
    assert!(read >= 6, "only {read} files follow the schema");
}
