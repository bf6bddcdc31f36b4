//! The key at work: sealing, opening, and blind indexes.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use serde::{Serialize, de::DeserializeOwned};
use sha2::Sha256;
use uuid::Uuid;

/// First byte of every sealed value: which form the rest has. Another form gets another number.
const FORM: u8 = 1;
const NONCE: usize = 24;
/// Sealed values are padded to a multiple of this many bytes, so that their length does not tell the answer.
const BLOCK: usize = 64;

/// A value nobody reads without the key: one byte of form, the nonce, then the ciphertext with its tag.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// Its bytes, as they lie in the database.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether it was emptied: nothing that was sealed is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Where a sealed value belongs: table and column. With the row's id it is part of what is authenticated.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Table of the value.
    pub table: &'static str,
    /// Column of the value.
    pub column: &'static str,
}

/// Why a value could not be sealed or opened. Says nothing of the value.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The key is not the one it was sealed with, or the value was changed or moved.
    #[error("the sealed value of {table}.{column} does not open with this key, or it was altered")]
    DoesNotOpen {
        /// Table of the value.
        table: &'static str,
        /// Column of the value.
        column: &'static str,
    },
    /// It opened, but what is inside is not what this version of the program expects there.
    #[error("the sealed value of {table}.{column} has a content this version does not understand")]
    Content {
        /// Table of the value.
        table: &'static str,
        /// Column of the value.
        column: &'static str,
    },
    /// The system gave no randomness.
    #[error("the system has no randomness to give")]
    Randomness,
}

/// Holds the keys derived from the key file.
pub struct Vault {
    cipher: XChaCha20Poly1305,
    index: Hmac<Sha256>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(…)")
    }
}

impl Vault {
    /// Derives one key for sealing and one for indexes from the 32 bytes of the key file.
    pub fn new(master: &[u8; 32]) -> Self {
        let sealing = derive(master, b"bilan/seal/1");
        Self {
            cipher: XChaCha20Poly1305::new((&sealing).into()),
            index: keyed(&derive(master, b"bilan/index/1")),
        }
    }

    /// Seals `value` for the row `row` of `place`. Each call gives other bytes.
    pub fn seal(
        &self,
        place: Place,
        row: Uuid,
        value: &impl Serialize,
    ) -> Result<Sealed, SealError> {
        let mut plain = serde_json::to_vec(value).map_err(|_| SealError::Content {
            table: place.table,
            column: place.column,
        })?;
        // Spaces after a JSON text mean nothing: a padding that needs no length.
        plain.resize(plain.len().div_ceil(BLOCK) * BLOCK, b' ');
        let mut nonce = [0_u8; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| SealError::Randomness)?;
        let aad = place.bound_to(row);
        let secret = self
            .cipher
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &plain,
                    aad: &aad,
                },
            )
            .map_err(|_| SealError::Content {
                table: place.table,
                column: place.column,
            })?;
        let mut sealed = Vec::with_capacity(1 + NONCE + secret.len());
        sealed.push(FORM);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&secret);
        Ok(Sealed(sealed))
    }

    /// Opens what was sealed for the row `row` of `place`.
    pub fn open<T: DeserializeOwned>(
        &self,
        place: Place,
        row: Uuid,
        sealed: &Sealed,
    ) -> Result<T, SealError> {
        let closed = || SealError::DoesNotOpen {
            table: place.table,
            column: place.column,
        };
        let (form, rest) = sealed.0.split_first().ok_or_else(closed)?;
        let (nonce, secret) = rest.split_first_chunk::<NONCE>().ok_or_else(closed)?;
        if *form != FORM {
            return Err(closed());
        }
        let plain = self
            .cipher
            .decrypt(
                &XNonce::from(*nonce),
                Payload {
                    msg: secret,
                    aad: &place.bound_to(row),
                },
            )
            .map_err(|_| closed())?;
        serde_json::from_slice(&plain).map_err(|_| SealError::Content {
            table: place.table,
            column: place.column,
        })
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
}

impl Place {
    fn bound_to(self, row: Uuid) -> Vec<u8> {
        let mut aad = format!("{}.{}:", self.table, self.column).into_bytes();
        aad.extend_from_slice(row.as_bytes());
        aad
    }
}

fn derive(master: &[u8; 32], purpose: &[u8]) -> [u8; 32] {
    let mut mac = keyed(master);
    mac.update(purpose);
    mac.finalize().into_bytes().into()
}

/// HMAC takes a key of any length: the constructor for exactly one block can not fail.
fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = [0_u8; 64];
    block[..32].copy_from_slice(key);
    Hmac::new(&block.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Place = Place {
        table: "answers",
        column: "content",
    };

    #[test]
    fn a_value_opens_where_it_was_sealed_and_nowhere_else() {
        let vault = Vault::new(&[7; 32]);
        let row = Uuid::from_u128(1);
        let sealed = vault.seal(HERE, row, &"Awa Diop").unwrap();
        assert_eq!(
            vault.open::<String>(HERE, row, &sealed).unwrap(),
            "Awa Diop"
        );
        assert!(
            vault
                .open::<String>(HERE, Uuid::from_u128(2), &sealed)
                .is_err()
        );
        assert!(
            vault
                .open::<String>(
                    Place {
                        table: "persons",
                        ..HERE
                    },
                    row,
                    &sealed
                )
                .is_err()
        );
        assert!(
            vault
                .open::<String>(
                    Place {
                        column: "note",
                        ..HERE
                    },
                    row,
                    &sealed
                )
                .is_err()
        );
        assert!(
            Vault::new(&[8; 32])
                .open::<String>(HERE, row, &sealed)
                .is_err()
        );
        for position in 0..sealed.0.len() {
            let mut altered = sealed.clone();
            altered.0[position] ^= 1;
            assert!(
                vault.open::<String>(HERE, row, &altered).is_err(),
                "byte {position} may be altered"
            );
        }
        assert!(
            vault
                .open::<String>(HERE, row, &Sealed(Vec::new()))
                .is_err()
        );
    }

    #[test]
    fn short_answers_have_the_same_length() {
        let vault = Vault::new(&[7; 32]);
        let row = Uuid::from_u128(1);
        let yes = vault.seal(HERE, row, &"oui").unwrap();
        let long = vault.seal(HERE, row, &"préfère ne pas dire").unwrap();
        assert_eq!(yes.0.len(), long.0.len());
        assert_ne!(yes, vault.seal(HERE, row, &"oui").unwrap());
    }

    #[test]
    fn an_index_depends_on_the_purpose_the_parts_and_the_key() {
        let vault = Vault::new(&[7; 32]);
        let index = vault.index("agents.login", &[b"awa"]);
        assert_eq!(index, vault.index("agents.login", &[b"awa"]));
        assert_ne!(index, vault.index("bilans.reference", &[b"awa"]));
        assert_ne!(
            vault.index("p", &[b"ab", b"c"]),
            vault.index("p", &[b"a", b"bc"])
        );
        assert_ne!(index, Vault::new(&[8; 32]).index("agents.login", &[b"awa"]));
    }
}
