//! The interview held on a situation: a question is put only while it is worth asking, and answered from what the
//! situation says. What it does not say is plain: « non », « aucun », « pas demandé »; « ne sait pas » where no
//! answer is plain.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rules::{
    AmountRange, Answer, Asks, Case, Catalogue, Entity, Evaluation, Fact, FactType, Holder, Law,
    Path, Question, Receipt, Relevance, Situation, Value, Whom, YearMonth,
};

/// One interview.
pub struct Walk<'c> {
    pub catalogue: &'c Catalogue,
    date: NaiveDate,
    /// What the person could say.
    pub truth: Situation,
    /// What was said so far.
    pub said: Situation,
    /// The questions put, in order, and how long each took.
    pub asked: Vec<(&'c Question, u32)>,
    law: Law<'c>,
}

/// Seconds an answer takes: its question put, understood and answered. An assumption, to be measured in offices; the reasons
/// stand in `docs/interview.md`.
pub mod pace {
    pub const YES_NO: u32 = 12;
    pub const CHOICE: u32 = 15;
    pub const CHOICES: u32 = 20;
    pub const NUMBER: u32 = 15;
    pub const AMOUNT: u32 = 25;
    pub const DATE: u32 = 12;
    pub const TEXT: u32 = 30;
    /// The same question of one more adult or child, « et pour lui ? »: it was understood, only the answer remains.
    pub const AGAIN: u32 = 8;
    pub const AMOUNT_AGAIN: u32 = 15;
    /// « Est-ce tout ? », then each child of the list.
    pub const CHILDREN: u32 = 10;
    pub const CHILD: u32 = 20;
    /// Three months of somebody's incomes: none, or each source of a month.
    pub const NO_INCOME: u32 = 15;
    pub const INCOME: u32 = 10;
    /// A list of rights read aloud, and each of them.
    pub const RECEIPTS: u32 = 8;
    pub const RECEIPT: u32 = 4;
}

/// Seconds for one fact, the first time or once more. « Rien » is said as quickly as « non »: no paper to look for.
const fn of_fact(fact: &Fact, again: bool, nothing: bool) -> u32 {
    match fact.kind {
        FactType::Amount if again && !nothing => pace::AMOUNT_AGAIN,
        _ if again => pace::AGAIN,
        FactType::Amount if nothing => pace::YES_NO,
        FactType::YesNo => pace::YES_NO,
        FactType::Choice(_) => pace::CHOICE,
        FactType::Choices(_) => pace::CHOICES,
        FactType::Integer | FactType::Rate => pace::NUMBER,
        FactType::Amount => pace::AMOUNT,
        FactType::Date | FactType::Month => pace::DATE,
        FactType::Text => pace::TEXT,
    }
}

/// What somebody of whom there is nothing to say answers to a choice or an amount, as it is read aloud.
const PLAIN: [(&str, &str); 9] = [
    ("deces_conjoint", "Non"),
    ("enfant_taux_incapacite", "Pas encore évalué"),
    ("etudes_ailleurs", "Non"),
    ("expulsion_etape", "Aucun retard, aucun courrier"),
    ("invalidite_categorie", "Pas de pension d’invalidité"),
    ("pension_versee", "0"),
    ("projet_logement", "Ne cherche pas"),
    ("soins_longs", "Non"),
    ("taux_incapacite", "Pas encore évalué"),
];

impl<'c> Walk<'c> {
    /// With the household of a situation of the catalogue.
    pub fn of_case(catalogue: &'c Catalogue, case: &Case) -> Self {
        Self::new(catalogue, case.situation(catalogue).unwrap(), case.date)
    }

    /// With a household, on a day.
    pub fn new(catalogue: &'c Catalogue, truth: Situation, date: NaiveDate) -> Self {
        Self {
            catalogue,
            date,
            truth,
            said: Situation::new(),
            asked: Vec::new(),
            law: catalogue.on(date),
        }
    }

    /// How long the questions of these themes took.
    pub fn seconds_in(&self, is_one: impl Fn(&str) -> bool) -> u32 {
        let asked = self.asked.iter();
        asked
            .filter(|(question, _)| is_one(&question.theme))
            .map(|(_, seconds)| seconds)
            .sum()
    }

    pub fn evaluation(&self) -> Evaluation {
        self.law.evaluator().evaluate(&self.said)
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
        panic!("the interview never ends");
    }

    /// One screen: every answer is kept as it is given, and the page hides at once what it made pointless.
    fn screen(&mut self, theme: &str, screen: &str) {
        let catalogue = self.catalogue;
        let questions = catalogue.questions().iter();
        // What is folded is put only when somebody wants it.
        let here = |one: &&Question| one.theme == theme && one.screen == screen && !one.folded;
        for question in questions.filter(here) {
            let is_asked = self.asked.iter().any(|(asked, _)| asked.id == question.id);
            if !is_asked
                && matches!(
                    self.evaluation().asks_something(question),
                    Relevance::Useful { .. }
                )
            {
                self.ask(question);
            }
        }
    }

    /// Puts a question wherever it is worth asking, and notes the answers.
    pub fn ask(&mut self, question: &'c Question) {
        // Children and incomes are told as lists; elsewhere, each place is asked for itself.
        let is_list = question.id == "enfants" || matches!(question.asks, Asks::Incomes { .. });
        let mut answered = Vec::new();
        for (path, answer) in self.answers(question) {
            if is_list || self.evaluation().asks_at(question, &path) {
                self.said.set(&path, answer);
                answered.push(path);
            }
        }
        let seconds = self.seconds_of(question, &answered);
        self.asked.push((question, seconds));
    }

    /// What this household answers to a question, wherever it may be put.
    pub fn answers(&self, question: &Question) -> Vec<(Path, Answer)> {
        let answer = |path: Path| match self.truth.get(&path) {
            Answer::NotAsked => (path.clone(), self.plain(&path)),
            known => (path, known.clone()),
        };
        self.places(question).into_iter().map(answer).collect()
    }

    /// The answer of somebody of whom there is nothing to say.
    fn plain(&self, path: &Path) -> Answer {
        if let Path::Receipt(_) = path {
            return Answer::Given(Value::Receipt(Receipt::NotRequested));
        }
        let Some(fact) = self.catalogue.fact_at(path) else {
            return Answer::DoesNotKnow;
        };
        if let Some((_, plain)) = PLAIN.iter().find(|(id, _)| *id == fact.id) {
            let answer = self.catalogue.read_typed(path, plain);
            assert!(matches!(answer, Answer::Given(_)), "{path}: {plain}");
            return answer;
        }
        match fact.kind {
            FactType::YesNo => Answer::yes_no(false),
            FactType::Choices(_) => Answer::Given(Value::Choices(BTreeSet::new())),
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
                    let id = || rules::Shared::from(&fact.id);
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
                        .map(move |fact| Path::Child(row.clone(), fact.id.as_str().into()))
                });
                asked.chain([Path::ChildrenComplete]).collect()
            }
            Asks::Partner => vec![Path::PartnerExists],
            Asks::Incomes { of, months } => {
                let holders = self.holders(*of);
                let months: Vec<YearMonth> = months
                    .clone()
                    .map(|back| YearMonth::of(self.date).plus(i32::from(back)))
                    .collect();
                let rows = self.truth.answers().filter_map(|(path, _)| {
                    let Path::Income(row, _) = path else {
                        return None;
                    };
                    let month = Path::Income(row.clone(), "mois".into());
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
            Asks::Receipts(rights) => {
                let rights = rights.iter();
                rights.map(|right| Path::Receipt(right.into())).collect()
            }
        }
    }

    /// How long these answers to a question took.
    fn seconds_of(&self, question: &Question, answered: &[Path]) -> u32 {
        let count = |many: usize| u32::try_from(many).unwrap();
        match &question.asks {
            Asks::Children(_) if question.id == "enfants" => {
                let children = count(self.truth.rows(Entity::Child).len());
                pace::CHILDREN + children * pace::CHILD
            }
            Asks::Facts { .. } | Asks::Children(_) => {
                let mut met = BTreeSet::new();
                let facts = answered
                    .iter()
                    .filter_map(|path| Some((path, self.catalogue.fact_at(path)?)));
                let seconds = facts.map(|(path, fact)| {
                    let again = !met.insert(&fact.id);
                    let nothing = Answer::Given(Value::Amount(AmountRange::exact(0)));
                    of_fact(fact, again, *self.said.get(path) == nothing)
                });
                seconds.sum()
            }
            Asks::Partner => pace::YES_NO,
            Asks::Incomes { of, .. } => {
                // « Pareil pour tous les mois » is one answer.
                let told: BTreeSet<String> = answered
                    .iter()
                    .filter_map(|path| match path {
                        Path::Income(row, fact) if fact == "montant" => Some(row),
                        _ => None,
                    })
                    .map(|row| {
                        let of =
                            |fact: &str| self.said.get(&Path::Income(row.clone(), fact.into()));
                        format!("{:?}", ["titulaire", "source", "montant"].map(of))
                    })
                    .collect();
                count(self.holders(*of).len()) * pace::NO_INCOME + count(told.len()) * pace::INCOME
            }
            Asks::Receipts(_) => pace::RECEIPTS + count(answered.len()) * pace::RECEIPT,
        }
    }
}
