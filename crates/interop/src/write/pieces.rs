//! A file piece by piece, for an answer that is sent while it is being written: a start, some places at a time, an end.
//! All pieces together are the bytes that the writers of whole files make.

use super::credit::{Published, SourceCredit};
use super::delimited;
use super::objects::Shape;

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

impl FileForm {
    fn shape(self) -> Option<Shape> {
        match self {
            Self::SchemaCsv => None,
            Self::Json => Some(Shape::Json),
            Self::Geojson => Some(Shape::Geojson),
        }
    }
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

    /// What stands before the first place; a collection of points credits `sources` there.
    #[must_use]
    pub fn start(&self, sources: &[SourceCredit]) -> Vec<u8> {
        let Some(shape) = self.form.shape() else {
            let mut table = delimited::table(Vec::new());
            delimited::write_schema_names(&mut table).expect(IN_MEMORY);
            return table.into_inner().expect(IN_MEMORY);
        };
        let mut piece = Vec::new();
        shape.write_start(&mut piece, sources).expect(IN_MEMORY);
        piece
    }

    /// The next places.
    #[must_use]
    pub fn places<P: Published>(&mut self, places: impl IntoIterator<Item = P>) -> Vec<u8> {
        let mut piece = Vec::new();
        let Some(shape) = self.form.shape() else {
            let mut table = delimited::table(piece);
            for place in places {
                delimited::write_schema_row(&mut table, place.record()).expect(IN_MEMORY);
            }
            return table.into_inner().expect(IN_MEMORY);
        };
        for place in places {
            shape
                .write_one(&mut piece, &place, self.is_empty)
                .expect(IN_MEMORY);
            self.is_empty = false;
        }
        piece
    }

    /// What stands after the last place.
    #[must_use]
    pub fn end(self) -> &'static [u8] {
        self.form.shape().map_or(b"", Shape::end)
    }
}
