//! The law of one day: of everything dated, the version in force; what depends on no answer, computed once.
//!
//! Making it costs more than one evaluation: who evaluates many households on one day keeps it, and the catalogue
//! keeps that of the last days asked for.

use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock};

use chrono::NaiveDate;

use super::ends::Ends;
use super::interval::Interval;
use super::kept::Kept;
use super::looks::Looks;
use super::lower::{Lowering, Month, OfRight, Places, place};
use super::plan::{Op, Plan, Slot};
use super::resolve::PERSON;
use super::sentences::Sentences;
use super::spare::Spare;
use crate::language::program::{Dated, Node, NodeId};
use crate::language::syntax::ListName;
use crate::language::ties::Ties;
use crate::path::Holder;
use crate::{Catalogue, Entity, FactId, FactType, Shared, YearMonth};

/// The law of one day, ready to be applied to households: see [`Catalogue::on`].
#[derive(Clone, Debug)]
pub struct Law<'c> {
    pub(crate) catalogue: &'c Catalogue,
    taken: Arc<Taken>,
}

/// What was taken of a catalogue for one day.
#[derive(Clone, Debug)]
pub struct Taken {
    pub(crate) day: NaiveDate,
    pub(super) this_month: i64,
    pub(super) plan: Plan,
    /// The months expressions look at, that of the day first.
    calendar: Vec<Month>,
    /// Where each node lies, by month.
    places: Vec<Places>,
    /// The rights asked about in other months, whose numbers come after those of the day.
    elsewhere: Vec<(usize, u16)>,
    rights: Vec<InForce>,
    tests: Vec<Expression>,
    /// What is told of each condition, once somebody asked.
    pub(super) sentences: OnceLock<Vec<Sentences>>,
    /// What conditions look at, once somebody asked.
    pub(super) looks: OnceLock<Looks>,
    /// The names of facts, by frame and slot, and those of rights, as paths share them.
    fact_names: [Vec<Shared>; 4],
    pub(super) right_names: Vec<Shared>,
    /// Those of the rights of the day that can be computed, right after right, the quickest first.
    quick_tests: Vec<Slot>,
    /// What is known of each fact nobody answered, by frame and slot.
    blank: [Vec<Ends>; 4],
    /// The slots of sensitive facts, by frame.
    sensitive: [Vec<u16>; 4],
    pub(super) sensitive_rights: Vec<u16>,
    pub(super) incomes: IncomeFacts,
    pub(super) months: Months,
    pub(super) kept: OnceLock<Kept>,
    pub(super) spare: Spare,
}

/// An expression on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// There is none: an institution judges, or no formula was written.
    None,
    /// The law does not say it on this day.
    NotInForce,
    InForce(Slot),
}

impl Expression {
    const fn slot(self) -> Option<Slot> {
        match self {
            Self::InForce(slot) => Some(slot),
            Self::None | Self::NotInForce => None,
        }
    }
}

/// The expressions of a right on one day, or at the end of another month.
#[derive(Clone, Copy, Debug)]
pub(super) struct InForce {
    /// Its place in the catalogue.
    pub(super) right: u16,
    pub(super) is_in_force: bool,
    pub(super) signal: Expression,
    pub(super) amount: Expression,
    /// Where its conditions begin among all, and how many there are.
    pub(super) first_test: usize,
    pub(super) tests: usize,
    /// Those that can be computed, among the quick tests of the law.
    first_quick_test: usize,
    quick_tests: usize,
    /// Whether all of its conditions hold; what an institution must judge is unknown.
    pub(super) held: Option<Slot>,
    /// What its formula gives, never less than zero.
    pub(super) gives: Option<Slot>,
    /// Whether an institution judges some condition, and whether the law does not say one on this day.
    pub(super) is_appraised: bool,
    pub(super) is_unsaid: bool,
}

impl InForce {
    const UNKNOWN: Self = Self {
        right: u16::MAX,
        is_in_force: false,
        signal: Expression::None,
        amount: Expression::None,
        first_test: 0,
        tests: 0,
        first_quick_test: 0,
        quick_tests: 0,
        held: None,
        gives: None,
        is_appraised: false,
        is_unsaid: false,
    };
}

/// What the engine itself reads of an income.
#[derive(Clone, Copy, Debug)]
pub(super) struct IncomeFacts {
    /// The slots of whose it is, of its month and of its amount.
    pub(super) holder: u16,
    pub(super) month: u16,
    pub(super) amount: u16,
    /// The variants of `titulaire`, in the order of [`Holder::ALL`].
    pub(super) holders: [u64; 2],
}

/// The months of incomes any rule looks at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Months {
    pub(super) first: i64,
    pub(super) count: usize,
}

impl Deref for Law<'_> {
    type Target = Taken;

    fn deref(&self) -> &Taken {
        &self.taken
    }
}

/// The laws taken last, the latest first. A copy of the catalogue takes its own.
#[derive(Debug, Default)]
pub(crate) struct Recent(Mutex<Vec<Arc<Taken>>>);

/// How many days are kept: today, and the days of law of the bilans being read again.
const DAYS: usize = 4;

impl Clone for Recent {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Recent {
    fn get(&self, day: NaiveDate) -> Option<Arc<Taken>> {
        let laws = self.0.lock().ok()?;
        laws.iter().find(|taken| taken.day == day).cloned()
    }

    fn put(&self, taken: &Arc<Taken>) {
        if let Ok(mut laws) = self.0.lock() {
            laws.insert(0, Arc::clone(taken));
            laws.truncate(DAYS);
        }
    }
}

impl Catalogue {
    /// The law of this catalogue on a day. That of the last days asked for is kept.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Law<'_> {
        if let Some(taken) = self.recent.get(day) {
            return Law {
                catalogue: self,
                taken,
            };
        }
        let law = Law {
            catalogue: self,
            taken: Arc::new(Taken::in_force(self, day)),
        };
        self.recent.put(&law.taken);
        law
    }
}

impl<'c> Law<'c> {
    /// Where the value of a node lies in a month, names of adults meaning this one; `None` when nothing in force looks at it.
    pub(super) fn slot(&self, node: NodeId, adult: u16, month: usize) -> Option<Slot> {
        let ties = self.catalogue.compiled.ties.get(node.index())?;
        let adult = if ties.has(Ties::ADULT) { adult } else { PERSON };
        place(&self.places, month, node, adult)
    }

    /// The catalogue it comes from.
    #[must_use]
    pub const fn catalogue(&self) -> &'c Catalogue {
        self.catalogue
    }
}

impl Taken {
    fn in_force(catalogue: &Catalogue, day: NaiveDate) -> Self {
        let compiled = &catalogue.compiled;
        let this_month = YearMonth::of(day).index();
        let mut lowering = Lowering::new(catalogue, calendar(catalogue, day));
        let mut tests = Tests::default();
        let mut rights = Vec::new();
        for (right, _) in (0_u16..).zip(catalogue.rights()) {
            rights.push(tests.of_right(&mut lowering, catalogue, right));
        }
        let mut number = 0_usize;
        while let Some(right) = lowering.turn_to_right(number) {
            rights.push(tests.of_right(&mut lowering, catalogue, right));
            number = number.saturating_add(1);
        }
        let blank = |entity| {
            let facts = compiled.names.slots.frame(entity).iter();
            facts.map(|id| blank(catalogue, *id)).collect()
        };
        let sensitive = |entity| {
            let facts = (0_u16..).zip(compiled.names.slots.frame(entity));
            let is_sensitive = |id: FactId| catalogue.fact(id).is_some_and(|fact| fact.sensitive);
            let sensitive = facts.filter(|(_, id)| is_sensitive(**id));
            sensitive.map(|(slot, _)| slot).collect()
        };
        let fact_names = |entity| {
            let facts = compiled.names.slots.frame(entity).iter();
            let facts = facts.filter_map(|id| catalogue.fact(*id));
            facts.map(|fact| Shared::from(&fact.id)).collect()
        };
        let right_names = catalogue.rights().iter();
        let right_names = right_names.map(|right| Shared::from(&right.id));
        let sensitive_rights = (0_u16..).zip(catalogue.rights());
        let sensitive_rights = sensitive_rights.filter(|(_, right)| right.sensitive);
        let Lowering {
            writing,
            months,
            places,
            elsewhere,
            ..
        } = lowering;
        Self {
            day,
            this_month,
            plan: writing.finish(),
            calendar: months,
            places,
            elsewhere,
            rights,
            tests: tests.all,
            sentences: OnceLock::new(),
            looks: OnceLock::new(),
            fact_names: [
                fact_names(Entity::Household),
                fact_names(Entity::Adult),
                fact_names(Entity::Child),
                fact_names(Entity::Income),
            ],
            right_names: right_names.collect(),
            quick_tests: tests.quick,
            blank: [
                blank(Entity::Household),
                blank(Entity::Adult),
                blank(Entity::Child),
                blank(Entity::Income),
            ],
            sensitive: [
                sensitive(Entity::Household),
                sensitive(Entity::Adult),
                sensitive(Entity::Child),
                sensitive(Entity::Income),
            ],
            sensitive_rights: sensitive_rights.map(|(right, _)| right).collect(),
            incomes: IncomeFacts::of(catalogue),
            months: Months::looked_at(catalogue, this_month),
            kept: OnceLock::new(),
            spare: Spare::default(),
        }
    }

    /// How many rights there are, those asked about in other months included.
    pub(super) const fn count(&self) -> usize {
        self.rights.len()
    }

    /// The number of a right in a month, by the place of the month; `None` when nothing asks about it then.
    pub(super) fn number(&self, right: u16, month: usize) -> Option<u16> {
        if month == 0 {
            return Some(right);
        }
        let asked = (month, right);
        let at = self.elsewhere.iter().position(|known| *known == asked)?;
        let first = self.rights.len().saturating_sub(self.elsewhere.len());
        u16::try_from(first.saturating_add(at)).ok()
    }

    /// The place of a month, counted from the month of the day.
    pub(super) fn place_of_month(&self, back: i32) -> Option<usize> {
        self.calendar.iter().position(|month| month.back == back)
    }

    /// The month of a place.
    pub(super) fn month(&self, place: usize) -> Month {
        self.calendar.get(place).copied().unwrap_or(Month {
            back: 0,
            day: self.day,
        })
    }

    pub(super) fn right(&self, right: u16) -> &InForce {
        let right = self.rights.get(usize::from(right));
        right.unwrap_or(const { &InForce::UNKNOWN })
    }

    /// Every condition of every right, right after right.
    pub(super) fn tests(&self) -> &[Expression] {
        &self.tests
    }

    /// The conditions of a right.
    pub(super) fn tests_of(&self, right: &InForce) -> &[Expression] {
        let end = right.first_test.saturating_add(right.tests);
        self.tests.get(right.first_test..end).unwrap_or(&[])
    }

    /// Those that can be computed, the quickest first.
    pub(super) fn quick_tests_of(&self, right: &InForce) -> &[Slot] {
        let start = right.first_quick_test;
        let end = start.saturating_add(right.quick_tests);
        self.quick_tests.get(start..end).unwrap_or(&[])
    }

    /// What is known of the facts of a frame nobody answered about.
    pub(super) fn blank(&self, entity: Entity) -> &[Ends] {
        of_frame(&self.blank, entity)
    }

    /// The names of the facts of a frame, by slot.
    pub(super) fn fact_names(&self, entity: Entity) -> &[Shared] {
        of_frame(&self.fact_names, entity)
    }

    /// The slots of the sensitive facts of a frame.
    pub(super) fn sensitive(&self, entity: Entity) -> &[u16] {
        of_frame(&self.sensitive, entity)
    }
}

/// What is known of an amount without a formula.
const ANYTHING: Ends = Ends::of_range(Interval::at_least(0));

/// The conditions of rights, as they are gathered.
#[derive(Default)]
struct Tests {
    all: Vec<Expression>,
    quick: Vec<Slot>,
}

impl Tests {
    /// The expressions of a right in the month being written.
    fn of_right(
        &mut self,
        lowering: &mut Lowering<'_>,
        catalogue: &Catalogue,
        right: u16,
    ) -> InForce {
        let place = usize::from(right);
        let (Some(described), Some(compiled)) = (
            catalogue.rights().get(place),
            catalogue.compiled.rights.get(place),
        ) else {
            return InForce::UNKNOWN;
        };
        let (day, is_of_the_day) = (lowering.day(), lowering.is_of_the_day());
        let mut dated = |dated: &Dated| {
            lowering
                .dated(dated)
                .map_or(Expression::NotInForce, Expression::InForce)
        };
        let conditions = compiled.conditions.iter();
        let own: Vec<Expression> = conditions
            .map(|test| test.as_ref().map_or(Expression::None, &mut dated))
            .collect();
        if is_of_the_day {
            // How one asks is asked of the rights of the day alone.
            compiled.asking().for_each(|test| {
                dated(test);
            });
        }
        let signal = dated(&compiled.signal);
        let amount = compiled.amount.as_ref();
        let amount = amount.map_or(Expression::None, &mut dated);
        let number = lowering.number(right);
        let Some(OfRight { held, gives }) = lowering.of_right(number) else {
            return InForce::UNKNOWN;
        };
        let mut quick: Vec<Slot> = own.iter().filter_map(|test| test.slot()).collect();
        quick.sort_by_key(|slot| lowering.writing.cost(*slot));
        let in_force = InForce {
            right,
            is_in_force: described.is_in_force(day),
            signal,
            amount,
            first_test: self.all.len(),
            tests: own.len(),
            first_quick_test: self.quick.len(),
            quick_tests: quick.len(),
            held: Some(held),
            gives: Some(gives),
            is_appraised: own.contains(&Expression::None),
            is_unsaid: own.contains(&Expression::NotInForce),
        };
        let writing = &mut lowering.writing;
        let mut all = quick.clone();
        if !in_force.is_in_force {
            all.push(writing.constant(Ends::NO));
        }
        if in_force.is_appraised || own.is_empty() {
            all.push(writing.constant(Ends::EITHER));
        }
        if in_force.is_unsaid {
            all.push(writing.unsaid(Ends::EITHER));
        }
        let all = writing.all(all);
        writing.define(held, Op::Both(all, all));
        let nothing = writing.point(0);
        let formula = match amount {
            Expression::InForce(slot) => slot,
            Expression::NotInForce => writing.unsaid(ANYTHING),
            Expression::None => writing.constant(ANYTHING),
        };
        writing.define(gives, Op::Greatest(formula, nothing));
        self.all.extend(own);
        self.quick.extend(quick);
        in_force
    }
}

/// The day, then the end of each other month that expressions look at.
fn calendar(catalogue: &Catalogue, day: NaiveDate) -> Vec<Month> {
    let mut back: Vec<i32> = months_back(catalogue).collect();
    back.sort_unstable();
    back.dedup();
    let this_month = YearMonth::of(day).index();
    let end =
        |back: i32| YearMonth::from_index(this_month.saturating_add(i64::from(back))).last_day();
    let others = back.into_iter().map(|back| Month {
        back,
        day: end(back),
    });
    std::iter::once(Month { back: 0, day })
        .chain(others)
        .collect()
}

/// The other months expressions look at, one for each time one does.
fn months_back(catalogue: &Catalogue) -> impl Iterator<Item = i32> {
    let nodes = catalogue.compiled.program.nodes();
    nodes.filter_map(|(_, node)| match node {
        Node::AtMonth(month, _) if month != 0 => Some(month),
        _ => None,
    })
}

fn of_frame<T>([household, adult, child, income]: &[Vec<T>; 4], entity: Entity) -> &[T] {
    match entity {
        Entity::Household => household,
        Entity::Person | Entity::Adult => adult,
        Entity::Child => child,
        Entity::Income => income,
    }
}

fn blank(catalogue: &Catalogue, id: FactId) -> Ends {
    catalogue
        .fact(id)
        .map_or(Ends::EITHER, |fact| Ends::of(super::resolve::unknown(fact)))
}

impl IncomeFacts {
    fn of(catalogue: &Catalogue) -> Self {
        let names = &catalogue.compiled.names;
        let id = |name| names.fact(Entity::Income, name);
        let slot = |name| id(name).map_or(u16::MAX, |id| names.slots.of(id));
        let variants = match id("titulaire").and_then(|id| catalogue.fact(id)) {
            Some(fact) => fact.kind.variants(),
            None => FactType::Text.variants(),
        };
        let bit = |holder: Holder| {
            let word = holder.to_string();
            let place = variants.iter().position(|variant| variant.id == word);
            place.map_or(0, super::resolve::bit)
        };
        Self {
            holder: slot("titulaire"),
            month: slot("mois"),
            amount: slot("montant"),
            holders: Holder::ALL.map(bit),
        }
    }
}

impl Months {
    fn looked_at(catalogue: &Catalogue, this_month: i64) -> Self {
        let mut bounds: Option<(i32, i32)> = None;
        for (_, node) in catalogue.compiled.program.nodes() {
            if let Node::Count(list, _)
            | Node::Exists(list, _)
            | Node::ForAll(list, _)
            | Node::Sum(list, ..) = node
                && let ListName::Incomes { first, last } = list
            {
                let (least, most) = bounds.unwrap_or((first, last));
                bounds = Some((least.min(first), most.max(last)));
            }
        }
        let furthest = months_back(catalogue).min().unwrap_or(0);
        let bounds = bounds.map(|(first, last)| (first.saturating_add(furthest), last));
        bounds.map_or_else(Self::default, |(first, last)| Self {
            first: this_month.saturating_add(i64::from(first)),
            count: usize::try_from(last.saturating_sub(first).saturating_add(1)).unwrap_or(0),
        })
    }

    /// How many there are, of everyone.
    pub(super) const fn everyone(self) -> usize {
        self.count.saturating_mul(Holder::ALL.len())
    }

    /// The place of a holder's month among those of everyone.
    pub(super) fn place_of(self, holder: Holder, month: i64) -> Option<usize> {
        let before = match holder {
            Holder::Person => 0,
            Holder::Partner => self.count,
        };
        Some(before.saturating_add(self.place(month)?))
    }

    /// The holder and month of a place.
    pub(super) fn at(self, place: usize) -> (Holder, i64) {
        let (holder, month) = match place.checked_sub(self.count) {
            Some(month) => (Holder::Partner, month),
            None => (Holder::Person, place),
        };
        let month = i64::try_from(month).unwrap_or(0);
        (holder, self.first.saturating_add(month))
    }

    /// The place of a month among them.
    pub(super) fn place(self, month: i64) -> Option<usize> {
        let place = usize::try_from(month.checked_sub(self.first)?).ok()?;
        (place < self.count).then_some(place)
    }
}
