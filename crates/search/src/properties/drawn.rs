//! Documents, changes and queries drawn by chance.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::{Bounds, Document, Filter, Order, Point, Query, Schema, Synonyms};

const WORDS: &[&str] = &[
    "mairie",
    "mairies",
    "prairie",
    "médiathèque",
    "mediatheque",
    "bibliothèque",
    "numérique",
    "caf",
    "café",
    "caisse",
    "allocations",
    "familiales",
    "aide",
    "aider",
    "pôle",
    "emploi",
    "france",
    "travail",
    "de",
    "la",
    "59000",
    "œuvre",
    "ordinateur",
    "ordinateurs",
    "C.A.F.",
    "l'école",
];

const QUERIES: &[&str] = &[
    "",
    "mairie",
    "mairei",
    "mediatheques",
    "caf",
    "aide numérique",
    "pole emploi",
    "caisse d'allocations familiales",
    "france travail 59000",
    "ordinatuer",
    "inconnu mairie",
    "ecole oeuvre aide",
    "zzz",
    "de la",
    "bibliotheqe caf",
];

pub fn schema() -> Schema {
    Schema::builder()
        .title("name", 6.0, 3.0)
        .title_worth("body", 1.0, 8.0, 1.2)
        .facet("colour", 4)
        .facet("size", 3)
        .filter_only("town")
        .synonyms(Synonyms::french())
        .finish()
        .unwrap()
}

fn sentence(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(select(WORDS), 0..most).prop_map(|words| words.join(" "))
}

fn document(keys: u64) -> impl Strategy<Value = Document> {
    let position = prop::option::weighted(0.8, (0..40_i32, 0..40_i32));
    let facets = (
        subsequence(vec![0, 1, 2, 3], 0..3),
        prop::option::of(0..3_u32),
        prop::option::of(0..1_000_u32),
    );
    (0..keys, sentence(4), sentence(9), sentence(3), facets, position).prop_map(
        |(key, name, body, more, (colours, size, town), position)| {
            let schema = schema();
            let text = |name| schema.text_field(name).unwrap();
            let facet = |name| schema.facet_field(name).unwrap();
            let mut document = Document::new(key).sorted_by(&name).text(text("name"), name);
            document = document.text(text("body"), body).text(text("body"), more);
            for colour in colours {
                document = document.facet(facet("colour"), colour);
            }
            document.facets.extend(size.map(|size| (facet("size"), size)));
            document.facets.extend(town.map(|town| (facet("town"), town)));
            match position {
                Some((lat, lon)) => document.at(46.0 + f64::from(lat) * 0.01, 2.0 + f64::from(lon) * 0.01),
                None => document,
            }
        },
    )
}

pub fn changes() -> impl Strategy<Value = Vec<(Vec<Document>, Vec<u64>)>> {
    let change = (
        prop::collection::vec(document(40), 0..8),
        prop::collection::vec(0..40_u64, 0..4),
    );
    prop::collection::vec(change, 1..6)
}

/// A query without its texts' lifetimes, to be drawn by chance.
#[derive(Debug, Clone)]
pub struct Wish {
    text: &'static str,
    prefix_last: bool,
    colours: Option<Vec<u32>>,
    sizes: Option<Vec<u32>>,
    near: Option<Point>,
    radius_m: Option<f64>,
    /// One key in so many is of the area.
    pub area: Option<u64>,
    bounds: Option<Bounds>,
    order: Order,
}

impl Wish {
    pub fn query(&self, schema: &Schema) -> Query<'static> {
        let filter = |name, values: &Option<Vec<u32>>| {
            let values = values.clone()?;
            Some(Filter::any_of(schema.facet_field(name)?, values))
        };
        Query {
            text: self.text,
            prefix_last: self.prefix_last,
            filters: [filter("colour", &self.colours), filter("size", &self.sizes)]
                .into_iter()
                .flatten()
                .collect(),
            near: self.near,
            radius_m: self.near.and(self.radius_m),
            bounds: self.bounds,
            order: if self.near.is_none() && self.order == Order::Distance {
                Order::Name
            } else {
                self.order
            },
            limit: 1_000,
            facets: true,
            ..Query::default()
        }
    }
}

pub fn wish() -> impl Strategy<Value = Wish> {
    let values = || prop::option::weighted(0.4, subsequence(vec![0, 1, 2], 0..3));
    let point = (0..40_i32, 0..40_i32).prop_map(|(lat, lon)| {
        Point::new(
            46.0 + f64::from(lat) * 0.01 + 0.001,
            2.0 + f64::from(lon) * 0.01 + 0.001,
        )
    });
    let bounds = (0..20_i32, 0..20_i32, 1..30_i32).prop_map(|(south, west, size)| Bounds {
        south: 46.0 + f64::from(south) * 0.01 - 0.005,
        west: 2.0 + f64::from(west) * 0.01 - 0.005,
        north: 46.0 + f64::from(south + size) * 0.01 - 0.005,
        east: 2.0 + f64::from(west + size) * 0.01 - 0.005,
    });
    (
        select(QUERIES),
        any::<bool>(),
        values(),
        values(),
        prop::option::of(point),
        prop::option::weighted(0.3, 100.0..30_000.0_f64),
        prop::option::weighted(0.2, 1..5_u64),
        prop::option::weighted(0.2, bounds),
        select(vec![Order::Relevance, Order::Distance, Order::Name]),
    )
        .prop_map(
            |(text, prefix_last, colours, sizes, near, radius_m, area, bounds, order)| Wish {
                text,
                prefix_last,
                colours,
                sizes,
                near,
                radius_m,
                area,
                bounds,
                order,
            },
        )
}
