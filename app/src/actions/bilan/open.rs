//! A new bilan.

use std::collections::BTreeSet;

use leptos::prelude::*;
use rules::{Answer, Path, Value};
use uuid::Uuid;

use crate::actions::{desk, lead_away};
use crate::desk::{Desk, DeskError, Giver, Identity, Opening, StepWrites, Write};
use crate::interview::{Reading, journey};
use crate::routes::{Page, go_to};

/// Opens a bilan and goes to its first screen. A name is never required; `rsa` is « oui » when it comes with an RSA application,
/// else what the person asks for, as the opening of the catalogue names it (« logement »), or « non »;
/// `way` is « reperage » when the interview begins with its first sweep.
#[server(prefix = "/agir", endpoint = "bilan/ouvrir")]
pub async fn open_bilan(
    #[server(default)] rsa: String,
    #[server(default)] first_name: String,
    #[server(default)] last_name: String,
    #[server(default)] way: String,
) -> Result<(), ServerFnError> {
    let person = Identity {
        first_name,
        last_name,
    };
    let person = (!person.full().is_empty()).then_some(person);
    match open(&rsa, person, &way).await {
        Ok(page) => go_to(&page),
        Err(error) => lead_away(error),
    }
    Ok(())
}

async fn open(rsa: &str, person: Option<Identity>, way: &str) -> Result<Page, DeskError> {
    let desk = desk()?;
    let catalogue = desk.catalogue();
    let id = desk
        .open_bilan(Opening {
            with_rsa: rsa == "oui",
            person,
            training: None,
        })
        .await?;
    keep_request(desk.as_ref(), id, rsa).await?;
    if way == journey::SWEEP {
        return Ok(journey::sweep_start(&catalogue, id));
    }
    let bilan = desk.bilan(id).await?.ok_or(DeskError::NotFound)?;
    Ok(journey::start(&Reading::new(&catalogue, &bilan)))
}

/// Keeps what the person asks for as the answer of the opening: it is not asked twice, and its theme comes first.
async fn keep_request(desk: &dyn Desk, id: Uuid, request: &str) -> Result<(), DeskError> {
    let path = Path::Household(journey::REQUESTS.into());
    let catalogue = desk.catalogue();
    let variants = catalogue
        .fact_at(&path)
        .map_or(&[][..], |fact| fact.kind.variants());
    if !variants.iter().any(|variant| variant.id == request) {
        return Ok(());
    }
    let requests = BTreeSet::from([request.to_owned()]);
    let step = StepWrites {
        key: Uuid::new_v4(),
        body_hash: [0; 32],
        writes: vec![Write {
            path,
            answer: Answer::Given(Value::Choices(requests)),
            to_review: false,
            seen: 0,
        }],
        giver: Giver::Person,
    };
    desk.save(id, step).await.map(drop)
}
