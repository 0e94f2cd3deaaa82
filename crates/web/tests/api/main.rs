//! Tests of the API from outside: what programs receive.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod caching;
mod conforming;
mod described;
mod files;
mod places;
mod problems;
mod reference;

use domain::places::{Fee, PlaceName, PlaceRecord, Service, Vocabulary};
use domain::territory::Position;
use fixtures::{full_record, record};
use serde_json::Value;
use web::testing::{Answer, TestSite};

/// A small canton: one place with every field, one with almost none, one that is free.
fn canton() -> Vec<PlaceRecord> {
    let mut free = record("mairie-1");
    free.name = PlaceName::parse("Mairie de Roselière").unwrap();
    free.position = Some(Position::new(47.1, 5.5).unwrap());
    free.fees = [Fee::Free].into_iter().collect();
    free.services = [Service::ALL[0]].into_iter().collect();
    let mut bare = record("ferme-2");
    bare.name = PlaceName::parse("Ferme des Possibles").unwrap();
    vec![full_record("ecluse-0"), free, bare]
}

/// Many places with distinct names.
fn many(count: usize) -> Vec<PlaceRecord> {
    (0..count)
        .map(|rank| {
            let mut place = record(&format!("lieu-{rank:04}"));
            place.name = PlaceName::parse(&format!("Lieu numéro {rank:04}")).unwrap();
            place
        })
        .collect()
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("not JSON: {}", answer.text()))
}

async fn get(site: &TestSite, path: &str) -> Value {
    let answer = site.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    json(&answer)
}
