//! What the computation does for one right, in the four items of article R311-3-1-2 of the code of relations between the
//! public and the administration: its contribution, its data, its parameters, its operations. All of it is read from the
//! catalogue: nothing here is written right by right.

use leptos::prelude::*;
use rules::{Asks, Case, Catalogue, Explanation, Fact, Looks, Named, Question, Right, explain};

use super::{Reader, calculation, in_force, link, table, text, told, unseen};
use crate::interview::labels::capital;
use crate::routes::CataloguePage;
use crate::words::{catalogue as words, numbers};

/// The four items.
pub(super) fn section(reader: &Reader, right: &Right) -> AnyView {
    let catalogue = &reader.catalogue;
    let looks = catalogue.looks_at(&right.id);
    view! {
        <section class="stack">
            <h2>"Ce que fait le calcul pour ce droit"</h2>
            <p class="hint">"Les quatre explications de l’article R311-3-1-2 du code des relations entre le public et l’administration. "{link(&CataloguePage::Method, words::METHOD)}</p>
            <h3>"1. Sa part dans la décision"</h3>
            {contribution(catalogue, right)}
            <h3>"2. Les données utilisées et leurs sources"</h3>
            {data(catalogue, right, &looks)}
            <h3>"3. Les paramètres, et leur poids"</h3>
            {parameters(reader, &looks)}
            <h3>"4. Les opérations"</h3>
            {operations(reader, right, &looks)}
        </section>
    }
    .into_any()
}

fn contribution(catalogue: &Catalogue, right: &Right) -> AnyView {
    let judged = right
        .conditions
        .iter()
        .filter(|condition| condition.appraisal.is_some())
        .count();
    let computed = right.conditions.len() - judged;
    let organisation = catalogue.organisation(&right.organisation);
    let organisation =
        organisation.map_or("l’organisme", |organisation| organisation.name.as_str());
    let computed = match computed {
        0 => "Aucune condition n’est calculée".to_owned(),
        1 => "Une condition est calculée à partir des réponses".to_owned(),
        many => format!("{many}\u{a0}conditions sont calculées à partir des réponses"),
    };
    let judged = match judged {
        0 => "aucune n’est laissée à une appréciation".to_owned(),
        1 => "une est laissée à l’appréciation de qui décide".to_owned(),
        many => format!("{many} sont laissées à l’appréciation de qui décide"),
    };
    view! { <p>{words::CONTRIBUTION}</p><p>{format!("{computed}, {judged}. La demande se fait auprès de\u{a0}: {organisation}.")}</p> }.into_any()
}

fn data(catalogue: &Catalogue, right: &Right, looks: &Looks<'_>) -> AnyView {
    let questions = catalogue.questions_read_by(&right.id);
    let rows = questions.iter().map(|question| {
        vec![
            text(question.text.clone()),
            text(read_of(catalogue, question, looks)),
            text(question.why.clone()),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let theme = right.themes.first().map(|theme| {
        link(
            &CataloguePage::Graph(theme.clone()),
            "Voir ces questions en dessin, avec les autres droits du thème",
        )
    });
    let heads = [
        "Question posée",
        "Ce que le calcul en lit",
        "Pourquoi elle est posée",
    ];
    view! { <p>{words::DATA}</p>{table(unseen("Les réponses lues"), &heads, rows)}<p>{theme}</p> }
        .into_any()
}

/// What a right reads of a question’s answers.
fn read_of(catalogue: &Catalogue, question: &Question, looks: &Looks<'_>) -> String {
    let named = |ids: &[rules::FactId]| -> Vec<String> {
        let facts = ids.iter().filter_map(|id| catalogue.fact(*id));
        facts
            .filter(|fact| {
                looks
                    .facts
                    .iter()
                    .any(|read| std::ptr::eq::<Fact>(*read, *fact))
            })
            .map(|fact| fact.name.clone())
            .collect()
    };
    let names = match &question.asks {
        Asks::Facts { facts, .. } => named(facts),
        Asks::Children(facts) => {
            let mut questions = catalogue.questions().iter();
            let lists = questions.find(|other| matches!(other.asks, Asks::Children(_)));
            let first = lists.is_some_and(|lists| lists.id == question.id);
            let list = (looks.children && first).then(|| "liste des enfants".to_owned());
            list.into_iter().chain(named(facts)).collect()
        }
        Asks::Partner => vec!["vie en couple".to_owned()],
        Asks::Incomes { .. } => vec!["revenus, par personne, par origine et par mois".to_owned()],
        Asks::Receipts(rights) => {
            let read = rights
                .iter()
                .filter(|id| looks.rights.iter().any(|right| right.id == **id));
            let read = read.filter_map(|id| catalogue.right(id));
            read.map(|right| format!("{}\u{a0}: reçu ou non", right.name))
                .collect()
        }
    };
    if names.is_empty() {
        // Only what makes the right worth raising reads it.
        "ce qui invite à regarder ce droit".to_owned()
    } else {
        capital(&names.join(", "))
    }
}

fn parameters(reader: &Reader, looks: &Looks<'_>) -> AnyView {
    if looks.parameters.is_empty() {
        return view! { <p>{words::NO_PARAMETER}" "{words::WEIGHTS}</p> }.into_any();
    }
    let rows = looks
        .parameters
        .iter()
        .map(|parameter| in_force(parameter, reader.today));
    let heads = ["Paramètre", "Valeur"];
    let caption = format!(
        "Les paramètres appliqués au {}",
        numbers::date(reader.today)
    );
    view! { <p>{words::WEIGHTS}</p>{table(text(caption), &heads, rows.collect())} }.into_any()
}

fn operations(reader: &Reader, right: &Right, looks: &Looks<'_>) -> AnyView {
    let catalogue = &reader.catalogue;
    let tests = right
        .conditions
        .iter()
        .enumerate()
        .map(|(at, condition)| {
            let pieces = catalogue.told_condition(&right.id, at, reader.today);
            let how = if condition.appraisal.is_some() {
                "Non calculée\u{a0}: à apprécier.".to_owned()
            } else if pieces.is_empty() {
                format!("Pas décrite au {}.", numbers::date(reader.today))
            } else {
                told(&pieces)
            };
            let label = catalogue.with_figures(&condition.label, reader.today);
            view! { <li><b>{label}</b><p class="right-why">{how}</p></li> }
        })
        .collect_view();
    let amount = told(&catalogue.told_amount(&right.id, reader.today));
    let amount = (!amount.is_empty()).then(|| view! { <p><b>"Montant\u{a0}: "</b>{amount}</p> });
    let example = explained(catalogue, right);
    let steps = example.map_or_else(Vec::new, |example| example.steps);
    let shown = |name: &str| {
        steps
            .iter()
            .any(|step| matches!(step.of, Named::Intermediate(_)) && step.name == name)
    };
    let values: Vec<AnyView> = looks
        .intermediates
        .iter()
        .filter(|value| !shown(&value.name))
        .map(|value| {
            view! { <li>{link(&calculation(value), capital(&value.name))}</li> }.into_any()
        })
        .collect();
    let lead = if steps.is_empty() {
        "Les valeurs que ces règles nomment, chacune avec son calcul\u{a0}:"
    } else {
        "Les valeurs que ces règles nomment, outre celles que l’exemple détaille, chacune avec son calcul\u{a0}:"
    };
    let values = (!values.is_empty()).then(|| view! { <p>{lead}</p><ul>{values}</ul> });
    view! { <p>{words::COMBINED}</p><ol>{tests}</ol>{amount}{values} }.into_any()
}

/// The explanation the example shows, whose steps are not told twice.
fn explained<'c>(catalogue: &'c Catalogue, right: &Right) -> Option<Explanation<'c>> {
    let case: &Case = catalogue.example(&right.id)?;
    explain(
        catalogue,
        right,
        &case.situation(catalogue).ok()?,
        case.date,
    )
}
