//! One's own codes: making a phone known, recovery codes on paper, forgetting both. Entering by them is in `code_entry`.

use askama::Template;
use axum::extract::{Form, State};
use axum::response::Response;
use domain::access::{AuthenticatorState, Authority};
use domain::accounts::acts::{
    ChangeAuthenticator, RemoveAuthenticator, SeeAuthenticator, SetUpAuthenticator,
};
use domain::accounts::{OneTimeCode, RecoveryCode};
use domain::mail::SecurityEvent;
use jiff::Timestamp;
use qrcode::{Color, EcLevel, QrCode};
use serde::Deserialize;
use store::Tx;
use store::accounts;
use vault::TotpSecret;

use super::account::own_things;
use super::form::{Sent, again, go, own, refusal};
use super::letters;
use super::signed_in::SignedIn;
use crate::instance::Instance;
use crate::site::errors::{Fault, PageError, PageResult};
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, format, urls};

/// `/compte/codes`
#[derive(Template)]
#[template(path = "accounts/codes.html")]
pub struct ShowCodes {
    frame: Frame,
    form_token: String,
    state: Codes,
}

/// How far somebody is.
enum Codes {
    /// She has no codes.
    None,
    /// Her phone is being made known.
    Waiting {
        /// The secret as a picture.
        picture: Picture,
        /// The secret in groups of four, to type.
        key: String,
        /// Whether the code that she typed was not right.
        is_wrong: bool,
    },
    /// Her codes let her in.
    InUse {
        /// Since when, in words.
        since: String,
        /// Recovery codes that were not used.
        left: u32,
    },
    /// Recovery codes that were just made, shown once.
    Made(Vec<String>),
}

/// A QR code as the path of a drawing, one unit a module, with the quiet zone of four modules (ISO/IEC 18004).
struct Picture {
    width: usize,
    path: String,
}

const QUIET_ZONE: usize = 4;

impl Picture {
    fn of(text: &str) -> Result<Self, Fault> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(Fault::new)?;
        let width = code.width();
        let mut path = String::new();
        for (position, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (position % width + QUIET_ZONE, position / width + QUIET_ZONE);
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
        Ok(Self {
            width: width + 2 * QUIET_ZONE,
            path,
        })
    }
}

/// What a phone reads (Key URI format of Google Authenticator, which the others follow).
fn key_uri(site: &str, email: &str, secret: &TotpSecret) -> String {
    let escaped = |text: &str| {
        let form: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        form.replace('+', "%20")
    };
    let (site, email) = (escaped(site), escaped(email));
    let secret = secret.reveal_text();
    format!("otpauth://totp/{site}:{email}?secret={secret}&issuer={site}&algorithm=SHA1&digits=6&period=30")
}

fn in_groups(key: &str) -> String {
    let groups: Vec<&[u8]> = key.as_bytes().chunks(4).collect();
    String::from_utf8(groups.join(&b' ')).expect("base 32 is ASCII")
}

impl Codes {
    fn waiting(frame: &Frame, email: &str, secret: &TotpSecret, is_wrong: bool) -> Result<Self, Fault> {
        // A colon parts the name of the site from the address: it stands in neither.
        let site = frame.settings().name.replace(':', " ");
        Ok(Self::Waiting {
            picture: Picture::of(&key_uri(&site, email, secret))?,
            key: in_groups(&secret.reveal_text()),
            is_wrong,
        })
    }

    fn made(codes: &[RecoveryCode]) -> Self {
        Self::Made(codes.iter().map(RecoveryCode::reveal).collect())
    }
}

impl ShowCodes {
    fn of(frame: Frame, who: SignedIn, state: Codes) -> Self {
        Self {
            frame,
            form_token: who.form_token,
            state,
        }
    }
}

impl Samples for ShowCodes {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        let page = |state| Self {
            frame: frame.clone(),
            form_token: "0".repeat(64),
            state,
        };
        let secret = TotpSecret::from_bytes(b"12345678901234567890").expect("twenty bytes");
        let waiting = |is_wrong| {
            Codes::waiting(frame, "jeanne@brume.example", &secret, is_wrong).expect("a short text fits")
        };
        let codes: Vec<_> = (0..10)
            .map(|number| RecoveryCode::from_random([number; 8]))
            .collect();
        let in_use = |left| Codes::InUse {
            since: "mardi 3 mars, 9 h 20".to_owned(),
            left,
        };
        vec![
            Sample::new("none", page(Codes::None)),
            Sample::new("waiting", page(waiting(false))),
            Sample::new("wrong-code", page(waiting(true))),
            Sample::new("in-use", page(in_use(9))),
            Sample::new("used-up", page(in_use(0))),
            Sample::new("made", page(Codes::made(&codes))),
        ]
    }
}

/// What the form carries.
#[derive(Deserialize)]
pub(super) struct FirstCode {
    #[serde(default)]
    form: String,
    #[serde(default)]
    code: String,
}

async fn waiting_secret(instance: &Instance, frame: &Frame, who: &SignedIn) -> PageResult<TotpSecret> {
    let permit = who.may::<SeeAuthenticator>(frame, own_things(who)?, AuthenticatorState::Waiting)?;
    let by = Authority::Table(&permit);
    let keys = instance.keys.get();
    let secret = accounts::waiting_secret(&instance.db, &keys, by, who.member.id).await;
    secret.map_err(refusal)
}

/// `GET /compte/codes`
pub(super) async fn show(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
) -> PageResult<Response> {
    who.may::<SeeAuthenticator>(&frame, own_things(&who)?, AuthenticatorState::InUse)?;
    let found = accounts::authenticator(&instance.db, who.member.id).await?;
    let state = match found {
        None => Codes::None,
        Some(known) => match known.confirmed_at {
            Some(at) => Codes::InUse {
                since: in_words(&frame, at),
                left: known.recovery_codes_left,
            },
            None => {
                let secret = waiting_secret(&instance, &frame, &who).await?;
                Codes::waiting(&frame, who.member.email.as_str(), &secret, false)?
            }
        },
    };
    own(&ShowCodes::of(frame, who, state))
}

fn in_words(frame: &Frame, at: Timestamp) -> String {
    let zone = frame.settings().time_zone.clone();
    format::moment(at.to_zoned(zone).datetime(), frame.words())
}

/// `POST /compte/codes`
pub(super) async fn set_up(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Form(sent): Form<Sent>,
) -> PageResult<Response> {
    who.must_have_sent(&sent.form)?;
    let permit = who.may::<SetUpAuthenticator>(&frame, own_things(&who)?, AuthenticatorState::Waiting)?;
    let by = Authority::Table(&permit);
    let mut random = instance.random;
    let mut tx = instance.db.write().await?;
    accounts::set_up_authenticator(
        &mut tx,
        &instance.keys.get(),
        by,
        who.member.id,
        &mut random,
        frame.now(),
    )
    .await
    .map_err(refusal)?;
    tx.commit().await?;
    Ok(go(&frame, urls::CODES))
}

/// `POST /compte/codes/confirmer`
pub(super) async fn confirm(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Form(sent): Form<FirstCode>,
) -> PageResult<Response> {
    who.must_have_sent(&sent.form)?;
    let permit = who.may::<ChangeAuthenticator>(&frame, own_things(&who)?, AuthenticatorState::Waiting)?;
    let by = Authority::Table(&permit);
    let (keys, now, mut random) = (instance.keys.get(), frame.now(), instance.random);
    let mut made = None;
    if let Ok(code) = OneTimeCode::parse(&sent.code) {
        let mut tx = instance.db.write().await?;
        let member = who.member.id;
        made = accounts::confirm_authenticator(&mut tx, &keys, by, member, code, &mut random, now)
            .await
            .map_err(refusal)?;
        if made.is_some() {
            tell(&mut tx, &instance, &frame, &who).await?;
            tx.commit().await?;
        }
    }
    let Some(made) = made else {
        let secret = waiting_secret(&instance, &frame, &who).await?;
        let state = Codes::waiting(&frame, who.member.email.as_str(), &secret, true)?;
        return again(&ShowCodes::of(frame, who, state));
    };
    own(&ShowCodes::of(frame, who, Codes::made(&made)))
}

/// `POST /compte/codes/secours`
pub(super) async fn renew(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Form(sent): Form<Sent>,
) -> PageResult<Response> {
    who.must_have_sent(&sent.form)?;
    let permit = who.may::<ChangeAuthenticator>(&frame, own_things(&who)?, AuthenticatorState::InUse)?;
    let by = Authority::Table(&permit);
    let (keys, now, mut random) = (instance.keys.get(), frame.now(), instance.random);
    let mut tx = instance.db.write().await?;
    let made = accounts::renew_recovery_codes(&mut tx, &keys, by, who.member.id, &mut random, now)
        .await
        .map_err(refusal)?;
    tell(&mut tx, &instance, &frame, &who).await?;
    tx.commit().await?;
    own(&ShowCodes::of(frame, who, Codes::made(&made)))
}

/// `POST /compte/codes/retirer`
pub(super) async fn remove(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Form(sent): Form<Sent>,
) -> PageResult<Response> {
    who.must_have_sent(&sent.form)?;
    let found = accounts::authenticator(&instance.db, who.member.id)
        .await?
        .ok_or(PageError::NotFound)?;
    let permit = who.may::<RemoveAuthenticator>(&frame, own_things(&who)?, found.state())?;
    let by = Authority::Table(&permit);
    let mut tx = instance.db.write().await?;
    accounts::remove_authenticator(&mut tx, &instance.keys.get(), by, who.member.id, frame.now())
        .await
        .map_err(refusal)?;
    if found.state() == AuthenticatorState::InUse {
        tell(&mut tx, &instance, &frame, &who).await?;
    }
    tx.commit().await?;
    Ok(go(&frame, urls::CODES))
}

/// Tells her by letter of a change that she should know of if it was not hers.
async fn tell(tx: &mut Tx<'_>, instance: &Instance, frame: &Frame, who: &SignedIn) -> PageResult<()> {
    let event = SecurityEvent::SecondFactorChanged;
    letters::security_notice(tx, instance, frame, &who.member, event)
        .await
        .map_err(refusal)
}
