//! Where the database is, as the operator writes it: a file for SQLite, `postgres://…` for PostgreSQL.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
};

use sqlx::postgres::PgConnectOptions;

/// A database address that was understood.
#[derive(Clone, Debug)]
pub enum DatabaseUrl {
    /// One SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL database.
    Postgres(Box<PgConnectOptions>),
}

/// An address that was not understood. Does not repeat it: it may hold a password.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum UrlError {
    /// `mysql://…` and the like.
    #[error(
        "the database must be a file (bilan.sqlite, sqlite:bilan.sqlite) or postgres://USER@HOST/NAME, not {0}://"
    )]
    Scheme(String),
    /// `postgres://` with something wrong after it.
    #[error(
        "the PostgreSQL address is not valid; it looks like postgres://USER:PASSWORD@HOST:PORT/NAME"
    )]
    Postgres,
    /// Nothing.
    #[error("the database address is empty")]
    Empty,
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return text
                .parse()
                .map(|options| Self::Postgres(Box::new(options)))
                .map_err(|_| UrlError::Postgres);
        }
        let file = match text
            .strip_prefix("sqlite://")
            .or_else(|| text.strip_prefix("sqlite:"))
        {
            Some(file) => file,
            None => match text.split_once("://") {
                Some((scheme, _)) => return Err(UrlError::Scheme(scheme.to_owned())),
                None => text,
            },
        };
        if file.is_empty() {
            Err(UrlError::Empty)
        } else {
            Ok(Self::Sqlite(PathBuf::from(file)))
        }
    }
}

impl DatabaseUrl {
    /// Where the key is when the operator names none: beside the SQLite file, `<file>.key`; for PostgreSQL
    /// `<database name>.key` in the current folder.
    pub fn default_key(&self) -> PathBuf {
        match self {
            Self::Sqlite(file) => {
                let mut name = file.clone().into_os_string();
                name.push(".key");
                name.into()
            }
            Self::Postgres(options) => Path::new(".").join(format!(
                "{}.key",
                options.get_database().unwrap_or("bilan").replace('/', "_")
            )),
        }
    }
}

/// For messages: the file, or the host and name. Never a password.
impl std::fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "{}", file.display()),
            Self::Postgres(options) => {
                write!(
                    f,
                    "PostgreSQL {} on {}",
                    options.get_database().unwrap_or("(default)"),
                    options.get_host()
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_servers_are_told_apart() {
        for text in [
            "bilan.sqlite",
            "sqlite:bilan.sqlite",
            "sqlite://bilan.sqlite",
        ] {
            let url: DatabaseUrl = text.parse().unwrap();
            assert_eq!(url.to_string(), "bilan.sqlite");
            assert_eq!(url.default_key(), Path::new("bilan.sqlite.key"));
        }
        let url: DatabaseUrl = "postgres://awa:secret@db.example:5433/bilan"
            .parse()
            .unwrap();
        assert_eq!(url.to_string(), "PostgreSQL bilan on db.example");
        assert_eq!(url.default_key(), Path::new("./bilan.key"));
        assert_eq!(
            "mysql://x/y".parse::<DatabaseUrl>().unwrap_err(),
            UrlError::Scheme("mysql".into())
        );
        assert_eq!("".parse::<DatabaseUrl>().unwrap_err(), UrlError::Empty);
        assert!("postgres://[".parse::<DatabaseUrl>().is_err());
    }
}
