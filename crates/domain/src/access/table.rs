//! The table itself.

use super::actor::Who;
use super::objects::{
    AuthenticatorState, BackupState, HealthState, InvitationState, JobState, JournalState, MailState,
    MembershipState, Object, OrganisationState, PersonFileState, ReportState, RetentionRuleState,
    SessionState, SettingsState, SourceState, TrailState, UploadState,
};
use crate::accounts::Role::{
    Administrator, Analyst, Auditor, Coordinator, DataProtectionOfficer, IntakeOfficer, Mediator, Moderator,
    PlaceTeam, Supervisor,
};

/// What somebody does to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Read it.
    See,
    /// Make one.
    Create,
    /// Change it.
    Change,
    /// End it: revoke, withdraw, leave, close.
    End,
    /// Decide about it, with a reason.
    Decide,
    /// Have it tried again.
    Retry,
    /// Take a copy away.
    Export,
    /// Destroy it.
    Erase,
}

/// What a cell of the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// No.
    No,
    /// Yes, after a fresh proof of who asks.
    AfterStepUp,
    /// Yes.
    Yes,
}

impl Action {
    /// Every action, in the order in which pages list them.
    pub const ALL: [Self; 8] = [
        Self::See,
        Self::Create,
        Self::Change,
        Self::End,
        Self::Decide,
        Self::Retry,
        Self::Export,
        Self::Erase,
    ];

    /// The code in the journal and in translation keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Create => "create",
            Self::Change => "change",
            Self::End => "end",
            Self::Decide => "decide",
            Self::Retry => "retry",
            Self::Export => "export",
            Self::Erase => "erase",
        }
    }
}

/// Some cells: these people may do these things to this, in these states.
struct Rule {
    to: &'static [Object],
    may: &'static [Action],
    who: &'static [Who],
    answer: Answer,
}

use Action::{Change, Create, Decide, End, Erase, Export, Retry, See};
use Answer::{AfterStepUp, No, Yes};
use Object::{
    Authenticator, Backup, Health, Invitation, Job, Journal, Mail, Membership, Organisation, PersonFile,
    Report, RetentionRule, Session, Settings, Source, Trail, Upload,
};
use Who::{Anyone, Holder, In, Oneself};

const STAFF: &[Who] = &[
    In(Administrator),
    In(Coordinator),
    In(Mediator),
    In(IntakeOfficer),
    In(PlaceTeam),
    In(Moderator),
    In(Supervisor),
    In(Analyst),
    In(Auditor),
    In(DataProtectionOfficer),
];

const fn rule(to: &'static [Object], may: &'static [Action], who: &'static [Who], answer: Answer) -> Rule {
    Rule { to, may, who, answer }
}

/// Read it as sentences: to these, these actions, by these people, so.
#[rustfmt::skip]
const TABLE: &[Rule] = &[
    // Organisations are public bodies: that they take part is no secret, and stays known after they left.
    rule(&[Organisation(OrganisationState::Active), Organisation(OrganisationState::Closed)], &[See], &[Anyone], Yes),
    rule(&[Organisation(OrganisationState::Active)], &[Create, Change], &[In(Administrator)], Yes),
    rule(&[Organisation(OrganisationState::Active)], &[End], &[In(Administrator)], AfterStepUp),

    // Colleagues know each other; who may do what is changed by an administrator who has just proved who she is.
    rule(&[Membership(MembershipState::Active)], &[See], STAFF, Yes),
    rule(&[Membership(MembershipState::Active)], &[See, Change, End], &[Oneself], Yes),
    rule(&[Membership(MembershipState::Active)], &[Create, Change, End], &[In(Administrator)], AfterStepUp),
    rule(&[Membership(MembershipState::Left)], &[See], &[Oneself, In(Administrator), In(Auditor), In(DataProtectionOfficer)], Yes),

    rule(&[Invitation(InvitationState::Waiting), Invitation(InvitationState::Ended)], &[See], &[In(Administrator)], Yes),
    rule(&[Invitation(InvitationState::Waiting)], &[Create], &[In(Administrator)], AfterStepUp),
    rule(&[Invitation(InvitationState::Waiting)], &[End], &[In(Administrator)], Yes),

    // A session is its owner's; an administrator may end one (a stolen laptop) without seeing where it is.
    rule(&[Session(SessionState::Live), Session(SessionState::Ended)], &[See], &[Oneself], Yes),
    rule(&[Session(SessionState::Live)], &[End], &[Oneself, In(Administrator)], Yes),

    // A way in is its owner's alone, and made, changed or shown only to who has just proved that she is the owner.
    rule(&[Authenticator(AuthenticatorState::InUse), Authenticator(AuthenticatorState::Removed)], &[See], &[Oneself], Yes),
    rule(&[Authenticator(AuthenticatorState::Waiting)], &[See, Create], &[Oneself], AfterStepUp),
    rule(&[Authenticator(AuthenticatorState::Waiting), Authenticator(AuthenticatorState::InUse)], &[Change, End], &[Oneself], AfterStepUp),

    // Sources are open data and say where they come from.
    rule(&[Source(SourceState::Used)], &[See], &[Anyone], Yes),
    rule(&[Source(SourceState::Paused)], &[See], &[In(Administrator), In(Coordinator)], Yes),
    rule(&[Source(SourceState::Used), Source(SourceState::Paused)], &[Create, Change, End], &[In(Administrator), In(Coordinator)], Yes),

    rule(&[Settings(SettingsState::Set)], &[See], &[In(Administrator), In(Coordinator)], Yes),
    rule(&[Settings(SettingsState::Set)], &[Change], &[In(Administrator)], Yes),

    rule(&[Job(JobState::Waiting), Job(JobState::Running), Job(JobState::Dead), Job(JobState::Done)], &[See], &[In(Administrator)], Yes),
    rule(&[Job(JobState::Dead)], &[Retry, End], &[In(Administrator)], Yes),
    rule(&[Job(JobState::Waiting)], &[End], &[In(Administrator)], Yes),

    rule(&[Mail(MailState::Waiting), Mail(MailState::Sent), Mail(MailState::Bounced), Mail(MailState::Dead)], &[See], &[In(Administrator)], Yes),
    rule(&[Mail(MailState::Bounced), Mail(MailState::Dead)], &[Retry], &[In(Administrator)], Yes),
    rule(&[Mail(MailState::Waiting)], &[End], &[In(Administrator)], Yes),

    // What is suspect is served to nobody, not even to the one who gave it.
    rule(&[Upload(UploadState::Clean), Upload(UploadState::NotScanned)], &[See], &[Holder, Oneself], Yes),
    rule(&[Upload(UploadState::Clean), Upload(UploadState::NotScanned), Upload(UploadState::Suspect)], &[Erase], &[Holder, Oneself], Yes),

    rule(&[Journal(JournalState::Kept)], &[See], &[In(Auditor), In(DataProtectionOfficer)], Yes),
    rule(&[Journal(JournalState::Kept)], &[Export], &[In(Auditor)], AfterStepUp),
    rule(&[Trail(TrailState::Kept)], &[See], &[Holder, Oneself, In(DataProtectionOfficer)], Yes),

    // A person's rights over what is held about her are hers first (GDPR, articles 15, 16, 17).
    rule(&[PersonFile(PersonFileState::Held), PersonFile(PersonFileState::Announced)], &[See, Change], &[Holder], Yes),
    rule(&[PersonFile(PersonFileState::Held), PersonFile(PersonFileState::Announced)], &[Export, Erase], &[Holder], Yes),
    rule(&[PersonFile(PersonFileState::Held), PersonFile(PersonFileState::Announced)], &[Export, Change, Erase], &[In(DataProtectionOfficer)], AfterStepUp),

    // Whoever reports is answered; who decides is a moderator, and another look is another moderator's or a supervisor's.
    rule(&[Report(ReportState::Open)], &[Create], &[Anyone], Yes),
    rule(&[Report(ReportState::Open), Report(ReportState::Decided), Report(ReportState::Contested)], &[See], &[Holder, Oneself, In(Moderator), In(Supervisor)], Yes),
    rule(&[Report(ReportState::Open)], &[Decide], &[In(Moderator)], Yes),
    rule(&[Report(ReportState::Open), Report(ReportState::Decided)], &[Change], &[Holder, Oneself], Yes),
    rule(&[Report(ReportState::Contested)], &[Decide], &[In(Moderator), In(Supervisor)], Yes),

    rule(&[Backup(BackupState::Verified), Backup(BackupState::Failed)], &[See], &[In(Administrator), In(DataProtectionOfficer)], Yes),
    rule(&[Backup(BackupState::Verified)], &[Create], &[In(Administrator)], AfterStepUp),

    rule(&[RetentionRule(RetentionRuleState::Applied)], &[See], &[Anyone], Yes),
    rule(&[RetentionRule(RetentionRuleState::Applied)], &[Change], &[In(DataProtectionOfficer)], AfterStepUp),

    rule(&[Health(HealthState::Known)], &[See], &[In(Administrator), In(Auditor)], Yes),
];

/// What the table says of one cell. Where several rules speak, the most generous counts: an administrator ending her
/// own membership needs no step-up, because everybody may.
#[must_use]
pub fn ask(who: Who, action: Action, object: Object) -> Answer {
    TABLE
        .iter()
        .filter(|rule| {
            rule.to.contains(&object)
                && rule.may.contains(&action)
                && (rule.who.contains(&who) || rule.who.contains(&Anyone))
        })
        .map(|rule| rule.answer)
        .max()
        .unwrap_or(No)
}
