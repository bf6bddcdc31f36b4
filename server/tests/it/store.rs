//! Every method of the store, on whichever database the suite runs. `sql.rs` fails while one is not called here.

use app::desk::{
    Bilan, BilanState, Giver, Identity, NewRemark, Opening, PaperFindings, RemarkReason,
    RemarkState, RemarkSubject, StepWrites, Write,
};
use app::structures::{NewStructure, roles::Roles};
use chrono::{NaiveDate, TimeDelta};
use rules::{Answer, Catalogue, Path, Situation, Value};
use server::{
    session::{Agent, password},
    store::{ATTEMPTS_PER_ACCOUNT, NewAgent, Reading, Store, StoreError},
};
use uuid::Uuid;

use crate::support::{EVERY_ROLE, TestStore, scratch};

fn law() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn path(text: &str) -> Path {
    text.parse().unwrap()
}

fn text(text: &str) -> Answer {
    Answer::Given(Value::Text(text.to_owned()))
}

fn write(place: &str, answer: Answer, seen: u32) -> Write {
    Write {
        path: path(place),
        answer,
        to_review: false,
        seen,
    }
}

/// A form with a key of its own.
fn form(writes: Vec<Write>) -> StepWrites {
    StepWrites {
        key: Uuid::new_v4(),
        body_hash: [1; 32],
        writes,
        giver: Giver::Person,
    }
}

fn paper(found: &rules::Evaluation) -> PaperFindings {
    PaperFindings {
        full: false,
        evaluation: found.clone(),
    }
}

async fn open_bilan(test: &TestStore, agent: &Agent) -> Uuid {
    test.store
        .open_bilan(agent, &Opening::default(), law(), test.clock.now())
        .await
        .unwrap()
}

async fn read(test: &TestStore, agent: &Agent, id: Uuid) -> Bilan {
    test.store
        .bilan(agent, id, Reading::Shown, test.clock.now())
        .await
        .unwrap()
        .unwrap()
}

async fn save(
    test: &TestStore,
    agent: &Agent,
    id: Uuid,
    step: &StepWrites,
) -> app::desk::SaveReport {
    test.store
        .save_answers(agent, id, step, test.clock.now())
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn the_first_start_is_founded_once() {
    let test = TestStore::new().await;
    assert!(!test.store.has_agents().await.unwrap());
    let first = NewAgent {
        login: "administrateur".into(),
        name: "Administrateur".into(),
        password_hash: password::hash("un premier mot de passe".into())
            .await
            .unwrap(),
        must_change: true,
    };
    let another = test.another().await;
    let now = test.clock.now();
    let (one, other) = tokio::join!(
        test.store.found("Ma structure", &first, now),
        another.found("Ma structure", &first, now)
    );
    assert_ne!(
        one.unwrap(),
        other.unwrap(),
        "exactly one of two processes founds"
    );
    assert!(test.store.has_agents().await.unwrap());
    let structures = test.store.structures(law()).await.unwrap();
    assert_eq!(structures.len(), 1);
    assert_eq!(structures[0].name, "Ma structure");
    let agents = test.store.agents().await.unwrap();
    assert_eq!(agents.len(), 1);
    assert_eq!(
        (agents[0].login.as_str(), agents[0].roles),
        ("administrateur", Roles::all())
    );
}

#[tokio::test]
async fn a_login_is_taken_whatever_its_case() {
    let test = TestStore::new().await;
    let structure = test
        .store
        .add_structure(&NewStructure::named("EDS de Villejuif"), test.clock.now())
        .await
        .unwrap();
    let agent = |login: &str| NewAgent {
        login: login.to_owned(),
        name: "Nadia B.".into(),
        password_hash: "hash".into(),
        must_change: false,
    };
    test.store
        .add_agent(structure, Roles::all(), &agent("nadia"), test.clock.now())
        .await
        .unwrap();
    let taken = test
        .store
        .add_agent(structure, Roles::all(), &agent(" NADIA "), test.clock.now())
        .await;
    assert!(matches!(taken, Err(StoreError::LoginTaken)));
    assert!(test.store.credentials("Nadia").await.unwrap().is_some());
    assert!(test.store.credentials("karim").await.unwrap().is_none());
}

#[tokio::test]
async fn a_session_opens_is_touched_and_ends() {
    let test = TestStore::new().await;
    let agent = test.agent("nadia", "EDS de Villejuif").await;
    let who = test.store.own_credentials(&agent).await.unwrap().unwrap();
    let (hash, now) = ([7; 32], test.clock.now());
    test.store
        .open_session(
            who.agent,
            who.structure,
            &hash,
            now,
            now + TimeDelta::hours(12),
        )
        .await
        .unwrap();
    let row = test.store.session(&hash, law()).await.unwrap().unwrap();
    assert_eq!(
        (row.agent, row.structure, row.seen_at),
        (agent.id(), agent.structure(), now)
    );
    assert_eq!(
        (row.name.as_str(), row.structure_name.as_str()),
        ("nadia Martin", "EDS de Villejuif")
    );
    test.store
        .touch_session(&hash, now + TimeDelta::minutes(5))
        .await
        .unwrap();
    assert_eq!(
        test.store
            .session(&hash, law())
            .await
            .unwrap()
            .unwrap()
            .seen_at,
        now + TimeDelta::minutes(5)
    );
    assert!(test.store.session(&[8; 32], law()).await.unwrap().is_none());

    test.store.close_session(&agent, now).await.unwrap();
    test.store
        .set_password(&who, "another hash", true, now)
        .await
        .unwrap();
    assert!(
        test.store.session(&hash, law()).await.unwrap().is_none(),
        "a new password ends every session"
    );
    let changed = test.store.credentials("nadia").await.unwrap().unwrap();
    assert_eq!(changed.password_hash, "another hash");
    let events: Vec<_> = test
        .store
        .journal_of_agent(&agent)
        .await
        .unwrap()
        .into_iter()
        .map(|line| line.event)
        .collect();
    assert_eq!(
        events,
        [
            "agent added",
            "signed in",
            "signed in",
            "signed out",
            "password changed"
        ]
    );
}

#[tokio::test]
async fn sessions_that_are_over_are_cleared_at_the_next_sign_in() {
    let test = TestStore::new().await;
    let agent = test.agent("nadia", "EDS de Villejuif").await;
    let who = test.store.own_credentials(&agent).await.unwrap().unwrap();
    let now = test.clock.now();
    test.store
        .open_session(
            who.agent,
            who.structure,
            &[7; 32],
            now,
            now + TimeDelta::hours(1),
        )
        .await
        .unwrap();
    let later = now + TimeDelta::hours(1);
    test.store
        .open_session(
            who.agent,
            who.structure,
            &[8; 32],
            later,
            later + TimeDelta::hours(1),
        )
        .await
        .unwrap();
    assert!(test.store.session(&[7; 32], law()).await.unwrap().is_none());
    assert!(test.store.session(&[8; 32], law()).await.unwrap().is_some());
}

#[tokio::test]
async fn failed_sign_ins_are_counted_together_by_every_process() {
    let test = TestStore::new().await;
    let another = test.another().await;
    let now = test.clock.now();
    for attempt in 0..ATTEMPTS_PER_ACCOUNT {
        let store = if attempt % 2 == 0 {
            &test.store
        } else {
            &another
        };
        assert!(store.may_attempt("nadia", "192.0.2.7", now).await.unwrap());
    }
    assert!(
        !test
            .store
            .may_attempt("Nadia ", "192.0.2.8", now)
            .await
            .unwrap(),
        "from anywhere"
    );
    assert!(
        test.store
            .may_attempt("karim", "192.0.2.7", now)
            .await
            .unwrap(),
        "another account is free"
    );
    let later = now + TimeDelta::minutes(server::store::WINDOW_MINUTES);
    assert!(
        another
            .may_attempt("nadia", "192.0.2.7", later)
            .await
            .unwrap(),
        "the window is over"
    );
}

#[tokio::test]
async fn a_good_sign_in_gives_the_attempts_back() {
    let test = TestStore::new().await;
    let now = test.clock.now();
    for _ in 0..ATTEMPTS_PER_ACCOUNT * 3 {
        assert!(
            test.store
                .may_attempt("nadia", "192.0.2.7", now)
                .await
                .unwrap()
        );
        test.store
            .forgive_attempt("nadia", "192.0.2.7")
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_bilan_opens_lists_reads_closes_and_reopens() {
    let test = TestStore::new().await;
    let agent = test.agent("nadia", "EDS de Villejuif").await;
    let person = Identity {
        first_name: " Awa ".into(),
        last_name: "Diallo".into(),
    };
    let opening = Opening {
        with_rsa: true,
        training: None,
        person: Some(person),
    };
    let now = test.clock.now();
    let id = test
        .store
        .open_bilan(&agent, &opening, law(), now)
        .await
        .unwrap();
    test.clock.advance(TimeDelta::minutes(1));
    let nameless = open_bilan(&test, &agent).await;

    let cards = test.store.bilans(&agent).await.unwrap();
    assert_eq!(
        cards.iter().map(|card| card.id).collect::<Vec<_>>(),
        [nameless, id],
        "last touched first"
    );
    assert_eq!(cards[0].name, None);
    assert_eq!(cards[1].name.as_deref(), Some("Awa Diallo"));
    assert_eq!(cards[1].agent, "nadia Martin");

    let bilan = read(&test, &agent, id).await;
    assert_eq!(
        (bilan.opened_at, bilan.opened_on, bilan.law_date),
        (now, law(), law())
    );
    assert_eq!(
        (bilan.with_rsa, bilan.state, bilan.reference.len()),
        (true, BilanState::Open, 6)
    );
    assert_eq!(bilan.reference, cards[1].reference);
    assert_eq!(bilan.structure, "EDS de Villejuif");
    assert_eq!(bilan.person.unwrap().first_name, "Awa");

    assert!(
        test.store
            .close_bilan(&agent, id, test.clock.now())
            .await
            .unwrap()
    );
    assert_eq!(read(&test, &agent, id).await.state, BilanState::Closed);
    let step = form(vec![write("foyer.note", text("trop tard"), 0)]);
    let refused = test
        .store
        .save_answers(&agent, id, &step, test.clock.now())
        .await;
    assert!(matches!(refused, Err(StoreError::Closed)));
    assert!(
        test.store
            .reopen_bilan(&agent, id, test.clock.now())
            .await
            .unwrap()
    );
    assert_eq!(
        save(&test, &agent, id, &step).await.saved.len(),
        1,
        "the same form is welcome once reopened"
    );

    let events: Vec<_> = test
        .store
        .journal_of_bilan(&agent, id)
        .await
        .unwrap()
        .into_iter()
        .map(|line| line.event)
        .collect();
    assert_eq!(
        events,
        [
            "bilan opened",
            "bilan read",
            "bilan closed",
            "bilan read",
            "bilan reopened",
            "answers saved"
        ]
    );
}

#[tokio::test]
async fn another_structure_finds_nothing() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let id = open_bilan(&test, &nadia).await;
    let now = test.clock.now();
    let step = form(vec![write("foyer.note", text("x"), 0)]);
    let catalogue = Catalogue::default();
    let found = rules::evaluate(&catalogue, &Situation::new(), law());
    assert!(test.store.bilans(&marc).await.unwrap().is_empty());
    assert!(
        test.store
            .bilan(&marc, id, Reading::Shown, now)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        test.store
            .save_answers(&marc, id, &step, now)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        test.store
            .issue(&marc, id, &found, &paper(&found), now)
            .await
            .unwrap()
            .is_none()
    );
    assert!(!test.store.issue_support(&marc, id, now).await.unwrap());
    assert!(
        test.store
            .history_of_bilan(&marc, id)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(!test.store.close_bilan(&marc, id, now).await.unwrap());
    assert!(!test.store.reopen_bilan(&marc, id, now).await.unwrap());
    assert!(
        test.store
            .journal_of_bilan(&marc, id)
            .await
            .unwrap()
            .is_empty()
    );
    let events = test.store.journal_of_bilan(&nadia, id).await.unwrap();
    assert_eq!(
        events.len(),
        1,
        "what was refused left no trace in the bilan"
    );
    assert!(read(&test, &nadia, id).await.answers.is_empty());
}

#[tokio::test]
async fn the_history_of_a_bilan_names_who_did_what_and_no_reading() {
    use app::desk::HistoryEvent::{
        AnswersSaved, Closed, CopyIssued, Opened, Reopened, SupportIssued,
    };
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let karim = test.agent("karim", "EDS de Villejuif").await;
    let id = open_bilan(&test, &nadia).await;
    let tick = || {
        test.clock.advance(TimeDelta::minutes(1));
        test.clock.now()
    };
    tick();
    save(
        &test,
        &karim,
        id,
        &form(vec![write("foyer.note", text("un"), 0)]),
    )
    .await;
    let found = rules::evaluate(&Catalogue::default(), &Situation::new(), law());
    test.store
        .issue(&nadia, id, &found, &paper(&found), tick())
        .await
        .unwrap();
    assert!(test.store.issue_support(&nadia, id, tick()).await.unwrap());
    read(&test, &nadia, id).await;
    test.store.close_bilan(&nadia, id, tick()).await.unwrap();
    test.store.reopen_bilan(&nadia, id, tick()).await.unwrap();
    let history = test.store.history_of_bilan(&karim, id).await.unwrap();
    let told: Vec<_> = history.iter().map(|line| line.event).collect();
    assert_eq!(
        told,
        [
            Opened,
            AnswersSaved,
            CopyIssued,
            SupportIssued,
            Closed,
            Reopened
        ]
    );
    assert_eq!(history[0].agent.as_deref(), Some(nadia.name()));
    assert_eq!(history[1].agent.as_deref(), Some(karim.name()));
    assert!(history.is_sorted_by_key(|line| line.at));
}

#[tokio::test]
async fn an_answer_carries_its_author_time_and_version() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let karim = test.agent("karim", "EDS de Villejuif").await;
    let id = open_bilan(&test, &nadia).await;
    let first = save(
        &test,
        &nadia,
        id,
        &form(vec![write("foyer.note", text("un"), 0)]),
    )
    .await;
    assert_eq!(first.saved[0].version, 1);
    test.clock.advance(TimeDelta::minutes(3));
    let second = save(
        &test,
        &karim,
        id,
        &form(vec![write("foyer.note", text("deux"), 1)]),
    )
    .await;
    assert_eq!(second.saved[0].version, 2);
    let stored = read(&test, &nadia, id).await.answers;
    assert_eq!(
        second.written.as_ref(),
        Some(&stored),
        "what was written is told as it stands"
    );
    assert_eq!(stored.len(), 1);
    assert_eq!(
        (stored[0].answer.clone(), stored[0].version),
        (text("deux"), 2)
    );
    assert_eq!(
        (stored[0].author.as_str(), stored[0].at),
        ("karim Martin", test.clock.now())
    );
    assert_eq!(stored[0].structure, "EDS de Villejuif");
}

#[tokio::test]
async fn a_stale_version_conflicts_for_that_answer_alone() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let karim = test.agent("karim", "EDS de Villejuif").await;
    let id = open_bilan(&test, &nadia).await;
    save(
        &test,
        &karim,
        id,
        &form(vec![write("foyer.note", text("la sienne"), 0)]),
    )
    .await;
    let report = save(
        &test,
        &nadia,
        id,
        &form(vec![
            write("foyer.note", text("la mienne"), 0),
            write("personne.note", text("libre"), 0),
        ]),
    )
    .await;
    assert_eq!(report.saved.len(), 1);
    assert_eq!(report.saved[0].path, path("personne.note"));
    assert_eq!(report.conflicts.len(), 1);
    let theirs = &report.conflicts[0].theirs;
    assert_eq!(
        (
            theirs.answer.clone(),
            theirs.version,
            theirs.author.as_str()
        ),
        (text("la sienne"), 1, "karim Martin")
    );
    let agreed = save(
        &test,
        &nadia,
        id,
        &form(vec![write("foyer.note", text("la sienne"), 0)]),
    )
    .await;
    assert!(
        agreed.conflicts.is_empty(),
        "two people who say the same do not disagree"
    );
    assert_eq!(agreed.saved[0].version, 1, "and nothing was rewritten");
}

#[tokio::test]
async fn the_same_form_twice_writes_once() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let karim = test.agent("karim", "EDS de Villejuif").await;
    let id = open_bilan(&test, &nadia).await;
    save(
        &test,
        &karim,
        id,
        &form(vec![write("personne.note", text("autre"), 0)]),
    )
    .await;
    let step = form(vec![
        write("foyer.note", text("une"), 0),
        write("personne.note", text("mienne"), 0),
    ]);
    let first = save(&test, &nadia, id, &step).await;
    let journal = test.store.journal_of_bilan(&nadia, id).await.unwrap().len();
    save(
        &test,
        &karim,
        id,
        &form(vec![write("foyer.note", text("deux"), 1)]),
    )
    .await;
    let replay = save(&test, &nadia, id, &step).await;
    assert_eq!(replay.saved, first.saved, "the first report is told again");
    assert_eq!(replay.conflicts, first.conflicts);
    assert!(
        first.written.is_some() && replay.written.is_none(),
        "what stands now is read again"
    );
    assert_eq!(read(&test, &nadia, id).await.answers.len(), 2);
    let stood = read(&test, &nadia, id).await;
    assert!(
        stood
            .answers
            .iter()
            .any(|stored| stored.answer == text("deux")),
        "and what came after stands"
    );
    assert_eq!(
        test.store.journal_of_bilan(&nadia, id).await.unwrap().len(),
        journal + 3
    );

    // The same key with another body is a new save.
    let other = StepWrites {
        body_hash: [2; 32],
        writes: vec![write("foyer.note", text("trois"), 2)],
        ..step
    };
    assert_eq!(save(&test, &nadia, id, &other).await.saved[0].version, 3);
}

#[tokio::test]
async fn emptying_keeps_the_record_and_empties_the_answer() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let id = open_bilan(&test, &nadia).await;
    let nothing = save(
        &test,
        &nadia,
        id,
        &form(vec![write("foyer.note", Answer::NotAsked, 0)]),
    )
    .await;
    assert_eq!(nothing.saved[0].version, 0);
    assert!(read(&test, &nadia, id).await.answers.is_empty());
    save(
        &test,
        &nadia,
        id,
        &form(vec![write("foyer.note", text("un"), 0)]),
    )
    .await;
    save(
        &test,
        &nadia,
        id,
        &form(vec![write("foyer.note", Answer::NotAsked, 1)]),
    )
    .await;
    let stored = read(&test, &nadia, id).await.answers;
    assert_eq!(
        (stored[0].answer.clone(), stored[0].version),
        (Answer::NotAsked, 2)
    );
}

#[tokio::test]
async fn two_processes_write_the_same_answer_and_one_of_them_wins() {
    let test = TestStore::new().await;
    let another = test.another().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let id = open_bilan(&test, &nadia).await;
    let now = test.clock.now();
    for round in 0..10_u32 {
        let mine = form(vec![write(
            "foyer.note",
            text(&format!("mienne {round}")),
            round,
        )]);
        let yours = form(vec![write(
            "foyer.note",
            text(&format!("sienne {round}")),
            round,
        )]);
        let (one, other) = tokio::join!(
            test.store.save_answers(&nadia, id, &mine, now),
            another.save_answers(&nadia, id, &yours, now)
        );
        let (one, other) = (one.unwrap().unwrap(), other.unwrap().unwrap());
        assert_eq!(one.saved.len() + other.saved.len(), 1, "round {round}");
        assert_eq!(
            one.conflicts.len() + other.conflicts.len(),
            1,
            "round {round}"
        );
    }
    assert_eq!(read(&test, &nadia, id).await.answers[0].version, 10);
}

#[tokio::test]
async fn two_processes_receive_one_form_and_write_it_once() {
    let test = TestStore::new().await;
    let another = test.another().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let id = open_bilan(&test, &nadia).await;
    let now = test.clock.now();
    let step = form(vec![write("foyer.note", text("une fois"), 0)]);
    let (one, other) = tokio::join!(
        test.store.save_answers(&nadia, id, &step, now),
        another.save_answers(&nadia, id, &step, now)
    );
    assert_eq!(one.unwrap().unwrap().saved, other.unwrap().unwrap().saved);
    assert_eq!(read(&test, &nadia, id).await.answers[0].version, 1);
}

#[tokio::test]
async fn findings_are_frozen_as_they_were() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let id = open_bilan(&test, &nadia).await;
    let found = rules::evaluate(&Catalogue::default(), &Situation::new(), law());
    let issued = test
        .store
        .issue(&nadia, id, &found, &paper(&found), test.clock.now())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(issued.at, test.clock.now());
    test.clock.advance(TimeDelta::days(30));
    let kept = read(&test, &nadia, id).await.issued.unwrap();
    assert_eq!(kept.evaluation, found);
    assert_eq!(kept.at, issued.at);
}

#[tokio::test]
async fn a_backup_opens_with_the_same_key() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let id = open_bilan(&test, &nadia).await;
    save(
        &test,
        &nadia,
        id,
        &form(vec![write("foyer.note", text("gardée"), 0)]),
    )
    .await;
    let folder = scratch();
    let copy = folder.path().join("copie");
    test.store.backup(&copy).await.unwrap();
    let location = test.restored(&copy).await;
    let restored = Store::open(&location, test.clock.now()).await.unwrap();
    let bilan = restored
        .bilan(&nadia, id, Reading::Shown, test.clock.now())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(bilan.answers[0].answer, text("gardée"));
    assert!(
        matches!(test.store.backup(&copy).await, Err(StoreError::Backup(_))),
        "nothing is overwritten"
    );
    restored.close().await;
}

#[tokio::test]
async fn a_second_bilan_is_of_the_same_person_and_copies_nothing() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let now = test.clock.now();
    let opening = Opening {
        with_rsa: true,
        person: Some(Identity {
            first_name: "Awa".into(),
            last_name: "Diallo".into(),
        }),
        training: None,
    };
    let first = test
        .store
        .open_bilan(&nadia, &opening, law(), now)
        .await
        .unwrap();
    save(
        &test,
        &nadia,
        first,
        &form(vec![write("foyer.loyer", text("un mot"), 0)]),
    )
    .await;
    let again = |agent: Agent, id: Uuid| {
        let store = test.store.clone();
        async move { store.open_again(&agent, id, law(), now).await }
    };
    assert!(matches!(
        again(nadia.clone(), first).await,
        Err(StoreError::StillOpen)
    ));
    test.store.close_bilan(&nadia, first, now).await.unwrap();
    assert!(again(marc.clone(), first).await.unwrap().is_none());
    assert!(again(nadia.clone(), Uuid::nil()).await.unwrap().is_none());

    let (one, other) = tokio::join!(again(nadia.clone(), first), again(nadia.clone(), first));
    let second = one.unwrap().unwrap();
    assert_eq!(other.unwrap(), Some(second), "two clicks open one bilan");
    let bilan = read(&test, &nadia, second).await;
    assert!(bilan.answers.is_empty() && !bilan.with_rsa);
    assert_eq!(bilan.person.unwrap().full(), "Awa Diallo");
    let before = bilan.before.unwrap();
    assert_eq!((before.id, before.answers.len()), (first, 1));
    assert!(before.before.is_none());
    assert!(read(&test, &nadia, first).await.before.is_none());

    test.store.close_bilan(&nadia, second, now).await.unwrap();
    let third = again(nadia.clone(), first).await.unwrap().unwrap();
    let earlier = test.store.earlier_bilans(&nadia, third).await.unwrap();
    let ids: Vec<Uuid> = earlier.iter().map(|card| card.id).collect();
    assert_eq!(ids, [second, first], "the last one first");
    assert!(
        test.store
            .earlier_bilans(&marc, third)
            .await
            .unwrap()
            .is_empty(),
        "another structure sees nothing"
    );
    let stranger = open_bilan(&test, &nadia).await;
    assert!(read(&test, &nadia, stranger).await.before.is_none());
}

#[tokio::test]
async fn who_gave_an_answer_is_kept() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let id = open_bilan(&test, &nadia).await;
    let step = StepWrites {
        giver: Giver::PartnerAlone,
        ..form(vec![write("conjoint.titre_sejour", text("un mot"), 0)])
    };
    save(&test, &nadia, id, &step).await;
    assert_eq!(
        read(&test, &nadia, id).await.answers[0].giver,
        Giver::PartnerAlone
    );
    // What conflicts, and its replay, still say who gave it.
    let late = form(vec![write("conjoint.titre_sejour", text("autre"), 0)]);
    for _ in 0..2 {
        let report = save(&test, &nadia, id, &late).await;
        assert_eq!(report.conflicts[0].theirs.giver, Giver::PartnerAlone);
    }
    // The same words from the person are theirs.
    let same = form(vec![write("conjoint.titre_sejour", text("un mot"), 1)]);
    save(&test, &nadia, id, &same).await;
    assert_eq!(
        read(&test, &nadia, id).await.answers[0].giver,
        Giver::Person
    );
}

#[tokio::test]
async fn remarks_reach_the_referents_and_nobody_else() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let (chef, _) = test.person("chef", "CCAS de Créteil", EVERY_ROLE).await;
    let now = test.clock.now();
    let remark = |reason, words: &str| NewRemark {
        subject: RemarkSubject::Right("rsa-socle".into()),
        reason,
        words: words.into(),
    };
    for (at, (reason, words)) in [
        (RemarkReason::Outdated, "Le montant a changé"),
        (RemarkReason::OtherDocument, ""),
    ]
    .into_iter()
    .enumerate()
    {
        let at = now + TimeDelta::minutes(i64::try_from(at).unwrap());
        test.store
            .add_remark(&nadia, &remark(reason, words), "2026.11", at)
            .await
            .unwrap();
    }
    assert!(test.store.remarks(&nadia).await.unwrap().is_empty());
    assert_eq!(test.store.new_remarks(&nadia).await.unwrap(), 0);
    assert_eq!(test.store.new_remarks(&chef).await.unwrap(), 2);
    let read = test.store.remarks(&chef).await.unwrap();
    assert_eq!(read[0].reason, RemarkReason::OtherDocument, "newest first");
    assert_eq!(
        (
            read[1].words.as_str(),
            read[1].structure.as_str(),
            read[1].catalogue.as_str(),
            read[1].state
        ),
        (
            "Le montant a changé",
            "EDS de Villejuif",
            "2026.11",
            RemarkState::New
        )
    );
    let id = read[1].id;
    let settle = |agent: Agent, id: Uuid| {
        let store = test.store.clone();
        async move {
            store
                .settle_remark(&agent, id, RemarkState::Settled, "Corrigé", now)
                .await
                .unwrap()
        }
    };
    assert!(!settle(nadia.clone(), id).await);
    assert!(!settle(chef.clone(), Uuid::nil()).await);
    assert!(settle(chef.clone(), id).await);
    let read = test.store.remarks(&chef).await.unwrap();
    assert_eq!(
        (read[1].state, read[1].answer.as_str()),
        (RemarkState::Settled, "Corrigé")
    );
    assert_eq!(test.store.new_remarks(&chef).await.unwrap(), 1);
}

#[tokio::test]
async fn a_database_answers_without_being_changed() {
    let test = TestStore::new().await;
    test.store.answers_a_question().await.unwrap();
    Store::reach(&test.location.url).await.unwrap();
    let (open, idle) = test.store.connections();
    assert!(open > 0 && idle <= open as usize);
    let nowhere = "sqlite:nowhere/at/all.sqlite".parse().unwrap();
    assert!(Store::reach(&nowhere).await.is_err());
}
