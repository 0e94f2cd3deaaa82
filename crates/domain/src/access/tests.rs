//! What must hold of the table, whatever is added to it; and the table itself, cell by cell, as a picture to review.

use jiff::Timestamp;

use super::*;
use crate::accounts::{MemberId, OrganisationId, Role, SessionKind, SessionTimes};

acts! {
    /// Ends a session.
    EndSession = End, SessionState;
    /// Reads a session.
    SeeSession = See, SessionState;
    /// Changes roles.
    ChangeMembership = Change, MembershipState;
    /// Takes a copy of a person's file.
    ExportPersonFile = Export, PersonFileState;
}

fn now() -> Timestamp {
    "2026-03-03T10:00:00Z".parse().unwrap()
}

fn organisation(number: u8) -> OrganisationId {
    OrganisationId::from_random([number; 10])
}

fn member(role: Role, minutes_since_proof: i64) -> Actor {
    let proven_at = now() - jiff::SignedDuration::from_mins(minutes_since_proof);
    Actor::Member {
        id: MemberId::from_random([7; 10]),
        roles: vec![(organisation(1), role)],
        session: SessionTimes {
            kind: SessionKind::Own,
            began_at: proven_at,
            seen_at: now(),
            proven_at,
        },
    }
}

fn cells() -> impl Iterator<Item = (Who, Action, Object)> {
    Who::all().flat_map(|who| {
        Action::ALL
            .into_iter()
            .flat_map(move |action| Object::all().map(move |object| (who, action, object)))
    })
}

#[test]
fn the_table_is_as_reviewed_cell_by_cell() {
    let mut picture = String::new();
    for object in Object::all() {
        for action in Action::ALL {
            let of = |wanted| -> Vec<&str> {
                Who::all()
                    .filter(|who| ask(*who, action, object) == wanted)
                    .map(Who::code)
                    .collect()
            };
            for (answer, sign) in [(Answer::Yes, ""), (Answer::AfterStepUp, " after step-up")] {
                let who = of(answer);
                if !who.is_empty() {
                    picture += &format!(
                        "{:?} {} · {}{sign}: {}\n",
                        object.kind(),
                        object.state_code(),
                        action.code(),
                        who.join(", ")
                    );
                }
            }
        }
    }
    insta::assert_snapshot!(picture);
}

#[test]
fn only_an_erased_file_has_nothing_left_to_see() {
    for object in Object::all() {
        let somebody = Who::all().any(|who| {
            Action::ALL
                .into_iter()
                .any(|action| ask(who, action, object) != Answer::No)
        });
        assert_eq!(
            somebody,
            object != Object::PersonFile(PersonFileState::Erased),
            "{object:?}"
        );
    }
}

#[test]
fn what_cannot_be_taken_back_asks_members_for_a_fresh_proof() {
    for (who, action, object) in cells() {
        let by_role = matches!(who, Who::In(_));
        let irreversible = matches!(action, Action::Export | Action::Erase)
            || (object.kind() == ObjectKind::Membership
                && matches!(action, Action::Create | Action::Change | Action::End));
        if by_role && irreversible {
            assert_ne!(
                ask(who, action, object),
                Answer::Yes,
                "{who:?} {action:?} {object:?}"
            );
        }
    }
}

#[test]
fn who_runs_the_program_reads_nothing_that_was_entrusted() {
    for role in [
        Role::Administrator,
        Role::Analyst,
        Role::Auditor,
        Role::Supervisor,
    ] {
        for object in Object::all().filter(|object| {
            matches!(
                object.kind(),
                ObjectKind::PersonFile | ObjectKind::Upload | ObjectKind::Trail
            )
        }) {
            for action in Action::ALL {
                assert_eq!(
                    ask(Who::In(role), action, object),
                    Answer::No,
                    "{role:?} {action:?} {object:?}"
                );
            }
        }
    }
}

#[test]
fn nobody_writes_the_journal_through_the_table() {
    for (who, action, object) in cells().filter(|(_, _, object)| object.kind() == ObjectKind::Journal) {
        if !matches!(action, Action::See | Action::Export) {
            assert_eq!(ask(who, action, object), Answer::No, "{who:?} {action:?}");
        }
    }
}

#[test]
fn a_suspect_file_is_served_to_nobody() {
    for who in Who::all() {
        for action in [Action::See, Action::Export] {
            assert_eq!(
                ask(who, action, Object::Upload(UploadState::Suspect)),
                Answer::No,
                "{who:?}"
            );
        }
    }
}

#[test]
fn a_role_counts_in_its_own_organisation_only() {
    let actor = member(Role::Administrator, 0);
    let of = |number| {
        authorise::<ChangeMembership>(
            &actor,
            Owner::Organisation(organisation(number)),
            MembershipState::Active,
            now(),
        )
    };
    assert!(of(1).is_ok());
    assert_eq!(of(2).unwrap_err(), Denied::Nothing);
}

#[test]
fn a_change_of_role_asks_for_a_proof_of_the_last_five_minutes() {
    let ask = |minutes| {
        authorise::<ChangeMembership>(
            &member(Role::Administrator, minutes),
            Owner::Organisation(organisation(1)),
            MembershipState::Active,
            now(),
        )
    };
    assert_eq!(
        ask(4).map(|permit| permit.who()),
        Ok(Who::In(Role::Administrator))
    );
    assert_eq!(ask(5).unwrap_err(), Denied::StepUp);
}

#[test]
fn a_session_is_seen_by_its_owner_alone_and_ended_by_an_administrator_too() {
    let owner = Owner::Member(MemberId::from_random([9; 10]), organisation(1));
    let administrator = member(Role::Administrator, 60);
    assert!(authorise::<EndSession>(&administrator, owner, SessionState::Live, now()).is_ok());
    assert_eq!(
        authorise::<SeeSession>(&administrator, owner, SessionState::Live, now()).unwrap_err(),
        Denied::Nothing
    );
    assert_eq!(
        authorise::<SeeSession>(&Actor::Visitor, owner, SessionState::Live, now()).unwrap_err(),
        Denied::SignIn
    );
}

#[test]
fn a_receipt_opens_its_own_file_and_no_other() {
    let holder = Actor::Holder { file: 12 };
    let of = |file| {
        authorise::<ExportPersonFile>(
            &holder,
            Owner::File(file, organisation(1)),
            PersonFileState::Held,
            now(),
        )
    };
    assert!(of(12).is_ok());
    assert_eq!(of(13).unwrap_err(), Denied::SignIn);
}
