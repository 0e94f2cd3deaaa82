//! Changes asked for by a page of another site are refused before anything reads them.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::site::errors::PageError;

/// Lets through what only reads, and changes that come from a page of this very site.
pub(super) async fn same_site(request: Request, next: Next) -> Response {
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if only_reads || comes_from_here(request.headers()) {
        next.run(request).await
    } else {
        PageError::Refused("errors-other-site").into_response()
    }
}

/// Every browser in use says where a form was sent from (Fetch standard, "append a request `Origin` header"); a request
/// that does not say is refused. The host is compared with the one that was asked for, which a page of another site
/// cannot choose.
fn comes_from_here(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if text("sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return false;
    }
    let (Some(origin), Some(host)) = (text(header::ORIGIN.as_str()), text(header::HOST.as_str())) else {
        return false;
    };
    ["https://", "http://"]
        .iter()
        .find_map(|scheme| origin.strip_prefix(scheme))
        .is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_this_site_passes_and_any_other_does_not() {
        for (origin, site, passes) in [
            (Some("https://parvis.example"), Some("same-origin"), true),
            (Some("https://parvis.example"), None, true),
            (Some("http://parvis.example"), None, true),
            (Some("https://parvis.example.evil.example"), None, false),
            (Some("https://evil.example"), Some("cross-site"), false),
            (Some("https://parvis.example"), Some("same-site"), false),
            (Some("null"), None, false),
            (None, None, false),
            (None, Some("same-origin"), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "parvis.example".parse().unwrap());
            for (name, value) in [("origin", origin), ("sec-fetch-site", site)] {
                if let Some(value) = value {
                    headers.insert(name, value.parse().unwrap());
                }
            }
            assert_eq!(comes_from_here(&headers), passes, "{origin:?} {site:?}");
        }
    }
}
