//! `GET /bilans/{id}/a-voix-haute`: the copy read aloud, in the languages offered, by those who may read the bilan.

use axum::http::StatusCode;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_is_read_aloud_without_a_name() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let person = app::desk::Identity {
        first_name: "Awa".into(),
        last_name: "Diallo".into(),
    };
    let opening = app::desk::Opening {
        with_rsa: true,
        person: Some(person),
        ..Default::default()
    };
    let clock = &app.test.clock;
    let bilan = app
        .test
        .store
        .open_bilan(&agent, &opening, clock.today(), clock.now())
        .await
        .unwrap();
    let address = format!("/bilans/{bilan}/a-voix-haute");
    let page = app.get(&nadia, &address).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("lang=\"fr\" dir=\"ltr\""));
    assert!(text.contains("À lire ensemble") && text.contains("minute"));
    assert!(text.contains("Vos droits sur ces informations"));
    assert!(!text.contains("Awa ") && !text.contains("Diallo"));
    assert_eq!(page.header("cache-control"), "no-store");

    let english = app
        .get(&nadia, &format!("{address}?langue=en"))
        .await
        .text();
    assert!(english.contains("lang=\"en\"") && english.contains("To read together"));
    assert!(english.contains("<bdi lang=\"fr\">EDS de Villejuif</bdi>"));
    // A language that is not offered is French.
    let other = app
        .get(&nadia, &format!("{address}?langue=xx"))
        .await
        .text();
    assert!(other.contains("À lire ensemble"));
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_mode_discret_one_part_is_shown_at_a_time() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let address = format!("/bilans/{bilan}/a-voix-haute");
    let open = app.get(&nadia, &address).await.text();
    assert!(open.contains("<title>À voix haute") && !open.contains("<details name"));
    let discreet = nadia.saying("cookie", "discret=oui");
    let folded = app.get(&discreet, &address).await.text();
    assert!(
        !folded.contains("<title>À voix haute"),
        "the tab says nothing"
    );
    assert!(folded.contains("<details name=\"partie\"><summary>1 / "));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_structure_reads_nothing() {
    let app = TestApp::new().await;
    let (agent, _) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, other) = app.agent("omar", "CCAS de Cachan").await;
    let bilan = app.bilan(&agent).await;
    let page = app
        .get(&other, &format!("/bilans/{bilan}/a-voix-haute"))
        .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}
