//! What slots are sorted by in name order, and their ranks: comparing two numbers settles what two texts would.

use super::RUN;

/// The names of the slots of a segment, folded.
#[derive(Debug, Default)]
pub(crate) struct Names {
    text: String,
    starts: Vec<u32>,
    /// The rank of each slot; slots of one name share theirs.
    ranks: Vec<u32>,
    /// The first rank of each run of slots.
    first_ranks: Vec<u32>,
}

impl Names {
    /// From all names one after the other, and where each begins.
    pub fn new(mut text: String, mut starts: Vec<u32>) -> Self {
        starts.push(text.len() as u32);
        text.shrink_to_fit();
        starts.shrink_to_fit();
        let mut names = Self {
            text,
            starts,
            ..Self::default()
        };
        let mut order: Vec<u32> = (0..names.starts.len() as u32 - 1).collect();
        order.sort_unstable_by(|&one, &other| names.of(one).cmp(names.of(other)));
        let mut ranks = vec![0; order.len()];
        for (rank, same) in (0..).zip(order.chunk_by(|&one, &other| names.of(one) == names.of(other))) {
            same.iter().for_each(|&slot| ranks[slot as usize] = rank);
        }
        names.first_ranks = ranks
            .chunks(RUN)
            .map(|run| run.iter().copied().min().unwrap_or(0))
            .collect();
        names.ranks = ranks;
        names
    }

    /// What a slot is sorted by.
    pub fn of(&self, slot: u32) -> &str {
        let at = slot as usize;
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The rank of a slot among the slots of its segment, the same for the same name.
    #[inline]
    pub fn rank(&self, slot: u32) -> u32 {
        self.ranks[slot as usize]
    }

    /// The first rank among a run of slots.
    #[inline]
    pub fn first_rank(&self, run: usize) -> u32 {
        self.first_ranks[run]
    }

    pub fn heap_bytes(&self) -> usize {
        self.text.capacity()
            + (self.starts.capacity() + self.ranks.capacity() + self.first_ranks.capacity()) * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_in_the_order_of_names_and_equal_names_share_theirs() {
        let all = ["mairie", "", "atelier", "mairie", "école"];
        let starts = all.iter().scan(0, |next, name| {
            let start = *next;
            *next += name.len() as u32;
            Some(start)
        });
        let names = Names::new(all.concat(), starts.collect());
        let ranks: Vec<u32> = (0..5).map(|slot| names.rank(slot)).collect();
        assert_eq!(ranks, [2, 0, 1, 2, 3]);
        assert_eq!((names.of(2), names.first_rank(0)), ("atelier", 0));
    }
}
