//! The cookie that carries the token.
//!
//! Over HTTPS it is `__Host-session`, `Secure`: no other host, path or clear connection can set or read it. Served on
//! `http://127.0.0.1` or `http://localhost` (trying the product on one's own machine) it is `session` without `Secure`:
//! browsers do not agree on whether a `Secure` cookie may be set there (Chromium accepts it, Firefox only for
//! `localhost`, Safari refuses), and the connection leaves the machine in neither case.

use super::{ABSOLUTE_HOURS, PENDING_MINUTES, Token, through::AWAY_MINUTES};

/// Which of the two forms is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// `__Host-session; Secure`.
    Secure,
    /// `session`, on the loopback only.
    Loopback,
}

impl Cookie {
    fn name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-session",
            Self::Loopback => "session",
        }
    }

    /// The cookie of whoever gave their password and not yet their code: another name, so that it is never taken for a session.
    fn pending_name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-attente",
            Self::Loopback => "attente",
        }
    }

    /// The cookie of a browser that left for the identity provider.
    fn away_name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-fournisseur",
            Self::Loopback => "fournisseur",
        }
    }

    /// The `Set-Cookie` value that gives the token to the browser.
    pub fn set(self, token: &Token) -> String {
        self.line(self.name(), token.reveal(), ABSOLUTE_HOURS * 3600)
    }

    /// The same, for a token that only lets a code be typed.
    pub fn set_pending(self, token: &Token) -> String {
        self.line(self.pending_name(), token.reveal(), PENDING_MINUTES * 60)
    }

    /// The same, for a browser that leaves for the identity provider. `Lax` is what lets it come back from another site with it.
    pub fn set_away(self, token: &Token) -> String {
        self.line(self.away_name(), token.reveal(), AWAY_MINUTES * 60)
    }

    /// The `Set-Cookie` value that takes that one back.
    pub fn clear_away(self) -> String {
        self.line(self.away_name(), "", 0)
    }

    /// The `Set-Cookie` value that takes it back.
    pub fn clear(self) -> String {
        self.line(self.name(), "", 0)
    }

    fn line(self, name: &str, value: &str, seconds: i64) -> String {
        let secure = if self == Self::Secure { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
    }

    /// The token in the `Cookie` headers of a request.
    pub fn find<'a>(self, headers: impl IntoIterator<Item = &'a str>) -> Option<Token> {
        named(self.name(), headers)
    }

    /// The token of a browser that comes back from the identity provider.
    pub fn find_away<'a>(self, headers: impl IntoIterator<Item = &'a str>) -> Option<Token> {
        named(self.away_name(), headers)
    }

    /// The token of whoever may type a code.
    pub fn find_pending<'a>(self, headers: impl IntoIterator<Item = &'a str>) -> Option<Token> {
        named(self.pending_name(), headers)
    }
}

fn named<'a>(name: &str, headers: impl IntoIterator<Item = &'a str>) -> Option<Token> {
    headers
        .into_iter()
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .and_then(|(_, value)| Token::parse(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_found_under_its_own_name_only() {
        let (token, other) = (Token::draw().unwrap(), Token::draw().unwrap());
        let set = Cookie::Secure.set(&token);
        assert!(
            set.starts_with("__Host-session=") && set.ends_with("; HttpOnly; SameSite=Lax; Secure"),
            "{set}"
        );
        let sent = format!("autre=1; {}", set.split(';').next().unwrap());
        assert_eq!(Cookie::Secure.find([sent.as_str()]), Some(token.clone()));
        assert_eq!(Cookie::Loopback.find([sent.as_str()]), None);
        assert!(!Cookie::Loopback.set(&token).contains("Secure"));
        let waiting = Cookie::Secure.set_pending(&token);
        let waiting = waiting.split(';').next().unwrap();
        assert_eq!(Cookie::Secure.find([waiting]), None);
        assert_eq!(Cookie::Secure.find_pending([waiting]), Some(token));
        let away = Cookie::Secure.set_away(&other);
        assert!(away.contains("SameSite=Lax"), "{away}");
        let away = away.split(';').next().unwrap();
        assert_eq!(Cookie::Secure.find([away]), None);
        assert_eq!(Cookie::Secure.find_away([away]), Some(other));
        assert!(
            Cookie::Loopback
                .clear()
                .starts_with("session=; Path=/; Max-Age=0")
        );
    }
}
