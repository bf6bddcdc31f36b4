//! `GET /bilans/{id}/donnees.json`: the person's data, withheld as their copy is, journaled.

use app::desk::Giver;
use axum::http::StatusCode;
use rules::Path;
use server::session::Agent;
use uuid::Uuid;

use crate::support::TestApp;

async fn say(app: &TestApp, agent: &Agent, bilan: Uuid, (path, text): (&str, &str), giver: Giver) {
    let path: Path = path.parse().unwrap();
    let answer = app::interview::wire::read(&app.catalogue, &path, text);
    let step = app::desk::StepWrites {
        key: Uuid::new_v4(),
        body_hash: [1; 32],
        writes: vec![app::desk::Write {
            path,
            answer,
            to_review: false,
            seen: 0,
        }],
        giver,
    };
    let now = app.test.clock.now();
    let saved = app.test.store.save_answers(agent, bilan, &step, now).await;
    assert_eq!(saved.unwrap().unwrap().saved.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_gets_what_they_said_and_nothing_of_what_the_partner_said_alone() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, marc) = app.agent("marc", "CCAS de Créteil").await;
    let bilan = app.bilan(&agent).await;
    let person = [
        ("foyer.logement_statut", "locataire"),
        ("conjoint.existe", "oui"),
        ("personne.violences_couple", "oui"),
    ];
    for said in person {
        say(&app, &agent, bilan, said, Giver::Person).await;
    }
    let alone = ("conjoint.activite", "salarie");
    say(&app, &agent, bilan, alone, Giver::PartnerAlone).await;

    let now = app.test.clock.now();
    for (text, sensitive) in [("À rappeler le matin", false), ("Parle de son suivi", true)] {
        let note = app::notes::NewNote {
            theme: "logement".to_owned(),
            text: text.to_owned(),
            sensitive,
        };
        assert!(
            app.test
                .store
                .add_note(&agent, bilan, &note, now)
                .await
                .unwrap()
        );
    }

    let file = format!("/bilans/{bilan}/donnees.json");
    let results = app.get(&nadia, &format!("/bilans/{bilan}/resultats")).await;
    assert!(results.text().contains(&file), "one click from the bilan");
    assert_eq!(app.get(&marc, &file).await.status, StatusCode::NOT_FOUND);
    let got = app.get(&nadia, &file).await;
    assert_eq!(got.status, StatusCode::OK);
    assert_eq!(got.header("content-type"), "application/json");
    assert!(got.header("content-disposition").starts_with("attachment"));
    let data = got.json();
    assert_eq!(data["copie_pdf"], format!("/bilans/{bilan}/copie.pdf"));
    let keys = |data: &serde_json::Value| -> Vec<String> {
        let said = data["reponses"].as_array().unwrap().iter();
        said.map(|one| one["cle"].as_str().unwrap().to_owned())
            .collect()
    };
    let noted = |data: &serde_json::Value| data["notes"].as_array().unwrap().len();
    assert_eq!(data["notes"][0]["note"], "À rappeler le matin");
    assert_eq!(noted(&data), 1, "what is sensitive waits there too");
    assert_eq!(data["orientations"].as_array().unwrap().len(), 0);
    let known = keys(&data);
    assert!(known.contains(&"foyer.logement_statut".to_owned()));
    assert!(
        !known.contains(&"conjoint.activite".to_owned()),
        "{known:?}"
    );
    assert!(
        !known.contains(&"personne.violences_couple".to_owned()),
        "what is sensitive waits for the person to choose the full paper"
    );

    let chosen = ("foyer.copie_papier", "complete");
    say(&app, &agent, bilan, chosen, Giver::Person).await;
    let data = app.get(&nadia, &file).await.json();
    assert_eq!(noted(&data), 2);
    let known = keys(&data);
    assert!(known.contains(&"personne.violences_couple".to_owned()));
    assert!(!known.contains(&"conjoint.activite".to_owned()));
    let store = &app.test.store;
    let journal = store.journal_of_bilan(&agent, bilan).await.unwrap();
    let given = journal.iter().filter(|line| line.event == "data given");
    assert_eq!(given.count(), 2);
    assert!(
        !store
            .give_data(&agent, Uuid::from_u128(1), app.test.clock.now())
            .await
            .unwrap()
    );
}
