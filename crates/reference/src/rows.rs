//! The tables of the reference data: régions, départements, groupings, communes, former communes.
//!
//! Plain rows and how they are packed into bytes. Looking them up is in `france`, reading names in `names`.

use domain::territory::{CommuneCode, DepartementCode, Position, Postcode, RegionCode};

use crate::format::{BadData, Reader, Writer};

/// Degrees are kept to five decimals: one metre.
const DEGREE: f64 = 100_000.0;

/// A région of the COG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its official name.
    pub name: Box<str>,
    /// The commune of its prefecture.
    pub seat: CommuneCode,
}

/// Which part of France a département is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Metropolitan France with Corsica.
    Metropolitan,
    /// The five overseas départements and régions.
    OverseasDepartement,
    /// Saint-Pierre-et-Miquelon, Saint-Barthélemy, Saint-Martin, Wallis-et-Futuna, French Polynesia, New Caledonia,
    /// the Southern Lands, Clipperton.
    OverseasCollectivity,
}

/// A département, or an overseas collectivity which the COG codes likewise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departement {
    /// Its code.
    pub code: DepartementCode,
    /// Its official name.
    pub name: Box<str>,
    /// Its région; collectivities are in none.
    pub region: Option<RegionCode>,
    /// The commune of its prefecture, where it has one.
    pub seat: Option<CommuneCode>,
    /// Which part of France it is in.
    pub zone: Zone,
}

/// A grouping of communes that levies its own taxes (EPCI à fiscalité propre).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Epci {
    /// Its SIREN number, which is its code: nine digits.
    pub siren: Box<str>,
    /// Its name as the State lists it ("CC de la Dombes").
    pub name: Box<str>,
    /// `CC`, `CA`, `CU` or `METRO` (also the Métropole de Lyon, `MET69`).
    pub kind: Box<str>,
}

/// What a row of communes stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommuneKind {
    /// A commune.
    Commune,
    /// A municipal arrondissement of Paris, Lyon or Marseille, inside its commune.
    MunicipalArrondissement,
    /// A commune or a district of an overseas collectivity.
    Overseas,
}

/// A commune of the COG in force, or a municipal arrondissement.
#[derive(Debug, Clone, PartialEq)]
pub struct Commune {
    /// Its code.
    pub code: CommuneCode,
    /// Its official name.
    pub name: Box<str>,
    /// What it is.
    pub kind: CommuneKind,
    /// The département or overseas collectivity.
    pub departement: DepartementCode,
    /// The région; overseas collectivities are in none.
    pub region: Option<RegionCode>,
    /// The city of a municipal arrondissement.
    pub city: Option<CommuneCode>,
    /// Inhabitants (population municipale), where known.
    pub population: Option<u32>,
    /// The postcodes in use there, ascending. Empty where no one lives.
    pub postcodes: Box<[Postcode]>,
    /// The town hall when it stands within the outline, else a point well inside the outline.
    pub centre: Option<Position>,
    /// Where its grouping stands in the table of groupings.
    pub(crate) epci: Option<u16>,
}

/// A name, with its code where it had its own, that a commune of today carried or swallowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// Its code; also that of a delegated or associated commune still in use.
    pub code: CommuneCode,
    /// Its name.
    pub name: Box<str>,
    /// The commune of today.
    pub now: CommuneCode,
}

/// All tables together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tables {
    /// By code.
    pub regions: Vec<Region>,
    /// By code.
    pub departements: Vec<Departement>,
    /// By SIREN.
    pub epcis: Vec<Epci>,
    /// By code; every code once.
    pub communes: Vec<Commune>,
    /// By code, then name; a code may have had several names.
    pub formers: Vec<Former>,
}

impl Commune {
    /// A commune of which nothing else is known yet.
    #[must_use]
    pub fn new(code: CommuneCode, name: &str, kind: CommuneKind, departement: DepartementCode) -> Self {
        Self {
            code,
            name: name.into(),
            kind,
            departement,
            region: None,
            city: None,
            population: None,
            postcodes: Box::default(),
            centre: None,
            epci: None,
        }
    }

    /// The same, in this région.
    #[must_use]
    pub fn in_region(self, region: Option<RegionCode>) -> Self {
        Self { region, ..self }
    }

    /// The same, an arrondissement of this city.
    #[must_use]
    pub fn in_city(self, city: Option<CommuneCode>) -> Self {
        Self { city, ..self }
    }

    /// The same, with so many inhabitants.
    #[must_use]
    pub fn with_population(self, population: Option<u32>) -> Self {
        Self { population, ..self }
    }

    /// The same, with these postcodes.
    #[must_use]
    pub fn with_postcodes(self, postcodes: Vec<Postcode>) -> Self {
        Self {
            postcodes: postcodes.into(),
            ..self
        }
    }

    /// The same, shown at this position.
    #[must_use]
    pub fn at(self, centre: Option<Position>) -> Self {
        Self { centre, ..self }
    }

    /// The same, in the grouping at this place of [`Tables::epcis`].
    #[must_use]
    pub fn with_epci(self, epci: Option<u16>) -> Self {
        Self { epci, ..self }
    }
}

impl Tables {
    /// Packs the tables, column by column: like stands beside like, which halves what compression leaves.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let w = &mut Writer::default();
        w.count(self.regions.len());
        for row in &self.regions {
            w.str(row.code.as_str());
            w.str(&row.name);
            w.str(row.seat.as_str());
        }
        w.count(self.departements.len());
        for row in &self.departements {
            w.str(row.code.as_str());
            w.str(&row.name);
            w.str(row.region.as_ref().map_or("", RegionCode::as_str));
            w.str(row.seat.as_ref().map_or("", CommuneCode::as_str));
            w.uint(row.zone as u64);
        }
        w.count(self.epcis.len());
        for row in &self.epcis {
            w.str(&row.siren);
            w.str(&row.name);
            w.str(&row.kind);
        }
        let communes = &self.communes;
        w.count(communes.len());
        communes.iter().for_each(|c| w.str(c.code.as_str()));
        communes.iter().for_each(|c| w.str(&c.name));
        communes.iter().for_each(|c| w.uint(c.kind as u64));
        communes.iter().for_each(|c| w.str(c.departement.as_str()));
        communes
            .iter()
            .for_each(|c| w.str(c.region.as_ref().map_or("", RegionCode::as_str)));
        communes
            .iter()
            .for_each(|c| w.str(c.city.as_ref().map_or("", CommuneCode::as_str)));
        communes
            .iter()
            .for_each(|c| w.uint(c.population.map_or(0, |p| u64::from(p) + 1)));
        communes
            .iter()
            .for_each(|c| w.uint(c.epci.map_or(0, |e| u64::from(e) + 1)));
        let mut last = 0;
        for commune in communes {
            w.count(commune.postcodes.len());
            for postcode in &commune.postcodes {
                let number: i64 = postcode.as_str().parse().expect("a postcode is five digits");
                w.int(number - last);
                last = number;
            }
        }
        let mut last = (0, 0);
        for commune in communes {
            w.uint(u64::from(commune.centre.is_some()));
            if let Some(centre) = commune.centre {
                let here = (
                    (centre.longitude() * DEGREE).round() as i64,
                    (centre.latitude() * DEGREE).round() as i64,
                );
                w.int(here.0 - last.0);
                w.int(here.1 - last.1);
                last = here;
            }
        }
        w.count(self.formers.len());
        self.formers.iter().for_each(|f| w.str(f.code.as_str()));
        self.formers.iter().for_each(|f| w.str(&f.name));
        self.formers.iter().for_each(|f| w.str(f.now.as_str()));
        std::mem::take(&mut w.bytes)
    }

    /// Unpacks what [`Tables::encode`] packed.
    ///
    /// # Errors
    /// The bytes were not written by it.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadData> {
        let r = &mut Reader::new(bytes);
        let regions = rows(r, |r| {
            Ok(Region {
                code: required(r, RegionCode::parse)?,
                name: r.str()?.into(),
                seat: required(r, CommuneCode::parse)?,
            })
        })?;
        let departements = rows(r, |r| {
            Ok(Departement {
                code: required(r, DepartementCode::parse)?,
                name: r.str()?.into(),
                region: optional(r, RegionCode::parse)?,
                seat: optional(r, CommuneCode::parse)?,
                zone: match r.uint()? {
                    0 => Zone::Metropolitan,
                    1 => Zone::OverseasDepartement,
                    2 => Zone::OverseasCollectivity,
                    _ => return Err(BadData::Nonsense),
                },
            })
        })?;
        let epcis = rows(r, |r| {
            Ok(Epci {
                siren: r.str()?.into(),
                name: r.str()?.into(),
                kind: r.str()?.into(),
            })
        })?;
        let communes = decode_communes(r)?;
        let count = r.count()?;
        let codes = column(r, count, |r| required(r, CommuneCode::parse))?;
        let names = column(r, count, |r| Ok(r.str()?.into()))?;
        let nows = column(r, count, |r| required(r, CommuneCode::parse))?;
        let formers = codes
            .into_iter()
            .zip(names)
            .zip(nows)
            .map(|((code, name), now)| Former { code, name, now })
            .collect();
        if !r.is_at_end() {
            return Err(BadData::Nonsense);
        }
        Ok(Self {
            regions,
            departements,
            epcis,
            communes,
            formers,
        })
    }
}

fn decode_communes(r: &mut Reader<'_>) -> Result<Vec<Commune>, BadData> {
    let count = r.count()?;
    let mut communes = Vec::with_capacity(count.min(100_000));
    for code in column(r, count, |r| required(r, CommuneCode::parse))? {
        communes.push(Commune::new(code, "", CommuneKind::Commune, code.departement()));
    }
    for commune in &mut communes {
        commune.name = r.str()?.into();
    }
    for commune in &mut communes {
        commune.kind = match r.uint()? {
            0 => CommuneKind::Commune,
            1 => CommuneKind::MunicipalArrondissement,
            2 => CommuneKind::Overseas,
            _ => return Err(BadData::Nonsense),
        };
    }
    for commune in &mut communes {
        commune.departement = required(r, DepartementCode::parse)?;
    }
    for commune in &mut communes {
        commune.region = optional(r, RegionCode::parse)?;
    }
    for commune in &mut communes {
        commune.city = optional(r, CommuneCode::parse)?;
    }
    for commune in &mut communes {
        commune.population = match r.uint()? {
            0 => None,
            n => Some(u32::try_from(n - 1).map_err(|_| BadData::Nonsense)?),
        };
    }
    for commune in &mut communes {
        commune.epci = match r.uint()? {
            0 => None,
            n => Some(u16::try_from(n - 1).map_err(|_| BadData::Nonsense)?),
        };
    }
    let mut last = 0;
    for commune in &mut communes {
        let count = r.count()?;
        commune.postcodes = (0..count)
            .map(|_| {
                last += r.int()?;
                let digits =
                    [10_000, 1000, 100, 10, 1].map(|unit| b'0' + (last / unit % 10).unsigned_abs() as u8);
                let text = std::str::from_utf8(&digits).map_err(|_| BadData::Nonsense)?;
                Postcode::parse(text).map_err(|_| BadData::Nonsense)
            })
            .collect::<Result<_, _>>()?;
    }
    let mut last = (0, 0);
    for commune in &mut communes {
        if r.uint()? != 0 {
            last = (last.0 + r.int()?, last.1 + r.int()?);
            let centre = Position::new(last.1 as f64 / DEGREE, last.0 as f64 / DEGREE);
            commune.centre = Some(centre.map_err(|_| BadData::Nonsense)?);
        }
    }
    Ok(communes)
}

fn rows<T>(
    r: &mut Reader<'_>,
    row: impl FnMut(&mut Reader<'_>) -> Result<T, BadData>,
) -> Result<Vec<T>, BadData> {
    let count = r.count()?;
    column(r, count, row)
}

fn column<T>(
    r: &mut Reader<'_>,
    count: usize,
    mut value: impl FnMut(&mut Reader<'_>) -> Result<T, BadData>,
) -> Result<Vec<T>, BadData> {
    (0..count).map(|_| value(r)).collect()
}

fn required<T, E>(r: &mut Reader<'_>, parse: impl Fn(&str) -> Result<T, E>) -> Result<T, BadData> {
    parse(r.str()?).map_err(|_| BadData::Nonsense)
}

fn optional<T, E>(r: &mut Reader<'_>, parse: impl Fn(&str) -> Result<T, E>) -> Result<Option<T>, BadData> {
    match r.str()? {
        "" => Ok(None),
        text => parse(text).map(Some).map_err(|_| BadData::Nonsense),
    }
}
