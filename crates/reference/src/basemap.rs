//! What a map of France shows around and under its territories: the neighbours' land, large rivers, large lakes.
//!
//! From Natural Earth, drawn for a whole country on a page: rivers and lakes stray by a kilometre, so a map of one
//! commune leaves them out. The coast of France itself is the outline of its départements.

use crate::format::{BadData, Reader, Writer};
use crate::france::France;
use crate::outlines::LonLat;

/// Units in a degree.
const DEGREE: f64 = 1000.0;

/// The section of the base map.
pub const SECTION: &str = "basemap";

/// The background of a map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BaseMap {
    /// Land of other countries around France and its overseas territories: rings, closed.
    pub neighbours: Vec<Vec<LonLat>>,
    /// Large rivers.
    pub rivers: Vec<Vec<LonLat>>,
    /// Large lakes: rings, closed.
    pub lakes: Vec<Vec<LonLat>>,
}

impl BaseMap {
    /// Packs the lines, to three decimals.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let w = &mut Writer::default();
        for lines in [&self.neighbours, &self.rivers, &self.lakes] {
            w.count(lines.len());
            for line in lines {
                w.count(line.len());
                let mut last = [0, 0];
                for point in line {
                    let here = point.map(|degrees| (degrees * DEGREE).round() as i64);
                    w.int(here[0] - last[0]);
                    w.int(here[1] - last[1]);
                    last = here;
                }
            }
        }
        std::mem::take(&mut w.bytes)
    }

    /// Unpacks what [`BaseMap::encode`] packed.
    ///
    /// # Errors
    /// The bytes were not written by it.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadData> {
        let r = &mut Reader::new(bytes);
        let mut lines = || {
            let mut lines = Vec::new();
            for _ in 0..r.count()? {
                let mut line = Vec::new();
                let mut here = [0_i64; 2];
                for _ in 0..r.count()? {
                    for axis in &mut here {
                        *axis = axis.checked_add(r.int()?).ok_or(BadData::Nonsense)?;
                    }
                    line.push(here.map(|units| units as f64 / DEGREE));
                }
                lines.push(line);
            }
            Ok(lines)
        };
        let map = Self {
            neighbours: lines()?,
            rivers: lines()?,
            lakes: lines()?,
        };
        if r.is_at_end() {
            Ok(map)
        } else {
            Err(BadData::Nonsense)
        }
    }
}

impl France {
    /// The background of a map, unpacked anew at each call: keep what you draw from it.
    #[must_use]
    pub fn base_map(&self) -> BaseMap {
        let bytes = self.section(SECTION).expect("the file has a base map");
        BaseMap::decode(&bytes).expect("the file was made for this program")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_survive_packing() {
        let map = BaseMap {
            neighbours: vec![vec![[1.0, 50.0], [2.5, 50.001], [1.0, 50.0]]],
            rivers: vec![vec![[-0.5, 44.25], [0.0, 44.0]], vec![]],
            lakes: vec![],
        };
        assert_eq!(BaseMap::decode(&map.encode()).unwrap(), map);
    }
}
