//! What an instance says of itself. The server reads it from its configuration; the pages only show it.

use domain::calendar::mainland_time_zone;
use domain::places::{Email, Phone};
use jiff::tz::TimeZone;

use super::language::Language;
use crate::map::Ground;

/// The settings that pages show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The name of the instance: "Parvis du canton de Brume".
    pub name: String,
    /// The territory it serves, as it stands after "dans" and "in": "le canton de Brume", "the canton of Brume".
    pub territory: Translated,
    /// One sentence of welcome for the home page; without it, the page says what it is for.
    pub welcome: Translated,
    /// A sentence at the top of every page: a test instance, a summer closure.
    pub notice: Translated,
    /// The number to call to talk to somebody.
    pub phone: Option<Phone>,
    /// When somebody answers, as it stands after "Quelqu'un répond": "du lundi au vendredi, de 9 h à 17 h".
    pub phone_hours: Translated,
    /// Where errors in the directory and accessibility problems are written to.
    pub contact: Option<Email>,
    /// The public address, without a slash at the end: `https://parvis.example`.
    pub base_url: String,
    /// The clock that its operator lives by: for days that belong to no place, such as that of an import.
    pub time_zone: TimeZone,
    /// Whether letters leave: a page promises one only then.
    pub sends_mail: bool,
    /// Whether search engines may list the pages.
    pub indexed: bool,
    /// Who publishes the site, as French law requires it to be said.
    pub publisher: Publisher,
    /// What stands under the places on the movable map.
    pub map: Ground,
}

/// A text of the instance in each language; one that is not given is left out rather than shown in the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Translated {
    /// In French.
    pub french: Option<String>,
    /// In English.
    pub english: Option<String>,
}

impl Translated {
    /// The text in a language, if it was given.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Option<&str> {
        match language {
            Language::French => self.french.as_deref(),
            Language::English => self.english.as_deref(),
        }
    }
}

/// Who answers for the site: the particulars required by article 1-1 of law no. 2004-575 of 21 June 2004.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publisher {
    /// Name of the organisation.
    pub name: Option<String>,
    /// Its postal address.
    pub address: Option<String>,
    /// Its registration number (SIREN, RNA).
    pub registration: Option<String>,
    /// The person responsible for publication (*directeur ou directrice de la publication*).
    pub director: Option<String>,
    /// Name, address and phone of the host.
    pub host: Option<String>,
    /// How to reach the data-protection officer.
    pub data_protection: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "Parvis".to_owned(),
            territory: Translated::default(),
            phone: None,
            phone_hours: Translated::default(),
            welcome: Translated::default(),
            notice: Translated::default(),
            contact: None,
            base_url: "http://localhost:8080".to_owned(),
            time_zone: mainland_time_zone(),
            sends_mail: true,
            indexed: true,
            publisher: Publisher::default(),
            map: Ground::default(),
        }
    }
}
