//! Puts the site (style, icon, wasm) inside the binary, and tells cargo when migrations change.
//!
//! `BILAN_SITE` names the folder the browser build produced; without it, `site` in the target directory. While the folder
//! is empty so is the table: pages work without it, and tests need no wasm.

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
};

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
    println!("cargo:rerun-if-env-changed=BILAN_SITE");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let site = env::var_os("BILAN_SITE")
        .map(PathBuf::from)
        .or_else(|| beside_target(&out));
    let mut files = Vec::new();
    if let Some(site) = &site {
        // An empty folder can be watched; one that is not there would rebuild the server every time.
        let _ = fs::create_dir_all(site);
        println!("cargo:rerun-if-changed={}", site.display());
        collect(site, "", &mut files);
    }
    files.sort();
    let mut table = fs::File::create(out.join("site.rs")).expect("OUT_DIR can be written to");
    writeln!(table, "static SITE: &[(&str, &[u8])] = &[").expect("written");
    for (path, file) in files {
        writeln!(table, "    ({path:?}, include_bytes!({file:?})),").expect("written");
    }
    writeln!(table, "];").expect("written");
}

/// `OUT_DIR` is `<target>/<profile>/build/<crate>/out`.
fn beside_target(out: &Path) -> Option<PathBuf> {
    Some(out.ancestors().nth(4)?.join("site"))
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &name, files);
        } else {
            println!("cargo:rerun-if-changed={}", path.display());
            files.push((name, path));
        }
    }
}
