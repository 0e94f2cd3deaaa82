//! The letters that exist, each with the only values it may hold.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Link;

/// A letter without its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Template {
    /// A door for somebody who asked to come in.
    SignInLink {
        /// The door; it opens once.
        link: Link,
        /// How long it opens, from the moment the letter is written.
        minutes: u16,
    },
    /// A door for somebody who is asked to join.
    Invitation {
        /// The door; it opens once.
        link: Link,
        /// When it closes.
        until: Timestamp,
    },
    /// Asks whether an address belongs to whoever gave it.
    ConfirmAddress {
        /// Where to say yes; once.
        link: Link,
        /// How long it works, from the moment the letter is written.
        minutes: u16,
    },
    /// Tells somebody of a change that she should know if she did not make it herself.
    SecurityNotice {
        /// What changed.
        event: SecurityEvent,
        /// When.
        at: Timestamp,
        /// Where to look at it and to undo it.
        link: Link,
    },
    /// What waits for somebody, in one letter rather than ten.
    Digest {
        /// How much of what.
        lines: Vec<DigestLine>,
        /// Where it waits.
        link: Link,
    },
    /// Shows an operator that letters arrive.
    Trial,
}

/// A change of who may come in, or of what they may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SecurityEvent {
    /// Mail goes to another address from now on; told to the old one.
    AddressChanged,
    /// Somebody signed in on a new device.
    NewSession,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was taken away.
    PasskeyRemoved,
    /// Codes of an authenticator are asked for, or no longer.
    SecondFactorChanged,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// Roles were given or taken away.
    RightsChanged,
}

impl SecurityEvent {
    /// Every event.
    pub const ALL: [Self; 7] = [
        Self::AddressChanged,
        Self::NewSession,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::SecondFactorChanged,
        Self::RecoveryCodeUsed,
        Self::RightsChanged,
    ];
}

/// What can wait for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DigestSubject {
    /// Requests of residents that nobody has read.
    Requests,
    /// Messages that were not read.
    Messages,
    /// Places whose team should confirm them.
    PlacesToConfirm,
    /// Reports that moderation should look at.
    Reports,
}

impl DigestSubject {
    /// Every subject.
    pub const ALL: [Self; 4] = [
        Self::Requests,
        Self::Messages,
        Self::PlacesToConfirm,
        Self::Reports,
    ];
}

/// One line of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestLine {
    /// Of what.
    pub subject: DigestSubject,
    /// How many.
    pub count: u32,
}

impl DigestLine {
    /// Adds a line to others: one line a subject, in the order of subjects.
    pub fn add_to(self, lines: &mut Vec<Self>) {
        match lines.iter_mut().find(|line| line.subject == self.subject) {
            Some(line) => line.count = line.count.saturating_add(self.count),
            None => {
                lines.push(self);
                lines.sort_by_key(|line| line.subject);
            }
        }
    }
}

impl Template {
    /// Its word in the database and in the words of pages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignInLink { .. } => "sign-in-link",
            Self::Invitation { .. } => "invitation",
            Self::ConfirmAddress { .. } => "confirm-address",
            Self::SecurityNotice { .. } => "security-notice",
            Self::Digest { .. } => "digest",
            Self::Trial => "trial",
        }
    }

    /// Until when it is worth sending, when it was written at `posted`.
    #[must_use]
    pub fn ends(&self, posted: Timestamp) -> Option<Timestamp> {
        match self {
            Self::SignInLink { minutes, .. } | Self::ConfirmAddress { minutes, .. } => {
                Some(posted + SignedDuration::from_mins((*minutes).into()))
            }
            Self::Invitation { until, .. } => Some(*until),
            Self::SecurityNotice { .. } | Self::Digest { .. } | Self::Trial => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_has_one_line_for_each_subject() {
        let mut lines = Vec::new();
        for (subject, count) in [
            (DigestSubject::Reports, 1),
            (DigestSubject::Requests, 2),
            (DigestSubject::Reports, 3),
        ] {
            DigestLine { subject, count }.add_to(&mut lines);
        }
        let said: Vec<_> = lines.iter().map(|line| (line.subject, line.count)).collect();
        assert_eq!(said, [(DigestSubject::Requests, 2), (DigestSubject::Reports, 4)]);
    }

    #[test]
    fn a_door_that_closed_is_not_worth_a_letter() {
        let posted = Timestamp::UNIX_EPOCH;
        let link = Link::parse("https://parvis.example/c").unwrap();
        let letter = Template::SignInLink { link, minutes: 15 };
        let ends = letter.ends(posted);
        assert!(super::super::is_worth_sending(
            ends,
            posted + SignedDuration::from_secs(899)
        ));
        assert!(!super::super::is_worth_sending(
            ends,
            posted + SignedDuration::from_secs(900)
        ));
    }

    #[test]
    fn nothing_of_a_letter_shows_in_a_log() {
        let link = Link::parse("https://parvis.example/c?jeton=secret").unwrap();
        let shown = format!("{:?}", Template::SignInLink { link, minutes: 15 });
        assert!(!shown.contains("secret"), "{shown}");
    }
}
