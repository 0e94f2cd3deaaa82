use super::harness::Instance;
use super::invented::{HEADER, LILLE, RENNES, file, import, numbers};
use std::io::Write;

const ROW: &str = "c-1,00000000000000,Le Phare,Brest,29200,29019,1 rue du Lavoir,,,,2024-01-02\n";

/// A table of the schema as it should be sent, then damaged.
fn packed_and_cut() -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(format!("{HEADER}\n{}", ROW.repeat(100)).as_bytes())
        .unwrap();
    let mut bytes = gzip.finish().unwrap();
    bytes.truncate(bytes.len() - 20);
    bytes
}

#[test]
fn a_file_that_cannot_be_used_is_refused_whole_and_in_words() {
    let instance = Instance::new();
    let lieux = file(&instance, "lieux.csv", &[LILLE, RENNES]);
    import(&instance, &lieux, &[]);
    let whole = "[{\"id\":\"c-1\",\"nom\":\"Le Phare\",\"commune\":\"Brest\",\"code_postal\":\"29200\",\
        \"adresse\":\"1 rue du Lavoir\",\"pivot\":\"00000000000000\",\"date_maj\":\"2024-01-02\"}]";
    let cut = format!("{},{{\"id\":\"c-2\"", whole.trim_end_matches(']'));
    let undated = format!("{HEADER}\n{}", ROW.replace("2024-01-02", ""));
    let nul = "\0".repeat(4_096);
    for (name, content, code, words) in [
        ("vide.csv", &b""[..], "empty-file", "empty"),
        ("vide.json", b"", "empty-file", "empty"),
        ("blanc.csv", b"\xEF\xBB\xBF\r\n\r\n", "empty-file", "empty"),
        ("sans-ligne.csv", HEADER.as_bytes(), "no-rows", "no row"),
        (
            "colonnes.csv",
            b"a,b\n1,2\n",
            "missing-columns",
            "not the layout of the national schema: the columns `id`",
        ),
        (
            "colonnes.json",
            b"[{\"a\":1}]",
            "missing-columns",
            "not the layout of the national schema: the columns `id`",
        ),
        (
            "classeur.csv",
            b"PK\x03\x04 xl/workbook.xml",
            "archive",
            "save it as CSV",
        ),
        ("image.csv", b"\x89PNG\r\n\x1a\n", "binary", "not a text"),
        ("zeros.csv", nul.as_bytes(), "binary", "not a text"),
        (
            "page.json",
            b"<!doctype html><html><body>404</body></html>",
            "web-page",
            "web page",
        ),
        ("flux.csv", b"<?xml version='1.0'?><lieux/>", "xml", "XML"),
        ("nombres.json", b"[1, 2, 3]", "not-records", "no list of objects"),
        ("coupe.json", cut.as_bytes(), "truncated", "cut short"),
        ("coupe.csv.gz", &packed_and_cut(), "unreadable", ""),
        ("sans-date.csv", undated.as_bytes(), "no-row-accepted", ""),
    ] {
        let path = instance.path().join(name);
        std::fs::write(&path, content).unwrap();
        let said = import(&instance, &path, &["--source", "lieux"]);
        assert_eq!(said.code, 1, "{name} {said:?}");
        let error = &said.json()["error"];
        assert_eq!(error["code"], code, "{name} {said:?}");
        let message = error["message"].as_str().unwrap();
        assert!(
            message.contains(name) && message.contains(words),
            "{name}: {message}"
        );
        assert!(!said.err.contains("panicked"), "{name} {said:?}");
    }
    for (path, why) in [("absent.csv", "no such file"), (".", "a folder")] {
        let said = import(&instance, &instance.path().join(path), &["--source", "lieux"]);
        assert_eq!(said.json()["error"]["code"], "unreadable", "{why} {said:?}");
    }
    // All that came before still stands, and nothing else.
    assert_eq!(
        numbers(&import(&instance, &lieux, &[]).json()),
        [2, 2, 0, 0, 0, 2, 0]
    );
}

#[test]
fn bytes_of_another_encoding_cost_no_row_and_are_said() {
    let instance = Instance::new();
    let mut text = format!("{HEADER}\n{ROW}").into_bytes();
    // « Écluse » in Windows-1252 and a NUL byte, in a file that is UTF-8 for the rest.
    text.extend(b"c-2,00000000000000,L'\xc9cluse,Brest,29200,29019,1 rue\0 du Ch\xc3\xaane,,,,2024-01-02\n");
    let path = instance.path().join("mixte.csv");
    std::fs::write(&path, text).unwrap();
    let said = import(&instance, &path, &["--report", "constats.csv"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(numbers(&said.json()), [2, 2, 1, 2, 0, 0, 0]);
    let report = std::fs::read_to_string(instance.path().join("constats.csv")).unwrap();
    assert!(report.contains("\n2,3,c-2,nom,repaired,"), "{report}");
    assert!(report.contains("\n2,3,c-2,adresse,repaired,"), "{report}");
    let places = instance.run(&["places", "export"]).out;
    assert!(
        places.contains("L'Écluse") && places.contains("1 rue du Chêne"),
        "{places}"
    );
}
