//! Looking up communes, départements, régions and groupings by their codes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use domain::territory::{CommuneCode, DepartementCode, Position, Postcode, RegionCode};

use crate::calendar::{SECTION as SCHOOL_HOLIDAYS_SECTION, SchoolHolidays};
use crate::format::{Archive, BadData};
use crate::names::NameIndex;
use crate::outlines::{Shapes, TERRITORIES_SECTION, section_of};
use crate::rows::{Commune, Departement, Epci, Former, Region, Tables};

static BYTES: &[u8] = include_bytes!("../data/france.bin");

/// The reference data of France. The tables are read on first use; names and outlines each when first asked for.
#[must_use]
pub fn france() -> &'static France {
    static FRANCE: LazyLock<France> = LazyLock::new(|| {
        let archive = Archive::open(BYTES).expect("the file was made for this program");
        France::read(archive).expect("the file was made for this program")
    });
    &FRANCE
}

/// The reference data of France: see [`france`].
pub struct France {
    tables: Tables,
    /// The codes of the communes alone, in the same order: they are looked up all the time, and rows are large.
    codes: Box<[CommuneCode]>,
    communes_by_departement: HashMap<DepartementCode, Range<usize>>,
    by_postcode: Vec<(Postcode, u32)>,
    names: OnceLock<NameIndex>,
    archive: Archive<'static>,
    school_holidays: OnceLock<SchoolHolidays>,
    territory_shapes: OnceLock<Shapes>,
    /// By place of the département in its table.
    commune_shapes: Vec<OnceLock<Option<Shapes>>>,
}

impl France {
    fn read(archive: Archive<'static>) -> Result<Self, BadData> {
        let bytes = archive.section("tables")?.ok_or(BadData::Nonsense)?;
        let tables = Tables::decode(&bytes)?;
        let mut communes_by_departement = HashMap::with_capacity(tables.departements.len());
        let mut start = 0;
        for group in tables.communes.chunk_by(|a, b| a.departement == b.departement) {
            communes_by_departement.insert(group[0].departement, start..start + group.len());
            start += group.len();
        }
        let mut by_postcode: Vec<_> = (0..)
            .zip(&tables.communes)
            .flat_map(|(index, commune)| commune.postcodes.iter().map(move |p| (*p, index)))
            .collect();
        by_postcode.sort_unstable();
        let commune_shapes = tables.departements.iter().map(|_| OnceLock::new()).collect();
        Ok(Self {
            codes: tables.communes.iter().map(|commune| commune.code).collect(),
            tables,
            communes_by_departement,
            by_postcode,
            names: OnceLock::new(),
            archive,
            school_holidays: OnceLock::new(),
            territory_shapes: OnceLock::new(),
            commune_shapes,
        })
    }

    /// Every commune and municipal arrondissement, by code.
    #[must_use]
    pub fn communes(&self) -> &[Commune] {
        &self.tables.communes
    }

    /// Every département and overseas collectivity, by code.
    #[must_use]
    pub fn departements(&self) -> &[Departement] {
        &self.tables.departements
    }

    /// Every région, by code.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.tables.regions
    }

    /// Every grouping of communes, by SIREN.
    #[must_use]
    pub fn epcis(&self) -> &[Epci] {
        &self.tables.epcis
    }

    /// Former names and codes, by code.
    #[must_use]
    pub fn formers(&self) -> &[Former] {
        &self.tables.formers
    }

    /// The commune or municipal arrondissement of this code, as the COG stands today.
    #[must_use]
    pub fn commune(&self, code: CommuneCode) -> Option<&Commune> {
        let index = self.index_of(code)?;
        Some(&self.tables.communes[index])
    }

    /// The commune of this code, or the one which the commune of this code has become part of.
    #[must_use]
    pub fn commune_now(&self, code: CommuneCode) -> Option<&Commune> {
        self.commune(code).or_else(|| {
            let start = self.tables.formers.partition_point(|former| former.code < code);
            let former = self
                .tables
                .formers
                .get(start)
                .filter(|former| former.code == code)?;
            self.commune(former.now)
        })
    }

    /// The commune itself, or the city of a municipal arrondissement.
    #[must_use]
    pub fn city_of<'a>(&'a self, commune: &'a Commune) -> &'a Commune {
        commune
            .city
            .and_then(|code| self.commune(code))
            .unwrap_or(commune)
    }

    /// The communes and municipal arrondissements of a département, by code.
    #[must_use]
    pub fn communes_of(&self, departement: DepartementCode) -> &[Commune] {
        match self.communes_by_departement.get(&departement) {
            Some(range) => &self.tables.communes[range.clone()],
            None => &[],
        }
    }

    /// The municipal arrondissements of Paris, Lyon or Marseille; nothing for any other commune.
    pub fn arrondissements_of(&self, city: CommuneCode) -> impl Iterator<Item = &Commune> {
        self.communes_of(city.departement())
            .iter()
            .filter(move |commune| commune.city == Some(city))
    }

    /// The communes where a postcode is in use, by code. Codes of large users (CEDEX) are in use nowhere.
    pub fn communes_with_postcode(&self, postcode: Postcode) -> impl Iterator<Item = &Commune> {
        self.indexes_with_postcode(postcode)
            .iter()
            .map(|(_, index)| &self.tables.communes[*index as usize])
    }

    /// The département or overseas collectivity of this code.
    #[must_use]
    pub fn departement(&self, code: DepartementCode) -> Option<&Departement> {
        Some(&self.tables.departements[self.departement_index(code)?])
    }

    /// The région of this code.
    #[must_use]
    pub fn region(&self, code: RegionCode) -> Option<&Region> {
        let found = self
            .tables
            .regions
            .binary_search_by_key(&code, |row| row.code)
            .ok()?;
        Some(&self.tables.regions[found])
    }

    /// The départements of a région, by code.
    pub fn departements_of(&self, region: RegionCode) -> impl Iterator<Item = &Departement> {
        self.tables
            .departements
            .iter()
            .filter(move |departement| departement.region == Some(region))
    }

    /// The grouping of this SIREN number.
    #[must_use]
    pub fn epci(&self, siren: &str) -> Option<&Epci> {
        let found = self
            .tables
            .epcis
            .binary_search_by(|row| row.siren.as_ref().cmp(siren))
            .ok()?;
        Some(&self.tables.epcis[found])
    }

    /// The grouping that a commune belongs to. Four islands and the overseas collectivities belong to none.
    #[must_use]
    pub fn epci_of(&self, commune: &Commune) -> Option<&Epci> {
        self.tables.epcis.get(usize::from(commune.epci?))
    }

    /// The communes of a grouping, by code, without municipal arrondissements.
    pub fn communes_of_epci<'a>(&'a self, epci: &Epci) -> impl Iterator<Item = &'a Commune> {
        let index = self
            .tables
            .epcis
            .binary_search_by(|row| row.siren.cmp(&epci.siren))
            .ok();
        self.tables
            .communes
            .iter()
            .filter(move |c| index.is_some() && c.epci.map(usize::from) == index && c.city.is_none())
    }

    /// The commune whose centre is nearest, arrondissements left out. Where outlines matter see `commune_at`.
    #[must_use]
    pub fn nearest_commune(&self, position: Position) -> Option<&Commune> {
        // Nearest on a plane that is right around the position, which is all that "nearest" needs.
        let narrowing = position.latitude().to_radians().cos();
        let mut nearest: Option<(f64, &Commune)> = None;
        for commune in self
            .tables
            .communes
            .iter()
            .filter(|commune| commune.city.is_none())
        {
            let Some(centre) = commune.centre else { continue };
            let north = centre.latitude() - position.latitude();
            let best = nearest.map_or(f64::INFINITY, |(best, _)| best);
            if north * north >= best {
                continue;
            }
            // Across the 180th meridian, the short way round.
            let east = (centre.longitude() - position.longitude() + 540.0).rem_euclid(360.0) - 180.0;
            let square = north * north + (east * narrowing).powi(2);
            if square < best {
                nearest = Some((square, commune));
            }
        }
        nearest.map(|(_, commune)| commune)
    }

    pub(crate) fn names(&self) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::build(&self.tables))
    }

    /// The outlines of départements and régions, unpacked when first asked for.
    pub(crate) fn territory_shapes(&self) -> &Shapes {
        self.territory_shapes
            .get_or_init(|| self.shapes_in(TERRITORIES_SECTION).unwrap_or_default())
    }

    /// The outlines of the communes of a département, unpacked when first asked for.
    pub(crate) fn commune_shapes(&self, departement: DepartementCode) -> Option<&Shapes> {
        let index = self.departement_index(departement)?;
        self.commune_shapes[index]
            .get_or_init(|| self.shapes_in(&section_of(departement)))
            .as_ref()
    }

    pub(crate) fn all_school_holidays(&self) -> &SchoolHolidays {
        self.school_holidays.get_or_init(|| {
            let bytes = self
                .section(SCHOOL_HOLIDAYS_SECTION)
                .expect("the file has school holidays");
            SchoolHolidays::decode(&bytes).expect("the file was made for this program")
        })
    }

    fn shapes_in(&self, section: &str) -> Option<Shapes> {
        let bytes = self.section(section)?;
        Some(Shapes::decode(&bytes).expect("the file was made for this program"))
    }

    pub(crate) fn section(&self, name: &str) -> Option<Vec<u8>> {
        self.archive
            .section(name)
            .expect("the file was made for this program")
    }

    pub(crate) fn departement_index(&self, code: DepartementCode) -> Option<usize> {
        self.tables
            .departements
            .binary_search_by_key(&code, |row| row.code)
            .ok()
    }

    pub(crate) fn index_of(&self, code: CommuneCode) -> Option<usize> {
        self.codes.binary_search(&code).ok()
    }

    pub(crate) fn indexes_with_postcode(&self, postcode: Postcode) -> &[(Postcode, u32)] {
        let start = self.by_postcode.partition_point(|(p, _)| *p < postcode);
        let rest = &self.by_postcode[start..];
        &rest[..rest.partition_point(|(p, _)| *p == postcode)]
    }

    /// Where the communes of a département stand in the table of communes.
    pub(crate) fn range_of(&self, departement: DepartementCode) -> Option<Range<u32>> {
        let range = self.communes_by_departement.get(&departement)?;
        let narrow = |index: usize| u32::try_from(index).expect("there are 35,000 communes");
        Some(narrow(range.start)..narrow(range.end))
    }

    pub(crate) fn indexes_with_postcode_prefix(&self, prefix: &str) -> &[(Postcode, u32)] {
        let start = self.by_postcode.partition_point(|(p, _)| p.as_str() < prefix);
        let rest = &self.by_postcode[start..];
        &rest[..rest.partition_point(|(p, _)| p.as_str().starts_with(prefix))]
    }
}
