//! The words that residents do not meet (`docs/glossary.md`) against those of the pages. Pages for programs and the
//! official names of typologies are for others.

use std::fs;
use std::path::Path;

/// Beginnings of words, in small letters.
const JARGON: [&str; 22] = [
    "ci-dessous",
    "ci-contre",
    "ci-après",
    "usager",
    "administré",
    "apprenant",
    "bénéficiaire",
    "dématérialis",
    "téléprocédure",
    "téléservice",
    "médiation numérique",
    "inclusion numérique",
    "modalité",
    "prise en charge",
    "frais à charge",
    "sous condition",
    "illettrisme",
    "illectronisme",
    "allophone",
    "filtre",
    "veuillez",
    "carte mobile",
];

#[test]
fn residents_meet_no_word_that_the_glossary_keeps_from_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/fr");
    let mut found = Vec::new();
    let mut read = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if matches!(name.as_str(), "api" | "typology") {
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines() {
            let said = line.split_once(" = ").map_or(line, |(_, said)| said);
            if line.starts_with('#') {
                continue;
            }
            read += 1;
            let said = said.to_lowercase();
            found.extend(
                JARGON
                    .iter()
                    .filter(|word| said.contains(**word))
                    .map(|word| format!("{name}: {word} in {line}")),
            );
        }
    }
    assert!(read > 300, "{read} lines");
    assert!(found.is_empty(), "{found:#?}");
}
