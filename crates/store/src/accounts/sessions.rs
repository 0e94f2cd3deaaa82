//! Sessions: opaque, known by a digest, listed and ended by their owner.

use domain::access::{Action, Actor, Authority, SessionState};
use domain::accounts::acts::{EndSession, SeeSessions};
use domain::accounts::{MemberId, SessionId, SessionKind, SessionTimes};
use jiff::{SignedDuration, Timestamp};
use vault::{Context, LinkToken, Random, TokenHash};

use super::members::{container, open_text, roles};
use super::told::{Told, tell};
use super::{AccountError, AccountResult};
use crate::args;
use crate::db::{FromRow, Read, Row, Tx, statements};
use crate::error::{StoreError, StoreResult};
use crate::keys::Keyring;

statements! {
    OPEN = "INSERT INTO sessions (id, token, member, kind, device, began_at, seen_at, proven_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6, $6)";
    FIND = "SELECT id, member, kind, device, began_at, seen_at, proven_at FROM sessions
            WHERE token = $1 AND ended_at IS NULL";
    OF = "SELECT id, member, kind, device, began_at, seen_at, proven_at FROM sessions
          WHERE member = $1 AND ended_at IS NULL ORDER BY seen_at DESC, id";
    SEE = "UPDATE sessions SET seen_at = $2 WHERE id = $1 AND ended_at IS NULL AND seen_at < $2";
    PROVE = "UPDATE sessions SET proven_at = $3, seen_at = $3, token = $2 WHERE id = $1 AND ended_at IS NULL";
    END = "UPDATE sessions SET ended_at = $3 WHERE id = $1 AND member = $2 AND ended_at IS NULL";
    END_ALL = "UPDATE sessions SET ended_at = $2 WHERE member = $1 AND ended_at IS NULL";
    FORGET = "DELETE FROM sessions WHERE began_at <= $1";
}

/// How often a session that is used is noted as such: often enough for its limits, seldom enough to spare writes.
const BETWEEN_SIGHTS: SignedDuration = SignedDuration::from_mins(1);

/// A session that begins.
#[derive(Debug)]
pub struct NewSession<'d> {
    /// Names it where its owner lists her sessions.
    pub id: SessionId,
    /// Where it is.
    pub kind: SessionKind,
    /// What its owner will know the device by: browser and system, in words.
    pub device: &'d str,
}

/// A session that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub member: MemberId,
    /// Its moments.
    pub times: SessionTimes,
    /// Who acts with it, for the access table.
    pub actor: Actor,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSession {
    /// Which.
    pub id: SessionId,
    /// Its moments.
    pub times: SessionTimes,
    /// What its owner knows the device by.
    pub device: String,
}

struct Stored {
    id: SessionId,
    member: MemberId,
    times: SessionTimes,
    device: Vec<u8>,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        let kind = match row.get("kind")? {
            "own" => SessionKind::Own,
            "kiosk" => SessionKind::Kiosk,
            _ => {
                return Err(StoreError::Unreadable {
                    what: "kind of session",
                });
            }
        };
        Ok(Self {
            id: row.get("id")?,
            member: row.get("member")?,
            times: SessionTimes {
                kind,
                began_at: row.get("began_at")?,
                seen_at: row.get("seen_at")?,
                proven_at: row.get("proven_at")?,
            },
            device: row.get("device")?,
        })
    }
}

fn device_place(id: &SessionId) -> Context {
    Context::of("session device").and(id.as_str())
}

/// Opens a session; its token exists in what is returned, for the cookie, and nowhere else.
///
/// # Errors
/// The member was erased; a fault.
pub async fn open_session(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    member: MemberId,
    new: &NewSession<'_>,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<LinkToken> {
    let key = keys
        .container(tx, &container(&member))
        .await?
        .ok_or(AccountError::Gone)?;
    let token = LinkToken::generate(random);
    let device = key.seal(&device_place(&new.id), new.device.as_bytes(), random);
    let kind = match new.kind {
        SessionKind::Own => "own",
        SessionKind::Kiosk => "kiosk",
    };
    // What is over cannot be listed nor used: it goes with the next sign-in.
    tx.execute(FORGET, args![now - SessionTimes::ABSOLUTE_LIMIT * 2])
        .await?;
    tx.execute(OPEN, args![new.id, token.hash().0, member, kind, device, now])
        .await?;
    let told = Told::oneself(member, Action::Create, SessionState::Live, new.id.as_str());
    tell(tx, keys, told, now).await?;
    Ok(token)
}

/// The session of a token, if it holds now.
///
/// # Errors
/// A fault of the database.
pub async fn find_session(db: &impl Read, token: TokenHash, now: Timestamp) -> StoreResult<Option<Session>> {
    let stored: Option<Stored> = db.query_opt(FIND, args![token.0]).await?;
    let Some(stored) = stored.filter(|stored| stored.times.holds(now).is_ok()) else {
        return Ok(None);
    };
    let roles = roles(db, stored.member).await?;
    Ok(Some(Session {
        id: stored.id,
        member: stored.member,
        times: stored.times,
        actor: Actor::Member {
            id: stored.member,
            roles,
            session: stored.times,
        },
    }))
}

/// Whether it is time to note that a session is used.
#[must_use]
pub fn needs_sight(session: &Session, now: Timestamp) -> bool {
    now.duration_since(session.times.seen_at) >= BETWEEN_SIGHTS
}

/// Notes that a session is used. Answers whether it still was.
///
/// # Errors
/// A fault of the database.
pub async fn see(tx: &mut Tx<'_>, session: &Session, now: Timestamp) -> StoreResult<bool> {
    Ok(tx.execute(SEE, args![session.id, now]).await? > 0)
}

/// Notes that the owner has just shown again who she is, and changes the token: the answer is for her cookie.
///
/// # Errors
/// The session ended; a fault.
pub async fn prove(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    session: &Session,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<LinkToken> {
    let token = LinkToken::generate(random);
    let touched = tx.execute(PROVE, args![session.id, token.hash().0, now]).await?;
    if touched == 0 {
        return Err(AccountError::Gone);
    }
    let id = session.id.as_str();
    let told = Told::oneself(session.member, Action::Change, SessionState::Live, id);
    tell(tx, keys, told, now).await?;
    Ok(token)
}

/// The sessions of a member that hold, the last used first.
///
/// # Errors
/// A fault.
pub async fn list_sessions(
    db: &impl Read,
    keys: &Keyring,
    by: Authority<'_, SeeSessions>,
    member: MemberId,
    now: Timestamp,
) -> AccountResult<Vec<ListedSession>> {
    if !by.covers_member(member) {
        return Err(AccountError::OutOfReach);
    }
    let stored: Vec<Stored> = db.query(OF, args![member]).await?;
    let Some(key) = keys.container(db, &container(&member)).await? else {
        return Ok(Vec::new());
    };
    stored
        .into_iter()
        .filter(|stored| stored.times.holds(now).is_ok())
        .map(|stored| {
            let device =
                open_text(&key, &device_place(&stored.id), &stored.device).ok_or(StoreError::Unreadable {
                    what: "device of a session",
                })?;
            Ok(ListedSession {
                id: stored.id,
                times: stored.times,
                device,
            })
        })
        .collect()
}

/// Ends a session of a member.
///
/// # Errors
/// She has no such session, or it ended; a fault.
pub async fn end_session(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    by: Authority<'_, EndSession>,
    member: MemberId,
    session: SessionId,
    now: Timestamp,
) -> AccountResult<()> {
    if !by.covers_member(member) {
        return Err(AccountError::OutOfReach);
    }
    if tx.execute(END, args![session, member, now]).await? == 0 {
        return Err(AccountError::Gone);
    }
    let told = Told::by(&by, Action::End, SessionState::Ended, session.as_str()).of(member);
    tell(tx, keys, told, now).await
}

/// Ends every session of a member.
pub(super) async fn end_all(tx: &mut Tx<'_>, member: MemberId, now: Timestamp) -> StoreResult<u64> {
    tx.execute(END_ALL, args![member, now]).await
}
