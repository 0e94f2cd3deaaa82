//! Fields that explain one another: positions, communes, dates, old versions, formats.

use crate::common::{one_row, plain, read_all, rules, single, with};
use domain::places::PlaceRecord;
use interop::{Column, Outcome, Row, Rule, value};

#[test]
fn a_text_too_long_is_cut_and_a_long_summary_stays_whole_in_the_detail() {
    let long = "mot ".repeat(100);
    let row = single(&[("nom", &long)]);
    assert_eq!(rules(&row), [Rule::TextCut]);
    assert!(row.record().unwrap().name.as_str().chars().count() <= 300);
    let row = single(&[("presentation_resume", &long), ("presentation_detail", "Détail.")]);
    assert_eq!(rules(&row), [Rule::SummaryCut]);
    let record = row.record().unwrap();
    let summary = record.summary.as_ref().unwrap().as_str();
    assert!(
        summary.ends_with(" mot…") && summary.chars().count() <= 280,
        "{summary}"
    );
    let detail = record.description.as_ref().unwrap().as_str();
    assert_eq!(detail, format!("{}\n\nDétail.", long.trim()));
    let row = single(&[("id", &"x".repeat(201))]);
    assert_eq!(rules(&row), [Rule::IdUnusable]);
}

#[test]
fn positions_are_put_right_or_left_out() {
    for (latitude, longitude, read, rule) in [
        ("48.85", "2.35", Some((48.85, 2.35)), None),
        ("48.85, 2.35", "", Some((48.85, 2.35)), Some(Rule::PositionSplit)),
        ("", "48.85 2.35", Some((48.85, 2.35)), Some(Rule::PositionSplit)),
        ("2.35", "48.85", Some((48.85, 2.35)), Some(Rule::PositionSwapped)),
        (
            "55.45",
            "-20.88",
            Some((-20.88, 55.45)),
            Some(Rule::PositionSwapped),
        ),
        ("0", "0", None, Some(Rule::PositionZero)),
        ("0.0", "0,0", None, Some(Rule::PositionZero)),
        ("48.85", "", None, Some(Rule::PositionHalf)),
        ("nord", "est", None, Some(Rule::PositionUnreadable)),
        ("6862305.2", "652381.4", None, Some(Rule::PositionProjected)),
        ("20.88", "55.45", None, Some(Rule::PositionOutsideFrance)),
        ("4885", "235", None, Some(Rule::PositionOutsideFrance)),
    ] {
        let row = single(&[("latitude", latitude), ("longitude", longitude)]);
        let position = row.record().unwrap().position;
        let found = position.map(|position| (position.latitude(), position.longitude()));
        assert_eq!(found, read, "{latitude} {longitude}");
        let expected: Vec<Rule> = rule.into_iter().collect();
        let mut rules = rules(&row);
        rules.retain(|rule| *rule != Rule::DecimalComma);
        assert_eq!(rules, expected, "{latitude} {longitude}");
    }
}

#[test]
fn numbers_of_json_are_read_like_texts() {
    let json = r#"[{"id": 19, "pivot": 43493312300029, "nom": "Lieu", "commune": "Bourg", "code_postal": 1000,
        "adresse": "1 rue", "latitude": 46.2, "longitude": 5.2, "telephone": 474220000, "date_maj": "2024-04-02",
        "services": ["Loisirs et créations numériques", "Compréhension du monde numérique"], "courriels": null,
        "site_web": [], "itinerance": {"fixe": true}}]"#;
    let row = read_all(json.as_bytes(), plain()).unwrap().rows.remove(0);
    let record = row.record().unwrap();
    assert_eq!(record.id.as_str(), "19");
    assert_eq!(record.pivot.as_ref().unwrap().as_str(), "43493312300029");
    assert_eq!(record.address.postcode.as_str(), "01000");
    assert_eq!(record.phone.as_ref().unwrap().as_str(), "+33474220000");
    assert_eq!(record.services.len(), 2);
    assert_eq!(rules(&row), [Rule::PostcodeZeroRestored, Rule::PhoneRepaired]);
}

#[test]
fn a_feature_of_geojson_is_a_row() {
    let json = r#"{"type":"FeatureCollection","name":"lieux","features":[
        {"type":"Feature","id":"f1","geometry":{"type":"Point","coordinates":[2.35,48.85]},
         "properties":{"nom":"Lieu","commune":"Paris","code_postal":"75001","adresse":"1 rue","date_maj":"2024-04-02"}},
        {"type":"Feature","geometry":null,
         "properties":{"id":"f2","nom":"Lieu","commune":"Paris","code_postal":"75001","adresse":"1 rue","date_maj":"2024-04-02"}}]}"#;
    let whole = read_all(json.as_bytes(), plain()).unwrap();
    assert_eq!(whole.notes.format.code(), "geojson");
    assert!(
        whole.notes.ignored_columns.is_empty(),
        "{:?}",
        whole.notes.ignored_columns
    );
    let records: Vec<&PlaceRecord> = whole.rows.iter().filter_map(Row::record).collect();
    assert_eq!(records.len(), 2);
    assert_eq!(records[0].id.as_str(), "f1");
    let position = records[0].position.unwrap();
    assert_eq!((position.latitude(), position.longitude()), (48.85, 2.35));
    assert_eq!(records[1].position, None);
}

#[test]
fn an_old_file_becomes_a_new_one_without_being_called_wrong() {
    let row = single(&[
        (
            "services",
            "Devenir autonome dans les démarches administratives;Créer avec le numérique",
        ),
        (
            "publics_accueillis",
            "Adultes;Seniors (+ 65 ans);Public langues étrangères;Handicaps psychiques : troubles psychiatriques donnant lieu à des atteintes comportementales",
        ),
        (
            "conditions_access",
            "Gratuit : Je peux accéder gratuitement au lieu et à ses services;Accepte le Pass numérique : Il est possible d'utiliser un Pass numérique pour accéder au lieu;Gratuit sous condition : La gratuité est conditionnée à des critères (situation familiale, convention avec un organisme social...)",
        ),
        (
            "labels_nationaux",
            "CNFS;APTIC;Fabriques de Territoire;Point relais CAF",
        ),
        ("labels_autres", "SudLabs"),
        (
            "modalites_accompagnement",
            "Seul : j’ai accès à du matériel et une connexion;Dans un atelier : j'apprends collectivement à utiliser le numérique",
        ),
        ("accessibilite", "https://acceslibre.beta.gouv.fr/app/x"),
        ("courriel", "contact@x.fr"),
    ]);
    assert!(matches!(row.outcome, Outcome::Accepted(_)), "{:?}", row.findings);
    assert!(
        row.findings
            .iter()
            .all(|finding| finding.rule == Rule::ConvertedFromV0)
    );
    assert_eq!(row.findings.len(), 7);
    let record = row.record().unwrap();
    for (column, expected) in [
        (
            Column::Services,
            "Aide aux démarches administratives|Loisirs et créations numériques",
        ),
        (Column::Audiences, "Seniors"),
        (Column::Care, "Handicaps mentaux|Langues étrangères (autres)"),
        (Column::Fees, "Gratuit|Gratuit sous condition"),
        (
            Column::Programmes,
            "Conseillers numériques|Point d'accès numérique CAF",
        ),
        (Column::Labels, "Fabriques de Territoire"),
        (Column::OtherLabels, "SudLabs|APTIC"),
        (Column::SupportModes, "En autonomie|Dans un atelier collectif"),
        (Column::AccessibilityPage, "https://acceslibre.beta.gouv.fr/app/x"),
        (Column::Emails, "contact@x.fr"),
    ] {
        assert_eq!(value(record, column), expected, "{}", column.name());
    }
}

#[test]
fn the_commune_completes_what_the_row_does_not_say() {
    for (fields, rule, field, after) in [
        (
            vec![("code_insee", "")],
            Rule::CommuneCodeFilled,
            Column::CommuneCode,
            "51454",
        ),
        (
            vec![("code_insee", "99999")],
            Rule::CommuneCodeUnknown,
            Column::CommuneCode,
            "51454",
        ),
        (
            vec![("code_insee", "51108")],
            Rule::CommuneCodeDisagrees,
            Column::CommuneCode,
            "51108",
        ),
        (
            vec![("commune", ""), ("code_insee", "51454")],
            Rule::CommuneFilled,
            Column::Commune,
            "Reims",
        ),
        (
            vec![
                ("commune", "Ars-en-Ré"),
                ("code_postal", "?"),
                ("code_insee", "17019"),
            ],
            Rule::PostcodeFilled,
            Column::Postcode,
            "17590",
        ),
        (
            vec![
                ("commune", "Lille"),
                ("code_postal", "59260"),
                ("code_insee", "59298"),
            ],
            Rule::CommuneCodeBroughtUpToDate,
            Column::CommuneCode,
            "59350",
        ),
    ] {
        let rows = read_all(&one_row(&fields), with(reference::france()))
            .unwrap()
            .rows;
        assert!(
            rules(&rows[0]).contains(&rule),
            "{fields:?}: {:?}",
            rows[0].findings
        );
        assert_eq!(value(rows[0].record().unwrap(), field), after, "{fields:?}");
    }
}

#[test]
fn a_commune_that_does_not_go_with_its_postcode_or_its_code_is_never_taken_in_silence() {
    type Case<'a> = ([&'a str; 3], &'a [Rule], Option<&'a str>, &'a str);
    let disagrees: &[Rule] = &[Rule::CommuneCodeDisagrees];
    let unknown: &[Rule] = &[Rule::CommuneUnknown];
    let cases: &[Case<'_>] = &[
        (["Trifouillis", "99999", ""], unknown, None, "Trifouillis 99999"),
        (["Lyon", "97400", ""], unknown, None, "Lyon 97400"),
        (
            ["Trifouillis", "99999", "99999"],
            &[Rule::CommuneCodeUnknown, Rule::CommuneUnknown],
            Some("99999"),
            "Trifouillis 99999",
        ),
        (
            ["Lyon", "97400", "59350"],
            disagrees,
            Some("59350"),
            "no two agree: Lyon, 97400, code of Lille (59350)",
        ),
        (
            ["Lyon", "97400", "69123"],
            disagrees,
            Some("69123"),
            "name and code say Lyon (69123)",
        ),
        (
            ["Lyon", "59000", "59350"],
            disagrees,
            Some("59350"),
            "postcode and code say Lille (59350)",
        ),
        (
            ["Reims", "51100", "51108"],
            disagrees,
            Some("51108"),
            "name and postcode say Reims (51454)",
        ),
        // Each half of the contradiction has a town of that name behind it.
        (
            ["Saint-Denis", "93200", "97411"],
            disagrees,
            Some("97411"),
            "name and postcode say Saint-Denis (93066); name and code say Saint-Denis (97411)",
        ),
        (
            ["Reims", "51100", "59355"],
            &[Rule::CommuneCodeBroughtUpToDate, Rule::CommuneCodeDisagrees],
            Some("59350"),
            "name and postcode say Reims (51454)",
        ),
        // The postcode of a large user, a former name, an article and an island that has two départements' numbers.
        (["Reims", "51999", "51454"], &[], Some("51454"), ""),
        (["Lomme", "59160", "59350"], &[], Some("59350"), ""),
        (["Le Pommereuil", "59360", "59465"], &[], Some("59465"), ""),
        (["Bastia", "20200", "2B033"], &[], Some("2B033"), ""),
        (["Ajaccio", "20700", "2A004"], &[], Some("2A004"), ""),
        (["Saint-Denis", "97400", "97411"], &[], Some("97411"), ""),
    ];
    for ([commune, postcode, code], expected, kept, said) in cases {
        let fields = [
            ("commune", *commune),
            ("code_postal", *postcode),
            ("code_insee", *code),
        ];
        let row = read_all(&one_row(&fields), with(reference::france()))
            .unwrap()
            .rows
            .remove(0);
        assert_eq!(rules(&row), *expected, "{fields:?}: {:?}", row.findings);
        let record = row.record().unwrap();
        assert_eq!(record.address.commune.as_str(), *commune);
        assert_eq!(record.address.postcode.as_str(), *postcode);
        let code = record.address.commune_code.map(|code| code.to_string());
        assert_eq!(code.as_deref(), *kept, "{fields:?}");
        if let Some(last) = row.findings.last() {
            assert_eq!(last.after.as_deref().unwrap_or(&last.value), *said, "{fields:?}");
        }
    }
    // Without a list nothing is known of any commune, and nothing is said.
    let row = single(&[("commune", "Trifouillis"), ("code_insee", "59350")]);
    assert_eq!(rules(&row), []);
}

#[test]
fn an_arrondissement_is_no_disagreement_with_its_city() {
    let fields = [
        ("commune", "Paris 11e"),
        ("code_postal", "75011"),
        ("code_insee", "75056"),
    ];
    let rows = read_all(&one_row(&fields), with(reference::france()))
        .unwrap()
        .rows;
    assert_eq!(rules(&rows[0]), []);
}

#[test]
fn dates_are_checked_against_today_and_filled_only_by_the_caller() {
    let mut options = plain();
    options.today = Some(jiff::civil::date(2024, 4, 1));
    // One day ahead is another time zone.
    for (date, found) in [
        ("2024-04-01", &[][..]),
        ("2024-04-02", &[]),
        ("2024-04-03", &[Rule::DateInFuture]),
        ("2099-12-31", &[Rule::DateInFuture]),
    ] {
        let row = read_all(&one_row(&[("date_maj", date)]), options)
            .unwrap()
            .rows
            .remove(0);
        assert_eq!(
            (rules(&row).as_slice(), row.record().is_some()),
            (found, true),
            "{date}"
        );
    }
    options.published_on = Some(jiff::civil::date(2023, 1, 2));
    for wrong in ["", "31/02/2024", "hier"] {
        let row = read_all(&one_row(&[("date_maj", wrong)]), options)
            .unwrap()
            .rows
            .remove(0);
        assert_eq!(rules(&row), [Rule::DateFilled]);
        assert_eq!(row.record().unwrap().updated_on, jiff::civil::date(2023, 1, 2));
    }
    let no_column = b"id,nom,commune,code_postal,adresse\na,L,Reims,51100,r\n";
    assert_eq!(read_all(no_column, options).unwrap().rows.len(), 1);
}

#[test]
fn an_address_missing_is_taken_from_its_complement() {
    let row = single(&[("adresse", ""), ("complement_adresse", "Le Bourg")]);
    assert_eq!(rules(&row), [Rule::AddressFromComplement]);
    assert_eq!(row.record().unwrap().address.street.as_str(), "Le Bourg");
    assert_eq!(row.record().unwrap().address.complement, None);
}

#[test]
fn a_siret_that_lost_its_zero_gets_it_back_when_its_key_proves_it() {
    let row = single(&[("pivot", "5580004100018")]);
    let fixed = row
        .record()
        .unwrap()
        .pivot
        .as_ref()
        .map(|pivot| pivot.as_str().to_owned());
    assert_eq!(fixed.as_deref(), Some("05580004100018"));
    assert_eq!(rules(&row), [Rule::PivotZeroRestored]);
}

#[test]
fn a_row_whose_identifier_was_met_before_is_rejected_by_whoever_remembers() {
    let mut row = single(&[("telephone", "03 84 00 00 00")]);
    row.reject_repeated(12);
    assert_eq!(rules(&row), [Rule::PhoneRewritten, Rule::DuplicateId]);
    assert!(row.record().is_none());
    let rejection = row.rejections().next().unwrap();
    assert_eq!(
        (&*rejection.value, rejection.after.as_deref()),
        ("lieu-1", Some("row 12"))
    );
}

#[test]
fn a_row_of_a_table_knows_its_line() {
    let header = "\n\nid,nom,commune,code_postal,adresse,date_maj\r\n";
    let text = format!(
        "{header}a,L,Reims,51100,\"r\nou s\",2024-04-02\r\n\r\nb,L,Reims,51100,r,2024-04-02\n\"c,L\nd,L,Reims,51100,r,2024-04-02"
    );
    let rows = read_all(text.as_bytes(), plain()).unwrap().rows;
    let lines: Vec<_> = rows.iter().map(|row| (row.number, row.line)).collect();
    assert_eq!(lines, [(1, Some(4)), (2, Some(7)), (3, Some(8)), (4, Some(9))]);
    assert_eq!(single(&[]).line, None, "a place of a JSON file stands on no line");
}

#[test]
fn a_position_far_outside_its_commune_is_noted_and_kept() {
    let row = |latitude: &str, longitude: &str, commune: &[(&str, &str)]| {
        let mut fields = vec![
            ("latitude", latitude),
            ("longitude", longitude),
            ("code_insee", "51454"),
        ];
        fields.extend(commune);
        read_all(&one_row(&fields), with(reference::france()))
            .unwrap()
            .rows
            .remove(0)
    };
    // Reims: its centre, a neighbour, and Lille.
    assert_eq!(rules(&row("49.2583", "4.0317", &[])), []);
    assert_eq!(rules(&row("49.3", "4.1", &[])), []);
    let far = row("50.6292", "3.0573", &[]);
    assert_eq!(rules(&far), [Rule::PositionFarFromCommune]);
    assert_eq!(&*far.findings[0].value, "50.6292 3.0573");
    let way = far.findings[0].after.as_deref().unwrap();
    let (km, rest) = way.split_once(' ').unwrap();
    assert_eq!(rest, "km outside Reims (51454)");
    assert!((155..168).contains(&km.parse::<u32>().unwrap()), "{way}");
    assert!(matches!(far.outcome, Outcome::Accepted(_)));
    assert!(far.record().unwrap().position.is_some());
    // Arles is forty kilometres long: its hamlets on the coast are far from its centre and inside.
    let arles = [
        ("commune", "Arles"),
        ("code_postal", "13200"),
        ("code_insee", "13004"),
    ];
    assert_eq!(rules(&row("43.4125", "4.7311", &arles)), []);
}

#[test]
fn a_cell_with_thousands_of_values_keeps_a_hundred_and_takes_no_time() {
    let emails: Vec<String> = (0..50_000).map(|n| format!("a{n}@x.fr")).collect();
    let sites: Vec<String> = (0..30_000).map(|n| format!("http://a{n}.fr")).collect();
    let labels: Vec<String> = (0..50_000).map(|n| format!("Label {n}")).collect();
    let start = std::time::Instant::now();
    for (column, value, kept) in [
        ("courriels", emails.join("|"), 100),
        ("courriels", emails.join(" "), 100),
        ("site_web", sites.join("|"), 100),
        ("autres_formations_labels", labels.join("|"), 100),
        ("services", labels.join("|"), 0),
        ("services", labels.join(","), 0),
        ("formations_labels", labels.join("/"), 1),
        ("prise_rdv", sites.join("|"), 0),
    ] {
        let row = single(&[(column, &value)]);
        let record = row.record().unwrap();
        let values = record.emails.len() + record.websites.len() + record.other_labels.len();
        assert_eq!(values, kept, "{column}");
        assert!(
            row.findings.len() <= 102,
            "{column}: {} findings",
            row.findings.len()
        );
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn a_row_can_be_told_that_its_identifier_named_another_place() {
    let mut row = single(&[]);
    row.note_reassigned("Mairie (Reims)");
    assert_eq!(rules(&row), [Rule::IdReassigned]);
    assert_eq!(row.findings[0].after.as_deref(), Some("Mairie (Reims)"));
    assert!(row.record().is_some(), "it stays a place");
}

#[test]
fn a_zero_is_not_put_where_the_commune_contradicts_it() {
    let read = |commune: &str, postcode: &str| {
        let cells = [
            ("commune", commune),
            ("code_postal", postcode),
            ("code_insee", ""),
        ];
        let mut rows = read_all(&one_row(&cells), with(reference::france()))
            .unwrap()
            .rows;
        let row = rows.remove(0);
        let found = rules(&row);
        (
            row.record().map(|record| record.address.postcode.to_string()),
            found,
        )
    };
    for (commune, postcode, expected, rule) in [
        (
            "Bourg-en-Bresse",
            "1000",
            Some("01000"),
            Rule::PostcodeZeroRestored,
        ),
        ("Reims", "5110", Some("51100"), Rule::PostcodeCompleted),
        ("Lyon", "6900", None, Rule::PostcodeUnusable),
    ] {
        let (read, found) = read(commune, postcode);
        assert_eq!(read.as_deref(), expected, "{commune} {postcode}");
        assert!(found.contains(&rule), "{found:?}");
    }
}
