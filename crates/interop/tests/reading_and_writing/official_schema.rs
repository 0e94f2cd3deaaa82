//! The schema's own files: its example is accepted as it is, and what is written keeps every constraint of its Table
//! Schema (required, unique, pattern, maxLength, type), checked here from the JSON itself.

use std::collections::HashSet;

use crate::common::{counts, places, plain, read_all, schema_csv, tally, with};
use domain::places::{Choices, Label, PlaceRecord, Typology, Vocabulary};
use fixtures::published;
use interop::{Column, Row, value};
use regex::Regex;
use serde_json::Value;

struct Constraint {
    name: String,
    kind: String,
    is_required: bool,
    is_unique: bool,
    pattern: Option<Regex>,
    max_chars: Option<u64>,
}

fn constraints() -> Option<Vec<Constraint>> {
    let bytes = published::bytes("07-competences/schema-lieux-mediation-numerique.tableschema.json")?;
    let schema: Value = serde_json::from_slice(&bytes).unwrap();
    let fields = schema["fields"].as_array().unwrap().iter().map(|field| {
        let limits = &field["constraints"];
        Constraint {
            name: field["name"].as_str().unwrap().to_owned(),
            kind: field["type"].as_str().unwrap().to_owned(),
            is_required: limits["required"] == Value::Bool(true),
            is_unique: limits["unique"] == Value::Bool(true),
            // A pattern of Table Schema holds for the whole value.
            pattern: limits["pattern"]
                .as_str()
                .map(|pattern| Regex::new(&format!("^(?:{pattern})$")).unwrap()),
            max_chars: limits["maxLength"].as_u64(),
        }
    });
    Some(fields.collect())
}

/// Every constraint that the table breaks.
fn faults(table: &[u8], constraints: &[Constraint]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table);
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let expected: Vec<&str> = constraints.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, expected, "the columns, in order");
    let mut seen: Vec<HashSet<String>> = vec![HashSet::new(); names.len()];
    let mut faults = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.unwrap();
        for (rank, (cell, field)) in record.iter().zip(constraints).enumerate() {
            let mut fault = |what: &str| faults.push(format!("row {row} {}: {what}: {cell}", field.name));
            if cell.is_empty() {
                if field.is_required {
                    fault("required");
                }
                continue;
            }
            if field.is_unique && !seen[rank].insert(cell.to_owned()) {
                fault("unique");
            }
            if field
                .pattern
                .as_ref()
                .is_some_and(|pattern| !pattern.is_match(cell))
            {
                fault("pattern");
            }
            if field
                .max_chars
                .is_some_and(|max| cell.chars().count() as u64 > max)
            {
                fault("maxLength");
            }
            let is_of_type = match field.kind.as_str() {
                "number" => cell.parse::<f64>().is_ok_and(f64::is_finite),
                "date" => cell.parse::<jiff::civil::Date>().is_ok(),
                "string" => true,
                other => panic!("a type this test does not know: {other}"),
            };
            if !is_of_type {
                fault(&field.kind);
            }
        }
    }
    faults
}

#[test]
fn the_official_example_is_accepted_and_comes_out_the_same() {
    let Some(bytes) = published::bytes("07-competences/schema-lieux-exemple-valide.csv") else {
        return;
    };
    // Its place is in Reims and its point in Provence, which only a list of communes can tell.
    let noted = vec![interop::Rule::PositionFarFromCommune];
    for (communes, found) in [(plain(), vec![]), (with(reference::france()), noted)] {
        let whole = read_all(&bytes, communes).unwrap();
        assert_eq!(counts(&whole.rows), [1, 0, 0], "{:?}", tally(&whole.rows));
        assert_eq!(crate::common::rules(&whole.rows[0]), found);
        assert!(whole.notes.ignored_columns.is_empty());
        // The same cells; lists come out in the order of the schema, whatever theirs.
        let record = whole.rows[0].record().unwrap();
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let cells = reader.records().next().unwrap().unwrap();
        for (column, cell) in Column::schema().iter().zip(cells.iter()) {
            let sorted = |text: &str| {
                let mut items: Vec<String> = text.split('|').map(str::to_owned).collect();
                items.sort_unstable();
                items
            };
            assert_eq!(sorted(&value(record, *column)), sorted(cell), "{}", column.name());
        }
    }
}

#[test]
fn our_columns_are_those_of_the_schema() {
    let Some(constraints) = constraints() else { return };
    let ours: Vec<&str> = Column::schema().iter().map(|column| column.name()).collect();
    let theirs: Vec<&str> = constraints.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(ours, theirs);
}

#[test]
fn the_checker_sees_a_fault() {
    let Some(constraints) = constraints() else { return };
    let Some(bytes) = published::bytes("07-competences/schema-lieux-exemple-valide.csv") else {
        return;
    };
    assert_eq!(faults(&bytes, &constraints), Vec::<String>::new());
    let text = String::from_utf8(bytes).unwrap();
    for (right, wrong) in [
        ("+33180059880", "0180059880"),
        ("2024-04-02", "02/04/2024"),
        ("\"51100\"", "\"5110\""),
        ("Itinérant", "itinérant"),
        ("\"Reims\"", "\"\""),
        ("43.52609", "43,52609"),
    ] {
        assert_eq!(
            faults(text.replace(right, wrong).as_bytes(), &constraints).len(),
            1,
            "{wrong}"
        );
    }
}

#[test]
fn what_is_written_keeps_every_constraint_of_the_schema() {
    let Some(constraints) = constraints() else { return };
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
        let whole = read_all(&bytes, with(reference::france())).unwrap();
        // As an import does: of rows with the same identifier the first counts.
        let mut met = HashSet::new();
        let records = whole.rows.iter().filter_map(Row::record);
        let table = schema_csv(records.filter(|record| met.insert(record.id.clone())));
        assert_eq!(faults(&table, &constraints), Vec::<String>::new(), "{path}");
    }
}

fn all<V: Vocabulary>() -> Choices<V> {
    V::ALL.iter().copied().collect()
}

/// A place that has every value of every closed list.
fn everything() -> PlaceRecord {
    let mut place = places(&crate::common::one_row(&[])).remove(0);
    place.typologies = all::<Typology>();
    place.itinerancy = all();
    place.services = all();
    place.audiences = all();
    place.care = all();
    place.fees = all();
    place.programmes = all();
    place.labels = all();
    place.access_modes = all();
    place.support_modes = all();
    place
}

#[test]
fn every_value_of_every_list_is_written_as_the_schema_wants_it_and_read_back() {
    let place = everything();
    let table = schema_csv([&place]);
    assert_eq!(places(&table), [place]);
    if let Some(constraints) = constraints() {
        assert_eq!(faults(&table, &constraints), Vec::<String>::new());
    }
}

#[test]
fn the_label_that_the_schema_spells_two_ways_is_written_for_its_reader() {
    let mut place = everything();
    place.labels = [Label::EtapesNumeriques, Label::Ordi30].into_iter().collect();
    let table = String::from_utf8(schema_csv([&place])).unwrap();
    assert!(
        table.contains("Étapes numériques(La Poste)|ORDI 3.0"),
        "the pattern's spelling"
    );
    assert_eq!(
        value(&place, Column::Labels),
        "Étapes numériques (La Poste)|ORDI 3.0"
    );
}
