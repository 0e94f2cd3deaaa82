//! What the last import of each source repaired, left out or rejected, for its report.

use domain::places::SourceName;

use crate::args;
use crate::db::{FromRow, Read, Row, Tx, Value, statements};
use crate::error::{StoreError, StoreResult};

statements! {
    OF_SOURCE = "SELECT f.row_number, f.record_id, f.field, f.rule, f.before_value, f.after_value, f.outcome \
        FROM import_findings f JOIN sources s ON s.id = f.source_id WHERE s.name = $1 ORDER BY f.row_number, f.id";
    FORGET = "DELETE FROM import_findings WHERE source_id = $1";
    RECORD = "INSERT INTO import_findings \
        (source_id, row_number, record_id, field, rule, before_value, after_value, outcome) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

/// One thing found in one field of one row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Rank of the record in the file, from 1.
    pub row: u32,
    /// Its identifier as the file writes it, when it has one.
    pub record_id: Option<String>,
    /// The schema's name of the field; `None` when the row as a whole is concerned.
    pub field: Option<String>,
    /// The code of the rule.
    pub rule: String,
    /// The value as the file has it.
    pub before: Option<String>,
    /// What it became.
    pub after: Option<String>,
    /// What was done about it.
    pub outcome: FindingOutcome,
}

/// What was done about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingOutcome {
    /// Right in an older version of the schema or as people write it, brought to the current form.
    Converted,
    /// Kept as it is; worth knowing.
    Noted,
    /// Wrong, and put right.
    Repaired,
    /// Unusable, left out; the rest of the row stands.
    LeftOut,
    /// The row cannot become a place.
    Rejected,
}

impl FindingOutcome {
    const ALL: [Self; 5] = [
        Self::Converted,
        Self::Noted,
        Self::Repaired,
        Self::LeftOut,
        Self::Rejected,
    ];

    /// Stable name, used in reports and translation keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Converted => "converted",
            Self::Noted => "noted",
            Self::Repaired => "repaired",
            Self::LeftOut => "left-out",
            Self::Rejected => "rejected",
        }
    }
}

impl FromRow for Finding {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        let code: &str = row.get("outcome")?;
        let outcome = FindingOutcome::ALL
            .into_iter()
            .find(|outcome| outcome.code() == code);
        Ok(Self {
            row: row.get("row_number")?,
            record_id: row.get("record_id")?,
            field: row.get("field")?,
            rule: row.get("rule")?,
            before: row.get("before_value")?,
            after: row.get("after_value")?,
            outcome: outcome.ok_or(StoreError::Unreadable {
                what: "outcome of a finding",
            })?,
        })
    }
}

/// What the last import of a source found, in the order of its rows.
///
/// # Errors
/// A fault of the database.
pub async fn findings(db: &impl Read, source: &SourceName) -> StoreResult<Vec<Finding>> {
    let mut all = Vec::new();
    db.for_each(OF_SOURCE, args![source], |row| {
        all.push(Finding::from_row(row)?);
        Ok(())
    })
    .await?;
    Ok(all)
}

pub(super) async fn forget(tx: &mut Tx<'_>, source_id: i64) -> StoreResult<()> {
    tx.execute(FORGET, args![source_id]).await.map(|_| ())
}

pub(super) async fn record(tx: &mut Tx<'_>, source_id: i64, findings: &[Finding]) -> StoreResult<()> {
    let rows: Vec<Vec<Value>> = findings
        .iter()
        .map(|finding| {
            args![
                source_id,
                finding.row,
                finding.record_id.as_deref().map(storable),
                finding.field,
                finding.rule,
                finding.before.as_deref().map(storable),
                finding.after.as_deref().map(storable),
                finding.outcome.code(),
            ]
            .to_vec()
        })
        .collect();
    tx.execute_many(RECORD, &rows).await.map(|_| ())
}

/// What a file holds, as both engines can keep it: PostgreSQL has no text with U+0000, and a finding about such a cell
/// must not cost the whole import.
fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}
