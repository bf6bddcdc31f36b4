//! Options several commands share: which database, which key, which catalogue.

use std::{fs, path::PathBuf, sync::Arc};

use clap::Args;
use rules::{Catalogue, Source};

use super::Failure;
use crate::{
    catalogue::{faults, folders, watch::Watch},
    clock::Clock,
    store::{DatabaseUrl, Location, Store},
};

/// Which database, and its key.
#[derive(Args, Clone, Debug)]
pub(super) struct Database {
    /// The database: a file for SQLite, or postgres://USER@HOST/NAME.
    #[arg(
        long,
        value_name = "URL",
        env = "BILAN_DATABASE",
        hide_env_values = true,
        default_value = "sqlite:data/bilan.sqlite"
    )]
    database: String,
    /// The key file [default: the database file with .key added; NAME.key here for PostgreSQL]
    #[arg(long, value_name = "FILE", env = "BILAN_KEY")]
    key: Option<PathBuf>,
}

impl Database {
    /// Opens an existing database.
    pub(super) async fn open(&self, clock: &Clock) -> Result<Store, Failure> {
        Ok(Store::open(&self.location(false)?, clock.now()).await?)
    }

    /// Opens the database, creating the SQLite file and its folder when they are missing.
    pub(super) async fn open_or_create(&self, clock: &Clock) -> Result<Store, Failure> {
        let location = self.location(true)?;
        if let DatabaseUrl::Sqlite(file) = &location.url
            && let Some(folder) = file.parent()
            && !folder.as_os_str().is_empty()
        {
            fs::create_dir_all(folder).map_err(|error| {
                Failure::new(format!(
                    "cannot create the folder {}: {error}",
                    folder.display()
                ))
            })?;
        }
        Ok(Store::open(&location, clock.now()).await?)
    }

    /// Where database and key are.
    pub(super) fn location(&self, create: bool) -> Result<Location, Failure> {
        let url: DatabaseUrl = self.database.parse()?;
        let key = self.key.clone().unwrap_or_else(|| url.default_key());
        Ok(Location { url, key, create })
    }
}

/// Which catalogue.
#[derive(Args, Clone, Debug)]
pub(super) struct Layers {
    /// A folder of the catalogue, added to the one in the binary: a layer (with couche.toml), or several side by side.
    /// A layer with the name of an embedded one replaces it.
    #[arg(
        long = "catalogue",
        value_name = "DIR",
        env = "BILAN_CATALOGUE",
        value_delimiter = ':'
    )]
    folders: Vec<PathBuf>,
}

impl Layers {
    /// Every file of the catalogue in force.
    pub(super) fn sources(&self) -> Result<Vec<Source>, Failure> {
        Ok(folders::sources(&self.folders)?)
    }

    /// What tells when the files change; to be asked for before they are read.
    pub(super) fn watch(&self) -> Watch {
        Watch::new(&self.folders)
    }

    /// The catalogue in force, or every fault shown in its place.
    pub(super) fn load(&self) -> Result<Arc<Catalogue>, Failure> {
        let sources = self.sources()?;
        Catalogue::load(&sources).map(Arc::new).map_err(|found| {
            Failure::new(format!(
                "the catalogue has {} fault(s), nothing was started\n{}",
                found.len(),
                faults::show(&found, &sources)
            ))
        })
    }
}
