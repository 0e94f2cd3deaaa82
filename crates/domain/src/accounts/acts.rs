//! What is done to accounts, as types that operations ask a permit of.

use crate::access::{
    InvitationState, JournalState, MembershipState, OrganisationState, SessionState, TrailState, acts,
};

acts! {
    /// Adds an organisation to the instance.
    AddOrganisation = Create, OrganisationState;
    /// Reads who works in an organisation.
    SeeTeam = See, MembershipState;
    /// Gives or takes a role.
    ChangeRoles = Change, MembershipState;
    /// Ends what somebody is in an organisation; her own, or another's.
    EndMembership = End, MembershipState;
    /// Invites somebody.
    Invite = Create, InvitationState;
    /// Reads the invitations of an organisation.
    SeeInvitations = See, InvitationState;
    /// Withdraws an invitation.
    WithdrawInvitation = End, InvitationState;
    /// Lists the sessions of a member.
    SeeSessions = See, SessionState;
    /// Ends a session.
    EndSession = End, SessionState;
    /// Reads the journal.
    SeeJournal = See, JournalState;
    /// Reads who looked at one's own file.
    SeeTrail = See, TrailState;
}
