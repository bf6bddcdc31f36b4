//! `/invitation` through the identity provider: an account without a password, or one more structure.

use axum::http::StatusCode;
use server::session;

use crate::support::{
    Browser, EVERY_ROLE, PASSWORD, TestApp,
    through::{ACCOUNT, back, keeping, leave, office, sign_in},
};

/// A code that invites to this structure.
async fn invitation(app: &TestApp, login: &str, structure: &str) -> String {
    let (chef, browser) = app.person(login, structure, EVERY_ROLE).await;
    let fields = [("name", "Lea"), ("roles[assistant]", "oui")];
    app.post(&browser, "/agir/equipe/inviter", &fields).await;
    let (store, now) = (&app.test.store, app.test.clock.now());
    let waiting = store.invitations(&chef, chef.structure(), now).await;
    waiting.unwrap()[0].code.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_makes_an_account_without_a_password() {
    let (app, fake) = office().await;
    let code = invitation(&app, "chef", "EDS de Villejuif").await;
    let form = |login: &'static str, code: &str| {
        [
            ("code", code.to_owned()),
            ("login", login.to_owned()),
            ("name", "Lea Petit".to_owned()),
            ("with", "fournisseur".to_owned()),
        ]
    };
    let use_it = async |login, code: &str, subject| {
        let typed = form(login, code);
        let typed: Vec<(&str, &str)> = typed
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let (away, address) = leave(&app, &Browser::default(), "/invitation", &typed).await;
        app.get(&away, &back(&fake.sign_in(&address, subject)))
            .await
    };
    // What can be known before leaving is said before leaving, and what was typed comes back.
    for (fields, said) in [
        (
            [
                ("code", "AAAA-AAAA-AAAA"),
                ("login", "lea"),
                ("name", "Lea Petit"),
            ],
            "n’est pas valable",
        ),
        (
            [
                ("code", code.as_str()),
                ("login", ""),
                ("name", "Lea Petit"),
            ],
            "Il manque quelque chose",
        ),
    ] {
        let typed = [&fields[..], &[("with", "fournisseur")]].concat();
        let refused = app.post(&Browser::default(), "/invitation", &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains(said) && refused.text().contains("Lea Petit"),
            "{}",
            refused.text()
        );
    }
    // The login is somebody's: the form comes back with what was typed, and the invitation still serves.
    let taken = use_it("chef", &code, "sub-lea").await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        taken.text().contains("déjà pris") && taken.text().contains("Lea Petit"),
        "{}",
        taken.text()
    );
    assert!(
        taken
            .header("content-security-policy")
            .contains(&fake.issuer)
    );

    let joined = use_it("lea", &code, "sub-lea").await;
    assert_eq!(joined.header("location"), "/");
    let lea = keeping(&Browser::default(), &joined, "session");
    assert!(app.get(&lea, "/").await.text().contains("Lea Petit"));
    let page = app.get(&lea, "/compte").await.text();
    assert!(
        page.contains("n’a pas de mot de passe") && page.contains("seule façon d’entrer"),
        "{page}"
    );
    assert!(!page.contains("Ne plus relier"), "{page}");
    // Their only way in is not taken away, whatever is sent.
    for password in ["", PASSWORD] {
        let fields = [("act", "delier"), ("password", password)];
        let refused = app.post(&lea, ACCOUNT, &fields).await;
        assert_eq!(refused.header("location"), "/compte?etat=seule-entree");
    }
    let page = app.get(&lea, "/compte?etat=seule-entree").await.text();
    assert!(page.contains("demandez d’abord un mot de passe"), "{page}");
    for password in ["", PASSWORD] {
        let fields = [("name", "lea"), ("password", password)];
        let refused = app
            .post(&Browser::default(), "/agir/session/ouvrir", &fields)
            .await;
        assert_eq!(refused.header("location"), "/connexion?etat=identifiants");
    }
    let inside = sign_in(&app, &fake, "sub-lea").await;
    assert_eq!(inside.header("location"), "/");

    // The same person does not make a second account; they join another structure with the one they have.
    let other = invitation(&app, "autre", "CCAS de Créteil").await;
    let twice = use_it("lea2", &other, "sub-lea").await;
    assert!(
        twice
            .text()
            .contains("cochez «\u{a0}J’ai déjà un compte\u{a0}»"),
        "{}",
        twice.text()
    );
    let known = [
        ("code", other.as_str()),
        ("known", "oui"),
        ("with", "fournisseur"),
    ];
    let (away, address) = leave(&app, &Browser::default(), "/invitation", &known).await;
    let nobody = app
        .get(&away, &back(&fake.sign_in(&address, "sub-nobody")))
        .await;
    assert!(
        nobody
            .text()
            .contains("décochez «\u{a0}J’ai déjà un compte\u{a0}»"),
        "{}",
        nobody.text()
    );
    let (away, address) = leave(&app, &Browser::default(), "/invitation", &known).await;
    let joined = app
        .get(&away, &back(&fake.sign_in(&address, "sub-lea")))
        .await;
    let lea = keeping(&Browser::default(), &joined, "session");
    assert!(
        app.get(&lea, "/compte")
            .await
            .text()
            .contains("CCAS de Créteil")
    );

    // The operator may give them a password.
    let (store, now) = (&app.test.store, app.test.clock.now());
    let given = session::reset_password(store, "lea", PASSWORD, false, now).await;
    assert!(given.unwrap());
    let (_, token) = app.test.sign_in("lea").await;
    let lea = Browser::with(&token);
    let page = app.get(&lea, "/compte").await.text();
    assert!(!page.contains("n’a pas de mot de passe"), "{page}");
    let fields = [("act", "delier"), ("password", PASSWORD)];
    let unlinked = app.post(&lea, ACCOUNT, &fields).await;
    assert_eq!(unlinked.header("location"), "/compte?etat=fait");
}
