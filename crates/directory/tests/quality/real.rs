//! The directory of real places: files of the national schema in two of its versions, read as an import would.

use directory::Directory;
use domain::places::Place;
use fixtures::published;
use interop::Options;
use jiff::civil::date;
use reference::france;

/// Files of the national schema: a region's merged export, the country's conseillers numériques, and two small ones
/// for overseas and for a second city of the south.
const FILES: [&str; 4] = [
    "assembleurs-hauts-de-france-schema-national.json.gz",
    "conseillers-numeriques-permanences-2022-12.json.gz",
    "hub-antilles.json.gz",
    "aix-en-provence.json",
];

/// The directory of all files; `None`, said aloud, where the data is not there.
pub fn directory() -> Option<Directory> {
    let mut places = Vec::new();
    for name in FILES {
        let file = published::bytes(&format!("01-lieux-mediation/{name}"))?;
        places.extend(read(&*file, places.len()));
    }
    Some(Directory::build(places, 1))
}

fn read(input: impl std::io::Read, first_id: usize) -> Vec<Place> {
    let options = Options {
        communes: france(),
        published_on: Some(date(2023, 5, 1)),
        today: None,
    };
    interop::read(input, options)
        .expect("a file of the schema")
        .map(|row| row.expect("a whole file"))
        .filter_map(|row| row.record().cloned())
        .zip(first_id as u64..)
        .map(|(record, id)| fixtures::place(id, record))
        .collect()
}
