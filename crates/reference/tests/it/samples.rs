//! Reading the sample files that stand beside the repository.

/// The rows of a CSV sample, each a function from column name to value.
pub fn csv(path: &str) -> Option<Vec<impl Fn(&str) -> String + use<>>> {
    let text = fixtures::published::text(path)?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().expect("a header line").clone();
    let rows = reader.records().map(|record| {
        let record = record.expect("a whole row");
        let headers = headers.clone();
        move |column: &str| {
            let at = headers
                .iter()
                .position(|h| h == column)
                .unwrap_or_else(|| panic!("no column {column}"));
            record[at].to_owned()
        }
    });
    Some(rows.collect())
}
