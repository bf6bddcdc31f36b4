//! What an undecided result rests on: the unknown places whose answers could still change it, and whether
//! something could not be computed.
//!
//! Places are collected while computing, on one stack. When a piece turns out decided, what was collected
//! under it is forgotten: a decided piece can not change, so nothing under it matters. What remains is
//! everything an answer could still change, and sometimes more.

use super::compute::{Computer, Env};
use super::lists::Row;
use super::resolve::NEW_CHILD;
use crate::language::syntax::ListName;
use crate::path::Holder;
use crate::{Path, Truth, YearMonth};

/// A place whose answer could still change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Leaf {
    /// A fact of a frame.
    Fact(u16, u16),
    /// A fact of children nobody named yet.
    NewChild(u16),
    PartnerExists,
    ChildrenComplete,
    /// Whether every income of a holder in a month was named.
    Month(Holder, i32),
    /// The receipt of a right.
    Receipt(u16),
}

/// What a kept result owes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Noted {
    start: u32,
    len: u32,
    /// Something could not be computed.
    pub(crate) failed: bool,
}

/// A point of the stack one can come back to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    len: usize,
    failed: bool,
}

/// The stack, and what was noted of kept results.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    stack: Vec<Leaf>,
    kept: Vec<Leaf>,
    failed: bool,
    collecting: bool,
}

impl Trace {
    pub(super) const fn new(collecting: bool) -> Self {
        Self {
            stack: Vec::new(),
            kept: Vec::new(),
            failed: false,
            collecting,
        }
    }

    /// The result of the moment rests on this place.
    pub(super) fn rests_on(&mut self, leaf: Leaf) {
        if self.collecting {
            self.stack.push(leaf);
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

    /// Notes what a result owes since its start, and takes it off the stack.
    pub(super) fn note(&mut self, mark: Mark) -> Noted {
        let failed = std::mem::replace(&mut self.failed, mark.failed);
        let start = self.kept.len();
        self.kept.extend(self.stack.drain(mark.len..));
        if let Some(fresh) = self.kept.get_mut(start..) {
            fresh.sort_unstable();
        }
        let mut unique = start;
        for index in start..self.kept.len() {
            let Some(leaf) = self.kept.get(index).copied() else {
                break;
            };
            let is_new = unique == start || self.kept.get(unique.saturating_sub(1)) != Some(&leaf);
            if let (true, Some(place)) = (is_new, self.kept.get_mut(unique)) {
                *place = leaf;
                unique = unique.saturating_add(1);
            }
        }
        self.kept.truncate(unique);
        let len = unique.saturating_sub(start);
        Noted {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            len: u32::try_from(len).unwrap_or(0),
            failed,
        }
    }

    /// Owes again what was noted.
    pub(super) fn recall(&mut self, noted: Noted) {
        self.failed |= noted.failed;
        let (start, end) = noted.bounds();
        if let Some(leaves) = self.kept.get(start..end) {
            self.stack.extend_from_slice(leaves);
        }
    }

    /// The places noted, in order, each once.
    pub(crate) fn places(&self, noted: Noted) -> &[Leaf] {
        let (start, end) = noted.bounds();
        self.kept.get(start..end).unwrap_or(&[])
    }
}

impl Noted {
    fn bounds(self) -> (usize, usize) {
        let start = usize::try_from(self.start).unwrap_or(usize::MAX);
        (
            start,
            start.saturating_add(usize::try_from(self.len).unwrap_or(0)),
        )
    }
}

impl Computer<'_> {
    /// The result rests on whether a row is there, or on what closes the list it would be added to.
    pub(super) fn rests_on_existence(&mut self, list: ListName, row: Row) {
        match list {
            ListName::Children if !row.named => self.trace.rests_on(Leaf::ChildrenComplete),
            ListName::Children => {}
            ListName::Adults | ListName::Partner => {
                if row.presence == Truth::Unknown {
                    self.trace.rests_on(Leaf::PartnerExists);
                }
            }
            ListName::Incomes { .. } if row.named => self.rests_on_income(row),
            ListName::Incomes { .. } => {
                let (holder, month) = row.env.supposed;
                self.trace.rests_on(Leaf::Month(
                    holder,
                    i32::try_from(month).unwrap_or(i32::MAX),
                ));
                if holder == Holder::Partner && self.frames.partner == Truth::Unknown {
                    self.trace.rests_on(Leaf::PartnerExists);
                }
            }
        }
    }

    fn rests_on_income(&mut self, row: Row) {
        if row.presence != Truth::Unknown {
            return;
        }
        let Env { income, .. } = row.env;
        let (holder, month) = self.frames.income_slots();
        for slot in [holder, month] {
            if !self.frames.value(income, slot).is_decided() {
                self.trace.rests_on(Leaf::Fact(income, slot));
            }
        }
        if self.frames.may_be_partners(income) && self.frames.partner == Truth::Unknown {
            self.trace.rests_on(Leaf::PartnerExists);
        }
    }

    /// Whether nobody was asked about this place yet.
    pub(crate) fn is_unasked(&self, leaf: Leaf) -> bool {
        match leaf {
            Leaf::Fact(frame, slot) => !self.frames.is_asked(frame, slot),
            Leaf::NewChild(_) | Leaf::ChildrenComplete => !self.frames.children_asked,
            Leaf::PartnerExists => !self.frames.partner_asked,
            Leaf::Month(holder, month) => !self.frames.is_month_asked(holder, i64::from(month)),
            Leaf::Receipt(right) => !self.frames.is_receipt_asked(right),
        }
    }

    /// Whether the place holds a sensitive answer, or would.
    pub(crate) fn is_sensitive(&self, leaf: Leaf) -> bool {
        let fact = |frame, slot: u16| {
            let facts = self
                .frames
                .frame_facts(&self.catalogue.compiled.names.slots, frame);
            facts
                .get(usize::from(slot))
                .and_then(|id| self.catalogue.fact(*id))
                .is_some_and(|fact| fact.sensitive)
        };
        match leaf {
            Leaf::Fact(frame, slot) => fact(frame, slot),
            Leaf::NewChild(slot) => fact(NEW_CHILD, slot),
            Leaf::Receipt(right) => self
                .catalogue
                .rights()
                .get(usize::from(right))
                .is_some_and(|right| right.sensitive),
            Leaf::PartnerExists | Leaf::ChildrenComplete | Leaf::Month(..) => false,
        }
    }

    /// The place, for people; `None` for rows nobody named.
    pub(crate) fn path(&self, leaf: Leaf) -> Option<Path> {
        match leaf {
            Leaf::Fact(frame, slot) => self.frames.path(self.catalogue, frame, slot),
            Leaf::NewChild(_) => None,
            Leaf::PartnerExists => Some(Path::PartnerExists),
            Leaf::ChildrenComplete => Some(Path::ChildrenComplete),
            Leaf::Month(holder, month) => Some(Path::IncomesComplete(
                holder,
                YearMonth::from_index(i64::from(month)),
            )),
            Leaf::Receipt(right) => {
                let right = self.catalogue.rights().get(usize::from(right))?;
                Some(Path::Receipt(right.id.clone()))
            }
        }
    }
}
