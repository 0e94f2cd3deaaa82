//! A set of shapes as the bytes that the program carries, and back. Damaged bytes are refused, never guessed at.

use super::shapes::{Point, Shapes};
use crate::format::{BadData, Reader, Writer};

impl Shapes {
    /// Packs the set: arcs as differences from point to point, longitudes apart from latitudes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let w = &mut Writer::default();
        w.count(self.arcs.len());
        self.arcs.iter().for_each(|arc| w.count(arc.len()));
        for axis in [|p: &Point| p.0, |p: &Point| p.1] {
            let mut last = 0;
            for value in self.arcs.iter().flat_map(|arc| arc.iter().map(axis)) {
                w.int(i64::from(value) - last);
                last = i64::from(value);
            }
        }
        w.count(self.shapes.len());
        let (mut last_subject, mut last_arc) = (0, 0);
        for shape in &self.shapes {
            w.count(shape.subject - last_subject);
            last_subject = shape.subject;
            w.count(shape.polygons.len());
            for polygon in &shape.polygons {
                w.count(polygon.len());
                for ring in polygon {
                    w.count(ring.len());
                    for reference in ring {
                        let (arc, backwards) = if *reference < 0 {
                            (!reference, 1)
                        } else {
                            (*reference, 0)
                        };
                        w.int((i64::from(arc) - last_arc) * 2 + backwards);
                        last_arc = i64::from(arc);
                    }
                }
            }
        }
        std::mem::take(&mut w.bytes)
    }

    /// Unpacks what [`Shapes::encode`] packed.
    ///
    /// # Errors
    /// The bytes were not written by it.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadData> {
        let r = &mut Reader::new(bytes);
        let count = r.count()?;
        let lengths = (0..count).map(|_| r.count()).collect::<Result<Vec<_>, _>>()?;
        let total = lengths
            .iter()
            .try_fold(0_usize, |sum, len| sum.checked_add(*len))
            .ok_or(BadData::Nonsense)?;
        let mut axis = || {
            let mut last = 0_i64;
            (0..total)
                .map(|_| {
                    last = last.checked_add(r.int()?).ok_or(BadData::Nonsense)?;
                    i32::try_from(last).map_err(|_| BadData::Nonsense)
                })
                .collect::<Result<Vec<_>, BadData>>()
        };
        let (longitudes, latitudes) = (axis()?, axis()?);
        let mut points = longitudes.into_iter().zip(latitudes);
        let arcs = lengths
            .iter()
            .map(|len| points.by_ref().take(*len).collect())
            .collect();
        let mut set = Self {
            arcs,
            shapes: Vec::new(),
        };
        let (mut subject, mut arc) = (0_usize, 0_i64);
        for _ in 0..r.count()? {
            subject = subject.checked_add(r.count()?).ok_or(BadData::Nonsense)?;
            let mut polygons = Vec::new();
            for _ in 0..r.count()? {
                let mut polygon = Vec::new();
                for _ in 0..r.count()? {
                    let mut ring = Vec::new();
                    for _ in 0..r.count()? {
                        let step = r.int()?;
                        arc = arc.checked_add(step >> 1).ok_or(BadData::Nonsense)?;
                        let known = usize::try_from(arc).is_ok_and(|arc| arc < set.arcs.len());
                        let reference = i32::try_from(arc)
                            .ok()
                            .filter(|_| known)
                            .ok_or(BadData::Nonsense)?;
                        ring.push(if step & 1 == 1 { !reference } else { reference });
                    }
                    polygon.push(ring);
                }
                polygons.push(polygon);
            }
            set.push(subject, polygons);
        }
        if r.is_at_end() {
            Ok(set)
        } else {
            Err(BadData::Nonsense)
        }
    }
}
