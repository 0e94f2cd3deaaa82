//! The text of `parvis.toml` as a flat list of settings: `[log]` and `format = …` make `log.format`.

use crate::failure::Failure;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One setting as it stands in the file.
pub struct Entry {
    /// Dotted name.
    pub key: String,
    /// The value as text, whatever its type in the file.
    pub value: String,
    /// Number of the line, from 1.
    pub line: usize,
}

/// Reads the file.
///
/// # Errors
/// The number of a line, and why it cannot be understood.
pub fn entries(text: &str) -> Result<Vec<Entry>, (usize, Failure)> {
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        (line, Failure::new("configuration", error.message().to_owned()))
    })?;
    let mut entries = Vec::new();
    collect(text, "", table.get_ref(), &mut entries)?;
    // A table of the library is sorted by name; people read their file from top to bottom.
    entries.sort_by_key(|entry| entry.line);
    Ok(entries)
}

fn collect(
    text: &str,
    prefix: &str,
    table: &DeTable<'_>,
    entries: &mut Vec<Entry>,
) -> Result<(), (usize, Failure)> {
    for (name, value) in table {
        let key = if prefix.is_empty() {
            name.get_ref().to_string()
        } else {
            format!("{prefix}.{}", name.get_ref())
        };
        let line = line_of(text, name.span().start);
        match as_text(value) {
            Some(value) => entries.push(Entry { key, value, line }),
            None => match value.get_ref() {
                DeValue::Table(inner) => collect(text, &key, inner, entries)?,
                _ => {
                    let message = format!("`{key}` has to be a text, a number, true or false");
                    return Err((line, Failure::new("configuration", message)));
                }
            },
        }
    }
    Ok(())
}

fn as_text(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .as_bytes()
        .iter()
        .take(offset)
        .filter(|byte| **byte == b'\n')
        .count()
}
