//! What is done to accounts, as types that operations ask a permit of.

use crate::access::{
    AuthenticatorState, InvitationState, JournalState, MembershipState, OrganisationState, SessionState,
    TrailState, acts,
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
    /// Reads whether somebody can enter by codes; while a phone is being made known, its secret too.
    SeeAuthenticator = See, AuthenticatorState;
    /// Begins to make a phone known.
    SetUpAuthenticator = Create, AuthenticatorState;
    /// Ends making it known by a first code, or makes recovery codes anew.
    ChangeAuthenticator = Change, AuthenticatorState;
    /// Forgets the phone and the recovery codes.
    RemoveAuthenticator = End, AuthenticatorState;
    /// Reads the journal.
    SeeJournal = See, JournalState;
    /// Reads who looked at one's own file.
    SeeTrail = See, TrailState;
}
