//! What is not known yet, said as it was asked: which questions would settle a right. A right that is withheld is not asked about either.

use rules::{Asks, Catalogue, Holder, Path, Question, YearMonth};

use super::selection::Names;
use super::voice::{Voice, sentence};

/// How many rights one right asks about at most.
const RECEIPTS: usize = 3;

/// The questions that these places wait for, each once, at most this many. What is sensitive, or asked only alone with the person,
/// has no words here.
pub fn questions<'a>(
    voice: &Voice<'_>,
    names: &Names,
    places: impl IntoIterator<Item = &'a Path>,
    most: usize,
) -> Vec<String> {
    questions_of_each(voice, names, [places], most)
}

/// The questions that several rights wait for, each once, at most this many of each right.
pub fn questions_of_each<'a, P: IntoIterator<Item = &'a Path>>(
    voice: &Voice<'_>,
    names: &Names,
    rights: impl IntoIterator<Item = P>,
    most: usize,
) -> Vec<String> {
    let mut all: Vec<Said> = Vec::new();
    for places in rights {
        let mut said: Vec<Said> = Vec::new();
        let asked = places.into_iter();
        for new in asked.filter_map(|place| said_of(voice, names, place)) {
            take(&mut said, new);
        }
        for mut new in said.into_iter().take(most) {
            if let Said::Receipts(rights) = &mut new {
                rights.truncate(RECEIPTS);
            }
            take(&mut all, new);
        }
    }
    all.into_iter()
        .map(|said| sentence(&said.text(voice)))
        .collect()
}

fn take(said: &mut Vec<Said>, new: Said) {
    if !said.iter_mut().any(|known| known.takes(&new)) {
        said.push(new);
    }
}

/// What is asked, and of whom.
#[derive(PartialEq)]
enum Said {
    /// A question of the interview, of the person (or of everybody), of the partner, or of both.
    Question(String, (bool, bool)),
    /// Whether these rights are received, by name.
    Receipts(Vec<String>),
    /// What came in these months.
    Incomes(Holder, Vec<YearMonth>),
    /// The detail of an income.
    Income,
}

impl Said {
    /// Takes in what asks the same; `false` when it asks something else.
    fn takes(&mut self, new: &Self) -> bool {
        match (&mut *self, new) {
            (Self::Question(text, of), Self::Question(same, also)) if text == same => {
                *of = (of.0 || also.0, of.1 || also.1);
                true
            }
            (Self::Receipts(rights), Self::Receipts(more)) => {
                for right in more {
                    if !rights.contains(right) {
                        rights.push(right.clone());
                    }
                }
                true
            }
            (Self::Incomes(holder, months), Self::Incomes(whose, more)) if holder == whose => {
                months.extend(more);
                true
            }
            (known, new) => known == new,
        }
    }

    /// « vos ressources de juillet, août et septembre 2026 ».
    fn text(self, voice: &Voice<'_>) -> String {
        match self {
            Self::Question(text, (_, false)) => text,
            Self::Question(text, (false, true)) => {
                voice.tell("missing-partner", &[("question", text.into())])
            }
            Self::Question(text, (true, true)) => {
                voice.tell("missing-both", &[("question", text.into())])
            }
            Self::Receipts(rights) => {
                let count = rights.len();
                let quoted = |right: String| voice.tell("quoted", &[("text", right.into())]);
                let rights = voice.row(&rights.into_iter().map(quoted).collect::<Vec<_>>());
                let name = match count {
                    1 => "missing-receipt",
                    _ => "missing-receipts",
                };
                voice.tell(name, &[("rights", rights.into())])
            }
            Self::Incomes(holder, named) => {
                let whose = match holder {
                    Holder::Person => "missing-incomes",
                    Holder::Partner => "missing-incomes-partner",
                };
                voice.tell(whose, &[("months", voice.months(&named).into())])
            }
            Self::Income => voice.say("missing-income"),
        }
    }
}

fn said_of(voice: &Voice<'_>, names: &Names, place: &Path) -> Option<Said> {
    let catalogue = voice.catalogue;
    match place {
        Path::Receipt(right) => {
            let right = catalogue
                .right(right)
                .filter(|right| names.has(&right.id))?;
            Some(Said::Receipts(vec![voice.right(right)]))
        }
        Path::IncomesComplete(holder, month) => Some(Said::Incomes(*holder, vec![*month])),
        Path::Income(..) => Some(Said::Income),
        _ => {
            if catalogue.fact_at(place).is_some_and(|fact| fact.sensitive) {
                return None;
            }
            let mut questions = catalogue.questions().iter();
            let question = questions.find(|question| asks(catalogue, question, place))?;
            let text = voice.text(&format!("question.{}.texte", question.id), &question.text);
            let partner = matches!(place, Path::Partner(_));
            (!question.alone).then_some(Said::Question(text, (!partner, partner)))
        }
    }
}

/// Whether a question asks for what sits at this place.
pub fn asks(catalogue: &Catalogue, question: &Question, place: &Path) -> bool {
    match (&question.asks, place) {
        (
            Asks::Facts { facts, .. },
            Path::Household(name) | Path::Person(name) | Path::Partner(name),
        )
        | (Asks::Children(facts), Path::Child(_, name)) => facts
            .iter()
            .filter_map(|id| catalogue.fact(*id))
            .any(|fact| fact.id == *name),
        (Asks::Children(_), Path::ChildrenComplete)
        | (Asks::Partner, Path::PartnerExists)
        | (Asks::Incomes { .. }, Path::Income(..) | Path::IncomesComplete(..)) => true,
        _ => false,
    }
}
