//! Signing in, one's own account, the team of an organisation, and the page that tells who sees what.
//!
//! What each role may do is in `domain::access`; how links and sessions are kept is in `store::accounts`.

pub mod access;
pub mod account;
pub mod code_entry;
pub mod codes;
pub mod colleague;
mod cookie;
mod entering;
mod form;
pub mod invitation;
mod letters;
mod origin;
pub mod sign_in;
pub mod signed_in;
pub mod team;
mod tries;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware;
use axum::routing::{get, post};

use crate::instance::Instance;
use crate::site::frame::Visitor;
use crate::site::urls;

/// Finds out who is signed in with the cookie of a request, and hands it on to the frame of the page and to handlers. True
/// when somebody is: the answer is then hers alone. Files are the same for everybody, and nobody is looked up for them.
pub(crate) async fn recognise(instance: &Instance, request: &mut Request) -> bool {
    let path = request.uri().path();
    let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    if is_file || path.starts_with("/api/") {
        return false;
    }
    match signed_in::SignedIn::of(instance, request.headers()).await {
        Ok(Some(who)) => {
            let visitor = Visitor {
                name: who.member.name.as_str().to_owned(),
                form_token: who.form_token.clone(),
            };
            request.extensions_mut().insert(Arc::new(visitor));
            request.extensions_mut().insert(Arc::new(who));
            true
        }
        Ok(None) => false,
        Err(error) => {
            // What is public is shown without a name; what asks for a session will say what is wrong.
            tracing::error!(reason = error.chain(), "who is signed in could not be found out");
            false
        }
    }
}

pub(crate) fn routes() -> Router<Instance> {
    Router::new()
        .route(urls::SIGN_IN, get(sign_in::ask).post(sign_in::send))
        .route(urls::CODE_ENTRY, get(code_entry::show).post(code_entry::enter))
        .route(
            "/connexion/{token}",
            get(sign_in::show_link).post(sign_in::use_link),
        )
        .route(
            "/invitation/{token}",
            get(invitation::show).post(invitation::accept),
        )
        .route(urls::ACCOUNT, get(account::show))
        .route(urls::CODES, get(codes::show).post(codes::set_up))
        .route("/compte/codes/confirmer", post(codes::confirm))
        .route("/compte/codes/secours", post(codes::renew))
        .route("/compte/codes/retirer", post(codes::remove))
        .route("/compte/sortir", post(account::sign_out))
        .route("/compte/appareils/{session}/fermer", post(account::end_session))
        .route(urls::TEAM, get(team::show).post(team::invite))
        .route("/equipe/invitations/{invitation}/retirer", post(team::withdraw))
        .route(
            "/equipe/membres/{member}",
            get(colleague::show).post(colleague::change_roles),
        )
        .route("/equipe/membres/{member}/depart", post(colleague::end_membership))
        .layer(middleware::from_fn(origin::same_site))
        .route(urls::WHO_SEES_WHAT, get(access::show))
}
