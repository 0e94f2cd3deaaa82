//! Several values of a closed list of the schema, as a place has them. The lists themselves are in `vocabulary`.

use std::marker::PhantomData;

use super::vocabulary::Vocabulary;

/// Several values of one closed list, without order or repetition: they come out in the schema's order.
pub struct Choices<V>(u128, PhantomData<V>);

impl<V: Vocabulary> Choices<V> {
    /// No value.
    #[must_use]
    pub const fn none() -> Self {
        Self(0, PhantomData)
    }

    /// Adds a value; false when it was there already.
    pub fn insert(&mut self, value: V) -> bool {
        let bit = 1 << value.rank();
        let new = self.0 & bit == 0;
        self.0 |= bit;
        new
    }

    /// Takes a value away.
    pub fn remove(&mut self, value: V) {
        self.0 &= !(1 << value.rank());
    }

    /// Whether the value is chosen.
    #[must_use]
    pub fn contains(&self, value: V) -> bool {
        self.0 & (1 << value.rank()) != 0
    }

    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// How many values are chosen.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.count_ones() as usize
    }

    /// The chosen values, in the schema's order.
    pub fn iter(&self) -> impl Iterator<Item = V> + use<V> {
        let bits = self.0;
        V::ALL
            .iter()
            .copied()
            .filter(move |value| bits & (1 << value.rank()) != 0)
    }

    /// The official texts joined by `|`, as the schema writes lists.
    #[must_use]
    pub fn joined_labels(&self) -> String {
        self.iter().map(Vocabulary::label).collect::<Vec<_>>().join("|")
    }
}

impl<V: Vocabulary> Default for Choices<V> {
    fn default() -> Self {
        Self::none()
    }
}

impl<V> Clone for Choices<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Choices<V> {}

impl<V> PartialEq for Choices<V> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<V> Eq for Choices<V> {}

impl<V: Vocabulary> std::fmt::Debug for Choices<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<V: Vocabulary> FromIterator<V> for Choices<V> {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        let mut choices = Self::none();
        for value in values {
            choices.insert(value);
        }
        choices
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::Fee;

    #[test]
    fn choices_come_out_once_and_in_the_order_of_the_schema() {
        let fees: Choices<Fee> = [Fee::Paying, Fee::Free, Fee::Paying].into_iter().collect();
        assert_eq!(fees.len(), 2);
        assert_eq!(fees.joined_labels(), "Gratuit|Payant");
    }
}
