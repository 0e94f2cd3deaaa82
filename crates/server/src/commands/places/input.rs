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

/// Published editions that are sources of their own, although their names differ by a date only.
const EDITIONS: [&str; 5] = [
    "france-services-2020-10",
    "france-services-2022-12",
    "france-services-2023-07",
    "structures-conseillers-numeriques-2022-06-geocode",
    "structures-conseillers-numeriques-2023-04",
];

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
    let refused = |error: io::Error| {
        let failure = Failure::new(
            "unreadable",
            format!("{} cannot be read: {error}", path.display()),
        );
        failure.if_denied(&error, "to read this file and to enter every folder above it")
    };
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
        Box::new(Unpacked(MultiGzDecoder::new(buffered)))
    } else {
        Box::new(buffered)
    };
    Ok(Input {
        bytes,
        size: facts.len(),
        read,
    })
}

/// Bytes that were compressed, with words for what can be wrong with them.
struct Unpacked<R>(MultiGzDecoder<R>);

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| {
            // What the disk says is not the fault of the compression.
            if error.raw_os_error().is_some() || error.kind() == io::ErrorKind::Interrupted {
                return error;
            }
            let words =
                format!("its gzip compression is cut short or damaged ({error}); fetch the file again");
            io::Error::new(error.kind(), words)
        })
    }
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

/// Refuses a source that only the name of a file made, when it differs from a known one by a date or a number alone:
/// taken for a new source, each monthly file would double the directory.
///
/// # Errors
/// It is near a known source; the hint says how to name either.
pub fn refuse_near<'a>(source: &SourceName, known: impl IntoIterator<Item = &'a str>) -> Outcome {
    let name = source.as_str();
    let mut near = None;
    for known in known {
        if known == name {
            return Ok(());
        }
        if undated(known) == undated(name) {
            near.get_or_insert(known);
        }
    }
    match near {
        Some(near) if !EDITIONS.contains(&name) => Err(Failure::usage(format!(
            "`{name}` would be a new source beside `{near}`, and what both hold would be there twice"
        ))
        .hint(format!(
            "Say which it is: --source {near} for a newer edition of it, --source {name} for another source."
        ))),
        _ => Ok(()),
    }
}

/// A name without what changes from one edition to the next.
fn undated(name: &str) -> String {
    name.chars().filter(|c| c.is_alphabetic()).collect()
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
    fn a_newer_edition_is_not_taken_for_a_new_source() {
        let known = ["maville", "france-services-2022-12", "2024-01"];
        for (name, near) in [
            ("maville", None),
            ("maville-2025-02", Some("maville")),
            ("ma-ville", Some("maville")),
            ("20250201-maville", Some("maville")),
            ("2024-02", Some("2024-01")),
            ("france-services-2024-01", Some("france-services-2022-12")),
            // Published, and a source of its own.
            ("france-services-2023-07", None),
            ("mavillette", None),
            ("hinaura", None),
        ] {
            let refused = refuse_near(&SourceName::parse(name).unwrap(), known).err();
            let expected = near.map(|near| {
                format!(
                    "Say which it is: --source {near} for a newer edition of it, --source {name} for another source."
                )
            });
            assert_eq!(refused.and_then(|failure| failure.hint), expected, "{name}");
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
