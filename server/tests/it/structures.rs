//! Teams and structures through their pages: an invitation from its code to the first screen of whoever joins.

use app::structures::roles::Role;
use axum::http::StatusCode;

use crate::support::{Browser, EVERY_ROLE, TestApp};

/// The code on a page of invitations.
fn code(page: &str) -> String {
    let start = page.find("bilan-code\">").unwrap() + "bilan-code\">".len();
    page[start..start + 14].to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_makes_an_account_and_its_first_screen_says_what_to_do() {
    let app = TestApp::new().await;
    let (_, chef) = app.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let team = app.get(&chef, "/equipe").await.text();
    assert!(team.contains("Vous êtes seul dans cette équipe"), "{team}");
    for role in Role::ALL {
        let word = format!("roles[{}]", role.word());
        let fields = [("name", "Lea"), (word.as_str(), "oui")];
        let invited = app.post(&chef, "/agir/equipe/inviter", &fields).await;
        assert!(invited.header("location").ends_with("etat=invitation"));
        let code = code(&app.get(&chef, "/equipe").await.text());
        let login = format!("lea-{}", role.word());
        let typed = [
            ("code", code.as_str()),
            ("login", login.as_str()),
            ("name", "Lea Petit"),
            ("password", "une phrase à moi"),
        ];
        let joined = app.post(&Browser::default(), "/invitation", &typed).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.text());
        let cookie = joined.header("set-cookie").split(';').next().unwrap();
        let lea = Browser {
            cookie: Some(cookie.to_owned()),
            ..Browser::default()
        };
        let home = app.get(&lea, "/").await.text();
        let holds = matches!(role, Role::Assistant | Role::SocialWorker);
        assert_eq!(home.contains("Commencer l’entretien"), holds, "{role:?}");
        assert_eq!(home.contains("Votre rôle n’ouvre aucun bilan"), !holds);
        let first = match role {
            Role::Assistant | Role::SocialWorker => "Ouvrez le premier",
            Role::Referent => "Lisez ce que les professionnels signalent",
            Role::Manager => "Invitez les personnes qui tiendront les entretiens",
            Role::Administrator => "Ajoutez les structures du territoire",
            Role::Observer => "Voyez les bilans tenus",
        };
        assert!(home.contains(first), "{role:?}");

        // The code served: what was typed comes back, but for the password.
        let again = app.post(&Browser::default(), "/invitation", &typed).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let again = again.text();
        assert!(again.contains("il a déjà servi") && again.contains("Lea Petit"));
        assert!(!again.contains("une phrase à moi"));
    }
    let fields = [("name", "Lea"), ("roles[assistant]", "oui")];
    app.post(&chef, "/agir/equipe/inviter", &fields).await;
    let code = code(&app.get(&chef, "/equipe").await.text());
    let guessed = [
        ("code", code.as_str()),
        ("login", "lea"),
        ("name", "Lea Petit"),
        ("password", "Villejuif-Lea-2026"),
    ];
    let refused = app.post(&Browser::default(), "/invitation", &guessed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("facile à deviner"));
    let nothing = app
        .post(&chef, "/agir/equipe/inviter", &[("name", "Lea")])
        .await;
    assert!(nothing.header("location").ends_with("etat=incomplet"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_association_works_under_its_agreement() {
    let app = TestApp::new().await;
    let (_, chef) = app.person("chef", "Département", EVERY_ROLE).await;
    let fields = [("name", "Le Relais"), ("kind", "association")];
    let added = app.post(&chef, "/agir/structure/ajouter", &fields).await;
    let sheet = added
        .header("location")
        .split('?')
        .next()
        .unwrap()
        .to_owned();
    let id = sheet.rsplit('/').next().unwrap().to_owned();
    let page = app.get(&chef, &sheet).await.text();
    assert!(page.contains("ne peut encore rien faire ici"), "{page}");
    let (_, lea) = app.agent("lea", "Le Relais").await;
    let home = app.get(&lea, "/").await.text();
    assert!(home.contains("Aucune convention en vigueur"), "{home}");
    assert!(!home.contains("Ouvrez le premier"), "{home}");
    let (_, mia) = app.person("mia", "Le Relais", &[Role::Manager]).await;
    let (_, noe) = app.person("noe", "Le Relais", &[Role::Observer]).await;
    let home = app.get(&mia, "/").await.text();
    assert!(home.contains("Aucune convention en vigueur"), "{home}");
    let home = app.get(&noe, "/").await.text();
    assert!(home.contains("ne prévoit pas les chiffres"), "{home}");
    let refused = app.post(&lea, "/agir/bilan/ouvrir", &[]).await;
    assert!(refused.header("location").ends_with("etat=convention"));

    let backwards = [
        ("structure", id.as_str()),
        ("since", "2027-01-01"),
        ("until", "2026-01-01"),
    ];
    let refused = app
        .post(&chef, "/agir/convention/ajouter", &backwards)
        .await;
    assert!(refused.header("location").ends_with("etat=dates"));
    let fields = [
        ("structure", id.as_str()),
        ("since", "2026-01-01"),
        ("until", "2027-01-01"),
        ("hold", "oui"),
    ];
    app.post(&chef, "/agir/convention/ajouter", &fields).await;
    let home = app.get(&lea, "/").await.text();
    assert!(home.contains("Commencer l’entretien"));
    let home = app.get(&mia, "/").await.text();
    assert!(!home.contains("Aucune convention en vigueur"), "{home}");
    let opened = app.post(&lea, "/agir/bilan/ouvrir", &[]).await;
    assert!(opened.header("location").starts_with("/bilans/"));
    // It holds bilans; it receives none.
    let refused = app
        .post(&lea, "/agir/partage/prendre", &[("code", "AAAA-AAAA")])
        .await;
    assert!(refused.header("location").ends_with("etat=sans-reception"));
    let page = app.get(&lea, "/partages").await.text();
    assert!(page.contains("ne permet à votre structure de recevoir"));
    assert!(!page.contains("Code donné par la personne"), "{page}");
}
