//! Retention: who is kept too long is told, then erased; whoever was met since stays.

use app::{
    desk::Opening,
    erasure::Due,
    follow_up::{Standing, State},
    offers::NewOffer,
    structures::roles::Role,
};
use chrono::{Months, TimeDelta};
use server::{session::Agent, store::NewAppointment};
use uuid::Uuid;

use crate::support::{TestStore, bilan};

async fn open(test: &TestStore, agent: &Agent) -> Uuid {
    let opening = Opening::default();
    let (law, now) = (test.clock.today(), test.clock.now());
    let opened = test.store.open_bilan(agent, &opening, law, now).await;
    opened.unwrap()
}

/// How many persons of each structure are kept too long.
async fn overdue(test: &TestStore) -> Vec<(String, u32, usize)> {
    let told = test.store.overdue(test.clock.now()).await.unwrap();
    told.into_iter()
        .map(|one| (one.name, one.months, one.persons))
        .collect()
}

#[tokio::test]
async fn whoever_was_met_since_stays_and_the_others_are_erased() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let store = &test.store;
    let (old, met, followed, noted) = (
        open(&test, &nadia).await,
        open(&test, &nadia).await,
        open(&test, &nadia).await,
        open(&test, &nadia).await,
    );
    open(&test, &marc).await;
    let person = NewOffer {
        first_name: "Awa".to_owned(),
        last_name: "Diallo".to_owned(),
        born: "1990-02-28".parse().unwrap(),
        contact: String::new(),
    };
    let (today, now) = (test.clock.today(), test.clock.now());
    store
        .list_people(&nadia, &[person], today, now)
        .await
        .unwrap();
    let room = store.add_room(&nadia, "Bureau 2").await.unwrap();
    let slot = NewAppointment {
        room,
        agent: nadia.id(),
        starts: now,
        ends: now + TimeDelta::minutes(45),
        who: "Awa Diallo".to_owned(),
        interpreter: false,
    };
    assert!(store.book(&nadia, &slot, now).await.unwrap().is_some());
    store.close_bilan(&nadia, met, now).await.unwrap();

    // A year later: one person came back, a right of another was followed.
    test.clock.advance(TimeDelta::days(365));
    let (today, now) = (test.clock.today(), test.clock.now());
    store
        .open_again(&nadia, met, today, now)
        .await
        .unwrap()
        .unwrap();
    let mut standing = Standing::first("css", None, today);
    standing.state = State::ToAsk;
    let first = [(standing, None)];
    assert!(
        store
            .start_following(&nadia, followed, &first, now)
            .await
            .unwrap()
    );

    let note = app::notes::NewNote {
        theme: "logement".to_owned(),
        text: "Vue ce matin".to_owned(),
        sensitive: false,
    };
    assert!(store.add_note(&nadia, noted, &note, now).await.unwrap());

    // The CCAS keeps what it knows for six months.
    let (boss, _) = test
        .person("boss", "Département", &[Role::Administrator])
        .await;
    for months in [0, 37] {
        let set = store
            .set_retention(&boss, marc.structure(), months, now)
            .await;
        assert!(!set.unwrap());
    }
    assert!(
        !store
            .set_retention(&marc, marc.structure(), 6, now)
            .await
            .unwrap()
    );
    assert!(
        store
            .set_retention(&boss, marc.structure(), 6, now)
            .await
            .unwrap()
    );
    assert_eq!(store.retention(marc.structure()).await.unwrap(), Some(6));
    assert_eq!(store.retention(nadia.structure()).await.unwrap(), Some(24));
    let row = |name: &str, months, persons| (name.to_owned(), months, persons);
    assert_eq!(
        overdue(&test).await,
        [
            row("CCAS de Créteil", 6, 1),
            row("Département", 24, 0),
            row("EDS de Villejuif", 24, 0)
        ]
    );

    // Two months before the end, whoever looks after the office sees a reference and a day, and nothing else.
    test.clock.advance(TimeDelta::days(320));
    let due = store.due_soon(&nadia, test.clock.now()).await.unwrap();
    let cards = store.bilans(&nadia).await.unwrap();
    let reference = cards
        .iter()
        .find(|card| card.id == old)
        .unwrap()
        .reference
        .clone();
    assert_eq!(
        due,
        [Due {
            references: vec![reference],
            on: "2028-11-23".parse().unwrap(),
        }]
    );
    assert_eq!(overdue(&test).await[2], row("EDS de Villejuif", 24, 0));

    test.clock.advance(TimeDelta::days(47));
    let now = test.clock.now();
    assert!(now > nadia_began() + Months::new(24));
    assert_eq!(overdue(&test).await[2], row("EDS de Villejuif", 24, 1));
    let told: Vec<usize> = store
        .purge(now)
        .await
        .unwrap()
        .iter()
        .map(|one| one.persons)
        .collect();
    assert_eq!(told, [1, 0, 1]);
    let left: Vec<Uuid> = store
        .bilans(&nadia)
        .await
        .unwrap()
        .iter()
        .map(|card| card.id)
        .collect();
    assert!(!left.contains(&old) && left.contains(&met) && left.contains(&followed));
    assert!(left.contains(&noted), "a note is a contact");
    assert!(store.bilans(&marc).await.unwrap().is_empty());
    let slots = store
        .appointments(&nadia, nadia_began() - TimeDelta::days(1), now)
        .await;
    assert!(slots.unwrap().is_empty());
    assert!(
        store
            .offers(&nadia, "2026-11-24".parse().unwrap())
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        overdue(&test)
            .await
            .iter()
            .all(|(.., persons)| *persons == 0)
    );
    let walk = store.verify_journal().await.unwrap();
    assert!(
        walk.chains.iter().all(|chain| chain.broken.is_none()),
        "{walk:?}"
    );
    assert!(
        store
            .purge(now)
            .await
            .unwrap()
            .iter()
            .all(|one| one.persons == 0)
    );
}

/// When the first bilan was opened.
fn nadia_began() -> chrono::DateTime<chrono::Utc> {
    crate::support::at("2026-11-23T09:00:00Z")
}

#[tokio::test]
async fn the_operator_sees_before_erasing() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    // The command's clock is the system's: a bilan of long ago.
    test.clock.advance(TimeDelta::days(-365 * 5));
    let old = open(&test, &nadia).await;
    let (url, key) = (test.url(), test.location.key.display().to_string());
    let run = |words: &[&str]| {
        let all = [words, &["--database", &url, "--key", &key]].concat();
        let done = bilan(&all, "");
        assert!(done.status.success(), "{}", done.errors);
        done.output
    };
    let told = run(&["purge", "--preview"]);
    assert_eq!(
        told,
        "EDS de Villejuif: 1 to erase, 24 months after the last contact\n"
    );
    assert!(test.store.holds(&nadia, old).await.unwrap());
    let told = run(&["purge"]);
    assert_eq!(
        told,
        "EDS de Villejuif: 1 erased, 24 months after the last contact\n"
    );
    assert!(!test.store.holds(&nadia, old).await.unwrap());
    let told = run(&["purge", "--preview"]);
    assert!(told.starts_with("EDS de Villejuif: 0 to erase"), "{told}");
}
