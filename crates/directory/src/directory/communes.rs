//! Where the places are: communes with their number of places.

use domain::territory::DepartementCode;

use super::Directory;
use crate::territory::CommuneTally;

impl Directory {
    /// The communes of a département that have places, by name.
    #[must_use]
    pub fn communes_of(&self, departement: DepartementCode) -> &[CommuneTally] {
        self.communes.get(&departement).map_or(&[], |communes| communes)
    }

    /// Number of places of a département.
    #[must_use]
    pub fn places_of(&self, departement: DepartementCode) -> usize {
        self.communes_of(departement)
            .iter()
            .map(|commune| commune.places)
            .sum()
    }

    /// The départements that have places, by code.
    #[must_use]
    pub fn departements(&self) -> Vec<DepartementCode> {
        let mut codes: Vec<_> = self.communes.keys().copied().collect();
        codes.sort_unstable();
        codes
    }
}
