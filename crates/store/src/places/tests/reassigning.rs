//! Identifiers that their source gives to other places.

use std::collections::HashMap;

use domain::places::{Likeness, PlaceId, PlaceName, PlaceRecord, Reassignments};
use domain::territory::Postcode;
use serde_json::Value as Json;

use super::*;
use crate::places::{Import, ImportCounts, find, import};
use crate::testing::{TestDb, TestResult, day, source};
use crate::{both_engines, check};
use fixtures::{line, record};

/// A place of one of a few towns far from each other.
fn place(id: &str, name: &str, town: usize) -> PlaceRecord {
    let (commune, postcode) = [
        ("Reims", "51100"),
        ("Lille", "59000"),
        ("Brest", "29200"),
        ("Nice", "06000"),
    ][town];
    let mut record = record(id);
    record.name = PlaceName::parse(name).unwrap();
    record.address.commune = line(commune);
    record.address.postcode = Postcode::parse(postcode).unwrap();
    record
}

/// What each public identifier showed last.
type Known = HashMap<PlaceId, Likeness>;

/// No public identifier may show another place than the time before, gone or not.
async fn no_address_changed_its_place(db: &Db, known: &mut Known) -> TestResult {
    for (id, likeness) in &*known {
        let stored = find(db, id).await?.expect("a public identifier never disappears");
        let now = Likeness::of(&stored.place.record);
        assert!(!likeness.is_another(&now), "{id} was {likeness} and is {now}");
    }
    for stored in all_places(db).await {
        known.insert(stored.place.id, Likeness::of(&stored.place.record));
    }
    assert_eq!(check(db).await?.problems, Vec::<String>::new());
    Ok(())
}

both_engines! {
    async fn an_identifier_given_to_another_place_leaves_the_first_its_address(db: TestDb) {
        let first = [place("1", "Le Phare", 0), place("2", "La Rade", 0)];
        import(&db, &source("hub"), &first, day("2026-03-01")).await?;
        let old = id_of(&*db, "hub", "1").await;
        let second = [place("1", "La Passerelle", 1), place("2", "La Rade", 0)];
        let counts = import(&db, &source("hub"), &second, day("2026-04-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 2, created: 1, unchanged: 1, gone: 1, reassigned: 1, ..ImportCounts::default() });
        let new = id_of(&*db, "hub", "1").await;
        assert_ne!(old, new);
        let (gone, shown) = (find(&*db, &old).await?.unwrap(), find(&*db, &new).await?.unwrap());
        assert_eq!((gone.place.gone_since, gone.place.record), (Some(day("2026-04-01")), first[0].clone()));
        assert_eq!((shown.place.gone_since, shown.place.record), (None, second[0].clone()));
        assert_eq!(shown.first_seen, day("2026-04-01"));
        assert_eq!(present(&*db).await, ["1", "2"]);
        assert_eq!(check(&db).await?.problems, Vec::<String>::new());
        // Both are told to whoever keeps a copy, and the same file again changes nothing.
        let before = everything(&*db).await;
        let counts = import(&db, &source("hub"), &second, day("2026-05-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 2, unchanged: 2, ..ImportCounts::default() });
        assert_eq!(everything(&*db).await, before);
    }

    async fn a_place_that_comes_back_finds_its_address_again(db: TestDb) {
        let (right, wrong) = (place("1", "Le Phare", 0), place("1", "La Passerelle", 1));
        let mut addresses = Vec::new();
        for (file, on) in [(&right, "2026-03-01"), (&wrong, "2026-04-01"), (&right, "2026-05-01"), (&wrong, "2026-06-01")] {
            import(&db, &source("hub"), std::slice::from_ref(file), day(on)).await?;
            addresses.push(id_of(&*db, "hub", "1").await);
            assert_eq!(all_places(&*db).await.len(), 1, "{on}");
        }
        assert_eq!((addresses[0], addresses[1]), (addresses[2], addresses[3]));
        assert_ne!(addresses[0], addresses[1]);
        let counts = import(&db, &source("hub"), &[place("1", "Le Grand Phare", 0)], day("2026-07-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 1, updated: 1, returned: 1, gone: 1, reassigned: 1, ..ImportCounts::default() });
        assert_eq!(id_of(&*db, "hub", "1").await, addresses[0]);
        assert_eq!(check(&db).await?.problems, Vec::<String>::new());
    }

    async fn a_place_that_was_gone_does_not_come_back_as_another(db: TestDb) {
        import(&db, &source("hub"), &[place("1", "Le Phare", 0)], day("2026-03-01")).await?;
        let old = id_of(&*db, "hub", "1").await;
        import(&db, &source("hub"), &[], day("2026-04-01")).await?;
        let counts = import(&db, &source("hub"), &[place("1", "La Passerelle", 1)], day("2026-05-01")).await?;
        assert_eq!(counts, ImportCounts { rows: 1, created: 1, reassigned: 1, ..ImportCounts::default() });
        assert_eq!(find(&*db, &old).await?.unwrap().place.gone_since, Some(day("2026-04-01")));
        assert_eq!(check(&db).await?.problems, Vec::<String>::new());
    }

    async fn whoever_gives_the_rows_hears_which_are_other_places(db: TestDb) {
        let file: Vec<_> = (0..700).map(|n| place(&n.to_string(), &format!("Le Phare {n}"), 0)).collect();
        import(&db, &source("hub"), &file, day("2026-03-01")).await?;
        let mut tx = db.write().await?;
        let mut import = Import::begin(&mut tx, &source("hub"), day("2026-04-01")).await?;
        let mut told = Vec::new();
        for (row, old) in (1..).zip(&file) {
            let id = old.id.as_str();
            let now = match row {
                5 | 300 | 699 => place(id, "La Passerelle", 1),
                _ if row % 2 == 0 => place(id, "Le Phare repeint", 0),
                _ => old.clone(),
            };
            import.add(row, &now).await?;
            if row % 250 == 0 {
                told.extend(import.settle().await?);
            }
        }
        told.extend(import.settle().await?);
        let rows: Vec<_> = told.iter().map(|one| (one.row, one.before.as_str(), one.now.as_str())).collect();
        assert_eq!(rows, [
            (5, "Le Phare 4 (Reims)", "La Passerelle (Lille)"),
            (300, "Le Phare 299 (Reims)", "La Passerelle (Lille)"),
            (699, "Le Phare 698 (Reims)", "La Passerelle (Lille)"),
        ]);
        assert_eq!(import.reassignments(), Reassignments { known: 700, reassigned: 3 });
        let counts = import.finish(day("2026-04-01"), Json::Null).await?;
        assert_eq!((counts.created, counts.gone, counts.reassigned, counts.updated, counts.unchanged), (3, 3, 3, 349, 348));
    }

    async fn whatever_files_come_no_address_turns_into_another_place(db: TestDb) {
        let mut random = fixtures::seeded(7);
        let mut draw = |below: usize| {
            let mut byte = [0];
            random(&mut byte);
            usize::from(byte[0]) % below
        };
        let names = ["Le Phare", "La Passerelle", "La Rade", "Chez Marguerite", "Le Grand Phare", "Mairie", "Mairie annexe"];
        let mut known = Known::new();
        for month in 1..=12 {
            let file: Vec<_> = (0..40)
                .filter(|_| draw(5) > 0)
                .collect::<Vec<_>>()
                .into_iter()
                .map(|id| place(&id.to_string(), names[draw(names.len())], draw(4)))
                .collect();
            let counts = import(&db, &source("hub"), &file, day(&format!("2026-{month:02}-01"))).await?;
            assert_eq!(counts.created + counts.updated + counts.unchanged, file.len() as u64);
            assert_eq!(present(&*db).await.len(), file.len());
            no_address_changed_its_place(&db, &mut known).await?;
        }
        assert!(known.len() > 100, "{}", known.len());
    }
}
