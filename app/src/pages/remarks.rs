//! « Remarques sur le catalogue », for its référents: what does not work, what becomes of it, and the table to take away.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::load::{desk, instead};
use super::once::Once;
use crate::actions::SettleRemark;
use crate::components::Frame;
use crate::desk::{
    Agent, DeskError, REMARK_LENGTH, Remark, RemarkState, RemarkSubject, SharedDesk,
};
use crate::remarks::named;
use crate::routes::{CataloguePage, Page};
use crate::words::pages::REMARKS;
use crate::words::{numbers, remarks as words};

/// Every remark, those still to be treated first.
#[component]
pub fn RemarksPage() -> impl IntoView {
    let desk = desk();
    let once = Once::default();
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let (desk, once) = (desk.clone(), once.clone());
                Suspend::new(async move {
                    match once.load(|| load(desk.clone())).await {
                        Ok((desk, agent, remarks)) => draw(&desk, agent, remarks),
                        Err(error) => instead(error),
                    }
                })
            }}
        </Suspense>
    }
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
) -> Result<(SharedDesk, Agent, Vec<Remark>), DeskError> {
    let desk = desk?;
    let agent = desk.agent().ok_or(DeskError::SignedOut)?;
    let mut remarks = desk.remarks().await?;
    remarks.sort_by_key(|remark| remark.state == RemarkState::Settled);
    Ok((desk, agent, remarks))
}

fn draw(desk: &SharedDesk, agent: Agent, remarks: Vec<Remark>) -> AnyView {
    let none = remarks.is_empty();
    let lines = remarks
        .into_iter()
        .map(|remark| line(desk, remark))
        .collect_view();
    let body = view! {
        <h1>{REMARKS}</h1>
        {if none {
            view! {
                <div class="empty">
                    <p class="empty-title">"Aucune remarque."</p>
                    <p>"Elles arrivent ici quand un agent signale ce qui ne va pas, sous une question ou un droit."</p>
                </div>
            }.into_any()
        } else {
            view! {
                <div class="actions"><a class="quiet" href=Page::RemarksTable.path() download>"Télécharger le tableau"</a></div>
                <ul class="bilans">{lines}</ul>
            }.into_any()
        }}
    };
    view! { <Frame title=REMARKS agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

fn line(desk: &SharedDesk, remark: Remark) -> AnyView {
    let name = named(desk.as_ref(), &remark.subject)
        .unwrap_or_else(|| format!("{} (retiré du catalogue)", remark.subject.id()));
    let name = match &remark.subject {
        RemarkSubject::Right(id) => {
            view! { <a href=CataloguePage::Right(id.clone()).path()>{name}</a> }.into_any()
        }
        RemarkSubject::Question(_) => name.into_any(),
    };
    let day = numbers::date(desk.paris(remark.at).date());
    let states = RemarkState::ALL
        .into_iter()
        .map(|state| {
            let on = state == remark.state;
            view! { <option value=state.word() selected=on>{words::state(state)}</option> }
        })
        .collect_view();
    let (state, answer) = (
        format!("etat-{}", remark.id),
        format!("reponse-{}", remark.id),
    );
    view! {
        <li class="bilan">
            <div>
                <p class="bilan-name">{name}</p>
                <p><span class="tag tag-check">{words::state(remark.state)}</span>" "{words::reason(remark.reason)}</p>
                {(!remark.words.is_empty()).then(|| view! { <p>{remark.words.clone()}</p> })}
                <p class="hint">{format!("{}, le {day}, catalogue {}", remark.structure, remark.catalogue)}</p>
                <form class="stack" action=SettleRemark::PATH method="post">
                    <input type="hidden" name="id" value=remark.id.to_string()/>
                    <div class="field">
                        <label for=state.clone()>"État"</label>
                        <select id=state name="state">{states}</select>
                    </div>
                    <div class="field">
                        <label for=answer.clone()>"Réponse"</label>
                        <input id=answer name="answer" type="text" value=remark.answer maxlength=REMARK_LENGTH.to_string()/>
                    </div>
                    <button class="quiet" type="submit">"Enregistrer"</button>
                </form>
            </div>
        </li>
    }
    .into_any()
}
