//! A structure leaves and arrives whole: what is exported from where it arrived is what was exported from where it left, and its
//! agents read there what they read before. What is not such a file changes nothing.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, Read as _, Write as _},
};

use app::{
    desk::{Giver, NewRemark, Opening, RemarkReason, RemarkSubject, StepWrites, Write},
    erasure::Wish,
    follow_up::{NewContact, NewMandate, Standing},
    interview::situation_of,
    notes::NewNote,
    offers::NewOffer,
    sharing::{Agreed, NewShare, Scope, Sought},
    structures::{Allowed, roles::Role},
};
use rules::{Answer, Catalogue, DateRange, Value as Given};
use serde_json::{Value, json};
use server::{
    seal::passphrase::{OpeningReader, SealingWriter},
    session::{self, Agent, password},
    store::{Imported, NewAppointment, Reading, Store, TransferError},
};
use uuid::Uuid;

use crate::support::{EVERY_ROLE, TestStore, at, bilan, scratch};

const EDS: &str = "EDS de Villejuif (démonstration)";
const CCAS: &str = "CCAS de Créteil (démonstration)";
const NEW: &str = "cinq mots qui ne disent rien";

/// What a structure writes when it leaves.
async fn left(test: &TestStore, structure: Uuid) -> Vec<u8> {
    let mut text = Vec::new();
    let done = test
        .store
        .export_structure(structure, &mut text, test.clock.now(), &mut |_, _| ())
        .await;
    assert_eq!(done.unwrap().untold, 1);
    text
}

async fn arrive(test: &TestStore, text: &[u8]) -> Result<Imported, TransferError> {
    arrive_from(test, &mut &text[..]).await
}

async fn arrive_from(test: &TestStore, text: &mut dyn BufRead) -> Result<Imported, TransferError> {
    let nobodys = password::hash("que personne ne connaît".to_owned()).await;
    let (hash, now) = (nobodys.unwrap(), test.clock.now());
    test.store
        .import_structure(text, &hash, now, &mut |_, _| ())
        .await
}

fn lines(text: &[u8]) -> Vec<Value> {
    let lines = text
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

fn text(lines: &[Value]) -> Vec<u8> {
    let lines = lines.iter().map(|line| format!("{line}\n"));
    lines.collect::<String>().into_bytes()
}

/// The rows, without what leaving and arriving add by themselves.
fn rows(text: &[u8]) -> Vec<Value> {
    let mut lines = lines(text);
    lines.retain(|line| {
        let event = line["journal"]["event"].as_str().unwrap_or_default();
        line.get("export").is_none()
            && line.get("end").is_none()
            && !["structure exported", "structure imported"].contains(&event)
    });
    lines
}

/// An office as rich as the demo, where more was done: everything that leaves is there.
struct Office {
    test: TestStore,
    lea: Agent,
    boss: Agent,
    luc: Agent,
    awa: Uuid,
}

async fn office(test: TestStore) -> Office {
    let key = test.location.key.display().to_string();
    let done = bilan(&["demo", "--database", &test.url(), "--key", &key], "");
    assert!(done.status.success(), "{}", done.errors);
    let (lea, _) = test.person("lea", EDS, EVERY_ROLE).await;
    let (boss, _) = test
        .person("boss", EDS, &[Role::Manager, Role::Administrator])
        .await;
    let luc = test.agent("luc", CCAS).await;
    let (store, today, now) = (&test.store, test.clock.today(), test.clock.now());

    let born = "1990-02-28".parse().unwrap();
    let listed = ["Awa", "Bintou", "Chloé"].map(|first_name| NewOffer {
        first_name: first_name.to_owned(),
        last_name: "Diallo-Exemple".to_owned(),
        born,
        contact: "06 00 00 00 00".to_owned(),
    });
    store.list_people(&lea, &listed, today, now).await.unwrap();
    let mut opened = BTreeMap::new();
    for offer in store.offers(&lea, today).await.unwrap() {
        let name = offer.who.first_name.clone();
        if offer.who.last_name == "Diallo-Exemple" && name != "Chloé" {
            let bilan = store.open_offered(&lea, offer.id, today, now).await;
            opened.insert(name, bilan.unwrap().unwrap());
        }
    }
    let (awa, bintou) = (opened["Awa"], opened["Bintou"]);
    let training = Opening {
        training: Some("un rôle".to_owned()),
        ..Opening::default()
    };
    store.open_bilan(&lea, &training, today, now).await.unwrap();

    let scope = Scope {
        themes: ["logement".to_owned()].into(),
        sensitive: false,
        partner: false,
    };
    for to in [Some(luc.structure()), None] {
        let share = NewShare {
            to,
            scope: scope.clone(),
            agreed: Agreed::Aloud,
        };
        assert!(store.share(&lea, awa, &share, now).await.unwrap());
    }
    let date = Given::Date(DateRange {
        first: born,
        last: born,
    });
    for (agent, path, answer) in [
        (&lea, "personne.date_naissance", Answer::Given(date)),
        (&luc, "foyer.logement_statut", Answer::DoesNotKnow),
    ] {
        let step = StepWrites {
            key: Uuid::new_v4(),
            body_hash: [1; 32],
            writes: vec![Write {
                path: path.parse().unwrap(),
                answer,
                to_review: true,
                seen: 0,
            }],
            giver: Giver::Person,
        };
        let saved = store.save_answers(agent, awa, &step, now).await;
        assert_eq!(saved.unwrap().unwrap().saved.len(), 1);
    }
    let first = [(Standing::first("css", None, today), None)];
    assert!(store.start_following(&lea, awa, &first, now).await.unwrap());
    for agent in [&lea, &luc] {
        assert!(store.follow(agent, awa, true, now).await.unwrap());
        let mut note = NewNote {
            theme: "logement".to_owned(),
            text: format!("Dit à {}", agent.name()),
            sensitive: false,
        };
        assert!(store.add_note(agent, awa, &note, now).await.unwrap());
        note.text.push_str(", puis corrigé");
        let notes = store.notes(agent, awa).await.unwrap();
        let own = notes
            .iter()
            .find(|kept| kept.what.text.ends_with(agent.name()))
            .unwrap();
        let seen = (own.id, own.version);
        let corrected = store.correct_note(agent, awa, seen, &note, now).await;
        assert!(corrected.unwrap().is_some());
    }
    let mandate = NewMandate {
        organisations: vec!["caf".to_owned()],
        scope: "Demander la prime d’activité".to_owned(),
        signed_on: today,
        ends_on: "2027-11-23".parse().unwrap(),
    };
    assert!(store.add_mandate(&lea, awa, &mandate, now).await.unwrap());
    // One who is known by what was answered, one whom nothing tells.
    for (bilan, born) in [(awa, born), (bintou, "1980-01-01".parse().unwrap())] {
        let sought = Sought {
            first_name: "Awa".to_owned(),
            last_name: "Diallo-Exemple".to_owned(),
            born: Some(born),
        };
        let set = store.set_findable(&lea, bilan, Some(&sought), now).await;
        assert!(set.unwrap());
    }
    let card = store.bilan(&lea, awa, Reading::Shown, now).await.unwrap();
    let reference = card.unwrap().reference;
    let why = "Un délai finit ce soir";
    let read = store.open_in_emergency(&boss, &reference, why, now).await;
    assert_eq!(read.unwrap(), Some(awa));
    assert!(
        store
            .ask_erasure(&lea, awa, (Wish::Erasure, "À sa demande"), now)
            .await
            .unwrap()
    );

    // Somebody who was erased: their lines of the journal are empty.
    let gone = store
        .open_bilan(&lea, &Opening::default(), today, now)
        .await;
    let gone = gone.unwrap();
    assert!(
        store
            .ask_erasure(&lea, gone, (Wish::Objection, "À sa demande"), now)
            .await
            .unwrap()
    );
    let asked = store.erasures(&boss).await.unwrap();
    let asked = asked.last().unwrap();
    assert!(
        store
            .grant_erasure(&boss, asked.id, "Elle y tient", now)
            .await
            .unwrap()
    );

    let somebody = NewContact {
        organisation: "caf".to_owned(),
        name: "Mme Exemple".to_owned(),
        phone: "poste 12".to_owned(),
        note: "Dossiers bloqués".to_owned(),
    };
    store.add_contact(&lea, &somebody, now).await.unwrap();
    let remark = NewRemark {
        subject: RemarkSubject::Right("rsa-socle".into()),
        reason: RemarkReason::Outdated,
        words: "Le montant a changé".into(),
    };
    store.add_remark(&lea, &remark, "essai", now).await.unwrap();
    let day = "2026-12-24".parse().unwrap();
    store.set_closed(&lea, day, true).await.unwrap();
    let (since, until) = ("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let agreed = store
        .add_agreement(&boss, lea.structure(), (since, until), Allowed::ALL, now)
        .await;
    assert!(agreed.unwrap());
    let room = store.add_room(&lea, "Bureau 2").await.unwrap();
    let starts = at("2026-11-24T09:00:00Z");
    let slot = NewAppointment {
        room,
        agent: lea.id(),
        starts,
        ends: starts + chrono::TimeDelta::minutes(45),
        who: "Awa Diallo-Exemple".to_owned(),
        interpreter: true,
    };
    assert!(store.book(&lea, &slot, now).await.unwrap().is_some());
    Office {
        test,
        lea,
        boss,
        luc,
        awa,
    }
}

/// Everything an agent's pages read of their office and of one bilan.
async fn pages(store: &Store, agent: &Agent, bilan: Uuid, test: &TestStore) -> String {
    let (today, now) = (test.clock.today(), test.clock.now());
    let catalogue = Catalogue::embedded().unwrap();
    let mut told = String::new();
    let mut tell = |page: String| {
        told.push_str(&page);
        told.push('\n');
    };
    for card in store.bilans(agent).await.unwrap() {
        tell(format!("{card:?}"));
        let read = store.bilan(agent, card.id, Reading::AfterWrite, now).await;
        let read = read.unwrap().unwrap();
        tell(format!("{read:?}"));
        let found = rules::evaluate(&catalogue, &situation_of(&read.answers), read.law_date);
        tell(format!("{found:?}"));
        tell(format!(
            "{:?}",
            store.follow_ups(agent, card.id).await.unwrap()
        ));
        tell(format!("{:?}", store.notes(agent, card.id).await.unwrap()));
        tell(format!(
            "{:?}",
            store.followers(agent, card.id).await.unwrap()
        ));
        tell(format!(
            "{:?}",
            store.orientations(agent, card.id).await.unwrap()
        ));
    }
    tell(format!("{:?}", store.mandates(agent, bilan).await.unwrap()));
    tell(format!(
        "{:?}",
        store.shares(agent, bilan, now).await.unwrap()
    ));
    tell(format!(
        "{:?}",
        store.history_of_bilan(agent, bilan).await.unwrap()
    ));
    tell(format!(
        "{:?}",
        store.journal_of_bilan(agent, bilan).await.unwrap()
    ));
    tell(format!(
        "{:?}",
        store.is_findable(agent, bilan).await.unwrap()
    ));
    tell(format!("{:?}", store.offers(agent, today).await.unwrap()));
    tell(format!("{:?}", store.contacts(agent).await.unwrap()));
    tell(format!("{:?}", store.remarks(agent).await.unwrap()));
    tell(format!("{:?}", store.erasures(agent).await.unwrap()));
    let days = (at("2026-11-01T00:00:00Z"), at("2026-12-31T00:00:00Z"));
    tell(format!(
        "{:?}",
        store.appointments(agent, days.0, days.1).await.unwrap()
    ));
    tell(format!("{:?}", store.all_steps(agent).await.unwrap()));
    told
}

/// An agent of a structure that arrived, once the operator gave them a password.
async fn let_in(test: &TestStore, login: &str) -> Agent {
    let now = test.clock.now();
    let given = session::reset_password(&test.store, login, NEW, false, now).await;
    assert!(given.unwrap(), "{login}");
    let signed = session::sign_in(&test.store, login, NEW, "192.0.2.1", now).await;
    let token = signed.unwrap().session().unwrap();
    session::resolve(&test.store, &token, now)
        .await
        .unwrap()
        .unwrap()
}

async fn is_empty(test: &TestStore) -> bool {
    let structures = test.store.structures(test.clock.today()).await.unwrap();
    let walk = test.store.verify_journal().await.unwrap();
    structures.is_empty() && walk.chains.is_empty() && !test.store.has_agents().await.unwrap()
}

#[tokio::test]
async fn what_arrives_is_what_left_and_leaves_again_the_same() {
    // From SQLite to whichever database the suite runs on, and back.
    let folder = scratch();
    let Office {
        test,
        lea,
        luc,
        awa,
        ..
    } = office(TestStore::in_folder(folder.path()).await).await;
    let structure = lea.structure();
    let read = pages(&test.store, &lea, awa, &test).await;
    let first = left(&test, structure).await;

    let told = String::from_utf8(first.clone()).unwrap();
    assert!(!told.contains("$argon2"), "no password leaves");
    assert!(told.contains("Le montant a changé") && told.contains("06 00 00 00 00"));
    let mut tables: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines(&first) {
        for name in line.as_object().unwrap().keys() {
            *tables.entry(name.clone()).or_default() += 1;
        }
    }
    // The first line, the last one, 28 tables and the journal.
    assert_eq!(tables.len(), 31, "{tables:?}");
    let others = rows(&first)
        .into_iter()
        .filter(|line| line["agents"]["id"] == json!(luc.id()));
    let others: Vec<Value> = others.collect();
    assert_eq!(others.len(), 1);
    assert_eq!(
        others[0]["agents"]["login"],
        Value::Null,
        "not of this structure"
    );
    let emptied = lines(&first).into_iter().filter(|line| {
        line.get("journal")
            .is_some_and(|line| line["details"].is_null())
    });
    assert!(emptied.count() > 0);

    let there = TestStore::new().await;
    let done = arrive(&there, &first).await.unwrap();
    assert_eq!((done.known, done.untold), (0, 1));
    assert!(done.renamed.is_empty() && done.logins.contains(&"lea".to_owned()));
    assert!(!done.logins.contains(&"luc".to_owned()));
    let again = left_whole(&there, structure).await;
    let mut expected = rows(&first);
    expected.retain(|line| {
        !line["findable"]["person_index"].is_null() || line.get("findable").is_none()
    });
    assert_eq!(rows(&again), expected);

    let back_in = scratch();
    let back = TestStore::in_folder(back_in.path()).await;
    arrive(&back, &again).await.unwrap();
    assert_eq!(rows(&left_whole(&back, structure).await), expected);

    for arrived in [&there, &back] {
        let walk = arrived.store.verify_journal().await.unwrap();
        assert!(
            walk.chains.iter().all(|chain| chain.broken.is_none()),
            "{walk:?}"
        );
        let signed = session::sign_in(&arrived.store, "lea", NEW, "", arrived.clock.now()).await;
        assert!(signed.is_err(), "nobody has a password there");
        let lea = let_in(arrived, "lea").await;
        assert_eq!(pages(&arrived.store, &lea, awa, arrived).await, read);
        let now = arrived.clock.now();
        let named = arrived.store.bilans_named(&lea, "DIALLO EXEMPLE awa", now);
        assert_eq!(named.await.unwrap()[0].id, awa);
        let eva = arrived.agent("eva", "Ailleurs").await;
        let sought = Sought {
            first_name: "awa".to_owned(),
            last_name: "DIALLO EXEMPLE".to_owned(),
            born: Some("1990-02-28".parse().unwrap()),
        };
        let found = arrived
            .store
            .exists(&eva, &sought, arrived.clock.now())
            .await;
        assert_eq!(found.unwrap()[0].structure, EDS);
    }
}

/// The same, when nobody is known by an index alone.
async fn left_whole(test: &TestStore, structure: Uuid) -> Vec<u8> {
    let mut text = Vec::new();
    let (now, mut told) = (test.clock.now(), Vec::new());
    let mut progress = |table: &str, count: u64| told.push((table.to_owned(), count));
    let done = test
        .store
        .export_structure(structure, &mut text, now, &mut progress)
        .await
        .unwrap();
    assert_eq!(done.untold, 0);
    let answers = done
        .rows
        .iter()
        .find(|(table, _)| *table == "answers")
        .unwrap()
        .1;
    assert!(told.contains(&("answers".to_owned(), answers)), "{told:?}");
    text
}

#[tokio::test]
async fn what_is_there_already_stays_and_what_differs_refuses_the_whole() {
    let Office {
        test,
        lea,
        boss,
        awa,
        ..
    } = office(TestStore::new().await).await;
    let (store, now) = (&test.store, test.clock.now());
    let first = left(&test, lea.structure()).await;
    let there = TestStore::new().await;
    // Somebody else has this login there.
    there.agent("lea", "Ailleurs").await;
    let done = arrive(&there, &first).await.unwrap();
    assert_eq!(done.renamed.len(), 1);
    assert_eq!(done.renamed[0].0, "lea");
    let again = arrive(&there, &first).await.unwrap();
    assert!(again.rows.is_empty() && again.known > 100, "{again:?}");
    assert_eq!(again.logins, Vec::<String>::new());
    // Where it left from, too.
    let known = arrive(&test, &first).await.unwrap();
    assert!(known.rows.is_empty(), "{known:?}");

    let arrived = let_in(&there, &done.renamed[0].1).await;
    assert_eq!((arrived.id(), arrived.name()), (lea.id(), lea.name()));
    assert!(store.close_bilan(&lea, awa, now).await.unwrap());
    assert!(
        store
            .set_retention(&boss, lea.structure(), 12, now)
            .await
            .unwrap()
    );
    let before = there.store.verify_journal().await.unwrap();
    let refused = arrive(&there, &left(&test, lea.structure()).await).await;
    assert!(
        matches!(
            refused,
            Err(TransferError::Differs {
                table: "structures",
                ..
            })
        ),
        "{refused:?}"
    );
    assert_eq!(there.store.verify_journal().await.unwrap(), before);
}

#[tokio::test]
async fn two_structures_that_share_find_one_another_again() {
    let Office {
        test,
        lea,
        luc,
        awa,
        ..
    } = office(TestStore::new().await).await;
    let (eds, ccas) = (lea.structure(), luc.structure());
    let there = TestStore::new().await;
    arrive(&there, &left(&test, eds).await).await.unwrap();
    let today = there.clock.today();
    let known = there.store.structures(today).await.unwrap();
    let named = known.iter().find(|structure| structure.id == ccas).unwrap();
    assert!(named.closed_at.is_some(), "nobody is there yet");

    let done = arrive(&there, &left_whole(&test, ccas).await)
        .await
        .unwrap();
    assert!(done.logins.contains(&"luc".to_owned()), "{done:?}");
    let known = there.store.structures(today).await.unwrap();
    let arrived = known.iter().find(|structure| structure.id == ccas).unwrap();
    assert_eq!(arrived.closed_at, None);
    let luc = let_in(&there, "luc").await;
    let now = there.clock.now();
    let shared = there.store.bilan(&luc, awa, Reading::AfterWrite, now).await;
    assert!(shared.unwrap().unwrap().shared.is_some());
    let notes = there.store.notes(&luc, awa).await.unwrap();
    assert!(notes.iter().any(|note| note.what.text.contains("luc")));
    let walk = there.store.verify_journal().await.unwrap();
    assert!(
        walk.chains.iter().all(|chain| chain.broken.is_none()),
        "{walk:?}"
    );
    assert!(walk.chains.len() >= 2);
}

#[tokio::test]
async fn what_is_not_a_whole_export_changes_nothing() {
    let Office { test, lea, .. } = office(TestStore::new().await).await;
    let whole = lines(&left(&test, lea.structure()).await);
    let there = TestStore::new().await;
    let at = |name: &str| {
        whole
            .iter()
            .position(|line| line.get(name).is_some())
            .unwrap()
    };
    let changed = |place: usize, pointer: &str, value: Value| {
        let mut lines = whole.clone();
        *lines[place].pointer_mut(pointer).unwrap() = value;
        text(&lines)
    };
    let without = |place: usize| {
        let mut lines = whole.clone();
        lines.remove(place);
        text(&lines)
    };
    let other = json!(Uuid::new_v4());
    let deep = format!("{{\"answers\":{}", "[".repeat(100_000));
    let mut twice = whole.clone();
    twice.extend(whole.clone());
    let all = text(&whole);
    let hostile: Vec<(&str, Vec<u8>, &str)> = vec![
        ("nothing", Vec::new(), "not whole"),
        ("another text", b"bonjour\n".to_vec(), "line 1 of"),
        ("newer", changed(0, "/export/format", json!(3)), "format 3"),
        (
            "no line of the journal",
            without(at("journal")),
            "not whole",
        ),
        ("no answer", without(at("answers")), "not whole"),
        ("no agent", without(at("agents")), "points at"),
        ("no end", without(whole.len() - 1), "not whole"),
        ("cut in a line", all[..all.len() / 2].to_vec(), "line "),
        ("twice", text(&twice), "not whole"),
        (
            "a table more",
            [&all[..], b"{\"sessions\":{}}\n"].concat(),
            "not whole",
        ),
        (
            "another table",
            changed(at("rooms"), "", json!({"sessions": {"x": 1}})),
            "\"sessions\"",
        ),
        (
            "another structure",
            changed(at("structures"), "/structures/id", other.clone()),
            "points at",
        ),
        (
            "somebody else’s bilan",
            changed(at("answers"), "/answers/bilan_id", other.clone()),
            "points at",
        ),
        (
            "another office",
            changed(at("answers"), "/answers/structure_id", other),
            "points at",
        ),
        (
            "a number for a text",
            changed(at("rooms"), "/rooms/name", json!(3)),
            "a row of rooms",
        ),
        (
            "a column more",
            changed(at("rooms"), "/rooms", json!({"id": Uuid::new_v4(), "x": 1})),
            "a row of rooms",
        ),
        (
            "no such day",
            changed(at("closed_days"), "/closed_days/day", json!("hier")),
            "a row of closed_days",
        ),
        (
            "what the database forbids",
            changed(at("bilans"), "/bilans/state", json!("perdu")),
            "refuses line",
        ),
        (
            "nothing where something must be",
            changed(at("rooms"), "/rooms/name", Value::Null),
            "refuses line",
        ),
        (
            "deep",
            [&text(&whole[..1])[..], deep.as_bytes(), b"\n"].concat(),
            "line 2 of",
        ),
    ];
    for (what, text, sentence) in hostile {
        let refused = arrive(&there, &text).await.unwrap_err().to_string();
        assert!(refused.contains(sentence), "{what}: {refused}");
        assert_eq!(refused.lines().count(), 1, "{what}");
        assert!(is_empty(&there).await, "{what}");
    }
    // A gigabyte without an end of line is not read to its end.
    let endless = io::repeat(b'a').take(1 << 30);
    let refused = arrive_from(&there, &mut BufReader::new(endless)).await;
    assert!(
        matches!(refused, Err(TransferError::Line(1))),
        "{refused:?}"
    );

    // Sealed: a byte anywhere, an end anywhere.
    let mut sealed = SealingWriter::new(Vec::new(), NEW).unwrap();
    sealed.write_all(&all).unwrap();
    let sealed = sealed.finish().unwrap();
    let last = sealed.len() - 1;
    for place in [9, 40, sealed.len() / 3, sealed.len() / 2, last] {
        let mut altered = sealed.clone();
        altered[place] ^= 1;
        for file in [&altered[..], &sealed[..place]] {
            if let Ok(opened) = OpeningReader::new(file, NEW) {
                let refused = arrive_from(&there, &mut BufReader::new(opened)).await;
                assert!(refused.is_err(), "{place}");
            }
            assert!(is_empty(&there).await, "{place}");
        }
    }
    let opened = OpeningReader::new(&sealed[..], NEW).unwrap();
    arrive_from(&there, &mut BufReader::new(opened))
        .await
        .unwrap();
}
