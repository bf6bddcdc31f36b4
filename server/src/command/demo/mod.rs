//! `bilan demo`: fictional structures, agents and bilans, to try the product with. The answers are real ones: typed as an
//! agent types them, kept as the interview keeps them, evaluated by the rules in force. Nobody in it exists.

mod day;
mod follow;
mod orient;
mod past;
mod places;
mod story;

use app::structures::{
    Allowed, Kind, NewStructure,
    roles::{Role, Roles},
};
use app::{
    desk::{Giver, Identity, Opening, StepWrites, Write},
    interview::{situation_of, wire},
};
use chrono::Months;
use clap::Args;
use rules::{Catalogue, Path, YearMonth};
use uuid::Uuid;

use super::{
    Failure, first_start,
    options::{Database, Layers},
    say,
};
use crate::{
    clock::Clock,
    session::{self, Agent, password},
    store::{NewAgent, Reading, Store, StoreError},
};
use story::{AGENTS, BILANS, Ending, STRUCTURES, Told};

/// Arguments of `bilan demo`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    layers: Layers,
}

pub(super) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let clock = Clock::system();
    let catalogue = arguments.layers.load()?;
    let store = arguments.database.open_or_create(&clock).await?;
    let administrator = first_start::found(&store, STRUCTURES[0], &clock).await?;
    let chief = match &administrator {
        Some(password) => Some(session_of(&store, first_start::LOGIN, password, &clock).await?),
        None => None,
    };
    let people = fill(&store, &catalogue, &clock, chief.as_ref()).await?;
    if let Some(chief) = &chief {
        session::sign_out(&store, chief, clock.now()).await?;
    }
    store.close().await;

    say(format_args!(
        "{} fictional bilans were added, in {}.",
        BILANS.len(),
        STRUCTURES.join(" and ")
    ));
    say("Sign in as one of these (passwords are drawn at random and shown once):");
    for (login, password) in administrator
        .iter()
        .map(|password| (first_start::LOGIN, password))
        .chain(people.iter().map(|(login, password)| (*login, password)))
    {
        say(format_args!("  {login:16} {password}"));
    }
    Ok(())
}

/// Adds structures, agents and bilans; returns each agent's login and password. `chief` is the administrator of a new installation.
pub(crate) async fn fill(
    store: &Store,
    catalogue: &Catalogue,
    clock: &Clock,
    chief: Option<&Agent>,
) -> Result<Vec<(&'static str, String)>, Failure> {
    let mut structures = Vec::new();
    for name in STRUCTURES {
        let known = store.structures(clock.today()).await?;
        structures.push(
            match known.iter().find(|structure| structure.name == name) {
                Some(structure) => structure.id,
                None => add(store, name, chief, clock).await?,
            },
        );
    }
    let mut passwords = Vec::new();
    let mut agents: Vec<(&str, Agent)> = Vec::new();
    for (login, name, place) in AGENTS {
        let password = password::draw()
            .ok_or_else(|| Failure::new("the system has no randomness to draw a password"))?;
        let hash = password::hash(password.clone())
            .await
            .ok_or_else(|| Failure::new("the password could not be hashed"))?;
        let agent = NewAgent {
            login: login.to_owned(),
            name: name.to_owned(),
            password_hash: hash,
            must_change: false,
        };
        let roles = Roles::of(&[Role::Assistant, Role::SocialWorker]);
        let structure = structures
            .get(place)
            .copied()
            .ok_or(StoreError::Unexpected("structures"))?;
        store.add_agent(structure, roles, &agent, clock.now()).await.map_err(|error| match error {
            StoreError::LoginTaken => Failure::new(format!(
                "this database already has an agent {login}: the demo was added before, or real agents work in it"
            )),
            other => other.into(),
        })?;
        agents.push((login, session_of(store, login, &password, clock).await?));
        passwords.push((login, password));
    }
    for told in BILANS {
        let agent = agents
            .iter()
            .find(|(login, _)| *login == told.by)
            .map(|(_, agent)| agent);
        tell(
            store,
            catalogue,
            agent.ok_or(StoreError::Unexpected("agents"))?,
            told,
            clock,
        )
        .await?;
    }
    if let [(_, first), (_, second), (_, elsewhere), ..] = agents.as_slice() {
        day::fill(store, first, second, clock).await?;
        past::fill(store, first, clock).await?;
        orient::fill(store, first, elsewhere, clock).await?;
    }
    places::fill(store, clock).await?;
    for (_, agent) in &agents {
        session::sign_out(store, agent, clock.now()).await?;
    }
    Ok(passwords)
}

/// Adds a structure: a CCAS, under the agreement that the administrator makes. Where nobody can make it, one of the département's own, which
/// needs none.
async fn add(
    store: &Store,
    name: &str,
    chief: Option<&Agent>,
    clock: &Clock,
) -> Result<Uuid, Failure> {
    let (today, now) = (clock.today(), clock.now());
    let own = NewStructure::named(name);
    let Some(chief) = chief else {
        return Ok(store.add_structure(&own, now).await?);
    };
    let ccas = NewStructure {
        kind: Kind::Ccas,
        communes: vec!["94028".to_owned()],
        ..own
    };
    let id = store.add_structure(&ccas, now).await?;
    let since = today.checked_sub_months(Months::new(48)).unwrap_or(today);
    let until = today.checked_add_months(Months::new(12)).unwrap_or(today);
    store
        .add_agreement(chief, id, (since, until), Allowed::ALL, now)
        .await?;
    Ok(id)
}

/// The demo writes as an agent does: signed in.
async fn session_of(
    store: &Store,
    login: &str,
    password: &str,
    clock: &Clock,
) -> Result<Agent, Failure> {
    let opened = session::sign_in(store, login, password, "", clock.now()).await?;
    let token = opened.session();
    let token = token.ok_or(StoreError::Unexpected("second_factors"))?;
    Ok(session::resolve(store, &token, clock.now())
        .await?
        .ok_or(StoreError::Unexpected("sessions"))?)
}

/// One bilan, screen by screen.
async fn tell(
    store: &Store,
    catalogue: &Catalogue,
    agent: &Agent,
    told: &Told,
    clock: &Clock,
) -> Result<(), Failure> {
    let person = told.person.map(|(first, last)| Identity {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
    });
    let opening = Opening {
        with_rsa: told.with_rsa,
        training: None,
        person,
    };
    let id = store
        .open_bilan(agent, &opening, clock.today(), clock.now())
        .await?;
    let writes = writes(catalogue, told, YearMonth::of(clock.today()))?;
    for writes in writes.chunks(8) {
        let step = StepWrites {
            key: Uuid::new_v4(),
            body_hash: [0; 32],
            writes: writes.to_vec(),
            giver: Giver::Person,
        };
        store.save_answers(agent, id, &step, clock.now()).await?;
    }
    if told.ending == Ending::Open {
        return Ok(());
    }
    let bilan = store
        .bilan(agent, id, Reading::AfterWrite, clock.now())
        .await?
        .ok_or(StoreError::Unexpected("bilans"))?;
    let found = rules::evaluate(catalogue, &situation_of(&bilan.answers), bilan.law_date);
    let paper = app::copy::found(catalogue, &bilan);
    store.issue(agent, id, &found, &paper, clock.now()).await?;
    store.close_bilan(agent, id, clock.now()).await?;
    follow::fill(store, catalogue, agent, (id, &found), clock).await
}

/// The answers of a story, read as typed. `{-1}` in a place or a text is last month.
fn writes(catalogue: &Catalogue, told: &Told, month: YearMonth) -> Result<Vec<Write>, Failure> {
    told.answers
        .iter()
        .map(|(place, text)| {
            let place = in_months(place, month);
            let path: Path = place
                .parse()
                .map_err(|_| Failure::new(format!("the demo names no place: {place}")))?;
            let answer = wire::read(catalogue, &path, &in_months(text, month));
            Ok(Write {
                path,
                answer,
                to_review: *text == "?",
                seen: 0,
            })
        })
        .collect()
}

fn in_months(text: &str, month: YearMonth) -> String {
    (-12..=0).fold(text.to_owned(), |text, ago| {
        text.replace(&format!("{{{ago}}}"), &month.plus(ago).to_string())
    })
}

#[cfg(test)]
mod tests {
    use rules::Answer;

    use super::*;

    #[test]
    fn every_answer_of_the_demo_is_one_the_catalogue_reads() {
        let catalogue = Catalogue::embedded().expect("the embedded catalogue holds together");
        for told in BILANS {
            for write in writes(&catalogue, told, YearMonth::new(2026, 11).unwrap()).unwrap() {
                assert!(
                    !matches!(write.answer, Answer::Unreadable(_)),
                    "{}: {:?}",
                    write.path,
                    write.answer
                );
                let known = write.path.fact().is_none() || catalogue.fact_at(&write.path).is_some();
                assert!(known, "{} is no fact of the catalogue", write.path);
            }
        }
    }

    #[test]
    fn months_are_counted_back() {
        let month = YearMonth::new(2026, 1).unwrap();
        assert_eq!(
            in_months("revenus.complet.personne.{-1}", month),
            "revenus.complet.personne.2025-12"
        );
    }
}
