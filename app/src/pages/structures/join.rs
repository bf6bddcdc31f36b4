//! Where an invitation is used: by somebody new, who chooses how to sign in, or by an agent of another structure.

use leptos::prelude::*;

use crate::components::{Foot, Mark, Title};
use crate::pages::load::desk;
use crate::routes::{Page, StructuresPage as Place};
use crate::structures::{Joining, NAME_LENGTH};
use crate::words::pages::PRODUCT;
use crate::words::structures::JOIN;

/// What was typed and could not be used, with why; the password is never given back.
#[derive(Clone)]
pub struct Refused {
    /// What was typed.
    pub typed: Joining,
    /// The sentence.
    pub problem: &'static str,
}

/// One form, nothing else to look at.
#[component]
pub fn JoinPage() -> impl IntoView {
    let refused = use_context::<Refused>();
    let (code, login, name, known) = refused.as_ref().map_or_else(Default::default, |refused| {
        let typed = refused.typed.clone();
        (typed.code, typed.login, typed.name, typed.known)
    });
    let elsewhere = desk().ok().and_then(|desk| desk.provider()).map(|provider| {
        view! {
            <p class="hint">{format!("Vous pouvez aussi vous passer de mot de passe\u{a0}: vous entrerez toujours avec {provider}.")}</p>
            <button class="quiet" type="submit" name="with" value="fournisseur" formnovalidate>{format!("Rejoindre avec {provider}")}</button>
        }
    });
    let problem = refused.map(|refused| {
        view! { <p class="notice notice-bad" role="alert">{refused.problem}</p> }
    });
    view! {
        <Title text=format!("{JOIN}\u{a0}– {PRODUCT}")/>
        <main id="contenu" class="door">
            <div class="door-brand">
                <Mark/>
                <p class="door-name">{PRODUCT}</p>
            </div>
            <form class="card stack" action=Page::Structures(Place::Join).path() method="post">
                <h1>{JOIN}</h1>
                {problem}
                <div class="field">
                    <label for="code">"Code de l’invitation"</label>
                    <p class="hint" id="code-aide">"Trois groupes de quatre signes. Les tirets et les majuscules ne comptent pas."</p>
                    <input id="code" name="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" required maxlength="40" value=code aria-describedby="code-aide"/>
                </div>
                <div class="choices choices-tall">
                    <label>
                        <input type="checkbox" name="known" value="oui" checked=known/>
                        <span>"J’ai déjà un compte dans une autre structure"<span class="hint">"\u{a0}: donnez votre identifiant et votre mot de passe habituels."</span></span>
                    </label>
                </div>
                <div class="field">
                    <label for="nom-affiche">"Votre prénom et votre nom"</label>
                    <p class="hint" id="nom-affiche-aide">"Tels que vos collègues les liront. Inutile si vous avez déjà un compte."</p>
                    <input id="nom-affiche" name="name" type="text" autocomplete="name" maxlength=NAME_LENGTH.to_string() value=name aria-describedby="nom-affiche-aide"/>
                </div>
                <div class="field">
                    <label for="identifiant">"Identifiant"</label>
                    <input id="identifiant" name="login" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="200" value=login/>
                </div>
                <div class="field">
                    <label for="mot-de-passe">"Mot de passe"</label>
                    <p class="hint" id="mot-de-passe-aide">"Au moins 12 caractères. Une phrase que vous seul connaissez convient très bien."</p>
                    <input id="mot-de-passe" name="password" type="password" autocomplete="new-password" required minlength="12" maxlength="1000" aria-describedby="mot-de-passe-aide"/>
                </div>
                <button class="primary" type="submit">"Rejoindre la structure"</button>
                {elsewhere}
            </form>
            <p class="door-brand"><a href=Page::SignIn { notice: None, next: None }.path()>"Revenir à la connexion"</a></p>
        </main>
        <Foot/>
    }
}
