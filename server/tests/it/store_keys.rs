//! The keys: one per person, which goes with them; the ring of the key file, which turns while servers work.

use std::{fs, path::Path};

use app::{
    desk::{Giver, Opening, StepWrites, Write},
    erasure::Wish,
};
use rules::{Answer, Value as Fact};
use serde_json::Value;
use server::{
    seal::{Place, Sealed, Under, Vault, key_file},
    session::Agent,
    store::{DatabaseUrl, Reading, Store, StoreError, sealed_columns},
};
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use uuid::Uuid;

use crate::{
    store_erasure::{Office, office},
    store_journal::{disarm, run},
    support::{TestStore, bilan},
};

const KEYS: Place = Place {
    table: "person_keys",
    column: "wrapped",
};
const DETAILS: Place = Place {
    table: "journal",
    column: "details",
};

/// One body against whichever database the suite runs on.
macro_rules! on_database {
    ($test:expr, |$pool:ident| $body:expr) => {
        match &$test.location.url {
            DatabaseUrl::Sqlite(file) => {
                let $pool = SqlitePool::connect(&file.display().to_string())
                    .await
                    .unwrap();
                let done = $body;
                $pool.close().await;
                done.unwrap()
            }
            DatabaseUrl::Postgres(options) => {
                let $pool = PgPool::connect_with(options.as_ref().clone())
                    .await
                    .unwrap();
                let done = $body;
                $pool.close().await;
                done.unwrap()
            }
        }
    };
}

/// Names and sealed values, as they lie there.
async fn rows(test: &TestStore, sql: &str) -> Vec<(Uuid, Sealed)> {
    on_database!(test, |pool| sqlx::query_as(AssertSqlSafe(sql.to_owned()))
        .fetch_all(&pool)
        .await)
}

/// Puts bytes where `sql` says, for the row of this name.
async fn put(test: &TestStore, sql: &str, id: Uuid, bytes: Vec<u8>) {
    on_database!(test, |pool| sqlx::query(AssertSqlSafe(sql.to_owned()))
        .bind(bytes)
        .bind(id)
        .execute(&pool)
        .await
        .map(drop));
}

fn vault(test: &TestStore) -> Vault {
    Vault::new(&key_file::read(&test.location.key).unwrap().unwrap())
}

/// Whether a value opens with the ring, or with one of these keys of people.
fn opens(
    vault: &Vault,
    keys: &[(Uuid, Sealed)],
    place: Place,
    (id, value): &(Uuid, Sealed),
) -> bool {
    let with = |(person, key): &(Uuid, Sealed)| {
        let person = vault.person(KEYS, *person, key);
        person.is_ok_and(|person| person.open::<Value>(place, *id, value).is_ok())
    };
    vault.open::<Value>(place, *id, value).is_ok() || keys.iter().any(with)
}

async fn erase(office: &Office, why: &str) {
    let (store, now) = (&office.test.store, office.test.clock.now());
    let asked = store.ask_erasure(
        &office.nadia,
        office.awa,
        (Wish::Erasure, "Elle le demande"),
        now,
    );
    assert!(asked.await.unwrap());
    let id = store.erasures(&office.boss).await.unwrap()[0].id;
    let granted = store.grant_erasure(&office.boss, id, why, now);
    assert!(granted.await.unwrap());
}

async fn whole(store: &Store) -> bool {
    let walk = store.verify_journal().await.unwrap();
    walk.chains.iter().all(|chain| chain.broken.is_none())
}

async fn answers(store: &Store, agent: &Agent, bilan: Uuid, test: &TestStore) -> Vec<String> {
    let read = store.bilan(agent, bilan, Reading::AfterWrite, test.clock.now());
    let read = read.await.unwrap().unwrap();
    let told = read
        .answers
        .iter()
        .map(|kept| format!("{:?} {:?}", kept.path, kept.answer));
    told.collect()
}

#[tokio::test]
async fn nothing_opens_what_is_left_of_whoever_was_erased() {
    const KEYS_THERE: &str = "SELECT person_id, wrapped FROM person_keys";
    let office = office().await;
    let (test, awa) = (&office.test, office.awa);
    let lines = format!(
        "SELECT id, details FROM journal WHERE bilan_id = {} ORDER BY at, id",
        literal(test, awa)
    );
    let said = format!(
        "SELECT id, content FROM answers WHERE bilan_id = {}",
        literal(test, awa)
    );
    let vault = vault(test);
    let content = Place {
        table: "answers",
        column: "content",
    };

    // Rows as a log, a freed page or a backup of some tables may keep them.
    let keys = rows(test, KEYS_THERE).await;
    let (strays, before) = (rows(test, &said).await, rows(test, &lines).await);
    assert!(strays.len() > 20 && before.len() > 5);
    for row in &strays {
        assert_eq!(row.1.under(), Some(Under::Person));
        assert!(opens(&vault, &keys, content, row));
    }
    for row in &before {
        assert_eq!(row.1.under(), Some(Under::Person));
        assert!(opens(&vault, &keys, DETAILS, row));
    }

    erase(&office, "Rien ne l’oblige à rester").await;
    let left = rows(test, KEYS_THERE).await;
    assert_eq!(left.len() + 1, keys.len());
    assert!(strays.iter().all(|row| !opens(&vault, &left, content, row)));
    // The lines stand as they were, and the chain holds; only what says that they were erased opens.
    let after = rows(test, &lines).await;
    assert_eq!(after[..before.len()], before);
    let readable: Vec<_> = after
        .iter()
        .filter(|row| opens(&vault, &left, DETAILS, row))
        .collect();
    assert_eq!(readable.len(), 1);
    let (id, why) = readable[0];
    let why: Value = vault.open(DETAILS, *id, why).unwrap();
    assert_eq!(why["reason"], "Rien ne l’oblige à rester");
    assert!(whole(&test.store).await);
}

/// An identifier in SQL.
fn literal(test: &TestStore, id: Uuid) -> String {
    match test.location.url {
        DatabaseUrl::Sqlite(_) => format!("X'{}'", id.simple()),
        DatabaseUrl::Postgres(_) => format!("'{id}'"),
    }
}

#[tokio::test]
async fn a_key_that_is_gone_is_nothing_to_the_journal_and_a_refusal_at_start() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let (opening, today, now) = (Opening::default(), test.clock.today(), test.clock.now());
    let opened = test.store.open_bilan(&nadia, &opening, today, now);
    let bilan = opened.await.unwrap();
    let told = test.store.journal_of_bilan(&nadia, bilan).await.unwrap();
    assert_eq!(told[0].details["with_rsa"], false);
    assert!(run(&test, "DELETE FROM person_keys").await);
    let told = test.store.journal_of_bilan(&nadia, bilan).await.unwrap();
    assert_eq!((told.len(), &told[0].details), (1, &Value::Null));
    let refused = Store::open(&test.location, test.clock.now()).await;
    assert!(matches!(refused, Err(StoreError::PersonKeyGone)));
}

/// Makes of this database what the version before people had keys and keys had numbers would have left: every value in form 1.
async fn grow_old(test: &TestStore) {
    disarm(test).await;
    let vault = vault(test);
    let keys = rows(test, "SELECT person_id, wrapped FROM person_keys").await;
    for (table, column) in sealed_columns().filter(|(table, _)| *table != "person_keys") {
        let id = match table {
            "second_factors" | "provider_tokens" => "agent_id",
            _ => "id",
        };
        let place = Place { table, column };
        let read = format!("SELECT {id}, {column} FROM {table} WHERE {column} IS NOT NULL");
        for (row, sealed) in rows(test, &read).await {
            let sealed = match sealed.under() {
                Some(Under::Person) => {
                    let value = keys.iter().find_map(|(person, key)| {
                        let person = vault.person(KEYS, *person, key).unwrap();
                        person.open::<Value>(place, row, &sealed).ok()
                    });
                    vault.seal(place, row, &value.unwrap()).unwrap()
                }
                _ => sealed,
            };
            // The number of the key was not written.
            assert_eq!(&sealed.bytes()[..3], &[3, 0, 1]);
            let old = [&[1], &sealed.bytes()[3..]].concat();
            let write = format!("UPDATE {table} SET {column} = $1 WHERE {id} = $2");
            put(test, &write, row, old).await;
        }
    }
    assert!(run(test, "DELETE FROM person_keys").await);
}

#[tokio::test]
async fn a_database_from_before_people_had_keys_opens_as_it_is_and_moves() {
    let office = office().await;
    let (test, nadia) = (&office.test, &office.nadia);
    let now = test.clock.now();
    let said = answers(&test.store, nadia, office.awa, test).await;
    let followed = test.store.follow_ups(nadia, office.awa).await.unwrap();
    grow_old(test).await;

    let newer = test.with(test.another().await);
    let store = &newer.store;
    assert_eq!(answers(store, nadia, office.awa, test).await, said);
    assert_eq!(store.follow_ups(nadia, office.awa).await.unwrap(), followed);
    let old = store.count_sealed().await.unwrap();
    assert_eq!((old.people, old.personal), (2, 0));
    assert!(old.to_move > 50 && old.journal[&1] > 10, "{old:?}");

    // What is written now is under the person's key.
    let step = StepWrites {
        key: Uuid::new_v4(),
        body_hash: [2; 32],
        writes: vec![Write {
            path: "foyer.remarque_libre".parse().unwrap(),
            answer: Answer::Given(Fact::Text("Elle revient lundi".into())),
            to_review: false,
            seen: 0,
        }],
        giver: Giver::Person,
    };
    store
        .save_answers(nadia, office.awa, &step, now)
        .await
        .unwrap();
    // The answer, the report of the form, and the line of the journal.
    let counts = store.count_sealed().await.unwrap();
    assert_eq!(counts.personal, 3);

    let moved = store.reseal().await.unwrap();
    assert!(moved >= u64::try_from(old.to_move).unwrap());
    let counts = store.count_sealed().await.unwrap();
    assert_eq!((counts.to_move, counts.not_under(1)), (0, 0));
    assert_eq!(counts.personal, old.to_move + 3);
    assert_eq!(store.follow_ups(nadia, office.awa).await.unwrap(), followed);
    assert_eq!(
        answers(store, nadia, office.awa, test).await.len(),
        said.len() + 1
    );
    assert_eq!(
        store.reseal().await.unwrap(),
        0,
        "there is nothing left to move"
    );

    // The lines that are under the ring are emptied when the person is erased, since no key goes with them.
    let lines = format!(
        "SELECT id, details FROM journal WHERE bilan_id = {}",
        literal(test, office.awa)
    );
    let under_the_ring = rows(test, &lines).await.len() - 1;
    let newer = Office {
        test: newer,
        ..office
    };
    erase(&newer, "Rien ne l’oblige à rester").await;
    let after = rows(&newer.test, &lines).await;
    let empty = after.iter().filter(|(_, details)| details.is_empty());
    assert_eq!(empty.count(), under_the_ring);
}

#[tokio::test]
async fn the_ring_turns_while_servers_work_and_an_older_key_leaves_once_nothing_needs_it() {
    let office = office().await;
    let (test, nadia) = (&office.test, &office.nadia);
    let (now, file) = (test.clock.now(), test.location.key.as_path());
    let running = test.another().await;
    let said = answers(&running, nadia, office.awa, test).await;
    let signed = running.journal_of_agent(nadia).await.unwrap();
    let old_names = rows(test, "SELECT id, name FROM agents").await;

    // Another database's file is refused and stays as it was.
    let another = TestStore::new().await;
    let theirs = fs::read(&another.location.key).unwrap();
    let refused = test.store.turn_ring(&another.location.key).await;
    assert!(matches!(
        refused,
        Err(StoreError::Key(key_file::KeyError::Wrong(_)))
    ));
    assert_eq!(fs::read(&another.location.key).unwrap(), theirs);

    assert_eq!(test.store.turn_ring(file).await.unwrap(), Some(2));
    assert_eq!(test.store.key_numbers(file).unwrap(), (vec![1, 2], 2));
    only_its_owner_reads(file);
    // Cut off here: older values open, and the next `rotate` finishes before anything else.
    assert_eq!(answers(&test.store, nadia, office.awa, test).await, said);
    let next = test.another().await;
    assert_eq!(next.turn_ring(file).await.unwrap(), None);
    let waiting = next.count_sealed().await.unwrap().not_under(2);
    let refused = next.retire_keys(file).await;
    assert!(matches!(refused, Err(StoreError::KeysInUse(values)) if values == waiting));
    assert_eq!(
        next.reseal().await.unwrap(),
        u64::try_from(waiting).unwrap()
    );
    assert_eq!(next.reseal().await.unwrap(), 0);

    // Half done, as when a server still wrote under the key before: it is seen and finished.
    let (id, name) = &old_names[0];
    put(
        test,
        "UPDATE agents SET name = $1 WHERE id = $2",
        *id,
        name.bytes().to_vec(),
    )
    .await;
    assert_eq!(next.turn_ring(file).await.unwrap(), None);
    assert!(matches!(
        next.retire_keys(file).await,
        Err(StoreError::KeysInUse(1))
    ));
    assert_eq!(next.reseal().await.unwrap(), 1);

    // A server that started before reads what is new, and seals with the new key.
    assert_eq!(answers(&running, nadia, office.awa, test).await, said);
    running
        .name_session(&[9; 32], Some("Firefox"))
        .await
        .unwrap();
    let opening = Opening::default();
    let opened = running.open_bilan(nadia, &opening, test.clock.today(), now);
    opened.await.unwrap();
    assert_eq!(running.count_sealed().await.unwrap().not_under(2), 0);

    assert_eq!(next.retire_keys(file).await.unwrap(), [1]);
    assert_eq!(next.retire_keys(file).await.unwrap(), Vec::<u16>::new());
    assert_eq!(next.key_numbers(file).unwrap(), (vec![2], 2));
    only_its_owner_reads(file);
    // The lines of the journal stay under the first key, which opens them still, here and in what starts now.
    let late = test.another().await;
    for store in [&running, &late] {
        assert_eq!(store.journal_of_agent(nadia).await.unwrap(), signed);
        assert_eq!(answers(store, nadia, office.awa, test).await, said);
        assert!(whole(store).await);
    }
    assert!(
        late.credentials("nadia").await.unwrap().is_some(),
        "indexes did not turn"
    );
    assert_eq!(late.turn_ring(file).await.unwrap(), Some(3));
    late.reseal().await.unwrap();
    assert_eq!(late.retire_keys(file).await.unwrap(), [2]);
    let last = test.another().await;
    assert_eq!(last.journal_of_agent(nadia).await.unwrap(), signed);
}

fn only_its_owner_reads(file: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[tokio::test]
async fn the_operator_checks_turns_moves_and_retires() {
    let office = office().await;
    let test = &office.test;
    let (url, file) = (test.url(), test.location.key.display().to_string());
    let key = |word: &str| bilan(&["key", word, "--database", &url, "--key", &file], "");
    let told = |word: &str| {
        let done = key(word);
        assert!(done.status.success(), "{word}: {}", done.errors);
        done.output
    };
    let check = told("check");
    let first = format!(
        "The key file {file} is the key of this database. It holds 1 sealing key(s): 1; number 1 seals.\n"
    );
    assert!(check.starts_with(&first), "{check}");
    assert!(
        check.contains("2 persons have a key of their own; "),
        "{check}"
    );
    assert!(!check.contains("not finished") && !check.contains("bilan key move"));

    grow_old(test).await;
    let check = told("check");
    assert!(
        check.contains("`bilan key move` puts them there."),
        "{check}"
    );
    assert!(!told("move").starts_with("0 values"));
    assert!(!told("check").contains("bilan key move"));
    assert_eq!(told("move"), "0 values were sealed again.\n");

    assert!(told("rotate").starts_with("Key number 2 was added to "));
    let check = told("check");
    assert!(
        check.contains("2 sealing key(s): 1, 2; number 2 seals."),
        "{check}"
    );
    assert!(check.contains("\nKey number 1: 0 values and "), "{check}");
    let copy = fs::read(&file).unwrap();
    assert!(told("retire").contains("key(s) number 1."));
    let check = told("check");
    assert!(
        check.contains("\nKey number 1 (no longer in the file): 0 values and "),
        "{check}"
    );
    assert_eq!(
        told("retire"),
        "The key file holds one sealing key: there is none to take out.\n"
    );

    // A rotation that was cut off once the key was in the file.
    test.store.turn_ring(Path::new(&file)).await.unwrap();
    assert!(told("check").contains("A rotation is not finished"));
    let refused = key("retire");
    assert!(!refused.status.success());
    assert!(
        refused.errors.contains("values are still under the keys"),
        "{}",
        refused.errors
    );
    assert!(told("rotate").starts_with("The last rotation was not finished"));
    assert!(!told("check").contains("not finished"));

    // An older copy of the file: what it lacks is said. No file at all: what is lost is said.
    fs::write(&file, copy).unwrap();
    let older = key("check");
    assert!(
        older
            .errors
            .contains("is under key number 3, which the key file does not hold"),
        "{}",
        older.errors
    );
    fs::remove_file(&file).unwrap();
    let lost = key("check");
    assert!(!lost.status.success());
    assert!(
        lost.errors
            .contains("is missing, and this database holds sealed data"),
        "{}",
        lost.errors
    );
    assert!(
        lost.errors.contains("Without any copy the data are lost"),
        "{}",
        lost.errors
    );
}

/// What the documentation says is sealed is what is sealed again.
#[test]
fn every_sealed_column_is_in_the_list() {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/sealed-columns.md"));
    let mut documented: Vec<String> = text
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | sealed |"))
        .map(|(column, _)| column.to_owned())
        .collect();
    let listed = sealed_columns().map(|(table, column)| format!("{table}.{column}"));
    let mut listed: Vec<String> = listed.collect();
    documented.sort();
    listed.sort();
    assert_eq!(listed, documented);
}
