//! What a member is there for, inside one organisation.

/// A role that a member holds in one organisation. Somebody may hold several, in several organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Runs the instance for its organisation: people, roles, settings, health. Reads nothing that was entrusted.
    Administrator,
    /// Plans places, people and means of the territory.
    Coordinator,
    /// Helps people and holds mediations; employee or volunteer.
    Mediator,
    /// Receives requests at the desk, on the phone, by letter, and routes them.
    IntakeOfficer,
    /// Keeps the entry of its own places right.
    PlaceTeam,
    /// Decides about what was reported.
    Moderator,
    /// Watches over quality without reading what was entrusted.
    Supervisor,
    /// Reads figures, never people.
    Analyst,
    /// Reads the journal, which has no content.
    Auditor,
    /// Answers people who ask what is held about them (GDPR, articles 15 to 22 and 37 to 39).
    DataProtectionOfficer,
}

/// The text names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown role {0:?}: one of administrator, coordinator, mediator, intake-officer, place-team, moderator, supervisor, analyst, auditor, data-protection-officer"
)]
pub struct UnknownRole(pub String);

impl Role {
    /// Every role, in the order in which pages list them.
    pub const ALL: [Self; 10] = [
        Self::Administrator,
        Self::Coordinator,
        Self::Mediator,
        Self::IntakeOfficer,
        Self::PlaceTeam,
        Self::Moderator,
        Self::Supervisor,
        Self::Analyst,
        Self::Auditor,
        Self::DataProtectionOfficer,
    ];

    /// The code in the database, on the command line and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Coordinator => "coordinator",
            Self::Mediator => "mediator",
            Self::IntakeOfficer => "intake-officer",
            Self::PlaceTeam => "place-team",
            Self::Moderator => "moderator",
            Self::Supervisor => "supervisor",
            Self::Analyst => "analyst",
            Self::Auditor => "auditor",
            Self::DataProtectionOfficer => "data-protection-officer",
        }
    }

    /// Reads a code.
    ///
    /// # Errors
    /// No role has it.
    pub fn parse(code: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.code() == code)
            .ok_or_else(|| UnknownRole(code.chars().take(60).collect()))
    }

    /// Whether one person may not hold both in one organisation: who is watched does not keep the watch
    /// (GDPR, article 38 (6), for the data-protection officer; separation of duties for the others).
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        use Role::{Administrator, Auditor, DataProtectionOfficer, Mediator, Supervisor};
        let pair = |a, b| (self, other) == (a, b) || (self, other) == (b, a);
        pair(Auditor, Administrator)
            || pair(Auditor, Mediator)
            || pair(Auditor, Supervisor)
            || pair(DataProtectionOfficer, Administrator)
            || pair(Supervisor, Mediator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_reads_back() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.code()), Ok(role));
        }
        assert_eq!(
            Role::parse("Administrator"),
            Err(UnknownRole("Administrator".to_owned()))
        );
    }

    #[test]
    fn who_is_watched_does_not_keep_the_watch() {
        assert!(Role::Auditor.excludes(Role::Administrator));
        assert!(Role::Administrator.excludes(Role::DataProtectionOfficer));
        assert!(!Role::Mediator.excludes(Role::IntakeOfficer));
        for role in Role::ALL {
            assert!(!role.excludes(role));
            for other in Role::ALL {
                assert_eq!(role.excludes(other), other.excludes(role));
            }
        }
    }
}
