//! What an administrator knows better than the import.

use leptos::prelude::*;

use super::{read, typed};
use crate::actions::{desk, lead_away};
use crate::routes::{DirectoryPage, Notice, Page, go_to};

/// Keeps corrections, or gives the form back with what was typed.
#[server(prefix = "/agir", endpoint = "annuaire/corriger")]
#[allow(
    clippy::too_many_arguments,
    reason = "one argument for each field of the form"
)]
pub async fn correct_place(
    id: String,
    #[server(default)] nom: String,
    #[server(default)] organisme: String,
    #[server(default)] adresse: String,
    #[server(default)] complement: String,
    #[server(default)] code_postal: String,
    #[server(default)] commune: String,
    #[server(default)] telephone: String,
    #[server(default)] courriel: String,
    #[server(default)] site: String,
    #[server(default)] horaires: String,
) -> Result<(), ServerFnError> {
    let typed = typed([
        nom,
        organisme,
        adresse,
        complement,
        code_postal,
        commune,
        telephone,
        courriel,
        site,
        horaires,
    ]);
    let desk = match desk() {
        Ok(desk) => desk,
        Err(error) => {
            lead_away(error);
            return Ok(());
        }
    };
    let Some(written) = read(&desk, &typed) else {
        go_to(&Page::Directory(DirectoryPage::Correct { id, typed }));
        return Ok(());
    };
    match desk.correct_place(&id, &written).await {
        Ok(()) => go_to(&Page::Directory(DirectoryPage::Sheet {
            id,
            notice: Some(Notice::PlaceSaved),
        })),
        Err(error) => lead_away(error),
    }
    Ok(())
}
