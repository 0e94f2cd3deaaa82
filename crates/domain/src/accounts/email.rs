//! The address a link is sent to. The public address of a place is [`crate::places::Email`], kept as its producer wrote
//! it; this one is private, and stricter, because a link that reaches the wrong person opens a door.

use crate::places::Email;

/// Why a text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadEmail {
    /// Nothing, or no `@`.
    #[error("an e-mail address has a name, @ and a domain: name@example.org")]
    Form,
    /// Longer than mail carries (RFC 5321, 4.5.3.1: 64 before the @, 254 in all).
    #[error("this e-mail address is too long")]
    Length,
}

/// An e-mail address that mail can be sent to. The domain is in lower case, the part before `@` as it was written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(Box<str>);

impl EmailAddress {
    /// Reads an address: no quotes, no comments, nothing that could add a line or a second recipient to a mail.
    ///
    /// # Errors
    /// The text is no such address.
    pub fn parse(text: &str) -> Result<Self, BadEmail> {
        let text = text.trim();
        let (name, domain) = text.rsplit_once('@').ok_or(BadEmail::Form)?;
        if name.len() > 64 || text.len() > 254 {
            return Err(BadEmail::Length);
        }
        // RFC 5322 `dot-atom`; a domain beyond ASCII is left out: few servers take one, and look-alikes would mislead.
        let is_sound =
            Email::parse(text).is_ok() && name.split('.').all(|atom| !atom.is_empty()) && domain.is_ascii();
        if is_sound {
            Ok(Self(format!("{name}@{}", domain.to_ascii_lowercase()).into()))
        } else {
            Err(BadEmail::Form)
        }
    }

    /// The address as it is written on a mail.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two writings of one address have in common: no server in use tells capitals apart.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// Enough for its owner to know it, too little for another: `j…@example.org`.
    #[must_use]
    pub fn hint(&self) -> String {
        let (name, domain) = self.0.rsplit_once('@').expect("checked on reading");
        format!("{}…@{domain}", &name[..1])
    }
}

/// Hidden: an address is personal, and what is debugged ends in logs.
impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EmailAddress(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_addresses_are_read() {
        for (written, read) in [
            (" Jeanne.Durand@Mairie.Example ", "Jeanne.Durand@mairie.example"),
            ("o'neil+parvis@a-b.example.org", "o'neil+parvis@a-b.example.org"),
            ("x@1und1.example", "x@1und1.example"),
        ] {
            assert_eq!(EmailAddress::parse(written).unwrap().as_str(), read);
        }
    }

    #[test]
    fn what_could_hide_a_second_recipient_is_refused() {
        for text in [
            "",
            "jeanne",
            "@example.org",
            "jeanne@",
            "jeanne@example",
            "a b@example.org",
            "a@b@example.org",
            "a@example.org\nBcc: b@example.org",
            "a,b@example.org",
            "<a@example.org>",
            "a@-example.org",
            "a..b@example.org",
            ".a@example.org",
            "a@127.0.0.1",
            "jeanné@example.org",
            "\"a b\"@example.org",
        ] {
            assert_eq!(EmailAddress::parse(text), Err(BadEmail::Form), "{text}");
        }
        assert_eq!(
            EmailAddress::parse(&format!("{}@example.org", "a".repeat(65))),
            Err(BadEmail::Length)
        );
    }

    #[test]
    fn it_hides_in_logs_and_hints_on_pages() {
        let address = EmailAddress::parse("jeanne@mairie.example").unwrap();
        assert_eq!(format!("{address:?}"), "EmailAddress(hidden)");
        assert_eq!(address.hint(), "j…@mairie.example");
        assert_eq!(
            EmailAddress::parse("JEANNE@mairie.example").unwrap().key(),
            address.key()
        );
    }
}
