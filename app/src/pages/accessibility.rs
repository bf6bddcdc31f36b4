//! `/accessibilite`: the declaration that the law asks of every public service, with who runs this server and what was found.

use leptos::prelude::*;

use super::error::{ErrorKind, ErrorPage};
use super::load::desk;
use crate::accessibility::{FOUND, OPEN, Operator, href};
use crate::components::Frame;
use crate::words::accessibility as words;
use crate::words::numbers::count;

/// The declaration; it says nothing of who reads it.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    match desk() {
        Ok(desk) => {
            let body = declaration(&desk.operator());
            view! { <Frame title=words::DECLARATION agent=desk.agent() narrow=true>{body}</Frame> }
                .into_any()
        }
        Err(_) => view! { <ErrorPage kind=ErrorKind::Unavailable/> }.into_any(),
    }
}

fn declaration(operator: &Operator) -> AnyView {
    let who = operator.name.as_deref();
    let complete = who.is_some() && operator.contact.is_some();
    view! {
        <h1>{words::DECLARATION}</h1>
        <p class="lead">{words::promise(who.unwrap_or(words::NAMELESS))}</p>
        {(!complete).then(|| view! { <p class="notice notice-bad">{words::INCOMPLETE}</p> })}
        <p>{words::APPLIES}</p>
        <p>{words::PLANS}</p>
        <section>
            <h2>"État de conformité"</h2>
            <p>{words::stands(FOUND.state())}</p>
        </section>
        {results()}
        {not_accessible()}
        {established()}
        {contact(operator)}
        {remedy()}
    }
    .into_any()
}

fn results() -> impl IntoView {
    let apart = count(FOUND.not_applicable, "sans objet ici", "sans objet ici");
    view! {
        <section>
            <h2>"Résultats des tests"</h2>
            <p>{words::WHO}</p>
            <ul>
                <li>{format!("{}, dont {apart}", count(FOUND.all(), "critère en tout", "critères en tout"))}</li>
                <li>{count(FOUND.conforming, "critère respecté", "critères respectés")}</li>
                <li>{count(FOUND.failing, "critère non respecté", "critères non respectés")}</li>
                <li>{count(FOUND.unsettled, "critère non établi", "critères non établis")}</li>
            </ul>
            <p>{words::share(FOUND.percent())}</p>
        </section>
    }
}

fn not_accessible() -> impl IntoView {
    let open = OPEN
        .iter()
        .filter_map(|criterion| words::open(criterion).map(|sentence| (criterion, sentence)))
        .map(|(criterion, sentence)| {
            view! { <li>{format!("Critère {criterion}\u{a0}: {sentence}")}</li> }
        })
        .collect_view();
    let lead = if FOUND.failing == 0 {
        words::NONE_FAILS
    } else {
        words::THESE_FAIL
    };
    view! {
        <section>
            <h2>"Contenus non accessibles"</h2>
            <h3>"Non-conformités"</h3>
            <p>{lead}</p>
            <ul>{open}</ul>
            <h3>"Dérogations pour charge disproportionnée"</h3>
            <p>{words::NO_EXEMPTION}</p>
            <h3>"Contenus non soumis à l’obligation d’accessibilité"</h3>
            <p>{words::ALL_SUBJECT}</p>
        </section>
    }
}

fn established() -> impl IntoView {
    let list = |items: &'static [&'static str]| {
        let lines = items.iter().map(|item| view! { <li>{*item}</li> });
        view! { <ul>{lines.collect_view()}</ul> }
    };
    view! {
        <section>
            <h2>"Établissement de cette déclaration"</h2>
            <p>{words::MADE}</p>
            <h3>"Technologies"</h3>
            {list(&words::TECHNOLOGIES)}
            <h3>"Environnement de test"</h3>
            {list(&words::TRIED)}
            <h3>"Outils"</h3>
            {list(&words::TOOLS)}
            <h3>"Pages vérifiées"</h3>
            {list(&words::PAGES)}
        </section>
    }
}

fn contact(operator: &Operator) -> impl IntoView + use<> {
    let told = operator.contact.clone().map(|contact| {
        let linked = match href(&contact) {
            Some(href) => view! { <a href=href>{contact}</a> }.into_any(),
            None => contact.into_any(),
        };
        view! { <p>"Contact\u{a0}: "{linked}</p> }
    });
    let missing = operator.contact.is_none();
    let who = operator.name.as_deref();
    view! {
        <section>
            <h2>"Retour d’information et contact"</h2>
            <p>{words::tell(who.unwrap_or(words::NAMELESS_INSIDE))}</p>
            {told}
            {missing.then(|| view! { <p class="notice notice-bad">{words::INCOMPLETE}</p> })}
        </section>
    }
}

fn remedy() -> impl IntoView {
    view! {
        <section>
            <h2>"Voies de recours"</h2>
            <p>{words::REMEDY}</p>
            <ul>
                <li>"Lui écrire par "<a href=words::DEFENDER_FORM>"son formulaire"</a></li>
                <li>"Rencontrer un délégué près de chez vous\u{a0}: la liste est sur "<a href=words::DEFENDER_SITE>"son site"</a></li>
                <li>{format!("L’appeler au {}", words::DEFENDER_PHONE)}</li>
                <li>{format!("Lui envoyer un courrier, sans timbre\u{a0}: {}", words::DEFENDER_ADDRESS)}</li>
            </ul>
        </section>
    }
}
