//! Folders of the catalogue: layers beside those in the binary. A layer with the name of an embedded one replaces it.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use rules::{Catalogue, Source};

/// A folder that can not be read, or holds no layer: one sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(String);

/// What is seen of the files without reading them: when it differs, they changed.
pub(crate) type Stamp = Vec<(PathBuf, Option<SystemTime>, u64)>;

/// Every file of the embedded catalogue with these folders over it.
pub(crate) fn sources(folders: &[PathBuf]) -> Result<Vec<Source>, Unreadable> {
    let mut sources = Catalogue::embedded_sources();
    for folder in folders {
        for layer in layers_in(folder)? {
            let (name, files) = read_layer(&layer)?;
            sources.retain(|source| source.layer != name);
            sources.extend(files);
        }
    }
    Ok(sources)
}

/// The files of these folders as they stand; a folder that went away has none.
pub(crate) fn stamp(folders: &[PathBuf]) -> Stamp {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = folders.to_vec();
    while let Some(folder) = waiting.pop() {
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                waiting.push(path);
            } else if is_toml(&path)
                && let Ok(known) = fs::metadata(&path)
            {
                found.push((path, known.modified().ok(), known.len()));
            }
        }
    }
    found.sort();
    found
}

fn is_toml(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !hidden
        && path
            .extension()
            .is_some_and(|extension| extension == "toml")
}

fn layers_in(folder: &Path) -> Result<Vec<PathBuf>, Unreadable> {
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
        return Err(Unreadable(format!(
            "{} is not a catalogue: neither it nor the folders in it hold a couche.toml",
            folder.display()
        )));
    }
    Ok(layers)
}

fn read_layer(folder: &Path) -> Result<(String, Vec<Source>), Unreadable> {
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
) -> Result<(), Unreadable> {
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
        } else if is_toml(&path) {
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

fn unreadable(path: &Path, error: &io::Error) -> Unreadable {
    Unreadable(format!("cannot read {}: {error}", path.display()))
}
