//! Sending somebody to a service, as whoever sends and whoever receives see it through pages and forms.

use app::structures::{Allowed, Kind, NewStructure};
use axum::http::StatusCode;
use chrono::TimeDelta;
use server::session::Agent;
use uuid::Uuid;

use crate::support::{Browser, EVERY_ROLE, Response, TestApp};

/// The office that sends, its agent, a colleague, and whoever receives; with a bilan.
async fn office() -> (TestApp, Browser, Browser, Agent, Browser, Uuid) {
    let app = TestApp::new().await;
    let (nadia, of_nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, of_paul) = app.agent("paul", "EDS de Villejuif").await;
    let (marc, of_marc) = app.agent("marc", "CCAS de Créteil").await;
    let bilan = app.bilan(&nadia).await;
    (app, of_nadia, of_paul, marc, of_marc, bilan)
}

/// A whole form towards a structure, with some fields changed.
fn fields<'a>(to: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let whole = [
        ("vers", "structure"),
        ("structure", to),
        ("motif", "logement"),
        ("dire_motif", "oui"),
        ("mot", "Cherche plus grand <ici>"),
        ("theme", "logement"),
        ("nom", "Awa Exemple"),
        ("rappeler", "Nadia, poste 12"),
        ("accord", "oral"),
        ("rappel", "2026-12-07"),
    ];
    let kept = whole
        .into_iter()
        .filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    let changed = changed.iter().filter(|(_, value)| !value.is_empty());
    kept.chain(changed.copied()).collect()
}

/// Sends, and says where the sheet is.
async fn sent(app: &TestApp, who: &Browser, bilan: Uuid, fields: &[(&str, &str)]) -> String {
    let all = format!("/bilans/{bilan}/orientations");
    let sent = app.post(who, &all, fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let address = sent.header("location").to_owned();
    address.trim_end_matches("?etat=garde").to_owned()
}

/// The address of the same sheet for whoever receives.
fn received(sheet: &str) -> String {
    format!("/orientations/{}", sheet.rsplit('/').next().unwrap())
}

fn refused(response: &Response, sentence: &str) {
    assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = response.text();
    assert!(text.contains(sentence), "{sentence}: {text}");
    assert!(
        text.contains("Cherche plus grand &lt;ici>"),
        "what was typed is there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_goes_to_a_structure_which_answers() {
    let (app, nadia, paul, marc, of_marc, bilan) = office().await;
    let to = marc.structure().to_string();
    let empty = app
        .get(&nadia, &format!("/bilans/{bilan}/orientations"))
        .await;
    assert!(empty.text().contains("Aucune orientation pour ce bilan."));
    assert!(
        empty.text().contains("nadia Martin, EDS de Villejuif"),
        "whom to call back"
    );
    let form = fields(&to, &[]);
    let sheet = sent(&app, &nadia, bilan, &form).await;
    assert_eq!(
        sent(&app, &nadia, bilan, &form).await,
        sheet,
        "twice the same post"
    );
    let page = app.get(&nadia, &sheet).await.text();
    for told in [
        "Fiche d’orientation",
        "CCAS de Créteil",
        "Logement\u{a0}: Cherche plus grand &lt;ici&gt;",
        "Awa Exemple",
        "À rappeler\u{a0}: Nadia, poste 12",
        "Sans réponse du service",
    ] {
        assert!(page.contains(told), "{told}");
    }

    let theirs = received(&sheet);
    let list = app.get(&of_marc, "/orientations").await.text();
    assert!(list.contains(&theirs) && list.contains("Awa Exemple"));
    let page = app.get(&of_marc, &theirs).await;
    assert!(page.text().contains("À vous de répondre"));
    assert!(
        !page.text().contains("name=\"rappel\""),
        "the reminder is not theirs"
    );
    assert!(
        !page.text().contains(&bilan.to_string()),
        "nothing leads to the bilan"
    );
    let at_home = app.get(&of_marc, &sheet).await;
    assert_eq!(at_home.status, StatusCode::NOT_FOUND);
    let seen = page.inputs()["vu"].clone();
    let answer = [
        ("vu", seen.as_str()),
        ("etat", "rendez_vous"),
        ("rendez_vous", "2026-12-03"),
        ("note", "Bureau 4"),
    ];
    for _ in 0..2 {
        let answered = app.post(&of_marc, &theirs, &answer).await;
        assert_eq!(answered.header("location"), format!("{theirs}?etat=garde"));
    }
    let page = app.get(&paul, &sheet).await.text();
    assert!(page.contains("Rendez-vous le 3\u{a0}décembre 2026") && page.contains("Bureau 4"));
    let list = app.get(&paul, "/orientations").await.text();
    assert!(list.contains("Rappel le 7\u{a0}décembre 2026"));
    let support = app
        .get(&paul, &format!("/bilans/{bilan}/support"))
        .await
        .text();
    assert!(support.contains("Personne orientée vers un service par nadia Martin."));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_agreed_is_not_on_the_sheet() {
    let (app, nadia, _, marc, of_marc, bilan) = office().await;
    let to = marc.structure().to_string();
    let form = fields(&to, &[("nom", ""), ("dire_motif", "")]);
    let sheet = sent(&app, &nadia, bilan, &form).await;
    let page = app.get(&of_marc, &received(&sheet)).await.text();
    assert!(page.contains("La personne le dira elle-même"));
    assert!(!page.contains("Cherche plus grand") && !page.contains("Awa "));

    let all = format!("/bilans/{bilan}/orientations");
    let form = fields(&to, &[("motif", "violences")]);
    let response = app.post(&nadia, &all, &form).await;
    refused(&response, "Ce motif dit quelque chose de délicat.");
    // An intimate right is neither offered nor taken until the person agreed to that.
    let form = fields(&to, &[("droit", "ordonnance-protection")]);
    let response = app.post(&nadia, &all, &form).await;
    refused(&response, "ne peut plus être écrit sur la fiche");
    let name = &app.catalogue.right("ordonnance-protection").unwrap().name;
    assert!(!response.text().contains(name.as_str()));
    let form = fields(&to, &[("motif", "violences"), ("delicat", "oui")]);
    let sheet = sent(&app, &nadia, bilan, &form).await;
    let page = app.get(&of_marc, &received(&sheet)).await.text();
    assert!(page.contains("Violences\u{a0}: Cherche plus grand"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_refused_comes_back_with_what_was_typed() {
    let (app, nadia, _, marc, _, bilan) = office().await;
    let (to, all) = (
        marc.structure().to_string(),
        format!("/bilans/{bilan}/orientations"),
    );
    let cases: [(&[(&str, &str)], &str); 9] = [
        (
            &[("structure", "")],
            "Choisissez une structure de la liste.",
        ),
        (
            &[("structure", "018f0000-0000-7000-8000-000000000002")],
            "Choisissez une structure de la liste.",
        ),
        (
            &[("vers", "lieu"), ("lieu", "inconnu--1")],
            "Choisissez un lieu de la liste.",
        ),
        (&[("vers", "libre")], "Écrivez le nom du service."),
        (&[("motif", "")], "Choisissez pourquoi vous orientez."),
        (&[("theme", "")], "Cochez au moins un droit ou un thème."),
        (
            &[("accord", "")],
            "Dites comment la personne a donné son accord.",
        ),
        (&[("rappel", "2026-11-23")], "Ce jour est passé."),
        (
            &[("nom", "1 90 03 94 076 123 45")],
            "numéro de sécurité sociale",
        ),
    ];
    for (changed, sentence) in cases {
        let response = app.post(&nadia, &all, &fields(&to, changed)).await;
        refused(&response, sentence);
    }
    // Asking for the lists again is no fault, and loses nothing either.
    let form = fields(
        &to,
        &[("lister", "droits"), ("delicat", "oui"), ("accord", "")],
    );
    let again = app.post(&nadia, &all, &form).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.text().contains("Cherche plus grand &lt;ici>"));
    assert!(!again.text().contains("Il reste à corriger"));
    assert!(
        app.get(&nadia, &all)
            .await
            .text()
            .contains("Aucune orientation pour ce bilan.")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_outside_answers_through_whoever_sends() {
    let (app, nadia, _, _, _, bilan) = office().await;
    let form = fields("", &[("vers", "libre"), ("service", "Maison de l’Essai")]);
    let sheet = sent(&app, &nadia, bilan, &form).await;
    let page = app.get(&nadia, &sheet).await;
    assert!(page.text().contains("Ce service ne voit rien ici"));
    let seen = page.inputs()["vu"].clone();
    let how = [
        ("vu", seen.as_str()),
        ("etat", "recue"),
        ("le", "2026-11-24"),
        ("note", "Au fax"),
    ];
    let again = app.post(&nadia, &sheet, &how).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = again.text();
    assert!(text.contains("Ce jour n’est pas encore venu."), "{text}");
    assert!(text.contains("Dites comment le service a répondu.") && text.contains("Au fax"));
    let how = [
        ("vu", seen.as_str()),
        ("etat", "recue"),
        ("comment", "telephone"),
    ];
    app.post(&nadia, &sheet, &how).await;
    let text = app.get(&nadia, &sheet).await.text();
    assert!(text.contains("Reçue par le service le 23\u{a0}novembre 2026, par téléphone."));
    // Somebody who did not come is still awaited.
    let absent = [("vu", "2"), ("etat", "pas_venue")];
    app.post(&nadia, &sheet, &absent).await;
    let text = app.get(&nadia, "/orientations").await.text();
    assert!(text.contains("Une absence ne change rien à ses droits."));
    assert!(!text.contains("Terminées"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_answer_tells_what_the_other_wrote_and_loses_nothing() {
    let (app, nadia, _, marc, of_marc, bilan) = office().await;
    let to = marc.structure().to_string();
    let sheet = sent(&app, &nadia, bilan, &fields(&to, &[])).await;
    let theirs = received(&sheet);
    app.post(&of_marc, &theirs, &[("vu", "1"), ("etat", "recue")])
        .await;
    let mine = [("vu", "1"), ("etat", "sans_suite"), ("note", "Plus besoin")];
    let stale = app.post(&nadia, &sheet, &mine).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let text = stale.text();
    assert!(text.contains("marc Martin, le 23\u{a0}novembre 2026") && text.contains("Plus besoin"));
    let seen = stale.inputs()["vu"].clone();
    let mine = [
        ("vu", seen.as_str()),
        ("etat", "sans_suite"),
        ("note", "Plus besoin"),
    ];
    let saved = app.post(&nadia, &sheet, &mine).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_sheet_is_closed_while_the_other_has_its_page_open() {
    let (app, nadia, paul, marc, of_marc, bilan) = office().await;
    let to = marc.structure().to_string();
    let sheet = sent(&app, &nadia, bilan, &fields(&to, &[])).await;
    let theirs = received(&sheet);
    assert_eq!(app.get(&of_marc, &theirs).await.status, StatusCode::OK);
    let (id, orientation) = (
        bilan.to_string(),
        theirs.rsplit('/').next().unwrap().to_owned(),
    );
    let take_back = [("id", id.as_str()), ("orientation", orientation.as_str())];
    app.post(&of_marc, "/agir/orientation/retirer", &take_back)
        .await;
    assert_eq!(
        app.get(&of_marc, &theirs).await.status,
        StatusCode::OK,
        "not theirs to take back"
    );
    app.post(&nadia, "/agir/orientation/retirer", &take_back)
        .await;

    let answer = [("vu", "1"), ("etat", "recue"), ("note", "Bonjour")];
    let gone = app.post(&of_marc, &theirs, &answer).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.text().contains("la personne a repris son accord"));
    assert!(!gone.text().contains("Awa "));
    assert!(
        !app.get(&of_marc, "/orientations")
            .await
            .text()
            .contains(&theirs)
    );
    let stale = app.post(&paul, &sheet, &answer[..2]).await;
    assert_eq!(
        stale.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "how the service answered"
    );
    let answer = [
        ("vu", "1"),
        ("etat", "prise_en_charge"),
        ("note", "Bonjour"),
    ];
    let stale = app.post(&paul, &sheet, &answer).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let text = stale.text();
    assert!(text.contains("a retiré cette orientation pendant que vous écriviez"));
    assert!(text.contains("Bonjour") && !text.contains("name=\"vu\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_structure_without_an_agreement_or_closed_receives_nobody() {
    let (app, nadia, _, _, _, bilan) = office().await;
    let (store, now, today) = (
        &app.test.store,
        app.test.clock.now(),
        app.test.clock.today(),
    );
    let (chef, _) = app.person("chef", "Département", EVERY_ROLE).await;
    let new = NewStructure {
        kind: Kind::Association,
        ..NewStructure::named("Association de l’Essai")
    };
    let structure = store.add_structure(&new, now).await.unwrap();
    let days = (today, today + TimeDelta::days(1));
    let added = store.add_agreement(&chef, structure, days, Allowed::ALL, now);
    assert!(added.await.unwrap());
    let to = structure.to_string();
    let sheet = sent(&app, &nadia, bilan, &fields(&to, &[])).await;
    let agreement = store.agreements(structure).await.unwrap()[0].id;
    assert!(
        store
            .end_agreement(&chef, agreement, today, now)
            .await
            .unwrap()
    );
    // The page was open before: the form still names the structure.
    let all = format!("/bilans/{bilan}/orientations");
    let form = fields(&to, &[("motif", "budget")]);
    let response = app.post(&nadia, &all, &form).await;
    refused(&response, "elle a fermé ou sa convention est finie");
    let page = app.get(&nadia, &sheet).await.text();
    assert!(page.contains("Cette structure ne peut plus lire la fiche ici"));
    let marc = app.test.structure("CCAS de Créteil").await;
    assert!(
        store
            .close_structure(&chef, marc, chef.structure(), now)
            .await
            .unwrap()
    );
    let to = marc.to_string();
    let response = app.post(&nadia, &all, &fields(&to, &[])).await;
    refused(&response, "elle a fermé ou sa convention est finie");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_bilan_orients_nobody() {
    let (app, nadia, _, marc, _, _) = office().await;
    let (agent, _) = app.test.sign_in("nadia").await;
    let opening = app::desk::Opening {
        training: Some("01-homme-seul-fin-de-droits".to_owned()),
        ..app::desk::Opening::default()
    };
    let clock = &app.test.clock;
    let opened = app
        .test
        .store
        .open_bilan(&agent, &opening, clock.today(), clock.now());
    let played = opened.await.unwrap();
    let all = format!("/bilans/{played}/orientations");
    let page = app.get(&nadia, &all).await.text();
    assert!(page.contains("Un bilan d’entraînement n’oriente personne."));
    let to = marc.structure().to_string();
    let refused = app.post(&nadia, &all, &fields(&to, &[])).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}
