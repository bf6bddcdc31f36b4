//! What the provider's token must be to be believed: signed with one of its keys by an algorithm that needs no shared secret, made by it, for
//! us alone, for this very departure, and still in time.

use chrono::{DateTime, Utc};
use openidconnect::{
    ClaimsVerificationError, Nonce, SignatureVerificationError,
    core::{CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm as Algorithm},
};

use super::{Client, Proven};

const SIGNATURES: [Algorithm; 9] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::RsaSsaPssSha384,
    Algorithm::RsaSsaPssSha512,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Signed with a key that the provider did not publish when it was asked.
    UnknownKey,
    Signature,
    Issuer,
    Audience,
    Nonce,
    Late,
    Other,
}

impl Doubt {
    /// The words for the log.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::UnknownKey => "the token is signed with a key it does not publish",
            Self::Signature => "the signature of the token is wrong",
            Self::Issuer => "the token was made by another",
            Self::Audience => "the token is for another",
            Self::Nonce => "the token answers another departure",
            Self::Late => "the token is out of date",
            Self::Other => "the token can not be read",
        }
    }
}

/// What a believed token says.
pub(super) struct Believed<'a>(&'a CoreIdTokenClaims);

impl Believed<'_> {
    /// Who came; `taken` are the words by which a second factor is said.
    pub(super) fn proven(&self, taken: &[String], token: &CoreIdToken) -> Proven {
        let acr = self.0.auth_context_ref().map(|acr| acr.as_str());
        let amr = self.0.auth_method_refs().into_iter().flatten();
        let mut said = acr.into_iter().chain(amr.map(|amr| amr.as_str()));
        Proven {
            subject: self.0.subject().to_string(),
            second_factor: said.any(|word| taken.iter().any(|taken| taken == word)),
            token: token.to_string(),
        }
    }
}

/// Reads a token at `now`.
pub(super) fn read<'a>(
    client: &Client,
    token: &'a CoreIdToken,
    nonce: &Nonce,
    now: DateTime<Utc>,
) -> Result<Believed<'a>, Doubt> {
    use ClaimsVerificationError as Claims;
    use SignatureVerificationError as Signed;
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || now);
    token
        .claims(&verifier, nonce)
        .map(Believed)
        .map_err(|error| match error {
            Claims::SignatureVerification(Signed::NoMatchingKey) => Doubt::UnknownKey,
            Claims::SignatureVerification(_) => Doubt::Signature,
            Claims::InvalidIssuer(_) => Doubt::Issuer,
            Claims::InvalidAudience(_) => Doubt::Audience,
            Claims::InvalidNonce(_) => Doubt::Nonce,
            Claims::Expired(_) => Doubt::Late,
            _ => Doubt::Other,
        })
}
