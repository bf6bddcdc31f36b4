//! `POST /agir/bilan/refaire` and `GET /bilans/{id}/depuis`: the second bilan of a person.

use app::desk::{Giver, StepWrites, Write};
use axum::http::StatusCode;
use rules::Answer;
use uuid::Uuid;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_bilan_is_taken_again_and_shows_what_was() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, elsewhere) = app.agent("marc", "CCAS de Créteil").await;
    let first = app.bilan(&agent).await;
    let (store, clock) = (&app.test.store, &app.test.clock);
    let choice = |word: &str| Answer::Given(rules::Value::Choice(word.to_owned()));
    let step = StepWrites {
        key: Uuid::new_v4(),
        body_hash: [1; 32],
        writes: vec![Write {
            path: "foyer.logement_statut".parse().unwrap(),
            answer: choice("heberge"),
            to_review: false,
            seen: 0,
        }],
        giver: Giver::Person,
    };
    store
        .save_answers(&agent, first, &step, clock.now())
        .await
        .unwrap();
    let id = first.to_string();
    let open = app
        .post(&nadia, "/agir/bilan/refaire", &[("id", &id)])
        .await;
    assert_eq!(
        open.header("location"),
        format!("/bilans/{id}"),
        "an open bilan goes on"
    );
    store.close_bilan(&agent, first, clock.now()).await.unwrap();
    let home = app.get(&nadia, "/").await.text();
    assert!(home.contains("Refaire le point"), "{home}");
    app.post(&elsewhere, "/agir/bilan/refaire", &[("id", &id)])
        .await;
    assert_eq!(store.bilans(&agent).await.unwrap().len(), 1);

    let again = app
        .post(&nadia, "/agir/bilan/refaire", &[("id", &id)])
        .await;
    assert_eq!(again.status, StatusCode::FOUND);
    let address = again.header("location").to_owned();
    assert!(address.ends_with("/depuis"), "{address}");
    let page = app.get(&nadia, &address).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Depuis la dernière fois"));
    let gone = app.get(&nadia, &format!("/bilans/{id}/depuis")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "nothing before it");
    let support = address.replace("/depuis", "/support");
    let support = app.get(&nadia, &support).await.text();
    assert!(support.contains("Les bilans d’avant"));
}
