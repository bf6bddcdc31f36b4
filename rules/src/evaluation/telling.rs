//! Telling what follows: reasons, what is missing, exclusions, sensitive mark.

use super::compute::Computer;
use super::findings::{Judged, Judgement};
use super::looks::Looked;
use super::places::{Paths, Set};
use super::ranking::Ranking;
use crate::catalogue::compiled::CompiledRight;
use crate::language::reach::Reached;
use crate::{Estimate, Finding, Outcome, Receipt, Right, Truth, Verdict};

/// What is said of one right, places and rights by number.
pub(super) struct Told<'l, 't> {
    pub(super) right: &'l Right,
    id: u16,
    pub(super) judgement: Judgement,
    pub(super) receipt: Option<Receipt>,
    /// Those that settle most rights first.
    pub(super) missing: &'t [usize],
    pub(super) choice_with: Vec<u16>,
    pub(super) after: Vec<u16>,
    pub(super) after_opening_of: Vec<u16>,
    pub(super) sensitive: bool,
    pub(super) failures: Vec<String>,
}

/// What telling needs, used again for the next household.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    ranking: Ranking,
    /// The sensitive places.
    sensitive: Vec<u64>,
    missing: Vec<usize>,
}

/// Tells, of every right in force, what was judged with its reasons; `blind` is the same without sensitive
/// answers, when there are any.
pub(super) fn tell<'l>(
    computer: &mut Computer<'l>,
    judged: &Judged,
    blind: Option<&Judged>,
    scratch: &mut Scratch,
    mut say: impl FnMut(&Computer<'l>, Told<'l, '_>),
) {
    let Scratch {
        ranking,
        sensitive,
        missing,
    } = scratch;
    ranking.rank(computer, judged);
    computer.note_sensitive(sensitive);
    let catalogue = computer.law.catalogue;
    let rights = catalogue.rights().iter().zip(&catalogue.compiled.rights);
    for ((id, (right, compiled)), judgement) in (0_u16..).zip(rights).zip(&judged.rights) {
        let Some(judgement) = *judgement else {
            continue;
        };
        let settles = computer.trace.places(judgement.settles);
        let sensitive_only = !settles.is_empty() && settles.is_within(Set::of(sensitive));
        ranking.order(settles, missing);
        let rests_on_sensitive = blind.is_some_and(|blind| {
            blind
                .of(id)
                .is_some_and(|_| !judged.says_the_same(computer, blind, id))
        });
        let likely = |other: &&u16| judged.of(**other).is_some_and(Judgement::is_likely);
        let choice_with: &[u16] = match judgement.outcome {
            // What is unlikely is not something to choose, but what comes first is said all the same.
            Outcome::Unlikely | Outcome::NotComputed => &[],
            _ => &compiled.choice_with,
        };
        let told = Told {
            right,
            id,
            judgement,
            receipt: computer.frames.receipt(id),
            missing,
            choice_with: choice_with.iter().filter(likely).copied().collect(),
            after: compiled.after.iter().filter(likely).copied().collect(),
            after_opening_of: waits_for(computer, judged, compiled, id, &judgement),
            sensitive: right.sensitive || rests_on_sensitive || sensitive_only,
            failures: failures(
                computer,
                right,
                compiled,
                judged.verdicts(computer, id),
                &judgement,
            ),
        };
        say(computer, told);
    }
}

impl Judgement {
    const fn is_likely(&self) -> bool {
        matches!(
            self.outcome,
            Outcome::AlreadyOpen | Outcome::Probable | Outcome::MayAsk
        )
    }
}

impl Told<'_, '_> {
    /// The last day of a right already open.
    pub(super) const fn renew_before(&self) -> Option<chrono::NaiveDate> {
        match self.receipt {
            Some(Receipt::Open { until }) => until,
            _ => None,
        }
    }

    /// What it would give.
    pub(super) fn estimate(&self) -> Option<Estimate> {
        let (range, period) = self.judgement.amount.zip(self.right.benefit.period)?;
        Some(Estimate { range, period })
    }

    /// The finding, in words, with its conditions when what they look at is told.
    pub(super) fn finding(
        self,
        computer: &Computer<'_>,
        judged: &Judged,
        paths: &mut Paths,
        looked: Option<&mut Looked>,
    ) -> Finding {
        let ids = |rights: &[u16]| -> Vec<String> {
            let all = computer.law.catalogue.rights();
            let rights = rights.iter().filter_map(|id| all.get(usize::from(*id)));
            rights.map(|right| right.id.clone()).collect()
        };
        let mut missing = Vec::with_capacity(self.missing.len());
        let places = self.missing.iter();
        missing.extend(places.filter_map(|place| paths.path(computer, *place)));
        Finding {
            right: self.right.id.clone(),
            outcome: self.judgement.outcome,
            receipt: self.receipt,
            signalled: self.judgement.signalled,
            conditions: looked.map_or_else(Vec::new, |looked| {
                let verdicts = judged.verdicts(computer, self.id);
                reasons(computer, self.id, self.right, verdicts, looked)
            }),
            missing,
            amount: self.estimate(),
            choice_with: ids(&self.choice_with),
            after: ids(&self.after),
            after_opening_of: ids(&self.after_opening_of),
            renew_before: self.renew_before(),
            sensitive: self.sensitive,
            failures: self.failures,
        }
    }
}

fn reasons(
    computer: &Computer<'_>,
    id: u16,
    right: &Right,
    verdicts: &[Verdict],
    looked: &mut Looked,
) -> Vec<crate::Judged> {
    let law = computer.law;
    let in_force = law.right(id);
    let sentences = law.sentences(in_force).iter();
    let looked_at = law.looked_at(in_force).iter();
    let conditions = right.conditions.iter().zip(verdicts);
    conditions
        .zip(sentences.zip(looked_at))
        .map(|((condition, verdict), (sentences, list))| crate::Judged {
            label: sentences.label.clone(),
            verdict: *verdict,
            appraisal: sentences.appraisal.clone(),
            source: sentences.source.clone(),
            confidence: condition.confidence,
            facts: looked.places(computer, *list),
        })
        .collect()
}

/// Rights not open yet, probable or to be asked for, without which a condition would not hold.
fn waits_for(
    computer: &mut Computer<'_>,
    judged: &Judged,
    compiled: &CompiledRight,
    id: u16,
    judgement: &Judgement,
) -> Vec<u16> {
    let waiting = matches!(
        judgement.outcome,
        Outcome::Probable | Outcome::MayAsk | Outcome::ToCheck
    );
    if !waiting {
        return Vec::new();
    }
    let coming = |other: &u16| {
        judged.of(*other).is_some_and(|judgement| {
            matches!(judgement.outcome, Outcome::Probable | Outcome::MayAsk)
        })
    };
    let mut rights: Vec<u16> = compiled.rests_on.iter().copied().filter(coming).collect();
    rights.retain(|other| {
        let with = supposing(computer, id, *other, Truth::Yes);
        let without = supposing(computer, id, *other, Truth::No);
        with.iter()
            .zip(&without)
            .any(|(with, without)| with != without && *with != Verdict::NotMet)
    });
    rights
}

/// The verdicts on the conditions of a right, supposing another one open or not.
fn supposing(computer: &mut Computer<'_>, id: u16, other: u16, truth: Truth) -> Vec<Verdict> {
    computer.suppose(other, truth);
    let law = computer.law;
    let tests = law.tests_of(law.right(id)).iter();
    tests.map(|test| computer.verdict(*test)).collect()
}

/// What could not be computed, sentences.
fn failures(
    computer: &Computer<'_>,
    right: &Right,
    compiled: &CompiledRight,
    verdicts: &[Verdict],
    judgement: &Judgement,
) -> Vec<String> {
    if !judgement.amount_failed && !verdicts.contains(&Verdict::NotComputed) {
        return Vec::new();
    }
    let day = crate::french::day(computer.law.day);
    let mut failures = Vec::new();
    for read in &compiled.reads_in_all {
        match read {
            Reached::Parameter(index) => {
                let parameter = computer.law.catalogue.parameters().get(usize::from(*index));
                failures.extend(
                    parameter
                        .filter(|p| p.values.iter().all(|value| value.since > computer.law.day))
                        .map(|parameter| {
                            format!("Le barème ne donne pas « {} » au {day}.", parameter.name)
                        }),
                );
            }
            Reached::Intermediate(index) => {
                let dated = computer
                    .law
                    .catalogue
                    .compiled
                    .intermediates
                    .get(usize::from(*index));
                if dated.is_some_and(|dated| dated.on(computer.law.day).is_none()) {
                    failures.push(format!(
                        "Un calcul dont ce droit dépend n’est pas décrit au {day}."
                    ));
                }
            }
            _ => {}
        }
    }
    for (condition, test) in right.conditions.iter().zip(&compiled.conditions) {
        if test
            .as_ref()
            .is_some_and(|test| test.on(computer.law.day).is_none())
        {
            failures.push(format!(
                "Cette règle n’est pas décrite au {day} : {}",
                computer
                    .law
                    .catalogue
                    .with_figures(&condition.label, computer.law.day)
            ));
        }
    }
    if compiled
        .amount
        .as_ref()
        .is_some_and(|amount| amount.on(computer.law.day).is_none())
    {
        failures.push(format!("Le calcul du montant n’est pas décrit au {day}."));
    }
    if failures.is_empty() {
        failures.push(format!(
            "Un droit dont celui-ci dépend n’a pas pu être calculé au {day}."
        ));
    }
    failures.sort();
    failures.dedup();
    failures
}
