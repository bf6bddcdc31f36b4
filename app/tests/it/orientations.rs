//! The pages of orientations, over an office in memory.

use std::sync::Arc;

use app::desk::Identity;
use app::orientation::new::{Received, receive};
use app::orientation::offer;
use app::orientation::{OrientationDesk, Reason, Service, Sheet, Whither};
use app::sharing::Agreed;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use uuid::Uuid;

use crate::support::{Office, router, send};

async fn get(office: &Arc<Office>, address: &str) -> (StatusCode, String) {
    let request = Request::get(address).header("accept", "text/html");
    let request = request.body(Body::empty()).expect("a request");
    let answer = send(&router(office), request).await;
    (answer.status, answer.body.replace('\u{a0}', " "))
}

fn sheet() -> Sheet {
    Sheet {
        to: Service {
            whither: Whither::Directory("essai--ccas".to_owned()),
            name: "CCAS de l’Essai".to_owned(),
            address: vec!["1 rue de l’Essai".to_owned(), "94800 Villejuif".to_owned()],
            phone: "01 99 00 00 01".to_owned(),
            hours: "Mo-Fr 09:00-12:00; PH off".to_owned(),
            verified_on: "2026-11-01".parse().ok(),
        },
        name: "Awa Exemple".to_owned(),
        reason: Some(Reason::Housing),
        words: String::new(),
        rights: vec!["rsa-socle".to_owned()],
        themes: vec!["logement".to_owned()],
        sensitive: false,
        documents: vec!["Une pièce d’identité".to_owned()],
        call_back: "Nadia B., EDS de Villejuif".to_owned(),
        agreed: Agreed::Aloud,
        by: "Nadia B.".to_owned(),
        from: "EDS de Villejuif".to_owned(),
    }
}

#[tokio::test]
async fn the_form_offers_services_and_withholds_what_is_sensitive() {
    let office = Office::new(true);
    let id = office.open(true);
    office.answer(id, "personne.violences_couple", "oui");
    office.answer(id, "foyer.commune", "villejuif");
    let (status, page) = get(&office, &format!("/bilans/{id}/orientations")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("value=\"Villejuif\"") && page.contains("Un autre service, à écrire"));
    let protection = &office
        .catalogue()
        .right("ordonnance-protection")
        .expect("it")
        .name;
    assert!(!page.contains(protection.as_str()));
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(page.len() < 120_000, "it weighs {}", page.len());
    let (_, results) = get(&office, &format!("/bilans/{id}/resultats")).await;
    assert!(results.contains(&format!("href=\"/bilans/{id}/orientations\"")));
    let (_, followed) = get(&office, &format!("/bilans/{id}/suivi")).await;
    assert!(followed.contains(&format!("href=\"/bilans/{id}/orientations\"")));
}

#[tokio::test]
async fn a_right_that_rests_on_something_sensitive_is_offered_only_with_it() {
    let office = Office::new(true);
    let id = office.open(true);
    office.fill_with_longest_case(id);
    office.answer(id, "personne.violences_couple", "oui");
    let bilan = office.bilans.lock().expect("bilans")[0].clone();
    let catalogue = office.catalogue();
    let plain = offer::rights(catalogue, &bilan, false);
    let whole = offer::rights(catalogue, &bilan, true);
    assert!(plain.len() < whole.len() && !plain.is_empty());
    let intimate = |one: &offer::Choice| catalogue.right(&one.id).is_some_and(|r| r.sensitive);
    assert!(!plain.iter().any(intimate) && whole.iter().any(intimate));
    assert!(offer::themes(catalogue, false).len() < offer::themes(catalogue, true).len());
}

/// Documents asked only of some would tell an answer: those of a sheet are the same whoever one is.
#[tokio::test]
async fn the_documents_of_a_sheet_tell_no_answer() {
    let office = Office::new(true);
    let catalogue = office.catalogue();
    let all: Vec<String> = catalogue
        .rights()
        .iter()
        .map(|right| right.id.clone())
        .collect();
    let told = offer::documents(catalogue, &all);
    let of_some = catalogue
        .rights()
        .iter()
        .flat_map(|right| &right.documents)
        .filter(|document| document.only_if.is_some());
    let asked_of_all = |text: &str| {
        let mut documents = catalogue.rights().iter().flat_map(|right| &right.documents);
        documents.any(|one| one.only_if.is_none() && one.text == text)
    };
    assert!(!told.is_empty());
    for document in of_some.filter(|document| !asked_of_all(&document.text)) {
        assert!(!told.contains(&document.text), "{}", document.text);
    }
}

#[tokio::test]
async fn a_sheet_says_where_when_why_and_whom_to_call_back() {
    let office = Office::new(true);
    let id = office.open(true);
    let made = office.orient(id, sheet(), None).await.expect("sent");
    let (status, page) = get(&office, &format!("/bilans/{id}/orientations/{made}")).await;
    assert_eq!(status, StatusCode::OK);
    for told in [
        "CCAS de l’Essai",
        "94800 Villejuif",
        "Du lundi au vendredi de 9 h à 12 h. Fermé les jours fériés.",
        "Renseignements de l’annuaire du 1er novembre 2026",
        "Une pièce d’identité",
        "Nadia B., EDS de Villejuif",
        "Sans réponse du service",
        "La personne retire cette orientation",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.contains("class=\"copy\"") && !page.contains("7F-40K"));
    assert_eq!(page.matches("<h1").count(), 1);
    let stranger = Uuid::from_u128(99);
    let (status, _) = get(&office, &format!("/bilans/{id}/orientations/{stranger}")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (status, _) = get(&office, &format!("/orientations/{made}")).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "it was sent, not received");

    let (_, list) = get(&office, "/orientations").await;
    assert!(list.contains("CCAS de l’Essai") && list.contains("Aucune orientation reçue."));
    // Whoever wants a paper without detail takes none of these home.
    office.answer(id, "foyer.copie_papier", "neutre");
    let (_, page) = get(&office, &format!("/bilans/{id}/orientations/{made}")).await;
    assert!(page.contains("elle ne s’imprime pas") && page.contains("class=\"copy no-print\""));
    office.withdraw_orientation(made).await.expect("withdrawn");
    let (_, page) = get(&office, &format!("/bilans/{id}/orientations/{made}")).await;
    assert!(
        page.contains("La personne a retiré cette orientation.") && !page.contains("name=\"vu\"")
    );
}

#[tokio::test]
async fn a_name_given_in_the_interview_is_proposed_and_the_list_names_whom() {
    let office = Office::new(true);
    let id = office.open(true);
    office.bilans.lock().expect("bilans")[0].person = Some(Identity {
        first_name: "Awa".to_owned(),
        last_name: "Exemple".to_owned(),
    });
    let (_, page) = get(&office, &format!("/bilans/{id}/orientations")).await;
    assert!(page.contains("value=\"Awa Exemple\""));
    office
        .orient(id, sheet(), "2026-12-07".parse().ok())
        .await
        .expect("sent");
    let (_, list) = get(&office, "/orientations").await;
    assert!(list.contains("7F-40K, Awa Exemple") && list.contains("Rappel le 7 décembre 2026"));
}

/// A place of the directory is copied on the sheet as it is known that day; another commune lists its own places.
#[tokio::test]
async fn a_place_of_the_directory_is_chosen_and_told_with_its_hours() {
    let office = Office::new(true);
    let id = office.open(true);
    *office.places.lock().expect("places") = vec![app::directory::Place {
        id: "essai--ccas".to_owned(),
        name: "CCAS de l’Essai".to_owned(),
        address: vec!["1 rue de l’Essai".to_owned()],
        phone: Some("+33199000001".to_owned()),
        hours: Some("Mo-Fr 09:00-12:00".to_owned()),
        verified_on: "2026-11-01".parse().expect("a day"),
        ..app::directory::Place::default()
    }];
    let form = "vers=lieu&lieu=essai--ccas&motif=logement&dire_motif=oui&theme=logement&rappeler=Nadia&accord=oral";
    let list = format!("{form}&commune=94800&lister=lieux");
    let listed = receive(office.as_ref(), id, &list).await.expect("read");
    let Received::Again(echo, false) = listed else {
        panic!("asking for a list is no fault, and sends nobody");
    };
    assert_eq!(echo.places.len(), 1);
    assert_eq!(echo.typed.place, "essai--ccas", "what was typed is there");
    let elsewhere = format!("{form}&commune=94290&lister=lieux");
    let listed = receive(office.as_ref(), id, &elsewhere).await;
    assert!(matches!(listed, Ok(Received::Again(echo, false)) if echo.places.is_empty()));

    let sent = receive(office.as_ref(), id, form).await.expect("read");
    let Received::Sent(made) = sent else {
        panic!("the form is whole");
    };
    let made = office.orientation(made).await.expect("read").expect("it");
    assert_eq!(made.sheet.to.hours, "Mo-Fr 09:00-12:00");
    assert_eq!(made.sheet.to.verified_on, "2026-11-01".parse().ok());
    assert_eq!(made.sheet.by, "Nadia B.");
    assert!(made.sheet.name.is_empty(), "nobody gave a name");
}
