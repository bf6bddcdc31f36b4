//! The two forms of the list, posted at the address of its page: lines pasted from a spreadsheet, or one person.

use super::list::{Fault, read};
use super::{Listed, NewOffer};
use crate::desk::{Desk, DeskError};
use crate::interview::pairs::Pairs;
use crate::words::offers as words;

/// What the page shows of a form that was posted: what was added, and what is left to correct.
#[derive(Debug, Clone, Default)]
pub struct Echo {
    /// What became of the people that could be read; `None` when there was nobody.
    pub listed: Option<Listed>,
    /// The lines to correct, which go back into the field.
    pub faults: Vec<Fault>,
    /// The one person who was typed and is to correct.
    pub one: Option<One>,
    /// Nothing was pasted.
    pub nothing: bool,
}

/// One person as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct One {
    /// Last name.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// Day of birth.
    pub born: String,
    /// Telephone.
    pub contact: String,
}

/// Receives one posted form. What can be read is added, the rest comes back.
///
/// # Errors
/// What the desk says.
pub async fn receive(desk: &dyn Desk, body: &str) -> Result<Echo, DeskError> {
    let pairs = Pairs::decode(body);
    let text = |name: &str| {
        pairs
            .first(name)
            .unwrap_or_default()
            .trim()
            .replace(['\t', '\n'], " ")
    };
    let typed = pairs.says("nom").then(|| One {
        last_name: text("nom"),
        first_name: text("prenom"),
        born: text("naissance"),
        contact: text("telephone"),
    });
    let pasted = match &typed {
        Some(one) => [&one.last_name, &one.first_name, &one.born, &one.contact]
            .map(String::as_str)
            .join("\t"),
        None => pairs.first("lignes").unwrap_or_default().to_owned(),
    };
    let (people, faults) = read(&pasted, desk.today());
    let nothing = people.is_empty() && faults.is_empty();
    let wrong = !faults.is_empty() || nothing;
    Ok(Echo {
        listed: add(desk, people).await?,
        one: typed.filter(|_| wrong),
        faults,
        nothing,
    })
}

async fn add(desk: &dyn Desk, people: Vec<NewOffer>) -> Result<Option<Listed>, DeskError> {
    if people.is_empty() {
        return Ok(None);
    }
    desk.list_people(people).await.map(Some)
}

impl Echo {
    /// Whether something is left to correct.
    pub fn is_refused(&self) -> bool {
        self.nothing || !self.faults.is_empty()
    }

    /// What is told above the list, good news first.
    pub fn told(&self) -> Vec<String> {
        let mut told: Vec<String> = self.listed.map(words::listed).into_iter().collect();
        if self.nothing {
            told.push(words::NOTHING.to_owned());
        } else if !self.faults.is_empty() && self.one.is_none() {
            told.push(words::refused(self.faults.len()));
        }
        told.extend(self.faults.iter().map(|fault| match &self.one {
            Some(_) => fault.text.clone(),
            None => format!(
                "«\u{a0}{}\u{a0}»\u{a0}: {}",
                fault.line.replace('\t', " "),
                fault.text
            ),
        }));
        told
    }

    /// The lines that go back into the field.
    pub fn left(&self) -> String {
        if self.one.is_some() {
            return String::new();
        }
        let lines = self.faults.iter().map(|fault| fault.line.as_str());
        lines.collect::<Vec<_>>().join("\n")
    }
}
