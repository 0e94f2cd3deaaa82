//! Legal notices, from the configuration. What is missing is said plainly rather than left out.

use askama::Template;

use crate::site::Frame;
use crate::site::errors::PageResult;
use crate::site::html::{Page, html};
use crate::site::samples::{Sample, Samples};

/// `/mentions-legales`
#[derive(Template)]
#[template(path = "notices/legal.html")]
pub struct ShowLegal {
    frame: Frame,
}

impl ShowLegal {
    /// The settings that the law asks for and that are empty, for whoever runs the instance.
    fn missing(&self) -> Option<String> {
        let publisher = &self.frame.settings().publisher;
        let missing: Vec<&str> = [
            ("publisher.name", &publisher.name),
            ("publisher.address", &publisher.address),
            ("publisher.director", &publisher.director),
            ("publisher.host", &publisher.host),
        ]
        .into_iter()
        .filter(|(_, particular)| particular.is_none())
        .map(|(setting, _)| setting)
        .collect();
        let missing = missing.join(", ");
        (!missing.is_empty()).then(|| {
            self.frame
                .say("legal-incomplete-settings", &[("settings", &missing)])
        })
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
pub(super) async fn show(frame: Frame) -> PageResult<Page> {
    html(&ShowLegal { frame })
}
