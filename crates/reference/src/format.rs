//! How the reference data lies in its one file: named sections, each compressed alone, and the byte codec inside them.
//!
//! Reading and writing stand side by side so that they cannot drift apart; `cargo xtask reference-data` is the only
//! writer. What the bytes mean is not decided here but next to each type (`rows`, `outlines`, `calendar`).

use std::io::Read as _;
use std::ops::Range;

const MAGIC: &[u8; 8] = b"parvisF2";

/// What a decompressor holds while it works, beside its window.
const WORKING_BYTES: usize = 16 << 10;

/// No section is larger than this once decompressed.
const LARGEST_SECTION: usize = 64 << 20;

/// Why the bytes are not reference data. The file is built into the program, so a reader of it treats this as a bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadData {
    /// The file does not start as it should: another format, or another version of this one.
    Magic,
    /// The bytes end before the value does.
    Truncated,
    /// A value that no writer of ours produces.
    Nonsense,
}

impl std::fmt::Display for BadData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Magic => "not a reference data file of this version",
            Self::Truncated => "the reference data ends too early",
            Self::Nonsense => "the reference data holds a value that cannot be",
        })
    }
}

impl std::error::Error for BadData {}

/// The sections of a file, still compressed.
pub struct Archive<'a> {
    bytes: &'a [u8],
    sections: Vec<(&'a str, Range<usize>, usize)>,
}

impl<'a> Archive<'a> {
    /// Reads the table of contents; no section is decompressed.
    ///
    /// # Errors
    /// The bytes are not a file of this format.
    pub fn open(bytes: &'a [u8]) -> Result<Self, BadData> {
        let table = bytes.strip_prefix(MAGIC).ok_or(BadData::Magic)?;
        let mut reader = Reader::new(table);
        let count = reader.count()?;
        let mut headers = Vec::new();
        for _ in 0..count {
            headers.push((reader.str()?, reader.count()?, reader.count()?));
        }
        let mut start = bytes.len() - reader.rest.len();
        let mut sections = Vec::new();
        for (name, packed_len, len) in headers {
            let end = start
                .checked_add(packed_len)
                .filter(|end| *end <= bytes.len())
                .ok_or(BadData::Truncated)?;
            sections.push((name, start..end, len));
            start = end;
        }
        Ok(Self { bytes, sections })
    }

    /// The names of the sections, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.sections.iter().map(|(name, ..)| *name)
    }

    /// Decompresses a section, or `None` when the file has none of that name.
    ///
    /// # Errors
    /// The section is not what was written.
    pub fn section(&self, name: &str) -> Result<Option<Vec<u8>>, BadData> {
        let Some((_, range, len)) = self.sections.iter().find(|(n, ..)| *n == name) else {
            return Ok(None);
        };
        if *len > LARGEST_SECTION {
            return Err(BadData::Nonsense);
        }
        // One byte more than announced is read, so that a longer section is seen, and never more.
        let packed = &self.bytes[range.clone()];
        let mut bytes = Vec::with_capacity(*len);
        brotli_decompressor::Decompressor::new(packed, WORKING_BYTES)
            .take(*len as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| BadData::Nonsense)?;
        if bytes.len() == *len {
            Ok(Some(bytes))
        } else {
            Err(BadData::Nonsense)
        }
    }
}

/// Puts sections together into a file. `pack` compresses one with Brotli (RFC 7932): the one writer brings it, so that the
/// program does not carry a compressor.
///
/// # Errors
/// `pack` failed.
pub fn archive(
    sections: &[(String, Vec<u8>)],
    pack: impl Fn(&[u8]) -> std::io::Result<Vec<u8>>,
) -> std::io::Result<Vec<u8>> {
    let mut table = Writer::default();
    let mut body = Vec::new();
    table.count(sections.len());
    for (name, bytes) in sections {
        let packed = pack(bytes)?;
        table.str(name);
        table.count(packed.len());
        table.count(bytes.len());
        body.extend_from_slice(&packed);
    }
    Ok([MAGIC.as_slice(), &table.bytes, &body].concat())
}

/// Appends values to bytes.
#[derive(Default)]
pub struct Writer {
    /// What has been written.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// An unsigned number, seven bits a byte, least significant first (LEB128).
    pub fn uint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// A signed number, small when near zero on either side (zigzag).
    pub fn int(&mut self, value: i64) {
        self.uint(((value << 1) ^ (value >> 63)) as u64);
    }

    /// A length.
    pub fn count(&mut self, value: usize) {
        self.uint(value as u64);
    }

    /// A text, preceded by its length.
    pub fn str(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// Takes values from the front of bytes.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads from the start of `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether everything has been read.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// See [`Writer::uint`].
    ///
    /// # Errors
    /// The bytes end, or the number has more than 64 bits.
    pub fn uint(&mut self) -> Result<u64, BadData> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (first, rest) = self.rest.split_first().ok_or(BadData::Truncated)?;
            self.rest = rest;
            value |= u64::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(BadData::Nonsense)
    }

    /// See [`Writer::int`].
    ///
    /// # Errors
    /// As [`Reader::uint`].
    pub fn int(&mut self) -> Result<i64, BadData> {
        let value = self.uint()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// See [`Writer::count`].
    ///
    /// # Errors
    /// As [`Reader::uint`]; or the length does not fit in memory.
    pub fn count(&mut self) -> Result<usize, BadData> {
        usize::try_from(self.uint()?).map_err(|_| BadData::Nonsense)
    }

    /// See [`Writer::str`].
    ///
    /// # Errors
    /// The bytes end, or are not UTF-8.
    pub fn str(&mut self) -> Result<&'a str, BadData> {
        let len = self.count()?;
        let (text, rest) = self.rest.split_at_checked(len).ok_or(BadData::Truncated)?;
        self.rest = rest;
        std::str::from_utf8(text).map_err(|_| BadData::Nonsense)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut packed = Vec::new();
        brotli::BrotliCompress(
            &mut &*bytes,
            &mut packed,
            &brotli::enc::BrotliEncoderParams::default(),
        )?;
        Ok(packed)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers: Vec<(u64, i64)>, text: String) {
            let mut writer = Writer::default();
            for (u, i) in &numbers {
                writer.uint(*u);
                writer.int(*i);
            }
            writer.str(&text);
            let file = archive(&[("empty".into(), vec![]), ("one".into(), writer.bytes)], pack).unwrap();
            let archive = Archive::open(&file).unwrap();
            prop_assert_eq!(archive.names().collect::<Vec<_>>(), ["empty", "one"]);
            prop_assert_eq!(archive.section("two").unwrap(), None);
            let bytes = archive.section("one").unwrap().unwrap();
            let mut reader = Reader::new(&bytes);
            for (u, i) in &numbers {
                prop_assert_eq!(reader.uint().unwrap(), *u);
                prop_assert_eq!(reader.int().unwrap(), *i);
            }
            prop_assert_eq!(reader.str().unwrap(), text);
            prop_assert!(reader.is_at_end());
        }

        #[test]
        fn a_section_of_another_length_than_announced_is_refused(bytes in prop::collection::vec(any::<u8>(), 1..99), more: bool) {
            let mut file = archive(&[("one".into(), bytes.clone())], pack).unwrap();
            // Magic, number of sections, the name and its length, the packed length: then one byte says the length.
            let said = MAGIC.len() + 1 + 4 + 1;
            prop_assert_eq!(usize::from(file[said]), bytes.len());
            file[said] = if more { file[said] + 1 } else { file[said] - 1 };
            prop_assert_eq!(Archive::open(&file).unwrap().section("one"), Err(BadData::Nonsense));
        }

        #[test]
        fn no_bytes_make_a_reader_panic(bytes: Vec<u8>) {
            let mut reader = Reader::new(&bytes);
            while reader.uint().is_ok() {}
            let _ = Reader::new(&bytes).str();
            let file = [MAGIC.as_slice(), &bytes].concat();
            if let Ok(archive) = Archive::open(&file) {
                for name in archive.names() {
                    drop(archive.section(name));
                }
            }
        }
    }
}
