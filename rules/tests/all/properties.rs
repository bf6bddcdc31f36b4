//! What must always hold, over the embedded catalogue and over small generated ones: knowing more never
//! reverses a decision, order is indifferent, and skipping an irrelevant question changes nothing.

use std::sync::LazyLock;

use proptest::prelude::*;
use rules::{
    Answer, Asks, Catalogue, Entity, Evaluation, Outcome, Path, Question, Relevance, RowId,
    Situation, Verdict, Whom, YearMonth, evaluate, outcomes,
};

use crate::common::{load, over_small, today};
use crate::generate::{Dice, answer, narrowed, rolls, situation};

static EMBEDDED: LazyLock<Catalogue> = LazyLock::new(|| load(&Catalogue::embedded_sources()));
static SMALL: LazyLock<Catalogue> = LazyLock::new(|| load(&over_small("")));

fn never_reverses(before: &Evaluation, after: &Evaluation) -> Result<(), TestCaseError> {
    for (was, is) in before.findings.iter().zip(&after.findings) {
        prop_assert_eq!(&was.right, &is.right);
        let right = &was.right;
        for (was, is) in was.conditions.iter().zip(&is.conditions) {
            let decided = matches!(
                was.verdict,
                Verdict::Met | Verdict::NotMet | Verdict::Appraisal
            );
            prop_assert!(
                !decided || was.verdict == is.verdict,
                "{right}: {} {:?} {:?}",
                was.label,
                was.verdict,
                is.verdict
            );
        }
        if was.signalled != rules::Truth::Unknown {
            prop_assert_eq!(was.signalled, is.signalled, "signal of {}", right);
        }
        let decided = matches!(
            was.outcome,
            Outcome::Probable | Outcome::MayAsk | Outcome::Unlikely | Outcome::AlreadyOpen
        );
        if is.outcome != Outcome::AlreadyOpen {
            prop_assert!(
                !decided || was.outcome == is.outcome,
                "{right}: {:?} {:?}",
                was.outcome,
                is.outcome
            );
            match (was.amount, is.amount) {
                (Some(was), Some(is)) => {
                    prop_assert!(
                        was.range.contains(&is.range),
                        "{right}: {:?} {:?}",
                        was.range,
                        is.range
                    );
                }
                (Some(_), None) => {
                    prop_assert_eq!(is.outcome, Outcome::Unlikely, "amount of {} lost", right)
                }
                (None, _) => {}
            }
        }
    }
    Ok(())
}

/// The same findings, whatever the order of rows.
fn in_any_order(evaluation: &Evaluation) -> Vec<rules::Finding> {
    let mut findings = evaluation.findings.clone();
    for finding in &mut findings {
        finding.missing.sort();
        for judged in &mut finding.conditions {
            let mut facts = judged.facts.to_vec();
            facts.sort();
            judged.facts = facts.into_iter().collect();
        }
    }
    findings
}

/// The places a question asks for that nobody answered; rows are added to open lists.
fn asked_places(
    catalogue: &Catalogue,
    situation: &Situation,
    question: &Question,
    closes: bool,
) -> Vec<Path> {
    let on = YearMonth::of(today());
    let mut places = Vec::new();
    match &question.asks {
        Asks::Facts { facts, of } => {
            for fact in facts.iter().filter_map(|fact| catalogue.fact(*fact)) {
                let id = rules::Shared::from(&fact.id);
                match (fact.entity, of) {
                    (Entity::Household, _) => places.push(Path::Household(id)),
                    (Entity::Person, _) | (_, Whom::Person | Whom::Household) => {
                        places.push(Path::Person(id))
                    }
                    (_, Whom::Partner) => places.push(Path::Partner(id)),
                    (_, Whom::EachAdult) => {
                        places.extend([Path::Person(id.clone()), Path::Partner(id)])
                    }
                }
            }
        }
        Asks::Children(facts) => {
            let mut rows = situation.rows(Entity::Child);
            if closes && *situation.get(&Path::ChildrenComplete) == Answer::NotAsked {
                rows.push("ajoute".parse::<RowId>().unwrap());
                places.push(Path::ChildrenComplete);
            }
            for fact in facts.iter().filter_map(|fact| catalogue.fact(*fact)) {
                places.extend(
                    rows.iter()
                        .map(|row| Path::Child(row.clone(), fact.id.as_str().into())),
                );
            }
        }
        Asks::Partner => places.push(Path::PartnerExists),
        Asks::Incomes { of, months } => {
            for holder in rules::Holder::ALL {
                let asked = match of {
                    Whom::Partner => holder == rules::Holder::Partner,
                    Whom::EachAdult => true,
                    Whom::Person | Whom::Household => holder == rules::Holder::Person,
                };
                if asked {
                    places.extend(
                        months
                            .clone()
                            .map(|month| Path::IncomesComplete(holder, on.plus(i32::from(month)))),
                    );
                }
            }
            for row in situation.rows(Entity::Income) {
                places.push(Path::Income(row.clone(), "montant".into()));
                places.push(Path::Income(row, "source".into()));
            }
        }
        Asks::Receipts(_) => {}
    }
    places.retain(|path| !situation.get(path).is_asked());
    places
}

/// What a question does not ask of one adult, of one child or of one fact would change nothing either.
fn pointless_places_change_nothing(
    catalogue: &Catalogue,
    rolls: &[u32],
) -> Result<(), TestCaseError> {
    let mut dice = Dice::new(rolls);
    let before = situation(catalogue, &mut dice, today());
    let evaluation = evaluate(catalogue, &before, today());
    let mut after = before.clone();
    for question in catalogue.questions() {
        let mut places = asked_places(catalogue, &before, question, false);
        places.retain(|path| catalogue.fact_at(path).is_some());
        places.retain(|path| !evaluation.asks_at(question, path));
        for path in places {
            let some = answer(catalogue, &path, &mut dice, today());
            after.set(&path, some);
        }
    }
    let (before, after) = (
        outcomes(catalogue, &before, today()),
        outcomes(catalogue, &after, today()),
    );
    prop_assert_eq!(before, after);
    Ok(())
}

fn pointless_questions_change_nothing(
    catalogue: &Catalogue,
    rolls: &[u32],
) -> Result<(), TestCaseError> {
    let mut dice = Dice::new(rolls);
    let before = situation(catalogue, &mut dice, today());
    let evaluation = evaluate(catalogue, &before, today());
    let mut first_children = true;
    let mut dice = Dice::new(rolls);
    for question in catalogue.questions() {
        let closes =
            matches!(question.asks, Asks::Children(_)) && std::mem::take(&mut first_children);
        if !matches!(
            evaluation.asks_something(question),
            Relevance::Pointless { .. }
        ) {
            continue;
        }
        let mut after = before.clone();
        for path in asked_places(catalogue, &before, question, closes) {
            let some = answer(catalogue, &path, &mut dice, today());
            after.set(&path, some);
        }
        let (before, after) = (
            outcomes(catalogue, &before, today()),
            outcomes(catalogue, &after, today()),
        );
        prop_assert_eq!(before, after, "question {}", question.id);
    }
    Ok(())
}

/// The same rows, added the other way round.
fn reversed(situation: &Situation) -> Situation {
    let mut answers: Vec<(Path, Answer)> = situation
        .answers()
        .map(|(path, answer)| (path.clone(), answer.clone()))
        .collect();
    answers.reverse();
    Situation::from_answers(answers)
}

pub fn all_hold(catalogue: &Catalogue, first: &[u32], second: &[u32]) -> Result<(), TestCaseError> {
    let before = situation(catalogue, &mut Dice::new(first), today());
    let after = narrowed(catalogue, &before, &mut Dice::new(second), today());
    let (was, is) = (
        evaluate(catalogue, &before, today()),
        evaluate(catalogue, &after, today()),
    );
    never_reverses(&was, &is)?;
    let turned = evaluate(catalogue, &reversed(&before), today());
    prop_assert_eq!(in_any_order(&was), in_any_order(&turned));
    pointless_questions_change_nothing(catalogue, first)?;
    pointless_places_change_nothing(catalogue, first)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn they_hold_over_the_embedded_catalogue(first in rolls(400), second in rolls(200)) {
        all_hold(&EMBEDDED, &first, &second)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn they_hold_over_the_small_catalogue(first in rolls(150), second in rolls(150)) {
        all_hold(&SMALL, &first, &second)?;
    }

    #[test]
    fn reading_anything_typed_never_panics(typed in "\\PC{0,40}", place in any::<prop::sample::Index>()) {
        let places = crate::generate::places(&SMALL, today());
        let path = &places[place.index(places.len())];
        let read = SMALL.read_typed(path, &typed);
        prop_assert_eq!(matches!(read, Answer::Unreadable(_)), SMALL.explain_invalid(path, &typed).is_some());
        let _ = SMALL.show(path, &read);
    }

    #[test]
    fn any_expression_is_read_or_refused(text in "[a-zà-ü0-9 ().,=<>+*/€%\\[\\]-]{0,60}") {
        let sources = over_small(&include_str!("../good/essai.txt").replace("{condition}", &text).replace("{montant}", ""));
        let _ = Catalogue::load(&sources);
    }
}
