//! Faults that only show when the catalogue is seen whole: references, cycles, facts nobody asks for,
//! questions nobody needs, rights no question reaches, acceptance cases that can not be read.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{At, Files, Located};
use super::rights::RightDraft;
use crate::catalogue::case::Case;
use crate::catalogue::compiled::CompiledRight;
use crate::language::program::Dated;
use crate::language::reach::{Reach, Reached};
use crate::{Asks, Catalogue, Entity, FactId, Question, Use, Whom};

/// Where things were defined, in the order of the catalogue.
pub(super) struct Places {
    pub(super) facts: Vec<At>,
    pub(super) intermediates: Vec<Located<String>>,
    pub(super) rights: Vec<At>,
    pub(super) questions: Vec<At>,
}

/// What a right names that must exist.
pub(super) fn references(files: &mut Files<'_>, catalogue: &Catalogue, draft: &RightDraft) {
    for theme in &draft.themes {
        if catalogue.theme(&theme.value).is_none() {
            let known = catalogue.themes().iter().map(|theme| theme.id.as_str());
            files.fault_near(
                &theme.at,
                format!("le thème « {} » n’existe pas", theme.value),
                &theme.value,
                known,
            );
        }
    }
    let organisation = &draft.organisation;
    if catalogue.organisation(&organisation.value).is_none() && !organisation.value.is_empty() {
        let known = catalogue
            .organisations()
            .iter()
            .map(|organisation| organisation.id.as_str());
        let message = format!("l’organisme « {} » n’existe pas", organisation.value);
        files.fault_near(&organisation.at, message, &organisation.value, known);
    }
    for other in &draft.exclusions {
        if !catalogue.compiled.names.rights.contains_key(&other.value) {
            let known = catalogue.compiled.names.rights.keys().map(String::as_str);
            files.fault_near(
                &other.at,
                format!("le droit « {} » n’existe pas", other.value),
                &other.value,
                known,
            );
        } else if other.value == draft.id.value {
            files.fault(&other.at, "un droit ne s’exclut pas lui-même");
        }
    }
}

/// Checks the catalogue as a whole.
pub(super) fn check(files: &mut Files<'_>, catalogue: &Catalogue, places: &Places) {
    let reaches: Vec<BTreeSet<Reached>> = catalogue
        .compiled
        .rights
        .iter()
        .map(|right| right.reads_in_all.iter().copied().collect())
        .collect();
    if cycles(files, catalogue, places, &reaches) {
        too_deep(files, catalogue, places, &reaches);
    }
    income_rows(files, catalogue, places, &reaches);
    let asked = Asked::of(catalogue);
    asked.facts(files, catalogue, places, &reaches);
    asked.rights(files, catalogue, places, &reaches);
    useless_questions(files, catalogue, places, &reaches);
}

/// Rights and intermediates that rest on themselves; says whether there is none.
fn cycles(
    files: &mut Files<'_>,
    catalogue: &Catalogue,
    places: &Places,
    reaches: &[BTreeSet<Reached>],
) -> bool {
    let right_name = |index: u16| {
        catalogue
            .rights()
            .get(usize::from(index))
            .map_or("", |right| right.id.as_str())
    };
    let next = |index: u16| -> Vec<u16> {
        let found = reaches.get(usize::from(index)).into_iter().flatten();
        found
            .filter_map(|reached| {
                if let Reached::Right(other) = reached {
                    Some(*other)
                } else {
                    None
                }
            })
            .collect()
    };
    let mut known: BTreeSet<u16> = BTreeSet::new();
    for start in 0..reaches.len() {
        let start = u16::try_from(start).unwrap_or(u16::MAX);
        if known.contains(&start) {
            continue;
        }
        // A shortest way back to where one started.
        let mut from: BTreeMap<u16, u16> = BTreeMap::new();
        let mut waiting = std::collections::VecDeque::from([start]);
        while let Some(current) = waiting.pop_front() {
            for other in next(current) {
                if other == start {
                    let mut way = vec![start, current];
                    let mut place = current;
                    while let Some(before) = from.get(&place) {
                        place = *before;
                        way.push(place);
                    }
                    if way.last() != Some(&start) {
                        way.push(start);
                    }
                    way.reverse();
                    way.dedup();
                    known.extend(&way);
                    let mut names: Vec<&str> = way.iter().map(|index| right_name(*index)).collect();
                    if names.len() == 1 {
                        names.push(right_name(start));
                    }
                    if let Some(at) = places.rights.get(usize::from(start)) {
                        files.fault(
                            at,
                            format!(
                                "ces droits dépendent l’un de l’autre en rond : {}",
                                names.join(" → ")
                            ),
                        );
                    }
                    waiting.clear();
                    break;
                }
                if other != start && !from.contains_key(&other) {
                    from.insert(other, current);
                    waiting.push_back(other);
                }
            }
        }
    }
    known.is_empty()
}

/// How deep the expressions of a right may go, those of the rights it rests on included: the evaluation goes down that
/// far on one stack.
const DEEPEST: usize = 450;

/// Rights that rest on rights that rest on rights… further than the evaluation may go.
fn too_deep(
    files: &mut Files<'_>,
    catalogue: &Catalogue,
    places: &Places,
    reaches: &[BTreeSet<Reached>],
) {
    let program = &catalogue.compiled.program;
    let own = catalogue.compiled.rights.iter().map(|right| {
        let nodes = right.expressions().flat_map(Dated::all);
        usize::from(nodes.map(|node| program.height(node)).max().unwrap_or(0))
    });
    let own: Vec<usize> = own.collect();
    let mut depths = own.clone();
    // Each round sees one right further; rights never go round in circles here.
    loop {
        let deeper = |(depth, reached): (&usize, &BTreeSet<Reached>)| {
            let others = reached.iter().filter_map(|reached| match reached {
                Reached::Right(other) => depths.get(usize::from(*other)),
                _ => None,
            });
            depth.saturating_add(others.max().copied().unwrap_or(0))
        };
        let next: Vec<usize> = own.iter().zip(reaches).map(deeper).collect();
        let ended = next == depths || next.iter().any(|depth| *depth > DEEPEST);
        depths = next;
        if ended {
            break;
        }
    }
    for (depth, at) in depths.iter().zip(&places.rights) {
        if *depth > DEEPEST {
            files.fault_advised(
                at,
                "ce droit repose sur trop de droits et d’intermédiaires, l’un sur l’autre",
                "coupez la chaîne, ou écrivez des expressions plus courtes",
            );
        }
    }
}

/// The facts an income must have for the engine to read it.
fn income_rows(
    files: &mut Files<'_>,
    catalogue: &Catalogue,
    places: &Places,
    reaches: &[BTreeSet<Reached>],
) {
    if !reaches
        .iter()
        .flatten()
        .any(|reached| matches!(reached, Reached::Incomes(..)))
    {
        return;
    }
    let needed = [("titulaire", "choix"), ("mois", "mois")];
    for (name, word) in needed {
        let id = catalogue.compiled.names.fact(Entity::Income, name);
        let Some(fact) = id.and_then(|id| catalogue.fact(id)) else {
            if let Some(at) = places.facts.first() {
                files.fault(
                    at,
                    format!("un revenu a besoin du fait « {name} », de type {word}"),
                );
            }
            continue;
        };
        let holders = ["personne", "conjoint"];
        let sound = fact.kind.word() == word
            && (name != "titulaire"
                || holders
                    .iter()
                    .all(|holder| fact.kind.variants().iter().any(|v| v.id == *holder)));
        let place = id.and_then(|id| places.facts.get(usize::from(id.0)));
        if let (false, Some(at)) = (sound, place) {
            files.fault(at, "le titulaire d’un revenu est un choix entre personne et conjoint, son mois est de type mois");
        }
    }
}

/// What the questions ask for, in the terms of what expressions look at.
struct Asked {
    things: BTreeSet<Reached>,
    months: BTreeSet<i32>,
}

/// What one question asks for.
pub(crate) fn asked_by(catalogue: &Catalogue, question: &Question) -> BTreeSet<Reached> {
    let slots = &catalogue.compiled.names.slots;
    let mut found = BTreeSet::new();
    match &question.asks {
        Asks::Facts { facts, of } => {
            for id in facts {
                let slot = slots.of(*id);
                match catalogue.fact(*id).map(|fact| fact.entity) {
                    Some(Entity::Household) => {
                        found.insert(Reached::Household(slot));
                    }
                    Some(Entity::Person) => {
                        found.insert(Reached::Person(slot));
                    }
                    _ => {
                        if matches!(of, Whom::Person | Whom::EachAdult | Whom::Household) {
                            found.insert(Reached::Person(slot));
                        }
                        if matches!(of, Whom::Partner | Whom::EachAdult) {
                            found.insert(Reached::Partner(slot));
                        }
                    }
                }
            }
        }
        Asks::Children(facts) => {
            found.insert(Reached::ChildrenComplete);
            found.extend(facts.iter().map(|id| Reached::Child(slots.of(*id))));
        }
        Asks::Partner => {
            found.insert(Reached::PartnerExists);
        }
        Asks::Incomes { months, .. } => {
            found.insert(Reached::Incomes(
                i32::from(*months.start()),
                i32::from(*months.end()),
            ));
        }
        Asks::Receipts(rights) => {
            found.extend(
                rights
                    .iter()
                    .filter_map(|id| catalogue.compiled.names.rights.get(id))
                    .map(|r| Reached::Right(*r)),
            );
        }
    }
    found
}

/// The rights that look at anything a question asks, themselves or through the rights they name.
pub(super) fn concerned(catalogue: &Catalogue, question: &Question) -> Vec<u16> {
    let asked = asked_by(catalogue, question);
    let looks = |right: &CompiledRight| {
        asked.iter().any(|thing| match thing {
            Reached::Incomes(..) => right
                .reads_through
                .iter()
                .any(|read| matches!(read, Reached::Incomes(..))),
            _ => right.reads_through.contains(thing),
        })
    };
    let rights = catalogue.compiled.rights.iter().enumerate();
    rights
        .filter(|(_, right)| looks(right))
        .filter_map(|(index, _)| u16::try_from(index).ok())
        .collect()
}

impl Asked {
    fn of(catalogue: &Catalogue) -> Self {
        let mut things = BTreeSet::new();
        for question in catalogue.questions() {
            things.extend(asked_by(catalogue, question));
        }
        let windows = things.iter().filter_map(|thing| match thing {
            Reached::Incomes(first, last) => Some(*first..=*last),
            _ => None,
        });
        let months = windows.flatten().collect();
        // The facts of an income are asked wherever incomes are.
        if things
            .iter()
            .any(|thing| matches!(thing, Reached::Incomes(..)))
        {
            let slots = catalogue.compiled.names.slots.income.len();
            things.extend(
                (0..slots).map(|slot| Reached::Income(u16::try_from(slot).unwrap_or(u16::MAX))),
            );
        }
        Self { things, months }
    }

    /// Facts nobody asks for.
    fn facts(
        &self,
        files: &mut Files<'_>,
        catalogue: &Catalogue,
        places: &Places,
        reaches: &[BTreeSet<Reached>],
    ) {
        let used: BTreeSet<Reached> = reaches.iter().flatten().copied().collect();
        let slots = &catalogue.compiled.names.slots;
        for ((index, fact), at) in catalogue.facts().iter().enumerate().zip(&places.facts) {
            let slot = slots.of(FactId(u16::try_from(index).unwrap_or(u16::MAX)));
            let forms: &[Reached] = match fact.entity {
                Entity::Household => &[Reached::Household(slot)],
                Entity::Person => &[Reached::Person(slot)],
                Entity::Adult => &[Reached::Person(slot), Reached::Partner(slot)],
                Entity::Child => &[Reached::Child(slot)],
                Entity::Income => &[Reached::Income(slot)],
            };
            let is_used = forms.iter().any(|form| used.contains(form));
            let is_asked = forms.iter().any(|form| self.things.contains(form));
            if fact.withdrawn {
                if is_used || is_asked {
                    files.fault(
                        at,
                        format!(
                            "« {} » est retiré, mais une règle ou une question s’en sert encore",
                            fact.id
                        ),
                    );
                }
                continue;
            }
            if !is_asked {
                files.fault(at, format!("aucune question ne demande « {} »", fact.id));
                continue;
            }
            for form in forms
                .iter()
                .filter(|form| used.contains(form) && !self.things.contains(form))
            {
                let whom = if matches!(form, Reached::Partner(_)) {
                    "pour le conjoint"
                } else {
                    "pour la personne"
                };
                files.fault_advised(
                    at,
                    format!(
                        "une règle lit « {} » {whom}, mais aucune question ne le demande {whom}",
                        fact.id
                    ),
                    "pour = \"adultes\"",
                );
            }
        }
    }

    /// Rights no question reaches, and incomes of months nobody asks about.
    fn rights(
        &self,
        files: &mut Files<'_>,
        catalogue: &Catalogue,
        places: &Places,
        reaches: &[BTreeSet<Reached>],
    ) {
        let rights = catalogue.rights().iter().zip(&places.rights).zip(reaches);
        for ((right, at), reach) in rights {
            let reached = reach.iter().any(|thing| match thing {
                Reached::Incomes(first, last) => {
                    (*first..=*last).any(|month| self.months.contains(&month))
                }
                _ => self.things.contains(thing),
            });
            if !reached {
                files.fault(
                    at,
                    format!("aucune question ne mène au droit « {} »", right.id),
                );
            }
            for thing in reach {
                if let Reached::Incomes(first, last) = thing
                    && !(*first..=*last).any(|month| self.months.contains(&month))
                {
                    files.fault(at, format!("ce droit lit les revenus des mois {first} à {last} ; aucune question ne les demande"));
                }
            }
        }
        let used: BTreeSet<&Reached> = reaches.iter().flatten().collect();
        for (thing, word) in [
            (Reached::PartnerExists, "conjoint"),
            (Reached::ChildrenComplete, "enfants"),
        ] {
            if used.contains(&thing)
                && !self.things.contains(&thing)
                && let Some(at) = places.rights.first()
            {
                files.fault(at, format!("des règles lisent la liste « {word} », mais aucune question n’a liste = \"{word}\""));
            }
        }
    }
}

/// Questions said to serve rights, of which no right looks at anything; intermediates nothing uses.
fn useless_questions(
    files: &mut Files<'_>,
    catalogue: &Catalogue,
    places: &Places,
    reaches: &[BTreeSet<Reached>],
) {
    let used: BTreeSet<Reached> = reaches.iter().flatten().copied().collect();
    for (question, at) in catalogue.questions().iter().zip(&places.questions) {
        let serves_rights =
            question.used_for == Use::Right && !matches!(question.asks, Asks::Receipts(_));
        if !serves_rights {
            continue;
        }
        let useful =
            asked_by(catalogue, question).iter().any(|thing| {
                match thing {
            Reached::Incomes(first, last) => used.iter().any(|used| {
                matches!(used, Reached::Incomes(from, to) if first <= to && from <= last)
            }),
            _ => used.contains(thing),
        }
            });
        if !useful {
            files.fault_advised(
                at,
                format!("aucun droit ne dépend de la question « {} »", question.id),
                "dites son « usage » (conduite, urgence, orientation, documents) ou retirez-la",
            );
        }
    }
    let compiled = &catalogue.compiled;
    let mut asking = Reach::new(&compiled.program, &compiled.intermediates, None);
    let rights = compiled.rights.iter();
    rights
        .flat_map(CompiledRight::asking)
        .for_each(|test| asking.look(test));
    for (index, place) in places.intermediates.iter().enumerate() {
        let thing = Reached::Intermediate(u16::try_from(index).unwrap_or(u16::MAX));
        if !used.contains(&thing) && !asking.found.contains(&thing) {
            files.fault(
                &place.at,
                format!("aucun droit ne se sert de « {} »", place.value),
            );
        }
    }
}

/// Acceptance cases whose situation can not be read or whose rights do not exist.
pub(super) fn cases(files: &mut Files<'_>, catalogue: &Catalogue, cases: &[(At, Case)]) {
    for (at, case) in cases {
        if let Err(faults) = case.situation(catalogue) {
            for fault in faults {
                files.fault(at, fault.to_string());
            }
        }
        for (expected, at) in case.expected.iter().zip(&case.places) {
            if catalogue.right(&expected.right).is_none() {
                let known = catalogue.rights().iter().map(|right| right.id.as_str());
                files.fault_near(
                    at,
                    format!("le droit « {} » n’existe pas", expected.right),
                    &expected.right,
                    known,
                );
            }
        }
    }
}

/// Where a layer takes the place of another, what the situations written for that one still say: those that can be
/// read, of the rights that are there.
pub(super) fn cases_that_still_apply(
    catalogue: &Catalogue,
    cases: Vec<(At, Case)>,
) -> Vec<(At, Case)> {
    let mut kept = Vec::new();
    for (at, mut case) in cases {
        if case.situation(catalogue).is_err() {
            continue;
        }
        let (expected, places) = std::mem::take(&mut case.expected)
            .into_iter()
            .zip(std::mem::take(&mut case.places))
            .filter(|(expected, _)| catalogue.right(&expected.right).is_some())
            .unzip();
        (case.expected, case.places) = (expected, places);
        kept.push((at, case));
    }
    kept
}
