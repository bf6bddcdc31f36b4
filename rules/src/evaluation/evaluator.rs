//! Applying the law of one day to households, one after the other. What one evaluation needed serves the next.

use super::compute::Computer;
use super::findings::Judged;
use super::looks::Looked;
use super::places::Paths;
use super::printing::Printer;
use super::relevance::Waiting;
use super::telling::Scratch;
use super::{printing, relevance, telling};
use crate::{AmountRange, Evaluation, Finding, Outcome, Situation};

/// Evaluates households under one law. For several threads, one each.
pub struct Evaluator<'l> {
    pub(super) computer: Computer<'l>,
    pub(super) judged: Judged,
    /// What would be judged without sensitive answers.
    pub(super) blind: Judged,
    pub(super) scratch: Scratch,
    pub(super) waiting: Waiting,
    pub(super) paths: Paths,
    pub(super) looked: Looked,
    printer: Printer,
}

impl<'l> Evaluator<'l> {
    /// One that nobody used before.
    pub(super) fn new(computer: Computer<'l>) -> Self {
        Self {
            computer,
            judged: Judged::default(),
            blind: Judged::default(),
            scratch: Scratch::default(),
            waiting: Waiting::default(),
            paths: Paths::default(),
            looked: Looked::default(),
            printer: Printer::default(),
        }
    }

    /// What follows for this household: a finding for every right in force, with its reasons, and what each
    /// question is still good for.
    pub fn evaluate(&mut self, situation: &Situation) -> Evaluation {
        self.told(situation, true)
    }

    /// The same without the conditions and without the questions.
    pub fn evaluate_briefly(&mut self, situation: &Situation) -> Evaluation {
        self.told(situation, false)
    }

    fn told(&mut self, situation: &Situation, whole: bool) -> Evaluation {
        let is_blind = self.judge_with_reasons(situation);
        let Self {
            computer,
            judged,
            blind,
            scratch,
            waiting,
            paths,
            looked,
            ..
        } = self;
        let (relevance, worth_asking) = if whole {
            relevance::of_questions(computer, judged, waiting)
        } else {
            Default::default()
        };
        paths.reset(computer);
        looked.reset(computer);
        let mut findings: Vec<Finding> = Vec::with_capacity(judged.rights.len());
        telling::tell(
            computer,
            judged,
            is_blind.then_some(&*blind),
            scratch,
            |computer, told| {
                findings.push(told.finding(computer, judged, paths, whole.then_some(&mut *looked)));
            },
        );
        Evaluation {
            date: computer.law.day,
            catalogue: computer.law.catalogue.version.clone(),
            findings,
            relevance,
            questions: computer.law.catalogue.compiled.questions.clone(),
            worth_asking,
        }
    }

    /// Prints at the end of a line what [`Self::evaluate_briefly`] says, as one JSON object, straight from what
    /// was computed.
    pub fn print_briefly(&mut self, situation: &Situation, line: &mut String) {
        let is_blind = self.judge_with_reasons(situation);
        let Self {
            computer,
            judged,
            blind,
            scratch,
            printer,
            ..
        } = self;
        printer.begin(computer, line);
        telling::tell(
            computer,
            judged,
            is_blind.then_some(&*blind),
            scratch,
            |computer, told| printer.finding(computer, &told, line),
        );
        Printer::end(line);
    }

    /// Prints at the end of a line what [`Self::outcomes`] says, as one JSON object: of each right in force its outcome and its
    /// amount, in the form [`Evaluation::to_json`] gives them. Sensitive answers count, and nothing tells which did.
    pub fn print_outcomes(&mut self, situation: &Situation, line: &mut String) {
        let law = self.computer.law;
        let rights = law.catalogue.rights().iter();
        let found = rights.zip(self.outcomes_by_place(situation));
        let found = found.filter_map(|(right, found)| found.map(|found| (right, found)));
        printing::outcomes(law, found, line);
    }

    /// What follows for each right in force, by id, without reasons: the quick way to read many situations.
    pub fn outcomes(
        &mut self,
        situation: &Situation,
    ) -> impl Iterator<Item = (&'l str, Outcome, Option<AmountRange>)> {
        let rights = self.computer.law.catalogue.rights().iter();
        let found = rights.zip(self.outcomes_by_place(situation));
        found.filter_map(|(right, found)| {
            found.map(|(outcome, amount)| (right.id.as_str(), outcome, amount))
        })
    }

    /// The same, in the order of the catalogue; `None` for a right not in force.
    pub(super) fn outcomes_by_place(
        &mut self,
        situation: &Situation,
    ) -> impl Iterator<Item = Option<(Outcome, Option<AmountRange>)>> {
        self.computer.frames.fill(self.computer.law, situation);
        self.computer.start(false);
        self.judged.judge(&mut self.computer);
        self.judged.found.iter().copied()
    }

    /// Judges with reasons; whether it was also judged without the sensitive answers.
    fn judge_with_reasons(&mut self, situation: &Situation) -> bool {
        let law = self.computer.law;
        self.computer.frames.fill(law, situation);
        let is_blind = self.computer.frames.forget_sensitive(law);
        if is_blind {
            self.computer.start(false);
            self.blind.judge_blind(&mut self.computer);
            self.computer.frames.remember();
        }
        self.computer.start(true);
        self.judged.judge_with_reasons(&mut self.computer);
        is_blind
    }
}
