//! What a filter promises beside a commune: its count comes true, and it never makes a list longer.

use std::collections::BTreeMap;

use domain::hours::Hours;
use domain::places::{Fee, PlaceRecord, Service};
use domain::territory::Position;
use fixtures::{published, record};
use scraper::{Html, Selector};
use serde_json::Value;
use web::testing::{Answer, TestSite};

use super::scene::words;

/// A value of a filter as a page shows it.
struct Shown {
    parameter: String,
    value: String,
    count: usize,
}

fn number(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

fn shown(answer: &Answer) -> Vec<Shown> {
    let page = Html::parse_document(answer.text());
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let (input, count) = (select("input[form=search]"), select(".choice__count"));
    page.select(&select("label.choice"))
        .filter_map(|label| {
            let text: String = label.select(&count).next()?.text().collect();
            let input = label.select(&input).next()?;
            Some(Shown {
                parameter: input.attr("name")?.to_owned(),
                value: input.attr("value")?.to_owned(),
                count: number(&text),
            })
        })
        .collect()
}

async fn total(site: &TestSite, query: &str) -> usize {
    let answer = site.get(&format!("/lieux?{query}")).await;
    // The sentence goes on with numbers of its own: "12 lieux, à moins de 10 km".
    let sentence = words(&answer, ".results__count").join(" ");
    let listed = sentence.split(char::is_alphabetic).next().map_or(0, number);
    let answer = site.get(&format!("/api/v1/places?limit=1&{query}")).await;
    let document: Value = serde_json::from_str(answer.text()).unwrap();
    let total = usize::try_from(document["total"].as_u64().unwrap()).unwrap();
    assert_eq!(listed, total, "the page and the API agree on {query}: {sentence}");
    total
}

/// Follows every count of a list; says how many there were.
async fn every_count_comes_true(site: &TestSite, query: &str) -> usize {
    let all = total(site, query).await;
    let counts = shown(&site.get(&format!("/lieux?{query}")).await);
    for Shown {
        parameter,
        value,
        count,
    } in &counts
    {
        let has = |name: &str| query.contains(&format!("{name}="));
        if has(parameter) || (parameter == "ouvert" && has("ouvert_le")) {
            // Another value of the same filter adds to the list; a date comes before "now", and the page says so.
            continue;
        }
        let found = total(site, &format!("{query}&{parameter}={value}")).await;
        assert_eq!(found, *count, "{query} and {parameter}={value}");
        assert!(found <= all, "{query} and {parameter}={value}");
    }
    counts.len()
}

/// Six places in the middle of Vierzon, and others that offer something else ever farther east.
fn ever_farther() -> Vec<PlaceRecord> {
    (0..24_u8)
        .map(|rank| {
            let mut place = record(&format!("lieu-{rank}"));
            let km = if rank < 6 { 0.5 } else { f64::from(rank) * 3.0 };
            place.position = Some(Position::new(47.222, 2.069 + km / 75.5).unwrap());
            let is_open = rank % 3 == 0;
            place.hours = match (rank, is_open) {
                (1 | 20, _) => None,
                (_, true) => Some(Hours::read("Tu 09:00-18:00").unwrap()),
                (_, false) => Some(Hours::read("We 09:00-12:00").unwrap()),
            };
            let service = if rank == 2 || rank > 6 {
                Service::InternetAndComputers
            } else {
                Service::AdministrativeHelp
            };
            place.services = [service].into_iter().collect();
            if rank > 9 {
                place.fees = [Fee::Free].into_iter().collect();
            }
            place
        })
        .collect()
}

#[tokio::test]
async fn every_count_near_a_commune_comes_true() {
    let site = TestSite::with_places(&ever_farther()).await;
    let mut followed = BTreeMap::new();
    for query in [
        "commune=Vierzon",
        "commune=Vierzon&frais=gratuit",
        "commune=Vierzon&service=acces-internet",
        "commune=Vierzon&ouvert=maintenant",
        "commune=Vierzon&ouvert_le=2026-03-04T10:00",
        "q=ouvert+mercredi&commune=Vierzon",
        "q=mediatheque&commune=Vierzon",
        "lat=47.222&lon=2.3",
        "commune=Vierzon&rayon=20",
        "commune=Brest",
    ] {
        let is_known = site.get(&format!("/lieux?{query}")).await.status.is_success();
        assert!(is_known, "{query}");
        followed.insert(query, every_count_comes_true(&site, query).await);
    }
    assert!(followed.values().sum::<usize>() > 40, "{followed:?}");
}

#[tokio::test]
async fn where_a_filter_leaves_nothing_the_way_to_look_further_is_shown() {
    let site = TestSite::with_places(&ever_farther()).await;
    let answer = site.get("/lieux?commune=Vierzon&frais=gratuit").await;
    assert_eq!(
        words(&answer, ".empty h2").join(" ").replace('\u{a0}', " "),
        "Aucun lieu à moins de 10 km de Vierzon ne répond à tous vos choix"
    );
    let page = Html::parse_document(answer.text());
    let further = page
        .select(&Selector::parse(".empty a").unwrap())
        .find(|link| link.text().collect::<String>().contains("Chercher plus loin"))
        .and_then(|link| link.attr("href"))
        .map(str::to_owned)
        .expect("a link that looks further");
    assert_eq!(further, "/lieux?rayon=50&commune=Vierzon&frais=gratuit");
    let answer = site.get(&further).await;
    assert!(!words(&answer, ".place-card__name").is_empty());
    assert_eq!(words(&answer, "#radius option[selected]"), ["à moins de 50 km"]);
}

#[tokio::test]
async fn every_count_near_saint_omer_comes_true_on_published_places() {
    let name = "01-lieux-mediation/assembleurs-hauts-de-france-schema-national.json.gz";
    let Some(file) = published::bytes(name) else {
        return;
    };
    let options = interop::Options {
        communes: reference::france(),
        published_on: Some(jiff::civil::date(2023, 5, 1)),
        today: None,
    };
    let records: Vec<PlaceRecord> = interop::read(&*file, options)
        .unwrap()
        .map(Result::unwrap)
        .filter_map(|row| row.record().cloned())
        .step_by(5)
        .collect();
    assert!(records.len() > 100, "{}", records.len());
    let site = TestSite::with_places(&records).await;
    assert!(every_count_comes_true(&site, "commune=Saint-Omer").await > 10);
    every_count_comes_true(&site, "commune=Saint-Omer&service=acces-internet").await;
}
