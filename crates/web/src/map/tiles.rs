//! A base map in one file (PMTiles, version 3): looked at when the program starts, then served by parts.
//!
//! The file is never read whole: browsers ask for the parts they need (HTTP Range).

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::read::GzDecoder;
use tower::ServiceExt;
use tower_http::services::ServeFile;

use crate::site::Site;
use crate::site::errors::{Fault, PageError, PageResult};

/// Length of the header, fixed by the specification.
const HEADER_BYTES: usize = 127;
/// The specification keeps the header and the first directory within this.
const ROOT_WITHIN_BYTES: u64 = 16 * 1024;
/// Far more than any real description of tiles.
const METADATA_MAX_BYTES: u64 = 8 * 1024 * 1024;

/// Why a file cannot be the base map.
#[derive(Debug, thiserror::Error)]
pub enum BadTiles {
    /// It cannot be read.
    #[error("cannot read it: {0}")]
    Unreadable(#[from] io::Error),
    /// It is something else.
    #[error("it is not a PMTiles file")]
    NotPmTiles,
    /// It is of another version of the format.
    #[error("it is PMTiles version {0}; version 3 is wanted")]
    Version(u8),
    /// The header points outside the file.
    #[error("it is cut short or damaged: its {0} reaches past its end")]
    PastEnd(&'static str),
    /// A part is in a form that browsers cannot read.
    #[error("its {0} is compressed in a way that browsers cannot read; gzip or none is wanted")]
    Compression(&'static str),
    /// A part does not say what the specification wants.
    #[error("its {0} makes no sense")]
    Nonsense(&'static str),
    /// It holds something else than vector tiles or images.
    #[error("its tiles are of an unknown kind ({0})")]
    Kind(u8),
}

/// A file of tiles that was found good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileFile {
    path: PathBuf,
    vector: bool,
    attribution: Option<String>,
}

impl TileFile {
    /// Looks at a file: its header, its description of the tiles, and its first directory.
    ///
    /// # Errors
    /// The file cannot be a base map; the sentence says why, without its path.
    pub fn open(path: &Path) -> Result<Self, BadTiles> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut header = [0; HEADER_BYTES];
        let mut filled = 0;
        while filled < HEADER_BYTES {
            match file.read(&mut header[filled..])? {
                0 => break,
                read => filled += read,
            }
        }
        if filled < 8 || &header[..7] != b"PMTiles" {
            return Err(BadTiles::NotPmTiles);
        }
        if header[7] != 3 {
            return Err(BadTiles::Version(header[7]));
        }
        if filled < HEADER_BYTES {
            return Err(BadTiles::PastEnd("header"));
        }
        let number = |at: usize| u64::from_le_bytes(header[at..at + 8].try_into().expect("eight bytes"));
        let section = |name: &'static str, at: usize| {
            let (offset, bytes) = (number(at), number(at + 8));
            match offset.checked_add(bytes) {
                Some(end) if end <= length => Ok((offset, bytes)),
                _ => Err(BadTiles::PastEnd(name)),
            }
        };
        let root = section("first directory", 8)?;
        let metadata = section("description", 24)?;
        section("list of directories", 40)?;
        section("tiles", 56)?;
        if root.1 == 0 || root.0 + root.1 > ROOT_WITHIN_BYTES {
            return Err(BadTiles::Nonsense("first directory"));
        }
        let directory = part(
            &mut file,
            root,
            header[97],
            ROOT_WITHIN_BYTES * 64,
            "first directory",
        )?;
        if read_varint(&directory).is_none_or(|entries| entries == 0) {
            return Err(BadTiles::Nonsense("first directory"));
        }
        let description = part(&mut file, metadata, header[97], METADATA_MAX_BYTES, "description")?;
        let description: serde_json::Value =
            serde_json::from_slice(&description).map_err(|_| BadTiles::Nonsense("description"))?;
        // None or gzip: what browsers read without another library. Zero is "unknown", which writers use for images.
        if !matches!(header[98], 0..=2) {
            return Err(BadTiles::Compression("tiles"));
        }
        let vector = match header[99] {
            1 => true,
            2..=5 => false,
            kind => return Err(BadTiles::Kind(kind)),
        };
        Ok(Self {
            path: path.to_owned(),
            vector,
            attribution: description
                .get("attribution")
                .and_then(|value| value.as_str())
                .map(without_markup)
                .filter(|text| !text.is_empty()),
        })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it holds vector tiles, rather than images.
    #[must_use]
    pub fn is_vector(&self) -> bool {
        self.vector
    }

    /// Whom the map is owed to, as the file says it.
    #[must_use]
    pub fn attribution(&self) -> Option<&str> {
        self.attribution.as_deref()
    }
}

/// A section of the file, decompressed up to a limit.
fn part(
    file: &mut File,
    (offset, bytes): (u64, u64),
    compression: u8,
    limit: u64,
    name: &'static str,
) -> Result<Vec<u8>, BadTiles> {
    file.seek(SeekFrom::Start(offset))?;
    let raw = file.take(bytes.min(limit + 1));
    let mut content = Vec::new();
    let read = match compression {
        1 => raw.take(limit + 1).read_to_end(&mut content),
        2 => GzDecoder::new(raw).take(limit + 1).read_to_end(&mut content),
        _ => return Err(BadTiles::Compression(name)),
    };
    read.map_err(|_| BadTiles::Nonsense(name))?;
    if content.len() as u64 > limit {
        return Err(BadTiles::Nonsense(name));
    }
    Ok(content)
}

/// The first number of a directory: how many entries it has (LEB128).
fn read_varint(bytes: &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for (rank, byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f).checked_shl(u32::try_from(rank).ok()? * 7)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// Attributions come as HTML; the page shows text.
fn without_markup(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&copy;", "©").replace("&amp;", "&").trim().to_owned()
}

/// `GET /fond/tuiles.pmtiles`, by parts only.
pub(super) async fn show(State(site): State<Site>, request: Request) -> PageResult<Response> {
    let Some(tiles) = site.settings.map.tile_file() else {
        return Err(PageError::NotFound);
    };
    if request.method() == Method::GET && !request.headers().contains_key(header::RANGE) {
        // The whole file may hold gigabytes: nobody needs it to see a map.
        return Err(PageError::Invalid("map-parts-only"));
    }
    let answer = ServeFile::new(&tiles.path)
        .oneshot(request)
        .await
        .unwrap_or_else(|never| match never {});
    if answer.status() == StatusCode::NOT_FOUND {
        return Err(Fault::new("the file of tiles is not there any more").into());
    }
    let mut answer = answer.into_response();
    let headers = answer.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/vnd.pmtiles"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=86400"),
    );
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A file with this header, an empty JSON description and one entry.
    fn written(change: impl FnOnce(&mut Vec<u8>)) -> Result<TileFile, BadTiles> {
        let mut bytes = b"PMTiles\x03".to_vec();
        for number in [127_u64, 5, 132, 2, 134, 0, 134, 1] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.resize(HEADER_BYTES, 0);
        bytes[97] = 1;
        bytes[98] = 1;
        bytes[99] = 1;
        bytes.extend([1, 0, 1, 1, 1]);
        bytes.extend(b"{}\x00");
        change(&mut bytes);
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&bytes).unwrap();
        TileFile::open(file.path())
    }

    #[test]
    fn a_file_that_follows_the_specification_is_taken() {
        let tiles = written(|_| {}).unwrap();
        assert!(tiles.is_vector());
        assert_eq!(tiles.attribution(), None);
        let images = written(|bytes| bytes[99] = 2).unwrap();
        assert!(!images.is_vector());
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said() {
        type Change = fn(&mut Vec<u8>);
        let cases: [(&str, Change); 9] = [
            ("not a PMTiles", |bytes| bytes.clear()),
            ("not a PMTiles", |bytes| bytes[0] = b'X'),
            ("version 2", |bytes| bytes[7] = 2),
            ("header", |bytes| bytes.truncate(60)),
            ("past its end", |bytes| bytes.truncate(134)),
            ("first directory makes no sense", |bytes| bytes[16] = 0),
            ("description makes no sense", |bytes| bytes[132] = b'x'),
            ("tiles is compressed", |bytes| bytes[98] = 4),
            ("unknown kind (9)", |bytes| bytes[99] = 9),
        ];
        for (said, change) in cases {
            let error = written(change).unwrap_err().to_string();
            assert!(error.contains(said), "{error} should say {said}");
        }
        assert!(matches!(
            TileFile::open(Path::new("/nowhere/at/all.pmtiles")),
            Err(BadTiles::Unreadable(_))
        ));
    }

    #[test]
    fn attributions_are_shown_as_text() {
        assert_eq!(
            without_markup("<a href=\"https://a.example\">&copy; A &amp; B</a>"),
            "© A & B"
        );
    }

    #[test]
    fn published_files_are_taken_and_published_faults_are_not() {
        let Some(folder) = fixtures::published::path("05-fond-de-carte") else {
            return;
        };
        for name in [
            "france-communes-2026.pmtiles",
            "france-epci-2026.pmtiles",
            "france-fond-admin-2026.pmtiles",
            "pmtiles-fixtures/test_fixture_1.pmtiles",
            "pmtiles-fixtures/test_fixture_2.pmtiles",
        ] {
            let tiles = TileFile::open(&folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(tiles.is_vector(), "{name}");
        }
        for (name, said) in [
            ("pmtiles-fixtures/invalid.pmtiles", "not a PMTiles"),
            ("pmtiles-fixtures/invalid_v4.pmtiles", "version 4"),
        ] {
            let error = TileFile::open(&folder.join(name)).unwrap_err().to_string();
            assert!(error.contains(said), "{name}: {error}");
        }
    }
}
