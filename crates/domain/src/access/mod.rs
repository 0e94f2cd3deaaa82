//! Who may do what: one table for the whole program.
//!
//! The table generates the checks (a [`Permit`] can only come from [`authorise`], and operations ask for one), the page
//! that tells people who sees what, and the tests of every cell. What is not in the table is refused.
//! How people prove who they are is not here.

mod actor;
mod objects;
mod permit;
mod table;

pub use actor::{Actor, Owner, Who};
pub use objects::{
    AuthenticatorState, BackupState, HealthState, InvitationState, JobState, JournalState, MailState,
    MembershipState, Object, ObjectKind, OrganisationState, PersonFileState, ReportState, RetentionRuleState,
    SessionState, SettingsState, SourceState, TrailState, UploadState,
};
pub use permit::{Act, Authority, Denied, Permit, acts, authorise};
pub use table::{Action, Answer, ask};

#[cfg(test)]
mod tests;
