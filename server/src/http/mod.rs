//! HTTP: which address leads where, and what every request goes through on its way.
//!
//! A request meets, from the outside in: the log ([`trace`]), the headers ([`headers`]), compression of whole pages ([`whole`]), the refusal of forms
//! from other sites, the limit on bodies, the door ([`guard`]), the form it must be ([`forms`]), then a page of `app` or one of the
//! handlers below.
//!
//! To add a page: in `app`. To add a handler: a file here, its line in [`HAND_WRITTEN`] and in [`router`], its line in
//! [`crate::access`].

mod again;
mod assets;
mod by_name;
mod calendar;
mod context;
mod copy_pdf;
mod erasure;
mod errors;
mod figures;
mod follow_up;
mod forms;
mod give_back;
mod guard;
mod headers;
mod health;
mod join;
mod metrics;
mod offers;
mod orientation;
mod paper;
mod person_data;
mod protection;
mod provider;
mod remark;
mod sharing;
mod step;
mod support_pdf;
mod trace;
mod traces;
mod whole;

use std::{any::Any, sync::Arc};

use app::accessibility::Operator;
use axum::{
    Router,
    extract::FromRef,
    http::{Method, StatusCode},
    middleware,
    response::Response,
    routing::{get, post},
};
use leptos::{config::LeptosOptions, server_fn::axum::server_fn_paths};
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    limit::RequestBodyLimitLayer,
};

use crate::{
    access::{self, ACCESS, Disagreement},
    catalogue::shelf::Shelf,
    clock::Clock,
    directory::keeper::Keeper,
    provider::Provider,
    session::cookie::Cookie,
    store::Store,
};

pub use assets::islands_present;

/// Bytes a request may carry: forty children with notes fit a hundred times.
pub const BODY_LIMIT: usize = 256 * 1024;

/// What every request needs: the store, the catalogue, the clock, and how this server is reached.
#[derive(Clone)]
pub struct Office {
    pub(crate) store: Store,
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) clock: Clock,
    pub(crate) cookie: Cookie,
    pub(crate) directory: Arc<Keeper>,
    /// Requests come through a proxy of ours, whose word on the client's address is taken.
    pub(crate) behind_proxy: bool,
    /// Where agents may sign in elsewhere, if they may.
    pub(crate) provider: Option<Arc<Provider>>,
    /// Who runs this server.
    pub(crate) operator: Arc<Operator>,
    metrics: Arc<metrics::Metrics>,
    leptos: LeptosOptions,
}

impl Office {
    /// Opens the office. `behind_proxy` says whether `X-Forwarded-For` is believed.
    pub fn new(
        store: Store,
        shelf: Arc<Shelf>,
        clock: Clock,
        cookie: Cookie,
        behind_proxy: bool,
    ) -> Self {
        let leptos = LeptosOptions::builder()
            .output_name("bilan")
            .site_pkg_dir("pkg")
            .build();
        Self {
            store,
            shelf,
            clock,
            cookie,
            directory: Arc::default(),
            behind_proxy,
            provider: None,
            operator: Arc::default(),
            metrics: Arc::default(),
            leptos,
        }
    }

    /// The same office, where agents may also sign in through this identity provider.
    #[must_use]
    pub fn with_provider(mut self, provider: Provider) -> Self {
        self.provider = Some(Arc::new(provider));
        self
    }

    /// The same office, run by this organisation.
    #[must_use]
    pub fn run_by(mut self, operator: Operator) -> Self {
        self.operator = Arc::new(operator);
        self
    }
}

impl FromRef<Office> for LeptosOptions {
    fn from_ref(office: &Office) -> Self {
        office.leptos.clone()
    }
}

/// Routes that are neither pages nor server functions.
const HAND_WRITTEN: [(Method, &str); 34] = [
    (Method::GET, "/sante"),
    (Method::GET, "/main.css"),
    (Method::GET, "/favicon.svg"),
    (Method::GET, "/pkg/{file}"),
    (Method::POST, "/"),
    (Method::POST, "/bilans/{id}/{theme}/{screen}"),
    (Method::GET, "/bilans/{id}/copie.pdf"),
    (Method::GET, "/bilans/{id}/support.pdf"),
    (Method::GET, "/bilans/{id}/donnees.json"),
    (Method::GET, "/agenda/calendrier/{secret}"),
    (Method::POST, "/agir/agenda/calendrier"),
    (Method::POST, "/invitation"),
    (Method::POST, "/compte/protection"),
    (Method::POST, "/connexion/fournisseur"),
    (Method::GET, "/connexion/retour"),
    (Method::GET, "/connexion/sortie"),
    (Method::POST, "/compte/fournisseur"),
    (Method::POST, "/bilans/{id}/partage"),
    (Method::POST, "/partages/chercher"),
    (Method::POST, "/urgence"),
    (Method::POST, "/bilans/{id}/effacer"),
    (Method::POST, "/effacements"),
    (Method::POST, "/journal"),
    (Method::POST, "/bilans/{id}/suivi/{right}"),
    (Method::POST, "/bilans/{id}/mandats"),
    (Method::POST, "/bilans/{id}/notes"),
    (Method::POST, "/bilans/{id}/orientations"),
    (Method::POST, "/bilans/{id}/orientations/{orientation}"),
    (Method::POST, "/orientations/{orientation}"),
    (Method::POST, "/suivi/personnes-ressources"),
    (Method::POST, "/remarques/{kind}/{subject}"),
    (Method::GET, "/remarques.csv"),
    (Method::POST, "/a-proposer"),
    (Method::GET, "/chiffres.csv"),
];

/// How hard the rest is compressed.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(whole::QUALITY);

/// The page where the measures of an office are read, for an address of its own.
pub fn measures(office: &Office) -> Router {
    metrics::router(office.metrics.clone(), office.store.clone())
}

/// Every route, behind the access table. Fails when the two disagree: then the server must not start.
pub fn router(office: Office) -> Result<Router, Disagreement> {
    let pages = generate_route_list(app::App);
    let all = pages
        .iter()
        .flat_map(|page| {
            page.methods()
                .map(|method| (method_of(method), page.path().to_owned()))
        })
        .chain(server_fn_paths().map(|(path, method)| (method, path.to_owned())))
        .chain(HAND_WRITTEN.map(|(method, path)| (method, path.to_owned())));
    access::check(ACCESS, all)?;

    let options = office.leptos.clone();
    let for_pages = office.clone();
    Ok(Router::new()
        .route("/sante", get(health::serve))
        .route("/main.css", get(assets::serve))
        .route("/favicon.svg", get(assets::serve))
        .route("/pkg/{file}", get(assets::serve))
        .route("/", post(by_name::find))
        .route("/bilans/{id}/{theme}/{screen}", post(step::receive))
        .route("/bilans/{id}/copie.pdf", get(copy_pdf::serve))
        .route("/bilans/{id}/support.pdf", get(support_pdf::serve))
        .route("/bilans/{id}/donnees.json", get(person_data::serve))
        .route("/agenda/calendrier/{secret}", get(calendar::serve))
        .route("/agir/agenda/calendrier", post(calendar::renew))
        .route("/invitation", post(join::receive))
        .route("/compte/protection", post(protection::receive))
        .route("/connexion/fournisseur", post(provider::leave))
        .route("/connexion/retour", get(provider::back))
        .route("/connexion/sortie", get(provider::out))
        .route("/compte/fournisseur", post(provider::link))
        .route("/bilans/{id}/partage", post(sharing::share))
        .route("/partages/chercher", post(sharing::seek))
        .route("/urgence", post(sharing::emergency))
        .route("/bilans/{id}/effacer", post(erasure::ask))
        .route("/effacements", post(erasure::decide))
        .route("/journal", post(traces::show))
        .route("/bilans/{id}/suivi/{right}", post(follow_up::move_on))
        .route("/bilans/{id}/mandats", post(follow_up::add_mandate))
        .route("/bilans/{id}/notes", post(follow_up::write_note))
        .route("/bilans/{id}/orientations", post(orientation::send))
        .route(
            "/bilans/{id}/orientations/{orientation}",
            post(orientation::move_sent),
        )
        .route(
            "/orientations/{orientation}",
            post(orientation::move_received),
        )
        .route("/suivi/personnes-ressources", post(follow_up::add_contact))
        .route("/remarques/{kind}/{subject}", post(remark::receive))
        .route("/remarques.csv", get(remark::csv))
        .route("/a-proposer", post(offers::receive))
        .route("/chiffres.csv", get(figures::serve))
        .leptos_routes_with_context(
            &office,
            pages,
            move || context::provide(&for_pages),
            move || app::shell(options.clone()),
        )
        .fallback(|| async { errors::page(StatusCode::NOT_FOUND) })
        .layer(middleware::from_fn(forms::check))
        .layer(middleware::from_fn_with_state(office.clone(), guard::guard))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(broken))
        .layer(middleware::from_fn(whole::gather))
        .layer(CompressionLayer::new().quality(COMPRESSION))
        .layer(middleware::from_fn_with_state(office.clone(), headers::add))
        .layer(middleware::from_fn_with_state(
            office.clone(),
            trace::request,
        ))
        .with_state(office))
}

fn method_of(method: leptos_router::Method) -> Method {
    match method {
        leptos_router::Method::Get => Method::GET,
        leptos_router::Method::Post => Method::POST,
        leptos_router::Method::Put => Method::PUT,
        leptos_router::Method::Delete => Method::DELETE,
        leptos_router::Method::Patch => Method::PATCH,
    }
}

/// A bug of ours. The person reads a page; the log says that it happened and nothing of what was being handled, since the
/// message of a panic may quote it.
fn broken(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    errors::page(StatusCode::INTERNAL_SERVER_ERROR)
}
