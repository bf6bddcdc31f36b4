//! Shares, the view `reach`, and what may be known of a bilan by who may not read it.

use app::sharing::{Agreed, NewShare, Scope, Sought};
use app::structures::{Allowed, Kind, NewStructure, roles::Role};
use chrono::TimeDelta;
use rules::Answer;
use server::{session::Agent, store::Reading};
use uuid::Uuid;

use crate::support::{EVERY_ROLE, TestStore};

fn housing(to: Option<Uuid>) -> NewShare {
    NewShare {
        to,
        scope: Scope {
            themes: ["logement".to_owned()].into(),
            sensitive: false,
            partner: false,
        },
        agreed: Agreed::Aloud,
    }
}

async fn open(test: &TestStore, agent: &Agent) -> Uuid {
    let (now, law) = (test.clock.now(), test.clock.today());
    let opening = app::desk::Opening::default();
    let opened = test.store.open_bilan(agent, &opening, law, now);
    opened.await.unwrap()
}

/// What of a bilan may be known; `None` when it is out of reach.
async fn reads(test: &TestStore, agent: &Agent, bilan: Uuid) -> Option<Option<Scope>> {
    let now = test.clock.now();
    let read = test.store.bilan(agent, bilan, Reading::Shown, now);
    read.await.unwrap().map(|bilan| bilan.shared)
}

#[tokio::test]
async fn a_share_opens_a_bilan_to_one_structure_until_it_is_taken_back() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let lea = test.agent("lea", "EDS de Vitry").await;
    let (now, law, store) = (test.clock.now(), test.clock.today(), &test.store);
    let bilan = open(&test, &nadia).await;
    assert_eq!(reads(&test, &marc, bilan).await, None);

    // Only the structure that holds it shares it, with another one, for something.
    let new = housing(Some(marc.structure()));
    assert!(!store.share(&marc, bilan, &new, now).await.unwrap());
    let own = housing(Some(nadia.structure()));
    assert!(!store.share(&nadia, bilan, &own, now).await.unwrap());
    let nothing = NewShare {
        scope: Scope::default(),
        ..new.clone()
    };
    assert!(!store.share(&nadia, bilan, &nothing, now).await.unwrap());
    assert!(store.share(&nadia, bilan, &new, now).await.unwrap());

    let shared = Some(Some(new.scope.clone()));
    assert_eq!(reads(&test, &marc, bilan).await, shared);
    assert_eq!(reads(&test, &nadia, bilan).await, Some(None));
    assert_eq!(reads(&test, &lea, bilan).await, None);
    let received = store.received(&marc).await.unwrap();
    assert_eq!(
        (received.len(), received[0].from.as_str()),
        (1, "EDS de Villejuif")
    );
    assert!(store.received(&lea).await.unwrap().is_empty());

    // It is read and answered, never closed, issued or handed on.
    let step = app::desk::StepWrites {
        key: Uuid::new_v4(),
        body_hash: [1; 32],
        writes: vec![app::desk::Write {
            path: "foyer.logement_statut".parse().unwrap(),
            answer: Answer::DoesNotKnow,
            to_review: false,
            seen: 0,
        }],
        giver: app::desk::Giver::Person,
    };
    let saved = store.save_answers(&marc, bilan, &step, now).await.unwrap();
    assert_eq!(saved.unwrap().saved.len(), 1);
    let read = store.bilan(&nadia, bilan, Reading::Shown, now).await;
    let answers = read.unwrap().unwrap().answers;
    assert_eq!(answers[0].structure, "CCAS de Créteil");
    let refused = store.save_answers(&lea, bilan, &step, now).await.unwrap();
    assert!(refused.is_none());
    assert!(!store.close_bilan(&marc, bilan, now).await.unwrap());
    assert!(store.shares(&marc, bilan, now).await.unwrap().is_empty());
    let again = store.open_again(&marc, bilan, law, now).await;
    assert!(again.unwrap().is_none());

    // He is told what his own structure did, not with whom else it is shared.
    let other = housing(Some(lea.structure()));
    assert!(store.share(&nadia, bilan, &other, now).await.unwrap());
    let told = store.history_of_bilan(&marc, bilan).await.unwrap();
    let told: Vec<_> = told.iter().map(|line| line.event).collect();
    assert_eq!(told, [app::desk::HistoryEvent::AnswersSaved]);
    let shares = store.shares(&nadia, bilan, now).await.unwrap();
    assert!(
        store
            .revoke_share(&nadia, bilan, shares[0].id, now)
            .await
            .unwrap()
    );

    let share = store.shares(&nadia, bilan, now).await.unwrap()[0].id;
    assert!(!store.revoke_share(&marc, bilan, share, now).await.unwrap());
    assert!(store.revoke_share(&nadia, bilan, share, now).await.unwrap());
    assert!(!store.revoke_share(&nadia, bilan, share, now).await.unwrap());
    assert_eq!(reads(&test, &marc, bilan).await, None);
    let refused = store.save_answers(&marc, bilan, &step, now).await.unwrap();
    assert!(refused.is_none());
    assert!(
        store
            .history_of_bilan(&marc, bilan)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn an_agreement_that_ends_closes_what_was_shared() {
    let test = TestStore::new().await;
    let (chef, _) = test.person("chef", "Département", EVERY_ROLE).await;
    let (store, now, today) = (&test.store, test.clock.now(), test.clock.today());
    let new = NewStructure {
        kind: Kind::Association,
        ..NewStructure::named("Le Relais")
    };
    let relais = store.add_structure(&new, now).await.unwrap();
    let days = (today, today + TimeDelta::days(10));
    let added = store.add_agreement(&chef, relais, days, Allowed::ALL, now);
    assert!(added.await.unwrap());
    let bilan = open(&test, &chef).await;
    let new = housing(Some(relais));
    assert!(store.share(&chef, bilan, &new, now).await.unwrap());
    let lea = test.agent("lea", "Le Relais").await;
    assert!(reads(&test, &lea, bilan).await.is_some());

    test.clock.advance(TimeDelta::days(11));
    let (lea, _) = test.sign_in("lea").await;
    assert_eq!(reads(&test, &lea, bilan).await, None);
    assert!(store.received(&lea).await.unwrap().is_empty());
    assert!(store.notes(&lea, bilan).await.unwrap().is_empty());
    let now = test.clock.now();
    assert!(!store.start_following(&lea, bilan, &[], now).await.unwrap());
}

#[tokio::test]
async fn a_sharing_code_is_used_once_and_not_for_long() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let lea = test.agent("lea", "EDS de Vitry").await;
    let (now, store) = (test.clock.now(), &test.store);
    let bilan = open(&test, &nadia).await;
    assert!(
        store
            .share(&nadia, bilan, &housing(None), now)
            .await
            .unwrap()
    );
    let share = store.shares(&nadia, bilan, now).await.unwrap().remove(0);
    let (code, _) = share.code.unwrap();
    assert_eq!(share.with, None);
    assert_eq!(
        reads(&test, &marc, bilan).await,
        None,
        "nobody typed it yet"
    );
    assert_eq!(store.take_share(&nadia, &code, now).await.unwrap(), None);
    assert_eq!(
        store.take_share(&marc, "AAAA-AAAA", now).await.unwrap(),
        None
    );
    let taken = store.take_share(&marc, &code.to_lowercase(), now).await;
    assert_eq!(taken.unwrap(), Some(bilan));
    assert_eq!(store.take_share(&lea, &code, now).await.unwrap(), None);
    assert!(reads(&test, &marc, bilan).await.is_some());
    let share = store.shares(&nadia, bilan, now).await.unwrap().remove(0);
    assert_eq!(
        (share.with.as_deref(), share.code),
        (Some("CCAS de Créteil"), None)
    );

    assert!(
        store
            .share(&nadia, bilan, &housing(None), now)
            .await
            .unwrap()
    );
    let share = store.shares(&nadia, bilan, now).await.unwrap().remove(0);
    let (code, until) = share.code.unwrap();
    assert_eq!(until, now + TimeDelta::days(7));
    assert_eq!(store.take_share(&lea, &code, until).await.unwrap(), None);
}

#[tokio::test]
async fn only_who_agreed_is_found_and_only_whom_to_call_is_told() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let (now, store) = (test.clock.now(), &test.store);
    let bilan = open(&test, &nadia).await;
    let sought = |first: &str, last: &str, born: &str| Sought {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        born: born.parse().ok(),
    };
    let awa = sought("Awa", "Diallo-Né", "1990-02-01");
    let typed = sought(" awa ", "DIALLO NE", "1990-02-01");
    let other = sought("Awa", "Diallo-Né", "1990-02-02");
    assert!(store.exists(&marc, &awa, now).await.unwrap().is_empty());
    let set = store.set_findable(&marc, bilan, Some(&awa), now).await;
    assert!(!set.unwrap());
    let set = store.set_findable(&nadia, bilan, Some(&awa), now).await;
    assert!(set.unwrap());
    assert!(store.is_findable(&nadia, bilan).await.unwrap());
    assert!(!store.is_findable(&marc, bilan).await.unwrap());
    let found = store.exists(&marc, &typed, now).await.unwrap();
    assert_eq!(
        (found.len(), found[0].structure.as_str()),
        (1, "EDS de Villejuif")
    );
    assert!(store.exists(&marc, &other, now).await.unwrap().is_empty());
    assert!(store.exists(&nadia, &typed, now).await.unwrap().is_empty());
    assert!(store.set_findable(&nadia, bilan, None, now).await.unwrap());
    assert!(store.exists(&marc, &typed, now).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_emergency_lets_read_for_an_hour_and_is_told() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let (boss, _) = test
        .person("boss", "EDS de Villejuif", &[Role::Manager])
        .await;
    let (chef, _) = test
        .person("chef", "Département", &[Role::Administrator])
        .await;
    let (other, _) = test.person("other", "EDS de Vitry", &[Role::Manager]).await;
    let (now, store) = (test.clock.now(), &test.store);
    let bilan = open(&test, &nadia).await;
    let reference = store.bilans(&nadia).await.unwrap()[0].reference.clone();
    let reason = "La personne est en danger ce soir";
    for who in [&other, &nadia] {
        let opened = store.open_in_emergency(who, &reference, reason, now).await;
        assert_eq!(opened.unwrap(), None);
    }
    let typed = reference.to_lowercase();
    for who in [&boss, &chef] {
        assert!(!store.is_in_emergency(who, bilan, now).await.unwrap());
        let opened = store.open_in_emergency(who, &typed, reason, now).await;
        assert_eq!(opened.unwrap(), Some(bilan));
        assert!(store.is_in_emergency(who, bilan, now).await.unwrap());
    }
    assert_eq!(reads(&test, &chef, bilan).await, Some(None));
    let later = now + TimeDelta::hours(1);
    assert!(!store.is_in_emergency(&chef, bilan, later).await.unwrap());
    let read = store.bilan(&chef, bilan, Reading::Shown, later).await;
    assert!(read.unwrap().is_none());
    let told = store.history_of_bilan(&nadia, bilan).await.unwrap();
    let emergencies = told
        .iter()
        .filter(|line| line.event == app::desk::HistoryEvent::OpenedInEmergency);
    assert_eq!(emergencies.count(), 2);
    let journal = store.journal_of_bilan(&nadia, bilan).await.unwrap();
    assert!(journal.iter().any(|line| line.details["reason"] == reason));
}
