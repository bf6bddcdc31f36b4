//! The situation, resolved once to slots: each frame (the household, an adult, a child, an income) is a run of
//! values in one array.

use chrono::NaiveDate;

use super::dates;
use super::interval::Interval;
use super::law::{IncomeFacts, Law};
use super::value::Val;
use crate::language::names::Slots;
use crate::path::Holder;
use crate::values::UNIT;
use crate::{
    Answer, Catalogue, Entity, Fact, FactId, FactType, Path, Receipt, RowId, Situation, Truth,
    Value, YearMonth,
};

/// The frames that always exist.
pub(crate) const HOUSEHOLD: u16 = 0;
pub(crate) const PERSON: u16 = 1;
pub(crate) const PARTNER: u16 = 2;
/// A child nobody named yet, of whom nothing is known.
pub(crate) const NEW_CHILD: u16 = 3;
/// An income nobody named yet, in a month somebody may still complete.
pub(crate) const NEW_INCOME: u16 = 4;
const FIRST_ROW: u16 = 5;

/// The most rows of a list that are looked at: whoever names more leaves the list open, for no household has so many.
pub(crate) const MOST_ROWS: usize = 500;

/// What is known of the receipt of a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Received {
    Unknown,
    NotRequested,
    Requested,
    Open,
    /// It was open until a day that has passed.
    Expired,
    Suspended,
    Refused,
}

/// One month of somebody's incomes that was answered about.
#[derive(Clone, Copy, Debug)]
struct Completed {
    holder: Holder,
    month: i64,
    closed: bool,
}

/// The values of a situation. They are filled again for the next one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frames {
    values: Vec<Val>,
    /// Whether each value's place was answered, be it by « ne sait pas ».
    asked: Vec<bool>,
    starts: Vec<usize>,
    pub(crate) partner: Truth,
    pub(crate) partner_asked: bool,
    pub(crate) children_closed: bool,
    pub(crate) children_asked: bool,
    children: Vec<RowId>,
    incomes: Vec<RowId>,
    /// Whether each income counts at all: whose it is may not exist.
    pub(crate) income_presence: Vec<Truth>,
    completed: Vec<Completed>,
    /// Whether there are more incomes than are looked at.
    has_more_incomes: bool,
    received: Vec<Received>,
    receipts: Vec<Option<Receipt>>,
    receipts_asked: Vec<bool>,
}

impl Frames {
    /// Resolves a situation on the day of the law.
    pub(crate) fn fill(&mut self, law: &Law<'_>, situation: &Situation) {
        let rights = law.catalogue.rights().len();
        self.partner = truth_of(situation.get(&Path::PartnerExists));
        self.partner_asked = situation.get(&Path::PartnerExists).is_asked();
        self.children = situation.rows(Entity::Child);
        self.incomes = situation.rows(Entity::Income);
        let more_children = self.children.len() > MOST_ROWS;
        self.has_more_incomes = self.incomes.len() > MOST_ROWS;
        self.children.truncate(MOST_ROWS);
        self.incomes.truncate(MOST_ROWS);
        self.children_closed = situation.says_yes(&Path::ChildrenComplete) && !more_children;
        self.children_asked = situation.get(&Path::ChildrenComplete).is_asked();
        self.completed.clear();
        refill(&mut self.received, Received::Unknown, rights);
        refill(&mut self.receipts, None, rights);
        refill(&mut self.receipts_asked, false, rights);
        self.values.clear();
        self.starts.clear();
        for entity in [
            Entity::Household,
            Entity::Adult,
            Entity::Adult,
            Entity::Child,
            Entity::Income,
        ] {
            self.add_frame(law, entity);
        }
        for _ in 0..self.children.len() {
            self.add_frame(law, Entity::Child);
        }
        for _ in 0..self.incomes.len() {
            self.add_frame(law, Entity::Income);
        }
        refill(&mut self.asked, false, self.values.len());
        for (path, answer) in situation.answers() {
            self.put(law.catalogue, path, answer, law.day);
        }
        self.income_presence.clear();
        for index in 0..self.incomes.len() {
            let presence = self.presence(&law.incomes, self.income_frame(index));
            self.income_presence.push(presence);
        }
    }

    fn add_frame(&mut self, law: &Law<'_>, entity: Entity) {
        self.starts.push(self.values.len());
        self.values.extend_from_slice(law.blank(entity));
    }

    fn put(&mut self, catalogue: &Catalogue, path: &Path, answer: &Answer, on: NaiveDate) {
        let place = |entity: Entity, frame: Option<u16>| Some((entity, frame?));
        let found = match path {
            Path::Household(_) => place(Entity::Household, Some(HOUSEHOLD)),
            Path::Person(_) => place(Entity::Adult, Some(PERSON)),
            Path::Partner(_) => place(Entity::Adult, Some(PARTNER)),
            Path::Child(row, _) => place(Entity::Child, self.child_of(row)),
            Path::Income(row, _) => place(Entity::Income, self.income_of(row)),
            Path::IncomesComplete(holder, month) => {
                let closed = *answer == Answer::yes_no(true);
                self.completed.push(Completed {
                    holder: *holder,
                    month: month.index(),
                    closed,
                });
                None
            }
            Path::Receipt(right) => {
                if let Some(index) = catalogue.compiled.names.rights.get(right) {
                    self.put_receipt(usize::from(*index), answer, on);
                }
                None
            }
            Path::PartnerExists | Path::ChildrenComplete => None,
        };
        let (Some((entity, frame)), Some(name)) = (found, path.fact()) else {
            return;
        };
        let Some(id) = catalogue.compiled.names.fact_in_frame(entity, name) else {
            return;
        };
        let Some(fact) = catalogue.fact(id) else {
            return;
        };
        if frame == PARTNER && fact.entity == Entity::Person {
            return;
        }
        let slot = catalogue.compiled.names.slots.of(id);
        let place = self.place(frame, slot);
        if let (Some(value), Some(asked)) = (self.values.get_mut(place), self.asked.get_mut(place))
        {
            *asked = true;
            if let Some(known) = answer.value().and_then(|given| known(fact, given)) {
                *value = known;
            }
        }
    }

    fn put_receipt(&mut self, index: usize, answer: &Answer, on: NaiveDate) {
        if let Some(asked) = self.receipts_asked.get_mut(index) {
            *asked = true;
        }
        let Answer::Given(Value::Receipt(receipt)) = answer else {
            return;
        };
        if let Some(place) = self.receipts.get_mut(index) {
            *place = Some(*receipt);
        }
        if let Some(place) = self.received.get_mut(index) {
            *place = match receipt {
                Receipt::NotRequested => Received::NotRequested,
                Receipt::Requested { .. } => Received::Requested,
                Receipt::Open { until: Some(until) } if *until < on => Received::Expired,
                Receipt::Open { .. } => Received::Open,
                Receipt::Suspended => Received::Suspended,
                Receipt::Refused { .. } => Received::Refused,
            };
        }
    }

    fn child_of(&self, row: &RowId) -> Option<u16> {
        self.children
            .iter()
            .position(|known| known == row)
            .map(|index| self.child_frame(index))
    }

    fn income_of(&self, row: &RowId) -> Option<u16> {
        self.incomes
            .iter()
            .position(|known| known == row)
            .map(|index| self.income_frame(index))
    }

    /// The frame of a child, by its place in the list.
    #[expect(clippy::unused_self, reason = "beside `income_frame`, which needs it")]
    pub(crate) fn child_frame(&self, index: usize) -> u16 {
        FIRST_ROW.saturating_add(u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// The frame of an income, by its place in the list.
    pub(crate) fn income_frame(&self, index: usize) -> u16 {
        self.child_frame(self.children.len().saturating_add(index))
    }

    pub(crate) const fn children(&self) -> &[RowId] {
        self.children.as_slice()
    }

    pub(crate) const fn incomes(&self) -> &[RowId] {
        self.incomes.as_slice()
    }

    pub(crate) const fn count(&self) -> usize {
        self.starts.len()
    }

    /// How many values there are.
    pub(crate) const fn len(&self) -> usize {
        self.values.len()
    }

    /// Where the value of a fact lies.
    pub(crate) fn place(&self, frame: u16, slot: u16) -> usize {
        let start = self.starts.get(usize::from(frame)).copied();
        start
            .unwrap_or(usize::MAX)
            .saturating_add(usize::from(slot))
    }

    /// The frame and slot of the value that lies there.
    pub(crate) fn at(&self, place: usize) -> Option<(u16, u16)> {
        if place >= self.values.len() {
            return None;
        }
        let frame = self.starts.partition_point(|start| *start <= place);
        let frame = frame.checked_sub(1)?;
        let slot = place.checked_sub(*self.starts.get(frame)?)?;
        Some((u16::try_from(frame).ok()?, u16::try_from(slot).ok()?))
    }

    /// The value of a fact.
    pub(crate) fn value(&self, frame: u16, slot: u16) -> Val {
        self.values
            .get(self.place(frame, slot))
            .copied()
            .unwrap_or(Val::Truth(Truth::Unknown))
    }

    /// Whether the place of a fact was answered.
    pub(crate) fn is_asked(&self, frame: u16, slot: u16) -> bool {
        self.asked
            .get(self.place(frame, slot))
            .copied()
            .unwrap_or(false)
    }

    /// Whether the receipt of a right was asked about.
    pub(crate) fn is_receipt_asked(&self, right: u16) -> bool {
        self.receipts_asked
            .get(usize::from(right))
            .copied()
            .unwrap_or(false)
    }

    /// What was answered about the receipt of a right.
    pub(crate) fn receipt(&self, right: u16) -> Option<Receipt> {
        self.receipts.get(usize::from(right)).copied().flatten()
    }

    /// What is known of the receipt of a right.
    pub(crate) fn received(&self, right: u16) -> Received {
        self.received
            .get(usize::from(right))
            .copied()
            .unwrap_or(Received::Unknown)
    }

    /// Whether every income of a holder in a month was named. Who does not exist has none.
    pub(crate) fn is_closed(&self, holder: Holder, month: i64) -> bool {
        (holder == Holder::Partner && self.partner == Truth::No)
            || (!self.has_more_incomes
                && self
                    .completed
                    .iter()
                    .any(|c| c.holder == holder && c.month == month && c.closed))
    }

    /// Whether somebody was asked if every income of a holder in a month was named.
    pub(crate) fn is_month_asked(&self, holder: Holder, month: i64) -> bool {
        self.completed
            .iter()
            .any(|c| c.holder == holder && c.month == month)
    }

    /// What is known of an income nobody named, of this holder and month.
    pub(super) fn supposed_income(
        &self,
        incomes: &IncomeFacts,
        slot: u16,
        (holder, month): (Holder, i64),
    ) -> Val {
        if slot == incomes.holder {
            let [person, partner] = incomes.holders;
            Val::Choice(match holder {
                Holder::Person => person,
                Holder::Partner => partner,
            })
        } else if slot == incomes.month {
            Val::Range(Interval::point(month))
        } else {
            self.value(NEW_INCOME, slot)
        }
    }

    /// Whether an income falls within these months.
    pub(super) fn falls_within(
        &self,
        incomes: &IncomeFacts,
        frame: u16,
        (first, last): (i64, i64),
    ) -> Truth {
        let month = self.value(frame, incomes.month).range();
        if first <= month.lo && month.hi <= last {
            Truth::Yes
        } else if month.hi < first || last < month.lo {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// Whether an income may be the partner's.
    pub(super) fn may_be_partners(&self, incomes: &IncomeFacts, frame: u16) -> bool {
        let [_, partner] = incomes.holders;
        self.value(frame, incomes.holder).choice() & partner != 0
    }

    /// Whether the holder of an income exists.
    fn presence(&self, incomes: &IncomeFacts, frame: u16) -> Truth {
        let holders = self.value(frame, incomes.holder).choice();
        let [_, partner] = incomes.holders;
        if holders & partner == 0 {
            Truth::Yes
        } else if holders & !partner == 0 {
            self.partner
        } else {
            self.partner.hull(Truth::Yes)
        }
    }

    /// Forgets its sensitive answers; whether there were any.
    pub(crate) fn forget_sensitive(&mut self, law: &Law<'_>) -> bool {
        let mut changed = false;
        let catalogue = law.catalogue;
        let slots = &catalogue.compiled.names.slots;
        for frame in 0..u16::try_from(self.count()).unwrap_or(u16::MAX) {
            for (slot, id) in self.frame_facts(slots, frame).iter().enumerate() {
                let Some(fact) = catalogue.fact(*id).filter(|fact| fact.sensitive) else {
                    continue;
                };
                let place = self.place(frame, u16::try_from(slot).unwrap_or(u16::MAX));
                if let Some(value) = self.values.get_mut(place) {
                    let blank = unknown(fact);
                    changed |= *value != blank;
                    *value = blank;
                }
            }
        }
        for (right, received) in catalogue.rights().iter().zip(&mut self.received) {
            if right.sensitive && *received != Received::Unknown {
                *received = Received::Unknown;
                changed = true;
            }
        }
        changed
    }

    /// The facts of a frame, by slot.
    pub(crate) fn frame_facts<'c>(&self, slots: &'c Slots, frame: u16) -> &'c [FactId] {
        slots.frame(match frame {
            HOUSEHOLD => Entity::Household,
            PERSON | PARTNER => Entity::Adult,
            NEW_CHILD => Entity::Child,
            NEW_INCOME => Entity::Income,
            row if row < self.income_frame(0) => Entity::Child,
            _ => Entity::Income,
        })
    }

    /// The place of a fact, for people; `None` for rows nobody named.
    pub(crate) fn path(&self, catalogue: &Catalogue, frame: u16, slot: u16) -> Option<Path> {
        let facts = self.frame_facts(&catalogue.compiled.names.slots, frame);
        let fact = catalogue.fact(*facts.get(usize::from(slot))?)?.id.clone();
        match frame {
            HOUSEHOLD => Some(Path::Household(fact)),
            PERSON => Some(Path::Person(fact)),
            PARTNER => Some(Path::Partner(fact)),
            NEW_CHILD | NEW_INCOME => None,
            row => {
                let index = usize::from(row.checked_sub(FIRST_ROW)?);
                match self.children.get(index) {
                    Some(child) => Some(Path::Child(child.clone(), fact)),
                    None => {
                        let income = self.incomes.get(index.checked_sub(self.children.len())?)?;
                        Some(Path::Income(income.clone(), fact))
                    }
                }
            }
        }
    }
}

fn refill<T: Copy>(values: &mut Vec<T>, value: T, count: usize) {
    values.clear();
    values.resize(count, value);
}

fn truth_of(answer: &Answer) -> Truth {
    match answer {
        Answer::Given(Value::YesNo(yes)) => Truth::of(*yes),
        _ => Truth::Unknown,
    }
}

/// The bit of a variant.
pub(super) fn bit(position: usize) -> u64 {
    u32::try_from(position)
        .ok()
        .and_then(|position| 1_u64.checked_shl(position))
        .unwrap_or(0)
}

/// One bit for each variant.
fn all_bits(count: usize) -> u64 {
    if count >= 64 {
        u64::MAX
    } else {
        bit(count).saturating_sub(1)
    }
}

/// What is known of a fact nobody answered: its limits, if it has any.
pub(crate) fn unknown(fact: &Fact) -> Val {
    match &fact.kind {
        FactType::YesNo | FactType::Text => Val::Truth(Truth::Unknown),
        FactType::Integer | FactType::Amount | FactType::Rate => Val::Range(limits(fact)),
        FactType::Date | FactType::Month => Val::Range(Interval::ALL),
        FactType::Choice(variants) => Val::Choice(all_bits(variants.len())),
        FactType::Choices(variants) => Val::Set {
            certain: 0,
            possible: all_bits(variants.len()),
        },
    }
}

fn limits(fact: &Fact) -> Interval {
    Interval {
        lo: fact.min.map_or(i64::MIN, crate::Decimal::millionths),
        hi: fact.max.map_or(i64::MAX, crate::Decimal::millionths),
    }
}

/// What an answer says of a fact; `None` when it does not fit it.
pub(crate) fn known(fact: &Fact, value: &Value) -> Option<Val> {
    const CENT: i64 = UNIT / 100;
    match (&fact.kind, value) {
        (FactType::YesNo, Value::YesNo(yes)) => Some(Val::Truth(Truth::of(*yes))),
        (FactType::Integer | FactType::Rate, Value::Number(range)) => {
            let hi = range.hi.map_or(i64::MAX, crate::Decimal::millionths);
            bounded(fact, range.lo.millionths(), hi)
        }
        (FactType::Amount, Value::Amount(range)) => {
            let hi = range.hi.map_or(Some(i64::MAX), |hi| hi.checked_mul(CENT))?;
            bounded(fact, range.lo.checked_mul(CENT)?, hi)
        }
        (FactType::Date, Value::Date(range)) if range.first <= range.last => {
            let (lo, hi) = (dates::number(range.first), dates::number(range.last));
            Some(Val::Range(Interval { lo, hi }))
        }
        (FactType::Month, Value::Month(month)) => Some(Val::Range(month_value(*month))),
        (FactType::Choice(variants), Value::Choice(id)) => variants
            .iter()
            .position(|variant| variant.id == *id)
            .map(|index| Val::Choice(bit(index))),
        (FactType::Choices(variants), Value::Choices(ids)) => {
            let chosen = variants
                .iter()
                .enumerate()
                .filter(|(_, variant)| ids.contains(&variant.id));
            let mask = chosen.fold(0, |mask, (index, _)| mask | bit(index));
            Some(Val::Set {
                certain: mask,
                possible: mask,
            })
        }
        _ => None,
    }
}

fn month_value(month: YearMonth) -> Interval {
    Interval::point(month.index())
}

fn bounded(fact: &Fact, lo: i64, hi: i64) -> Option<Val> {
    let limits = limits(fact);
    let sound = lo <= hi && lo <= limits.hi && hi >= limits.lo;
    sound.then(|| Val::Range(Interval { lo, hi }.within(limits)))
}
