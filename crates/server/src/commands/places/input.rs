//! A file to import: its bytes, decompressed when they are gzip, counted as they are read; and the name of its source.

use crate::Outcome;
use crate::failure::Failure;
use domain::places::SourceName;
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const BUFFER_BYTES: usize = 256 * 1024;
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A file that is open.
pub struct Input {
    /// Its text.
    pub bytes: Box<dyn Read + Send>,
    /// How many bytes the file has on the disk.
    pub size: u64,
    /// How many of them have been read.
    pub read: Arc<AtomicU64>,
}

/// Opens a file, compressed or not: what it is counts, not what its name says.
///
/// # Errors
/// It cannot be read.
pub fn open(path: &Path) -> Outcome<Input> {
    let refused = |error: io::Error| Failure::new("unreadable", format!("{}: {error}", path.display()));
    let file = File::open(path).map_err(refused)?;
    let facts = file.metadata().map_err(refused)?;
    if facts.is_dir() {
        return Err(Failure::new(
            "unreadable",
            format!("{} is a folder", path.display()),
        ));
    }
    let read = Arc::new(AtomicU64::new(0));
    let mut buffered = BufReader::with_capacity(
        BUFFER_BYTES,
        Counted {
            file,
            read: Arc::clone(&read),
        },
    );
    let is_gzip = buffered.fill_buf().map_err(refused)?.starts_with(&GZIP);
    let bytes: Box<dyn Read + Send> = if is_gzip {
        Box::new(MultiGzDecoder::new(buffered))
    } else {
        Box::new(buffered)
    };
    Ok(Input {
        bytes,
        size: facts.len(),
        read,
    })
}

struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.file.read(buffer)?;
        self.read.fetch_add(len as u64, Ordering::Relaxed);
        Ok(len)
    }
}

/// The source that a file belongs to when nobody says: its name without folder and extensions.
///
/// # Errors
/// That is no name for a source; the hint proposes one.
pub fn source_of(path: &Path) -> Outcome<SourceName> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = stem(&name);
    SourceName::parse(stem).map_err(|error| {
        let failure = Failure::usage(format!("`{stem}` cannot name a source: {error}"));
        match proposal(stem) {
            Some(name) => failure.hint(format!("Name it yourself: --source {name}")),
            None => failure.hint("Name it yourself: --source NAME"),
        }
    })
}

fn stem(name: &str) -> &str {
    let lower = name.to_ascii_lowercase();
    let mut len = name.len();
    for extension in [
        ".gz", ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".geojson",
    ] {
        if lower[..len].ends_with(extension) && len > extension.len() {
            len -= extension.len();
        }
    }
    &name[..len]
}

fn proposal(stem: &str) -> Option<SourceName> {
    let words = search::analysis::fold(stem).replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let words: Vec<_> = words.split('-').filter(|word| !word.is_empty()).collect();
    SourceName::parse(&words.join("-")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_without_its_extensions_names_its_source() {
        for (file, source) in [
            ("hinaura.json.gz", "hinaura"),
            ("/data/france-services-2022-12.csv.gz", "france-services-2022-12"),
            ("lieux.GEOJSON", "lieux"),
            ("lieux", "lieux"),
        ] {
            assert_eq!(source_of(Path::new(file)).unwrap().as_str(), source, "{file}");
        }
    }

    #[test]
    fn a_name_that_cannot_be_is_refused_with_one_that_can() {
        for (file, hint) in [
            (
                "2024-04-02_43493312300029_lieux-de-mediation-numerique_cotes-d-armor.csv",
                "Name it yourself: --source 2024-04-02-43493312300029-lieux-de-mediation-numerique-cotes-d-armor",
            ),
            ("Mes Lieux (v2).csv", "Name it yourself: --source mes-lieux-v2"),
            (
                "Éducation & Cœur.csv",
                "Name it yourself: --source education-coeur",
            ),
            ("E\u{301}te\u{301}.csv", "Name it yourself: --source ete"),
            ("場所.csv", "Name it yourself: --source NAME"),
        ] {
            assert_eq!(
                source_of(Path::new(file)).unwrap_err().hint.as_deref(),
                Some(hint),
                "{file}"
            );
        }
    }

    #[test]
    fn gzip_is_known_by_its_bytes_and_reading_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("misnamed.csv");
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        io::Write::write_all(&mut packed, b"id,nom\n").unwrap();
        std::fs::write(&path, packed.finish().unwrap()).unwrap();
        let mut input = open(&path).unwrap();
        let mut text = String::new();
        input.bytes.read_to_string(&mut text).unwrap();
        assert_eq!(text, "id,nom\n");
        assert_eq!(input.read.load(Ordering::Relaxed), input.size);
    }
}
