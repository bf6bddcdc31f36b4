//! What the engine evaluates: the arena, and for each right the roots of its expressions.

use crate::ExclusionKind;
use crate::language::names::Names;
use crate::language::program::{Dated, Program};

/// The compiled side of a catalogue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compiled {
    pub(crate) program: Program,
    pub(crate) names: Names,
    pub(crate) intermediates: Vec<Dated>,
    /// In the order of [`crate::Catalogue::rights`].
    pub(crate) rights: Vec<CompiledRight>,
}

/// The expressions of one right.
#[derive(Clone, Debug, Default)]
pub(crate) struct CompiledRight {
    pub(crate) signal: Dated,
    /// One for each condition; none when only an institution can judge it.
    pub(crate) conditions: Vec<Option<Dated>>,
    pub(crate) amount: Option<Dated>,
    pub(crate) exclusions: Vec<(u16, ExclusionKind)>,
}

impl CompiledRight {
    /// Every expression of the right.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Dated> {
        std::iter::once(&self.signal)
            .chain(self.conditions.iter().flatten())
            .chain(self.amount.iter())
    }
}
