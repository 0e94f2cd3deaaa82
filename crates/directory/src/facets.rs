//! The filters of the directory: one facet for each closed list of the schema, and a few that places have in common.
//!
//! A facet has two names: `code` in our own addresses, `field` in the schema and in machine answers.

use domain::places::{
    AccessMode, Audience, Choices, Fee, Itinerancy, Label, Programme, Service, SpecificCare, SupportMode,
    Typology, Vocabulary,
};

/// What places can be filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// What one can do there.
    Service,
    /// Whom the place addresses in particular.
    Audience,
    /// What it can adapt to.
    Care,
    /// What it costs.
    Fee,
    /// How to come in contact.
    AccessMode,
    /// How people are helped.
    SupportMode,
    /// Whether a page tells how accessible the building is.
    Accessibility,
    /// Whether an appointment can be taken on line.
    Booking,
    /// Whether the place moves.
    Itinerancy,
    /// National programmes.
    Programme,
    /// Training and labels.
    Label,
    /// Kind of structure.
    Typology,
    /// The source of the entry.
    Source,
    /// Région, by code.
    Region,
    /// Département, by code.
    Departement,
    /// Grouping of communes, by SIREN number. Not counted.
    Epci,
    /// Commune, by INSEE code. Too many values to be counted with every answer.
    Commune,
}

impl Facet {
    /// Every facet, in the order in which filters are shown.
    pub const ALL: [Self; 17] = [
        Self::Service,
        Self::Audience,
        Self::Care,
        Self::Fee,
        Self::AccessMode,
        Self::SupportMode,
        Self::Accessibility,
        Self::Booking,
        Self::Itinerancy,
        Self::Programme,
        Self::Label,
        Self::Typology,
        Self::Source,
        Self::Region,
        Self::Departement,
        Self::Epci,
        Self::Commune,
    ];

    /// The name in our addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Audience => "public",
            Self::Care => "prise-en-charge",
            Self::Fee => "frais",
            Self::AccessMode => "acces",
            Self::SupportMode => "accompagnement",
            Self::Programme => "dispositif",
            Self::Label => "label",
            Self::Typology => "typologie",
            Self::Itinerancy => "itinerance",
            Self::Accessibility => "accessibilite",
            Self::Booking => "rendez-vous",
            Self::Source => "source",
            Self::Region => "region",
            Self::Departement => "departement",
            Self::Epci => "intercommunalite",
            Self::Commune => "insee",
        }
    }

    /// The name in machine answers: the schema's own where it has one.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Service => Service::FIELD,
            Self::Audience => Audience::FIELD,
            Self::Care => SpecificCare::FIELD,
            Self::Fee => Fee::FIELD,
            Self::AccessMode => AccessMode::FIELD,
            Self::SupportMode => SupportMode::FIELD,
            Self::Programme => Programme::FIELD,
            Self::Label => Label::FIELD,
            Self::Typology => Typology::FIELD,
            Self::Itinerancy => Itinerancy::FIELD,
            Self::Accessibility => "fiche_acces_libre",
            Self::Booking => "prise_rdv",
            Self::Source => "source",
            Self::Region => "region",
            Self::Departement => "departement",
            Self::Epci => "epci",
            Self::Commune => "code_insee",
        }
    }

    /// The facet that has this code or this field name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|facet| facet.code() == name || facet.field() == name)
    }

    /// The closed list behind the facet, if there is one: codes and official texts, by rank.
    #[must_use]
    pub fn closed_list(self) -> Option<&'static [ClosedValue]> {
        LISTS
            .iter()
            .find(|(facet, _)| *facet == self)
            .map(|(_, values)| values.as_slice())
    }
}

/// A value of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedValue {
    /// The name in our addresses.
    pub code: &'static str,
    /// The official text.
    pub label: &'static str,
}

fn values_of<V: Vocabulary>() -> Vec<ClosedValue> {
    V::ALL
        .iter()
        .map(|value| ClosedValue {
            code: value.code(),
            label: value.label(),
        })
        .collect()
}

const YES: ClosedValue = ClosedValue {
    code: "oui",
    label: "oui",
};

static LISTS: std::sync::LazyLock<Vec<(Facet, Vec<ClosedValue>)>> = std::sync::LazyLock::new(|| {
    vec![
        (Facet::Service, values_of::<Service>()),
        (Facet::Audience, values_of::<Audience>()),
        (Facet::Care, values_of::<SpecificCare>()),
        (Facet::Fee, values_of::<Fee>()),
        (Facet::AccessMode, values_of::<AccessMode>()),
        (Facet::SupportMode, values_of::<SupportMode>()),
        (Facet::Programme, values_of::<Programme>()),
        (Facet::Label, values_of::<Label>()),
        (Facet::Typology, values_of::<Typology>()),
        (Facet::Itinerancy, values_of::<Itinerancy>()),
        (Facet::Accessibility, vec![YES]),
        (Facet::Booking, vec![YES]),
    ]
});

/// The ranks of chosen values, as the index stores them.
pub(crate) fn ranks<V: Vocabulary>(choices: Choices<V>) -> impl Iterator<Item = u32> {
    choices
        .iter()
        .map(|value| u32::try_from(value.rank()).expect("closed lists are short"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_facet_is_found_by_its_code_and_by_the_field_of_the_schema() {
        for (rank, facet) in Facet::ALL.into_iter().enumerate() {
            assert_eq!(facet as usize, rank);
            assert_eq!(Facet::from_name(facet.code()), Some(facet));
            assert_eq!(Facet::from_name(facet.field()), Some(facet));
        }
        assert_eq!(Facet::from_name("couleur"), None);
    }
}
