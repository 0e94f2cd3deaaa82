//! Legal notices, from the configuration. What is missing is said plainly rather than left out.

use askama::Template;
use axum::response::Html;

use crate::site::Frame;
use crate::site::errors::PageResult;
use crate::site::html::html;
use crate::site::samples::{Sample, Samples};

/// `/mentions-legales`
#[derive(Template)]
#[template(path = "notices/legal.html")]
pub struct ShowLegal {
    frame: Frame,
}

impl ShowLegal {
    /// Whether something that the law asks for is not configured.
    fn is_incomplete(&self) -> bool {
        let publisher = &self.frame.settings().publisher;
        [
            &publisher.name,
            &publisher.address,
            &publisher.director,
            &publisher.host,
        ]
        .iter()
        .any(|particular| particular.is_none())
    }

    /// The particulars of the publisher: key of the term, text.
    fn particulars(&self) -> [(&'static str, Option<&str>); 4] {
        let publisher = &self.frame.settings().publisher;
        [
            ("legal-name", publisher.name.as_deref()),
            ("legal-address", publisher.address.as_deref()),
            ("legal-registration", publisher.registration.as_deref()),
            ("legal-director", publisher.director.as_deref()),
        ]
    }
}

impl Samples for ShowLegal {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        vec![
            Sample::new("usual", Self { frame: frame.clone() }),
            Sample::new(
                "unconfigured",
                Self {
                    frame: frame.unconfigured(),
                },
            ),
        ]
    }
}

/// `GET /mentions-legales`
pub(super) async fn show(frame: Frame) -> PageResult<Html<String>> {
    html(&ShowLegal { frame })
}
