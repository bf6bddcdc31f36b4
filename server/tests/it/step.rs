//! `POST /bilans/{id}/{theme}/{screen}`: the one place where answers arrive.

use std::collections::BTreeMap;

use app::{
    desk::{Bilan, StoredAnswer},
    structures::roles::Role,
};
use axum::http::{Method, StatusCode};
use rules::{Answer, Asks, Value};
use server::{
    session::Agent,
    store::{Joiner, Reading},
};
use uuid::Uuid;

use crate::support::{Browser, Response, TestApp, form};

/// A screen that asks this fact of the person or the household, as it was rendered for this browser.
struct Screen {
    path: String,
    inputs: BTreeMap<String, String>,
}

async fn screen_with(app: &TestApp, who: &Browser, bilan: Uuid, place: &str) -> Screen {
    let path: rules::Path = place.parse().unwrap();
    let asked = |question: &&rules::Question| match &question.asks {
        Asks::Facts { facts, .. } => facts
            .iter()
            .any(|fact| app.catalogue.fact(*fact).map(|fact| fact.id.as_str()) == path.fact()),
        Asks::Children(_) => path == rules::Path::ChildrenComplete,
        _ => false,
    };
    let question = app.catalogue.questions().iter().find(asked).unwrap();
    let path = format!("/bilans/{bilan}/{}/{}", question.theme, question.screen);
    let page = app.get(who, &format!("{path}?tout=oui")).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let inputs = page.inputs();
    assert!(
        inputs.contains_key(&format!("v.{place}")),
        "{path} does not ask {place}"
    );
    Screen { path, inputs }
}

impl Screen {
    /// The fields of the form for one answer: its key, the hidden version, and what is typed.
    fn typing<'a>(&'a self, place: &'a str, text: &'a str) -> Vec<(String, String)> {
        let hidden = format!("v.{place}");
        vec![
            ("cle".to_owned(), self.inputs["cle"].clone()),
            (hidden.clone(), self.inputs[&hidden].clone()),
            (format!("r.{place}"), text.to_owned()),
        ]
    }

    async fn post(&self, app: &TestApp, who: &Browser, fields: &[(String, String)]) -> Response {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        app.post(who, &self.path, &fields).await
    }
}

async fn stored(app: &TestApp, agent: &Agent, bilan: Uuid) -> Bilan {
    app.test
        .store
        .bilan(agent, bilan, Reading::AfterWrite, app.test.clock.now())
        .await
        .unwrap()
        .unwrap()
}

fn at<'a>(bilan: &'a Bilan, place: &str) -> Option<&'a StoredAnswer> {
    bilan
        .answers
        .iter()
        .find(|stored| stored.path.to_string() == place)
}

const BIRTH: &str = "personne.date_naissance";
const PENDING: &str = "foyer.demarches_en_cours";

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_is_kept_and_leads_on() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let screen = screen_with(&app, &nadia, bilan, BIRTH).await;
    let answer = screen
        .post(&app, &nadia, &screen.typing(BIRTH, "12/03/1990"))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(
        answer
            .header("location")
            .starts_with(&format!("/bilans/{bilan}/")),
        "{}",
        answer.header("location")
    );
    let kept = stored(&app, &agent, bilan).await;
    let kept = at(&kept, BIRTH).unwrap();
    assert!(
        matches!(kept.answer, Answer::Given(Value::Date(_))),
        "{:?}",
        kept.answer
    );
    assert_eq!((kept.version, kept.author.as_str()), (1, "nadia Martin"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_island_is_told_what_follows() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let screen = screen_with(&app, &nadia, bilan, BIRTH).await;
    let answer = screen
        .post(
            &app,
            &nadia.asking_json(),
            &screen.typing(BIRTH, "12/03/1990"),
        )
        .await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "application/json")
    );
    let reply = answer.json();
    assert_eq!(reply["saved"][0]["path"], BIRTH);
    assert_eq!(reply["saved"][0]["version"], 1);
    assert_eq!(
        reply["saved_at"]
            .as_str()
            .map(|hour| hour.replace(['\u{a0}', '\u{202f}'], " "))
            .as_deref(),
        Some("10 h 00")
    );
    assert!(reply["conflicts"].as_array().unwrap().is_empty());
    assert!(reply["panel"].as_str().unwrap().contains('<'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_cannot_be_read_is_kept_shown_and_explained() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let screen = screen_with(&app, &nadia, bilan, BIRTH).await;
    let answer = screen
        .post(&app, &nadia, &screen.typing(BIRTH, "31/02/1990"))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let back = answer
        .header("location")
        .split('#')
        .next()
        .unwrap()
        .to_owned();
    assert!(
        back.starts_with(&screen.path),
        "back to the same screen: {back}"
    );
    let page = app.get(&nadia, &back).await.text();
    assert!(page.contains("31/02/1990"), "what was typed is shown again");
    let kept = stored(&app, &agent, bilan).await;
    assert_eq!(
        at(&kept, BIRTH).unwrap().answer,
        Answer::Unreadable("31/02/1990".into())
    );
    let reply = screen
        .post(
            &app,
            &nadia.asking_json(),
            &screen.typing(BIRTH, "31/02/1990"),
        )
        .await
        .json();
    assert_eq!(reply["problems"][0]["path"], BIRTH);
    assert!(
        reply["problems"][0]["sentence"]
            .as_str()
            .is_some_and(|sentence| sentence.len() > 10)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_version_shows_both_values_and_overwrites_none() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, karim) = app.agent("karim", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let hers = screen_with(&app, &nadia, bilan, PENDING).await;
    let his = screen_with(&app, &karim, bilan, PENDING).await;
    his.post(&app, &karim, &his.typing(PENDING, "dossier CAF"))
        .await;
    let refused = hers
        .post(&app, &nadia, &hers.typing(PENDING, "recours logement"))
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let page = refused.text();
    assert!(
        page.contains("dossier CAF") && page.contains("recours logement"),
        "both values are shown"
    );
    assert!(page.contains("karim Martin"), "and who wrote the other");
    let kept = stored(&app, &agent, bilan).await;
    assert_eq!(at(&kept, PENDING).unwrap().version, 1);
    let fresh = hers.typing(PENDING, "recours logement");
    let reply = hers
        .post(
            &app,
            &nadia.asking_json(),
            &[fresh, vec![("x".into(), "1".into())]].concat(),
        )
        .await
        .json();
    assert_eq!(reply["conflicts"][0]["path"], PENDING);
    assert_eq!(reply["conflicts"][0]["by"], "karim Martin");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replayed_form_writes_once() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let screen = screen_with(&app, &nadia, bilan, BIRTH).await;
    let fields = screen.typing(BIRTH, "12/03/1990");
    let first = screen
        .post(&app, &nadia.asking_json(), &fields)
        .await
        .json();
    let again = screen
        .post(&app, &nadia.asking_json(), &fields)
        .await
        .json();
    assert_eq!(first["saved"], again["saved"]);
    assert_eq!(stored(&app, &agent, bilan).await.answers.len(), 1);
    let journal = app
        .test
        .store
        .journal_of_bilan(&agent, bilan)
        .await
        .unwrap();
    assert_eq!(
        journal
            .iter()
            .filter(|line| line.event == "answers saved")
            .count(),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ended_gives_back_what_was_typed() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let screen = screen_with(&app, &nadia, bilan, PENDING).await;
    let typed = "Recours « CAF » <b>envoyé</b>\r\nle 3";
    app.test.clock.advance(chrono::TimeDelta::hours(13));
    let refused = screen
        .post(&app, &nadia, &screen.typing(PENDING, typed))
        .await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let page = refused.text();
    assert!(
        page.contains("rien n’est perdu") && page.contains("/connexion?etat=expiree"),
        "{page}"
    );
    assert!(
        page.contains("Recours « CAF » &lt;b&gt;envoyé&lt;/b&gt;"),
        "typed text is given back, escaped"
    );
    assert!(page.contains(&screen.inputs["cle"]));
    assert!(stored(&app, &agent, bilan).await.answers.is_empty());
    let json = screen
        .post(&app, &nadia.asking_json(), &screen.typing(PENDING, typed))
        .await;
    assert_eq!(json.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        json.json()["error"],
        "Votre session est terminée. Connectez-vous à nouveau pour continuer."
    );

    // Signed in again, the same form is sent as it was.
    let (_, token) = app.test.sign_in("nadia").await;
    let saved = screen
        .post(&app, &Browser::with(&token), &screen.typing(PENDING, typed))
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert_eq!(stored(&app, &agent, bilan).await.answers.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_children_and_long_strange_notes_are_kept_whole() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let screen = screen_with(&app, &nadia, bilan, "enfants.complet").await;
    let mut fields = vec![("cle".to_owned(), screen.inputs["cle"].clone())];
    for child in 0..40 {
        let place = format!("enfants.c{child}.naissance");
        fields.push((format!("v.{place}"), "0:".to_owned()));
        fields.push((
            format!("r.{place}"),
            format!("{:02}/{}", child % 12 + 1, 1990 + child % 30),
        ));
    }
    assert_eq!(
        screen.post(&app, &nadia, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(stored(&app, &agent, bilan).await.answers.len(), 40);
    let page = app.get(&nadia, &screen.path).await;
    assert_eq!(page.status, StatusCode::OK);

    let note: String = "é👩‍👧 שלום عربي ".chars().cycle().take(10_000).collect();
    let screen = screen_with(&app, &nadia, bilan, PENDING).await;
    let saved = screen
        .post(&app, &nadia, &screen.typing(PENDING, note.trim()))
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let kept = stored(&app, &agent, bilan).await;
    let text = match &at(&kept, PENDING).unwrap().answer {
        Answer::Given(Value::Text(text)) | Answer::Unreadable(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(text, note.trim());
    let shown = app.get(&nadia, &screen.path).await;
    assert_eq!(shown.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn garbage_is_no_answer_and_no_panic() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let screen = screen_with(&app, &nadia, bilan, BIRTH).await;
    let bodies = [
        "",
        "&&&&",
        "=",
        "%",
        "%zz=%ff%fe",
        "cle=pas-un-uuid&v.=&r.=",
        "v.personne.inconnu=0:&r.personne.inconnu=1",
        "v.foyer.%00=0:&r.foyer.%00=x",
        "v.enfants.UPPER.naissance=0:&r.enfants.UPPER.naissance=2019",
        "v.personne.date_naissance=99999999999999:&r.personne.date_naissance=12/03/1990",
        "v.recu.pas-un-droit=0:&r.recu.pas-un-droit=ouvert",
        "retirer=enfants.x.retire",
        "pareil=personne",
        "ajouter=enfants",
    ];
    for body in bodies {
        for who in [nadia.clone(), nadia.asking_json()] {
            let response = app.send(&who, Method::POST, &screen.path, body).await;
            assert!(
                !response.status.is_server_error(),
                "{body}: {}",
                response.status
            );
        }
    }
    let inside = stored(&app, &agent, bilan).await;
    assert!(
        inside
            .answers
            .iter()
            .all(|stored| !stored.path.to_string().contains("inconnu"))
    );
    let nowhere = [
        "/bilans/pas-un-uuid/famille/couple",
        "/bilans/00000000-0000-0000-0000-000000000000/famille/couple",
    ];
    for path in nowhere {
        assert_eq!(
            app.send(&nadia, Method::POST, path, &form(&[("a", "b")]))
                .await
                .status,
            StatusCode::NOT_FOUND
        );
    }
    let unknown = format!("/bilans/{bilan}/absent/absent");
    assert_eq!(
        app.post(&nadia, &unknown, &[]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_bilan_takes_nothing_more() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let screen = screen_with(&app, &nadia, bilan, BIRTH).await;
    app.test
        .store
        .close_bilan(&agent, bilan, app.test.clock.now())
        .await
        .unwrap();
    let refused = screen
        .post(&app, &nadia, &screen.typing(BIRTH, "12/03/1990"))
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("clôturé"));
    assert!(stored(&app, &agent, bilan).await.answers.is_empty());
}

/// Pages are written by hand of people who may paste anything: nothing typed becomes markup, nowhere.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_never_becomes_markup() {
    let app = TestApp::new().await;
    let attack = "</textarea></title>\"'><script>alert(1)</script><img src=x onerror=alert(1)>";
    let (agent, nadia) = app.agent(attack, attack).await;
    let person = app::desk::Identity {
        first_name: attack.into(),
        last_name: attack.into(),
    };
    let opening = app::desk::Opening {
        with_rsa: true,
        training: None,
        person: Some(person),
    };
    let clock = &app.test.clock;
    let bilan = app
        .test
        .store
        .open_bilan(&agent, &opening, clock.today(), clock.now())
        .await
        .unwrap();
    let mut pages = vec!["/".to_owned(), "/compte".to_owned()];
    for page in [
        "recapitulatif",
        "resultats",
        "resultats?par=organisme",
        "copie",
    ] {
        pages.push(format!("/bilans/{bilan}/{page}"));
    }
    for place in [PENDING, BIRTH] {
        let screen = screen_with(&app, &nadia, bilan, place).await;
        screen
            .post(&app, &nadia, &screen.typing(place, attack))
            .await;
        pages.push(screen.path);
    }
    for page in pages {
        let html = app.get(&nadia, &page).await.text();
        for (start, _) in html
            .match_indices("<script>alert")
            .chain(html.match_indices("<img src=x"))
        {
            // Between the quotes of an attribute it is text.
            let before = &html[..start];
            let tag = &before[before.rfind("=\"").unwrap_or(0)..];
            assert!(
                tag.matches('"').count() == 1,
                "{page}: …{}",
                &html[start.saturating_sub(80)..start + 20]
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_who_works_elsewhere_by_now_loses_nothing_typed() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let (chef, _) = app
        .person("chef", "CCAS de Créteil", &[Role::Manager])
        .await;
    let (store, now) = (&app.test.store, app.test.clock.now());
    let (here, elsewhere) = (agent.structure(), chef.structure());
    let invited = store.invite(&chef, elsewhere, ("Nadia", agent.roles()), now);
    assert!(invited.await.unwrap());
    let waiting = store.invitations(&chef, elsewhere, now).await.unwrap();
    let known = Joiner::Known(agent.id());
    let joined = store.join(&waiting[0].code, &known, now).await;
    assert!(joined.unwrap().is_some());
    let bilan = app.bilan(&agent).await;
    let screen = screen_with(&app, &nadia, bilan, BIRTH).await;
    let typed = screen.typing(BIRTH, "<7 mars 1990>");
    let work_at = async |structure: Uuid| {
        let to = structure.to_string();
        let fields = [("structure", to.as_str())];
        app.post(&nadia, "/agir/session/structure", &fields).await
    };

    work_at(elsewhere).await;
    let refused = screen.post(&app, &nadia, &typed).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let page = refused.text();
    assert!(
        page.contains("la structure où vous travaillez maintenant"),
        "{page}"
    );
    // What was typed comes back, and nothing of the bilan.
    assert!(page.contains("&lt;7 mars 1990&gt;"), "{page}");
    assert!(!page.contains("Villejuif"));
    let json = screen.post(&app, &nadia.asking_json(), &typed).await;
    assert_eq!(json.status, StatusCode::NOT_FOUND);

    // Back there, the form that came back is kept.
    work_at(here).await;
    let typed = screen.typing(BIRTH, "07/03/1990");
    let kept = screen.post(&app, &nadia, &typed).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let stored = stored(&app, &agent, bilan).await;
    assert!(at(&stored, BIRTH).is_some());
}
