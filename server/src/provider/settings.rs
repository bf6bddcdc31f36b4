//! What the operator says of the provider, checked before anything starts.

use openidconnect::{ClientSecret, IssuerUrl, PostLogoutRedirectUrl, RedirectUrl, url::Url};

/// The route browsers come back to.
pub const BACK: &str = "/connexion/retour";
/// The route browsers come back to once the provider's own session has ended.
pub const OUT: &str = "/connexion/sortie";

/// The settings of a provider.
#[derive(Debug)]
pub struct Settings {
    pub(super) issuer: IssuerUrl,
    pub(super) client: String,
    pub(super) secret: ClientSecret,
    pub(super) name: String,
    pub(super) acr: Vec<String>,
    pub(super) back: RedirectUrl,
    pub(super) out: PostLogoutRedirectUrl,
}

/// What is wrong with a setting.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// Not an address, or one that anybody on the way may read.
    #[error("{0} is not an https address (http is for this machine only)")]
    Address(String),
    /// More than the address of the server.
    #[error("{0} must be the address of this server alone, such as https://bilan.example.fr")]
    NotBare(String),
}

impl Settings {
    /// Checks what was said: the issuer, the client with its secret, and the address browsers know this server by.
    pub fn read(
        issuer: &str,
        (client, secret): (String, String),
        public: &str,
    ) -> Result<Self, Unfit> {
        address(issuer)?;
        let own = address(public)?;
        if own.path() != "/" || own.query().is_some() || own.fragment().is_some() {
            return Err(Unfit::NotBare(public.to_owned()));
        }
        let own = own.origin().ascii_serialization();
        let (back, out) = (own.clone() + BACK, own + OUT);
        Ok(Self {
            issuer: IssuerUrl::new(issuer.to_owned())
                .map_err(|_| Unfit::Address(issuer.to_owned()))?,
            client,
            secret: ClientSecret::new(secret),
            name: "ProConnect".to_owned(),
            acr: Vec::new(),
            back: RedirectUrl::new(back).map_err(|_| Unfit::Address(public.to_owned()))?,
            out: PostLogoutRedirectUrl::new(out).map_err(|_| Unfit::Address(public.to_owned()))?,
        })
    }

    /// What people know the provider by, when it is not ProConnect.
    #[must_use]
    pub fn named(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    /// The words (`acr` or `amr`) by which it says that a second factor was used; they are also asked for.
    #[must_use]
    pub fn believing(mut self, acr: Vec<String>) -> Self {
        self.acr = acr;
        self
    }

    /// Whether the provider is on this very machine.
    pub(super) fn is_local(&self) -> bool {
        is_loopback(self.issuer.url())
    }
}

/// An address that nobody on the way can read or change.
fn address(text: &str) -> Result<Url, Unfit> {
    Url::parse(text)
        .ok()
        .filter(|url| url.has_host() && url.username().is_empty() && url.password().is_none())
        .filter(|url| match url.scheme() {
            "https" => true,
            "http" => is_loopback(url),
            _ => false,
        })
        .ok_or_else(|| Unfit::Address(text.to_owned()))
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(openidconnect::url::Host::Domain(name)) => name == "localhost",
        Some(openidconnect::url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(openidconnect::url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(issuer: &str, public: &str) -> Result<String, String> {
        Settings::read(issuer, ("client".to_owned(), "secret".to_owned()), public)
            .map(|settings| settings.back.to_string())
            .map_err(|unfit| unfit.to_string())
    }

    #[test]
    fn browsers_come_back_to_this_server() {
        let back = read("https://fca.example.fr/api/v2", "https://bilan.example.fr/");
        assert_eq!(back.unwrap(), "https://bilan.example.fr/connexion/retour");
        let back = read("http://127.0.0.1:9000", "http://localhost:8080");
        assert_eq!(back.unwrap(), "http://localhost:8080/connexion/retour");
    }

    #[test]
    fn what_others_could_read_is_refused() {
        let good = "https://bilan.example.fr";
        for bad in [
            "http://fca.example.fr",
            "fca.example.fr",
            "ftp://localhost",
            "https://me:pw@fca.example.fr",
            "",
        ] {
            assert!(
                read(bad, good)
                    .unwrap_err()
                    .contains("is not an https address"),
                "{bad}"
            );
            assert!(
                read(good, bad)
                    .unwrap_err()
                    .contains("is not an https address"),
                "{bad}"
            );
        }
        for long in [
            "https://bilan.example.fr/bilan",
            "https://bilan.example.fr/?a=1",
        ] {
            assert!(read(good, long).unwrap_err().contains("alone"), "{long}");
        }
    }
}
