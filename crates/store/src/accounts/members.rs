//! Members: who they are, what they are called, who is in an organisation. How roles change is not here: see
//! `memberships`.

use std::collections::BTreeMap;

use domain::access::{Authority, MembershipState, Owner};
use domain::accounts::acts::SeeTeam;
use domain::accounts::{EmailAddress, MemberId, OrganisationId, PersonName, Role};
use jiff::Timestamp;
use vault::{ContainerKey, Context, Random};

use super::{AccountError, AccountResult, authenticators};
use crate::args;
use crate::db::{FromRow, Read, Row, Tx, statements};
use crate::error::{StoreError, StoreResult};
use crate::keys::{self, Keyring};

statements! {
    COUNT = "SELECT COUNT(*) FROM members";
    ADD = "INSERT INTO members (id, name, email, email_digest, created_at) VALUES ($1, $2, $3, $4, $5)";
    FIND = "SELECT id, name, email FROM members WHERE id = $1";
    BY_EMAIL = "SELECT id FROM members WHERE email_digest = $1";
    ERASE = "UPDATE members SET name = NULL, email = NULL, email_digest = NULL WHERE id = $1";
    ROLES = "SELECT organisation, role FROM memberships WHERE member = $1 AND ended_at IS NULL ORDER BY organisation, role";
    OF = "SELECT member, role, granted_at, ended_at FROM memberships WHERE organisation = $1 ORDER BY granted_at, member, role";
}

/// Somebody who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: MemberId,
    /// Her name.
    pub name: PersonName,
    /// Where links are sent.
    pub email: EmailAddress,
    /// What she is, and where; active memberships only.
    pub roles: Vec<(OrganisationId, Role)>,
}

/// What somebody is, or was, in one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Who.
    pub member: MemberId,
    /// Her name; `None` once she was erased.
    pub name: Option<PersonName>,
    /// Where links are sent; `None` once she was erased.
    pub email: Option<EmailAddress>,
    /// Her roles; those she had, once she left.
    pub roles: Vec<Role>,
    /// Since when.
    pub since: Timestamp,
    /// Whether she may act.
    pub state: MembershipState,
}

/// The container of what a member is called.
pub(super) fn container(id: &MemberId) -> String {
    format!("member/{id}")
}

fn name_place(id: &MemberId) -> Context {
    Context::of("member name").and(id.as_str())
}

fn email_place(id: &MemberId) -> Context {
    Context::of("member e-mail").and(id.as_str())
}

fn email_digest(keys: &Keyring, email: &EmailAddress) -> [u8; 32] {
    keys.lookup().digest("member e-mail", email.key().as_bytes())
}

struct Stored {
    id: MemberId,
    name: Option<Vec<u8>>,
    email: Option<Vec<u8>>,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            email: row.get("email")?,
        })
    }
}

impl Stored {
    /// Name and address; `None` once the member was erased.
    async fn open(
        &self,
        db: &impl Read,
        keys: &Keyring,
    ) -> AccountResult<Option<(PersonName, EmailAddress)>> {
        let unreadable = |what| StoreError::Unreadable { what };
        let key = keys.container(db, &container(&self.id)).await?;
        let (Some(key), Some(name), Some(email)) = (key, &self.name, &self.email) else {
            return Ok(None);
        };
        let name = open_text(&key, &name_place(&self.id), name)
            .and_then(|text| PersonName::parse(&text).ok())
            .ok_or(unreadable("name of a member"))?;
        let email = open_text(&key, &email_place(&self.id), email)
            .and_then(|text| EmailAddress::parse(&text).ok())
            .ok_or(unreadable("address of a member"))?;
        Ok(Some((name, email)))
    }
}

/// A sealed text; `None` when it does not open.
pub(super) fn open_text(key: &ContainerKey, place: &Context, sealed: &[u8]) -> Option<String> {
    let bytes = key.open(place, sealed).ok()?;
    String::from_utf8(bytes.to_vec()).ok()
}

/// Whether anybody can sign in at all.
///
/// # Errors
/// A fault of the database.
pub async fn exist(db: &impl Read) -> StoreResult<bool> {
    let (count,): (i64,) = db.query_one(COUNT, &[]).await?;
    Ok(count > 0)
}

/// Adds somebody with a key of her own.
pub(super) async fn add(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    id: MemberId,
    name: &PersonName,
    email: &EmailAddress,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<()> {
    let key = keys.create(tx, &container(&id), random, now).await?;
    let name = key.seal(&name_place(&id), name.as_str().as_bytes(), random);
    let sealed = key.seal(&email_place(&id), email.as_str().as_bytes(), random);
    tx.execute(ADD, args![id, name, sealed, email_digest(keys, email), now])
        .await?;
    Ok(())
}

/// One member; `None` when there is none, or she was erased.
///
/// # Errors
/// A fault.
pub async fn member(db: &impl Read, keys: &Keyring, id: MemberId) -> AccountResult<Option<Member>> {
    let stored: Option<Stored> = db.query_opt(FIND, args![id]).await?;
    let Some(stored) = stored else { return Ok(None) };
    let Some((name, email)) = stored.open(db, keys).await? else {
        return Ok(None);
    };
    let roles = roles(db, id).await?;
    Ok(Some(Member {
        id,
        name,
        email,
        roles,
    }))
}

/// The member whose address this is.
///
/// # Errors
/// A fault of the database.
pub async fn member_by_email(
    db: &impl Read,
    keys: &Keyring,
    email: &EmailAddress,
) -> StoreResult<Option<MemberId>> {
    let found: Option<(MemberId,)> = db.query_opt(BY_EMAIL, args![email_digest(keys, email)]).await?;
    Ok(found.map(|(id,)| id))
}

/// What a member is, and where.
pub(super) async fn roles(db: &impl Read, id: MemberId) -> StoreResult<Vec<(OrganisationId, Role)>> {
    db.query(ROLES, args![id]).await
}

/// Everybody who is, or was, in an organisation: those who may act first, then by the day they came.
///
/// # Errors
/// The authority does not reach the organisation; a fault.
pub async fn team(
    db: &impl Read,
    keys: &Keyring,
    by: Authority<'_, SeeTeam>,
    organisation: OrganisationId,
) -> AccountResult<Vec<Membership>> {
    if !by.covers(Owner::Organisation(organisation)) {
        return Err(AccountError::OutOfReach);
    }
    let rows: Vec<(MemberId, Role, Timestamp, Option<Timestamp>)> = db.query(OF, args![organisation]).await?;
    let mut by_member: BTreeMap<MemberId, Vec<(Role, Timestamp, bool)>> = BTreeMap::new();
    for (member, role, since, ended_at) in rows {
        let is_active = ended_at.is_none();
        by_member
            .entry(member)
            .or_default()
            .push((role, since, is_active));
    }
    let mut team = Vec::with_capacity(by_member.len());
    for (id, held) in by_member {
        let is_active = held.iter().any(|(.., active)| *active);
        let mut roles: Vec<Role> = held
            .iter()
            .filter(|(.., active)| *active == is_active)
            .map(|(role, ..)| *role)
            .collect();
        roles.sort();
        roles.dedup();
        let stored: Stored = db.query_one(FIND, args![id]).await?;
        let (name, email) = stored.open(db, keys).await?.unzip();
        team.push(Membership {
            member: id,
            name,
            email,
            roles,
            since: held.iter().map(|(_, since, _)| *since).min().expect("a row"),
            state: if is_active {
                MembershipState::Active
            } else {
                MembershipState::Left
            },
        });
    }
    team.sort_by_key(|membership| (membership.state, membership.since, membership.member));
    Ok(team)
}

/// Destroys the key of somebody who left everywhere, and with it her name, her address and what the journal tells of her.
///
/// # Errors
/// There is nobody, or she is still a member somewhere; a fault.
pub async fn erase(tx: &mut Tx<'_>, id: MemberId) -> AccountResult<()> {
    if !roles(tx, id).await?.is_empty() {
        return Err(AccountError::Gone);
    }
    if !keys::destroy(tx, &container(&id)).await? {
        return Err(AccountError::Gone);
    }
    authenticators::forget(tx, id).await?;
    tx.execute(ERASE, args![id]).await?;
    Ok(())
}
