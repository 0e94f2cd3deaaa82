//! What is written is read back, and written again to the byte.

use crate::common::{one_row, places, plain, read_all, schema_csv};
use domain::hours::{Hours, OsmHours};
use domain::places::{
    Choices, Email, Line, Phone, Pivot, PlaceName, PlaceRecord, Prose, RecordId, Vocabulary, WebAddress,
};
use domain::territory::{CommuneCode, Position, Postcode};
use interop::{
    Credit, ExtraColumns, FileForm, Outcome, Pieces, Published, SourceCredit, write_csv, write_geojson,
    write_json,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn choices<V: Vocabulary>() -> impl Strategy<Value = Choices<V>> {
    vec(0..V::ALL.len(), 0..4).prop_map(|ranks| ranks.into_iter().map(|rank| V::ALL[rank]).collect())
}

/// Words as in real texts: accents, quotation marks, separators of CSV, ampersands; no markup, no doubled spaces.
const WORDS: &str = "[A-Zé«L][a-zéèœ’',;\"%()/°€]{0,8}( [a-zA-Zàç0-9&,;\"'!:+-]{1,9}){0,4}[a-y]z";

fn line() -> impl Strategy<Value = Line> {
    WORDS.prop_map(|text| Line::parse(&text).unwrap())
}

fn label() -> impl Strategy<Value = Line> {
    "[A-Z][a-zé ]{0,12}[a-z]{3}[0-9]"
        .prop_map(|text| Line::parse(&text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap())
}

fn web() -> impl Strategy<Value = WebAddress> {
    "https?://(www\\.)?[a-zé]{2,9}\\.(fr|org|coop)(/[A-Za-z0-9,;~%é=&?_.-]{0,9}[a-z0-9]){0,2}"
        .prop_filter_map("a web address", |text| WebAddress::parse(&text).ok())
}

fn unique<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    let mut kept = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}

prop_compose! {
    fn place()(
        texts in (WORDS, line(), of(line()), line(), of(line()), of(line()), of(line()), of("[A-Z][a-z ,\"’é]{0,30}[a-z](\n\n?[A-Zé][a-z;]{0,30}[a-z])?")),
        id in "[A-Za-z0-9][A-Za-z0-9_.:-]{0,20}[a-z0-9]",
        codes in ("(0[1-9]|[1-8][0-9])[0-9]{3}", of("(0[1-9]|1[0-9]|[3-8][0-9]|2[AB])[0-9]{3}"), of("[1-9][0-9]{13}")),
        position in of((41.3..51.0_f64, -5.0..9.5_f64)),
        contacts in (of("(\\+33[14][0-9]{8}|\\+262262[0-9]{6})"), vec("[a-z][a-z.]{0,6}[a-z]@[a-zé]{2,8}\\.fr", 0..3), vec(web(), 0..3), of(web()), of(web())),
        hours in of(prop::sample::select(vec!["Mo-Fr 09:00-12:00,14:00-17:30", "Tu 10:00-18:00; PH off", "Sa[1] 09:00-12:00", "24/7"])),
        day in (2000..2030_i16, 1..13_i8, 1..29_i8),
        lists in (choices(), choices(), choices(), choices(), choices(), choices(), choices(), choices(), choices(), choices()),
        labels in vec(label(), 0..3),
    ) -> PlaceRecord {
        let mut place = places(&one_row(&[])).remove(0);
        let (name, street, complement, commune, collected_by, parent, summary, description) = texts;
        place.id = RecordId::parse(&id).unwrap();
        place.name = PlaceName::parse(&name).unwrap();
        place.address.street = street;
        place.address.complement = complement;
        place.address.commune = commune;
        place.address.postcode = Postcode::parse(&codes.0).unwrap();
        place.address.commune_code = codes.1.map(|code| CommuneCode::parse(&code).unwrap());
        place.pivot = codes.2.map(|pivot| Pivot::parse(&pivot).unwrap());
        place.collected_by = collected_by;
        place.parent = parent;
        place.summary = summary;
        place.description = description.map(|text| Prose::parse(&text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")).unwrap());
        place.position = position.map(|(latitude, longitude)| Position::new(latitude, longitude).unwrap());
        place.phone = contacts.0.map(|phone| Phone::parse(&phone).unwrap());
        place.emails = unique(contacts.1.iter().filter_map(|email| Email::parse(email).ok()).collect());
        place.websites = unique(contacts.2);
        place.accessibility_page = contacts.3;
        place.booking_page = contacts.4;
        place.hours = hours.map(|hours| Hours::Osm(OsmHours::parse(hours).unwrap()));
        place.updated_on = jiff::civil::date(day.0, day.1, day.2);
        (place.typologies, place.itinerancy, place.services, place.audiences, place.care, place.fees,
            place.programmes, place.labels, place.access_modes, place.support_modes) = lists;
        place.other_labels = unique(labels);
        place
    }
}

fn with_own_ids(mut places: Vec<PlaceRecord>) -> Vec<PlaceRecord> {
    for (rank, place) in places.iter_mut().enumerate() {
        place.id = RecordId::parse(&format!("{}-{rank}", place.id)).unwrap();
    }
    places
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_place_written_in_any_format_is_read_back_the_same(written in vec(place(), 1..4)) {
        let written = with_own_ids(written);
        let table = schema_csv(&written);
        prop_assert_eq!(&places(&table), &written);
        prop_assert!(schema_csv(&places(&table)) == table);
        let whole = read_all(&table, plain()).unwrap();
        for row in &whole.rows {
            prop_assert!(matches!(row.outcome, Outcome::Accepted(_)), "{:?}", row.findings);
        }
        let mut json = Vec::new();
        write_json(&mut json, &written).unwrap();
        prop_assert_eq!(&places(&json), &written);
        let mut again = Vec::new();
        write_json(&mut again, places(&json)).unwrap();
        prop_assert!(again == json);
        let mut geojson = Vec::new();
        write_geojson(&mut geojson, &[], &written).unwrap();
        prop_assert_eq!(&places(&geojson), &written);
    }

    #[test]
    fn pieces_together_are_the_whole_file(written in vec(place(), 0..6), cut in 0_usize..6) {
        let cut = cut.min(written.len());
        let mut whole = [Vec::new(), Vec::new(), schema_csv(&written)];
        write_json(&mut whole[0], &written).unwrap();
        write_geojson(&mut whole[1], &[], &written).unwrap();
        for (form, whole) in [FileForm::Json, FileForm::Geojson, FileForm::SchemaCsv].into_iter().zip(whole) {
            let mut pieces = Pieces::new(form);
            let mut file = pieces.start(&[]);
            file.extend(pieces.places(&written[..cut]));
            file.extend(pieces.places(&written[..0]));
            file.extend(pieces.places(&written[cut..]));
            file.extend(pieces.end());
            prop_assert!(file == whole, "{form:?}");
        }
    }

    /// Whatever texts a place holds, one reading settles them.
    #[test]
    fn a_place_with_any_text_is_settled_by_one_reading(name in "\\PC{1,40}", detail in "[\\PC\n\r\t<>&;=]{0,80}", extra in "\\PC{0,20}") {
        let row = one_row(&[("nom", &name), ("presentation_detail", &detail), ("autres_formations_labels", &extra), ("source", &extra)]);
        let first = read_all(&row, plain()).unwrap();
        let records: Vec<_> = first.rows.iter().filter_map(interop::Row::record).collect();
        prop_assume!(!records.is_empty());
        let once = schema_csv(records);
        let second = read_all(&once, plain()).unwrap();
        prop_assert!(matches!(second.rows[0].outcome, Outcome::Accepted(_)), "{:?}", second.rows[0].findings);
        prop_assert!(schema_csv(second.rows.iter().filter_map(interop::Row::record)) == once);
    }
}

#[test]
fn a_table_for_people_minds_spreadsheets_and_has_the_callers_columns() {
    let mut place = places(&one_row(&[
        ("telephone", "+33180059880"),
        ("longitude", "-2.5"),
        ("latitude", "48.1"),
    ]))
    .remove(0);
    place.name = PlaceName::parse("+ de numérique").unwrap();
    place.hours = Some(Hours::Note(Prose::parse("=le lundi").unwrap()));
    let extra = ExtraColumns {
        names: &["departement", "note_horaires"],
        values: &|place: &&PlaceRecord, cells: &mut Vec<String>| {
            cells.push(place.address.departement().to_string());
            cells.push("=le lundi".to_owned());
        },
    };
    let mut out = Vec::new();
    write_csv(&mut out, [&place], &extra).unwrap();
    let text = String::from_utf8(out).unwrap();
    let (header, row) = text.trim_end().split_once('\n').unwrap();
    assert!(header.starts_with("\u{feff}id,pivot,nom"), "{header}");
    assert!(
        header.ends_with("prise_rdv,departement,note_horaires"),
        "{header}"
    );
    assert!(row.contains(",'+ de numérique,"), "{row}");
    assert!(row.contains(",48.1,-2.5,"), "{row}");
    assert!(row.contains(",+33180059880,"), "{row}");
    assert!(row.ends_with(",51,'=le lundi"), "{row}");
}

#[test]
fn an_empty_export_is_still_a_table_an_array_and_a_collection() {
    let none: [&PlaceRecord; 0] = [];
    assert_eq!(schema_csv(none).iter().filter(|b| **b == b'\n').count(), 1);
    let (mut json, mut geojson) = (Vec::new(), Vec::new());
    write_json(&mut json, none).unwrap();
    write_geojson(&mut geojson, &[], none).unwrap();
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&json).unwrap(),
        serde_json::json!([])
    );
    let geojson: serde_json::Value = serde_json::from_slice(&geojson).unwrap();
    assert_eq!(geojson["features"], serde_json::json!([]));
}

/// A place of a source that asks to be credited.
struct Credited(PlaceRecord);

impl Published for Credited {
    fn record(&self) -> &PlaceRecord {
        &self.0
    }

    fn credit(&self) -> Credit<'_> {
        Credit {
            licence: Some("Licence Ouverte 2.0"),
            attribution: Some("Pays de \"Brume\", 2026"),
        }
    }
}

#[test]
fn licence_and_attribution_travel_with_the_places_and_are_no_obstacle_on_the_way_back() {
    let record = places(&one_row(&[])).remove(0);
    let place = Credited(record.clone());
    let (mut json, mut geojson) = (Vec::new(), Vec::new());
    write_json(&mut json, [&place]).unwrap();
    let sources = [SourceCredit {
        title: "Pays de Brume".to_owned(),
        licence: Some("Licence Ouverte 2.0".to_owned()),
        attribution: None,
        url: None,
    }];
    write_geojson(&mut geojson, &sources, [&place]).unwrap();
    assert_eq!(places(&json), std::slice::from_ref(&record));
    assert_eq!(places(&geojson), [record]);
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let geojson: serde_json::Value = serde_json::from_slice(&geojson).unwrap();
    for fields in [&json[0], &geojson["features"][0]["properties"]] {
        assert_eq!(fields["licence"], "Licence Ouverte 2.0");
        assert_eq!(fields["attribution"], "Pays de \"Brume\", 2026");
    }
    assert_eq!(
        geojson["metadata"],
        serde_json::json!({"sources": [{"title": "Pays de Brume", "licence": "Licence Ouverte 2.0"}]})
    );
    let mut pieces = Pieces::new(FileForm::Geojson);
    let mut file = pieces.start(&sources);
    file.extend(pieces.places([&place]));
    file.extend(pieces.end());
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&file).unwrap(),
        geojson
    );
}
