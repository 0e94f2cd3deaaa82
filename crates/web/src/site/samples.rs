//! Samples of each page: empty, usual, refused. They are rendered in every language by one test (`tests/samples.rs`
//! looks at the result as a browser does) and shown by `cargo run -p web --features testing --example gallery`.

use askama::Template;

use super::Frame;

/// One page with invented content.
pub struct Sample<P> {
    /// What is special about it: `usual`, `empty`.
    pub name: &'static str,
    /// The page.
    pub page: P,
}

impl<P> Sample<P> {
    /// Names a page.
    pub fn new(name: &'static str, page: P) -> Self {
        Self { name, page }
    }
}

/// A page that can be shown without a database.
pub trait Samples: Template + Sized {
    /// The page in each of its states, in the language of the frame.
    fn samples(frame: &Frame) -> Vec<Sample<Self>>;
}

/// A sample as a browser receives it.
pub struct Rendered {
    /// Name of the page and of the sample: `places-show/usual`.
    pub name: String,
    /// The document.
    pub html: String,
}

/// Renders every sample of a page.
///
/// # Panics
/// A template failed.
#[must_use]
pub fn render<P: Samples>(page: &str, frame: &Frame) -> Vec<Rendered> {
    P::samples(frame)
        .into_iter()
        .map(|sample| Rendered {
            name: format!("{page}/{}", sample.name),
            html: sample.page.render().expect("a sample renders"),
        })
        .collect()
}
