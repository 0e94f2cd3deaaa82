//! The accessibility statement required by article 47 of law no. 2005-102 of 11 February 2005 and decree
//! no. 2019-768: state, what was checked, what was not, how to get help, remedies. It says no more than is true.

use askama::Template;

use crate::site::Frame;
use crate::site::errors::PageResult;
use crate::site::html::{Page, html};
use crate::site::samples::{Sample, Samples};

/// `/accessibilite`
#[derive(Template)]
#[template(path = "notices/accessibility.html")]
pub struct ShowAccessibility {
    frame: Frame,
}

impl Samples for ShowAccessibility {
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

/// `GET /accessibilite`
pub(super) async fn show(frame: Frame) -> PageResult<Page> {
    html(&ShowAccessibility { frame })
}
