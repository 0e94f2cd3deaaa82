//! Any record that the domain accepts comes back as it went, on both engines.

use domain::hours::{Hours, OsmHours};
use domain::places::{
    Address, Choices, Email, Line, Phone, Pivot, PlaceName, PlaceRecord, Prose, RecordId, Vocabulary,
    WebAddress,
};
use domain::territory::{CommuneCode, Position, Postcode};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::*;
use crate::both_engines;
use crate::places::import;
use crate::testing::{TestDb, day, source};
use fixtures::record;

const RECORDS: usize = 400;

/// Texts of all scripts, with the characters that databases and lists trip over.
fn text() -> impl Strategy<Value = String> {
    let difficult = prop::sample::select(vec![
        '|', '\n', '\'', '"', '\\', '%', '$', '1', ';', '\u{a0}', '\u{feff}', '🌻', 'É', '\u{301}',
    ]);
    vec(
        prop_oneof![3 => any::<char>(), 2 => prop::char::range('a', 'z'), 2 => difficult, 1 => Just(' ')],
        1..30,
    )
    .prop_map(|letters| letters.into_iter().collect())
}

fn parsed<T: std::fmt::Debug, E>(parse: fn(&str) -> Result<T, E>) -> impl Strategy<Value = T> {
    text().prop_filter_map("refused by the domain", move |text| parse(&text).ok())
}

fn matching<T: std::fmt::Debug, E>(
    pattern: &'static str,
    parse: fn(&str) -> Result<T, E>,
) -> impl Strategy<Value = T> {
    pattern.prop_filter_map("refused by the domain", move |text| parse(&text).ok())
}

fn choices<V: Vocabulary>() -> impl Strategy<Value = Choices<V>> {
    vec(prop::sample::select(V::ALL), 0..=V::ALL.len().min(12))
        .prop_map(|values| values.into_iter().collect())
}

fn hours() -> impl Strategy<Value = Hours> {
    let osm = prop::sample::select(vec![
        "24/7",
        "Mo-Fr 09:00-12:00,14:00-17:00; PH off",
        "week 2-52/2 We 14:00-18:00",
    ]);
    prop_oneof![
        osm.prop_map(|text| Hours::Osm(OsmHours::parse(text).unwrap())),
        parsed(Prose::parse).prop_map(Hours::Note),
        // A note stays a note even when it could be read as hours.
        Just(Hours::Note(Prose::parse("24/7").unwrap())),
    ]
}

fn position() -> impl Strategy<Value = Position> {
    (-90.0..=90.0_f64, -180.0..=180.0_f64).prop_filter_map("not a position", |(latitude, longitude)| {
        Position::new(latitude, longitude).ok()
    })
}

fn address() -> impl Strategy<Value = Address> {
    (
        parsed(Line::parse),
        option::of(parsed(Line::parse)),
        matching("[0-9]{5}", Postcode::parse),
        parsed(Line::parse),
        option::of(matching("([013-9][0-9]|2[AB1-9])[0-9]{3}", CommuneCode::parse)),
    )
        .prop_map(|(street, complement, postcode, commune, commune_code)| Address {
            street,
            complement,
            postcode,
            commune,
            commune_code,
        })
}

fn any_record() -> impl Strategy<Value = PlaceRecord> {
    let web = || {
        matching(
            "https?://[a-z]{1,9}\\.fr(/[A-Za-zé0-9?=,()%~+@-]{0,20})?",
            WebAddress::parse,
        )
    };
    let words = (
        parsed(RecordId::parse),
        option::of(matching("[a-zA-Z0-9]{9,14}", Pivot::parse)),
        parsed(PlaceName::parse),
        address(),
        option::of(position()),
        option::of(matching("\\+(33|590|687)[0-9]{6,9}", Phone::parse)),
        vec(
            matching("[a-z.'+]{1,9}@[a-zé]{1,9}\\.(fr|org)", Email::parse),
            0..4,
        ),
        vec(web(), 0..4),
        option::of(hours()),
        option::of(parsed(Line::parse)),
    );
    let more = (
        option::of(parsed(Prose::parse)),
        option::of(parsed(Line::parse)),
        option::of(parsed(Line::parse)),
        (-9999..=9999_i16, 1..=12_i8, 1..=28_i8),
        vec(parsed(Line::parse), 0..5),
        option::of(web()),
        option::of(web()),
    );
    let lists = (
        choices(),
        choices(),
        choices(),
        choices(),
        choices(),
        choices(),
        choices(),
        choices(),
        choices(),
        choices(),
    );
    (words, more, lists).prop_map(|(words, more, lists)| PlaceRecord {
        id: words.0,
        pivot: words.1,
        name: words.2,
        address: words.3,
        position: words.4,
        phone: words.5,
        emails: words.6,
        websites: words.7,
        hours: words.8,
        summary: words.9,
        description: more.0,
        collected_by: more.1,
        parent: more.2,
        updated_on: jiff::civil::date(more.3.0, more.3.1, more.3.2),
        other_labels: more.4,
        accessibility_page: more.5,
        booking_page: more.6,
        typologies: lists.0,
        itinerancy: lists.1,
        services: lists.2,
        audiences: lists.3,
        care: lists.4,
        fees: lists.5,
        programmes: lists.6,
        labels: lists.7,
        access_modes: lists.8,
        support_modes: lists.9,
    })
}

both_engines! {
    async fn any_record_survives_a_round_trip(db: TestDb) {
        let mut runner = TestRunner::deterministic();
        let strategy = any_record();
        let mut records = std::collections::BTreeMap::new();
        while records.len() < RECORDS {
            let record = strategy.new_tree(&mut runner).unwrap().current();
            records.entry(record.id.clone()).or_insert(record);
        }
        let file: Vec<PlaceRecord> = records.values().cloned().collect();
        import(&db, &source("hub"), &file, day("2026-03-01")).await?;
        let mut seen = 0;
        for stored in all_places(&*db).await {
            assert_eq!(stored.place.record, records[&stored.place.record.id]);
            seen += 1;
        }
        assert_eq!(seen, RECORDS);
        // What came back has the digest of what went: another import finds nothing new, and the check nothing wrong.
        assert_eq!(import(&db, &source("hub"), &file, day("2026-03-01")).await?.unchanged, RECORDS as u64);
        assert_eq!(crate::check(&db).await?.problems, Vec::<String>::new());
    }

    async fn hours_that_are_understood_no_longer_become_a_note(db: TestDb) {
        let mut with_hours = record("a");
        with_hours.hours = Some(Hours::Osm(OsmHours::parse("24/7")?));
        import(&db, &source("hub"), &[with_hours], day("2026-03-01")).await?;
        run(&db, "UPDATE places SET hours_osm = 'when it rains'", &[]).await;
        let hours = all_places(&*db).await.remove(0).place.record.hours;
        assert_eq!(hours, Some(Hours::Note(Prose::parse("when it rains")?)));
    }

    async fn a_value_that_breaks_a_rule_is_a_fault_that_names_it_only(db: TestDb) {
        import(&db, &source("hub"), &[record("a")], day("2026-03-01")).await?;
        let id = id_of(&*db, "hub", "a").await;
        for (harm, what) in [
            ("UPDATE places SET services = 'magie'", "services"),
            ("UPDATE places SET services = '', postcode = '1'", "postcode"),
        ] {
            run(&db, harm, &[]).await;
            let fault = crate::places::find(&*db, &id).await.unwrap_err();
            assert_eq!(fault.to_string(), format!("a stored {what} cannot be read back"));
        }
    }
}
