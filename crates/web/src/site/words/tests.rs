//! Every word that the code asks for is written, every word that is written is asked for, in both languages.

use std::collections::BTreeSet;
use std::path::Path;

use domain::accounts::Role;

use super::*;

fn sources(directory: &str, found: &mut String) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(path.to_str().unwrap(), found);
        } else {
            found.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

fn family<V: Worded>(keys: &mut BTreeSet<String>) {
    keys.extend(
        V::ALL
            .iter()
            .map(|value| format!("{}-{}", V::FAMILY, value.code())),
    );
}

/// Every key that the code may ask for: the names of the schema's values, and each quoted text that looks like one.
fn asked() -> (BTreeSet<String>, BTreeSet<String>) {
    let mut members = BTreeSet::new();
    family::<schema::Service>(&mut members);
    family::<schema::Audience>(&mut members);
    family::<schema::SpecificCare>(&mut members);
    family::<schema::Fee>(&mut members);
    family::<schema::Programme>(&mut members);
    family::<schema::Label>(&mut members);
    family::<schema::AccessMode>(&mut members);
    family::<schema::SupportMode>(&mut members);
    family::<schema::Itinerancy>(&mut members);
    family::<schema::Typology>(&mut members);
    members.extend(
        schema::Service::ALL
            .iter()
            .map(|service| format!("service-purpose-{}", service.code())),
    );
    let holidays = [
        PublicHoliday::NewYear,
        PublicHoliday::ArrivalOfTheGospel,
        PublicHoliday::GoodFriday,
        PublicHoliday::EasterMonday,
        PublicHoliday::SaintPeterChanel,
        PublicHoliday::LabourDay,
        PublicHoliday::Victory1945,
        PublicHoliday::Ascension,
        PublicHoliday::WhitMonday,
        PublicHoliday::AbolitionOfSlavery,
        PublicHoliday::AutonomyDay,
        PublicHoliday::NationalDay,
        PublicHoliday::TerritoryDay,
        PublicHoliday::Assumption,
        PublicHoliday::CitizenshipDay,
        PublicHoliday::AllSaints,
        PublicHoliday::Armistice1918,
        PublicHoliday::Matarii,
        PublicHoliday::Christmas,
        PublicHoliday::SaintStephen,
    ];
    members.extend(
        holidays
            .iter()
            .map(|holiday| format!("holiday-{}", holiday.code())),
    );
    for role in Role::ALL {
        members.extend(["role", "role-purpose"].map(|family| format!("{family}-{}", role.code())));
    }
    let mut text = String::new();
    sources("src", &mut text);
    sources("templates", &mut text);
    let quoted = text
        .split('"')
        .filter(|piece| {
            !piece.is_empty()
                && piece
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        })
        .map(str::to_owned)
        .collect();
    (members, quoted)
}

/// The literal keys given to `t(…)`, `say(…)` and `get(…)`.
fn surely_asked() -> BTreeSet<String> {
    let mut text = String::new();
    sources("src", &mut text);
    sources("templates", &mut text);
    let mut keys = BTreeSet::new();
    for call in [".t(\"", ".say(\"", "words.get(\""] {
        keys.extend(
            text.match_indices(call)
                .filter_map(|(at, _)| text[at + call.len()..].split('"').next())
                .map(str::to_owned),
        );
    }
    keys
}

#[test]
fn both_languages_say_the_same_things_with_the_same_values() {
    let [french, english] = Language::ALL.map(Words::of);
    let keys = |words: &Words| words.messages.keys().copied().collect::<BTreeSet<_>>();
    assert_eq!(keys(french), keys(english));
    for (key, message) in &french.messages {
        let variables = |message: &Message| match message {
            Message::Plain(_) => BTreeSet::new(),
            Message::WithValues(parts) => message::variables(parts),
        };
        assert_eq!(variables(message), variables(&english.messages[key]), "{key}");
    }
}

#[test]
fn every_word_asked_for_exists() {
    let words = Words::of(Language::French);
    let (members, _) = asked();
    let missing: Vec<_> = members
        .into_iter()
        .chain(surely_asked())
        .filter(|key| !words.messages.contains_key(key.as_str()))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_word_written_is_used() {
    let (members, quoted) = asked();
    let unused: BTreeSet<_> = Words::of(Language::French)
        .messages
        .keys()
        .filter(|key| !members.contains(**key) && !quoted.contains(**key))
        .collect();
    assert_eq!(unused, BTreeSet::new());
}

#[test]
fn each_file_of_words_is_loaded() {
    for language in Language::ALL {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("locales")
            .join(language.tag());
        let files: BTreeSet<_> = std::fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let loaded = FEATURES.iter().map(|(name, ..)| format!("{name}.ftl")).collect();
        assert_eq!(files, loaded);
    }
}

#[test]
fn plurals_follow_each_language() {
    for (language, counts) in [
        (Language::French, ["Aucun lieu", "1 lieu", "2\u{202f}000 lieux"]),
        (Language::English, ["No places", "1 place", "2,000 places"]),
    ] {
        let words = Words::of(language);
        for (count, said) in [0_u64, 1, 2_000].into_iter().zip(counts) {
            assert_eq!(words.say("results-count", &[("count", &count)]), said);
        }
    }
}
