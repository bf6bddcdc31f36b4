//! `bilan catalogue schema DIR` and `bilan catalogue new DIR`: what an editor needs to check a layer while it is written,
//! and a layer to start from.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use rules::Catalogue;

use super::Failure;
use crate::{
    catalogue::{faults, folders},
    clock::Clock,
    command::say,
};

/// Arguments of `bilan catalogue schema`.
#[derive(Args, Debug)]
pub(in crate::command) struct Schema {
    /// The folder of the JSON Schemas, one for each kind of file; it is made if need be.
    #[arg(default_value = "schema")]
    folder: PathBuf,
}

/// Arguments of `bilan catalogue new`.
#[derive(Args, Debug)]
pub(in crate::command) struct New {
    /// The folder of the layer, which must not exist; its name is the layer's identifier.
    folder: PathBuf,
    /// The layer it lies on.
    #[arg(long, value_name = "LAYER", default_value = "val-de-marne")]
    over: String,
}

/// Writes the schemas.
pub(super) fn write(arguments: &Schema) -> Result<(), Failure> {
    let written = schemas_in(&arguments.folder)?;
    say(format_args!(
        "{written} schémas écrits dans {}.",
        arguments.folder.display()
    ));
    Ok(())
}

/// Makes a layer that `check` accepts: one invented right, to be replaced.
pub(super) fn start(arguments: &New) -> Result<(), Failure> {
    let folder = &arguments.folder;
    let id = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let is_name = !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_name {
        return Err(Failure::new(
            "the folder of a layer is named in small letters, digits and dashes: commune-exemple",
        ));
    }
    if folder.exists() {
        return Err(Failure::new(format!("{} already exists", folder.display())));
    }
    let today = Clock::system().today();
    let review = today
        .checked_add_months(chrono::Months::new(6))
        .unwrap_or(today);
    for (path, text) in [
        ("couche.toml", include_str!("starter/couche.toml")),
        ("droits/ID-exemple.toml", include_str!("starter/droit.toml")),
        ("cas/ID-exemple.toml", include_str!("starter/cas.toml")),
        (".taplo.toml", include_str!("starter/taplo.toml")),
    ] {
        let text = text
            .replace("{id}", &id)
            .replace("{sur}", &arguments.over)
            .replace("{aujourdhui}", &today.to_string())
            .replace("{plus_tard}", &review.to_string());
        put(&folder.join(path.replace("ID", &id)), &text)?;
    }
    schemas_in(&folder.join("schema"))?;
    let sources = folders::sources(std::slice::from_ref(folder))?;
    if let Err(found) = Catalogue::load(&sources) {
        return Err(Failure::new(format!(
            "the new layer does not fit over {}\n{}",
            arguments.over,
            faults::show(&found, &sources)
        )));
    }
    say(format_args!(
        "La couche « {id} » est dans {}. Remplacez l’exemple, puis : bilan catalogue check --catalogue {}",
        folder.display(),
        folder.display()
    ));
    Ok(())
}

fn schemas_in(folder: &Path) -> Result<usize, Failure> {
    let schemas = rules::schemas();
    for (name, schema) in &schemas {
        put(
            &folder.join(format!("{name}.json")),
            &format!("{schema:#}\n"),
        )?;
    }
    Ok(schemas.len())
}

fn put(file: &Path, text: &str) -> Result<(), Failure> {
    let refused =
        |error: std::io::Error| Failure::new(format!("cannot write {}: {error}", file.display()));
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    fs::write(file, text).map_err(refused)
}
