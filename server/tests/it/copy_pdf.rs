//! `GET /bilans/{id}/copie.pdf`: the paper, journaled, with nobody in its name.

use app::desk::{Giver, StepWrites, Write};
use axum::http::StatusCode;
use rules::{Answer, Value};
use uuid::Uuid;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_paper_is_a_pdf_that_names_nobody_in_its_address() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let person = app::desk::Identity {
        first_name: "Awa".into(),
        last_name: "Diallo".into(),
    };
    let opening = app::desk::Opening {
        with_rsa: true,
        training: None,
        person: Some(person),
    };
    let clock = &app.test.clock;
    let bilan = app
        .test
        .store
        .open_bilan(&agent, &opening, clock.today(), clock.now())
        .await
        .unwrap();
    let paper = app.get(&nadia, &format!("/bilans/{bilan}/copie.pdf")).await;
    assert_eq!(
        (paper.status, paper.header("content-type")),
        (StatusCode::OK, "application/pdf")
    );
    assert!(paper.body.starts_with(b"%PDF-"));
    assert_eq!(paper.header("cache-control"), "no-store");
    assert!(
        !paper
            .header("content-disposition")
            .to_lowercase()
            .contains("diallo")
    );
    let events: Vec<_> = app
        .test
        .store
        .journal_of_bilan(&agent, bilan)
        .await
        .unwrap()
        .into_iter()
        .map(|line| line.event)
        .collect();
    assert_eq!(events, ["bilan opened", "bilan read", "copy issued"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_of_a_closed_bilan_is_not_found_again() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let address = format!("/bilans/{bilan}/copie.pdf");
    app.get(&nadia, &address).await;
    app.test
        .store
        .close_bilan(&agent, bilan, app.test.clock.now())
        .await
        .unwrap();
    app.get(&nadia, &address).await;
    let journal = app
        .test
        .store
        .journal_of_bilan(&agent, bilan)
        .await
        .unwrap();
    let issued = journal
        .iter()
        .filter(|line| line.event == "copy issued")
        .count();
    assert_eq!(issued, 1, "a closed bilan reprints what was frozen");
    assert_eq!(
        journal
            .iter()
            .filter(|line| line.event == "bilan read")
            .count(),
        2,
        "and the reading is journaled"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_paper_comes_in_large_print_too() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let drawn = async |query: &str| {
        let address = format!("/bilans/{bilan}/copie.pdf{query}");
        let paper = app.get(&nadia, &address).await;
        assert_eq!(paper.status, StatusCode::OK, "{query}");
        let pdf = lopdf::Document::load_mem(&paper.body).unwrap();
        let first = *pdf.get_pages().values().next().unwrap();
        let content = pdf.get_page_content(first);
        String::from_utf8_lossy(&content).contains("1.3 0 0 1.3 0 0 cm")
    };
    assert!(drawn("?lettres=grandes&langue=en").await);
    assert!(!drawn("?lettres=autres").await);
    let page = app.get(&nadia, &format!("/bilans/{bilan}/copie")).await;
    let link = format!("/bilans/{bilan}/copie.pdf?lettres=grandes");
    assert!(page.text().contains(&link), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_paper_is_in_the_language_asked_for_when_it_is_offered() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    for (asked, lang) in [("en", "en"), ("fr", "fr"), ("ar", "fr"), ("..%2F", "fr")] {
        let address = format!("/bilans/{bilan}/copie.pdf?langue={asked}");
        let paper = app.get(&nadia, &address).await;
        assert_eq!(paper.status, StatusCode::OK, "{asked}");
        let pdf = lopdf::Document::load_mem(&paper.body).unwrap();
        let told = pdf.catalog().unwrap().get(b"Lang").unwrap().as_str();
        assert_eq!(told.unwrap(), lang.as_bytes(), "{asked}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_paper_without_a_bilan() {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    for id in ["pas-un-uuid", "00000000-0000-0000-0000-000000000000"] {
        let paper = app.get(&nadia, &format!("/bilans/{id}/copie.pdf")).await;
        assert_eq!(paper.status, StatusCode::NOT_FOUND);
        assert!(paper.text().contains("Page introuvable"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_paper_is_made_for_who_wants_none() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (store, clock) = (&app.test.store, &app.test.clock);
    for (word, status) in [
        ("aucune", StatusCode::CONFLICT),
        ("gardee_ici", StatusCode::OK),
    ] {
        let bilan = app.bilan(&agent).await;
        let step = StepWrites {
            key: Uuid::new_v4(),
            body_hash: [1; 32],
            writes: vec![Write {
                path: "foyer.copie_papier".parse().unwrap(),
                answer: Answer::Given(Value::Choice(word.to_owned())),
                to_review: false,
                seen: 0,
            }],
            giver: Giver::Person,
        };
        store
            .save_answers(&agent, bilan, &step, clock.now())
            .await
            .unwrap();
        let paper = app.get(&nadia, &format!("/bilans/{bilan}/copie.pdf")).await;
        assert_eq!(paper.status, status, "{word}");
        let journal = store.journal_of_bilan(&agent, bilan).await.unwrap();
        let issued = journal.iter().any(|line| line.event == "copy issued");
        assert_eq!(issued, status == StatusCode::OK, "{word}");
    }
}
