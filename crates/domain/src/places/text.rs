//! Texts of a place: never blank, never with control characters, bounded.

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// Nothing but spaces.
    #[error("empty")]
    Blank,
    /// Longer than the field allows.
    #[error("longer than {0} characters")]
    TooLong(usize),
    /// A control character, or a line break where one line is expected.
    #[error("contains a control character or a line break")]
    ControlCharacter,
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $max:expr, $accepts_breaks:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The longest accepted text, in characters.
            pub const MAX_CHARS: usize = $max;

            /// Keeps the text without the spaces around it.
            ///
            /// # Errors
            /// The text is blank, too long, or holds control characters.
            pub fn parse(text: &str) -> Result<Self, BadText> {
                let text = text.trim();
                if text.is_empty() {
                    return Err(BadText::Blank);
                }
                if text.len() > Self::MAX_CHARS && text.chars().count() > Self::MAX_CHARS {
                    return Err(BadText::TooLong(Self::MAX_CHARS));
                }
                let breaks: bool = $accepts_breaks;
                if text.chars().any(|c| c.is_control() && !(breaks && c == '\n')) {
                    return Err(BadText::ControlCharacter);
                }
                Ok(Self(text.into()))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

text! {
    /// A name as shown to the public.
    PlaceName, 300, false
}
text! {
    /// One line of text.
    Line, 1_000, false
}
text! {
    /// A text of one or more lines, broken by `\n`.
    Prose, 20_000, true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_name_is_refused() {
        assert_eq!(PlaceName::parse(" \u{a0}\t"), Err(BadText::Blank));
    }

    #[test]
    fn a_name_is_counted_in_characters_not_in_bytes() {
        assert!(PlaceName::parse(&"é".repeat(300)).is_ok());
        assert_eq!(PlaceName::parse(&"é".repeat(301)), Err(BadText::TooLong(300)));
    }

    #[test]
    fn only_prose_has_line_breaks() {
        assert_eq!(Line::parse("un\ndeux"), Err(BadText::ControlCharacter));
        assert_eq!(Prose::parse("un\ndeux\n").unwrap().as_str(), "un\ndeux");
    }
}
