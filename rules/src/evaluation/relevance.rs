//! What each question is still good for. It follows from what can still change an outcome or an amount, never
//! from branches written by hand.

use std::collections::HashSet;

use super::compute::Computer;
use super::ends::Ends;
use super::findings::{Judged, Judgement};
use super::places::{Leaf, Set};
use super::resolve::{HOUSEHOLD, NEW_CHILD, PARTNER, PERSON};
use super::value::Val;
use crate::language::quick::Quick;
use crate::language::reach::Reached;
use crate::path::Holder;
use crate::{
    Asks, Entity, FactId, FactType, Outcome, Path, Question, Relevance, Truth, Use, Verdict, Whom,
};

/// The variant of a choice that says that there is nothing.
const NOTHING: &str = "aucun";

/// The relevance of every question, by number, and the places nobody was asked about that are still worth asking.
pub(super) fn of_questions(
    computer: &Computer<'_>,
    judged: &Judged,
    waiting: &mut Waiting,
) -> (Vec<Relevance>, HashSet<Path, Quick>) {
    waiting.fill(computer, judged);
    let mut first_children = true;
    let mut found = Vec::with_capacity(computer.law.catalogue.questions().len());
    let mut pressing = Vec::new();
    let concerns = &computer.law.catalogue.compiled.concerns;
    for (index, question) in computer.law.catalogue.questions().iter().enumerate() {
        let concerned = concerns.get(index).map_or(&[][..], Vec::as_slice);
        let closes =
            matches!(question.asks, Asks::Children(_)) && std::mem::take(&mut first_children);
        let asker = Asker {
            computer,
            question,
            closes,
            concerned,
        };
        if question.used_for == Use::Urgency {
            pressing.extend(asker.pressing());
        }
        found.push(of_question(&asker, judged, waiting));
    }
    let mut places: HashSet<Path, Quick> = waiting.places(computer).collect();
    places.extend(receipts_to_ask(computer, judged));
    places.extend(pressing.into_iter().filter_map(|leaf| computer.path(leaf)));
    (found, places)
}

/// The receipts to ask: of every right this household may have. What is refused for who lives here (no child, not the age) is
/// not read aloud, unless another right waits for it. What is refused for anything else is: an estimate of money may be
/// wrong, and some rights are refused to who already has them.
fn receipts_to_ask(computer: &Computer<'_>, judged: &Judged) -> impl Iterator<Item = Path> {
    let rights = (0_u16..).zip(computer.law.catalogue.rights());
    let asked = rights.filter(|(id, _)| {
        !computer.frames.is_receipt_asked(*id) && may_be_received(computer, judged, *id)
    });
    asked.filter_map(|(id, _)| computer.path(Leaf::Receipt(id)))
}

fn may_be_received(computer: &Computer<'_>, judged: &Judged, right: u16) -> bool {
    let compiled = computer
        .law
        .catalogue
        .compiled
        .rights
        .get(usize::from(right));
    let reads = compiled.map_or(&[][..], |right| &right.reads);
    let mut verdicts = reads.iter().zip(judged.verdicts(computer, right));
    !verdicts.any(|(reads, verdict)| {
        *verdict == Verdict::NotMet && reads.iter().all(|read| is_who_lives_here(computer, *read))
    })
}

/// Whether what an expression looks at only says who lives here: the partner, the children, dates.
fn is_who_lives_here(computer: &Computer<'_>, read: Reached) -> bool {
    let adult = |slot: u16| {
        let catalogue = computer.law.catalogue;
        let facts = &catalogue.compiled.names.slots.adult;
        let fact = facts
            .get(usize::from(slot))
            .and_then(|id| catalogue.fact(*id));
        fact.is_some_and(|fact| fact.kind == FactType::Date)
    };
    match read {
        Reached::PartnerExists
        | Reached::ChildrenComplete
        | Reached::Child(_)
        | Reached::Parameter(_)
        | Reached::Intermediate(_) => true,
        Reached::Person(slot) | Reached::Partner(slot) => adult(slot),
        Reached::Household(_) | Reached::Income(_) | Reached::Incomes(..) | Reached::Right(_) => {
            false
        }
    }
}

/// The rights that wait for each place: one set of rights for each place. It is filled again for the next household.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    sets: Vec<u64>,
    words: usize,
}

impl Waiting {
    fn fill(&mut self, computer: &Computer<'_>, judged: &Judged) {
        let words = Set::words(judged.rights.len());
        self.words = words;
        self.sets.clear();
        self.sets.resize(computer.places().saturating_mul(words), 0);
        for (right, judgement) in judged.rights.iter().enumerate() {
            let Some(judgement) = judgement else { continue };
            for noted in [judgement.settles, judgement.signals] {
                for place in computer.trace.places(noted).iter() {
                    let start = place.saturating_mul(words);
                    let set = self.sets.get_mut(start..start.saturating_add(words));
                    Set::put(set.unwrap_or(&mut []), right);
                }
            }
        }
    }

    /// The places nobody was asked about for which a right waits, but for those of rows nobody named.
    fn places(&self, computer: &Computer<'_>) -> impl Iterator<Item = Path> {
        let sets = self.sets.chunks(self.words.max(1)).enumerate();
        sets.filter(|(_, rights)| !Set::of(rights).is_empty())
            .map(|(place, _)| computer.leaf(place))
            .filter(|leaf| computer.is_unasked(*leaf))
            .filter_map(|leaf| computer.path(leaf))
    }

    /// How many rights wait for any of these places, among those nobody was asked about.
    fn count(&self, computer: &Computer<'_>, places: impl Iterator<Item = Leaf>) -> usize {
        let mut rights = vec![0; self.words];
        for leaf in places.filter(|leaf| computer.is_unasked(*leaf)) {
            if let Some(place) = computer.place_of(leaf) {
                let start = place.saturating_mul(self.words);
                let set = self.sets.get(start..start.saturating_add(self.words));
                Set::put_all(&mut rights, set.unwrap_or(&[]));
            }
        }
        Set::of(&rights).iter().count()
    }
}

fn of_question(asker: &Asker<'_, '_>, judged: &Judged, waiting: &Waiting) -> Relevance {
    let question = asker.question;
    if let Some(why) = asker.nobody_to_ask() {
        return Relevance::Pointless { why };
    }
    if asker.is_answered() {
        return Relevance::Answered;
    }
    let rights = waiting.count(asker.computer, asker.places().into_iter());
    let serves_otherwise = match question.used_for {
        Use::Right => false,
        Use::Urgency => !asker.pressing().is_empty(),
        _ => true,
    };
    if rights > 0 || serves_otherwise || asker.names_a_receipt(judged) {
        return Relevance::Useful { rights };
    }
    if asker.is_begun() {
        return Relevance::Answered;
    }
    let undecided = |judgement: &Judgement| {
        matches!(
            judgement.outcome,
            Outcome::Probable | Outcome::MayAsk | Outcome::ToCheck
        )
    };
    let concerned = asker.concerned.iter().filter_map(|right| judged.of(*right));
    let why = if concerned.into_iter().any(undecided) {
        "Vos autres réponses suffisent."
    } else {
        "Aucun droit encore possible n’en dépend."
    };
    Relevance::Pointless { why }
}

struct Asker<'a, 'c> {
    computer: &'a Computer<'c>,
    question: &'a Question,
    /// Whether it is the question that also asks « c’est tout » for the children.
    closes: bool,
    /// The rights that look at anything it asks, whatever is known.
    concerned: &'a [u16],
}

impl Asker<'_, '_> {
    fn slot(&self, fact: FactId) -> u16 {
        self.computer.law.catalogue.compiled.names.slots.of(fact)
    }

    fn entity(&self, fact: FactId) -> Option<Entity> {
        self.computer
            .law
            .catalogue
            .fact(fact)
            .map(|fact| fact.entity)
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
    fn adults(&self, of: Whom) -> &'static [u16] {
        let partner = self.computer.frames.partner != Truth::No;
        match of {
            Whom::Person | Whom::Household => &[PERSON],
            Whom::Partner => &[PARTNER],
            Whom::EachAdult if partner => &[PERSON, PARTNER],
            Whom::EachAdult => &[PERSON],
        }
    }

    fn holders(&self, of: Whom) -> impl Iterator<Item = Holder> + use<> {
        self.adults(of).iter().map(|frame| match *frame {
            PARTNER => Holder::Partner,
            _ => Holder::Person,
        })
    }

    /// The frames in which it asks a fact.
    fn frames_of(&self, fact: FactId, of: Whom) -> &'static [u16] {
        match self.entity(fact) {
            Some(Entity::Household) => &[HOUSEHOLD],
            Some(Entity::Person) => &[PERSON],
            _ => self.adults(of),
        }
    }

    fn months(&self, months: &std::ops::RangeInclusive<i8>) -> std::ops::RangeInclusive<i64> {
        let this_month = self.computer.law.this_month;
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
            Asks::Incomes { of, months } => self.holders(*of).all(|holder| {
                self.months(months)
                    .all(|month| frames.is_month_asked(holder, month))
            }),
            Asks::Receipts(rights) => rights.iter().all(|id| {
                let index = self.computer.law.catalogue.compiled.names.rights.get(id);
                index.is_none_or(|index| frames.is_receipt_asked(*index))
            }),
        }
    }

    /// What an urgency question still asks: everything nobody was asked about, unless its first fact says that there is
    /// nothing (« aucun »): then nothing follows.
    fn pressing(&self) -> Vec<Leaf> {
        let mut places = self.places();
        if self.finds_nothing() {
            places.truncate(1);
        }
        places.retain(|leaf| self.computer.is_unasked(*leaf));
        places
    }

    /// Whether the first fact it asks was answered « aucun ».
    fn finds_nothing(&self) -> bool {
        let Some(Leaf::Fact(frame, slot)) = self.places().first().copied() else {
            return false;
        };
        let Asks::Facts { facts, .. } = &self.question.asks else {
            return false;
        };
        let fact = facts
            .first()
            .and_then(|id| self.computer.law.catalogue.fact(*id));
        let variants = fact.map_or(&[][..], |fact| fact.kind.variants());
        let none = variants.iter().position(|variant| variant.id == NOTHING);
        let said = self.computer.frames.value(frame, slot);
        none.is_some_and(|none| {
            let only = super::resolve::bit(none);
            said == Some(Ends::of(Val::Choice(only)))
        })
    }

    /// Whether it asks a receipt that this household may have.
    fn names_a_receipt(&self, judged: &Judged) -> bool {
        self.places().into_iter().any(|leaf| match leaf {
            Leaf::Receipt(right) => {
                self.computer.is_unasked(leaf) && may_be_received(self.computer, judged, right)
            }
            _ => false,
        })
    }

    /// Whether anything it asks has an answer: the rest no longer matters.
    fn is_begun(&self) -> bool {
        let named = |leaf: &Leaf| !matches!(leaf, Leaf::Fact(NEW_CHILD, _));
        let mut places = self.places().into_iter().filter(named);
        places.any(|leaf| !self.computer.is_unasked(leaf))
    }

    /// The places it asks for.
    fn places(&self) -> Vec<Leaf> {
        let frames = &self.computer.frames;
        match &self.question.asks {
            Asks::Facts { facts, of } => {
                let place = |fact: &FactId| {
                    let slot = self.slot(*fact);
                    self.frames_of(*fact, *of)
                        .iter()
                        .map(move |frame| Leaf::Fact(*frame, slot))
                };
                facts.iter().flat_map(place).collect()
            }
            Asks::Children(facts) => {
                let rows = 0..frames.children().len();
                let slots = || facts.iter().map(|fact| self.slot(*fact));
                let named = rows.flat_map(|row| {
                    slots().map(move |slot| Leaf::Fact(frames.child_frame(row), slot))
                });
                let closing = self.closes.then_some(Leaf::ChildrenComplete);
                named
                    .chain(slots().map(|slot| Leaf::Fact(NEW_CHILD, slot)))
                    .chain(closing)
                    .collect()
            }
            Asks::Partner => vec![Leaf::PartnerExists],
            Asks::Incomes { of, months } => {
                let slots = u16::try_from(
                    self.computer
                        .law
                        .catalogue
                        .compiled
                        .names
                        .slots
                        .income
                        .len(),
                )
                .unwrap_or(0);
                let rows = 0..frames.incomes().len();
                let named = rows.flat_map(|row| {
                    (0..slots).map(move |slot| Leaf::Fact(frames.income_frame(row), slot))
                });
                let months = self.holders(*of).flat_map(|holder| {
                    self.months(months)
                        .map(move |month| Leaf::Month(holder, month))
                });
                named.chain(months).collect()
            }
            Asks::Receipts(rights) => {
                let index = |id: &String| self.computer.law.catalogue.compiled.names.rights.get(id);
                rights
                    .iter()
                    .filter_map(index)
                    .map(|right| Leaf::Receipt(*right))
                    .collect()
            }
        }
    }
}
