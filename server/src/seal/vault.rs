//! The ring at work: sealing, opening, and blind indexes.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
};

use chacha20poly1305::XChaCha20Poly1305;
use hmac::{Hmac, Mac};
use serde::{Serialize, de::DeserializeOwned};
use sha2::Sha256;
use uuid::Uuid;

use super::{
    Ring,
    envelope::{self, Place, SealError, Sealed, Under},
    key_file,
    ring::keyed,
};

/// Holds the keys of the ring. A value under a number that it does not know makes it read the key file again: a rotation needs no
/// restart of the servers that run meanwhile.
pub struct Vault {
    index: Hmac<Sha256>,
    file: Option<PathBuf>,
    keys: RwLock<Arc<Keys>>,
}

#[derive(Clone)]
struct Keys {
    present: u16,
    ciphers: BTreeMap<u16, XChaCha20Poly1305>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(…)")
    }
}

impl Vault {
    /// The vault of a ring.
    pub fn new(ring: &Ring) -> Self {
        let ciphers = ring
            .sealing()
            .map(|(number, key)| (number, envelope::cipher(key)));
        Self {
            index: keyed(ring.index()),
            file: None,
            keys: RwLock::new(Arc::new(Keys {
                present: ring.present(),
                ciphers: ciphers.collect(),
            })),
        }
    }

    /// The same vault, which reads this file again when it meets a number it does not know.
    pub fn reading_again(self, file: PathBuf) -> Self {
        Self {
            file: Some(file),
            ..self
        }
    }

    /// One more key to open with, that is no longer in the file.
    pub fn also_opens_with(&self, number: u16, key: &[u8; 32]) {
        self.learn(|keys| {
            keys.ciphers
                .entry(number)
                .or_insert_with(|| envelope::cipher(key));
        });
    }

    /// Knows the keys of this ring from now on, and seals with its last one. Those it knew stay.
    pub fn take(&self, ring: &Ring) {
        self.learn(|keys| {
            keys.present = ring.present();
            for (number, key) in ring.sealing() {
                keys.ciphers.insert(number, envelope::cipher(key));
            }
        });
    }

    /// Seals `value` for the row `row` of `place`. Each call gives other bytes.
    pub fn seal(
        &self,
        place: Place,
        row: Uuid,
        value: &impl Serialize,
    ) -> Result<Sealed, SealError> {
        self.lock(place, row, &envelope::pack(place, value)?)
    }

    /// Opens what was sealed for the row `row` of `place`.
    pub fn open<T: DeserializeOwned>(
        &self,
        place: Place,
        row: Uuid,
        sealed: &Sealed,
    ) -> Result<T, SealError> {
        envelope::unpack(place, &self.unlock(place, row, sealed)?)
    }

    /// The same value under the key that seals now; `None` when it is already.
    pub fn reseal(
        &self,
        place: Place,
        row: Uuid,
        sealed: &Sealed,
    ) -> Result<Option<Sealed>, SealError> {
        if sealed.under() == Some(Under::Ring(self.keys().present)) {
            return Ok(None);
        }
        let plain = self.unlock(place, row, sealed)?;
        self.lock(place, row, &plain).map(Some)
    }

    /// A keyed digest under which a row is found again without its value being written: same `purpose` and `parts`,
    /// same index; without the key it tells nothing and can not be made. `purpose` keeps the indexes of different columns apart.
    pub fn index(&self, purpose: &str, parts: &[&[u8]]) -> Vec<u8> {
        let mut mac = self.index.clone();
        for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().to_vec()
    }

    /// The key of this number.
    pub(super) fn cipher(&self, place: Place, number: u16) -> Result<XChaCha20Poly1305, SealError> {
        if let Some(cipher) = self.keys().ciphers.get(&number) {
            return Ok(cipher.clone());
        }
        self.read_again();
        let keys = self.keys();
        let cipher = keys.ciphers.get(&number).cloned();
        cipher.ok_or(SealError::UnknownKey {
            table: place.table,
            column: place.column,
            number,
        })
    }

    fn lock(&self, place: Place, row: Uuid, plain: &[u8]) -> Result<Sealed, SealError> {
        let keys = self.keys();
        let cipher = keys.ciphers.get(&keys.present);
        let cipher = cipher.ok_or_else(|| place.closed())?;
        envelope::lock(Under::Ring(keys.present), cipher, (place, row), plain)
    }

    fn unlock(&self, place: Place, row: Uuid, sealed: &Sealed) -> Result<Vec<u8>, SealError> {
        envelope::unlock((place, row), sealed, |under| match under {
            Under::Ring(number) => self.cipher(place, number),
            // Somebody's: it takes their vault.
            Under::Person => Err(place.closed()),
        })
    }

    /// A file that is not there or not a ring changes nothing: the value that asked for it says what is missing. Neither does
    /// another database's.
    fn read_again(&self) {
        let read = self.file.as_deref().map(key_file::read);
        if let Some(Ok(Some(ring))) = read
            && keyed(ring.index()).finalize() == self.index.clone().finalize()
        {
            self.take(&ring);
        }
    }

    fn keys(&self) -> Arc<Keys> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&keys)
    }

    fn learn(&self, change: impl FnOnce(&mut Keys)) {
        let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        change(Arc::make_mut(&mut keys));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const HERE: Place = Place {
        table: "answers",
        column: "content",
    };

    fn vault(master: u8) -> Vault {
        Vault::new(&Ring::of_master(&[master; 32]))
    }

    #[test]
    fn a_value_opens_where_it_was_sealed_and_nowhere_else() {
        let ours = vault(7);
        let row = Uuid::from_u128(1);
        let sealed = ours.seal(HERE, row, &"Awa Diop").unwrap();
        let opens = |place, row, sealed: &Sealed| ours.open::<String>(place, row, sealed);
        assert_eq!(opens(HERE, row, &sealed).unwrap(), "Awa Diop");
        assert!(opens(HERE, Uuid::from_u128(2), &sealed).is_err());
        for (table, column) in [("persons", "content"), ("answers", "note")] {
            assert!(opens(Place { table, column }, row, &sealed).is_err());
        }
        assert!(vault(8).open::<String>(HERE, row, &sealed).is_err());
        for position in 0..sealed.0.len() {
            let mut altered = sealed.clone();
            altered.0[position] ^= 1;
            assert!(
                opens(HERE, row, &altered).is_err(),
                "byte {position} may be altered"
            );
        }
        for short in 0..sealed.0.len() {
            assert!(opens(HERE, row, &Sealed(sealed.0[..short].to_vec())).is_err());
        }
    }

    #[test]
    fn short_answers_have_the_same_length() {
        let vault = vault(7);
        let row = Uuid::from_u128(1);
        let yes = vault.seal(HERE, row, &"oui").unwrap();
        let long = vault.seal(HERE, row, &"préfère ne pas dire").unwrap();
        assert_eq!(yes.0.len(), long.0.len());
        assert_ne!(yes, vault.seal(HERE, row, &"oui").unwrap());
    }

    #[test]
    fn an_index_depends_on_the_purpose_the_parts_and_the_key_and_stays_when_the_ring_turns() {
        let one = vault(7);
        let index = one.index("agents.login", &[b"awa"]);
        assert_eq!(index, one.index("agents.login", &[b"awa"]));
        assert_ne!(index, one.index("bilans.reference", &[b"awa"]));
        assert_ne!(
            one.index("p", &[b"ab", b"c"]),
            one.index("p", &[b"a", b"bc"])
        );
        assert_ne!(index, vault(8).index("agents.login", &[b"awa"]));
        let turned = Ring::of_master(&[7; 32]).with([9; 32]).unwrap();
        let turned = Vault::new(&turned.present_alone());
        assert_eq!(index, turned.index("agents.login", &[b"awa"]));
    }

    /// Sealed by the version before the ring had numbers: form 1, under the key derived from 32 times 7. The nonce is 24 times 5.
    fn sealed_before_numbers() -> Sealed {
        use chacha20poly1305::aead::{Aead as _, Payload};
        let ring = Ring::of_master(&[7; 32]);
        let (_, key) = ring.sealing().next().unwrap();
        let mut plain = br#""Awa Diop""#.to_vec();
        plain.resize(64, b' ');
        let mut aad = b"answers.content:".to_vec();
        aad.extend_from_slice(Uuid::from_u128(1).as_bytes());
        let payload = Payload {
            msg: &plain,
            aad: &aad,
        };
        let secret = envelope::cipher(key).encrypt(&[5; 24].into(), payload);
        let mut bytes = vec![1];
        bytes.extend_from_slice(&[5; 24]);
        bytes.extend(secret.unwrap());
        Sealed(bytes)
    }

    #[test]
    fn what_is_under_an_older_key_opens_and_is_sealed_again_once() {
        let row = Uuid::from_u128(1);
        let first = Ring::of_master(&[7; 32]);
        let old = sealed_before_numbers();
        assert_eq!(old.under(), Some(Under::Ring(1)));
        assert_eq!(
            Vault::new(&first).open::<String>(HERE, row, &old).unwrap(),
            "Awa Diop"
        );
        let numbered = Vault::new(&first).seal(HERE, row, &"Ali").unwrap();
        assert_eq!(numbered.under(), Some(Under::Ring(1)));

        let both = first.with([9; 32]).unwrap();
        let turned = Vault::new(&both);
        for (value, said) in [(&old, "Awa Diop"), (&numbered, "Ali")] {
            assert_eq!(turned.open::<String>(HERE, row, value).unwrap(), said);
            let new = turned.reseal(HERE, row, value).unwrap().unwrap();
            assert_eq!(new.under(), Some(Under::Ring(2)));
            assert_eq!(turned.reseal(HERE, row, &new).unwrap(), None);
            let alone = Vault::new(&both.present_alone());
            assert_eq!(alone.open::<String>(HERE, row, &new).unwrap(), said);
            assert!(matches!(
                alone.open::<String>(HERE, row, value),
                Err(SealError::UnknownKey { number: 1, .. })
            ));
        }
    }

    #[test]
    fn a_number_it_does_not_know_makes_it_read_its_own_file_again() {
        let folder = tempfile::tempdir().unwrap();
        let (file, row) = (folder.path().join("key"), Uuid::from_u128(1));
        let first = Ring::of_master(&[7; 32]);
        let turned = first.with([9; 32]).unwrap();
        let new = Vault::new(&turned).seal(HERE, row, &"Awa").unwrap();
        let server = Vault::new(&first).reading_again(file.clone());
        let opened = || server.open::<String>(HERE, row, &new);
        let another = Ring::of_master(&[8; 32]).with([9; 32]).unwrap();
        assert!(matches!(
            opened(),
            Err(SealError::UnknownKey { number: 2, .. })
        ));
        for text in ["pas une clé".to_owned(), another.text(), first.text()] {
            fs::write(&file, text).unwrap();
            assert!(matches!(
                opened(),
                Err(SealError::UnknownKey { number: 2, .. })
            ));
        }
        fs::write(&file, turned.text()).unwrap();
        assert_eq!(opened().unwrap(), "Awa");
        // And it seals with the new key.
        let sealed = server.seal(HERE, row, &"Ali").unwrap();
        assert_eq!(sealed.under(), Some(Under::Ring(2)));
    }
}
