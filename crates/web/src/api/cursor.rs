//! Where a list goes on: the place in it, the state of the directory and the question that it belongs to.
//!
//! It holds no secret and grants nothing: a forged one only leads elsewhere in public lists.

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::problem::{Kind, Problem};

/// The parameter of addresses.
pub const PARAMETER: &str = "cursor";
/// Changes when the layout does: an older cursor is then refused rather than misread.
const LAYOUT: u8 = 1;
const LEN: usize = 1 + 4 + 8 + 8 + 8;

/// The place where the next page starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// How many places were given already.
    pub offset: u32,
    /// The version of the directory that they come from.
    pub version: i64,
    /// When the first page was asked for: "open now" means then on every page.
    pub asked_at: Timestamp,
    /// The question.
    pub question: QuestionDigest,
}

/// A question, in short: the same for the same parameters in any order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionDigest([u8; 8]);

impl QuestionDigest {
    /// The digest of the parameters of a question.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let mut sorted: Vec<_> = pairs.iter().collect();
        sorted.sort_unstable();
        let mut digest = Sha256::new();
        for (name, value) in sorted {
            digest.update(name);
            digest.update([0]);
            digest.update(value);
            digest.update([0]);
        }
        Self(digest.finalize()[..8].try_into().expect("a digest has 32 bytes"))
    }
}

impl Cursor {
    /// The cursor as it stands in addresses.
    #[must_use]
    pub fn write(&self) -> String {
        let mut bytes = Vec::with_capacity(LEN);
        bytes.push(LAYOUT);
        bytes.extend(self.offset.to_be_bytes());
        bytes.extend(self.version.to_be_bytes());
        bytes.extend(self.asked_at.as_second().to_be_bytes());
        bytes.extend(self.question.0);
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// Reads a cursor.
    ///
    /// # Errors
    /// It is none of ours.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok();
        bytes.as_deref().and_then(Self::decode).ok_or_else(|| {
            Problem::with_parameter(Kind::InvalidValue, PARAMETER)
                .value(text)
                .expects("api-parameter-cursor")
        })
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (&[LAYOUT], rest) = bytes.split_first_chunk()? else {
            return None;
        };
        let (offset, rest) = rest.split_first_chunk()?;
        let (version, rest) = rest.split_first_chunk()?;
        let (second, question) = rest.split_first_chunk()?;
        Some(Self {
            offset: u32::from_be_bytes(*offset),
            version: i64::from_be_bytes(*version),
            asked_at: Timestamp::from_second(i64::from_be_bytes(*second)).ok()?,
            question: QuestionDigest(question.try_into().ok()?),
        })
    }

    /// Refuses a cursor that belongs to another question, or to a directory that has changed since.
    ///
    /// # Errors
    /// It does.
    pub fn check(&self, question: QuestionDigest, version: i64) -> Result<(), Problem> {
        if self.question != question {
            Err(Problem::with_parameter(Kind::CursorOfAnotherQuestion, PARAMETER))
        } else if self.version != version {
            Err(Problem::with_parameter(Kind::CursorExpired, PARAMETER))
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(offset: u32, version: i64, second in -10_000_000_000_i64..100_000_000_000) {
            let cursor = Cursor {
                offset,
                version,
                asked_at: Timestamp::from_second(second).unwrap(),
                question: QuestionDigest::of(&pairs(&[("q", "caf")])),
            };
            prop_assert_eq!(Cursor::read(&cursor.write()).unwrap(), cursor);
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,60}") {
            // Reading is what is tested: it must not panic.
            let _outcome = Cursor::read(&text);
        }
    }

    #[test]
    fn the_order_of_parameters_does_not_change_a_question_but_their_borders_do() {
        let of = |list: &[(&str, &str)]| QuestionDigest::of(&pairs(list));
        assert_eq!(of(&[("a", "1"), ("b", "2")]), of(&[("b", "2"), ("a", "1")]));
        assert_ne!(of(&[("a", "1b"), ("c", "")]), of(&[("a", "1"), ("bc", "")]));
        assert_ne!(of(&[]), of(&[("q", "")]));
    }
}
