//! A bilan shared with another structure, as two browsers see it; and who sees none, in an emergency.

use app::sharing::{Agreed, NewShare, Scope};
use app::structures::roles::Role;
use axum::http::StatusCode;
use rules::Path;
use uuid::Uuid;

use crate::support::{Browser, TestApp};

/// Nadia's bilan, with one answer about housing, one about the family and one that is sensitive.
async fn bilan() -> (TestApp, Browser, Browser, Uuid) {
    let app = TestApp::new().await;
    let (nadia, of_nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, marc) = app.agent("marc", "CCAS de Créteil").await;
    let bilan = app.bilan(&nadia).await;
    let said = [
        ("foyer.logement_statut", "locataire"),
        ("conjoint.existe", "oui"),
        ("personne.violences_couple", "oui"),
    ];
    let writes = said.map(|(path, text)| {
        let path: Path = path.parse().unwrap();
        let answer = app::interview::wire::read(&app.catalogue, &path, text);
        app::desk::Write {
            path,
            answer,
            to_review: false,
            seen: 0,
        }
    });
    let step = app::desk::StepWrites {
        key: Uuid::new_v4(),
        body_hash: [1; 32],
        writes: writes.to_vec(),
        giver: app::desk::Giver::Person,
    };
    let now = app.test.clock.now();
    let saved = app.test.store.save_answers(&nadia, bilan, &step, now).await;
    assert_eq!(saved.unwrap().unwrap().saved.len(), 3);
    (app, of_nadia, marc, bilan)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_opens_the_themes_that_were_chosen_and_nothing_else() {
    let (app, nadia, marc, bilan) = bilan().await;
    let (id, shares) = (bilan.to_string(), format!("/bilans/{bilan}/partage"));
    let page = app.get(&nadia, &shares).await.text();
    assert!(page.contains("n’est partagé avec personne"), "{page}");
    assert!(
        page.contains("type=\"checkbox\"") && !page.contains(" checked"),
        "the person names the themes: {page}"
    );
    // Without the person's agreement, or without a theme, nothing is shared.
    // What was chosen comes back, and nothing else is ticked.
    for (fields, on) in [
        (&[("theme", "logement"), ("sensitive", "oui")][..], 2),
        (&[("agreed", "oral")][..], 1),
        (&[("theme", "aucun"), ("agreed", "oral")][..], 1),
    ] {
        let refused = app.post(&nadia, &shares, fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        assert!(page.contains("choisissez au moins un thème"), "{page}");
        assert_eq!(page.matches(" checked").count(), on, "{fields:?}");
    }
    let fields = [("to", ""), ("theme", "logement"), ("agreed", "oral")];
    let shared = app.post(&nadia, &shares, &fields).await;
    assert!(shared.header("location").ends_with("etat=partage"));
    let page = app.get(&nadia, &shares).await.text();
    let start = page.find("bilan-code\">").unwrap() + "bilan-code\">".len();
    let code = page[start..start + 9].to_owned();

    let wrong = app
        .post(&marc, "/agir/partage/prendre", &[("code", "AAAA-AAAA")])
        .await;
    assert!(wrong.header("location").ends_with("etat=code"));
    let support = format!("/bilans/{bilan}/support");
    assert_eq!(app.get(&marc, &support).await.status, StatusCode::NOT_FOUND);
    let taken = app
        .post(&marc, "/agir/partage/prendre", &[("code", &code)])
        .await;
    assert_eq!(taken.header("location"), support);
    let reused = app
        .post(&nadia, "/agir/partage/prendre", &[("code", &code)])
        .await;
    assert!(reused.header("location").ends_with("etat=code"));

    let read = app.get(&marc, &support).await.text();
    assert!(
        read.contains("Bilan partagé par EDS de Villejuif"),
        "{read}"
    );
    assert!(read.to_lowercase().contains("locataire"));
    let nadias = app.get(&nadia, "/").await.text();
    let at = nadias.find("bilan-code\">").unwrap() + "bilan-code\">".len();
    let reference = &nadias[at..at + 6];
    assert!(
        !read.contains(reference),
        "its reference stays with the person"
    );
    // Other themes, the copy and the shares are where the bilan is held.
    let screen = |theme: &str| {
        let first = app.catalogue.screens(theme).next().unwrap();
        format!("{theme}/{}", first.id)
    };
    let housing = format!("/bilans/{bilan}/{}", screen("logement"));
    assert_eq!(app.get(&marc, &housing).await.status, StatusCode::OK);
    let family = screen("famille");
    for closed in [family.as_str(), "copie", "a-voix-haute", "partage"] {
        let address = format!("/bilans/{bilan}/{closed}");
        let status = app.get(&marc, &address).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{closed}");
    }
    let list = app.get(&marc, "/partages").await.text();
    assert!(list.contains("EDS de Villejuif"));

    // Taken back while the page is open: a clear page, and nothing shown.
    let page = app.get(&nadia, &shares).await.text();
    let start = page.find("name=\"share\" value=\"").unwrap() + "name=\"share\" value=\"".len();
    let share = page[start..start + 36].to_owned();
    let fields = [("bilan", id.as_str()), ("share", share.as_str())];
    app.post(&nadia, "/agir/partage/retirer", &fields).await;
    let gone = app.get(&marc, &support).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.text().contains("son partage a été retiré"));
    for closed in [
        "suivi",
        "suivi/rsa-socle",
        "mandats",
        "notes",
        "resultats",
        "recapitulatif",
        "ma-page",
        "support.pdf",
    ] {
        let address = format!("/bilans/{bilan}/{closed}");
        let status = app.get(&marc, &address).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{closed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_shared_is_neither_written_nor_followed() {
    let (app, _, marc, bilan) = bilan().await;
    let (nadia, _) = app.test.sign_in("nadia").await;
    let of_marc = app.test.sign_in("marc").await.0;
    let new = NewShare {
        to: Some(of_marc.structure()),
        scope: Scope {
            themes: ["logement".to_owned()].into(),
            ..Scope::default()
        },
        agreed: Agreed::InWriting,
    };
    let now = app.test.clock.now();
    let shared = app.test.store.share(&nadia, bilan, &new, now).await;
    assert!(shared.unwrap());
    let follow = format!("/bilans/{bilan}/suivi");
    let page = app.get(&marc, &follow).await;
    assert_eq!(page.status, StatusCode::OK);
    // Mandates are given to the structure that holds the bilan: no form leads nowhere.
    let mandates = format!("/bilans/{bilan}/mandats");
    assert!(!page.text().contains(&mandates));
    let told = app.get(&marc, &mandates).await.text();
    assert!(told.contains("la structure qui tient ce bilan") && !told.contains("Noter ce mandat"));
    let hidden = format!("{follow}/asf");
    assert_eq!(app.get(&marc, &hidden).await.status, StatusCode::NOT_FOUND);
    let id = bilan.to_string();
    let started = app
        .post(
            &marc,
            "/agir/suivi/commencer",
            &[
                ("bilan", &id),
                ("right", "asf"),
                ("id", &id),
                ("rights", "asf"),
            ],
        )
        .await;
    assert!(
        !started.header("location").contains("/suivi"),
        "{}",
        started.header("location")
    );
    let followed = app.test.store.follow_ups(&nadia, bilan).await.unwrap();
    assert!(followed.is_empty());
    // All of them at once are those of what was shared: one beyond it does not close the others.
    let begin = [("id", id.as_str())];
    let started = app.post(&marc, "/agir/suivi/commencer", &begin).await;
    assert_eq!(started.header("location"), follow);
    let followed = app.test.store.follow_ups(&nadia, bilan).await.unwrap();
    for one in followed {
        let right = app.catalogue.right(&one.standing.right).unwrap();
        assert!(right.themes.iter().any(|theme| theme == "logement"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sees_no_answers_reads_one_bilan_in_an_emergency() {
    let (app, nadia, _, bilan) = bilan().await;
    let (_, chef) = app
        .person("chef", "Département", &[Role::Administrator])
        .await;
    let home = app.get(&nadia, "/").await.text();
    let at = home.find("bilan-code\">").unwrap() + "bilan-code\">".len();
    let reference = home[at..at + 6].to_owned();
    assert!(!app.get(&chef, "/").await.text().contains(&reference));
    let support = format!("/bilans/{bilan}/support");
    assert_eq!(app.get(&chef, &support).await.status, StatusCode::FORBIDDEN);
    let read = format!("/urgence/{bilan}");
    assert_eq!(app.get(&chef, &read).await.status, StatusCode::NOT_FOUND);

    let short = [("reference", reference.as_str()), ("reason", "vite")];
    let refused = app.post(&chef, "/urgence", &short).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = refused.text();
    assert!(
        again.contains(&reference) && again.contains("vite"),
        "{again}"
    );
    let reason = "La personne est en danger ce soir";
    let fields = [("reference", reference.as_str()), ("reason", reason)];
    let opened = app.post(&chef, "/urgence", &fields).await;
    assert_eq!(opened.header("location"), read);
    let page = app.get(&chef, &read).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Lecture en urgence"));
    let told = app.get(&nadia, &support).await.text();
    assert!(told.contains("Lu en urgence"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_a_bilan_exists_is_asked_without_an_address() {
    let (app, nadia, marc, bilan) = bilan().await;
    let id = bilan.to_string();
    let person = [
        ("first_name", "Awa"),
        ("last_name", "Diallo"),
        ("born", "1990-02-01"),
    ];
    let asked = app.post(&marc, "/partages/chercher", &person).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.text().contains("Aucun bilan ne peut être annoncé"));
    let mut fields = vec![("bilan", id.as_str()), ("on", "oui")];
    fields.extend(person);
    app.post(&nadia, "/agir/partage/retrouver", &fields).await;
    let asked = app.post(&marc, "/partages/chercher", &person).await.text();
    assert!(asked.contains("Un bilan existe") && asked.contains("EDS de Villejuif"));
    let incomplete = app
        .post(&marc, "/partages/chercher", &person[..1])
        .await
        .text();
    assert!(incomplete.contains("Il manque quelque chose") && incomplete.contains("Awa"));
}
