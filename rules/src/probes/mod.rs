//! Situations made from the conditions themselves: for every computed condition one that passes, one that
//! fails, one where exactly one answer is missing, and for every comparison one situation on each side.
//!
//! They hold no opinion on the law: acceptance situations do. They show that a condition can still pass and
//! fail, that an unknown answer leaves it open, and where its thresholds are; a condition that nothing can
//! fulfil, or that nothing can fail, comes out as a [`Gap`].
//!
//! `prober` makes the probes of one condition; `sandbox` tries one expression on one situation; `reads` says what it looks at; `steer` changes the situation
//! until it holds or fails, with `answers` and `lists`; `threshold` finds the two sides of a comparison.
//! Everything is deterministic.

mod answers;
mod lists;
mod prober;
mod reads;
mod sandbox;
mod start;
mod steer;
mod threshold;

use chrono::NaiveDate;

use prober::Prober;
use sandbox::Sandbox;
use start::Starts;

use crate::{Catalogue, Finding, Outcome, Path, Situation, Verdict, evaluate};

/// What a probe shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProbeKind {
    /// The condition holds.
    Passes,
    /// The condition fails.
    Fails,
    /// One answer is missing, and the condition is undecided.
    Unknown,
    /// One side of a threshold; probes come in pairs, the one that passes first.
    Threshold,
}

impl ProbeKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Passes, Self::Fails, Self::Unknown, Self::Threshold];
}

/// One situation made from a condition.
#[derive(Clone, Debug)]
pub struct Probe {
    /// The right, by id.
    pub right: String,
    /// Which of its conditions, from 0.
    pub condition: usize,
    /// What it shows.
    pub kind: ProbeKind,
    /// What the condition comes to.
    pub verdict: Verdict,
    /// The situation; it only says what the condition looks at.
    pub situation: Situation,
    /// The answer that is missing, or that was moved by one step across the threshold.
    pub about: Option<Path>,
}

/// A probe that could not be made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The right, by id.
    pub right: String,
    /// Which of its conditions, from 0.
    pub condition: usize,
    /// What could not be shown.
    pub kind: ProbeKind,
    /// How many: more than one only for thresholds.
    pub count: usize,
}

/// What the conditions of a catalogue gave.
#[derive(Clone, Debug, Default)]
pub struct Probes {
    /// How many computed conditions were looked at.
    pub conditions: usize,
    /// How many comparisons decide in them.
    pub comparisons: usize,
    /// The situations, by right and condition.
    pub probes: Vec<Probe>,
    /// What could not be made.
    pub gaps: Vec<Gap>,
}

/// Makes probes of every computed condition of the rights in force on a day.
///
/// Takes seconds in an optimised build: it is for tests and for `bilan catalogue test`.
#[must_use]
pub fn probe(catalogue: &Catalogue, on: NaiveDate) -> Probes {
    probe_some(catalogue, on, |_| true)
}

/// The same, for the rights whose id is chosen.
#[must_use]
pub fn probe_some(catalogue: &Catalogue, on: NaiveDate, chosen: impl Fn(&str) -> bool) -> Probes {
    let sandbox = Sandbox {
        catalogue,
        on,
        law: catalogue.on(on),
    };
    let starts = Starts::new(catalogue, on);
    let mut made = Probes::default();
    let rights = catalogue.rights().iter().zip(&catalogue.compiled.rights);
    for (index, (right, compiled)) in rights.enumerate() {
        let in_force = right.from <= on && right.until.is_none_or(|until| on <= until);
        if !in_force || !chosen(&right.id) {
            continue;
        }
        let tests = compiled.conditions.iter().enumerate();
        for (condition, test) in tests.filter_map(|(at, test)| Some((at, test.as_ref()?))) {
            if let Some(root) = test.on(on) {
                made.conditions = made.conditions.saturating_add(1);
                let prober = Prober {
                    sandbox: &sandbox,
                    right: &right.id,
                    condition,
                    root,
                    starts: starts.of(index, condition),
                };
                prober.probe(&mut made);
            }
        }
    }
    made
}

impl Probe {
    /// What is not as it should be when the whole catalogue is evaluated; empty when all is well. The condition
    /// has its verdict, the outcome agrees with it, and what is missing is asked for.
    #[must_use]
    pub fn failures(&self, catalogue: &Catalogue, on: NaiveDate) -> Vec<String> {
        let evaluation = evaluate(catalogue, &self.situation, on);
        let at = format!(
            "{}, condition {}",
            self.right,
            self.condition.saturating_add(1)
        );
        let Some(finding) = evaluation.finding(&self.right) else {
            return vec![format!("{at} : pas en vigueur à cette date")];
        };
        let mut failures = Vec::new();
        let judged = finding.conditions.get(self.condition);
        if judged.is_none_or(|judged| judged.verdict != self.verdict) {
            let found = judged.map_or("absente", |judged| judged.verdict.word());
            let wanted = self.verdict.word();
            failures.push(format!("{at} : {found} au lieu de {wanted}"));
        }
        if !self.agrees(finding) {
            failures.push(format!("{at} : l’issue est {}", finding.outcome.word()));
        }
        if let (ProbeKind::Unknown, Some(about)) = (self.kind, &self.about)
            && finding.outcome == Outcome::ToCheck
            && !finding.missing.contains(about)
        {
            failures.push(format!("{at} : « {about} » manque et n’est pas demandé"));
        }
        failures
    }

    /// Whether the outcome is one the verdict allows.
    fn agrees(&self, finding: &Finding) -> bool {
        match (finding.outcome, self.verdict) {
            (Outcome::AlreadyOpen | Outcome::NotComputed, _) => true,
            (Outcome::Unlikely, Verdict::NotMet) => true,
            (_, Verdict::NotMet) | (Outcome::Probable | Outcome::MayAsk, Verdict::Unknown) => false,
            _ => true,
        }
    }
}
