//! What is not known yet, said as it was asked: which questions would settle a right. A right that is withheld is not asked about either.

use rules::{Asks, Catalogue, Holder, Path, Question, YearMonth};

use super::selection::Names;
use super::voice::{Voice, sentence};

/// The questions that these places wait for, each once, at most this many. What is sensitive, or asked only alone with the person,
/// has no words here.
pub fn questions<'a>(
    voice: &Voice<'_>,
    names: &Names,
    places: impl IntoIterator<Item = &'a Path>,
    most: usize,
) -> Vec<String> {
    let mut said: Vec<Said> = Vec::new();
    for place in places {
        match place {
            Path::IncomesComplete(holder, month) => {
                match said.iter_mut().find_map(|s| s.months_of(*holder)) {
                    Some(named) => named.push(*month),
                    None => said.push(Said::Incomes(*holder, vec![*month])),
                }
            }
            _ => {
                if let Some(word) = word(voice, names, place)
                    .map(Said::Word)
                    .filter(|word| !said.contains(word))
                {
                    said.push(word);
                }
            }
        }
    }
    said.into_iter()
        .take(most)
        .map(|said| sentence(&said.text(voice)))
        .collect()
}

#[derive(PartialEq)]
enum Said {
    Word(String),
    Incomes(Holder, Vec<YearMonth>),
}

impl Said {
    fn months_of(&mut self, holder: Holder) -> Option<&mut Vec<YearMonth>> {
        match self {
            Self::Incomes(whose, months) if *whose == holder => Some(months),
            _ => None,
        }
    }

    /// « vos ressources de juillet, août et septembre 2026 ».
    fn text(self, voice: &Voice<'_>) -> String {
        match self {
            Self::Word(word) => word,
            Self::Incomes(holder, named) => {
                let whose = match holder {
                    Holder::Person => "missing-incomes",
                    Holder::Partner => "missing-incomes-partner",
                };
                voice.tell(whose, &[("months", voice.months(&named).into())])
            }
        }
    }
}

fn word(voice: &Voice<'_>, names: &Names, place: &Path) -> Option<String> {
    let catalogue = voice.catalogue;
    match place {
        Path::Receipt(right) => {
            let right = catalogue
                .right(right)
                .filter(|right| names.has(&right.id))?;
            let right = voice.right(right);
            Some(voice.tell("missing-receipt", &[("right", right.into())]))
        }
        Path::IncomesComplete(..) => None,
        Path::Income(..) => Some(voice.say("missing-income")),
        _ => {
            if catalogue.fact_at(place).is_some_and(|fact| fact.sensitive) {
                return None;
            }
            let question = catalogue
                .questions()
                .iter()
                .find(|question| asks(catalogue, question, place))?;
            let text = || voice.text(&format!("question.{}.texte", question.id), &question.text);
            match place {
                _ if question.alone => None,
                Path::Partner(_) => {
                    Some(voice.tell("missing-partner", &[("question", text().into())]))
                }
                _ => Some(text()),
            }
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
