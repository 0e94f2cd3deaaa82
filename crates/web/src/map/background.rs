//! The ground of a drawn map: sea, land, borders, waters, names of towns, as light as its scale allows.

use std::collections::HashMap;
use std::sync::LazyLock;

use reference::{Commune, LonLat, france};
use search::{Bounds, Point};

use super::lines::{Sheet, Spot, simplify};
use super::view::{View, plane};

/// From so many metres to a unit of the drawing on, the outlines of communes would be a tangle.
const COMMUNES_BELOW_M: f64 = 75.0;
/// More communes than this are not drawn, whatever the scale.
const MOST_COMMUNES: usize = 220;
/// Below this, rivers and lakes, which stray by a kilometre, would run through houses.
const WATERS_ABOVE_M: f64 = 40.0;
/// Above this, the country is drawn as a whole, and more roughly: its borders are long.
const COUNTRY_ABOVE_M: f64 = 1_000.0;
/// Below this, the municipal arrondissements of Paris, Lyon and Marseille are drawn.
const ARRONDISSEMENTS_BELOW_M: f64 = 40.0;
/// How far past the edge things are drawn, so that the cut does not show.
const MARGIN: f64 = 12.0;

/// Lines on the Web Mercator plane, each with the box around it.
pub(super) struct Traced {
    points: Vec<Spot>,
    low: Spot,
    high: Spot,
}

impl Traced {
    fn new(line: &[[f64; 2]]) -> Self {
        let points: Vec<Spot> = line
            .iter()
            .map(|[longitude, latitude]| plane(*longitude, *latitude))
            .collect();
        let fold = |start: f64, pick: fn(f64, f64) -> f64| {
            points.iter().fold((start, start), |found, point| {
                (pick(found.0, point.0), pick(found.1, point.1))
            })
        };
        Self {
            low: fold(f64::INFINITY, f64::min),
            high: fold(f64::NEG_INFINITY, f64::max),
            points,
        }
    }
}

/// What does not depend on the view, projected once.
struct Country {
    land: Vec<Traced>,
    neighbours: Vec<Traced>,
    borders: Vec<Traced>,
    rivers: Vec<Traced>,
    lakes: Vec<Traced>,
    /// Communes with their population, the largest first, and where they are.
    towns: Vec<(&'static Commune, Point)>,
}

static COUNTRY: LazyLock<Country> = LazyLock::new(|| {
    let france = france();
    let base = france.base_map();
    let trace = |lines: &[Vec<[f64; 2]>]| lines.iter().map(|line| Traced::new(line)).collect::<Vec<_>>();
    let regions = france
        .regions()
        .iter()
        .filter_map(|region| france.region_outline(region.code));
    let alone = france
        .departements()
        .iter()
        .filter(|departement| departement.region.is_none())
        .filter_map(|departement| france.departement_outline(departement.code));
    let mut towns: Vec<_> = france
        .communes()
        .iter()
        .filter_map(|commune| {
            let centre = commune.centre?;
            Some((commune, Point::new(centre.latitude(), centre.longitude())))
        })
        .collect();
    towns.sort_by_key(|(commune, _)| std::cmp::Reverse(commune.population));
    Country {
        land: regions
            .chain(alone)
            .flat_map(|outline| outline.polygons)
            .filter_map(|polygon| polygon.into_iter().next())
            .map(|ring| Traced::new(&ring))
            .collect(),
        neighbours: trace(&base.neighbours),
        borders: france
            .departement_borders(None)
            .iter()
            .filter(|border| border.with.is_some())
            .map(|border| Traced::new(&border.line))
            .collect(),
        rivers: trace(&base.rivers),
        lakes: trace(&base.lakes),
        towns,
    }
});

/// The ground of one view, in units of a drawing.
pub(super) struct Background {
    /// Land of other countries.
    pub(super) neighbours: Vec<Vec<Spot>>,
    /// How wide the line around that land is, to close the gap that two sources leave along a border.
    pub(super) gap: f64,
    /// Land of France, where communes are not drawn.
    pub(super) land: Vec<Vec<Spot>>,
    /// Communes: land with its borders.
    pub(super) communes: Vec<Vec<Spot>>,
    /// Borders of départements.
    pub(super) departements: Vec<Vec<Spot>>,
    /// Rivers.
    pub(super) rivers: Vec<Vec<Spot>>,
    /// Lakes.
    pub(super) lakes: Vec<Vec<Spot>>,
}

/// The two sources of borders differ by up to this.
const BORDERS_DIFFER_M: f64 = 1_500.0;

impl Background {
    /// What there is to draw in this view on a sheet of this size.
    pub(super) fn of(view: &View, width: f64, height: f64) -> Self {
        let country = &*COUNTRY;
        let metres = view.metres_per_unit(width);
        let sheet = Sheet {
            left: -MARGIN,
            top: -MARGIN,
            right: width + MARGIN,
            bottom: height + MARGIN,
        };
        let gap = BORDERS_DIFFER_M / metres;
        let wide = Sheet {
            left: -gap - MARGIN,
            top: -gap - MARGIN,
            right: width + gap + MARGIN,
            bottom: height + gap + MARGIN,
        };
        let hand = Hand {
            view,
            width,
            tolerance: if metres > COUNTRY_ABOVE_M { 1.2 } else { 0.7 },
        };
        let near = near_communes(view, metres);
        let (land, communes, departements) = match &near {
            Some(communes) => (
                Vec::new(),
                hand.communes(communes, sheet),
                hand.fine_borders(sheet),
            ),
            None => (
                hand.rings(&country.land, sheet),
                Vec::new(),
                hand.lines(&country.borders, sheet),
            ),
        };
        let waters = metres >= WATERS_ABOVE_M;
        let when = |shown: bool, lines: Vec<Vec<Spot>>| if shown { lines } else { Vec::new() };
        Self {
            neighbours: hand.rings(&country.neighbours, wide),
            gap,
            land,
            communes,
            departements,
            rivers: when(waters, hand.lines(&country.rivers, sheet)),
            lakes: when(waters, hand.rings(&country.lakes, sheet)),
        }
    }
}

/// The communes to outline, if the scale allows and there are not too many.
fn near_communes(view: &View, metres: f64) -> Option<Vec<&'static Commune>> {
    if metres >= COMMUNES_BELOW_M {
        return None;
    }
    let france = france();
    let mut communes = france.communes_meeting(reference_bounds(&view.wider(1.1).bounds()));
    if metres < ARRONDISSEMENTS_BELOW_M {
        let parts: Vec<_> = communes
            .iter()
            .flat_map(|commune| france.arrondissements_of(commune.code))
            .collect();
        communes.extend(parts);
    }
    (!communes.is_empty() && communes.len() <= MOST_COMMUNES).then_some(communes)
}

/// The same box for the reference data.
pub(super) fn reference_bounds(bounds: &Bounds) -> reference::Bounds {
    reference::Bounds {
        west: bounds.west,
        south: bounds.south,
        east: bounds.east,
        north: bounds.north,
    }
}

/// Draws lines of the plane on the sheet.
struct Hand<'a> {
    view: &'a View,
    width: f64,
    /// Points that stray less than this from the line are dropped, in units of the drawing.
    tolerance: f64,
}

impl Hand<'_> {
    fn near<'t>(&self, traced: &'t Traced, sheet: Sheet) -> Option<Vec<Spot>>
    where
        Self: 't,
    {
        let low = self.view.place(traced.low, self.width);
        let high = self.view.place(traced.high, self.width);
        let apart = high.0 < sheet.left || low.0 > sheet.right || high.1 < sheet.top || low.1 > sheet.bottom;
        // Smaller than two units, it would be a speck.
        let speck = high.0 - low.0 < 2.0 && high.1 - low.1 < 2.0;
        (!apart && !speck).then(|| {
            traced
                .points
                .iter()
                .map(|point| self.view.place(*point, self.width))
                .collect()
        })
    }

    fn rings(&self, rings: &[Traced], sheet: Sheet) -> Vec<Vec<Spot>> {
        rings
            .iter()
            .filter_map(|ring| self.near(ring, sheet))
            .map(|ring| simplify(&sheet.cut_ring(&ring), self.tolerance))
            .filter(|ring| ring.len() >= 3)
            .collect()
    }

    fn lines(&self, lines: &[Traced], sheet: Sheet) -> Vec<Vec<Spot>> {
        lines
            .iter()
            .filter_map(|line| self.near(line, sheet))
            .flat_map(|line| sheet.cut_line(&line))
            .map(|line| simplify(&line, self.tolerance))
            .collect()
    }

    fn communes(&self, communes: &[&Commune], sheet: Sheet) -> Vec<Vec<Spot>> {
        let rings: Vec<Traced> = communes
            .iter()
            .filter_map(|commune| france().commune_outline(commune.code))
            .flat_map(|outline| outline.polygons)
            .filter_map(|polygon| polygon.into_iter().next())
            .map(|ring| Traced::new(&ring))
            .collect();
        self.rings(&rings, sheet)
    }

    /// Borders of départements as finely as those of communes. Both sides tell each of them; the coast and the
    /// borders of the country are told once.
    fn fine_borders(&self, sheet: Sheet) -> Vec<Vec<Spot>> {
        let mut told_once: HashMap<[i64; 4], Vec<LonLat>> = HashMap::new();
        let mut told_twice = Vec::new();
        let edges = france()
            .commune_borders(reference_bounds(&self.view.wider(1.1).bounds()))
            .into_iter()
            .filter(|border| border.with.is_none());
        for border in edges {
            let (Some(first), Some(last)) = (border.line.first(), border.line.last()) else {
                continue;
            };
            let round = |point: &LonLat| point.map(|degrees| (degrees * 10_000.0).round() as i64);
            let (low, high) = (round(first).min(round(last)), round(first).max(round(last)));
            let ends = [low[0], low[1], high[0], high[1]];
            if told_once.insert(ends, border.line).is_some() {
                told_twice.extend(told_once.remove(&ends));
            }
        }
        let traced: Vec<Traced> = told_twice.iter().map(|line| Traced::new(line)).collect();
        self.lines(&traced, sheet)
    }
}

/// The towns of a view, the largest first; municipal arrondissements where they are drawn.
pub(super) fn towns(view: &View, width: f64) -> impl Iterator<Item = (&'static Commune, Point)> {
    let bounds = view.bounds();
    let is_close = view.metres_per_unit(width) < ARRONDISSEMENTS_BELOW_M;
    COUNTRY
        .towns
        .iter()
        .copied()
        .filter(move |(commune, point)| bounds.contains(*point) && (is_close || commune.city.is_none()))
}
