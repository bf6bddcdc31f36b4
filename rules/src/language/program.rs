//! Compiled expressions: nodes in one arena, names resolved to slots, types already checked.
//!
//! Pieces written twice are one node: what many rights ask alike is kept once and, at evaluation, computed
//! once. A node comes after the nodes under it.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::syntax::{Asked, Comparison, ListName, Operation};
use crate::evaluation::value::Val;

/// A node of the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NodeId(u32);

/// Several nodes in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Nodes {
    start: u32,
    len: u32,
}

/// Whose facts a node reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Frame {
    Household,
    Person,
    /// The adult being looked at; the person outside of lists.
    Adult,
    /// The child being looked at.
    Child,
    /// The income being looked at.
    Income,
}

/// To which step an amount is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Rounding {
    /// `arrondi`: to the nearest cent.
    Cent,
    /// `arrondi_euro`: to the nearest euro or whole number.
    Whole,
    /// `plancher_euro`: down to the euro or whole number.
    Floor,
}

/// One compiled piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    Const(Val),
    Fact(Frame, u16),
    Named(Frame, u16),
    Parameter(u16),
    Today,
    ThisMonth,
    Not(NodeId),
    All(Nodes),
    Any(Nodes),
    Compare(Comparison, NodeId, NodeId),
    SameTruth(NodeId, NodeId),
    SameChoice(NodeId, NodeId),
    Among(NodeId, u64),
    Holds(NodeId, u64),
    Empty(NodeId),
    Compute(Operation, NodeId, NodeId),
    /// Days or months between two of them, as a number.
    Between(NodeId, NodeId),
    /// A month some months later.
    MonthPlus(NodeId, NodeId),
    Negate(NodeId),
    If(NodeId, NodeId, NodeId),
    Count(ListName, Option<NodeId>),
    Exists(ListName, NodeId),
    ForAll(ListName, NodeId),
    Sum(ListName, Option<NodeId>, NodeId),
    /// Whole years from the first date to the second.
    Years(NodeId, NodeId),
    /// Whole months from the first date to the second.
    Months(NodeId, NodeId),
    /// The month a date falls in.
    MonthOf(NodeId),
    PlusYears(NodeId, NodeId),
    PlusMonths(NodeId, NodeId),
    PlusDays(NodeId, NodeId),
    Least(Nodes),
    Greatest(Nodes),
    Round(Rounding, NodeId),
    Right(Asked, u16),
    /// The value at the end of another month, counted from the month of the date of law.
    AtMonth(i32, NodeId),
}

impl NodeId {
    /// Its place in the arena.
    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// The arena.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    nodes: Vec<Node>,
    links: Vec<NodeId>,
    /// How many nodes stand one under the other below each, itself and those of the intermediates it names included.
    heights: Vec<u16>,
    named: BTreeMap<u16, u16>,
    /// Every node and every run of nodes already there, to share them.
    known: HashMap<Node, NodeId>,
    known_runs: HashMap<Vec<NodeId>, Nodes>,
}

impl Program {
    /// The node of this piece, the one already there if it was written before.
    pub(crate) fn add(&mut self, node: Node) -> NodeId {
        let next = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let id = *self.known.entry(node).or_insert(next);
        if id == next {
            let mut below = match node {
                Node::Named(_, index) => self.named.get(&index).copied().unwrap_or(0),
                _ => 0,
            };
            self.children(node, |child| below = below.max(self.height(child)));
            self.nodes.push(node);
            self.heights.push(below.saturating_add(1));
        }
        id
    }

    /// How deep evaluating a node goes, the intermediates it names included.
    pub(crate) fn height(&self, id: NodeId) -> u16 {
        self.heights.get(id.index()).copied().unwrap_or(0)
    }

    /// Notes how deep an intermediate goes, before anything that names it is added.
    pub(crate) fn name(&mut self, index: u16, dated: &Dated) {
        let height = dated.all().map(|node| self.height(node)).max();
        self.named.insert(index, height.unwrap_or(0));
    }

    /// These nodes in a row.
    pub(crate) fn link(&mut self, nodes: &[NodeId]) -> Nodes {
        if let Some(run) = self.known_runs.get(nodes) {
            return *run;
        }
        let run = Nodes {
            start: u32::try_from(self.links.len()).unwrap_or(u32::MAX),
            len: u32::try_from(nodes.len()).unwrap_or(0),
        };
        self.links.extend_from_slice(nodes);
        self.known_runs.insert(nodes.to_vec(), run);
        run
    }

    /// Every node, those under another before it.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = (NodeId, Node)> {
        (0..).map(NodeId).zip(self.nodes.iter().copied())
    }

    pub(crate) fn node(&self, id: NodeId) -> Node {
        self.nodes
            .get(id.index())
            .copied()
            .unwrap_or(Node::Const(Val::Truth(crate::Truth::Unknown)))
    }

    pub(crate) fn several(&self, nodes: Nodes) -> &[NodeId] {
        let start = usize::try_from(nodes.start).unwrap_or(usize::MAX);
        let len = usize::try_from(nodes.len).unwrap_or(0);
        self.links
            .get(start..start.saturating_add(len))
            .unwrap_or(&[])
    }

    /// The nodes directly under one.
    pub(crate) fn children(&self, node: Node, mut visit: impl FnMut(NodeId)) {
        match node {
            Node::Const(_)
            | Node::Fact(..)
            | Node::Named(..)
            | Node::Parameter(_)
            | Node::Today
            | Node::ThisMonth
            | Node::Right(..)
            | Node::Count(_, None) => {}
            Node::Not(a)
            | Node::Among(a, _)
            | Node::Holds(a, _)
            | Node::Empty(a)
            | Node::Negate(a)
            | Node::MonthOf(a)
            | Node::Round(_, a)
            | Node::AtMonth(_, a)
            | Node::Count(_, Some(a))
            | Node::Exists(_, a)
            | Node::ForAll(_, a)
            | Node::Sum(_, None, a) => visit(a),
            Node::Compare(_, a, b)
            | Node::SameTruth(a, b)
            | Node::SameChoice(a, b)
            | Node::Compute(_, a, b)
            | Node::Between(a, b)
            | Node::MonthPlus(a, b)
            | Node::Years(a, b)
            | Node::Months(a, b)
            | Node::PlusYears(a, b)
            | Node::PlusMonths(a, b)
            | Node::PlusDays(a, b)
            | Node::Sum(_, Some(a), b) => {
                visit(a);
                visit(b);
            }
            Node::If(a, b, c) => {
                visit(a);
                visit(b);
                visit(c);
            }
            Node::All(nodes) | Node::Any(nodes) | Node::Least(nodes) | Node::Greatest(nodes) => {
                self.several(nodes).iter().copied().for_each(visit);
            }
        }
    }
}

/// An expression over time: each version holds from its date on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dated {
    versions: Vec<(NaiveDate, NodeId)>,
    /// Each version as it is written in the catalogue.
    texts: Vec<String>,
}

impl Dated {
    /// Versions with their texts, oldest first.
    pub(crate) const fn new(versions: Vec<(NaiveDate, NodeId)>, texts: Vec<String>) -> Self {
        Self { versions, texts }
    }

    /// The text of the version in force on a day.
    pub(crate) fn text_on(&self, day: NaiveDate) -> Option<&str> {
        let at = self.versions.iter().rposition(|(since, _)| *since <= day)?;
        self.texts.get(at).map(String::as_str)
    }

    /// The version in force on a day.
    pub(crate) fn on(&self, day: NaiveDate) -> Option<NodeId> {
        self.versions
            .iter()
            .rev()
            .find(|(since, _)| *since <= day)
            .map(|(_, node)| *node)
    }

    /// Every version.
    pub(crate) fn all(&self) -> impl Iterator<Item = NodeId> {
        self.versions.iter().map(|(_, node)| *node)
    }
}
