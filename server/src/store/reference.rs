//! The reference of a bilan, as it is printed and read aloud: « 7F-42K ». It names a file; it opens nothing.

use super::StoreError;
use crate::seal::SealError;

/// Digits and capitals without those mistaken for one another (0 O, 1 I L, 2 Z, 5 S, 8 B, U V).
const LETTERS: &[u8; 24] = b"34679ACDEFGHJKMNPQRTVWXY";

/// Draws a reference: two signs, a dash, three signs, among eight million.
pub(super) fn draw() -> Result<String, StoreError> {
    let mut reference = String::with_capacity(6);
    while reference.len() < 6 {
        if reference.len() == 2 {
            reference.push('-');
        }
        let drawn = getrandom::u32().map_err(|_| SealError::Randomness)?;
        // 2³² is not a multiple of 24; over 24 signs the bias is below one in a hundred million.
        let position = usize::try_from(drawn % 24).unwrap_or(0);
        if let Some(letter) = LETTERS.get(position) {
            reference.push(char::from(*letter));
        }
    }
    Ok(reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_aloud() {
        for _ in 0..100 {
            let reference = draw().unwrap();
            assert_eq!(reference.len(), 6);
            assert_eq!(reference.find('-'), Some(2));
            assert!(
                reference
                    .bytes()
                    .all(|byte| byte == b'-' || LETTERS.contains(&byte)),
                "{reference}"
            );
        }
    }
}
