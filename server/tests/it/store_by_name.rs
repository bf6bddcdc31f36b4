//! A person found again by their name, in their own structure and nowhere else; names from before there was an index; nothing of them in
//! clear.

use app::{
    desk::{BilanCard, Identity, Opening},
    erasure::Wish,
    offers::NewOffer,
    sharing::{Agreed, NewShare, Scope},
    structures::roles::Role,
};
use server::{
    session::Agent,
    store::{DatabaseUrl, Store},
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    at_rest::{files_beside, rows},
    store_journal::run,
    support::TestStore,
};

const EDS: &str = "EDS de Villejuif";

fn named(first_name: &str, last_name: &str) -> Opening {
    Opening {
        person: Some(Identity {
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
        }),
        ..Opening::default()
    }
}

async fn open(test: &TestStore, agent: &Agent, opening: &Opening) -> Uuid {
    let (today, now) = (test.clock.today(), test.clock.now());
    let opened = test.store.open_bilan(agent, opening, today, now).await;
    opened.unwrap()
}

async fn cards(test: &TestStore, store: &Store, agent: &Agent, typed: &str) -> Vec<BilanCard> {
    let found = store.bilans_named(agent, typed, test.clock.now()).await;
    found.unwrap()
}

/// The bilans this finds.
async fn found(test: &TestStore, agent: &Agent, typed: &str) -> Vec<Uuid> {
    let cards = cards(test, &test.store, agent, typed).await;
    cards.into_iter().map(|card| card.id).collect()
}

#[tokio::test]
async fn a_person_is_found_however_their_name_is_typed() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", EDS).await;
    let (store, today, now) = (&test.store, test.clock.today(), test.clock.now());
    let awa = open(&test, &nadia, &named(" Awa", "N’Diaye-Exemple ")).await;
    open(&test, &nadia, &named("Awa", "Exemple")).await;
    let nameless = open(&test, &nadia, &Opening::default()).await;
    let played = Opening {
        training: Some("un rôle".to_owned()),
        ..named("Awa", "N’Diaye-Exemple")
    };
    open(&test, &nadia, &played).await;

    for typed in [
        "Awa N’Diaye-Exemple",
        "NDIAYE exemple awa",
        "  n'diaye  EXEMPLE, Awa ",
    ] {
        assert_eq!(found(&test, &nadia, typed).await, [awa], "{typed}");
    }
    for typed in ["Awa", "N’Diaye-Exemple", "Ava N’Diaye-Exemple", "", "- ’"] {
        assert!(found(&test, &nadia, typed).await.is_empty(), "{typed}");
    }

    // The card is that of the list; a bilan without a name is found by its reference, however it is typed.
    let listed = store.bilans(&nadia).await.unwrap();
    for (id, typed) in [(awa, Some("Awa N’Diaye-Exemple")), (nameless, None)] {
        let card = listed.iter().find(|card| card.id == id).unwrap();
        let typed = typed.map_or_else(
            || card.reference.to_lowercase().replace('-', " "),
            str::to_owned,
        );
        let same = cards(&test, store, &nadia, &typed).await;
        assert_eq!(same, std::slice::from_ref(card));
    }

    // Both bilans of one person; and somebody whose name comes from the list of people to meet.
    assert!(store.close_bilan(&nadia, awa, now).await.unwrap());
    let again = store.open_again(&nadia, awa, today, now).await;
    let mut both = found(&test, &nadia, "ndiaye-exemple awa").await;
    both.sort();
    assert_eq!(both, [awa, again.unwrap().unwrap()]);
    let listed = [NewOffer {
        first_name: "Bintou".to_owned(),
        last_name: "Exemple".to_owned(),
        born: "1990-02-28".parse().unwrap(),
        contact: String::new(),
    }];
    store
        .list_people(&nadia, &listed, today, now)
        .await
        .unwrap();
    let offer = store.offers(&nadia, today).await.unwrap()[0].id;
    let offered = store.open_offered(&nadia, offer, today, now).await;
    let offered = offered.unwrap().unwrap();
    assert_eq!(found(&test, &nadia, "exemple bintou").await, [offered]);

    // The journal says that somebody was sought, not who.
    let journal = store.journal_of_agent(&nadia).await.unwrap();
    let sought = journal.iter().filter(|line| line.event == "person sought");
    let told: Vec<String> = sought.map(|line| line.details.to_string()).collect();
    assert_eq!(told.len(), 12);
    assert_eq!(told[0], r#"{"found":1,"here":true}"#);
    assert!(!told.concat().to_lowercase().contains("awa"));
}

#[tokio::test]
async fn only_the_structure_that_holds_the_bilan_finds_them_and_nobody_once_they_are_erased() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", EDS).await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let (boss, _) = test.person("boss", EDS, &[Role::Manager]).await;
    let (chef, _) = test
        .person("chef", "Département", &[Role::Administrator])
        .await;
    let (store, now) = (&test.store, test.clock.now());
    let awa = open(&test, &nadia, &named("Awa", "Diallo")).await;
    let bintou = open(&test, &nadia, &named("Bintou", "Diallo")).await;
    let theirs = open(&test, &marc, &named("Awa", "Diallo")).await;
    let share = NewShare {
        to: Some(marc.structure()),
        scope: Scope {
            themes: ["logement".to_owned()].into(),
            sensitive: false,
            partner: false,
        },
        agreed: Agreed::Aloud,
    };
    assert!(store.share(&nadia, bintou, &share, now).await.unwrap());
    let reference = cards(&test, store, &nadia, "Awa Diallo").await;
    let reference = reference[0].reference.clone();

    assert_eq!(found(&test, &nadia, "Awa Diallo").await, [awa]);
    assert_eq!(found(&test, &marc, "Awa Diallo").await, [theirs]);
    // What is shared is in a list of its own.
    for typed in ["Bintou Diallo", reference.as_str()] {
        assert!(found(&test, &marc, typed).await.is_empty(), "{typed}");
    }

    let asked = (Wish::Erasure, "Elle me l’a demandé");
    assert!(store.ask_erasure(&nadia, awa, asked, now).await.unwrap());
    let id = store.erasures(&boss).await.unwrap()[0].id;
    let granted = store.grant_erasure(&boss, id, "Elle y tient", now);
    assert!(granted.await.unwrap());
    for typed in ["Awa Diallo", reference.as_str()] {
        assert!(found(&test, &nadia, typed).await.is_empty(), "{typed}");
    }
    assert_eq!(found(&test, &marc, "Awa Diallo").await, [theirs]);

    // Whoever takes the files over finds the people.
    let handed = store.close_structure(&chef, nadia.structure(), marc.structure(), now);
    assert!(handed.await.unwrap());
    assert_eq!(found(&test, &marc, "diallo bintou").await, [bintou]);
}

#[tokio::test]
async fn names_from_before_there_was_an_index_get_theirs_at_the_next_start() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", EDS).await;
    open(&test, &nadia, &Opening::default()).await;
    // More than are read at once.
    let mut last = Uuid::nil();
    for number in 0..502 {
        last = open(&test, &nadia, &named("Awa", &format!("Exemple {number}"))).await;
    }
    assert!(run(&test, "UPDATE persons SET name_index = NULL").await);
    assert!(found(&test, &nadia, "Awa Exemple 501").await.is_empty());

    // One of them does not open: the others are found all the same, at this start and at the next ones.
    let broken = match test.location.url {
        DatabaseUrl::Sqlite(_) => "X'0300010000'",
        DatabaseUrl::Postgres(_) => "'\\x0300010000'",
    };
    let first = "(SELECT id FROM persons WHERE identity IS NOT NULL ORDER BY id LIMIT 1)";
    let spoil = format!("UPDATE persons SET identity = {broken} WHERE id = {first}");
    assert!(run(&test, &spoil).await);
    for _ in 0..2 {
        let newer = test.another().await;
        assert!(
            cards(&test, &newer, &nadia, "Awa Exemple 0")
                .await
                .is_empty()
        );
        for number in [1, 250, 499, 500] {
            let typed = format!("Awa Exemple {number}");
            assert_eq!(cards(&test, &newer, &nadia, &typed).await.len(), 1);
        }
        let cards = cards(&test, &newer, &nadia, "Awa Exemple 501").await;
        assert_eq!(cards[0].id, last);
    }

    // An older server wrote one more meanwhile; those that have an index keep it.
    let newest = "(SELECT id FROM persons ORDER BY id DESC LIMIT 1)";
    let forget = format!("UPDATE persons SET name_index = NULL WHERE id = {newest}");
    assert!(run(&test, &forget).await);
    assert!(found(&test, &nadia, "Awa Exemple 501").await.is_empty());
    let newer = test.another().await;
    let cards = cards(&test, &newer, &nadia, "exemple 501 awa").await;
    assert_eq!(cards[0].id, last);
}

#[tokio::test]
async fn the_database_holds_no_name_in_clear() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", EDS).await;
    let opening = named("Zéphyrine", "Quetzalcoatl");
    open(&test, &nadia, &opening).await;
    let cards = cards(&test, &test.store, &nadia, "quetzalcoatl zephyrine").await;
    assert_eq!(cards.len(), 1);
    let stored = match &test.location.url {
        DatabaseUrl::Sqlite(file) => files_beside(file),
        DatabaseUrl::Postgres(options) => {
            let pool = PgPool::connect_with(options.as_ref().clone()).await;
            rows(&pool.unwrap()).await
        }
    };
    let stored: String = stored.iter().map(|byte| char::from(*byte)).collect();
    let stored = stored.to_lowercase();
    assert!(stored.contains("villejuif"), "what is public is there");
    for word in ["quetzal", "coatl", "phyrine", "zephyr"] {
        let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(!stored.contains(word) && !stored.contains(&hex), "{word}");
    }
}
