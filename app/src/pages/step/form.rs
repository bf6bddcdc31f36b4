//! The form of a screen: its questions, what it skips, what it keeps for a moment alone, its buttons.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use rules::{Path, Question, Screen, Value};
use uuid::Uuid;

use super::fields::{Around, Tail};
use super::{before, fields, key, neighbours, side, tables};
use crate::actions::ReopenBilan;
use crate::desk::{BilanState, Desk};
use crate::interview::plan::{self, Place};
use crate::interview::questions::Drawing;
use crate::interview::receive::Echo;
use crate::interview::views::{Body, QuestionView};
use crate::interview::{Reading, journey};
use crate::pages::load::Office;
use crate::routes::{Page, Step, StepView};
use crate::words::interview as words;

/// The whole form. It works as it is; the island only sends it earlier.
pub fn form(
    office: &Office,
    reading: &Reading<'_>,
    step: &Step,
    echo: Option<&Echo>,
) -> impl IntoView + use<> {
    let drawing = Drawing {
        reading,
        echo,
        seed: (office.desk.now(), Uuid::new_v4()),
        view: &step.view,
    };
    let mut shown = Vec::new();
    let mut hidden = Vec::new();
    let mut skipped = Vec::new();
    let mut withheld = 0_usize;
    for question in plan::of_step(reading, step) {
        match plan::place_on_screen(reading, question, &step.view) {
            Place::Asked { .. } => {
                if !plan::hidden_fields(reading, question, &step.view).is_empty() {
                    skipped.push((question.text.clone(), words::PARTLY_ASKED));
                }
                shown.push(question);
            }
            Place::Skipped { why } => {
                skipped.push((question.text.clone(), why));
                hidden.push(question);
            }
            Place::Withheld => withheld += 1,
        }
    }
    let mut drawn: Vec<Drawn<'_>> = order(reading, step, &shown, &hidden)
        .into_iter()
        .map(|(hidden, asked)| Drawn {
            asked,
            hidden,
            view: drawing.question(asked),
        })
        .collect();
    let problems = problems(&drawn);
    let passed = journey::passed_over(reading, step);
    let passed: Vec<_> = passed
        .iter()
        .map(|screen| passed_over(reading, step, screen))
        .collect();
    let offers = drawn
        .iter_mut()
        .map(|drawn| (drawn.hidden, drawn.asked.folded, &mut drawn.view));
    let unchanged = before::unchanged(offers);
    let near = neighbours(reading, step);
    let closed = office.bilan.state == BilanState::Closed;
    let action = Page::Step(step.shown(|_| ())).path();
    let nothing = shown.iter().all(|question| question.folded);
    let all = Page::Step(step.shown(|view| view.all = true)).path();
    let desk = office.desk.as_ref();
    view! {
        {(!problems.is_empty()).then(|| summary(problems))}
        {warnings(reading, step)}
        <form id="etape" method="post" action=action novalidate autocomplete="off">
            <input type="hidden" name="cle" value=key().to_string()/>
            // Enter in a field continues; the first submit button of a form is the one Enter presses.
            <button class="unseen" type="submit" name="aller" value="suivant" tabindex="-1" aria-hidden="true"></button>
            <fieldset class="whole" disabled=closed>
                {questions(reading, step, drawn, desk)}
                {(nothing && withheld == 0).then(|| view! { <p class="lead">"Rien à demander ici : tout est déjà su, ou n’y changerait rien."</p> })}
                {(withheld > 0).then(|| alone(step, withheld, plan::has_partner(&reading.situation)))}
                {step.view.alone.then(|| together(step))}
                <div class="go">
                    <button class="primary" type="submit" name="aller" value="suivant">"Continuer"</button>
                    {unchanged}
                    <button class="quiet" type="submit" name="aller" value="rester">"Enregistrer et rester"</button>
                    {near.previous.map(|page| view! { <a class="back" href=page.path()>"Précédent"</a> })}
                    {near.next_theme.map(|page| view! { <a class="next-theme" href=page.path()>"Thème suivant"</a> })}
                </div>
            </fieldset>
        </form>
        {(!skipped.is_empty() || !passed.is_empty()).then(|| view! {
            <details class="skipped" id="sautees">
                <summary>{side::skipped_count(skipped.len() + passed.len())}</summary>
                <ul>
                    {passed}
                    {skipped.into_iter().map(|(text, why)| view! { <li><b>{text}</b><span>{why}</span></li> }).collect_view()}
                </ul>
                <p><a href=all>"Les poser quand même"</a></p>
            </details>
        })}
    }
}

/// One question ready to draw, with what it is in the catalogue.
struct Drawn<'a> {
    asked: &'a Question,
    hidden: bool,
    view: QuestionView,
}

/// The questions of the screen; in the dense view under the title of each screen. The folded ones stand at the foot.
fn questions(
    reading: &Reading<'_>,
    step: &Step,
    drawn: Vec<Drawn<'_>>,
    desk: &dyn Desk,
) -> impl IntoView + use<> {
    let (folded, mut open): (Vec<_>, Vec<_>) =
        drawn.into_iter().partition(|drawn| drawn.asked.folded);
    let told = folded
        .iter()
        .any(|drawn| plan::has_answer(reading, drawn.asked));
    let one = |drawn: Drawn<'_>| question(drawn.view, drawn.hidden, desk).into_any();
    let sections: Vec<AnyView> = if step.view.is_dense() {
        let screens = reading.catalogue.screens(&step.theme);
        screens
            .map(|screen| {
                let is_here = |drawn: &mut Drawn<'_>| drawn.asked.screen == screen.id;
                let here: Vec<_> = open.extract_if(.., is_here).map(one).collect();
                section(screen, here)
            })
            .collect()
    } else {
        open.into_iter().map(one).collect()
    };
    view! {
        {sections}
        {(!folded.is_empty()).then(|| view! {
            <details class="skipped folded" open=told>
                <summary>{words::FOLDED}</summary>
                {folded.into_iter().map(one).collect_view()}
            </details>
        })}
    }
}

/// One screen of the dense view.
fn section(screen: &Screen, questions: Vec<AnyView>) -> AnyView {
    let id = format!("ecran-{}", screen.id);
    let title = id.clone();
    if questions.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="dense" aria-labelledby=title>
            <h2 class="secret" id=id>{screen.title.clone()}</h2>
            {screen.intro.clone().map(|intro| view! { <p class="intro">{intro}</p> })}
            {questions}
        </section>
    }
    .into_any()
}

/// A whole screen that asks nothing here: its title leads to it, with the reason of its first question.
fn passed_over(reading: &Reading<'_>, step: &Step, screen: &Screen) -> impl IntoView + use<> {
    let asked = plan::questions(reading, &step.theme, &screen.id);
    let why = asked
        .iter()
        .find_map(|question| match plan::place(reading, question) {
            Place::Skipped { why } => Some(why),
            _ => None,
        });
    let href = Page::Step(step.shown(|view| view.all = true).on(screen)).path();
    view! { <li><a href=href>{screen.title.clone()}</a><span>{why}</span></li> }
}

/// Every question of the screen in its order, the skipped ones hidden so that an answer can bring them back at once.
fn order<'a>(
    reading: &Reading<'a>,
    step: &Step,
    shown: &[&'a Question],
    hidden: &[&'a Question],
) -> Vec<(bool, &'a Question)> {
    plan::of_step(reading, step)
        .into_iter()
        .filter_map(|question| {
            let is = |list: &[&Question]| list.iter().any(|other| other.id == question.id);
            if is(shown) {
                Some((false, question))
            } else if is(hidden) {
                Some((true, question))
            } else {
                None
            }
        })
        .collect()
}

/// One question as it would stand on a page read now, for the reply to a form that brought it rows or fields of its own.
pub fn question_html(
    reading: &Reading<'_>,
    asked: &Question,
    view: &StepView,
    desk: &dyn Desk,
) -> String {
    let drawing = Drawing {
        reading,
        echo: None,
        seed: (desk.now(), Uuid::new_v4()),
        view,
    };
    let drawn = drawing.question(asked);
    Owner::new().with(|| question(drawn, false, desk).into_view().to_html())
}

fn question(view: QuestionView, hidden: bool, desk: &dyn Desk) -> impl IntoView + use<> {
    let id = format!("q-{}", view.id);
    let help_id = format!("{id}-aide");
    let legend = format!("{id}-texte");
    let described = view.help.is_some().then(|| help_id.clone());
    let plain = Around {
        alone: view.alone,
        legend: legend.clone(),
        tail: None,
    };
    let tail = Tail {
        review: view.review,
        why: view.why,
        question: view.id.clone(),
    };
    let last = Around {
        tail: Some(tail.clone()),
        ..plain.clone()
    };
    // What ends a question of several fields stands by itself: any of them may be out of sight.
    let apart = match &view.body {
        Body::Fields(list) => list.len() > 1,
        Body::Children(children) => children.complete.is_none(),
        Body::Incomes(_) | Body::Receipts(_) => true,
    };
    view! {
        <fieldset class="question" id=id data-question=view.id hidden=hidden aria-describedby=described>
            <legend id=legend>{view.text}</legend>
            {view.help.map(|help| view! { <p class="hint" id=help_id>{help}</p> })}
            {match view.body {
                Body::Fields(list) => list
                    .into_iter()
                    .map(|field| fields::field(field, if apart { &plain } else { &last }, desk))
                    .collect_view()
                    .into_any(),
                Body::Children(children) => tables::children(*children, &last, desk).into_any(),
                Body::Incomes(grids) => grids.into_iter().map(|grid| tables::grid(grid, desk)).collect_view().into_any(),
                Body::Receipts(list) => tables::receipts(list, view.alone, desk).into_any(),
            }}
            {apart.then(|| view! { <div class="choices unsure">{fields::tail(tail)}</div> })}
        </fieldset>
    }
}

/// What can not be read, with the field it is in.
fn problems(drawn: &[Drawn<'_>]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for Drawn { view, .. } in drawn {
        let fields: Vec<&crate::interview::views::FieldView> = match &view.body {
            Body::Fields(list) | Body::Receipts(list) => list.iter().collect(),
            Body::Children(children) => children
                .rows
                .iter()
                .flat_map(|row| &row.fields)
                .chain(&children.complete)
                .collect(),
            Body::Incomes(grids) => grids
                .iter()
                .flat_map(|grid| grid.lines.iter().flat_map(|(_, cells)| cells))
                .collect(),
        };
        for field in fields {
            let label = field.label.clone().unwrap_or_else(|| view.text.clone());
            if let Some(problem) = &field.problem {
                found.push((field.path.clone(), format!("{label}\u{a0}: {problem}")));
            }
            if field.conflict.is_some() {
                found.push((
                    field.path.clone(),
                    format!("{label}\u{a0}: deux réponses différentes, choisissez."),
                ));
            }
        }
    }
    found
}

fn summary(problems: Vec<(String, String)>) -> impl IntoView {
    view! {
        <div class="summary" role="alert" id="a-corriger">
            <h2>"À regarder ensemble"</h2>
            <ul>
                {problems.into_iter().map(|(path, sentence)| view! { <li><a href=format!("#{path}")>{sentence}</a></li> }).collect_view()}
            </ul>
        </div>
    }
}

/// What is hardly possible among the answers of this screen.
fn warnings(reading: &Reading<'_>, step: &Step) -> impl IntoView + use<> {
    let here: Vec<_> = plan::of_step(reading, step)
        .into_iter()
        .flat_map(|question| plan::paths(reading, question))
        .collect();
    let mut warnings: Vec<String> = reading
        .catalogue
        .plausibility(&reading.situation, reading.date())
        .into_iter()
        .filter(|warning| warning.paths.iter().any(|path| here.contains(path)))
        .map(|warning| warning.sentence)
        .collect();
    let is_text = |path: &Path| match reading.answer(path).value() {
        Some(Value::Text(text)) => speaks_of_password(text),
        _ => false,
    };
    if here.iter().any(is_text) {
        warnings.push(words::NO_PASSWORD.to_owned());
    }
    (!warnings.is_empty()).then(|| {
        view! { <div class="warning" role="status">{warnings.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}</div> }
    })
}

/// Whether a note speaks of a password or of a code: it may hold one.
fn speaks_of_password(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "mot de passe",
        "mdp",
        "code secret",
        "code confidentiel",
        "identifiant",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// A calm note in place of what is asked only alone with the person.
fn alone(step: &Step, count: usize, couple: bool) -> impl IntoView + use<> {
    let open = |partner: bool| {
        Page::Step(step.shown(|view| {
            view.alone = true;
            view.partner = partner;
        }))
        .path()
    };
    let partner = (couple && !step.view.partner).then(|| open(true));
    let text = if count == 1 {
        "Une question attend un moment seul avec la personne. Ce moment est prévu pour tout le monde.".to_owned()
    } else {
        format!(
            "{count}\u{a0}questions attendent un moment seul avec la personne. Ce moment est prévu pour tout le monde."
        )
    };
    view! {
        <div class="alone">
            <p>{text}</p>
            <a class="quiet" href=open(false)>"Nous sommes seuls : les montrer"</a>
            {partner.map(|href| view! { <a class="quiet" href=href>"Seuls avec le conjoint"</a> })}
        </div>
    }
}

fn together(step: &Step) -> impl IntoView + use<> {
    let shut = Page::Step(step.shown(|view| {
        view.alone = false;
        view.partner = false;
    }))
    .path();
    let partner = step.view.partner.then_some(
        "Seuls avec le conjoint\u{a0}: ce qu’il dit ici ne va ni sur la copie de l’autre, ni dans un prochain bilan. ",
    );
    view! { <p class="alone alone-open">{partner}<a class="quiet" href=shut>"Quelqu’un revient : les cacher"</a></p> }
}

/// A closed bilan reads; it can be opened again.
pub fn closed(id: Uuid) -> impl IntoView {
    view! {
        <form class="notice notice-row" action=ReopenBilan::PATH method="post">
            <p>"Ce bilan est clos. On peut le relire ; pour le compléter, il faut le rouvrir."</p>
            <input type="hidden" name="id" value=id.to_string()/>
            <button class="quiet" type="submit">"Rouvrir le bilan"</button>
        </form>
    }
}
