//! Telling an expression in French words, with the names people read instead of those of the files: what a
//! page shows so that anybody can check what the product computes.
//!
//! The text told is the one that is compiled: it is parsed again, and its names are looked up in the same order.
//! To tell a new word of the language: its line in `Teller::call`.

use crate::french;
use crate::language::calls;
use crate::language::parser;
use crate::language::syntax::{Asked, Comparison, Expr, Kind, ListName, Operation, Word};
use crate::{AmountRange, Catalogue, Entity, FactId};

/// What a piece of a told expression names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// An answer.
    Fact(FactId),
    /// A named intermediate, by its place in [`Catalogue::intermediates`].
    Intermediate(usize),
    /// A named intermediate at another month, counted from the month of the date of law.
    IntermediateAt(usize, i32),
    /// A figure of the law, by id.
    Parameter(String),
    /// Another right, by id.
    Right(String),
}

impl Named {
    /// An intermediate at a month; 0 is the date of law.
    pub(crate) const fn intermediate(place: usize, month: i32) -> Self {
        match month {
            0 => Self::Intermediate(place),
            month => Self::IntermediateAt(place, month),
        }
    }
}

/// A piece of a told expression: words, or a name of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What is read.
    pub text: String,
    /// What it names, if it names something.
    pub named: Option<Named>,
}

/// How tightly a piece holds together, from the loosest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Choice,
    Any,
    All,
    Comparison,
    Sum,
    Product,
    Whole,
}

struct Teller<'c> {
    catalogue: &'c Catalogue,
    /// The lists being looked through, the innermost last.
    rows: Vec<Entity>,
    /// The month being looked at, counted from the month of the date of law.
    month: i32,
    pieces: Vec<Piece>,
}

/// An expression in French words; nothing when it can not be read, which loading refuses.
pub(crate) fn tell(catalogue: &Catalogue, text: &str, about: Entity) -> Vec<Piece> {
    let Ok(tree) = parser::parse(text) else {
        return Vec::new();
    };
    let rows = match about {
        Entity::Household | Entity::Person => Vec::new(),
        row => vec![row],
    };
    let mut teller = Teller {
        catalogue,
        rows,
        month: 0,
        pieces: Vec::new(),
    };
    teller.expr(&tree, Bond::Choice);
    teller.pieces
}

impl Teller<'_> {
    fn say(&mut self, words: &str) {
        match self.pieces.last_mut() {
            Some(Piece { text, named: None }) => text.push_str(words),
            _ => self.pieces.push(Piece {
                text: words.to_owned(),
                named: None,
            }),
        }
    }

    fn name(&mut self, text: &str, named: Named) {
        self.say("«\u{a0}");
        self.pieces.push(Piece {
            text: text.to_owned(),
            named: Some(named),
        });
        self.say("\u{a0}»");
    }

    fn expr(&mut self, expr: &Expr, around: Bond) {
        let bond = bond(&expr.kind);
        if bond < around {
            self.say("(");
        }
        match &expr.kind {
            Kind::Truth(true) => self.say("oui"),
            Kind::Truth(false) => self.say("non"),
            Kind::Number(number) => self.say(&french::decimal(*number)),
            Kind::Amount(euros) => {
                let cents = euros.millionths() / 10_000;
                self.say(&french::amount(AmountRange::exact(cents)));
            }
            Kind::Date(day) => self.say(&format!("le {}", french::day(*day))),
            Kind::Name { qualifier, name } => self.looked_up(qualifier.as_ref(), name),
            Kind::Not(inner) => {
                self.say("il est faux que ");
                self.expr(inner, Bond::Comparison);
            }
            Kind::All(parts) => self.joined(parts, " et ", Bond::Comparison),
            // « a ou b et c » is not read twice the same way: what is inside takes parentheses.
            Kind::Any(parts) => self.joined(parts, " ou ", Bond::Comparison),
            Kind::Compare(comparison, left, right) => self.compared(*comparison, left, right),
            Kind::Compute(operation, left, right) => {
                let (sign, bond, after) = match operation {
                    Operation::Add => (" + ", Bond::Sum, Bond::Sum),
                    Operation::Subtract => (" − ", Bond::Sum, Bond::Product),
                    Operation::Multiply => (" × ", Bond::Product, Bond::Product),
                    Operation::Divide => (" ÷ ", Bond::Product, Bond::Whole),
                };
                self.expr(left, bond);
                self.say(sign);
                self.expr(right, after);
            }
            Kind::Negate(inner) => {
                self.say("−");
                self.expr(inner, Bond::Whole);
            }
            Kind::If(test, then, otherwise) => {
                self.say("si ");
                self.expr(test, Bond::Any);
                self.say(", alors ");
                self.expr(then, Bond::Sum);
                self.say("\u{202f}; sinon ");
                self.expr(otherwise, Bond::Choice);
            }
            Kind::In(left, words) => {
                self.expr(left, Bond::Whole);
                self.say(" est ");
                self.variants(left, words);
            }
            Kind::List(list) => self.say(&rows_of(*list).1),
            Kind::Call { word, arguments } => self.call(word, arguments),
            Kind::Right { asked, right } => self.of_right(*asked, right),
        }
        if bond < around {
            self.say(")");
        }
    }

    fn joined(&mut self, parts: &[Expr], link: &str, around: Bond) {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.say(link);
            }
            self.expr(part, around);
        }
    }

    fn compared(&mut self, comparison: Comparison, left: &Expr, right: &Expr) {
        if let (
            Kind::Name {
                qualifier: None,
                name,
            },
            Some(fact),
        ) = (&right.kind, self.fact_of(left))
            && self.variant(fact, name).is_some()
        {
            self.expr(left, Bond::Whole);
            self.say(if comparison == Comparison::Different {
                " n’est pas "
            } else {
                " est "
            });
            return self.variants(left, std::slice::from_ref(name));
        }
        self.expr(left, Bond::Sum);
        self.say(match comparison {
            Comparison::Equal => " = ",
            Comparison::Different => " ≠ ",
            Comparison::Less => " < ",
            Comparison::AtMost => " ≤ ",
            Comparison::More => " > ",
            Comparison::AtLeast => " ≥ ",
        });
        self.expr(right, Bond::Sum);
    }

    /// The names of these answers of a fact.
    fn variants(&mut self, of: &Expr, words: &[Word]) {
        let fact = self.fact_of(of);
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                self.say(if index.saturating_add(1) == words.len() {
                    " ou "
                } else {
                    ", "
                });
            }
            let name = fact.and_then(|fact| self.variant(fact, word));
            let name = name.unwrap_or_else(|| word.text.clone());
            self.say(&format!("«\u{a0}{name}\u{a0}»"));
        }
    }

    fn variant(&self, fact: FactId, word: &Word) -> Option<String> {
        let variants = self.catalogue.fact(fact)?.kind.variants();
        let found = variants.iter().find(|variant| variant.id == word.text)?;
        Some(found.name.clone())
    }

    fn fact_of(&self, expr: &Expr) -> Option<FactId> {
        let Kind::Name { qualifier, name } = &expr.kind else {
            return None;
        };
        match self.resolve(qualifier.as_ref(), name)?.1 {
            Named::Fact(fact) => Some(fact),
            _ => None,
        }
    }

    fn looked_up(&mut self, qualifier: Option<&Word>, name: &Word) {
        if let Some((text, named)) = self.resolve(qualifier, name) {
            match named {
                // The figure of another month is not the one in force.
                Named::Parameter(_) if self.month != 0 => {
                    self.say(&format!("«\u{a0}{text}\u{a0}»"));
                }
                named => self.name(&text, named),
            }
            let outside = qualifier.is_some_and(|word| word.text == "personne");
            if outside && !self.rows.is_empty() {
                self.say(" de la personne");
            }
            return;
        }
        let text = match name.text.as_str() {
            "aujourdhui" => "aujourd’hui",
            "mois_courant" => "ce mois-ci",
            other => other,
        };
        self.say(text);
    }

    /// What a name means here, in the order the checker looks: the innermost list first, then outward.
    fn resolve(&self, qualifier: Option<&Word>, name: &Word) -> Option<(String, Named)> {
        let names = &self.catalogue.compiled.names;
        let top = [Entity::Adult, Entity::Person, Entity::Household];
        let rows = self.rows.iter().rev().copied();
        let places: Vec<Entity> = match qualifier.map(|word| word.text.as_str()) {
            None => rows.chain(top).collect(),
            Some("personne") => vec![Entity::Adult, Entity::Person],
            Some(word) => {
                let known = Entity::WORDS.iter().find(|(known, _)| *known == word)?;
                vec![known.1]
            }
        };
        for entity in places {
            if let Some(id) = names.fact(entity, &name.text) {
                let fact = self.catalogue.fact(id)?;
                return Some((fact.name.clone(), Named::Fact(id)));
            }
            if let Some(index) = names.intermediate(entity, &name.text) {
                let index = usize::from(index);
                let intermediate = self.catalogue.intermediates().get(index)?;
                let named = Named::intermediate(index, self.month);
                return Some((intermediate.name.clone(), named));
            }
        }
        let index = usize::from(*names.parameters.get(&name.text)?);
        let parameter = self.catalogue.parameters().get(index)?;
        Some((
            parameter.name.clone(),
            Named::Parameter(parameter.id.clone()),
        ))
    }

    fn of_right(&mut self, asked: Asked, right: &Word) {
        let text = self.catalogue.right(&right.text);
        let text = text.map_or(right.text.as_str(), |right| right.name.as_str());
        if asked == Asked::Amount {
            self.say("le montant de ");
        }
        self.name(text, Named::Right(right.text.clone()));
        match asked {
            Asked::Possible => self.say(" est reçu ou paraît possible"),
            Asked::Open => self.say(" est déjà reçu"),
            Asked::Received => self.say(" est déjà versé"),
            Asked::Amount => {}
        }
    }

    fn call(&mut self, word: &Word, arguments: &[Expr]) {
        match (word.text.as_str(), arguments) {
            ("nombre", [list, rest @ ..]) => {
                let (entity, rows) = list_of(list);
                let of = if rows.starts_with(['a', 'e']) {
                    "d’"
                } else {
                    "de "
                };
                self.say(&format!("le nombre {of}{rows}"));
                self.such_that(entity, rest.first());
            }
            ("il_existe", [list, test]) => {
                let (entity, rows) = list_of(list);
                self.say(&format!("au moins l’un des {rows}"));
                self.such_that(entity, Some(test));
            }
            ("pour_tout", [list, test]) => {
                let (entity, rows) = list_of(list);
                self.say(&format!("chacun des {rows}"));
                self.such_that(entity, Some(test));
            }
            ("somme", [list, rest @ .., value]) => {
                let (entity, rows) = list_of(list);
                self.say("la somme, pour les ");
                self.say(&rows);
                self.such_that(entity, rest.first());
                self.say(", de ");
                self.rows.push(entity);
                self.expr(value, Bond::Whole);
                self.rows.pop();
            }
            ("annees", [since]) => self.around("le nombre d’années depuis ", since, ""),
            ("annees_au", [from, to]) => self.between("d’années", from, to),
            ("mois_depuis", [since]) => self.around("le nombre de mois depuis ", since, ""),
            ("mois_entre", [from, to]) => self.between("de mois", from, to),
            ("mois_de", [day]) => self.around("le mois de ", day, ""),
            ("au_mois", [at, value]) => {
                let at = calls::month_back(at).unwrap_or(0);
                let before = std::mem::replace(&mut self.month, at);
                self.expr(value, Bond::Whole);
                self.month = before;
                self.say(&match at {
                    0 => " (aujourd’hui)".to_owned(),
                    at => format!(" (au {})", month(at)),
                });
            }
            ("plus_annees", [day, count]) => self.later(day, count, " ans"),
            ("plus_mois", [day, count]) => self.later(day, count, " mois"),
            ("plus_jours", [day, count]) => self.later(day, count, " jours"),
            ("min", several) => self.among("le plus petit de (", several),
            ("max", several) => self.among("le plus grand de (", several),
            ("borne", [value, low, high]) => {
                self.expr(value, Bond::Whole);
                self.around(", au moins ", low, "");
                self.around(" et au plus ", high, "");
            }
            ("arrondi", [value]) => self.around("", value, ", arrondi au centime"),
            ("arrondi_euro", [value]) => self.around("", value, ", arrondi à l’unité"),
            ("plancher_euro", [value]) => self.around("", value, ", arrondi à l’unité inférieure"),
            ("contient", [set, variants @ ..]) => {
                let words: Vec<Word> = variants.iter().filter_map(plain_name).collect();
                self.expr(set, Bond::Whole);
                self.say(" comprend ");
                self.variants(set, &words);
            }
            ("vide", [set]) => self.around("", set, " ne comprend rien"),
            (other, several) => self.among(&format!("{other} ("), several),
        }
    }

    fn around(&mut self, before: &str, inner: &Expr, after: &str) {
        self.say(before);
        self.expr(inner, Bond::Whole);
        self.say(after);
    }

    fn between(&mut self, unit: &str, from: &Expr, to: &Expr) {
        self.around(&format!("le nombre {unit} entre "), from, "");
        self.around(" et ", to, "");
    }

    fn later(&mut self, day: &Expr, count: &Expr, unit: &str) {
        self.expr(day, Bond::Whole);
        self.around(" plus ", count, unit);
    }

    fn among(&mut self, before: &str, several: &[Expr]) {
        self.say(before);
        for (index, one) in several.iter().enumerate() {
            if index > 0 {
                self.say("\u{202f}; ");
            }
            self.expr(one, Bond::Choice);
        }
        self.say(")");
    }

    fn such_that(&mut self, row: Entity, test: Option<&Expr>) {
        let Some(test) = test else { return };
        self.say(" (avec\u{a0}: ");
        self.rows.push(row);
        self.expr(test, Bond::Choice);
        self.rows.pop();
        self.say(")");
    }
}

fn plain_name(expr: &Expr) -> Option<Word> {
    match &expr.kind {
        Kind::Name {
            qualifier: None,
            name,
        } => Some(name.clone()),
        _ => None,
    }
}

fn bond(kind: &Kind) -> Bond {
    match kind {
        Kind::If(..) => Bond::Choice,
        Kind::Any(_) => Bond::Any,
        Kind::All(_) | Kind::Not(_) => Bond::All,
        Kind::Compare(..) | Kind::In(..) => Bond::Comparison,
        Kind::Compute(Operation::Add | Operation::Subtract, ..) => Bond::Sum,
        Kind::Compute(..) => Bond::Product,
        _ => Bond::Whole,
    }
}

/// Whose rows a list has, and how they are called.
fn list_of(list: &Expr) -> (Entity, String) {
    match &list.kind {
        Kind::List(list) => rows_of(*list),
        Kind::Name { name, .. } if name.text == "enfants" => rows_of(ListName::Children),
        Kind::Name { name, .. } if name.text == "conjoint" => rows_of(ListName::Partner),
        _ => rows_of(ListName::Adults),
    }
}

fn rows_of(list: ListName) -> (Entity, String) {
    match list {
        ListName::Children => (Entity::Child, "enfants".to_owned()),
        ListName::Adults => (Entity::Adult, "adultes".to_owned()),
        ListName::Partner => (Entity::Adult, "conjoints".to_owned()),
        ListName::Incomes { first, last } => {
            let months = if first == last {
                format!("du {}", month(first))
            } else {
                format!("du {} au {}", month(first), month(last))
            };
            (Entity::Income, format!("revenus {months}"))
        }
    }
}

/// A month, counted from the one of the date of law.
pub(crate) fn month(relative: i32) -> String {
    match (relative, relative.unsigned_abs()) {
        (0, _) => "mois en cours".to_owned(),
        (_, 1) if relative < 0 => "mois dernier".to_owned(),
        (_, count) if relative < 0 => format!("{count}e mois avant celui-ci"),
        (_, count) => format!("{count}e mois après celui-ci"),
    }
}
