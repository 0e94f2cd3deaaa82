//! Names in an address that are not ours: which of them are worth a word. Whoever follows a link with a campaign's
//! names in it wants none; whoever wrote "services" for "service" got another list than the one asked for.

use directory::Facet;
use domain::spelling::nearest;

/// What a question of ours is made of, filters aside.
const OURS: [&str; 11] = [
    "q",
    "commune",
    "lat",
    "lon",
    "rayon",
    "zone",
    "ouvert",
    "ouvert_le",
    "tri",
    "carte",
    "page",
];

/// Names that mean something to the API or in files of places, and nothing here.
const THEIRS: [&str; 16] = [
    "territory",
    "limit",
    "cursor",
    "id",
    "nom",
    "code_postal",
    "code_insee",
    "adresse",
    "latitude",
    "longitude",
    "typologies",
    "horaires",
    "telephone",
    "courriels",
    "presentation_resume",
    "date_maj",
];

/// What other sites add to the links that lead here, to count who follows them: beginnings of names.
const TRACKING: [&str; 14] = [
    "utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "at_", "mc_", "fbclid", "gclid", "dclid", "msclkid",
    "ref", "xtor",
];

/// Whether a name that is not understood was probably meant for us: near one of ours, or a name of the schema.
pub(super) fn is_meant_for_us(name: &str) -> bool {
    let name = name.to_lowercase();
    if TRACKING.iter().any(|beginning| name.starts_with(beginning)) {
        return false;
    }
    let facets = Facet::ALL.into_iter();
    let is_a_name = |known: &str| known == name;
    THEIRS.into_iter().any(is_a_name)
        || facets.clone().any(|facet| is_a_name(facet.field()))
        || nearest(&name, OURS.into_iter().chain(facets.map(Facet::code))).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_what_other_sites_add() {
        for slip in [
            "services",
            "Service",
            "comune",
            "rayons",
            "frais_a_charge",
            "modalites_acces",
            "departements",
            "territory",
            "code_postal",
            "prise_rdv",
        ] {
            assert!(is_meant_for_us(slip), "{slip}");
        }
        for foreign in [
            "utm_source",
            "utm_content",
            "fbclid",
            "gclid",
            "mtm_campaign",
            "pk_kwd",
            "ref",
            "refs",
            "xtor",
            "_ga",
            "s",
            "v",
            "theme",
            "",
        ] {
            assert!(!is_meant_for_us(foreign), "{foreign}");
        }
    }
}
