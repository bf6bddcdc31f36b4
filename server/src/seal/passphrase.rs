//! A file sealed under a passphrase, written and read as it flows, so that its size does not matter.
//!
//! The key is drawn from the passphrase by argon2id and from a salt of this file. The content is cut into frames of [`FRAME`] bytes,
//! each sealed by XChaCha20-Poly1305 (the construction STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). The nonce of a frame
//! holds its number and whether it is the last one, and the head of the file is authenticated with each: a frame that was changed,
//! moved, repeated, taken away or added does not open, and neither does a file that was cut, even between two frames.

use std::io::{self, Read, Write};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};

/// What every such file begins with, and the form of the rest. Another form gets another number.
const MARK: [u8; 8] = *b"BILANEXP";
const FORM: u8 = 1;
const SALT: usize = 16;
/// The part of the nonces that is this file's own; the number of the frame and the mark of the last one make the rest of 24 bytes.
const OWN: usize = 15;
const HEAD: usize = MARK.len() + 1 + SALT + OWN;
/// Bytes of content in every frame but the last, which may hold fewer.
const FRAME: usize = 64 * 1024;
const TAG: usize = 16;

/// What argon2id costs whoever guesses: 64 MiB, three passes, four lanes (the second choice of RFC 9106). They belong to the form.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 4;

/// Why a sealed file is not read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// It does not begin like one.
    #[error("it is not a file that `bilan structure export` wrote")]
    NotOurs,
    /// Its form is of a later version.
    #[error("it was written by a newer version of this program; install that version first")]
    Newer,
    /// The first frame does not open.
    #[error("the passphrase is not the one it was sealed with, or its beginning was altered")]
    DoesNotOpen,
    /// A later frame does not open.
    #[error("it was altered or cut after it was written; take another copy of it")]
    Damaged,
    /// The system gave no randomness.
    #[error("the system has no randomness to seal it with")]
    Randomness,
}

impl From<PassphraseError> for io::Error {
    fn from(error: PassphraseError) -> Self {
        Self::other(error)
    }
}

/// What seals and opens the frames of one file, in their order.
struct Frames {
    cipher: XChaCha20Poly1305,
    head: [u8; HEAD],
    next: u64,
}

impl Frames {
    fn new(head: [u8; HEAD], passphrase: &str) -> Result<Self, PassphraseError> {
        let salt = head.get(MARK.len() + 1..MARK.len() + 1 + SALT);
        let salt = salt.ok_or(PassphraseError::NotOurs)?;
        let mut key = [0_u8; 32];
        Params::new(MEMORY_KIB, PASSES, LANES, Some(key.len()))
            .and_then(|params| {
                Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
                    passphrase.as_bytes(),
                    salt,
                    &mut key,
                )
            })
            .map_err(|_| PassphraseError::DoesNotOpen)?;
        Ok(Self {
            cipher: XChaCha20Poly1305::new((&key).into()),
            head,
            next: 0,
        })
    }

    /// The nonce of the next frame.
    fn nonce(&mut self, last: bool) -> XNonce {
        let mut nonce = [0_u8; 24];
        let (own, rest) = nonce.split_at_mut(OWN);
        own.copy_from_slice(&self.head[HEAD - OWN..]);
        let (number, mark) = rest.split_at_mut(8);
        number.copy_from_slice(&self.next.to_be_bytes());
        mark.fill(u8::from(last));
        self.next += 1;
        XNonce::from(nonce)
    }

    fn seal(&mut self, plain: &[u8], last: bool) -> Result<Vec<u8>, PassphraseError> {
        let nonce = self.nonce(last);
        let payload = Payload {
            msg: plain,
            aad: &self.head,
        };
        let sealed = self.cipher.encrypt(&nonce, payload);
        sealed.map_err(|_| PassphraseError::Damaged)
    }

    fn open(&mut self, sealed: &[u8], last: bool) -> Result<Vec<u8>, PassphraseError> {
        let fault = if self.next == 0 {
            PassphraseError::DoesNotOpen
        } else {
            PassphraseError::Damaged
        };
        let nonce = self.nonce(last);
        let payload = Payload {
            msg: sealed,
            aad: &self.head,
        };
        self.cipher.decrypt(&nonce, payload).map_err(|_| fault)
    }
}

/// Seals what is written through it. [`SealingWriter::finish`] ends the file: without it, nobody reads it.
pub struct SealingWriter<W> {
    out: W,
    frames: Frames,
    plain: Vec<u8>,
}

impl<W: Write> SealingWriter<W> {
    /// Begins a file sealed under this passphrase.
    pub fn new(mut out: W, passphrase: &str) -> io::Result<Self> {
        let mut head = [0_u8; HEAD];
        head[..MARK.len()].copy_from_slice(&MARK);
        head[MARK.len()] = FORM;
        getrandom::fill(&mut head[MARK.len() + 1..]).map_err(|_| PassphraseError::Randomness)?;
        out.write_all(&head)?;
        Ok(Self {
            out,
            frames: Frames::new(head, passphrase)?,
            plain: Vec::with_capacity(FRAME),
        })
    }

    /// Writes the last frame and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.frame(true)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn frame(&mut self, last: bool) -> io::Result<()> {
        let sealed = self.frames.seal(&self.plain, last)?;
        self.plain.clear();
        self.out.write_all(&sealed)
    }
}

impl<W: Write> Write for SealingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full frame leaves when something follows it: the last one must say that it is the last.
        if self.plain.len() == FRAME && !bytes.is_empty() {
            self.frame(false)?;
        }
        let taken = bytes.len().min(FRAME - self.plain.len());
        self.plain.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Opens what is read through it. Nothing of a frame is given before the whole frame was verified; whoever reads to the end knows
/// that it is the end.
pub struct OpeningReader<R> {
    input: R,
    frames: Frames,
    /// The first byte of the next frame, when there is one.
    sealed: Vec<u8>,
    plain: Vec<u8>,
    given: usize,
    over: bool,
}

impl<R: Read> OpeningReader<R> {
    /// Opens the first frame: a wrong passphrase is known at once.
    pub fn new(mut input: R, passphrase: &str) -> io::Result<Self> {
        let mut head = [0_u8; HEAD];
        let mut begins = Vec::with_capacity(HEAD);
        input.by_ref().take(HEAD as u64).read_to_end(&mut begins)?;
        if !begins.starts_with(&MARK) || begins.len() < HEAD {
            return Err(PassphraseError::NotOurs.into());
        }
        head.copy_from_slice(&begins);
        if head[MARK.len()] > FORM {
            return Err(PassphraseError::Newer.into());
        }
        let mut reader = Self {
            input,
            frames: Frames::new(head, passphrase)?,
            sealed: Vec::with_capacity(FRAME + TAG + 1),
            plain: Vec::new(),
            given: 0,
            over: false,
        };
        reader.frame()?;
        Ok(reader)
    }

    fn frame(&mut self) -> io::Result<()> {
        let whole = FRAME + TAG;
        let missing = whole + 1 - self.sealed.len();
        self.input
            .by_ref()
            .take(missing as u64)
            .read_to_end(&mut self.sealed)?;
        let next = self.sealed.split_off(self.sealed.len().min(whole));
        self.over = next.is_empty();
        self.plain = self.frames.open(&self.sealed, self.over)?;
        self.given = 0;
        self.sealed = next;
        Ok(())
    }
}

impl<R: Read> Read for OpeningReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.plain.len() && !self.over {
            self.frame()?;
        }
        let rest = self.plain.get(self.given..).unwrap_or_default();
        let taken = rest.len().min(into.len());
        into[..taken].copy_from_slice(&rest[..taken]);
        self.given += taken;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(content: &[u8]) -> Vec<u8> {
        let mut writer = SealingWriter::new(Vec::new(), "quatre mots").unwrap();
        writer.write_all(content).unwrap();
        writer.finish().unwrap()
    }

    fn opened(file: &[u8], passphrase: &str) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        OpeningReader::new(file, passphrase)?.read_to_end(&mut content)?;
        Ok(content)
    }

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|place| (place % 251) as u8).collect()
    }

    #[test]
    fn what_was_written_is_read_whatever_its_length() {
        for length in [0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 2 * FRAME + 7] {
            let content = content(length);
            let file = sealed(&content);
            assert_eq!(opened(&file, "quatre mots").unwrap(), content, "{length}");
        }
        let told = opened(&sealed(b"x"), "cinq mots").unwrap_err().to_string();
        assert_eq!(told, PassphraseError::DoesNotOpen.to_string());
    }

    #[test]
    fn two_files_of_one_content_have_nothing_in_common() {
        let (one, other) = (sealed(&content(1000)), sealed(&content(1000)));
        assert_ne!(one[MARK.len() + 1..HEAD], other[MARK.len() + 1..HEAD]);
        assert_ne!(one[HEAD..], other[HEAD..]);
    }

    #[test]
    fn whatever_is_changed_cut_moved_or_added_is_noticed() {
        let whole = FRAME + TAG;
        let file = sealed(&content(2 * FRAME + 1000));
        let fails = |file: &[u8], what: &str| {
            assert!(opened(file, "quatre mots").is_err(), "{what}");
        };
        // Every byte of the head but its form, of the edges of frames, and some in between.
        let edges = [HEAD, HEAD + whole, HEAD + 2 * whole, file.len()];
        let near = edges
            .iter()
            .flat_map(|edge| edge.saturating_sub(2)..edge + 2);
        let chosen = (0..HEAD)
            .step_by(5)
            .chain(near)
            .chain((HEAD..file.len()).step_by(9973));
        for place in chosen.filter(|place| *place < file.len()) {
            let mut altered = file.clone();
            altered[place] ^= 1;
            fails(&altered, &format!("byte {place}"));
            fails(&file[..place], &format!("cut at {place}"));
        }
        let (head, frames) = file.split_at(HEAD);
        let frames: Vec<&[u8]> = frames.chunks(whole).collect();
        fails(&[head, frames[1], frames[0], frames[2]].concat(), "swapped");
        fails(&[head, frames[0], frames[2]].concat(), "taken away");
        fails(
            &[head, frames[0], frames[0], frames[1], frames[2]].concat(),
            "repeated",
        );
        fails(&[&file[..], &file[..]].concat(), "twice");
        fails(&[&file[..], b"x"].concat(), "longer");
        fails(b"", "empty");
        let mut newer = file.clone();
        newer[MARK.len()] = FORM + 1;
        let told = opened(&newer, "quatre mots").unwrap_err().to_string();
        assert_eq!(told, PassphraseError::Newer.to_string());
    }
}
