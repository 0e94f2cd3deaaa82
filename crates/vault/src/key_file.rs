//! The key file: the current master key first, then those it replaced, for as long as something is still wrapped by them.

use data_encoding::BASE32_NOPAD;
use zeroize::Zeroizing;

use crate::master::{KeyId, MasterKey};

const MARK: &str = "parvis-master-key-1";

/// Why a file is not a key file. Nothing of what it holds is shown: it may be a key with a slip of the pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadKeyFile {
    /// No line holds a key.
    #[error("the key file holds no key")]
    Empty,
    /// A line is neither a key nor a remark.
    #[error("line {line} of the key file is neither a key nor a remark (#)")]
    Line {
        /// Counted from one.
        line: usize,
    },
    /// A key does not agree with its name: a symbol was changed or lost.
    #[error(
        "the key on line {line} does not agree with its name: a symbol was changed or lost; take the copy you kept apart"
    )]
    Damaged {
        /// Counted from one.
        line: usize,
    },
}

/// Every master key that is at hand; the first is the one to wrap with.
#[derive(Debug, Clone)]
pub struct KeyFile {
    current: MasterKey,
    older: Vec<MasterKey>,
}

impl KeyFile {
    /// A file with one key.
    #[must_use]
    pub fn of(current: MasterKey) -> Self {
        Self {
            current,
            older: Vec::new(),
        }
    }

    /// Reads a file: a line for each key, `parvis-master-key-1 NAME SYMBOLS`, blank lines and remarks between.
    ///
    /// # Errors
    /// What is wrong, by line.
    pub fn parse(text: &str) -> Result<Self, BadKeyFile> {
        let mut keys = Vec::new();
        for (line, written) in (1..).zip(text.lines()) {
            let written = written.trim();
            if written.is_empty() || written.starts_with('#') {
                continue;
            }
            let parts: Vec<&str> = written.split_whitespace().collect();
            let [MARK, name, symbols] = parts[..] else {
                return Err(BadKeyFile::Line { line });
            };
            let bytes = BASE32_NOPAD.decode(symbols.as_bytes()).map(Zeroizing::new);
            let bytes = bytes.map_err(|_| BadKeyFile::Damaged { line })?;
            let key = MasterKey(
                bytes
                    .as_slice()
                    .try_into()
                    .map_err(|_| BadKeyFile::Damaged { line })?,
            );
            if key.id().to_string() != name {
                return Err(BadKeyFile::Damaged { line });
            }
            keys.push(key);
        }
        let mut keys = keys.into_iter();
        let current = keys.next().ok_or(BadKeyFile::Empty)?;
        Ok(Self {
            current,
            older: keys.collect(),
        })
    }

    /// The file as text, `remark` on top (a `#` before each of its lines).
    #[must_use]
    pub fn write(&self, remark: &str) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(1_024));
        for line in remark.lines() {
            text.push_str(&format!("# {line}\n"));
        }
        for key in std::iter::once(&self.current).chain(&self.older) {
            let symbols = Zeroizing::new(BASE32_NOPAD.encode(&key.0));
            text.push_str(&format!("{MARK} {} ", key.id()));
            text.push_str(&symbols);
            text.push('\n');
        }
        text
    }

    /// The key to wrap with.
    #[must_use]
    pub fn current(&self) -> &MasterKey {
        &self.current
    }

    /// The key of that name, current or older.
    #[must_use]
    pub fn find(&self, id: KeyId) -> Option<&MasterKey> {
        std::iter::once(&self.current)
            .chain(&self.older)
            .find(|key| key.id() == id)
    }

    /// Puts a new key first; those before it stay at hand.
    #[must_use]
    pub fn rotated(self, new: MasterKey) -> Self {
        let mut older = vec![self.current];
        older.extend(self.older);
        Self { current: new, older }
    }

    /// Leaves out every key but the current one, once nothing is wrapped by them any more.
    #[must_use]
    pub fn without_older(self) -> Self {
        Self {
            current: self.current,
            older: Vec::new(),
        }
    }

    /// How many older keys are still at hand.
    #[must_use]
    pub fn older(&self) -> usize {
        self.older.len()
    }
}
