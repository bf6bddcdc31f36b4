//! How many pages the copies of the situations (`rules/catalogue/cas`) make: a paper of more than four is not read.
//! `docs/interview.md` states the table.

use super::household::{situations_in, with_counters};
use super::{paper_to_look_at, poppler};

/// The situations a lawyer wrote: their files are numbered from 01 to 13, without a letter.
fn is_typical(file: &str) -> bool {
    let number = file.split('-').next().unwrap_or_default();
    (1..=13).any(|typical| number == format!("{typical:02}"))
}

/// The pages of each copy in a language: without a counter of the commune, then with one under every organisation that has some.
fn pages_in(lang: &str) -> Vec<(String, [usize; 2])> {
    let copies = situations_in(lang).into_iter();
    let counted = copies.map(|(file, copy)| {
        let pages = |place: &str, copy| {
            let bytes = super::super::pdf(&copy).unwrap();
            let pages = poppler::pages(&bytes).len();
            paper_to_look_at(&format!("{lang}{place}-{file}.pdf"), bytes);
            pages
        };
        let counters = with_counters(copy.clone());
        let counted = [pages("", copy), pages("-lieux", counters)];
        (file, counted)
    });
    counted.collect()
}

/// Holds the pages of typical situations, then of all of them, without the counters and with them.
fn assert_short(lang: &str, typical: [usize; 2], most: [usize; 2]) {
    let counted = pages_in(lang);
    let numbered = counted.iter().filter(|(file, _)| is_typical(file));
    assert_eq!(numbered.count(), 13);
    let table: Vec<String> = counted
        .iter()
        .map(|(file, [alone, counters])| format!("{alone} {counters} {file}"))
        .collect();
    for (file, pages) in &counted {
        let bound = if is_typical(file) { typical } else { most };
        let fits = pages
            .iter()
            .zip(bound)
            .all(|(pages, bound)| *pages <= bound);
        assert!(
            fits,
            "{file} in {lang}: {pages:?} for {bound:?}\n{table:#?}"
        );
    }
}

#[test]
fn the_copies_of_typical_situations_are_four_pages_at_most() {
    assert_short("fr", [4, 4], [4, 5]);
}

#[test]
fn so_are_the_copies_in_english() {
    assert_short("en", [4, 4], [5, 5]);
}
