//! Two servers on one database behave as one.

use axum::http::StatusCode;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_session_and_a_bilan_go_from_one_to_the_other() {
    let one = TestApp::new().await;
    let store = one.test.another().await;
    let other = TestApp::over(one.test.with(store));
    let (agent, nadia) = one.agent("nadia", "EDS de Villejuif").await;
    let opened = one
        .post(&nadia, "/agir/bilan/ouvrir", &[("rsa", "oui")])
        .await;
    assert_eq!(opened.status, StatusCode::FOUND);
    let home = other.get(&nadia, "/").await;
    let bilans = other.test.store.bilans(&agent).await.unwrap();
    assert_eq!(bilans.len(), 1);
    assert!(home.text().contains(&bilans[0].reference));
    other.post(&nadia, "/agir/session/fermer", &[]).await;
    assert_eq!(
        one.get(&nadia, "/").await.status,
        StatusCode::SEE_OTHER,
        "signed out everywhere"
    );
}
