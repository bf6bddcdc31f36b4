//! The office's day: one day room by room (`day`), the form that holds a slot (`book`), rooms and hours (`settings`).

mod book;
mod day;
mod settings;

pub use book::BookPage;
pub use day::AgendaPage;
pub use settings::AgendaSettingsPage;

use leptos::prelude::*;

use super::load::{desk, instead};
use crate::desk::{Agent, DeskError, SharedDesk};

/// A page of the agenda: drawn once what it shows is loaded.
fn page<T, L>(
    load: impl Fn(SharedDesk) -> L + Copy + Send + Sync + 'static,
    draw: impl Fn(&SharedDesk, Agent, T) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    L: Future<Output = Result<T, DeskError>> + Send + 'static,
{
    let desk = desk();
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let desk = desk.clone();
                Suspend::new(async move {
                    let loaded = async {
                        let desk = desk?;
                        let agent = desk.agent().ok_or(DeskError::SignedOut)?;
                        let loaded = load(desk.clone()).await?;
                        Ok((desk, agent, loaded))
                    };
                    match loaded.await {
                        Ok((desk, agent, loaded)) => draw(&desk, agent, loaded),
                        Err(error) => instead(error),
                    }
                })
            }}
        </Suspense>
    }
}
