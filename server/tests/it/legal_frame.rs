//! The legal frame of a structure: said by an administrator, kept unfinished, and asked for until it is whole.

use crate::support::{EVERY_ROLE, TestApp};
use app::structures::legal_frame::Missing;
use axum::http::StatusCode;

const SENTENCE: &str = "N’entrez que des personnes fictives";

#[tokio::test(flavor = "multi_thread")]
async fn whoever_opens_bilans_is_warned_until_it_is_whole() {
    let app = TestApp::new().await;
    let (chef, boss) = app.person("chef", "Département", EVERY_ROLE).await;
    let (_, nadia) = app.agent("nadia", "Département").await;
    let (_, marc) = app.agent("marc", "CCAS de Créteil").await;
    let sheet = format!("/structures/{}", chef.structure());
    let id = chef.structure().to_string();
    assert!(app.get(&nadia, "/").await.text().contains(SENTENCE));

    // Whoever opens bilans does not say it.
    let refused = app
        .post(&nadia, "/agir/structure/cadre", &[("id", &id)])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    // Half of it is kept, and the sheet says what is missing.
    let half = [
        ("id", id.as_str()),
        ("basis", "mission"),
        ("joint", "Avec le CCAS, <accord> de janvier"),
        ("journal_months", "7"),
    ];
    let kept = app.post(&boss, "/agir/structure/cadre", &half).await;
    assert!(kept.header("location").ends_with("etat=fait"));
    let page = app.get(&boss, &sheet).await.text();
    assert!(page.contains("Il manque\u{a0}: ce qui permet de noter la santé, l’hébergement, les archives, à qui écrire, la durée du journal."), "{page}");
    assert!(page.contains("Avec le CCAS, &lt;accord> de janvier"));
    assert!(app.get(&nadia, "/").await.text().contains(SENTENCE));
    let said = app.test.store.legal_frame(chef.structure()).await.unwrap();
    assert!(!said.missing().contains(&Missing::Basis));

    let whole = [
        ("id", id.as_str()),
        ("basis", "mission"),
        ("sensitive", "prise-en-charge"),
        ("hosting", "certifie"),
        ("host", "Hébergeur du département"),
        ("joint", "Seul responsable"),
        ("archives", "Rien n’est archivé"),
        ("officer", "La déléguée du département"),
        ("journal_months", "12"),
    ];
    app.post(&boss, "/agir/structure/cadre", &whole).await;
    let page = app.get(&boss, &sheet).await.text();
    assert!(
        page.contains("La structure peut tenir de vrais bilans"),
        "{page}"
    );
    assert!(!app.get(&nadia, "/").await.text().contains(SENTENCE));
    // Each structure says its own.
    assert!(app.get(&marc, "/").await.text().contains(SENTENCE));
}
