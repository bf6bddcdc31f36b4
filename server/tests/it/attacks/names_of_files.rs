//! Names of files and headers made of what somebody typed: paths that climb, lines that are cut in two.

use axum::http::{Method, StatusCode};
use std::fs;

use super::{
    Tried,
    scene::{Scene, routes},
};
use crate::support::{bilan, scratch};

#[tokio::test(flavor = "multi_thread")]
async fn an_address_climbs_out_of_its_folder() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("names_of_files");
    for climb in [
        "..%2fCargo.toml",
        "..%2f..%2fCargo.toml",
        "%2e%2e%2fmain.css",
        "..%5c..%5cCargo.toml",
        "....//Cargo.toml",
        "%252e%252e%252fCargo.toml",
        "%2fetc%2fpasswd",
        "bilan.js%00.css",
        "..;/Cargo.toml",
    ] {
        for folder in [
            "/pkg",
            "/annuaire",
            "/entrainement",
            "/droits",
            "/agenda/calendrier",
        ] {
            let address = format!("{folder}/{climb}");
            let answer = scene.app.get(&scene.chef, &address).await;
            let status = answer.status.as_u16();
            assert!([400, 404].contains(&status), "{address}: {status}");
            assert!(
                !answer.text().contains("[package]") && !answer.text().contains("root:"),
                "{address}"
            );
        }
    }
    tried.add(
        "../ as it is, encoded once, twice, with a backslash, a NUL",
        "the islands, the directory, training, rights, calendars",
        "404, or 400 for NUL",
    );
    tried.tell();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_is_cut_in_two() {
    // What is typed everywhere: a line that would begin another header, a quote, a folder.
    let scene = Scene::new("a\"; x=\"../b\r\nSet-Cookie: c=d").await;
    let mut tried = Tried::new("names_of_headers");
    let mut files = Vec::new();
    for path in routes(&Method::GET) {
        let address = scene.path(path);
        for more in [
            "",
            "?langue=..%2F..%2Fx",
            "?trimestre=2026-T1%0d%0aSet-Cookie:%20c=d",
            "?langue=%22%0d%0aX:%20y",
        ] {
            let answer = scene
                .app
                .get(&scene.chef, &format!("{address}{more}"))
                .await;
            // The way back from a provider forgets who left.
            let cookie = answer.header("set-cookie");
            let forgets = path == "/connexion/retour" && cookie.starts_with("fournisseur=;");
            assert!(cookie.is_empty() || forgets, "{path}{more}: {cookie}");
            let name = answer.header("content-disposition");
            if name.is_empty() {
                continue;
            }
            let file = name
                .split("filename=\"")
                .nth(1)
                .and_then(|rest| rest.strip_suffix('"'))
                .unwrap();
            let plain = file
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || ".-".contains(sign));
            assert!(plain && !file.contains(".."), "{path}: {name}");
            files.push(path);
        }
    }
    files.dedup();
    assert!(files.len() >= 5, "{files:?}");
    tried.add(
        "line breaks, quotes and ../ in every text and parameter",
        "every file that is downloaded",
        "a name of our own: letters, digits, hyphens",
    );

    // The calendar of a telephone is made of lines too.
    let renewed = scene.send("/agir/agenda/calendrier").await.text();
    let address = renewed
        .split("<code>127.0.0.1")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    let calendar = scene.app.get(&scene.chef, address).await;
    assert_eq!(calendar.status, StatusCode::OK);
    let text = calendar.text();
    assert!(
        text.contains("BEGIN:VEVENT") && text.contains("Set-Cookie"),
        "{text}"
    );
    assert!(
        text.split("\r\n")
            .all(|line| !line.starts_with("Set-Cookie") && !line.contains(['\r', '\n'])),
        "{text}"
    );
    tried.add(
        "a room whose name holds a line break",
        "the calendar of a telephone",
        "one line, the break is a space",
    );
    tried.tell();
}

#[test]
fn a_layer_or_a_copy_is_named_after_another_file() {
    let mut tried = Tried::new("names_of_folders");
    let folder = scratch();
    let layer = folder.path().join("couche");
    fs::create_dir(&layer).unwrap();
    for name in ["../national", "/etc", "a/b", "..", "", "Cou che"] {
        fs::write(
            layer.join("couche.toml"),
            format!("id = {name:?}\nnom = \"Essai\"\nsur = \"val-de-marne\"\n"),
        )
        .unwrap();
        let checked = bilan(
            &[
                "catalogue",
                "check",
                "--catalogue",
                &layer.display().to_string(),
            ],
            "",
        );
        assert!(!checked.status.success(), "{name}: {}", checked.output);
        assert!(
            checked.output.contains("couche.toml") || checked.errors.contains("couche.toml"),
            "{name}: {} {}",
            checked.output,
            checked.errors
        );
    }
    tried.add(
        "a layer named ../national, /etc, a/b",
        "bilan catalogue check --catalogue",
        "refused, the file and the line told",
    );
    let place = |name: &str| folder.path().join(name).display().to_string();
    let database = place("bilan.sqlite");
    assert!(
        bilan(&["demo", "--database", &database], "")
            .status
            .success()
    );
    let before = fs::read(&database).unwrap();
    for target in [database.clone(), place("bilan.sqlite.key")] {
        let copied = bilan(&["backup", &target, "--database", &database], "");
        assert!(!copied.status.success(), "{target}: {}", copied.output);
    }
    assert_eq!(fs::read(&database).unwrap().len(), before.len());
    tried.add(
        "a copy over the database or over the key",
        "bilan backup",
        "refused: the file exists",
    );
    tried.tell();
}
