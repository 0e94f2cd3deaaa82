//! What is inside a territory, and the way down to it. A level with a single child is no choice: the way leads past it,
//! and the way back does not name it.

use directory::Directory;
use domain::territory::{DepartementCode, RegionCode};
use reference::france;

use super::Child;
use crate::places::results::Link;
use crate::site::{Frame, urls};

/// A territory that is made of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// Régions, and the overseas collectivities, which are in none.
    Country,
    /// Départements.
    Region(RegionCode),
    /// Communes.
    Departement(DepartementCode),
}

impl Inside {
    /// The territories that have places, each with what is inside it where that is not places.
    pub fn children(self, directory: &Directory) -> Vec<(Option<Inside>, Child)> {
        let mut children = match self {
            Self::Country => country(directory),
            Self::Region(code) => france()
                .departements_of(code)
                .map(|known| departement(known, directory))
                .collect(),
            Self::Departement(code) => communes(code, directory),
        };
        children.retain(|(_, child)| child.places > 0);
        children
    }

    /// Where to go from a level that leaves no choice: past all those that leave none, down to the places themselves.
    pub fn only_way(self, directory: &Directory) -> Option<String> {
        let mut inside = self;
        let mut way = None;
        loop {
            let children = inside.children(directory);
            let [(next, child)] = children.as_slice() else {
                return way;
            };
            way = Some(child.path.clone());
            match next {
                Some(next) => inside = *next,
                None => return way,
            }
        }
    }
}

fn country(directory: &Directory) -> Vec<(Option<Inside>, Child)> {
    let regions = france().regions().iter().map(|region| {
        let child = Child {
            name: region.name.to_string(),
            code: None,
            path: urls::region(&region.code),
            places: france()
                .departements_of(region.code)
                .map(|known| directory.places_of(known.code))
                .sum(),
        };
        (Some(Inside::Region(region.code)), child)
    });
    let collectivities = france()
        .departements()
        .iter()
        .filter(|known| known.region.is_none())
        .map(|known| departement(known, directory));
    regions.chain(collectivities).collect()
}

fn departement(known: &reference::Departement, directory: &Directory) -> (Option<Inside>, Child) {
    let child = Child {
        name: known.name.to_string(),
        code: Some(known.code.to_string()),
        path: urls::departement(&known.code),
        places: directory.places_of(known.code),
    };
    (Some(Inside::Departement(known.code)), child)
}

fn communes(departement: DepartementCode, directory: &Directory) -> Vec<(Option<Inside>, Child)> {
    let child = |commune: &directory::CommuneTally| Child {
        name: commune.name.to_string(),
        code: None,
        path: commune.code.map_or_else(
            || by_name(&commune.name, departement),
            |code| urls::commune(&code),
        ),
        places: commune.places,
    };
    let communes = directory.communes_of(departement).iter();
    communes.map(|commune| (None, child(commune))).collect()
}

/// The places of a commune whose code nobody gave.
fn by_name(name: &str, departement: DepartementCode) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("commune", name)
        .append_pair("departement", departement.as_str());
    format!("{}?{}", urls::PLACES, query.finish())
}

/// The way back from a département, or from inside it: only levels where there is something to choose.
pub(crate) fn above(
    directory: &Directory,
    frame: &Frame,
    departement: DepartementCode,
    is_inside: bool,
) -> Vec<Link> {
    let mut links = country_link(directory, frame);
    let Some(known) = france().departement(departement) else {
        return links;
    };
    let region = known.region.and_then(|code| france().region(code));
    let is_only = |code| {
        let in_region = france().departements_of(code);
        let in_use = in_region.filter(|known| !directory.communes_of(known.code).is_empty());
        in_use.take(2).count() == 1
    };
    if let Some(region) = region.filter(|region| !is_only(region.code)) {
        links.push(Link {
            text: region.name.to_string(),
            path: urls::region(&region.code),
        });
    }
    if is_inside && directory.communes_of(departement).len() != 1 {
        links.push(Link {
            text: known.name.to_string(),
            path: urls::departement(&known.code),
        });
    }
    links
}

/// The country, unless all places are in one région or in one collectivity.
pub(super) fn country_link(directory: &Directory, frame: &Frame) -> Vec<Link> {
    let mut in_use = in_use(directory);
    let first = in_use.next();
    let is_one = |known: &reference::Departement| {
        first.is_some_and(|first| known.region.is_some() && known.region == first.region)
    };
    if first.is_some() && in_use.all(is_one) {
        return Vec::new();
    }
    vec![Link {
        text: frame.t("territories-country").to_owned(),
        path: urls::TERRITORIES.to_owned(),
    }]
}

/// The départements that have places.
fn in_use(directory: &Directory) -> impl Iterator<Item = &'static reference::Departement> {
    france()
        .departements()
        .iter()
        .filter(|known| !directory.communes_of(known.code).is_empty())
}
