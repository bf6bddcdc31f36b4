//! Figures through their page and their spreadsheet: without names, by whoever may see them.

use app::follow_up::{Move, Standing, State};
use app::structures::{NewStructure, roles::Role};
use axum::http::StatusCode;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_reads_counts_and_no_name() {
    let app = TestApp::new().await;
    let (nadia, _) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, chef) = app
        .person("chef", "EDS de Villejuif", &[Role::Manager])
        .await;
    let empty = app.get(&chef, "/chiffres").await.text();
    assert!(
        empty.contains("Rien à compter ce trimestre.") && empty.contains("4e\u{a0}trimestre 2026"),
        "{empty}"
    );

    let store = &app.test.store;
    let (today, now) = (app.test.clock.today(), app.test.clock.now());
    for at in 0..12 {
        let bilan = app.bilan(&nadia).await;
        let right = match at {
            0..6 => "rsa-socle",
            6..11 => "asf",
            _ => "ordonnance-protection",
        };
        store
            .start_following(
                &nadia,
                bilan,
                &[(Standing::first(right, None, today), None)],
                now,
            )
            .await
            .unwrap();
        let mut standing = Standing::first(right, None, today);
        standing.state = State::Granted;
        let to = Move {
            standing,
            note: "Madame Diallo".to_owned(),
            seen: 1,
        };
        store
            .move_on(&nadia, bilan, &to, None, now)
            .await
            .unwrap()
            .unwrap();
    }
    let page = app.get(&chef, "/chiffres").await.text();
    let rsa = &app.catalogue.right("rsa-socle").unwrap().name;
    let other = &app.catalogue.right("ordonnance-protection").unwrap().name;
    assert!(page.contains("<svg") && page.contains("EDS de Villejuif"));
    assert!(page.contains(rsa.as_str()), "{page}");
    assert!(!page.contains(other.as_str()), "one alone would tell");
    for name in ["nadia", "Diallo"] {
        assert!(!page.contains(name), "{name}");
    }
    let table = app.get(&chef, "/chiffres.csv?trimestre=2026-T4").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        table
            .header("content-disposition")
            .contains("chiffres-2026-T4.csv")
    );
    let text = table.text();
    assert!(
        text.contains("\"Bilans ouverts\";\"Nombre\";\"12\"") && !text.contains(other.as_str())
    );
    // A quarter that has not come is this one; any text is no quarter.
    for asked in ["2031-T1", "demain", "%27%22"] {
        let page = app
            .get(&chef, &format!("/chiffres?trimestre={asked}"))
            .await
            .text();
        assert!(page.contains("4e\u{a0}trimestre 2026"), "{asked}");
    }
    let before = app.get(&chef, "/chiffres?trimestre=2026-T3").await.text();
    assert!(before.contains("3e\u{a0}trimestre 2026") && before.contains("Rien à compter"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_association_sees_figures_when_its_agreement_says_so() {
    let app = TestApp::new().await;
    let (_, chef) = app
        .person("chef", "Département", &[Role::Administrator])
        .await;
    let fields = [("name", "Le Relais"), ("kind", "association")];
    app.post(&chef, "/agir/structure/ajouter", &fields).await;
    let relais = app.test.structure("Le Relais").await.to_string();
    let (_, lea) = app.person("lea", "Le Relais", &[Role::Observer]).await;
    assert!(
        app.get(&lea, "/")
            .await
            .text()
            .contains("Voyez les bilans tenus"),
        "the first screen says what to do"
    );
    let refused = app.get(&lea, "/chiffres").await.text();
    assert!(refused.contains("ne prévoit pas les chiffres"), "{refused}");
    assert_eq!(
        app.get(&lea, "/chiffres.csv").await.status,
        StatusCode::FORBIDDEN
    );
    let fields = [
        ("structure", relais.as_str()),
        ("since", "2026-01-01"),
        ("until", "2027-01-01"),
        ("figures", "oui"),
    ];
    app.post(&chef, "/agir/convention/ajouter", &fields).await;
    let page = app.get(&lea, "/chiffres").await.text();
    assert!(page.contains("Le Relais") && page.contains("Rien à compter"));
    assert!(
        app.get(&chef, "/chiffres")
            .await
            .text()
            .contains("Tout le territoire")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_counts_every_structure_reads_territories() {
    let app = TestApp::new().await;
    let (_, chef) = app
        .person("chef", "Département", &[Role::Administrator])
        .await;
    let (store, now) = (&app.test.store, app.test.clock.now());
    for (name, communes) in [
        ("EDS de Créteil", ["94028", "94011"]),
        ("EDS de Bonneuil", ["94011", "94028"]),
    ] {
        let new = NewStructure {
            communes: communes.map(str::to_owned).to_vec(),
            ..NewStructure::named(name)
        };
        store.add_structure(&new, now).await.unwrap();
    }
    for (login, structure, bilans) in [
        ("nadia", "EDS de Créteil", 5),
        ("marc", "EDS de Bonneuil", 6),
        ("lea", "EDS de Vitry", 7),
    ] {
        let (agent, _) = app.agent(login, structure).await;
        for _ in 0..bilans {
            app.bilan(&agent).await;
        }
    }
    let page = app.get(&chef, "/chiffres").await.text();
    for said in [
        "Par territoire",
        "Bonneuil-sur-Marne, Créteil",
        "Sans territoire",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let text = app.get(&chef, "/chiffres.csv").await.text();
    for line in [
        "\"Par territoire\";\"Bonneuil-sur-Marne, Créteil\";\"Bilans ouverts\";\"11\"",
        "\"Par territoire\";\"Sans territoire\";\"Bilans ouverts\";\"7\"",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let (_, own) = app.person("own", "EDS de Créteil", &[Role::Manager]).await;
    let page = app.get(&own, "/chiffres").await.text();
    assert!(page.contains("Bilans ouverts") && !page.contains("Par territoire"));
}
