//! The documents a household has to bring: those asked only of some people are left out once it is certain that these
//! people are others. An unknown leaves nothing out.

use super::compute::{Computer, Env};
use super::law::Law;
use crate::{Document, Right, Situation, Truth};

/// The documents of one household.
pub struct Documents<'l> {
    computer: Computer<'l>,
}

impl Law<'_> {
    /// The documents this household has to bring. On a paper that is silent about what is sensitive (`discreet`), they are
    /// those of a household that said nothing of it.
    #[must_use]
    pub fn documents(&self, situation: &Situation, discreet: bool) -> Documents<'_> {
        let mut computer = Computer::new(self);
        computer.frames.fill(self, situation);
        if discreet {
            computer.frames.forget_sensitive(self);
        }
        computer.start(false);
        Documents { computer }
    }
}

impl Documents<'_> {
    /// Those of this right, in the order of the catalogue.
    pub fn of<'r>(&mut self, right: &'r Right) -> Vec<&'r Document> {
        let compiled = &self.computer.law.catalogue.compiled;
        let index = compiled.names.rights.get(&right.id);
        let tests = index.and_then(|index| compiled.rights.get(usize::from(*index)));
        let day = self.computer.law.day;
        let mut is_asked = |place: usize| {
            let test = tests.and_then(|tests| tests.documents.get(place)?.as_ref()?.on(day));
            test.is_none_or(|test| self.computer.truth(test, Env::TOP) != Truth::No)
        };
        let documents = right.documents.iter().enumerate();
        documents
            .filter(|(place, _)| is_asked(*place))
            .map(|(_, document)| document)
            .collect()
    }
}
