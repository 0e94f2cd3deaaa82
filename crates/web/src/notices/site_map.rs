//! Every kind of page, for people who look for one.

use askama::Template;
use domain::places::{Service, Vocabulary};

use crate::site::Frame;
use crate::site::errors::PageResult;
use crate::site::html::{Page, html};
use crate::site::samples::{Sample, Samples};

/// `/plan-du-site`
#[derive(Template)]
#[template(path = "notices/site_map.html")]
pub struct ShowSiteMap {
    frame: Frame,
}

impl Samples for ShowSiteMap {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        vec![Sample::new("usual", Self { frame: frame.clone() })]
    }
}

/// `GET /plan-du-site`
pub(super) async fn show(frame: Frame) -> PageResult<Page> {
    html(&ShowSiteMap { frame })
}
