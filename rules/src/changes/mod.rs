//! What differs between two catalogues, or between two days of one: what a reform or a layer changes, told to
//! the référent who checks it and to whoever reads the catalogue.
//!
//! Each thing of the catalogue is turned into a list of facets, what people can read of it (`facets`); two
//! lists of facets are then compared without knowing what they are about. To tell a further difference: an
//! [`Aspect`], and a line in `facets`.

mod aspect;
mod facets;

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

pub use aspect::{Aspect, Kind};

use crate::{Catalogue, Right, french};
use facets::{Facet, Thing};

/// A catalogue as it stands on a day.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'c> {
    /// The catalogue.
    pub catalogue: &'c Catalogue,
    /// The day: the rights, values and expressions in force then. All there ever were, when there is none.
    pub on: Option<NaiveDate>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Its name, for people: the later one.
    pub name: String,
    /// What happened to it.
    pub what: What,
    /// Why, or since when; a sentence.
    pub note: Option<String>,
    /// What is not the same in it; empty unless it is [`What::Changed`].
    pub differences: Vec<Difference>,
    /// For a parameter, a computation or an organisation, the rights that rest on it, by id.
    pub rights: Vec<String>,
}

/// What happened to a thing of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum What {
    /// It was not there.
    #[serde(rename = "ajoute")]
    Added,
    /// It is no longer there.
    #[serde(rename = "retire")]
    Withdrawn,
    /// It is not the same.
    #[serde(rename = "modifie")]
    Changed,
}

/// One difference within a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What differs.
    pub aspect: Aspect,
    /// Of which part: the label of a condition, the date of a value; the thing itself when there is none.
    pub of: Option<String>,
    /// What was written; nothing when the part was not there.
    pub before: Option<String>,
    /// What is written; nothing when the part is no longer there.
    pub after: Option<String>,
}

/// What differs between two editions, rights first, each kind in the order of the catalogue.
///
/// ```
/// use rules::{Catalogue, Edition, changes};
///
/// let catalogue = Catalogue::embedded().map_err(|faults| faults[0].to_string())?;
/// let on = |day: &str| Edition { catalogue: &catalogue, on: day.parse().ok() };
/// assert!(changes(on("2026-11-21"), on("2026-11-21")).is_empty());
/// assert!(!changes(on("2026-03-31"), on("2026-04-01")).is_empty());
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn changes(before: Edition<'_>, after: Edition<'_>) -> Vec<Change> {
    let (old, new) = (facets::things(before), facets::things(after));
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let of_kind = |thing: &&Thing| thing.kind == kind;
        for thing in new.iter().filter(of_kind) {
            let known = old.iter().find(|other| other.is(thing));
            let differences =
                known.map_or_else(Vec::new, |known| differences(&known.facets, &thing.facets));
            let what = match known {
                None => What::Added,
                Some(_) if differences.is_empty() => continue,
                Some(_) => What::Changed,
            };
            found.push(thing.change(what, differences, after));
        }
        for thing in old.iter().filter(of_kind) {
            if !new.iter().any(|other| other.is(thing)) {
                let mut change = thing.change(What::Withdrawn, Vec::new(), before);
                change.note = withdrawal(thing, after);
                found.push(change);
            }
        }
    }
    found
}

impl Thing {
    fn is(&self, other: &Self) -> bool {
        self.kind == other.kind && self.key == other.key
    }

    fn change(&self, what: What, differences: Vec<Difference>, edition: Edition<'_>) -> Change {
        Change {
            kind: self.kind,
            id: self.id.clone(),
            name: self.name.clone(),
            what,
            note: None,
            differences,
            rights: facets::resting_on(edition, self),
        }
    }
}

/// Why a thing is no longer there, when the later catalogue still knows it.
fn withdrawal(thing: &Thing, after: Edition<'_>) -> Option<String> {
    if let Some(withdrawal) = after.catalogue.withdrawal(thing.kind, &thing.id) {
        return Some(format!(
            "Retiré depuis le {} par la couche « {} » : {} {}",
            french::day(withdrawal.on),
            withdrawal.layer,
            withdrawal.reason,
            withdrawal.sentence
        ));
    }
    if thing.kind != Kind::Right {
        return None;
    }
    let right: &Right = after.catalogue.right(&thing.id)?;
    let day = after.on?;
    match right.until {
        Some(until) if until < day => Some(format!(
            "N’est plus en vigueur depuis le {}.",
            french::day(until.succ_opt().unwrap_or(until))
        )),
        _ if right.from > day => Some(format!(
            "N’est en vigueur que depuis le {}.",
            french::day(right.from)
        )),
        _ => None,
    }
}

fn differences(old: &[Facet], new: &[Facet]) -> Vec<Difference> {
    let mut found = Vec::new();
    for facet in new {
        let before = old.iter().find(|other| other.is(facet));
        if before.is_some_and(|before| before.value == facet.value)
            || (before.is_none() && facet.aspect.is_detail())
        {
            continue;
        }
        found.push(Difference {
            aspect: facet.aspect,
            of: facet.of.clone(),
            before: before.map(|before| before.value.clone()),
            after: Some(facet.value.clone()),
        });
    }
    for facet in old {
        if !facet.aspect.is_detail() && !new.iter().any(|other| other.is(facet)) {
            found.push(Difference {
                aspect: facet.aspect,
                of: facet.of.clone(),
                before: Some(facet.value.clone()),
                after: None,
            });
        }
    }
    found
}

impl fmt::Display for Change {
    /// « Droit ajouté : Aide au permis (aide-permis) ».
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, feminine) = self.kind.french();
        let what = match self.what {
            What::Added => "ajouté",
            What::Withdrawn => "retiré",
            What::Changed => "modifié",
        };
        let agreed = if feminine { "e" } else { "" };
        write!(f, "{name} {what}{agreed} : {} ({})", self.name, self.id)?;
        if let Some(note) = &self.note {
            write!(f, ". {note}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Difference {
    /// « valeur : 646,52 € → 651,69 € »; « condition ajoutée, « Vous avez 25 ans. » : age >= 25 ».
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.aspect.french())?;
        if let Some(of) = &self.of {
            write!(f, ", « {of} »")?;
        }
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, " : {before} → {after}"),
            (None, Some(after)) => write!(f, ", ajout : {after}"),
            (Some(before), None) => write!(f, ", retrait : {before}"),
            (None, None) => Ok(()),
        }
    }
}
