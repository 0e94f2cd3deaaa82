//! Which places a list has and in which order: distance, filters, allowed sets, pages, changes.

use search::{Document, Filter, Order, Point, Query};

use crate::town::{ROWS, town};

#[test]
fn nearest_first_within_a_distance() {
    let town = town();
    let near = Some(Point::new(50.600, 3.050));
    let results = town.search(&Query {
        near,
        order: Order::Distance,
        limit: 4,
        ..Query::default()
    });
    assert_eq!(
        results.hits.iter().map(|hit| hit.key).collect::<Vec<_>>(),
        [1, 9, 5, 2]
    );
    let distance_m = results.hits[1].distance_m.unwrap();
    assert!((distance_m - 131.7).abs() < 1.0, "{distance_m}");
    assert_eq!(results.total, ROWS.len());

    let around = Query {
        near,
        radius_m: Some(500.0),
        order: Order::Distance,
        ..Query::default()
    };
    assert_eq!(town.keys(&around), [1, 9, 5]);
    let last = town.keys(&Query {
        near,
        order: Order::Distance,
        ..Query::default()
    });
    assert_eq!(last.last(), Some(&11), "without a position: last");
}

#[test]
fn the_nearer_of_equals_comes_first() {
    let town = town();
    let text = "ordinateur";
    let from_the_north = town.keys(&Query {
        text,
        near: Some(Point::new(50.602, 3.055)),
        ..Query::default()
    });
    let from_the_south = town.keys(&Query {
        text,
        near: Some(Point::new(50.170, 3.230)),
        ..Query::default()
    });
    assert_eq!((from_the_north[0], from_the_south[0]), (5, 12));
}

#[test]
fn filters_are_any_within_a_field_and_counts_leave_their_own_out() {
    let town = town();
    let services = town.services;
    let query = Query {
        text: "grandcourt",
        filters: vec![Filter::any_of(services, [1, 2])],
        facets: true,
        ..Query::default()
    };
    let results = town.search(&query);
    let mut keys: Vec<u64> = results.hits.iter().map(|hit| hit.key).collect();
    keys.sort_unstable();
    assert_eq!(keys, [4, 8, 16]);
    assert_eq!(
        results.facets.unwrap().of(services),
        [4, 1, 2],
        "as if nothing were chosen among services"
    );
    let nothing = Query {
        filters: vec![Filter::any_of(services, [])],
        ..Query::default()
    };
    assert_eq!(town.search(&nothing).total, 0);
}

#[test]
fn only_allowed_documents_are_found() {
    let town = town();
    let open = town.index.allow(|key| key % 2 == 0);
    let results = town.search(&Query {
        text: "mairie",
        allow: Some(&open),
        ..Query::default()
    });
    assert_eq!(results.hits.iter().map(|hit| hit.key).collect::<Vec<_>>(), [2]);
    let later = town.index.with_changes([], &[3]).unwrap();
    let refused = later.search(&Query {
        allow: Some(&open),
        ..Query::default()
    });
    assert_eq!(refused, Err(search::QueryError::StaleAllowSet));
    let refused = later.search(&Query {
        counted_sets: &[&open],
        ..Query::default()
    });
    assert_eq!(refused, Err(search::QueryError::StaleAllowSet));
}

#[test]
fn a_counted_set_tells_what_it_would_leave_in_the_place_of_the_allowed_one() {
    let town = town();
    let even = town.index.allow(|key| key % 2 == 0);
    let late = town.index.allow(|key| key > 10);
    let none = town.index.allow(|_| false);
    let sets = [&even, &late, &none];
    for text in ["", "mairie", "grandcourt", "ordinateur"] {
        for filters in [vec![], vec![Filter::any_of(town.services, [0])]] {
            for allow in [None, Some(&even), Some(&none)] {
                let query = Query {
                    text,
                    filters: filters.clone(),
                    allow,
                    ..Query::default()
                };
                let counted = town.search(&Query {
                    counted_sets: &sets,
                    ..query.clone()
                });
                let apart = sets.map(|set| {
                    let query = Query {
                        allow: Some(set),
                        ..query.clone()
                    };
                    town.search(&query).total
                });
                assert_eq!(counted.in_sets, apart, "{text}");
            }
        }
    }
}

#[test]
fn pages_follow_one_another_without_overlap() {
    let town = town();
    for order in [Order::Relevance, Order::Name, Order::Distance] {
        let query = Query {
            order,
            near: Some(Point::new(50.0, 3.0)),
            ..Query::default()
        };
        let whole = town.keys(&query);
        let paged: Vec<u64> = (0..6)
            .flat_map(|page| {
                town.keys(&Query {
                    offset: page * 3,
                    limit: 3,
                    ..query.clone()
                })
            })
            .collect();
        assert_eq!(paged, whole);
        assert!(
            town.keys(&Query {
                offset: 1_000,
                ..query.clone()
            })
            .is_empty()
        );
        assert!(
            town.keys(&Query {
                limit: 0,
                ..query.clone()
            })
            .is_empty()
        );
        assert_eq!(
            town.keys(&Query {
                limit: usize::MAX,
                ..query
            })
            .len(),
            ROWS.len()
        );
    }
}

#[test]
fn names_are_ordered_without_accents() {
    let town = town();
    let first = town.keys(&Query {
        order: Order::Name,
        limit: 3,
        ..Query::default()
    });
    assert_eq!(first, [11, 15, 12], "Association, Assurance, Bureau");
}

#[test]
fn a_changed_document_is_found_as_it_is_now() {
    let town = town();
    let renamed = Document::new(2)
        .text(town.name, "Kiosque citoyen")
        .at(50.0, 3.0)
        .facet(town.services, 2);
    let later = town.index.with_changes([renamed], &[17]).unwrap();
    let find = |text| {
        later
            .search(&Query {
                text,
                ..Query::default()
            })
            .unwrap()
    };
    assert_eq!(find("kiosque").hits[0].key, 2);
    assert_eq!(find("mairie").total, 0);
    assert_eq!(later.len(), ROWS.len() - 1);
    assert_eq!(town.find("mairie").len(), 2, "the former index is as it was");
}
