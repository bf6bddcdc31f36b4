//! Structures, added, corrected, closed.

use leptos::prelude::*;
use uuid::Uuid;

use super::back;
use crate::actions::{desk, lead_away};
use crate::erasure::MONTHS;
use crate::routes::{Notice, Page, StructuresPage, go_to};
use crate::structures::{Kind, NAME_LENGTH, NewStructure};

/// Adds a structure; `communes` are INSEE codes with spaces between.
#[server(prefix = "/agir", endpoint = "structure/ajouter")]
pub async fn add_structure(
    #[server(default)] name: String,
    #[server(default)] kind: String,
    #[server(default)] contact: String,
    #[server(default)] communes: String,
) -> Result<(), ServerFnError> {
    let list = |notice| go_to(&Page::Structures(StructuresPage::List(Some(notice))));
    match (desk(), read(&name, &kind, &contact, &communes)) {
        (Ok(desk), Some(new)) => match desk.add_structure(new).await {
            Ok(id) => back(Some(id), Ok(Some(Notice::Done))),
            Err(error) => lead_away(error),
        },
        (Ok(_), None) => list(Notice::Incomplete),
        (Err(error), _) => lead_away(error),
    }
    Ok(())
}

/// Corrects what is known of a structure.
#[server(prefix = "/agir", endpoint = "structure/corriger")]
pub async fn change_structure(
    id: Uuid,
    #[server(default)] name: String,
    #[server(default)] kind: String,
    #[server(default)] contact: String,
    #[server(default)] communes: String,
) -> Result<(), ServerFnError> {
    let done = match (desk(), read(&name, &kind, &contact, &communes)) {
        (Ok(desk), Some(new)) => desk
            .change_structure(id, new)
            .await
            .map(|()| Some(Notice::Done)),
        (Ok(_), None) => Ok(Some(Notice::Incomplete)),
        (Err(error), _) => Err(error),
    };
    back(Some(id), done);
    Ok(())
}

/// Whether a structure asks everybody for a second factor: « oui », or anything else.
#[server(prefix = "/agir", endpoint = "structure/protection")]
pub async fn require_protection(
    id: Uuid,
    #[server(default)] required: String,
) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.require_protection(id, required == "oui").await,
        Err(error) => Err(error),
    };
    back(Some(id), done.map(|()| Some(Notice::Done)));
    Ok(())
}

/// Sets how many months after the last contact a structure keeps what it knows of a person.
#[server(prefix = "/agir", endpoint = "structure/conservation")]
pub async fn set_retention(
    id: Uuid,
    #[server(default)] months: String,
) -> Result<(), ServerFnError> {
    let months = months.trim().parse().ok().filter(|m| MONTHS.contains(m));
    let done = match (desk(), months) {
        (Ok(desk), Some(months)) => desk
            .set_retention(id, months)
            .await
            .map(|()| Some(Notice::Done)),
        (Ok(_), None) => Ok(Some(Notice::Incomplete)),
        (Err(error), _) => Err(error),
    };
    back(Some(id), done);
    Ok(())
}

/// Closes a structure: `to` takes its files over.
#[server(prefix = "/agir", endpoint = "structure/fermer")]
pub async fn close_structure(id: Uuid, #[server(default)] to: String) -> Result<(), ServerFnError> {
    let done = match (desk(), Uuid::try_parse(&to)) {
        (Ok(desk), Ok(to)) => desk
            .close_structure(id, to)
            .await
            .map(|()| Some(Notice::Done)),
        (Ok(_), Err(_)) => Ok(Some(Notice::Incomplete)),
        (Err(error), _) => Err(error),
    };
    back(Some(id), done);
    Ok(())
}

fn read(name: &str, kind: &str, contact: &str, communes: &str) -> Option<NewStructure> {
    let cut = |text: &str, length: usize| text.trim().chars().take(length).collect::<String>();
    let name = cut(name, NAME_LENGTH);
    let communes: Vec<String> = communes
        .split([' ', ',', ';'])
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect();
    let sound = communes
        .iter()
        .all(|code| code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    (!name.is_empty() && sound).then_some(NewStructure {
        name,
        kind: Kind::parse(kind)?,
        contact: cut(contact, 200),
        communes,
    })
}
