//! What is not known yet, said in words: which answers would settle a right.

use rules::{Catalogue, Holder, Path, YearMonth};

use super::french::months;

/// What these places hold, in plain words, each thing once, at most this many. What is sensitive has no words here.
pub fn words<'a>(
    catalogue: &Catalogue,
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
                if let Some(word) = word(catalogue, place)
                    .map(Said::Word)
                    .filter(|word| !said.contains(word))
                {
                    said.push(word);
                }
            }
        }
    }
    said.into_iter().take(most).map(Said::text).collect()
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

fn word(catalogue: &Catalogue, place: &Path) -> Option<String> {
    match place {
        Path::PartnerExists => Some("si vous vivez en couple".to_owned()),
        Path::ChildrenComplete => Some("vos enfants".to_owned()),
        Path::Receipt(right) => {
            let right = catalogue.right(right).filter(|right| !right.sensitive)?;
            Some(format!("si vous touchez déjà : {}", right.name))
        }
        Path::Income(..) => Some("le détail de vos ressources".to_owned()),
        Path::IncomesComplete(..) => None,
        Path::Household(_) | Path::Person(_) | Path::Partner(_) | Path::Child(..) => {
            let fact = catalogue.fact_at(place).filter(|fact| !fact.sensitive)?;
            Some(match place {
                Path::Partner(_) => format!("{} (de votre conjoint)", fact.name),
                Path::Child(..) if !fact.name.contains("enfant") => {
                    format!("{} (de l’enfant)", fact.name)
                }
                _ => fact.name.clone(),
            })
        }
    }
}
