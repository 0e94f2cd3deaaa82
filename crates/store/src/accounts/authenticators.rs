//! Entering by codes: of a phone that was made known, and of those kept on paper.
//!
//! How often they may be tried is counted before, in `tries`; this file takes it that they may.

use domain::access::{Action, AuthenticatorState, Authority};
use domain::accounts::acts::{
    ChangeAuthenticator, RemoveAuthenticator, SeeAuthenticator, SetUpAuthenticator,
};
use domain::accounts::{EmailAddress, EnteredCode, MemberId, OneTimeCode, RecoveryCode};
use domain::tries::Attention;
use jiff::Timestamp;
use vault::{ContainerKey, Context, Random, TotpSecret, drawn};

use super::members::{container, member_by_email, roles};
use super::told::{Told, tell};
use super::{AccountError, AccountResult};
use crate::args;
use crate::db::{FromRow, Read, Row, Tx, statements};
use crate::error::{StoreError, StoreResult};
use crate::keys::Keyring;

statements! {
    FIND = "SELECT secret, confirmed_at, last_step FROM authenticators WHERE member = $1";
    ADD = "INSERT INTO authenticators (member, secret, made_at, confirmed_at, last_step) VALUES ($1, $2, $3, NULL, 0)";
    FORGET_WAITING = "DELETE FROM authenticators WHERE member = $1 AND confirmed_at IS NULL";
    CONFIRM = "UPDATE authenticators SET confirmed_at = $2, last_step = $3 WHERE member = $1 AND confirmed_at IS NULL";
    USE_STEP = "UPDATE authenticators SET last_step = $3
                WHERE member = $1 AND confirmed_at IS NOT NULL AND last_step < $2";
    REMOVE = "DELETE FROM authenticators WHERE member = $1";
    ADD_RECOVERY = "INSERT INTO recovery_codes (member, code, made_at) VALUES ($1, $2, $3)";
    USE_RECOVERY = "UPDATE recovery_codes SET used_at = $3 WHERE member = $1 AND code = $2 AND used_at IS NULL";
    LEFT = "SELECT COUNT(*) FROM recovery_codes WHERE member = $1 AND used_at IS NULL";
    REMOVE_RECOVERY = "DELETE FROM recovery_codes WHERE member = $1";
}

/// Whether, and since when, somebody can enter by codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authenticator {
    /// When its first code was entered.
    pub confirmed_at: Option<Timestamp>,
    /// Recovery codes that were not used.
    pub recovery_codes_left: u32,
}

impl Authenticator {
    /// Its row of the access table.
    #[must_use]
    pub fn state(&self) -> AuthenticatorState {
        match self.confirmed_at {
            Some(_) => AuthenticatorState::InUse,
            None => AuthenticatorState::Waiting,
        }
    }
}

/// Who entered, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entered {
    /// Who.
    pub member: MemberId,
    /// Whether by a recovery code, which she should be told by letter.
    pub by_recovery_code: bool,
}

struct Stored {
    secret: Vec<u8>,
    confirmed_at: Option<Timestamp>,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        Ok(Self {
            secret: row.get("secret")?,
            confirmed_at: row.get("confirmed_at")?,
        })
    }
}

impl Stored {
    fn open(&self, key: &ContainerKey, member: &MemberId) -> StoreResult<TotpSecret> {
        const UNREADABLE: StoreError = StoreError::Unreadable {
            what: "secret of an authenticator",
        };
        // Sealed with another key, for somebody else, or altered: which of them, nobody may learn.
        let bytes = key
            .open(&secret_place(member), &self.secret)
            .map_err(|_| UNREADABLE)?;
        TotpSecret::from_bytes(&bytes).ok_or(UNREADABLE)
    }
}

fn secret_place(member: &MemberId) -> Context {
    Context::of("authenticator").and(member.as_str())
}

/// What a recovery code is found by. It is bound to its member, and worth nothing without the key of the instance.
fn recovery_digest(keys: &Keyring, member: MemberId, code: &RecoveryCode) -> [u8; 32] {
    let value = [member.as_str().as_bytes(), code.symbols()].concat();
    keys.lookup().digest("recovery code", &value)
}

/// The key of what is a member's own; she has none once she was erased.
async fn key_of(db: &impl Read, keys: &Keyring, member: MemberId) -> AccountResult<ContainerKey> {
    let key = keys.container(db, &container(&member)).await?;
    key.ok_or(AccountError::Gone)
}

/// A phone that is being made known.
async fn waiting(db: &impl Read, member: MemberId) -> AccountResult<Stored> {
    let stored = find(db, member).await?;
    stored
        .filter(|stored| stored.confirmed_at.is_none())
        .ok_or(AccountError::Gone)
}

async fn find(db: &impl Read, member: MemberId) -> StoreResult<Option<Stored>> {
    db.query_opt(FIND, args![member]).await
}

/// Whether somebody can enter by codes; `None` where she never began to make a phone known.
///
/// # Errors
/// A fault of the database.
pub async fn authenticator(db: &impl Read, member: MemberId) -> StoreResult<Option<Authenticator>> {
    let Some(stored) = find(db, member).await? else {
        return Ok(None);
    };
    let (left,): (i64,) = db.query_one(LEFT, args![member]).await?;
    Ok(Some(Authenticator {
        confirmed_at: stored.confirmed_at,
        recovery_codes_left: u32::try_from(left).expect("a handful"),
    }))
}

/// The secret to show while a phone is being made known; never afterwards.
///
/// # Errors
/// None is waiting; the authority is for something else; a fault.
pub async fn waiting_secret(
    db: &impl Read,
    keys: &Keyring,
    by: Authority<'_, SeeAuthenticator>,
    member: MemberId,
) -> AccountResult<TotpSecret> {
    if !by.covers_member(member) {
        return Err(AccountError::OutOfReach);
    }
    let stored = waiting(db, member).await?;
    let key = key_of(db, keys, member).await?;
    Ok(stored.open(&key, &member)?)
}

/// Begins to make a phone known, with a new secret. One that waits already is forgotten.
///
/// # Errors
/// One is in use: it is removed first. The authority is for something else; a fault.
pub async fn set_up_authenticator(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: Authority<'_, SetUpAuthenticator>,
    member: MemberId,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<()> {
    if !by.covers_member(member) {
        return Err(AccountError::OutOfReach);
    }
    tx.execute(FORGET_WAITING, args![member]).await?;
    if find(tx, member).await?.is_some() {
        return Err(AccountError::Gone);
    }
    let key = key_of(tx, keys, member).await?;
    let secret = TotpSecret::generate(random);
    let sealed = key.seal(&secret_place(&member), secret.reveal(), random);
    tx.execute(ADD, args![member, sealed, now]).await?;
    let told = Told::by(&by, Action::Create, AuthenticatorState::Waiting, member.as_str()).of(member);
    tell(tx, keys, told, now).await
}

/// Ends making a phone known, by a first code of it, and makes recovery codes. They exist in what is returned and nowhere
/// else. `None` when the code is not right.
///
/// # Errors
/// None is waiting; the authority is for something else; a fault.
pub async fn confirm_authenticator(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: Authority<'_, ChangeAuthenticator>,
    member: MemberId,
    code: OneTimeCode,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<Option<Vec<RecoveryCode>>> {
    if !by.covers_member(member) {
        return Err(AccountError::OutOfReach);
    }
    let stored = waiting(tx, member).await?;
    let key = key_of(tx, keys, member).await?;
    let Some(step) = stored.open(&key, &member)?.step_of(code, now) else {
        return Ok(None);
    };
    if tx.execute(CONFIRM, args![member, now, step]).await? == 0 {
        return Err(AccountError::Gone);
    }
    let codes = renew(tx, keys, &by, member, random, now).await?;
    Ok(Some(codes))
}

/// Makes recovery codes anew: those before are worth nothing any more. They exist in what is returned and nowhere else.
///
/// # Errors
/// No phone is known; the authority is for something else; a fault.
pub async fn renew_recovery_codes(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: Authority<'_, ChangeAuthenticator>,
    member: MemberId,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<Vec<RecoveryCode>> {
    if !by.covers_member(member) {
        return Err(AccountError::OutOfReach);
    }
    let stored = find(tx, member).await?;
    if stored.is_none_or(|stored| stored.confirmed_at.is_none()) {
        return Err(AccountError::Gone);
    }
    renew(tx, keys, &by, member, random, now).await
}

async fn renew(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: &Authority<'_, ChangeAuthenticator>,
    member: MemberId,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<Vec<RecoveryCode>> {
    tx.execute(REMOVE_RECOVERY, args![member]).await?;
    let mut codes = Vec::with_capacity(RecoveryCode::AT_A_TIME);
    while codes.len() < RecoveryCode::AT_A_TIME {
        let code = RecoveryCode::from_random(drawn(random));
        if codes.contains(&code) {
            continue;
        }
        let digest = recovery_digest(keys, member, &code);
        tx.execute(ADD_RECOVERY, args![member, digest, now]).await?;
        codes.push(code);
    }
    let told = Told::by(by, Action::Change, AuthenticatorState::InUse, member.as_str()).of(member);
    tell(tx, keys, told, now).await?;
    Ok(codes)
}

/// Forgets the phone and the recovery codes of a member.
///
/// # Errors
/// She has none; the authority is for something else; a fault.
pub async fn remove_authenticator(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: Authority<'_, RemoveAuthenticator>,
    member: MemberId,
    now: Timestamp,
) -> AccountResult<()> {
    if !by.covers_member(member) {
        return Err(AccountError::OutOfReach);
    }
    if !forget(tx, member).await? {
        return Err(AccountError::Gone);
    }
    let told = Told::by(&by, Action::End, AuthenticatorState::Removed, member.as_str()).of(member);
    tell(tx, keys, told, now).await
}

/// Whether there was something to forget.
pub(super) async fn forget(tx: &mut Tx<'_>, member: MemberId) -> StoreResult<bool> {
    tx.execute(REMOVE_RECOVERY, args![member]).await?;
    Ok(tx.execute(REMOVE, args![member]).await? > 0)
}

/// Enters by a code; `None` for any other address or code, after about the same work. Where the account is being tried by
/// many, a code of the phone has to be followed by the next one: together they cannot be guessed.
///
/// # Errors
/// A fault.
pub async fn enter_by_code(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    email: &EmailAddress,
    (code, next): (&EnteredCode, Option<OneTimeCode>),
    attention: Attention,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<Option<Entered>> {
    let known = member_by_email(tx, keys, email).await?;
    // Nobody's identifier: whoever is unknown costs the same questions.
    let member = known.unwrap_or(MemberId::from_random([0; 10]));
    let key = keys.container(tx, &container(&member)).await?;
    let stored = find(tx, member)
        .await?
        .filter(|stored| stored.confirmed_at.is_some());
    let secret = match (&key, &stored) {
        (Some(key), Some(stored)) => stored.open(key, &member)?,
        _ => {
            let key = ContainerKey::generate(random);
            let sealed = key.seal(&secret_place(&member), &[0; 20], random);
            let stored = Stored {
                secret: sealed,
                confirmed_at: None,
            };
            stored.open(&key, &member)?
        }
    };
    let may_enter = stored.is_some() && !roles(tx, member).await?.is_empty();
    let is_right = match code {
        EnteredCode::OneTime(code) => {
            let step = secret.step_of(*code, now);
            let next_step = next.and_then(|next| secret.step_of(next, now));
            match (step, attention.last_step(step, next_step)) {
                (Some(first), Some(last)) if may_enter => {
                    tx.execute(USE_STEP, args![member, first, last]).await? > 0
                }
                _ => false,
            }
        }
        EnteredCode::Recovery(code) => {
            let digest = recovery_digest(keys, member, code);
            may_enter && tx.execute(USE_RECOVERY, args![member, digest, now]).await? > 0
        }
    };
    if !is_right {
        return Ok(None);
    }
    let told = Told::oneself(member, Action::Change, AuthenticatorState::InUse, member.as_str());
    tell(tx, keys, told, now).await?;
    Ok(Some(Entered {
        member,
        by_recovery_code: matches!(code, EnteredCode::Recovery(_)),
    }))
}
