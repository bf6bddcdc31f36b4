//! Erasing a person, as two browsers see it: asked from a bilan, decided by whoever looks after the structure.

use app::structures::roles::Role;
use axum::http::StatusCode;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn it_is_asked_with_a_reason_and_decided_with_a_reason() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, boss) = app
        .person("boss", "EDS de Villejuif", &[Role::Manager])
        .await;
    let (_, marc) = app.agent("marc", "CCAS de Créteil").await;
    let bilan = app.bilan(&agent).await;
    let page = format!("/bilans/{bilan}/effacer");
    let results = app.get(&nadia, &format!("/bilans/{bilan}/resultats")).await;
    assert!(results.text().contains(&page));
    assert_eq!(app.get(&marc, &page).await.status, StatusCode::NOT_FOUND);

    // What says too little comes back as it was typed.
    let short = app.post(&nadia, &page, &[("reason", "Trop <court>")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = short.text();
    assert!(
        text.contains("Rien n’a changé") && text.contains("Trop &lt;court>"),
        "{text}"
    );
    let why = [("reason", "Elle me l’a demandé aujourd’hui")];
    let other = app.post(&marc, &page, &why).await;
    assert!(other.header("location").ends_with("etat=pas-fait"));
    let asked = app.post(&nadia, &page, &why).await;
    assert!(
        asked.header("location").ends_with("etat=fait"),
        "{}",
        asked.text()
    );
    let waits = app.get(&nadia, &page).await.text();
    assert!(waits.contains("La décision n’est pas encore prise"));
    assert!(!waits.contains("<textarea"));

    // Whoever decides sees the reference and the reason, and chooses.
    assert_eq!(
        app.get(&nadia, "/effacements").await.status,
        StatusCode::FORBIDDEN
    );
    let home = app.get(&boss, "/").await.text();
    assert!(home.contains("1\u{a0}attend votre décision"), "{home}");
    let list = app.get(&boss, "/effacements").await;
    let text = list.text();
    assert!(text.contains("Elle me l’a demandé aujourd’hui"), "{text}");
    let id = list.inputs()["erasure"].clone();
    let decide = async |decision: &str, reason: &str| {
        let fields = [
            ("erasure", id.as_str()),
            ("decision", decision),
            ("reason", reason),
        ];
        app.post(&boss, "/effacements", &fields).await
    };
    let unsaid = decide("", "Un recours est en cours avec ce dossier").await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.text().contains("Choisissez d’effacer ou de refuser"));
    assert!(
        unsaid
            .text()
            .contains("Un recours est en cours avec ce dossier")
    );
    let refused = decide("refuser", "Un recours est en cours avec ce dossier").await;
    assert!(refused.header("location").ends_with("etat=fait"));
    let told = app.get(&nadia, &page).await.text();
    assert!(told.contains("Refusé le 23\u{a0}novembre 2026"), "{told}");
    assert!(told.contains("Un recours est en cours avec ce dossier"));

    // Asked again, as an objection, and granted.
    let objection = [("wish", "opposition"), why[0]];
    app.post(&nadia, &page, &objection).await;
    let told = app.get(&nadia, &page).await.text();
    assert!(told.contains("Opposition notée le"), "{told}");
    let list = app.get(&boss, "/effacements").await.text();
    assert!(list.contains("articles 17 et 21"), "{list}");
    let id = app.get(&boss, "/effacements").await.inputs()["erasure"].clone();
    let fields = [
        ("erasure", id.as_str()),
        ("decision", "effacer"),
        ("reason", "Le recours est fini, elle y tient"),
    ];
    let granted = app.post(&boss, "/effacements", &fields).await;
    assert!(granted.header("location").ends_with("etat=fait"));
    for gone in ["", "/resultats", "/effacer", "/copie"] {
        let status = app
            .get(&nadia, &format!("/bilans/{bilan}{gone}"))
            .await
            .status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{gone}");
    }
    let list = app.get(&boss, "/effacements").await.text();
    assert!(list.contains("Aucune demande n’attend"));
    let home = app.get(&boss, "/").await.text();
    assert!(!home.contains("attend votre décision"), "{home}");
}
