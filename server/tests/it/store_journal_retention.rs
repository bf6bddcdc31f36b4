//! How long the journal is kept: what is old goes together, the chain holds, and a beginning that no line announces shows.

use app::{
    desk::Opening,
    structures::legal_frame::{JOURNAL_MONTHS, LegalFrame},
    structures::roles::Role,
};
use chrono::TimeDelta;
use server::store::Fault;

use crate::{store_journal::run, support::TestStore};

async fn open(test: &TestStore, agent: &server::session::Agent) {
    let opening = Opening::default();
    let (law, now) = (test.clock.today(), test.clock.now());
    test.store
        .open_bilan(agent, &opening, law, now)
        .await
        .unwrap();
}

#[tokio::test]
async fn old_lines_go_together_and_the_chain_holds() {
    let test = TestStore::new().await;
    let (boss, _) = test
        .person(
            "boss",
            "Département",
            &[Role::Administrator, Role::Assistant],
        )
        .await;
    open(&test, &boss).await;
    let store = &test.store;
    let purged = async || {
        let done = store.purge(test.clock.now()).await.unwrap();
        done[0].journal_lines
    };
    let broken = async || {
        let walk = store.verify_journal().await.unwrap();
        walk.chains[0].broken.clone()
    };

    // Thirteen months later, nothing goes: the structure has not said how long.
    test.clock.advance(TimeDelta::days(400));
    open(&test, &boss).await;
    assert_eq!(purged().await, 0);

    let frame = LegalFrame {
        journal_months: Some(JOURNAL_MONTHS[1]),
        ..LegalFrame::default()
    };
    let (id, now) = (boss.structure(), test.clock.now());
    assert!(store.set_legal_frame(&boss, id, &frame, now).await.unwrap());
    assert_eq!(store.legal_frame(id).await.unwrap(), frame);
    let gone = purged().await;
    assert!(gone >= 2, "{gone} lines went");
    assert_eq!(broken().await, None);
    // Twice changes nothing, and the chain goes on.
    assert_eq!(purged().await, 0);
    open(&test, &boss).await;
    assert_eq!(broken().await, None);

    // The database still refuses that what remains be deleted.
    assert!(!run(&test, "DELETE FROM journal").await);
    // Whoever moves the beginning themselves is found out.
    assert!(
        run(
            &test,
            "UPDATE chains SET from_seq = from_seq + 1,
                    from_link = (SELECT link FROM journal WHERE seq = chains.from_seq + 1
                                                            AND structure_id = chains.structure_id);
             DELETE FROM journal WHERE seq <= (SELECT MAX(from_seq) FROM chains)"
        )
        .await
    );
    assert_eq!(broken().await.unwrap().fault, Fault::Missing);
}

#[tokio::test]
async fn only_whoever_looks_after_the_structure_reads_the_journal_of_a_file() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let (boss, _) = test
        .person("boss", "EDS de Villejuif", &[Role::Manager])
        .await;
    let (other, _) = test
        .person("autre", "CCAS de Créteil", &[Role::Manager])
        .await;
    open(&test, &nadia).await;
    let (store, now) = (&test.store, test.clock.now());
    let reference = store.bilans(&nadia).await.unwrap()[0].reference.clone();
    let traces = async |who| store.traces(who, &reference, now).await.unwrap();
    assert_eq!(traces(&nadia).await, None);
    assert_eq!(traces(&other).await, None);
    let lines = traces(&boss).await.unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].structure, "EDS de Villejuif");
    assert_eq!(lines[0].agent.as_deref(), Some("nadia Martin"));
    assert_eq!(traces(&boss).await.unwrap().len(), 2);
}
