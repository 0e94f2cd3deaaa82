//! Files that nobody should send: each gets a clear answer, and none makes the program fail.

use crate::common::{counts, one_row, plain, read_all, tally};
use interop::{Encoding, Refusal, Rule};
use proptest::prelude::*;

const HEADER: &str = "id,nom,commune,code_postal,adresse,date_maj\n";
const GOOD: &str = "a,Lieu,Reims,51100,1 rue Haute,2024-04-02\n";

fn csv(body: &str) -> Vec<u8> {
    format!("{HEADER}{body}").into_bytes()
}

/// The code of the refusal, at once or while reading.
fn refusal_of(bytes: &[u8]) -> Option<Refusal> {
    match read_all(bytes, plain()) {
        Ok(whole) => whole.stopped,
        Err(refusal) => Some(refusal),
    }
}

#[test]
fn a_file_that_is_no_table_of_places_is_refused_in_plain_words() {
    let deep_array = "[".repeat(100_000);
    let one_object = one_row(&[]);
    let cut = &one_object[..one_object.len() - 20];
    let after_one = [&one_object[..one_object.len() - 1], b",{\"id\":\"b\",\"nom\":\"x"].concat();
    let cases: Vec<(&[u8], &str, &str)> = vec![
        (b"", "empty-file", "the file is empty"),
        (b"\xEF\xBB\xBF\n \n", "empty-file", "the file is empty"),
        (HEADER.as_bytes(), "no-rows", "no row"),
        (b"[]", "no-rows", "no row"),
        (b"{\"data\": []}", "no-rows", "no row"),
        (
            b"nom;ville\nx;y\n",
            "missing-columns",
            "no column `id`, `commune`, `code_postal`, `adresse`, `date_maj`; columns found: `nom`, `ville`",
        ),
        (b"[{\"nom\":\"x\"}]", "missing-columns", "columns found: `nom`"),
        (
            b"une phrase sans colonnes",
            "missing-columns",
            "columns found: `une phrase sans colonnes`",
        ),
        (
            b"PK\x03\x04....xl/workbook.xml",
            "archive",
            "is an Excel workbook, not a text: save it as CSV",
        ),
        (b"\x1f\x8b\x08\x00", "gzip", "decompress it first"),
        (b"\x89PNG\r\n", "binary", "not a text"),
        (
            b"<!doctype html><html><body>404</body></html>",
            "web-page",
            "web page",
        ),
        (b"<?xml version='1.0'?><lieux/>", "xml", "XML"),
        (b"[1, 2, 3]", "not-records", "no list of objects"),
        (b"[[1, 2], [3]]", "not-records", "no list of objects"),
        (deep_array.as_bytes(), "truncated", "cut short"),
        (cut, "truncated", "cut short: it ends inside row 1"),
        (&after_one, "truncated", "cut short: it ends inside row 2"),
        (b"{\"a\":", "truncated", "cut short"),
        (b"null", "not-records", "the JSON file holds no list of objects"),
        (b"{\"data\": null}", "missing-columns", "columns found: `data`"),
        (b"[{\"id\":1},", "truncated", "cut short: it ends inside row 2"),
        (b"[{\"id\":1}", "truncated", "cut short: it ends inside row 2"),
        (
            b"[{\"id\":1} oops",
            "malformed-json-file",
            "not valid JSON: unexpected 'o' after row 1",
        ),
        (
            b"[{\"id\":1,,}]",
            "malformed-json-file",
            "not valid JSON: not one of its first rows can be read",
        ),
        (b"[{\"id\":1,]", "truncated", "cut short"),
    ];
    for (bytes, code, words) in cases {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        let refusal = refusal_of(bytes).unwrap_or_else(|| panic!("{shown} was accepted"));
        assert_eq!(refusal.code(), code, "{shown}: {refusal}");
        assert!(refusal.to_string().contains(words), "{shown}: {refusal}");
    }
}

#[test]
fn rows_before_the_fault_are_given_and_the_fault_is_said() {
    let whole = one_row(&[]);
    let body = String::from_utf8(whole).unwrap();
    let object = body.trim_matches(['[', ']']);
    let garbage = format!("[{object}, oops]");
    let read = read_all(garbage.as_bytes(), plain()).unwrap();
    assert_eq!(read.rows.len(), 1);
    let stopped = read.stopped.unwrap().to_string();
    assert_eq!(stopped, "the file is not valid JSON: unexpected 'o' after row 1");
}

#[test]
fn one_bad_row_costs_itself_alone() {
    let long_quoted = format!("\"{}\",x,Reims,51100,1 rue,2024-04-02\n", "x".repeat(1_100_000));
    let long_plain = format!("{},x,Reims,51100,1 rue,2024-04-02\n", "x".repeat(1_500_000));
    let mut cases: Vec<(String, Rule)> = vec![
        (
            "b,\"ouvert,Reims,51100,1 rue,2024-04-02\n".to_owned(),
            Rule::QuoteUnclosed,
        ),
        (
            "b,Lieu,en trop,Reims,51100,1 rue,2024-04-02\n".to_owned(),
            Rule::TooManyCells,
        ),
        ("b,Lieu\n".to_owned(), Rule::RequiredMissing),
        (long_quoted, Rule::RowTooLong),
        (long_plain, Rule::RowTooLong),
    ];
    // A quotation mark swallows what follows it until the limit: with a large file after it, only its own line is lost.
    let tail: String = (0..20_000)
        .map(|n| format!("n{n},Lieu,Reims,51100,{n} rue Haute,2024-04-02\n"))
        .collect();
    for (line, rule) in cases.drain(..) {
        let bytes = csv(&format!("{GOOD}{line}{tail}"));
        let whole = read_all(&bytes, plain()).unwrap();
        let shown = &line[..line.len().min(40)];
        assert_eq!(
            counts(&whole.rows),
            [20_001, 0, 1],
            "{shown}: {:?}",
            tally(&whole.rows)
        );
        assert_eq!(whole.rows[1].rejections().next().unwrap().rule, rule, "{shown}");
    }
}

#[test]
fn one_bad_element_costs_itself_alone() {
    let good = String::from_utf8(one_row(&[])).unwrap();
    let good = good.trim_matches(['[', ']']);
    let other = good.replace("lieu-1", "lieu-2");
    let nested = format!("{{\"id\":{}{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let long = format!("{{\"id\":\"{}\"}}", "x".repeat(1_500_000));
    for (element, rule) in [
        ("{\"id\":\"b\",,}", Rule::MalformedJson),
        ("{\"id\":\"\\ud800\"}", Rule::MalformedJson),
        (nested.as_str(), Rule::MalformedJson),
        ("\"un texte\"", Rule::NotAnObject),
        ("[1]", Rule::NotAnObject),
        ("null", Rule::NotAnObject),
        (long.as_str(), Rule::RowTooLong),
    ] {
        for bytes in [
            format!("[{good},{element},{other}]"),
            format!("{good}\n{element}\n{other}\n"),
            format!("{{\"meta\":{{\"n\":3}},\"lieux\":[{good},{element},{other}],\"fin\":true}}"),
        ] {
            let shown = &element[..element.len().min(40)];
            let whole = read_all(bytes.as_bytes(), plain()).unwrap_or_else(|e| panic!("{shown}: {e}"));
            assert!(whole.stopped.is_none(), "{shown}: {:?}", whole.stopped);
            assert_eq!(
                counts(&whole.rows),
                [2, 0, 1],
                "{shown}: {:?}",
                tally(&whole.rows)
            );
            assert_eq!(whole.rows[1].findings[0].rule, rule, "{shown}");
        }
    }
}

#[test]
fn a_damaged_cell_is_read_again_in_the_old_encoding() {
    let mut bytes = csv("a,Médiathèque,Reims,51100,1 rue,2024-04-02\n");
    bytes.extend(b"b,M\xe9diath\xe8que,Reims,51100,1 rue,2024-04-02\n");
    let whole = read_all(&bytes, plain()).unwrap();
    assert_eq!(whole.notes.encoding, Encoding::Utf8);
    assert_eq!(counts(&whole.rows), [1, 1, 0]);
    assert_eq!(whole.rows[1].record().unwrap().name.as_str(), "Médiathèque");
    assert_eq!(whole.rows[1].findings[0].rule, Rule::CharactersReread);
}

#[test]
fn a_file_in_an_old_encoding_is_said_once_and_its_rows_are_sound() {
    let text = csv("a,Médiathèque « L’Écho »,Orléans,45000,1 rue de la Forêt,2024-04-02\n");
    let text = String::from_utf8(text).unwrap();
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = mark.then_some('\u{feff}');
        let text: String = mark.into_iter().chain(text.chars()).collect();
        text.encode_utf16().flat_map(bytes).collect()
    };
    let bom = format!("\u{feff}{text}");
    for (bytes, encoding) in [
        (latin.to_vec(), Encoding::Windows1252),
        (bom.into_bytes(), Encoding::Utf8),
        (utf16(u16::to_le_bytes, true), Encoding::Utf16Le),
        (utf16(u16::to_be_bytes, true), Encoding::Utf16Be),
        (utf16(u16::to_le_bytes, false), Encoding::Utf16Le),
    ] {
        let whole = read_all(&bytes, plain()).unwrap();
        assert_eq!(whole.notes.encoding, encoding);
        assert_eq!(
            counts(&whole.rows),
            [1, 0, 0],
            "{encoding:?} {:?}",
            tally(&whole.rows)
        );
        assert_eq!(
            whole.rows[0].record().unwrap().name.as_str(),
            "Médiathèque « L’Écho »"
        );
    }
}

#[test]
fn separators_blank_lines_and_hints_of_spreadsheets_are_understood() {
    let rows = "a{s}Lieu{s}Reims{s}51100{s}1 rue{s}2024-04-02";
    let header = "ID{s}Nom{s}COMMUNE{s}Code Postal{s}Adresse{s}Date MAJ{s}";
    for (separator, before, end) in [
        (",", "", "\n"),
        (";", "sep=;\r\n", "\r\n"),
        ("\t", "", "\r"),
        ("|", "", "\n"),
    ] {
        let text = format!("{before}{header}{end}{end}{rows}{end}{{s}}{{s}}{end}").replace("{s}", separator);
        let whole = read_all(text.as_bytes(), plain()).unwrap();
        assert_eq!(whole.rows.len(), 1, "{separator:?}: {:?}", tally(&whole.rows));
        assert_eq!(
            counts(&whole.rows)[2],
            0,
            "{separator:?}: {:?}",
            tally(&whole.rows)
        );
    }
}

#[test]
fn nul_bytes_in_a_cell_are_removed_and_said() {
    let whole = read_all(&csv("a,Li\0eu,Reims,51100,1 rue,2024-04-02\n"), plain()).unwrap();
    assert_eq!(whole.rows[0].record().unwrap().name.as_str(), "Lieu");
    assert_eq!(whole.rows[0].findings[0].rule, Rule::ControlCharactersRemoved);
}

#[test]
fn columns_that_the_schema_lacks_are_reported_once() {
    let text =
        "id,nom,commune,code_postal,adresse,date_maj,secret,Note interne\na,L,Reims,51100,r,2024-04-02,1,2\n";
    let whole = read_all(text.as_bytes(), plain()).unwrap();
    assert_eq!(whole.notes.ignored_columns, ["secret", "Note interne"]);
    assert_eq!(counts(&whole.rows), [1, 0, 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        drop(read_all(&bytes, plain()));
    }

    #[test]
    fn any_cells_are_read_or_refused(body in "[\\PC\\x00-\\x20\"|;,<&=+@#/]{0,400}") {
        drop(read_all(&csv(&body), plain()));
    }

    #[test]
    fn any_damage_to_a_json_file_is_read_or_refused(at in 0..300_usize, with in any::<u8>(), cut in 0..400_usize) {
        let mut bytes = one_row(&[("services", "Seul : j'ai accès"), ("latitude", "48,85"), ("telephone", "0102030405")]);
        let len = bytes.len();
        bytes[at % len] = with;
        bytes.truncate(len.saturating_sub(cut / 4));
        drop(read_all(&bytes, plain()));
    }

    #[test]
    fn any_value_of_any_column_gives_a_row(column in 0..interop::Column::ALL.len(), value in "\\PC{0,80}") {
        let name = interop::Column::ALL[column].name();
        let whole = read_all(&one_row(&[(name, &value)]), plain()).unwrap();
        prop_assert_eq!(whole.rows.len(), 1);
    }
}
