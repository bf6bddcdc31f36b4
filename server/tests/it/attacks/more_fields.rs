//! Fields that no form of ours has, in the hope that one of them is written; and roles that do not exist.

use std::collections::BTreeSet;

use app::structures::roles::Role;
use axum::http::Method;

use super::{
    Tried, forms,
    rows::changed,
    scene::{HERE, Scene, routes},
};
use crate::support::Browser;

/// What each form does in an office: the status, the tables that changed, how many rows name the other structure.
async fn done(scene: &Scene, extra: &[(&str, &str)]) -> Vec<String> {
    let elsewhere = scene.id("elsewhere").replace('-', "");
    let mut told = Vec::new();
    // What ends the session or takes the rest away comes last.
    let last = [
        "/agir/session/",
        "/effacements",
        "/agir/structure/fermer",
        "/agir/structure/protection",
        "/agir/equipe/roles",
    ];
    let is_last = |path: &&str| last.iter().any(|last| path.starts_with(last));
    for path in routes(&Method::POST).filter(|path| !is_last(path)) {
        let mut fields = forms::of(scene, path);
        let known: BTreeSet<String> = fields.iter().map(|(name, _)| name.clone()).collect();
        let more = extra.iter().filter(|(name, _)| !known.contains(*name));
        fields.extend(more.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let before = scene.base.rows().await;
        let answer = scene.send_with(&scene.chef, path, &fields).await;
        let after = scene.base.rows().await;
        let naming = after
            .values()
            .flatten()
            .filter(|row| row.to_lowercase().replace('-', "").contains(&elsewhere))
            .count();
        told.push(format!(
            "{path}: {} {:?} {naming}",
            answer.status,
            changed(&before, &after)
        ));
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_that_no_form_has() {
    let mut tried = Tried::new("more_fields");
    let plain = Scene::new("Essai").await;
    let usual = done(&plain, &[]).await;
    let scene = Scene::new("Essai").await;
    let elsewhere = scene.id("elsewhere").to_owned();
    let other = scene.id("training").to_owned();
    let extra = [
        ("structure_id", elsewhere.as_str()),
        ("agent_id", other.as_str()),
        ("person_id", other.as_str()),
        ("bilan_id", other.as_str()),
        ("author_id", other.as_str()),
        ("created_by", other.as_str()),
        ("kind", "council"),
        ("closed_at", "2020-01-01T00:00:00Z"),
        ("closed", "oui"),
        ("is_admin", "true"),
        ("must_change", "false"),
        ("password_hash", "x"),
        ("version", "99"),
        ("at", "2020-01-01T0000"),
        ("created_at", "2020-01-01T00:00:00Z"),
        ("training", "01-homme-seul-fin-de-droits"),
        ("__proto__", "x"),
        ("_method", "DELETE"),
    ];
    assert_eq!(done(&scene, &extra).await, usual);
    let signed = scene.app.test.sign_in("chef").await;
    assert_eq!(signed.0.roles(), scene.agent.roles());
    tried.add(
        "structure_id, agent_id, closed_at, version, password_hash, _method… added",
        "every POST",
        "as without them: same answer, same tables, same structure",
    );
    tried.tell();
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_and_structures_that_were_not_offered() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("more_fields_roles");
    let (boss, who) = scene.app.person("boss", HERE, &[Role::Manager]).await;
    let before = scene.base.rows().await;
    let elsewhere = scene.id("elsewhere").to_owned();
    let agent = scene.id("agent").to_owned();
    let invite = "/agir/equipe/inviter";
    let roles = "/agir/equipe/roles";
    for (attack, path, fields) in [
        (
            "a role that does not exist, beside one that does",
            invite,
            vec![
                ("name", "Lea"),
                ("roles[assistant]", "oui"),
                ("roles[dieu]", "oui"),
            ],
        ),
        (
            "a box that is not ticked",
            invite,
            vec![("name", "Lea"), ("roles[administrator]", "non")],
        ),
        (
            "the same role twice",
            invite,
            vec![
                ("name", "Lea"),
                ("roles[assistant]", "oui"),
                ("roles[assistant]", "oui"),
            ],
        ),
        (
            "a role inside a role",
            invite,
            vec![("name", "Lea"), ("roles[assistant][administrator]", "oui")],
        ),
        (
            "two roles in one word",
            invite,
            vec![("name", "Lea"), ("roles[assistant administrator]", "oui")],
        ),
        (
            "another structure than their own",
            invite,
            vec![
                ("name", "Lea"),
                ("roles[assistant]", "oui"),
                ("structure", elsewhere.as_str()),
            ],
        ),
        (
            "roles that do not exist, so that none is left to somebody",
            roles,
            vec![("agent", agent.as_str()), ("roles[dieu]", "oui")],
        ),
    ] {
        scene.app.post(&who, path, &fields).await;
        assert_eq!(
            changed(&before, &scene.base.rows().await),
            [""; 0],
            "{attack}"
        );
        tried.add(
            &format!("a manager sends {attack}"),
            &format!("POST {path}"),
            "refused, nothing changed",
        );
    }
    let honest = [("name", "Lea"), ("roles[assistant]", "oui")];
    scene.app.post(&who, invite, &honest).await;
    assert!(changed(&before, &scene.base.rows().await).contains(&"invitations".to_owned()));

    // Whoever joins takes what the invitation says, and nothing they type.
    let (store, now) = (&scene.app.test.store, scene.app.test.clock.now());
    let waiting = store
        .invitations(&boss, boss.structure(), now)
        .await
        .unwrap();
    let code = waiting
        .iter()
        .find(|one| one.name == "Lea")
        .unwrap()
        .code
        .clone();
    let fields = [
        ("code", code.as_str()),
        ("login", "lea"),
        ("name", "Lea Petit"),
        ("password", "une phrase à moi"),
        ("roles[administrator]", "oui"),
        ("roles", "administrator"),
        ("structure", elsewhere.as_str()),
    ];
    let joined = scene
        .app
        .post(&Browser::default(), "/invitation", &fields)
        .await;
    let cookie = joined
        .header("set-cookie")
        .split(';')
        .next()
        .map(str::to_owned);
    let lea = Browser {
        cookie,
        ..Browser::default()
    };
    assert_eq!(
        scene.app.get(&lea, "/structures").await.status.as_u16(),
        403
    );
    assert!(scene.app.get(&lea, "/").await.text().contains(HERE));
    tried.add(
        "whoever joins adds roles and a structure",
        "POST /invitation",
        "ignored: what the invitation says",
    );
    tried.tell();
}
