//! What an undecided result rests on: the unknown places whose answers could still change it, and whether
//! something could not be computed.
//!
//! Places are collected while computing, on one stack. When a piece turns out decided, what was collected
//! under it is forgotten: a decided piece can not change, so nothing under it matters. What remains is
//! everything an answer could still change, and sometimes more. What is noted of a kept result is a set of
//! places, one bit each ([`super::places`]); whoever rests on that result rests on the whole set.

use super::compute::{Computer, Env};
use super::lists::Row;
use super::places::{Leaf, Set};
use crate::Truth;
use crate::language::syntax::ListName;
use crate::path::Holder;

/// What a kept result owes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Noted {
    /// Which of the noted sets, counted from one; 0 is the empty one.
    set: u32,
    /// Something could not be computed.
    pub(crate) failed: bool,
}

/// A point of the stack one can come back to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    len: usize,
    failed: bool,
}

/// One thing the result of the moment rests on.
#[derive(Clone, Copy, Debug)]
enum Owed {
    Place(usize),
    Set(u32),
}

/// The stack, and the sets noted of kept results.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    stack: Vec<Owed>,
    /// Sets one after the other, `words` each.
    sets: Vec<u64>,
    words: usize,
    failed: bool,
    collecting: bool,
}

impl Trace {
    /// Starts again, for as many places; collects them or not.
    pub(super) fn reset(&mut self, places: usize, collecting: bool) {
        self.stack.clear();
        self.sets.clear();
        self.words = Set::words(places);
        self.failed = false;
        self.collecting = collecting;
    }

    pub(super) const fn is_collecting(&self) -> bool {
        self.collecting
    }

    /// Collects no more; what was noted stays.
    pub(super) const fn stop(&mut self) {
        self.collecting = false;
    }

    /// The result of the moment rests on this place.
    pub(super) fn rests_on(&mut self, place: usize) {
        if self.collecting {
            self.stack.push(Owed::Place(place));
        }
    }

    /// Something could not be computed.
    pub(super) const fn fails(&mut self) {
        self.failed = true;
    }

    pub(super) const fn mark(&self) -> Mark {
        Mark {
            len: self.stack.len(),
            failed: self.failed,
        }
    }

    pub(super) fn forget_since(&mut self, mark: Mark) {
        self.stack.truncate(mark.len);
        self.failed = mark.failed;
    }

    /// Starts a result that will be kept.
    pub(super) const fn start(&mut self) -> Mark {
        let mark = self.mark();
        self.failed = false;
        mark
    }

    /// Ends a result that will be kept without its places; whether something under it could not be computed.
    pub(super) const fn end(&mut self, mark: Mark) -> bool {
        let failed = self.failed;
        self.failed = failed || mark.failed;
        failed
    }

    /// Notes what a result owes since its start, and takes it off the stack.
    pub(super) fn note(&mut self, mark: Mark) -> Noted {
        let failed = std::mem::replace(&mut self.failed, mark.failed);
        let owed = self.stack.get(mark.len..).unwrap_or(&[]);
        let set = match owed {
            [] => 0,
            [Owed::Set(set)] => *set,
            _ => {
                let start = self.sets.len();
                self.sets.resize(start.saturating_add(self.words), 0);
                let (before, new) = self.sets.split_at_mut(start);
                for owed in owed {
                    match owed {
                        Owed::Place(place) => Set::put(new, *place),
                        Owed::Set(set) => Set::put_all(new, nth(before, self.words, *set)),
                    }
                }
                let count = self.sets.len().checked_div(self.words).unwrap_or(0);
                u32::try_from(count).unwrap_or(0)
            }
        };
        self.stack.truncate(mark.len);
        Noted { set, failed }
    }

    /// Owes again what was noted.
    pub(super) fn recall(&mut self, noted: Noted) {
        self.failed |= noted.failed;
        if self.collecting && noted.set != 0 {
            self.stack.push(Owed::Set(noted.set));
        }
    }

    /// What any of two results owes.
    pub(super) fn either(&mut self, one: Noted, other: Noted) -> Noted {
        let start = self.start();
        self.recall(one);
        self.recall(other);
        self.note(start)
    }

    /// The places noted.
    pub(crate) fn places(&self, noted: Noted) -> Set<'_> {
        Set::of(nth(&self.sets, self.words, noted.set))
    }
}

/// One of the sets, counted from one.
fn nth(sets: &[u64], words: usize, set: u32) -> &[u64] {
    let end = usize::try_from(set)
        .unwrap_or(usize::MAX)
        .saturating_mul(words);
    let start = end.saturating_sub(words);
    sets.get(start..end).unwrap_or(&[])
}

impl Computer<'_> {
    fn rests_on_leaf(&mut self, leaf: Leaf) {
        if let Some(place) = self.place_of(leaf) {
            self.trace.rests_on(place);
        }
    }

    /// The result rests on the receipt of a right.
    pub(super) fn rests_on_receipt_of(&mut self, right: u16) {
        if self.trace.is_collecting() {
            self.rests_on_leaf(Leaf::Receipt(right));
        }
    }

    /// The result rests on whether a row is there, or on what closes the list it would be added to.
    pub(super) fn rests_on_existence(&mut self, list: ListName, row: Row) {
        if !self.trace.is_collecting() {
            return;
        }
        match list {
            ListName::Children if !row.named => self.rests_on_leaf(Leaf::ChildrenComplete),
            ListName::Children => {}
            ListName::Adults | ListName::Partner => {
                if row.presence == Truth::Unknown {
                    self.rests_on_leaf(Leaf::PartnerExists);
                }
            }
            ListName::Incomes { .. } if row.named => self.rests_on_income(row),
            ListName::Incomes { .. } => {
                let (holder, month) = row.env.supposed;
                self.rests_on_leaf(Leaf::Month(holder, month));
                if holder == Holder::Partner && self.frames.partner == Truth::Unknown {
                    self.rests_on_leaf(Leaf::PartnerExists);
                }
            }
        }
    }

    fn rests_on_income(&mut self, row: Row) {
        if row.presence != Truth::Unknown {
            return;
        }
        let Env { income, .. } = row.env;
        for slot in [self.law.incomes.holder, self.law.incomes.month] {
            if !self.frames.value(income, slot).is_decided() {
                self.rests_on_leaf(Leaf::Fact(income, slot));
            }
        }
        let may_be_partners = self.frames.may_be_partners(&self.law.incomes, income);
        if may_be_partners && self.frames.partner == Truth::Unknown {
            self.rests_on_leaf(Leaf::PartnerExists);
        }
    }
}
