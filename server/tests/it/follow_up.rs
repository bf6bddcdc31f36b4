//! What rights became, through its pages and forms.

use app::{
    desk::Opening,
    follow_up::{Move, NewMandate, Standing, State},
    structures::roles::Role,
};
use axum::http::StatusCode;
use server::session::Agent;
use uuid::Uuid;

use crate::support::{Browser, TestApp};

/// An office with a bilan, its agent and a colleague.
async fn office() -> (TestApp, Agent, Browser, Browser, Uuid) {
    let app = TestApp::new().await;
    let (nadia, of_nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, of_paul) = app.agent("paul", "EDS de Villejuif").await;
    let bilan = app.bilan(&nadia).await;
    (app, nadia, of_nadia, of_paul, bilan)
}

async fn states(app: &TestApp, agent: &Agent, bilan: Uuid, right: &str) -> Vec<State> {
    let steps = app.test.store.follow_up_steps(agent, bilan, right).await;
    let steps = steps.unwrap();
    steps.iter().map(|step| step.standing.state).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_is_begun_in_one_click_and_moves_on() {
    let (app, nadia, who, _, bilan) = office().await;
    let id = bilan.to_string();
    let all = format!("/bilans/{id}/suivi");
    let empty = app.get(&who, &all).await.text();
    assert!(empty.contains("Aucun droit à suivre pour l’instant."));

    let begin = [("id", id.as_str()), ("right", "rsa-socle")];
    for _ in 0..2 {
        let begun = app.post(&who, "/agir/suivi/commencer", &begin).await;
        assert_eq!(begun.header("location"), format!("{all}/rsa-socle"));
    }
    assert_eq!(
        states(&app, &nadia, bilan, "rsa-socle").await,
        [State::ToAsk]
    );

    let one = format!("{all}/rsa-socle");
    let page = app.get(&who, &one).await;
    let (seen, text) = (page.inputs()["vu"].clone(), page.text());
    assert_eq!(seen, "1");
    assert!(text.contains("Pièces déjà réunies") && text.contains("CASF L262-47"));
    let form = [
        ("vu", seen.as_str()),
        ("etat", "refusee"),
        ("le", "2026-11-20"),
        ("motif", "Ressources <trop> élevées"),
        ("cause", "pieces_hors_liste"),
        ("organisme", "caf"),
        ("note", "Lettre vue"),
    ];
    for _ in 0..2 {
        let saved = app.post(&who, &one, &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        assert_eq!(saved.header("location"), format!("{one}?etat=garde"));
    }
    let told = [State::ToAsk, State::Refused];
    assert_eq!(states(&app, &nadia, bilan, "rsa-socle").await, told);
    let text = app.get(&who, &one).await.text();
    assert!(text.contains("Ressources &lt;trop&gt; élevées") && text.contains("Lettre vue"));
    assert!(text.contains("Avant le 20\u{a0}janvier 2027"));
    let text = app.get(&who, &all).await.text();
    assert!(text.contains("Terminé") && text.contains("À contester avant le"));
    let missing = app.post(&who, &format!("{all}/inconnu"), &form).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_follow_reads_and_is_offered_no_form() {
    let (app, _, who, _, bilan) = office().await;
    let id = bilan.to_string();
    let begin = [("id", id.as_str()), ("right", "rsa-socle")];
    app.post(&who, "/agir/suivi/commencer", &begin).await;
    let assistant = [Role::Assistant];
    let (_, lea) = app.person("lea", "EDS de Villejuif", &assistant).await;
    let all = format!("/bilans/{id}/suivi");
    let one = format!("{all}/rsa-socle");
    let text = app.get(&lea, &all).await.text();
    assert!(text.contains(&one), "{text}");
    for closed in ["/agir/suivi/", "/mandats", "href=\"/suivi\""] {
        assert!(!text.contains(closed), "{closed}");
    }
    let text = app.get(&lea, &one).await.text();
    assert!(text.contains("Votre rôle permet de lire"), "{text}");
    for closed in ["name=\"etat\"", "/suivi/personnes-ressources"] {
        assert!(!text.contains(closed), "{closed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_refused_comes_back_with_what_was_typed() {
    let (app, nadia, who, _, bilan) = office().await;
    let one = format!("/bilans/{bilan}/suivi/rsa-socle");
    let form = [
        ("vu", "0"),
        ("etat", "envoyee"),
        ("le", "2026-11-24"),
        ("rappel", "2026-11-22"),
        ("note", "Vu </textarea> hier"),
    ];
    let again = app.post(&who, &one, &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = again.text();
    assert!(text.contains("Ce jour n’est pas encore venu.") && text.contains("Ce jour est passé."));
    assert!(text.contains("value=\"2026-11-24\"") && text.contains("Vu &lt;/textarea> hier"));
    assert!(states(&app, &nadia, bilan, "rsa-socle").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_write_tells_what_the_other_wrote_and_loses_nothing() {
    let (app, nadia, who, paul, bilan) = office().await;
    let one = format!("/bilans/{bilan}/suivi/rsa-socle");
    let first = [("vu", "0"), ("etat", "envoyee"), ("le", "2026-11-02")];
    app.post(&who, &one, &first).await;
    let mine = [
        ("vu", "0"),
        ("etat", "en_instruction"),
        ("note", "Au guichet"),
    ];
    let stale = app.post(&paul, &one, &mine).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let text = stale.text();
    assert!(text.contains("nadia Martin, le 23\u{a0}novembre 2026"));
    assert!(text.contains("Demande envoyée le 2\u{a0}novembre 2026."));
    assert!(text.contains("Au guichet"), "what was typed is there");
    assert_eq!(
        states(&app, &nadia, bilan, "rsa-socle").await,
        [State::Sent]
    );
    // Read, then kept on purpose.
    let seen = stale.inputs()["vu"].clone();
    let mine = [
        ("vu", seen.as_str()),
        ("etat", "en_instruction"),
        ("note", "Au guichet"),
    ];
    let saved = app.post(&paul, &one, &mine).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let told = [State::Sent, State::InReview];
    assert_eq!(states(&app, &nadia, bilan, "rsa-socle").await, told);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_the_person_says_what_to_do_and_withholds_the_rest() {
    let (app, nadia, who, _, bilan) = office().await;
    let now = app.test.clock.now();
    let mut all = Vec::new();
    for right in ["rsa-socle", "ordonnance-protection"] {
        all.push((Standing::first(right, None, app.test.clock.today()), None));
    }
    let begun = app
        .test
        .store
        .start_following(&nadia, bilan, &all, now)
        .await;
    assert!(begun.unwrap());
    let text = app
        .get(&who, &format!("/bilans/{bilan}/ma-page"))
        .await
        .text();
    assert!(text.contains("Ce que j’ai à faire") && text.contains("Il manque"));
    let name = |id: &str| app.catalogue.right(id).unwrap().name.clone();
    assert!(text.contains(&name("rsa-socle")));
    assert!(!text.contains(&name("ordonnance-protection")));
    let text = app
        .get(&who, &format!("/bilans/{bilan}/suivi"))
        .await
        .text();
    assert!(
        text.contains(&name("ordonnance-protection")),
        "the agent sees all"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bench_holds_what_is_due_and_nothing_that_is_settled() {
    let (app, nadia, who, _, bilan) = office().await;
    let (_, elsewhere) = app.agent("marc", "CCAS de Créteil").await;
    let empty = app.get(&who, "/suivi?qui=tous").await.text();
    assert!(empty.contains("Rien n’attend."));
    let now = app.test.clock.now();
    let mut to = Move {
        standing: Standing::first("rsa-socle", None, app.test.clock.today()),
        note: String::new(),
        seen: 0,
    };
    let store = &app.test.store;
    store.move_on(&nadia, bilan, &to, None, now).await.unwrap();
    let mandate = NewMandate {
        organisations: vec!["caf".to_owned()],
        scope: "Tout".to_owned(),
        signed_on: app.test.clock.today(),
        ends_on: app.test.clock.today(),
    };
    store
        .add_mandate(&nadia, bilan, &mandate, now)
        .await
        .unwrap();
    let text = app.get(&who, "/suivi?qui=tous").await.text();
    assert!(text.contains("Mandats qui finissent"));
    assert!(text.contains(&format!("/bilans/{bilan}/suivi/rsa-socle")));
    assert!(
        app.get(&elsewhere, "/suivi?qui=tous")
            .await
            .text()
            .contains("Rien n’attend.")
    );
    (to.standing.settled, to.seen) = (true, 1);
    store.move_on(&nadia, bilan, &to, None, now).await.unwrap();
    let text = app.get(&who, "/suivi?qui=tous").await.text();
    assert!(!text.contains("rsa-socle"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_counted_without_names() {
    let (app, _, who, _, bilan) = office().await;
    let one = format!("/bilans/{bilan}/suivi/rsa-socle");
    let form = [
        ("etat", "renoncee"),
        ("le", "2026-11-20"),
        ("cause", "non_demande"),
        ("organisme", "caf"),
    ];
    app.post(&who, &one, &form).await;
    let text = app.get(&who, "/suivi/bilan-de-periode").await.text();
    assert!(text.contains("Connu mais pas demandé (non-demande)") && text.contains("Renoncés"));
    let none = "/suivi/bilan-de-periode?du=2026-01-01&au=2026-06-30";
    assert!(
        app.get(&who, none)
            .await
            .text()
            .contains("Aucun droit suivi")
    );
    let wrong = "/suivi/bilan-de-periode?du=2026-06-30&au=2026-01-01";
    assert!(
        app.get(&who, wrong)
            .await
            .text()
            .contains("la fin vient avant le début")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mandate_is_kept_once_and_revoked() {
    let (app, nadia, who, _, bilan) = office().await;
    let page = format!("/bilans/{bilan}/mandats");
    let wrong = [("portee", "Aide au logement"), ("signe", "2026-11-23")];
    let again = app.post(&who, &page, &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = again.text();
    assert!(text.contains("Cochez au moins un organisme.") && text.contains("Aide au logement"));
    let right = [
        ("organisme", "caf"),
        ("portee", "Aide au logement"),
        ("signe", "2026-11-23"),
        ("fin", "2027-02-23"),
    ];
    for _ in 0..2 {
        let kept = app.post(&who, &page, &right).await;
        assert_eq!(kept.header("location"), format!("{page}?etat=garde"));
    }
    let mandates = app.test.store.mandates(&nadia, bilan).await.unwrap();
    assert_eq!(mandates.len(), 1);
    let (id, mandate) = (bilan.to_string(), mandates[0].id.to_string());
    let revoke = [("id", id.as_str()), ("mandate", &mandate)];
    app.post(&who, "/agir/suivi/mandat/revoquer", &revoke).await;
    let text = app.get(&who, &page).await.text();
    assert!(text.contains("Révoqué le 23\u{a0}novembre 2026"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_person_is_shown_beside_the_right_they_may_unblock() {
    let (app, _, who, _, bilan) = office().await;
    let page = "/suivi/personnes-ressources";
    let again = app.post(&who, page, &[("nom", "Mme Exemple")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("value=\"Mme Exemple\""));
    let organisation = &app.catalogue.right("rsa-socle").unwrap().organisation;
    let form = [
        ("organisme", organisation.as_str()),
        ("nom", "Mme Exemple"),
        ("telephone", "poste 12"),
    ];
    app.post(&who, page, &form).await;
    let one = format!("/bilans/{bilan}/suivi/rsa-socle");
    let text = app.get(&who, &one).await.text();
    assert!(text.contains("Mme Exemple, poste 12"));
    let id = app.get(&who, page).await.inputs()["id"].clone();
    app.post(&who, "/agir/suivi/personne/retirer", &[("id", &id)])
        .await;
    assert!(!app.get(&who, &one).await.text().contains("Mme Exemple"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_bilan_is_not_followed() {
    let (app, nadia, who, _, _) = office().await;
    let opening = Opening {
        training: Some("01-homme-seul-fin-de-droits".to_owned()),
        ..Opening::default()
    };
    let (today, now) = (app.test.clock.today(), app.test.clock.now());
    let opened = app
        .test
        .store
        .open_bilan(&nadia, &opening, today, now)
        .await;
    let played = opened.unwrap();
    let text = app
        .get(&who, &format!("/bilans/{played}/suivi"))
        .await
        .text();
    assert!(text.contains("Un bilan d’entraînement ne se suit pas."));
    let one = format!("/bilans/{played}/suivi/rsa-socle");
    let refused = app.post(&who, &one, &[("etat", "envoyee")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}
