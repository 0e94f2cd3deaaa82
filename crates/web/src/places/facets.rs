//! The filters beside a list, each value with its count.

/// A filter of more values than this shows its first ones, and folds the others.
const MOST_SHOWN: usize = 6;
/// How many it then shows.
const FIRST_SHOWN: usize = 5;

/// The values of one filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetGroup {
    /// The parameter of the address: `service`.
    pub name: &'static str,
    /// The question it answers, as a key of the words: `facet-service`.
    pub legend: &'static str,
    /// The values to choose from, most useful first.
    pub options: Vec<FacetOption>,
    /// Whether it is one of those that people use first; the others stand behind "more filters".
    pub is_usual: bool,
    /// Whether it is unfolded from the start.
    pub is_unfolded: bool,
    /// For a filter that takes one value at a time: the key of the words of "no matter".
    pub any: Option<&'static str>,
}

/// One value of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetOption {
    /// The value in the address.
    pub value: &'static str,
    /// The value in plain words.
    pub label: &'static str,
    /// How many places it would leave, as it is shown.
    pub count: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl FacetGroup {
    /// How many values are chosen.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.options.iter().filter(|option| option.is_chosen).count()
    }

    /// The values shown at once: all where they are few.
    #[must_use]
    pub fn first(&self) -> &[FacetOption] {
        &self.options[..self.shown()]
    }

    /// The values folded behind the first ones.
    #[must_use]
    pub fn others(&self) -> &[FacetOption] {
        &self.options[self.shown()..]
    }

    /// Whether a value is chosen that would be folded.
    #[must_use]
    pub fn has_chosen_among_others(&self) -> bool {
        self.others().iter().any(|option| option.is_chosen)
    }

    fn shown(&self) -> usize {
        if self.any.is_some() {
            // Of moments, those that are a list of places to go to: what nobody knows stands behind.
            let is_unsaid = |option: &FacetOption| option.value == super::moments::UNSAID;
            return self
                .options
                .iter()
                .position(is_unsaid)
                .unwrap_or(self.options.len());
        }
        match self.options.len() {
            few @ ..=MOST_SHOWN => few,
            _ => FIRST_SHOWN,
        }
    }

    /// Whether it is shown unfolded: by choice, or because something in it is chosen.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_unfolded || self.chosen() > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(values: usize, chosen: Option<usize>) -> FacetGroup {
        let option = |rank| FacetOption {
            value: "x",
            label: "x",
            count: "1".to_owned(),
            is_chosen: chosen == Some(rank),
        };
        FacetGroup {
            name: "service",
            legend: "facet-service",
            options: (0..values).map(option).collect(),
            is_usual: true,
            is_unfolded: false,
            any: None,
        }
    }

    #[test]
    fn many_values_are_folded_behind_the_first_and_never_a_single_one() {
        for (values, first, others) in [(0, 0, 0), (1, 1, 0), (6, 6, 0), (7, 5, 2), (96, 5, 91)] {
            let group = group(values, None);
            assert_eq!((group.first().len(), group.others().len()), (first, others));
        }
    }

    #[test]
    fn a_chosen_value_is_never_folded_away() {
        assert!(group(9, Some(8)).has_chosen_among_others());
        assert!(!group(9, Some(0)).has_chosen_among_others());
        assert!(group(9, Some(8)).is_open());
    }
}
