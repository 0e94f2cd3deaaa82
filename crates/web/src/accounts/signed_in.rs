//! Somebody who is signed in, as a handler receives her.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use data_encoding::HEXLOWER;
use domain::access::{Act, Denied, Owner, Permit, authorise};
use domain::accounts::{OrganisationId, Role};
use jiff::Timestamp;
use store::StoreError;
use store::accounts::{self, Member, Session};
use subtle::ConstantTimeEq;

use super::cookie;
use crate::instance::Instance;
use crate::site::errors::{Fault, PageError, PageResult};
use crate::site::{Frame, urls};

/// A member with a session that holds.
#[derive(Clone)]
pub struct SignedIn {
    /// Her session.
    pub session: Session,
    /// Who she is.
    pub member: Member,
    /// What a form must carry to be hers.
    pub form_token: String,
}

impl SignedIn {
    /// Refuses a form that was not made for this session.
    ///
    /// # Errors
    /// It was not.
    pub fn must_have_sent(&self, form_token: &str) -> PageResult<()> {
        if self.form_token.as_bytes().ct_eq(form_token.as_bytes()).into() {
            Ok(())
        } else {
            Err(PageError::Refused("errors-form-of-another-session"))
        }
    }

    /// Asks the access table.
    ///
    /// # Errors
    /// It says no, or asks for a fresh proof.
    pub fn may<A: Act>(&self, frame: &Frame, owner: Owner, state: A::State) -> PageResult<Permit<A>> {
        authorise(&self.session.actor, owner, state, frame.now()).map_err(|denied| match denied {
            Denied::StepUp => PageError::Refused("errors-step-up"),
            Denied::NotYours => PageError::Refused("errors-not-yours"),
            Denied::SignIn | Denied::Nothing => PageError::NotFound,
        })
    }

    /// The organisation whose team she looks at: the first in which she has this role, or any.
    #[must_use]
    pub fn organisation(&self, preferred: Role) -> Option<OrganisationId> {
        let roles = &self.member.roles;
        let preferred = roles.iter().find(|(_, role)| *role == preferred);
        preferred.or(roles.first()).map(|(organisation, _)| *organisation)
    }
}

impl SignedIn {
    /// Whoever is signed in with the cookie among these headers.
    ///
    /// # Errors
    /// A fault of the database or of the keys.
    pub(super) async fn of(instance: &Instance, headers: &HeaderMap) -> Result<Option<Self>, Fault> {
        let Some(token) = cookie::token(headers) else {
            return Ok(None);
        };
        let now = instance.site.clock.now();
        let found = accounts::find_session(&instance.db, token.hash(), now).await;
        let Some(session) = found.map_err(Fault::new)? else {
            return Ok(None);
        };
        let keys = instance.keys.get();
        let member = accounts::member(&instance.db, &keys, session.member).await;
        let Some(member) = member.map_err(Fault::new)? else {
            return Ok(None);
        };
        if accounts::needs_sight(&session, now) {
            tokio::spawn(note_sight(instance.clone(), session.clone(), now));
        }
        let form_token = HEXLOWER.encode(&keys.lookup().digest("form", &token.hash().0));
        Ok(Some(Self {
            session,
            member,
            form_token,
        }))
    }
}

/// Why nobody is signed in.
pub enum NotSignedIn {
    /// To the page where one signs in.
    AskedTo(Redirect),
    /// Our failure.
    Failed(PageError),
}

impl IntoResponse for NotSignedIn {
    fn into_response(self) -> Response {
        match self {
            // The old cookie opens nothing any more: the browser need not carry it.
            Self::AskedTo(redirect) => {
                ([(header::SET_COOKIE, cookie::taken_back())], redirect).into_response()
            }
            Self::Failed(error) => error.into_response(),
        }
    }
}

impl From<PageError> for NotSignedIn {
    fn from(error: PageError) -> Self {
        Self::Failed(error)
    }
}

impl FromRequestParts<Instance> for SignedIn {
    type Rejection = NotSignedIn;

    async fn from_request_parts(parts: &mut Parts, instance: &Instance) -> Result<Self, NotSignedIn> {
        if let Some(known) = parts.extensions.get::<Arc<Self>>() {
            return Ok(Self::clone(known));
        }
        let Ok(frame) = Frame::from_request_parts(parts, instance).await;
        Self::of(instance, &parts.headers)
            .await
            .map_err(PageError::Fault)?
            .ok_or_else(|| NotSignedIn::AskedTo(Redirect::to(&frame.url(urls::SIGN_IN))))
    }
}

/// Beside the page, which need not wait for a turn to write: a sight that is missed is noted at the next page.
async fn note_sight(instance: Instance, session: Session, now: Timestamp) {
    let noted = async {
        let mut tx = instance.db.write().await?;
        accounts::see(&mut tx, &session, now).await?;
        tx.commit().await
    };
    match noted.await {
        Ok(()) | Err(StoreError::Busy) => {}
        Err(error) => tracing::error!(%error, "the use of a session could not be noted"),
    }
}
