//! SQL where a word was expected: in every field, every part of an address, every search.

use axum::http::Method;

use super::{
    Tried, forms,
    scene::{HERE, Scene, routes},
};
use crate::support::Browser;

/// Words that would end a string, a comment or a statement, or match anything.
const WORDS: [&str; 8] = [
    "' OR '1'='1",
    "\" OR \"\"=\"",
    "1; DROP TABLE persons;--",
    "x' UNION SELECT password_hash FROM agents--",
    "/*",
    "%",
    "_%_",
    "$1",
];

/// NUL: PostgreSQL refuses it in a text, SQLite ends one there.
const NUL: &str = "a\0b";

#[tokio::test(flavor = "multi_thread")]
async fn sql_is_typed_in_every_field() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("injected_sql");
    let tables: Vec<String> = scene.base.rows().await.into_keys().collect();
    // Typing passwords is slow on purpose, and slowed down after eight: one word is enough there.
    let slow = [
        "/agir/session/ouvrir",
        "/agir/session/mot-de-passe",
        "/invitation",
    ];
    for path in routes(&Method::POST) {
        let honest = forms::of(&scene, path);
        // A sign-in that is right would close the session of the tests that follow.
        let who = match path {
            "/agir/session/ouvrir" => &Browser::default(),
            _ => &scene.chef,
        };
        for at in 0..honest.len() {
            let words = if slow.contains(&path) {
                &WORDS[..1]
            } else {
                &WORDS[..4]
            };
            for word in words.iter().chain(&[NUL]) {
                let mut fields = honest.clone();
                fields[at].1 = (*word).to_owned();
                let answer = scene.send_with(who, path, &fields).await;
                let name = &fields[at].0;
                assert!(
                    answer.status.as_u16() < 500,
                    "{path}: {name} = {word:?}: {}",
                    answer.status
                );
                assert!(
                    *word != NUL || answer.status.as_u16() == 400,
                    "{path}: {name} holds NUL: {}",
                    answer.status
                );
            }
        }
    }
    tried.add(
        "quotes, comments, unions",
        "every field of every POST",
        "no error of the server, no table lost",
    );
    tried.add(
        "the sign NUL",
        "every field of every POST",
        "400 and a sentence",
    );
    let after: Vec<String> = scene.base.rows().await.into_keys().collect();
    assert_eq!(after, tables);
    tried.tell();
}

#[tokio::test(flavor = "multi_thread")]
async fn sql_is_typed_in_addresses_and_searches() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("injected_sql_addresses");
    let before = scene.base.rows().await;
    let mut holes = 0;
    for path in routes(&Method::GET) {
        for hole in path
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
        {
            holes += 1;
            let hole = format!("{{{hole}}}");
            for word in WORDS.iter().chain(&[NUL]) {
                let address = scene.path(&path.replace(&hole, &app::routes::encode(word)));
                let answer = scene.app.get(&scene.chef, &address).await;
                assert!(
                    [400, 404].contains(&answer.status.as_u16()),
                    "{address}: {}",
                    answer.status
                );
            }
        }
    }
    assert!(holes > 30);
    tried.add(
        "quotes, comments, unions, wildcards",
        "every part of every address",
        "404, as for what does not exist",
    );
    tried.add("the sign NUL", "every part of every address", "400");

    for (page, name) in [
        ("/annuaire", "q"),
        ("/annuaire?q=villejuif", "organisme"),
        ("/agenda", "jour"),
        ("/suivi", "page"),
        ("/suivi", "qui"),
        ("/chiffres", "trimestre"),
        ("/chiffres.csv", "trimestre"),
        ("/", "etat"),
        ("/connexion", "suite"),
    ] {
        let sign = if page.contains('?') { '&' } else { '?' };
        for word in WORDS {
            // A search finds no more with the signs than with the letters alone.
            let letters: String = word
                .chars()
                .map(|sign| if sign.is_alphanumeric() { sign } else { ' ' })
                .collect();
            let mut lines = Vec::new();
            for word in [word, letters.as_str()] {
                let asked = format!("{page}{sign}{name}={}", app::routes::encode(word));
                let answer = scene.app.get(&scene.chef, &asked).await;
                assert_eq!(answer.status.as_u16(), 200, "{asked}");
                lines.push(answer.text().matches("<li").count());
            }
            assert!(lines[0] <= lines[1], "{page} {name}={word}: {lines:?}");
        }
    }
    tried.add(
        "quotes, unions, wildcards",
        "every search and filter",
        "no more than the letters alone find",
    );

    // By name and by code: nothing is announced, taken, read or opened.
    for word in WORDS {
        let person = [
            ("first_name", word),
            ("last_name", word),
            ("born", "1990-02-01"),
        ];
        let told = scene
            .app
            .post(&scene.marc, "/partages/chercher", &person)
            .await;
        assert!(!told.text().contains(HERE), "{word}");
        let taken = scene
            .app
            .post(&scene.marc, "/agir/partage/prendre", &[("code", word)])
            .await;
        assert!(!taken.header("location").contains("support"), "{word}");
        let reason = "La personne est en danger ce soir";
        let read = scene
            .app
            .post(
                &scene.chef,
                "/urgence",
                &[("reference", word), ("reason", reason)],
            )
            .await;
        assert!(!read.status.is_redirection(), "{word}");
    }
    let signed = [
        ("name", "' OR '1'='1"),
        ("password", "' OR '1'='1"),
        ("next", ""),
    ];
    let signed = scene
        .app
        .post(&Browser::default(), "/agir/session/ouvrir", &signed)
        .await;
    assert_eq!(signed.header("set-cookie"), "");
    tried.add(
        "quotes, unions, wildcards",
        "a person's name, a sharing code, a reference, a login",
        "nobody is found",
    );

    let after = scene.base.rows().await;
    let changed = super::rows::changed(&before, &after);
    assert!(
        changed
            .iter()
            .all(|table| ["chains", "journal"].contains(&table.as_str())),
        "{changed:?}"
    );
    tried.tell();
}
