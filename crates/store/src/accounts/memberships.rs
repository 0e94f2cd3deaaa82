//! What somebody is in an organisation: roles are given, changed and ended here, and an organisation is never left without
//! somebody who can give them.

use domain::access::{Action, Authority, MembershipState, Owner};
use domain::accounts::acts::{ChangeRoles, EndMembership};
use domain::accounts::{MemberId, OrganisationId, Role};
use jiff::Timestamp;

use super::members::roles;
use super::told::{Told, tell};
use super::{AccountError, AccountResult, sessions};
use crate::args;
use crate::db::{Read, Tx, statements};
use crate::keys::Keyring;

statements! {
    GRANT = "INSERT INTO memberships (member, organisation, role, granted_at) VALUES ($1, $2, $3, $4)";
    END_ROLE = "UPDATE memberships SET ended_at = $4
                WHERE member = $1 AND organisation = $2 AND role = $3 AND ended_at IS NULL";
    END_ALL = "UPDATE memberships SET ended_at = $3 WHERE member = $1 AND organisation = $2 AND ended_at IS NULL";
    // Whoever takes a role away waits here for another who does: the last administrator is the last in truth.
    HOLD = "UPDATE organisations SET name = name WHERE id = $1";
    ADMINISTRATORS = "SELECT COUNT(*) FROM memberships
                      WHERE organisation = $1 AND role = $2 AND ended_at IS NULL AND member <> $3";
}

/// The first two of these roles that one person may not hold together.
pub(super) fn excluded(roles: &[Role]) -> Option<AccountError> {
    let pairs = roles
        .iter()
        .flat_map(|one| roles.iter().map(move |other| (*one, *other)));
    pairs
        .filter(|(one, other)| one.excludes(*other))
        .map(|(one, other)| AccountError::RolesExclude(one, other))
        .next()
}

/// Gives roles that somebody does not have yet.
pub(super) async fn grant(
    tx: &mut Tx<'_>,
    id: MemberId,
    organisation: OrganisationId,
    wanted: &[Role],
    now: Timestamp,
) -> AccountResult<()> {
    let held = here(&roles(tx, id).await?, organisation);
    let all: Vec<Role> = held.iter().chain(wanted).copied().collect();
    if let Some(refusal) = excluded(&all) {
        return Err(refusal);
    }
    for role in wanted.iter().filter(|role| !held.contains(role)) {
        tx.execute(GRANT, args![id, organisation, role, now]).await?;
    }
    Ok(())
}

fn here(roles: &[(OrganisationId, Role)], organisation: OrganisationId) -> Vec<Role> {
    let of = roles.iter().filter(|(of, _)| *of == organisation);
    of.map(|(_, role)| *role).collect()
}

/// The roles of a member, once it is this change's turn to take some away.
async fn held_in_turn(
    tx: &mut Tx<'_>,
    id: MemberId,
    organisation: OrganisationId,
) -> AccountResult<Vec<Role>> {
    tx.execute(HOLD, args![organisation]).await?;
    let held = here(&roles(tx, id).await?, organisation);
    if held.is_empty() {
        return Err(AccountError::Gone);
    }
    Ok(held)
}

/// Sets the roles of somebody in an organisation, and ends her sessions, because rights that changed ask for a new proof.
///
/// # Errors
/// She is not a member there; the roles exclude each other; nobody would administer the organisation; a fault.
pub async fn change_roles(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: Authority<'_, ChangeRoles>,
    id: MemberId,
    organisation: OrganisationId,
    wanted: &[Role],
    now: Timestamp,
) -> AccountResult<()> {
    if !by.covers(Owner::Organisation(organisation)) {
        return Err(AccountError::OutOfReach);
    }
    let held = held_in_turn(tx, id, organisation).await?;
    if wanted.is_empty() {
        return Err(AccountError::NoRole);
    }
    if let Some(refusal) = excluded(wanted) {
        return Err(refusal);
    }
    for role in held.iter().filter(|role| !wanted.contains(role)) {
        if *role == Role::Administrator {
            must_leave_an_administrator(tx, organisation, id).await?;
        }
        tx.execute(END_ROLE, args![id, organisation, role, now]).await?;
    }
    grant(tx, id, organisation, wanted, now).await?;
    sessions::end_all(tx, id, now).await?;
    let told = Told::by(
        &by,
        Action::Change,
        MembershipState::Active,
        organisation.as_str(),
    )
    .of(id);
    tell(tx, keys, told, now).await
}

/// Ends what somebody is in an organisation. Her name stays with what she did there for as long as the law asks.
///
/// # Errors
/// She is not a member there; nobody would administer the organisation; a fault.
pub async fn end_membership(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: Authority<'_, EndMembership>,
    id: MemberId,
    organisation: OrganisationId,
    now: Timestamp,
) -> AccountResult<()> {
    if !by.covers(Owner::Member(id, organisation)) {
        return Err(AccountError::OutOfReach);
    }
    let held = held_in_turn(tx, id, organisation).await?;
    if held.contains(&Role::Administrator) {
        must_leave_an_administrator(tx, organisation, id).await?;
    }
    tx.execute(END_ALL, args![id, organisation, now]).await?;
    sessions::end_all(tx, id, now).await?;
    let told = Told::by(&by, Action::End, MembershipState::Left, organisation.as_str()).of(id);
    tell(tx, keys, told, now).await
}

async fn must_leave_an_administrator(
    tx: &Tx<'_>,
    organisation: OrganisationId,
    leaving: MemberId,
) -> AccountResult<()> {
    let others: (i64,) = tx
        .query_one(ADMINISTRATORS, args![organisation, Role::Administrator, leaving])
        .await?;
    if others.0 == 0 {
        return Err(AccountError::LastAdministrator);
    }
    Ok(())
}
