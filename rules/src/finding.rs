//! What comes out: one finding for every right in force, and what each question is still good for.
//!
//! Findings are serialised whole: frozen in the store, they reprint exactly as they were issued.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::language::quick::Quick;
use crate::{AmountRange, Confidence, Path, Period, Question, Receipt, Shared, Use};

/// Yes, no, or not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Truth {
    /// Certainly so.
    #[serde(rename = "oui")]
    Yes,
    /// Certainly not.
    #[serde(rename = "non")]
    No,
    /// Undecided: what is known allows both.
    #[default]
    #[serde(rename = "inconnu")]
    Unknown,
}

/// What follows for one right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// It is received (or suspended: see [`Finding::receipt`]).
    #[serde(rename = "deja_ouvert")]
    AlreadyOpen,
    /// Every condition is computed and true.
    #[serde(rename = "probable")]
    Probable,
    /// The same, but an institution must judge the rest.
    #[serde(rename = "a_demander")]
    MayAsk,
    /// Undecided, or nothing but appraisal.
    #[serde(rename = "a_verifier")]
    ToCheck,
    /// A condition is known to fail.
    #[serde(rename = "peu_probable")]
    Unlikely,
    /// The evaluation failed; [`Finding::failures`] says why.
    #[serde(rename = "non_calcule")]
    NotComputed,
}

impl Outcome {
    /// Every outcome, in the order results are shown.
    pub const ALL: [Self; 6] = [
        Self::AlreadyOpen,
        Self::Probable,
        Self::MayAsk,
        Self::ToCheck,
        Self::Unlikely,
        Self::NotComputed,
    ];

    /// The stable word for it: `deja_ouvert`, `probable`, `a_demander`, `a_verifier`, `peu_probable`, `non_calcule`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AlreadyOpen => "deja_ouvert",
            Self::Probable => "probable",
            Self::MayAsk => "a_demander",
            Self::ToCheck => "a_verifier",
            Self::Unlikely => "peu_probable",
            Self::NotComputed => "non_calcule",
        }
    }
}

/// What became of one condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// True, whatever is still unknown.
    #[serde(rename = "remplie")]
    Met,
    /// False, whatever is still unknown.
    #[serde(rename = "non_remplie")]
    NotMet,
    /// Undecided.
    #[serde(rename = "inconnue")]
    Unknown,
    /// Only an institution can judge it.
    #[serde(rename = "appreciation")]
    Appraisal,
    /// It could not be computed.
    #[serde(rename = "non_calculee")]
    NotComputed,
}

impl Verdict {
    /// The stable word for it, as in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "remplie",
            Self::NotMet => "non_remplie",
            Self::Unknown => "inconnue",
            Self::Appraisal => "appreciation",
            Self::NotComputed => "non_calculee",
        }
    }
}

/// One condition with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The rule, as a plain sentence to the person.
    pub label: Shared,
    /// What became of it.
    pub verdict: Verdict,
    /// The sentence of who appraises it, when only an institution can.
    pub appraisal: Option<Shared>,
    /// Its legal source.
    pub source: Shared,
    /// How sure the catalogue is of it.
    pub confidence: Confidence,
    /// The places of the answers it looks at, given or not.
    pub facts: Shared<[Path]>,
}

/// An estimate of what a right gives: a range, never a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// The range, in cents.
    #[serde(flatten)]
    pub range: AmountRange,
    /// What the amount is paid for.
    pub period: Period,
}

/// What follows for one right, with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The right's id.
    pub right: String,
    /// What follows.
    pub outcome: Outcome,
    /// What was answered about receiving it; `None` when not known.
    pub receipt: Option<Receipt>,
    /// Whether the need or fact that makes the right worth raising is there. On paper, only rights signalled
    /// by [`Truth::Yes`] appear among those to check.
    pub signalled: Truth,
    /// Every condition, in the order of the file.
    pub conditions: Vec<Judged>,
    /// What would settle it: places still without a value, those that settle most rights first. An open list
    /// is named by what closes it.
    pub missing: Vec<Path>,
    /// What it would give, when that can be estimated; never for a right already open or unlikely.
    pub amount: Option<Estimate>,
    /// Rights one must choose between, by id.
    pub choice_with: Vec<String>,
    /// Rights that come first, by id: this one is shown « après ».
    pub after: Vec<String>,
    /// Rights whose opening this one waits for, by id.
    pub after_opening_of: Vec<String>,
    /// The last day of a right already open: ask again before it.
    pub renew_before: Option<NaiveDate>,
    /// Rests on a sensitive answer, or only a sensitive question would settle it: withheld from copies unless
    /// the person chooses otherwise.
    pub sensitive: bool,
    /// What could not be computed, sentences.
    pub failures: Vec<String>,
}

/// What a question is still good for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relevance {
    /// Worth asking.
    Useful {
        /// How many rights an answer could still change; 0 for a question that serves something else.
        rights: usize,
    },
    /// Everything it asks has an answer already, be it « ne sait pas », or no longer matters.
    Answered,
    /// No answer can change an outcome or an amount.
    Pointless {
        /// Why, a sentence.
        why: &'static str,
    },
}

/// What follows for a household on a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The date of law.
    pub date: NaiveDate,
    /// The catalogue's version.
    pub catalogue: String,
    /// One finding for every right in force, in the catalogue's order.
    pub findings: Vec<Finding>,
    /// Relevance of the questions, by number; not kept in frozen evaluations.
    #[serde(skip)]
    pub(crate) relevance: Vec<Relevance>,
    /// The numbers of the questions, by id; not kept in frozen evaluations.
    #[serde(skip)]
    pub(crate) questions: Arc<BTreeMap<String, usize>>,
    /// The places nobody was asked about that are still worth asking; not kept in frozen evaluations.
    #[serde(skip)]
    pub(crate) worth_asking: HashSet<Path, Quick>,
}

impl Evaluation {
    /// The finding of this right, when it is in force.
    #[must_use]
    pub fn finding(&self, right: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.right == right)
    }

    /// Whether the question is still worth asking. A question that serves the conduct of the interview, an
    /// urgency, orientation or documents always is, until it is answered.
    #[must_use]
    pub fn asks_something(&self, question: &Question) -> Relevance {
        let unknown = || match question.used_for {
            Use::Right => Relevance::Pointless {
                why: "Cette question n’a pas été évaluée.",
            },
            _ => Relevance::Useful { rights: 0 },
        };
        let number = self.questions.get(&question.id);
        let relevance = number.and_then(|number| self.relevance.get(*number));
        relevance.cloned().unwrap_or_else(unknown)
    }

    /// Whether a question is still worth asking at one of its places nobody was asked about: one fact, of one adult or of one
    /// child. What serves the conduct of the interview, orientation or documents always is; what follows the first fact of
    /// an urgency is not once that says « aucun ».
    #[must_use]
    pub fn asks_at(&self, question: &Question, path: &Path) -> bool {
        match question.used_for {
            Use::Right | Use::Urgency => self.worth_asking.contains(path),
            _ => true,
        }
    }

    /// Every place still without a value, with the number of rights it could settle, most first.
    #[must_use]
    pub fn missing_ranked(&self) -> Vec<(Path, usize)> {
        let mut ranked: Vec<(Path, usize)> = Vec::new();
        let mut places: BTreeMap<&Path, usize> = BTreeMap::new();
        for path in self.findings.iter().flat_map(|finding| &finding.missing) {
            let place = *places.entry(path).or_insert(ranked.len());
            match ranked.get_mut(place) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => ranked.push((path.clone(), 1)),
            }
        }
        // A stable sort: among places that settle as many rights, the first one met stays first.
        ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        ranked
    }
}

/// Something in the answers that is hardly possible, to be looked at together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The answers it is about.
    pub paths: Vec<Path>,
    /// What is strange, a sentence.
    pub sentence: String,
}
