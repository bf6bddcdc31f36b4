//! The bench of whoever follows people, and notes by theme, through pages and forms.

use app::sharing::{Agreed, NewShare, Scope};
use axum::http::StatusCode;
use server::session::Agent;
use uuid::Uuid;

use crate::support::{Browser, TestApp};

async fn office() -> (TestApp, Agent, Browser, Browser, Uuid) {
    let app = TestApp::new().await;
    let (nadia, of_nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, of_paul) = app.agent("paul", "EDS de Villejuif").await;
    let bilan = app.bilan(&nadia).await;
    (app, nadia, of_nadia, of_paul, bilan)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_somebodys_and_their_orientations_wait_on_the_bench() {
    let (app, _, nadia, paul, bilan) = office().await;
    let id = bilan.to_string();
    let followed = format!("/bilans/{bilan}/suivi");
    let page = app.get(&nadia, &followed).await.text();
    assert!(page.contains("Personne ne dit suivre ce bilan.") && page.contains("Je suis ce bilan"));
    let take = [("id", id.as_str()), ("on", "oui")];
    for _ in 0..2 {
        let taken = app.post(&nadia, "/agir/suivi/prendre", &take).await;
        assert_eq!(taken.header("location"), followed);
    }
    let page = app.get(&paul, &followed).await.text();
    assert!(page.contains("Suivi par nadia Martin"));
    let sheet = [
        ("vers", "libre"),
        ("service", "Maison de l’Essai"),
        ("motif", "logement"),
        ("dire_motif", "oui"),
        ("theme", "logement"),
        ("rappeler", "Nadia"),
        ("accord", "oral"),
        ("rappel", "2026-12-07"),
    ];
    app.post(&nadia, &format!("/bilans/{bilan}/orientations"), &sheet)
        .await;

    let mine = app.get(&nadia, "/suivi").await.text();
    assert!(mine.contains("Maison de l’Essai") && mine.contains("Rappel le 7\u{a0}décembre 2026"));
    let his = app.get(&paul, "/suivi").await.text();
    assert!(his.contains("Les personnes que vous suivez apparaissent ici."));
    let all = app.get(&paul, "/suivi?qui=tous&page=1").await.text();
    assert!(all.contains("Maison de l’Essai") && all.contains("Suivi par nadia Martin"));
    for page in ["0", "-1", "2000000000000", "x"] {
        let odd = app.get(&nadia, &format!("/suivi?page={page}")).await;
        assert_eq!(odd.status, StatusCode::OK, "{page}");
    }
    let leave = [("id", id.as_str()), ("on", "non"), ("from", "banc")];
    let left = app.post(&nadia, "/agir/suivi/prendre", &leave).await;
    assert_eq!(left.header("location"), "/suivi");
    let mine = app.get(&nadia, "/suivi").await.text();
    assert!(mine.contains("Rien n’attend.") && !mine.contains("Maison de l’Essai"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_read_by_the_team_and_never_on_the_persons_papers() {
    let (app, _, nadia, paul, bilan) = office().await;
    let notes = format!("/bilans/{bilan}/notes");
    let page = app.get(&nadia, &notes).await.text();
    assert!(page.contains("peut être lu par la personne"));
    let wrong = [("theme", "inconnu"), ("note", "Bail </textarea> long")];
    let again = app.post(&nadia, &notes, &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("Choisissez le thème de la note."));
    assert!(
        again.text().contains("Bail &lt;/textarea> long"),
        "what was typed is there"
    );
    let nir = [("theme", "logement"), ("note", "1 90 03 94 076 123 45")];
    assert_eq!(
        app.post(&nadia, &notes, &nir).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let right = [("theme", "logement"), ("note", "Bail <de> trois ans")];
    for _ in 0..2 {
        let kept = app.post(&nadia, &notes, &right).await;
        assert_eq!(kept.header("location"), format!("{notes}?etat=garde"));
    }
    for place in ["notes", "suivi", "support"] {
        let text = app
            .get(&paul, &format!("/bilans/{bilan}/{place}"))
            .await
            .text();
        assert_eq!(
            text.matches("Bail &lt;de&gt; trois ans").count(),
            1,
            "{place}"
        );
        assert!(
            text.contains("par nadia Martin, EDS de Villejuif"),
            "{place}"
        );
    }
    for place in ["copie", "ma-page", "a-voix-haute"] {
        let text = app
            .get(&nadia, &format!("/bilans/{bilan}/{place}"))
            .await
            .text();
        assert!(!text.contains("trois ans"), "{place}");
    }

    // Its author alone corrects it, and what it said stays.
    assert!(!app.get(&paul, &notes).await.text().contains("Corriger"));
    let mine = app.get(&nadia, &notes).await.inputs();
    let correct = [
        ("corrige", mine["corrige"].as_str()),
        ("vu", "1"),
        ("theme", "logement"),
        ("note", "Bail de six ans"),
    ];
    let refused = app.post(&paul, &notes, &correct).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let kept = app.post(&nadia, &notes, &correct).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let page = app.get(&paul, &notes).await.text();
    assert!(page.contains("Bail de six ans") && page.contains("Ce que la note disait avant"));
    assert!(page.contains("Bail &lt;de&gt; trois ans"));
    let mut other = correct;
    other[3].1 = "Encore autre chose";
    let stale = app.post(&nadia, &notes, &other).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains("Encore autre chose"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_covers_the_notes_of_its_themes() {
    let (app, agent, nadia, _, bilan) = office().await;
    let (marc, of_marc) = app.agent("marc", "CCAS de Créteil").await;
    let notes = format!("/bilans/{bilan}/notes");
    for (theme, text, mark) in [
        ("logement", "Bail de trois ans", "non"),
        ("logement", "Voisinage difficile", "delicat"),
        ("budget", "Dettes anciennes", "non"),
    ] {
        app.post(
            &nadia,
            &notes,
            &[("theme", theme), ("note", text), (mark, "oui")],
        )
        .await;
    }
    assert_eq!(
        app.get(&of_marc, &notes).await.status,
        StatusCode::NOT_FOUND
    );
    let new = NewShare {
        to: Some(marc.structure()),
        scope: Scope {
            themes: ["logement".to_owned()].into(),
            ..Scope::default()
        },
        agreed: Agreed::Aloud,
    };
    let shared = app
        .test
        .store
        .share(&agent, bilan, &new, app.test.clock.now())
        .await;
    assert!(shared.unwrap());
    for place in ["notes", "support", "suivi"] {
        let text = app
            .get(&of_marc, &format!("/bilans/{bilan}/{place}"))
            .await
            .text();
        assert!(text.contains("Bail de trois ans"), "{place}");
        assert!(
            !text.contains("Dettes") && !text.contains("Voisinage"),
            "{place}"
        );
    }
    let beyond = [("theme", "budget"), ("note", "Vu au CCAS")];
    let refused = app.post(&of_marc, &notes, &beyond).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let beyond = [
        ("theme", "logement"),
        ("note", "Vu au CCAS"),
        ("delicat", "oui"),
    ];
    let refused = app.post(&of_marc, &notes, &beyond).await;
    assert!(
        refused
            .text()
            .contains("accepté de transmettre ce qui est délicat")
    );
    let within = [("theme", "logement"), ("note", "Vu au CCAS")];
    let kept = app.post(&of_marc, &notes, &within).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert!(
        app.get(&nadia, &notes)
            .await
            .text()
            .contains("marc Martin, CCAS de Créteil")
    );
}
