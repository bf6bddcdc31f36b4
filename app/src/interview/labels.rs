//! How a place is called on screen: « date de naissance », « Enfant 2 : scolarité », « les revenus de juillet 2026 ».

use rules::{Catalogue, Entity, Holder, Path, Situation};

use crate::words::{interview as words, numbers};

/// The name of a place, for a sentence or a list.
pub fn label(catalogue: &Catalogue, situation: &Situation, path: &Path) -> String {
    let name = || {
        catalogue
            .fact_at(path)
            .map_or_else(|| path.to_string(), |fact| fact.name.clone())
    };
    match path {
        Path::Household(_) | Path::Person(_) => name(),
        Path::PartnerExists => words::PARTNER_EXISTS.to_owned(),
        Path::Partner(_) => format!("{} ({})", name(), words::THE_PARTNER),
        Path::ChildrenComplete => words::ALL_CHILDREN.to_owned(),
        Path::Child(row, _) => {
            let rank = situation
                .rows(Entity::Child)
                .iter()
                .position(|other| other == row)
                .map_or(1, |at| at + 1);
            format!("{} ({}\u{a0}{rank})", name(), words::CHILD)
        }
        Path::Income(row, _) => {
            let part = |fact: &str| {
                let place = Path::Income(row.clone(), fact.into());
                catalogue.show(&place, situation.get(&place))
            };
            format!("{}, {}", part("source").to_lowercase(), part("mois"))
        }
        Path::IncomesComplete(holder, month) => {
            let whose = match holder {
                Holder::Person => "",
                Holder::Partner => words::OF_PARTNER,
            };
            let month = numbers::month(month.year(), month.month());
            let of = if month.starts_with(['a', 'o']) {
                "d’"
            } else {
                "de "
            };
            format!("{}{whose} {of}{month}", words::INCOMES)
        }
        Path::Receipt(right) => {
            let right = catalogue
                .right(right)
                .map_or(right.as_str(), |right| right.name.as_str());
            format!("{right}\u{a0}: {}", words::RECEIVED_OR_NOT)
        }
    }
}

/// Several places in one line: the months of incomes are gathered, at most `most` names are given.
pub fn labels(catalogue: &Catalogue, situation: &Situation, paths: &[Path], most: usize) -> String {
    let mut names: Vec<String> = Vec::new();
    for path in paths {
        let name = match path {
            Path::IncomesComplete(..) | Path::Income(..) => words::INCOMES.to_owned(),
            Path::Child(_, _) => catalogue
                .fact_at(path)
                .map_or_else(String::new, |fact| fact.name.clone()),
            _ => label(catalogue, situation, path),
        };
        let name = short(&name).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(most);
    names.truncate(most);
    let mut line = names.join(", ");
    if more > 0 {
        line.push_str(&format!(
            " et {more}\u{a0}{}",
            if more == 1 {
                "autre réponse"
            } else {
                "autres réponses"
            }
        ));
    }
    line
}

/// A name without what only makes it precise: its first clause.
pub fn short(name: &str) -> &str {
    let end = [" (", ", "].iter().filter_map(|sign| name.find(sign)).min();
    end.map_or(name, |end| &name[..end])
}

/// « date de naissance » at the start of a line.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
