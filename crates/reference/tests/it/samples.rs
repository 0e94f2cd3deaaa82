//! Reading the sample files that stand beside the repository.

use std::io::Read;
use std::path::PathBuf;

/// The text of a sample file, or `None` with a loud line where the samples are absent.
pub fn text(path: &str) -> Option<String> {
    let file = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(path);
    // A worktree may lie one folder deeper than the main checkout.
    let deeper = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/data")).join(path);
    let Some(file) = [file, deeper].into_iter().find(|file| file.exists()) else {
        #[expect(clippy::print_stderr, reason = "a skipped test must be seen")]
        {
            eprintln!("SKIPPED: no sample file {path}");
        }
        return None;
    };
    let bytes = std::fs::read(&file).expect("a readable sample");
    let mut text = String::new();
    if path.ends_with(".gz") {
        flate2::read::GzDecoder::new(bytes.as_slice())
            .read_to_string(&mut text)
            .expect("a whole sample");
    } else {
        text = String::from_utf8(bytes).expect("a sample in UTF-8");
    }
    Some(text)
}

/// The rows of a CSV sample, each a function from column name to value.
pub fn csv(path: &str) -> Option<Vec<impl Fn(&str) -> String + use<>>> {
    let text = text(path)?;
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
