//! The tokens of the fake provider, with the lie they are asked to tell.

use chrono::TimeDelta;
use openidconnect::{
    Audience, AuthenticationContextClass, AuthenticationMethodReference, EmptyAdditionalClaims,
    IssuerUrl, JsonWebKeyId, Nonce, StandardClaims, SubjectIdentifier,
    core::{
        CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreIdToken, CoreIdTokenClaims,
        CoreJwsSigningAlgorithm,
    },
};

use super::fake_provider::{CLIENT, Given, Lie, SECRET, Says};

/// Two keys that exist for these tests alone.
const KEYS: [&str; 2] = [
    "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIIINZovW2YhrZtDEh9q8RD4i2FxDuQi1/Mh/PxEI5nmE
-----END PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIKFzlMK9BLoOOCbrxoakJR8NfKklyPnRB/4gnOgbwXgi
-----END PRIVATE KEY-----",
];

/// The token, with the lie in it.
pub fn written(own: &str, says: &Says, given: &Given) -> String {
    let is = |lie| says.lie == Some(lie);
    let now = says.now.unwrap();
    let audiences = match says.lie {
        Some(Lie::Audience) => vec!["another"],
        Some(Lie::TwoAudiences) => vec![CLIENT, "another"],
        _ => vec![CLIENT],
    };
    let issuer = if is(Lie::Issuer) {
        "http://127.0.0.1:1"
    } else {
        own
    };
    let lasts = if is(Lie::Expired) {
        TimeDelta::zero()
    } else {
        TimeDelta::minutes(1)
    };
    let nonce = if is(Lie::Nonce) {
        "of another departure"
    } else {
        &given.nonce
    };
    let amr = says
        .amr
        .iter()
        .cloned()
        .map(AuthenticationMethodReference::new);
    let claims = CoreIdTokenClaims::new(
        IssuerUrl::new(issuer.to_owned()).unwrap(),
        audiences
            .into_iter()
            .map(|name| Audience::new(name.to_owned()))
            .collect(),
        now + lasts,
        now,
        StandardClaims::new(SubjectIdentifier::new(given.subject.clone())),
        EmptyAdditionalClaims {},
    )
    .set_nonce(Some(Nonce::new(nonce.to_owned())))
    .set_auth_context_ref(says.acr.clone().map(AuthenticationContextClass::new))
    .set_auth_method_refs((!says.amr.is_empty()).then(|| amr.collect()));
    let signing = if is(Lie::Signature) {
        1 - says.key
    } else {
        says.key
    };
    let signed = if is(Lie::SharedSecret) {
        let key = CoreHmacKey::new(SECRET);
        CoreIdToken::new(
            claims,
            &key,
            CoreJwsSigningAlgorithm::HmacSha256,
            None,
            None,
        )
    } else {
        let key = key(signing, says.key);
        CoreIdToken::new(claims, &key, CoreJwsSigningAlgorithm::EdDsa, None, None)
    };
    let token = signed.unwrap().to_string();
    match says.lie {
        // {"alg":"none"}
        Some(Lie::Unsigned) => {
            let claims = token.split('.').nth(1).unwrap();
            format!("eyJhbGciOiJub25lIn0.{claims}.")
        }
        Some(Lie::Nonsense) => "not.a.token".to_owned(),
        _ => token,
    }
}

/// One of the two keys, under the name of either.
pub fn key(which: usize, named: usize) -> CoreEdDsaPrivateSigningKey {
    let name = JsonWebKeyId::new(format!("key {named}"));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(KEYS[which], Some(name)).unwrap()
}
