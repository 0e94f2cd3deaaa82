//! Organisations, their members and what they are there for.
//!
//! Residents have no account: a receipt is enough ([`crate::receipts`]). What each role may do is in [`crate::access`].

pub mod acts;
mod codes;
mod email;
mod identity;
mod links;
mod organisation;
mod person;
mod role;
mod session;

pub use codes::{BadCode, EnteredCode, OneTimeCode, RecoveryCode};
pub use email::{BadEmail, EmailAddress};
pub use identity::{BadAccountId, InvitationId, MemberId, OrganisationId, SessionId};
pub use links::{BETWEEN_SIGN_IN_LINKS, LinkKind};
pub use organisation::{BadOrganisation, OrganisationKind, OrganisationName, Siren, Siret};
pub use person::{BadName, PersonName};
pub use role::{Role, UnknownRole};
pub use session::{Ended, SessionKind, SessionTimes, StepUp};
