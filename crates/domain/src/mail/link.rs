//! An address that a letter leads to. It may hold the secret of a door, so nothing shows it in a log.

use serde::{Deserialize, Serialize};

/// The text is not an address that a letter may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a link of a letter is http(s)://… in plain ASCII, without spaces, quotes or brackets, of 2,000 symbols at most"
)]
pub struct BadLink;

/// The whole address of a page.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Link(Box<str>);

impl Link {
    /// Longest address, in bytes: what every mail program and browser opens.
    const LONGEST: usize = 2_000;

    /// Keeps an address. Symbols of RFC 3986 alone, so that no mail program ends the link early or hides another in it.
    ///
    /// # Errors
    /// Another scheme, another symbol, too long.
    pub fn parse(text: &str) -> Result<Self, BadLink> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let is_sound = text.len() <= Self::LONGEST
            && rest.is_some_and(|rest| {
                rest.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[')
            })
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&*+,;=%".contains(&b));
        if is_sound {
            Ok(Self(text.into()))
        } else {
            Err(BadLink)
        }
    }

    /// The address. Handle it as the secret that it may hold.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Link {
    type Error = BadLink;

    fn try_from(text: String) -> Result<Self, BadLink> {
        Self::parse(&text)
    }
}

impl From<Link> for String {
    fn from(link: Link) -> Self {
        link.0.into()
    }
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Link(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_as_they_are_and_hidden_in_logs() {
        for text in [
            "https://parvis.example/connexion?jeton=a_b-c",
            "http://[::1]:8080/en",
            "https://a.example/#s",
        ] {
            let link = Link::parse(text).unwrap();
            assert_eq!(link.reveal(), text);
            assert_eq!(format!("{link:?}"), "Link(hidden)");
        }
    }

    #[test]
    fn what_is_no_address_of_a_page_is_refused() {
        for text in [
            "",
            "parvis.example",
            "javascript:alert(1)",
            "https://",
            "https://a.example/ b",
            "https://a.example/\"><b>",
            "https://a.example/\r\nBcc: x",
            "https://é.example",
            &format!("https://a.example/{}", "a".repeat(2_000)),
        ] {
            assert_eq!(Link::parse(text), Err(BadLink), "{text}");
        }
    }
}
