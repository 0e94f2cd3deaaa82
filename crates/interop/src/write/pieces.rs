//! A file piece by piece, for an answer that is sent while it is being written: a start, some places at a time, an end.
//! All pieces together are the bytes that the writers of whole files make.

use domain::places::PlaceRecord;

use super::{delimited, geojson, json};

/// The forms of the schema that can be written in pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// The file of the schema: see [`super::write_schema_csv`].
    SchemaCsv,
    /// An array of objects: see [`super::write_json`].
    Json,
    /// A collection of points: see [`super::write_geojson`].
    Geojson,
}

/// A file on its way, one piece after the other.
#[derive(Debug)]
pub struct Pieces {
    form: FileForm,
    is_empty: bool,
}

/// Why writing to memory does not fail.
const IN_MEMORY: &str = "a vector takes every byte, and records are made of texts and numbers";

impl Pieces {
    /// A file of this form, without any place yet.
    #[must_use]
    pub fn new(form: FileForm) -> Self {
        Self { form, is_empty: true }
    }

    /// What stands before the first place.
    #[must_use]
    pub fn start(&self) -> Vec<u8> {
        match self.form {
            FileForm::SchemaCsv => {
                let mut table = delimited::table(Vec::new());
                delimited::write_schema_names(&mut table).expect(IN_MEMORY);
                table.into_inner().expect(IN_MEMORY)
            }
            FileForm::Json => json::START.to_vec(),
            FileForm::Geojson => geojson::START.to_vec(),
        }
    }

    /// The next places.
    #[must_use]
    pub fn places<'a>(&mut self, records: impl IntoIterator<Item = &'a PlaceRecord>) -> Vec<u8> {
        let mut piece = Vec::new();
        if self.form == FileForm::SchemaCsv {
            let mut table = delimited::table(piece);
            for record in records {
                delimited::write_schema_row(&mut table, record).expect(IN_MEMORY);
            }
            return table.into_inner().expect(IN_MEMORY);
        }
        for record in records {
            match self.form {
                FileForm::Geojson => geojson::write_one(&mut piece, record, self.is_empty),
                FileForm::Json | FileForm::SchemaCsv => json::write_one(&mut piece, record, self.is_empty),
            }
            .expect(IN_MEMORY);
            self.is_empty = false;
        }
        piece
    }

    /// What stands after the last place.
    #[must_use]
    pub fn end(self) -> &'static [u8] {
        match self.form {
            FileForm::SchemaCsv => b"",
            FileForm::Json => json::END,
            FileForm::Geojson => geojson::END,
        }
    }
}
