//! A new bilan.

use leptos::prelude::*;

use crate::actions::{desk, lead_away};
use crate::desk::{Identity, Opening};
use crate::interview::journey;
use crate::routes::{Page, go_to};

/// Opens a bilan and goes to its first screen. A name is never required; `rsa` is « oui » when it comes with an RSA application;
/// `way` is « reperage » when the interview begins with its first sweep.
#[server(prefix = "/agir", endpoint = "bilan/ouvrir")]
pub async fn open_bilan(
    #[server(default)] rsa: String,
    #[server(default)] first_name: String,
    #[server(default)] last_name: String,
    #[server(default)] way: String,
) -> Result<(), ServerFnError> {
    let person = Identity {
        first_name: first_name.trim().to_owned(),
        last_name: last_name.trim().to_owned(),
    };
    let person = (!person.full().is_empty()).then_some(person);
    let opened = match desk() {
        Ok(desk) => {
            desk.open_bilan(Opening {
                with_rsa: rsa == "oui",
                person,
            })
            .await
        }
        Err(error) => Err(error),
    };
    match opened {
        Ok(id) if way == journey::SWEEP => {
            if let Ok(desk) = desk() {
                go_to(&journey::sweep_start(&desk.catalogue(), id));
            }
        }
        Ok(id) => go_to(&Page::Resume(id)),
        Err(error) => lead_away(error),
    }
    Ok(())
}
