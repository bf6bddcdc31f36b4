//! How many pages the copies of the situations (`rules/catalogue/cas`) make: a paper of more than four is not read.
//! `docs/interview.md` says where they stand.

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

/// Holds how many of the thirteen typical situations keep to four pages, and the most pages of any; without the counters, then with them.
fn assert_short(lang: &str, four: [usize; 2], most: [usize; 2]) {
    let counted = pages_in(lang);
    let table: Vec<String> = counted
        .iter()
        .map(|(file, [alone, counters])| format!("{alone} {counters} {file}"))
        .collect();
    for counters in [0, 1] {
        let short =
            |(file, pages): &&(String, [usize; 2])| is_typical(file) && pages[counters] <= 4;
        let short = counted.iter().filter(short).count();
        let longest = counted.iter().map(|(_, pages)| pages[counters]).max();
        assert!(
            short >= four[counters] && longest <= Some(most[counters]),
            "{lang}, {counters}: {short} of thirteen in four pages, {longest:?} at most\n{table:#?}"
        );
    }
}

#[test]
fn most_copies_of_typical_situations_are_four_pages_at_most() {
    let typical = situations_in("fr");
    assert_eq!(
        typical.iter().filter(|(file, _)| is_typical(file)).count(),
        13
    );
    assert_short("fr", [13, 13], [5, 5]);
}

#[test]
fn copies_in_english_are_hardly_longer() {
    assert_short("en", [12, 10], [5, 5]);
}
