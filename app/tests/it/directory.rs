//! The pages of the directory, over an office in memory.

use std::sync::Arc;

use app::directory::{Competence, Field, Freshness, Place};
use app::structures::roles::Roles;
use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::support::{Office, router, send};

async fn get(office: &Arc<Office>, address: &str) -> (StatusCode, String) {
    let request = Request::get(address).header("accept", "text/html");
    let answer = send(
        &router(office),
        request.body(Body::empty()).expect("a request"),
    )
    .await;
    (answer.status, answer.body.replace('\u{a0}', " "))
}

fn place() -> Place {
    Place {
        id: "essai--ccas".to_owned(),
        name: "CCAS de l’Essai".to_owned(),
        address: vec!["1 rue de l’Essai".to_owned()],
        phone: Some("+33199000001".to_owned()),
        hours: Some("Mo-Fr 09:00-12:00; PH off".to_owned()),
        verified_on: "2026-11-01".parse().expect("a day"),
        freshness: Freshness::Fresh,
        competence: Competence::Said,
        distance: Some(2),
        organisations: vec!["ccas".to_owned()],
        ..Place::default()
    }
}

fn office(places: Vec<Place>) -> Arc<Office> {
    let office = Office::new(true);
    *office.places.lock().expect("places") = places;
    office
}

#[tokio::test]
async fn the_search_tells_where_and_when() {
    let office = office(vec![place()]);
    let (status, page) = get(&office, "/annuaire").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Écrivez le nom ou le code postal d’une commune."));
    let (_, page) = get(&office, "/annuaire?q=Villejuif&organisme=ccas").await;
    assert!(page.contains("CCAS, pour Villejuif") && page.contains("1 rue de l’Essai, 2 km"));
    assert!(page.contains("href=\"tel:+33199000001\"") && page.contains("01 99 00 00 01"));
    assert!(page.contains("Du lundi au vendredi de 9 h à 12 h. Fermé les jours fériés."));
    assert!(
        page.contains("Fermé aujourd’hui, samedi 21 novembre."),
        "the day of the office"
    );
    assert!(!page.contains("À vérifier") && !page.contains("/annuaire/ajouter"));
    *office.roles.lock().expect("the roles") = Roles::all();
    assert!(
        get(&office, "/annuaire?q=Villejuif")
            .await
            .1
            .contains("/annuaire/ajouter")
    );
}

#[tokio::test]
async fn an_empty_search_says_what_to_do() {
    let office = office(Vec::new());
    let (_, page) = get(&office, "/annuaire?commune=94076&organisme=caf").await;
    assert!(page.contains("ne connaît pas encore de lieu") && page.contains("Tél. 3230"));
    let (_, page) = get(&office, "/annuaire?q=ville").await;
    assert!(page.contains("Choisissez la bonne") && page.contains("commune=94077"));
    let (_, page) = get(&office, "/annuaire?q=atlantis").await;
    assert!(page.contains("Aucune commune ne porte ce nom"));
}

#[tokio::test]
async fn what_is_doubtful_is_marked() {
    let doubtful = Place {
        freshness: Freshness::Stale,
        competence: Competence::Unknown,
        absent: true,
        ..place()
    };
    let (_, page) = get(&office(vec![doubtful]), "/annuaire?q=Villejuif").await;
    assert!(page.contains("À vérifier avant de se déplacer"));
    assert!(page.contains("Renseignement ancien, du 1er novembre 2026."));
    assert!(
        page.contains("il a peut-être fermé") && page.contains("Rien ne dit si ce lieu reçoit")
    );
}

#[tokio::test]
async fn a_sheet_tells_what_was_corrected() {
    let office = office(vec![place()]);
    office
        .corrections
        .lock()
        .expect("corrections")
        .insert(Field::Phone, "3994".to_owned());
    let (status, page) = get(&office, "/annuaire/essai--ccas").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("3994") && page.contains("Corrigé par Nadia B."));
    assert!(page.contains("La source dit autre chose : +33199000001."));
    assert_eq!(
        get(&office, "/annuaire/absent").await.0,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_refused_form_shows_what_is_wrong_beside_each_field() {
    let office = office(vec![place()]);
    *office.roles.lock().expect("the roles") = Roles::all();
    let (_, page) = get(
        &office,
        "/annuaire/ajouter?nom=ab&telephone=jamais&territoire=departement",
    )
    .await;
    assert!(page.contains("id=\"nom-erreur\"") && page.contains("id=\"telephone-erreur\""));
    assert!(page.contains("value=\"jamais\"") && page.contains("href=\"#telephone\""));
    let chosen = page
        .split("<option")
        .find(|option| option.contains("selected") && option.contains("departement"));
    assert!(chosen.is_some());
    let (_, page) = get(&office, "/annuaire/essai--ccas/corriger").await;
    assert!(page.contains("value=\"CCAS de l’Essai\"") && !page.contains("-erreur\""));
}
