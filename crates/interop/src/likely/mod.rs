//! Which columns of a file in another layout probably stand for which fields of the schema, so that somebody can rename
//! them. A help for people: nothing is ever read by these guesses, and a field that nothing resembles is left open.

mod names;
mod sample;
mod values;

use crate::column::{Column, heading};
use crate::communes::Communes;
pub(crate) use sample::{Sample, Sampled};
use values::Fit;

/// The fields that are looked for, those without which no row can become a place first.
const FIELDS: [Column; 14] = [
    Column::Id,
    Column::Name,
    Column::Postcode,
    Column::Commune,
    Column::Street,
    Column::UpdatedOn,
    Column::Latitude,
    Column::Longitude,
    Column::CommuneCode,
    Column::Phone,
    Column::Emails,
    Column::Websites,
    Column::Pivot,
    Column::Hours,
];

/// A column that probably stands for a field of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikelyColumn {
    /// The field.
    pub field: Column,
    /// The column, as the file writes its name.
    pub column: String,
    /// What speaks for it.
    pub because: Likeness,
    /// One of its values, shortened; `None` where no row has any.
    pub example: Option<String>,
}

/// What speaks for a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Its name; its values say nothing for or against.
    Name,
    /// Its values alone.
    Values,
    /// Both.
    NameAndValues,
    /// The field is a part of its values: an address that ends with postcode and commune.
    Inside,
    /// Latitude and longitude stand in it together, which reading understands.
    BothCoordinates,
}

impl Likeness {
    /// Stable name: `name`, `values`, `name-and-values`, `inside`, `both-coordinates`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Values => "values",
            Self::NameAndValues => "name-and-values",
            Self::Inside => "inside",
            Self::BothCoordinates => "both-coordinates",
        }
    }
}

/// Worth of values that fit their field, beside names whose worth goes to 100.
const FITTING: u32 = 35;
/// Below this a likeness is chance.
const LEAST: u32 = 30;
/// Below this the name of a column of dates does not say which: it may be the day on which the place was opened.
const SURE_OF_DATE: u32 = 60;

/// For each field that the file has no column for, beside those that it `has`, the column that most probably stands for it.
pub(crate) fn likely_columns(sample: &Sample, has: &[Column], communes: &dyn Communes) -> Vec<LikelyColumn> {
    let is_unknown = |column: &&Sampled| !column.name.is_empty() && heading(&column.name).column.is_none();
    let unknown: Vec<&Sampled> = sample.columns().iter().filter(is_unknown).collect();
    let missing: Vec<Column> = FIELDS.into_iter().filter(|field| !has.contains(field)).collect();
    // The surest first: a column stands for one field.
    let mut candidates = Vec::new();
    for (rank, field) in missing.iter().enumerate() {
        for (at, column) in unknown.iter().enumerate() {
            if let Some((worth, because)) = worth(*field, column, sample.rows(), communes) {
                candidates.push((std::cmp::Reverse(worth), rank, at, because));
            }
        }
    }
    candidates.sort_unstable_by_key(|(worth, rank, at, _)| (*worth, *rank, *at));
    let mut likely: Vec<LikelyColumn> = Vec::new();
    for (_, rank, at, because) in candidates {
        let (field, column) = (missing[rank], unknown[at]);
        let is_taken = likely
            .iter()
            .any(|taken| taken.field == field || taken.column == column.name);
        if !is_taken {
            likely.push(named(field, column, because));
        }
    }
    add_coordinates_in_one(&mut likely, &missing, &unknown);
    add_parts_of_addresses(&mut likely, &missing, sample);
    likely.sort_by_key(|likely| FIELDS.iter().position(|field| *field == likely.field));
    likely
}

fn named(field: Column, column: &Sampled, because: Likeness) -> LikelyColumn {
    LikelyColumn {
        field,
        column: column.name.clone(),
        because,
        example: column.values.first().cloned(),
    }
}

/// How much speaks for a column; `None` when too little does, or its values speak against it.
fn worth(field: Column, column: &Sampled, rows: usize, communes: &dyn Communes) -> Option<(u32, Likeness)> {
    let name = names::likeness(field, &column.name);
    let (worth, because) = match (name, values::fit(field, &column.values, rows, communes)) {
        (_, Fit::Against) | (0, Fit::Open) => return None,
        (name, Fit::Open) => (name, Likeness::Name),
        (0, Fit::For) if values::tell(field) && !names::forbid(field, &column.name) => {
            (FITTING, Likeness::Values)
        }
        (0, Fit::For) => return None,
        (name, Fit::For) if field == Column::UpdatedOn && name < SURE_OF_DATE => {
            (name + FITTING, Likeness::Values)
        }
        (name, Fit::For) => (name + FITTING, Likeness::NameAndValues),
    };
    (worth >= LEAST).then_some((worth, because))
}

/// Both coordinates in one cell: named after the one, the other is understood.
fn add_coordinates_in_one(likely: &mut Vec<LikelyColumn>, missing: &[Column], unknown: &[&Sampled]) {
    let position = [Column::Latitude, Column::Longitude];
    let is_missing = position
        .iter()
        .all(|field| missing.contains(field) && !likely.iter().any(|likely| likely.field == *field));
    let column = unknown
        .iter()
        .find(|column| values::most(&column.values, values::is_pair_of_coordinates));
    if let (true, Some(column)) = (is_missing, column) {
        likely.push(named(Column::Latitude, column, Likeness::BothCoordinates));
    }
}

/// Postcode and commune that no column has may stand at the end of an address.
fn add_parts_of_addresses(likely: &mut Vec<LikelyColumn>, missing: &[Column], sample: &Sample) {
    let address = sample
        .columns()
        .iter()
        .find(|column| values::most(&column.values, values::ends_with_postcode_and_town));
    let Some(address) = address else { return };
    for field in [Column::Postcode, Column::Commune] {
        if missing.contains(&field) && !likely.iter().any(|likely| likely.field == field) {
            likely.push(named(field, address, Likeness::Inside));
        }
    }
}

#[cfg(test)]
mod tests;
