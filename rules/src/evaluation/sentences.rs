//! The sentences of conditions as they are told on the day of the law: the figures in them are looked up once, when somebody
//! first asks for reasons.

use super::law::{InForce, Law};
use crate::{Condition, Shared};

/// What is told of one condition.
#[derive(Clone, Debug)]
pub(super) struct Sentences {
    /// The rule, as a plain sentence.
    pub(super) label: Shared,
    /// The sentence of who appraises it.
    pub(super) appraisal: Option<Shared>,
    /// Its legal source.
    pub(super) source: Shared,
}

impl Law<'_> {
    /// The sentences of the conditions of a right.
    pub(super) fn sentences(&self, right: &InForce) -> &[Sentences] {
        let all = self.sentences.get_or_init(|| {
            let told = |text: &String| Shared::from(self.catalogue.with_figures(text, self.day));
            let conditions = self.catalogue.rights().iter();
            let conditions = conditions.flat_map(|right| &right.conditions);
            let of_each = |condition: &Condition| Sentences {
                label: told(&condition.label),
                appraisal: condition.appraisal.as_ref().map(told),
                source: Shared::from(&condition.source),
            };
            conditions.map(of_each).collect()
        });
        // They lie as tests do.
        let end = right.first_test.saturating_add(right.tests);
        all.get(right.first_test..end).unwrap_or(&[])
    }
}
