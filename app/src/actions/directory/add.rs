//! A structure that no import knows.

use leptos::prelude::*;

use super::{read, typed};
use crate::actions::{desk, lead_away};
use crate::directory::Territory;
use crate::routes::{DirectoryPage, Notice, Page, go_to};

/// Adds a structure, or gives the form back with what was typed.
#[server(prefix = "/agir", endpoint = "annuaire/ajouter")]
#[allow(
    clippy::too_many_arguments,
    reason = "one argument for each field of the form"
)]
pub async fn add_place(
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
    #[server(default)] territoire: String,
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
        let territory = Some(territoire);
        go_to(&Page::Directory(DirectoryPage::Add { typed, territory }));
        return Ok(());
    };
    let territory = match territoire.as_str() {
        "commune" => Territory::Commune,
        "departement" => Territory::Departement,
        _ => Territory::Unknown,
    };
    match desk.add_place(&written, territory).await {
        Ok(id) => go_to(&Page::Directory(DirectoryPage::Sheet {
            id,
            notice: Some(Notice::PlaceSaved),
        })),
        Err(error) => lead_away(error),
    }
    Ok(())
}
