//! Rebuilds the crate when a file of the embedded catalogue is added, changed or removed.

fn main() {
    println!("cargo::rerun-if-changed=catalogue");
}
