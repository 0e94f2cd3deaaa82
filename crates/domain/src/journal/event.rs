//! One thing that happened, in words of a closed vocabulary and pseudonyms.

use jiff::Timestamp;

/// Stands for a person or a thing: a keyed digest, which names nobody once its key is destroyed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym(pub [u8; 16]);

impl std::fmt::Debug for Pseudonym {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for byte in &self.0[..4] {
            write!(f, "{byte:02x}")?;
        }
        f.write_str("…")
    }
}

/// The text is not a word of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a word of the journal has 1 to 40 lower-case ASCII letters, digits and hyphens")]
pub struct WordError;

/// A word of the program itself: `session`, `end`, `administrator`. Its form leaves no room for what people write.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(Box<str>);

impl Word {
    /// Keeps a word.
    ///
    /// # Errors
    /// Another character, nothing, or more than forty.
    pub fn new(text: &str) -> Result<Self, WordError> {
        let fits = (1..=40).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits {
            Ok(Self(text.into()))
        } else {
            Err(WordError)
        }
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One entry, before it is linked to the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When. Entries follow each other by number; a clock that was set back shows as such.
    pub at: Timestamp,
    /// Who, where somebody did it; the program itself otherwise.
    pub actor: Option<Pseudonym>,
    /// As what: a column of the access table.
    pub acting_as: Word,
    /// What was done.
    pub action: Word,
    /// To which kind of thing.
    pub object_kind: Word,
    /// To which one.
    pub object: Option<Pseudonym>,
    /// Whose file it is part of, so that a person can see who looked.
    pub subject: Option<Pseudonym>,
    /// The state it is in afterwards, where it has states.
    pub state: Option<Word>,
}

/// The bytes are not an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this entry of the journal cannot be read")]
pub struct UnreadableEvent;

impl Event {
    /// The first byte of every event: the version of this form.
    const VERSION: u8 = 1;

    /// The one byte sequence of this event: what is stored, and what digests are made of. Version, instant in
    /// microseconds (big-endian), then each field in order with its length before it; an absent field has length 0.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![Self::VERSION];
        bytes.extend(self.at.as_microsecond().to_be_bytes());
        let mut push = |field: &[u8]| {
            bytes.push(u8::try_from(field.len()).expect("words and pseudonyms are short"));
            bytes.extend(field);
        };
        push(pseudonym_bytes(self.actor.as_ref()));
        push(self.acting_as.0.as_bytes());
        push(self.action.0.as_bytes());
        push(self.object_kind.0.as_bytes());
        push(pseudonym_bytes(self.object.as_ref()));
        push(pseudonym_bytes(self.subject.as_ref()));
        push(self.state.as_ref().map_or(&[], |state| state.0.as_bytes()));
        bytes
    }

    /// Reads what [`Event::to_bytes`] wrote; no other byte sequence is accepted.
    ///
    /// # Errors
    /// The bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, UnreadableEvent> {
        let mut rest = bytes;
        let mut take = |count: usize| {
            let (taken, left) = rest.split_at_checked(count).ok_or(UnreadableEvent)?;
            rest = left;
            Ok(taken)
        };
        if take(1)? != [Self::VERSION] {
            return Err(UnreadableEvent);
        }
        let at = i64::from_be_bytes(take(8)?.try_into().expect("eight were taken"));
        let mut field = || {
            let length = take(1)?[0];
            take(usize::from(length))
        };
        let pseudonym = |field: &[u8]| match field {
            [] => Ok(None),
            bytes => bytes
                .try_into()
                .map(|bytes| Some(Pseudonym(bytes)))
                .map_err(|_| UnreadableEvent),
        };
        let word = |field: &[u8]| {
            let text = std::str::from_utf8(field).map_err(|_| UnreadableEvent)?;
            Word::new(text).map_err(|_| UnreadableEvent)
        };
        let event = Self {
            at: Timestamp::from_microsecond(at).map_err(|_| UnreadableEvent)?,
            actor: pseudonym(field()?)?,
            acting_as: word(field()?)?,
            action: word(field()?)?,
            object_kind: word(field()?)?,
            object: pseudonym(field()?)?,
            subject: pseudonym(field()?)?,
            state: match field()? {
                [] => None,
                text => Some(word(text)?),
            },
        };
        if rest.is_empty() {
            Ok(event)
        } else {
            Err(UnreadableEvent)
        }
    }
}

fn pseudonym_bytes(of: Option<&Pseudonym>) -> &[u8] {
    of.map_or(&[], |of| &of.0)
}
