//! What several tests of reading and writing need.

use std::collections::BTreeMap;

use domain::places::PlaceRecord;
use interop::{Communes, FileNotes, NoCommunes, Options, Outcome, Refusal, Row, Rule, read};

/// Options without a list of communes, a day of publication or a today.
pub fn plain() -> Options<'static> {
    with(&NoCommunes)
}

/// Options with a list of communes.
pub fn with(communes: &dyn Communes) -> Options<'_> {
    Options {
        communes,
        published_on: None,
        today: None,
    }
}

/// Everything that comes out of a file: its rows, what was noted, and what stopped the reading.
pub struct Whole {
    pub rows: Vec<Row>,
    pub notes: FileNotes,
    pub stopped: Option<Refusal>,
}

/// Reads a whole file.
pub fn read_all(bytes: &[u8], options: Options<'_>) -> Result<Whole, Refusal> {
    let mut reader = read(bytes, options)?;
    let (mut rows, mut stopped) = (Vec::new(), None);
    for row in &mut reader {
        match row {
            Ok(row) => rows.push(row),
            Err(refusal) => stopped = Some(refusal),
        }
    }
    Ok(Whole {
        rows,
        notes: reader.notes().clone(),
        stopped,
    })
}

/// The places of a file in which no row is rejected.
pub fn places(bytes: &[u8]) -> Vec<PlaceRecord> {
    let whole = read_all(bytes, plain()).expect("a readable file");
    assert!(whole.stopped.is_none(), "{:?}", whole.stopped);
    whole
        .rows
        .into_iter()
        .map(|row| match row.outcome {
            Outcome::Accepted(record) | Outcome::Repaired(record) => *record,
            Outcome::Rejected => panic!("row {} is rejected: {:?}", row.number, row.findings),
        })
        .collect()
}

/// A row that has nothing wrong, with these fields replaced or added, as one JSON array.
pub fn one_row(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut row: BTreeMap<&str, &str> = [
        ("id", "lieu-1"),
        ("pivot", "43493312300029"),
        ("nom", "Médiathèque du Lac"),
        ("commune", "Reims"),
        ("code_postal", "51100"),
        ("adresse", "12 bis rue des Essais"),
        ("date_maj", "2024-04-02"),
    ]
    .into();
    row.extend(fields.iter().copied());
    serde_json::to_vec(&[row]).expect("texts are JSON")
}

/// Accepted, repaired, rejected.
pub fn counts(rows: &[Row]) -> [usize; 3] {
    let mut counts = [0; 3];
    for row in rows {
        counts[match row.outcome {
            Outcome::Accepted(_) => 0,
            Outcome::Repaired(_) => 1,
            Outcome::Rejected => 2,
        }] += 1;
    }
    counts
}

/// How often each rule and field was found: `date-missing date_maj`.
pub fn tally(rows: &[Row]) -> BTreeMap<String, usize> {
    let mut tally = BTreeMap::new();
    for finding in rows.iter().flat_map(|row| &row.findings) {
        let field = finding.field.map_or("row", |column| column.name());
        *tally
            .entry(format!("{} {field}", finding.rule.code()))
            .or_insert(0) += 1;
    }
    tally
}

/// The schema's CSV of some places.
pub fn schema_csv<'a>(places: impl IntoIterator<Item = &'a PlaceRecord>) -> Vec<u8> {
    let mut out = Vec::new();
    interop::write_schema_csv(&mut out, places).expect("writing to memory cannot fail");
    out
}

/// The row that the reader makes of these fields.
pub fn single(fields: &[(&str, &str)]) -> Row {
    let mut rows = read_all(&one_row(fields), plain())
        .expect("columns are there")
        .rows;
    rows.remove(0)
}

/// The rules found in a row, in order.
pub fn rules(row: &Row) -> Vec<Rule> {
    row.findings.iter().map(|finding| finding.rule).collect()
}
