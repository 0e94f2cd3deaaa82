//! What a letter was written for.

/// The text is not a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a cause has 1 to 80 lower-case ASCII letters, digits, hyphens and slashes")]
pub struct BadCause;

/// Names the event behind a letter: `invitation/7zz…`. It stands in clear and is unique to the event, never to a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cause(Box<str>);

impl Cause {
    /// What kind of event, and which one.
    ///
    /// # Errors
    /// Another symbol, nothing, or too long.
    pub fn new(kind: &'static str, which: &str) -> Result<Self, BadCause> {
        let text = format!("{kind}/{which}");
        let fits = !kind.is_empty()
            && !which.is_empty()
            && text.len() <= 80
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'/');
        if fits {
            Ok(Self(text.into()))
        } else {
            Err(BadCause)
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_has_no_room_for_an_address_or_a_name() {
        assert_eq!(
            Cause::new("invitation", "7zz0").unwrap().as_str(),
            "invitation/7zz0"
        );
        for which in ["", "jeanne@mairie.example", "Jeanne", "a b", &"a".repeat(80)] {
            assert_eq!(Cause::new("invitation", which), Err(BadCause), "{which}");
        }
    }
}
