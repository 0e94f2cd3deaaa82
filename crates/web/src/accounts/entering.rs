//! Coming in, once a link has said who it is.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use domain::accounts::{MemberId, SessionId, SessionKind};
use store::Tx;
use store::accounts::{self, NewSession};

use super::cookie;
use super::form::refusal;
use crate::instance::Instance;
use crate::site::Frame;
use crate::site::errors::PageResult;

/// Opens a session for a member on this device; the header hands it to the browser once the change is kept.
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
    let mut random = instance.random;
    let mut bits = [0; 10];
    random(&mut bits);
    let new = NewSession {
        id: SessionId::from_random(bits),
        kind: if is_shared {
            SessionKind::Kiosk
        } else {
            SessionKind::Own
        },
        device: &device(frame, headers),
    };
    let keys = instance.keys.get();
    let session = accounts::open_session(tx, &keys, member, &new, &mut random, frame.now())
        .await
        .map_err(refusal)?;
    Ok([(header::SET_COOKIE, cookie::given(&session))])
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
