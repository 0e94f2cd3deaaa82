//! What the pages call a service finds the places that have it: the whole name, and each word that says something.

#![expect(
    clippy::unwrap_used,
    reason = "tests are where unwrap belongs; clippy sees only #[test] functions"
)]

use directory::{Directory, Question, Reading};
use domain::places::{PlaceName, Service, Vocabulary};
use jiff::Timestamp;
use search::analysis::{is_chatter, is_minor, is_stop_word, tokens};

const FRENCH: &str = include_str!("../../web/locales/fr/schema.ftl");
const ENGLISH: &str = include_str!("../../web/locales/en/schema.ftl");

/// Words of the names that say nothing of the service without the others.
const SAY_NOTHING_ALONE: &[&str] = &[
    // French
    "place", "petit", "monde", "titre", // English
    "deal", "use", "write", "digital", "tools", "world", "site", "on", "buy", "create", "yourself",
];

/// One place for each service, called by a number.
fn a_place_for_each_service() -> Directory {
    let places = Service::ALL.iter().zip(1_u64..).map(|(&service, number)| {
        let mut record = fixtures::record(&number.to_string());
        record.name = PlaceName::parse(&format!("Lieu {number}")).unwrap();
        record.services = [service].into_iter().collect();
        record.typologies = [].into_iter().collect();
        fixtures::place(number, record)
    });
    Directory::build(places, 1)
}

/// Whether the words find the place of the service, as a whole question.
fn finds(directory: &Directory, words: &str, service: Service) -> bool {
    let now: Timestamp = "2026-11-03T09:00:00Z".parse().unwrap();
    let reading = Reading::of(words);
    let question = Question {
        limit: 20,
        ..reading.question(now)
    };
    let answer = directory.search(&question, now).unwrap();
    let mut found = answer.found.iter();
    answer.relaxed.is_none()
        && !answer.says_no_need
        && answer.total < Service::ALL.len()
        && found.any(|found| found.card.services.contains(service))
}

#[test]
fn the_plain_name_of_a_service_finds_its_places() {
    let directory = a_place_for_each_service();
    let mut lacking = Vec::new();
    for locale in [FRENCH, ENGLISH] {
        for &service in Service::ALL {
            let key = format!("service-{} = ", service.code());
            let name = locale.lines().find_map(|line| line.strip_prefix(&key)).unwrap();
            if !finds(&directory, name, service) {
                lacking.push(name.to_owned());
            }
            for word in tokens(name).into_iter().map(|token| token.folded) {
                let is_around = is_stop_word(&word) || is_chatter(&word) && word != "apprendre";
                let alone = is_minor(&word) && word != "ligne" || SAY_NOTHING_ALONE.contains(&&*word);
                if !is_around && !alone && !finds(&directory, &word, service) {
                    lacking.push(format!("{word} ({name})"));
                }
            }
        }
    }
    assert_eq!(lacking, [] as [&str; 0]);
}
