//! Rows a probe may add or take away: children, a partner, incomes of the months that are looked at.

use super::answers;
use super::reads::Reads;
use super::sandbox::{Place, Sandbox};
use crate::language::syntax::ListName;
use crate::{
    AmountRange, Answer, Entity, FactType, Holder, Path, REMOVED, RowId, Shared, Situation, Value,
    YearMonth,
};

/// Most children a probe supposes.
const MOST_CHILDREN: usize = 6;

fn row(index: usize) -> Option<RowId> {
    format!("essai{index}").parse().ok()
}

/// Adds one child, or a partner; other lists grow through [`variations`].
pub(super) fn add_row(sandbox: &Sandbox<'_>, situation: &mut Situation, list: ListName) {
    match list {
        ListName::Children => {
            add_child(situation);
        }
        ListName::Adults | ListName::Partner => {
            situation.set(&Path::PartnerExists, Answer::yes_no(true));
        }
        ListName::Incomes { .. } => {}
    }
    close(sandbox, situation, list);
}

fn add_child(situation: &mut Situation) {
    let rows = situation.rows(Entity::Child);
    let fresh = (0..100).filter_map(row).find(|id| !rows.contains(id));
    let Some(id) = fresh else { return };
    // The next child is like the first, when there is one.
    let like = rows.first().map(|first| facts_of(situation, first));
    for (fact, answer) in like.unwrap_or_default() {
        situation.set(&Path::Child(id.clone(), fact), answer);
    }
    situation.set(&Path::Child(id, REMOVED.into()), Answer::yes_no(false));
}

fn facts_of(situation: &Situation, row: &RowId) -> Vec<(Shared, Answer)> {
    situation
        .answers()
        .filter_map(|(path, answer)| match path {
            Path::Child(id, fact) if id == row => Some((fact.clone(), answer.clone())),
            _ => None,
        })
        .collect()
}

/// Takes a row away.
pub(super) fn remove_row(situation: &mut Situation, list: ListName, place: &Place) {
    match list {
        ListName::Children => remove(situation, place.child.as_ref()),
        ListName::Incomes { .. } => remove(situation, place.income.as_ref()),
        ListName::Adults | ListName::Partner if place.partner => {
            situation.set(&Path::PartnerExists, Answer::yes_no(false));
        }
        ListName::Adults | ListName::Partner => {}
    }
}

fn remove(situation: &mut Situation, row: Option<&RowId>) {
    let paths: Vec<Path> = situation
        .answers()
        .map(|(path, _)| path.clone())
        .filter(|path| row.is_some() && path.row() == row)
        .collect();
    for path in paths {
        situation.set(&path, Answer::NotAsked);
    }
}

/// Says « c’est tout » of a list.
pub(super) fn close(sandbox: &Sandbox<'_>, situation: &mut Situation, list: ListName) {
    match list {
        ListName::Children => situation.set(&Path::ChildrenComplete, Answer::yes_no(true)),
        ListName::Adults | ListName::Partner => {
            if !situation.get(&Path::PartnerExists).is_asked() {
                situation.set(&Path::PartnerExists, Answer::yes_no(false));
            }
        }
        ListName::Incomes { first, last } => close_months(sandbox, situation, (first, last)),
    }
}

fn close_months(sandbox: &Sandbox<'_>, situation: &mut Situation, (first, last): (i32, i32)) {
    for month in first..=last {
        for holder in Holder::ALL {
            let month = YearMonth::of(sandbox.on).plus(month);
            situation.set(&Path::IncomesComplete(holder, month), Answer::yes_no(true));
        }
    }
}

/// With exactly so many children, the further ones like the first.
pub(super) fn with_children(situation: &Situation, count: usize) -> Situation {
    let mut changed = situation.clone();
    while changed.rows(Entity::Child).len() > count {
        let last = changed.rows(Entity::Child).pop();
        remove(&mut changed, last.as_ref());
    }
    while changed.rows(Entity::Child).len() < count {
        let before = changed.rows(Entity::Child).len();
        add_child(&mut changed);
        if changed.rows(Entity::Child).len() == before {
            break;
        }
    }
    changed.set(&Path::ChildrenComplete, Answer::yes_no(true));
    changed
}

/// With this income of the same source in each of the months when it is paid, and no other in any month.
fn with_incomes(
    sandbox: &Sandbox<'_>,
    situation: &Situation,
    months: (i32, i32),
    holder: Holder,
    income: Option<(&str, i64)>,
    paid: (i32, i32),
) -> Situation {
    let mut changed = situation.clone();
    for id in changed.rows(Entity::Income) {
        remove(&mut changed, Some(&id));
    }
    close_months(sandbox, &mut changed, months);
    let Some((source, cents)) = income else {
        return changed;
    };
    for (index, month) in (paid.0..=paid.1).enumerate() {
        let Some(id) = row(index) else { continue };
        let at = |fact: &str| Path::Income(id.clone(), fact.into());
        let month = YearMonth::of(sandbox.on).plus(month);
        let given = [
            ("titulaire", Value::Choice(holder.to_string())),
            ("source", Value::Choice(source.to_owned())),
            ("mois", Value::Month(month)),
            ("montant", Value::Amount(AmountRange::exact(cents))),
        ];
        for (fact, value) in given {
            changed.set(&at(fact), Answer::Given(value));
        }
    }
    changed
}

/// The same household with other children, with or without a partner, with other incomes.
pub(super) fn variations(
    sandbox: &Sandbox<'_>,
    situation: &Situation,
    reads: &Reads,
) -> Vec<Situation> {
    let mut changed = Vec::new();
    if reads.children {
        changed.extend((0..=MOST_CHILDREN).map(|count| with_children(situation, count)));
    }
    if reads.partner {
        for answer in answers::alternatives(sandbox.catalogue, &Path::PartnerExists, sandbox.on) {
            let mut other = situation.clone();
            other.set(&Path::PartnerExists, answer);
            changed.push(other);
        }
    }
    if let Some(months) = reads.incomes {
        let none = with_incomes(sandbox, situation, months, Holder::Person, None, months);
        changed.push(none);
        let sources = sandbox
            .catalogue
            .facts()
            .iter()
            .find(|fact| fact.entity == Entity::Income && fact.id == "source");
        let variants = match sources.map(|fact| &fact.kind) {
            Some(FactType::Choice(variants)) => variants.as_slice(),
            _ => &[],
        };
        let last = (months.1, months.1);
        let each = [
            (150_000, last),
            (150_000, months),
            (40_000, months),
            (400_000, months),
        ];
        for (cents, paid) in each {
            for variant in variants {
                for holder in Holder::ALL {
                    let income = Some((variant.id.as_str(), cents));
                    let mut other = situation.clone();
                    if holder == Holder::Partner {
                        other.set(&Path::PartnerExists, Answer::yes_no(true));
                    }
                    changed.push(with_incomes(sandbox, &other, months, holder, income, paid));
                }
            }
        }
    }
    changed
}
