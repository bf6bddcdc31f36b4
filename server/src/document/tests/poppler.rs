//! Poppler's tools, from Debian's `poppler-utils`: what a reader, a printer and a screen reader find in the file.

use std::io::Write;
use std::process::Command;

fn run(tool: &str, before: &[&str], bytes: &[u8], after: &[&str]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let output = Command::new(tool)
        .args(before)
        .arg(file.path())
        .args(after)
        .env("TZ", "UTC")
        .env("LC_ALL", "C.UTF-8")
        .output();
    let output = output.unwrap_or_else(|error| {
        panic!("{tool} can not be run (Debian package poppler-utils): {error}")
    });
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && complaints.is_empty(),
        "{tool}: {complaints}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The text as laid out on the paper.
pub fn text(bytes: &[u8]) -> String {
    run("pdftotext", &["-layout"], bytes, &["-"])
        .lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The text page by page.
pub fn pages(bytes: &[u8]) -> Vec<String> {
    let text = run("pdftotext", &["-raw"], bytes, &["-"]);
    text.trim_end_matches('\u{C}')
        .split('\u{C}')
        .map(str::to_owned)
        .collect()
}

/// The heights of its words, in points of the paper: a little more than the size of their letters.
pub fn heights(bytes: &[u8]) -> Vec<f32> {
    let boxes = run("pdftotext", &["-bbox"], bytes, &["-"]);
    let side = |line: &str, name: &str| -> f32 {
        let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let words = boxes.lines().filter(|line| line.contains("<word"));
    words
        .map(|line| side(line, "yMax") - side(line, "yMin"))
        .collect()
}

/// What is said of the file.
pub fn info(bytes: &[u8]) -> String {
    run("pdfinfo", &[], bytes, &[])
}

/// The fonts in the file.
pub fn fonts(bytes: &[u8]) -> String {
    run("pdffonts", &[], bytes, &[])
}

/// The elements a screen reader walks through.
pub fn structure_tree(bytes: &[u8]) -> String {
    run("pdfinfo", &["-struct"], bytes, &[])
}

/// The text a screen reader says, in its order.
pub fn structure(bytes: &[u8]) -> String {
    // Poppler prints each text of the tree between quotation marks on a line of its own.
    run("pdfinfo", &["-struct-text"], bytes, &[])
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix('"')?
                .strip_suffix('"')
                .map(str::to_owned)
        })
        .collect::<Vec<_>>()
        .join(" ")
}
