//! From a file of data.inclusion to the person's copy, and the pages of the directory on the way.

use std::fs;

use app::{
    desk::{Giver, StepWrites, Write},
    interview::wire,
};
use axum::http::StatusCode;
use server::directory::import;
use uuid::Uuid;

use crate::support::{Browser, EVERY_ROLE, TestApp, bilan, scratch};

const STRUCTURES: &str = include_str!("directory/structures.json");
const SERVICES: &str = include_str!("directory/services.json");
const CCAS: &str = "essai--ccas-villejuif";

/// An office with the fixtures imported, an administrator and an agent of it.
async fn office() -> (TestApp, Browser, Browser) {
    let app = TestApp::new().await;
    let today = app.test.clock.today();
    import::structures(&app.test.store, STRUCTURES.as_bytes(), today, |_| {})
        .await
        .unwrap();
    import::services(&app.test.store, SERVICES.as_bytes(), today, |_| {})
        .await
        .unwrap();
    let (_, chef) = app.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    (app, chef, nadia)
}

/// What an ordinary form sends for the CCAS, with these fields otherwise.
fn form_of<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("id", CCAS),
        ("nom", "CCAS de Villejuif (fictif)"),
        ("adresse", "1 rue de l’Essai"),
        ("code_postal", "94800"),
        ("commune", "Villejuif"),
        ("telephone", "+33100000001"),
        ("courriel", "ccas@exemple.fr"),
        ("site", "https://exemple.fr/ccas"),
        (
            "horaires",
            "Mo,Tu,Th,Fr 09:00-12:00,14:00-17:00; We 09:00-12:00; PH off",
        ),
    ];
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn an_imported_counter_is_on_the_copy_of_somebody_of_its_commune() {
    let (app, ..) = office().await;
    let (agent, browser) = app.agent("awa", "EDS de Villejuif").await;
    let id = app.bilan(&agent).await;
    let answers = [
        ("foyer.departement", "d94"),
        ("foyer.commune", "villejuif"),
        ("foyer.logement_statut", "sans_abri"),
        ("foyer.courrier_stable", "non"),
        ("foyer.domiciliation_attestation", "non"),
        ("foyer.copie_papier", "complete"),
    ];
    let writes = answers.map(|(path, text)| {
        let path = path.parse().unwrap();
        let answer = wire::read(&app.catalogue, &path, text);
        Write {
            path,
            answer,
            to_review: false,
            seen: 0,
        }
    });
    let step = StepWrites {
        key: Uuid::new_v4(),
        body_hash: [0; 32],
        giver: Giver::Person,
        writes: writes.into(),
    };
    app.test
        .store
        .save_answers(&agent, id, &step, app.test.clock.now())
        .await
        .unwrap();
    let copy = app
        .get(&browser, &format!("/bilans/{id}/copie"))
        .await
        .text()
        .replace('\u{a0}', " ");
    assert!(
        copy.contains("CCAS de Villejuif (fictif), 1 rue de l’Essai, 94800 Villejuif."),
        "{copy}"
    );
    assert!(copy.contains("Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h. Fermé le mercredi après-midi. Fermé les jours fériés."));
    assert!(copy.contains("Tél. 01 00 00 00 01"));
    let pdf = app.get(&browser, &format!("/bilans/{id}/copie.pdf")).await;
    assert_eq!(pdf.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn places_are_searched_by_commune_and_organisation() {
    let (app, _, nadia) = office().await;
    let read = async |address: &str| app.get(&nadia, address).await.text().replace('\u{a0}', " ");
    let all = read("/annuaire?q=villejuif").await;
    assert!(all.contains("CCAS de Villejuif (fictif)") && all.contains("Autour de Villejuif"));
    let one = read("/annuaire?q=94800&organisme=mission-locale").await;
    assert!(
        one.contains("Mission locale du Grand Essai (fictive)")
            && !one.contains("CCAS de Villejuif (fictif)")
    );
    assert!(
        one.contains("À vérifier avant de se déplacer")
            && one.contains("Renseignement du 1er mars 2026.")
    );
    assert!(one.contains("Horaires comme ils sont notés : sur rendez-vous le matin"));
    let none = read("/annuaire?q=villejuif&organisme=caf").await;
    assert!(
        none.contains("ne connaît pas encore de lieu") && none.contains("Tél. 3230"),
        "the national number remains"
    );
    assert!(
        read("/annuaire?q=villeneuve")
            .await
            .contains("Choisissez la bonne")
    );
    assert!(
        read("/annuaire?q=atlantis")
            .await
            .contains("Aucune commune ne porte ce nom")
    );
    assert!(
        read("/annuaire?q=Arbignieu")
            .await
            .contains("Arbignieu fait maintenant partie de Arboys en Bugey.")
    );
    let absent = app.get(&nadia, "/annuaire/inconnu").await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_survives_the_next_import_which_says_that_it_differs() {
    let (app, chef, nadia) = office().await;
    let corrected = app
        .post(
            &chef,
            "/agir/annuaire/corriger",
            &form_of(&[("telephone", "01 99 00 00 99")]),
        )
        .await;
    assert_eq!(
        corrected.header("location"),
        format!("/annuaire/{CCAS}?etat=lieu")
    );
    let other = STRUCTURES.replace("+33100000001", "+33100000002");
    import::structures(
        &app.test.store,
        std::io::Cursor::new(other.into_bytes()),
        app.test.clock.today(),
        |_| {},
    )
    .await
    .unwrap();
    let sheet = app
        .get(&nadia, &format!("/annuaire/{CCAS}"))
        .await
        .text()
        .replace('\u{a0}', " ");
    assert!(sheet.contains("01 99 00 00 99"));
    assert!(
        sheet.contains("Corrigé par chef Martin")
            && sheet
                .contains("La source dit autre chose : +33100000002. La source a changé depuis."),
        "{sheet}"
    );
    assert!(!sheet.contains("Corriger ce lieu"), "an agent reads");

    // Copying what the source says gives the field back to it.
    app.post(
        &chef,
        "/agir/annuaire/corriger",
        &form_of(&[("telephone", "+33100000002")]),
    )
    .await;
    let sheet = app.get(&chef, &format!("/annuaire/{CCAS}")).await.text();
    assert!(sheet.contains("01 00 00 00 02") && !sheet.contains("La source dit autre chose"));
    assert!(sheet.contains("Corriger ce lieu"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_comes_back_with_what_was_typed() {
    let (app, chef, _) = office().await;
    let refused = app
        .post(
            &chef,
            "/agir/annuaire/corriger",
            &form_of(&[("telephone", "quand <on> veut"), ("commune", "Atlantis")]),
        )
        .await;
    let back = refused.header("location").to_owned();
    assert!(
        back.starts_with(&format!("/annuaire/{CCAS}/corriger?")),
        "{back}"
    );
    let form = app.get(&chef, &back).await.text();
    assert!(
        form.contains("Un téléphone a dix chiffres") && form.contains("Cette commune est inconnue")
    );
    assert!(form.contains("quand &lt;on&gt; veut") && form.contains("value=\"Atlantis\""));
    assert!(form.contains("aria-invalid=\"true\""));
    let sheet = app.get(&chef, &format!("/annuaire/{CCAS}")).await.text();
    assert!(sheet.contains("01 00 00 00 01"), "nothing was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_added_by_hand_is_found_for_its_departement() {
    let (app, chef, nadia) = office().await;
    let fields = [
        ("nom", "Espace des solidarités (fictif)"),
        ("organisme", "departement-eds"),
        ("adresse", "3 rue de l’Essai"),
        ("code_postal", "94000"),
        ("commune", "Créteil"),
        ("territoire", "departement"),
    ];
    let added = app.post(&chef, "/agir/annuaire/ajouter", &fields).await;
    let sheet = added.header("location").to_owned();
    assert!(sheet.starts_with("/annuaire/manuel--"), "{sheet}");
    assert!(app.get(&nadia, &sheet).await.text().contains("ajouté ici"));
    let found = app
        .get(&nadia, "/annuaire?q=villejuif&organisme=departement-eds")
        .await
        .text();
    assert!(
        found.contains("Espace des solidarités (fictif)") && !found.contains("À vérifier"),
        "{found}"
    );
    let refused = app.post(&nadia, "/agir/annuaire/ajouter", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[test]
fn the_command_imports_and_tells() {
    let folder = scratch();
    let place = |name: &str| folder.path().join(name).display().to_string();
    fs::write(place("structures.json"), STRUCTURES).unwrap();
    fs::write(place("services.json"), SERVICES).unwrap();
    let database = place("bilan.sqlite");
    assert!(
        bilan(&["demo", "--database", &database], "")
            .status
            .success()
    );
    let import = |words: &[&str]| {
        let mut all = vec!["directory", "import", "--database", &database];
        all.extend(words);
        bilan(&all, "")
    };
    let done = import(&[
        "--structures",
        &place("structures.json"),
        "--services",
        &place("services.json"),
    ]);
    assert!(done.status.success(), "{}", done.errors);
    assert!(
        done.output
            .contains("3 rows: 3 kept, 0 refused; 0 became absent"),
        "{}",
        done.output
    );
    assert!(done.output.contains("2 rows: 2 kept"), "{}", done.output);
    let status = bilan(&["directory", "status", "--database", &database], "");
    assert!(
        status.output.starts_with("7 structures, 6 services"),
        "with the four of the demo: {}",
        status.output
    );

    fs::write(place("cut.json"), &STRUCTURES[..900]).unwrap();
    let cut = import(&["--structures", &place("cut.json")]);
    assert!(!cut.status.success());
    assert!(
        cut.errors
            .contains("the file ends in the middle, after 1 whole rows"),
        "{}",
        cut.errors
    );
    let absent = import(&["--structures", &place("absent.json")]);
    assert!(absent.errors.contains("cannot read"), "{}", absent.errors);
    assert!(!import(&[]).status.success(), "one file at least");
}
