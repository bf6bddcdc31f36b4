//! The envelope itself: what the bytes of a sealed value are, whoever's key they are under.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// First byte of a sealed value: which form the rest has. Another form gets another number. This one: the ring's key number 1,
/// from before its keys had numbers.
const UNNUMBERED: u8 = 1;
/// First byte of what is under a person's own key.
pub const PERSONAL: u8 = 2;
/// First byte of what is under a key of the ring, whose number follows in two bytes.
pub const NUMBERED: u8 = 3;

const NONCE: usize = 24;
/// Sealed values are padded to a multiple of this many bytes, so that their length does not tell the answer.
const BLOCK: usize = 64;

/// A value nobody reads without the key: its form (and key), the nonce, then the ciphertext with its tag.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct Sealed(pub(super) Vec<u8>);

impl Sealed {
    /// Its bytes, as they lie in the database.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether it was emptied: nothing that was sealed is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whose key it says it is under; `None` for what is no sealed value.
    pub fn under(&self) -> Option<Under> {
        self.split().map(|(under, _)| under)
    }

    fn split(&self) -> Option<(Under, &[u8])> {
        match self.0.split_first()? {
            (&UNNUMBERED, rest) => Some((Under::Ring(1), rest)),
            (&PERSONAL, rest) => Some((Under::Person, rest)),
            (&NUMBERED, rest) => {
                let (number, rest) = rest.split_first_chunk()?;
                Some((Under::Ring(u16::from_be_bytes(*number)), rest))
            }
            _ => None,
        }
    }
}

/// Whose key a value is sealed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Under {
    /// A key of the ring, by its number.
    Ring(u16),
    /// The key of the person it is about.
    Person,
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
    /// It is under a key of the ring that the key file does not hold, even read again.
    #[error(
        "the sealed value of {table}.{column} is under key number {number}, which the key file does not hold: \
         put the key file that goes with this database in its place (it is read again by itself)"
    )]
    UnknownKey {
        /// Table of the value.
        table: &'static str,
        /// Column of the value.
        column: &'static str,
        /// Number of the key.
        number: u16,
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

impl Place {
    pub(super) fn closed(self) -> SealError {
        SealError::DoesNotOpen {
            table: self.table,
            column: self.column,
        }
    }

    fn content(self) -> SealError {
        SealError::Content {
            table: self.table,
            column: self.column,
        }
    }

    fn bound_to(self, row: Uuid) -> Vec<u8> {
        let mut aad = format!("{}.{}:", self.table, self.column).into_bytes();
        aad.extend_from_slice(row.as_bytes());
        aad
    }
}

/// 32 random bytes: a key.
pub(super) fn draw() -> Result<[u8; 32], SealError> {
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key).map_err(|_| SealError::Randomness)?;
    Ok(key)
}

pub(super) fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.into())
}

/// A value as the bytes that are sealed. Spaces after a JSON text mean nothing: a padding that needs no length.
pub(super) fn pack(place: Place, value: &impl Serialize) -> Result<Vec<u8>, SealError> {
    let mut plain = serde_json::to_vec(value).map_err(|_| place.content())?;
    plain.resize(plain.len().div_ceil(BLOCK) * BLOCK, b' ');
    Ok(plain)
}

/// The value back.
pub(super) fn unpack<T: DeserializeOwned>(place: Place, plain: &[u8]) -> Result<T, SealError> {
    serde_json::from_slice(plain).map_err(|_| place.content())
}

/// Seals packed bytes. Each call gives other bytes.
pub(super) fn lock(
    under: Under,
    cipher: &XChaCha20Poly1305,
    (place, row): (Place, Uuid),
    plain: &[u8],
) -> Result<Sealed, SealError> {
    let mut nonce = [0_u8; NONCE];
    getrandom::fill(&mut nonce).map_err(|_| SealError::Randomness)?;
    let aad = place.bound_to(row);
    let payload = Payload {
        msg: plain,
        aad: &aad,
    };
    let secret = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| place.content())?;
    let mut sealed = Vec::with_capacity(3 + NONCE + secret.len());
    match under {
        Under::Person => sealed.push(PERSONAL),
        Under::Ring(number) => {
            sealed.push(NUMBERED);
            sealed.extend_from_slice(&number.to_be_bytes());
        }
    }
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&secret);
    Ok(Sealed(sealed))
}

/// The packed bytes back, with the key `find` knows.
pub(super) fn unlock(
    (place, row): (Place, Uuid),
    sealed: &Sealed,
    find: impl FnOnce(Under) -> Result<XChaCha20Poly1305, SealError>,
) -> Result<Vec<u8>, SealError> {
    let (under, rest) = sealed.split().ok_or_else(|| place.closed())?;
    let (nonce, secret) = rest
        .split_first_chunk::<NONCE>()
        .ok_or_else(|| place.closed())?;
    let aad = place.bound_to(row);
    let payload = Payload {
        msg: secret,
        aad: &aad,
    };
    find(under)?
        .decrypt(&XNonce::from(*nonce), payload)
        .map_err(|_| place.closed())
}
