//! A quick hash for what a catalogue holds, which nobody hostile chose: eight bytes at a time, turned and multiplied.

use std::hash::{BuildHasherDefault, Hasher};

/// Builds the hash of a map.
pub(crate) type Quick = BuildHasherDefault<QuickHasher>;

/// The hash so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct QuickHasher(u64);

/// Odd, its bits well spread: 2⁶⁴ over the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl QuickHasher {
    const fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(SPREAD);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let rest = rest
            .iter()
            .fold(0_u64, |word, byte| (word << 8) | u64::from(*byte));
        self.mix(rest);
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        // Maps look at the highest and the lowest bits.
        self.0 ^ (self.0 >> 32)
    }
}
