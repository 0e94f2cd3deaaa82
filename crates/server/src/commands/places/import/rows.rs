//! The rows of a file on their way into the change: read by one thread, taken in and counted by the other.

use crate::Outcome;
use crate::commands::database;
use crate::commands::places::input::Input;
use crate::commands::places::report::Report;
use crate::commands::places::tally::Tally;
use crate::failure::Failure;
use interop::{Kind, Options, Refusal, Row};
use jiff::civil::Date;
use std::time::{Duration, Instant};
use store::places::{Added, FindingOutcome, Import};
use tokio::sync::mpsc;

/// Rows that travel together from the reading thread to the writing one.
const BATCH_ROWS: usize = 256;

/// Reads the whole file, and tells how much of the time was spent on it rather than waiting for the writer, and which of
/// its columns the schema does not have.
pub(super) fn read(
    input: Input,
    today: Date,
    published_on: Option<Date>,
    send: &mpsc::Sender<Vec<Row>>,
) -> Result<(Duration, Vec<String>), Refusal> {
    let mut reading = Duration::ZERO;
    let mut start = Instant::now();
    let options = Options {
        communes: reference::france(),
        published_on,
        today: Some(today),
    };
    let mut batch = Vec::with_capacity(BATCH_ROWS);
    let mut rows = interop::read(input.bytes, options)?;
    for row in &mut rows {
        batch.push(row?);
        if batch.len() == BATCH_ROWS {
            reading += start.elapsed();
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH_ROWS));
            if send.blocking_send(full).is_err() {
                // The writer gave up, and says why itself.
                return Ok((reading, Vec::new()));
            }
            start = Instant::now();
        }
    }
    reading += start.elapsed();
    let _writer_gave_up = send.blocking_send(batch);
    Ok((reading, rows.notes().ignored_columns.clone()))
}

/// Takes rows into the change, then counts and reports them as they came out: a row whose identifier was met before is
/// rejected, one whose identifier named another place before is noted.
pub(super) async fn take(
    import: &mut Import<'_, '_>,
    mut batch: Vec<Row>,
    tally: &mut Tally,
    mut report: Option<&mut Report>,
) -> Outcome {
    let fault = |error| database::fault(&error);
    for row in &mut batch {
        let number = number_of(row)?;
        match row.record() {
            Some(record) => {
                if let Added::Repeated { first_row } = import.add(number, record).await.map_err(fault)? {
                    row.reject_repeated(u64::from(first_row));
                }
            }
            None => import.keep(number, &row.id),
        }
    }
    for other in import.settle().await.map_err(fault)? {
        tally.count_reassigned(&other);
        let row = batch.iter_mut().find(|row| row.number == u64::from(other.row));
        row.expect("rows are settled in their batch")
            .note_reassigned(&other.before);
    }
    for row in &batch {
        let number = number_of(row)?;
        for finding in &row.findings {
            import.report(stored(number, row, finding)).await.map_err(fault)?;
        }
        tally.count(row);
        if let Some(report) = report.as_deref_mut() {
            report.add(row)?;
        }
    }
    Ok(())
}

fn number_of(row: &Row) -> Outcome<u32> {
    u32::try_from(row.number).map_err(|_| {
        Failure::new(
            "too-many-rows",
            "the file has more than four thousand million rows",
        )
    })
}

fn stored(row: u32, of: &Row, finding: &interop::Finding) -> store::places::Finding {
    store::places::Finding {
        row,
        record_id: (!of.id.is_empty()).then(|| of.id.to_string()),
        field: finding.field.map(|field| field.name().to_owned()),
        rule: finding.rule.code().to_owned(),
        before: Some(finding.value.to_string()),
        after: finding.after.as_deref().map(str::to_owned),
        outcome: match finding.rule.kind() {
            Kind::Conversion => FindingOutcome::Converted,
            Kind::Note => FindingOutcome::Noted,
            Kind::Repair => FindingOutcome::Repaired,
            Kind::Loss => FindingOutcome::LeftOut,
            Kind::Rejection => FindingOutcome::Rejected,
        },
    }
}
