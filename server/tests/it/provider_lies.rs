//! A provider that is away, that lies, or that somebody stands in for: nobody comes in.

use chrono::TimeDelta;
use server::provider::{Provider, ProviderError, Settings};

use crate::support::{
    Browser, FakeProvider, Lie, PASSWORD, TestApp,
    through::{ACCOUNT, LEAVE, back, keeping, leave, link, now, office, sign_in},
};

/// Comes in as somebody who is linked, and says where that leads.
async fn come_in(app: &TestApp, fake: &FakeProvider) -> String {
    let arrived = sign_in(app, fake, "sub-nadia").await;
    arrived.header("location").to_owned()
}

/// An office where an agent is linked.
async fn linked() -> (TestApp, FakeProvider) {
    let (app, fake) = office().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    link(&app, &fake, &nadia, "sub-nadia").await;
    assert_eq!(come_in(&app, &fake).await, "/");
    (app, fake)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_right_opens_nothing() {
    let (app, fake) = linked().await;
    for lie in [
        Lie::Nonce,
        Lie::Audience,
        Lie::TwoAudiences,
        Lie::Issuer,
        Lie::Expired,
        Lie::Signature,
        Lie::Unsigned,
        Lie::SharedSecret,
        Lie::NoToken,
        Lie::Nonsense,
    ] {
        fake.lie(Some(lie));
        assert_eq!(
            come_in(&app, &fake).await,
            "/connexion?etat=fournisseur-refus",
            "{lie:?}"
        );
    }
    fake.lie(None);
    assert_eq!(come_in(&app, &fake).await, "/");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_another_provider_is_refused_before_its_code_is_traded() {
    let (app, fake) = linked().await;
    let traded = fake.asked("token");
    for (issuer, page) in [
        ("https://evil.example", "/connexion?etat=fournisseur-refus"),
        (fake.issuer.as_str(), "/"),
    ] {
        let (away, address) = leave(&app, &Browser::default(), LEAVE, &[("next", "")]).await;
        let arrived = back(&fake.sign_in(&address, "sub-nadia"));
        let arrived = format!("{arrived}&iss={}", app::routes::encode(issuer));
        assert_eq!(
            app.get(&away, &arrived).await.header("location"),
            page,
            "{issuer}"
        );
    }
    assert_eq!(fake.asked("token"), traded + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_works_while_the_provider_is_away() {
    let fake = FakeProvider::new(now()).await;
    fake.lie(Some(Lie::Redirection));
    let app = TestApp::through(fake.settings()).await;
    let away = async || {
        let left = app
            .post(&Browser::default(), LEAVE, &[("next", "/compte")])
            .await;
        left.header("location").to_owned()
    };
    let told = "/connexion?etat=fournisseur-absent&suite=%2Fcompte";
    assert_eq!(
        fake.asked("published"),
        0,
        "nothing is asked before it is needed"
    );
    assert_eq!(away().await, told);
    // Those who come at once after a failure are told at once.
    assert_eq!(away().await, told);
    assert_eq!(fake.asked("published"), 1);
    let page = app.get(&Browser::default(), told).await.text();
    assert!(page.contains("ne répond pas pour l’instant"), "{page}");
    fake.lie(None);
    app.test.clock.advance(TimeDelta::seconds(5));
    assert!(away().await.starts_with(&fake.issuer));
    // What it publishes is kept an hour.
    app.test.clock.advance(TimeDelta::minutes(59));
    assert!(away().await.starts_with(&fake.issuer));
    assert_eq!(fake.asked("published"), 2);
    app.test.clock.advance(TimeDelta::minutes(1));
    assert!(away().await.starts_with(&fake.issuer));
    assert_eq!(fake.asked("published"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_changed_are_asked_again_but_not_at_every_token() {
    let (app, fake) = linked().await;
    fake.change_keys();
    let asked = fake.asked("keys");
    assert_eq!(
        come_in(&app, &fake).await,
        "/connexion?etat=fournisseur-refus",
        "just asked"
    );
    app.test.clock.advance(TimeDelta::minutes(1));
    fake.set_time(app.test.clock.now());
    assert_eq!(come_in(&app, &fake).await, "/");
    assert_eq!(fake.asked("keys"), asked + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_not_what_the_settings_say_is_not_used() {
    let fake = FakeProvider::new(now()).await;
    let clock = server::clock::Clock::fixed(now());
    for (lie, said) in [
        (Lie::Name, "names itself otherwise"),
        (Lie::Redirection, "there is no provider at this address"),
        (Lie::Endless, "does not answer"),
        (Lie::Elsewhere, "on another site"),
    ] {
        fake.lie(Some(lie));
        let tried = Provider::new(fake.settings(), clock.clone())
            .try_out()
            .await;
        let error = tried.unwrap_err();
        assert!(matches!(error, ProviderError::Away(_)), "{lie:?}");
        assert!(error.to_string().contains(said), "{lie:?}: {error}");
    }
    fake.lie(None);
    let right = Provider::new(fake.settings(), clock.clone());
    right.try_out().await.unwrap();
    let client = ("bilan".to_owned(), "another secret".to_owned());
    let settings = Settings::read(&fake.issuer, client, "http://127.0.0.1").unwrap();
    let wrong = Provider::new(settings, clock);
    let departure = wrong.depart().await.unwrap();
    let (code, _) = fake.sign_in(&departure.address, "sub-nadia");
    let refused = wrong
        .arrive(&code, &departure.nonce, &departure.verifier)
        .await;
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("not with this secret")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_goes_where_the_provider_takes_it() {
    let fake = FakeProvider::new(now()).await;
    fake.take_secret_in_body();
    let app = TestApp::through(fake.settings()).await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let fields = [("act", "relier"), ("password", PASSWORD)];
    let left = app.post(&nadia, ACCOUNT, &fields).await;
    let away = keeping(&nadia, &left, "fournisseur");
    let answer = fake.sign_in(left.header("location"), "sub-nadia");
    let linked = app.get(&away, &back(&answer)).await;
    assert_eq!(linked.header("location"), "/compte?etat=relie");
}
