//! What each question is still good for. It follows from what can still change an outcome or an amount, never
//! from branches written by hand.

use std::collections::BTreeMap;

use super::compute::Computer;
use super::findings::{Judgement, Open};
use super::live::Leaf;
use super::resolve::{NEW_CHILD, PARTNER, PERSON};
use crate::language::reach::Reached;
use crate::path::Holder;
use crate::{Asks, Entity, FactId, Outcome, Question, Relevance, Truth, Use, Whom};

/// The relevance of every question, by id.
pub(crate) fn of_questions(
    computer: &Computer<'_>,
    judged: &[Option<Judgement>],
    open: &[Open],
) -> BTreeMap<String, Relevance> {
    let mut first_children = true;
    let mut found = BTreeMap::new();
    for question in computer.catalogue.questions() {
        let closes =
            matches!(question.asks, Asks::Children(_)) && std::mem::take(&mut first_children);
        let relevance = of_question(
            &Asker {
                computer,
                question,
                closes,
            },
            judged,
            open,
        );
        found.insert(question.id.clone(), relevance);
    }
    found
}

fn of_question(asker: &Asker<'_, '_>, judged: &[Option<Judgement>], open: &[Open]) -> Relevance {
    let question = asker.question;
    if let Some(why) = asker.nobody_to_ask() {
        return Relevance::Pointless {
            why: why.to_owned(),
        };
    }
    if asker.is_answered() {
        return Relevance::Answered;
    }
    let always = question.used_for != Use::Right || matches!(question.asks, Asks::Receipts(_));
    let asks = |leaf: &Leaf| asker.asks(*leaf) && asker.computer.is_unasked(*leaf);
    let rights = open
        .iter()
        .filter(|open| open.settles.iter().chain(&open.signals).any(asks))
        .count();
    if always || rights > 0 {
        return Relevance::Useful { rights };
    }
    let undecided = |judgement: &Judgement| {
        matches!(
            judgement.outcome,
            Outcome::Probable | Outcome::MayAsk | Outcome::ToCheck
        )
    };
    let concerned = judged.iter().enumerate().filter_map(|(index, judgement)| {
        let right = asker
            .computer
            .compiled(u16::try_from(index).unwrap_or(u16::MAX))?;
        right
            .reads_through
            .iter()
            .any(|read| asker.may_ask(*read))
            .then_some(judgement.as_ref()?)
    });
    let why = if concerned.into_iter().any(undecided) {
        "Vos autres réponses suffisent."
    } else {
        "Aucun droit encore possible n’en dépend."
    };
    Relevance::Pointless {
        why: why.to_owned(),
    }
}

struct Asker<'a, 'c> {
    computer: &'a Computer<'c>,
    question: &'a Question,
    /// Whether it is the question that also asks « c’est tout » for the children.
    closes: bool,
}

impl Asker<'_, '_> {
    fn slot(&self, fact: FactId) -> u16 {
        self.computer.catalogue.compiled.names.slots.of(fact)
    }

    fn entity(&self, fact: FactId) -> Option<Entity> {
        self.computer.catalogue.fact(fact).map(|fact| fact.entity)
    }

    /// Why there is nobody to put the question to.
    fn nobody_to_ask(&self) -> Option<&'static str> {
        let no_partner = self.computer.frames.partner == Truth::No;
        match &self.question.asks {
            Asks::Facts {
                of: Whom::Partner, ..
            }
            | Asks::Incomes {
                of: Whom::Partner, ..
            } if no_partner => Some("Il n’y a pas de conjoint."),
            Asks::Children(_)
                if !self.closes
                    && self.computer.frames.children_closed
                    && self.computer.frames.children().is_empty() =>
            {
                Some("Il n’y a pas d’enfant.")
            }
            _ => None,
        }
    }

    /// Whose facts of adults it asks, leaving out a partner who does not exist.
    fn adults(&self, of: Whom) -> Vec<u16> {
        let partner = self.computer.frames.partner != Truth::No;
        match of {
            Whom::Person | Whom::Household => vec![PERSON],
            Whom::Partner => vec![PARTNER],
            Whom::EachAdult if partner => vec![PERSON, PARTNER],
            Whom::EachAdult => vec![PERSON],
        }
    }

    fn holders(&self, of: Whom) -> Vec<Holder> {
        self.adults(of)
            .into_iter()
            .map(|frame| {
                if frame == PARTNER {
                    Holder::Partner
                } else {
                    Holder::Person
                }
            })
            .collect()
    }

    /// The frames in which it asks a fact.
    fn frames_of(&self, fact: FactId, of: Whom) -> Vec<u16> {
        match self.entity(fact) {
            Some(Entity::Household) => vec![super::resolve::HOUSEHOLD],
            Some(Entity::Person) => vec![PERSON],
            _ => self.adults(of),
        }
    }

    fn months(&self, months: &std::ops::RangeInclusive<i8>) -> std::ops::RangeInclusive<i64> {
        let this_month = self.computer.this_month();
        this_month.saturating_add(i64::from(*months.start()))
            ..=this_month.saturating_add(i64::from(*months.end()))
    }

    /// Whether everything it asks has an answer.
    fn is_answered(&self) -> bool {
        let frames = &self.computer.frames;
        match &self.question.asks {
            Asks::Facts { facts, of } => facts.iter().all(|fact| {
                self.frames_of(*fact, *of)
                    .iter()
                    .all(|frame| frames.is_asked(*frame, self.slot(*fact)))
            }),
            Asks::Children(facts) => {
                let rows = 0..frames.children().len();
                let complete = rows.clone().all(|row| {
                    facts
                        .iter()
                        .all(|fact| frames.is_asked(frames.child_frame(row), self.slot(*fact)))
                });
                complete
                    && if self.closes {
                        frames.children_asked
                    } else {
                        !rows.is_empty()
                    }
            }
            Asks::Partner => frames.partner_asked,
            Asks::Incomes { of, months } => self.holders(*of).iter().all(|holder| {
                self.months(months)
                    .all(|month| frames.is_month_asked(*holder, month))
            }),
            Asks::Receipts(rights) => rights.iter().all(|id| {
                let index = self.computer.catalogue.compiled.names.rights.get(id);
                index.is_none_or(|index| frames.is_receipt_asked(*index))
            }),
        }
    }

    /// Whether it asks for this place.
    fn asks(&self, leaf: Leaf) -> bool {
        match (&self.question.asks, leaf) {
            (Asks::Facts { facts, of }, Leaf::Fact(frame, slot)) => facts.iter().any(|fact| {
                self.slot(*fact) == slot && self.frames_of(*fact, *of).contains(&frame)
            }),
            (Asks::Children(facts), Leaf::Fact(frame, slot)) => {
                let is_child = frame > NEW_CHILD && frame < self.computer.frames.income_frame(0);
                is_child && facts.iter().any(|fact| self.slot(*fact) == slot)
            }
            (Asks::Children(facts), Leaf::NewChild(slot)) => {
                facts.iter().any(|fact| self.slot(*fact) == slot)
            }
            (Asks::Children(_), Leaf::ChildrenComplete) => self.closes,
            (Asks::Partner, Leaf::PartnerExists) => true,
            (Asks::Incomes { .. }, Leaf::Fact(frame, _)) => {
                frame >= self.computer.frames.income_frame(0)
            }
            (Asks::Incomes { of, months }, Leaf::Month(holder, month)) => {
                self.holders(*of).contains(&holder) && self.months(months).contains(&month)
            }
            (Asks::Receipts(rights), Leaf::Receipt(right)) => {
                let right = self.computer.catalogue.rights().get(usize::from(right));
                right.is_some_and(|right| rights.contains(&right.id))
            }
            _ => false,
        }
    }

    /// Whether it asks for something an expression looks at, whatever is known.
    fn may_ask(&self, read: Reached) -> bool {
        match (&self.question.asks, read) {
            (
                Asks::Facts { facts, .. },
                Reached::Household(slot) | Reached::Person(slot) | Reached::Partner(slot),
            ) => {
                let household = matches!(read, Reached::Household(_));
                facts.iter().any(|fact| {
                    self.slot(*fact) == slot
                        && (self.entity(*fact) == Some(Entity::Household)) == household
                })
            }
            (Asks::Children(facts), Reached::Child(slot)) => {
                facts.iter().any(|fact| self.slot(*fact) == slot)
            }
            (Asks::Children(_), Reached::ChildrenComplete)
            | (Asks::Partner, Reached::PartnerExists)
            | (Asks::Incomes { .. }, Reached::Incomes(..)) => true,
            _ => false,
        }
    }
}
