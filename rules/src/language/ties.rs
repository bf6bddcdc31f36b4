//! What the value of a node is tied to: the row being looked at, an adult, other rights, any answer at all.
//!
//! A node tied to no row has one value for a whole household, worth keeping; a node tied to no answer has one
//! value for a whole day.

use super::program::{Dated, Frame, Node, NodeId, Program};
use super::syntax::ListName;

/// A set of ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ties(u8);

impl Ties {
    /// To what is known of the household at all.
    pub(crate) const ANSWERS: Self = Self(1);
    /// To another right.
    pub(crate) const RIGHTS: Self = Self(2);
    /// To the adult being looked at.
    pub(crate) const ADULT: Self = Self(4);
    /// To the child being looked at.
    pub(crate) const CHILD: Self = Self(8);
    /// To the income being looked at.
    pub(crate) const INCOME: Self = Self(16);
    /// To a row of a list that only exists while one looks through it.
    pub(crate) const ROW: Self = Self(8 | 16);

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

/// What a node is tied to, and whether several others ask for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tied {
    pub(crate) ties: Ties,
    /// Whether it is met again, under another node or row after row.
    pub(crate) is_met_again: bool,
}

/// The ties of every node, in the order of the arena. `roots` are the expressions of rights.
pub(crate) fn of_nodes<'d>(
    program: &Program,
    intermediates: &'d [Dated],
    roots: impl Iterator<Item = &'d Dated>,
) -> Vec<Tied> {
    let mut tied: Vec<Tied> = Vec::new();
    for (_, node) in program.nodes() {
        let ties = ties(program, intermediates, &tied, node);
        tied.push(Tied {
            ties,
            is_met_again: false,
        });
    }
    let mut met = vec![false; tied.len()];
    for (id, node) in program.nodes() {
        let is_list = matches!(
            node,
            Node::Count(..) | Node::Exists(..) | Node::ForAll(..) | Node::Sum(..)
        );
        let whose = Ties::ADULT.and(Ties::ROW);
        let row_after_row = is_list
            || tied
                .get(id.index())
                .is_some_and(|tied| tied.ties.has(whose));
        program.children(node, |child| {
            meet(&mut tied, &mut met, child, row_after_row);
        });
    }
    for root in roots.chain(intermediates).flat_map(Dated::all) {
        meet(&mut tied, &mut met, root, false);
    }
    tied
}

fn meet(tied: &mut [Tied], met: &mut [bool], node: NodeId, again: bool) {
    if let (Some(tied), Some(met)) = (tied.get_mut(node.index()), met.get_mut(node.index())) {
        tied.is_met_again |= again || *met;
        *met = true;
    }
}

fn ties(program: &Program, intermediates: &[Dated], before: &[Tied], node: Node) -> Ties {
    let of = |index: usize| {
        let every = Ties(u8::MAX);
        before.get(index).map_or(every, |tied| tied.ties)
    };
    let mut under = Ties::default();
    program.children(node, |child| under = under.and(of(child.index())));
    match node {
        Node::Fact(frame, _) => Ties::ANSWERS.and(Ties::to(frame)),
        Node::Right(..) => Ties::ANSWERS.and(Ties::RIGHTS),
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
        | Node::Sum(list, ..) => under.without(Ties::of_rows(list)).and(Ties::ANSWERS),
        _ => under,
    }
}
