//! What belongs to somebody else, asked for by its identifier. (`access.rs` asks for one bilan as everybody; here for everything that has
//! an identifier, and the rows are compared.)

use axum::http::{Method, StatusCode};

use app::structures::roles::Role;

use super::{
    Tried, forms,
    rows::harm,
    scene::{HERE, SAID, Scene, routes},
};
use crate::support::Browser;

/// Every page, asked by somebody: none holds what was said of the person. Returns the statuses of pages about one bilan or one person.
async fn reads(scene: &Scene, who: &Browser) -> Vec<(&'static str, StatusCode)> {
    let mut about = Vec::new();
    for path in routes(&Method::GET) {
        let response = scene.app.get(who, &scene.path(path)).await;
        let text = response.text();
        assert!(!text.contains(SAID), "{path} tells: {text}");
        assert!(
            !text.contains(scene.id("bilan")) || response.status != StatusCode::OK,
            "{path} names the bilan"
        );
        let of_somebody = ["{id}", "{room}", "{orientation}"]
            .iter()
            .any(|hole| path.contains(hole));
        if of_somebody {
            about.push((path, response.status));
        }
    }
    about
}

/// Every form, sent by somebody with the identifiers of others: no row of theirs changes, and none that names them appears.
async fn writes(scene: &Scene, who: &Browser) {
    let ids: Vec<String> = scene
        .ids
        .iter()
        .filter(|(name, _)| !["elsewhere", "place", "structure", "agent"].contains(name))
        .map(|(_, id)| id.clone())
        .collect();
    let before = scene.base.rows().await;
    for path in routes(&Method::POST) {
        // Who attacks ends only their own session; and remarks on the catalogue belong to every référent.
        if path.starts_with("/agir/session/") || path == "/agir/remarque/traiter" {
            continue;
        }
        let mut fields = forms::of(scene, path);
        for (_, text) in &mut fields {
            *text = text.replace(SAID, "autre");
        }
        let answer = scene.send_with(who, path, &fields).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
        assert!(
            !answer.text().contains(SAID),
            "{path} tells: {}",
            answer.text()
        );
        let harm = harm(&before, &scene.base.rows().await, &ids);
        // The chain of their own structure grows with what they did in it, and whoever keeps the directory says that it changed.
        let harm: Vec<&String> = harm
            .iter()
            .filter(|row| {
                !row.starts_with("chains lost") && !row.starts_with("directory_state lost")
            })
            .collect();
        assert!(harm.is_empty(), "{path}: {harm:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_of_another_structure_asks_by_identifier() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("other_people");
    let lea = scene.outsider().await;
    for (path, status) in reads(&scene, &lea).await {
        let refused = [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&status);
        assert!(refused, "{path}: {status}");
    }
    tried.add(
        "an agent of another structure, every role but administrator",
        "every GET with an identifier",
        "404 or 403, nothing told",
    );
    writes(&scene, &lea).await;
    tried.add(
        "the same agent",
        "every POST with the identifiers of others",
        "no row of theirs changed",
    );
    let asked = scene
        .app
        .get(&scene.chef, &scene.path("/bilans/{id}/notes"))
        .await;
    assert!(asked.text().contains(SAID), "what was looked for is there");
    tried.tell();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_whose_share_was_taken_back_asks_again() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("other_people_revoked");
    let support = scene.path("/bilans/{id}/support");
    let sheet = scene.path("/orientations/{orientation}");
    for page in [&support, &sheet] {
        assert_eq!(
            scene.app.get(&scene.marc, page).await.status,
            StatusCode::OK,
            "{page}"
        );
    }
    scene.send("/agir/partage/retirer").await;
    scene.send("/agir/orientation/retirer").await;
    for (path, status) in reads(&scene, &scene.marc).await {
        let refused = [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&status);
        assert!(refused, "{path}: {status}");
    }
    tried.add(
        "an agent whose share and orientation were taken back",
        "every GET with an identifier",
        "404 or 403, nothing told",
    );
    writes(&scene, &scene.marc).await;
    tried.add(
        "the same agent",
        "every POST with the identifiers of others",
        "no row of theirs changed",
    );
    tried.tell();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looks_after_the_office_wants_to_read_answers() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("other_people_managers");
    for role in [
        Role::Manager,
        Role::Administrator,
        Role::Referent,
        Role::Observer,
    ] {
        let (_, who) = scene.app.person(role.word(), HERE, &[role]).await;
        for (path, status) in reads(&scene, &who).await {
            let refused = [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&status);
            assert!(refused, "{path} as {}: {status}", role.word());
        }
        tried.add(
            &format!("{} of the same structure, no other role", role.word()),
            "every GET",
            "404 or 403, nothing said of the person",
        );
    }
    // Nor do they give themselves the right to.
    let manager = scene.app.test.sign_in(Role::Manager.word()).await;
    let itself = manager.0.id().to_string();
    let who = Browser::with(&manager.1);
    let fields = [
        ("agent", itself.as_str()),
        ("roles[manager]", "oui"),
        ("roles[assistant]", "oui"),
    ];
    scene.app.post(&who, "/agir/equipe/roles", &fields).await;
    let again = scene.app.test.sign_in(Role::Manager.word()).await;
    assert_eq!(again.0.roles(), manager.0.roles());
    tried.add(
        "a manager gives themselves the role of assistant",
        "POST /agir/equipe/roles",
        "refused, roles unchanged",
    );
    tried.tell();
}
