//! What reading asks of the official list of communes. The list itself is the crate `reference`.

use domain::territory::{CommuneCode, Postcode};

/// The list of communes, as far as reading needs it. Only sure answers: doubt is `None`.
pub trait Communes {
    /// The one commune of this name served by this postcode.
    fn resolve(&self, name: &str, postcode: &Postcode) -> Option<CommuneCode>;

    /// The official name of the commune, arrondissement included; `None` when the code is not in the list.
    fn name(&self, code: &CommuneCode) -> Option<&str>;

    /// The commune's postcode when it has one only.
    fn only_postcode(&self, code: &CommuneCode) -> Option<Postcode>;

    /// The one commune of this name in all France, for a row without a readable postcode.
    fn resolve_by_name(&self, name: &str) -> Option<CommuneCode>;

    /// Whether there is a list at all. Without one, an unknown code is no finding.
    fn is_known(&self) -> bool {
        true
    }
}

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

    fn only_postcode(&self, _: &CommuneCode) -> Option<Postcode> {
        None
    }

    fn resolve_by_name(&self, _: &str) -> Option<CommuneCode> {
        None
    }

    fn is_known(&self) -> bool {
        false
    }
}
