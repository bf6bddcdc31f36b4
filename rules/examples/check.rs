//! Prints every fault of the catalogue in a folder of layers.

use std::path::Path;

fn collect(folder: &Path, layer: &str, base: &Path, sources: &mut Vec<rules::Source>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, layer, base, sources);
        } else if path.extension().is_some_and(|e| e == "toml") {
            sources.push(rules::Source {
                layer: layer.to_owned(),
                path: path
                    .strip_prefix(base)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/"),
                text: std::fs::read_to_string(&path).unwrap(),
            });
        }
    }
}

fn main() {
    let root = std::env::args().nth(1).expect("usage: check FOLDER");
    let mut sources = Vec::new();
    let mut layers: Vec<_> = std::fs::read_dir(&root)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    layers.sort();
    for layer in layers.iter().filter(|l| l.is_dir()) {
        let name = layer.file_name().unwrap().to_string_lossy().into_owned();
        collect(layer, &name, layer, &mut sources);
    }
    match rules::Catalogue::load(&sources) {
        Err(faults) => {
            for fault in &faults {
                println!("{fault}");
            }
            println!("{} faute(s) dans {} fichiers", faults.len(), sources.len());
            std::process::exit(1);
        }
        Ok(catalogue) => {
            println!(
                "bon : {} droits, {} faits, {} paramètres, {} organismes, {} thèmes, {} questions, {} cas",
                catalogue.rights().len(),
                catalogue.facts().len(),
                catalogue.parameters().len(),
                catalogue.organisations().len(),
                catalogue.themes().len(),
                catalogue.questions().len(),
                catalogue.cases().len(),
            );
            for case in catalogue.cases() {
                for failure in case.failures(&catalogue) {
                    println!("{} : {failure}", case.file);
                }
            }
        }
    }
}
