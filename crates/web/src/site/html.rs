//! A rendered page as an answer.

use std::cell::RefCell;

use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Html;

use super::errors::{Fault, PageResult};

/// A rendered page.
pub type Page = Html<Bytes>;

/// A sheet that one page made longer than this is not written on again.
const LONGEST_SHEET_BYTES: usize = 256 * 1024;

thread_local! {
    /// Pages are written here and leave at their exact size: none grows its own text step by step, and what is kept of
    /// one for a minute takes no more memory than it must.
    static SHEET: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The status of a page of a list: there is nothing beyond the last one, however helpful what is shown there.
#[must_use]
pub fn found_unless(is_beyond: bool) -> StatusCode {
    if is_beyond {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    }
}

/// Renders a page.
///
/// # Errors
/// The template failed: a fault of ours.
pub fn html(page: &impl Template) -> PageResult<Page> {
    SHEET.with_borrow_mut(|sheet| {
        sheet.clear();
        page.render_into(sheet).map_err(Fault::new)?;
        let written = Bytes::copy_from_slice(sheet.as_bytes());
        if sheet.capacity() > LONGEST_SHEET_BYTES {
            *sheet = String::new();
        }
        Ok(Html(written))
    })
}
