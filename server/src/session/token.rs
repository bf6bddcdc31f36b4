//! The token of a session: 244 random bits, known in clear to the browser alone.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Two random UUIDs side by side, as 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new token, or `None` when the system has no randomness to give.
    pub(crate) fn draw() -> Option<Self> {
        let half = || {
            let mut bytes = [0; 16];
            getrandom::fill(&mut bytes).ok()?;
            Some(uuid::Builder::from_random_bytes(bytes).into_uuid())
        };
        let (one, other): (Uuid, Uuid) = (half()?, half()?);
        Some(Self(format!("{}{}", one.simple(), other.simple())))
    }

    /// Reads a token as a browser sends it back; anything else than 64 hexadecimal digits is no token.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .then(|| Self(text.to_owned()))
    }

    /// The text for the cookie.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps of it.
    pub(crate) fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_read_back() {
        let (one, other) = (Token::draw().unwrap(), Token::draw().unwrap());
        assert_ne!(one, other);
        assert_eq!(Token::parse(one.reveal()), Some(one.clone()));
        assert_eq!(format!("{one:?}"), "Token(…)");
        assert_eq!(Token::parse("court"), None);
        assert_eq!(Token::parse(&"g".repeat(64)), None);
    }
}
