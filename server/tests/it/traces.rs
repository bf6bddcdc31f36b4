//! The journal of one file, as whoever looks after the structure reads it.

use app::structures::roles::Role;
use axum::http::StatusCode;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_after_the_structure_reads_who_did_what_and_no_answer() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, boss) = app
        .person("boss", "EDS de Villejuif", &[Role::Manager])
        .await;
    let (_, other) = app
        .person("autre", "CCAS de Créteil", &[Role::Manager])
        .await;
    let bilan = app.bilan(&agent).await;
    app.get(&nadia, &format!("/bilans/{bilan}/resultats")).await;
    let cards = app.test.store.bilans(&agent).await.unwrap();
    let reference = cards[0].reference.clone();

    // The form is there, and nothing else.
    let page = app.get(&boss, "/journal").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("Bilan ouvert"));
    assert_eq!(
        app.get(&nadia, "/journal").await.status,
        StatusCode::FORBIDDEN
    );

    // However the reference is typed.
    let typed = reference.to_lowercase().replace('-', " ");
    let asked = [("reference", typed.as_str())];
    let found = app.post(&boss, "/journal", &asked).await;
    assert_eq!(found.status, StatusCode::OK);
    let text = found.text();
    for line in [
        "Bilan ouvert",
        "Bilan lu",
        "nadia Martin",
        "EDS de Villejuif",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("Journal de ce bilan consulté"));
    // Looking is a line of its own.
    let again = app.post(&boss, "/journal", &asked).await.text();
    assert!(again.contains("Journal de ce bilan consulté"), "{again}");

    // Another structure, and a reference that leads nowhere, read the same.
    for (who, reference) in [
        (&other, reference.as_str()),
        (&boss, "ZZ-ZZZ"),
        (&boss, "é"),
    ] {
        let none = app.post(who, "/journal", &[("reference", reference)]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = none.text();
        assert!(text.contains("Aucun bilan de votre structure"), "{text}");
        assert!(!text.contains("Bilan ouvert"));
    }
}
