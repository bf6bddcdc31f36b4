//! Sign-in.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::load::{desk, notice, query};
use crate::actions::OpenSession;
use crate::components::{Foot, Mark, NoticeLine, Title};
use crate::routes::{CataloguePage, Page, StructuresPage};
use crate::words::accounts::enter_with;
use crate::words::catalogue::READ_CATALOGUE;
use crate::words::pages::{PRODUCT, PROMISE, SIGN_IN};
use crate::words::structures::JOIN;

/// One form, and the way through the identity provider where there is one.
#[component]
pub fn SignInPage() -> impl IntoView {
    let notice = notice();
    let next = query("suite")
        .and_then(|address| Page::parse(&address))
        .map(|page| page.path());
    let elsewhere = desk()
        .ok()
        .and_then(|desk| desk.provider())
        .map(|provider| {
            let next = next.clone();
            view! {
                <form class="card stack" action="/connexion/fournisseur" method="post">
                    {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
                    <button class="quiet" type="submit">{enter_with(&provider)}</button>
                </form>
            }
        });
    view! {
        <Title text=format!("{SIGN_IN}\u{a0}– {PRODUCT}")/>
        <main id="contenu" class="door">
            <div class="door-brand">
                <Mark/>
                <p class="door-name">{PRODUCT}</p>
                <p class="door-promise">{PROMISE}</p>
            </div>
            <form class="card stack" action=OpenSession::PATH method="post">
                <h1>{SIGN_IN}</h1>
                <NoticeLine notice/>
                <div class="field">
                    <label for="nom">"Identifiant"</label>
                    <input id="nom" name="name" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="200" autofocus/>
                </div>
                <div class="field">
                    <label for="mot-de-passe">"Mot de passe"</label>
                    <input id="mot-de-passe" name="password" type="password" autocomplete="current-password" required maxlength="1000"/>
                </div>
                {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
                <button class="primary" type="submit">{SIGN_IN}</button>
                <p class="hint">"Mot de passe oublié\u{202f}? La personne qui gère les comptes peut vous en donner un nouveau."</p>
            </form>
            {elsewhere}
            <p class="door-brand"><a href=Page::Structures(StructuresPage::Join).path()>{JOIN}</a></p>
            <p class="door-brand"><a href=CataloguePage::Rights.path()>{READ_CATALOGUE}</a></p>
        </main>
        <Foot/>
    }
}
