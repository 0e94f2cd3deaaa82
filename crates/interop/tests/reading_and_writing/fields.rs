//! Every rule of reading, at work on one field of one invented row.

use std::collections::BTreeSet;

use crate::common::{rules, single};
use interop::{Column, Kind, Rule, value};

/// Rules about rows as a whole, fields that contradict one another, very long ones; `nasty_files.rs` and `rows.rs` meet them.
const OF_ROWS: [Rule; 9] = [
    Rule::TooManyCells,
    Rule::TooFewCells,
    Rule::QuoteUnclosed,
    Rule::RowTooLong,
    Rule::NotAnObject,
    Rule::MalformedJson,
    Rule::DuplicateId,
    Rule::PositionFarFromCommune,
    Rule::ListCut,
];

/// A field as written, what the schema's column holds afterwards (`None`: the row is rejected), and the rules.
type Case = (&'static str, &'static str, Option<&'static str>, &'static [Rule]);

const CASES: &[Case] = &[
    ("id", "lieu 7", Some("lieu 7"), &[]),
    ("id", "", None, &[Rule::RequiredMissing]),
    (
        "pivot",
        "434 933 123 00029",
        Some("43493312300029"),
        &[Rule::PivotTidied],
    ),
    (
        "pivot",
        "5480004100014",
        Some("5480004100014"),
        &[Rule::PivotKeyWrong],
    ),
    (
        "pivot",
        "43493312300028",
        Some("43493312300028"),
        &[Rule::PivotKeyWrong],
    ),
    ("pivot", "W131002376", Some("W131002376"), &[]),
    ("pivot", "w131002376", Some("W131002376"), &[Rule::PivotTidied]),
    ("pivot", "", Some("00000000000000"), &[]),
    (
        "pivot",
        "00000000000000",
        Some("00000000000000"),
        &[Rule::PivotUnknown],
    ),
    ("pivot", "0", Some("00000000000000"), &[Rule::PlaceholderEmptied]),
    ("pivot", "1", Some("00000000000000"), &[Rule::PivotDropped]),
    (
        "pivot",
        "4.34933E+13",
        Some("00000000000000"),
        &[Rule::PivotDropped],
    ),
    (
        "pivot",
        "association",
        Some("00000000000000"),
        &[Rule::PivotDropped],
    ),
    ("nom", "1", Some("1"), &[Rule::NameIsANumber]),
    (
        "nom",
        "434 933 123 00029",
        Some("434 933 123 00029"),
        &[Rule::NameIsANumber],
    ),
    ("nom", "Le 104", Some("Le 104"), &[]),
    ("nom", "3e lieu", Some("3e lieu"), &[]),
    ("nom", "  Le Lac ", Some("Le Lac"), &[]),
    ("nom", "\"'", None, &[Rule::NameUnusable]),
    (
        "nom",
        "<b>\"</b><i>'</i>",
        None,
        &[Rule::MarkupRemoved, Rule::NameUnusable],
    ),
    ("nom", "Le  Lac\nbleu", Some("Le Lac bleu"), &[Rule::SpacesTidied]),
    (
        "nom",
        "<b>Le Lac</b> &amp; l&#39;&Eacute;tang",
        Some("Le Lac & l'Étang"),
        &[Rule::MarkupRemoved],
    ),
    (
        "nom",
        "Le\u{7} Lac",
        Some("Le Lac"),
        &[Rule::ControlCharactersRemoved],
    ),
    (
        "nom",
        "MÃ©diathÃ¨que",
        Some("Médiathèque"),
        &[Rule::CharactersReread],
    ),
    ("nom", "=1+un", Some("1+un"), &[Rule::FormulaNeutralised]),
    ("nom", "<br>", None, &[Rule::TextUnusable, Rule::RequiredMissing]),
    (
        "nom",
        "#N/A",
        None,
        &[Rule::PlaceholderEmptied, Rule::RequiredMissing],
    ),
    ("commune", "", None, &[Rule::RequiredMissing]),
    (
        "code_postal",
        "1000",
        Some("01000"),
        &[Rule::PostcodeZeroRestored],
    ),
    ("code_postal", "51 100", Some("51100"), &[Rule::PostcodeTidied]),
    ("code_postal", "F-51100", Some("51100"), &[Rule::PostcodeTidied]),
    (
        "code_postal",
        "51100 CEDEX 2",
        Some("51100"),
        &[Rule::PostcodeTidied],
    ),
    ("code_postal", "51100.0", Some("51100"), &[Rule::PostcodeTidied]),
    ("code_postal", "Reims", None, &[Rule::PostcodeUnusable]),
    ("code_postal", "511000", None, &[Rule::PostcodeUnusable]),
    ("code_insee", "51454", Some("51454"), &[]),
    ("code_insee", "2a004", Some("2A004"), &[Rule::CommuneCodeTidied]),
    ("code_insee", "1004", Some("01004"), &[Rule::CommuneCodeTidied]),
    ("code_insee", "Reims", Some(""), &[Rule::CommuneCodeDropped]),
    ("adresse", "", None, &[Rule::RequiredMissing]),
    ("latitude", "48,85", Some("48.85"), &[Rule::DecimalComma]),
    ("telephone", "+33180059880", Some("+33180059880"), &[]),
    (
        "telephone",
        "01 80 05 98 80",
        Some("+33180059880"),
        &[Rule::PhoneRewritten],
    ),
    (
        "telephone",
        "180059880",
        Some("+33180059880"),
        &[Rule::PhoneRepaired],
    ),
    (
        "telephone",
        "+33262123456",
        Some("+262262123456"),
        &[Rule::PhoneRepaired],
    ),
    (
        "telephone",
        "0180059880 ou 0611223344",
        Some("+33180059880"),
        &[Rule::OtherPhonesDropped],
    ),
    (
        "telephone",
        "+33180059880|+33611223344",
        Some("+33180059880"),
        &[Rule::OtherPhonesDropped],
    ),
    ("telephone", "39 49", Some(""), &[Rule::PhoneUnreadable]),
    (
        "telephone",
        "+59059012345",
        Some("+59059012345"),
        &[Rule::PhoneDoubtful],
    ),
    ("courriels", "a@x.fr|b@x.fr", Some("a@x.fr|b@x.fr"), &[]),
    (
        "courriels",
        "a@x.fr, B@x.fr a@x.fr",
        Some("a@x.fr|B@x.fr"),
        &[Rule::EmailTidied, Rule::RepeatedValue],
    ),
    (
        "courriels",
        "Accueil <a@x.fr>",
        Some("a@x.fr"),
        &[Rule::EmailTidied],
    ),
    ("courriels", "voir le site", Some(""), &[Rule::EmailDropped]),
    ("courriel", "a@x.fr", Some("a@x.fr"), &[]),
    (
        "site_web",
        "https://X.fr/A;b,c|http://y.fr",
        Some("https://X.fr/A;b,c|http://y.fr"),
        &[],
    ),
    (
        "site_web",
        "www.X.fr/Page",
        Some("http://www.X.fr/Page"),
        &[Rule::UrlSchemeAdded],
    ),
    (
        "site_web",
        "https://x.fr/(a) x.fr/B",
        Some("https://x.fr/%28a%29|http://x.fr/B"),
        &[Rule::UrlTidied, Rule::UrlSchemeAdded],
    ),
    (
        "site_web",
        "https://mairie-é.fr/été",
        Some("https://mairie-é.fr/été"),
        &[],
    ),
    ("site_web", "javascript:alert(1)", Some(""), &[Rule::UrlDropped]),
    (
        "prise_rdv",
        "https://x.fr https://y.fr",
        Some("https://x.fr"),
        &[Rule::OtherUrlsDropped],
    ),
    ("horaires", "Mo-Fr 09:00-12:00", Some("Mo-Fr 09:00-12:00"), &[]),
    (
        "horaires",
        "Mo-Fr 09:00-12:00;\u{a0} Sa 09:00-12:00",
        Some("Mo-Fr 09:00-12:00; Sa 09:00-12:00"),
        &[Rule::HoursTidied],
    ),
    ("horaires", "du lundi au vendredi", Some(""), &[Rule::HoursNotOsm]),
    ("date_maj", "5/4/2022", Some("2022-04-05"), &[Rule::DateRewritten]),
    (
        "date_maj",
        "15/01/24",
        Some("2024-01-15"),
        &[Rule::DateInterpreted],
    ),
    (
        "date_maj",
        "2022-05-04T10:00:00+02:00",
        Some("2022-05-04"),
        &[Rule::DateRewritten],
    ),
    ("date_maj", "04/2023", Some("2023-04-01"), &[Rule::DateMonthOnly]),
    ("date_maj", "31/02/2024", None, &[Rule::DateImpossible]),
    ("date_maj", "9999-12-31", None, &[Rule::DateOutOfRange]),
    ("date_maj", "1970-01-01", None, &[Rule::DateMissing]),
    ("date_maj", "récemment", None, &[Rule::DateUnreadable]),
    (
        "services",
        "Loisirs et créations numériques;Loisirs et créations numériques",
        Some("Loisirs et créations numériques"),
        &[Rule::RepeatedValue],
    ),
    (
        "services",
        "loisirs et creations numeriques",
        Some("Loisirs et créations numériques"),
        &[Rule::ListValueRewritten],
    ),
    (
        "services",
        "Utiliser le numérique au quotidien;Accéder à du matériel",
        Some("Maîtrise des outils numériques du quotidien|Accès internet et matériel informatique"),
        &[Rule::ConvertedFromV0],
    ),
    (
        "services",
        "Prendre en main un ordinateur Accéder à du matériel",
        Some("Maîtrise des outils numériques du quotidien|Accès internet et matériel informatique"),
        &[Rule::ConvertedFromV0],
    ),
    ("services", "Coworking", Some(""), &[Rule::ListValueUnknown]),
    ("typologie", "PE", Some("FT"), &[Rule::ConvertedFromV0]),
    (
        "typologie",
        "tiers-lieux|ASSO",
        Some("ASSO|TIERS_LIEUX"),
        &[Rule::ListValueRewritten],
    ),
    (
        "modalites_acces",
        "Ce lieu n’accueille pas de public",
        Some("Ce lieu n'accueille pas de public"),
        &[Rule::ListValueRewritten],
    ),
    (
        "modalites_accompagnement",
        "A ma place : une personne habilitée fait les démarches à ma place",
        Some("Accompagnement individuel"),
        &[Rule::ConvertedFromV0],
    ),
    ("frais_a_charge", "Gratuit|Payant", Some("Gratuit|Payant"), &[]),
    (
        "formations_labels",
        "Étapes numériques (La Poste)",
        Some("Étapes numériques (La Poste)"),
        &[],
    ),
    (
        "formations_labels",
        "Étapes numériques(La Poste)",
        Some("Étapes numériques (La Poste)"),
        &[],
    ),
    (
        "formations_labels",
        "Label maison",
        Some(""),
        &[Rule::MovedToOtherLabels],
    ),
    (
        "autres_formations_labels",
        "Label maison|Label maison|QPV",
        Some("Label maison|QPV"),
        &[Rule::RepeatedValue],
    ),
    (
        "prise_en_charge_specifique",
        "Déficiance visuelle",
        Some("Déficience visuelle"),
        &[Rule::ListValueRewritten],
    ),
];

fn column(name: &str) -> Column {
    let name = if name == "courriel" { "courriels" } else { name };
    *Column::ALL
        .iter()
        .find(|column| column.name() == name)
        .expect(name)
}

#[test]
fn each_field_is_kept_put_right_or_left_out_with_its_rule() {
    for (field, written, after, expected) in CASES {
        // A latitude alone is no position.
        let fields = match *field {
            "latitude" => vec![(*field, *written), ("longitude", "2.35")],
            _ => vec![(*field, *written)],
        };
        let row = single(&fields);
        assert_eq!(rules(&row), *expected, "{field} {written:?}");
        let read = row
            .record()
            .map(|record| value(record, column(field)).into_owned());
        assert_eq!(read.as_deref(), *after, "{field} {written:?}");
        for finding in &row.findings {
            assert_eq!(finding.field, Some(column(field)), "{field} {written:?}");
        }
    }
}

#[test]
fn every_rule_has_a_case_and_a_line_in_the_documentation() {
    let mut met: BTreeSet<Rule> = OF_ROWS.into();
    met.extend(CASES.iter().flat_map(|(_, _, _, rules)| rules.iter().copied()));
    met.extend([
        Rule::TextCut,
        Rule::SummaryCut,
        Rule::IdUnusable,
        Rule::PositionSplit,
        Rule::PositionSwapped,
        Rule::PositionZero,
        Rule::PositionHalf,
        Rule::PositionUnreadable,
        Rule::PositionProjected,
        Rule::PositionOutsideFrance,
        Rule::CommuneCodeFilled,
        Rule::CommuneCodeUnknown,
        Rule::CommuneCodeDisagrees,
        Rule::CommuneUnknown,
        Rule::CommuneCodeBroughtUpToDate,
        Rule::CommuneFilled,
        Rule::PostcodeFilled,
        Rule::PostcodeCompleted,
        Rule::IdReassigned,
        Rule::DateInFuture,
        Rule::DateFilled,
        Rule::AddressFromComplement,
        Rule::PivotZeroRestored,
    ]);
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/import.md")).unwrap();
    for rule in Rule::ALL {
        assert!(met.contains(rule), "no case for {}", rule.code());
        let kind = match rule.kind() {
            Kind::Conversion => "conversion",
            Kind::Note => "note",
            Kind::Repair => "repair",
            Kind::Loss => "loss",
            Kind::Rejection => "rejection",
        };
        let line = format!("| `{}` | {kind} | ", rule.code());
        let documented = docs.lines().find(|text| text.starts_with(&line));
        let documented =
            documented.unwrap_or_else(|| panic!("docs/import.md lacks: {line}{} |", rule.explanation()));
        assert!(documented.contains(rule.explanation()), "{documented}");
    }
}
