//! Passwords: argon2id, hashed and verified away from the threads that answer requests.

use std::sync::LazyLock;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};

use super::common;

/// Characters, not bytes. Composition rules make passwords worse: length counts, and not being what everybody tries.
pub const SHORTEST: usize = 12;
/// Beyond this nothing is gained and hashing could be abused.
pub const LONGEST: usize = 1000;

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than [`SHORTEST`] characters.
    #[error("the password must have at least {SHORTEST} characters")]
    Short,
    /// More than [`LONGEST`] characters.
    #[error("the password must have at most {LONGEST} characters")]
    Long,
    /// What everybody tries first: see `common`.
    #[error(
        "the password is easy to guess: take four or five words that have nothing to do with each other"
    )]
    Common,
    /// The old one again.
    #[error("the new password must differ from the old one")]
    Same,
}

/// Checks a new password; `names` are what is known of the account: login, name, structure.
pub fn check(password: &str, names: &[&str]) -> Result<(), WeakPassword> {
    match password.chars().count() {
        ..SHORTEST => Err(WeakPassword::Short),
        count if count > LONGEST => Err(WeakPassword::Long),
        _ if common::is_common(password, names) => Err(WeakPassword::Common),
        _ => Ok(()),
    }
}

/// The argon2id hash of a password, as a PHC string with its salt inside.
pub async fn hash(password: String) -> Option<String> {
    let hashed = tokio::task::spawn_blocking(move || hash_now(&password)).await;
    hashed.ok().flatten()
}

/// Whether `password` is the one behind `hash`. Without a hash (unknown login) it takes as long, and says no.
pub(super) async fn verify(password: String, hash: Option<String>) -> bool {
    let verified = tokio::task::spawn_blocking(move || {
        // Whoever has no password is answered as an unknown login is, and as slowly.
        let hash = hash.filter(|hash| !hash.is_empty());
        let known = hash.is_some();
        let phc = hash.as_deref().or(DUMMY.as_deref()).unwrap_or_default();
        let fits = password.chars().count() <= LONGEST
            && PasswordHash::new(phc).is_ok_and(|phc| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &phc)
                    .is_ok()
            });
        fits && known
    });
    verified.await.unwrap_or(false)
}

/// A random password for a first start: 20 characters that are not mistaken for one another, about 98 bits.
pub fn draw() -> Option<String> {
    const LETTERS: &[u8; 30] = b"23456789abcdefghjkmnpqrstuvwxy";
    let mut password = String::with_capacity(24);
    for position in 0..20 {
        if position > 0 && position % 5 == 0 {
            password.push('-');
        }
        let drawn = getrandom::u32().ok()? as usize % LETTERS.len();
        password.push(char::from(*LETTERS.get(drawn)?));
    }
    Some(password)
}

/// What an unknown login is verified against.
static DUMMY: LazyLock<Option<String>> = LazyLock::new(|| hash_now("personne n’a ce mot de passe"));

fn hash_now(password: &str) -> Option<String> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .ok()
        .map(|phc| phc.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let phc = hash("un mot de passe assez long".to_owned()).await.unwrap();
        assert!(phc.starts_with("$argon2id$"));
        assert!(verify("un mot de passe assez long".to_owned(), Some(phc.clone())).await);
        assert!(!verify("un autre mot de passe".to_owned(), Some(phc)).await);
        assert!(!verify("personne n’a ce mot de passe".to_owned(), None).await);
        let none = Some(String::new());
        assert!(!verify("personne n’a ce mot de passe".to_owned(), none).await);
    }

    /// Without a clock, which proves nothing on a busy machine: both verify one hash of the same cost.
    #[test]
    fn an_unknown_login_costs_what_a_wrong_password_does() {
        let cost = |phc: &str| phc.rsplitn(3, '$').nth(2).map(str::to_owned);
        let known = hash_now("un mot de passe assez long").unwrap();
        assert_eq!(cost(DUMMY.as_deref().unwrap()), cost(&known));
        assert!(cost(&known).unwrap().starts_with("$argon2id$v=19$m="));
    }

    /// With a clock, for whoever wants to see: `cargo test --workspace --lib what_a_refusal_takes -- --ignored --nocapture`.
    #[tokio::test]
    #[ignore = "measures, asserts nothing"]
    #[expect(
        clippy::disallowed_methods,
        reason = "a measure reads the monotonic clock"
    )]
    async fn what_a_refusal_takes() {
        let known = hash("un mot de passe assez long".to_owned()).await;
        for (who, hash) in [("a wrong password", known), ("an unknown login", None)] {
            let mut took = Vec::new();
            for _ in 0..40 {
                let started = std::time::Instant::now();
                verify("un autre mot de passe".to_owned(), hash.clone()).await;
                took.push(started.elapsed());
            }
            took.sort();
            println!("{who}: {:?}", took[20]);
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(check("été à l’île", &[]), Err(WeakPassword::Short));
        assert_eq!(check("été à l’îlet", &[]), Ok(()));
        let long = "girafe tambour velours ".repeat(50);
        assert_eq!(check(&long, &[]), Err(WeakPassword::Long));
        assert_eq!(check("motdepasse2026", &[]), Err(WeakPassword::Common));
        let own = check("girafe-tambour", &["girafe.tambour"]);
        assert_eq!(own, Err(WeakPassword::Common));
    }

    #[test]
    fn a_drawn_password_is_long_enough() {
        let (one, other) = (draw().unwrap(), draw().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 23);
        assert_eq!(check(&one, &[]), Ok(()));
    }
}
