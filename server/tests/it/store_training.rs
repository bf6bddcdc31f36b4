//! Training bilans: the agent's alone, in no list, erased at their end or after a day with everything said in them.

use app::desk::{Opening, StepWrites, Write};
use chrono::{NaiveDate, TimeDelta};
use rules::Answer;
use server::{session::Agent, store::Reading};
use uuid::Uuid;

use crate::support::TestStore;

fn law() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

async fn open(test: &TestStore, agent: &Agent, role: Option<&str>) -> Uuid {
    let opening = Opening {
        training: role.map(str::to_owned),
        ..Opening::default()
    };
    let now = test.clock.now();
    test.store
        .open_bilan(agent, &opening, law(), now)
        .await
        .unwrap()
}

/// The role of a bilan and its reference, for those it exists for.
async fn read(test: &TestStore, agent: &Agent, id: Uuid) -> Option<(Option<String>, String)> {
    let now = test.clock.now();
    let bilan = test.store.bilan(agent, id, Reading::Shown, now).await;
    bilan
        .unwrap()
        .map(|bilan| (bilan.training, bilan.reference))
}

async fn say(test: &TestStore, agent: &Agent, id: Uuid) {
    let step = StepWrites {
        key: Uuid::new_v4(),
        body_hash: [1; 32],
        writes: vec![Write {
            path: "conjoint.existe".parse().unwrap(),
            answer: Answer::yes_no(false),
            to_review: false,
            seen: 0,
        }],
        giver: app::desk::Giver::Person,
    };
    let saved = test.store.save_answers(agent, id, &step, test.clock.now());
    assert_eq!(saved.await.unwrap().unwrap().saved.len(), 1);
}

#[tokio::test]
async fn a_training_is_the_agents_alone_and_leaves_nothing() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let colleague = test.agent("omar", "EDS de Villejuif").await;
    let real = open(&test, &nadia, None).await;
    let played = open(&test, &nadia, Some("02-mere-isolee-deux-enfants")).await;
    say(&test, &nadia, real).await;
    say(&test, &nadia, played).await;

    let cards = test.store.bilans(&nadia).await.unwrap();
    let listed: Vec<Uuid> = cards.iter().map(|card| card.id).collect();
    assert_eq!(listed, [real], "in no list");
    let (role, reference) = read(&test, &nadia, played).await.unwrap();
    assert_eq!(role.as_deref(), Some("02-mere-isolee-deux-enfants"));
    assert!(
        reference.starts_with("ENTRAÎNEMENT "),
        "every paper says so"
    );
    assert_eq!(read(&test, &nadia, real).await.unwrap().0, None);
    assert!(read(&test, &colleague, played).await.is_none());
    assert!(read(&test, &colleague, real).await.is_some());

    let erase = |agent: Agent, id: Uuid| {
        let (store, now) = (test.store.clone(), test.clock.now());
        async move { store.erase_training(&agent, id, now).await.unwrap() }
    };
    assert!(!erase(colleague, played).await);
    assert!(!erase(nadia.clone(), real).await, "a real bilan stays");
    let history = test.store.history_of_bilan(&nadia, played).await.unwrap();
    assert!(!history.is_empty());
    assert!(erase(nadia.clone(), played).await);
    assert!(!erase(nadia.clone(), played).await);
    assert!(read(&test, &nadia, played).await.is_none());
    let history = test.store.history_of_bilan(&nadia, played).await;
    assert!(history.is_ok_and(|lines| lines.is_empty()));
    assert!(read(&test, &nadia, real).await.is_some());
}

#[tokio::test]
async fn a_training_is_over_after_a_day() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let real = open(&test, &nadia, None).await;
    let old = open(&test, &nadia, Some("01-homme-seul-fin-de-droits")).await;
    say(&test, &nadia, old).await;
    test.clock.advance(TimeDelta::hours(20));
    let recent = open(&test, &nadia, Some("01-homme-seul-fin-de-droits")).await;
    assert!(read(&test, &nadia, old).await.is_some());
    test.clock.advance(TimeDelta::hours(5));
    assert!(
        read(&test, &nadia, old).await.is_none(),
        "it is not read, even before it is erased"
    );
    let now = test.clock.now();
    assert_eq!(test.store.erase_old_trainings(now).await.unwrap(), 1);
    assert_eq!(test.store.erase_old_trainings(now).await.unwrap(), 0);
    assert!(read(&test, &nadia, recent).await.is_some());
    assert!(read(&test, &nadia, real).await.is_some());
}
