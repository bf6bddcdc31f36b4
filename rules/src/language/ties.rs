//! What the value of a node is tied to: the child or the income being looked at, or the adult names mean.

use super::program::{Dated, Frame, Node, Program};
use super::syntax::ListName;

/// A set of ties, each a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ties(u8);

impl Ties {
    /// To the adult being looked at.
    pub(crate) const ADULT: Self = Self(1);
    /// To the child being looked at.
    pub(crate) const CHILD: Self = Self(2);
    /// To the income being looked at.
    pub(crate) const INCOME: Self = Self(4);
    /// To a row of a list that only exists while one looks through it.
    pub(crate) const ROW: Self = Self(2 | 4);

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether it has any of these.
    pub(crate) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The tie to whom a name means.
    const fn to(frame: Frame) -> Self {
        match frame {
            Frame::Household | Frame::Person => Self(0),
            Frame::Adult => Self::ADULT,
            Frame::Child => Self::CHILD,
            Frame::Income => Self::INCOME,
        }
    }

    /// The tie a list loosens: within it, names mean its own rows.
    const fn of_rows(list: ListName) -> Self {
        match list {
            ListName::Children => Self::CHILD,
            ListName::Adults | ListName::Partner => Self::ADULT,
            ListName::Incomes { .. } => Self::INCOME,
        }
    }
}

/// The ties of every node, in the order of the arena.
pub(crate) fn of_nodes(program: &Program, intermediates: &[Dated]) -> Vec<Ties> {
    let mut all: Vec<Ties> = Vec::new();
    for (_, node) in program.nodes() {
        all.push(ties(program, intermediates, &all, node));
    }
    all
}

fn ties(program: &Program, intermediates: &[Dated], before: &[Ties], node: Node) -> Ties {
    let of = |index: usize| {
        let every = Ties(u8::MAX);
        before.get(index).copied().unwrap_or(every)
    };
    let mut under = Ties::default();
    program.children(node, |child| under = under.and(of(child.index())));
    match node {
        Node::Fact(frame, _) => Ties::to(frame),
        Node::Named(frame, index) => {
            let versions = intermediates.get(usize::from(index)).into_iter();
            let inside = versions
                .flat_map(Dated::all)
                .fold(Ties::default(), |ties, root| ties.and(of(root.index())));
            let whose = Ties::ADULT.and(Ties::ROW);
            if inside.has(whose) {
                inside.without(whose).and(Ties::to(frame))
            } else {
                inside
            }
        }
        Node::Count(list, _)
        | Node::Exists(list, _)
        | Node::ForAll(list, _)
        | Node::Sum(list, ..) => under.without(Ties::of_rows(list)),
        _ => under,
    }
}
