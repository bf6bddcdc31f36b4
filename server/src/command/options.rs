//! Options several commands share: which database, which key, which catalogue.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use rules::{Catalogue, Source};

use super::Failure;
use crate::{
    catalogue_faults,
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
        let mut sources = Catalogue::embedded_sources();
        for folder in &self.folders {
            for layer in layers_in(folder)? {
                let (name, files) = read_layer(&layer)?;
                sources.retain(|source| source.layer != name);
                sources.extend(files);
            }
        }
        Ok(sources)
    }

    /// The catalogue in force, or every fault shown in its place.
    pub(super) fn load(&self) -> Result<Arc<Catalogue>, Failure> {
        let sources = self.sources()?;
        Catalogue::load(&sources).map(Arc::new).map_err(|faults| {
            Failure::new(format!(
                "the catalogue has {} fault(s), nothing was started\n{}",
                faults.len(),
                catalogue_faults::show(&faults, &sources)
            ))
        })
    }
}

fn layers_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if folder.join("couche.toml").is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut layers: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(|error| unreadable(folder, &error))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("couche.toml").is_file())
        .collect();
    layers.sort();
    if layers.is_empty() {
        return Err(Failure::new(format!(
            "{} is not a catalogue: neither it nor the folders in it hold a couche.toml",
            folder.display()
        )));
    }
    Ok(layers)
}

fn read_layer(folder: &Path) -> Result<(String, Vec<Source>), Failure> {
    let name = folder
        .canonicalize()
        .ok()
        .and_then(|path| {
            path.file_name()
                .map(|name| name.to_string_lossy().into_owned())
        })
        .unwrap_or_else(|| folder.display().to_string());
    let mut files = Vec::new();
    collect(folder, "", &name, &mut files)?;
    Ok((name, files))
}

fn collect(
    folder: &Path,
    prefix: &str,
    layer: &str,
    files: &mut Vec<Source>,
) -> Result<(), Failure> {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .map_err(|error| unreadable(folder, &error))?
        .flatten()
        .collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), layer, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            files.push(Source {
                layer: layer.to_owned(),
                path: name,
                text,
            });
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("cannot read {}: {error}", path.display()))
}
