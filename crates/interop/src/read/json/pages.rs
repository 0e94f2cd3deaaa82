//! What may follow the array that holds the rows: the end, the rest of its object, another page like it.
//!
//! Anything else makes the file refused: rows that nobody read would be taken for rows that are gone.

use std::io::Read;

use serde::de::{DeserializeOwned, IgnoredAny};

use super::super::outline::starts_value;
use super::{Element, Look, Objects, Shape, Taken, unexpected};
use crate::refusal::Refusal;

/// Where reading goes on after an array.
#[derive(PartialEq, Eq)]
enum Left {
    Object,
    InAnotherArray,
}

impl<R: Read> Objects<R> {
    /// Goes on after the `]` of the array that held rows: into another one, or to the end of the file.
    pub(super) fn leave_array(&mut self) -> Result<(), Refusal> {
        if let Some(key) = self.key.clone()
            && self.leave_object(&key)? == Left::InAnotherArray
        {
            return Ok(());
        }
        self.has_element = false;
        match (self.peek()?, self.key.clone()) {
            (None, _) => self.shape = Shape::Ended,
            (Some(b'['), None) => self.window.consume(1),
            (Some(b'{'), Some(key)) => match self.take_value(Look::For(&key))? {
                Taken::Array { .. } => {}
                Taken::Element(_) => {
                    return Err(Refusal::MalformedJson {
                        row: 0,
                        found: format!("object without a list `{key}`"),
                    });
                }
            },
            (found, _) => return Err(unexpected(found)),
        }
        Ok(())
    }

    /// Steps over the members that follow the array in its object. Another array of objects there would hold rows
    /// that nobody reads: it is refused, unless the first one was empty.
    fn leave_object(&mut self, key: &str) -> Result<Left, Refusal> {
        loop {
            match self.peek()? {
                Some(b'}') => {
                    self.window.consume(1);
                    return Ok(Left::Object);
                }
                Some(b',') => self.window.consume(1),
                found => return Err(unexpected(found)),
            }
            let name: String = match self.peek()? {
                Some(b'"') => self
                    .take_member_part()?
                    // A name longer than any row is no name.
                    .ok_or_else(|| unexpected(Some(b'"')))?,
                found => return Err(unexpected(found)),
            };
            match self.peek()? {
                Some(b':') => self.window.consume(1),
                found => return Err(unexpected(found)),
            }
            match self.peek()? {
                Some(b'[') if self.opens_objects()? => {
                    if self.has_element {
                        return Err(Refusal::SeveralLists {
                            first: key.to_owned(),
                            second: name,
                        });
                    }
                    self.window.consume(1);
                    self.key = Some(name);
                    return Ok(Left::InAnotherArray);
                }
                Some(byte) if starts_value(byte) => {
                    self.take_member_part::<IgnoredAny>()?;
                }
                found => return Err(unexpected(found)),
            }
        }
    }

    /// Takes a key or a value beside the rows; `None` when it is longer than any row.
    fn take_member_part<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Refusal> {
        let first = self.peek()?;
        match self.take_value(Look::Nowhere) {
            Ok(Taken::Element(Element::Whole(text))) => match serde_json::from_slice(&text) {
                Ok(part) => Ok(Some(part)),
                Err(_) => Err(unexpected(first)),
            },
            Ok(_) => Ok(None),
            Err(Refusal::Truncated { .. }) => Err(unexpected(None)),
            Err(other) => Err(other),
        }
    }

    /// Whether the array that begins the window has an object in it first.
    fn opens_objects(&mut self) -> Result<bool, Refusal> {
        self.show_past_spaces(1)?;
        let inside = &self.window.bytes()[1..];
        Ok(inside.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{'))
    }
}
