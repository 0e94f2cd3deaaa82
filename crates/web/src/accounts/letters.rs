//! The letters that pages of accounts write, in the transaction of what they tell of.

use domain::accounts::{EmailAddress, InvitationId, LinkKind};
use domain::mail::{Cause, Letter, Link, SecurityEvent, Template};
use jiff::Timestamp;
use store::Tx;
use store::accounts::{AccountResult, Member};
use store::keys::Keyring;
use store::outbox::post;
use vault::{LinkToken, drawn};

use crate::instance::Instance;
use crate::site::{Frame, urls};

/// Sends a sign-in link.
pub(super) async fn sign_in_link(
    tx: &mut Tx<'_>,
    instance: &Instance,
    keys: &Keyring,
    frame: &Frame,
    to: EmailAddress,
    token: &LinkToken,
) -> AccountResult<()> {
    let minutes = LinkKind::SignIn.lasts().as_mins();
    let letter = Letter {
        to,
        language: frame.language(),
        template: Template::SignInLink {
            link: link(frame, &urls::sign_in_link(&token.reveal())),
            minutes: u16::try_from(minutes).expect("a quarter of an hour"),
        },
        cause: cause("sign-in", &data_encoding::HEXLOWER.encode(&token.hash().0[..16])),
    };
    send(tx, instance, keys, letter, frame.now()).await
}

/// Sends an invitation.
pub(super) async fn invitation(
    tx: &mut Tx<'_>,
    instance: &Instance,
    keys: &Keyring,
    frame: &Frame,
    to: EmailAddress,
    (id, token): (InvitationId, &LinkToken),
) -> AccountResult<()> {
    let letter = Letter {
        to,
        language: frame.language(),
        template: Template::Invitation {
            link: link(frame, &urls::invitation(&token.reveal())),
            until: LinkKind::Invitation.ends_at(frame.now()),
        },
        cause: cause("invitation", id.as_str()),
    };
    send(tx, instance, keys, letter, frame.now()).await
}

/// Tells a member of a change that she should know of if it was not hers.
pub(super) async fn security_notice(
    tx: &mut Tx<'_>,
    instance: &Instance,
    frame: &Frame,
    member: &Member,
    event: SecurityEvent,
) -> AccountResult<()> {
    let mut random = instance.random;
    let which: [u8; 10] = drawn(&mut random);
    let letter = Letter {
        to: member.email.clone(),
        language: frame.language(),
        template: Template::SecurityNotice {
            event,
            at: frame.now(),
            link: link(frame, urls::CODES),
        },
        cause: cause("security", &data_encoding::HEXLOWER.encode(&which)),
    };
    send(tx, instance, &instance.keys.get(), letter, frame.now()).await
}

async fn send(
    tx: &mut Tx<'_>,
    instance: &Instance,
    keys: &Keyring,
    letter: Letter,
    now: Timestamp,
) -> AccountResult<()> {
    let mut random = instance.random;
    post(tx, keys, letter, &mut random, now).await?;
    Ok(())
}

fn link(frame: &Frame, path: &str) -> Link {
    Link::parse(&frame.absolute(path)).expect("the address of the site was read as one, and ours are plain")
}

fn cause(kind: &'static str, which: &str) -> Cause {
    Cause::new(kind, which).expect("identifiers are plain")
}
