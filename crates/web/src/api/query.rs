//! The query of an address, checked before it is read: a name that means nothing, or one value too many, is refused
//! rather than left aside, because a program that asks cannot see that it was not understood.

use domain::spelling::nearest;

use super::language;
use super::operation::{Form, Operation, Parameter};
use super::problem::{Kind, Problem};
use crate::places::asked::has_too_many_parameters;

/// The parameters of a request, every one of them known.
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the query of a request to an operation.
    ///
    /// # Errors
    /// There are too many, a name is unknown, a parameter is repeated, a required one is missing, a language is not one of ours, a
    /// value is not written in UTF-8.
    pub fn read(query: Option<&str>, operation: &Operation) -> Result<Self, Problem> {
        if has_too_many_parameters(query) {
            return Err(Problem::new(Kind::TooManyParameters));
        }
        let parameters: Vec<Parameter> = operation.query().collect();
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            let Some(known) = parameters.iter().find(|known| known.name == name) else {
                let names = parameters.iter().map(|known| known.name);
                return Err(Problem::with_parameter(Kind::UnknownParameter, &name)
                    .value(&value)
                    .nearest(nearest(&name, names)));
            };
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            if value.contains(char::REPLACEMENT_CHARACTER) {
                return Err(Problem::with_parameter(Kind::InvalidValue, &name)
                    .value(value)
                    .expects("api-encoding"));
            }
            if known.form != Form::Several && pairs.iter().any(|(other, _)| *other == name) {
                return Err(Problem::with_parameter(Kind::RepeatedParameter, &name).value(value));
            }
            known.check(value)?;
            let pair = (name.into_owned(), value.to_owned());
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        let missing = parameters
            .iter()
            .find(|known| known.is_required && !pairs.iter().any(|(name, _)| name == known.name));
        if let Some(missing) = missing {
            return Err(
                Problem::with_parameter(Kind::MissingParameter, missing.name).expects(missing.description)
            );
        }
        Ok(Self(pairs))
    }

    /// The value of a parameter that is there once at most.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// What the answer depends on: everything but the language of problems.
    pub fn pairs(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter().filter(|(name, _)| name != language::PARAMETER)
    }
}
