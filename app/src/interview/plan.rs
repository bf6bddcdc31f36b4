//! What a screen shows, skips (and why), or keeps for a moment alone with the person.

use rules::{Asks, Entity, Path, Question, Relevance, Situation, Use, Whom};

use super::{Reading, voices};
use crate::routes::{Step, StepView};
use crate::words::interview as words;

/// What becomes of one question on its screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// It is asked; `answered` when it already has an answer, be it « ne sait pas ».
    Asked {
        /// Everything it asks was answered.
        answered: bool,
    },
    /// It is skipped: nothing depends on it any more. It stays reachable.
    Skipped {
        /// Why, a sentence.
        why: &'static str,
    },
    /// It waits until the person is alone with the agent.
    Withheld,
}

/// Where a question stands, without regard to who is in the room.
pub fn place(reading: &Reading<'_>, question: &Question) -> Place {
    if !reading.bilan.with_rsa && only_about_rsa_application(reading, question) {
        return Place::Skipped {
            why: words::NO_RSA_HERE,
        };
    }
    if asks_partner_only(question)
        && *reading.answer(&Path::PartnerExists) == rules::Answer::yes_no(false)
    {
        return Place::Skipped {
            why: words::NO_PARTNER,
        };
    }
    match reading.evaluation.asks_something(question) {
        Relevance::Useful { .. } => Place::Asked { answered: false },
        Relevance::Answered => Place::Asked { answered: true },
        Relevance::Pointless { why } => Place::Skipped { why },
    }
}

/// Where a question stands on the screen being shown. A question that was answered is never hidden by relevance alone.
pub fn place_on_screen(reading: &Reading<'_>, question: &Question, view: &StepView) -> Place {
    if (question.alone && !view.alone) || !voices::may_ask(reading, question, view) {
        return Place::Withheld;
    }
    match place(reading, question) {
        Place::Skipped { .. } if view.all || has_answer(reading, question) => Place::Asked {
            answered: has_answer(reading, question),
        },
        place => place,
    }
}

/// Whether a field of a question is shown: it has an answer, or something still depends on it. Children and incomes are told as
/// whole lists.
pub fn shows_field(
    reading: &Reading<'_>,
    question: &Question,
    path: &Path,
    view: &StepView,
) -> bool {
    view.all
        || reading.answer(path).is_asked()
        || matches!(question.asks, Asks::Incomes { .. } | Asks::Partner)
        || asks_children_first(reading, question)
        || reading.evaluation.asks_at(question, path)
}

/// The fields of a question that are not shown.
pub fn hidden_fields(reading: &Reading<'_>, question: &Question, view: &StepView) -> Vec<Path> {
    let mut fields = paths(reading, question);
    fields.retain(|path| !shows_field(reading, question, path, view));
    fields
}

/// The questions of a screen, in order; the folded ones belong to the whole theme.
pub fn questions<'a>(reading: &Reading<'a>, theme: &str, screen: &str) -> Vec<&'a Question> {
    let here = |question: &&Question| {
        question.theme == theme && question.screen == screen && !question.folded
    };
    reading.catalogue.questions().iter().filter(here).collect()
}

/// The questions a step shows: those of its screen, of every screen of its theme in the dense view, then the folded ones of
/// the theme; in a first sweep only the few that belong to it.
pub fn of_step<'a>(reading: &Reading<'a>, step: &Step) -> Vec<&'a Question> {
    let mut asked = if step.view.is_dense() {
        let screens = reading.catalogue.screens(&step.theme);
        screens
            .flat_map(|screen| questions(reading, &step.theme, &screen.id))
            .collect()
    } else {
        questions(reading, &step.theme, &step.screen)
    };
    let all = reading.catalogue.questions().iter();
    asked.extend(all.filter(|question| question.folded && question.theme == step.theme));
    asked.retain(|question| question.screening || !step.view.sweep);
    asked
}

/// The question that asks about a place.
pub fn question_of<'a>(reading: &Reading<'a>, path: &Path) -> Option<&'a Question> {
    reading.catalogue.questions().iter().find(|question| {
        paths(reading, question).contains(path)
            || (matches!(path, Path::Income(..)) && matches!(question.asks, Asks::Incomes { .. }))
    })
}

/// Whether the question only follows the application for RSA itself.
pub fn only_about_rsa_application(reading: &Reading<'_>, question: &Question) -> bool {
    match &question.asks {
        Asks::Facts { facts, .. } if question.used_for != Use::Right => facts.iter().all(|id| {
            reading
                .catalogue
                .fact(*id)
                .is_some_and(|fact| fact.id.starts_with("rsa_"))
        }),
        _ => false,
    }
}

fn asks_partner_only(question: &Question) -> bool {
    matches!(
        &question.asks,
        Asks::Facts {
            of: Whom::Partner,
            ..
        } | Asks::Incomes {
            of: Whom::Partner,
            ..
        }
    )
}

/// Whether anything the question asks was answered.
pub fn has_answer(reading: &Reading<'_>, question: &Question) -> bool {
    paths(reading, question)
        .iter()
        .any(|path| reading.answer(path).is_asked())
}

/// Every place a question asks about in the household as it is known.
pub fn paths(reading: &Reading<'_>, question: &Question) -> Vec<Path> {
    let situation: &Situation = &reading.situation;
    match &question.asks {
        Asks::Facts { facts, of } => facts
            .iter()
            .filter_map(|id| reading.catalogue.fact(*id))
            .flat_map(|fact| match (fact.entity, of) {
                (Entity::Household, _) => vec![Path::Household(fact.id.as_str().into())],
                (Entity::Adult, Whom::Partner) => vec![Path::Partner(fact.id.as_str().into())],
                (Entity::Adult, Whom::EachAdult) if has_partner(situation) => {
                    vec![
                        Path::Person(fact.id.as_str().into()),
                        Path::Partner(fact.id.as_str().into()),
                    ]
                }
                _ => vec![Path::Person(fact.id.as_str().into())],
            })
            .collect(),
        Asks::Partner => vec![Path::PartnerExists],
        Asks::Children(facts) => {
            let rows = situation.rows(Entity::Child);
            let facts: Vec<_> = facts
                .iter()
                .filter_map(|id| reading.catalogue.fact(*id))
                .collect();
            rows.iter()
                .flat_map(|row| {
                    facts
                        .iter()
                        .map(|fact| Path::Child(row.clone(), fact.id.as_str().into()))
                })
                .chain(asks_children_first(reading, question).then_some(Path::ChildrenComplete))
                .collect()
        }
        Asks::Incomes { of, months } => super::incomes::holders(situation, *of)
            .into_iter()
            .flat_map(|holder| {
                super::incomes::months(reading.date(), months)
                    .into_iter()
                    .map(move |month| Path::IncomesComplete(holder, month))
            })
            .collect(),
        Asks::Receipts(rights) => rights
            .iter()
            .map(|right| Path::Receipt(right.into()))
            .collect(),
    }
}

/// Somebody said that there is a partner.
pub fn has_partner(situation: &Situation) -> bool {
    *situation.get(&Path::PartnerExists) == rules::Answer::yes_no(true)
}

/// The first question about children is the one that adds and removes rows and asks « c’est tout ».
pub fn asks_children_first(reading: &Reading<'_>, question: &Question) -> bool {
    reading
        .catalogue
        .questions()
        .iter()
        .find(|other| matches!(other.asks, Asks::Children(_)))
        .is_some_and(|first| first.id == question.id)
}
