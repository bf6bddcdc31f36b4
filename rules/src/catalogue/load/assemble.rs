//! Putting what was read together: order, names, compiled expressions.

use std::sync::Arc;

use super::files::{At, Files, Located};
use super::questions::{QuestionDraft, Wanted};
use super::rights::RightDraft;
use super::{CASES, Drafts, whole};
use crate::catalogue::compiled::{Compiled, CompiledRight};
use crate::language::check::{Checker, IntermediateDraft};
use crate::language::names::Names;
use crate::language::types::Type;
use crate::{
    Asks, Catalogue, Entity, Fact, FactId, Parameter, Question, Screen, Source, Theme, Whom,
};

/// The catalogue these drafts make. It is meant to be used only if no fault was recorded.
pub(super) fn assemble(
    mut drafts: Drafts<'_>,
    files: &mut Files<'_>,
    sources: &[Source],
) -> Catalogue {
    drafts
        .themes
        .sort_by(|(_, _, a), (_, _, b)| (a.rank, &a.id).cmp(&(b.rank, &b.id)));
    let themes: Vec<Theme> = values(drafts.themes);
    let rank = |id: &str| {
        themes
            .iter()
            .position(|theme| theme.id == id)
            .unwrap_or(usize::MAX)
    };
    drafts.rights.sort_by_cached_key(|(id, _, draft)| {
        (
            draft.right.themes.first().map(|theme| rank(theme)),
            draft.right.rank,
            id.clone(),
        )
    });
    let screens: Vec<Screen> = values(drafts.screens);
    let (facts, fact_places): (Vec<Fact>, Vec<At>) = drafts
        .facts
        .into_iter()
        .map(|(_, at, fact)| (fact, at))
        .unzip();
    let (parameters, parameter_places): (Vec<Parameter>, Vec<At>) = drafts
        .parameters
        .into_iter()
        .map(|(_, at, parameter)| (parameter, at))
        .unzip();
    let intermediates: Vec<IntermediateDraft> = values(drafts.intermediates);
    let mut names = Names::new(&facts);
    name_parameters(files, &mut names, &parameters, &parameter_places);
    name_intermediates(files, &mut names, &intermediates);
    for (index, (id, ..)) in drafts.rights.iter().enumerate() {
        names
            .rights
            .insert(id.clone(), u16::try_from(index).unwrap_or(u16::MAX));
    }
    name_former_rights(files, &mut names, &drafts.rights);
    let mut checker = Checker::new(files, &facts, &names, &parameters, &intermediates);
    let rights: Vec<CompiledRight> = drafts
        .rights
        .iter()
        .map(|(.., draft)| compile(&mut checker, &names, draft))
        .collect();
    let (program, dated, kinds, unknowns) = checker.finish();
    let mut questions: Vec<(Question, At)> = Vec::new();
    for (_, at, draft) in drafts.questions {
        questions.extend(
            question(files, &facts, &names, &screens, draft).map(|question| (question, at)),
        );
    }
    questions.sort_by_cached_key(|(question, _)| {
        let screen = screens
            .iter()
            .position(|s| s.theme == question.theme && s.id == question.screen);
        (rank(&question.theme), screen)
    });
    let (questions, question_places) = questions.into_iter().unzip();
    let places = whole::Places {
        facts: fact_places,
        intermediates: intermediates.iter().map(|draft| draft.id.clone()).collect(),
        rights: drafts.rights.iter().map(|(_, at, _)| at.clone()).collect(),
        questions: question_places,
    };
    let mut catalogue = Catalogue {
        version: version(sources),
        facts,
        rights: Vec::new(),
        parameters,
        intermediates: intermediates
            .into_iter()
            .map(IntermediateDraft::described)
            .collect(),
        organisations: values(drafts.organisations),
        themes,
        screens,
        questions,
        cases: Vec::new(),
        withdrawals: drafts.withdrawals,
        examples: std::sync::OnceLock::new(),
        compiled: Compiled {
            program,
            ties: Vec::new(),
            names,
            intermediates: dated,
            kinds,
            unknowns,
            rights,
            questions: Arc::default(),
            concerns: Vec::new(),
        },
        ..Catalogue::default()
    };
    catalogue.compiled.note_ties();
    catalogue.compiled.note_exclusions();
    catalogue.compiled.note_reads();
    let questions = catalogue.questions.iter().enumerate();
    let numbers = questions.map(|(number, question)| (question.id.clone(), number));
    catalogue.compiled.questions = Arc::new(numbers.collect());
    catalogue.compiled.concerns = catalogue
        .questions
        .iter()
        .map(|question| whole::concerned(&catalogue, question))
        .collect();
    for (.., draft) in &drafts.rights {
        whole::references(files, &catalogue, draft);
    }
    catalogue.rights = drafts
        .rights
        .into_iter()
        .map(|(.., draft)| draft.right)
        .collect();
    whole::check(files, &catalogue, &places);
    if drafts.elsewhere {
        drafts.cases = whole::cases_that_still_apply(&catalogue, drafts.cases);
    }
    if files.is_sound() {
        whole::cases(files, &catalogue, &drafts.cases);
    }
    catalogue.cases = drafts.cases.into_iter().map(|(_, case)| case).collect();
    catalogue
}

fn values<T>(merged: Vec<(String, At, T)>) -> Vec<T> {
    merged.into_iter().map(|(_, _, value)| value).collect()
}

fn name_parameters(
    files: &mut Files<'_>,
    names: &mut Names,
    parameters: &[Parameter],
    places: &[At],
) {
    for (index, (parameter, at)) in parameters.iter().zip(places).enumerate() {
        if is_fact(names, &parameter.id) {
            files.fault(
                at,
                format!("« {} » est déjà le nom d’un fait", parameter.id),
            );
        }
        names.parameters.insert(
            parameter.id.clone(),
            u16::try_from(index).unwrap_or(u16::MAX),
        );
    }
}

/// Former ids lead to the right that replaced them, unless they are still somebody's.
fn name_former_rights(
    files: &mut Files<'_>,
    names: &mut Names,
    rights: &[(String, At, RightDraft)],
) {
    for (index, (_, at, draft)) in rights.iter().enumerate() {
        for former in &draft.right.former {
            if names.rights.contains_key(former) {
                files.fault(
                    at,
                    format!("l’ancien nom « {former} » est déjà celui d’un droit"),
                );
                continue;
            }
            let index = u16::try_from(index).unwrap_or(u16::MAX);
            names.rights.insert(former.clone(), index);
        }
    }
}

fn is_fact(names: &Names, id: &str) -> bool {
    let top = [Entity::Household, Entity::Person, Entity::Adult];
    top.iter().any(|entity| names.fact(*entity, id).is_some())
}

fn name_intermediates(files: &mut Files<'_>, names: &mut Names, drafts: &[IntermediateDraft]) {
    for (index, draft) in drafts.iter().enumerate() {
        let id = &draft.id.value;
        let taken = if draft.entity == Entity::Child {
            names.fact(Entity::Child, id).is_some()
        } else {
            is_fact(names, id)
        };
        if taken || names.parameters.contains_key(id) {
            files.fault(
                &draft.id.at,
                format!("« {id} » est déjà le nom d’un fait ou d’un paramètre"),
            );
        }
        names.intermediates.insert(
            (draft.entity, id.clone()),
            u16::try_from(index).unwrap_or(u16::MAX),
        );
    }
}

fn compile(checker: &mut Checker<'_, '_>, names: &Names, draft: &RightDraft) -> CompiledRight {
    let conditions = draft
        .tests
        .iter()
        .map(|test| {
            test.as_ref()
                .map(|test| checker.versions(test, Type::Truth))
        })
        .collect();
    let exclusions = draft
        .right
        .exclusions
        .iter()
        .filter_map(|exclusion| Some((*names.rights.get(&exclusion.right)?, exclusion.kind)));
    CompiledRight {
        signal: checker.versions(&draft.signal, Type::Truth),
        conditions,
        amount: draft
            .formula
            .as_ref()
            .map(|formula| checker.versions(formula, Type::Amount)),
        documents: draft
            .only_if
            .iter()
            .map(|test| {
                test.as_ref()
                    .map(|test| checker.versions(test, Type::Truth))
            })
            .collect(),
        automatic: draft
            .automatic_if
            .as_ref()
            .map(|test| checker.versions(test, Type::Truth)),
        exclusions: exclusions.collect(),
        ..CompiledRight::default()
    }
}

fn question(
    files: &mut Files<'_>,
    facts: &[Fact],
    names: &Names,
    screens: &[Screen],
    draft: QuestionDraft,
) -> Option<Question> {
    let known = screens
        .iter()
        .any(|s| s.theme == draft.theme && s.id == draft.screen.value);
    if !known && !draft.screen.value.is_empty() {
        let ids = screens
            .iter()
            .filter(|s| s.theme == draft.theme)
            .map(|s| s.id.as_str());
        let message = format!(
            "l’écran « {} » n’existe pas dans ce thème",
            draft.screen.value
        );
        files.fault_near(&draft.screen.at, message, &draft.screen.value, ids);
    }
    let asks = match draft.wanted {
        Wanted::Facts { facts: wanted, of } => {
            let ids = wanted.iter().filter_map(|name| {
                let id = fact_of_top(files, names, name)?;
                Some((id, facts.get(usize::from(id.0))?.entity))
            });
            let found: Vec<(FactId, Entity)> = ids.collect();
            let adults = found.iter().any(|(_, entity)| *entity == Entity::Adult);
            if matches!(of, Whom::Partner | Whom::EachAdult) && !adults && !found.is_empty() {
                files.fault(&draft.id.at, "« pour » ne va qu’avec des faits d’adulte");
            }
            Asks::Facts {
                facts: found.into_iter().map(|(id, _)| id).collect(),
                of,
            }
        }
        Wanted::Children(wanted) => {
            let ids = wanted.iter().filter_map(|name| {
                let id = names.fact(Entity::Child, &name.value);
                if id.is_none() {
                    let known = names
                        .facts
                        .keys()
                        .filter(|(e, _)| *e == Entity::Child)
                        .map(|(_, n)| n.as_str());
                    files.fault_near(
                        &name.at,
                        format!("« {} » n’est pas un fait des enfants", name.value),
                        &name.value,
                        known,
                    );
                }
                id
            });
            Asks::Children(ids.collect())
        }
        Wanted::Partner => Asks::Partner,
        Wanted::Incomes { of, months } => Asks::Incomes { of, months },
        Wanted::Receipts(rights) => {
            for right in rights
                .iter()
                .filter(|right| !names.rights.contains_key(&right.value))
            {
                let known = names.rights.keys().map(String::as_str);
                files.fault_near(
                    &right.at,
                    format!("le droit « {} » n’existe pas", right.value),
                    &right.value,
                    known,
                );
            }
            Asks::Receipts(rights.into_iter().map(|right| right.value).collect())
        }
    };
    let passing = passing(files, facts, &asks, &draft.passing);
    Some(Question {
        id: draft.id.value,
        theme: draft.theme,
        screen: draft.screen.value,
        text: draft.text,
        help: draft.help,
        why: draft.why,
        asks,
        used_for: draft.used_for,
        alone: draft.alone,
        screening: draft.screening,
        folded: draft.folded,
        passing,
    })
}

/// The facts that pass with time, among those the question asks.
fn passing(
    files: &mut Files<'_>,
    facts: &[Fact],
    asks: &Asks,
    written: &[Located<String>],
) -> Vec<FactId> {
    let asked = match asks {
        Asks::Facts { facts, .. } | Asks::Children(facts) => facts.as_slice(),
        Asks::Partner | Asks::Incomes { .. } | Asks::Receipts(_) => &[],
    };
    let name = |id: &FactId| facts.get(usize::from(id.0)).map(|fact| fact.id.as_str());
    let found = written.iter().filter_map(|fact| {
        let id = asked.iter().find(|id| name(id) == Some(&fact.value));
        if id.is_none() {
            let message = format!("cette question ne demande pas « {} »", fact.value);
            files.fault_near(
                &fact.at,
                message,
                &fact.value,
                asked.iter().filter_map(name),
            );
        }
        id.copied()
    });
    found.collect()
}

/// The fact of the household, of adults or of the person that has this name.
fn fact_of_top(files: &mut Files<'_>, names: &Names, name: &Located<String>) -> Option<FactId> {
    let top = [Entity::Household, Entity::Person, Entity::Adult];
    let found = top
        .iter()
        .find_map(|entity| names.fact(*entity, &name.value));
    if found.is_none() {
        if names.fact(Entity::Child, &name.value).is_some() {
            files.fault_advised(
                &name.at,
                format!("« {} » est un fait des enfants", name.value),
                "ajoutez liste = \"enfants\"",
            );
        } else {
            let known = names
                .facts
                .keys()
                .filter(|(entity, _)| top.contains(entity))
                .map(|(_, n)| n.as_str());
            files.fault_near(
                &name.at,
                format!("le fait « {} » n’existe pas", name.value),
                &name.value,
                known,
            );
        }
    }
    found
}

/// A short hash of the files, acceptance situations left out: FNV-1a on 64 bits, enough to tell versions apart.
fn version(sources: &[Source]) -> String {
    let is_case = |source: &&Source| source.layer == CASES || source.path.starts_with("cas/");
    let mut ordered: Vec<&Source> = sources.iter().filter(|source| !is_case(source)).collect();
    ordered.sort_by_key(|source| (&source.layer, &source.path));
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for source in ordered {
        let parts = [
            source.layer.as_bytes(),
            &[0],
            source.path.as_bytes(),
            &[0],
            source.text.as_bytes(),
            &[0],
        ];
        for byte in parts.into_iter().flatten() {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}").chars().take(12).collect()
}
