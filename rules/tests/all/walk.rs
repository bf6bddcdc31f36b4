//! The interview held on a situation: a question is put only while it is worth asking, and answered from what the
//! situation says. What it does not say is plain: « non », « aucun », « pas demandé »; « ne sait pas » where no
//! answer is plain.

use std::collections::{BTreeMap, BTreeSet};

use rules::{
    Answer, Asks, Case, Catalogue, Entity, Evaluation, Fact, FactType, Holder, Path, Question,
    Receipt, Relevance, Situation, Value, Whom, YearMonth, evaluate,
};

/// One interview.
pub struct Walk<'c> {
    pub catalogue: &'c Catalogue,
    pub case: &'c Case,
    /// What the person could say.
    pub truth: Situation,
    /// What was said so far.
    pub said: Situation,
    /// The questions put, in order.
    pub asked: Vec<&'c Question>,
    /// How long they took, theme by theme.
    pub seconds: BTreeMap<&'c str, u32>,
}

/// Seconds a question takes: to be put, understood and answered. An assumption, to be measured in offices; what is
/// asked of two adults is asked twice.
pub mod pace {
    pub const YES_NO: u32 = 12;
    pub const CHOICE: u32 = 15;
    pub const CHOICES: u32 = 20;
    pub const NUMBER: u32 = 15;
    pub const AMOUNT: u32 = 25;
    pub const DATE: u32 = 12;
    pub const TEXT: u32 = 30;
    /// « Est-ce tout ? », then each child of the list.
    pub const CHILDREN: u32 = 10;
    pub const CHILD: u32 = 20;
    /// A further fact of a child already in the list.
    pub const CHILD_FACT: u32 = 10;
    /// Three months of somebody's incomes: none, or each source of a month.
    pub const NO_INCOME: u32 = 15;
    pub const INCOME: u32 = 10;
    /// A list of rights read aloud, and each of them.
    pub const RECEIPTS: u32 = 8;
    pub const RECEIPT: u32 = 4;
}

/// Seconds for one fact.
const fn of_fact(fact: &Fact) -> u32 {
    match fact.kind {
        FactType::YesNo => pace::YES_NO,
        FactType::Choice(_) => pace::CHOICE,
        FactType::Choices(_) => pace::CHOICES,
        FactType::Integer | FactType::Rate => pace::NUMBER,
        FactType::Amount => pace::AMOUNT,
        FactType::Date | FactType::Month => pace::DATE,
        FactType::Text => pace::TEXT,
    }
}

impl<'c> Walk<'c> {
    pub fn new(catalogue: &'c Catalogue, case: &'c Case) -> Self {
        Self {
            catalogue,
            case,
            truth: case.situation(catalogue).unwrap(),
            said: Situation::new(),
            asked: Vec::new(),
            seconds: BTreeMap::new(),
        }
    }

    /// How long the questions of these themes took.
    pub fn seconds_in(&self, is_one: impl Fn(&str) -> bool) -> u32 {
        let themes = self.seconds.iter();
        themes
            .filter(|(theme, _)| is_one(theme))
            .map(|(_, seconds)| seconds)
            .sum()
    }

    pub fn evaluation(&self) -> Evaluation {
        evaluate(self.catalogue, &self.said, self.case.date)
    }

    /// The whole interview, screen by screen as the product shows it, until nothing is worth asking.
    pub fn through(&mut self) {
        for _ in 0..5 {
            let before = self.asked.len();
            for theme in self.catalogue.themes() {
                for screen in self.catalogue.screens(&theme.id) {
                    self.screen(&theme.id, &screen.id);
                }
            }
            if self.asked.len() == before {
                return;
            }
        }
        panic!("{} never ends", self.case.file);
    }

    /// One screen: what is worth asking when it opens, then what its answers made worth asking.
    fn screen(&mut self, theme: &str, screen: &str) {
        let on_screen: Vec<&Question> = self
            .catalogue
            .questions()
            .iter()
            .filter(|question| question.theme == theme && question.screen == screen)
            .collect();
        let left: Vec<&Question> = on_screen
            .into_iter()
            .filter(|question| !self.asked.iter().any(|asked| asked.id == question.id))
            .collect();
        if left.is_empty() {
            return;
        }
        let evaluation = self.evaluation();
        for question in left {
            let useful = matches!(
                evaluation.asks_something(question),
                Relevance::Useful { .. }
            );
            if useful {
                self.ask(question);
            }
        }
    }

    /// Puts a question, and notes the answer.
    pub fn ask(&mut self, question: &'c Question) {
        self.asked.push(question);
        for path in self.places(question) {
            let answer = match self.truth.get(&path) {
                Answer::NotAsked => self.plain(&path),
                known => known.clone(),
            };
            self.said.set(&path, answer);
        }
        *self.seconds.entry(&question.theme).or_default() += self.seconds_of(question);
    }

    /// The answer of somebody of whom there is nothing to say.
    fn plain(&self, path: &Path) -> Answer {
        if let Path::Receipt(_) = path {
            return Answer::Given(Value::Receipt(Receipt::NotRequested));
        }
        match self.catalogue.fact_at(path).map(|fact| &fact.kind) {
            Some(FactType::YesNo) => Answer::yes_no(false),
            Some(FactType::Choices(_)) => Answer::Given(Value::Choices(BTreeSet::new())),
            _ => Answer::DoesNotKnow,
        }
    }

    fn has_partner(&self) -> bool {
        *self.truth.get(&Path::PartnerExists) == Answer::yes_no(true)
    }

    fn holders(&self, of: Whom) -> Vec<Holder> {
        match of {
            Whom::Person | Whom::Household => vec![Holder::Person],
            Whom::Partner => vec![Holder::Partner],
            Whom::EachAdult if self.has_partner() => Holder::ALL.to_vec(),
            Whom::EachAdult => vec![Holder::Person],
        }
    }

    /// The places a question asks for in this household.
    fn places(&self, question: &Question) -> Vec<Path> {
        let facts = |ids: &[rules::FactId]| -> Vec<&Fact> {
            ids.iter()
                .filter_map(|id| self.catalogue.fact(*id))
                .collect()
        };
        match &question.asks {
            Asks::Facts { facts: ids, of } => {
                let mut places = Vec::new();
                for fact in facts(ids) {
                    let id = || fact.id.clone();
                    match fact.entity {
                        Entity::Household => places.push(Path::Household(id())),
                        Entity::Person => places.push(Path::Person(id())),
                        _ => places.extend(self.holders(*of).into_iter().map(
                            |holder| match holder {
                                Holder::Person => Path::Person(id()),
                                Holder::Partner => Path::Partner(id()),
                            },
                        )),
                    }
                }
                places
            }
            Asks::Children(ids) => {
                let rows = self.truth.rows(Entity::Child);
                let asked = rows.iter().flat_map(|row| {
                    facts(ids)
                        .into_iter()
                        .map(move |fact| Path::Child(row.clone(), fact.id.clone()))
                });
                asked.chain([Path::ChildrenComplete]).collect()
            }
            Asks::Partner => vec![Path::PartnerExists],
            Asks::Incomes { of, months } => {
                let holders = self.holders(*of);
                let months: Vec<YearMonth> = months
                    .clone()
                    .map(|back| YearMonth::of(self.case.date).plus(i32::from(back)))
                    .collect();
                let rows = self.truth.answers().filter_map(|(path, _)| {
                    let Path::Income(row, _) = path else {
                        return None;
                    };
                    let month = Path::Income(row.clone(), "mois".to_owned());
                    let of_a_month = |known: &YearMonth| {
                        *self.truth.get(&month) == Answer::Given(Value::Month(*known))
                    };
                    months.iter().any(of_a_month).then(|| path.clone())
                });
                let closing = holders.iter().flat_map(|holder| {
                    let at = |month: &YearMonth| Path::IncomesComplete(*holder, *month);
                    months.iter().map(at)
                });
                rows.chain(closing).collect()
            }
            Asks::Receipts(rights) => rights.iter().cloned().map(Path::Receipt).collect(),
        }
    }

    fn seconds_of(&self, question: &Question) -> u32 {
        let count = |many: usize| u32::try_from(many).unwrap();
        let children = count(self.truth.rows(Entity::Child).len());
        match &question.asks {
            Asks::Facts { .. } => {
                let places = self.places(question);
                let facts = places
                    .iter()
                    .filter_map(|path| self.catalogue.fact_at(path));
                facts.map(of_fact).sum()
            }
            Asks::Children(_) if question.id == "enfants" => {
                pace::CHILDREN + children * pace::CHILD
            }
            Asks::Children(facts) => children * count(facts.len()) * pace::CHILD_FACT,
            Asks::Partner => pace::YES_NO,
            Asks::Incomes { of, .. } => {
                let amounts = self
                    .places(question)
                    .into_iter()
                    .filter(|path| matches!(path, Path::Income(_, fact) if fact == "montant"));
                count(self.holders(*of).len()) * pace::NO_INCOME
                    + count(amounts.count()) * pace::INCOME
            }
            Asks::Receipts(rights) => pace::RECEIPTS + count(rights.len()) * pace::RECEIPT,
        }
    }
}
