//! Erasing a person: all of it goes, in one transaction, and nothing of it is left in the files of the database or in a new backup.

use std::{
    collections::{BTreeSet, HashSet},
    fs,
    path::Path,
};

use app::{
    desk::{Giver, PaperFindings, StepWrites, Write},
    erasure::Wish,
    follow_up::{Move, NewMandate, Standing, State},
    offers::NewOffer,
    sharing::{Agreed, NewShare, Scope, Sought},
    structures::roles::Role,
};
use rules::{Catalogue, Situation};
use server::{
    session::Agent,
    store::{DatabaseUrl, Location, NewAppointment, Reading},
};
use sqlx::{PgPool, SqlitePool};
use uuid::Uuid;

use crate::{
    at_rest::{files_beside, rows},
    support::{TestStore, at, scratch},
};

const WHY: &str = "Elle me l’a demandé aujourd’hui";

/// Everything sealed about the person of a bilan, and the index of their name: `$1` is the bilan. With each row's own name, but for those that stay in the
/// journal or in the day of the office. The details in the journal stay: `store_keys.rs` shows that nothing opens them.
const SEALED: [(&str, bool); 14] = [
    ("SELECT id, content FROM answers WHERE bilan_id = $1", true),
    ("SELECT id, report FROM form_keys WHERE bilan_id = $1", true),
    ("SELECT id, findings FROM issued WHERE bilan_id = $1", true),
    ("SELECT id, content FROM follow_ups WHERE bilan_id = $1", true),
    (
        "SELECT s.id, s.content FROM follow_up_steps s JOIN follow_ups f ON f.id = s.follow_up_id WHERE f.bilan_id = $1",
        true,
    ),
    ("SELECT id, content FROM mandates WHERE bilan_id = $1", true),
    ("SELECT id, content FROM shares WHERE bilan_id = $1", true),
    ("SELECT id, reason FROM emergencies WHERE bilan_id = $1", true),
    ("SELECT id, content FROM erasures WHERE bilan_id = $1", true),
    ("SELECT id, content FROM offers WHERE bilan_id = $1", true),
    (
        "SELECT p.id, p.identity FROM persons p JOIN bilans b ON b.person_id = p.id WHERE b.id = $1",
        true,
    ),
    (
        "SELECT p.id, p.name_index FROM persons p JOIN bilans b ON b.person_id = p.id WHERE b.id = $1",
        true,
    ),
    ("SELECT id, opening FROM bilans WHERE id = $1", false),
    (
        "SELECT a.id, a.details FROM appointments a JOIN bilans b ON b.structure_id = a.structure_id
         WHERE b.id = $1 AND a.state = 'booked'",
        false,
    ),
];

type Found = Vec<(Uuid, Vec<u8>)>;

async fn sealed(test: &TestStore, bilan: Uuid, sql: &'static str) -> Found {
    match &test.location.url {
        DatabaseUrl::Sqlite(file) => {
            let pool = SqlitePool::connect(&file.display().to_string())
                .await
                .unwrap();
            let found = sqlx::query_as(sql).bind(bilan).fetch_all(&pool).await;
            pool.close().await;
            found.unwrap()
        }
        DatabaseUrl::Postgres(options) => {
            let pool = PgPool::connect_with(options.as_ref().clone())
                .await
                .unwrap();
            let found = sqlx::query_as(sql).bind(bilan).fetch_all(&pool).await;
            pool.close().await;
            found.unwrap()
        }
    }
}

/// What lies in a database.
async fn stored(location: &Location) -> Vec<u8> {
    match &location.url {
        DatabaseUrl::Sqlite(file) => files_beside(file),
        DatabaseUrl::Postgres(options) => {
            let pool = PgPool::connect_with(options.as_ref().clone())
                .await
                .unwrap();
            let found = rows(&pool).await;
            pool.close().await;
            found
        }
    }
}

/// Bytes as this database shows them.
fn shown(test: &TestStore, bytes: &[u8]) -> Vec<u8> {
    match test.location.url {
        DatabaseUrl::Sqlite(_) => bytes.to_vec(),
        DatabaseUrl::Postgres(_) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            hex.into_bytes()
        }
    }
}

/// How many of these pieces are there, told by their last bytes: identifiers begin with the time.
fn there(pieces: &BTreeSet<Vec<u8>>, stored: &[u8]) -> usize {
    const LAST: usize = 16;
    let ends: HashSet<&[u8]> = pieces
        .iter()
        .map(|piece| &piece[piece.len() - LAST..])
        .collect();
    let seen: HashSet<&[u8]> = stored
        .windows(LAST)
        .filter(|bytes| ends.contains(bytes))
        .collect();
    seen.len()
}

/// Pieces of everything sealed, each long enough to be found nowhere by chance; and the names of the rows that go.
async fn pieces(test: &TestStore, bilan: Uuid) -> BTreeSet<Vec<u8>> {
    let mut pieces = BTreeSet::new();
    for (sql, goes) in SEALED {
        let found = sealed(test, bilan, sql).await;
        assert!(!found.is_empty(), "nothing was written: {sql}");
        for (id, bytes) in found {
            if goes {
                pieces.insert(match test.location.url {
                    DatabaseUrl::Sqlite(_) => id.as_bytes().to_vec(),
                    DatabaseUrl::Postgres(_) => id.to_string().into_bytes(),
                });
            }
            pieces.extend(bytes.chunks_exact(24).map(|piece| shown(test, piece)));
        }
    }
    pieces
}

/// Answers a bilan as the case of the catalogue that says most, in several forms.
async fn answer(test: &TestStore, agent: &Agent, bilan: Uuid, catalogue: &Catalogue) {
    let cases = catalogue.cases().iter();
    let longest = cases
        .filter_map(|case| case.situation(catalogue).ok())
        .max_by_key(|situation| situation.answers().count())
        .unwrap();
    let writes: Vec<Write> = longest
        .answers()
        .map(|(path, answer)| Write {
            path: path.clone(),
            answer: answer.clone(),
            to_review: false,
            seen: 0,
        })
        .collect();
    for writes in writes.chunks(10) {
        let step = StepWrites {
            key: Uuid::new_v4(),
            body_hash: [1; 32],
            writes: writes.to_vec(),
            giver: Giver::Person,
        };
        let saved = test
            .store
            .save_answers(agent, bilan, &step, test.clock.now());
        assert!(saved.await.unwrap().unwrap().conflicts.is_empty());
    }
}

/// An office where Awa has been through everything, and somebody else through the interview.
pub struct Office {
    pub test: TestStore,
    pub nadia: Agent,
    pub boss: Agent,
    pub awa: Uuid,
    pub other: Uuid,
}

pub async fn office() -> Office {
    let test = TestStore::new().await;
    let catalogue = Catalogue::embedded().unwrap();
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let (boss, _) = test
        .person("boss", "EDS de Villejuif", &[Role::Manager])
        .await;
    let (store, today, now) = (&test.store, test.clock.today(), test.clock.now());
    let awa = NewOffer {
        first_name: "Awa".to_owned(),
        last_name: "Diallo-Exemple".to_owned(),
        born: "1990-02-28".parse().unwrap(),
        contact: "06 00 00 00 00".to_owned(),
    };
    let people = std::slice::from_ref(&awa);
    store.list_people(&nadia, people, today, now).await.unwrap();
    let offer = store.offers(&nadia, today).await.unwrap()[0].id;
    let opened = store.open_offered(&nadia, offer, today, now).await;
    let awa = opened.unwrap().unwrap();
    let opening = app::desk::Opening::default();
    let other = store
        .open_bilan(&nadia, &opening, today, now)
        .await
        .unwrap();
    // Both at once, so that pages of the file hold one and the other.
    answer(&test, &nadia, awa, &catalogue).await;
    answer(&test, &nadia, other, &catalogue).await;
    let found = rules::evaluate(&catalogue, &Situation::new(), today);
    let paper = PaperFindings {
        full: false,
        evaluation: found.clone(),
    };
    assert!(
        store
            .issue(&nadia, awa, &found, &paper, now)
            .await
            .unwrap()
            .is_some()
    );
    let first = [(Standing::first("css", None, today), None)];
    assert!(
        store
            .start_following(&nadia, awa, &first, now)
            .await
            .unwrap()
    );
    let mut standing = Standing::first("css", None, today);
    standing.state = State::Sent;
    let sent = Move {
        standing,
        note: "Envoyé avec elle".to_owned(),
        seen: 1,
    };
    store.move_on(&nadia, awa, &sent, None, now).await.unwrap();
    let mandate = NewMandate {
        organisations: vec!["caf".to_owned()],
        scope: "Demander la prime d’activité".to_owned(),
        signed_on: today,
        ends_on: "2027-11-23".parse().unwrap(),
    };
    assert!(store.add_mandate(&nadia, awa, &mandate, now).await.unwrap());
    let share = NewShare {
        to: Some(marc.structure()),
        scope: Scope {
            themes: ["logement".to_owned()].into(),
            sensitive: false,
            partner: false,
        },
        agreed: Agreed::Aloud,
    };
    assert!(store.share(&nadia, awa, &share, now).await.unwrap());
    let sought = Sought {
        first_name: "Awa".to_owned(),
        last_name: "Diallo-Exemple".to_owned(),
        born: Some("1990-02-28".parse().unwrap()),
    };
    assert!(
        store
            .set_findable(&nadia, awa, Some(&sought), now)
            .await
            .unwrap()
    );
    let reference = reference(&test, &nadia, awa).await;
    let opened = store
        .open_in_emergency(&boss, &reference, "Un délai finit ce soir", now)
        .await;
    assert_eq!(opened.unwrap(), Some(awa));
    let room = store.add_room(&nadia, "Bureau 2").await.unwrap();
    for (hour, who) in [
        (9, "DIALLO EXEMPLE Awa".to_owned()),
        (11, format!("code {reference}")),
    ] {
        let starts = at(&format!("2026-11-24T{hour:02}:00:00Z"));
        let slot = NewAppointment {
            room,
            agent: nadia.id(),
            starts,
            ends: starts + chrono::TimeDelta::minutes(45),
            who,
            interpreter: true,
        };
        assert!(store.book(&nadia, &slot, now).await.unwrap().is_some());
    }
    Office {
        test,
        nadia,
        boss,
        awa,
        other,
    }
}

async fn reference(test: &TestStore, agent: &Agent, bilan: Uuid) -> String {
    let read = test
        .store
        .bilan(agent, bilan, Reading::AfterWrite, test.clock.now());
    read.await.unwrap().unwrap().reference
}

#[tokio::test]
async fn nothing_of_whoever_is_erased_is_left_in_the_files() {
    let Office {
        test,
        nadia,
        boss,
        awa,
        other,
    } = office().await;
    let (store, now) = (&test.store, test.clock.now());
    assert!(store.give_data(&nadia, awa, now).await.unwrap());
    assert!(
        store
            .ask_erasure(&nadia, awa, (Wish::Erasure, WHY), now)
            .await
            .unwrap()
    );
    let asked = store.erasures(&boss).await.unwrap();
    let pieces = pieces(&test, awa).await;
    assert!(pieces.len() > 500, "only {} pieces", pieces.len());
    let before = stored(&test.location).await;
    let found = there(&pieces, &before);
    // A piece that lies on two pages of the file is not found in one.
    assert!(found * 10 > pieces.len() * 9, "{found} of {}", pieces.len());

    let why = "Le dossier est fermé, rien ne l’oblige à rester";
    assert!(
        store
            .grant_erasure(&boss, asked[0].id, why, now)
            .await
            .unwrap()
    );

    let folder = scratch();
    let copy = folder.path().join("copy.sqlite");
    store.backup(&copy).await.unwrap();
    for location in [test.location.clone(), test.restored(&copy).await] {
        let after = stored(&location).await;
        let left = there(&pieces, &after);
        assert_eq!(left, 0, "of {} pieces", pieces.len());
    }

    // What stays: the journal without its matter, the other person, the day of the office without a name.
    let walk = store.verify_journal().await.unwrap();
    assert!(
        walk.chains.iter().all(|chain| chain.broken.is_none()),
        "{walk:?}"
    );
    let read = store.bilan(&nadia, other, Reading::Shown, now).await;
    assert!(read.unwrap().unwrap().answers.len() > 20);
    assert!(
        store
            .bilan(&nadia, awa, Reading::Shown, now)
            .await
            .unwrap()
            .is_none()
    );
    let (from, to) = (at("2026-11-24T00:00:00Z"), at("2026-11-25T00:00:00Z"));
    let slots = store.appointments(&nadia, from, to).await.unwrap();
    let names: Vec<&str> = slots.iter().map(|slot| slot.who.as_str()).collect();
    assert_eq!(names, ["Nom effacé", "Nom effacé"]);
    assert!(slots.iter().all(|slot| slot.interpreter));
    let sought = Sought {
        first_name: "Awa".to_owned(),
        last_name: "Diallo-Exemple".to_owned(),
        born: Some("1990-02-28".parse().unwrap()),
    };
    let marc = test.sign_in("marc").await.0;
    assert!(store.exists(&marc, &sought, now).await.unwrap().is_empty());
    assert!(store.received(&marc).await.unwrap().is_empty());
    assert!(
        store
            .offers(&nadia, test.clock.today())
            .await
            .unwrap()
            .is_empty()
    );
    store.sweep().await.unwrap();
}

#[tokio::test]
async fn whoever_holds_the_bilan_asks_and_whoever_looks_after_the_structure_decides() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let (boss, _) = test
        .person("boss", "EDS de Villejuif", &[Role::Manager])
        .await;
    let (theirs, _) = test
        .person("theirs", "CCAS de Créteil", &[Role::Manager])
        .await;
    let (store, today, now) = (&test.store, test.clock.today(), test.clock.now());
    let open = async |training: Option<&str>| {
        let opening = app::desk::Opening {
            training: training.map(str::to_owned),
            ..app::desk::Opening::default()
        };
        store
            .open_bilan(&nadia, &opening, today, now)
            .await
            .unwrap()
    };
    let (bilan, played) = (
        open(None).await,
        open(Some("01-homme-seul-fin-de-droits")).await,
    );
    let ask = async |who, bilan| {
        store
            .ask_erasure(who, bilan, (Wish::Objection, WHY), now)
            .await
            .unwrap()
    };
    assert!(!ask(&marc, bilan).await);
    assert!(!ask(&nadia, played).await);
    assert!(ask(&nadia, bilan).await);
    assert!(!ask(&nadia, bilan).await, "it waits already");
    assert_eq!(store.erasure_of(&marc, bilan).await.unwrap(), None);
    assert!(store.erasures(&nadia).await.unwrap().is_empty());
    assert!(store.erasures(&theirs).await.unwrap().is_empty());
    let waiting = store.erasures(&boss).await.unwrap();
    assert_eq!(
        (waiting[0].reason.as_str(), waiting[0].by.as_str()),
        (WHY, "nadia Martin")
    );

    let id = waiting[0].id;
    let no = "Un recours est en cours avec ce dossier";
    for who in [&nadia, &theirs] {
        assert!(!store.refuse_erasure(who, id, no, now).await.unwrap());
        assert!(!store.grant_erasure(who, id, no, now).await.unwrap());
    }
    assert!(store.refuse_erasure(&boss, id, no, now).await.unwrap());
    assert!(!store.refuse_erasure(&boss, id, no, now).await.unwrap());
    assert!(!store.grant_erasure(&boss, id, no, now).await.unwrap());
    assert!(store.erasures(&boss).await.unwrap().is_empty());
    let told = store.erasure_of(&nadia, bilan).await.unwrap().unwrap();
    assert_eq!(told.refused, Some((now, no.to_owned())));
    let journal = store.journal_of_bilan(&nadia, bilan).await.unwrap();
    let reasons: Vec<_> = journal
        .iter()
        .filter(|line| line.event.starts_with("erasure"))
        .map(|line| {
            (
                line.event.as_str(),
                line.details["reason"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(reasons, [("erasure asked", WHY), ("erasure refused", no)]);

    // Asked again, and granted: the second bilan of the same person goes too.
    store.close_bilan(&nadia, bilan, now).await.unwrap();
    let again = store
        .open_again(&nadia, bilan, today, now)
        .await
        .unwrap()
        .unwrap();
    assert!(ask(&nadia, again).await);
    let id = store.erasures(&boss).await.unwrap()[0].id;
    assert!(
        store
            .grant_erasure(&boss, id, "La personne y tient", now)
            .await
            .unwrap()
    );
    assert!(store.bilans(&nadia).await.unwrap().is_empty());
    assert!(
        !store
            .grant_erasure(&boss, id, "La personne y tient", now)
            .await
            .unwrap()
    );
}

#[test]
fn every_table_about_people_is_erased() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let erased = fs::read_to_string(root.join("src/store/erasure.rs")).unwrap();
    let mut about = BTreeSet::new();
    for file in fs::read_dir(root.join("../migrations/sqlite")).unwrap() {
        let mut table = String::new();
        for line in fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            let name = ["CREATE TABLE ", "ALTER TABLE "]
                .iter()
                .find_map(|begins| line.strip_prefix(begins));
            if let Some(name) = name {
                table = name.split_whitespace().next().unwrap().to_owned();
            }
            let points = ["bilans", "persons", "follow_ups"]
                .iter()
                .any(|to| line.contains(&format!("REFERENCES {to} (id)")));
            if points {
                about.insert(table.clone());
            }
        }
    }
    assert!(about.len() > 10, "only {about:?}");
    let missing: Vec<_> = about
        .iter()
        .filter(|table| !erased.contains(&format!("DELETE FROM {table} ")))
        .collect();
    assert!(missing.is_empty(), "not erased: {missing:?}");
}
