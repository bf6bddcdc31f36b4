//! `/connexion/fournisseur`, `/connexion/retour`, `/compte/fournisseur`: agents who come in through an identity provider.

use axum::http::StatusCode;
use chrono::TimeDelta;
use server::{
    session::through::AWAY_MINUTES,
    store::{ATTEMPTS_PER_ADDRESS, WINDOW_MINUTES},
};

use crate::support::{
    Browser, Lie, PASSWORD, PUBLIC, TestApp, parameters,
    through::{ACCOUNT, LEAVE, back, cookie, keeping, leave, link, now, office, sign_in},
};

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_who_linked_their_account_comes_in_without_a_password() {
    let (app, fake) = office().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let page = app.get(&nadia, "/compte").await.text();
    assert!(page.contains("Relier mon compte à ProConnect"), "{page}");
    // An open session alone gives no other way in.
    let wrong = [("act", "relier"), ("password", "pas le mien du tout")];
    let wrong = app.post(&nadia, ACCOUNT, &wrong).await;
    assert_eq!(wrong.header("location"), "/compte?etat=mot-de-passe");
    let linked = link(&app, &fake, &nadia, "sub-nadia").await;
    assert_eq!(linked.header("location"), "/compte?etat=relie");
    let page = app.get(&nadia, "/compte").await.text();
    assert!(page.contains("Ne plus relier"), "{page}");

    let (away, address) = leave(&app, &nadia, LEAVE, &[("next", "/compte")]).await;
    let inside = app
        .get(&away, &back(&fake.sign_in(&address, "sub-nadia")))
        .await;
    assert_eq!(
        (inside.status, inside.header("location")),
        (StatusCode::SEE_OTHER, "/compte")
    );
    let cleared = inside.headers.get_all("set-cookie").iter();
    assert!(
        cleared
            .into_iter()
            .any(|line| line.to_str().unwrap().starts_with("fournisseur=; "))
    );
    let again = keeping(&Browser::default(), &inside, "session");
    assert_eq!(app.get(&again, "/").await.status, StatusCode::OK);
    let before = app.get(&nadia, "/").await;
    assert_eq!(
        before.status,
        StatusCode::SEE_OTHER,
        "no session is carried over"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_linked_to_nobody_is_told_so_and_nothing_is_made() {
    let (app, fake) = office().await;
    app.agent("nadia", "EDS de Villejuif").await;
    // Neither the login nor the name of an agent is theirs there.
    for subject in ["nadia", "nadia Martin", "sub"] {
        let unknown = sign_in(&app, &fake, subject).await;
        assert_eq!(
            unknown.header("location"),
            "/connexion?etat=fournisseur-inconnu"
        );
        assert_eq!(cookie(&unknown, "session"), None);
    }
    let page = app
        .get(&Browser::default(), "/connexion?etat=fournisseur-inconnu")
        .await;
    assert!(
        page.text().contains("demandez une invitation"),
        "{}",
        page.text()
    );
    assert_eq!(app.test.store.agents().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn coming_back_leads_nowhere_else() {
    let (app, fake) = office().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    link(&app, &fake, &nadia, "sub-nadia").await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/sante",
    ] {
        let (away, address) = leave(&app, &Browser::default(), LEAVE, &[("next", next)]).await;
        let parameters = format!(
            "{}&next=https://evil.example&suite=//evil.example",
            back(&fake.sign_in(&address, "sub-nadia"))
        );
        let inside = app.get(&away, &parameters).await;
        assert_eq!(inside.header("location"), "/", "{next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_linked_once_and_no_longer_when_asked() {
    let (app, fake) = office().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, marc) = app.agent("marc", "EDS de Villejuif").await;
    link(&app, &fake, &nadia, "sub-nadia").await;
    let taken = link(&app, &fake, &marc, "sub-nadia").await;
    assert_eq!(taken.header("location"), "/compte?etat=fournisseur-pris");
    // Another agent signed in meanwhile in the browser of whoever left to link.
    let fields = [("act", "relier"), ("password", PASSWORD)];
    let (away, address) = leave(&app, &marc, ACCOUNT, &fields).await;
    let arrived = back(&fake.sign_in(&address, "sub-marc"));
    let cookies = away.cookie.unwrap();
    let away = cookies
        .split("; ")
        .find(|pair| pair.starts_with("fournisseur="))
        .unwrap();
    let mixed = Browser {
        cookie: Some(format!("{}; {away}", nadia.cookie.clone().unwrap())),
        ..Browser::default()
    };
    let mixed = app.get(&mixed, &arrived).await;
    assert_eq!(mixed.header("location"), "/compte?etat=fournisseur-refus");
    let unknown = sign_in(&app, &fake, "sub-marc").await;
    assert!(unknown.header("location").ends_with("fournisseur-inconnu"));

    let unlink = |password| [("act", "delier"), ("password", password)];
    let refused = app.post(&nadia, ACCOUNT, &unlink("pas le bon")).await;
    assert_eq!(refused.header("location"), "/compte?etat=mot-de-passe");
    let done = app.post(&nadia, ACCOUNT, &unlink(PASSWORD)).await;
    assert_eq!(done.header("location"), "/compte?etat=fait");
    let unknown = sign_in(&app, &fake, "sub-nadia").await;
    assert!(unknown.header("location").ends_with("fournisseur-inconnu"));
    let other = app.post(&nadia, ACCOUNT, &[("act", "autre")]).await;
    assert_eq!(other.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_departure_serves_once_in_time_and_in_the_browser_that_left() {
    let (app, fake) = office().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    link(&app, &fake, &nadia, "sub-nadia").await;
    let refusal = "/connexion?etat=fournisseur-refus";
    let leaves = async || {
        let (away, address) = leave(&app, &Browser::default(), LEAVE, &[("next", "")]).await;
        (away, fake.sign_in(&address, "sub-nadia"))
    };
    // Another browser, with or without a departure of its own: somebody else's code signs nobody in.
    let (away, answer) = leaves().await;
    let (other, other_answer) = leaves().await;
    for who in [&Browser::default(), &other] {
        let foreign = app.get(who, &back(&answer)).await;
        assert_eq!(foreign.header("location"), refusal);
    }
    // What was tried elsewhere takes nothing away.
    assert_eq!(app.get(&away, &back(&answer)).await.header("location"), "/");
    let again = app.get(&away, &back(&answer)).await;
    assert_eq!(again.header("location"), refusal, "it served");
    // Somebody else's code in one's own departure: the token quotes another nonce.
    let mixed = (answer.0.clone(), other_answer.1.clone());
    assert_eq!(
        app.get(&other, &back(&mixed)).await.header("location"),
        refusal
    );
    for address in [
        "/connexion/retour",
        "/connexion/retour?state=x",
        "/connexion/retour?error=access_denied",
    ] {
        assert_eq!(app.get(&away, address).await.header("location"), refusal);
    }
    let (away, answer) = leaves().await;
    let gave_up = format!(
        "/connexion/retour?error=access_denied&state={}",
        app::routes::encode(&answer.1)
    );
    assert_eq!(app.get(&away, &gave_up).await.header("location"), refusal);
    let (away, answer) = leaves().await;
    app.test.clock.advance(TimeDelta::minutes(AWAY_MINUTES));
    assert_eq!(
        app.get(&away, &back(&answer)).await.header("location"),
        refusal
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn departures_that_lead_nowhere_are_counted_by_address() {
    let (app, fake) = office().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    link(&app, &fake, &nadia, "sub-nadia").await;
    for _ in 0..ATTEMPTS_PER_ADDRESS {
        // Whoever gets through is given their try back.
        assert_eq!(
            sign_in(&app, &fake, "sub-nadia").await.header("location"),
            "/"
        );
        let unknown = sign_in(&app, &fake, "sub-nobody").await;
        assert!(unknown.header("location").ends_with("fournisseur-inconnu"));
    }
    let stopped = app.post(&Browser::default(), LEAVE, &[("next", "")]).await;
    assert_eq!(stopped.header("location"), "/connexion?etat=essais");
    app.test.clock.advance(TimeDelta::minutes(WINDOW_MINUTES));
    fake.set_time(app.test.clock.now());
    assert_eq!(
        sign_in(&app, &fake, "sub-nadia").await.header("location"),
        "/"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_installation_with_a_provider_shows_it() {
    let (app, fake) = office().await;
    let page = app
        .get(&Browser::default(), "/connexion?suite=/compte")
        .await;
    assert!(
        page.text().contains("Se connecter avec ProConnect"),
        "{}",
        page.text()
    );
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains(&format!("form-action 'self' {};", fake.issuer)),
        "{policy}"
    );
    fake.lie(Some(Lie::Name));
    let named = TestApp::through(fake.settings().named("AgentConnect".to_owned())).await;
    let page = named.get(&Browser::default(), "/invitation").await.text();
    assert!(page.contains("Rejoindre avec AgentConnect"), "{page}");

    let without = TestApp::new().await;
    let (_, nadia) = without.agent("nadia", "EDS de Villejuif").await;
    for path in ["/connexion", "/invitation", "/compte"] {
        let who = if path == "/compte" {
            &nadia
        } else {
            &Browser::default()
        };
        let page = without.get(who, path).await;
        let text = page.text();
        assert!(
            !text.contains("ProConnect") && !text.contains("fournisseur"),
            "{text}"
        );
        assert!(
            page.header("content-security-policy")
                .contains("form-action 'self';")
        );
    }
    let away = without
        .post(&Browser::default(), LEAVE, &[("next", "")])
        .await;
    assert_eq!(
        away.header("location"),
        "/connexion?etat=fournisseur-absent"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_provider_s_session_too() {
    let (app, fake) = office().await;
    let (proof, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, paul) = app.agent("paul", "EDS de Villejuif").await;
    let out = "/agir/session/fermer";
    link(&app, &fake, &nadia, "sub-nadia").await;
    let inside = sign_in(&app, &fake, "sub-nadia").await;
    let inside = keeping(&Browser::default(), &inside, "session");

    let left = app.post(&inside, out, &[]).await;
    let to = left.header("location").to_owned();
    assert!(to.starts_with(&format!("{}/out?", fake.issuer)), "{to}");
    let said = parameters(&to);
    assert_eq!(
        said["post_logout_redirect_uri"],
        format!("{PUBLIC}/connexion/sortie")
    );
    assert_eq!(
        said["id_token_hint"].split('.').count(),
        3,
        "a signed token"
    );
    assert_eq!(app.get(&inside, "/").await.status, StatusCode::SEE_OTHER);
    let back = app.get(&inside, "/connexion/sortie").await;
    assert_eq!(back.header("location"), "/connexion?etat=au-revoir");

    // Whoever never came through it goes to our own page.
    let left = app.post(&paul, out, &[]).await;
    assert!(
        left.header("location").starts_with("/connexion?"),
        "{:?}",
        left.headers
    );

    // The token serves no longer than a session may last.
    let kept = |now| app.test.store.provider_token(&proof, now);
    assert!(kept(now()).await.unwrap().is_some());
    assert_eq!(kept(now() + TimeDelta::hours(12)).await.unwrap(), None);

    // Nobody is signed out by an address alone.
    let (_, marie) = app.agent("marie", "EDS de Villejuif").await;
    app.get(&marie, "/connexion/sortie").await;
    assert_eq!(app.get(&marie, "/").await.status, StatusCode::OK);
}
