//! The situation, resolved once to slots: each frame (the household, an adult, a child, an income) is a run of
//! values in one array.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::dates;
use super::ends::Ends;
use super::interval::Interval;
use super::kept::Thing;
use super::law::{IncomeFacts, Law, Months};
use super::plan::Block;
use super::value::Val;
use crate::language::names::Slots;
use crate::language::reach::Reached;
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
/// An income of which nothing is known.
pub(crate) const NEW_INCOME: u16 = 4;
/// Then, for each holder and each month any rule looks at, the incomes nobody named yet.
const FIRST_SUPPOSED: u16 = 5;

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

/// Whether a named income counts, and the month it falls in.
#[derive(Clone, Copy, Debug)]
struct Named {
    /// Whether whose it is exists.
    presence: Ends,
    month: Interval,
}

/// The values of a situation. They are filled again for the next one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frames {
    values: Vec<Ends>,
    /// Whether each value's place was answered, be it by « ne sait pas ».
    asked: Vec<bool>,
    starts: Vec<usize>,
    pub(crate) partner: Truth,
    pub(crate) partner_asked: bool,
    pub(crate) children_closed: bool,
    pub(crate) children_asked: bool,
    children: Vec<RowId>,
    incomes: Vec<RowId>,
    named: Vec<Named>,
    completed: Vec<Completed>,
    /// Whether an income nobody named may be there, for each holder and month.
    supposed: Vec<Ends>,
    /// Whether there are more incomes than are looked at.
    has_more_incomes: bool,
    /// How many months of everyone's incomes rules look at.
    months: usize,
    received: Vec<Received>,
    receipts: Vec<Option<Receipt>>,
    receipts_asked: Vec<bool>,
    /// The sensitive answers taken away for a while, by place and by right.
    forgotten: Vec<(usize, Ends)>,
    forgotten_receipts: Vec<(u16, Received)>,
    /// What the household says.
    said: Vec<Thing>,
}

impl Frames {
    /// Resolves a situation on the day of the law.
    pub(crate) fn fill(&mut self, law: &Law<'_>, situation: &Situation) {
        let rights = law.catalogue.rights().len();
        self.months = law.months.everyone();
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
        self.said.clear();
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
        for place in 0..law.months.everyone() {
            self.add_frame(law, Entity::Income);
            self.suppose(law, place);
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
        self.look_at_incomes(law);
        self.note_said();
    }

    /// Adds to what is said what is no answer of an adult or of a right.
    fn note_said(&mut self) {
        let tells_partner = self.partner != Truth::Unknown;
        if tells_partner {
            self.said.push(Thing::Given(self.of_adults().len()));
        }
        if self.children_closed || !self.children.is_empty() {
            self.said.push(Thing::Children);
        }
        // A partner who does not exist has no income.
        if tells_partner || !self.incomes.is_empty() || !self.completed.is_empty() {
            self.said.push(Thing::Incomes);
        }
    }

    /// What the household says.
    pub(super) fn said(&self) -> &[Thing] {
        &self.said
    }

    /// Notes what the engine itself reads of incomes.
    fn look_at_incomes(&mut self, law: &Law<'_>) {
        self.named.clear();
        for index in 0..self.incomes.len() {
            let frame = self.income_frame(index);
            let month = self.value(frame, law.incomes.month);
            self.named.push(Named {
                presence: Ends::of_truth(self.presence(&law.incomes, frame)),
                month: month.map_or(Interval::ALL, Ends::range),
            });
        }
        self.supposed.clear();
        for place in 0..law.months.everyone() {
            let (holder, month) = law.months.at(place);
            self.supposed.push(if self.is_closed(holder, month) {
                Ends::NO
            } else {
                Ends::EITHER
            });
        }
    }

    /// Writes whose an income nobody named would be, and of which month.
    fn suppose(&mut self, law: &Law<'_>, place: usize) {
        let (holder, month) = law.months.at(place);
        let [person, partner] = law.incomes.holders;
        let holder = Val::Choice(match holder {
            Holder::Person => person,
            Holder::Partner => partner,
        });
        let frame = self.supposed_frame(place);
        for (slot, ends) in [
            (law.incomes.holder, Ends::of(holder)),
            (law.incomes.month, Ends::of_range(Interval::point(month))),
        ] {
            let place = self.place(frame, slot);
            if let Some(value) = self.values.get_mut(place) {
                *value = ends;
            }
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
                if let Some(index) = catalogue.compiled.names.rights.get(right.as_str()) {
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
                *value = Ends::of(known);
                if frame <= PARTNER {
                    self.said.push(Thing::Given(place));
                }
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
        self.said
            .extend(u16::try_from(index).ok().map(Thing::Receipt));
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
    pub(crate) fn child_frame(&self, index: usize) -> u16 {
        self.supposed_frame(self.months.saturating_add(index))
    }

    /// The frame of an income, by its place in the list.
    pub(crate) fn income_frame(&self, index: usize) -> u16 {
        self.child_frame(self.children.len().saturating_add(index))
    }

    /// The frame of the incomes nobody named of a holder's month, by the place of that month.
    #[expect(clippy::unused_self, reason = "beside the other frames")]
    pub(super) fn supposed_frame(&self, place: usize) -> u16 {
        FIRST_SUPPOSED.saturating_add(u16::try_from(place).unwrap_or(u16::MAX))
    }

    /// The holder and month of a frame of incomes nobody named.
    pub(super) fn supposed_at(&self, months: &Months, frame: u16) -> Option<(Holder, i64)> {
        let place = usize::from(frame.checked_sub(FIRST_SUPPOSED)?);
        (place < self.months).then(|| months.at(place))
    }

    /// Whether an income nobody named may be there, by the place of its holder's month.
    pub(super) fn supposed_presence(&self, place: usize) -> Ends {
        self.supposed.get(place).copied().unwrap_or(Ends::EITHER)
    }

    /// Whether a named income may fall within these months.
    pub(super) fn may_fall_within(&self, index: usize, (first, last): (i64, i64)) -> bool {
        let month = self.named.get(index).map(|named| named.month);
        month.is_some_and(|month| first <= month.hi && month.lo <= last)
    }

    /// Whether a named income counts within these months.
    pub(super) fn presence_within(&self, index: usize, (first, last): (i64, i64)) -> Ends {
        let Some(Named { presence, month }) = self.named.get(index).copied() else {
            return Ends::NO;
        };
        if first <= month.lo && month.hi <= last {
            presence
        } else if month.hi < first || last < month.lo {
            Ends::NO
        } else {
            presence.and(Ends::EITHER)
        }
    }

    /// How many columns children take: one for those nobody named.
    pub(super) const fn child_columns(&self) -> usize {
        self.children.len().saturating_add(1)
    }

    /// How many columns incomes take: one of which nothing is known, and those of each month nobody named.
    pub(super) const fn income_columns(&self) -> usize {
        self.incomes
            .len()
            .saturating_add(self.months)
            .saturating_add(1)
    }

    /// The block of a row's frame, and the number of its column.
    pub(super) fn column(&self, frame: u16) -> (Block, usize) {
        let first_child = self.child_frame(0);
        let first_income = self.income_frame(0);
        match frame {
            NEW_CHILD => (Block::CHILD, 0),
            _ if frame < first_child => (Block::INCOME, after(NEW_INCOME, frame)),
            _ if frame < first_income => {
                (Block::CHILD, after(first_child, frame).saturating_add(1))
            }
            _ => {
                let named = after(first_income, frame).saturating_add(1);
                (Block::INCOME, named.saturating_add(self.months))
            }
        }
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
    pub(super) fn value(&self, frame: u16, slot: u16) -> Option<Ends> {
        self.values.get(self.place(frame, slot)).copied()
    }

    /// The values of the household, of the person and of the partner, one after the other.
    pub(super) fn of_adults(&self) -> &[Ends] {
        let end = self.starts.get(usize::from(NEW_CHILD)).copied();
        self.values.get(..end.unwrap_or(0)).unwrap_or(&[])
    }

    /// The values of a frame.
    pub(super) fn values_of(&self, frame: usize) -> &[Ends] {
        let start = self.starts.get(frame).copied().unwrap_or(0);
        let next = self.starts.get(frame.saturating_add(1)).copied();
        let end = next.unwrap_or(self.values.len());
        self.values.get(start..end).unwrap_or(&[])
    }

    /// Whom a frame is about.
    pub(super) fn entity(&self, frame: usize) -> Entity {
        let frame = u16::try_from(frame).unwrap_or(u16::MAX);
        match frame {
            HOUSEHOLD => Entity::Household,
            PERSON | PARTNER => Entity::Adult,
            NEW_CHILD => Entity::Child,
            row if (self.child_frame(0)..self.income_frame(0)).contains(&row) => Entity::Child,
            _ => Entity::Income,
        }
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

    /// Whether an income may be the partner's.
    pub(super) fn may_be_partners(&self, incomes: &IncomeFacts, frame: u16) -> bool {
        let [_, partner] = incomes.holders;
        self.holders(incomes, frame) & partner != 0
    }

    /// Who may hold an income.
    fn holders(&self, incomes: &IncomeFacts, frame: u16) -> u64 {
        let holders = self.value(frame, incomes.holder);
        holders.map_or(u64::MAX, Ends::possible)
    }

    /// Whether the holder of an income exists.
    fn presence(&self, incomes: &IncomeFacts, frame: u16) -> Truth {
        let holders = self.holders(incomes, frame);
        let [_, partner] = incomes.holders;
        if holders & partner == 0 {
            Truth::Yes
        } else if holders & !partner == 0 {
            self.partner
        } else {
            self.partner.hull(Truth::Yes)
        }
    }

    /// Where the sensitive facts of every frame lie.
    pub(super) fn sensitive(&self, law: &Law<'_>) -> impl Iterator<Item = usize> {
        self.starts.iter().enumerate().flat_map(|(frame, start)| {
            let slots = law.sensitive(self.entity(frame)).iter();
            slots.map(|slot| start.saturating_add(usize::from(*slot)))
        })
    }

    /// Forgets its sensitive answers, until [`Self::remember`]; whether there were any.
    pub(crate) fn forget_sensitive(&mut self, law: &Law<'_>) -> bool {
        let mut forgotten = std::mem::take(&mut self.forgotten);
        forgotten.clear();
        for frame in 0..self.count() {
            let entity = self.entity(frame);
            let start = self.starts.get(frame).copied().unwrap_or(usize::MAX);
            let blank = law.blank(entity);
            for slot in law.sensitive(entity) {
                let place = start.saturating_add(usize::from(*slot));
                if let (Some(value), Some(blank)) =
                    (self.values.get_mut(place), blank.get(usize::from(*slot)))
                    && value != blank
                {
                    forgotten.push((place, std::mem::replace(value, *blank)));
                }
            }
        }
        self.forgotten = forgotten;
        self.forgotten_receipts.clear();
        for right in &law.sensitive_rights {
            if let Some(received) = self.received.get_mut(usize::from(*right))
                && *received != Received::Unknown
            {
                let before = std::mem::replace(received, Received::Unknown);
                self.forgotten_receipts.push((*right, before));
            }
        }
        !self.forgotten.is_empty() || !self.forgotten_receipts.is_empty()
    }

    /// Whether anything looked at was forgotten.
    pub(super) fn forgot_any_of(&self, reads: &BTreeSet<Reached>) -> bool {
        let facts = self.forgotten.iter().filter_map(|(place, _)| {
            let (frame, slot) = self.at(*place)?;
            Some(match (frame, self.entity(usize::from(frame))) {
                (HOUSEHOLD, _) => Reached::Household(slot),
                (PERSON, _) => Reached::Person(slot),
                (PARTNER, _) => Reached::Partner(slot),
                (_, Entity::Child) => Reached::Child(slot),
                _ => Reached::Income(slot),
            })
        });
        let receipts = self.forgotten_receipts.iter();
        let receipts = receipts.map(|(right, _)| Reached::Right(*right));
        facts.chain(receipts).any(|read| reads.contains(&read))
    }

    /// Puts back what was forgotten.
    pub(super) fn remember(&mut self) {
        for (place, before) in self.forgotten.drain(..) {
            if let Some(value) = self.values.get_mut(place) {
                *value = before;
            }
        }
        for (right, before) in self.forgotten_receipts.drain(..) {
            if let Some(received) = self.received.get_mut(usize::from(right)) {
                *received = before;
            }
        }
    }

    /// The facts of a frame, by slot.
    pub(crate) fn frame_facts<'c>(&self, slots: &'c Slots, frame: u16) -> &'c [FactId] {
        slots.frame(self.entity(usize::from(frame)))
    }

    /// The place of a fact, for people; `None` for rows nobody named.
    pub(super) fn path(&self, law: &Law<'_>, frame: u16, slot: u16) -> Option<Path> {
        let names = law.fact_names(self.entity(usize::from(frame)));
        let fact = names.get(usize::from(slot))?.clone();
        match frame {
            HOUSEHOLD => Some(Path::Household(fact)),
            PERSON => Some(Path::Person(fact)),
            PARTNER => Some(Path::Partner(fact)),
            row => {
                let index = usize::from(row.checked_sub(self.child_frame(0))?);
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

/// How far a frame comes after another.
fn after(first: u16, frame: u16) -> usize {
    usize::from(frame.saturating_sub(first))
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
