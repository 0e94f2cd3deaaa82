//! Organisations, their members and what they are there for.
//!
//! Residents have no account: a receipt is enough ([`crate::receipts`]). What each role may do is in [`crate::access`].

mod email;
mod identity;
mod organisation;
mod role;
mod session;

pub use email::{BadEmail, EmailAddress};
pub use identity::{BadAccountId, InvitationId, MemberId, OrganisationId, SessionId};
pub use organisation::{BadOrganisation, OrganisationKind, OrganisationName, Siren, Siret};
pub use role::{Role, UnknownRole};
pub use session::{Ended, SessionKind, SessionTimes, StepUp};
