//! What a right looks at, whatever is known: the answers, the figures of the law, the other rights; which
//! questions decide it; and the acceptance situation that shows it best.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::compiled::CompiledRight;
use super::figures;
use super::load::asked_by;
use crate::language::program::Dated;
use crate::language::reach::{Reach, Reached};
use crate::language::tell::{Piece, tell};
use crate::{
    AmountRange, Asks, Case, Catalogue, Entity, Fact, FactId, Intermediate, Outcome, Parameter,
    Question, Right, outcomes,
};

/// What a right looks at, directly or through intermediates.
#[derive(Clone, Debug, Default)]
pub struct Looks<'c> {
    /// The answers it reads; a fact read for the person and for the partner is there once.
    pub facts: Vec<&'c Fact>,
    /// Whether it reads if there is a partner.
    pub partner: bool,
    /// Whether it reads how many children there are.
    pub children: bool,
    /// Whether it reads the incomes of named months.
    pub incomes: bool,
    /// The figures of the law it uses.
    pub parameters: Vec<&'c Parameter>,
    /// The named values it computes.
    pub intermediates: Vec<&'c Intermediate>,
    /// The other rights it looks at.
    pub rights: Vec<&'c Right>,
}

impl Catalogue {
    fn compiled_right(&self, id: &str) -> Option<&CompiledRight> {
        let index = *self.compiled.names.rights.get(id)?;
        self.compiled.rights.get(usize::from(index))
    }

    /// What the conditions and the amount of a right look at; what only its signal looks at is left out.
    /// Nothing for a right that does not exist.
    #[must_use]
    pub fn looks_at(&self, right: &str) -> Looks<'_> {
        let Some(compiled) = self.compiled_right(right) else {
            return Looks::default();
        };
        let mut reach = Reach::new(&self.compiled.program, &self.compiled.intermediates, None);
        let conditions = compiled.conditions.iter().flatten();
        conditions
            .chain(compiled.amount.iter())
            .for_each(|dated| reach.look(dated));
        let slots = &self.compiled.names.slots;
        let mut looks = Looks::default();
        let mut facts: BTreeSet<FactId> = BTreeSet::new();
        for read in &reach.found {
            let fact = |entity, slot: u16| slots.frame(entity).get(usize::from(slot)).copied();
            match *read {
                Reached::Household(slot) => facts.extend(fact(Entity::Household, slot)),
                Reached::Person(slot) | Reached::Partner(slot) => {
                    facts.extend(fact(Entity::Adult, slot));
                }
                Reached::Child(slot) => facts.extend(fact(Entity::Child, slot)),
                Reached::Income(_) | Reached::Incomes(..) => looks.incomes = true,
                Reached::PartnerExists => looks.partner = true,
                Reached::ChildrenComplete => looks.children = true,
                Reached::Parameter(index) => {
                    looks
                        .parameters
                        .extend(self.parameters.get(usize::from(index)));
                }
                Reached::Intermediate(index) => {
                    looks
                        .intermediates
                        .extend(self.intermediates.get(usize::from(index)));
                }
                Reached::Right(index) => looks.rights.extend(self.rights.get(usize::from(index))),
            }
        }
        looks.facts = facts.into_iter().filter_map(|id| self.fact(id)).collect();
        looks
    }

    /// The questions whose answers a right reads itself: its conditions, its amount or its signal.
    #[must_use]
    pub fn questions_read_by(&self, right: &str) -> Vec<&Question> {
        let Some(compiled) = self.compiled_right(right) else {
            return Vec::new();
        };
        let incomes = |read: &Reached| matches!(read, Reached::Incomes(..));
        let reads = |thing: &Reached| {
            if incomes(thing) {
                compiled.reads_in_all.iter().any(incomes)
            } else {
                compiled.reads_in_all.contains(thing)
            }
        };
        // The first question about children makes the list; the others only show it.
        let lists = self
            .questions
            .iter()
            .find(|question| matches!(question.asks, Asks::Children(_)));
        let asks = |question: &&Question| {
            let first = lists.is_some_and(|lists| std::ptr::eq(lists, *question));
            let asked = asked_by(self, question);
            let mut asked = asked
                .iter()
                .filter(|thing| first || !matches!(thing, Reached::ChildrenComplete));
            asked.any(reads)
        };
        self.questions.iter().filter(asks).collect()
    }

    /// The rights an answer to this question may change, themselves or through the rights they name.
    #[must_use]
    pub fn rights_decided_by(&self, question: &str) -> Vec<&Right> {
        let place = self.questions.iter().position(|known| known.id == question);
        place
            .and_then(|place| self.compiled.concerns.get(place))
            .into_iter()
            .flatten()
            .filter_map(|right| self.rights.get(usize::from(*right)))
            .collect()
    }

    /// The rights whose conditions or amount use this figure of the law, or whose texts tell it.
    #[must_use]
    pub fn rights_using(&self, parameter: &str) -> Vec<&Right> {
        let Some(index) = self.compiled.names.parameters.get(parameter) else {
            return Vec::new();
        };
        let uses =
            |compiled: &CompiledRight| compiled.reads_in_all.contains(&Reached::Parameter(*index));
        let tells = |right: &Right| {
            let conditions = right.conditions.iter();
            let said = conditions
                .flat_map(|condition| [Some(&condition.label), condition.appraisal.as_ref()])
                .chain([Some(&right.benefit.text), right.benefit.note.as_ref()]);
            let mut said = said.flatten();
            said.any(|text| figures::tells(text, parameter))
        };
        let rights = self.rights.iter().zip(&self.compiled.rights);
        rights
            .filter(|(right, compiled)| uses(compiled) || tells(right))
            .map(|(right, _)| right)
            .collect()
    }

    /// The rights whose conditions or amount use this named value.
    #[must_use]
    pub fn rights_computing(&self, value: &Intermediate) -> Vec<&Right> {
        let uses = |right: &&Right| {
            let looks = self.looks_at(&right.id);
            looks
                .intermediates
                .iter()
                .any(|used| std::ptr::eq(*used, value))
        };
        self.rights.iter().filter(uses).collect()
    }

    /// How a condition of a right is computed on a day, in words; nothing for an appraisal.
    #[must_use]
    pub fn told_condition(&self, right: &str, condition: usize, on: NaiveDate) -> Vec<Piece> {
        let compiled = self.compiled_right(right);
        let test = compiled.and_then(|compiled| compiled.conditions.get(condition));
        self.told(test.and_then(Option::as_ref), on)
    }

    /// How the amount of a right is computed on a day, in words; nothing when there is no formula.
    #[must_use]
    pub fn told_amount(&self, right: &str, on: NaiveDate) -> Vec<Piece> {
        let compiled = self.compiled_right(right);
        self.told(compiled.and_then(|compiled| compiled.amount.as_ref()), on)
    }

    /// How a named value is computed on a day, in words.
    #[must_use]
    pub fn told_intermediate(&self, intermediate: &Intermediate, on: NaiveDate) -> Vec<Piece> {
        let names = &self.compiled.names;
        let index = names.intermediate(intermediate.entity, &intermediate.id);
        let dated = index.and_then(|index| self.compiled.intermediates.get(usize::from(index)));
        dated
            .and_then(|dated| dated.text_on(on))
            .map_or_else(Vec::new, |text| tell(self, text, intermediate.entity))
    }

    fn told(&self, expression: Option<&Dated>, on: NaiveDate) -> Vec<Piece> {
        expression
            .and_then(|dated| dated.text_on(on))
            .map_or_else(Vec::new, |text| tell(self, text, Entity::Household))
    }

    /// The acceptance situation that shows a right best: one where it is probable or can be asked for, with an
    /// exact amount if any situation gives one.
    #[must_use]
    pub fn example(&self, right: &str) -> Option<&Case> {
        let examples = self.examples.get_or_init(|| self.best_examples());
        let index = *self.compiled.names.rights.get(right)?;
        let case = (*examples.get(usize::from(index))?)?;
        self.cases.get(case)
    }

    fn best_examples(&self) -> Vec<Option<usize>> {
        let mut best: Vec<(u8, Option<usize>)> = vec![(0, None); self.rights.len()];
        for (place, case) in self.cases.iter().enumerate() {
            let Ok(situation) = case.situation(self) else {
                continue;
            };
            for (right, outcome, amount) in outcomes(self, &situation, case.date) {
                let expected = case.expected.iter().any(|expected| expected.right == right);
                let worth = worth(outcome, amount, expected);
                let index = self.compiled.names.rights.get(right);
                let found = index.and_then(|index| best.get_mut(usize::from(*index)));
                if let Some(found) = found
                    && worth > found.0
                {
                    *found = (worth, Some(place));
                }
            }
        }
        best.into_iter().map(|(_, case)| case).collect()
    }
}

/// How well a finding shows a right: nothing at all unless the right is likely.
fn worth(outcome: Outcome, amount: Option<AmountRange>, expected: bool) -> u8 {
    let likely = match outcome {
        Outcome::Probable => 2,
        Outcome::MayAsk => 1,
        _ => return 0,
    };
    let exact = match amount {
        Some(AmountRange { lo, hi: Some(hi) }) if lo == hi && lo > 0 => 16,
        Some(AmountRange { hi: Some(_), .. }) => 8,
        _ => 0,
    };
    exact | likely | if expected { 4 } else { 0 }
}
