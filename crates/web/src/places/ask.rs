//! A question about places asked by a program: read like that of a page, but refused where a page would make do.

use directory::{Directory, Question, QuestionError, Sort, Territory};
use jiff::Timestamp;

use super::asked::{Asked, BadQuestion};
use super::reach::Reach;
use crate::api::operation::{Operation, Parameter};
use crate::api::problem::{Kind, Problem};
use crate::api::query::Query;

/// The parameters of the API alone.
const TERRITORY: &str = "territory";

/// A question that can be answered.
pub struct Asking {
    /// What the address says.
    pub asked: Asked,
    /// Only places of this territory.
    pub territory: Option<Territory>,
    /// How far around the start.
    pub reach: Reach,
}

impl Asking {
    /// Reads a checked query. `asked_at` is what "now" means in it.
    ///
    /// # Errors
    /// A value that the directory does not know, a position without one of its numbers, an unknown commune, two places to start
    /// from, or none for what needs one.
    pub fn read(
        raw: Option<&str>,
        query: &Query,
        operation: &Operation,
        directory: &Directory,
        asked_at: Timestamp,
    ) -> Result<Self, Problem> {
        let refuse = |name: &str, value: &str| {
            operation.parameter(name).as_ref().map_or_else(
                || Problem::new(Kind::BadRequest),
                |known: &Parameter| known.refuse(value),
            )
        };
        for (here, other) in [("lat", "lon"), ("lon", "lat")] {
            if query.get(here).is_some()
                && query.get(other).is_none()
                && let Some(missing) = operation.parameter(other)
            {
                return Err(
                    Problem::with_parameter(Kind::MissingParameter, other).expects(missing.description)
                );
            }
        }
        for position in ["lat", "lon"] {
            if let (Some(value), true) = (query.get(position), query.get("commune").is_some()) {
                // A page keeps both; a program that sends both has not decided where to start.
                return Err(Problem::with_parameter(Kind::ConflictingParameters, position)
                    .value(value)
                    .expects("api-one-start"));
            }
        }
        let asked = Asked::read(raw, directory, asked_at).map_err(|bad| {
            let given = |name: &str| refuse(name, query.get(name).unwrap_or_default());
            match bad {
                BadQuestion::TooMany => Problem::new(Kind::TooManyParameters),
                BadQuestion::Value { filter, value } => refuse(filter, &value),
                BadQuestion::Position => given("lat"),
                BadQuestion::Radius => given("rayon"),
                BadQuestion::Zone => given("zone"),
                BadQuestion::Open if query.get("ouvert_le").is_some() => given("ouvert_le"),
                BadQuestion::Open => given("ouvert"),
                BadQuestion::Sort => given("tri"),
            }
        })?;
        if asked.commune.is_unknown() {
            return Err(Problem::with_parameter(Kind::UnknownCommune, "commune").value(&asked.commune_typed));
        }
        let territory = query
            .get(TERRITORY)
            .map(|code| {
                let known = Territory::parse(code)
                    .ok()
                    .filter(|territory| directory.knows(*territory));
                known.ok_or_else(|| refuse(TERRITORY, code))
            })
            .transpose()?;
        if !has_start(&asked, query) {
            return Err(
                Problem::with_parameter(Kind::MissingParameter, "commune").expects("api-parameter-commune")
            );
        }
        let reach = Reach::of(directory, &asked)?;
        Ok(Self {
            asked,
            territory,
            reach,
        })
    }

    /// The question for the directory.
    #[must_use]
    pub fn question(&self) -> Question<'_> {
        Question {
            territory: self.territory,
            ..self.asked.question(self.reach.radius_m())
        }
    }
}

/// Whether there is a point for the radius and the order that need one.
///
/// "Près de Lyon" among the words is a start as well.
fn has_start(asked: &Asked, query: &Query) -> bool {
    let needs_start = asked.sort == Sort::Distance || asked.radius_km.is_some();
    !needs_start || query.get("commune").is_some() || asked.centre().is_some()
}

impl From<QuestionError> for Problem {
    /// Positions, radii and boxes were checked before: what is left is a value that met another directory.
    fn from(error: QuestionError) -> Self {
        match error {
            QuestionError::UnknownValue { facet, value } => {
                Self::with_parameter(Kind::InvalidValue, facet).value(&value)
            }
            QuestionError::UnknownFacet(name) => Self::with_parameter(Kind::UnknownParameter, &name),
            QuestionError::Coordinates => Self::new(Kind::BadRequest),
        }
    }
}
