//! The description of the API for people, made from the same document.

use askama::Template;
use axum::Router;
use axum::routing::get;
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::{RefOr, Required};

use super::document;
use super::operation::Operation;
use super::problem::Kind;
use crate::instance::Instance;
use crate::site::errors::PageResult;
use crate::site::html::{Page, html};
#[cfg(any(test, feature = "testing"))]
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, urls};

pub(crate) fn routes() -> Router<Instance> {
    Router::new().route(urls::API, get(show))
}

/// `/api`
#[derive(Template)]
#[template(path = "api/show.html")]
pub struct ShowApi {
    frame: Frame,
    introduction: String,
    operations: Vec<ShownOperation>,
    problems: Vec<ShownProblem>,
}

struct ShownOperation {
    id: String,
    path: String,
    summary: String,
    text: String,
    /// A request that can be copied.
    example: String,
    parameters: Vec<ShownParameter>,
}

struct ShownParameter {
    name: String,
    is_required: bool,
    text: String,
}

struct ShownProblem {
    slug: &'static str,
    status: u16,
    title: String,
}

impl ShowApi {
    /// The page of the API of this instance.
    #[must_use]
    pub fn new(frame: Frame) -> Self {
        let document = document::in_language(frame.language());
        let base = &frame.settings().base_url;
        let mut operations = Vec::new();
        for operation in Operation::all() {
            let found = document.paths.paths.iter().find_map(|(path, item)| {
                let described = item.get.as_ref()?;
                (described.operation_id.as_deref() == Some(operation.id)).then_some((path, described))
            });
            let Some((path, described)) = found else { continue };
            let parameters = described.parameters.iter().flatten();
            operations.push(ShownOperation {
                id: operation.id.to_owned(),
                path: path.clone(),
                summary: described.summary.clone().unwrap_or_default(),
                text: described.description.clone().unwrap_or_default(),
                example: format!("curl '{base}{}'", operation.example),
                parameters: parameters
                    .filter_map(|parameter| match parameter {
                        RefOr::T(parameter) => Some(ShownParameter {
                            name: match parameter.parameter_in {
                                ParameterIn::Path => format!("{{{}}}", parameter.name),
                                _ => parameter.name.clone(),
                            },
                            is_required: parameter.required == Required::True,
                            text: parameter.description.clone().unwrap_or_default(),
                        }),
                        RefOr::Ref(_) => None,
                    })
                    .collect(),
            });
        }
        Self {
            introduction: document.info.description.unwrap_or_default(),
            operations,
            problems: Kind::ALL
                .iter()
                .map(|kind| ShownProblem {
                    slug: kind.slug(),
                    status: kind.status().as_u16(),
                    title: frame.t(kind.title()).to_owned(),
                })
                .collect(),
            frame,
        }
    }
}

/// `GET /api`
async fn show(frame: Frame) -> PageResult<Page> {
    html(&ShowApi::new(frame))
}

#[cfg(any(test, feature = "testing"))]
impl Samples for ShowApi {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        vec![Sample::new("usual", Self::new(frame.clone()))]
    }
}
