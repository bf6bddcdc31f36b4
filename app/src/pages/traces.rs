//! « Journal d’un dossier »: who read, changed or handed out what. The reference is posted, never in an address.

use leptos::prelude::*;

use super::load::{desk, instead};
use crate::components::Frame;
use crate::desk::DeskError;
use crate::routes::Page;
use crate::support::history;
use crate::traces::Trace;
use crate::words::numbers;
use crate::words::traces::TRACES;

/// What was asked, and what is answered.
#[derive(Clone)]
pub struct Traced {
    /// The reference, as it was typed.
    pub reference: String,
    /// The lines; or why there are none.
    pub found: Result<Vec<Trace>, &'static str>,
}

/// For whoever looks after the structure.
#[component]
pub fn TracesPage() -> impl IntoView {
    let office = desk().and_then(|desk| {
        let agent = desk.agent().ok_or(DeskError::SignedOut)?;
        Ok((desk, agent))
    });
    let (desk, agent) = match office {
        Ok(office) => office,
        Err(error) => return instead(error),
    };
    let traced = use_context::<Traced>();
    let reference = traced
        .as_ref()
        .map(|traced| traced.reference.clone())
        .unwrap_or_default();
    let told = traced.map(|traced| match traced.found {
        Err(problem) => {
            view! { <p class="notice notice-bad" role="alert">{problem}</p> }.into_any()
        }
        Ok(lines) => {
            let lines = lines
                .into_iter()
                .map(|line| {
                    let at = desk.paris(line.at);
                    let when = format!("{} à {}", numbers::date(at.date()), numbers::time(at));
                    let who = line.agent.unwrap_or_else(|| "Le serveur".to_owned());
                    view! {
                        <tr>
                            <th scope="row">{when}</th>
                            <td data-head="Quoi">{history::what(line.event)}</td>
                            <td data-head="Qui">{who}</td>
                            <td data-head="Structure">{line.structure}</td>
                        </tr>
                    }
                })
                .collect_view();
            view! {
                <section aria-labelledby="lignes">
                    <h2 id="lignes">{format!("Bilan {}", traced.reference)}</h2>
                    <div class="wide" role="region" aria-labelledby="lignes" tabindex="0">
                        <table class="grid table">
                            <thead>
                                <tr><th scope="col">"Quand"</th><th scope="col">"Quoi"</th><th scope="col">"Qui"</th><th scope="col">"Structure"</th></tr>
                            </thead>
                            <tbody>{lines}</tbody>
                        </table>
                    </div>
                </section>
            }
            .into_any()
        }
    });
    let body = view! {
        <h1>{TRACES}</h1>
        <p class="lead">"Qui a lu, écrit ou remis quoi. Ce que la personne a répondu n’y est pas."</p>
        <div class="stack">
        <form class="card stack" action=Page::Traces.path() method="post" autocomplete="off">
            <div class="field">
                <label for="reference">"Code du bilan"</label>
                <p class="hint" id="reference-aide">"Il est sur le papier de la personne. Votre consultation est elle-même notée au journal."</p>
                <input id="reference" name="reference" type="text" required maxlength="20" value=reference aria-describedby="reference-aide"/>
            </div>
            <button class="primary" type="submit">"Voir le journal"</button>
        </form>
        {told}
        </div>
    }
    .into_any();
    view! { <Frame title=TRACES agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}
