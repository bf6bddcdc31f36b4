//! The agent's password.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::load::{desk, instead, notice};
use crate::actions::ChangePassword;
use crate::components::{Frame, NoticeLine};
use crate::desk::DeskError;
use crate::words::pages::ACCOUNT;

/// Who one is here, and the form that changes the password.
#[component]
pub fn AccountPage() -> impl IntoView {
    let agent = match desk().and_then(|desk| desk.agent().ok_or(DeskError::SignedOut)) {
        Ok(agent) => agent,
        Err(error) => return instead(error),
    };
    let must_change = agent.must_change_password;
    view! {
        <Frame title=ACCOUNT agent=Some(agent.clone()) narrow=true>
            <h1>{ACCOUNT}</h1>
            <p class="lead">{format!("{}\u{a0}· {}", agent.name, agent.structure)}</p>
            <NoticeLine notice=notice()/>
            {must_change.then(|| view! {
                <p class="notice">"Ce mot de passe vous a été donné\u{a0}: choisissez le vôtre avant le premier entretien."</p>
            })}
            <form class="card stack" action=ChangePassword::PATH method="post">
                <h2>"Changer de mot de passe"</h2>
                <div class="field">
                    <label for="actuel">"Mot de passe actuel"</label>
                    <input id="actuel" name="current" type="password" autocomplete="current-password" required maxlength="1000"/>
                </div>
                <div class="field">
                    <label for="nouveau">"Nouveau mot de passe"</label>
                    <p class="hint" id="nouveau-aide">"Au moins 12 caractères. Une phrase que vous seul connaissez convient très bien."</p>
                    <input id="nouveau" name="new" type="password" autocomplete="new-password" required minlength="12" maxlength="1000" aria-describedby="nouveau-aide"/>
                </div>
                <div class="field">
                    <label for="encore">"Le même, encore une fois"</label>
                    <input id="encore" name="again" type="password" autocomplete="new-password" required minlength="12" maxlength="1000"/>
                </div>
                <button class="primary" type="submit">"Changer"</button>
            </form>
        </Frame>
    }
    .into_any()
}
