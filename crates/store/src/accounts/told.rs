//! Entries of the journal about accounts.

use domain::access::{Act, Action, Authority, Object, Who};
use domain::accounts::MemberId;
use domain::journal::{Event, Word};
use jiff::Timestamp;

use super::AccountResult;
use super::members::container;
use crate::db::Tx;
use crate::journal;
use crate::keys::{Keyring, pseudonym_of};

/// What an entry tells.
pub(super) struct Told<'t> {
    /// Who did it; nobody when it was the program or the operator.
    actor: Option<MemberId>,
    /// As what.
    acting_as: &'static str,
    /// What was done.
    action: Action,
    /// To what, in the state it is in afterwards.
    object: Object,
    /// The identifier of that thing.
    id: &'t str,
    /// Whose it is, so that she finds it under her own name.
    subject: Option<MemberId>,
}

impl<'t> Told<'t> {
    /// What somebody did by an authority.
    pub fn by<A: Act>(by: &Authority<'_, A>, action: Action, object: impl Into<Object>, id: &'t str) -> Self {
        Self {
            actor: by.member(),
            acting_as: by.acting_as(),
            action,
            object: object.into(),
            id,
            subject: None,
        }
    }

    /// What somebody did to what is her own, by a link that proved who she is.
    pub fn oneself(member: MemberId, action: Action, object: impl Into<Object>, id: &'t str) -> Self {
        Self {
            actor: Some(member),
            acting_as: Who::Oneself.code(),
            action,
            object: object.into(),
            id,
            subject: Some(member),
        }
    }

    /// The same, about something of this member.
    pub fn of(self, subject: MemberId) -> Self {
        Self {
            subject: Some(subject),
            ..self
        }
    }
}

/// Writes the entry; call it last.
pub(super) async fn tell(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    told: Told<'_>,
    now: Timestamp,
) -> AccountResult<()> {
    let word = |text: &str| Word::new(text).expect("a code of the program");
    let pseudonym = async |tx: &Tx<'_>, member: Option<MemberId>, kind: &'static str, id: &str| {
        let key = match &member {
            Some(member) => keys.container(tx, &container(member)).await?,
            None => None,
        };
        AccountResult::Ok(key.map(|key| pseudonym_of(&key, kind, id)))
    };
    let name = |member: Option<MemberId>| member.map(|member| member.to_string()).unwrap_or_default();
    let actor = pseudonym(tx, told.actor, "member", &name(told.actor)).await?;
    let subject = pseudonym(tx, told.subject, "member", &name(told.subject)).await?;
    // What belongs to a person is named with her key, so that it is forgotten with her.
    let kind = told.object.kind().code();
    let object = match told.subject {
        Some(_) => pseudonym(tx, told.subject, kind, told.id).await?,
        None => Some(keys.pseudonym(kind, told.id)),
    };
    journal::record(
        tx,
        Event {
            at: now,
            actor,
            acting_as: word(told.acting_as),
            action: word(told.action.code()),
            object_kind: word(kind),
            object,
            subject,
            state: Some(word(told.object.state_code())),
        },
    )
    .await?;
    Ok(())
}
