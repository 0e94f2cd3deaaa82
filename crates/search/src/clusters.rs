//! What a map shows: documents one by one where there is room, clusters where there is not. Cells are fixed squares of
//! the web map, so clusters do not change when the map is moved, only when it is zoomed.

use crate::bits::Bits;
use crate::geo::{Bounds, Point, from_mercator, mercator, morton};
use crate::index::{Index, Inner};
use crate::query::{Query, QueryError};
use crate::segment::Summary;
use crate::selection::{Selection, halves};

/// A tile of 256 pixels is cut into this many cells each way, as a power of two: cells of 64 pixels.
const CELLS_IN_TILE: u32 = 2;

/// At most this many cells each way, as a power of two, whatever the viewport: at most 4,096 things on a map.
const MOST_CELLS: u32 = 6;

/// A cluster of documents at one single point names at most this many of them.
const MOST_KEYS: usize = 50;

/// Something to draw on a map.
#[derive(Debug, Clone, PartialEq)]
pub enum MapItem {
    /// A document alone in its cell.
    Document {
        /// Its key.
        key: u64,
        /// Where it stands.
        point: Point,
    },
    /// Several documents.
    Cluster {
        /// How many.
        count: u32,
        /// Their mean position.
        centre: Point,
        /// The smallest box that holds them: zooming there parts them.
        bounds: Bounds,
        /// The first of them by key, when all stand at one point, which no zoom can part. Empty otherwise.
        keys: Vec<u64>,
    },
}

impl Index {
    /// What to draw of a query's results in a viewport at a zoom of the web map (0 to 24; 256-pixel tiles).
    /// Cells that the viewport cuts are counted whole. The query's order, page and facets do not matter.
    ///
    /// # Errors
    /// Those of [`Index::search`].
    pub fn clusters(
        &self,
        query: &Query<'_>,
        viewport: Bounds,
        zoom: u8,
    ) -> Result<Vec<MapItem>, QueryError> {
        if !viewport.is_valid() {
            return Err(QueryError::Coordinates);
        }
        let selection = Selection::new(self, query, false)?;
        let inner = &*self.inner;
        let kept = (!selection.keeps_all(None)).then(|| selection.kept(inner, None));
        let mut items = Vec::new();
        for half in halves(&viewport) {
            let west_north = mercator(Point::new(half.north, half.west));
            let east_south = mercator(Point::new(half.south, half.east));
            let width = (east_south.0 - west_north.0).max(east_south.1 - west_north.1);
            let coarsest = (32 - width.leading_zeros()).saturating_sub(MOST_CELLS);
            let shift = (32 - (u32::from(zoom.min(24)) + CELLS_IN_TILE)).max(coarsest);
            let mut cells = Cells {
                inner,
                kept: kept.as_ref(),
                shift,
                west_north,
                east_south,
                items: &mut items,
            };
            let everything = inner
                .parts
                .iter()
                .map(|part| (0, part.segment.codes.len()))
                .collect::<Vec<_>>();
            cells.descend(0, 0, 32, &everything);
        }
        Ok(items)
    }
}

struct Cells<'a> {
    inner: &'a Inner,
    kept: Option<&'a Bits>,
    /// A cell is `1 << shift` wide.
    shift: u32,
    west_north: (u32, u32),
    east_south: (u32, u32),
    items: &'a mut Vec<MapItem>,
}

impl Cells<'_> {
    /// Goes down the square at `(x, y)`, `1 << size` wide, whose positions are these runs of each part.
    fn descend(&mut self, x: u32, y: u32, size: u32, runs: &[(usize, usize)]) {
        if runs.iter().all(|(from, to)| from == to) {
            return;
        }
        let last = |from: u32| from | ((1_u64 << size) - 1) as u32;
        if x > self.east_south.0
            || y > self.east_south.1
            || last(x) < self.west_north.0
            || last(y) < self.west_north.1
        {
            return;
        }
        if size == self.shift {
            self.emit(runs);
            return;
        }
        let half = size - 1;
        let mut rest = [(0, 0); 2];
        rest[..runs.len()].copy_from_slice(runs);
        let rest = &mut rest[..runs.len()];
        // The four quarters in Morton order: each takes the beginning of what is left.
        for quarter in 0..4_u32 {
            let (x, y) = (x | (quarter & 1) << half, y | (quarter >> 1) << half);
            let last = morton(x, y) | ((1_u64 << half << half) - 1);
            let mut taken = [(0, 0); 2];
            for ((part, rest), taken) in self.inner.parts.iter().zip(rest.iter_mut()).zip(&mut taken) {
                let codes = &part.segment.codes[rest.0..rest.1];
                let end = if quarter == 3 {
                    rest.1
                } else {
                    rest.0 + codes.partition_point(|&code| code <= last)
                };
                *taken = (rest.0, end);
                rest.0 = end;
            }
            self.descend(x, y, half, &taken[..rest.len()]);
        }
    }

    fn emit(&mut self, runs: &[(usize, usize)]) {
        let mut summary = Summary::EMPTY;
        let mut one = 0;
        for (part, &(from, to)) in self.inner.parts.iter().zip(runs) {
            let codes = &part.segment.codes;
            if from == to {
                continue;
            }
            if self.kept.is_none() && part.whole {
                summary.absorb(&part.segment.blocks.summary(codes, from, to));
                one = from as u32 + part.offset;
            } else {
                for slot in self.members(part.offset, from, to) {
                    summary.add(codes[(slot - part.offset) as usize]);
                    one = slot;
                }
            }
        }
        match summary.count {
            0 => {}
            1 => {
                if let Some(point) = self.inner.point(one) {
                    self.items.push(MapItem::Document {
                        key: self.inner.key(one),
                        point,
                    });
                }
            }
            count => {
                let mean = |sum: u64| sum as f64 / f64::from(count);
                let north_west = from_mercator(summary.min.0.into(), summary.min.1.into());
                let south_east = from_mercator(summary.max.0.into(), summary.max.1.into());
                self.items.push(MapItem::Cluster {
                    count,
                    centre: from_mercator(mean(summary.sum_x), mean(summary.sum_y)),
                    bounds: Bounds {
                        south: south_east.lat,
                        west: north_west.lon,
                        north: north_west.lat,
                        east: south_east.lon,
                    },
                    keys: if summary.min == summary.max {
                        self.keys(runs)
                    } else {
                        Vec::new()
                    },
                });
            }
        }
    }

    fn members(&self, offset: u32, from: usize, to: usize) -> impl Iterator<Item = u32> + '_ {
        self.kept
            .unwrap_or(&self.inner.alive)
            .iter_range(offset + from as u32, offset + to as u32)
    }

    fn keys(&self, runs: &[(usize, usize)]) -> Vec<u64> {
        let parts = self.inner.parts.iter().zip(runs);
        let mut keys: Vec<u64> = parts
            .flat_map(|(part, &(from, to))| self.members(part.offset, from, to))
            .map(|slot| self.inner.key(slot))
            .collect();
        keys.sort_unstable();
        keys.truncate(MOST_KEYS);
        keys
    }
}
