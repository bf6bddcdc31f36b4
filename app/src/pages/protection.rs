//! « Protéger le compte »: the second factor is set up, its recovery codes renewed, or it is taken away.
//!
//! One address receives its four forms (`server/src/http/protection.rs`), because recovery codes are only ever in an answer.

use leptos::prelude::*;

use super::load::page;
use crate::accounts::{Protection, SetUp};
use crate::components::Frame;
use crate::desk::{Agent, SharedDesk};
use crate::routes::{Page, SecondFactorPage};
use crate::words::accounts::{
    KEEP_CODES, NEEDED, PROTECT, REQUIRED, SECOND_FACTOR, WHY, codes_left,
};
use crate::words::pages::ACCOUNT;

/// What the form that was just sent brought.
#[derive(Clone)]
pub enum ProtectionAnswer {
    /// The recovery codes, told this once.
    Codes(Vec<String>),
    /// Why nothing was done.
    Problem(&'static str),
}

/// For the agent's own account.
#[component]
pub fn ProtectionPage() -> impl IntoView {
    let answer = use_context::<ProtectionAnswer>();
    page(
        |desk: SharedDesk| async move { desk.protection().await },
        move |_, agent, protection| draw(agent, protection, answer.clone()),
    )
}

fn draw(agent: Agent, protection: Protection, answer: Option<ProtectionAnswer>) -> AnyView {
    let (codes, problem) = match answer {
        Some(ProtectionAnswer::Codes(codes)) => (Some(codes), None),
        Some(ProtectionAnswer::Problem(problem)) => (None, Some(problem)),
        None => (None, None),
    };
    let required = (protection.required && !protection.on)
        .then(|| view! { <p class="notice" role="status">{REQUIRED}</p> });
    let problem =
        problem.map(|problem| view! { <p class="notice notice-bad" role="alert">{problem}</p> });
    let body = match (codes, protection.set_up) {
        (Some(codes), _) => told(codes),
        (None, Some(set_up)) => confirm(set_up),
        (None, None) if protection.on => keep(protection.codes_left),
        (None, None) => begin(),
    };
    view! {
        <Frame title=PROTECT agent=Some(agent) narrow=true>
            <p class="crumbs"><a href=Page::Account { notice: None }.path()>{ACCOUNT}</a></p>
            <h1>{PROTECT}</h1>
            <p class="lead">{WHY}</p>
            {required}
            {problem}
            {body}
        </Frame>
    }
    .into_any()
}

fn begin() -> AnyView {
    view! {
        <form class="card stack" action=here() method="post">
            <h2>{SECOND_FACTOR}</h2>
            <p>{NEEDED}</p>
            <button class="primary" type="submit" name="act" value="commencer">"Mettre en place"</button>
        </form>
    }
    .into_any()
}

fn confirm(set_up: SetUp) -> AnyView {
    // Four dots of margin, as readers of such squares expect.
    let side = set_up.side + 8;
    let frame = format!("-4 -4 {side} {side}");
    view! {
        <form class="card stack" action=here() method="post" autocomplete="off">
            <h2>"Relier votre téléphone"</h2>
            <p>{NEEDED}</p>
            <p>"Dans l’application, ajoutez un compte, puis filmez ce carré."</p>
            <svg viewBox=frame width="240" height="240" role="img" aria-label="Carré à filmer avec l’application" shape-rendering="crispEdges">
                <rect x="-4" y="-4" width=side height=side fill="#fff"/>
                <path d=set_up.path fill="#000"/>
            </svg>
            <p>"Vous ne pouvez pas le filmer\u{202f}? Tapez cette clé dans l’application, sans les espaces\u{a0}:"</p>
            <p class="bilan-code">{set_up.secret}</p>
            <div class="field">
                <label for="code">"Code que l’application donne"</label>
                <p class="hint" id="code-aide">"Six chiffres. Rien n’est demandé à la connexion tant que ce premier code n’est pas vérifié."</p>
                <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required maxlength="20" aria-describedby="code-aide"/>
            </div>
            <button class="primary" type="submit" name="act" value="confirmer">"Vérifier le code"</button>
        </form>
    }
    .into_any()
}

fn told(codes: Vec<String>) -> AnyView {
    let codes = codes
        .into_iter()
        .map(|code| view! { <li class="bilan-code">{code}</li> })
        .collect_view();
    view! {
        <section class="card stack" aria-labelledby="codes">
            <h2 id="codes">"Vos codes de secours"</h2>
            <p class="notice" role="status">{KEEP_CODES}</p>
            <ul>{codes}</ul>
            <a class="primary" href=Page::Home { notice: None }.path()>"Je les ai notés"</a>
        </section>
    }
    .into_any()
}

fn keep(left: usize) -> AnyView {
    view! {
        <p class="notice" role="status">"La double vérification est en place."</p>
        <form class="card stack" action=here() method="post">
            <h2>"Codes de secours"</h2>
            <p>{codes_left(left)}</p>
            <p class="hint">"Si vous en créez d’autres, ceux que vous avez ne servent plus."</p>
            {password("codes-passe")}
            <button class="primary" type="submit" name="act" value="renouveler">"Créer dix autres codes"</button>
        </form>
        <form class="card stack" action=here() method="post">
            <h2>"Retirer la double vérification"</h2>
            <p class="hint">"Pour changer de téléphone\u{a0}: retirez-la, puis mettez-la en place avec le nouveau."</p>
            {password("retirer-passe")}
            <button class="quiet" type="submit" name="act" value="retirer">"Retirer"</button>
        </form>
    }
    .into_any()
}

fn password(id: &'static str) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>"Mot de passe"</label>
            <input id=id name="password" type="password" autocomplete="current-password" required maxlength="1000"/>
        </div>
    }
}

fn here() -> String {
    Page::SecondFactor(SecondFactorPage::SetUp).path()
}
