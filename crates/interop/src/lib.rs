//! National formats of places, in and out: bytes to domain values, domain values to bytes.
//!
//! The format is the national schema « lieux de médiation numérique », in every version from v0.1.0 to v1.0.2, as
//! CSV, JSON, lines of JSON or GeoJSON. Reading goes row by row, so memory does not grow with the file.
//! Nothing here fetches anything, opens a file, or decides what to do with a bad row: each row comes out accepted,
//! repaired or rejected with what was found (`docs/import.md` lists every rule).

mod cells;
mod column;
mod communes;
mod decode;
mod fold;
mod likely;
mod read;
mod refusal;
mod repair;
mod row;
mod rule;
mod sniff;
mod write;

pub use column::{Column, nearest_column};
pub use communes::{Communes, NoCommunes};
pub use likely::{LikelyColumn, Likeness};
pub use read::{FileNotes, Options, Rows, SchemaVersion, read};
pub use refusal::Refusal;
pub use repair::phone_as_people_write_it;
pub use row::{Finding, Outcome, Row};
pub use rule::{Kind, Rule};
pub use sniff::{Encoding, Format, Sniffed, sniff};
pub use write::{
    Credit, ExtraColumns, FileForm, Pieces, Published, SourceCredit, schema_file_name, schema_object, value,
    write_csv, write_geojson, write_json, write_schema_csv,
};
