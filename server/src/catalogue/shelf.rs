//! The edition in service: one catalogue everybody reads, replaced whole, and why the last one offered was refused.

use std::sync::{Arc, PoisonError, RwLock};

use rules::{Catalogue, Fault};

/// Where requests take the catalogue. A request keeps the one it took until it ends.
#[derive(Debug)]
pub struct Shelf {
    state: RwLock<State>,
}

#[derive(Debug)]
struct State {
    catalogue: Arc<Catalogue>,
    refused: Arc<[Fault]>,
}

impl Shelf {
    /// A shelf with this edition.
    pub fn new(catalogue: Arc<Catalogue>) -> Self {
        let state = State {
            catalogue,
            refused: Arc::new([]),
        };
        Self {
            state: RwLock::new(state),
        }
    }

    /// The edition in service.
    pub fn current(&self) -> Arc<Catalogue> {
        self.read(|state| state.catalogue.clone())
    }

    /// The faults for which the last edition offered was refused; none when it is the one in service.
    pub fn refused(&self) -> Arc<[Fault]> {
        self.read(|state| state.refused.clone())
    }

    /// Takes a new edition, or keeps the last good one and the faults of the one refused.
    pub(crate) fn offer(&self, loaded: Result<Catalogue, Vec<Fault>>) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        match loaded {
            Ok(catalogue) => {
                *state = State {
                    catalogue: Arc::new(catalogue),
                    refused: Arc::new([]),
                };
            }
            Err(faults) => state.refused = faults.into(),
        }
    }

    fn read<T>(&self, what: impl FnOnce(&State) -> T) -> T {
        what(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_edition_leaves_the_last_good_one_in_service() {
        let shelf = Shelf::new(Arc::new(Catalogue::default()));
        let taken = shelf.current();
        let faults = Catalogue::load(&[rules::Source {
            layer: "essai".into(),
            path: "couche.toml".into(),
            text: "[[[".into(),
        }])
        .unwrap_err();
        shelf.offer(Err(faults.clone()));
        assert!(Arc::ptr_eq(&taken, &shelf.current()));
        assert_eq!(*shelf.refused(), *faults);
        shelf.offer(Ok(Catalogue::embedded().unwrap()));
        assert!(shelf.refused().is_empty());
        assert!(!shelf.current().rights().is_empty());
        assert!(taken.rights().is_empty(), "who took the old one keeps it");
    }
}
