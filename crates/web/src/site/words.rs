//! The words of the interface, in each language, from `locales/{fr,en}/*.ftl`.
//!
//! They are parsed once. A message without variables is then a text found by its key; one with variables is
//! written part by part. No word for people stands anywhere else in the crate.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::calendar::PublicHoliday;
use domain::places as schema;
use domain::places::Vocabulary;

use super::language::Language;
use super::message::{self, Argument, Part};
use super::typography;

/// One message, ready to show.
enum Message {
    Plain(Box<str>),
    WithValues(Vec<Part>),
}

/// All the words of one language.
pub struct Words {
    language: Language,
    messages: HashMap<&'static str, Message>,
    /// The names of the values of each closed list, by its family and their rank. A list of results names hundreds:
    /// putting their keys together would cost as much as writing the page.
    lists: HashMap<&'static str, Box<[Box<str>]>>,
}

macro_rules! features {
    ($($feature:literal)+) => {
        /// The file of each feature: French, then English.
        const FEATURES: &[(&str, &str, &str)] = &[$((
            $feature,
            include_str!(concat!("../../locales/fr/", $feature, ".ftl")),
            include_str!(concat!("../../locales/en/", $feature, ".ftl")),
        ),)+];
    };
}

features! {
    "about" "accessibility" "accounts" "api" "emergency" "errors" "frame" "home" "hours" "legal" "mail" "map" "places" "results" "rights"
    "schema" "sitemap" "territories" "time" "typology"
}

/// What the keys of the purposes of services start with.
const PURPOSES: &str = "service-purpose";

static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| Language::ALL.map(Words::load));

impl Words {
    /// The words of a language.
    ///
    /// # Panics
    /// A file of words is broken: it is part of the program and its test reads it.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &WORDS[0],
            Language::English => &WORDS[1],
        }
    }

    fn load(language: Language) -> Self {
        let mut messages = HashMap::new();
        for (feature, french, english) in FEATURES {
            let (text, set): (_, fn(&str) -> String) = match language {
                Language::French => (*french, typography::french),
                Language::English => (*english, typography::english),
            };
            let resource = fluent_syntax::parser::parse(text)
                .unwrap_or_else(|(_, errors)| panic!("{feature}.ftl in {language:?}: {errors:?}"));
            for entry in resource.body {
                let fluent_syntax::ast::Entry::Message(found) = entry else {
                    continue;
                };
                let key = found.id.name;
                let parts = message::compile(&found, set)
                    .unwrap_or_else(|reason| panic!("{key} in {feature}.ftl, {language:?}: {reason}"));
                let compiled = match joined_text(&parts) {
                    Some(text) => Message::Plain(text.into()),
                    None => Message::WithValues(parts),
                };
                let replaced = messages.insert(key, compiled);
                assert!(replaced.is_none(), "{key} is written twice in {language:?}");
            }
        }
        let mut words = Self {
            language,
            messages,
            lists: HashMap::new(),
        };
        words.name_lists();
        words
    }

    /// Reads the names of every closed list.
    fn name_lists(&mut self) {
        fn names<V: Vocabulary>(words: &Words, family: &str) -> Box<[Box<str>]> {
            let name = |value: &V| words.get(&format!("{family}-{}", value.code())).into();
            V::ALL.iter().map(name).collect()
        }
        fn of<V: Worded>(words: &mut Words) {
            let names = names::<V>(words, V::FAMILY);
            words.lists.insert(V::FAMILY, names);
        }
        of::<schema::Service>(self);
        of::<schema::Audience>(self);
        of::<schema::SpecificCare>(self);
        of::<schema::Fee>(self);
        of::<schema::Programme>(self);
        of::<schema::Label>(self);
        of::<schema::AccessMode>(self);
        of::<schema::SupportMode>(self);
        of::<schema::Itinerancy>(self);
        of::<schema::Typology>(self);
        let purposes = names::<schema::Service>(self, PURPOSES);
        self.lists.insert(PURPOSES, purposes);
    }

    /// The language of these words.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text without variables. A missing word shows its key; the tests refuse it before anyone sees it.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.messages.get(key) {
            Some(Message::Plain(text)) => text,
            _ => {
                debug_assert!(false, "no text without variables is called {key}");
                key
            }
        }
    }

    /// A text with values.
    #[must_use]
    pub fn say(&self, key: &str, values: &[(&str, &dyn Argument)]) -> String {
        match self.messages.get(key) {
            Some(Message::WithValues(parts)) => {
                let mut out = String::with_capacity(64);
                message::write(parts, values, self.language, &mut out);
                out
            }
            Some(Message::Plain(text)) => text.to_string(),
            None => {
                debug_assert!(false, "no text is called {key}");
                key.to_owned()
            }
        }
    }

    /// How we call a value of the schema: short, in plain words.
    #[must_use]
    pub fn name_of<V: Worded>(&self, value: &V) -> &str {
        &self.lists[V::FAMILY][value.rank()]
    }

    /// One sentence that says what a service is for.
    #[must_use]
    pub fn purpose_of(&self, service: &schema::Service) -> &str {
        &self.lists[PURPOSES][service.rank()]
    }

    /// The name of a public holiday.
    #[must_use]
    pub fn holiday(&self, holiday: PublicHoliday) -> &str {
        self.of_code("holiday", holiday.code())
    }

    /// The word for a code of the domain, under `family-code`.
    #[must_use]
    pub fn of_code(&self, family: &str, code: &str) -> &str {
        let key = format!("{family}-{code}");
        match self.messages.get(key.as_str()) {
            Some(Message::Plain(text)) => text,
            _ => {
                debug_assert!(false, "no text is called {key}");
                ""
            }
        }
    }
}

fn joined_text(parts: &[Part]) -> Option<String> {
    parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => Some(&**text),
            _ => None,
        })
        .collect()
}

/// A closed list of the schema whose values have a name in our words, under `FAMILY-code`.
pub trait Worded: Vocabulary {
    /// What the keys of these names start with.
    const FAMILY: &'static str;
}

macro_rules! worded {
    ($($list:ident $family:literal)+) => {$(
        impl Worded for schema::$list {
            const FAMILY: &'static str = $family;
        }
    )+};
}

worded! {
    Service "service"
    Audience "audience"
    SpecificCare "care"
    Fee "fee"
    Programme "programme"
    Label "label"
    AccessMode "access"
    SupportMode "support"
    Itinerancy "itinerancy"
    Typology "typology"
}

#[cfg(test)]
mod tests;
