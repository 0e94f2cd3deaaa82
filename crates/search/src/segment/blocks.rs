//! Sums and extents of runs of positions, so that a map cell of a hundred thousand places costs a few additions.

use crate::geo::unmorton;

/// Positions summarised by one block, and blocks by one of the upper level.
const WIDTH: usize = 64;

/// What a run of positions amounts to on the web map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Summary {
    pub count: u32,
    pub sum_x: u64,
    pub sum_y: u64,
    pub min: (u32, u32),
    pub max: (u32, u32),
}

impl Summary {
    pub const EMPTY: Self = Self {
        count: 0,
        sum_x: 0,
        sum_y: 0,
        min: (u32::MAX, u32::MAX),
        max: (0, 0),
    };

    #[inline]
    pub fn add(&mut self, code: u64) {
        let (x, y) = unmorton(code);
        self.absorb(&Self {
            count: 1,
            sum_x: x.into(),
            sum_y: y.into(),
            min: (x, y),
            max: (x, y),
        });
    }

    #[inline]
    pub fn absorb(&mut self, other: &Self) {
        self.count += other.count;
        self.sum_x += other.sum_x;
        self.sum_y += other.sum_y;
        self.min = (self.min.0.min(other.min.0), self.min.1.min(other.min.1));
        self.max = (self.max.0.max(other.max.0), self.max.1.max(other.max.1));
    }
}

/// Two levels of summaries over the codes of a segment.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    lower: Vec<Summary>,
    upper: Vec<Summary>,
}

impl Blocks {
    pub fn new(codes: &[u64]) -> Self {
        let lower: Vec<Summary> = codes
            .chunks(WIDTH)
            .map(|run| {
                let mut summary = Summary::EMPTY;
                run.iter().for_each(|&code| summary.add(code));
                summary
            })
            .collect();
        let upper = lower.chunks(WIDTH).map(total).collect();
        Self { lower, upper }
    }

    /// The summary of `codes[from..to]`; `codes` are those the blocks were made of.
    pub fn summary(&self, codes: &[u64], from: usize, to: usize) -> Summary {
        let mut summary = Summary::EMPTY;
        let mut at = from;
        while at < to {
            if at.is_multiple_of(WIDTH * WIDTH) && at + WIDTH * WIDTH <= to {
                summary.absorb(&self.upper[at / (WIDTH * WIDTH)]);
                at += WIDTH * WIDTH;
            } else if at.is_multiple_of(WIDTH) && at + WIDTH <= to {
                summary.absorb(&self.lower[at / WIDTH]);
                at += WIDTH;
            } else {
                summary.add(codes[at]);
                at += 1;
            }
        }
        summary
    }

    pub fn heap_bytes(&self) -> usize {
        (self.lower.capacity() + self.upper.capacity()) * size_of::<Summary>()
    }
}

fn total(run: &[Summary]) -> Summary {
    let mut summary = Summary::EMPTY;
    run.iter().for_each(|part| summary.absorb(part));
    summary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_sum_up_as_one_by_one() {
        let codes: Vec<u64> = (0..10_000_u64)
            .map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
            .collect();
        let blocks = Blocks::new(&codes);
        for (from, to) in [
            (0, 10_000),
            (1, 9_999),
            (63, 65),
            (64, 128),
            (100, 100),
            (4_096, 8_192),
            (70, 9_000),
        ] {
            let mut expected = Summary::EMPTY;
            codes[from..to].iter().for_each(|&code| expected.add(code));
            assert_eq!(blocks.summary(&codes, from, to), expected, "{from}..{to}");
        }
    }
}
