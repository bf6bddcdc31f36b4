//! Rebuilds the crate when the words of a language are added, changed or removed.

fn main() {
    println!("cargo::rerun-if-changed=langues");
}
