//! The chain of the journal: what is changed, taken away or slipped in shows, many writers make one chain, and erasing does not
//! break it.

use app::desk::Opening;
use server::{
    session::Agent,
    store::{Broken, DatabaseUrl, Fault, Store, Walk},
};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use uuid::Uuid;

use crate::support::{TestStore, bilan};

/// Runs a text as whoever holds the database could; `false` when it refuses.
pub async fn run(test: &TestStore, sql: &str) -> bool {
    let sql = AssertSqlSafe(sql.to_owned());
    match &test.location.url {
        DatabaseUrl::Sqlite(file) => {
            let mut database = SqliteConnection::connect(&file.display().to_string())
                .await
                .unwrap();
            sqlx::raw_sql(sql).execute(&mut database).await.is_ok()
        }
        DatabaseUrl::Postgres(options) => {
            let mut database = PgConnection::connect_with(options).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut database).await.is_ok()
        }
    }
}

/// Takes away what refuses changes of the journal.
pub async fn disarm(test: &TestStore) {
    let sql = match test.location.url {
        DatabaseUrl::Sqlite(_) => {
            "DROP TRIGGER journal_is_chained; DROP TRIGGER journal_is_not_rewritten;
             DROP TRIGGER journal_is_not_deleted;"
        }
        DatabaseUrl::Postgres(_) => "ALTER TABLE journal DISABLE TRIGGER USER",
    };
    assert!(run(test, sql).await);
}

async fn open(test: &TestStore, agent: &Agent, training: Option<&str>) -> Uuid {
    let opening = Opening {
        training: training.map(str::to_owned),
        ..Opening::default()
    };
    let (law, now) = (test.clock.today(), test.clock.now());
    let opened = test.store.open_bilan(agent, &opening, law, now).await;
    opened.unwrap()
}

/// What is broken in the only chain.
async fn broken(test: &TestStore) -> Option<Broken> {
    let walk = test.store.verify_journal().await.unwrap();
    assert_eq!(walk.chains.len(), 1);
    walk.chains[0].broken.clone()
}

fn whole(walk: &Walk) -> bool {
    walk.chains.iter().all(|chain| chain.broken.is_none())
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_the_journal() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    open(&test, &nadia, None).await;
    for sql in [
        "UPDATE journal SET event = 'bilan read'",
        "UPDATE journal SET at = '2026-01-01T00:00:00Z'",
        "UPDATE journal SET bilan_id = NULL, details = SUBSTR(details, 1, 0)",
        "UPDATE journal SET seq = seq + 10",
        "DELETE FROM journal",
        "INSERT INTO journal (id, at, structure_id, event, details)
         SELECT structure_id, at, structure_id, event, details FROM journal LIMIT 1",
    ] {
        assert!(!run(&test, sql).await, "{sql}");
    }
    assert_eq!(broken(&test).await, None);
}

#[tokio::test]
async fn the_first_line_that_is_not_as_it_was_written_is_told() {
    for (sql, seq, fault) in [
        (
            "UPDATE journal SET event = 'bilan closed' WHERE seq = 2",
            2,
            Fault::Altered,
        ),
        (
            "UPDATE journal SET agent_id = NULL WHERE seq = 3",
            3,
            Fault::Altered,
        ),
        (
            "UPDATE journal SET details = (SELECT details FROM journal WHERE seq = 4) WHERE seq = 3",
            3,
            Fault::Details,
        ),
        (
            "UPDATE journal SET details = SUBSTR(details, 1, 0) WHERE seq = 4",
            4,
            Fault::Emptied,
        ),
        ("DELETE FROM journal WHERE seq = 3", 3, Fault::Missing),
        ("DELETE FROM journal WHERE seq >= 4", 4, Fault::Missing),
        (
            "DELETE FROM journal WHERE seq = 5; UPDATE chains SET seq = 4",
            4,
            Fault::Altered,
        ),
        (
            "UPDATE chains SET seq = 4, link = (SELECT link FROM journal WHERE seq = 4)",
            5,
            Fault::Outside,
        ),
        ("DELETE FROM chains", 1, Fault::Outside),
    ] {
        let test = TestStore::new().await;
        let nadia = test.agent("nadia", "EDS de Villejuif").await;
        for _ in 0..3 {
            open(&test, &nadia, None).await;
        }
        assert_eq!(broken(&test).await, None, "before: {sql}");
        disarm(&test).await;
        assert!(run(&test, sql).await, "{sql}");
        let found = broken(&test).await.unwrap();
        assert_eq!((found.seq, found.fault), (seq, fault), "{sql}");
    }
}

#[tokio::test]
async fn what_was_written_before_the_chain_is_counted_apart_and_the_operator_is_told() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    open(&test, &nadia, None).await;
    let (url, key) = (test.url(), test.location.key.display().to_string());
    let verify = || {
        bilan(
            &["journal", "verify", "--database", &url, "--key", &key],
            "",
        )
    };
    let done = verify();
    assert!(done.status.success(), "{}", done.errors);
    let told = "EDS de Villejuif: 3 lines hold together; last link ";
    assert!(done.output.starts_with(told), "{}", done.output);

    disarm(&test).await;
    let older = "INSERT INTO journal (id, at, structure_id, event, details)
                 SELECT structure_id, at, structure_id, event, details FROM journal WHERE seq = 1";
    assert!(run(&test, older).await);
    let walk = test.store.verify_journal().await.unwrap();
    assert!(whole(&walk));
    assert_eq!(walk.older, 1);
    assert!(
        verify()
            .output
            .contains("1 lines are older than the chains")
    );

    assert!(
        run(
            &test,
            "UPDATE journal SET event = 'bilan read' WHERE seq = 2"
        )
        .await
    );
    let done = verify();
    assert!(!done.status.success());
    let told = "EDS de Villejuif: line 2 (2026-11-23T09:00:00+00:00): its content, or the line before it, was altered";
    assert!(done.errors.contains(told), "{}", done.errors);
}

/// Many journal lines at once, as many agents of an office write them.
async fn write(stores: &[Store], agent: &Agent, bilan: Uuid, lines: usize, test: &TestStore) {
    let mut writers = tokio::task::JoinSet::new();
    for turn in 0..lines {
        let (store, agent, now) = (
            stores[turn % stores.len()].clone(),
            agent.clone(),
            test.clock.now(),
        );
        writers.spawn(async move { store.issue_support(&agent, bilan, now).await.unwrap() });
    }
    assert!(writers.join_all().await.into_iter().all(|done| done));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_writers_make_one_chain() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let (ours, theirs) = (
        open(&test, &nadia, None).await,
        open(&test, &marc, None).await,
    );
    let stores = [test.store.clone(), test.another().await];
    tokio::join!(
        write(&stores, &nadia, ours, 60, &test),
        write(&stores, &marc, theirs, 40, &test),
    );
    let walk = test.store.verify_journal().await.unwrap();
    assert!(whole(&walk), "{walk:?}");
    let lines: Vec<i64> = walk.chains.iter().map(|chain| chain.lines).collect();
    // Each chain begins with an agent, their sign-in and a bilan.
    assert_eq!(lines, [43, 63]);
}

#[tokio::test]
async fn erasing_a_training_keeps_the_chain_even_where_older_lines_are_emptied() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let played = open(&test, &nadia, Some("01-homme-seul-fin-de-droits")).await;
    let real = open(&test, &nadia, None).await;
    let now = test.clock.now();
    assert!(
        test.store
            .erase_training(&nadia, played, now)
            .await
            .unwrap()
    );
    let walk = test.store.verify_journal().await.unwrap();
    assert!(whole(&walk), "{walk:?}");
    assert_eq!(walk.chains[0].lines, 5);
    let lines = test.store.journal_of_bilan(&nadia, real).await.unwrap();
    assert!(!lines[0].details.is_null(), "the others keep theirs");

    // Details from before people had keys are emptied; the line that tells of the erasure is what makes that right.
    disarm(&test).await;
    let emptied = "UPDATE journal SET details = SUBSTR(details, 1, 0)
                   WHERE bilan_id = (SELECT bilan_id FROM journal WHERE event = 'training erased') AND event = 'bilan opened'";
    assert!(run(&test, emptied).await);
    assert_eq!(broken(&test).await, None);
    let untold = "UPDATE journal SET event = 'bilan read' WHERE event = 'training erased'";
    assert!(run(&test, untold).await);
    assert_eq!(broken(&test).await.unwrap().fault, Fault::Emptied);
}
