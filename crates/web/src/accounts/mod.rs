//! Signing in, one's own account, the team of an organisation, and the page that tells who sees what.
//!
//! What each role may do is in `domain::access`; how links and sessions are kept is in `store::accounts`.

pub mod access;
pub mod account;
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

use axum::Router;
use axum::middleware;
use axum::routing::{get, post};

use crate::instance::Instance;
use crate::site::urls;

pub(crate) fn routes() -> Router<Instance> {
    Router::new()
        .route(urls::SIGN_IN, get(sign_in::ask).post(sign_in::send))
        .route(
            "/connexion/{token}",
            get(sign_in::show_link).post(sign_in::use_link),
        )
        .route(
            "/invitation/{token}",
            get(invitation::show).post(invitation::accept),
        )
        .route(urls::ACCOUNT, get(account::show))
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
