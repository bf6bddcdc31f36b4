//! Every line of the access table, asked by everybody.

use app::structures::roles::{Role, Roles, may};
use axum::http::{Method, StatusCode};
use insta::assert_snapshot;
use server::access::{ACCESS, Access};
use uuid::Uuid;

use crate::support::{Browser, TestApp, form};

/// A path of the table with its holes filled.
fn filled(path: &str, bilan: Uuid, theme: &str, screen: &str) -> String {
    path.replace("{id}", &bilan.to_string())
        .replace("{theme}", theme)
        .replace("{screen}", screen)
        .replace(
            "{room}/{at}",
            "018f0000-0000-7000-8000-000000000001/2026-11-23T0900",
        )
        .replace("{role}", "01-homme-seul-fin-de-droits")
        .replace("{secret}", "inconnu")
        .replace("{place}", "essai--ccas")
        .replace("{kind}/{subject}", "droits/rsa-socle")
        .replace("{orientation}", "018f0000-0000-7000-8000-000000000003")
        .replace("{right}", "rsa-socle")
        .replace("{parameter}", "rsa_base")
        .replace("{organisation}", "caf")
        .replace("{fact}/{answer}", "activite/chomage")
        .replace("{file}", "absent.js")
        .replace("{structure}", "018f0000-0000-7000-8000-000000000002")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_line_is_held_for_every_role() {
    let app = TestApp::new().await;
    let (nadia, _) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, elsewhere) = app.agent("marc", "CCAS de Créteil").await;
    // Whoever has one role only, in the structure of the bilan.
    let mut alone = Vec::new();
    for role in Role::ALL {
        let (_, browser) = app.person(role.word(), "EDS de Villejuif", &[role]).await;
        alone.push((role.word(), Roles::of(&[role]), browser));
    }
    let bilan = app.bilan(&nadia).await;
    let theme = "famille".to_owned();
    let screen = app.catalogue.screens(&theme).next().unwrap().id.clone();

    let mut lines = Vec::new();
    for (method, path, access) in ACCESS {
        // Signing out would end the session of the lines that follow: it is asked with a session of its own elsewhere.
        let mut sessions = vec![
            ("anonymous", None, Browser::default()),
            (
                "elsewhere",
                Some(Roles::of(may::INTERVIEW)),
                elsewhere.clone(),
            ),
        ];
        sessions.extend(
            alone
                .iter()
                .map(|(name, roles, browser)| (*name, Some(*roles), browser.clone())),
        );
        let mut got = Vec::new();
        for (name, roles, who) in sessions {
            if *path == "/agir/session/fermer" && name != "anonymous" {
                continue;
            }
            let address = filled(path, bilan, &theme, &screen);
            let body = form(&[("id", &bilan.to_string())]);
            let body = if *method == Method::POST {
                body.as_str()
            } else {
                ""
            };
            let response = app.send(&who, method.clone(), &address, body).await;
            got.push(format!("{name} {}", response.status.as_u16()));
            let to_sign_in = response.header("location").starts_with("/connexion");
            match (access, roles) {
                (Access::Public, _) => {
                    assert_ne!(response.status, StatusCode::UNAUTHORIZED, "{path}")
                }
                (_, None) if *method == Method::GET => {
                    assert_eq!(response.status, StatusCode::SEE_OTHER, "{path}");
                    assert!(to_sign_in, "{path}");
                }
                (_, None) => assert_eq!(response.status, StatusCode::UNAUTHORIZED, "{path}"),
                (Access::Roles(one_of), Some(roles)) if !roles.may(one_of) => {
                    assert_eq!(response.status, StatusCode::FORBIDDEN, "{path} for {name}");
                }
                _ if name == "elsewhere" && path.contains("{id}") => {
                    assert_eq!(response.status, StatusCode::NOT_FOUND, "{path}");
                }
                _ => assert!(
                    !to_sign_in
                        && response.status != StatusCode::UNAUTHORIZED
                        && response.status != StatusCode::FORBIDDEN,
                    "{path} for {name}"
                ),
            }
        }
        lines.push(format!("{:5}{path:38}{}", method.as_str(), got.join(", ")));
    }
    assert_snapshot!(lines.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_structure_changes_nothing_through_a_form() {
    let app = TestApp::new().await;
    let (nadia, _) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, elsewhere) = app.agent("marc", "CCAS de Créteil").await;
    let bilan = app.bilan(&nadia).await;
    let id = bilan.to_string();
    app.post(&elsewhere, "/agir/bilan/cloturer", &[("id", &id)])
        .await;
    let journal = app
        .test
        .store
        .journal_of_bilan(&nadia, bilan)
        .await
        .unwrap();
    assert_eq!(journal.len(), 1, "only its opening");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_the_table_is_refused() {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    for path in [
        "/admin",
        "/api/bilan",
        "/bilans",
        "/pkg/../Cargo.toml",
        "/agir/session/ouvrir/",
    ] {
        assert_eq!(
            app.get(&nadia, path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for method in [
        Method::DELETE,
        Method::PUT,
        Method::PATCH,
        Method::OPTIONS,
        Method::TRACE,
    ] {
        let refused = app.send(&nadia, method.clone(), "/", "").await;
        assert_eq!(refused.status, StatusCode::METHOD_NOT_ALLOWED, "{method} /");
    }
    let refused = app.get(&nadia, "/agir/session/ouvrir").await;
    assert_eq!(refused.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(refused.text().contains("Page introuvable"));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_it_is_required_the_account_is_protected_before_anything_else() {
    let app = TestApp::new().await;
    let (chef, _) = app
        .person("chef", "Département", &[Role::Administrator])
        .await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (store, now) = (&app.test.store, app.test.clock.now());
    let required = store.require_protection(&chef, agent.structure(), true, now);
    assert!(required.await.unwrap());
    let home = app.get(&nadia, "/").await;
    assert_eq!(home.header("location"), "/compte/protection");
    let opened = app.post(&nadia, "/agir/bilan/ouvrir", &[]).await;
    assert_eq!(opened.status, StatusCode::FORBIDDEN);
    let page = app.get(&nadia, "/compte/protection").await.text();
    assert!(page.contains("Votre structure demande"), "{page}");
    assert!(app.protect(&nadia, &agent).await.len() == 10);
    assert_eq!(app.get(&nadia, "/").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drawn_password_is_changed_before_anything_else() {
    let app = TestApp::new().await;
    let (agent, _) = app.agent("nadia", "EDS de Villejuif").await;
    let who = app
        .test
        .store
        .own_credentials(&agent)
        .await
        .unwrap()
        .unwrap();
    app.test
        .store
        .set_password(&who, &who.password_hash, true, app.test.clock.now())
        .await
        .unwrap();
    let (_, token) = app.test.sign_in("nadia").await;
    let nadia = Browser::with(&token);
    let home = app.get(&nadia, "/").await;
    assert_eq!(
        (home.status, home.header("location")),
        (StatusCode::SEE_OTHER, "/compte")
    );
    assert_eq!(
        app.post(&nadia, "/agir/bilan/ouvrir", &[]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(app.get(&nadia, "/compte").await.status, StatusCode::OK);
}
