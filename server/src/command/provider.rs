//! The options of the identity provider: which one, and how this server is known to it. All of them or none.

use std::{fs, path::PathBuf};

use clap::Args;

use super::Failure;
use crate::{
    clock::Clock,
    provider::{Provider, Settings},
};

/// Where agents may sign in elsewhere.
#[derive(Args, Clone, Debug)]
pub(super) struct ProviderOptions {
    /// The identity provider (OpenID Connect), by its issuer: https://….
    #[arg(long, value_name = "URL", env = "BILAN_OIDC_ISSUER")]
    oidc_issuer: Option<String>,
    /// What this server is called there.
    #[arg(long, value_name = "ID", env = "BILAN_OIDC_CLIENT")]
    oidc_client: Option<String>,
    /// The file that holds its secret.
    #[arg(long, value_name = "FILE", env = "BILAN_OIDC_SECRET_FILE")]
    oidc_secret_file: Option<PathBuf>,
    /// What the button calls it [default: ProConnect]
    #[arg(long, value_name = "NAME", env = "BILAN_OIDC_NAME")]
    oidc_name: Option<String>,
    /// The words (acr or amr) by which it says that a second factor was used, separated by commas. None is believed otherwise.
    #[arg(
        long,
        value_name = "WORDS",
        env = "BILAN_OIDC_ACR",
        value_delimiter = ','
    )]
    oidc_acr: Vec<String>,
    /// The address browsers know this server by: the provider sends them back there.
    #[arg(long, value_name = "URL", env = "BILAN_PUBLIC_URL")]
    public_url: Option<String>,
}

impl ProviderOptions {
    /// The provider these options describe, if they do; nothing is asked of it yet.
    pub(super) fn provider(&self, clock: &Clock) -> Result<Option<Provider>, Failure> {
        let needed = [
            ("--oidc-issuer", self.oidc_issuer.is_some()),
            ("--oidc-client", self.oidc_client.is_some()),
            ("--oidc-secret-file", self.oidc_secret_file.is_some()),
            ("--public-url", self.public_url.is_some()),
        ];
        let (Some(issuer), Some(client), Some(file), Some(public)) = (
            &self.oidc_issuer,
            &self.oidc_client,
            &self.oidc_secret_file,
            &self.public_url,
        ) else {
            let missing: Vec<&str> = needed
                .iter()
                .filter_map(|(name, said)| (!said).then_some(*name))
                .collect();
            // The address of the server alone asks for no provider.
            let asked = needed.iter().take(3).any(|(_, said)| *said)
                || self.oidc_name.is_some()
                || !self.oidc_acr.is_empty();
            return if asked {
                Err(Failure::new(format!(
                    "an identity provider also needs {}",
                    missing.join(", ")
                )))
            } else {
                Ok(None)
            };
        };
        let secret = fs::read_to_string(file)
            .map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))?;
        let secret = secret.trim();
        if secret.is_empty() || client.trim().is_empty() {
            return Err(Failure::new(format!(
                "the identity provider needs a client and, in {}, its secret",
                file.display()
            )));
        }
        let client = (client.trim().to_owned(), secret.to_owned());
        let settings = Settings::read(issuer, client, public)
            .map_err(|unfit| Failure::new(unfit.to_string()))?
            .believing(self.oidc_acr.clone());
        let settings = match &self.oidc_name {
            Some(name) => settings.named(name.clone()),
            None => settings,
        };
        Ok(Some(Provider::new(settings, clock.clone())))
    }
}
