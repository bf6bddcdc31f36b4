//! The catalogue inside the product: the files under `rules/catalogue`, as they were when it was built.

use include_dir::{Dir, include_dir};

use super::Source;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/catalogue");

/// Every file of the embedded catalogue.
pub(super) fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    collect(&FILES, &mut sources);
    sources
}

fn collect(folder: &Dir<'_>, sources: &mut Vec<Source>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let is_toml = file
            .path()
            .extension()
            .is_some_and(|extension| extension == "toml");
        if let (true, Some((layer, path)), Some(text)) =
            (is_toml, path.split_once('/'), file.contents_utf8())
        {
            sources.push(Source {
                layer: layer.to_owned(),
                path: path.to_owned(),
                text: text.to_owned(),
            });
        }
    }
    folder.dirs().for_each(|folder| collect(folder, sources));
}
