//! What a file is, from its first bytes: format, separator, encoding, or why it is refused.

use crate::refusal::Refusal;

/// How many bytes are looked at.
pub(crate) const HEAD_BYTES: usize = 64 * 1024;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table with a header line.
    Csv {
        /// `,`, `;`, a tab or `|`.
        delimiter: u8,
    },
    /// One array of objects, alone or under a key of an object.
    Json,
    /// One object per line (NDJSON).
    JsonLines,
    /// A FeatureCollection of points.
    GeoJson,
}

impl Format {
    /// Stable name: `csv`, `json`, `ndjson`, `geojson`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Csv { .. } => "csv",
            Self::Json => "json",
            Self::JsonLines => "ndjson",
            Self::GeoJson => "geojson",
        }
    }
}

/// The encodings that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first (the "Unicode" of Excel).
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows-1252, the old encoding of Western Europe; deduced, since nothing marks it.
    Windows1252,
}

impl Encoding {
    /// Stable name, that of the IANA list.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sniffed {
    /// The format.
    pub format: Format,
    /// The encoding.
    pub encoding: Encoding,
    /// Length of the byte order mark.
    pub bom_len: usize,
}

/// Tells format and encoding from the beginning of a file (64 KiB are enough; fewer when the file is shorter).
///
/// # Errors
/// Nothing there, or something that is no text or no data.
pub fn sniff(head: &[u8]) -> Result<Sniffed, Refusal> {
    refuse_known_binaries(head)?;
    let (encoding, bom_len) = encoding_of(head);
    let decoded;
    let text: &[u8] = match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => {
            decoded = crate::decode::utf16_head(&head[bom_len..], encoding);
            decoded.as_bytes()
        }
        Encoding::Utf8 | Encoding::Windows1252 => &head[bom_len..],
    };
    let controls = text
        .iter()
        .filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
        .count();
    if controls * 20 > text.len() {
        return Err(Refusal::Binary);
    }
    let start = text
        .iter()
        .position(|b| !b.is_ascii_whitespace())
        .ok_or(Refusal::Empty)?;
    let text = &text[start..];
    let format = match text[0] {
        b'<' => return Err(markup(text)),
        b'[' => Format::Json,
        b'{' => object_format(text),
        // An export that found nothing, or whose beginning is lost.
        _ if matches!(text.trim_ascii_end(), b"null" | b"true" | b"false" | b"}" | b"]") => {
            return Err(Refusal::NotRecords);
        }
        _ => Format::Csv {
            delimiter: delimiter_of(text),
        },
    };
    Ok(Sniffed {
        format,
        encoding,
        bom_len,
    })
}

fn refuse_known_binaries(head: &[u8]) -> Result<(), Refusal> {
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let kind = if has(b"xl/") || has(b"[Content_Types].xml") {
            "an Excel workbook"
        } else if has(b"opendocument.spreadsheet") {
            "a LibreOffice workbook"
        } else {
            "a zip archive"
        };
        return Err(Refusal::Archive { kind });
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(Refusal::Archive {
            kind: "an old Excel workbook",
        });
    }
    if head.starts_with(b"\x1f\x8b") {
        return Err(Refusal::Gzip);
    }
    let magics: [&[u8]; 5] = [
        b"%PDF",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"\x7fELF",
        b"SQLite format 3",
    ];
    if magics.iter().any(|magic| head.starts_with(magic)) {
        return Err(Refusal::Binary);
    }
    Ok(())
}

fn encoding_of(head: &[u8]) -> (Encoding, usize) {
    if head.starts_with(b"\xEF\xBB\xBF") {
        return (Encoding::Utf8, 3);
    }
    if head.starts_with(b"\xFF\xFE") {
        return (Encoding::Utf16Le, 2);
    }
    if head.starts_with(b"\xFE\xFF") {
        return (Encoding::Utf16Be, 2);
    }
    // Without a mark, every second byte of mostly Latin text in UTF-16 is zero.
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    if half > 4 && zeros(1) * 10 > half * 8 {
        return (Encoding::Utf16Le, 0);
    }
    if half > 4 && zeros(0) * 10 > half * 8 {
        return (Encoding::Utf16Be, 0);
    }
    let (mut accented, mut broken) = (0_usize, 0_usize);
    for chunk in head.utf8_chunks() {
        accented += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        // A character cut by the end of the sample is no fault.
        let at_end = std::ptr::eq(chunk.invalid().as_ptr_range().end, head.as_ptr_range().end);
        let is_cut = at_end && head.len() >= HEAD_BYTES;
        if !chunk.invalid().is_empty() && !is_cut {
            broken += 1;
        }
    }
    if broken > accented {
        (Encoding::Windows1252, 0)
    } else {
        (Encoding::Utf8, 0)
    }
}

fn markup(text: &[u8]) -> Refusal {
    let head = String::from_utf8_lossy(&text[..text.len().min(2_000)]).to_lowercase();
    if head.contains("<html") || head.contains("<!doctype html") || head.contains("<body") {
        Refusal::WebPage
    } else {
        Refusal::Xml
    }
}

/// An object may hold the array, be a GeoJSON collection, or be the first of many lines.
fn object_format(text: &[u8]) -> Format {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let next = text[at + 1..].iter().find(|b| !b.is_ascii_whitespace());
                    if next == Some(&b'{') {
                        return Format::JsonLines;
                    }
                    break;
                }
            }
            _ => {}
        }
    }
    let head = String::from_utf8_lossy(&text[..text.len().min(HEAD_BYTES)]);
    if head.contains("\"FeatureCollection\"") {
        Format::GeoJson
    } else if head.contains("[{") || head.contains("[ {") || head.contains("[\n") || head.contains("[]") {
        Format::Json
    } else {
        Format::JsonLines
    }
}

/// The separator that the first line uses most outside quotation marks; `sep=;` says it outright.
fn delimiter_of(text: &[u8]) -> u8 {
    let line = text
        .split(|b| matches!(b, b'\n' | b'\r'))
        .next()
        .unwrap_or_default();
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = line {
        return *delimiter;
    }
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut in_quotes = false;
    for byte in line {
        if *byte == b'"' {
            in_quotes = !in_quotes;
        } else if !in_quotes && let Some((_, count)) = counts.iter_mut().find(|(d, _)| d == byte) {
            *count += 1;
        }
    }
    // The first of equals: a comma where nothing is separated.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(delimiter, _)| *delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format_of(head: &[u8]) -> Result<&'static str, &'static str> {
        sniff(head)
            .map(|sniffed| sniffed.format.code())
            .map_err(|refusal| refusal.code())
    }

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        for (head, format) in [
            (&b"id,nom\n1,a"[..], "csv"),
            (b"\xEF\xBB\xBFid;nom", "csv"),
            (b"  [{\"id\":1}]", "json"),
            (b"{\"data\":[{\"id\":1}]}", "json"),
            (b"{\"id\":1}\n{\"id\":2}", "ndjson"),
            (b"{\"id\":\"}{\"}", "ndjson"),
            (b"{\"type\":\"FeatureCollection\",\"features\":[]}", "geojson"),
        ] {
            assert_eq!(format_of(head), Ok(format), "{}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn what_is_no_data_is_refused_by_name() {
        for (head, refusal) in [
            (&b""[..], "empty-file"),
            (b" \r\n\t", "empty-file"),
            (b"\xEF\xBB\xBF", "empty-file"),
            (b"PK\x03\x04rest xl/workbook.xml", "archive"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1", "archive"),
            (b"\x1f\x8b\x08", "gzip"),
            (b"%PDF-1.7", "binary"),
            (b"\x00\x01\x02\x03\x04", "binary"),
            (b"<!DOCTYPE html><html>", "web-page"),
            (b"<?xml version=\"1.0\"?><lieux/>", "xml"),
            (b"null", "not-records"),
            (b" true\n", "not-records"),
            (b"]", "not-records"),
        ] {
            assert_eq!(format_of(head), Err(refusal), "{}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn the_separator_is_the_one_of_the_header() {
        for (head, delimiter) in [
            ("id,nom", b','),
            ("id;\"a,b,c\";nom", b';'),
            ("id\tnom", b'\t'),
            ("id", b','),
            ("sep=;\nid;nom", b';'),
        ] {
            assert_eq!(
                sniff(head.as_bytes()).unwrap().format,
                Format::Csv { delimiter },
                "{head}"
            );
        }
    }

    #[test]
    fn encodings_are_told_by_their_mark_or_their_bytes() {
        let utf16: Vec<u8> = "id,nom\n1,été"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (head, encoding) in [
            ("id,é\n".as_bytes(), Encoding::Utf8),
            (b"id,\xe9t\xe9\n", Encoding::Windows1252),
            (&utf16, Encoding::Utf16Le),
            (b"\xFE\xFF\0i\0d", Encoding::Utf16Be),
        ] {
            assert_eq!(sniff(head).unwrap().encoding, encoding);
        }
    }

    #[test]
    fn one_damaged_cell_does_not_make_a_file_old() {
        let mut head = "é".repeat(20).into_bytes();
        head.push(0xe9);
        head.extend(b",");
        assert_eq!(sniff(&head).unwrap().encoding, Encoding::Utf8);
    }
}
