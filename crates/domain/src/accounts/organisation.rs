//! Organisations: a commune, a département, an association, a landlord.

/// Why an organisation cannot be described so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadOrganisation {
    /// A SIRET has fourteen digits.
    #[error("a SIRET has 14 digits")]
    SiretLength,
    /// The last digit is a key that must agree with the others.
    #[error("this SIRET has a wrong digit: its key does not agree")]
    SiretKey,
    /// A name is 1 to 150 characters, not blank.
    #[error("a name has 1 to 150 characters")]
    Name,
    /// No kind has this code.
    #[error("unknown kind of organisation")]
    Kind,
}

/// The number of an establishment in the register of INSEE: SIREN (9 digits) and NIC (5 digits), its key checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siret([u8; 14]);

/// The number of a legal person, the first nine digits of its SIRET.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siren([u8; 9]);

impl Siret {
    /// Reads a SIRET, written with or without spaces. Its key follows Luhn's formula over the 14 digits; the
    /// establishments of La Poste (SIREN 356000000) may instead have a sum of digits that is a multiple of five (INSEE).
    ///
    /// # Errors
    /// Not fourteen digits, or a key that does not agree.
    pub fn parse(text: &str) -> Result<Self, BadOrganisation> {
        let mut digits = [0; 14];
        let mut found = 0;
        for character in text.chars().filter(|c| !c.is_whitespace() && *c != '.') {
            if !character.is_ascii_digit() || found == digits.len() {
                return Err(BadOrganisation::SiretLength);
            }
            digits[found] = character as u8;
            found += 1;
        }
        if found != digits.len() {
            return Err(BadOrganisation::SiretLength);
        }
        let siret = Self(digits);
        if siret.as_str().bytes().all(|digit| digit == b'0')
            || !crate::places::siret_key_agrees(siret.as_str())
        {
            return Err(BadOrganisation::SiretKey);
        }
        Ok(siret)
    }

    /// The fourteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("digits only")
    }

    /// The legal person it belongs to.
    #[must_use]
    pub fn siren(&self) -> Siren {
        Siren(self.0[..9].try_into().expect("nine of fourteen"))
    }
}

impl Siren {
    /// The nine digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("digits only")
    }
}

/// The name of an organisation as people say it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationName(Box<str>);

impl OrganisationName {
    /// Keeps a name, spaces around it left out.
    ///
    /// # Errors
    /// Blank, longer than 150 characters, or with a control character.
    pub fn parse(text: &str) -> Result<Self, BadOrganisation> {
        let text = text.trim();
        if (1..=150).contains(&text.chars().count()) && !text.chars().any(char::is_control) {
            Ok(Self(text.into()))
        } else {
            Err(BadOrganisation::Name)
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What sort of body an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganisationKind {
    /// A commune or its social centre (CCAS).
    Commune,
    /// A group of communes (EPCI).
    GroupOfCommunes,
    /// A département.
    Departement,
    /// A région.
    Region,
    /// A service of the State.
    State,
    /// An association or foundation.
    Association,
    /// A company, cooperatives included.
    Company,
    /// A body that lets social housing.
    SocialLandlord,
    /// Another public body.
    PublicBody,
}

impl OrganisationKind {
    /// Every kind, in the order in which pages list them.
    pub const ALL: [Self; 9] = [
        Self::Commune,
        Self::GroupOfCommunes,
        Self::Departement,
        Self::Region,
        Self::State,
        Self::Association,
        Self::Company,
        Self::SocialLandlord,
        Self::PublicBody,
    ];

    /// The code in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::GroupOfCommunes => "group-of-communes",
            Self::Departement => "departement",
            Self::Region => "region",
            Self::State => "state",
            Self::Association => "association",
            Self::Company => "company",
            Self::SocialLandlord => "social-landlord",
            Self::PublicBody => "public-body",
        }
    }

    /// Reads a code.
    ///
    /// # Errors
    /// No kind has it.
    pub fn parse(code: &str) -> Result<Self, BadOrganisation> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or(BadOrganisation::Kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siret_is_read_with_or_without_spaces() {
        let siret = Siret::parse(" 434 933 123 00029 ").unwrap();
        assert_eq!(siret.as_str(), "43493312300029");
        assert_eq!(siret.siren().as_str(), "434933123");
        assert!(
            Siret::parse("35600000009075").is_ok(),
            "an establishment of La Poste"
        );
    }

    #[test]
    fn a_wrong_digit_and_a_wrong_length_are_told_apart() {
        assert_eq!(Siret::parse("43493312300028"), Err(BadOrganisation::SiretKey));
        assert_eq!(Siret::parse("00000000000000"), Err(BadOrganisation::SiretKey));
        for text in ["", "4349331230002", "434933123000299", "4349331230002A"] {
            assert_eq!(Siret::parse(text), Err(BadOrganisation::SiretLength), "{text}");
        }
    }

    #[test]
    fn a_name_is_not_blank() {
        assert_eq!(
            OrganisationName::parse("  Maison de quartier ").unwrap().as_str(),
            "Maison de quartier"
        );
        assert_eq!(OrganisationName::parse(" \n"), Err(BadOrganisation::Name));
        assert_eq!(
            OrganisationName::parse(&"x".repeat(151)),
            Err(BadOrganisation::Name)
        );
    }

    #[test]
    fn each_kind_reads_back() {
        for kind in OrganisationKind::ALL {
            assert_eq!(OrganisationKind::parse(kind.code()), Ok(kind));
        }
    }
}
