//! Invented territories, for samples of their pages: the country, a département, communes with and without a place.

use super::{Child, Level, Territory};
use crate::places::invented::{cards, link};
use crate::site::Frame;

/// Territories: the country, a département with many communes, a commune, one without any place.
pub(super) fn territories(frame: &Frame) -> Vec<(&'static str, Territory)> {
    let child = |name: &str, code: Option<&str>, places| Child {
        name: name.to_owned(),
        code: code.map(str::to_owned),
        path: "/territoires/communes/00300".to_owned(),
        places,
    };
    let base = |level, name: &str| Territory {
        level,
        name: name.to_owned(),
        above: vec![link("Hautes-Brumes", "/territoires/regions/00")],
        total: 0,
        children: Vec::new(),
        cards: Vec::new(),
        pager: None,
        nearest: Vec::new(),
        search: None,
    };
    let names = [
        "Aubin", "Brume", "Étang", "Joncs", "Lavoir", "Moulin", "Œillet", "Pré", "Source", "Val",
    ];
    let communes = names
        .iter()
        .flat_map(|name| (1..=4_usize).map(move |rank| (name, rank)))
        .map(|(name, rank)| child(&format!("{name}-les-{rank}-Chemins"), None, rank))
        .collect();
    vec![
        (
            "country",
            Territory {
                total: 25_000,
                children: vec![
                    child("Basses-Brumes", None, 12_000),
                    child("Hautes-Brumes", None, 13_000),
                ],
                ..base(Level::Country, "")
            },
        ),
        (
            "departement",
            Territory {
                total: 100,
                children: communes,
                search: Some("/lieux?departement=00".to_owned()),
                ..base(Level::Departement, "Val-de-Brume")
            },
        ),
        (
            "commune",
            Territory {
                total: 4,
                cards: cards(frame),
                ..base(Level::Commune, "Brume")
            },
        ),
        (
            "empty-commune",
            Territory {
                nearest: cards(frame),
                ..base(Level::Commune, "Saint-Aubin-des-Joncs")
            },
        ),
    ]
}
