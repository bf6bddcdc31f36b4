//! The bench of whoever follows people: those they follow or those of the whole structure, page by page, what is due first.

use chrono::NaiveDate;
use uuid::Uuid;

use super::FollowUp;
use super::deadline::next_due;
use super::state::Phase;
use crate::copy::RENEWAL_DAYS;
use crate::desk::BilanState;
use crate::orientation::Orientation;

/// The people of one page.
pub const PEOPLE: u32 = 20;

/// Which people are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Those of the whole structure, not only those the agent follows.
    pub all: bool,
    /// Which page, from 1.
    pub page: u32,
}

/// One page of the bench.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bench {
    /// The people, what is due first.
    pub people: Vec<Followed>,
    /// There are others on the next page.
    pub more: bool,
}

/// A person who is followed, by their bilan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The bilan.
    pub bilan: Uuid,
    /// The person's code.
    pub reference: String,
    /// How the person is called here, when an identity was given.
    pub name: Option<String>,
    /// The day the bilan was opened.
    pub opened_on: NaiveDate,
    /// Open or closed.
    pub state: BilanState,
    /// Who follows it.
    pub followers: Followers,
    /// The rights that are followed.
    pub rights: Vec<FollowUp>,
    /// The orientations still waiting.
    pub orientations: Vec<Orientation>,
}

/// Who of the structure follows a bilan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followers {
    /// Their names, the first who said so first.
    pub names: Vec<String>,
    /// The agent who is asking is one of them.
    pub mine: bool,
}

impl Followed {
    /// The rights that wait for something, or whose day comes soon, soonest first; each with its day.
    pub fn waiting(
        &self,
        catalogue: &rules::Catalogue,
        today: NaiveDate,
    ) -> Vec<(Option<NaiveDate>, &FollowUp)> {
        let soon = today.checked_add_days(chrono::Days::new(RENEWAL_DAYS));
        let mut waiting: Vec<_> = self
            .rights
            .iter()
            .map(|one| {
                let due = next_due(&one.standing, catalogue.right(&one.standing.right));
                (due.map(|due| due.on), one)
            })
            .filter(|(due, one)| {
                let on_its_way = one.standing.state.phase() != Phase::Over && !one.standing.settled;
                on_its_way || due.zip(soon).is_some_and(|(day, soon)| day <= soon)
            })
            .collect();
        waiting.sort_by_key(|(due, _)| (due.is_none(), *due));
        waiting
    }
}
