//! What is not known yet, said as it was asked: which questions would settle a right. A right that is withheld is not asked about either.

use rules::{Asks, Catalogue, Holder, Path, Question, YearMonth};

use super::french::{months, sentence};
use super::selection::Names;

/// The questions that these places wait for, each once, at most this many. What is sensitive, or asked only alone with the person,
/// has no words here.
pub fn questions<'a>(
    catalogue: &Catalogue,
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
                if let Some(word) = word(catalogue, names, place)
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
        .map(|said| sentence(&said.text()))
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
    fn text(self) -> String {
        match self {
            Self::Word(word) => word,
            Self::Incomes(holder, named) => {
                let whose = match holder {
                    Holder::Person => "vos ressources",
                    Holder::Partner => "les ressources de votre conjoint",
                };
                let named = months(&named);
                let link = if named.starts_with(['a', 'o']) {
                    "d’"
                } else {
                    "de "
                };
                format!("{whose} {link}{named}")
            }
        }
    }
}

fn word(catalogue: &Catalogue, names: &Names, place: &Path) -> Option<String> {
    match place {
        Path::Receipt(right) => {
            let right = catalogue
                .right(right)
                .filter(|right| names.has(&right.id))?;
            Some(format!("touchez-vous déjà cette aide : {} ?", right.name))
        }
        Path::IncomesComplete(..) => None,
        Path::Income(..) => Some("le détail de vos ressources".to_owned()),
        _ => {
            if catalogue.fact_at(place).is_some_and(|fact| fact.sensitive) {
                return None;
            }
            let question = catalogue
                .questions()
                .iter()
                .find(|question| asks(catalogue, question, place))?;
            match place {
                _ if question.alone => None,
                Path::Partner(_) => Some(format!("{} (votre conjoint)", question.text)),
                _ => Some(question.text.clone()),
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
