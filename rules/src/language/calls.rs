//! The functions of the language, and what one can ask of another right.
//!
//! To add a word: name it in [`FUNCTIONS`], give it a line in `Checker::call`, a node in `super::program` and
//! its computation in `crate::evaluation`, with a unit test there and a line in `rules/README.md`.

use super::check::{Checker, Typed};
use super::program::{Node, NodeId, Nodes, Rounding};
use super::syntax::{Asked, Expr, Kind, ListName, Span, Word};
use super::types::Type;
use crate::Entity;
use crate::values::UNIT;

/// Every word that is followed by parentheses.
pub(super) const FUNCTIONS: [&str; 26] = [
    "nombre",
    "il_existe",
    "pour_tout",
    "somme",
    "annees",
    "annees_au",
    "mois_depuis",
    "mois_entre",
    "mois_de",
    "au_mois",
    "plus_annees",
    "plus_mois",
    "plus_jours",
    "min",
    "max",
    "borne",
    "arrondi",
    "arrondi_euro",
    "plancher_euro",
    "contient",
    "vide",
    "possible",
    "ouvert",
    "recu",
    "montant",
    "d",
];

/// How many lists may be looked through, one within the other: each one multiplies the rows to look at.
const MOST_LISTS: usize = 3;

impl Checker<'_, '_> {
    /// Compiles a call.
    pub(super) fn call(&mut self, word: &Word, arguments: &[Expr], span: &Span) -> Typed {
        match (word.text.as_str(), arguments) {
            ("nombre", [list]) => {
                let list = self.list(list)?;
                self.add(Node::Count(list, None), Type::Number)
            }
            ("nombre", [list, test]) => {
                let (list, test) =
                    self.in_list(list, |checker| checker.expecting(test, Type::Truth))?;
                self.add(Node::Count(list, Some(test.0)), Type::Number)
            }
            ("il_existe", [list, test]) => {
                let (list, test) =
                    self.in_list(list, |checker| checker.expecting(test, Type::Truth))?;
                self.add(Node::Exists(list, test.0), Type::Truth)
            }
            ("pour_tout", [list, test]) => {
                let (list, test) =
                    self.in_list(list, |checker| checker.expecting(test, Type::Truth))?;
                self.add(Node::ForAll(list, test.0), Type::Truth)
            }
            ("somme", [list, value]) => {
                let (list, value) = self.in_list(list, |checker| checker.quantity(value))?;
                self.add(Node::Sum(list, None, value.0), value.1)
            }
            ("somme", [list, test, value]) => {
                let (list, (test, value)) = self.in_list(list, |checker| {
                    let test = checker.expecting(test, Type::Truth);
                    let value = checker.quantity(value);
                    Some((test?, value?))
                })?;
                self.add(Node::Sum(list, Some(test.0), value.0), value.1)
            }
            ("annees", [since]) => self.since(since, Node::Years),
            ("mois_depuis", [since]) => self.since(since, Node::Months),
            ("annees_au", [from, to]) => self.two_dates(from, to, Node::Years),
            ("mois_entre", [from, to]) => self.two_dates(from, to, Node::Months),
            ("mois_de", [day]) => {
                let (day, _) = self.expecting(day, Type::Date)?;
                self.add(Node::MonthOf(day), Type::Month)
            }
            ("au_mois", [month, value]) => self.at_month(month, value),
            ("plus_annees", [day, years]) => self.later(day, years, Node::PlusYears),
            ("plus_mois", [day, months]) => self.later(day, months, Node::PlusMonths),
            ("plus_jours", [day, days]) => self.later(day, days, Node::PlusDays),
            ("min", [_, _, ..]) => self.extreme(arguments, Node::Least),
            ("max", [_, _, ..]) => self.extreme(arguments, Node::Greatest),
            ("borne", [value, low, high]) => {
                let (least, kind) = self.extreme(&[value.clone(), high.clone()], Node::Least)?;
                let (low_node, low_kind) = self.expr(low)?;
                let Some(kind) = kind.joined(low_kind, self.facts) else {
                    return self.mismatch(low, low_kind, kind.said());
                };
                let nodes = self.program.link(&[least, low_node]);
                self.add(Node::Greatest(nodes), kind)
            }
            ("arrondi", [value]) => self.rounded(value, Rounding::Cent),
            ("arrondi_euro", [value]) => self.rounded(value, Rounding::Whole),
            ("plancher_euro", [value]) => self.rounded(value, Rounding::Floor),
            ("contient", [set, variants @ ..]) if !variants.is_empty() => {
                self.contains(set, variants)
            }
            ("vide", [set]) => match self.expr(set)? {
                (node, Type::Set(_)) => self.add(Node::Empty(node), Type::Truth),
                (_, kind) => self.mismatch(set, kind, "un choix multiple"),
            },
            ("possible" | "ouvert" | "recu" | "montant", _) => self.wrong(
                span,
                format!(
                    "« {} » attend l’identifiant d’un droit, comme {}(rsa-socle)",
                    word.text, word.text
                ),
            ),
            (known, _) if FUNCTIONS.contains(&known) => self.wrong_advised(
                span,
                format!("« {known} » n’attend pas ces arguments"),
                usage(known),
            ),
            (unknown, _) => {
                let names = FUNCTIONS.map(str::to_owned);
                self.wrong_near(
                    word,
                    format!("la fonction « {unknown} » n’existe pas"),
                    &names,
                )
            }
        }
    }

    /// Compiles what is asked of another right.
    pub(super) fn right(&mut self, asked: Asked, right: &Word) -> Typed {
        let Some(index) = self.names.rights.get(&right.text).copied() else {
            let names: Vec<String> = self.names.rights.keys().cloned().collect();
            return self.wrong_near(
                right,
                format!("le droit « {} » n’existe pas", right.text),
                &names,
            );
        };
        let kind = if asked == Asked::Amount {
            Type::Amount
        } else {
            Type::Truth
        };
        self.add(Node::Right(asked, index), kind)
    }

    /// The list a first argument names.
    fn list(&mut self, expr: &Expr) -> Option<ListName> {
        match &expr.kind {
            Kind::List(list) => Some(*list),
            Kind::Name {
                qualifier: None,
                name,
            } => match name.text.as_str() {
                "enfants" => Some(ListName::Children),
                "adultes" => Some(ListName::Adults),
                "conjoint" => Some(ListName::Partner),
                "revenus" => self.wrong_advised(
                    &name.span,
                    "il faut dire de quels mois",
                    "écrivez revenus[-4..-2]",
                ),
                _ => {
                    let lists = ["enfants", "adultes", "conjoint", "revenus"].map(str::to_owned);
                    self.wrong_near(
                        name,
                        format!("« {} » n’est pas une liste", name.text),
                        &lists,
                    )
                }
            },
            _ => self.wrong(
                &expr.span,
                "il faut ici une liste : enfants, adultes, conjoint ou revenus[…]",
            ),
        }
    }

    /// Compiles something within a list, where the names of its rows come first.
    fn in_list<T>(
        &mut self,
        list: &Expr,
        compile: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<(ListName, T)> {
        let span = list.span.clone();
        let list = self.list(list)?;
        if matches!(list, ListName::Incomes { .. }) && self.rows.contains(&Entity::Income) {
            return self.wrong(
                &span,
                "on ne regarde pas les revenus à l’intérieur des revenus",
            );
        }
        if self.rows.len() >= MOST_LISTS {
            let message = format!("on regarde au plus {MOST_LISTS} listes l’une dans l’autre");
            return self.wrong(&span, message);
        }
        self.rows.push(match list {
            ListName::Children => Entity::Child,
            ListName::Adults | ListName::Partner => Entity::Adult,
            ListName::Incomes { .. } => Entity::Income,
        });
        let compiled = compile(self);
        self.rows.pop();
        Some((list, compiled?))
    }

    fn quantity(&mut self, expr: &Expr) -> Typed {
        let (node, kind) = self.expr(expr)?;
        if kind.is_quantity() {
            return Some((node, kind));
        }
        self.mismatch(expr, kind, "un nombre ou un montant")
    }

    fn since(&mut self, since: &Expr, build: fn(NodeId, NodeId) -> Node) -> Typed {
        let (since, _) = self.expecting(since, Type::Date)?;
        let today = self.program.add(Node::Today);
        self.add(build(since, today), Type::Number)
    }

    fn two_dates(&mut self, from: &Expr, to: &Expr, build: fn(NodeId, NodeId) -> Node) -> Typed {
        let (from, to) = (
            self.expecting(from, Type::Date),
            self.expecting(to, Type::Date),
        );
        self.add(build(from?.0, to?.0), Type::Number)
    }

    fn later(&mut self, day: &Expr, count: &Expr, build: fn(NodeId, NodeId) -> Node) -> Typed {
        let (day, count) = (
            self.expecting(day, Type::Date),
            self.expecting(count, Type::Number),
        );
        self.add(build(day?.0, count?.0), Type::Date)
    }

    fn at_month(&mut self, month: &Expr, value: &Expr) -> Typed {
        let Some(months) = month_back(month) else {
            let message = format!(
                "le mois s’écrit en chiffres, du mois courant à {MOST_MONTHS_BACK} mois plus tôt"
            );
            return self.wrong_advised(&month.span, message, usage("au_mois"));
        };
        let (value, kind) = self.expr(value)?;
        self.add(Node::AtMonth(months, value), kind)
    }

    fn extreme(&mut self, arguments: &[Expr], build: fn(Nodes) -> Node) -> Typed {
        let mut joined: Option<Type> = None;
        let mut nodes = Vec::new();
        for argument in arguments {
            let (node, kind) = self.expr(argument)?;
            if !kind.is_ordered() {
                return self.mismatch(argument, kind, "un nombre, un montant ou une date");
            }
            let before = joined.unwrap_or(kind);
            let Some(kind) = before.joined(kind, self.facts) else {
                return self.mismatch(argument, kind, before.said());
            };
            joined = Some(kind);
            nodes.push(node);
        }
        let nodes = self.program.link(&nodes);
        self.add(build(nodes), joined?)
    }

    fn rounded(&mut self, value: &Expr, rounding: Rounding) -> Typed {
        let (node, kind) = self.quantity(value)?;
        self.add(Node::Round(rounding, node), kind)
    }

    fn contains(&mut self, set: &Expr, variants: &[Expr]) -> Typed {
        let (node, kind) = self.expr(set)?;
        let Type::Set(fact) = kind else {
            if matches!(kind, Type::Choice(_)) {
                return self.wrong_advised(
                    &set.span,
                    "« contient » regarde un choix multiple",
                    "pour un choix simple, écrivez « = » ou « dans (…) »",
                );
            }
            return self.mismatch(set, kind, "un choix multiple");
        };
        let mut words = Vec::new();
        for variant in variants {
            match &variant.kind {
                Kind::Name {
                    qualifier: None,
                    name,
                } => words.push(name.clone()),
                _ => return self.wrong(&variant.span, "il faut ici le nom d’une réponse possible"),
            }
        }
        let mask = self.mask(fact, &words)?;
        self.add(Node::Holds(node, mask), Type::Truth)
    }
}

/// How far back `au_mois` looks: what people say of today tells less and less of the months before.
const MOST_MONTHS_BACK: i32 = 12;

/// The month that `au_mois` names: `0`, `-4`.
pub(super) fn month_back(expr: &Expr) -> Option<i32> {
    let (number, sign) = match &expr.kind {
        Kind::Number(number) => (*number, 1_i64),
        Kind::Negate(inner) => match inner.kind {
            Kind::Number(number) => (number, -1),
            _ => return None,
        },
        _ => return None,
    };
    let months = number.millionths().checked_div(UNIT)?.checked_mul(sign)?;
    let months = i32::try_from(months).ok().filter(|_| number.is_whole())?;
    (-MOST_MONTHS_BACK..=0).contains(&months).then_some(months)
}

/// How a function is written.
fn usage(word: &str) -> String {
    let example = match word {
        "nombre" => "nombre(enfants) ou nombre(enfants, a_charge)",
        "il_existe" => "il_existe(enfants, age < 3)",
        "pour_tout" => "pour_tout(adultes, age >= 65)",
        "somme" => "somme(revenus[-3..-1], montant) ou somme(enfants, test, valeur)",
        "annees" => "annees(date_naissance)",
        "annees_au" => "annees_au(date_naissance, d(2026-12-31))",
        "mois_depuis" => "mois_depuis(date_separation)",
        "mois_entre" => "mois_entre(debut, fin)",
        "mois_de" => "mois_de(date_naissance)",
        "au_mois" => "au_mois(-4, nb_enfants)",
        "plus_annees" => "plus_annees(date_naissance, 20)",
        "plus_mois" => "plus_mois(date_separation, 18)",
        "plus_jours" => "plus_jours(aujourdhui, 30)",
        "min" => "min(a, b)",
        "max" => "max(a, b)",
        "borne" => "borne(valeur, bas, haut)",
        "contient" => "contient(urgences, expulsion)",
        "vide" => "vide(urgences)",
        "d" => "d(2012-03-01)",
        _ => return format!("écrivez {word}(valeur)"),
    };
    format!("écrivez {example}")
}
