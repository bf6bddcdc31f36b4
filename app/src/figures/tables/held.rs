//! What was offered and held: coverage is how many of those to whom a bilan was to be offered had one.

use super::super::Facts;
use super::super::hide::Tally;
use super::super::quarter::Quarter;
use super::super::table::Table;
use super::table;
use crate::offers::OfferState;
use crate::words::figures as words;
use crate::words::offers::state;

/// What became of those who were listed in the quarter.
pub fn coverage(facts: &Facts, quarter: Quarter) -> Table {
    let listed = facts
        .offers
        .iter()
        .filter(|offer| quarter.holds(offer.listed_on));
    let line = |one: OfferState| {
        let with = listed.clone().filter(|offer| offer.state == one);
        (
            state(one).to_owned(),
            vec![Tally::of(with.map(|offer| offer.id))],
        )
    };
    table(
        "couverture",
        words::COVERAGE,
        words::PEOPLE,
        &[words::NUMBER],
    )
    .closed(words::LISTED, OfferState::ALL.map(line).to_vec())
}

/// The bilans opened in the quarter, whoever was listed.
pub fn bilans(facts: &Facts, quarter: Quarter) -> Table {
    let opened = facts
        .bilans
        .iter()
        .filter(|bilan| quarter.holds(bilan.opened_on));
    let line = |name: &str, closed: bool| {
        let with = opened.clone().filter(|bilan| bilan.closed == closed);
        (name.to_owned(), vec![Tally::of(with.map(|bilan| bilan.id))])
    };
    table("bilans", words::BILANS, words::BILAN, &[words::NUMBER]).closed(
        words::OPENED,
        vec![line(words::CLOSED, true), line(words::OPEN, false)],
    )
}
