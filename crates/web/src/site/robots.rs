//! What the site says to programs that visit it: `robots.txt` and the OpenSearch description.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use super::{Frame, Site, urls};

/// `GET /robots.txt`
pub(super) async fn robots(State(site): State<Site>) -> String {
    if site.settings.indexed {
        // Every mix of filters is a page: search engines would walk through them for ever.
        format!(
            "User-agent: *\nDisallow: /lieux?\nDisallow: /en/lieux?\nDisallow: /api/\n\nSitemap: {}{}\n",
            site.settings.base_url,
            urls::SITEMAP_INDEX
        )
    } else {
        "User-agent: *\nDisallow: /\n".to_owned()
    }
}

/// `GET /opensearch.xml`: lets a browser search here from its address bar.
pub(super) async fn opensearch(State(site): State<Site>) -> impl IntoResponse {
    let frame = Frame::new(&site, urls::HOME);
    // The standard asks for a short name of 16 characters at most.
    let short: String = site.settings.name.chars().take(16).collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\
         <ShortName>{}</ShortName><Description>{}</Description><InputEncoding>UTF-8</InputEncoding>\
         <Image type=\"image/svg+xml\">{base}/favicon.svg</Image>\
         <Url type=\"text/html\" template=\"{base}{}?q={{searchTerms}}\"/>\
         </OpenSearchDescription>\n",
        xml(short.trim()),
        xml(frame.t("frame-description")),
        urls::PLACES,
        base = xml(&site.settings.base_url),
    );
    (
        [(header::CONTENT_TYPE, "application/opensearchdescription+xml")],
        text,
    )
}

/// A text inside XML.
pub(super) fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
