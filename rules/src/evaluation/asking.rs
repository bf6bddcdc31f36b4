//! How one household asks for its rights: the documents to bring, and what it need not ask for.
//!
//! Whatever is unknown leaves the household the safe side: a document asked only of some people is left out once it is certain
//! that these people are others; a right comes by itself once it is certain that it does.

use super::compute::{Computer, Env};
use super::law::Law;
use crate::catalogue::compiled::CompiledRight;
use crate::{Document, Right, Situation, Truth};

/// How one household asks.
pub struct Asking<'l> {
    computer: Computer<'l>,
}

impl Law<'_> {
    /// How this household asks. On a paper that is silent about what is sensitive (`discreet`), it asks as a household that
    /// said nothing of it.
    #[must_use]
    pub fn asking(&self, situation: &Situation, discreet: bool) -> Asking<'_> {
        let mut computer = Computer::new(self);
        computer.frames.fill(self, situation);
        if discreet {
            computer.frames.forget_sensitive(self);
        }
        computer.start(false);
        Asking { computer }
    }
}

impl<'l> Asking<'l> {
    /// The documents to bring for this right, in the order of the catalogue.
    pub fn documents<'r>(&mut self, right: &'r Right) -> Vec<&'r Document> {
        let (tests, day) = (self.tests(right), self.computer.law.day);
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

    /// Whether this right comes without being asked for: the catalogue says so, and for certain of this household.
    pub fn comes_by_itself(&mut self, right: &Right) -> bool {
        let day = self.computer.law.day;
        let test = self.tests(right).and_then(|tests| tests.automatic.as_ref());
        let holds = match test {
            None => true,
            Some(test) => test
                .on(day)
                .is_some_and(|test| self.computer.truth(test, Env::TOP) == Truth::Yes),
        };
        right.procedure.automatic.is_some() && holds
    }

    fn tests(&self, right: &Right) -> Option<&'l CompiledRight> {
        let law = self.computer.law;
        let compiled = &law.catalogue.compiled;
        let index = compiled.names.rights.get(&right.id)?;
        compiled.rights.get(usize::from(*index))
    }
}
