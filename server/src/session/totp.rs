//! The codes of a telephone (RFC 6238): six digits made from a shared secret and the half-minute it is. Pure: the instant comes from
//! outside.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use qrcode::{Color, EcLevel, QrCode};
use sha1::Sha1;

/// What the server and the telephone both know: 160 bits, as RFC 4226 recommends.
pub type Secret = [u8; 20];

/// Seconds a code lasts.
const SECONDS: i64 = 30;
/// Steps before and after now whose code is accepted: telephones are not on time.
const AROUND: i64 = 1;
const DIGITS: usize = 6;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new secret, or `None` when the system has no randomness to give.
pub(super) fn draw() -> Option<Secret> {
    let mut secret = [0; 20];
    getrandom::fill(&mut secret).ok()?;
    Some(secret)
}

/// The code of a step.
fn code(secret: &Secret, step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else {
        return String::new();
    };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest.last().copied().unwrap_or(0) & 0x0f);
    let word = digest
        .iter()
        .skip(at)
        .take(4)
        .fold(0_u32, |word, byte| (word << 8) | u32::from(*byte));
    format!("{:06}", (word & 0x7fff_ffff) % 1_000_000)
}

/// The code a telephone shows at an instant: what tests type.
pub fn shown(secret: &Secret, at: DateTime<Utc>) -> String {
    code(secret, step(at))
}

fn step(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(SECONDS)
}

/// The step whose code was typed, if it is one of now.
pub(super) fn matching(secret: &Secret, typed: &str, now: DateTime<Utc>) -> Option<i64> {
    let now = step(now);
    (now - AROUND..=now + AROUND).find(|step| code(secret, *step) == typed)
}

/// Whether what was typed, without its spaces, looks like a telephone's code rather than a recovery code.
pub(super) fn is_code(typed: &str) -> bool {
    typed.len() == DIGITS && typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// The secret as it is typed by hand, in base 32.
pub fn base32(secret: &Secret) -> String {
    secret
        .chunks(5)
        .flat_map(|five| {
            let bits = five
                .iter()
                .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
            (0..8).rev().map(move |place| {
                let sign = usize::try_from((bits >> (place * 5)) & 31).unwrap_or(0);
                ALPHABET.get(sign).map_or('A', |sign| char::from(*sign))
            })
        })
        .collect()
}

/// The address a telephone's application reads, for the account of this login.
fn address(secret: &Secret, login: &str) -> String {
    let issuer = app::routes::encode(app::words::pages::PRODUCT);
    format!(
        "otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}",
        app::routes::encode(login),
        base32(secret)
    )
}

/// The address as a square of dots: how many on a side, and the path that draws them.
pub(super) fn square(secret: &Secret, login: &str) -> Option<(usize, String)> {
    let drawn = QrCode::with_error_correction_level(address(secret, login), EcLevel::M).ok()?;
    let side = drawn.width();
    let path = drawn
        .to_colors()
        .iter()
        .enumerate()
        .filter(|(_, color)| **color == Color::Dark)
        .map(|(at, _)| format!("M{} {}h1v1h-1z", at % side, at / side))
        .collect();
    Some((side, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: Secret = *b"12345678901234567890";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    /// Appendix B of RFC 6238, its last six digits.
    #[test]
    fn codes_are_those_of_the_rfc() {
        for (seconds, said) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(shown(&SECRET, at(seconds)), said);
        }
    }

    #[test]
    fn a_code_holds_for_one_step_before_and_after() {
        let typed = shown(&SECRET, at(1_000_000_010));
        let step = 1_000_000_010 / 30;
        for (seconds, found) in [(-60, None), (-30, Some(step)), (30, Some(step)), (60, None)] {
            assert_eq!(
                matching(&SECRET, &typed, at(1_000_000_010 + seconds)),
                found
            );
        }
        assert_eq!(matching(&SECRET, "", at(59)), None);
        assert!(is_code("287082") && !is_code("28708") && !is_code("28708A"));
    }

    #[test]
    fn a_secret_reads_in_base_32() {
        assert_eq!(base32(&SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let (side, path) = square(&SECRET, "nadia").unwrap();
        assert!(side > 20 && path.starts_with("M0 0h1v1h-1z"));
    }
}
