//! What must always hold in the directory, whatever happened to the machine.

use super::columns::record_columns;
use super::identity::content_hash;
use crate::db::{Cell, Read, statements};
use crate::error::StoreResult;

statements! {
    WITHOUT_RECORD = "SELECT p.id FROM places p WHERE NOT EXISTS \
        (SELECT 1 FROM source_records r WHERE r.place_id = p.id) ORDER BY p.id";
    GONE_OR_NOT = "SELECT p.id FROM places p WHERE (p.gone_since IS NULL) <> EXISTS \
        (SELECT 1 FROM source_records r WHERE r.place_id = p.id AND r.gone_at IS NULL) ORDER BY p.id";
    TOO_NEW = "SELECT p.id FROM places p WHERE p.version > (SELECT d.version FROM directory d) ORDER BY p.id";
    CONTENTS = concat!("SELECT p.id, r.content_hash, ", record_columns!("p."),
        " FROM places p JOIN source_records r ON r.place_id = p.id");
}

/// How many places a problem names before it only counts.
const NAMED: usize = 5;

/// What is wrong with the directory, in words for the operator.
pub(crate) async fn problems(db: &impl Read) -> StoreResult<Vec<String>> {
    let mut problems = Vec::new();
    for (sql, what) in [
        (WITHOUT_RECORD, "no source says anything of it"),
        (
            GONE_OR_NOT,
            "it is marked gone although a source mentions it, or the reverse",
        ),
        (TOO_NEW, "it was changed by an import that was never finished"),
    ] {
        let mut places = Vec::new();
        db.for_each(sql, &[], |row| {
            places.push(row.get::<String>(0)?);
            Ok(())
        })
        .await?;
        tell(&mut problems, what, &places);
    }
    let mut altered = Vec::new();
    db.for_each(CONTENTS, &[], |row| {
        let recorded: [u8; 32] = row.get(1)?;
        let mut cells = Vec::with_capacity(super::columns::COUNT);
        for position in 0..super::columns::COUNT {
            cells.push(row.get::<Cell<'_>>(2 + position)?);
        }
        if content_hash(cells.into_iter()) != recorded {
            altered.push(row.get::<String>(0)?);
        }
        Ok(())
    })
    .await?;
    altered.sort();
    tell(
        &mut problems,
        "its values are not those that its source gave",
        &altered,
    );
    Ok(problems)
}

fn tell(problems: &mut Vec<String>, what: &str, places: &[String]) {
    let named = places
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    match places.len() {
        0 => {}
        1 => problems.push(format!("place {named}: {what}")),
        count if count <= NAMED => problems.push(format!("places {named}: {what}")),
        count => problems.push(format!("{count} places ({named}…): {what}")),
    }
}
