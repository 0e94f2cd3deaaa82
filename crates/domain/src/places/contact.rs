//! How to reach a place, in the forms that the schema writes.

/// Why a contact is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadContact {
    /// Not in the schema's international form.
    #[error("not a French phone number in international form, such as +33123456789")]
    Phone,
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    Email,
    /// Not an absolute `http` or `https` address.
    #[error("not a web address that starts with http:// or https://")]
    WebAddress,
}

/// A phone number as the schema writes it: country code and digits, no spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(Box<str>);

impl Phone {
    /// The country codes of the schema: mainland France and the overseas territories.
    pub const COUNTRY_CODES: [&'static str; 10] = [
        "+33", "+590", "+594", "+262", "+596", "+269", "+687", "+689", "+508", "+681",
    ];

    /// How many digits the numbers of one of [`Self::COUNTRY_CODES`] have within the country. [`Self::parse`] takes any
    /// that the schema takes; this is for telling where a number ends. Source: the national numbering plans that the ITU
    /// publishes (recommendation E.164).
    #[must_use]
    pub fn national_lengths(country_code: &str) -> &'static [usize] {
        match country_code {
            "+687" | "+681" => &[6],
            "+508" => &[6, 9],
            "+689" => &[6, 8],
            _ => &[9],
        }
    }

    /// Reads `+33123456789`: a country code of the schema, then 6 to 9 digits.
    ///
    /// # Errors
    /// Any other form.
    pub fn parse(text: &str) -> Result<Self, BadContact> {
        let national = Self::COUNTRY_CODES
            .iter()
            .find_map(|code| text.strip_prefix(code));
        match national {
            Some(digits) if (6..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(Self(text.into()))
            }
            _ => Err(BadContact::Phone),
        }
    }

    /// International form without spaces, for a `tel:` link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits of the country and those dialled within it, which have no zero before them.
    #[must_use]
    pub fn parts(&self) -> (&str, &str) {
        let code = Self::COUNTRY_CODES
            .iter()
            .find(|code| self.0.starts_with(**code))
            .expect("checked on reading");
        (&code[1..], &self.0[code.len()..])
    }

    /// The way people in France write it: `01 23 45 67 89`, `0262 12 34 56`, a Caledonian number `12 34 56`.
    #[must_use]
    pub fn national(&self) -> String {
        let (_, digits) = self.parts();
        // Numbers of nine digits take a leading zero; the six-digit plans of the Pacific and Saint-Pierre do not.
        let dialled = if digits.len() == 9 {
            format!("0{digits}")
        } else {
            digits.to_owned()
        };
        let mut spaced = String::with_capacity(dialled.len() * 3 / 2);
        for (rank, digit) in dialled.chars().enumerate() {
            if rank > 0 && (dialled.len() - rank) % 2 == 0 {
                spaced.push(' ');
            }
            spaced.push(digit);
        }
        spaced
    }
}

/// An e-mail address: one `@`, a domain with a dot, no space. Delivery is the only real proof.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(Box<str>);

impl Email {
    /// Keeps an address as it is.
    ///
    /// # Errors
    /// The text cannot be an address.
    pub fn parse(text: &str) -> Result<Self, BadContact> {
        let (local, domain) = text.split_once('@').ok_or(BadContact::Email)?;
        let local_is_sound = !local.is_empty()
            && local.len() <= 64
            && local
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b));
        let label_is_sound = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let labels: Vec<&str> = domain.split('.').collect();
        let domain_is_sound = domain.len() <= 253
            && labels.len() >= 2
            && labels.iter().all(|label| label_is_sound(label))
            && labels
                .last()
                .is_some_and(|top| top.len() >= 2 && !top.bytes().all(|b| b.is_ascii_digit()));
        // A bar separates the values of a list in the schema: an address that holds one could not be written back.
        if local_is_sound && domain_is_sound && !text.contains('|') {
            Ok(Self(text.into()))
        } else {
            Err(BadContact::Email)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An absolute web address with the scheme `http` or `https`, safe to put in a link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WebAddress(Box<str>);

impl WebAddress {
    /// Keeps an address as it is. Full parsing and repair happen in `interop`; this guards what a link may hold.
    ///
    /// # Errors
    /// Another scheme, no host, or a character that cannot stand in an address.
    pub fn parse(text: &str) -> Result<Self, BadContact> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or(BadContact::WebAddress)?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host_is_sound = host.contains('.') && !host.starts_with('.') && !host.contains('@');
        let is_sound = text.len() <= 2_000
            && host_is_sound
            && !text
                .chars()
                .any(|c| c.is_control() || c.is_whitespace() || "<>\"|\\^`{}".contains(c));
        if is_sound {
            Ok(Self(text.into()))
        } else {
            Err(BadContact::WebAddress)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host without `www.`, for people to read.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or(&*self.0, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        host.strip_prefix("www.").unwrap_or(host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_read_as_people_write_them() {
        for (written, read) in [
            ("+33123456789", "01 23 45 67 89"),
            ("+262262123456", "02 62 12 34 56"),
            ("+687123456", "12 34 56"),
        ] {
            assert_eq!(Phone::parse(written).unwrap().national(), read);
        }
        for wrong in ["0123456789", "+33 1 23 45 67 89", "+3312345", "+44123456789", ""] {
            assert_eq!(Phone::parse(wrong), Err(BadContact::Phone), "{wrong}");
        }
    }

    #[test]
    fn an_address_without_a_real_domain_is_refused() {
        for right in ["contact@laquincaillerie.tl", "a@mairie-é.fr", "p.d'or@x.fr"] {
            assert!(Email::parse(right).is_ok(), "{right}");
        }
        for wrong in [
            "contact", "contact@", "@x.fr", "a b@x.fr", "a@x", "a@x..fr", "a@-x.fr", "a|b@x.fr", "a@b@c.fr",
        ] {
            assert_eq!(Email::parse(wrong), Err(BadContact::Email), "{wrong}");
        }
    }

    #[test]
    fn a_script_is_not_a_web_address() {
        assert!(WebAddress::parse("https://www.Ville.fr/A,b?c=(d)").is_ok());
        for wrong in [
            "javascript:alert(1)",
            "www.ville.fr",
            "https://",
            "https://a b.fr",
            "https://x.fr/\"",
            "http://u@x.fr",
        ] {
            assert_eq!(WebAddress::parse(wrong), Err(BadContact::WebAddress), "{wrong}");
        }
    }

    #[test]
    fn people_read_the_host_of_a_site() {
        assert_eq!(
            WebAddress::parse("https://www.ville.fr/a/b").unwrap().host(),
            "ville.fr"
        );
    }
}
