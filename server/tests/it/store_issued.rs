//! The last copy of a bilan is the one that was made last, whatever the clocks said.

use std::{fs, path::Path};

use app::desk::{Bilan, Opening, PaperFindings};
use chrono::TimeDelta;
use rules::{Catalogue, Evaluation, Situation};
use server::{
    session::Agent,
    store::{Reading, Store},
};
use uuid::Uuid;

use crate::{
    store_journal::run,
    support::{EVERY_ROLE, TestStore},
};

/// Findings told apart by their catalogue.
fn found(catalogue: &str) -> Evaluation {
    let today = "2026-11-23".parse().unwrap();
    let mut found = rules::evaluate(&Catalogue::default(), &Situation::new(), today);
    catalogue.clone_into(&mut found.catalogue);
    found
}

async fn issue(test: &TestStore, store: &Store, agent: &Agent, bilan: Uuid, catalogue: &str) {
    let evaluation = found(catalogue);
    let paper = PaperFindings {
        full: false,
        evaluation: evaluation.clone(),
    };
    let issued = store.issue(agent, bilan, &evaluation, &paper, test.clock.now());
    assert!(issued.await.unwrap().is_some());
}

async fn read(test: &TestStore, store: &Store, agent: &Agent, bilan: Uuid) -> Bilan {
    let read = store.bilan(agent, bilan, Reading::AfterWrite, test.clock.now());
    read.await.unwrap().unwrap()
}

/// Which copy a bilan prints again.
async fn last(test: &TestStore, store: &Store, agent: &Agent, bilan: Uuid) -> String {
    let issued = read(test, store, agent, bilan).await.issued;
    issued.unwrap().evaluation.catalogue
}

async fn open(test: &TestStore, agent: &Agent) -> Uuid {
    let (opening, clock) = (Opening::default(), &test.clock);
    let opened = test
        .store
        .open_bilan(agent, &opening, clock.today(), clock.now());
    opened.await.unwrap()
}

#[tokio::test]
async fn a_copy_made_after_the_clock_went_back_is_the_last_one() {
    let test = TestStore::new().await;
    let (nadia, _) = test.person("nadia", "EDS de Villejuif", EVERY_ROLE).await;
    let store = &test.store;
    let bilan = open(&test, &nadia).await;
    let other = open(&test, &nadia).await;
    issue(&test, store, &nadia, bilan, "première").await;
    test.clock.advance(TimeDelta::hours(-2));
    issue(&test, store, &nadia, bilan, "deuxième").await;
    issue(&test, store, &nadia, other, "ailleurs").await;
    assert_eq!(last(&test, store, &nadia, bilan).await, "deuxième");
    test.clock.advance(TimeDelta::hours(-2));
    issue(&test, store, &nadia, bilan, "troisième").await;
    let closed = store.close_bilan(&nadia, bilan, test.clock.now());
    assert!(closed.await.unwrap());
    for store in [store, &test.another().await] {
        assert_eq!(last(&test, store, &nadia, bilan).await, "troisième");
        assert_eq!(last(&test, store, &nadia, other).await, "ailleurs");
    }
    // It still says when it was made, as the clock told it.
    let issued = read(&test, store, &nadia, bilan).await.issued.unwrap();
    assert_eq!(issued.at, test.clock.now());

    // It arrives with its structure as the last one; a file of the form before, where nothing numbers them, by their ids.
    let mut text = Vec::new();
    let now = test.clock.now();
    let left = store
        .export_structure(nadia.structure(), &mut text, now, &mut |_, _| ())
        .await;
    assert!(left.unwrap().rows.contains(&("issued", 4)));
    let lines = text.split(|byte| *byte == b'\n');
    let older: Vec<String> = lines
        .filter(|line| !line.is_empty())
        .map(|line| {
            let mut line: serde_json::Value = serde_json::from_slice(line).unwrap();
            if let Some(copy) = line.pointer_mut("/issued") {
                let number = copy.as_object_mut().unwrap().remove("number");
                assert!(number.is_some());
            }
            if let Some(format) = line.pointer_mut("/export/format") {
                *format = 1.into();
            }
            format!("{line}\n")
        })
        .collect();
    let older = older.concat();
    for file in [&text[..], older.as_bytes()] {
        let there = TestStore::new().await;
        let arrived = there
            .store
            .import_structure(&mut &file[..], "hash", now, &mut |_, _| ())
            .await;
        assert_eq!(arrived.unwrap().rows["issued"], 4);
        assert_eq!(last(&test, &there.store, &nadia, bilan).await, "troisième");
        assert_eq!(last(&test, &there.store, &nadia, other).await, "ailleurs");
    }
}

#[tokio::test]
async fn two_copies_at_once_are_both_kept() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let another = test.another().await;
    let bilan = open(&test, &nadia).await;
    for round in 0..5 {
        let (one, other) = (format!("un {round}"), format!("autre {round}"));
        tokio::join!(
            issue(&test, &test.store, &nadia, bilan, &one),
            issue(&test, &another, &nadia, bilan, &other)
        );
        let last = last(&test, &another, &nadia, bilan).await;
        assert!(last == one || last == other, "{last}");
    }
    let journal = test.store.journal_of_bilan(&nadia, bilan).await.unwrap();
    let copies = journal.iter().filter(|line| line.event == "copy issued");
    assert_eq!(copies.count(), 10);
}

#[tokio::test]
async fn copies_from_before_they_had_numbers_are_numbered_by_their_dates() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let store = &test.store;
    let (bilan, other) = (open(&test, &nadia).await, open(&test, &nadia).await);
    issue(&test, store, &nadia, bilan, "première").await;
    test.clock.advance(TimeDelta::hours(-2));
    issue(&test, store, &nadia, bilan, "deuxième").await;
    issue(&test, store, &nadia, other, "ailleurs").await;

    // The very statement of the migration.
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/sqlite/0131_issued_number.sql");
    let migration = fs::read_to_string(file).unwrap();
    let number = migration
        .split("\n\n")
        .find(|text| text.starts_with("UPDATE issued SET number"))
        .unwrap();
    assert!(run(&test, "UPDATE issued SET number = -number").await);
    assert!(run(&test, number).await);
    assert_eq!(last(&test, store, &nadia, bilan).await, "première");
    assert_eq!(last(&test, store, &nadia, other).await, "ailleurs");
    issue(&test, store, &nadia, bilan, "troisième").await;
    assert_eq!(last(&test, store, &nadia, bilan).await, "troisième");
}
