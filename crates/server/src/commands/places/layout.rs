//! Why a file in another layout than the national schema's is refused, and which of its columns to rename: what people
//! need who have a list of places and a spreadsheet.

use super::example::shown;
use crate::failure::Failure;
use interop::{Column, LikelyColumn, Likeness};
use serde_json::{Map, Value, json};

/// The option that gives a day to rows without one, as a refusal shows it.
pub const DATE_OPTION: &str = "--date-maj 2026-11-01";

/// From this many required columns on, a file does not lack some: it is in another layout.
const ANOTHER_LAYOUT: usize = 3;
/// Columns of the file that people are shown; the document has them all.
const COLUMNS_SHOWN: usize = 40;
/// Characters of a value that are shown.
const VALUE_SHOWN_CHARS: usize = 32;

/// The refusal of a file without these columns.
pub fn refusal(missing: &[Column], found: &[String], likely: &[LikelyColumn]) -> Failure {
    let names: Vec<String> = missing
        .iter()
        .map(|column| format!("`{}`", column.name()))
        .collect();
    let message = match names.len() {
        1 => format!("its column {} is missing", names[0]),
        ANOTHER_LAYOUT.. => format!(
            "this is not the layout of the national schema: the columns {} are missing",
            names.join(", ")
        ),
        _ => format!("its columns {} are missing", names.join(", ")),
    };
    let failure = Failure::new("missing-columns", message)
        .lines(lines(missing, found, likely))
        .value(
            "missing",
            missing.iter().map(|column| column.name()).collect::<Vec<_>>(),
        )
        .value("columns", found.to_vec())
        .value("likely", document(likely));
    let renaming = "Rename the columns in a spreadsheet, save it as CSV (UTF-8) and import that; docs/import.md lists all names. \
                    Nothing was changed.";
    let resembled = likely
        .iter()
        .filter(|likely| missing.contains(&likely.field))
        .count();
    if missing.len() > ANOTHER_LAYOUT && resembled <= 1 {
        return failure.hint(format!("Is it a list of places at all? {renaming}"));
    }
    if resembled == 0 {
        return failure.hint("Nothing was changed.");
    }
    failure.hint(renaming)
}

/// What each column that is missing probably is, then what else the file seems to have, then all its columns.
fn lines(missing: &[Column], found: &[String], likely: &[LikelyColumn]) -> Vec<String> {
    let (required, others): (Vec<_>, Vec<_>) =
        likely.iter().partition(|likely| missing.contains(&likely.field));
    let width = missing
        .iter()
        .map(|column| column.name().len())
        .max()
        .unwrap_or(0);
    let mut lines: Vec<String> = missing
        .iter()
        .map(|field| {
            let line = match required.iter().find(|likely| likely.field == *field) {
                Some(likely) => format!("← {}", explained(likely)),
                None => format!("  {}", without(*field)),
            };
            format!("{:width$} {line}", field.name())
        })
        .collect();
    if !others.is_empty() {
        let others: Vec<String> = others
            .iter()
            .map(|likely| format!("{} ← {}", likely.field.name(), quoted(&likely.column)))
            .collect();
        lines.push(format!("Also: {}", others.join(", ")));
    }
    let columns: Vec<String> = found
        .iter()
        .take(COLUMNS_SHOWN)
        .map(|column| quoted(column))
        .collect();
    let more = match found.len().saturating_sub(COLUMNS_SHOWN) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    lines.push(match columns.is_empty() {
        true => "The file has no column with a name.".to_owned(),
        false => format!("Columns of the file: {}{more}", columns.join(", ")),
    });
    lines
}

/// A column with what speaks for it.
fn explained(likely: &LikelyColumn) -> String {
    let column = quoted(&likely.column);
    let Some(example) = likely.example.as_deref().map(shown_value) else {
        // Only its name speaks for a column without values.
        return column;
    };
    match (likely.because, likely.field) {
        (Likeness::Inside, _) => {
            format!("a part of {column}, to be moved into a column of its own ({example})")
        }
        (Likeness::BothCoordinates, _) => {
            format!("{column}: named so, both coordinates are read from it ({example})")
        }
        (Likeness::Values, Column::UpdatedOn) => {
            format!("{column}? Its values are dates ({example}): do they say when the entry was last true?")
        }
        (Likeness::Values, _) => format!("{column}? Its values look like it ({example})"),
        (Likeness::Name | Likeness::NameAndValues, _) => format!("{column} ({example})"),
    }
}

/// What to do about a field that no column resembles.
fn without(field: Column) -> String {
    match field {
        Column::Id => {
            "no column resembles it: give each row a number of its own, which it keeps in later editions"
                .to_owned()
        }
        Column::UpdatedOn => format!(
            "no column resembles it: {DATE_OPTION} gives all rows the day on which the file was published"
        ),
        _ => "no column resembles it".to_owned(),
    }
}

fn quoted(column: &str) -> String {
    format!("« {} »", shown(column))
}

fn shown_value(value: &str) -> String {
    let short: String = value.chars().take(VALUE_SHOWN_CHARS).collect();
    let end = if short.len() < value.len() { "…" } else { "" };
    format!("\"{}{end}\"", shown(&short))
}

fn document(likely: &[LikelyColumn]) -> Value {
    let fields: Map<String, Value> = likely
        .iter()
        .map(|likely| {
            let about =
                json!({ "column": likely.column, "because": likely.because.code(), "example": likely.example.as_deref().unwrap_or("") });
            (likely.field.name().to_owned(), about)
        })
        .collect();
    Value::Object(fields)
}
