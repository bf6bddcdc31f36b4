//! « Mon compte »: the password, and the identity provider where there is one.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::accounts::WaysIn;
use crate::actions::ChangePassword;
use crate::words::accounts::{NO_PASSWORD, ONLY_WAY_IN};

/// The form that changes the password; a sentence for whoever has none.
pub fn password(has: bool) -> AnyView {
    if !has {
        return view! { <p class="notice">{NO_PASSWORD}</p> }.into_any();
    }
    view! {
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
    }
    .into_any()
}

/// The form that links the account, or links it no longer; a sentence in its place for whoever comes in that way alone.
pub fn provider(name: String, ways: WaysIn) -> AnyView {
    let (act, button, class) = if ways.linked {
        ("delier", "Ne plus relier".to_owned(), "quiet")
    } else {
        ("relier", format!("Relier mon compte à {name}"), "primary")
    };
    let told = if ways.linked {
        format!("Votre compte est relié à {name}\u{a0}: vous pouvez entrer sans mot de passe.")
    } else {
        format!("Une fois votre compte relié à {name}, vous pouvez entrer sans mot de passe.")
    };
    if ways.linked && !ways.password {
        return view! {
            <section class="card stack" aria-labelledby="relier">
                <h2 id="relier">{name}</h2>
                <p class="hint">{told}</p>
                <p>{ONLY_WAY_IN}</p>
            </section>
        }
        .into_any();
    }
    let asked = ways.password.then(|| {
        view! {
            <div class="field">
                <label for="relier-passe">"Mot de passe"</label>
                <input id="relier-passe" name="password" type="password" autocomplete="current-password" required maxlength="1000"/>
            </div>
        }
    });
    view! {
        <form class="card stack" action="/compte/fournisseur" method="post">
            <h2>{name}</h2>
            <p class="hint">{told}</p>
            {asked}
            <button class=class type="submit" name="act" value=act>{button}</button>
        </form>
    }
    .into_any()
}
