//! The name of somebody who signs in.

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name has 1 to 100 characters, on one line")]
pub struct BadName;

/// A name as its owner writes it: no form is imposed, since names have none in common.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName(Box<str>);

impl PersonName {
    /// Keeps a name, spaces around it left out.
    ///
    /// # Errors
    /// Blank, longer than 100 characters, or with a control character.
    pub fn parse(text: &str) -> Result<Self, BadName> {
        let text = text.trim();
        if (1..=100).contains(&text.chars().count()) && !text.chars().any(char::is_control) {
            Ok(Self(text.into()))
        } else {
            Err(BadName)
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Hidden: a name is personal, and what is debugged ends in logs.
impl std::fmt::Debug for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonName(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_form_are_kept_and_hidden_in_logs() {
        for name in ["Mère Michel", "X Æ A-12", "N'Golo", "李", "  Zoé  "] {
            let kept = PersonName::parse(name).unwrap();
            assert_eq!(kept.as_str(), name.trim());
            assert_eq!(format!("{kept:?}"), "PersonName(hidden)");
        }
        for text in ["", "  ", "a\nb", &"x".repeat(101)] {
            assert_eq!(PersonName::parse(text), Err(BadName), "{text}");
        }
    }
}
