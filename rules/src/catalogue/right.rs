//! A right, as the catalogue's files describe it.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DatedText;

/// How sure the catalogue is of a rule or a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// Written from memory, to be checked.
    #[serde(rename = "memoire")]
    Memory,
    /// `basse`.
    #[serde(rename = "basse")]
    Low,
    /// `moyenne`.
    #[serde(rename = "moyenne")]
    Medium,
    /// `haute`: read in the text of law.
    #[serde(rename = "haute")]
    High,
}

impl Confidence {
    /// The words of the catalogue.
    pub(crate) const WORDS: [(&'static str, Self); 4] = [
        ("haute", Self::High),
        ("moyenne", Self::Medium),
        ("basse", Self::Low),
        ("memoire", Self::Memory),
    ];
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            Self::WORDS
                .iter()
                .find(|(_, c)| c == self)
                .map_or("", |(word, _)| word),
        )
    }
}

/// What an amount is paid for, or what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// Each month.
    #[serde(rename = "mois")]
    Month,
    /// Each year.
    #[serde(rename = "an")]
    Year,
    /// Once.
    #[serde(rename = "une_fois")]
    Once,
    /// Each month, and paid by the person: a price, never to be added to what is received.
    #[serde(rename = "mois_a_payer")]
    MonthlyPrice,
}

impl Period {
    /// The words of the catalogue.
    pub(crate) const WORDS: [(&'static str, Self); 4] = [
        ("mois", Self::Month),
        ("an", Self::Year),
        ("une_fois", Self::Once),
        ("mois_a_payer", Self::MonthlyPrice),
    ];

    /// The word of the catalogue for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, period)| *period == self)
            .map_or("", |(word, _)| word)
    }
}

/// How one asks for a right; at least one of the three is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Procedure {
    /// Online.
    pub online: Option<String>,
    /// On paper, at a counter, by telephone.
    pub paper: Option<String>,
    /// It comes by itself.
    pub automatic: Option<String>,
    /// To whom it does, as written; to everybody when there is none. [`crate::Asking::comes_by_itself`] says whether it is to somebody.
    pub automatic_if: Option<String>,
}

/// How a decision is contested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// The type of decision.
    pub decision: String,
    /// How long one has.
    pub delay: String,
    /// The appeal one must make before going to court, if any.
    pub prior: Option<String>,
    /// Its legal source.
    pub source: String,
}

impl Appeal {
    /// What is advised before a judge when nothing is required: « aucun n’est exigé ; écrivez d’abord à l’agence ».
    /// `None` when the law requires the prior appeal, or when the catalogue says nothing of it.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        let rest = self.prior.as_deref()?.strip_prefix("aucun")?;
        let advice = rest.split_once([';', ':']);
        Some(advice.map_or("", |(_, advice)| advice.trim()))
    }
}

/// A condition of a right, as written; its tests are compiled elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The rule, as a plain sentence to the person.
    pub label: String,
    /// Who judges it, when only an institution can.
    pub appraisal: Option<String>,
    /// Its test as written, oldest first; empty when only an institution can judge it.
    pub test: Vec<DatedText>,
    /// Its legal source.
    pub source: String,
    /// How sure the catalogue is of it.
    pub confidence: Confidence,
}

/// How two rights exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExclusionKind {
    /// `prioritaire`: the other comes first.
    Priority,
    /// `au_choix`: one chooses.
    Choice,
}

/// Another right that can not be had together with this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The other right, by id.
    pub right: String,
    /// Which one comes first, if any.
    pub kind: ExclusionKind,
    /// What to tell the person, and what choosing costs.
    pub text: String,
    /// Its legal source.
    pub source: String,
}

/// What a right gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit {
    /// One sentence.
    pub text: String,
    /// The formula of its amount as written, oldest first; empty when none can be computed.
    pub formula: Vec<DatedText>,
    /// What the formula's amount is paid for, when there is a formula.
    pub period: Option<Period>,
    /// What the estimate assumes.
    pub note: Option<String>,
}

/// One right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    /// Its id, also the stem of its file.
    pub id: String,
    /// Its former ids, and those of rights that turned out to be the same: old receipts still read.
    pub former: Vec<String>,
    /// Its name.
    pub name: String,
    /// What it is, one plain sentence.
    pub sentence: String,
    /// Its themes, by id; the first is where it is shown.
    pub themes: Vec<String>,
    /// The layer that wrote it, by id.
    pub layer: String,
    /// The type of organisation one asks, by id.
    pub organisation: String,
    /// When it is worth raising although undecided, as written.
    pub signal: String,
    /// In force since.
    pub from: NaiveDate,
    /// In force until, this day included.
    pub until: Option<NaiveDate>,
    /// Its very name says something sensitive about the person.
    pub sensitive: bool,
    /// Raised among urgencies.
    pub urgent: bool,
    /// People live on it: it pays the rent, the food or the care.
    pub vital: bool,
    /// Rank within its theme.
    pub rank: i64,
    /// How one asks for it.
    pub procedure: Procedure,
    /// Documents to bring.
    pub documents: Vec<Document>,
    /// How long it takes, and deadlines to ask.
    pub delay: String,
    /// When and how it is renewed.
    pub renewal: String,
    /// How its decisions are contested.
    pub appeals: Vec<Appeal>,
    /// Why it is often not claimed.
    pub unclaimed_because: String,
    /// Its conditions.
    pub conditions: Vec<Condition>,
    /// What it gives.
    pub benefit: Benefit,
    /// What it can not be had with.
    pub exclusions: Vec<Exclusion>,
    /// Its sources.
    pub sources: Vec<String>,
    /// How sure the catalogue is, the weakest of what matters.
    pub confidence: Confidence,
    /// When it was last checked.
    pub checked_on: NaiveDate,
    /// When it must be read again.
    pub review_on: NaiveDate,
}

/// A document to bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub text: String,
    /// Of whom it is asked, as written; of everybody when there is none. [`crate::Asking::documents`] says whether it is of somebody.
    pub only_if: Option<String>,
}

impl Right {
    /// Whether it is in force on this day.
    #[must_use]
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// What a layer specialises still rests on what the layer below wrote: its sources too, the weaker confidence, the
    /// older check and the earlier review.
    pub(super) fn rest_on(&mut self, base: &Self) {
        for source in &base.sources {
            if !self.sources.contains(source) {
                self.sources.push(source.clone());
            }
        }
        self.confidence = self.confidence.min(base.confidence);
        self.checked_on = self.checked_on.min(base.checked_on);
        self.review_on = self.review_on.min(base.review_on);
    }
}
