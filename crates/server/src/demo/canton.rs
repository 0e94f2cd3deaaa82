//! The canton of Val-de-Loubre: a small town, six villages and a hamlet along a river that exists on no map.
//!
//! It is laid in the real département of the Cher, so that its places have public holidays, school holidays
//! and a time zone; the codes and postcodes of its communes have the right form and belong to no real one.

use domain::places::{Email, Phone, SourceName};
use domain::territory::{CommuneCode, Position, Postcode};

/// A text about the town itself, in each language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// In French.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
}

/// What the instance of the demo says of itself and of its territory.
#[derive(Debug, Clone)]
pub struct DemoTown {
    /// Name of the instance.
    pub name: Words,
    /// The territory, as it reads inside a sentence.
    pub territory: Words,
    /// One sentence of welcome for the home page.
    pub welcome: Words,
    /// Says plainly that nothing is real.
    pub notice: Words,
    /// Who publishes the directory.
    pub publisher: Words,
    /// What the law wants to be said of the publisher.
    pub notices: Notices,
    /// Where the places come from, for people.
    pub source_title: Words,
    /// Where the places come from, for the program.
    pub source: SourceName,
    /// « Je préfère parler à quelqu'un. »
    pub helpline: Phone,
    /// When somebody answers [`Self::helpline`].
    pub helpline_hours: Words,
    /// For messages to the publisher.
    pub email: Email,
}

/// Legal notices, which are not translated: they are the particulars of a French publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notices {
    /// Postal address.
    pub address: &'static str,
    /// Registration number.
    pub registration: &'static str,
    /// Who is responsible for publication.
    pub director: &'static str,
    /// Who hosts the site.
    pub host: &'static str,
}

/// An invented commune.
#[derive(Debug, PartialEq)]
pub struct Commune {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) postcode: &'static str,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
}

impl Commune {
    /// Its official code, which no real commune has.
    #[must_use]
    pub fn code(&self) -> CommuneCode {
        CommuneCode::parse(self.code).expect("the codes of the demo have the official form")
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its postcode.
    #[must_use]
    pub fn postcode(&self) -> Postcode {
        Postcode::parse(self.postcode).expect("the postcodes of the demo have five digits")
    }

    /// The doorstep of its town hall.
    #[cfg(test)]
    pub fn centre(&self) -> Position {
        Position::new(self.latitude, self.longitude).expect("the demo is on earth")
    }

    /// The point so many metres east and north of the centre (west and south when negative). Flat-earth
    /// arithmetic: within the canton it is wrong by less than a doorstep.
    pub(super) fn point(&self, east_m: f64, north_m: f64) -> Position {
        const METRES_PER_DEGREE: f64 = 111_195.0;
        let latitude = self.latitude + north_m / METRES_PER_DEGREE;
        let longitude = self.longitude + east_m / (METRES_PER_DEGREE * self.latitude.to_radians().cos());
        // Six decimals: ten centimetres, which is what files carry.
        let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
        Position::new(rounded(latitude), rounded(longitude)).expect("the demo is on earth")
    }
}

/// The small town: market hall, tanneries by the water, a railway halt with two trains a day.
pub(super) const MONTAVREUIL: Commune = Commune {
    code: "18901",
    name: "Montavreuil",
    postcode: "18930",
    latitude: 47.0004,
    longitude: 2.6012,
};

/// Geese, orchards and the big school of the valley.
pub(super) const SAINTE_OIZELLE: Commune = Commune {
    code: "18902",
    name: "Sainte-Oizelle",
    postcode: "18930",
    latitude: 46.9741,
    longitude: 2.5537,
};

/// The old forge turned workshops.
pub(super) const SAINT_GOURLIN: Commune = Commune {
    code: "18903",
    name: "Saint-Gourlin-la-Forge",
    postcode: "18940",
    latitude: 47.0446,
    longitude: 2.6663,
};

/// The village of the water mill.
pub(super) const VERNILLON: Commune = Commune {
    code: "18904",
    name: "Vernillon",
    postcode: "18930",
    latitude: 47.0127,
    longitude: 2.5018,
};

/// No street lamp after eleven: the stars are worth it.
pub(super) const CHAUMELUNE: Commune = Commune {
    code: "18905",
    name: "Chaumelune",
    postcode: "18950",
    latitude: 46.9493,
    longitude: 2.6631,
};

/// Three wash-houses, two hundred and some people.
pub(super) const TROIS_LAVOIRS: Commune = Commune {
    code: "18906",
    name: "Les Trois-Lavoirs",
    postcode: "18940",
    latitude: 47.0512,
    longitude: 2.5874,
};

/// The upper valley, where the mobile network hesitates.
pub(super) const PIERREBRUNE: Commune = Commune {
    code: "18907",
    name: "Pierrebrune-le-Haut",
    postcode: "18940",
    latitude: 47.0868,
    longitude: 2.7294,
};

/// A hamlet with a ford, a lock and a camp site.
pub(super) const PORT_LOUBRE: Commune = Commune {
    code: "18908",
    name: "Port-Loubre",
    postcode: "18950",
    latitude: 46.9382,
    longitude: 2.5096,
};

/// Its communes, the largest first.
#[cfg(test)]
pub(super) static COMMUNES: [Commune; 8] = [
    MONTAVREUIL,
    SAINTE_OIZELLE,
    SAINT_GOURLIN,
    VERNILLON,
    CHAUMELUNE,
    TROIS_LAVOIRS,
    PIERREBRUNE,
    PORT_LOUBRE,
];

/// The town of the demo and what it says of itself.
#[must_use]
pub fn canton() -> DemoTown {
    DemoTown {
        name: Words {
            fr: "Parvis du Val-de-Loubre",
            en: "Parvis of Val-de-Loubre",
        },
        territory: Words {
            fr: "le canton du Val-de-Loubre",
            en: "the canton of Val-de-Loubre",
        },
        welcome: Words {
            fr: "Bonjour. Ici, vous trouvez quelqu'un pour vous aider, près de chez vous, sans jugement.",
            en: "Hello. Here you find somebody near you who will help, without judgement.",
        },
        notice: Words {
            fr: "Démonstration : ce canton, ses lieux et leurs contacts sont inventés.",
            en: "Demonstration: this canton, its places and contact details are invented.",
        },
        publisher: Words {
            fr: "Communauté de communes du Val-de-Loubre (imaginaire)",
            en: "Community of communes of Val-de-Loubre (imaginary)",
        },
        notices: Notices {
            address: "1 place des Tanneurs, 18930 Montavreuil (adresse imaginaire)",
            registration: "Aucun : cette collectivité n'existe pas",
            director: "Honorine Vasseloup, présidente (personne imaginaire)",
            host: "La machine sur laquelle tourne cette démonstration",
        },
        source_title: Words {
            fr: "Lieux inventés pour la démonstration",
            en: "Places invented for the demonstration",
        },
        source: SourceName::parse("demo").expect("a plain word"),
        helpline: Phone::parse("+33261910000").expect("written in international form"),
        helpline_hours: Words {
            fr: "du lundi au vendredi, de 9 h à 18 h",
            en: "Monday to Friday, 9 am to 6 pm",
        },
        email: Email::parse("bonjour@val-de-loubre.example").expect("a plain address"),
    }
}
