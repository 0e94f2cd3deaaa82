//! What comes out of reading: one row after another, each with its findings.

use domain::places::PlaceRecord;

use crate::column::Column;
use crate::rule::{Kind, Rule};

/// Longest part of a value that a finding quotes, in characters.
const QUOTED_MAX_CHARS: usize = 300;

/// One record of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Rank of the record in the file, from 1, the header not counted.
    pub number: u64,
    /// Line of the file on which it begins, from 1, as an editor counts them; `None` where lines mean nothing (JSON).
    pub line: Option<u64>,
    /// The identifier as the file writes it, shortened; empty where there is none.
    pub id: Box<str>,
    /// What became of it.
    pub outcome: Outcome,
    /// What was found, in the order of the schema's columns.
    pub findings: Vec<Finding>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Every value was right, in this version of the schema or in an older one. Findings, if any, are conversions
    /// and notes: what they concern says the same as in the file.
    Accepted(Box<PlaceRecord>),
    /// Something was wrong in a value; the findings say what and what it became.
    Repaired(Box<PlaceRecord>),
    /// No place can be made of it; the findings say why.
    Rejected,
}

impl Row {
    /// The place, unless the row is rejected.
    #[must_use]
    pub fn record(&self) -> Option<&PlaceRecord> {
        match &self.outcome {
            Outcome::Accepted(record) | Outcome::Repaired(record) => Some(record),
            Outcome::Rejected => None,
        }
    }

    /// Rejects the row because an earlier one, `first_row`, has the same identifier. Reading does not remember
    /// identifiers; the caller that does says it here.
    pub fn reject_repeated(&mut self, first_row: u64) {
        let after = format!("row {first_row}");
        let finding = Finding::new(Column::Id, Rule::DuplicateId, &self.id, Some(&after));
        self.findings.push(finding);
        self.outcome = Outcome::Rejected;
    }

    /// Notes that the identifier named another place before, `before`. Reading does not know; the caller that compares
    /// the file with what is known of its source says it here.
    pub fn note_reassigned(&mut self, before: &str) {
        let finding = Finding::new(Column::Id, Rule::IdReassigned, &self.id, Some(before));
        self.findings.push(finding);
    }

    /// The rules for which the row is rejected; none for the others.
    pub fn rejections(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.rule.kind() == Kind::Rejection)
    }
}

/// One thing found in one field of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The field; `None` when it concerns the row as a whole.
    pub field: Option<Column>,
    /// The value as the file has it, shortened to 300 characters.
    pub value: Box<str>,
    /// What it became, or for a value that is kept, what it disagrees with; `None` where it is left out or unchanged.
    pub after: Option<Box<str>>,
    /// Why.
    pub rule: Rule,
}

impl Finding {
    pub(crate) fn new(
        field: impl Into<Option<Column>>,
        rule: Rule,
        value: &str,
        after: Option<&str>,
    ) -> Self {
        Self {
            field: field.into(),
            value: quoted(value),
            after: after.map(quoted),
            rule,
        }
    }
}

pub(crate) fn quoted(text: &str) -> Box<str> {
    if text.len() <= QUOTED_MAX_CHARS {
        return text.into();
    }
    match text.char_indices().nth(QUOTED_MAX_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}
