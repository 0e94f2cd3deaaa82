//! Small files of invented places, and importing them.

use super::harness::{Instance, Said};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The columns of [`file`].
pub const HEADER: &str =
    "id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,services,date_maj";

/// A file of invented places; each row is identifier, name, commune, postcode, commune code, day.
pub fn file(instance: &Instance, name: &str, rows: &[[&str; 6]]) -> PathBuf {
    let mut text = format!("{HEADER}\n");
    for [id, name, commune, postcode, code, day] in rows {
        let line = format!(
            "{id},00000000000000,{name},{commune},{postcode},{code},1 rue du Lavoir,,,Aide aux démarches administratives,{day}\n"
        );
        text.push_str(&line);
    }
    let path = instance.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

pub const LILLE: [&str; 6] = ["a-1", "La Passerelle", "Lille", "59000", "59350", "2024-01-02"];
pub const RENNES: [&str; 6] = ["a-2", "Le Goéland", "Rennes", "35000", "35238", "2024-01-03"];
pub const BREST: [&str; 6] = ["a-3", "La Rade", "Brest", "29200", "29019", "2024-01-04"];

/// Imports a file, the answer as a document.
pub fn import(instance: &Instance, file: &Path, more: &[&str]) -> Said {
    let mut arguments = vec!["places", "import", file.to_str().unwrap(), "--json"];
    arguments.extend(more);
    instance.run(&arguments)
}

/// Rows read, accepted, repaired; places created, updated, unchanged, gone.
pub fn numbers(document: &Value) -> [u64; 7] {
    [
        "rows_read",
        "accepted",
        "repaired",
        "created",
        "updated",
        "unchanged",
        "gone",
    ]
    .map(|key| {
        document[key]
            .as_u64()
            .unwrap_or_else(|| panic!("{key} in {document}"))
    })
}
