//! Who sees what in this version, for everybody to read: by role first, then deed by deed. Who may is read from the access
//! table, what they may from the acts that the pages ask a permit of: neither is written down a second time.

use askama::Template;
use axum::response::IntoResponse;
use domain::access::{
    Act, Action, Answer, AuthenticatorState, InvitationState, MembershipState, Object, SessionState, Who, ask,
};
use domain::accounts::Role;
use domain::accounts::acts::{
    ChangeAuthenticator, ChangeRoles, EndMembership, EndSession, Invite, RemoveAuthenticator,
    SeeAuthenticator, SeeInvitations, SeeSessions, SeeTeam, SetUpAuthenticator, WithdrawInvitation,
};

use crate::site::Frame;
use crate::site::errors::PageResult;
use crate::site::html::html;
use crate::site::samples::{Sample, Samples};

/// `/qui-voit-quoi`
#[derive(Template)]
#[template(path = "accounts/access.html")]
pub struct ShowAccess {
    frame: Frame,
}

/// Something that a page of this version lets somebody do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Deed {
    /// The act that its page asks a permit of.
    act: &'static str,
    /// The key of the sentence that says it to who may.
    said: &'static str,
    action: Action,
    object: Object,
    /// Whether the page offers it about one's own things only, whatever the table allows about those of others.
    is_own: bool,
}

/// Roles that may do the same.
struct Alike {
    roles: Vec<Role>,
    /// What, and whether a fresh proof of who one is must be shown first.
    deeds: Vec<(Deed, bool)>,
}

impl Deed {
    fn of<A: Act>(said: &'static str, state: A::State) -> Self {
        Self {
            act: std::any::type_name::<A>(),
            said,
            action: A::ACTION,
            object: state.into(),
            is_own: false,
        }
    }

    fn own<A: Act>(said: &'static str, state: A::State) -> Self {
        Self {
            is_own: true,
            ..Self::of::<A>(said, state)
        }
    }

    /// Every one, in the order in which they are listed.
    fn all() -> [Self; 13] {
        [
            Self::of::<SeeTeam>("rights-deed-see-team", MembershipState::Active),
            Self::of::<SeeTeam>("rights-deed-see-former", MembershipState::Left),
            Self::of::<SeeInvitations>("rights-deed-see-invitations", InvitationState::Waiting),
            Self::of::<Invite>("rights-deed-invite", InvitationState::Waiting),
            Self::of::<WithdrawInvitation>("rights-deed-withdraw-invitation", InvitationState::Waiting),
            Self::of::<ChangeRoles>("rights-deed-change-roles", MembershipState::Active),
            Self::of::<EndMembership>("rights-deed-end-membership", MembershipState::Active),
            Self::own::<SeeSessions>("rights-deed-see-sessions", SessionState::Live),
            Self::own::<EndSession>("rights-deed-end-session", SessionState::Live),
            Self::own::<SeeAuthenticator>("rights-deed-see-codes", AuthenticatorState::InUse),
            Self::own::<SetUpAuthenticator>("rights-deed-set-up-codes", AuthenticatorState::Waiting),
            Self::own::<ChangeAuthenticator>("rights-deed-change-codes", AuthenticatorState::InUse),
            Self::own::<RemoveAuthenticator>("rights-deed-remove-codes", AuthenticatorState::InUse),
        ]
    }

    /// What the table says to a role: not at all, or whether a fresh proof of who one is must be shown first.
    fn allowed(self, role: Role) -> Option<bool> {
        let who = if self.is_own { Who::Oneself } else { Who::In(role) };
        match ask(who, self.action, self.object) {
            Answer::No => None,
            Answer::AfterStepUp => Some(true),
            Answer::Yes => Some(false),
        }
    }

    /// The roles that may, and how.
    fn who(self) -> Vec<(Role, bool)> {
        let roles = Role::ALL.into_iter();
        roles
            .filter_map(|role| Some((role, self.allowed(role)?)))
            .collect()
    }
}

impl ShowAccess {
    fn deeds(&self) -> [Deed; 13] {
        Deed::all()
    }

    /// Roles that may do the same, together: those that most people have first.
    fn alike(&self) -> Vec<Alike> {
        let mut all: Vec<Alike> = Vec::new();
        for role in Role::ALL {
            let deeds: Vec<(Deed, bool)> = Deed::all()
                .into_iter()
                .filter_map(|deed| Some((deed, deed.allowed(role)?)))
                .collect();
            match all.iter_mut().find(|alike| alike.deeds == deeds) {
                Some(alike) => alike.roles.push(role),
                None => all.push(Alike {
                    roles: vec![role],
                    deeds,
                }),
            }
        }
        all.sort_by_key(|alike| std::cmp::Reverse(alike.roles.len()));
        all
    }

    fn role(&self, role: &Role) -> &str {
        self.frame.words().of_code("role", role.code())
    }
}

impl Samples for ShowAccess {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        vec![Sample::new("usual", Self { frame: frame.clone() })]
    }
}

/// `GET /qui-voit-quoi`
pub(super) async fn show(frame: Frame) -> PageResult<impl IntoResponse> {
    html(&ShowAccess { frame })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_act_that_a_page_asks_a_permit_of_is_told_and_no_other() {
        let pages = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/accounts")).unwrap();
        let mut asked = BTreeSet::new();
        for page in pages
            .map(|page| page.unwrap().path())
            .filter(|page| !page.ends_with("access.rs"))
        {
            let text = std::fs::read_to_string(page).unwrap();
            let acts = text.split(".may::<").skip(1);
            asked.extend(acts.map(|rest| rest.split('>').next().unwrap().to_owned()));
        }
        let told: BTreeSet<String> = Deed::all()
            .iter()
            .map(|deed| deed.act.rsplit("::").next().unwrap().to_owned())
            .collect();
        assert!(asked.len() >= 8, "{asked:?}");
        assert_eq!(told, asked);
    }
}
