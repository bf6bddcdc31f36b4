//! The ring: what the key file holds. Several numbered sealing keys, of which the last one seals, and one key for indexes that stays.
//!
//! Two forms of file. The first start writes 32 random bytes: the master, from which sealing key number 1 and the index key are
//! derived. The first rotation writes text, which holds the derived keys and no longer the master:
//!
//! ```text
//! bilan key ring
//! index <64 hexadecimal digits>
//! seal 1 <64 hexadecimal digits>
//! seal 2 <64 hexadecimal digits>
//! ```

use std::{collections::BTreeMap, fmt::Write as _};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// First line of the textual form.
const TITLE: &str = "bilan key ring";

/// The keys of one database.
#[derive(Clone, PartialEq, Eq)]
pub struct Ring {
    index: [u8; 32],
    /// Never empty.
    sealing: BTreeMap<u16, [u8; 32]>,
}

impl std::fmt::Debug for Ring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ring({:?})", self.numbers())
    }
}

impl Ring {
    /// The ring of one that 32 random bytes make.
    pub fn of_master(master: &[u8; 32]) -> Self {
        Self {
            index: derive(master, b"bilan/index/1"),
            sealing: BTreeMap::from([(1, derive(master, b"bilan/seal/1"))]),
        }
    }

    /// Reads the bytes of a key file, in either form.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if let Ok(master) = bytes.try_into() {
            return Some(Self::of_master(master));
        }
        let mut lines = std::str::from_utf8(bytes).ok()?.lines();
        if lines.next() != Some(TITLE) {
            return None;
        }
        let (mut index, mut sealing) = (None, BTreeMap::new());
        for line in lines {
            match line.split_whitespace().collect::<Vec<_>>().as_slice() {
                [] => {}
                ["index", key] if index.is_none() => index = Some(from_hex(key)?),
                ["seal", number, key] => {
                    let number = number.parse().ok().filter(|number| *number > 0)?;
                    if sealing.insert(number, from_hex(key)?).is_some() {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        index
            .filter(|_| !sealing.is_empty())
            .map(|index| Self { index, sealing })
    }

    /// The textual form.
    pub fn text(&self) -> String {
        let mut text = format!("{TITLE}\nindex {}\n", to_hex(&self.index));
        for (number, key) in &self.sealing {
            let _ = writeln!(text, "seal {number} {}", to_hex(key));
        }
        text
    }

    /// The number of the key that seals: the last one.
    pub fn present(&self) -> u16 {
        self.sealing.keys().last().copied().unwrap_or_default()
    }

    /// The numbers of the sealing keys.
    pub fn numbers(&self) -> Vec<u16> {
        self.sealing.keys().copied().collect()
    }

    /// The key of indexes, the same in every ring of a database.
    pub(super) fn index(&self) -> &[u8; 32] {
        &self.index
    }

    /// The sealing keys with their numbers.
    pub fn sealing(&self) -> impl Iterator<Item = (u16, &[u8; 32])> {
        self.sealing.iter().map(|(number, key)| (*number, key))
    }

    /// The same ring with one more sealing key.
    pub fn with(&self, key: [u8; 32]) -> Option<Self> {
        let mut sealing = self.sealing.clone();
        sealing.insert(self.present().checked_add(1)?, key);
        Some(Self {
            index: self.index,
            sealing,
        })
    }

    /// The same ring with the sealing key that seals alone.
    pub fn present_alone(&self) -> Self {
        let present = self.present();
        let alone = self
            .sealing
            .iter()
            .filter(|(number, _)| **number == present);
        Self {
            index: self.index,
            sealing: alone.map(|(number, key)| (*number, *key)).collect(),
        }
    }
}

fn derive(master: &[u8; 32], purpose: &[u8]) -> [u8; 32] {
    let mut mac = keyed(master);
    mac.update(purpose);
    mac.finalize().into_bytes().into()
}

/// HMAC takes a key of any length: the constructor for exactly one block can not fail.
pub(super) fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = [0_u8; 64];
    block[..32].copy_from_slice(key);
    Hmac::new(&block.into())
}

fn to_hex(key: &[u8; 32]) -> String {
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut key = [0_u8; 32];
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_reads_what_it_wrote_and_numbers_go_up() {
        let one = Ring::read(&[7; 32]).unwrap();
        assert_eq!((one.present(), one.numbers()), (1, vec![1]));
        assert_eq!(Ring::read(one.text().as_bytes()).unwrap(), one);
        let two = one.with([9; 32]).unwrap();
        assert_eq!((two.present(), two.numbers()), (2, vec![1, 2]));
        let read = Ring::read(two.text().as_bytes()).unwrap();
        assert_eq!(read, two);
        let alone = read.present_alone();
        assert_eq!(alone.numbers(), [2]);
        assert_eq!(alone.index(), one.index());
        assert_eq!(alone.with([1; 32]).unwrap().numbers(), [2, 3]);
        assert_eq!(format!("{two:?}"), "Ring([1, 2])");
    }

    #[test]
    fn what_is_no_ring_is_not_read() {
        let good = Ring::of_master(&[7; 32]).text();
        let key = "ab".repeat(32);
        for text in [
            String::new(),
            "court".to_owned(),
            good.replace("bilan", "Bilan"),
            good.replace("seal 1", "seal 0"),
            good.replace("seal 1", "seal un"),
            format!("{good}seal 1 {key}\n"),
            format!("{good}index {key}\n"),
            format!("{good}seal 2 {}\n", &key[2..]),
            format!("{good}seal 2 {}\n", key.replace('a', "g")),
            format!("{good}seal 2\n"),
            format!("{TITLE}\nindex {key}\n"),
            format!("{TITLE}\nseal 1 {key}\n"),
        ] {
            assert!(Ring::read(text.as_bytes()).is_none(), "{text}");
        }
    }
}
