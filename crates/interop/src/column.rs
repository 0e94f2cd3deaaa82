//! The columns of the schema, and the loose and old names under which files carry them.

use crate::fold::fold;

macro_rules! columns {
    ($($variant:ident = $name:literal;)+) => {
        /// A column of the national schema: the 32 of v1.0.2, then five of v0.1 whose values were split or renamed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $(#[doc = concat!("`", $name, "`")] $variant,)+ }

        impl Column {
            /// Every column, those of the current schema first and in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The schema's own name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

columns! {
    Id = "id";
    Pivot = "pivot";
    Name = "nom";
    Commune = "commune";
    Postcode = "code_postal";
    CommuneCode = "code_insee";
    Street = "adresse";
    Complement = "complement_adresse";
    Latitude = "latitude";
    Longitude = "longitude";
    Typologies = "typologie";
    Phone = "telephone";
    Emails = "courriels";
    Websites = "site_web";
    Hours = "horaires";
    Summary = "presentation_resume";
    Description = "presentation_detail";
    CollectedBy = "source";
    Itinerancy = "itinerance";
    Parent = "structure_parente";
    UpdatedOn = "date_maj";
    Services = "services";
    Audiences = "publics_specifiquement_adresses";
    Care = "prise_en_charge_specifique";
    Fees = "frais_a_charge";
    Programmes = "dispositif_programmes_nationaux";
    Labels = "formations_labels";
    OtherLabels = "autres_formations_labels";
    AccessModes = "modalites_acces";
    SupportModes = "modalites_accompagnement";
    AccessibilityPage = "fiche_acces_libre";
    BookingPage = "prise_rdv";
    OldAudiences = "publics_accueillis";
    OldFees = "conditions_acces";
    OldLabels = "labels_nationaux";
    OldOtherLabels = "labels_autres";
    OldAccessibility = "accessibilite";
}

/// Other names met in files that follow the schema: the old singular, a slip that a national file made, what
/// spreadsheets call a position. Folded.
const ALIASES: &[(&str, Column)] = &[
    ("courriel", Column::Emails),
    ("email", Column::Emails),
    ("mail", Column::Emails),
    ("siret", Column::Pivot),
    ("pivotsiretourna", Column::Pivot),
    ("siretourna", Column::Pivot),
    ("publicaccueillis", Column::OldAudiences),
    ("publicsaccueilli", Column::OldAudiences),
    ("conditionsaccess", Column::OldFees),
    ("conditionacces", Column::OldFees),
    ("lat", Column::Latitude),
    ("lon", Column::Longitude),
    ("lng", Column::Longitude),
    ("long", Column::Longitude),
    ("codecommune", Column::CommuneCode),
    ("codepostale", Column::Postcode),
    ("datemiseajour", Column::UpdatedOn),
    ("datedemiseajour", Column::UpdatedOn),
    ("sitesweb", Column::Websites),
    ("telephones", Column::Phone),
    ("dispositifsprogrammesnationaux", Column::Programmes),
];

/// Folded names that only files of v0.1 carry.
const ONLY_IN_V0: &[&str] = &["courriel", "cleban"];

impl Column {
    /// How many columns the current schema has.
    pub const SCHEMA_LEN: usize = 32;
    /// Columns without which no row can become a place.
    pub(crate) const REQUIRED: &'static [Self] = &[
        Self::Id,
        Self::Name,
        Self::Commune,
        Self::Postcode,
        Self::Street,
        Self::UpdatedOn,
    ];

    /// The columns of v1.0.2, in the order of the file.
    #[must_use]
    pub fn schema() -> &'static [Self] {
        &Self::ALL[..Self::SCHEMA_LEN]
    }

    /// Whether the column exists in v0.1 only.
    #[must_use]
    pub fn is_old(self) -> bool {
        self as usize >= Self::SCHEMA_LEN
    }
}

/// What a header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The column, if the schema has one.
    pub column: Option<Column>,
    /// Whether this is the schema's own name and not a look-alike: it wins when a file has both.
    pub exact: bool,
    /// Whether the name belongs to v0.1.
    pub old: bool,
}

/// Reads a header loosely: case, accents, spaces, hyphens and underscores do not count.
pub(crate) fn heading(text: &str) -> Heading {
    let folded = fold(text);
    let exact = Column::ALL
        .iter()
        .copied()
        .find(|column| folded == fold(column.name()));
    let column = exact.or_else(|| {
        ALIASES
            .iter()
            .find(|(alias, _)| *alias == folded)
            .map(|(_, column)| *column)
    });
    Heading {
        column,
        exact: exact.is_some(),
        old: column.is_some_and(Column::is_old) || ONLY_IN_V0.contains(&folded.as_str()),
    }
}

/// The column of the schema that a name of no column was probably meant to be.
#[must_use]
pub fn nearest_column(text: &str) -> Option<Column> {
    let folded = fold(text);
    let names: Vec<(String, Column)> = Column::ALL
        .iter()
        .map(|column| (fold(column.name()), *column))
        .collect();
    let near = domain::spelling::nearest(&folded, names.iter().map(|(name, _)| name.as_str()))?;
    names
        .iter()
        .find(|(name, _)| name == near)
        .map(|(_, column)| *column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_as_people_write_them() {
        for (written, column) in [
            ("Adresse", Column::Street),
            ("TÉLÉPHONE", Column::Phone),
            ("Code postal", Column::Postcode),
            ("site-web", Column::Websites),
            ("courriel", Column::Emails),
            ("conditions_access", Column::OldFees),
            ("pivot (siret ou rna)", Column::Pivot),
            ("\u{feff}id", Column::Id),
        ] {
            assert_eq!(heading(written).column, Some(column), "{written}");
        }
        for other in ["", "Type", "structureId", "geometry_lon"] {
            assert_eq!(heading(other).column, None, "{other}");
        }
    }

    #[test]
    fn a_mistyped_header_leads_to_its_column() {
        for (written, column) in [
            ("telephon", Some(Column::Phone)),
            ("Horaire", Some(Column::Hours)),
            ("présentation résumée", Some(Column::Summary)),
            ("Note interne", None),
            ("", None),
        ] {
            assert_eq!(nearest_column(written), column, "{written}");
        }
    }

    #[test]
    fn old_names_betray_an_old_file() {
        assert!(heading("courriel").old && heading("labels_nationaux").old && heading("cle_ban").old);
        assert!(!heading("courriels").old && !heading("Adresse").old);
    }
}
