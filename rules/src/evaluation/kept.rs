//! Results kept for the next who asks, and what makes them stale: each bears the moment it was found; a new
//! household, or a new supposition, is a new moment. Nothing is emptied in between.

/// Results by place.
#[derive(Clone, Debug)]
pub(super) struct Kept<T>(Vec<Option<(u64, T)>>);

impl<T: Copy> Kept<T> {
    pub(super) fn new(places: usize) -> Self {
        Self(vec![None; places])
    }

    /// What was kept at a place since this moment.
    pub(super) fn get(&self, place: usize, moment: u64) -> Option<T> {
        match self.0.get(place) {
            Some(Some((found, kept))) if *found == moment => Some(*kept),
            _ => None,
        }
    }

    pub(super) fn put(&mut self, place: usize, moment: u64, kept: T) {
        if let Some(slot) = self.0.get_mut(place) {
            *slot = Some((moment, kept));
        }
    }
}
