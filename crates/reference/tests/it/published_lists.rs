//! Every row of the published lists is in the reference data, with the same values.

use domain::territory::{CommuneCode, DepartementCode, RegionCode};
use reference::{CommuneKind, france};

use crate::samples;

fn code(text: &str) -> CommuneCode {
    text.parse().expect("a code of the list")
}

#[test]
fn every_commune_of_the_official_list_is_there_with_its_attributes() {
    let Some(rows) = samples::csv("02-territoires/communes-cog2026.csv.gz") else {
        return;
    };
    assert_eq!(rows.len(), 35_014);
    assert_eq!(france().communes().len(), rows.len());
    let mut inhabitants = 0;
    for row in &rows {
        let wanted = row("code_insee");
        let commune = france()
            .commune(code(&wanted))
            .unwrap_or_else(|| panic!("{wanted} is missing"));
        assert_eq!(&*commune.name, row("nom"), "{wanted}");
        assert_eq!(commune.departement.as_str(), row("departement"), "{wanted}");
        let region = row("region");
        let expected = Some(region.as_str()).filter(|region| region.len() == 2);
        assert_eq!(
            commune.region.as_ref().map(RegionCode::as_str),
            expected,
            "{wanted}"
        );
        assert_eq!(
            commune.city.map(String::from).unwrap_or_default(),
            row("commune_parente"),
            "{wanted}"
        );
        let postcodes: Vec<&str> = commune.postcodes.iter().map(|p| p.as_str()).collect();
        let mut expected: Vec<String> = row("codes_postaux").split('|').map(str::to_owned).collect();
        expected.retain(|p| !p.is_empty());
        expected.sort();
        assert_eq!(postcodes, expected, "{wanted}");
        let population = row("population_municipale");
        let expected = (!population.is_empty()).then(|| population.parse::<u32>().unwrap());
        assert_eq!(commune.population, expected, "{wanted}");
        if commune.kind != CommuneKind::MunicipalArrondissement {
            inhabitants += u64::from(commune.population.unwrap_or(0));
            let epci = france().epci_of(commune);
            assert_eq!(
                epci.map(|e| e.siren.to_string()).unwrap_or_default(),
                row("epci_code"),
                "{wanted}"
            );
            assert_eq!(
                epci.map(|e| e.name.to_string()).unwrap_or_default(),
                row("epci_nom"),
                "{wanted}"
            );
        }
        if let (Ok(longitude), Ok(latitude)) = (row("lon").parse(), row("lat").parse()) {
            let published = domain::territory::Position::new(latitude, longitude).unwrap();
            let centre = commune.centre.unwrap_or_else(|| panic!("{wanted} has no centre"));
            // Ours is the town hall where there is one: within the commune, not at the same point.
            let reach_m = if wanted.starts_with("973") {
                130_000.0
            } else {
                22_000.0
            };
            assert!(
                centre.distance_m(&published) < reach_m,
                "{wanted} {}",
                centre.distance_m(&published)
            );
        }
    }
    assert_eq!(inhabitants, 68_952_941);
}

#[test]
fn every_former_code_leads_to_the_commune_of_today() {
    let Some(rows) = samples::csv("02-territoires/communes-deleguees-associees-cog2026.csv.gz") else {
        return;
    };
    assert_eq!(rows.len(), 2576);
    for row in &rows {
        let (old, now) = (code(&row("code_insee_ancien")), code(&row("commune_actuelle")));
        assert_eq!(france().commune_now(old).map(|c| c.code), Some(now), "{old:?}");
        let name = row("nom");
        let known = france()
            .formers()
            .iter()
            .any(|f| f.code == old && *f.name == name && f.now == now);
        let unchanged = old == now && *france().commune(now).unwrap().name == name;
        assert!(known || unchanged, "{old:?} {name}");
    }
}

#[test]
fn departements_are_those_of_the_list() {
    let Some(rows) = samples::csv("02-territoires/departements-cog2026.csv") else {
        return;
    };
    assert_eq!(france().departements().len(), rows.len());
    for row in &rows {
        let departement = france()
            .departement(DepartementCode::parse(&row("code")).unwrap())
            .unwrap();
        assert_eq!(&*departement.name, row("nom"));
        assert!(
            !france().communes_of(departement.code).is_empty(),
            "{}",
            departement.name
        );
    }
}

#[test]
fn regions_are_those_of_the_list() {
    let Some(regions) = samples::csv("02-territoires/regions-cog2026.csv") else {
        return;
    };
    let regions: Vec<_> = regions.iter().filter(|row| row("zone") != "com").collect();
    assert_eq!(france().regions().len(), regions.len());
    for row in regions {
        let region = france().region(RegionCode::parse(&row("code")).unwrap()).unwrap();
        assert_eq!(&*region.name, row("nom"));
        assert!(
            france().departements_of(region.code).count() > 0,
            "{}",
            region.name
        );
    }
}

#[test]
fn groupings_are_those_of_the_list() {
    let Some(epcis) = samples::csv("02-territoires/epci-2026.csv") else {
        return;
    };
    assert_eq!(france().epcis().len(), epcis.len());
    for row in &epcis {
        let epci = france().epci(&row("code")).unwrap();
        assert_eq!(&*epci.name, row("nom"));
        assert_eq!(
            france().communes_of_epci(epci).count().to_string(),
            row("nb_communes"),
            "{}",
            epci.name
        );
    }
}

#[test]
fn arrondissements_belong_to_their_city_and_to_its_grouping() {
    for (city, count) in [("75056", 20), ("69123", 9), ("13055", 16), ("31555", 0)] {
        let city = france().commune(code(city)).unwrap();
        let parts: Vec<_> = france().arrondissements_of(city.code).collect();
        assert_eq!(parts.len(), count);
        for part in parts {
            assert_eq!(france().city_of(part).code, city.code);
            assert_eq!(france().epci_of(part), france().epci_of(city));
        }
    }
}
