//! `GET /bilans/{id}/support.pdf`: for professionals, journaled, with nobody in its name and nothing frozen.

use app::desk::{Identity, Opening};
use axum::http::StatusCode;
use server::store::Reading;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_support_is_journaled_and_freezes_nothing() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let opening = Opening {
        with_rsa: true,
        training: None,
        person: Some(Identity {
            first_name: "Awa".into(),
            last_name: "Diallo".into(),
        }),
    };
    let (store, clock) = (&app.test.store, &app.test.clock);
    let bilan = store
        .open_bilan(&agent, &opening, clock.today(), clock.now())
        .await
        .unwrap();
    let paper = app
        .get(&nadia, &format!("/bilans/{bilan}/support.pdf"))
        .await;
    assert_eq!(
        (paper.status, paper.header("content-type")),
        (StatusCode::OK, "application/pdf")
    );
    assert!(paper.body.starts_with(b"%PDF-"));
    assert_eq!(paper.header("cache-control"), "no-store");
    let name = paper.header("content-disposition").to_lowercase();
    assert!(
        name.contains("support") && !name.contains("diallo"),
        "{name}"
    );
    let journal = store.journal_of_bilan(&agent, bilan).await.unwrap();
    let events: Vec<_> = journal.iter().map(|line| line.event.as_str()).collect();
    assert_eq!(events, ["bilan opened", "bilan read", "support issued"]);
    let read = store
        .bilan(&agent, bilan, Reading::AfterWrite, clock.now())
        .await
        .unwrap()
        .unwrap();
    assert!(read.issued.is_none(), "only the person's copy freezes");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_support_without_a_bilan() {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    for id in ["pas-un-uuid", "00000000-0000-0000-0000-000000000000"] {
        for end in ["support", "support.pdf"] {
            let page = app.get(&nadia, &format!("/bilans/{id}/{end}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{end}");
        }
    }
}
