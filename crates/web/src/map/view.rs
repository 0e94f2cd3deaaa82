//! Which part of the Earth a map shows, and where a point of it falls on the drawing (Web Mercator, EPSG:3857).

use std::f64::consts::PI;
use std::fmt;

use search::{Bounds, Point};

/// Beyond these parallels Web Mercator shows nothing.
const LAST_PARALLEL: f64 = 85.0;
/// The least height or width of a view: about 1.5 km.
const LEAST_SPAN: f64 = 1.0 / 26_000.0;
/// Circumference of the Earth of Web Mercator, in metres.
const EQUATOR_M: f64 = 40_075_016.7;

/// A rectangle of the Web Mercator plane, where the world is the unit square and `y` goes south.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    west: f64,
    north: f64,
    east: f64,
    south: f64,
}

/// A zone that is not four numbers in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a zone is west,south,east,north in degrees, west before east and south before north")]
pub struct BadZone;

pub(super) fn plane(longitude: f64, latitude: f64) -> (f64, f64) {
    let latitude = latitude.clamp(-LAST_PARALLEL, LAST_PARALLEL).to_radians();
    let y = (latitude.tan() + 1.0 / latitude.cos()).ln() / PI;
    (longitude / 360.0 + 0.5, 0.5 - y / 2.0)
}

/// A box as an address carries it.
pub(super) fn zone(bounds: &Bounds) -> String {
    let [west, south, east, north] = [bounds.west, bounds.south, bounds.east, bounds.north].map(Degrees);
    format!("{west},{south},{east},{north}")
}

/// Degrees with four decimals, about ten metres. A page writes a hundred of them: the general writing of numbers, exact
/// to the last digit, takes ten times as long.
pub(super) struct Degrees(pub(super) f64);

impl fmt::Display for Degrees {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ten_thousandths = (self.0 * 10_000.0).round() as i64;
        let sign = if ten_thousandths < 0 { "-" } else { "" };
        let digits = ten_thousandths.unsigned_abs();
        write!(f, "{sign}{}.{:04}", digits / 10_000, digits % 10_000)
    }
}

fn degrees(x: f64, y: f64) -> Point {
    Point::new(
        (PI * (1.0 - 2.0 * y)).sinh().atan().to_degrees(),
        (x - 0.5) * 360.0,
    )
}

impl View {
    /// The view of a box. One that is empty or that crosses the 180th meridian becomes the view around its middle.
    #[must_use]
    pub fn of(bounds: &Bounds) -> Self {
        let (west, north) = plane(bounds.west, bounds.north);
        let (east, south) = plane(bounds.east, bounds.south);
        let (x, y) = (f64::midpoint(west, east), f64::midpoint(north, south));
        let (width, height) = ((east - west).max(LEAST_SPAN), (south - north).max(LEAST_SPAN));
        Self {
            west: x - width / 2.0,
            north: y - height / 2.0,
            east: x + width / 2.0,
            south: y + height / 2.0,
        }
    }

    /// The view around points, with some air. `None` without any point.
    #[must_use]
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        let bounds = points.into_iter().fold(None, |bounds: Option<Bounds>, point| {
            let bounds = bounds.unwrap_or(Bounds {
                south: point.lat,
                north: point.lat,
                west: point.lon,
                east: point.lon,
            });
            Some(Bounds {
                south: bounds.south.min(point.lat),
                north: bounds.north.max(point.lat),
                west: bounds.west.min(point.lon),
                east: bounds.east.max(point.lon),
            })
        })?;
        Some(Self::of(&bounds).wider(1.3))
    }

    /// The surroundings of one point: so many metres from its middle to its edges.
    #[must_use]
    pub fn surroundings(point: Point, reach_m: f64) -> Self {
        let (x, y) = plane(point.lon, point.lat);
        let reach = reach_m / (EQUATOR_M * point.lat.to_radians().cos());
        Self {
            west: x - reach,
            north: y - reach,
            east: x + reach,
            south: y + reach,
        }
    }

    /// Reads `west,south,east,north`, in degrees.
    ///
    /// # Errors
    /// There are not four numbers, they are not on the Earth, or an edge is on the wrong side of its opposite.
    pub fn parse_zone(text: &str) -> Result<Bounds, BadZone> {
        let mut numbers = [0.0; 4];
        let mut parts = text.split(',');
        for number in &mut numbers {
            *number = parts
                .next()
                .and_then(|part| part.trim().parse::<f64>().ok())
                .filter(|number| number.is_finite())
                .ok_or(BadZone)?;
        }
        let [west, south, east, north] = numbers;
        let on_earth = west >= -180.0 && east <= 180.0 && south >= -90.0 && north <= 90.0;
        if parts.next().is_some() || !on_earth || west >= east || south >= north {
            return Err(BadZone);
        }
        Ok(Bounds {
            south,
            west,
            north,
            east,
        })
    }

    /// The same middle, so many times as wide and high.
    #[must_use]
    pub fn wider(&self, times: f64) -> Self {
        let (x, y) = (
            f64::midpoint(self.west, self.east),
            f64::midpoint(self.north, self.south),
        );
        let (width, height) = (self.width() * times / 2.0, self.height() * times / 2.0);
        Self {
            west: x - width,
            north: y - height,
            east: x + width,
            south: y + height,
        }
    }

    /// The least view that holds this one and has the proportions of a drawing.
    #[must_use]
    pub(super) fn proportioned(&self, width: f64, height: f64) -> Self {
        let scale = (self.width() / width).max(self.height() / height);
        let (x, y) = (
            f64::midpoint(self.west, self.east),
            f64::midpoint(self.north, self.south),
        );
        Self {
            west: x - scale * width / 2.0,
            north: y - scale * height / 2.0,
            east: x + scale * width / 2.0,
            south: y + scale * height / 2.0,
        }
    }

    /// The box of this view.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let (north_west, south_east) = (degrees(self.west, self.north), degrees(self.east, self.south));
        Bounds {
            south: south_east.lat,
            west: north_west.lon.max(-180.0),
            north: north_west.lat,
            east: south_east.lon.min(180.0),
        }
    }

    /// The box as an address carries it: `west,south,east,north`, to about ten metres.
    #[must_use]
    pub fn zone(&self) -> String {
        zone(&self.bounds())
    }

    /// The zoom of the web's maps (tiles of 256 pixels) at which this view is so many pixels wide.
    #[must_use]
    pub fn zoom(&self, width_px: f64) -> u8 {
        // Between 0 and 24, so that nothing is lost.
        (width_px / 256.0 / self.width()).log2().floor().clamp(0.0, 24.0) as u8
    }

    pub(super) fn width(&self) -> f64 {
        self.east - self.west
    }

    pub(super) fn height(&self) -> f64 {
        self.south - self.north
    }

    /// Metres in the middle of the view for one unit of a drawing that is so many units wide.
    pub(super) fn metres_per_unit(&self, width: f64) -> f64 {
        let middle = degrees(self.west, f64::midpoint(self.north, self.south));
        self.width() / width * EQUATOR_M * middle.lat.to_radians().cos()
    }

    /// Where a point of the plane falls on a drawing of this width.
    pub(super) fn place(&self, (x, y): (f64, f64), width: f64) -> (f64, f64) {
        let scale = width / self.width();
        ((x - self.west) * scale, (y - self.north) * scale)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bounds(west: f64, south: f64, east: f64, north: f64) -> Bounds {
        Bounds {
            south,
            west,
            north,
            east,
        }
    }

    #[test]
    fn known_points_fall_where_the_web_puts_them() {
        // Null Island is the middle; 85.0511° is the edge; Paris as in the published tile scheme (zoom 0).
        for (point, expected) in [
            ((0.0, 0.0), (0.5, 0.5)),
            ((-180.0, 66.513_26), (0.0, 0.25)),
            ((2.3522, 48.8566), (0.506_534, 0.344_027)),
        ] {
            let (x, y) = plane(point.0, point.1);
            assert!(
                (x - expected.0).abs() < 1e-5 && (y - expected.1).abs() < 1e-5,
                "{point:?}: {x} {y}"
            );
        }
    }

    #[test]
    fn a_zone_is_four_numbers_in_order() {
        assert_eq!(
            View::parse_zone("1.5, 48,2,49").unwrap(),
            bounds(1.5, 48.0, 2.0, 49.0)
        );
        for bad in [
            "",
            "1,2,3",
            "1,2,3,4,5",
            "3,48,2,49",
            "1,49,2,48",
            "1,2,NaN,4",
            "-200,1,2,3",
            "a,b,c,d",
            "1,1,1,1",
        ] {
            assert_eq!(View::parse_zone(bad), Err(BadZone), "{bad}");
        }
    }

    #[test]
    fn degrees_are_written_with_four_decimals() {
        for (degrees, written) in [
            (0.0, "0.0000"),
            (-0.000_04, "0.0000"),
            (-0.5, "-0.5000"),
            (2.352_249, "2.3522"),
            (9.999_96, "10.0000"),
            (-178.123_45, "-178.1235"),
        ] {
            assert_eq!(Degrees(degrees).to_string(), written);
        }
    }

    #[test]
    fn one_point_still_has_surroundings() {
        let view = View::around([Point::new(48.85, 2.35)]).unwrap();
        assert!(view.bounds().contains(Point::new(48.85, 2.35)));
        assert!(view.metres_per_unit(1.0) > 1000.0);
        assert_eq!(View::around([]), None);
    }

    #[test]
    fn surroundings_reach_as_far_as_said() {
        let here = Point::new(45.0, 5.0);
        let around = View::surroundings(here, 2_000.0).bounds();
        let edge = Point::new(45.0, around.east);
        assert!(
            (here.distance_m(edge) - 2_000.0).abs() < 10.0,
            "{}",
            here.distance_m(edge)
        );
    }

    proptest! {
        #[test]
        fn the_zone_of_a_view_gives_the_view_again(
            west in -179.0..179.0_f64, south in -80.0..80.0_f64, width in 0.1..0.9_f64, height in 0.1..0.9_f64,
        ) {
            let view = View::of(&bounds(west, south, west + width, south + height));
            let again = View::of(&View::parse_zone(&view.zone()).unwrap());
            prop_assert!((again.west - view.west).abs() < 1e-6 && (again.south - view.south).abs() < 1e-6);
        }

        #[test]
        fn every_point_of_a_view_falls_on_the_drawing(
            points in prop::collection::vec((-60.0..60.0_f64, -170.0..170.0_f64), 1..20),
            width in 100.0..500.0_f64, height in 100.0..500.0_f64,
        ) {
            let points: Vec<_> = points.into_iter().map(|(lat, lon)| Point::new(lat, lon)).collect();
            let view = View::around(points.iter().copied()).unwrap().proportioned(width, height);
            for point in points {
                let (x, y) = view.place(plane(point.lon, point.lat), width);
                prop_assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{} {}", x, y);
            }
        }
    }
}
