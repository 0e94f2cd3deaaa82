//! A rendered page as an answer.

use askama::Template;
use axum::response::Html;

use super::errors::{Fault, PageResult};

/// Renders a page.
///
/// # Errors
/// The template failed: a fault of ours.
pub fn html(page: &impl Template) -> PageResult<Html<String>> {
    Ok(Html(page.render().map_err(Fault::new)?))
}
