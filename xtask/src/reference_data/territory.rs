//! The tables of the reference data from the published lists of communes, départements, régions and groupings.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use domain::territory::{CommuneCode, DepartementCode, Position, Postcode, RegionCode};
use reference::rows::{Commune, CommuneKind, Departement, Epci, Former, Region, Tables, Zone};
use serde::Deserialize;
use serde::de::DeserializeOwned;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CommuneRow {
    code: String,
    nom: String,
    #[serde(rename = "type")]
    kind: String,
    departement: String,
    region: String,
    zone: Option<String>,
    chef_lieu: Option<String>,
    commune: Option<String>,
    #[serde(default)]
    anciens_codes: Vec<String>,
    #[serde(default)]
    codes_postaux: Vec<String>,
    population: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DivisionRow {
    code: String,
    nom: String,
    chef_lieu: String,
    zone: String,
    region: Option<String>,
}

#[derive(Deserialize)]
struct EpciRow {
    code: String,
    nom: String,
    #[serde(rename = "type")]
    kind: String,
    membres: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    code: String,
}

/// One state of one commune between two dates.
#[derive(Deserialize)]
struct HistoryRow {
    code: String,
    nom: String,
    pole: Option<String>,
    successeur: Option<String>,
}

/// The older lists only give names, and say whether the commune stood on its own.
#[derive(Deserialize)]
struct OldRow {
    code: String,
    nom: String,
}

/// Builds the tables. `centres` gives the position to show for a commune.
pub fn tables(
    now: &Path,
    in_2022: &Path,
    in_2019: &Path,
    centres: &HashMap<String, Position>,
) -> Result<Tables> {
    let rows: Vec<CommuneRow> = read(now, "communes.json")?;
    let regions: Vec<DivisionRow> = read(now, "regions.json")?;
    let departements: Vec<DivisionRow> = read(now, "departements.json")?;
    let epcis: Vec<EpciRow> = read(now, "epci.json")?;

    let mut epcis_by_siren: Vec<_> = epcis.iter().collect();
    epcis_by_siren.sort_by(|a, b| a.code.cmp(&b.code));
    let epci_of: HashMap<&str, u16> = (0..)
        .zip(&epcis_by_siren)
        .flat_map(|(index, epci)| epci.membres.iter().map(move |m| (m.code.as_str(), index)))
        .collect();

    let mut tables = Tables {
        epcis: epcis_by_siren
            .iter()
            .map(|epci| Epci {
                siren: epci.code.as_str().into(),
                name: epci.nom.as_str().into(),
                kind: epci.kind.as_str().into(),
            })
            .collect(),
        ..Tables::default()
    };
    for row in regions.iter().filter(|row| row.zone != "com") {
        tables.regions.push(Region {
            code: RegionCode::parse(&row.code)?,
            name: row.nom.as_str().into(),
            seat: CommuneCode::parse(&row.chef_lieu)?,
        });
    }
    for row in &departements {
        let code = DepartementCode::parse(&row.code)?;
        let seat = CommuneCode::parse(&row.chef_lieu)?;
        tables.departements.push(Departement {
            code,
            name: row.nom.as_str().into(),
            region: row
                .region
                .as_deref()
                .and_then(|region| RegionCode::parse(region).ok()),
            // The Southern Lands are run from elsewhere: a seat outside is no seat.
            seat: (seat.departement() == code).then_some(seat),
            zone: match row.zone.as_str() {
                "metro" => Zone::Metropolitan,
                "drom" => Zone::OverseasDepartement,
                "com" => Zone::OverseasCollectivity,
                other => return Err(format!("unknown zone {other}").into()),
            },
        });
    }
    for row in &rows {
        let kind = match (row.kind.as_str(), row.zone.as_deref()) {
            ("commune-actuelle", Some("com")) => CommuneKind::Overseas,
            ("commune-actuelle", _) => CommuneKind::Commune,
            ("arrondissement-municipal", _) => CommuneKind::MunicipalArrondissement,
            _ => continue,
        };
        let mut postcodes = row
            .codes_postaux
            .iter()
            .map(|code| Postcode::parse(code))
            .collect::<std::result::Result<Vec<_>, _>>()?;
        postcodes.sort_unstable();
        postcodes.dedup();
        let within = row.commune.as_deref().unwrap_or(&row.code);
        tables.communes.push(
            Commune::new(
                CommuneCode::parse(&row.code)?,
                &row.nom,
                kind,
                DepartementCode::parse(&row.departement)?,
            )
            .in_region(RegionCode::parse(&row.region).ok())
            .in_city(row.commune.as_deref().map(CommuneCode::parse).transpose()?)
            .with_population(row.population)
            .with_postcodes(postcodes)
            .at(centres.get(&row.code).copied())
            .with_epci(epci_of.get(within).copied()),
        );
    }
    tables.formers = formers(&rows, in_2022, in_2019)?;
    tables.regions.sort_by_key(|row| row.code);
    tables.departements.sort_by_key(|row| row.code);
    tables.communes.sort_by_key(|row| row.code);
    if let Some(pair) = tables
        .communes
        .windows(2)
        .find(|pair| pair[0].code == pair[1].code)
    {
        return Err(format!("{} stands twice", pair[0].code).into());
    }
    Ok(tables)
}

/// Every name that a commune of today bore or took over since 1943.
fn formers(rows: &[CommuneRow], in_2022: &Path, in_2019: &Path) -> Result<Vec<Former>> {
    let mut current = BTreeMap::new();
    let mut follow: HashMap<&str, &str> = HashMap::new();
    let history: Vec<HistoryRow> = read(in_2019, "historique-communes.json")?;
    for row in &history {
        // "COM-60057@1943-02-19"; the latest state of a code stands last.
        for next in [&row.successeur, &row.pole].into_iter().flatten() {
            let code = next.split(['-', '@']).nth(1).ok_or("a state without code")?;
            if code != row.code {
                follow.insert(&row.code, code);
            }
        }
    }
    for row in rows {
        for old in &row.anciens_codes {
            follow.insert(old, &row.code);
        }
        if let Some(seat) = &row.chef_lieu {
            follow.insert(&row.code, seat);
        }
    }
    for row in rows {
        if matches!(row.kind.as_str(), "commune-actuelle" | "arrondissement-municipal") {
            follow.remove(row.code.as_str());
            current.insert(row.code.as_str(), row.nom.as_str());
        }
    }
    let old_2022: Vec<OldRow> = read(in_2022, "communes.json")?;
    let old_2019: Vec<OldRow> = read(in_2019, "communes.json")?;
    let names = history
        .iter()
        .map(|row| (row.code.as_str(), row.nom.as_str()))
        .chain(
            old_2019
                .iter()
                .chain(&old_2022)
                .map(|row| (row.code.as_str(), row.nom.as_str())),
        )
        .chain(rows.iter().map(|row| (row.code.as_str(), row.nom.as_str())))
        .collect::<BTreeSet<_>>();
    let mut formers = Vec::new();
    let mut lost = 0;
    for (code, name) in names {
        let mut now = code;
        for _ in 0..8 {
            now = follow.get(now).copied().unwrap_or(now);
        }
        match current.get(now) {
            None => lost += 1,
            Some(official) if now == code && *official == name => {}
            Some(_) => {
                // Codes of Corsica before 1976 (20…) are no longer codes; their names are kept under the next one.
                let code = CommuneCode::parse(code).or_else(|_| CommuneCode::parse(now))?;
                formers.push(Former {
                    code,
                    name: name.into(),
                    now: CommuneCode::parse(now)?,
                });
            }
        }
    }
    println!(
        "former names: {}, without a commune of today: {lost}",
        formers.len()
    );
    formers.sort_by(|a, b| (a.code, &a.name).cmp(&(b.code, &b.name)));
    formers.dedup();
    Ok(formers)
}

fn read<T: DeserializeOwned>(package: &Path, name: &str) -> Result<Vec<T>> {
    let file = package.join("package/data").join(name);
    let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(serde_json::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?)
}
