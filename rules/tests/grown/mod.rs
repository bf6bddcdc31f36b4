//! The embedded catalogue, each of its rights written several times, to see how what evaluating takes grows with it.

use rules::{Catalogue, Fault, Source};

/// Every right so many times. The copies ask for a little more: what is asked alike would be computed once.
pub fn grown(times: usize) -> Result<Catalogue, Vec<Fault>> {
    let sources = Catalogue::embedded_sources();
    let copies = (1..times).flat_map(|copy| {
        sources
            .iter()
            .filter_map(move |source| copied(source, copy))
    });
    let copies: Vec<Source> = copies.collect();
    Catalogue::load(&[sources.as_slice(), copies.as_slice()].concat())
}

fn copied(source: &Source, copy: usize) -> Option<Source> {
    let right = source.path.strip_prefix("droits/")?.strip_suffix(".toml")?;
    let id = format!("id = \"{right}\"");
    // A former name stays with the right it was given to.
    let lines = source
        .text
        .lines()
        .filter(|line| !line.starts_with("anciens = "));
    let text: Vec<&str> = lines.collect();
    Some(Source {
        layer: source.layer.clone(),
        path: format!("droits/{right}-{copy}.toml"),
        text: text
            .join("\n")
            .replacen(&id, &format!("id = \"{right}-{copy}\""), 1)
            .replace(" >= ", " > "),
    })
}
