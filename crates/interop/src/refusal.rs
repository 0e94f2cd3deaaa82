//! Why a whole file is refused, in sentences that say what to do.

use crate::column::Column;
use crate::likely::LikelyColumn;

/// Why a file is not read, or not read to its end.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No byte but spaces.
    #[error("the file is empty")]
    Empty,
    /// Columns and no row: taken as an order to forget everything, it would do harm.
    #[error("the file has columns but no row")]
    NoRows,
    /// An Excel or LibreOffice workbook, or another zip.
    #[error("the file is {kind}, not a text: save it as CSV (UTF-8) and try again")]
    Archive {
        /// What it is, in words, with its article.
        kind: &'static str,
    },
    /// A gzip stream that the caller did not undo.
    #[error("the file is compressed with gzip: decompress it first")]
    Gzip,
    /// Images, PDF, executables…
    #[error("the file is not a text")]
    Binary,
    /// The page of a portal instead of the file it offers.
    #[error("the file is a web page (HTML), not data: download the file behind its link")]
    WebPage,
    /// XML.
    #[error("the file is XML, which is not read: CSV, JSON and GeoJSON are")]
    Xml,
    /// A column without which there is no place.
    #[error("the file has no column {}; columns found: {}", names(missing.iter().map(|column| column.name())), names(found.iter().map(String::as_str)))]
    MissingColumns {
        /// Columns of the schema that are not there.
        missing: Vec<Column>,
        /// What the file has, in its order, the first 300.
        found: Vec<String>,
        /// Columns of the file that probably stand for some of the schema, those that are missing and a few others.
        likely: Vec<LikelyColumn>,
    },
    /// Valid JSON, but no list of objects.
    #[error(
        "the JSON file holds no list of objects: expected [{{…}}], {{\"data\":[{{…}}]}}, one object per line, or GeoJSON features"
    )]
    NotRecords,
    /// One object with two lists, of which only one can be the places.
    #[error(
        "the JSON file holds two lists of objects, `{first}` and `{second}`: leave the one of the places alone in it"
    )]
    SeveralLists {
        /// Key of the one that comes first.
        first: String,
        /// Key of the other.
        second: String,
    },
    /// The file stops in the middle.
    #[error("the file is cut short: it ends inside row {row}")]
    Truncated {
        /// Rank of the row where it ends.
        row: u64,
    },
    /// Not JSON from here on.
    #[error("the file is not valid JSON: unexpected {found} after row {row}")]
    MalformedJson {
        /// Rank of the last row before.
        row: u64,
        /// The character found.
        found: String,
    },
    /// Objects by their outline, none of which can be read.
    #[error("the file is not valid JSON: not one of its first rows can be read")]
    NoRowIsJson,
    /// The header is longer than one mebibyte: this is no table.
    #[error("the first line is longer than one mebibyte: this is no table")]
    HeaderTooLong,
    /// The bytes could not be had.
    #[error("the file could not be read: {0}")]
    Io(#[from] std::io::Error),
}

impl Refusal {
    /// Stable name, for reports and translation keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::NoRows => "no-rows",
            Self::Archive { .. } => "archive",
            Self::Gzip => "gzip",
            Self::Binary => "binary",
            Self::WebPage => "web-page",
            Self::Xml => "xml",
            Self::MissingColumns { .. } => "missing-columns",
            Self::NotRecords => "not-records",
            Self::SeveralLists { .. } => "several-lists",
            Self::Truncated { .. } => "truncated",
            Self::MalformedJson { .. } | Self::NoRowIsJson => "malformed-json-file",
            Self::HeaderTooLong => "header-too-long",
            Self::Io(_) => "unreadable",
        }
    }
}

fn names<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    const NAMES_MAX: usize = 40;
    if names.len() == 0 {
        return "none".to_owned();
    }
    let more = names.len().saturating_sub(NAMES_MAX);
    let quoted: Vec<String> = names.take(NAMES_MAX).map(|name| format!("`{name}`")).collect();
    match more {
        0 => quoted.join(", "),
        more => format!("{} and {more} more", quoted.join(", ")),
    }
}
