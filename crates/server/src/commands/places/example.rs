//! A finding as a terminal shows it: where it was found, what stood there, what it became.

use interop::{Finding, Row, Rule};
use std::fmt::Write;

/// Characters of a value that are shown.
const SHOWN_CHARS: usize = 60;

/// A finding, with the place where it was found.
pub(super) struct Example {
    row: u64,
    line: Option<u64>,
    id: Box<str>,
    pub finding: Finding,
}

impl Example {
    pub fn of(row: &Row, finding: &Finding) -> Self {
        Self {
            row: row.number,
            line: row.line,
            id: row.id.clone(),
            finding: finding.clone(),
        }
    }

    /// `line 12 (id 7), date_maj: "31/02/2024"`, with what it became if it became something.
    pub fn text(&self) -> String {
        let mut text = match self.line {
            Some(line) => format!("line {line}"),
            None => format!("row {}", self.row),
        };
        if !self.id.is_empty() {
            let _never_fails = write!(text, " (id {})", shown(&self.id));
        }
        let field = self.finding.field.map_or("the whole row", |field| field.name());
        let _never_fails = write!(text, ", {field}: \"{}\"", shown(&self.finding.value));
        if let Some(after) = &self.finding.after {
            // Most values became another one; these were kept, and disagree with something.
            let _never_fails = match self.finding.rule {
                Rule::DuplicateId | Rule::PositionFarFromCommune => write!(text, ": {}", shown(after)),
                Rule::IdReassigned => write!(text, ": was {}", shown(after)),
                _ => write!(text, " → \"{}\"", shown(after)),
            };
        }
        text
    }
}

/// A value as a terminal may show it: a file must not move the cursor or change colours.
pub(super) fn shown(value: &str) -> String {
    let mut chars = value.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut text: String = chars.by_ref().take(SHOWN_CHARS).collect();
    if chars.next().is_some() {
        text.push('…');
    }
    text
}

/// Columns that are shown; the document has the others.
const COLUMNS_SHOWN: usize = 20;

/// One line on the columns that the schema does not have, each with the one that it was probably meant to be.
pub(super) fn ignored(columns: &[String]) -> String {
    let named: Vec<String> = columns
        .iter()
        .take(COLUMNS_SHOWN)
        .map(|column| match interop::nearest_column(column) {
            Some(near) => format!("`{}` (did you mean `{}`?)", shown(column), near.name()),
            None => format!("`{}`", shown(column)),
        })
        .collect();
    let more = columns.len().saturating_sub(COLUMNS_SHOWN);
    let more = if more == 0 {
        String::new()
    } else {
        format!(", and {more} more")
    };
    format!(
        "Columns left out, which the schema does not have: {}{more}",
        named.join(", ")
    )
}
