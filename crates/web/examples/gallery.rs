//! Shows every sample of every page, to look at them in a browser: `cargo run -p web --features testing --example
//! gallery`, then the address it gives, with `/fr/` or `/en/` and the name of a sample.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use web::gallery;
use web::site::Language;
use web::testing::TestSite;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let site = gallery::site();
    let mut samples = Router::new();
    let mut list = String::from("<!doctype html><meta charset=utf-8><title>Gallery</title><ul>");
    for language in Language::ALL {
        for sample in gallery::all(&site, language) {
            let path = format!("/gallery/{}/{}", language.tag(), sample.name);
            list.push_str(&format!("<li><a href=\"{path}\">{path}</a>"));
            samples = samples.route(&path, get(move || async move { Html(sample.html) }));
        }
    }
    let samples = samples.route("/gallery", get(move || async move { Html(list) }));
    let address = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8099".to_owned());
    let listener = tokio::net::TcpListener::bind(&address).await?;
    axum::serve(listener, samples.merge(TestSite::new().await.router())).await?;
    Ok(())
}
