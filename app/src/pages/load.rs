//! What every page does first: find the desk, read the address, and answer with an error page when it can not go on.

use leptos::prelude::*;
use leptos::server_fn::axum_export::http::request::Parts;
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use super::error::{ErrorKind, ErrorPage};
use super::once::Once;
use crate::desk::{Agent, Bilan, DeskError, SharedDesk};
use crate::routes::{Notice, Page, go_to};
use crate::words::training as words;

/// The desk, the agent and the bilan of an address `/bilans/{id}/…`.
pub struct Office {
    /// The desk of this request.
    pub desk: SharedDesk,
    /// Who is signed in.
    pub agent: Agent,
    /// The bilan of the address.
    pub bilan: Bilan,
}

/// The desk of this request.
pub fn desk() -> Result<SharedDesk, DeskError> {
    use_context::<SharedDesk>().ok_or(DeskError::Unavailable)
}

/// One part of the address, as the route names it.
pub fn part(name: &str) -> String {
    use_params_map()
        .with_untracked(|params| params.get(name))
        .unwrap_or_default()
}

/// One word of the query.
pub fn query(name: &str) -> Option<String> {
    use_query_map().with_untracked(|query| query.get(name))
}

/// The notice of the address, if it carries one.
pub fn notice() -> Option<Notice> {
    query("etat").and_then(|word| Notice::parse(&word))
}

/// Whether this browser keeps a way of showing the screens (« discret », « dense »).
pub fn prefers(way: &str) -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        parts
            .headers
            .get_all("cookie")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .any(|pair| pair.trim().strip_suffix("=oui") == Some(way))
    })
}

/// The identifier in the address.
pub fn bilan_id() -> Result<Uuid, DeskError> {
    Uuid::try_parse(&part("id")).map_err(|_| DeskError::NotFound)
}

/// Loads the bilan of the address. Call it at the start of a page's asynchronous part.
pub async fn office(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<Office, DeskError> {
    let desk = desk?;
    let agent = desk.agent().ok_or(DeskError::SignedOut)?;
    let bilan = desk.bilan(id?).await?.ok_or(DeskError::NotFound)?;
    Ok(Office { desk, agent, bilan })
}

/// A page about one bilan: drawn once the bilan of the address is loaded.
pub fn about_bilan(
    draw: impl Fn(Office) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView {
    about(office, move |office: Office| {
        let training = office.bilan.training.is_some();
        marked(training, draw(office))
    })
}

/// The mark of a training bilan, above every page of it, on screen and on paper.
pub fn marked(training: bool, page: AnyView) -> AnyView {
    if !training {
        return page;
    }
    view! {
        <aside class="training" aria-label=words::TRAINING>{words::MARK}</aside>
        {page}
    }
    .into_any()
}

/// The same, with more than the bilan to load.
pub fn about<T, L>(
    load: impl Fn(Result<SharedDesk, DeskError>, Result<Uuid, DeskError>) -> L
    + Copy
    + Send
    + Sync
    + 'static,
    draw: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: 'static,
    L: Future<Output = Result<T, DeskError>> + Send + 'static,
{
    let (desk, id) = (desk(), bilan_id());
    let once = Once::default();
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let (desk, draw, once) = (desk.clone(), draw.clone(), once.clone());
                Suspend::new(async move {
                    match once.load(|| load(desk.clone(), id)).await {
                        Ok(loaded) => draw(loaded),
                        Err(error) => instead(error),
                    }
                })
            }}
        </Suspense>
    }
}

/// A page for whoever is signed in: drawn once what it shows is loaded.
pub fn page<T, L>(
    load: impl Fn(SharedDesk) -> L + Clone + Send + Sync + 'static,
    draw: impl Fn(&SharedDesk, Agent, T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    L: Future<Output = Result<T, DeskError>> + Send + 'static,
{
    let desk = desk();
    let once = Once::default();
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let (desk, load, draw) = (desk.clone(), load.clone(), draw.clone());
                let once = once.clone();
                Suspend::new(async move {
                    let begin = || {
                        let (desk, load) = (desk.clone(), load.clone());
                        async move {
                            let desk = desk?;
                            let agent = desk.agent().ok_or(DeskError::SignedOut)?;
                            let loaded = load(desk.clone()).await?;
                            Ok((desk, agent, loaded))
                        }
                    };
                    match once.load(begin).await {
                        Ok((desk, agent, loaded)) => draw(&desk, agent, loaded),
                        Err(error) => instead(error),
                    }
                })
            }}
        </Suspense>
    }
}

/// What a page shows instead of itself.
pub fn instead(error: DeskError) -> AnyView {
    match error {
        DeskError::SignedOut => {
            go_to(&Page::SignIn {
                notice: Some(Notice::Expired),
                next: None,
            });
            ().into_any()
        }
        DeskError::NotFound => view! { <ErrorPage kind=ErrorKind::NotFound/> }.into_any(),
        DeskError::WrongCredentials
        | DeskError::WrongCode
        | DeskError::TooManyTries
        | DeskError::WeakPassword
        | DeskError::CommonPassword
        | DeskError::Closed
        | DeskError::StillOpen
        | DeskError::NoPaper
        | DeskError::NoAgreement
        | DeskError::Nowhere => view! { <ErrorPage kind=ErrorKind::Failed/> }.into_any(),
        DeskError::Unavailable => view! { <ErrorPage kind=ErrorKind::Unavailable/> }.into_any(),
    }
}
