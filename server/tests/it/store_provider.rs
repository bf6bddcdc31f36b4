//! The store's part in the identity provider: who left, who is linked, who has a password.

use chrono::TimeDelta;
use server::store::{ATTEMPTS_PER_ADDRESS, Away, Identity, Joiner, NewAgent, Purpose, StoreError};

use crate::{
    store_journal::run,
    support::{EVERY_ROLE, TestStore},
};

fn identity(subject: &str) -> Identity {
    Identity {
        issuer: "https://provider.example".to_owned(),
        subject: subject.to_owned(),
    }
}

#[tokio::test]
async fn whoever_left_is_known_once_and_in_time() {
    let test = TestStore::new().await;
    let (store, now) = (&test.store, test.clock.now());
    let until = now + TimeDelta::minutes(10);
    let away = |login: &str| Away {
        nonce: "nonce".to_owned(),
        verifier: "verifier".to_owned(),
        purpose: Purpose::Join {
            code: "AAAA-AAAA-AAAA".to_owned(),
            login: login.to_owned(),
            name: "Lea Petit".to_owned(),
            known: false,
        },
    };
    let leave = async |key: u8, login: &str| {
        let (key, away) = ([key; 32], away(login));
        let left = store.leave_for_provider(&key, &away, now, until);
        left.await.unwrap();
    };
    let back = async |key: u8, at| store.back_from_provider(&[key; 32], at).await.unwrap();
    leave(1, "lea").await;
    leave(2, "marc").await;
    assert_eq!(back(3, now).await, None);
    assert_eq!(back(1, now).await, Some(away("lea")));
    assert_eq!(back(1, now).await, None, "it served");
    assert_eq!(back(2, until).await, None, "too late");
    assert_eq!(back(2, now).await, Some(away("marc")));
}

#[tokio::test]
async fn one_agent_is_linked_to_one_person_of_a_provider() {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "EDS de Villejuif").await;
    let (store, now) = (&test.store, test.clock.now());
    let issuer = identity("").issuer;
    let link = async |who, subject| {
        let identity = identity(subject);
        let linked = store.link_provider(who, &identity, now);
        linked.await.unwrap()
    };
    assert!(!store.is_linked(&nadia, &issuer).await.unwrap());
    assert!(link(&nadia, "sub-nadia").await);
    assert!(store.is_linked(&nadia, &issuer).await.unwrap());
    assert!(!link(&marc, "sub-nadia").await, "somebody's already");
    assert!(!link(&nadia, "sub-other").await, "linked already");
    let known = store.agent_linked_to(&identity("sub-nadia")).await.unwrap();
    let known = known.unwrap();
    assert_eq!((known.agent, known.login.as_str()), (nadia.id(), "nadia"));
    let elsewhere = Identity {
        issuer: "https://another.example".to_owned(),
        ..identity("sub-nadia")
    };
    assert!(store.agent_linked_to(&elsewhere).await.unwrap().is_none());
    assert!(!store.unlink_provider(&marc, &issuer, now).await.unwrap());
    for (password, unlinked) in [("FALSE", false), ("TRUE", true)] {
        let set = format!("UPDATE agents SET has_password = {password}");
        assert!(run(&test, &set).await);
        let done = store.unlink_provider(&nadia, &issuer, now).await;
        assert_eq!(done.unwrap(), unlinked, "how they come in is left to them");
    }
    assert!(link(&marc, "sub-nadia").await);
}

#[tokio::test]
async fn an_invitation_is_used_by_somebody_of_the_provider_or_left_as_it_was() {
    let test = TestStore::new().await;
    let (chef, _) = test.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let (store, now) = (&test.store, test.clock.now());
    assert!(store.has_password(&chef).await.unwrap());
    let invited = store.invite(&chef, chef.structure(), ("Lea", chef.roles()), now);
    assert!(invited.await.unwrap());
    let waiting = store.invitations(&chef, chef.structure(), now).await;
    let code = waiting.unwrap()[0].code.clone();
    store
        .link_provider(&chef, &identity("sub-chef"), now)
        .await
        .unwrap();
    let join = async |login: &str, subject| {
        let new = NewAgent {
            login: login.to_owned(),
            name: "Lea Petit".to_owned(),
            password_hash: String::new(),
            must_change: false,
        };
        store
            .join(&code, &Joiner::Linked(new, identity(subject)), now)
            .await
    };
    assert!(matches!(
        join("lea", "sub-chef").await,
        Err(StoreError::IdentityTaken)
    ));
    assert!(matches!(
        join("chef", "sub-lea").await,
        Err(StoreError::LoginTaken)
    ));
    let agents = store.agents().await.unwrap();
    assert_eq!(agents.len(), 1, "nothing was made");
    let (lea, structure) = join("lea", "sub-lea").await.unwrap().unwrap();
    assert_eq!(structure, chef.structure());
    let linked = store.agent_linked_to(&identity("sub-lea")).await.unwrap();
    assert_eq!(linked.unwrap().agent, lea);
    assert!(
        join("lea2", "sub-lea2").await.unwrap().is_none(),
        "it served"
    );

    let hash = [7; 32];
    let until = now + TimeDelta::hours(12);
    store
        .open_session(lea, structure, &hash, now, until)
        .await
        .unwrap();
    let session = async || {
        store
            .session(&hash, test.clock.today())
            .await
            .unwrap()
            .unwrap()
    };
    assert!(!session().await.protected);
    store.vouch_for_session(&hash).await.unwrap();
    assert!(session().await.protected);
}

#[tokio::test]
async fn tries_to_no_account_count_by_address() {
    let test = TestStore::new().await;
    let (store, now) = (&test.store, test.clock.now());
    let try_from = async |address| store.may_try_from(address, now).await.unwrap();
    for _ in 0..ATTEMPTS_PER_ADDRESS {
        assert!(try_from("192.0.2.1").await);
    }
    assert!(!try_from("192.0.2.1").await);
    assert!(try_from("192.0.2.2").await);
    // The same count stops passwords.
    assert!(!store.may_attempt("nadia", "192.0.2.1", now).await.unwrap());
    for _ in 0..3 {
        store.forgive_address("192.0.2.1").await.unwrap();
    }
    assert!(try_from("192.0.2.1").await);
}

#[tokio::test]
async fn the_last_token_is_kept_for_a_while_and_sealed() {
    let test = TestStore::new().await;
    let (store, now) = (&test.store, test.clock.now());
    let (nadia, _) = test.person("nadia", "EDS de Villejuif", EVERY_ROLE).await;
    let (paul, _) = test.person("paul", "EDS de Villejuif", EVERY_ROLE).await;
    let until = now + TimeDelta::hours(12);
    for token in ["first.of.three", "second.of.three"] {
        let kept = store.keep_provider_token(nadia.id(), token, now, until);
        kept.await.unwrap();
    }
    let kept = store.provider_token(&nadia, now).await.unwrap();
    assert_eq!(kept.as_deref(), Some("second.of.three"));
    assert_eq!(store.provider_token(&nadia, until).await.unwrap(), None);
    assert_eq!(store.provider_token(&paul, now).await.unwrap(), None);

    // What is over goes when somebody next comes in.
    let later = until + TimeDelta::hours(12);
    let kept = store.keep_provider_token(paul.id(), "third.of.three", until, later);
    kept.await.unwrap();
    assert_eq!(store.provider_token(&nadia, now).await.unwrap(), None);
    assert!(store.provider_token(&paul, until).await.unwrap().is_some());
}
