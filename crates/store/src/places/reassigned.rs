//! Records whose identifier names another place than before: what each named, and handing it over.
//!
//! A place that gave its identifier up keeps a record, as a former one, and its public address.

use std::collections::HashMap;

use domain::places::{Likeness, PlaceId, RecordId};
use domain::territory::{CommuneCode, Position, Postcode};
use jiff::Timestamp;

use super::reads::DirectoryVersion;
use crate::args;
use crate::db::{FromRow, Read, Row, ToValue, Tx, Value, statements};
use crate::error::{StoreError, StoreResult};

/// How many records [`named`] can be asked for.
pub(super) const AT_A_TIME: usize = 20;

macro_rules! select_named {
    ($which:literal) => {
        concat!(
            "SELECT r.record_id, r.former, p.id, p.name, p.commune, p.postcode, p.commune_code, p.street, p.latitude, \
             p.longitude, p.phone, p.emails FROM source_records r JOIN places p ON p.id = r.place_id \
             WHERE r.source_id = $1 AND ",
            $which
        )
    };
}

statements! {
    NAMED = select_named!("r.former = 0 AND r.record_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
        $15, $16, $17, $18, $19, $20, $21)");
    FORMER = select_named!("r.record_id = $2 AND r.former > 0 ORDER BY r.former DESC");
    GIVE_UP = "UPDATE source_records SET former = $3, gone_at = COALESCE(gone_at, $4) \
        WHERE source_id = $1 AND record_id = $2 AND former = 0";
    TAKE_BACK = "UPDATE source_records SET former = 0 WHERE source_id = $1 AND record_id = $2 AND former = $3";
    // A place is gone when none of its records is left.
    PLACE_GONE = "UPDATE places SET gone_since = $2, version = $3 WHERE id = $1 AND gone_since IS NULL AND NOT EXISTS \
        (SELECT 1 FROM source_records r WHERE r.place_id = $1 AND r.gone_at IS NULL)";
}

/// A row of a file whose identifier named another place before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reassigned {
    /// Rank of the row in the file, from 1.
    pub row: u32,
    /// The identifier.
    pub record: RecordId,
    /// The place that it named, by name and commune.
    pub before: String,
    /// The one that it names now.
    pub now: String,
}

/// What an identifier names, or named.
pub(super) struct Named {
    record: String,
    pub former: u32,
    pub place: PlaceId,
    pub likeness: Likeness,
}

impl FromRow for Named {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        let position = match (row.get::<Option<f64>>(8)?, row.get::<Option<f64>>(9)?) {
            (Some(latitude), Some(longitude)) => {
                let position = Position::new(latitude, longitude);
                Some(position.map_err(|_| StoreError::Unreadable {
                    what: "position of a place",
                })?)
            }
            _ => None,
        };
        let postcode =
            Postcode::parse(row.get(5)?).map_err(|_| StoreError::Unreadable { what: "postcode" })?;
        let commune_code = row.get::<Option<&str>>(6)?.map(CommuneCode::parse).transpose();
        let commune_code = commune_code.map_err(|_| StoreError::Unreadable { what: "commune_code" })?;
        let phone = row.get::<Option<&str>>(10)?.into_iter();
        let contacts = phone
            .chain(row.get::<&str>(11)?.lines())
            .map(str::to_owned)
            .collect();
        Ok(Self {
            record: row.get(0)?,
            former: row.get(1)?,
            place: row.get(2)?,
            likeness: Likeness {
                name: row.get(3)?,
                commune: row.get(4)?,
                postcode,
                commune_code,
                street: row.get(7)?,
                position,
                contacts,
            },
        })
    }
}

/// What each of some records, at most [`AT_A_TIME`], names now.
pub(super) async fn named(
    tx: &Tx<'_>,
    source_id: i64,
    records: impl Iterator<Item = &RecordId>,
) -> StoreResult<HashMap<String, Named>> {
    let mut args = args![source_id].to_vec();
    args.extend(records.map(ToValue::to_value));
    debug_assert!(args.len() <= AT_A_TIME + 1, "the statement has no room for more");
    args.resize(AT_A_TIME + 1, Value::Null);
    let found: Vec<Named> = tx.query(NAMED, &args).await?;
    Ok(found
        .into_iter()
        .map(|named| (named.record.clone(), named))
        .collect())
}

/// What a record named before, the latest first.
pub(super) async fn former(tx: &Tx<'_>, source_id: i64, record: &RecordId) -> StoreResult<Vec<Named>> {
    tx.query(FORMER, args![source_id, record]).await
}

/// The place that the record names now becomes its former one number `former`; its identifier is free.
pub(super) async fn give_up(
    tx: &mut Tx<'_>,
    source_id: i64,
    record: &RecordId,
    former: u32,
    now: Timestamp,
) -> StoreResult<()> {
    tx.execute(GIVE_UP, args![source_id, record, former, now])
        .await
        .map(|_| ())
}

/// The former place number `former` is again the one that the record names.
pub(super) async fn take_back(
    tx: &mut Tx<'_>,
    source_id: i64,
    record: &RecordId,
    former: u32,
) -> StoreResult<()> {
    tx.execute(TAKE_BACK, args![source_id, record, former])
        .await
        .map(|_| ())
}

/// Marks places gone that have no record left; each with the version of the directory.
pub(super) async fn mark_gone(
    tx: &mut Tx<'_>,
    places: impl Iterator<Item = PlaceId>,
    since: Timestamp,
    version: DirectoryVersion,
) -> StoreResult<()> {
    let rows: Vec<_> = places
        .map(|place| args![place, since, version].to_vec())
        .collect();
    tx.execute_many(PLACE_GONE, &rows).await.map(|_| ())
}
