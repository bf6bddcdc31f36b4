//! Figures: how many bilans were offered and held, what rights became, how long it took, why they were not received. For whoever looks
//! after a structure or the territory, who see no answers: no name, no bilan, nothing per agent.
//!
//! [`Facts`] is what the desk gives; [`report()`] counts it for one quarter into tables; [`hide`] keeps small counts to itself; the page
//! and the CSV show the tables. To add a table: a file in `tables/`, its line in [`report()`].

pub mod hide;
pub mod quarter;
pub mod table;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use chrono::NaiveDate;
use rules::Catalogue;
use uuid::Uuid;

use crate::desk::DeskError;
use crate::follow_up::Standing;
use crate::offers::OfferState;
use quarter::Quarter;
use table::Table;

/// Whose figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// One structure's: what it held, and what it follows.
    Structure(String),
    /// Every structure's.
    Territory,
}

/// What is counted: facts with a day and a structure, and no name. Bilans are told apart, since a count must come from several.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Whose they are.
    pub reach: Reach,
    /// People to whom a bilan is to be offered.
    pub offers: Vec<OfferFact>,
    /// Bilans held.
    pub bilans: Vec<BilanFact>,
    /// Rights found on the last copy of the bilans of the quarter.
    pub found: Vec<FoundFact>,
    /// Everything that happened to the rights that are followed, oldest first.
    pub steps: Vec<StepFact>,
}

impl Facts {
    /// Names each territory by its communes, « Bonneuil-sur-Marne, Créteil », whatever the order they were typed in: until then it is their
    /// INSEE codes with spaces between. A code that names no commune stays as it is.
    pub fn name_territories(&mut self, commune: impl Fn(&str) -> Option<String>) {
        let mut named: BTreeMap<String, String> = BTreeMap::new();
        let bilans = self.bilans.iter_mut().map(|fact| &mut fact.territory);
        let found = self.found.iter_mut().map(|fact| &mut fact.territory);
        let steps = self.steps.iter_mut().map(|fact| &mut fact.territory);
        for territory in bilans.chain(found).chain(steps) {
            let name = named.entry(territory.clone()).or_insert_with_key(|codes| {
                let names = codes
                    .split_whitespace()
                    .map(|code| commune(code).unwrap_or_else(|| code.to_owned()));
                let names: BTreeSet<String> = names.collect();
                names.into_iter().collect::<Vec<_>>().join(", ")
            });
            territory.clone_from(name);
        }
    }
}

/// Somebody to whom a bilan is to be offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferFact {
    /// The offer, which only tells one from another.
    pub id: Uuid,
    /// The structure that offers.
    pub structure: String,
    /// The day they were listed.
    pub listed_on: NaiveDate,
    /// What became of it.
    pub state: OfferState,
}

/// A bilan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BilanFact {
    /// The bilan, which only tells one from another.
    pub id: Uuid,
    /// The structure that holds it.
    pub structure: String,
    /// The territory of that structure; none when it is empty.
    pub territory: String,
    /// The day it was opened.
    pub opened_on: NaiveDate,
    /// It came to its end.
    pub closed: bool,
}

/// A right that a bilan found: to ask for, or likely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFact {
    /// The structure that holds the bilan.
    pub structure: String,
    /// The territory of that structure; none when it is empty.
    pub territory: String,
    /// The bilan, which only tells one from another.
    pub bilan: Uuid,
    /// The right, by its id.
    pub right: String,
}

/// One thing that happened to a right that is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepFact {
    /// The follow-up it is part of.
    pub follow_up: Uuid,
    /// The bilan, which only tells one from another.
    pub bilan: Uuid,
    /// The structure that follows the right.
    pub structure: String,
    /// The territory of the structure that holds the bilan; none when it is empty.
    pub territory: String,
    /// The day its bilan was opened.
    pub opened_on: NaiveDate,
    /// Where the right stood from then on.
    pub standing: Standing,
}

/// The part of the desk that counts.
#[async_trait]
pub trait FiguresDesk {
    /// The facts of a quarter and of those before it, for who may see figures. [`DeskError::NoAgreement`] when the structure's agreement
    /// does not say so.
    async fn facts(&self, quarter: Quarter) -> Result<Facts, DeskError>;
}

/// The figures of one quarter.
#[derive(Debug, Clone)]
pub struct Report {
    /// Whose.
    pub reach: Reach,
    /// The quarter.
    pub quarter: Quarter,
    /// Their tables, in the order they are read.
    pub tables: Vec<Table>,
}

impl Report {
    /// Nothing happened that could be counted.
    pub fn is_empty(&self) -> bool {
        self.tables.iter().all(Table::is_empty)
    }
}

/// Counts the facts of a quarter.
pub fn report(facts: &Facts, quarter: Quarter, catalogue: &Catalogue) -> Report {
    let tables = [
        Some(tables::coverage(facts, quarter)),
        Some(tables::bilans(facts, quarter)),
        Some(tables::outcomes(facts, quarter)),
        Some(tables::times(facts, quarter)),
        Some(tables::by_theme(facts, quarter, catalogue)),
        Some(tables::by_right(facts, quarter, catalogue)),
        Some(tables::causes(facts, quarter)),
        Some(tables::institutions(facts, quarter, catalogue)),
        (facts.reach == Reach::Territory).then(|| tables::by_structure(facts, quarter)),
        (facts.reach == Reach::Territory).then(|| tables::by_territory(facts, quarter)),
        Some(tables::by_quarter(facts, quarter)),
    ];
    Report {
        reach: facts.reach.clone(),
        quarter,
        tables: tables.into_iter().flatten().collect(),
    }
}
