//! Sign-in links: made for an address, used once.

use domain::accounts::{BETWEEN_SIGN_IN_LINKS, LinkKind, MemberId};
use jiff::Timestamp;
use vault::{LinkToken, Random, TokenHash};

use super::{AccountError, AccountResult, members};
use crate::args;
use crate::db::{Read, Tx, statements};
use crate::error::StoreResult;

statements! {
    LAST = "SELECT MAX(made_at) FROM sign_in_links WHERE member = $1 AND used_at IS NULL";
    ADD = "INSERT INTO sign_in_links (token, member, made_at, ends_at) VALUES ($1, $2, $3, $4)";
    FORGET = "DELETE FROM sign_in_links WHERE member = $1 AND ends_at <= $2";
    OPENS = "SELECT COUNT(*) FROM sign_in_links WHERE token = $1 AND used_at IS NULL AND ends_at > $2";
    USE = "UPDATE sign_in_links SET used_at = $2 WHERE token = $1 AND used_at IS NULL AND ends_at > $2 RETURNING member";
}

/// Makes a link for a member. Its text exists in what is returned and nowhere else.
///
/// # Errors
/// She is a member nowhere; a link was sent a moment ago; a fault.
pub async fn make_link(
    tx: &mut Tx<'_>,
    member: MemberId,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> AccountResult<LinkToken> {
    if members::roles(tx, member).await?.is_empty() {
        return Err(AccountError::Gone);
    }
    let (last,): (Option<Timestamp>,) = tx.query_one(LAST, args![member]).await?;
    // A moment in the future is no reason to wait: the clock went back.
    if last.is_some_and(|last| last <= now && now.duration_since(last) < BETWEEN_SIGN_IN_LINKS) {
        return Err(AccountError::JustSent);
    }
    tx.execute(FORGET, args![member, now]).await?;
    let token = LinkToken::generate(random);
    let ends_at = LinkKind::SignIn.ends_at(now);
    tx.execute(ADD, args![token.hash().0, member, now, ends_at])
        .await?;
    Ok(token)
}

/// Whether a link can still be used; looking uses nothing up.
///
/// # Errors
/// A fault of the database.
pub async fn link_opens(db: &impl Read, token: TokenHash, now: Timestamp) -> StoreResult<bool> {
    let (count,): (i64,) = db.query_one(OPENS, args![token.0, now]).await?;
    Ok(count > 0)
}

/// Uses a link: answers who signs in, exactly once. The journal tells of the session that is opened or proven by it.
///
/// # Errors
/// The link was used, is too old, or never was; she is a member nowhere any more; a fault.
pub async fn use_link(tx: &mut Tx<'_>, token: TokenHash, now: Timestamp) -> AccountResult<MemberId> {
    let used: Option<(MemberId,)> = tx.query_opt(USE, args![token.0, now]).await?;
    let (member,) = used.ok_or(AccountError::DeadLink)?;
    if members::roles(tx, member).await?.is_empty() {
        return Err(AccountError::DeadLink);
    }
    Ok(member)
}
