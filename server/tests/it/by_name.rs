//! `POST /`: a person of one's own structure found again on « Mes bilans ».

use app::{
    routes::encode,
    structures::roles::Role,
    words::by_name::{EVERYBODY, FIND, NOBODY, NOBODY_HELP, NOTHING_TYPED},
};
use axum::http::StatusCode;

use crate::support::{Browser, TestApp};

async fn find(app: &TestApp, who: &Browser, typed: &str) -> String {
    let found = app.post(who, "/", &[("who", typed)]).await;
    assert_eq!(found.status, StatusCode::OK);
    assert_eq!(found.header("location"), "");
    assert!(found.header("cache-control").contains("no-store"));
    found.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_finds_a_person_of_their_structure_again() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, karim) = app.agent("karim", "EDS de Villejuif").await;
    let (_, marc) = app.agent("marc", "CCAS de Créteil").await;
    let (_, boss) = app
        .person("boss", "EDS de Villejuif", &[Role::Manager])
        .await;
    // Nothing is to be found yet.
    assert!(!app.get(&nadia, "/").await.text().contains(FIND));
    for (first, last) in [("Zoé", "Diallo-Exemple"), ("Léa", "Petit-Exemple")] {
        let fields = [("first_name", first), ("last_name", last)];
        let opened = app.post(&nadia, "/agir/bilan/ouvrir", &fields).await;
        assert_eq!(opened.status, StatusCode::FOUND);
    }
    let listed = app.test.store.bilans(&agent).await.unwrap();
    let of = |name: &str| {
        let card = listed
            .iter()
            .find(|card| card.name.as_deref() == Some(name));
        card.unwrap()
    };
    let (zoe, lea) = (of("Zoé Diallo-Exemple"), of("Léa Petit-Exemple"));

    let home = app.get(&nadia, "/").await.text();
    let form = home.split("role=\"search\"").nth(1).unwrap();
    let form = form.split("</form>").next().unwrap();
    assert!(form.contains("method=\"post\"") && form.contains("name=\"who\""));
    assert!(home.contains("Zoé Diallo-Exemple") && home.contains("Léa Petit-Exemple"));

    // Whoever of the structure asks, and by name or by code.
    let code = zoe.reference.to_lowercase().replace('-', " ");
    for (who, typed) in [
        (&nadia, "DIALLO EXEMPLE zoe"),
        (&karim, "Zoé Diallo-Exemple"),
        (&karim, code.as_str()),
    ] {
        let page = find(&app, who, typed).await;
        assert!(page.contains("1\u{a0}bilan trouvé"), "{typed}: {page}");
        assert!(page.contains("Zoé Diallo-Exemple") && page.contains(&zoe.reference));
        assert!(page.contains(&format!("/bilans/{}", zoe.id)), "{page}");
        assert!(!page.contains("Léa") && !page.contains(&lea.reference));
        assert!(
            page.contains(&format!("value=\"{typed}\"")),
            "what was typed"
        );
        assert!(page.contains(EVERYBODY) && !page.contains(&encode(typed)));
    }

    // A closed one is found too, with what its line offers in the list.
    let (store, now) = (&app.test.store, app.test.clock.now());
    assert!(store.close_bilan(&agent, zoe.id, now).await.unwrap());
    let page = find(&app, &nadia, "Zoé Diallo-Exemple").await;
    assert!(page.contains("Relire") && page.contains("Refaire le point"));

    // Nobody: what to try, and what was typed, as text.
    for (who, typed) in [
        (&nadia, "Zoé"),
        (&nadia, "Zoé <b>Diallo"),
        (&marc, "Zoé Diallo-Exemple"),
        (&marc, code.as_str()),
    ] {
        let page = find(&app, who, typed).await;
        assert!(page.contains(NOBODY) && page.contains(NOBODY_HELP));
        assert!(!page.contains("<b>Diallo") && !page.contains(&zoe.reference));
        assert!(page.contains(&format!("value=\"{}", &typed[..2])), "{page}");
    }

    // Nothing typed: the list is still there.
    for field in [("who", "  "), ("autre", "Zoé")] {
        let nothing = app.post(&nadia, "/", &[field]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = nothing.text();
        assert!(page.contains(NOTHING_TYPED) && page.contains("Léa Petit-Exemple"));
    }
    let refused = app.post(&boss, "/", &[("who", "Zoé Diallo-Exemple")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    let journal = store.journal_of_agent(&agent).await.unwrap();
    let sought = journal.iter().filter(|line| line.event == "person sought");
    let told: Vec<String> = sought.map(|line| line.details.to_string()).collect();
    assert_eq!(told.len(), 4, "those that looked for somebody");
    assert!(!told.concat().contains("Zo"));
}
