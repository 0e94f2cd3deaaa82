//! What a list keeps to without a field for it: a territory that was browsed to, the zone of a map. It is said, and
//! can be left: somebody who does not see it takes the list for all there is.

use directory::Directory;
use domain::territory::{CommuneCode, DepartementCode, RegionCode};
use reference::france;

use super::asked::Asked;
use super::results::Link;
use crate::site::{Frame, urls};

/// The territory or the zone that the question keeps to, by its name, with the same question everywhere as its path.
#[must_use]
pub fn within(asked: &Asked, directory: &Directory, frame: &Frame) -> Option<Link> {
    let names: Vec<String> = asked
        .pairs
        .iter()
        .filter_map(|(parameter, value)| name(parameter, value, directory, frame))
        .collect();
    if names.is_empty() {
        return None;
    }
    let everywhere = asked.query(|parameter| !is_within(parameter));
    Some(Link {
        text: names.join(", "),
        path: if everywhere.is_empty() {
            urls::PLACES.to_owned()
        } else {
            format!("{}?{everywhere}", urls::PLACES)
        },
    })
}

fn is_within(parameter: &str) -> bool {
    matches!(
        parameter,
        "region" | "departement" | "insee" | "intercommunalite" | "zone"
    )
}

fn name(parameter: &str, value: &str, directory: &Directory, frame: &Frame) -> Option<String> {
    match parameter {
        "region" => france()
            .region(RegionCode::parse(value).ok()?)
            .map(|region| region.name.to_string()),
        "departement" => france()
            .departement(DepartementCode::parse(value).ok()?)
            .map(|known| known.name.to_string()),
        "insee" => {
            let code = CommuneCode::parse(value).ok()?;
            let known = france().commune_now(code).map(|commune| commune.name.to_string());
            known.or_else(|| {
                let tallies = directory.communes_of(code.departement());
                let tally = tallies.iter().find(|tally| tally.code == Some(code))?;
                Some(tally.name.to_string())
            })
        }
        "intercommunalite" => france().epci(value).map(|epci| epci.name.to_string()),
        "zone" => Some(frame.t("results-within-zone").to_owned()),
        _ => None,
    }
}
