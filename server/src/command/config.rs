//! `bilan config`: the settings of `bilan serve`, from a file of `NAME=VALUE` lines and the environment, read as the server reads them.
//!
//! The file is the one a service manager or a container passes on (`EnvironmentFile=`, `--env-file`): there is no other format to learn.
//! To add a setting: give an argument of `serve` its `env`, and its line in [`SETTINGS`].

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};

use super::{Failure, options::Database, say, serve};
use crate::{
    clock::Clock,
    seal::key_file,
    store::{DatabaseUrl, Store, StoreError},
};

/// Every setting: its name, and the argument of `serve` that it stands for, if it does.
const SETTINGS: [(&str, Option<&str>); 17] = [
    ("BILAN_DATABASE", Some("--database")),
    ("BILAN_KEY", Some("--key")),
    ("BILAN_CATALOGUE", Some("--catalogue")),
    ("BILAN_LISTEN", Some("--listen")),
    ("BILAN_BEHIND_HTTPS", Some("--behind-https")),
    ("BILAN_STRUCTURE", Some("--structure")),
    ("BILAN_METRICS", Some("--metrics")),
    ("BILAN_LOG", Some("--log")),
    ("BILAN_OIDC_ISSUER", Some("--oidc-issuer")),
    ("BILAN_OIDC_CLIENT", Some("--oidc-client")),
    ("BILAN_OIDC_SECRET_FILE", Some("--oidc-secret-file")),
    ("BILAN_OIDC_NAME", Some("--oidc-name")),
    ("BILAN_OIDC_ACR", Some("--oidc-acr")),
    ("BILAN_PUBLIC_URL", Some("--public-url")),
    ("BILAN_OPERATOR", Some("--operator")),
    (
        "BILAN_ACCESSIBILITY_CONTACT",
        Some("--accessibility-contact"),
    ),
    ("RUST_LOG", None),
];

/// The setting that is a switch rather than a value.
const SWITCH: &str = "BILAN_BEHIND_HTTPS";

/// What is done with the settings.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Reads the settings as `bilan serve` would, tries them without changing anything, and says what is wrong.
    Check(Check),
}

/// Arguments of `bilan config check`.
#[derive(Args, Debug)]
pub(super) struct Check {
    /// A file of NAME=VALUE lines; the environment alone is read when there is none. What the environment says comes first.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(super) async fn run(command: Command) -> Result<(), Failure> {
    let Command::Check(arguments) = command;
    let from_file =
        match &arguments.file {
            Some(file) => read(&fs::read_to_string(file).map_err(|error| {
                Failure::new(format!("cannot read {}: {error}", file.display()))
            })?)?,
            None => BTreeMap::new(),
        };
    let mut words = vec!["bilan serve".to_owned()];
    for (name, argument) in SETTINGS {
        let value = environment(name).map(|value| (value, "environment"));
        let value = value.or_else(|| from_file.get(name).map(|value| (value.clone(), "file")));
        match &value {
            Some((value, origin)) => say(format_args!("{name}={} ({origin})", shown(name, value))),
            None => say(format_args!("{name} is not set")),
        }
        match (argument, value) {
            (Some(argument), Some((value, _))) if name == SWITCH => {
                words.extend(is_on(&value)?.then(|| argument.to_owned()));
            }
            (Some(argument), Some((value, _))) => words.push(format!("{argument}={value}")),
            _ => {}
        }
    }
    try_out(&serve::Arguments::read(words)?).await
}

/// What one setting of the environment says.
#[expect(
    clippy::disallowed_methods,
    reason = "this command tells where each setting comes from"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// What a switch says.
fn is_on(value: &str) -> Result<bool, Failure> {
    match value {
        "1" | "true" | "yes" | "on" => Ok(true),
        "" | "0" | "false" | "no" | "off" => Ok(false),
        other => Err(Failure::new(format!(
            "{SWITCH} is true or false, not {other}"
        ))),
    }
}

/// Reads a file of settings; what is not one is told with its line.
fn read(text: &str) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((name, value)) = line.split_once('=') else {
            return Err(Failure::new(format!(
                "line {}: NAME=VALUE is expected",
                at + 1
            )));
        };
        let (name, value) = (name.trim(), value.trim().trim_matches('"'));
        if !SETTINGS.iter().any(|(known, _)| *known == name) {
            let known: Vec<&str> = SETTINGS.iter().map(|(name, _)| *name).collect();
            return Err(Failure::new(format!(
                "line {}: {name} is not a setting; they are {}",
                at + 1,
                known.join(", ")
            )));
        }
        if found.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(Failure::new(format!(
                "line {}: {name} is set twice",
                at + 1
            )));
        }
    }
    Ok(found)
}

/// A setting as it may be printed: the password of a database is not.
fn shown(name: &str, value: &str) -> String {
    if name == "BILAN_DATABASE" {
        value
            .parse::<DatabaseUrl>()
            .map_or_else(|_| "(unreadable)".to_owned(), |url| url.to_string())
    } else {
        value.to_owned()
    }
}

/// Tries what the server will need, and changes nothing.
async fn try_out(arguments: &serve::Arguments) -> Result<(), Failure> {
    arguments.check_addresses()?;
    let catalogue = arguments.layers.load()?;
    say(format_args!("The catalogue {} loads.", catalogue.version));
    if let Some(provider) = arguments.provider.provider(&Clock::system())? {
        let tried = provider.try_out().await;
        tried.map_err(|error| Failure::new(format!("{}: {error}", provider.issuer())))?;
        say(format_args!(
            "The identity provider {} answers.",
            provider.issuer()
        ));
    }
    database(&arguments.database).await?;
    let missing = arguments.operator.missing();
    for sentence in &missing {
        say(sentence);
    }
    say(if missing.is_empty() {
        "Nothing is wrong."
    } else {
        "Nothing else is wrong."
    });
    Ok(())
}

async fn database(database: &Database) -> Result<(), Failure> {
    let location = database.location(false)?;
    if let DatabaseUrl::Sqlite(file) = &location.url
        && !file.exists()
    {
        say(format_args!(
            "{} does not exist yet: the first start creates it.",
            file.display()
        ));
        return Ok(());
    }
    if !location.key.exists() {
        return Err(Failure::new(format!(
            "the key {} is missing: without it nothing that is sealed opens",
            location.key.display()
        )));
    }
    let key = key_file::read(&location.key).map_err(StoreError::from)?;
    if key.is_none() {
        return Err(Failure::new("the key file went away meanwhile"));
    }
    check_private(&location.key)?;
    Store::reach(&location.url).await?;
    say("The database answers.");
    Ok(())
}

/// Whoever reads the key reads everything.
#[cfg(unix)]
fn check_private(key: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    let known = fs::metadata(key).map_err(|error| {
        Failure::new(format!("cannot look at the key {}: {error}", key.display()))
    })?;
    if known.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    Err(Failure::new(format!(
        "others than its owner may read the key {}: chmod 600 it",
        key.display()
    )))
}

#[cfg(not(unix))]
fn check_private(_: &Path) -> Result<(), Failure> {
    Ok(())
}
