//! A stream of choices from a seed, the same on every machine.

/// The stream.
pub struct Chance(u64);

impl Chance {
    /// The stream of this seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number (splitmix64).
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `most`, 0 when there is none.
    pub fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most).unwrap();
        usize::try_from(self.next().checked_rem(most).unwrap_or(0)).unwrap()
    }

    /// One of these.
    pub fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }

    /// How many times something is repeated: mostly a few, sometimes thousands.
    pub fn size(&mut self) -> usize {
        match self.below(12) {
            0 => 1000 + self.below(4000),
            1..=3 => 50 + self.below(200),
            _ => 1 + self.below(8),
        }
    }
}
