//! The files that browsers download: bundled, named after their content and compressed at build time by
//! `assets/build.mjs`. Nothing is read from disk while serving.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::errors::PageError;

/// One file to serve, in the encodings that make it smaller.
pub struct Asset {
    /// The name that templates use: `site.css`.
    name: &'static str,
    /// The name in the address, with a digest of the content: `site.0a1b2c3d4e.css`.
    file: &'static str,
    kind: &'static str,
    etag: &'static str,
    plain: &'static [u8],
    gzip: Option<&'static [u8]>,
    brotli: Option<&'static [u8]>,
}

pub use built::MAP_STYLE;

mod built {
    use super::Asset;
    include!(concat!(env!("OUT_DIR"), "/assets.rs"));
}

/// Address of an asset by its name in the sources, such as `site.css`.
///
/// # Panics
/// There is no such asset; the test of all page samples meets every name that templates use.
#[must_use]
pub fn asset_url(name: &str) -> AssetUrl {
    let asset = built::ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .unwrap_or_else(|| panic!("no asset is named {name}"));
    AssetUrl(asset.file)
}

/// Address of an asset, safe to write as it is.
#[derive(Debug, Clone, Copy)]
pub struct AssetUrl(&'static str);

impl std::fmt::Display for AssetUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("/assets/")?;
        f.write_str(self.0)
    }
}

/// An icon: markup that stands in a page as it is. It is hidden from screen readers, so a word always goes with it.
#[derive(Debug, Clone, Copy)]
pub struct Icon(&'static str);

impl Icon {
    /// The icon that bears this name in `assets/icons.json`.
    ///
    /// # Panics
    /// There is no such icon; the test of all page samples meets every name that templates use.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self(built::icon_markup(name).unwrap_or_else(|| panic!("no icon is named {name}")))
    }
}

impl std::fmt::Display for Icon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl askama::FastWritable for Icon {
    fn write_into(&self, dest: &mut dyn std::fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        dest.write_str(self.0)?;
        Ok(())
    }
}

impl askama::filters::HtmlSafe for Icon {}

/// `GET /assets/{file}`
pub(crate) async fn show(Path(file): Path<String>, asked: HeaderMap) -> Result<Response, PageError> {
    let asset = built::ASSETS
        .iter()
        .find(|asset| asset.file == file)
        .ok_or(PageError::NotFound)?;
    Ok(answer(asset, &asked, "public, max-age=31536000, immutable"))
}

/// `GET /favicon.svg`: an address that browsers and search engines guess, so it cannot bear a digest.
pub(crate) async fn favicon(asked: HeaderMap) -> Response {
    let asset = built::ASSETS
        .iter()
        .find(|asset| asset.name == "favicon.svg")
        .expect("assets/img/favicon.svg is bundled");
    answer(asset, &asked, "public, max-age=86400")
}

fn answer(asset: &Asset, asked: &HeaderMap, cache: &'static str) -> Response {
    let has = |name: header::HeaderName, wanted: &str| {
        asked
            .get(name)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.split(',').any(|part| accepts(part, wanted)))
    };
    let mut headers = HeaderMap::with_capacity(6);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::ETAG, HeaderValue::from_static(asset.etag));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if has(header::IF_NONE_MATCH, asset.etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    let encoded = [("br", asset.brotli), ("gzip", asset.gzip)]
        .into_iter()
        .find_map(|(name, bytes)| has(header::ACCEPT_ENCODING, name).then_some((name, bytes?)));
    let bytes = match encoded {
        Some((name, bytes)) => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
            bytes
        }
        None => asset.plain,
    };
    (headers, bytes).into_response()
}

/// Whether one member of a list header names the value, and does not refuse it with `q=0`.
fn accepts(part: &str, wanted: &str) -> bool {
    let mut pieces = part.split(';').map(str::trim);
    let name = pieces.next().unwrap_or_default();
    let name = name.strip_prefix("W/").unwrap_or(name);
    name == wanted && !pieces.any(|piece| matches!(piece, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    fn sheet() -> &'static Asset {
        built::ASSETS
            .iter()
            .find(|asset| asset.name == "site.css")
            .unwrap()
    }

    #[test]
    fn the_best_encoding_that_the_browser_accepts_is_sent() {
        for (accepted, sent) in [
            ("gzip, deflate, br", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, gzip;q=0.5", Some("gzip")),
            ("identity", None),
        ] {
            let answer = answer(sheet(), &headers(&[("accept-encoding", accepted)]), "public");
            let encoding = answer
                .headers()
                .get("content-encoding")
                .map(|v| v.to_str().unwrap());
            assert_eq!(encoding, sent, "{accepted}");
        }
    }

    #[test]
    fn a_browser_that_has_the_file_is_told_so() {
        let answer = answer(sheet(), &headers(&[("if-none-match", sheet().etag)]), "public");
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
    }

    /// The home page may weigh 45 kB compressed beside the fonts, and the fonts 26 kB.
    #[test]
    fn what_every_page_downloads_stays_light() {
        let sent = |asset: &Asset| asset.brotli.map_or(asset.plain.len(), <[u8]>::len);
        let (fonts, others): (Vec<_>, Vec<_>) = built::ASSETS
            .iter()
            .filter(|asset| {
                ["woff2", "css", "mjs", "svg"]
                    .iter()
                    .any(|kind| asset.file.ends_with(kind))
            })
            .filter(|asset| !asset.name.starts_with("map"))
            .partition(|asset| asset.file.ends_with("woff2"));
        assert!(fonts.iter().map(|font| sent(font)).sum::<usize>() <= 26_000);
        assert!(others.iter().map(|other| sent(other)).sum::<usize>() <= 25_000);
    }
}
