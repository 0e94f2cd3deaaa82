//! What reading asks of the official list of communes. The list itself is the crate `reference`.

use domain::territory::{CommuneCode, Position, Postcode};
use reference::{Agreement, France, Hints, Resolution};

/// The list of communes, as far as reading needs it. Only sure answers: doubt is `None`.
pub trait Communes {
    /// The one commune of this name served by this postcode.
    fn resolve(&self, name: &str, postcode: &Postcode) -> Option<CommuneCode>;

    /// The official name of the commune, arrondissement included; `None` when the code is not in the list.
    fn name(&self, code: &CommuneCode) -> Option<&str>;

    /// The code that this one is today: itself, or that of the commune which took it in. `None` when it never was one.
    fn current(&self, code: &CommuneCode) -> Option<CommuneCode>;

    /// Whether both are the same town: one commune, or an arrondissement and its city.
    fn is_same_town(&self, one: &CommuneCode, other: &CommuneCode) -> bool;

    /// The postcodes of the commune; none when the code is not in the list.
    fn postcodes(&self, code: &CommuneCode) -> &[Postcode];

    /// Whether the postcode is one of any commune. That of a large user (CEDEX) is not.
    fn is_of_a_commune(&self, postcode: &Postcode) -> bool;

    /// How far the position lies outside the commune, in metres, when that is more than ten kilometres. `None` for anything
    /// nearer, and where nobody knows.
    fn far_outside_m(&self, code: &CommuneCode, position: Position) -> Option<f64>;

    /// The one commune of this name in all France, for a row without a readable postcode.
    fn resolve_by_name(&self, name: &str) -> Option<CommuneCode>;

    /// Whether the name stands for this commune where its own postcode and département are written beside it.
    fn is_named(&self, code: &CommuneCode, name: &str) -> bool;

    /// Whether the postcode may be the commune's: one of its own, or another of its département, since those of large users
    /// (CEDEX) are in no list.
    fn may_have_postcode(&self, code: &CommuneCode, postcode: &Postcode) -> bool;

    /// Whether there is a list at all: without one a commune that is not found says nothing.
    fn is_a_list(&self) -> bool;
}

/// A position farther than this from its commune is one of them wrong: a head office, another town of the same name, two
/// columns swapped. Nearer, it may be a hamlet, a border drawn coarsely, the neighbour's car park.
const FAR_M: f64 = 10_000.0;

/// No list: codes are kept as they come and nothing is filled.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoCommunes;

impl Communes for NoCommunes {
    fn resolve(&self, _: &str, _: &Postcode) -> Option<CommuneCode> {
        None
    }

    fn name(&self, _: &CommuneCode) -> Option<&str> {
        None
    }

    fn current(&self, code: &CommuneCode) -> Option<CommuneCode> {
        Some(*code)
    }

    fn is_same_town(&self, one: &CommuneCode, other: &CommuneCode) -> bool {
        one == other
    }

    fn postcodes(&self, _: &CommuneCode) -> &[Postcode] {
        &[]
    }

    fn is_of_a_commune(&self, _: &Postcode) -> bool {
        false
    }

    fn far_outside_m(&self, _: &CommuneCode, _: Position) -> Option<f64> {
        None
    }

    fn resolve_by_name(&self, _: &str) -> Option<CommuneCode> {
        None
    }

    fn is_named(&self, _: &CommuneCode, _: &str) -> bool {
        false
    }

    fn may_have_postcode(&self, _: &CommuneCode, _: &Postcode) -> bool {
        false
    }

    fn is_a_list(&self) -> bool {
        false
    }
}

impl Communes for France {
    fn resolve(&self, name: &str, postcode: &Postcode) -> Option<CommuneCode> {
        let hints = Hints {
            postcode: Some(*postcode),
            departement: None,
        };
        match France::resolve(self, name, hints) {
            // With the postcode on its side a name is sure even when another commune bears it.
            Resolution::Found(found) if found.is_certain() || found.agreement == Agreement::Postcode => {
                Some(found.commune.code)
            }
            _ => None,
        }
    }

    fn name(&self, code: &CommuneCode) -> Option<&str> {
        self.commune_now(*code).map(|commune| &*commune.name)
    }

    fn current(&self, code: &CommuneCode) -> Option<CommuneCode> {
        self.commune_now(*code).map(|commune| commune.code)
    }

    fn is_same_town(&self, one: &CommuneCode, other: &CommuneCode) -> bool {
        match (self.commune_now(*one), self.commune_now(*other)) {
            (Some(one), Some(other)) => self.city_of(one).code == self.city_of(other).code,
            _ => one == other,
        }
    }

    fn postcodes(&self, code: &CommuneCode) -> &[Postcode] {
        self.commune_now(*code).map_or(&[], |commune| &commune.postcodes)
    }

    fn is_of_a_commune(&self, postcode: &Postcode) -> bool {
        self.communes_with_postcode(*postcode).next().is_some()
    }

    fn far_outside_m(&self, code: &CommuneCode, position: Position) -> Option<f64> {
        let commune = self.commune_now(*code)?;
        // Nearly always the centre is near, and no outline needs to be unpacked.
        let is_near = |centre: Position| centre.distance_m(&position) <= FAR_M;
        if commune.centre.is_some_and(is_near) {
            return None;
        }
        self.distance_outside_m(commune.code, position)
            .filter(|distance_m| *distance_m > FAR_M)
    }

    fn resolve_by_name(&self, name: &str) -> Option<CommuneCode> {
        match France::resolve(self, name, Hints::default()) {
            Resolution::Found(found) if found.is_certain() => Some(found.commune.code),
            _ => None,
        }
    }

    fn is_named(&self, code: &CommuneCode, name: &str) -> bool {
        let Some(commune) = self.commune_now(*code) else {
            return false;
        };
        let hints = Hints {
            postcode: commune.postcodes.first().copied(),
            departement: Some(commune.departement),
        };
        match France::resolve(self, name, hints) {
            Resolution::Found(found) if found.agreement != Agreement::Contradicted => {
                Communes::is_same_town(self, &found.commune.code, &commune.code)
            }
            _ => false,
        }
    }

    fn may_have_postcode(&self, code: &CommuneCode, postcode: &Postcode) -> bool {
        let Some(commune) = self.commune_now(*code) else {
            return false;
        };
        let departement = commune.departement;
        let is_corsican = postcode.as_str().starts_with("20") && ["2A", "2B"].contains(&departement.as_str());
        is_corsican || departement == postcode.likely_departement() || commune.postcodes.contains(postcode)
    }

    fn is_a_list(&self) -> bool {
        true
    }
}
