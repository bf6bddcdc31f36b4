//! The disk fills up while somebody is typing: they are told, what was kept stays, and the same form is welcome afterwards.

use std::{fs, io::Write as _};

use app::desk::Opening;
use axum::http::StatusCode;
use server::store::Reading;

use crate::support::{SmallDisk, TestApp, TestStore};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_when_the_disk_is_full() {
    let Some(disk) = SmallDisk::new(8192) else {
        return;
    };
    let app = TestApp::over(TestStore::in_folder(disk.path()).await);
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let clock = &app.test.clock;
    let opening = Opening::default();
    let bilan = app
        .test
        .store
        .open_bilan(&agent, &opening, clock.today(), clock.now())
        .await
        .unwrap();
    let theme = app.catalogue.themes().first().unwrap().id.clone();
    let screen = app.catalogue.screens(&theme).next().unwrap().id.clone();
    let address = format!("/bilans/{bilan}/{theme}/{screen}");
    let place = "foyer.demarches_en_cours";
    let (hidden, field) = (format!("v.{place}"), format!("r.{place}"));
    let note = "une démarche ".repeat(500);
    let fields = |key: &'static str, version: &'static str| {
        [
            ("cle", key),
            (hidden.as_str(), version),
            (field.as_str(), note.as_str()),
        ]
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
    };
    let post = async |fields: &[(String, String)]| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        app.post(&nadia, &address, &fields).await
    };
    let first = post(&fields("11111111-1111-4111-8111-111111111111", "0:")).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);

    let filler = disk.path().join("autre-chose");
    let mut file = fs::File::create(&filler).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    let longer = note.clone() + "et la suite";
    let second = [
        (
            "cle".to_owned(),
            "22222222-2222-4222-8222-222222222222".to_owned(),
        ),
        (hidden.clone(), "1:".to_owned()),
        (field.clone(), longer.clone()),
    ];
    let refused = post(&second).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        refused.text().contains("Rien n’a été enregistré"),
        "{}",
        refused.text()
    );

    fs::remove_file(&filler).unwrap();
    drop(file);
    let saved = post(&second).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let kept = app
        .test
        .store
        .bilan(&agent, bilan, Reading::AfterWrite, clock.now())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.answers.len(), 1);
    assert_eq!(
        kept.answers[0].version, 2,
        "the first stayed, the refused one was not half written"
    );
}
