use domain::hours::{Hours, OsmHours};
use domain::places::RecordId;

use super::*;
use crate::both_engines;
use crate::places::{
    DirectoryVersion, Source, by_record, changed_since, directory_version, find, find_knowing, import,
    of_ids, of_source, sources,
};
use crate::testing::{TestDb, day, source};
use fixtures::{full_record, record};

fn credited(name: &str) -> Source {
    Source {
        title: "Le hub d’essai".into(),
        licence: Some("Licence Ouverte 2.0".into()),
        attribution: Some("Hub d’essai, 2026".into()),
        url: Some("https://data.example.org/hub".into()),
        ..source(name)
    }
}

both_engines! {
    async fn a_place_comes_with_its_source_and_its_dates(db: TestDb) {
        import(&db, &credited("hub"), &[full_record("a")], day("2026-03-01")).await?;
        let id = id_of(&*db, "hub", "a").await;
        let stored = find(&*db, &id).await?.unwrap();
        assert_eq!(stored.place.id, id);
        assert_eq!(stored.place.source, name("hub"));
        assert_eq!(stored.place.record, full_record("a"));
        assert_eq!(*stored.source, credited("hub"));
        assert_eq!((stored.first_seen, stored.last_changed), (day("2026-03-01"), day("2026-03-01")));
    }

    async fn hours_that_the_caller_knows_are_taken_from_it(db: TestDb) {
        import(&db, &source("hub"), &[full_record("a")], day("2026-03-01")).await?;
        let id = id_of(&*db, "hub", "a").await;
        let text = full_record("a").hours.unwrap().as_str().to_owned();
        let asked = std::sync::Mutex::new(Vec::new());
        let other = OsmHours::parse("24/7").unwrap();
        let stored = find_knowing(&*db, &id, &|text| {
            asked.lock().unwrap().push(text.to_owned());
            Some(other.clone())
        }).await?.unwrap();
        assert_eq!(*asked.lock().unwrap(), [text]);
        assert_eq!(stored.place.record.hours, Some(Hours::Osm(other.clone())));
        assert_eq!(find_knowing(&*db, &id, &|_| None).await?, find(&*db, &id).await?);
        assert_eq!(find_knowing(&*db, &PlaceId::from_bits(7), &|_| None).await?, None);
    }

    async fn what_does_not_exist_is_not_found(db: TestDb) {
        import(&db, &source("hub"), &[record("a")], day("2026-03-01")).await?;
        assert_eq!(find(&*db, &PlaceId::from_bits(7)).await?, None);
        assert_eq!(by_record(&*db, &name("hub"), &RecordId::parse("b").unwrap()).await?, None);
        assert_eq!(by_record(&*db, &name("town"), &RecordId::parse("a").unwrap()).await?, None);
        assert_eq!(crate::places::source(&*db, &name("town")).await?, None);
        assert_eq!(crate::places::source(&*db, &name("hub")).await?, Some(source("hub")));
    }

    async fn places_come_in_the_order_asked_for(db: TestDb) {
        let file: Vec<_> = (0..45).map(|n| record(&format!("{n}"))).collect();
        import(&db, &source("hub"), &file, day("2026-03-01")).await?;
        let mut ids = Vec::new();
        for n in [44, 3, 20, 0] {
            ids.push(id_of(&*db, "hub", &format!("{n}")).await);
        }
        ids.insert(2, PlaceId::from_bits(7));
        let found = of_ids(&*db, &ids).await?;
        let records: Vec<&str> = found.iter().map(|stored| stored.place.record.id.as_str()).collect();
        assert_eq!(records, ["44", "3", "20", "0"]);
        assert_eq!(of_ids(&*db, &[]).await?, []);
        let every: Vec<PlaceId> = all_places(&*db).await.iter().map(|stored| stored.place.id).collect();
        assert_eq!(of_ids(&*db, &every).await?.len(), 45);
        assert!(every.is_sorted());
    }

    async fn a_node_learns_what_changed_since_it_looked(db: TestDb) {
        let changed = async |since| {
            let mut seen = Vec::new();
            changed_since(&*db, since, |stored| {
                seen.push((stored.place.record.id.to_string(), stored.place.gone_since.is_some()));
                Ok(())
            }).await.unwrap();
            seen.sort();
            seen
        };
        import(&db, &source("hub"), &[record("a"), record("b"), record("c")], day("2026-03-01")).await?;
        let first = directory_version(&*db).await?;
        assert_eq!(changed(DirectoryVersion::EMPTY).await.len(), 3);
        assert_eq!(changed(first).await, []);
        import(&db, &source("hub"), &[record("a"), full_record("b"), record("d")], day("2026-04-01")).await?;
        assert_eq!(changed(first).await, [("b".into(), false), ("c".into(), true), ("d".into(), false)]);
        assert!(directory_version(&*db).await? > first);
    }

    async fn the_places_of_a_source_come_by_its_own_identifiers(db: TestDb) {
        import(&db, &source("hub"), &[record("b"), record("É"), record("a"), record("gone")], day("2026-03-01")).await?;
        import(&db, &source("hub"), &[record("b"), record("É"), record("a")], day("2026-03-01")).await?;
        import(&db, &source("town"), &[record("z")], day("2026-03-01")).await?;
        let mut ids = Vec::new();
        of_source(&*db, &name("hub"), |stored| {
            ids.push(stored.place.record.id.to_string());
            Ok(())
        }).await?;
        assert_eq!(ids, ["a", "b", "É"]);
    }

    async fn sources_are_listed_with_their_last_import(db: TestDb) {
        assert_eq!(sources(&*db).await?, []);
        import(&db, &credited("hub"), &[record("a"), record("b")], day("2026-03-01")).await?;
        import(&db, &source("hub"), &[record("a")], day("2026-04-01")).await?;
        import(&db, &source("a-town"), &[], day("2026-03-01")).await?;
        let states = sources(&*db).await?;
        assert_eq!(states.len(), 2);
        assert_eq!((states[0].source.name.as_str(), states[0].records, states[0].gone), ("a-town", 0, 0));
        // Named again without its credits, it keeps them.
        assert_eq!((&states[1].source, states[1].records, states[1].gone), (&credited("hub"), 1, 1));
        let run = states[1].last_run.as_ref().unwrap();
        assert_eq!((run.started, &run.counts["gone"]), (day("2026-04-01"), &serde_json::json!(1)));
    }

    async fn names_are_kept_with_a_key_to_sort_them(db: TestDb) {
        import(&db, &source("hub"), &[record("a")], day("2026-03-01")).await?;
        let row: (String, String) = db.query_one("SELECT name_key, departement FROM places", &[]).await?;
        assert_eq!(row, ("mediatheque de l ecluse".into(), "39".into()));
    }
}
