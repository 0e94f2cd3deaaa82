//! Measures the index on invented places: `cargo run --release -p search --features testing --example measure -- 25000`.
//! A text after the number measures that query alone, and a third argument how often, for a profiler.

#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::time::{Duration, Instant};

use search::testing::{Country, QUERIES};
use search::{Bounds, Document, Filter, Index, Order, Point, Query};

fn main() {
    let count = std::env::args()
        .nth(1)
        .and_then(|count| count.parse().ok())
        .unwrap_or(25_000);
    let country = Country::new();
    let places: Vec<Document> = country.places(count, 1).collect();
    let started = Instant::now();
    let mut builder = search::Builder::new(country.schema.clone());
    for place in &places {
        builder.add(place).expect("invented places are well formed");
    }
    let index = builder.finish();
    println!(
        "{count} places built in {:.0?}, {:.1} MB",
        started.elapsed(),
        index.heap_bytes() as f64 / 1e6
    );

    let near = Some(Point::new(48.0, 2.0));
    let services = index
        .schema()
        .facet_field("services")
        .expect("a field of the invented country");
    let typology = index
        .schema()
        .facet_field("typology")
        .expect("a field of the invented country");
    if let Some(text) = std::env::args().nth(2) {
        let query = Query {
            text: &text,
            near,
            facets: true,
            ..Query::default()
        };
        return measure(&index, &text, &query);
    }
    for (text, prefix_last) in QUERIES {
        let query = Query {
            text,
            prefix_last,
            near,
            facets: true,
            ..Query::default()
        };
        measure(&index, text, &query);
    }
    measure(
        &index,
        "(everything, nearest)",
        &Query {
            near,
            facets: true,
            ..Query::default()
        },
    );
    measure(
        &index,
        "(everything, by name)",
        &Query {
            order: Order::Name,
            facets: true,
            ..Query::default()
        },
    );
    measure(
        &index,
        "(one letter)",
        &Query {
            text: "p",
            prefix_last: true,
            facets: true,
            ..Query::default()
        },
    );
    let filters = vec![
        Filter::any_of(services, [0, 2]),
        Filter::any_of(typology, [0, 1, 2]),
    ];
    measure(
        &index,
        "(two filters)",
        &Query {
            near,
            facets: true,
            filters: filters.clone(),
            ..Query::default()
        },
    );
    measure(
        &index,
        "aide + filters",
        &Query {
            text: "aide",
            near,
            facets: true,
            filters,
            ..Query::default()
        },
    );
    let radius_m = Some(20_000.0);
    measure(
        &index,
        "(within 20 km)",
        &Query {
            near,
            radius_m,
            facets: true,
            ..Query::default()
        },
    );
    let allowed = index.allow(|key| key % 3 == 0);
    measure(
        &index,
        "(allowed)",
        &Query {
            near,
            allow: Some(&allowed),
            facets: true,
            ..Query::default()
        },
    );

    for (name, viewport, zoom) in [
        (
            "country",
            Bounds {
                south: 42.0,
                west: -5.0,
                north: 51.0,
                east: 9.0,
            },
            6,
        ),
        (
            "region",
            Bounds {
                south: 47.0,
                west: 1.0,
                north: 49.0,
                east: 4.0,
            },
            9,
        ),
        (
            "town",
            Bounds {
                south: 47.9,
                west: 1.9,
                north: 48.0,
                east: 2.1,
            },
            13,
        ),
    ] {
        for (text, query) in [
            ("", Query::default()),
            (
                " aide",
                Query {
                    text: "aide",
                    ..Query::default()
                },
            ),
        ] {
            let mut items = 0;
            let times = repeat(|| {
                items = index
                    .clusters(&query, viewport, zoom)
                    .expect("a valid query")
                    .len();
            });
            report(&format!("clusters {name}{text}: {items} items"), times);
        }
    }

    let started = Instant::now();
    let mut changed = index.clone();
    for key in 0..100 {
        changed = changed
            .with_changes([places[key * 7 % places.len()].clone()], &[])
            .expect("a valid place");
    }
    println!(
        "one place changed in {:.2?} (mean of 100)",
        started.elapsed() / 100
    );
    measure(
        &changed,
        "aide numérique, after",
        &Query {
            text: "aide numérique",
            near,
            facets: true,
            ..Query::default()
        },
    );
    let started = Instant::now();
    let many = places.iter().take(count / 5).cloned();
    let changed = changed.with_changes(many, &[]).expect("valid places");
    println!(
        "a fifth changed and folded in {:.0?}, {} places",
        started.elapsed(),
        changed.len()
    );
}

fn measure(index: &Index, name: &str, query: &Query<'_>) {
    let mut total = 0;
    let times = repeat(|| total = index.search(query).expect("a valid query").total);
    report(&format!("{name}: {total} results"), times);
}

/// How often each action is measured.
fn times() -> usize {
    let times = std::env::args().nth(3).and_then(|times| times.parse().ok());
    times.unwrap_or(300)
}

fn repeat(mut action: impl FnMut()) -> Vec<Duration> {
    (0..times())
        .map(|_| {
            let started = Instant::now();
            action();
            started.elapsed()
        })
        .collect()
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[times.len() * percent / 100];
    println!(
        "best {:>8.1?}  p50 {:>8.1?}  p99 {:>8.1?}  {name}",
        at(0),
        at(50),
        at(99)
    );
}
