//! Organisations, members, invitations, links and sessions.
//!
//! What a person is called stands sealed with her own key; tokens stand as digests. Every change writes its entry of the
//! journal, last, in the same transaction. Cookies, pages and mails are not here.

mod authenticators;
mod invitations;
mod links;
mod members;
mod memberships;
mod organisations;
mod sessions;
mod told;

pub use authenticators::{
    Authenticator, Entered, authenticator, confirm_authenticator, enter_by_code, remove_authenticator,
    renew_recovery_codes, set_up_authenticator, waiting_secret,
};
pub use invitations::{Accepted, Invitation, accept, invitation, invitations, invite, withdraw};
pub use links::{link_opens, make_link, use_link};
pub use members::{Member, Membership, erase, exist, member, member_by_email, team};
pub use memberships::{change_roles, end_membership};
pub use organisations::{Organisation, add_organisation, instance_organisation, organisation, organisations};
pub use sessions::{
    ListedSession, NewSession, Session, end_session, find_session, list_sessions, needs_sight, open_session,
    prove, see,
};

use crate::error::StoreError;
use crate::keys::CannotUnlock;

/// Why something about accounts was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// There is no such thing, or not any more.
    #[error("there is no such thing, or not any more")]
    Gone,
    /// The link was used, withdrawn, is too old, or never was.
    #[error("this link is no longer valid")]
    DeadLink,
    /// A link was sent a moment ago; it still works.
    #[error("a link was sent a moment ago")]
    JustSent,
    /// A member has one role at least.
    #[error("choose at least one role")]
    NoRole,
    /// Two roles that one person may not hold in one organisation.
    #[error("one person may not be {} and {} in one organisation", .0.code(), .1.code())]
    RolesExclude(domain::accounts::Role, domain::accounts::Role),
    /// Somebody must always be able to give roles.
    #[error("the last administrator cannot leave or lose this role before another one has it")]
    LastAdministrator,
    /// The SIRET belongs to an organisation that is already there.
    #[error("an organisation with this SIRET is already there")]
    SiretTaken,
    /// The authority was given for something else.
    #[error("this is not for you to do")]
    OutOfReach,
    /// The keys do not open.
    #[error(transparent)]
    Keys(#[from] CannotUnlock),
    /// The database failed.
    #[error(transparent)]
    Fault(#[from] StoreError),
}

/// The result of an operation on accounts.
pub type AccountResult<T> = Result<T, AccountError>;

/// The statements of each file of this feature.
#[cfg(test)]
pub(crate) fn statements() -> Vec<(&'static str, &'static [(&'static str, &'static str)])> {
    vec![
        ("src/accounts/authenticators.rs", authenticators::STATEMENTS),
        ("src/accounts/invitations.rs", invitations::STATEMENTS),
        ("src/accounts/links.rs", links::STATEMENTS),
        ("src/accounts/members.rs", members::STATEMENTS),
        ("src/accounts/memberships.rs", memberships::STATEMENTS),
        ("src/accounts/organisations.rs", organisations::STATEMENTS),
        ("src/accounts/sessions.rs", sessions::STATEMENTS),
    ]
}

#[cfg(test)]
mod tests;
