//! The people to whom a bilan is to be offered, and the figures, in the store, on whichever database the suite runs.

use app::figures::{Reach, quarter::Quarter};
use app::follow_up::{Move, Standing, State};
use app::offers::{Listed, NewOffer, OfferState};
use app::structures::{Allowed, Kind, NewStructure, roles::Role};
use server::store::StoreError;

use crate::support::TestStore;

fn person(last_name: &str, born: &str) -> NewOffer {
    NewOffer {
        first_name: "Awa".to_owned(),
        last_name: last_name.to_owned(),
        born: born.parse().unwrap(),
        contact: "06 00 00 00 00".to_owned(),
    }
}

fn two() -> [NewOffer; 2] {
    [
        person("Diallo", "1990-02-28"),
        person("Petit", "1990-02-28"),
    ]
}

#[tokio::test]
async fn a_list_imported_twice_adds_nobody_twice() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let (store, today, now) = (&test.store, test.clock.today(), test.clock.now());
    let list =
        async |who, people: &[NewOffer]| store.list_people(who, people, today, now).await.unwrap();
    assert_eq!(list(&nadia, &two()).await, Listed { added: 2, known: 0 });
    // Typed otherwise, it is the same person; on another day of birth, it is not.
    let again = [
        person("DIALLO", "1990-02-28"),
        person("diallo", "1991-02-28"),
    ];
    assert_eq!(list(&nadia, &again).await, Listed { added: 1, known: 1 });
    assert_eq!(list(&marc, &two()).await, Listed { added: 2, known: 0 });
    let names: Vec<String> = store
        .offers(&nadia, today)
        .await
        .unwrap()
        .into_iter()
        .map(|offer| offer.who.last_name)
        .collect();
    assert_eq!(names, ["Diallo", "diallo", "Petit"]);
    // Two agents at the same instant.
    let people = [person("Moreau", "1980-01-01")];
    let (one, other) = tokio::join!(
        store.list_people(&nadia, &people, today, now),
        store.list_people(&nadia, &people, today, now)
    );
    assert_eq!(one.unwrap().added + other.unwrap().added, 1);
}

#[tokio::test]
async fn an_offer_ends_in_a_bilan_or_in_a_no() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let paul = test.agent("paul", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let (store, today, now) = (&test.store, test.clock.today(), test.clock.now());
    store.list_people(&nadia, &two(), today, now).await.unwrap();
    let offers = store.offers(&nadia, today).await.unwrap();
    let (diallo, petit) = (offers[0].id, offers[1].id);

    // Another structure has no such person.
    assert!(
        !store
            .set_offer(&marc, diallo, OfferState::Declined, now)
            .await
            .unwrap()
    );
    assert_eq!(
        store.open_offered(&marc, diallo, today, now).await.unwrap(),
        None
    );
    // « Held » is only ever said by the bilan that opens.
    assert!(
        !store
            .set_offer(&nadia, petit, OfferState::Held, now)
            .await
            .unwrap()
    );

    let bilan = store
        .open_offered(&nadia, diallo, today, now)
        .await
        .unwrap()
        .unwrap();
    // The colleague who was slower finds the same one.
    assert_eq!(
        store.open_offered(&paul, diallo, today, now).await.unwrap(),
        Some(bilan)
    );
    assert!(
        !store
            .set_offer(&nadia, diallo, OfferState::Declined, now)
            .await
            .unwrap()
    );
    let opened = store
        .bilan(&nadia, bilan, server::store::Reading::AfterWrite, now)
        .await
        .unwrap()
        .unwrap();
    assert!(opened.with_rsa);
    assert_eq!(opened.person.unwrap().full(), "Awa Diallo");

    assert!(
        store
            .set_offer(&nadia, petit, OfferState::Declined, now)
            .await
            .unwrap()
    );
    // Who said no is not asked again by the next list.
    let again = store.list_people(&nadia, &two(), today, now).await.unwrap();
    assert_eq!(again, Listed { added: 0, known: 2 });
    let states: Vec<OfferState> = store
        .offers(&nadia, today)
        .await
        .unwrap()
        .iter()
        .map(|offer| offer.state)
        .collect();
    assert_eq!(states, [OfferState::Held, OfferState::Declined]);
    // A year later they are.
    let later = today + chrono::Months::new(13);
    let again = store.list_people(&nadia, &two(), later, now).await.unwrap();
    assert_eq!(again, Listed { added: 2, known: 0 });
}

#[tokio::test]
async fn figures_are_counted_for_who_may_see_them() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let lea = test.agent("lea", "EDS de Créteil").await;
    let (manager, _) = test
        .person("chef", "EDS de Villejuif", &[Role::Manager])
        .await;
    let (observer, _) = test
        .person("oeil", "EDS de Créteil", &[Role::Observer])
        .await;
    let (store, today, now) = (&test.store, test.clock.today(), test.clock.now());
    let quarter = Quarter::of(today);
    store.list_people(&nadia, &two(), today, now).await.unwrap();
    for agent in [&nadia, &lea] {
        let opening = app::desk::Opening::default();
        let bilan = store.open_bilan(agent, &opening, today, now).await.unwrap();
        let first = [(Standing::first("rsa-socle", None, today), None)];
        store
            .start_following(agent, bilan, &first, now)
            .await
            .unwrap();
        let mut standing = Standing::first("rsa-socle", None, today);
        standing.state = State::Granted;
        let to = Move {
            standing,
            note: String::new(),
            seen: 1,
        };
        store
            .move_on(agent, bilan, &to, None, now)
            .await
            .unwrap()
            .unwrap();
    }
    // Training is counted by nobody.
    let training = app::desk::Opening {
        training: Some("01".to_owned()),
        ..Default::default()
    };
    store
        .open_bilan(&nadia, &training, today, now)
        .await
        .unwrap();

    assert!(
        store.facts(&nadia, quarter).await.unwrap().is_none(),
        "an assistant counts nothing"
    );
    let own = store.facts(&manager, quarter).await.unwrap().unwrap();
    assert_eq!(own.reach, Reach::Structure("EDS de Villejuif".to_owned()));
    assert_eq!(
        (own.bilans.len(), own.offers.len(), own.steps.len()),
        (1, 2, 2)
    );
    // The test's structures are the council's: their observer counts them all.
    let all = store.facts(&observer, quarter).await.unwrap().unwrap();
    assert_eq!(all.reach, Reach::Territory);
    assert!(all.steps.iter().all(|step| step.territory.is_empty()));
    assert_eq!(
        (all.bilans.len(), all.offers.len(), all.steps.len()),
        (2, 2, 4)
    );
    let before = store
        .facts(&manager, quarter.previous())
        .await
        .unwrap()
        .unwrap();
    assert!(before.bilans.is_empty() && before.offers.is_empty());
}

#[tokio::test]
async fn figures_need_the_agreement_that_allows_them() {
    let test = TestStore::new().await;
    let (chief, _) = test
        .person("chef", "Département", &[Role::Administrator])
        .await;
    let (store, now) = (&test.store, test.clock.now());
    let new = NewStructure {
        kind: Kind::Association,
        ..NewStructure::named("Le Relais")
    };
    let relais = store.add_structure(&new, now).await.unwrap();
    let (manager, _) = test.person("lea", "Le Relais", &[Role::Manager]).await;
    let quarter = Quarter::of(test.clock.today());
    assert!(matches!(
        store.facts(&manager, quarter).await,
        Err(StoreError::NoAgreement)
    ));
    let allowed = Allowed {
        figures: true,
        ..Allowed::default()
    };
    let (since, until) = (test.clock.today(), test.clock.today());
    store
        .add_agreement(&chief, relais, (since, until), allowed, now)
        .await
        .unwrap();
    let (manager, _) = test.sign_in("lea").await;
    assert!(store.facts(&manager, quarter).await.unwrap().is_some());
}
