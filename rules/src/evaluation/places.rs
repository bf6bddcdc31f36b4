//! The places whose answers could still change something, and sets of them.
//!
//! Every place of a household has a number: first each fact of each frame, as their values lie, then whether
//! there is a partner, what closes the list of children, each month of each holder's incomes, and the receipt
//! of each right. A set of places is a run of bits.

use super::compute::Computer;
use super::resolve::NEW_CHILD;
use crate::path::Holder;
use crate::{Path, YearMonth};

/// A place whose answer could still change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// A fact of a frame; of children nobody named yet, that of [`NEW_CHILD`].
    Fact(u16, u16),
    PartnerExists,
    ChildrenComplete,
    /// Whether every income of a holder in a month was named.
    Month(Holder, i64),
    /// The receipt of a right.
    Receipt(u16),
}

/// A set of places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Set<'s>(&'s [u64]);

/// The paths of the places met so far for a household: many rights wait for the same ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths(Vec<Option<Path>>);

impl Paths {
    /// Turns to another household.
    pub(super) fn reset(&mut self, computer: &Computer<'_>) {
        self.0.clear();
        self.0.resize(computer.places(), None);
    }

    /// The path of the place of this number; `None` for rows nobody named.
    pub(super) fn path(&mut self, computer: &Computer<'_>, place: usize) -> Option<Path> {
        let known = self.0.get_mut(place)?;
        if known.is_none() {
            *known = computer.path(computer.leaf(place));
        }
        known.clone()
    }
}

const BITS: usize = 64;

impl<'s> Set<'s> {
    /// How many words a set among so many places takes.
    pub(super) const fn words(places: usize) -> usize {
        places.div_ceil(BITS)
    }

    pub(super) const fn of(words: &'s [u64]) -> Self {
        Self(words)
    }

    pub(super) fn put(words: &mut [u64], place: usize) {
        let bit = u32::try_from(place % BITS).ok();
        let bit = bit.and_then(|bit| 1_u64.checked_shl(bit)).unwrap_or(0);
        if let Some(word) = words.get_mut(place / BITS) {
            *word |= bit;
        }
    }

    pub(super) fn put_all(words: &mut [u64], others: &[u64]) {
        for (word, other) in words.iter_mut().zip(others) {
            *word |= other;
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Whether every place of it is in another one.
    pub(super) fn is_within(self, other: Self) -> bool {
        let others = other.0.iter().chain(std::iter::repeat(&0));
        self.0
            .iter()
            .zip(others)
            .all(|(word, other)| word & !other == 0)
    }

    /// The places, in order.
    pub(super) fn iter(self) -> impl Iterator<Item = usize> + use<'s> {
        self.0.iter().enumerate().flat_map(|(index, word)| {
            let start = index.saturating_mul(BITS);
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = usize::try_from(left.trailing_zeros()).unwrap_or(0);
                let found = (left != 0).then(|| start.saturating_add(bit));
                left &= left.wrapping_sub(1);
                found
            })
        })
    }
}

impl Computer<'_> {
    /// How many places there are.
    pub(super) fn places(&self) -> usize {
        self.first_receipt()
            .saturating_add(self.law.catalogue.rights().len())
    }

    fn first_month(&self) -> usize {
        self.frames.len().saturating_add(2)
    }

    fn first_receipt(&self) -> usize {
        let months = self.law.months.count.saturating_mul(Holder::ALL.len());
        self.first_month().saturating_add(months)
    }

    /// The number of a place; `None` for a month no rule looks at.
    pub(super) fn place_of(&self, leaf: Leaf) -> Option<usize> {
        Some(match leaf {
            Leaf::Fact(frame, slot) => self.frames.place(frame, slot),
            Leaf::PartnerExists => self.frames.len(),
            Leaf::ChildrenComplete => self.frames.len().saturating_add(1),
            Leaf::Month(holder, month) => self
                .first_month()
                .saturating_add(self.law.months.place_of(holder, month)?),
            Leaf::Receipt(right) => self.first_receipt().saturating_add(usize::from(right)),
        })
    }

    /// The place of this number.
    pub(super) fn leaf(&self, place: usize) -> Leaf {
        if let Some((frame, slot)) = self.frames.at(place) {
            return Leaf::Fact(frame, slot);
        }
        if let Some(right) = place.checked_sub(self.first_receipt()) {
            return Leaf::Receipt(u16::try_from(right).unwrap_or(u16::MAX));
        }
        let Some(month) = place.checked_sub(self.first_month()) else {
            return if place == self.frames.len() {
                Leaf::PartnerExists
            } else {
                Leaf::ChildrenComplete
            };
        };
        let (holder, month) = self.law.months.at(month);
        Leaf::Month(holder, month)
    }

    /// Whether nobody was asked about this place yet.
    pub(super) fn is_unasked(&self, leaf: Leaf) -> bool {
        match leaf {
            Leaf::Fact(NEW_CHILD, _) | Leaf::ChildrenComplete => !self.frames.children_asked,
            Leaf::Fact(frame, slot) => !self.frames.is_asked(frame, slot),
            Leaf::PartnerExists => !self.frames.partner_asked,
            Leaf::Month(holder, month) => !self.frames.is_month_asked(holder, month),
            Leaf::Receipt(right) => !self.frames.is_receipt_asked(right),
        }
    }

    /// Puts the places that hold a sensitive answer, or would, in place of what the set held.
    pub(super) fn note_sensitive(&self, set: &mut Vec<u64>) {
        set.clear();
        set.resize(Set::words(self.places()), 0);
        for place in self.frames.sensitive(self.law) {
            Set::put(set, place);
        }
        for right in &self.law.sensitive_rights {
            if let Some(place) = self.place_of(Leaf::Receipt(*right)) {
                Set::put(set, place);
            }
        }
    }

    /// The place, for people; `None` for rows nobody named.
    pub(super) fn path(&self, leaf: Leaf) -> Option<Path> {
        match leaf {
            Leaf::Fact(frame, slot) => self.frames.path(self.law, frame, slot),
            Leaf::PartnerExists => Some(Path::PartnerExists),
            Leaf::ChildrenComplete => Some(Path::ChildrenComplete),
            Leaf::Month(holder, month) => {
                Some(Path::IncomesComplete(holder, YearMonth::from_index(month)))
            }
            Leaf::Receipt(right) => {
                let name = self.law.right_names.get(usize::from(right));
                name.cloned().map(Path::Receipt)
            }
        }
    }
}
