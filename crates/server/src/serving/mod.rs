//! Serving: connections in, a bounded and orderly end, health and metrics for the operator.
//!
//! What is answered belongs to `web`; TLS, access lists and limits of how much is read belong to the reverse proxy.

mod connections;
mod health;
mod limits;
mod metrics;
mod proxies;
mod seats;
mod signals;
mod starting;

pub use connections::{Doors, Ended, serve};
pub use health::Health;
pub use limits::Limits;
pub use metrics::{Metrics, measure};
pub use proxies::{TrustedProxies, look_behind};
pub use signals::stop_requested;
pub use starting::starting_routes;

use axum::Router;
use std::sync::Arc;

/// The routes for the operator: `/health/live`, `/health/ready`, `/metrics`. They are not measured themselves.
pub fn operator_routes(health: Arc<Health>, metrics: Arc<Metrics>) -> Router {
    health::routes(health).merge(metrics::routes(metrics))
}
