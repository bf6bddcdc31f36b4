//! The document around every page, and the table of page routes.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use leptos::server_fn::axum_export::http::request::Parts;

use crate::pages::{
    AccessibilityPage, AccountPage, AddPlacePage, AgendaPage, AgendaSettingsPage, AloudPage,
    BenchPage, BookPage, CalculationPage, ChangesPage, CodePage, ContactsPage, CopyPage,
    CorrectPlacePage, DirectorySearchPage, EmergencyPage, ErasePage, ErasuresPage, FiguresPage,
    FollowUpPage, FollowUpsPage, GraphPage, GraphsPage, HomePage, InEmergencyPage, JoinPage,
    MandatesPage, MapPage, MethodPage, MyPage, NotFoundPage, NotesPage, OffersPage,
    OrganisationPage, OrganisationsPage, OrientationSheetPage, OrientationsListPage,
    OrientationsPage, OutcomesPage, ParameterPage, ParametersPage, ProtectionPage, PublicRightPage,
    RecapPage, ReceivedOrientationPage, ReceivedPage, RemarkPage, RemarksPage, ResultsPage,
    ResumePage, ReviewPage, RightPage, RightsPage, RolePage, SeekPage, SharesPage, SheetPage,
    SignInPage, SincePage, SituationPage, SituationsPage, StepPage, StructureSheetPage,
    StructuresPage, SupportPage, TeamPage, ThemePage, TracesPage, TrainingEndPage, TrainingPage,
};
use crate::routes::CataloguePage;

/// The whole HTML document. The server renders every page and every error page through it. Those of the public catalogue
/// load no island and may be found by search engines.
pub fn shell(options: LeptosOptions) -> AnyView {
    let public = use_context::<Parts>().is_some_and(|parts| CataloguePage::owns(parts.uri.path()));
    let office = (!public).then(|| {
        view! {
            <meta name="robots" content="noindex, nofollow"/>
            <HydrationScripts options islands=true/>
        }
    });
    view! {
        <!DOCTYPE html>
        <html lang="fr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="theme-color" content="#0b5560"/>
                <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
                <link rel="stylesheet" href="/main.css"/>
                {office}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
    .into_any()
}

/// The router. Every page waits for its data, so that it arrives whole and with the right status.
#[component]
pub fn App() -> AnyView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=|| view! { <NotFoundPage/> }>
                <Route path=path!("/connexion") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/connexion/code") view=CodePage ssr=SsrMode::Async/>
                <Route path=path!("/accessibilite") view=AccessibilityPage ssr=SsrMode::Async/>
                <Route path=path!("/plan") view=MapPage ssr=SsrMode::Async/>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/droits") view=RightsPage ssr=SsrMode::Async/>
                <Route path=path!("/droits/:right") view=PublicRightPage ssr=SsrMode::Async/>
                <Route path=path!("/themes/:theme") view=ThemePage ssr=SsrMode::Async/>
                <Route path=path!("/baremes") view=ParametersPage ssr=SsrMode::Async/>
                <Route path=path!("/baremes/:parameter") view=ParameterPage ssr=SsrMode::Async/>
                <Route path=path!("/calculs/:entity/:value") view=CalculationPage ssr=SsrMode::Async/>
                <Route path=path!("/organismes") view=OrganisationsPage ssr=SsrMode::Async/>
                <Route path=path!("/organismes/:organisation") view=OrganisationPage ssr=SsrMode::Async/>
                <Route path=path!("/situations") view=SituationsPage ssr=SsrMode::Async/>
                <Route path=path!("/situations/:fact/:answer") view=SituationPage ssr=SsrMode::Async/>
                <Route path=path!("/changements") view=ChangesPage ssr=SsrMode::Async/>
                <Route path=path!("/revision") view=ReviewPage ssr=SsrMode::Async/>
                <Route path=path!("/questions/graphe") view=GraphsPage ssr=SsrMode::Async/>
                <Route path=path!("/questions/graphe/:theme") view=GraphPage ssr=SsrMode::Async/>
                <Route path=path!("/methode") view=MethodPage ssr=SsrMode::Async/>
                <Route path=path!("/agenda") view=AgendaPage ssr=SsrMode::Async/>
                <Route path=path!("/agenda/reglages") view=AgendaSettingsPage ssr=SsrMode::Async/>
                <Route path=path!("/agenda/:room/:at") view=BookPage ssr=SsrMode::Async/>
                <Route path=path!("/annuaire") view=DirectorySearchPage ssr=SsrMode::Async/>
                <Route path=path!("/annuaire/ajouter") view=AddPlacePage ssr=SsrMode::Async/>
                <Route path=path!("/annuaire/:place") view=SheetPage ssr=SsrMode::Async/>
                <Route path=path!("/annuaire/:place/corriger") view=CorrectPlacePage ssr=SsrMode::Async/>
                <Route path=path!("/partages") view=ReceivedPage ssr=SsrMode::Async/>
                <Route path=path!("/partages/chercher") view=SeekPage ssr=SsrMode::Async/>
                <Route path=path!("/urgence") view=EmergencyPage ssr=SsrMode::Async/>
                <Route path=path!("/urgence/:id") view=InEmergencyPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/partage") view=SharesPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/effacer") view=ErasePage ssr=SsrMode::Async/>
                <Route path=path!("/effacements") view=ErasuresPage ssr=SsrMode::Async/>
                <Route path=path!("/journal") view=TracesPage ssr=SsrMode::Async/>
                <Route path=path!("/structures") view=StructuresPage ssr=SsrMode::Async/>
                <Route path=path!("/structures/:structure") view=StructureSheetPage ssr=SsrMode::Async/>
                <Route path=path!("/equipe") view=TeamPage ssr=SsrMode::Async/>
                <Route path=path!("/invitation") view=JoinPage ssr=SsrMode::Async/>
                <Route path=path!("/a-proposer") view=OffersPage ssr=SsrMode::Async/>
                <Route path=path!("/chiffres") view=FiguresPage ssr=SsrMode::Async/>
                <Route path=path!("/suivi") view=BenchPage ssr=SsrMode::Async/>
                <Route path=path!("/suivi/bilan-de-periode") view=OutcomesPage ssr=SsrMode::Async/>
                <Route path=path!("/suivi/personnes-ressources") view=ContactsPage ssr=SsrMode::Async/>
                <Route path=path!("/orientations") view=OrientationsListPage ssr=SsrMode::Async/>
                <Route path=path!("/orientations/:orientation") view=ReceivedOrientationPage ssr=SsrMode::Async/>
                <Route path=path!("/remarques") view=RemarksPage ssr=SsrMode::Async/>
                <Route path=path!("/remarques/:kind/:subject") view=RemarkPage ssr=SsrMode::Async/>
                <Route path=path!("/compte") view=AccountPage ssr=SsrMode::Async/>
                <Route path=path!("/compte/protection") view=ProtectionPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id") view=ResumePage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/recapitulatif") view=RecapPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/resultats") view=ResultsPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/droits/:right") view=RightPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/copie") view=CopyPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/depuis") view=SincePage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/a-voix-haute") view=AloudPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/support") view=SupportPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/suivi") view=FollowUpsPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/suivi/:right") view=FollowUpPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/orientations") view=OrientationsPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/orientations/:orientation") view=OrientationSheetPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/notes") view=NotesPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/mandats") view=MandatesPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/ma-page") view=MyPage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/entrainement") view=TrainingEndPage ssr=SsrMode::Async/>
                <Route path=path!("/entrainement") view=TrainingPage ssr=SsrMode::Async/>
                <Route path=path!("/entrainement/:role") view=RolePage ssr=SsrMode::Async/>
                <Route path=path!("/bilans/:id/:theme/:screen") view=StepPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
    .into_any()
}
