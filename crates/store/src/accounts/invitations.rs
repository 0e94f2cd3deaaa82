//! Invitations: roles offered to an address, accepted once.

use domain::access::{Action, Authority, InvitationState, MembershipState, Owner};
use domain::accounts::acts::{Invite, SeeInvitations, WithdrawInvitation};
use domain::accounts::{EmailAddress, InvitationId, LinkKind, MemberId, OrganisationId, PersonName, Role};
use jiff::Timestamp;
use vault::{Context, LinkToken, Random, TokenHash};

use super::members::{self, member_by_email, open_text};
use super::memberships::{excluded, grant};
use super::told::{Told, tell};
use super::{AccountError, AccountResult};
use crate::args;
use crate::db::{FromRow, Read, Row, Tx, statements};
use crate::error::{StoreError, StoreResult};
use crate::keys::Keyring;

statements! {
    ADD = "INSERT INTO invitations (id, organisation, roles, email, token, invited_at, ends_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)";
    BY_TOKEN = "SELECT id, organisation, roles, email, invited_at, ends_at, used_at, withdrawn_at FROM invitations
                WHERE token = $1";
    OF = "SELECT id, organisation, roles, email, invited_at, ends_at, used_at, withdrawn_at FROM invitations
          WHERE organisation = $1 ORDER BY invited_at DESC, id";
    USE = "UPDATE invitations SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND withdrawn_at IS NULL AND ends_at > $2";
    WITHDRAW = "UPDATE invitations SET withdrawn_at = $3
                WHERE id = $1 AND organisation = $2 AND used_at IS NULL AND withdrawn_at IS NULL AND ends_at > $3";
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// Where to.
    pub organisation: OrganisationId,
    /// The roles that are offered.
    pub roles: Vec<Role>,
    /// Whom it was sent to.
    pub email: EmailAddress,
    /// When.
    pub invited_at: Timestamp,
    /// Until when it can be used.
    pub ends_at: Timestamp,
    /// Whether it still can, at the moment it was asked for.
    pub state: InvitationState,
}

/// Who came of an accepted invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// The member.
    pub member: MemberId,
    /// Whether she is new; otherwise her account got new roles.
    pub is_new: bool,
}

struct Stored {
    id: InvitationId,
    organisation: OrganisationId,
    roles: Vec<Role>,
    email: Vec<u8>,
    invited_at: Timestamp,
    ends_at: Timestamp,
    is_over: bool,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        let roles: &str = row.get("roles")?;
        let (used_at, withdrawn_at): (Option<Timestamp>, Option<Timestamp>) =
            (row.get("used_at")?, row.get("withdrawn_at")?);
        Ok(Self {
            id: row.get("id")?,
            organisation: row.get("organisation")?,
            roles: roles
                .split('|')
                .map(Role::parse)
                .collect::<Result<_, _>>()
                .map_err(|_| StoreError::Unreadable { what: "role" })?,
            email: row.get("email")?,
            invited_at: row.get("invited_at")?,
            ends_at: row.get("ends_at")?,
            is_over: used_at.is_some() || withdrawn_at.is_some(),
        })
    }
}

impl Stored {
    fn open(self, keys: &Keyring, now: Timestamp) -> StoreResult<Invitation> {
        let email = open_text(keys.instance(), &email_place(&self.id), &self.email)
            .and_then(|text| EmailAddress::parse(&text).ok())
            .ok_or(StoreError::Unreadable {
                what: "address of an invitation",
            })?;
        Ok(Invitation {
            id: self.id,
            organisation: self.organisation,
            roles: self.roles,
            email,
            invited_at: self.invited_at,
            ends_at: self.ends_at,
            state: if self.is_over || self.ends_at <= now {
                InvitationState::Ended
            } else {
                InvitationState::Waiting
            },
        })
    }
}

fn email_place(id: &InvitationId) -> Context {
    Context::of("invitation e-mail").and(id.as_str())
}

/// Offers roles in an organisation to an address; takes the place of one that waits there for the same address. The text of the link exists in what is returned and nowhere else.
///
/// # Errors
/// The roles exclude each other; no role; the authority does not reach the organisation; a fault.
#[expect(
    clippy::too_many_arguments,
    reason = "each is a fact of the invitation; a struct would only rename them"
)]
pub async fn invite(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: Authority<'_, Invite>,
    id: InvitationId,
    organisation: OrganisationId,
    email: &EmailAddress,
    roles: &[Role],
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<LinkToken> {
    if !by.covers(Owner::Organisation(organisation)) {
        return Err(AccountError::OutOfReach);
    }
    if roles.is_empty() {
        return Err(AccountError::NoRole);
    }
    if let Some(refusal) = excluded(roles) {
        return Err(refusal);
    }
    let mut replaced = Vec::new();
    let before: Vec<Stored> = tx.query(OF, args![organisation]).await?;
    for stored in before {
        let waiting = stored.open(keys, now)?;
        if waiting.state == InvitationState::Waiting && waiting.email.key() == email.key() {
            tx.execute(WITHDRAW, args![waiting.id, organisation, now]).await?;
            replaced.push(waiting.id);
        }
    }
    let token = LinkToken::generate(random);
    let sealed = keys
        .instance()
        .seal(&email_place(&id), email.as_str().as_bytes(), random);
    let codes = roles.iter().map(|role| role.code()).collect::<Vec<_>>().join("|");
    let ends_at = LinkKind::Invitation.ends_at(now);
    tx.execute(
        ADD,
        args![id, organisation, codes, sealed, token.hash().0, now, ends_at],
    )
    .await?;
    for id in &replaced {
        let told = Told::by(&by, Action::End, InvitationState::Ended, id.as_str());
        tell(tx, keys, told, now).await?;
    }
    let told = Told::by(&by, Action::Create, InvitationState::Waiting, id.as_str());
    tell(tx, keys, told, now).await?;
    Ok(token)
}

/// The invitation of a link; looking at it uses nothing up.
///
/// # Errors
/// It was used, withdrawn, is too old, or never was; a fault.
pub async fn invitation(
    db: &impl Read,
    keys: &Keyring,
    token: TokenHash,
    now: Timestamp,
) -> AccountResult<Invitation> {
    let stored: Option<Stored> = db.query_opt(BY_TOKEN, args![token.0]).await?;
    let invitation = stored.ok_or(AccountError::DeadLink)?.open(keys, now)?;
    match invitation.state {
        InvitationState::Waiting => Ok(invitation),
        InvitationState::Ended => Err(AccountError::DeadLink),
    }
}

/// Accepts an invitation, exactly once: makes the member, or gives the roles to whoever has this address already.
/// `id` names her if she is new.
///
/// # Errors
/// The link is dead; the roles exclude those she has; a fault.
pub async fn accept(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    token: TokenHash,
    id: MemberId,
    name: &PersonName,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<Accepted> {
    let invitation = invitation(tx, keys, token, now).await?;
    if tx.execute(USE, args![invitation.id, now]).await? == 0 {
        return Err(AccountError::DeadLink);
    }
    let known = member_by_email(tx, keys, &invitation.email).await?;
    let member = match known {
        Some(known) => known,
        None => {
            members::add(tx, keys, id, name, &invitation.email, random, now).await?;
            id
        }
    };
    grant(tx, member, invitation.organisation, &invitation.roles, now).await?;
    let of = invitation.organisation.as_str();
    let told = Told::oneself(member, Action::Create, MembershipState::Active, of);
    tell(tx, keys, told, now).await?;
    Ok(Accepted {
        member,
        is_new: known.is_none(),
    })
}

/// The invitations of an organisation, the newest first.
///
/// # Errors
/// The authority does not reach the organisation; a fault.
pub async fn invitations(
    db: &impl Read,
    keys: &Keyring,
    by: Authority<'_, SeeInvitations>,
    organisation: OrganisationId,
    now: Timestamp,
) -> AccountResult<Vec<Invitation>> {
    if !by.covers(Owner::Organisation(organisation)) {
        return Err(AccountError::OutOfReach);
    }
    let stored: Vec<Stored> = db.query(OF, args![organisation]).await?;
    let opened = stored.into_iter().map(|stored| stored.open(keys, now));
    Ok(opened.collect::<StoreResult<_>>()?)
}

/// Takes an invitation back.
///
/// # Errors
/// It was used or is over; the authority does not reach the organisation; a fault.
pub async fn withdraw(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: Authority<'_, WithdrawInvitation>,
    organisation: OrganisationId,
    id: InvitationId,
    now: Timestamp,
) -> AccountResult<()> {
    if !by.covers(Owner::Organisation(organisation)) {
        return Err(AccountError::OutOfReach);
    }
    if tx.execute(WITHDRAW, args![id, organisation, now]).await? == 0 {
        return Err(AccountError::Gone);
    }
    let told = Told::by(&by, Action::End, InvitationState::Ended, id.as_str());
    tell(tx, keys, told, now).await
}
