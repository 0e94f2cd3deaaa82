//! What forms of accounts have in common: the answer that shows a page of one person, and a page shown again.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use store::accounts::AccountError;

use crate::site::Frame;
use crate::site::errors::{Fault, PageError, PageResult};
use crate::site::html::html;

/// What a button alone carries.
#[derive(Deserialize)]
pub(super) struct Sent {
    /// What makes it a button of this session.
    #[serde(default)]
    pub form: String,
}

/// A page that is one person's: nothing on the way keeps it, and the browser does not show it again once she left.
///
/// # Errors
/// The template failed.
pub(super) fn own(page: &impl Template) -> PageResult<Response> {
    Ok(([(header::CACHE_CONTROL, "no-store")], html(page)?).into_response())
}

/// The same page with what was typed and what is wrong with it.
///
/// # Errors
/// The template failed.
pub(super) fn again(page: &impl Template) -> PageResult<Response> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, own(page)?).into_response())
}

/// To another page, once something was done.
pub(super) fn go(frame: &Frame, path: &str) -> Response {
    Redirect::to(&frame.url(path)).into_response()
}

/// What a refusal of accounts becomes where the page has no better place for it.
pub(super) fn refusal(error: AccountError) -> PageError {
    match error {
        AccountError::Gone => PageError::NotFound,
        AccountError::DeadLink => PageError::DEAD_SIGN_IN_LINK,
        AccountError::JustSent => PageError::Refused("sign-in-just-sent"),
        AccountError::NoRole => PageError::Refused("team-no-role"),
        AccountError::RolesExclude(..) => PageError::Refused("team-roles-exclude"),
        AccountError::LastAdministrator => PageError::Refused("team-last-administrator"),
        AccountError::SiretTaken | AccountError::OutOfReach => PageError::Refused("errors-not-yours"),
        AccountError::Keys(error) => PageError::Fault(Fault::new(error)),
        AccountError::Fault(error) => error.into(),
    }
}

/// The word to show beside roles that were refused.
///
/// # Errors
/// It is not about roles.
pub(super) fn wrong_roles(error: AccountError) -> PageResult<&'static str> {
    match error {
        AccountError::NoRole => Ok("team-no-role"),
        AccountError::RolesExclude(..) => Ok("team-roles-exclude"),
        AccountError::LastAdministrator => Ok("team-last-administrator"),
        other => Err(refusal(other)),
    }
}
