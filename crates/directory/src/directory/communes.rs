//! Where the places are: communes with their number of places, and those that only the places name.

use std::collections::HashMap;
use std::sync::Arc;

use domain::territory::{CommuneCode, DepartementCode, Position, Postcode};
use reference::france;
use search::Point;

use super::Directory;
use crate::card::Card;
use crate::territory::CommuneTally;

impl Directory {
    /// A commune, or a postcode, that the places name and that the official list does not know, with the middle of
    /// its places. Names are compared without accents and case.
    #[must_use]
    pub fn unlisted_commune(&self, typed: &str) -> Option<(Arc<str>, Point)> {
        if let Ok(postcode) = Postcode::parse(typed) {
            if france().communes_with_postcode(postcode).next().is_some() {
                return None;
            }
            let middle = self.middle_of(|card| card.postcode == postcode)?;
            return Some((Arc::from(postcode.as_str()), middle));
        }
        let name = self.unlisted().get(&search::analysis::fold(typed.trim()))?;
        let middle = self.middle_of(|card| card.commune == *name)?;
        Some((Arc::clone(name), middle))
    }

    /// The communes that places name and that the official list does not know, by their folded name. They are looked
    /// for once: folding every name for each question would cost more than the question.
    fn unlisted(&self) -> &HashMap<String, Arc<str>> {
        self.unlisted.get_or_init(|| {
            let all = self.communes.values().flat_map(|communes| communes.iter());
            let is_listed = |code: CommuneCode| france().commune_now(code).is_some();
            all.filter(|commune| !commune.code.is_some_and(is_listed))
                .map(|commune| (search::analysis::fold(&commune.name), Arc::clone(&commune.name)))
                .collect()
        })
    }

    /// The mean of the positions of the places that are chosen; none when none of them has a position.
    fn middle_of(&self, is_chosen: impl Fn(&Card) -> bool) -> Option<Point> {
        let positions: Vec<Position> = self
            .cards
            .values()
            .filter(|card| is_chosen(card))
            .filter_map(|card| card.position)
            .collect();
        let mean = |of: fn(&Position) -> f64| positions.iter().map(of).sum::<f64>() / positions.len() as f64;
        let middle = Point::new(mean(Position::latitude), mean(Position::longitude));
        (!positions.is_empty()).then_some(middle)
    }

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
