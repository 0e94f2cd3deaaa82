//! Why a try failed, in a form that leaves no room for what people write: it is kept, shown and logged.

/// The text is not the name of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a problem has 1 to 60 lower-case ASCII letters, digits, dots and hyphens")]
pub struct NotAProblem;

/// A word for what went wrong: `smtp-451-4.7.1`, `unreachable`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem(Box<str>);

impl Problem {
    /// Keeps the word.
    ///
    /// # Errors
    /// Another character, nothing, or more than sixty.
    pub fn new(text: &str) -> Result<Self, NotAProblem> {
        let fits = (1..=60).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.');
        if fits {
            Ok(Self(text.into()))
        } else {
            Err(NotAProblem)
        }
    }

    /// A word of the program.
    ///
    /// # Panics
    /// It is not one: a mistake in the program, which each caller's test meets.
    #[must_use]
    pub fn of(word: &'static str) -> Self {
        Self::new(word).expect("words of the program have the form of a problem")
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_quotes_does_not_fit() {
        assert_eq!(Problem::new("smtp-550-5.1.1").unwrap().as_str(), "smtp-550-5.1.1");
        for text in [
            "",
            "550 5.1.1 <jeanne@mairie.example>",
            "jeanne@mairie",
            "É",
            &"a".repeat(61),
        ] {
            assert_eq!(Problem::new(text), Err(NotAProblem), "{text}");
        }
    }
}
