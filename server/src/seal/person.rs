//! The key of one person. Whoever destroys it has erased what is sealed under it, wherever copies of the rows may lie.

use chacha20poly1305::XChaCha20Poly1305;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{
    Vault,
    envelope::{self, Place, SealError, Sealed, Under},
};

/// A person's key at work. It seals under that key alone, and opens what is under the ring as well: values from before people had
/// keys.
pub struct PersonVault<'a> {
    ring: &'a Vault,
    cipher: XChaCha20Poly1305,
}

impl std::fmt::Debug for PersonVault<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonVault(…)")
    }
}

impl Vault {
    /// A new key for the person of the row `row` of `place`, sealed under the ring.
    pub fn draw_key(&self, place: Place, row: Uuid) -> Result<Sealed, SealError> {
        self.seal(place, row, &envelope::draw()?)
    }

    /// The key that was drawn for the row `row` of `place`.
    pub fn person(
        &self,
        place: Place,
        row: Uuid,
        wrapped: &Sealed,
    ) -> Result<PersonVault<'_>, SealError> {
        let key: [u8; 32] = self.open(place, row, wrapped)?;
        Ok(PersonVault {
            ring: self,
            cipher: envelope::cipher(&key),
        })
    }
}

impl PersonVault<'_> {
    /// Seals `value` for the row `row` of `place`. Each call gives other bytes.
    pub fn seal(
        &self,
        place: Place,
        row: Uuid,
        value: &impl Serialize,
    ) -> Result<Sealed, SealError> {
        let plain = envelope::pack(place, value)?;
        envelope::lock(Under::Person, &self.cipher, (place, row), &plain)
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

    /// A value that is under the ring, under the person's own key; `None` when it is already.
    pub fn adopt(
        &self,
        place: Place,
        row: Uuid,
        sealed: &Sealed,
    ) -> Result<Option<Sealed>, SealError> {
        if sealed.under() == Some(Under::Person) {
            return Ok(None);
        }
        let plain = self.unlock(place, row, sealed)?;
        envelope::lock(Under::Person, &self.cipher, (place, row), &plain).map(Some)
    }

    fn unlock(&self, place: Place, row: Uuid, sealed: &Sealed) -> Result<Vec<u8>, SealError> {
        envelope::unlock((place, row), sealed, |under| match under {
            Under::Person => Ok(self.cipher.clone()),
            Under::Ring(number) => self.ring.cipher(place, number),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Ring, *};

    const KEYS: Place = Place {
        table: "person_keys",
        column: "wrapped",
    };
    const HERE: Place = Place {
        table: "answers",
        column: "content",
    };

    #[test]
    fn what_is_a_persons_opens_with_their_key_alone() {
        let ring = Vault::new(&Ring::of_master(&[7; 32]));
        let (awa, ali, row) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let key = ring.draw_key(KEYS, awa).unwrap();
        let hers = ring.person(KEYS, awa, &key).unwrap();
        let his_key = ring.draw_key(KEYS, ali).unwrap();
        let his = ring.person(KEYS, ali, &his_key).unwrap();
        let sealed = hers.seal(HERE, row, &"locataire").unwrap();
        assert_eq!(sealed.under(), Some(Under::Person));
        assert_eq!(
            hers.open::<String>(HERE, row, &sealed).unwrap(),
            "locataire"
        );
        assert!(hers.open::<String>(KEYS, row, &sealed).is_err());
        assert!(hers.open::<String>(HERE, awa, &sealed).is_err());
        assert!(his.open::<String>(HERE, row, &sealed).is_err());
        assert!(ring.open::<String>(HERE, row, &sealed).is_err());
        // A key opens for the person it was drawn for.
        assert!(ring.person(KEYS, ali, &key).is_err());
        assert_eq!(format!("{hers:?}"), "PersonVault(…)");
    }

    #[test]
    fn what_was_under_the_ring_opens_and_is_taken_over_once() {
        let ring = Vault::new(&Ring::of_master(&[7; 32]));
        let (awa, row) = (Uuid::from_u128(1), Uuid::from_u128(3));
        let key = ring.draw_key(KEYS, awa).unwrap();
        let hers = ring.person(KEYS, awa, &key).unwrap();
        let old = ring.seal(HERE, row, &"locataire").unwrap();
        assert_eq!(hers.open::<String>(HERE, row, &old).unwrap(), "locataire");
        let taken = hers.adopt(HERE, row, &old).unwrap().unwrap();
        assert_eq!(hers.open::<String>(HERE, row, &taken).unwrap(), "locataire");
        assert!(ring.open::<String>(HERE, row, &taken).is_err());
        assert_eq!(hers.adopt(HERE, row, &taken).unwrap(), None);
        assert!(hers.adopt(KEYS, row, &old).is_err());
    }
}
