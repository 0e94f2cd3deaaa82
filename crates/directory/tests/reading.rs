//! What is read in the words of a question keeps the places that it must, and no others.

#![expect(
    clippy::unwrap_used,
    reason = "tests are where unwrap belongs; clippy sees only #[test] functions"
)]

use directory::{Directory, Facet, Question, Reading};
use domain::places::{AccessMode, Phone, Place, PlaceName};
use jiff::Timestamp;

fn place(number: u64, name: &str, access_modes: &[AccessMode], phone: Option<&str>) -> Place {
    let mut record = fixtures::record(&number.to_string());
    record.name = PlaceName::parse(name).unwrap();
    record.access_modes = access_modes.iter().copied().collect();
    record.phone = phone.map(|phone| Phone::parse(phone).unwrap());
    fixtures::place(number, record)
}

fn some_places() -> Directory {
    let places = [
        place(
            1,
            "Rendez-vous à domicile",
            &[AccessMode::Phone],
            Some("+33612345678"),
        ),
        place(
            2,
            "Le Comptoir",
            &[AccessMode::WalkIn, AccessMode::Phone],
            Some("+33384000001"),
        ),
        place(3, "L’Entrepont", &[], None),
        place(4, "La Case", &[AccessMode::WalkIn], Some("+262262123456")),
    ];
    Directory::build(places, 1)
}

fn names(directory: &Directory, typed: &str, change: impl Fn(&mut Question<'_>)) -> Vec<String> {
    let now: Timestamp = "2026-11-03T09:00:00Z".parse().unwrap();
    let reading = Reading::of(typed);
    let mut question = Question {
        limit: 20,
        ..reading.question(now)
    };
    change(&mut question);
    let answer = directory.search(&question, now).unwrap();
    let mut names: Vec<String> = answer
        .found
        .iter()
        .map(|found| found.card.name.to_string())
        .collect();
    names.sort_unstable();
    assert_eq!(answer.total, directory.count(&question).unwrap());
    assert_eq!(answer.total, names.len());
    names
}

#[test]
fn without_an_appointment_leaves_out_places_that_ask_to_be_contacted_first() {
    let directory = some_places();
    for typed in ["sans rendez-vous", "sans rdv", "without appointment", "walk-in"] {
        assert_eq!(
            names(&directory, typed, |_| ()),
            ["La Case", "Le Comptoir", "L’Entrepont"],
            "{typed}"
        );
    }
    assert_eq!(names(&directory, "comptoir sans rdv", |_| ()), ["Le Comptoir"]);
    // The name of a place stays a name.
    assert_eq!(
        names(&directory, "rendez-vous à domicile", |_| ()),
        ["Rendez-vous à domicile"]
    );
}

#[test]
fn a_way_to_come_in_contact_that_is_chosen_comes_before_the_words() {
    let directory = some_places();
    let by_phone = vec![directory.value(Facet::AccessMode, "telephoner").unwrap()];
    let chosen = |question: &mut Question<'_>| question.filters = vec![(Facet::AccessMode, by_phone.clone())];
    assert_eq!(
        names(&directory, "sans rendez-vous", chosen),
        ["Le Comptoir", "Rendez-vous à domicile"]
    );
}

#[test]
fn a_phone_number_finds_the_place_that_has_it_and_no_other() {
    let directory = some_places();
    for typed in [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0033612345678",
        "à qui est le 06 12 34 56 78 ?",
        "tel 06 12 34 56 78",
        "tél : 06 12 34 56 78",
        "appeler le 06 12 34 56 78",
        "qui m'a appelé 0612345678",
        "numéro 0612345678",
        "who is 0612345678",
        "phone number 06 12 34 56 78",
    ] {
        assert_eq!(
            names(&directory, typed, |_| ()),
            ["Rendez-vous à domicile"],
            "{typed}"
        );
    }
    for typed in ["+262 262 12 34 56", "0262 12 34 56"] {
        assert_eq!(names(&directory, typed, |_| ()), ["La Case"], "{typed}");
    }
    assert_eq!(names(&directory, "06 12 34 56 79", |_| ()), [""; 0]);
    assert_eq!(names(&directory, "case 0612345678", |_| ()), [""; 0]);
}

#[test]
fn a_number_that_changed_is_no_longer_found() {
    let moved = place(
        1,
        "Rendez-vous à domicile",
        &[AccessMode::Phone],
        Some("+33384000009"),
    );
    let directory = some_places().with_changes([moved], 2);
    assert_eq!(names(&directory, "0612345678", |_| ()), [""; 0]);
    assert_eq!(
        names(&directory, "03 84 00 00 09", |_| ()),
        ["Rendez-vous à domicile"]
    );
}

#[test]
fn words_that_say_no_need_leave_no_place_out_and_say_so() {
    let directory = some_places();
    let now: Timestamp = "2026-11-03T09:00:00Z".parse().unwrap();
    for (typed, says_no_need) in [
        ("help me", true),
        ("the", true),
        ("a", true),
        ("aidez moi", true),
        ("je cherche", true),
        ("help me comptoir", false),
        ("comptoir", false),
        ("", false),
        ("!!!", false),
        ("sans rendez-vous", false),
        ("0612345678", false),
    ] {
        let reading = Reading::of(typed);
        let answer = directory.search(&reading.question(now), now).unwrap();
        assert_eq!(answer.says_no_need, says_no_need, "{typed}");
        assert!(!says_no_need || answer.total == directory.len(), "{typed}");
    }
}
