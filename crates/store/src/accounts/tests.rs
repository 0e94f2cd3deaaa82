use domain::access::{
    Authority, InvitationState, MembershipState, OrganisationState, Owner, Permit, SessionState, authorise,
};
use domain::accounts::acts::{ChangeRoles, EndMembership, EndSession, SeeSessions, SeeTeam};
use domain::accounts::{
    EmailAddress, InvitationId, LinkKind, MemberId, OrganisationId, OrganisationKind, OrganisationName,
    PersonName, Role, SessionId, SessionKind, Siret,
};
use fixtures::seeded;
use jiff::{SignedDuration, Timestamp};
use vault::{KeyFile, LinkToken, MasterKey, TokenHash};

use super::*;
use crate::db::{Cell, Read};
use crate::keys::{Keyring, found, pseudonym_of};
use crate::testing::TestDb;
use crate::{Db, both_engines, journal};

mod codes;

fn now() -> Timestamp {
    "2026-03-03T09:00:00Z".parse().unwrap()
}

fn minutes(count: i64) -> Timestamp {
    now() + SignedDuration::from_mins(count)
}

fn town_hall() -> Organisation {
    Organisation {
        id: OrganisationId::from_random([1; 10]),
        name: OrganisationName::parse("Communauté de la Brume").unwrap(),
        kind: OrganisationKind::GroupOfCommunes,
        siret: Some(Siret::parse("43493312300029").unwrap()),
        territory: None,
        runs_instance: true,
        state: OrganisationState::Active,
    }
}

fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@brume.example")).unwrap()
}

struct Scene {
    keys: Keyring,
    organisation: OrganisationId,
}

/// An instance with its organisation and nobody in it.
async fn scene(db: &Db) -> AccountResult<Scene> {
    let file = KeyFile::of(MasterKey::generate(&mut seeded(1)));
    let mut tx = db.write().await?;
    found(&mut tx, &file, &mut seeded(2), now()).await?;
    tx.commit().await?;
    let keys = Keyring::open(db, file).await?;
    let mut tx = db.write().await?;
    add_organisation(&mut tx, &keys, Authority::Operator, &town_hall(), now()).await?;
    tx.commit().await?;
    Ok(Scene {
        keys,
        organisation: town_hall().id,
    })
}

impl Scene {
    async fn invited(&self, db: &Db, number: u8, roles: &[Role]) -> AccountResult<LinkToken> {
        let (id, email) = (
            InvitationId::from_random([number; 10]),
            address(&format!("m{number}")),
        );
        let mut tx = db.write().await?;
        let by = Authority::Operator;
        let mut random = seeded(u64::from(number));
        let token = invite(
            &mut tx,
            &self.keys,
            by,
            id,
            self.organisation,
            &email,
            roles,
            &mut random,
            now(),
        )
        .await?;
        tx.commit().await?;
        Ok(token)
    }

    async fn accepted(
        &self,
        db: &Db,
        token: &LinkToken,
        number: u8,
        at: Timestamp,
    ) -> AccountResult<Accepted> {
        let name = PersonName::parse(&format!("Membre {number}")).unwrap();
        let id = MemberId::from_random([number; 10]);
        let mut tx = db.write().await?;
        let mut random = seeded(u64::from(number) + 100);
        let accepted = accept(&mut tx, &self.keys, token.hash(), id, &name, &mut random, at).await?;
        tx.commit().await?;
        Ok(accepted)
    }

    async fn joined(&self, db: &Db, number: u8, roles: &[Role]) -> AccountResult<MemberId> {
        let token = self.invited(db, number, roles).await?;
        Ok(self.accepted(db, &token, number, now()).await?.member)
    }

    async fn signed_in(
        &self,
        db: &Db,
        member: MemberId,
        number: u8,
        at: Timestamp,
    ) -> AccountResult<TokenHash> {
        let new = NewSession {
            id: SessionId::from_random([number; 10]),
            kind: SessionKind::Own,
            device: "Firefox, Linux",
        };
        let mut tx = db.write().await?;
        let mut random = seeded(u64::from(number) + 200);
        let token = open_session(&mut tx, &self.keys, member, &new, &mut random, at).await?;
        tx.commit().await?;
        Ok(token.hash())
    }
}

both_engines! {
    async fn an_invitation_makes_a_member_once(db: TestDb) {
        let scene = scene(&db).await?;
        assert!(!exist(&*db).await?);
        let token = scene.invited(&db, 1, &[Role::Administrator]).await?;
        let shown = invitation(&*db, &scene.keys, token.hash(), minutes(1)).await?;
        assert_eq!((shown.email, shown.roles), (address("m1"), vec![Role::Administrator]));
        let accepted = scene.accepted(&db, &token, 1, minutes(2)).await?;
        assert!(accepted.is_new && exist(&*db).await?);
        let member = member(&*db, &scene.keys, accepted.member).await?.expect("she joined");
        assert_eq!(member.name.as_str(), "Membre 1");
        assert_eq!(member.email, address("m1"));
        assert_eq!(member.roles, [(scene.organisation, Role::Administrator)]);
        assert!(matches!(scene.accepted(&db, &token, 2, minutes(3)).await, Err(AccountError::DeadLink)));
        assert!(matches!(invitation(&*db, &scene.keys, token.hash(), minutes(3)).await, Err(AccountError::DeadLink)));
    }

    async fn of_two_who_accept_at_once_one_does(db: TestDb) {
        let scene = std::sync::Arc::new(scene(&db).await?);
        let token = scene.invited(&db, 1, &[Role::Mediator]).await?;
        let mut tasks = tokio::task::JoinSet::new();
        for number in 1..=8 {
            let (db, scene, token) = (Db::clone(&db), std::sync::Arc::clone(&scene), token.clone());
            tasks.spawn(async move { scene.accepted(&db, &token, number, now()).await });
        }
        let outcomes = tasks.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
    }

    async fn an_invitation_ends_by_time_or_by_hand(db: TestDb) {
        let scene = scene(&db).await?;
        let late = scene.invited(&db, 1, &[Role::Mediator]).await?;
        let week = LinkKind::Invitation.ends_at(now());
        assert!(matches!(scene.accepted(&db, &late, 1, week).await, Err(AccountError::DeadLink)));
        let taken_back = scene.invited(&db, 2, &[Role::Mediator]).await?;
        let id = InvitationId::from_random([2; 10]);
        let mut tx = db.write().await?;
        withdraw(&mut tx, &scene.keys, Authority::Operator, scene.organisation, id, minutes(1)).await?;
        tx.commit().await?;
        assert!(matches!(scene.accepted(&db, &taken_back, 2, minutes(2)).await, Err(AccountError::DeadLink)));
        let states: Vec<_> = invitations(&*db, &scene.keys, Authority::Operator, scene.organisation, minutes(2))
            .await?.into_iter().map(|invitation| invitation.state).collect();
        assert_eq!(states, [InvitationState::Waiting, InvitationState::Ended]);
    }

    async fn a_second_invitation_takes_the_place_of_the_first(db: TestDb) {
        let scene = scene(&db).await?;
        let first = scene.invited(&db, 1, &[Role::Mediator]).await?;
        let mut tx = db.write().await?;
        let id = InvitationId::from_random([9; 10]);
        let second = invite(&mut tx, &scene.keys, Authority::Operator, id, scene.organisation,
            &address("M1"), &[Role::Analyst], &mut seeded(9), minutes(1)).await?;
        tx.commit().await?;
        assert!(matches!(scene.accepted(&db, &first, 1, minutes(2)).await, Err(AccountError::DeadLink)));
        assert!(scene.accepted(&db, &second, 1, minutes(2)).await?.is_new);
    }

    async fn somebody_who_is_there_already_gets_the_roles_that_do_not_exclude_hers(db: TestDb) {
        let scene = scene(&db).await?;
        let member = scene.joined(&db, 1, &[Role::Mediator]).await?;
        let again = async |roles: &[Role], number: u8| {
            let mut tx = db.write().await?;
            let id = InvitationId::from_random([number; 10]);
            let mut random = seeded(u64::from(number));
            let token = invite(&mut tx, &scene.keys, Authority::Operator, id, scene.organisation,
                &address("M1"), roles, &mut random, now()).await?;
            tx.commit().await?;
            scene.accepted(&db, &token, number, now()).await
        };
        let accepted = again(&[Role::IntakeOfficer], 7).await?;
        assert_eq!((accepted.member, accepted.is_new), (member, false));
        assert!(matches!(again(&[Role::Supervisor], 8).await, Err(AccountError::RolesExclude(..))));
        let roles: Vec<_> = super::member(&*db, &scene.keys, member).await?.unwrap()
            .roles.into_iter().map(|(_, role)| role).collect();
        assert_eq!(roles, [Role::IntakeOfficer, Role::Mediator]);
    }

    async fn a_link_signs_in_once_and_not_for_long(db: TestDb) {
        let scene = scene(&db).await?;
        let member = scene.joined(&db, 1, &[Role::Mediator]).await?;
        assert_eq!(member_by_email(&*db, &scene.keys, &address("M1")).await?, Some(member));
        assert_eq!(member_by_email(&*db, &scene.keys, &address("m2")).await?, None);
        let make = async |at| {
            let mut tx = db.write().await?;
            let token = make_link(&mut tx, member, &mut seeded(at_seed(at)), at).await?;
            tx.commit().await?;
            AccountResult::Ok(token)
        };
        let consume = async |token: &LinkToken, at| {
            let mut tx = db.write().await?;
            let member = use_link(&mut tx, token.hash(), at).await?;
            tx.commit().await?;
            AccountResult::Ok(member)
        };
        let first = make(minutes(0)).await?;
        assert!(matches!(make(minutes(1)).await, Err(AccountError::JustSent)), "a mailbox is not filled");
        let second = make(minutes(2)).await?;
        assert_eq!(consume(&first, minutes(14)).await?, member, "an earlier link still works: nobody is locked out");
        assert!(matches!(consume(&first, minutes(14)).await, Err(AccountError::DeadLink)));
        assert!(matches!(consume(&second, minutes(17)).await, Err(AccountError::DeadLink)), "fifteen minutes");
        let altered = LinkToken::generate(&mut seeded(99));
        assert!(matches!(consume(&altered, minutes(14)).await, Err(AccountError::DeadLink)));
    }

    async fn a_session_holds_is_listed_and_ends(db: TestDb) {
        let scene = scene(&db).await?;
        let member = scene.joined(&db, 1, &[Role::Mediator]).await?;
        let token = scene.signed_in(&db, member, 1, now()).await?;
        let session = find_session(&*db, token, minutes(29)).await?.expect("it holds");
        assert_eq!(session.member, member);
        assert_eq!(find_session(&*db, token, minutes(30)).await?, None, "nothing was done for half an hour");
        let mut tx = db.write().await?;
        assert!(see(&mut tx, &session, minutes(20)).await?);
        tx.commit().await?;
        assert!(find_session(&*db, token, minutes(49)).await?.is_some());
        let listed = list_sessions(&*db, &scene.keys, Authority::Operator, member, minutes(40)).await?;
        assert_eq!(listed[0].device, "Firefox, Linux");
        // A new proof changes the token: the old cookie is worth nothing.
        let mut tx = db.write().await?;
        let renewed = prove(&mut tx, &scene.keys, &session, &mut seeded(5), minutes(41)).await?;
        tx.commit().await?;
        assert_eq!(find_session(&*db, token, minutes(42)).await?, None);
        let session = find_session(&*db, renewed.hash(), minutes(42)).await?.expect("it goes on");
        let owner = Owner::Member(member, scene.organisation);
        let permit: Permit<EndSession> = authorise(&session.actor, owner, SessionState::Live, minutes(42)).unwrap();
        let mut tx = db.write().await?;
        end_session(&mut tx, &scene.keys, Authority::Table(&permit), member, session.id, minutes(42)).await?;
        tx.commit().await?;
        assert_eq!(find_session(&*db, renewed.hash(), minutes(42)).await?, None);
    }

    async fn what_one_may_do_to_ones_own_things_reaches_nobody_elses(db: TestDb) {
        let scene = scene(&db).await?;
        let jeanne = scene.joined(&db, 1, &[Role::Mediator]).await?;
        let paul = scene.joined(&db, 2, &[Role::Mediator]).await?;
        let token = scene.signed_in(&db, jeanne, 1, now()).await?;
        let actor = find_session(&*db, token, now()).await?.expect("it holds").actor;
        let own = Owner::Member(jeanne, scene.organisation);
        let roles: Permit<ChangeRoles> = authorise(&actor, own, MembershipState::Active, now()).unwrap();
        let end: Permit<EndMembership> = authorise(&actor, own, MembershipState::Active, now()).unwrap();
        let session: Permit<EndSession> = authorise(&actor, own, SessionState::Live, now()).unwrap();
        let see: Permit<SeeSessions> = authorise(&actor, own, SessionState::Live, now()).unwrap();
        let (keys, of) = (&scene.keys, scene.organisation);
        let mut tx = db.write().await?;
        for id in [jeanne, paul] {
            let more = change_roles(&mut tx, keys, Authority::Table(&roles), id, of, &[Role::Administrator], now()).await;
            assert!(matches!(more, Err(AccountError::OutOfReach)), "nobody gives herself a role");
        }
        let ended = end_membership(&mut tx, keys, Authority::Table(&end), paul, of, now()).await;
        assert!(matches!(ended, Err(AccountError::OutOfReach)));
        let any = SessionId::from_random([2; 10]);
        let closed = end_session(&mut tx, keys, Authority::Table(&session), paul, any, now()).await;
        assert!(matches!(closed, Err(AccountError::OutOfReach)));
        let seen = list_sessions(&tx, keys, Authority::Table(&see), paul, now()).await;
        assert!(matches!(seen, Err(AccountError::OutOfReach)));
        end_membership(&mut tx, keys, Authority::Table(&end), jeanne, of, now()).await?;
        tx.commit().await?;
    }

    async fn rights_that_change_end_the_sessions(db: TestDb) {
        let scene = scene(&db).await?;
        let member = scene.joined(&db, 1, &[Role::Mediator]).await?;
        let token = scene.signed_in(&db, member, 1, now()).await?;
        let mut tx = db.write().await?;
        change_roles(&mut tx, &scene.keys, Authority::Operator, member, scene.organisation,
            &[Role::Coordinator], minutes(1)).await?;
        tx.commit().await?;
        assert_eq!(find_session(&*db, token, minutes(2)).await?, None);
        let session = scene.signed_in(&db, member, 2, minutes(3)).await?;
        let session = find_session(&*db, session, minutes(3)).await?.unwrap();
        let owner = Owner::Organisation(scene.organisation);
        assert!(authorise::<SeeTeam>(&session.actor, owner, MembershipState::Active, minutes(3)).is_ok());
    }

    async fn an_organisation_keeps_an_administrator(db: TestDb) {
        let scene = scene(&db).await?;
        let first = scene.joined(&db, 1, &[Role::Administrator, Role::Coordinator]).await?;
        let leave = async |member| {
            let mut tx = db.write().await?;
            end_membership(&mut tx, &scene.keys, Authority::Operator, member, scene.organisation, minutes(1)).await?;
            tx.commit().await?;
            AccountResult::Ok(())
        };
        assert!(matches!(leave(first).await, Err(AccountError::LastAdministrator)));
        let mut tx = db.write().await?;
        let demoted = change_roles(&mut tx, &scene.keys, Authority::Operator, first, scene.organisation,
            &[Role::Coordinator], minutes(1)).await;
        assert!(matches!(demoted, Err(AccountError::LastAdministrator)));
        tx.roll_back();
        let second = scene.joined(&db, 2, &[Role::Administrator]).await?;
        leave(first).await?;
        assert!(matches!(leave(second).await, Err(AccountError::LastAdministrator)));
        let team: Vec<_> = team(&*db, &scene.keys, Authority::Operator, scene.organisation).await?
            .into_iter().map(|membership| (membership.member, membership.state)).collect();
        assert_eq!(team, [(second, MembershipState::Active), (first, MembershipState::Left)]);
    }

    async fn of_two_last_administrators_who_leave_at_once_one_stays(db: TestDb) {
        let scene = std::sync::Arc::new(scene(&db).await?);
        let members = [
            scene.joined(&db, 1, &[Role::Administrator]).await?,
            scene.joined(&db, 2, &[Role::Administrator]).await?,
        ];
        let mut tasks = tokio::task::JoinSet::new();
        for member in members {
            let (db, scene) = (Db::clone(&db), std::sync::Arc::clone(&scene));
            tasks.spawn(async move {
                let mut tx = db.write().await?;
                let by = Authority::Operator;
                end_membership(&mut tx, &scene.keys, by, member, scene.organisation, minutes(1)).await?;
                tx.commit().await?;
                AccountResult::Ok(())
            });
        }
        let outcomes = tasks.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
    }

    async fn who_was_erased_is_nobody_any_more_and_the_journal_still_holds(db: TestDb) {
        let scene = scene(&db).await?;
        scene.joined(&db, 1, &[Role::Administrator]).await?;
        let member = scene.joined(&db, 2, &[Role::Mediator]).await?;
        let key = scene.keys.container(&*db, &format!("member/{member}")).await?.unwrap();
        let pseudonym = pseudonym_of(&key, "member", member.as_str());
        assert_eq!(journal::about(&*db, pseudonym, 10).await?.len(), 1, "she joined");
        let mut tx = db.write().await?;
        assert!(matches!(erase(&mut tx, member).await, Err(AccountError::Gone)), "not while she is a member");
        tx.roll_back();
        let mut tx = db.write().await?;
        end_membership(&mut tx, &scene.keys, Authority::Operator, member, scene.organisation, minutes(1)).await?;
        erase(&mut tx, member).await?;
        tx.commit().await?;
        assert_eq!(super::member(&*db, &scene.keys, member).await?, None);
        assert_eq!(member_by_email(&*db, &scene.keys, &address("m2")).await?, None);
        let left = &team(&*db, &scene.keys, Authority::Operator, scene.organisation).await?[1];
        assert_eq!((left.member, &left.name, left.state), (member, &None, MembershipState::Left));
        journal::verify(&*db, vec![]).await?;
    }

    async fn nothing_of_people_stands_in_clear(db: TestDb) {
        let scene = scene(&db).await?;
        let member = scene.joined(&db, 1, &[Role::Mediator]).await?;
        scene.signed_in(&db, member, 1, now()).await?;
        for table in ["members", "invitations", "sessions", "sign_in_links", "journal"] {
            db.for_each(&format!("SELECT * FROM {table}"), &[], |row| {
                for column in 0.. {
                    let bytes = match row.get::<Cell<'_>>(column) {
                        Ok(Cell::Text(text)) => text.as_bytes().to_vec(),
                        Ok(Cell::Blob(bytes)) => bytes.to_vec(),
                        Ok(_) => continue,
                        Err(_) => break,
                    };
                    for secret in ["brume.example", "Membre", "Firefox"] {
                        let shows = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
                        assert!(!shows, "{secret} in {table}");
                    }
                }
                Ok(())
            }).await?;
        }
    }
}

/// Another seed for each moment, so that no two tokens are the same.
fn at_seed(at: Timestamp) -> u64 {
    at.as_second().unsigned_abs()
}
