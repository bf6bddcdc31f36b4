//! The store's part in protecting accounts: second factors, recovery codes, the wait between the password and the code.

use app::structures::roles::Role;
use chrono::TimeDelta;
use server::{
    session::{self, Opened, SessionError, totp},
    store::{ATTEMPTS_PER_ACCOUNT, Proof, RECOVERY_CODES},
};

use crate::support::{PASSWORD, TestStore};

const ADDRESS: &str = "192.0.2.1";

#[tokio::test]
async fn a_second_factor_protects_once_confirmed() {
    let test = TestStore::new().await;
    let agent = test.agent("nadia", "EDS de Villejuif").await;
    let (store, now) = (&test.store, test.clock.now());
    let begin = async |secret| {
        let begun = store.begin_second_factor(&agent, secret, now);
        begun.await.unwrap()
    };
    assert!(store.second_factor(agent.id()).await.unwrap().is_none());
    assert!(
        store
            .renew_recovery_codes(&agent, now)
            .await
            .unwrap()
            .is_none()
    );
    assert!(begin(&[1; 20]).await && begin(&[2; 20]).await);
    let factor = store.second_factor(agent.id()).await.unwrap().unwrap();
    assert_eq!((factor.secret, factor.confirmed), ([2; 20], false));
    assert!(!store.is_protected(agent.id()).await.unwrap());

    let codes = store.confirm_second_factor(&agent, 7, now).await.unwrap();
    assert_eq!(codes.unwrap().len(), RECOVERY_CODES);
    assert!(store.is_protected(agent.id()).await.unwrap());
    assert!(!begin(&[3; 20]).await, "what protects is not replaced");
    let again = store.confirm_second_factor(&agent, 8, now).await;
    assert!(again.unwrap().is_none());

    let who = store.own_credentials(&agent).await.unwrap().unwrap();
    assert!(store.remove_second_factor(&who, false, now).await.unwrap());
    assert!(!store.remove_second_factor(&who, false, now).await.unwrap());
    assert!(store.second_factor(agent.id()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_proof_serves_once_and_in_time() {
    let test = TestStore::new().await;
    let agent = test.agent("nadia", "EDS de Villejuif").await;
    let other = test.agent("marc", "EDS de Villejuif").await;
    let (store, now) = (&test.store, test.clock.now());
    let mut codes = Vec::new();
    for who in [&agent, &other] {
        store.begin_second_factor(who, &[1; 20], now).await.unwrap();
        let told = store.confirm_second_factor(who, 7, now).await.unwrap();
        codes.push(told.unwrap());
    }
    let renewed = store.renew_recovery_codes(&agent, now).await.unwrap();
    let renewed = renewed.unwrap();
    let until = now + TimeDelta::minutes(5);
    let typed = |code: &str| Proof::Recovery(code.to_lowercase());
    for (proof, serves) in [
        (Proof::Step(7), false),
        (Proof::Step(8), true),
        (Proof::Step(8), false),
        (typed(&renewed[0]), true),
        (typed(&renewed[0]), false),
        (typed(&codes[0][0]), false),
        (typed(&codes[1][0]), false),
    ] {
        let (id, place) = (agent.id(), agent.structure());
        store
            .open_pending(id, place, &[9; 32], now, until)
            .await
            .unwrap();
        let pending = store.pending(&[9; 32], now).await.unwrap().unwrap();
        assert_eq!((pending.agent, pending.login.as_str()), (id, "nadia"));
        let passed = store.pass_pending(&[9; 32], &pending, &proof, now).await;
        assert_eq!(passed.unwrap(), serves, "{proof:?}");
        let waits = store.pending(&[9; 32], now).await.unwrap().is_some();
        assert_eq!(waits, !serves, "a wait ends with the session it opened");
        // The wait is over by itself, and cleared away by the next.
        assert!(store.pending(&[9; 32], until).await.unwrap().is_none());
        store
            .open_pending(id, place, &[8; 32], until, until)
            .await
            .unwrap();
    }
    let left = store.second_factor(agent.id()).await.unwrap().unwrap();
    assert_eq!(left.codes_left, RECOVERY_CODES - 1);
}

#[tokio::test]
async fn failures_of_both_steps_count_together() {
    let test = TestStore::new().await;
    let agent = test.agent("nadia", "EDS de Villejuif").await;
    let (store, now) = (&test.store, test.clock.now());
    store
        .begin_second_factor(&agent, &[1; 20], now)
        .await
        .unwrap();
    store.confirm_second_factor(&agent, 0, now).await.unwrap();
    let wait = async || match session::sign_in(store, "nadia", PASSWORD, ADDRESS, now).await {
        Ok(Opened::Pending(token)) => token,
        other => panic!("{other:?}"),
    };
    // The right password again and again gives no new tries at the code.
    for _ in 0..ATTEMPTS_PER_ACCOUNT / 2 {
        let token = wait().await;
        let wrong = session::pass(store, &token, "000000", ADDRESS, now).await;
        assert!(matches!(wrong, Err(SessionError::WrongCode)));
    }
    let stopped = session::sign_in(store, "nadia", PASSWORD, ADDRESS, now).await;
    assert!(matches!(stopped, Err(SessionError::TooManyTries)));
    let later = now + TimeDelta::minutes(15);
    let Ok(Opened::Pending(token)) =
        session::sign_in(store, "nadia", PASSWORD, ADDRESS, later).await
    else {
        panic!("the wait is over");
    };
    let code = totp::shown(&[1; 20], later);
    assert!(
        session::pass(store, &token, &code, ADDRESS, later)
            .await
            .is_ok()
    );
    // Both steps were right: everything is forgiven.
    for _ in 0..ATTEMPTS_PER_ACCOUNT {
        assert!(store.may_attempt("nadia", ADDRESS, later).await.unwrap());
        store.forgive_address(ADDRESS).await.unwrap();
    }
    assert!(!store.may_attempt("nadia", ADDRESS, later).await.unwrap());
}

#[tokio::test]
async fn an_administrator_alone_requires_it() {
    let test = TestStore::new().await;
    let (chef, _) = test
        .person("chef", "Département", &[Role::Administrator])
        .await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let (store, now, here) = (&test.store, test.clock.now(), nadia.structure());
    assert!(
        !store
            .require_protection(&nadia, here, true, now)
            .await
            .unwrap()
    );
    assert!(
        store
            .require_protection(&chef, here, true, now)
            .await
            .unwrap()
    );
    let all = store.structures(test.clock.today()).await.unwrap();
    for one in all {
        assert_eq!(one.second_factor, one.id == here);
    }
    let (nadia, _) = test.sign_in("nadia").await;
    assert!(nadia.must_protect() && !chef.must_protect());
}

#[tokio::test]
async fn an_agent_sees_and_ends_their_own_sessions_only() {
    let test = TestStore::new().await;
    let (here, _) = test
        .person("nadia", "EDS de Villejuif", &[Role::Assistant])
        .await;
    let (there, _) = test.sign_in("nadia").await;
    let other = test.agent("marc", "EDS de Villejuif").await;
    let (store, now) = (&test.store, test.clock.now());
    let before = now - TimeDelta::minutes(90);
    for (hash, browser) in [([1; 32], Some("Firefox")), ([2; 32], None)] {
        let until = now + TimeDelta::hours(12);
        let opened = store.open_session(here.id(), here.structure(), &hash, now, until);
        opened.await.unwrap();
        store.name_session(&hash, browser).await.unwrap();
    }
    let list = async |who, at| store.own_sessions(who, before, at).await.unwrap();
    // Sessions without a name, as those opened before they had one, are in no list.
    let sessions = list(&here, now).await;
    let mut browsers: Vec<_> = sessions.iter().map(|one| one.browser.as_deref()).collect();
    browsers.sort();
    assert_eq!(browsers, [None, Some("Firefox")]);
    assert!(list(&here, now + TimeDelta::hours(12)).await.is_empty());
    assert!(list(&other, now).await.is_empty());

    let id = sessions[0].id;
    assert!(
        !store.end_session(&other, id, now).await.unwrap(),
        "not theirs"
    );
    store.end_other_sessions(&other, now).await.unwrap();
    assert_eq!(list(&here, now).await.len(), 2);
    assert!(store.end_session(&here, id, now).await.unwrap());
    assert!(!store.end_session(&here, id, now).await.unwrap());
    store.end_other_sessions(&here, now).await.unwrap();
    assert!(list(&here, now).await.is_empty());
    store.close_session(&there, now).await.unwrap();
}
