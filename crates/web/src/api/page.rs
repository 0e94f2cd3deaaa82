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
    /// What several operations understand in the same way: said once.
    shared: Vec<ShownParameter>,
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
    /// Those that only a few operations have.
    parameters: Vec<ShownParameter>,
    /// The names of those that [`ShowApi::shared`] explains.
    shared: Vec<String>,
}

#[derive(Clone, PartialEq)]
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
    /// From this many operations on, a parameter is explained once for all of them.
    const SHARED_FROM: usize = 3;

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
                shared: Vec::new(),
            });
        }
        let shared = take_shared(&mut operations);
        Self {
            shared,
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

/// Takes out of the operations the parameters that many have in common, leaving their names.
fn take_shared(operations: &mut [ShownOperation]) -> Vec<ShownParameter> {
    let all: Vec<ShownParameter> = operations
        .iter()
        .flat_map(|operation| operation.parameters.iter().cloned())
        .collect();
    let is_shared =
        |one: &ShownParameter| all.iter().filter(|other| *other == one).count() >= ShowApi::SHARED_FROM;
    let mut shared: Vec<ShownParameter> = Vec::new();
    for operation in operations {
        let (common, own) = std::mem::take(&mut operation.parameters)
            .into_iter()
            .partition::<Vec<_>, _>(&is_shared);
        operation.parameters = own;
        for parameter in common {
            operation.shared.push(parameter.name.clone());
            if !shared.contains(&parameter) {
                shared.push(parameter);
            }
        }
    }
    shared
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
