//! Remarks on the catalogue: the form, what it refuses, and what the référents do of it.

use axum::http::StatusCode;

use crate::support::{EVERY_ROLE, TestApp};

const FORM: &str = "/remarques/droits/rsa-socle";

#[tokio::test(flavor = "multi_thread")]
async fn a_remark_goes_from_the_form_to_the_referents() {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, chef) = app.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let page = app.get(&nadia, FORM).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("N’écrivez rien sur une personne"));
    let sent = app
        .post(
            &nadia,
            FORM,
            &[("motif", "regle"), ("mots", "=HYPERLINK(\"x\")")],
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(sent.header("location").starts_with(FORM));

    let home = app.get(&chef, "/").await.text();
    assert!(home.contains("Remarques sur le catalogue"), "{home}");
    let home = app.get(&nadia, "/").await.text();
    assert!(!home.contains("Remarques sur le catalogue"));
    let list = app.get(&chef, "/remarques").await.text();
    assert!(list.contains("La règle est dépassée") && list.contains("Nouvelle"));
    let id = app
        .test
        .store
        .remarks(&app.test.person("autre", "EDS", EVERY_ROLE).await.0)
        .await
        .unwrap()[0]
        .id
        .to_string();
    let fields = [
        ("id", id.as_str()),
        ("state", "traitee"),
        ("answer", "Corrigé dans la version suivante"),
    ];
    let refused = app.post(&nadia, "/agir/remarque/traiter", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    app.post(&chef, "/agir/remarque/traiter", &fields).await;
    let list = app.get(&chef, "/remarques").await.text();
    assert!(list.contains("Traitée") && list.contains("Corrigé dans la version suivante"));

    let table = app.get(&chef, "/remarques.csv").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(table.header("cache-control"), "no-store");
    let text = table.text();
    assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{text}");
    assert!(!text.contains("nadia"), "no agent is named: {text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_comes_back_as_it_was_typed() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let long = "a".repeat(601);
    for (fields, problem) in [
        (vec![("mots", "un <mot> à garder")], "Choisissez"),
        (
            vec![("motif", "autre"), ("mots", "né le 1 85 05 78 006 084 36")],
            "numéro de sécurité sociale",
        ),
        (vec![("motif", "regle"), ("mots", &long)], "trop long"),
        (vec![("motif", "autre"), ("mots", " ")], "quelques mots"),
    ] {
        let back = app.post(&nadia, FORM, &fields).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        let text = back.text();
        assert!(text.contains(problem), "{problem}: {text}");
    }
    let back = app
        .post(&nadia, FORM, &[("mots", "un <mot> à garder")])
        .await;
    assert!(back.text().contains("un &lt;mot> à garder"));
    let chef = app.test.person("chef", "EDS", EVERY_ROLE).await.0;
    assert_eq!(app.test.store.new_remarks(&chef).await.unwrap(), 0);
    assert!(app.test.store.remarks(&agent).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_remark_without_a_subject() {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    for path in ["/remarques/droits/absent", "/remarques/autres/rsa-socle"] {
        assert_eq!(app.get(&nadia, path).await.status, StatusCode::NOT_FOUND);
        let posted = app.post(&nadia, path, &[("motif", "regle")]).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND, "{path}");
    }
}
