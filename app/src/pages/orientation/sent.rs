//! `/bilans/{id}/orientations/{orientation}`: the sheet to hand over, what came of it, and the way to withdraw it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use super::sheet::article;
use super::step::{form, history};
use super::{orientation_id, standing};
use crate::actions::WithdrawOrientation;
use crate::components::{Frame, NoticeLine};
use crate::copy::Paper;
use crate::desk::{DeskError, SharedDesk};
use crate::orientation::step::Echo;
use crate::orientation::{Orientation, Side, Step};
use crate::pages::load::{self, Office, about, notice};
use crate::routes::{Notice, OrientationPage as Place, Page};
use crate::words::orientation::{self as words, ORIENT, SHEET};

struct Loaded {
    office: Office,
    one: Orientation,
    steps: Vec<Step>,
    /// The structure it is sent to may still read it; `None` when the service is outside.
    reads: Option<bool>,
}

/// One orientation, for whoever sends.
#[component]
pub fn OrientationSheetPage() -> impl IntoView {
    let (notice, echo) = (notice(), use_context::<Echo>());
    about(load, move |loaded| draw(loaded, notice, echo.clone()))
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<Loaded, DeskError> {
    let orientation = orientation_id();
    let office = load::office(desk, id).await?;
    let desk = &office.desk;
    let one = desk.orientation(orientation?).await?;
    let ours = |one: &Orientation| one.side == Side::Sent && one.bilan == office.bilan.id;
    let one = one.filter(ours).ok_or(DeskError::NotFound)?;
    let reads = match &one.reader {
        None => None,
        Some((id, _)) => {
            let known = desk.structures().await?;
            let reader = known.iter().find(|structure| structure.id == *id);
            Some(reader.is_some_and(|one| one.allowed.receive && one.closed_at.is_none()))
        }
    };
    let steps = desk.orientation_steps(one.id).await?;
    Ok(Loaded {
        office,
        one,
        steps,
        reads,
    })
}

fn draw(loaded: Loaded, notice: Option<Notice>, echo: Option<Echo>) -> AnyView {
    let Loaded {
        office,
        one,
        steps,
        reads,
    } = loaded;
    let (id, orientation) = (office.bilan.id, one.id);
    let place = Place::Sheet {
        id,
        orientation,
        notice: None,
    };
    let (paper, withdrawn) = (Paper::of(&office.bilan), one.is_withdrawn());
    let prints = matches!(paper, Paper::Full | Paper::Discreet) && !withdrawn;
    let handed = one
        .reader
        .as_ref()
        .filter(|(_, name)| *name != one.sheet.to.name);
    let handed = handed.map(|(_, name)| {
        format!(
            "{} a fermé\u{a0}: c’est maintenant {name} qui lit la fiche.",
            one.sheet.to.name
        )
    });
    let about = match reads {
        _ if withdrawn => None,
        None => Some(words::OUTSIDE),
        Some(false) => Some(words::NO_LONGER_READS),
        Some(true) => None,
    };
    let body = view! {
        <div class="stack">
        <div class="copy-desk">
            <p class="crumbs"><a href=Page::Orientation(Place::All(id, None)).path()>{ORIENT}</a></p>
            <NoticeLine notice/>
            {standing(&one)}
            {handed.map(|text| view! { <p class="notice">{text}</p> })}
            {about.map(|text| view! { <p class="notice">{text}</p> })}
            <p class="copy-paper">{advice(paper)}</p>
        </div>
        {article(&office.desk, &one, prints)}
        <div class="no-print stack">
            {form(&office.desk, &one, echo, Page::Orientation(place).path())}
            {(!withdrawn).then(|| view! {
                <form class="card stack" action=WithdrawOrientation::PATH method="post">
                    <p class="hint">{words::WITHDRAW_HELP}</p>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <input type="hidden" name="orientation" value=orientation.to_string()/>
                    <button class="quiet" type="submit">"La personne retire cette orientation"</button>
                </form>
            })}
        </div>
        {history(&office.desk, &steps)}
        </div>
    };
    view! { <Frame title=SHEET agent=Some(office.agent.clone())>{body.into_any()}</Frame> }
        .into_any()
}

/// What the agent must know before handing it over.
fn advice(paper: Paper) -> &'static str {
    match paper {
        Paper::Full | Paper::Discreet => {
            "Imprimez-la avec le navigateur, si la personne peut la garder sans risque."
        }
        Paper::Neutral => {
            "La personne a choisi un papier sans détail\u{a0}: cette fiche se lit ensemble, elle ne s’imprime pas."
        }
        Paper::KeptHere => {
            "Les papiers de cette personne restent ici\u{a0}: lisez la fiche ensemble, elle ne s’imprime pas."
        }
        Paper::None => {
            "La personne ne veut pas de papier. Cette fiche se lit ensemble, elle ne s’imprime pas."
        }
    }
}
