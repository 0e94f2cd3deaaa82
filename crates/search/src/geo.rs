//! Points, boxes and distances on the sphere, and the Morton order that keeps neighbours together.
//! Map projections other than the web map's are not here.

/// Mean radius of the Earth (IUGG), in metres.
pub const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A point in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

impl Point {
    /// A point from its latitude and longitude in degrees.
    pub const fn new(lat: f64, lon: f64) -> Self {
        Self { lat, lon }
    }

    /// Whether both coordinates are numbers within their range.
    pub fn is_valid(self) -> bool {
        self.lat.abs() <= 90.0 && self.lon.abs() <= 180.0
    }

    /// The great-circle distance in metres.
    pub fn distance_m(self, other: Self) -> f64 {
        chord_to_metres(chord2(unit(self), unit(other)))
    }
}

/// A box between two meridians and two parallels, in degrees. `west > east` crosses the 180th meridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Southern edge.
    pub south: f64,
    /// Western edge.
    pub west: f64,
    /// Northern edge.
    pub north: f64,
    /// Eastern edge.
    pub east: f64,
}

impl Bounds {
    /// The whole Earth.
    pub const WORLD: Self = Self {
        south: -90.0,
        west: -180.0,
        north: 90.0,
        east: 180.0,
    };

    /// Whether the point is inside or on the edge.
    pub fn contains(&self, point: Point) -> bool {
        let between = if self.west <= self.east {
            (self.west..=self.east).contains(&point.lon)
        } else {
            point.lon >= self.west || point.lon <= self.east
        };
        between && (self.south..=self.north).contains(&point.lat)
    }

    /// Whether the edges are numbers in range, south below north.
    pub fn is_valid(&self) -> bool {
        Point::new(self.south, self.west).is_valid()
            && Point::new(self.north, self.east).is_valid()
            && self.south <= self.north
    }
}

/// A point as stored: degrees in ten-millionths (a centimetre), which round-trips what sources publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stored {
    pub lat_e7: i32,
    pub lon_e7: i32,
}

impl Stored {
    pub fn new(point: Point) -> Self {
        Self {
            lat_e7: (point.lat * 1e7).round() as i32,
            lon_e7: (point.lon * 1e7).round() as i32,
        }
    }

    pub fn point(self) -> Point {
        Point::new(f64::from(self.lat_e7) / 1e7, f64::from(self.lon_e7) / 1e7)
    }
}

/// A point of the unit sphere: comparing chords needs no trigonometry.
pub(crate) type Unit = [f64; 3];

pub(crate) fn unit(point: Point) -> Unit {
    let (sin_lat, cos_lat) = point.lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = point.lon.to_radians().sin_cos();
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

/// A unit vector in 32-bit fixed point (3 mm on the ground), half the memory of doubles.
pub(crate) type StoredUnit = [i32; 3];
const UNIT_SCALE: f64 = 2_147_483_647.0;

pub(crate) fn store_unit(unit: Unit) -> StoredUnit {
    unit.map(|axis| (axis * UNIT_SCALE).round() as i32)
}

/// The square of the chord between two points, which grows with the distance.
#[inline]
pub(crate) fn chord2(one: Unit, other: Unit) -> f64 {
    let [x, y, z] = [one[0] - other[0], one[1] - other[1], one[2] - other[2]];
    x * x + y * y + z * z
}

#[inline]
pub(crate) fn chord2_stored(one: Unit, other: StoredUnit) -> f64 {
    chord2(one, from_stored(other))
}

#[inline]
pub(crate) fn from_stored(unit: StoredUnit) -> Unit {
    unit.map(|axis| f64::from(axis) * (1.0 / UNIT_SCALE))
}

pub(crate) fn chord_to_metres(chord2: f64) -> f64 {
    2.0 * EARTH_RADIUS_M * (chord2.sqrt() / 2.0).min(1.0).asin()
}

pub(crate) fn metres_to_chord2(metres: f64) -> f64 {
    let half_angle = (metres / (2.0 * EARTH_RADIUS_M)).min(std::f64::consts::FRAC_PI_2);
    (2.0 * half_angle.sin()).powi(2)
}

/// The latitude where the web map stops (its world is a square).
const MERCATOR_LIMIT: f64 = 85.051_128_779_806_6;

/// A point on the web map (spherical Mercator), each axis over the whole range of `u32`, y towards the south.
pub(crate) fn mercator(point: Point) -> (u32, u32) {
    let lat = point.lat.clamp(-MERCATOR_LIMIT, MERCATOR_LIMIT).to_radians();
    let x = (point.lon + 180.0) / 360.0;
    let y = (1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / std::f64::consts::PI) / 2.0;
    let scale = |axis: f64| (axis * 4_294_967_296.0).clamp(0.0, 4_294_967_295.0) as u32;
    (scale(x), scale(y))
}

/// The point of a place on the web map.
pub(crate) fn from_mercator(x: f64, y: f64) -> Point {
    let lat = (std::f64::consts::PI * (1.0 - 2.0 * y / 4_294_967_296.0))
        .sinh()
        .atan()
        .to_degrees();
    Point::new(lat, x / 4_294_967_296.0 * 360.0 - 180.0)
}

/// The Morton code: bits of both axes interleaved, so that every square of every zoom is one run of codes.
pub(crate) fn morton(x: u32, y: u32) -> u64 {
    spread(x) | spread(y) << 1
}

/// The axes of a Morton code.
pub(crate) fn unmorton(code: u64) -> (u32, u32) {
    (gather(code), gather(code >> 1))
}

fn spread(axis: u32) -> u64 {
    let mut bits = u64::from(axis);
    bits = (bits | bits << 16) & 0x0000_ffff_0000_ffff;
    bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333;
    (bits | bits << 1) & 0x5555_5555_5555_5555
}

fn gather(code: u64) -> u32 {
    let mut bits = code & 0x5555_5555_5555_5555;
    bits = (bits | bits >> 1) & 0x3333_3333_3333_3333;
    bits = (bits | bits >> 2) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | bits >> 4) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | bits >> 8) & 0x0000_ffff_0000_ffff;
    (bits | bits >> 16) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_match_known_ones() {
        let (paris, lyon) = (Point::new(48.8566, 2.3522), Point::new(45.7640, 4.8357));
        assert!((paris.distance_m(lyon) - 391_500.0).abs() < 500.0);
        let (here, there) = (Point::new(50.0, 3.0), Point::new(50.0001, 3.0));
        assert!((here.distance_m(there) - 11.12).abs() < 0.01);
        assert!((Point::new(0.0, 0.0).distance_m(Point::new(0.0, 180.0)) - 20_015_115.0).abs() < 10.0);
    }

    #[test]
    fn stored_units_are_precise_to_a_centimetre() {
        let point = Point::new(43.296_482, 5.369_78);
        let near = Point::new(43.296_572, 5.369_78);
        let exact = point.distance_m(near);
        let stored = chord_to_metres(chord2_stored(unit(point), store_unit(unit(near))));
        assert!((exact - stored).abs() < 0.01, "{exact} {stored}");
    }

    #[test]
    fn radius_and_chord_are_inverse() {
        for metres in [1.0, 500.0, 50_000.0, 9_000_000.0] {
            assert!((chord_to_metres(metres_to_chord2(metres)) - metres).abs() < metres * 1e-6);
        }
    }

    #[test]
    fn a_morton_code_gives_its_axes_back() {
        for (x, y) in [(0, 0), (1, 2), (u32::MAX, 7), (0x1234_5678, 0x9abc_def0)] {
            assert_eq!(unmorton(morton(x, y)), (x, y));
        }
    }

    #[test]
    fn the_web_map_round_trips() {
        for point in [
            Point::new(48.85, 2.35),
            Point::new(-21.1, 55.5),
            Point::new(14.6, -61.0),
        ] {
            let (x, y) = mercator(point);
            assert!(from_mercator(f64::from(x), f64::from(y)).distance_m(point) < 0.05);
        }
    }

    #[test]
    fn a_box_may_cross_the_180th_meridian() {
        let pacific = Bounds {
            south: -25.0,
            west: 170.0,
            north: -10.0,
            east: -170.0,
        };
        assert!(pacific.contains(Point::new(-14.0, -178.0)) && pacific.contains(Point::new(-22.0, 171.0)));
        assert!(!pacific.contains(Point::new(-17.5, -149.5)));
        assert!(
            !Bounds {
                south: 2.0,
                west: 0.0,
                north: 1.0,
                east: 1.0
            }
            .is_valid()
        );
        assert!(!Point::new(f64::NAN, 0.0).is_valid());
    }
}
