//! Checks and compiles expressions: names become slots, types are verified, every fault is reported where it
//! stands, and what is sound is added to the arena.

use chrono::{Datelike, NaiveDate};

use super::names::Names;
use super::parser;
use super::program::{Dated, Frame, Node, NodeId, Program};
use super::syntax::{Comparison, Expr, Kind, Operation, Span, Word};
use super::types::Type;
use crate::catalogue::load::files::{Files, Located};
use crate::evaluation::interval::Interval;
use crate::evaluation::resolve::unknown;
use crate::evaluation::value::Val;
use crate::{DatedText, Entity, Fact, FactId, Intermediate, Parameter, Truth, Unit};

/// A compiled piece and its type; `None` when a fault was already reported.
pub(super) type Typed = Option<(NodeId, Type)>;

/// The texts of an expression over time, oldest first.
pub(crate) type Versions = Vec<(NaiveDate, Located<String>)>;

/// A named intermediate, as read.
#[derive(Clone, Debug)]
pub(crate) struct IntermediateDraft {
    pub(crate) id: Located<String>,
    pub(crate) entity: Entity,
    pub(crate) name: String,
    pub(crate) source: String,
    pub(crate) versions: Versions,
}

impl IntermediateDraft {
    /// What it is, its expression as written.
    pub(crate) fn described(self) -> Intermediate {
        Intermediate {
            id: self.id.value,
            entity: self.entity,
            name: self.name,
            source: self.source,
            formula: written(&self.versions),
        }
    }
}

/// The versions as they are written.
pub(crate) fn written(versions: &Versions) -> Vec<DatedText> {
    let dated = versions.iter().map(|(since, text)| DatedText {
        since: (*since != NaiveDate::MIN).then_some(*since),
        text: text.value.clone(),
    });
    dated.collect()
}

/// How far the checking of an intermediate went.
#[derive(Clone, Debug)]
enum Progress {
    Untouched,
    Underway,
    Done(Dated, Option<Type>),
}

/// Compiles the expressions of a catalogue.
pub(crate) struct Checker<'a, 's> {
    pub(crate) files: &'a mut Files<'s>,
    pub(super) facts: &'a [Fact],
    pub(super) names: &'a Names,
    parameters: &'a [Parameter],
    drafts: &'a [IntermediateDraft],
    progress: Vec<Progress>,
    pub(super) program: Program,
    /// The expression being compiled.
    text: Located<String>,
    /// The lists being looked through, the innermost last.
    pub(super) rows: Vec<Entity>,
    /// How many pieces are being compiled, one within the other, those of intermediates included.
    level: u16,
}

/// How deep the pieces of an expression may stand in one another, those of the intermediates it names included: both
/// the compiler and the evaluation go down that far on one stack.
pub(crate) const TALLEST: u16 = 150;

const TOO_TALL: &str = "l’expression est trop longue ou trop imbriquée, intermédiaires compris ; nommez-en une partie, \
    ou écrivez plus court";

impl<'a, 's> Checker<'a, 's> {
    /// A checker for these names.
    pub(crate) fn new(
        files: &'a mut Files<'s>,
        facts: &'a [Fact],
        names: &'a Names,
        parameters: &'a [Parameter],
        drafts: &'a [IntermediateDraft],
    ) -> Self {
        let progress = vec![Progress::Untouched; drafts.len()];
        let text = Located::default();
        Self {
            files,
            facts,
            names,
            parameters,
            drafts,
            progress,
            program: Program::default(),
            text,
            rows: Vec::new(),
            level: 0,
        }
    }

    /// The arena, every intermediate with its type, and what is known of each when nothing is.
    pub(crate) fn finish(mut self) -> (Program, Vec<Dated>, Vec<Type>, Vec<Val>) {
        for index in 0..self.drafts.len() {
            let _ = self.intermediate(u16::try_from(index).unwrap_or(u16::MAX));
        }
        let facts = self.facts;
        let (mut intermediates, mut kinds, mut unknowns) = (Vec::new(), Vec::new(), Vec::new());
        for progress in self.progress {
            let (dated, kind) = match progress {
                Progress::Done(dated, kind) => (dated, kind),
                Progress::Untouched | Progress::Underway => (Dated::default(), None),
            };
            intermediates.push(dated);
            kinds.push(kind.unwrap_or(Type::Truth));
            unknowns.push(unknown_of(kind, facts));
        }
        (self.program, intermediates, kinds, unknowns)
    }

    /// Compiles an expression of a right over time.
    pub(crate) fn versions(&mut self, versions: &Versions, expected: Type) -> Dated {
        self.compile(versions, Vec::new(), Some(expected)).0
    }

    fn compile(
        &mut self,
        versions: &Versions,
        rows: Vec<Entity>,
        mut expected: Option<Type>,
    ) -> (Dated, Option<Type>) {
        let outer_rows = std::mem::replace(&mut self.rows, rows);
        let outer_text = std::mem::take(&mut self.text);
        let (mut compiled, mut texts) = (Vec::new(), Vec::new());
        for (since, text) in versions {
            self.text = text.clone();
            if text.value.is_empty() {
                // Its absence was already reported.
                continue;
            }
            let root = match parser::parse(&text.value) {
                Ok(tree) => self.root(&tree, expected),
                Err(fault) => self.wrong(&fault.span, fault.message),
            };
            if let Some((node, kind)) = root {
                if self.program.height(node) > TALLEST {
                    let _: Typed = self.wrong(&(0..text.value.len()), TOO_TALL);
                }
                expected = expected.or(Some(kind));
                compiled.push((*since, node));
                texts.push(text.value.clone());
            }
        }
        self.rows = outer_rows;
        self.text = outer_text;
        (Dated::new(compiled, texts), expected)
    }

    fn root(&mut self, tree: &Expr, expected: Option<Type>) -> Typed {
        match expected {
            Some(kind) => self.expecting(tree, kind),
            None => self.expr(tree),
        }
    }

    /// The type of an intermediate, compiling it first if need be.
    fn intermediate(&mut self, index: u16) -> Option<Type> {
        let place = usize::from(index);
        let draft = self.drafts.get(place)?;
        match self.progress.get(place)? {
            Progress::Done(_, kind) => return *kind,
            Progress::Underway => {
                let message = format!("« {} » se calcule à partir de lui-même", draft.id.value);
                self.files.fault(&draft.id.at, message);
                return None;
            }
            Progress::Untouched => {}
        }
        self.set_progress(place, Progress::Underway);
        let rows = if draft.entity == Entity::Household {
            Vec::new()
        } else {
            vec![draft.entity]
        };
        let (dated, kind) = self.compile(&draft.versions, rows, None);
        self.program.name(index, &dated);
        self.set_progress(place, Progress::Done(dated, kind));
        kind
    }

    fn set_progress(&mut self, place: usize, progress: Progress) {
        if let Some(slot) = self.progress.get_mut(place) {
            *slot = progress;
        }
    }

    /// Records a fault at this place of the expression.
    pub(super) fn wrong<T>(&mut self, span: &Span, message: impl Into<String>) -> Option<T> {
        let at = self.files.within(&self.text, span);
        self.files.fault(&at, message);
        None
    }

    /// Records a fault with a piece of advice.
    pub(super) fn wrong_advised<T>(
        &mut self,
        span: &Span,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Option<T> {
        let at = self.files.within(&self.text, span);
        self.files.fault_advised(&at, message, advice);
        None
    }

    /// Records a fault with the nearest of these names.
    pub(super) fn wrong_near<T>(
        &mut self,
        word: &Word,
        message: impl Into<String>,
        names: &[String],
    ) -> Option<T> {
        let at = self.files.within(&self.text, &word.span);
        self.files
            .fault_near(&at, message, &word.text, names.iter().map(String::as_str));
        None
    }

    pub(super) fn add(&mut self, node: Node, kind: Type) -> Typed {
        Some((self.program.add(node), kind))
    }

    /// Compiles a piece that must have this type.
    pub(super) fn expecting(&mut self, expr: &Expr, kind: Type) -> Typed {
        let (node, found) = self.expr(expr)?;
        match found.joined(kind, self.facts) {
            Some(_) => Some((node, kind)),
            None => self.mismatch(expr, found, kind.said()),
        }
    }

    /// Says that something else was needed here.
    pub(super) fn mismatch<T>(&mut self, expr: &Expr, found: Type, needed: &str) -> Option<T> {
        let message = format!("il faut ici {needed} ; c’est {}", found.said());
        if matches!(expr.kind, Kind::Number(_)) && needed == Type::Amount.said() {
            return self.wrong_advised(&expr.span, message, "un montant s’écrit avec € : 100 €");
        }
        self.wrong(&expr.span, message)
    }

    /// Compiles a piece.
    pub(super) fn expr(&mut self, expr: &Expr) -> Typed {
        if self.level >= TALLEST {
            return self.wrong(&expr.span, TOO_TALL);
        }
        self.level = self.level.saturating_add(1);
        let typed = self.piece(expr);
        self.level = self.level.saturating_sub(1);
        typed
    }

    fn piece(&mut self, expr: &Expr) -> Typed {
        match &expr.kind {
            Kind::Truth(yes) => self.add(Node::Const(Val::Truth(Truth::of(*yes))), Type::Truth),
            Kind::Number(number) => {
                let kind = if number.millionths() == 0 {
                    Type::Zero
                } else {
                    Type::Number
                };
                self.add(constant(number.millionths()), kind)
            }
            Kind::Amount(euros) => self.add(constant(euros.millionths()), Type::Amount),
            Kind::Date(day) => self.add(constant(i64::from(day.num_days_from_ce())), Type::Date),
            Kind::Name { qualifier, name } => self.name(qualifier.as_ref(), name, &expr.span),
            Kind::Not(inner) => {
                let (node, _) = self.expecting(inner, Type::Truth)?;
                self.add(Node::Not(node), Type::Truth)
            }
            Kind::All(parts) => self.joined(parts, Node::All),
            Kind::Any(parts) => self.joined(parts, Node::Any),
            Kind::Compare(comparison, left, right) => {
                self.compare(*comparison, left, right, &expr.span)
            }
            Kind::Compute(operation, left, right) => {
                self.compute(*operation, left, right, &expr.span)
            }
            Kind::Negate(inner) => {
                let (node, kind) = self.expr(inner)?;
                if !kind.is_quantity() {
                    return self.mismatch(inner, kind, "un nombre ou un montant");
                }
                self.add(Node::Negate(node), kind)
            }
            Kind::If(test, then, otherwise) => {
                let test = self.expecting(test, Type::Truth);
                let (then_node, then_kind) = self.expr(then)?;
                let (else_node, else_kind) = self.expr(otherwise)?;
                match then_kind.joined(else_kind, self.facts) {
                    Some(kind) => self.add(Node::If(test?.0, then_node, else_node), kind),
                    None => self.mismatch(otherwise, else_kind, then_kind.said()),
                }
            }
            Kind::In(left, words) => self.among(left, words),
            Kind::List(_) => self.wrong(
                &expr.span,
                "une liste se regarde par nombre, il_existe, pour_tout ou somme",
            ),
            Kind::Call { word, arguments } => self.call(word, arguments, &expr.span),
            Kind::Right { asked, right } => self.right(*asked, right),
        }
    }

    fn joined(&mut self, parts: &[Expr], build: fn(super::program::Nodes) -> Node) -> Typed {
        let compiled: Vec<Typed> = parts
            .iter()
            .map(|part| self.expecting(part, Type::Truth))
            .collect();
        let nodes: Option<Vec<NodeId>> = compiled
            .into_iter()
            .map(|typed| typed.map(|(node, _)| node))
            .collect();
        let nodes = self.program.link(&nodes?);
        self.add(build(nodes), Type::Truth)
    }

    fn compare(&mut self, comparison: Comparison, left: &Expr, right: &Expr, span: &Span) -> Typed {
        let equality = matches!(comparison, Comparison::Equal | Comparison::Different);
        if equality && let Some(mask) = self.variant_of_other(left, right)? {
            let (node, negated) = (mask, comparison == Comparison::Different);
            let node = if negated {
                self.program.add(Node::Not(node))
            } else {
                node
            };
            return Some((node, Type::Truth));
        }
        let left_typed = self.expr(left);
        match left_typed {
            Some((_, Type::Set(_))) => {
                return self.wrong_advised(
                    span,
                    "un choix multiple ne se compare pas",
                    "écrivez contient(fait, réponse)",
                );
            }
            Some((_, kind @ (Type::Choice(_) | Type::Truth))) if !equality => {
                return self.wrong(span, format!("{} ne se range pas par ordre", kind.said()));
            }
            _ => {}
        }
        let right_typed = self.expr(right);
        let ((a, left_kind), (b, right_kind)) = (left_typed?, right_typed?);
        let Some(kind) = left_kind.joined(right_kind, self.facts) else {
            return self.mismatch(right, right_kind, left_kind.said());
        };
        let same = match kind {
            Type::Truth if equality => Node::SameTruth(a, b),
            Type::Choice(_) if equality => Node::SameChoice(a, b),
            _ if kind.is_ordered() => {
                return self.add(Node::Compare(comparison, a, b), Type::Truth);
            }
            _ => return self.wrong(span, format!("{} ne se range pas par ordre", kind.said())),
        };
        let node = self.program.add(same);
        let negated = comparison == Comparison::Different;
        self.add(if negated { Node::Not(node) } else { same }, Type::Truth)
    }

    /// `statut = heberge`: one side names a variant of the other. `Some(None)` when it is something else.
    #[expect(
        clippy::option_option,
        reason = "None: a fault was reported; Some(None): not a variant"
    )]
    fn variant_of_other(&mut self, left: &Expr, right: &Expr) -> Option<Option<NodeId>> {
        for (side, other) in [(left, right), (right, left)] {
            let Kind::Name {
                qualifier: None,
                name,
            } = &other.kind
            else {
                continue;
            };
            let Some(fact) = self.choice_fact(side) else {
                continue;
            };
            let known = self.facts.get(usize::from(fact.0)).is_some_and(|fact| {
                fact.kind
                    .variants()
                    .iter()
                    .any(|variant| variant.id == name.text)
            });
            let is_something_else = !known && self.resolve(None, name).is_some();
            if is_something_else {
                continue;
            }
            let mask = self.mask(fact, std::slice::from_ref(name))?;
            let (node, _) = self.expr(side)?;
            return Some(Some(self.program.add(Node::Among(node, mask))));
        }
        Some(None)
    }

    /// The fact whose variants a side chooses among, looking without reporting.
    fn choice_fact(&mut self, side: &Expr) -> Option<FactId> {
        let Kind::Name { qualifier, name } = &side.kind else {
            return None;
        };
        match self.resolve(qualifier.as_ref(), name)? {
            (_, Type::Choice(fact)) => Some(fact),
            _ => None,
        }
    }

    fn among(&mut self, left: &Expr, words: &[Word]) -> Typed {
        let (node, kind) = self.expr(left)?;
        match kind {
            Type::Choice(fact) => {
                let mask = self.mask(fact, words)?;
                self.add(Node::Among(node, mask), Type::Truth)
            }
            Type::Set(_) => self.wrong_advised(
                &left.span,
                "« dans » regarde un choix simple",
                "pour un choix multiple, écrivez contient(fait, réponse, …)",
            ),
            _ => self.mismatch(left, kind, "un choix"),
        }
    }

    /// The bits of these variants.
    pub(super) fn mask(&mut self, fact: FactId, words: &[Word]) -> Option<u64> {
        let fact = self.facts.get(usize::from(fact.0))?;
        let variants = fact.kind.variants();
        let mut mask = Some(0_u64);
        for word in words {
            match variants.iter().position(|variant| variant.id == word.text) {
                Some(bit) => {
                    let bit = u32::try_from(bit)
                        .ok()
                        .and_then(|bit| 1_u64.checked_shl(bit))
                        .unwrap_or(0);
                    mask = mask.map(|mask| mask | bit);
                }
                None => {
                    let names: Vec<String> = variants.iter().map(|v| v.id.clone()).collect();
                    let message = format!(
                        "« {} » n’est pas une réponse possible de « {} »",
                        word.text, fact.id
                    );
                    mask = self.wrong_near(word, message, &names);
                }
            }
        }
        mask
    }

    fn compute(&mut self, operation: Operation, left: &Expr, right: &Expr, span: &Span) -> Typed {
        let (left_typed, right_typed) = (self.expr(left), self.expr(right));
        let ((a, left_kind), (b, right_kind)) = (left_typed?, right_typed?);
        let number = |kind: Type| matches!(kind, Type::Number | Type::Zero);
        let (node, kind) = match (operation, left_kind, right_kind) {
            (Operation::Subtract, Type::Date, Type::Date)
            | (Operation::Subtract, Type::Month, Type::Month) => {
                (Node::Between(b, a), Type::Number)
            }
            (Operation::Add, Type::Month, months) if number(months) => {
                (Node::MonthPlus(a, b), Type::Month)
            }
            (Operation::Subtract, Type::Month, months) if number(months) => {
                let back = self.program.add(Node::Negate(b));
                (Node::MonthPlus(a, back), Type::Month)
            }
            (Operation::Add | Operation::Subtract, x, y) if x.is_quantity() && y.is_quantity() => {
                let Some(kind) = x.joined(y, self.facts) else {
                    return self.mismatch(right, y, x.said());
                };
                (Node::Compute(operation, a, b), kind)
            }
            (Operation::Multiply, x, Type::Amount) if number(x) => {
                (Node::Compute(operation, a, b), Type::Amount)
            }
            (Operation::Multiply | Operation::Divide, Type::Amount, y) if number(y) => {
                (Node::Compute(operation, a, b), Type::Amount)
            }
            (Operation::Divide, Type::Amount, Type::Amount) => {
                (Node::Compute(operation, a, b), Type::Number)
            }
            (Operation::Multiply | Operation::Divide, x, y) if number(x) && number(y) => {
                (Node::Compute(operation, a, b), Type::Number)
            }
            (_, x, y) => {
                let sign = match operation {
                    Operation::Add => "+",
                    Operation::Subtract => "-",
                    Operation::Multiply => "*",
                    Operation::Divide => "/",
                };
                return self.wrong(
                    span,
                    format!("« {sign} » ne va pas entre {} et {}", x.said(), y.said()),
                );
            }
        };
        self.add(node, kind)
    }

    fn name(&mut self, qualifier: Option<&Word>, name: &Word, span: &Span) -> Typed {
        if let Some((node, kind)) = self.resolve(qualifier, name) {
            return self.add(node, kind);
        }
        if let Some(qualifier) = qualifier {
            return self.unknown_qualified(qualifier, name);
        }
        match name.text.as_str() {
            "oui" => return self.add(Node::Const(Val::Truth(Truth::Yes)), Type::Truth),
            "non" => return self.add(Node::Const(Val::Truth(Truth::No)), Type::Truth),
            "aujourdhui" => return self.add(Node::Today, Type::Date),
            "mois_courant" => return self.add(Node::ThisMonth, Type::Month),
            "conjoint" => {
                return self.wrong_advised(
                    span,
                    "« conjoint » est une liste de zéro ou une personne",
                    "écrivez nombre(conjoint) > 0",
                );
            }
            _ => {}
        }
        let text = self
            .names
            .visible(&self.rows)
            .chain(super::calls::FUNCTIONS);
        let visible: Vec<String> = text.map(str::to_owned).collect();
        let elsewhere = [(Entity::Child, "enfants"), (Entity::Income, "revenus[…]")];
        for (entity, list) in elsewhere {
            let exists = self.names.fact(entity, &name.text).is_some()
                || self.names.intermediate(entity, &name.text).is_some();
            if exists && !self.rows.contains(&entity) {
                let message = format!("« {} » n’a de sens que dans la liste {list}", name.text);
                return self.wrong_advised(
                    span,
                    message,
                    format!("écrivez par exemple il_existe({list}, {})", name.text),
                );
            }
        }
        let is_text = [
            Entity::Household,
            Entity::Person,
            Entity::Adult,
            Entity::Child,
            Entity::Income,
        ]
        .iter()
        .any(|entity| self.names.fact(*entity, &name.text).is_some());
        if is_text {
            return self.wrong(
                span,
                format!(
                    "« {} » est un texte libre : une règle ne peut pas le lire",
                    name.text
                ),
            );
        }
        if self
            .names
            .intermediates
            .keys()
            .any(|(_, known)| *known == name.text)
        {
            // Its own faults were reported where it stands.
            return None;
        }
        self.wrong_near(name, format!("« {} » n’existe pas", name.text), &visible)
    }

    fn unknown_qualified(&mut self, qualifier: &Word, name: &Word) -> Typed {
        match qualifier.text.as_str() {
            "conjoint" => self.wrong_advised(
                &qualifier.span,
                "le conjoint peut ne pas exister",
                format!("écrivez il_existe(conjoint, … {} …)", name.text),
            ),
            "foyer" | "personne" | "adulte" | "enfant" | "revenu" => {
                let visible: Vec<String> =
                    self.names.visible(&self.rows).map(str::to_owned).collect();
                let message = format!("« {}.{} » n’existe pas ici", qualifier.text, name.text);
                self.wrong_near(name, message, &visible)
            }
            _ => {
                let known = ["foyer", "personne", "adulte", "enfant", "revenu"].map(str::to_owned);
                self.wrong_near(
                    qualifier,
                    format!("« {} » n’est pas un sujet", qualifier.text),
                    &known,
                )
            }
        }
    }

    /// What a name means here, without reporting anything: the innermost list first, then outward.
    fn resolve(&mut self, qualifier: Option<&Word>, name: &Word) -> Option<(Node, Type)> {
        let at_top = [
            (Entity::Adult, Frame::Person),
            (Entity::Person, Frame::Person),
            (Entity::Household, Frame::Household),
        ];
        let row = |entity: &Entity| match entity {
            Entity::Household => (*entity, Frame::Household),
            Entity::Person | Entity::Adult => (Entity::Adult, Frame::Adult),
            Entity::Child => (*entity, Frame::Child),
            Entity::Income => (*entity, Frame::Income),
        };
        let places: Vec<(Entity, Frame)> = match qualifier.map(|word| word.text.as_str()) {
            None => self.rows.iter().rev().map(row).chain(at_top).collect(),
            Some("foyer") => vec![(Entity::Household, Frame::Household)],
            Some("personne") => {
                vec![
                    (Entity::Adult, Frame::Person),
                    (Entity::Person, Frame::Person),
                ]
            }
            Some(word) => {
                let entity = Entity::WORDS.iter().find(|(known, _)| *known == word)?.1;
                self.rows.contains(&entity).then(|| vec![row(&entity)])?
            }
        };
        for (entity, frame) in places {
            if let Some(id) = self.names.fact(entity, &name.text) {
                let fact = self.facts.get(usize::from(id.0))?;
                return Some((
                    Node::Fact(frame, self.names.slots.of(id)),
                    Type::of(id, fact)?,
                ));
            }
            if let Some(index) = self.names.intermediate(entity, &name.text) {
                return Some((Node::Named(frame, index), self.intermediate(index)?));
            }
        }
        if qualifier.is_some() {
            return None;
        }
        let index = *self.names.parameters.get(&name.text)?;
        let unit = self.parameters.get(usize::from(index))?.unit;
        let kind = if unit == Unit::Euros {
            Type::Amount
        } else {
            Type::Number
        };
        Some((Node::Parameter(index), kind))
    }
}

/// What a thing of this type is when nothing is known of it.
fn unknown_of(kind: Option<Type>, facts: &[Fact]) -> Val {
    match kind {
        None | Some(Type::Truth) => Val::Truth(Truth::Unknown),
        Some(Type::Choice(id) | Type::Set(id)) => facts
            .get(usize::from(id.0))
            .map_or(Val::Truth(Truth::Unknown), unknown),
        Some(_) => Val::Range(Interval::ALL),
    }
}

const fn constant(value: i64) -> Node {
    Node::Const(Val::Range(Interval::point(value)))
}
