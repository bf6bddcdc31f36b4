//! The declaration says what the table of `docs/accessibility.md` says.

use super::*;
use crate::words::accessibility as words;

const AUDIT: &str = include_str!("../../../docs/accessibility.md");
/// How many criteria each theme of RGAA 4.1 has.
const THEMES: [usize; 13] = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

/// Every criterion of the table with its verdict: a line names one criterion, several (« 2.1, 2.2 ») or a run (« 4.1 to 4.13 »).
fn audited() -> Vec<(String, String)> {
    let table = AUDIT.split_once("| criterion |").expect("the table").1;
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    rows.flat_map(|row| {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let (named, verdict) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        criteria(named)
            .into_iter()
            .map(|criterion| (criterion, verdict.to_owned()))
            .collect::<Vec<_>>()
    })
    .collect()
}

/// The numbers a first cell begins with.
fn criteria(cell: &str) -> Vec<String> {
    let words: Vec<&str> = cell
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| {
        let (theme, rank) = word.split_once('.')?;
        Some((theme.parse::<usize>().ok()?, rank.parse::<usize>().ok()?))
    };
    if let [first, "to", last, ..] = words.as_slice()
        && let (Some((theme, first)), Some((_, last))) = (number(first), number(last))
    {
        return (first..=last)
            .map(|rank| format!("{theme}.{rank}"))
            .collect();
    }
    words
        .into_iter()
        .map_while(|word| number(word).map(|(theme, rank)| format!("{theme}.{rank}")))
        .collect()
}

#[test]
fn the_table_names_every_criterion_once_and_in_order() {
    let named: Vec<String> = audited()
        .into_iter()
        .map(|(criterion, _)| criterion)
        .collect();
    let all = THEMES
        .iter()
        .enumerate()
        .flat_map(|(at, count)| (1..=*count).map(move |rank| format!("{}.{rank}", at + 1)));
    assert_eq!(named, all.collect::<Vec<_>>());
}

#[test]
fn the_declaration_counts_what_the_table_says() {
    let audited = audited();
    let count = |verdict: &str| audited.iter().filter(|(_, said)| said == verdict).count();
    let counted = Found {
        conforming: count("C"),
        failing: count("NC"),
        unsettled: count("?"),
        not_applicable: count("NA"),
    };
    assert_eq!(FOUND, counted);
    assert_eq!(FOUND.all(), audited.len(), "a verdict is C, NC, NA or ?");
    let open = audited
        .iter()
        .filter(|(_, said)| said == "NC" || said == "?")
        .map(|(criterion, _)| criterion.as_str());
    assert_eq!(open.collect::<Vec<_>>(), OPEN);
    for criterion in OPEN {
        assert!(
            words::open(criterion).is_some(),
            "{criterion} has no sentence"
        );
    }
    assert!(AUDIT.contains("27 November 2026") && words::ON.contains("27\u{a0}novembre 2026"));
}

#[test]
fn the_state_is_the_word_of_the_law() {
    let found = |conforming, failing, unsettled| Found {
        conforming,
        failing,
        unsettled,
        not_applicable: 40,
    };
    assert_eq!(found(66, 0, 0).state(), State::Full);
    assert_eq!(found(65, 0, 1).state(), State::Partial);
    assert_eq!(found(33, 33, 0).state(), State::Partial);
    assert_eq!(found(32, 20, 14).state(), State::None);
    assert_eq!(found(0, 0, 0).state(), State::None);
    assert_eq!(found(65, 0, 1).percent(), 98);
}

#[test]
fn a_contact_is_a_link_when_a_browser_opens_it() {
    assert_eq!(
        href("acces@departement.example").as_deref(),
        Some("mailto:acces@departement.example")
    );
    let form = "https://departement.example/contact";
    assert_eq!(href(form).as_deref(), Some(form));
    assert_eq!(href("01 23 45 67 89"), None);
    assert_eq!(href("écrivez à a@b.example"), None);
    assert_eq!(href("javascript:alert(1)"), None);
}
