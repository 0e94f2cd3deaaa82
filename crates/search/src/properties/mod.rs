//! What holds for any documents, changes and queries: compared with a fresh index and with doing it the slow way.

mod drawn;

use std::collections::BTreeMap;

use drawn::{changes, schema, wish};
use proptest::prelude::*;
use proptest::sample::select;

use crate::{Bounds, Document, Filter, Index, MapItem, Point, Query};

/// The index after the changes, and the documents that should be in it.
fn apply(changes: &[(Vec<Document>, Vec<u64>)], few: usize) -> (Index, BTreeMap<u64, Document>) {
    let mut documents = BTreeMap::new();
    let mut index: Option<Index> = None;
    for (upserts, removals) in changes {
        for key in removals {
            documents.remove(key);
        }
        documents.extend(upserts.iter().map(|document| (document.key, document.clone())));
        index = Some(match index {
            None => Index::build(schema(), upserts.clone()).unwrap(),
            Some(index) => index.changed(upserts.clone(), removals, few).unwrap(),
        });
        if documents.len() != index.as_ref().map_or(0, Index::len) {
            // The first change has nothing to remove from.
            documents = index
                .iter()
                .flat_map(Index::keys)
                .filter_map(|key| documents.remove_entry(&key))
                .collect();
        }
    }
    (index.unwrap(), documents)
}

fn items(index: &Index, query: &Query<'_>, zoom: u8) -> Vec<MapItem> {
    let viewport = Bounds {
        south: 45.9,
        west: 1.9,
        north: 46.5,
        east: 2.5,
    };
    index.clusters(query, viewport, zoom).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn changing_an_index_gives_what_building_it_anew_would(
        changes in changes(),
        few in select(vec![3_usize, 10, 1_000]),
        wishes in prop::collection::vec(wish(), 6),
        zoom in 0..24_u8,
    ) {
        let (changed, documents) = apply(&changes, few);
        let fresh = Index::build(schema(), documents.into_values()).unwrap();
        prop_assert_eq!(changed.len(), fresh.len());
        for wish in wishes {
            let query = wish.query(fresh.schema());
            let (mut one, mut other) = (changed.search(&query).unwrap(), fresh.search(&query).unwrap());
            // The spelling of a suggestion may come from a document that is gone.
            for results in [&mut one, &mut other] {
                results.suggestion = results.suggestion.take().map(|text| crate::analysis::fold(&text));
            }
            prop_assert_eq!(one, other, "{:?}", wish);
            prop_assert_eq!(items(&changed, &query, zoom), items(&fresh, &query, zoom), "{:?}", wish);
        }
    }

    #[test]
    fn filters_counts_and_places_are_as_counted_by_hand(
        changes in changes(),
        wishes in prop::collection::vec(wish(), 6),
    ) {
        let (index, documents) = apply(&changes, 10);
        let schema = index.schema().clone();
        for wish in wishes {
            let area = wish.area.map(|every| index.allow(|key| key.is_multiple_of(every)));
            let query = Query { text: "", area: area.as_ref(), ..wish.query(&schema) };
            let results = index.search(&query).unwrap();
            let has = |document: &Document, filter: &Filter| {
                document.facets.iter().any(|&(field, value)| field == filter.field && filter.values.contains(&value))
            };
            let stands = |document: &Document| {
                let inside = query.bounds.is_none_or(|bounds| {
                    document.position.is_some_and(|point| bounds.contains(point))
                });
                let is_near = query.radius_m.map(|radius_m| {
                    document.position.zip(query.near).is_some_and(|(point, near)| point.distance_m(near) <= radius_m)
                });
                // Documents of the area need not be near, nor anywhere.
                let is_of_area = wish.area.map(|every| document.key.is_multiple_of(every));
                let is_there = match (is_near, is_of_area) {
                    (None, None) => true,
                    (is_near, is_of_area) => is_near == Some(true) || is_of_area == Some(true),
                };
                inside && is_there
            };
            let standing: Vec<&Document> = documents.values().filter(|document| stands(document)).collect();
            let mut expected: Vec<u64> = standing
                .iter()
                .filter(|document| query.filters.iter().all(|filter| has(document, filter)))
                .map(|document| document.key)
                .collect();
            let mut found: Vec<u64> = results.hits.iter().map(|hit| hit.key).collect();
            found.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(results.total, expected.len());
            prop_assert_eq!(found, expected);
            let facets = results.facets.unwrap();
            for (field, _) in schema.facet_fields() {
                for value in 0..schema.values(field).unwrap_or(0) {
                    let others = || query.filters.iter().filter(|filter| filter.field != field);
                    let count = standing
                        .iter()
                        .filter(|document| document.facets.contains(&(field, value)))
                        .filter(|document| others().all(|filter| has(document, filter)))
                        .count();
                    prop_assert_eq!(facets.get(field, value) as usize, count, "{:?} {}", field, value);
                }
            }
        }
    }

    #[test]
    fn clusters_and_documents_on_the_map_add_up(changes in changes(), wish in wish(), zoom in 0..=255_u8) {
        let (index, documents) = apply(&changes, 10);
        let query = wish.query(index.schema());
        let located = index.search(&query).unwrap().hits;
        let located = located.iter().filter(|hit| documents[&hit.key].position.is_some()).count();
        let mut count = 0;
        for item in index.clusters(&query, Bounds::WORLD, zoom).unwrap() {
            match item {
                MapItem::Document { key, point } => {
                    count += 1;
                    prop_assert!(documents[&key].position.unwrap().distance_m(point) < 0.1);
                }
                MapItem::Cluster { count: more, centre, bounds, keys } => {
                    count += more as usize;
                    let (south, north) = (bounds.south - 1e-6, bounds.north + 1e-6);
                    let around = Bounds { south, north, ..bounds };
                    prop_assert!(more > 1 && around.contains(centre));
                    prop_assert!(keys.is_empty() || keys.len() == more as usize);
                }
            }
        }
        prop_assert_eq!(count, located);
    }

    #[test]
    fn pages_are_slices_of_the_whole(changes in changes(), wish in wish(), size in 1..7_usize) {
        let (index, _) = apply(&changes, 10);
        let query = wish.query(index.schema());
        let whole = index.search(&query).unwrap().hits;
        let mut paged = Vec::new();
        while paged.len() < whole.len() {
            let page = index.search(&Query { offset: paged.len(), limit: size, ..query.clone() }).unwrap().hits;
            prop_assert!(!page.is_empty());
            paged.extend(page);
        }
        prop_assert_eq!(paged, whole);
    }

    #[test]
    fn any_text_is_answered(
        changes in changes(),
        typed in prop_oneof![any::<String>(), "[a-zéœ' 0-9.’-]{0,200}", "\\PC{0,40}"],
        prefix_last in any::<bool>(),
    ) {
        let (index, _) = apply(&changes, 10);
        let query = Query { text: &typed, prefix_last, facets: true, ..Query::default() };
        let results = index.search(&query).unwrap();
        prop_assert!(results.total <= index.len() && results.hits.len() <= results.total);
        let mut end = 0;
        for range in index.highlighter(&typed, prefix_last).ranges(&typed) {
            prop_assert!(range.start >= end && range.start < range.end);
            prop_assert!(typed.get(range.clone()).is_some(), "not on letters: {:?}", range);
            end = range.end;
        }
        // Any text can be indexed as well, and then finds itself.
        let name = index.schema().text_field("name").unwrap();
        let with_it = index.changed([Document::new(99).text(name, typed.clone()).sorted_by(typed.clone())], &[], 10).unwrap();
        let found = with_it.search(&Query { text: &typed, limit: 1_000, ..Query::default() }).unwrap();
        prop_assert!(found.relaxed.is_some() || found.hits.iter().any(|hit| hit.key == 99));
    }
}

#[test]
fn an_endless_query_is_answered_at_once() {
    let index = Index::build(schema(), crate::testing::Country::new().places(0, 1)).unwrap();
    for text in [
        "é".repeat(10_000),
        "mairie ".repeat(1_500),
        "a b c d ".repeat(1_250),
        "🎉".repeat(10_000),
    ] {
        assert_eq!(
            index
                .search(&Query {
                    text: &text,
                    prefix_last: true,
                    ..Query::default()
                })
                .unwrap()
                .total,
            0
        );
    }
}

#[test]
fn a_large_changed_country_equals_a_fresh_one() {
    let country = crate::testing::Country::new();
    let first: Vec<Document> = country.places(3_000, 1).collect();
    let second: Vec<Document> = country.places(3_000, 2).collect();
    let mut index = Index::build(country.schema.clone(), first.clone()).unwrap();
    let mut expected: BTreeMap<u64, Document> = first.into_iter().map(|place| (place.key, place)).collect();
    for (round, places) in second.chunks(300).take(4).enumerate() {
        let removed: Vec<u64> = (2_000..2_050).map(|key| key + 50 * round as u64).collect();
        index = index.with_changes(places.to_vec(), &removed).unwrap();
        expected.extend(places.iter().map(|place| (place.key, place.clone())));
        removed.iter().for_each(|key| drop(expected.remove(key)));
        let fresh = Index::build(country.schema.clone(), expected.values().cloned()).unwrap();
        for (text, prefix_last) in crate::testing::QUERIES {
            let near = Some(Point::new(47.0, 2.0));
            let query = Query {
                text,
                prefix_last,
                near,
                facets: true,
                limit: 50,
                ..Query::default()
            };
            let (mut one, mut other) = (index.search(&query).unwrap(), fresh.search(&query).unwrap());
            (one.suggestion, other.suggestion) = (None, None);
            assert_eq!(one, other, "{text}");
        }
    }
}
