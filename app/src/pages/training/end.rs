//! The end of a training interview: what there was to find, and the questions that lead there.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::actions::FinishTraining;
use crate::components::Frame;
use crate::desk::DeskError;
use crate::interview::Reading;
use crate::pages::load::{Office, about_bilan, instead};
use crate::routes::Page;
use crate::training::outcome::{Expected, Lead, expected};
use crate::training::{case, role};
use crate::words::{numbers, training as words};

/// What a training interview found of what there was to find.
#[component]
pub fn TrainingEndPage() -> impl IntoView {
    about_bilan(|office| draw(&office))
}

fn draw(office: &Office) -> AnyView {
    let catalogue = office.desk.catalogue();
    let played = office.bilan.training.as_deref().and_then(role);
    let Some((role, case)) = played.and_then(|role| Some((role, case(&catalogue, role)?))) else {
        return instead(DeskError::NotFound);
    };
    let id = office.bilan.id;
    let reading = Reading::new(&catalogue, &office.bilan);
    let (found, missed): (Vec<Expected>, Vec<Expected>) = expected(&reading, case)
        .into_iter()
        .partition(|expected| expected.found);
    let all = found.len() + missed.len();
    let body = view! {
        <p class="crumbs"><a href=Page::Resume(id).path()>"Revenir à l’entretien"</a></p>
        <h1>{words::END}</h1>
        <p class="lead">{format!("{}\u{a0}: {} sur {all}. {}", role.name, numbers::count(found.len(), "droit trouvé", "droits trouvés"), words::NO_MARK)}</p>
        {(!missed.is_empty()).then(|| view! {
            <section>
                <h2>{words::MISSED}</h2>
                <ul class="rights rights-wide">{missed.into_iter().map(|right| line(right, id)).collect_view()}</ul>
            </section>
        })}
        {(!found.is_empty()).then(|| view! {
            <section>
                <h2>{words::FOUND}</h2>
                <ul class="rights rights-wide">{found.into_iter().map(|right| line(right, id)).collect_view()}</ul>
            </section>
        })}
        <form class="notice notice-row" action=FinishTraining::PATH method="post">
            <p>{words::ERASES}</p>
            <input type="hidden" name="id" value=id.to_string()/>
            <button class="primary" type="submit">{words::FINISH}</button>
        </form>
    };
    view! { <Frame title=words::END agent=Some(office.agent.clone())>{body.into_any()}</Frame> }
        .into_any()
}

fn line(expected: Expected, bilan: uuid::Uuid) -> impl IntoView {
    let why = Page::Right {
        id: bilan,
        right: expected.right,
    };
    let leads = expected.questions.into_iter().map(|lead| {
        let href = address(bilan, &lead);
        view! { <li><a href=href>{lead.text}</a></li> }
    });
    let leads = leads.collect_view();
    view! {
        <li class="right">
            <p class="right-head"><a class="right-name" href=why.path()>{expected.name}</a></p>
            <ul class="right-why">{leads}</ul>
        </li>
    }
}

/// The question’s own place on its screen, shown even where nothing seemed to depend on it.
fn address(bilan: uuid::Uuid, lead: &Lead) -> String {
    let mut page = Page::step(bilan, &lead.theme, &lead.screen);
    if let Page::Step(step) = &mut page {
        step.view.all = true;
        step.view.field = Some(format!("q-{}", lead.question));
    }
    page.path()
}
