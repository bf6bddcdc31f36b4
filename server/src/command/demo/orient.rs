//! Somebody sent to another structure of the demo, followed by whoever sends, with a note. Everything is made up.

use app::notes::NewNote;
use app::orientation::{Reason, Service, Sheet, Standing, Whither};
use app::sharing::Agreed;
use chrono::Days;

use super::{Failure, story::STRUCTURES};
use crate::{clock::Clock, session::Agent, store::Store};

/// Sends the person of this agent's last bilan to the structure of another.
pub(super) async fn fill(
    store: &Store,
    agent: &Agent,
    elsewhere: &Agent,
    clock: &Clock,
) -> Result<(), Failure> {
    let (today, now) = (clock.today(), clock.now());
    let cards = store.bilans(agent).await?;
    let Some(card) = cards.first() else {
        return Ok(());
    };
    let sheet = Sheet {
        to: Service {
            whither: Whither::Structure(elsewhere.structure()),
            name: STRUCTURES[1].to_owned(),
            address: Vec::new(),
            phone: "numéro d’exemple".to_owned(),
            hours: String::new(),
            verified_on: None,
        },
        name: card.name.clone().unwrap_or_default(),
        reason: Some(Reason::Housing),
        words: "Cherche un logement plus grand (exemple)".to_owned(),
        rights: Vec::new(),
        themes: vec!["logement".to_owned()],
        sensitive: false,
        documents: Vec::new(),
        call_back: format!("{}, {}", agent.name(), agent.structure_name()),
        agreed: Agreed::Aloud,
        by: agent.name().to_owned(),
        from: agent.structure_name().to_owned(),
    };
    let first = Standing::first(today, today.checked_add_days(Days::new(14)));
    store.orient(agent, card.id, &sheet, &first, now).await?;
    store.follow(agent, card.id, true, now).await?;
    let note = NewNote {
        theme: "logement".to_owned(),
        text: "Préfère être appelée le matin (exemple)".to_owned(),
        sensitive: false,
    };
    store.add_note(agent, card.id, &note, now).await?;
    Ok(())
}
