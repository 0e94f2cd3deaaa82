//! Who asks, and what that makes her with regard to one thing.

use crate::accounts::{MemberId, OrganisationId, Role, SessionTimes};

/// Somebody at a page, a desk or the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Anybody: no session, no receipt.
    Visitor,
    /// A resident who showed the receipt of one file. The number is that of the file, not the receipt.
    Holder {
        /// The file that the receipt opens.
        file: i64,
    },
    /// A member with a session that holds.
    Member {
        /// Who.
        id: MemberId,
        /// What she is, and where; only memberships that are active.
        roles: Vec<(OrganisationId, Role)>,
        /// The times of her session, for what asks for a fresh proof.
        session: SessionTimes,
    },
}

/// Whom a thing belongs to: decides what an actor is with regard to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The instance as a whole, run by this organisation.
    Instance(OrganisationId),
    /// One organisation.
    Organisation(OrganisationId),
    /// One member, inside an organisation.
    Member(MemberId, OrganisationId),
    /// A resident's file, held by an organisation.
    File(i64, OrganisationId),
}

/// A column of the table: what an actor is with regard to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Anybody at all.
    Anyone,
    /// The resident whose file it is, by her receipt.
    Holder,
    /// The member whose thing it is.
    Oneself,
    /// A member with this role in the organisation it belongs to.
    In(Role),
}

impl Who {
    /// Every column, in the order in which pages list them.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Anyone, Self::Holder, Self::Oneself]
            .into_iter()
            .chain(Role::ALL.map(Self::In))
    }

    /// The code in translation keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::Holder => "holder",
            Self::Oneself => "oneself",
            Self::In(role) => role.code(),
        }
    }
}

impl Owner {
    /// The organisation whose roles count.
    #[must_use]
    pub const fn organisation(self) -> OrganisationId {
        match self {
            Self::Instance(organisation)
            | Self::Organisation(organisation)
            | Self::Member(_, organisation)
            | Self::File(_, organisation) => organisation,
        }
    }
}

impl Actor {
    /// The member, where it is one.
    #[must_use]
    pub const fn member(&self) -> Option<MemberId> {
        match self {
            Self::Member { id, .. } => Some(*id),
            Self::Visitor | Self::Holder { .. } => None,
        }
    }

    /// Everything that this actor is with regard to a thing of this owner; always [`Who::Anyone`] at least.
    #[must_use]
    pub fn is(&self, owner: Owner) -> Vec<Who> {
        let mut all = vec![Who::Anyone];
        match (self, owner) {
            (Self::Holder { file }, Owner::File(owned, _)) if *file == owned => all.push(Who::Holder),
            (Self::Member { id, .. }, Owner::Member(owned, _)) if *id == owned => all.push(Who::Oneself),
            _ => {}
        }
        if let Self::Member { roles, .. } = self {
            let here = roles
                .iter()
                .filter(|(organisation, _)| *organisation == owner.organisation());
            all.extend(here.map(|(_, role)| Who::In(*role)));
        }
        all
    }
}
