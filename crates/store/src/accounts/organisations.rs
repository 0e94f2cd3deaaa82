//! Organisations.

use domain::access::{Action, Authority, OrganisationState};
use domain::accounts::acts::AddOrganisation;
use domain::accounts::{OrganisationId, OrganisationKind, OrganisationName, Siret};
use jiff::Timestamp;

use super::told::{Told, tell};
use super::{AccountError, AccountResult};
use crate::args;
use crate::db::{FromRow, Read, Row, Tx, statements};
use crate::error::{StoreError, StoreResult};
use crate::keys::Keyring;

statements! {
    ADD = "INSERT INTO organisations (id, name, kind, siret, territory, runs_instance, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)";
    FIND = "SELECT id, name, kind, siret, territory, runs_instance, closed_at FROM organisations WHERE id = $1";
    ALL = "SELECT id, name, kind, siret, territory, runs_instance, closed_at FROM organisations ORDER BY created_at, id";
    OF_INSTANCE = "SELECT id, name, kind, siret, territory, runs_instance, closed_at FROM organisations
                   WHERE runs_instance = $1";
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its identifier, drawn by whoever adds it.
    pub id: OrganisationId,
    /// As people say it.
    pub name: OrganisationName,
    /// What sort of body it is.
    pub kind: OrganisationKind,
    /// Its number in the register, where it has one.
    pub siret: Option<Siret>,
    /// Code of its territory.
    pub territory: Option<String>,
    /// Whether it runs the instance; exactly one does.
    pub runs_instance: bool,
    /// Whether it takes part.
    pub state: OrganisationState,
}

impl FromRow for Organisation {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        let unreadable = |what| StoreError::Unreadable { what };
        let siret: Option<&str> = row.get("siret")?;
        let closed_at: Option<Timestamp> = row.get("closed_at")?;
        Ok(Self {
            id: row.get("id")?,
            name: OrganisationName::parse(row.get("name")?)
                .map_err(|_| unreadable("name of an organisation"))?,
            kind: OrganisationKind::parse(row.get("kind")?)
                .map_err(|_| unreadable("kind of an organisation"))?,
            siret: siret
                .map(Siret::parse)
                .transpose()
                .map_err(|_| unreadable("SIRET"))?,
            territory: row.get("territory")?,
            runs_instance: row.get("runs_instance")?,
            state: match closed_at {
                None => OrganisationState::Active,
                Some(_) => OrganisationState::Closed,
            },
        })
    }
}

/// Adds an organisation that takes part.
///
/// # Errors
/// The SIRET is taken; a fault.
pub async fn add_organisation(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: Authority<'_, AddOrganisation>,
    new: &Organisation,
    now: Timestamp,
) -> AccountResult<()> {
    let siret = new.siret.as_ref().map(Siret::as_str);
    let arguments = args![
        new.id,
        new.name.as_str(),
        new.kind.code(),
        siret,
        new.territory,
        new.runs_instance,
        now
    ];
    tx.execute(ADD, arguments).await.map_err(|error| {
        if error.is_duplicate() {
            AccountError::SiretTaken
        } else {
            error.into()
        }
    })?;
    let told = Told::by(&by, Action::Create, OrganisationState::Active, new.id.as_str());
    tell(tx, keys, told, now).await
}

/// One organisation.
///
/// # Errors
/// A fault of the database.
pub async fn organisation(db: &impl Read, id: OrganisationId) -> StoreResult<Option<Organisation>> {
    db.query_opt(FIND, args![id]).await
}

/// The organisation that runs the instance; `None` before there are accounts.
///
/// # Errors
/// A fault of the database.
pub async fn instance_organisation(db: &impl Read) -> StoreResult<Option<Organisation>> {
    db.query_opt(OF_INSTANCE, args![true]).await
}

/// Every organisation, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn organisations(db: &impl Read) -> StoreResult<Vec<Organisation>> {
    db.query(ALL, &[]).await
}
