//! The document around every page, and the table of page routes.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::pages::{
    AccountPage, CopyPage, HomePage, NotFoundPage, RecapPage, ResultsPage, ResumePage, RightPage,
    SignInPage, StepPage,
};

/// The whole HTML document. The server renders every page and every error page through it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="fr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="robots" content="noindex, nofollow"/>
                <meta name="theme-color" content="#0b5560"/>
                <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
                <link rel="stylesheet" href="/main.css"/>
                <HydrationScripts options islands=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The router. Every page waits for its data, so that it arrives whole and with the right status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=|| view! { <NotFoundPage/> }>
                <Route path=path!("/connexion") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/compte") view=AccountPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id") view=ResumePage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/recapitulatif") view=RecapPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/resultats") view=ResultsPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/droits/:right") view=RightPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/copie") view=CopyPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/:theme/:screen") view=StepPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
