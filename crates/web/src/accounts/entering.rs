//! Coming in, once a link has said who it is.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use domain::accounts::{MemberId, SessionId, SessionKind};
use store::Tx;
use store::accounts::{self, NewSession};
use vault::drawn;

use super::cookie;
use super::form::refusal;
use crate::instance::Instance;
use crate::site::Frame;
use crate::site::errors::PageResult;

/// Lets a member in on this device; the header hands her session to the browser once the change is kept. Where she is
/// signed in here already, that session goes on with a fresh proof, which is what sensitive acts ask for.
///
/// # Errors
/// The member was erased; a fault.
pub(super) async fn open_door(
    tx: &mut Tx<'_>,
    instance: &Instance,
    frame: &Frame,
    member: MemberId,
    is_shared: bool,
    headers: &HeaderMap,
) -> PageResult<[(HeaderName, HeaderValue); 1]> {
    let (keys, now) = (instance.keys.get(), frame.now());
    let mut random = instance.random;
    let here = match cookie::token(headers) {
        Some(token) => accounts::find_session(tx, token.hash(), now).await?,
        None => None,
    };
    let token = match here.filter(|session| session.member == member) {
        Some(session) => accounts::prove(tx, &keys, &session, &mut random, now).await,
        None => {
            let new = NewSession {
                id: SessionId::from_random(drawn(&mut random)),
                kind: if is_shared {
                    SessionKind::Kiosk
                } else {
                    SessionKind::Own
                },
                device: &device(frame, headers),
            };
            accounts::open_session(tx, &keys, member, &new, &mut random, now).await
        }
    };
    Ok([(header::SET_COOKIE, cookie::given(&token.map_err(refusal)?))])
}

/// What a person knows her device by: browser and system, as far as the browser says.
fn device(frame: &Frame, headers: &HeaderMap) -> String {
    let said = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    // Each of these also claims to be those after it.
    let first = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| said.contains(mark))
            .map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrom", "Chrome"),
        ("CriOS", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => frame.t("account-unknown-device").to_owned(),
    }
}
