//! The people to whom a bilan is to be offered, through their page and its forms.

use axum::http::StatusCode;

use crate::support::{Browser, TestApp};

const PAGE: &str = "/a-proposer";

async fn office() -> (TestApp, Browser) {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    (app, nadia)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_list_says_what_it_added_and_gives_back_what_is_wrong() {
    let (app, nadia) = office().await;
    let empty = app.get(&nadia, PAGE).await.text();
    assert!(empty.contains("Personne n’attend."), "{empty}");

    let pasted = "Diallo\tAwa\t28/02/1990\t06 00 00 00 00\nPetit\t<b>Léa\t31/02/1990";
    let answer = app.post(&nadia, PAGE, &[("lignes", pasted)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(
        text.contains("1\u{a0}personne ajoutée.") && text.contains("Une ligne est à corriger."),
        "{text}"
    );
    assert!(
        text.contains("Petit\t&lt;b>Léa\t31/02/1990</textarea>"),
        "the wrong line is back: {text}"
    );
    assert!(
        !text.contains("<b>")
            && text.contains("Awa Diallo")
            && text.contains("28\u{a0}février 1990")
    );

    // The same list again: nobody twice.
    let again = app
        .post(&nadia, PAGE, &[("lignes", "Diallo\tAwa\t28/02/1990")])
        .await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(
        again
            .text()
            .contains("0\u{a0}personne ajoutée. Une autre était déjà dans la liste.")
    );
    let nothing = app.post(&nadia, PAGE, &[("lignes", " \n")]).await;
    assert!(nothing.text().contains("Collez au moins une ligne."));
    let number = app
        .post(
            &nadia,
            PAGE,
            &[("lignes", "Petit\t2 90 02 94 028 016 65\t28/02/1990")],
        )
        .await;
    assert!(number.text().contains("numéro de sécurité sociale"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_is_typed_offered_and_begun() {
    let (app, nadia) = office().await;
    let typed = [
        ("nom", "Petit"),
        ("prenom", "Léa"),
        ("naissance", "1890-01-01"),
        ("telephone", "poste 12"),
    ];
    let wrong = app.post(&nadia, PAGE, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = wrong.text();
    assert!(
        text.contains("date de naissance manque") && text.contains("value=\"poste 12\""),
        "{text}"
    );
    let typed = [
        ("nom", "Petit"),
        ("prenom", "Léa"),
        ("naissance", "1990-01-01"),
    ];
    assert_eq!(app.post(&nadia, PAGE, &typed).await.status, StatusCode::OK);

    let page = app.get(&nadia, PAGE).await;
    let id = page.inputs()["id"].clone();
    let set = |state: &'static str| [("id", id.clone()), ("state", state.to_owned())];
    for (state, shown) in [
        ("unreached", "Rappeler"),
        ("declined", "A changé d’avis"),
        ("waiting", "Ne souhaite pas"),
    ] {
        let fields = set(state);
        let fields = fields
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let done = app.post(&nadia, "/agir/proposition/etat", &fields).await;
        assert_eq!(done.header("location"), "/a-proposer?etat=fait");
        assert!(
            app.get(&nadia, PAGE).await.text().contains(shown),
            "{state}"
        );
    }
    for wrong in ["held", "partie"] {
        let fields = set(wrong);
        let fields = fields
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let refused = app.post(&nadia, "/agir/proposition/etat", &fields).await;
        assert_eq!(refused.header("location"), "/a-proposer?etat=pas-fait");
    }
    let begun = app
        .post(
            &nadia,
            "/agir/proposition/commencer",
            &[("id", id.as_str())],
        )
        .await;
    assert!(
        begun.header("location").starts_with("/bilans/"),
        "{}",
        begun.header("location")
    );
    let page = app.get(&nadia, PAGE).await.text();
    assert!(page.contains("Bilan commencé") && page.contains("Voir le bilan"));
    assert!(app.get(&nadia, "/").await.text().contains("Léa Petit"));
}
