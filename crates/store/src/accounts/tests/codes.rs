//! Entering by codes of a phone and of paper.

use domain::access::AuthenticatorState;
use domain::accounts::acts::{
    ChangeAuthenticator, RemoveAuthenticator, SeeAuthenticator, SetUpAuthenticator,
};
use domain::accounts::{EnteredCode, OneTimeCode, RecoveryCode};
use domain::tries::Attention;
use vault::TotpSecret;
use vault::totp::testing::shown;

use super::*;

/// What a member does to her own codes, by a fresh session.
fn own<A: domain::access::Act>(scene: &Scene, member: MemberId, state: A::State) -> Permit<A> {
    let times = domain::accounts::SessionTimes {
        kind: SessionKind::Own,
        began_at: now(),
        seen_at: now(),
        proven_at: now(),
    };
    let actor = domain::access::Actor::Member {
        id: member,
        roles: vec![],
        session: times,
    };
    authorise(&actor, Owner::Member(member, scene.organisation), state, now()).unwrap()
}

/// Makes a phone known; answers its secret and the recovery codes.
async fn with_phone(
    db: &Db,
    scene: &Scene,
    member: MemberId,
) -> AccountResult<(TotpSecret, Vec<RecoveryCode>)> {
    let (keys, mut random) = (&scene.keys, seeded(50));
    let set_up = own::<SetUpAuthenticator>(scene, member, AuthenticatorState::Waiting);
    let see = own::<SeeAuthenticator>(scene, member, AuthenticatorState::Waiting);
    let change = own::<ChangeAuthenticator>(scene, member, AuthenticatorState::Waiting);
    let mut tx = db.write().await?;
    set_up_authenticator(
        &mut tx,
        keys,
        Authority::Table(&set_up),
        member,
        &mut random,
        now(),
    )
    .await?;
    let secret = waiting_secret(&tx, keys, Authority::Table(&see), member).await?;
    let by = Authority::Table(&change);
    let wrong = OneTimeCode::parse("000000").unwrap();
    assert_eq!(
        confirm_authenticator(&mut tx, keys, by, member, wrong, &mut random, now()).await?,
        None
    );
    let right = OneTimeCode::parse(&shown(&secret, now())).unwrap();
    let made = confirm_authenticator(&mut tx, keys, by, member, right, &mut random, now()).await?;
    tx.commit().await?;
    Ok((secret, made.expect("the code is right")))
}

async fn entered(
    db: &Db,
    scene: &Scene,
    name: &str,
    (code, next): (&str, Option<&str>),
    attention: Attention,
    at: Timestamp,
) -> AccountResult<Option<Entered>> {
    let code = EnteredCode::parse(code).unwrap();
    let next = next.map(|next| OneTimeCode::parse(next).unwrap());
    let mut tx = db.write().await?;
    let done = enter_by_code(
        &mut tx,
        &scene.keys,
        &address(name),
        (&code, next),
        attention,
        &mut seeded(60),
        at,
    )
    .await?;
    tx.commit().await?;
    Ok(done)
}

both_engines! {
    async fn a_code_of_a_phone_lets_its_owner_in_once(db: TestDb) {
        let scene = scene(&db).await?;
        let jeanne = scene.joined(&db, 1, &[Role::Mediator]).await?;
        scene.joined(&db, 2, &[Role::Mediator]).await?;
        let (secret, _) = with_phone(&db, &scene, jeanne).await?;
        let usual = Attention::Usual;
        let first = shown(&secret, now());
        assert_eq!(entered(&db, &scene, "m1", (&first, None), usual, now()).await?, None, "it confirmed the phone already");
        let later = shown(&secret, minutes(1));
        assert_eq!(entered(&db, &scene, "m2", (&later, None), usual, minutes(1)).await?, None, "another account");
        assert_eq!(entered(&db, &scene, "nobody", (&later, None), usual, minutes(1)).await?, None);
        let by_phone = Entered { member: jeanne, by_recovery_code: false };
        assert_eq!(entered(&db, &scene, "m1", (&later, None), usual, minutes(1)).await?, Some(by_phone));
        assert_eq!(entered(&db, &scene, "m1", (&later, None), usual, minutes(1)).await?, None, "each code once");
        assert_eq!(entered(&db, &scene, "m1", (&first, None), usual, minutes(1)).await?, None, "nor one before it");
        journal::verify(&*db, vec![]).await?;
    }

    async fn an_account_that_many_try_is_entered_by_two_codes_in_a_row(db: TestDb) {
        let scene = scene(&db).await?;
        let jeanne = scene.joined(&db, 1, &[Role::Mediator]).await?;
        let (secret, recovery) = with_phone(&db, &scene, jeanne).await?;
        let wary = Attention::Wary;
        let at = minutes(2);
        let this = shown(&secret, at);
        let next = shown(&secret, at + SignedDuration::from_secs(30));
        assert_eq!(entered(&db, &scene, "m1", (&this, None), wary, at).await?, None);
        assert_eq!(entered(&db, &scene, "m1", (&this, Some(&this)), wary, at).await?, None);
        assert_eq!(entered(&db, &scene, "m1", (&next, Some(&this)), wary, at).await?, None);
        assert!(entered(&db, &scene, "m1", (&this, Some(&next)), wary, at).await?.is_some());
        let paper = recovery[0].reveal();
        assert!(entered(&db, &scene, "m1", (&paper, None), wary, at).await?.is_some(), "paper cannot be guessed");
    }

    async fn recovery_codes_let_in_once_each_and_new_ones_end_the_old(db: TestDb) {
        let scene = scene(&db).await?;
        let jeanne = scene.joined(&db, 1, &[Role::Mediator]).await?;
        let (_, codes) = with_phone(&db, &scene, jeanne).await?;
        assert_eq!(codes.len(), 10);
        let usual = Attention::Usual;
        let first = codes[0].reveal();
        let by_paper = Entered { member: jeanne, by_recovery_code: true };
        assert_eq!(entered(&db, &scene, "m1", (&first, None), usual, now()).await?, Some(by_paper));
        assert_eq!(entered(&db, &scene, "m1", (&first, None), usual, now()).await?, None);
        assert_eq!(authenticator(&*db, jeanne).await?.unwrap().recovery_codes_left, 9);
        let permit = own::<ChangeAuthenticator>(&scene, jeanne, AuthenticatorState::InUse);
        let mut tx = db.write().await?;
        let by = Authority::Table(&permit);
        let renewed = renew_recovery_codes(&mut tx, &scene.keys, by, jeanne, &mut seeded(51), now()).await?;
        tx.commit().await?;
        assert_eq!(entered(&db, &scene, "m1", (&codes[1].reveal(), None), usual, now()).await?, None);
        assert_eq!(entered(&db, &scene, "m1", (&renewed[1].reveal(), None), usual, now()).await?, Some(by_paper));
    }

    async fn what_was_removed_lets_nobody_in_and_a_waiting_phone_neither(db: TestDb) {
        let scene = scene(&db).await?;
        let jeanne = scene.joined(&db, 1, &[Role::Mediator]).await?;
        let paul = scene.joined(&db, 2, &[Role::Mediator]).await?;
        let (secret, codes) = with_phone(&db, &scene, jeanne).await?;
        let set_up = own::<SetUpAuthenticator>(&scene, jeanne, AuthenticatorState::Waiting);
        let remove = own::<RemoveAuthenticator>(&scene, jeanne, AuthenticatorState::InUse);
        let mut tx = db.write().await?;
        let by = Authority::Table(&set_up);
        let again = set_up_authenticator(&mut tx, &scene.keys, by, jeanne, &mut seeded(52), now()).await;
        assert!(matches!(again, Err(AccountError::Gone)), "one in use is not replaced unawares");
        let of_another = set_up_authenticator(&mut tx, &scene.keys, by, paul, &mut seeded(52), now()).await;
        assert!(matches!(of_another, Err(AccountError::OutOfReach)));
        drop(tx);
        let mut tx = db.write().await?;
        remove_authenticator(&mut tx, &scene.keys, Authority::Table(&remove), jeanne, now()).await?;
        tx.commit().await?;
        assert_eq!(authenticator(&*db, jeanne).await?, None);
        let usual = Attention::Usual;
        let later = shown(&secret, minutes(1));
        assert_eq!(entered(&db, &scene, "m1", (&later, None), usual, minutes(1)).await?, None);
        assert_eq!(entered(&db, &scene, "m1", (&codes[0].reveal(), None), usual, minutes(1)).await?, None);
        let mut tx = db.write().await?;
        set_up_authenticator(&mut tx, &scene.keys, by, jeanne, &mut seeded(53), now()).await?;
        let see = own::<SeeAuthenticator>(&scene, jeanne, AuthenticatorState::Waiting);
        let waiting = waiting_secret(&tx, &scene.keys, Authority::Table(&see), jeanne).await?;
        tx.commit().await?;
        let code = shown(&waiting, minutes(1));
        assert_eq!(entered(&db, &scene, "m1", (&code, None), usual, minutes(1)).await?, None);
    }

    async fn who_was_erased_keeps_neither_phone_nor_codes(db: TestDb) {
        let scene = scene(&db).await?;
        let paul = scene.joined(&db, 2, &[Role::Mediator]).await?;
        let (secret, codes) = with_phone(&db, &scene, paul).await?;
        let mut tx = db.write().await?;
        end_membership(&mut tx, &scene.keys, Authority::Operator, paul, scene.organisation, minutes(1)).await?;
        tx.commit().await?;
        let (usual, later) = (Attention::Usual, shown(&secret, minutes(2)));
        assert_eq!(entered(&db, &scene, "m2", (&later, None), usual, minutes(2)).await?, None, "she is nothing here any more");
        assert_eq!(entered(&db, &scene, "m2", (&codes[0].reveal(), None), usual, minutes(2)).await?, None);
        let mut tx = db.write().await?;
        erase(&mut tx, paul).await?;
        tx.commit().await?;
        assert_eq!(authenticator(&*db, paul).await?, None);
        let left: (i64,) = db.query_one("SELECT COUNT(*) FROM recovery_codes", &[]).await?;
        assert_eq!(left, (0,));
    }
}
