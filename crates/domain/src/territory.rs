//! Where things are: codes of the official geographical code (COG, INSEE), postcodes, positions.
//!
//! The list of communes itself is data and lives in the crate `reference`.

use serde::{Deserialize, Serialize};

/// Why a text is not the code it was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCode {
    /// A commune code has five characters: département and number (`75056`, `2A004`, `97411`).
    #[error("not a commune code: five characters such as 75056, 2A004 or 97411")]
    Commune,
    /// A département code has two or three characters (`01`, `2A`, `974`).
    #[error("not a département code: two or three characters such as 01, 2A or 974")]
    Departement,
    /// A région code has two digits (`84`).
    #[error("not a région code: two digits such as 84")]
    Region,
    /// A postcode has five digits.
    #[error("not a postcode: five digits")]
    Postcode,
}

/// Up to five ASCII characters, without allocation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Short([u8; 5]);

impl Short {
    fn new(text: &str) -> Self {
        let mut bytes = [0; 5];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Self(bytes)
    }

    fn as_str(&self) -> &str {
        let len = self.0.iter().position(|b| *b == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..len]).expect("only ASCII is ever stored")
    }
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $refusal:ident, $accepts:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Short);

        impl $name {
            /// Reads the official form; nothing is repaired here.
            ///
            /// # Errors
            /// The text does not have the form of such a code.
            pub fn parse(text: &str) -> Result<Self, BadCode> {
                let accepts: fn(&str) -> bool = $accepts;
                if accepts(text) { Ok(Self(Short::new(text))) } else { Err(BadCode::$refusal) }
            }

            /// The code as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.as_str())
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadCode;
            fn try_from(text: String) -> Result<Self, BadCode> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.as_str().to_owned()
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadCode;
            fn from_str(text: &str) -> Result<Self, BadCode> {
                Self::parse(text)
            }
        }
    };
}

code! {
    /// The INSEE code of a commune, in the form that the national schema accepts:
    /// `^([013-9]\d|2[AB1-9])\d{3}$`.
    CommuneCode, Commune, |text| {
        let b = text.as_bytes();
        b.len() == 5
            && b[2..].iter().all(u8::is_ascii_digit)
            && match b[0] {
                b'2' => matches!(b[1], b'A' | b'B' | b'1'..=b'9'),
                b'0' | b'1' | b'3'..=b'9' => b[1].is_ascii_digit(),
                _ => false,
            }
    }
}

code! {
    /// The code of a département or of an overseas collectivity: `01`, `2A`, `974`, `988`.
    DepartementCode, Departement, |text| match text.as_bytes() {
        [b'2', b'A' | b'B'] => true,
        [a, b] => a.is_ascii_digit() && b.is_ascii_digit(),
        [b'9', b'7' | b'8', c] => c.is_ascii_digit(),
        _ => false,
    }
}

code! {
    /// The code of a région: `84`, `01`.
    RegionCode, Region, |text| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())
}

code! {
    /// A French postcode: five digits.
    Postcode, Postcode, |text| text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit())
}

impl CommuneCode {
    /// The département that the code itself names. Saint-Martin and Saint-Barthélemy keep their own codes (978, 977).
    #[must_use]
    pub fn departement(&self) -> DepartementCode {
        departement_prefix(self.as_str())
    }
}

impl Postcode {
    /// The département that the postcode suggests: right nearly everywhere, but a few communes are served from the
    /// neighbouring département, and Corsica's `20…` says neither 2A nor 2B (`20000`–`20199` is taken as 2A).
    #[must_use]
    pub fn likely_departement(&self) -> DepartementCode {
        let text = self.as_str();
        match text.as_bytes() {
            [b'2', b'0', b'0' | b'1', ..] => DepartementCode(Short::new("2A")),
            [b'2', b'0', ..] => DepartementCode(Short::new("2B")),
            _ => departement_prefix(text),
        }
    }
}

fn departement_prefix(code: &str) -> DepartementCode {
    let len = if code.starts_with("97") || code.starts_with("98") {
        3
    } else {
        2
    };
    DepartementCode(Short::new(&code[..len]))
}

/// A point on the earth, WGS 84, in decimal degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    latitude: f64,
    longitude: f64,
}

/// Why two numbers are not a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPosition {
    /// Latitude outside −90…90 or longitude outside −180…180, or not a number.
    #[error("outside the earth: latitude goes from -90 to 90, longitude from -180 to 180")]
    OutOfRange,
    /// Zero, zero: the sea off Ghana, which is what a missing position becomes in a spreadsheet.
    #[error("zero, zero is no place: the position is missing")]
    NullIsland,
}

impl Position {
    /// Checks and keeps a position given in decimal degrees.
    ///
    /// # Errors
    /// The numbers are out of range, or both zero.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, BadPosition> {
        if !(latitude.abs() <= 90.0 && longitude.abs() <= 180.0) {
            return Err(BadPosition::OutOfRange);
        }
        if latitude == 0.0 && longitude == 0.0 {
            return Err(BadPosition::NullIsland);
        }
        Ok(Self { latitude, longitude })
    }

    /// Degrees north.
    #[must_use]
    pub fn latitude(&self) -> f64 {
        self.latitude
    }

    /// Degrees east.
    #[must_use]
    pub fn longitude(&self) -> f64 {
        self.longitude
    }

    /// Great-circle distance in metres (haversine, mean earth radius of 6,371,008.8 m, IUGG 1980).
    #[must_use]
    pub fn distance_m(&self, other: &Self) -> f64 {
        const EARTH_RADIUS_M: f64 = 6_371_008.8;
        let (lat1, lat2) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half_lat = (lat2 - lat1) / 2.0;
        let half_lon = (other.longitude - self.longitude).to_radians() / 2.0;
        let a = half_lat.sin().powi(2) + lat1.cos() * lat2.cos() * half_lon.sin().powi(2);
        2.0 * EARTH_RADIUS_M * a.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_every_kind_of_commune_are_read() {
        for code in ["75056", "2A004", "2B033", "97411", "01001", "98818"] {
            assert_eq!(CommuneCode::parse(code).expect(code).as_str(), code);
        }
        for wrong in ["", "7505", "750566", "20004", "2C004", "ABCDE", "7505é"] {
            assert_eq!(CommuneCode::parse(wrong), Err(BadCode::Commune), "{wrong}");
        }
    }

    #[test]
    fn a_commune_code_names_its_departement() {
        for (commune, departement) in [
            ("75056", "75"),
            ("2A004", "2A"),
            ("97411", "974"),
            ("98818", "988"),
        ] {
            assert_eq!(
                CommuneCode::parse(commune).unwrap().departement().as_str(),
                departement
            );
        }
    }

    #[test]
    fn a_corsican_postcode_is_shared_between_two_departements() {
        assert_eq!(
            Postcode::parse("20000").unwrap().likely_departement().as_str(),
            "2A"
        );
        assert_eq!(
            Postcode::parse("20200").unwrap().likely_departement().as_str(),
            "2B"
        );
    }

    #[test]
    fn a_missing_position_is_not_the_gulf_of_guinea() {
        assert_eq!(Position::new(0.0, 0.0), Err(BadPosition::NullIsland));
        assert_eq!(Position::new(f64::NAN, 2.0), Err(BadPosition::OutOfRange));
        assert_eq!(Position::new(48.8, 181.0), Err(BadPosition::OutOfRange));
    }

    #[test]
    fn paris_is_between_391_and_392_km_from_lyon() {
        let paris = Position::new(48.8566, 2.3522).unwrap();
        let lyon = Position::new(45.7640, 4.8357).unwrap();
        assert!((391_000.0..392_000.0).contains(&paris.distance_m(&lyon)));
    }
}
