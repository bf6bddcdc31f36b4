//! Which rights may stand on this paper, and what the person said of the paper itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rules::{
    Catalogue, Document, Evaluation, Finding, Outcome, Path, Receipt, Right, Truth, Value,
};

use super::voice::Voice;
use super::wishes::{serves, wishes};
use crate::desk::Bilan;
use crate::interview::situation_of;

/// What the person said of the paper (fact `copie_papier`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// They can keep everything at home.
    Full,
    /// They have not said: nothing sensitive is written.
    Discreet,
    /// A paper without detail: where to go, and nothing of why.
    Neutral,
    /// The copy stays in the office: nothing sensitive is written.
    KeptHere,
    /// No paper at all.
    None,
}

impl Paper {
    /// What was answered in this bilan.
    pub fn of(bilan: &Bilan) -> Self {
        match choice(bilan, "copie_papier") {
            Some("complete") => Self::Full,
            Some("neutre") => Self::Neutral,
            Some("gardee_ici") => Self::KeptHere,
            Some("aucune") => Self::None,
            _ => Self::Discreet,
        }
    }

    /// Whether what is sensitive is written: only when the person chose it.
    pub fn shows_sensitive(self) -> bool {
        self == Self::Full
    }

    /// Whether a PDF is made: not when the person wants no paper.
    pub fn prints(self) -> bool {
        self != Self::None
    }
}

/// A finding that may be written, with its right.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// What was found.
    pub finding: &'a Finding,
    /// What the catalogue says of the right.
    pub right: &'a Right,
    /// Asked for, no decision yet: the day, when it is known.
    pub asked: Option<Option<NaiveDate>>,
    /// What this household has to bring for it.
    pub documents: Vec<Brought<'a>>,
    /// It comes to this household without being asked for.
    pub by_itself: bool,
    /// It serves what the person said matters most.
    pub wished: bool,
}

/// A document to bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought<'a> {
    /// What it is, in French.
    pub text: &'a str,
    /// The right that asks for it, and its rank among its documents, from 1.
    pub key: Option<(&'a str, usize)>,
}

impl Entry<'_> {
    /// Asked for, no decision yet.
    pub fn requested(&self) -> bool {
        self.asked.is_some()
    }

    /// Something the person has to ask for.
    pub fn worth_asking(&self) -> bool {
        matches!(self.finding.outcome, Outcome::Probable | Outcome::MayAsk)
    }

    /// Worth a word rather than a step: an institution decides, nothing that was said raises it, and nobody lives on it.
    pub fn kept_in_mind(&self) -> bool {
        let raised = self.finding.signalled == Truth::Yes || self.wished;
        let begun = matches!(
            self.finding.receipt,
            Some(Receipt::Requested { .. } | Receipt::Suspended | Receipt::Refused { .. })
        );
        self.finding.outcome == Outcome::MayAsk
            && !(raised || begun || self.requested() || self.right.vital || self.right.urgent)
    }

    /// A step of the person: to ask for, and worth it.
    pub fn is_step(&self) -> bool {
        self.worth_asking() && !self.kept_in_mind()
    }

    /// What should be done first: what people live on, then what is sure.
    pub fn pressing(&self) -> (bool, bool) {
        let sure = self.finding.outcome == Outcome::Probable;
        (!self.right.vital, !sure)
    }

    /// Undecided, and worth raising.
    pub fn worth_checking(&self) -> bool {
        self.finding.outcome == Outcome::ToCheck && self.finding.signalled == Truth::Yes
    }
}

/// The findings that may be written on this paper, in the catalogue's order. A right the catalogue no longer holds has no name to write.
pub fn entries<'a>(
    catalogue: &'a Catalogue,
    bilan: &Bilan,
    evaluation: &'a Evaluation,
    paper: Paper,
) -> Vec<Entry<'a>> {
    let rsa = rsa_asked(bilan);
    let law = catalogue.on(evaluation.date);
    let situation = situation_of(&bilan.answers);
    let mut asking = law.asking(&situation, !paper.shows_sensitive());
    let wishes = wishes(bilan, paper);
    evaluation
        .findings
        .iter()
        .filter_map(|finding| {
            let entry = Entry {
                finding,
                right: catalogue.right(&finding.right)?,
                asked: None,
                documents: Vec::new(),
                by_itself: false,
                wished: false,
            };
            // The one application for RSA asks for all its forms.
            let with_rsa = rsa.filter(|_| {
                is_rsa(&entry.right.id) && (entry.worth_asking() || entry.worth_checking())
            });
            let asked = match finding.receipt {
                Some(Receipt::Requested { on }) => Some(on),
                None | Some(Receipt::NotRequested) => with_rsa,
                Some(Receipt::Open { .. } | Receipt::Suspended | Receipt::Refused { .. }) => None,
            };
            Some(Entry { asked, ..entry })
        })
        .filter(|entry| {
            paper.shows_sensitive() || !(entry.finding.sensitive || entry.right.sensitive)
        })
        .map(|entry| {
            let own = asking.documents(entry.right).into_iter();
            Entry {
                documents: own.map(|document| brought(entry.right, document)).collect(),
                by_itself: asking.comes_by_itself(entry.right),
                wished: wishes.iter().any(|wish| serves(wish, entry.right)),
                ..entry
            }
        })
        .collect()
}

fn brought<'a>(right: &'a Right, document: &'a Document) -> Brought<'a> {
    let rank = right.documents.iter().position(|known| known == document);
    Brought {
        text: &document.text,
        key: rank.map(|rank| (right.id.as_str(), rank + 1)),
    }
}

/// Whether a right is one of the forms of RSA.
pub fn is_rsa(right: &str) -> bool {
    right.starts_with("rsa-")
}

/// Whether this household may have RSA, or has asked for it: nobody is sent to ask for what is refused to them.
pub fn may_have_rsa(entries: &[Entry]) -> bool {
    let mut forms = entries.iter().filter(|entry| is_rsa(&entry.right.id));
    forms.any(|entry| {
        entry.requested()
            || entry
                .finding
                .receipt
                .is_some_and(|receipt| receipt != Receipt::NotRequested)
            || !matches!(
                entry.finding.outcome,
                Outcome::Unlikely | Outcome::NotComputed
            )
    })
}

/// Whether RSA was applied for before or during this bilan, and the day when it is known.
fn rsa_asked(bilan: &Bilan) -> Option<Option<NaiveDate>> {
    let date = match household(bilan, "rsa_demande_date") {
        Some(Value::Date(date)) => Some(date.exact_day()),
        _ => None,
    };
    match choice(bilan, "rsa_demande_canal") {
        Some("pas_encore") => None,
        Some(_) => Some(date.flatten()),
        None => date,
    }
}

/// The names of the rights that may be written on this paper: one that is withheld is not named beside another either.
pub struct Names<'a>(BTreeMap<&'a str, String>);

impl<'a> Names<'a> {
    /// The names of these entries.
    pub fn new(voice: &Voice<'_>, entries: &[Entry<'a>]) -> Self {
        let named = |entry: &Entry<'a>| (entry.right.id.as_str(), voice.right(entry.right));
        Self(entries.iter().map(named).collect())
    }

    /// « RSA et prime d’activité »; empty when none may be named.
    pub fn of(&self, voice: &Voice<'_>, ids: &[String]) -> String {
        let named = ids.iter().filter_map(|id| self.0.get(id.as_str()).cloned());
        voice.list(&named.collect::<Vec<_>>())
    }

    /// Whether this right may be named.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }
}

/// Whether a theme says something intimate by its mere name: one of its questions is asked only alone with the person.
pub fn tells(catalogue: &Catalogue, theme: &str) -> bool {
    catalogue
        .questions()
        .iter()
        .any(|question| question.theme == theme && question.alone)
}

/// The variant chosen for a fact of the household.
pub fn choice<'a>(bilan: &'a Bilan, fact: &str) -> Option<&'a str> {
    match household(bilan, fact)? {
        Value::Choice(variant) => Some(variant),
        _ => None,
    }
}

/// The variants chosen for a fact of the household.
pub fn choices<'a>(bilan: &'a Bilan, fact: &str) -> Vec<&'a str> {
    match household(bilan, fact) {
        Some(Value::Choices(variants)) => variants.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The value given for a fact of the household.
pub fn household<'a>(bilan: &'a Bilan, fact: &str) -> Option<&'a Value> {
    let path = Path::Household(fact.into());
    bilan
        .answers
        .iter()
        .rev()
        .find(|stored| stored.path == path)?
        .answer
        .value()
}
