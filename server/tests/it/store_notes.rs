//! Who follows whom, the bench, and notes by theme, in the store.

use app::{
    desk::Opening,
    follow_up::{
        Standing,
        bench::{Asked, PEOPLE},
    },
    notes::{Corrected, NewNote},
    sharing::{Agreed, NewShare, Scope},
};
use chrono::{NaiveDate, TimeDelta};
use server::session::Agent;
use uuid::Uuid;

use crate::support::{EVERY_ROLE, TestStore};

const MINE: Asked = Asked {
    all: false,
    page: 1,
};
const ALL: Asked = Asked { all: true, page: 1 };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn note(theme: &str, text: &str) -> NewNote {
    NewNote {
        theme: theme.to_owned(),
        text: text.to_owned(),
        sensitive: false,
    }
}

async fn office() -> (TestStore, [Agent; 3]) {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let paul = test.agent("paul", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    (test, [nadia, paul, marc])
}

async fn bilan(test: &TestStore, agent: &Agent, training: Option<&str>) -> Uuid {
    let opening = Opening {
        training: training.map(str::to_owned),
        ..Opening::default()
    };
    let (today, now) = (test.clock.today(), test.clock.now());
    let opened = test.store.open_bilan(agent, &opening, today, now).await;
    opened.unwrap()
}

async fn share(test: &TestStore, agent: &Agent, bilan: Uuid, to: Uuid) {
    let new = NewShare {
        to: Some(to),
        scope: Scope {
            themes: ["logement".to_owned()].into(),
            ..Scope::default()
        },
        agreed: Agreed::Aloud,
    };
    let shared = test.store.share(agent, bilan, &new, test.clock.now()).await;
    assert!(shared.unwrap());
}

/// The bilans of one page, in order.
async fn bench(test: &TestStore, agent: &Agent, asked: Asked) -> Vec<Uuid> {
    let (people, _) = test.store.bench(agent, asked).await.unwrap();
    people.into_iter().map(|one| one.bilan).collect()
}

async fn follows(test: &TestStore, agent: &Agent, bilan: Uuid, on: bool) -> bool {
    let done = test.store.follow(agent, bilan, on, test.clock.now());
    done.await.unwrap()
}

#[tokio::test]
async fn a_bilan_is_followed_by_who_says_so() {
    let (test, [nadia, paul, marc]) = office().await;
    let ours = bilan(&test, &nadia, None).await;
    assert!(bench(&test, &nadia, MINE).await.is_empty());
    for _ in 0..2 {
        assert!(follows(&test, &nadia, ours, true).await);
    }
    assert!(!follows(&test, &marc, ours, true).await, "out of reach");
    let followers = test.store.followers(&nadia, ours).await.unwrap();
    assert_eq!(
        (followers.names, followers.mine),
        (vec!["nadia Martin".to_owned()], true)
    );
    let followers = test.store.followers(&paul, ours).await.unwrap();
    assert!(!followers.mine && followers.names.len() == 1);
    assert!(
        test.store
            .followers(&marc, ours)
            .await
            .unwrap()
            .names
            .is_empty()
    );
    assert_eq!(bench(&test, &nadia, MINE).await, [ours]);
    assert!(bench(&test, &paul, MINE).await.is_empty());
    assert_eq!(bench(&test, &paul, ALL).await, [ours]);
    assert!(bench(&test, &marc, ALL).await.is_empty());

    let journal = test.store.journal_of_bilan(&nadia, ours).await.unwrap();
    let said = journal.iter().filter(|line| line.event == "bilan followed");
    assert_eq!(said.count(), 1);
    for _ in 0..2 {
        assert!(follows(&test, &nadia, ours, false).await);
    }
    assert!(bench(&test, &nadia, ALL).await.is_empty());
}

#[tokio::test]
async fn whoever_leaves_the_structure_follows_nobody_there() {
    let (test, [nadia, paul, _]) = office().await;
    let (manager, _) = test.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let ours = bilan(&test, &nadia, None).await;
    assert!(follows(&test, &paul, ours, true).await);
    let none = app::structures::roles::Roles::default();
    let now = test.clock.now();
    let left = test.store.set_roles(&manager, paul.id(), none, now);
    left.await.unwrap();
    let followers = test.store.followers(&nadia, ours).await.unwrap();
    assert!(followers.names.is_empty());
}

#[tokio::test]
async fn the_bench_shows_what_is_due_first_one_page_at_a_time() {
    let (test, [nadia, ..]) = office().await;
    let now = test.clock.now();
    let mut ids = Vec::new();
    for due in [None, Some("2027-02-01"), Some("2026-12-01")] {
        let id = bilan(&test, &nadia, None).await;
        let first = Standing::first("css", None, day("2026-11-23"));
        let first = [(first, due.map(day))];
        let begun = test.store.start_following(&nadia, id, &first, now).await;
        assert!(begun.unwrap());
        ids.push(id);
    }
    assert_eq!(bench(&test, &nadia, ALL).await, [ids[2], ids[1], ids[0]]);
    for _ in 0..PEOPLE {
        let id = bilan(&test, &nadia, None).await;
        assert!(follows(&test, &nadia, id, true).await);
    }
    let (people, more) = test.store.bench(&nadia, ALL).await.unwrap();
    assert_eq!((people.len(), more), (PEOPLE as usize, true));
    let next = Asked { all: true, page: 2 };
    let (people, more) = test.store.bench(&nadia, next).await.unwrap();
    assert_eq!((people.len(), more), (3, false));
    let beyond = Asked { all: true, page: 9 };
    assert!(bench(&test, &nadia, beyond).await.is_empty());
}

#[tokio::test]
async fn a_note_is_corrected_by_its_author_and_keeps_what_it_said() {
    let (test, [nadia, paul, marc]) = office().await;
    let (store, now) = (&test.store, test.clock.now());
    let ours = bilan(&test, &nadia, None).await;
    let first = note("logement", "Bail de trois ans");
    for _ in 0..2 {
        assert!(store.add_note(&nadia, ours, &first, now).await.unwrap());
    }
    assert!(!store.add_note(&marc, ours, &first, now).await.unwrap());
    let played = bilan(&test, &nadia, Some("01-homme-seul-fin-de-droits")).await;
    assert!(!store.add_note(&nadia, played, &first, now).await.unwrap());
    let notes = store.notes(&paul, ours).await.unwrap();
    assert_eq!(notes.len(), 1, "sent twice, there once");
    assert_eq!((&notes[0].what, notes[0].mine), (&first, false));
    assert_eq!(notes[0].author, "nadia Martin");

    let id = notes[0].id;
    test.clock.advance(TimeDelta::minutes(5));
    let later = test.clock.now();
    let second = note("logement", "Bail de six ans");
    let correct = |agent: Agent, seen: u32, what: NewNote| {
        let store = test.store.clone();
        async move {
            store
                .correct_note(&agent, ours, (id, seen), &what, later)
                .await
                .unwrap()
        }
    };
    assert_eq!(
        correct(paul.clone(), 1, second.clone()).await,
        None,
        "not theirs"
    );
    assert_eq!(correct(marc.clone(), 1, second.clone()).await, None);
    for _ in 0..2 {
        let done = correct(nadia.clone(), 1, second.clone()).await;
        assert_eq!(done, Some(Corrected::Done));
    }
    let stale = correct(nadia.clone(), 1, note("logement", "Autre")).await;
    assert!(matches!(stale, Some(Corrected::Stale(theirs)) if theirs.what == second));
    let notes = store.notes(&nadia, ours).await.unwrap();
    assert_eq!(
        (notes[0].version, &notes[0].what, notes[0].at),
        (2, &second, later)
    );
    assert_eq!(notes[0].before, [(first, now)]);
    let journal = store.journal_of_bilan(&nadia, ours).await.unwrap();
    let events: Vec<_> = journal.iter().map(|line| line.event.as_str()).collect();
    assert_eq!(events, ["bilan opened", "note added", "note corrected"]);
}

#[tokio::test]
async fn whoever_a_bilan_is_shared_with_reaches_its_notes_until_it_is_taken_back() {
    let (test, [nadia, _, marc]) = office().await;
    let (store, now) = (&test.store, test.clock.now());
    let ours = bilan(&test, &nadia, None).await;
    assert!(store.notes(&marc, ours).await.unwrap().is_empty());
    share(&test, &nadia, ours, marc.structure()).await;
    let what = note("logement", "Vu au CCAS");
    assert!(store.add_note(&marc, ours, &what, now).await.unwrap());
    let notes = store.notes(&nadia, ours).await.unwrap();
    assert_eq!(notes[0].structure, "CCAS de Créteil");
    assert!(follows(&test, &marc, ours, true).await);
    assert_eq!(bench(&test, &marc, MINE).await, [ours]);
    let shares = store.shares(&nadia, ours, now).await.unwrap();
    assert!(
        store
            .revoke_share(&nadia, ours, shares[0].id, now)
            .await
            .unwrap()
    );
    assert!(store.notes(&marc, ours).await.unwrap().is_empty());
    assert!(bench(&test, &marc, MINE).await.is_empty());
}
