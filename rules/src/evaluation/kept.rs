//! Results kept for the next who asks, and what makes them stale: each bears the stamp of the moment it was
//! found; a new household, or a new supposition, is a new stamp. Nothing is emptied in between.

/// Results by place.
#[derive(Clone, Debug)]
pub(super) struct Kept<T>(Vec<Option<(u64, T)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Kept<T> {
    /// Makes room for at least as many places.
    pub(super) fn hold(&mut self, places: usize) {
        if self.0.len() < places {
            self.0.resize(places, None);
        }
    }

    /// What was kept at a place under this stamp.
    pub(super) fn get(&self, place: usize, stamp: u64) -> Option<T> {
        match self.0.get(place) {
            Some(Some((found, kept))) if *found == stamp => Some(*kept),
            _ => None,
        }
    }

    pub(super) fn put(&mut self, place: usize, stamp: u64, kept: T) {
        if let Some(slot) = self.0.get_mut(place) {
            *slot = Some((stamp, kept));
        }
    }
}

/// The stamps of the moment. A count of 64 bits: none comes back.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stamps {
    last: u64,
    household: u64,
    rights: u64,
}

impl Stamps {
    /// A new household: everything is stale.
    pub(super) fn renew(&mut self) {
        self.last = self.last.saturating_add(1);
        self.household = self.last;
        self.rights = self.last;
    }

    /// A new supposition on a right: what follows from rights is stale.
    pub(super) fn renew_rights(&mut self) {
        self.last = self.last.saturating_add(1);
        self.rights = self.last;
    }

    /// The stamp of a result, whether or not it follows from rights.
    pub(super) const fn of(self, rests_on_rights: bool) -> u64 {
        if rests_on_rights {
            self.rights
        } else {
            self.household
        }
    }
}
