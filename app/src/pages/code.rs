//! The second step of sign-in: the code of the telephone, or a recovery code.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::load::{notice, query};
use crate::actions::EnterCode;
use crate::components::{Foot, Mark, NoticeLine, Title};
use crate::routes::Page;
use crate::words::accounts::{CODE, LOST};
use crate::words::pages::{PRODUCT, SIGN_IN};

/// One form, nothing else to look at.
#[component]
pub fn CodePage() -> impl IntoView {
    let notice = notice();
    let next = query("suite").and_then(|address| Page::parse(&address));
    let again = Page::SignIn {
        notice: None,
        next: next.clone().map(Box::new),
    };
    view! {
        <Title text=format!("{CODE}\u{a0}– {PRODUCT}")/>
        <main id="contenu" class="door">
            <div class="door-brand">
                <Mark/>
                <p class="door-name">{PRODUCT}</p>
            </div>
            <form class="card stack" action=EnterCode::PATH method="post">
                <h1>{CODE}</h1>
                <NoticeLine notice/>
                <div class="field">
                    <label for="code">"Code de votre téléphone"</label>
                    <p class="hint" id="code-aide">"Six chiffres, que l’application change toutes les trente secondes. Vous avez cinq minutes."</p>
                    <input id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required maxlength="40" aria-describedby="code-aide" autofocus/>
                </div>
                {next.map(|next| view! { <input type="hidden" name="next" value=next.path()/> })}
                <button class="primary" type="submit">{SIGN_IN}</button>
                <p class="hint">{LOST}</p>
            </form>
            <p class="door-brand"><a href=again.path()>"Revenir au mot de passe"</a></p>
        </main>
        <Foot/>
    }
}
