//! The filters beside a list, each value with its count.

/// The values of one filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetGroup {
    /// The parameter of the address: `service`.
    pub name: &'static str,
    /// The question it answers, as a key of the words: `facet-service`.
    pub legend: &'static str,
    /// The values to choose from, most useful first.
    pub options: Vec<FacetOption>,
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

    /// Whether it is shown unfolded: by choice, or because something in it is chosen.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_unfolded || self.chosen() > 0
    }
}
