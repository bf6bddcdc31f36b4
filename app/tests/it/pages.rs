//! Every page, rendered as the server renders it, over an office in memory.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::support::{Answer, Office, router, send};

pub async fn get(office: &Arc<Office>, address: &str) -> Answer {
    send(
        &router(office),
        Request::get(address)
            .header("accept", "text/html")
            .body(Body::empty())
            .expect("a request"),
    )
    .await
}

pub async fn post(office: &Arc<Office>, address: &str, body: &str, accept: &str) -> Answer {
    let request = Request::post(address)
        .header("accept", accept)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()));
    send(&router(office), request.expect("a request")).await
}

pub const HTML: &str = "text/html";
pub const JSON: &str = "application/json";

/// The hidden field a page carries for a place.
pub fn token(page: &str, place: &str) -> String {
    let name = format!("name=\"v.{place}\" value=\"");
    let rest = page
        .split_once(&name)
        .unwrap_or_else(|| panic!("no field for {place}"))
        .1;
    rest.split_once('"').expect("a value").0.to_owned()
}

pub fn body(pairs: &[(&str, &str)]) -> String {
    pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", app::routes::encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

#[tokio::test]
async fn the_door_says_what_is_wrong_without_saying_more() {
    let office = Office::new(false);
    let page = get(
        &office,
        "/connexion?etat=identifiants&suite=https%3A%2F%2Fevil.example",
    )
    .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<html lang=\"fr\">"));
    assert!(page.body.contains("pas le bon"));
    assert!(
        !page.body.contains("evil.example"),
        "only our own pages are returned to"
    );
    assert!(page.body.contains("autocomplete=\"current-password\""));
}

#[tokio::test]
async fn signing_in_returns_to_the_same_screen() {
    let office = Office::new(false);
    let next = "/bilans/00000000-0000-0000-0000-000000000001/famille/couple";
    let form = body(&[
        ("name", "nadia"),
        ("password", "une phrase connue de moi"),
        ("next", next),
    ]);
    let answer = post(&office, "/agir/session/ouvrir", &form, HTML).await;
    assert_eq!(
        (answer.status, answer.location.as_str()),
        (StatusCode::FOUND, next)
    );
    assert!(answer.cookies.contains("session=1"));

    let wrong = post(
        &office,
        "/agir/session/ouvrir",
        &body(&[("name", "nadia"), ("password", "x")]),
        HTML,
    )
    .await;
    assert_eq!(wrong.location, "/connexion?etat=identifiants");
    assert_eq!(wrong.cookies, "");
}

#[tokio::test]
async fn signing_out_empties_the_tab() {
    let office = Office::new(true);
    let answer = post(&office, "/agir/session/fermer", "", HTML).await;
    assert_eq!(answer.location, "/connexion?etat=au-revoir");
    assert!(answer.cookies.contains("Max-Age=0"));
}

#[tokio::test]
async fn a_password_is_changed_only_when_both_agree() {
    let office = Office::new(true);
    let change = async |new: &str, again: &str| {
        post(
            &office,
            "/agir/session/mot-de-passe",
            &body(&[("current", "a"), ("new", new), ("again", again)]),
            HTML,
        )
        .await
        .location
    };
    assert_eq!(
        change("une longue phrase", "une longue phrase").await,
        "/compte?etat=change"
    );
    assert_eq!(
        change("une longue phrase", "une autre phrase").await,
        "/compte?etat=differents"
    );
    assert_eq!(change("court", "court").await, "/compte?etat=court");
}

#[tokio::test]
async fn an_empty_home_helps_and_opens_a_bilan() {
    let office = Office::new(true);
    let home = get(&office, "/").await;
    assert!(home.body.contains("Aucun bilan en cours"));
    let opened = post(
        &office,
        "/agir/bilan/ouvrir",
        &body(&[("rsa", "oui"), ("first_name", " Awa ")]),
        HTML,
    )
    .await;
    let first = office.catalogue().themes().first().expect("a theme");
    let screen = office
        .catalogue()
        .screens(&first.id)
        .next()
        .expect("a screen");
    assert!(
        opened
            .location
            .ends_with(&format!("/{}/{}", first.id, screen.id)),
        "{}",
        opened.location
    );
    let home = get(&office, "/").await;
    assert!(home.body.contains("Awa") && home.body.contains("Reprendre"));
}

#[tokio::test]
async fn every_screen_is_whole_and_light() {
    let office = Office::new(true);
    let id = office.open(true);
    for theme in office.catalogue().themes() {
        for screen in office.catalogue().screens(&theme.id) {
            let address = format!("/bilans/{id}/{}/{}?tout=oui&seul=oui", theme.id, screen.id);
            let page = get(&office, &address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(
                page.body.len() < 60_000,
                "{address} weighs {}",
                page.body.len()
            );
            assert_eq!(page.body.matches("<h1").count(), 1, "{address}");
            assert!(
                !page.body.contains(" style=") && !page.body.contains(" onclick="),
                "{address}"
            );
            let ids: Vec<&str> = page
                .body
                .split(" id=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .collect();
            let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), unique.len(), "{address} repeats an id: {ids:?}");
        }
    }
}

#[tokio::test]
async fn every_question_accepts_the_ways_of_not_answering() {
    let office = Office::new(true);
    let id = office.open(true);
    let page = get(&office, &format!("/bilans/{id}/famille/couple?tout=oui"))
        .await
        .body;
    for words in ["Ne sait pas", "Préfère ne pas dire", "À revoir"] {
        assert!(page.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_screen_works_without_javascript() {
    let office = Office::new(true);
    let id = office.open(true);
    let address = format!("/bilans/{id}/famille/couple");
    let page = get(&office, &address).await.body;
    let form = body(&[
        ("v.conjoint.existe", &token(&page, "conjoint.existe")),
        ("r.conjoint.existe", "non"),
        (
            "v.personne.separation_date",
            &token(&page, "personne.separation_date"),
        ),
        ("r.personne.separation_date", "03/2026"),
    ]);
    let kept = post(&office, &address, &format!("{form}&aller=rester"), HTML).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert_eq!(kept.location, format!("{address}?garde=oui"));
    assert_eq!(office.shown(id, "personne.separation_date"), "mars 2026");
    let page = get(&office, &kept.location).await.body;
    assert!(page.contains("Enregistré"));
    assert_eq!(token(&page, "conjoint.existe"), "1:non");
    let again = body(&[
        ("v.conjoint.existe", "1:non"),
        ("r.conjoint.existe", "non"),
        ("aller", "suivant"),
    ]);
    let next = post(&office, &address, &again, HTML).await;
    assert!(next.location.contains("/famille/"), "{}", next.location);
}

#[tokio::test]
async fn what_can_not_be_read_is_kept_shown_and_explained() {
    let office = Office::new(true);
    let id = office.open(true);
    let address = format!("/bilans/{id}/famille/couple?tout=oui");
    let form = body(&[
        ("v.personne.separation_date", "0:"),
        ("r.personne.separation_date", "au printemps"),
        ("aller", "suivant"),
    ]);
    let answer = post(&office, &address, &form, HTML).await;
    assert!(
        answer.location.ends_with("#personne.separation_date"),
        "{}",
        answer.location
    );
    let page = get(
        &office,
        answer.location.split('#').next().expect("an address"),
    )
    .await
    .body;
    assert!(
        page.contains("value=\"au printemps\""),
        "what was typed is still there"
    );
    assert!(
        page.contains("À regarder ensemble") && page.contains("href=\"#personne.separation_date\"")
    );
    assert!(page.contains("aria-invalid=\"true\""));
    let again = body(&[
        ("v.personne.separation_date", "1:au printemps"),
        ("r.personne.separation_date", "au printemps"),
        ("aller", "suivant"),
    ]);
    let answer = post(&office, &address, &again, HTML).await;
    assert!(
        !answer.location.contains('#'),
        "said once, it holds nobody back: {}",
        answer.location
    );
}

#[tokio::test]
async fn the_island_gets_its_reply() {
    let office = Office::new(true);
    let id = office.open(true);
    let address = format!("/bilans/{id}/famille/couple");
    let answer = post(
        &office,
        &address,
        &body(&[("v.conjoint.existe", "0:"), ("r.conjoint.existe", "non")]),
        JSON,
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK);
    for part in [
        "\"saved\":[{\"path\":\"conjoint.existe\",\"version\":1}]",
        "\"tokens\":[[\"v.conjoint.existe\",\"1:non\"]]",
        "\"saved_at\":\"14\u{a0}h\u{a0}01\"",
        "\"conflicts\":[]",
        "Droits repérés",
    ] {
        assert!(answer.body.contains(part), "{part} in {}", answer.body);
    }
}

#[tokio::test]
async fn a_child_told_of_brings_its_row_to_the_other_questions() {
    let office = Office::new(true);
    let id = office.open(true);
    let address = format!("/bilans/{id}/famille/enfants");
    let row = "enfants.a1";
    let told = [
        (format!("v.{row}.naissance"), "0:"),
        (format!("r.{row}.naissance"), "03/2019"),
        ("v.enfants.complet".to_owned(), "0:"),
        ("r.enfants.complet".to_owned(), "oui"),
    ];
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let answer = post(&office, &address, &body(&told), JSON).await;
    assert_eq!(answer.status, StatusCode::OK);
    let reply: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(reply["reload"], false);
    let drawn = reply["redrawn"].as_array().expect("a list");
    let school = format!("name=\"v.{row}.scolarite\"");
    let rows: Vec<_> = drawn
        .iter()
        .filter(|drawn| {
            drawn["html"]
                .as_str()
                .is_some_and(|html| html.contains(&school))
        })
        .collect();
    assert_eq!(rows.len(), 1, "the question about school has a row now");
    assert!(
        reply["visible"]
            .as_array()
            .expect("a list")
            .contains(&rows[0]["question"]),
        "and it is shown"
    );
    assert!(
        drawn.iter().all(|drawn| drawn["html"]
            .as_str()
            .is_some_and(|html| !html.contains("id=\"enfants\""))),
        "the list being filled in is never drawn again"
    );
}

#[tokio::test]
async fn a_question_shows_only_the_fields_that_still_matter() {
    let office = Office::new(true);
    let id = office.open(true);
    let couple = format!("/bilans/{id}/famille/couple");
    let told = body(&[("v.conjoint.existe", "0:"), ("r.conjoint.existe", "oui")]);
    post(&office, &couple, &told, HTML).await;
    let address = format!("/bilans/{id}/sante/couverture");
    let is_hidden = |page: &str, place: &str| {
        let field = format!("data-field=\"{place}\"");
        let mut tags = page.split('<').filter_map(|rest| rest.split('>').next());
        let tag = tags.find(|tag| tag.contains(&field)).expect("the field");
        tag.contains(" hidden")
    };
    let adults = format!("/bilans/{id}/famille/adultes");
    let told = body(&[
        ("v.conjoint.enceinte", "0:"),
        ("r.conjoint.enceinte", "non"),
    ]);
    post(&office, &adults, &told, HTML).await;
    // Once the partner is not pregnant, no right looks at their card: the field is there, out of sight, and the page says so.
    let page = get(&office, &address).await.body;
    assert!(!is_hidden(&page, "personne.couverture_maladie"));
    assert!(is_hidden(&page, "conjoint.couverture_maladie"));
    assert!(page.contains("Posée en partie"));
    let all = get(&office, &format!("{address}?tout=oui")).await.body;
    assert!(!is_hidden(&all, "conjoint.couverture_maladie"));
    let said = body(&[
        ("v.personne.complementaire", "0:"),
        ("r.personne.complementaire", "aucune"),
    ]);
    let live = post(&office, &address, &said, JSON).await.body;
    let reply: serde_json::Value = serde_json::from_str(&live).expect("JSON");
    let hidden = reply["hidden"].as_array().expect("a list");
    assert!(hidden.contains(&"conjoint.couverture_maladie".into()));
}

#[tokio::test]
async fn two_hands_on_one_answer_see_both_values() {
    let office = Office::new(true);
    let id = office.open(true);
    let address = format!("/bilans/{id}/famille/couple?tout=oui");
    let date = |typed: &str, side: &str| {
        body(&[
            ("v.personne.separation_date", "0:"),
            ("r.personne.separation_date", typed),
            ("c.personne.separation_date", side),
        ])
    };
    post(&office, &address, &date("03/2026", ""), HTML).await;
    let second = post(&office, &address, &date("05/2026", ""), HTML).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.body.contains("mars 2026") && second.body.contains("mai 2026"));
    assert!(
        second.body.contains("value=\"05/2026\""),
        "what was typed is still there"
    );
    assert_eq!(
        office.shown(id, "personne.separation_date"),
        "mars 2026",
        "nothing was overwritten"
    );

    let live = post(&office, &address, &date("05/2026", ""), JSON).await;
    assert!(
        live.body.contains("\"stay\":true") && live.body.contains("mai 2026"),
        "{}",
        live.body
    );

    let chosen = body(&[
        (
            "v.personne.separation_date",
            &token(&second.body, "personne.separation_date"),
        ),
        ("r.personne.separation_date", "05/2026"),
        ("cc.personne.separation_date", "1"),
        ("c.personne.separation_date", "moi"),
    ]);
    assert_eq!(
        post(&office, &address, &chosen, HTML).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(office.shown(id, "personne.separation_date"), "mai 2026");
}

#[tokio::test]
async fn sensitive_questions_wait_for_a_moment_alone() {
    let office = Office::new(true);
    let id = office.open(true);
    let catalogue = office.catalogue();
    let question = catalogue
        .questions()
        .iter()
        .find(|question| question.alone)
        .expect("a sensitive question");
    let address = format!("/bilans/{id}/{}/{}", question.theme, question.screen);
    let together = get(&office, &address).await.body;
    assert!(!together.contains(&format!("q-{}", question.id)));
    assert!(together.contains("Nous sommes seuls"));
    let alone = get(&office, &format!("{address}?seul=oui&tout=oui"))
        .await
        .body;
    assert!(alone.contains(&format!("q-{}", question.id)));
    assert!(
        alone.contains("Non abordé"),
        "a refusal there is no refusal"
    );
}

#[tokio::test]
async fn the_mode_discret_holds_by_a_cookie() {
    let office = Office::new(true);
    let id = office.open(true);
    let address = format!("/bilans/{id}/famille/couple");
    let on = get(&office, &format!("{address}?discret=oui")).await;
    assert!(on.cookies.contains("discret=oui") && on.body.contains("desk discreet"));
    assert!(
        !on.body.contains("<title>Vous et votre couple"),
        "the tab says nothing either"
    );
    let request = Request::get(&address)
        .header("cookie", "a=b; discret=oui")
        .body(Body::empty())
        .expect("a request");
    assert!(
        send(&router(&office), request)
            .await
            .body
            .contains("desk discreet")
    );
    assert!(!get(&office, &address).await.body.contains("desk discreet"));
}

#[tokio::test]
async fn children_are_added_removed_and_closed_without_javascript() {
    let office = Office::new(true);
    let id = office.open(true);
    let address = format!("/bilans/{id}/famille/enfants");
    let added = post(&office, &address, "ajouter=enfants", HTML).await;
    assert!(
        added.location.contains("plus=enfants") && added.location.ends_with("#enfants"),
        "{}",
        added.location
    );
    let page = get(
        &office,
        added.location.split('#').next().expect("an address"),
    )
    .await
    .body;
    assert!(page.contains("Enfant\u{a0}1") && page.contains("C’est tout"));
    post(
        &office,
        &address,
        &body(&[
            ("v.enfants.a1.naissance", "0:"),
            ("r.enfants.a1.naissance", "03/2019"),
        ]),
        HTML,
    )
    .await;
    assert_eq!(office.shown(id, "enfants.a1.naissance"), "mars 2019");
    post(
        &office,
        &address,
        &body(&[
            ("retirer", "enfants.a1.retire"),
            ("v.enfants.a1.retire", "0:"),
        ]),
        HTML,
    )
    .await;
    let page = get(&office, &format!("{address}?tout=oui")).await.body;
    assert!(!page.contains("03/2019"), "the row is gone from the screen");
    assert_eq!(
        office.shown(id, "enfants.a1.naissance"),
        "mars 2019",
        "and stays in the record"
    );
}

#[tokio::test]
async fn a_closed_bilan_reads_and_can_be_opened_again() {
    let office = Office::new(true);
    let id = office.open(true);
    let closed = post(
        &office,
        "/agir/bilan/cloturer",
        &body(&[("id", &id.to_string())]),
        HTML,
    )
    .await;
    assert_eq!(closed.location, format!("/bilans/{id}/resultats"));
    let page = get(&office, &format!("/bilans/{id}/famille/couple"))
        .await
        .body;
    assert!(page.contains("Ce bilan est clos"));
    let fields = page
        .split_once("class=\"whole\"")
        .expect("the form's fields")
        .0
        .rsplit_once('<')
        .expect("a tag")
        .1
        .to_owned();
    assert!(
        fields.contains("disabled") || page.contains("class=\"whole\" disabled"),
        "{fields}"
    );
    let refused = post(
        &office,
        &format!("/bilans/{id}/famille/couple"),
        &body(&[("v.conjoint.existe", "0:"), ("r.conjoint.existe", "non")]),
        HTML,
    )
    .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    post(
        &office,
        "/agir/bilan/rouvrir",
        &body(&[("id", &id.to_string())]),
        HTML,
    )
    .await;
    assert!(
        !get(&office, &format!("/bilans/{id}/famille/couple"))
            .await
            .body
            .contains("Ce bilan est clos")
    );
}

#[tokio::test]
async fn the_pages_around_the_interview_stand() {
    let office = Office::new(true);
    let id = office.open(true);
    post(
        &office,
        &format!("/bilans/{id}/famille/couple"),
        &body(&[
            ("v.conjoint.existe", "0:"),
            ("r.conjoint.existe", "non"),
            ("a.conjoint.existe", "1"),
        ]),
        HTML,
    )
    .await;
    let recap = get(&office, &format!("/bilans/{id}/recapitulatif"))
        .await
        .body;
    assert!(
        recap.contains("Vivez-vous en couple")
            && recap.contains("Modifier")
            && recap.contains("Clore le bilan")
    );
    assert!(recap.contains("À revoir"));
    for address in [
        "resultats",
        "resultats?par=organisme",
        "droits/rsa-socle",
        "copie",
        "copie?langue=en",
        "a-voix-haute",
        "a-voix-haute?langue=en",
    ] {
        let page = get(&office, &format!("/bilans/{id}/{address}")).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert_eq!(page.body.matches("<h1").count(), 1, "{address}");
        assert!(
            page.body.len() < 120_000, // the results name every right of the catalogue
            "{address} weighs {}",
            page.body.len()
        );
    }
}

#[tokio::test]
async fn the_copy_is_offered_in_the_languages_that_are_complete() {
    let office = Office::new(true);
    let id = office.open(true);
    let page = |query: &str| {
        let address = format!("/bilans/{id}/copie{query}");
        let office = office.clone();
        async move { get(&office, &address).await.body }
    };
    let french = page("").await;
    assert!(french.contains("lang=\"fr\" dir=\"ltr\""));
    assert!(french.contains(&format!("href=\"/bilans/{id}/copie?langue=en\"")));
    assert!(french.contains("Votre bilan des droits") && !french.contains("<bdi lang"));
    let english = page("?langue=en").await;
    assert!(english.contains("lang=\"en\" dir=\"ltr\""));
    assert!(english.contains("Your rights review") && english.contains("<bdi lang=\"fr\""));
    assert!(
        english.contains("Donnez aussi la copie en français"),
        "the agent reads French"
    );
    assert!(english.contains(&format!("/bilans/{id}/copie.pdf?langue=en")));
    assert!(page("?langue=ar").await.contains("Votre bilan des droits"));
}

#[tokio::test]
async fn the_support_tells_professionals_everything_without_weighing() {
    let office = Office::new(true);
    let id = office.open(true);
    office.fill_with_longest_case(id);
    let results = get(&office, &format!("/bilans/{id}/resultats")).await.body;
    assert!(results.contains(&format!("href=\"/bilans/{id}/support\"")));
    let page = get(&office, &format!("/bilans/{id}/support")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.body.matches("<h1").count(), 1);
    for words in [
        "Support d’entretien, pour les professionnels",
        "Ce n’est pas la copie de la personne",
        "Les questions sans réponse",
        "Les réponses",
        "L’histoire de ce bilan",
        "verdict verdict-met",
        "Nadia B., 21",
        "/support.pdf",
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(!page.body.contains("<h4"));
    let weight = page.body.len();
    assert!(weight < 120_000, "it weighs {weight}");
}

#[tokio::test]
async fn what_is_not_there_says_so_calmly() {
    let office = Office::new(true);
    let id = office.open(true);
    let stranger = uuid::Uuid::from_u128(99);
    for address in [
        format!("/bilans/{stranger}/famille/couple"),
        format!("/bilans/{stranger}/recapitulatif"),
        format!("/bilans/{id}/famille/rien"),
        format!("/bilans/{id}/droits/rien"),
        "/bilans/pas-un-bilan".to_owned(),
    ] {
        let page = get(&office, &address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(page.body.contains("Cette page n’existe pas"), "{address}");
    }
}

/// The first sweep (« repérage »): few questions, through the same screens, then the rights by theme.
#[tokio::test]
async fn the_first_sweep_asks_its_questions_then_shows_the_rights() {
    let office = Office::new(true);
    let opened = post(
        &office,
        "/agir/bilan/ouvrir",
        &body(&[("rsa", "oui"), ("way", "reperage")]),
        HTML,
    )
    .await;
    let mut address = opened.location;
    let mut asked = Vec::new();
    let mut screens = 0;
    while address.contains("reperage=oui") {
        let page = get(&office, &address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.body.contains("Repérage"), "{address}");
        let questions = page.body.split("data-question=\"").skip(1);
        asked.extend(questions.filter_map(|rest| rest.split('"').next().map(str::to_owned)));
        let next = post(&office, &address, &body(&[("aller", "suivant")]), HTML).await;
        assert_ne!(next.location, address);
        address = next.location;
        screens += 1;
        assert!(screens <= 14, "the sweep never ends: {address}");
    }
    assert!(address.ends_with("/resultats"), "{address}");
    let sweep = |id: &String| {
        let questions = office.catalogue().questions();
        questions.iter().any(|q| q.id == *id && q.screening)
    };
    assert!(asked.iter().all(sweep), "{asked:?}");
    assert!((8..=14).contains(&asked.len()), "{asked:?}");
}

/// What the sweep asked is not asked again by the themes, and one can pass from one to the other.
#[tokio::test]
async fn the_themes_go_on_from_the_first_sweep() {
    let office = Office::new(true);
    let id = office.open(true);
    let plain = format!("/bilans/{id}/famille/enfants");
    let page = get(&office, &format!("{plain}?reperage=oui")).await.body;
    let asks = |page: &str, id: &str| page.contains(&format!("data-question=\"{id}\""));
    assert!(asks(&page, "enfants") && !asks(&page, "scolarite"));
    let whole = get(&office, &plain).await.body;
    assert!(asks(&whole, "scolarite") && whole.contains("Repérage en 5"));
    let plain = format!("/bilans/{id}/famille/adultes");
    let address = format!("{plain}?reperage=oui");
    let page = get(&office, &address).await.body;
    let born = "personne.date_naissance";
    let form = body(&[
        (&format!("v.{born}"), &token(&page, born)),
        (&format!("r.{born}"), "03/1990"),
        ("aller", "suivant"),
    ]);
    let next = post(&office, &address, &form, HTML).await;
    assert!(
        next.location.ends_with("/famille/enfants?reperage=oui"),
        "{}",
        next.location
    );
    assert_eq!(office.shown(id, born), "mars 1990");
    let whole = get(&office, &plain).await.body;
    assert!(
        token(&whole, born).starts_with("1:"),
        "{}",
        token(&whole, born)
    );
}

/// A closed bilan with these answers, and the one opened after it.
async fn second(office: &Arc<Office>, answers: &[(&str, &str)]) -> (uuid::Uuid, uuid::Uuid) {
    use app::desk::{BilanState, Desk, Giver, StepWrites, Write};
    let first = office.open(false);
    let writes = answers.iter().map(|(place, text)| {
        let path: rules::Path = place.parse().expect("a place");
        Write {
            answer: app::interview::wire::read(office.catalogue(), &path, text),
            path,
            to_review: false,
            seen: 0,
        }
    });
    let step = StepWrites {
        key: uuid::Uuid::new_v4(),
        body_hash: [0; 32],
        writes: writes.collect(),
        giver: Giver::Person,
    };
    office.save(first, step).await.expect("saved");
    office.close(first).await.expect("closed");
    let again = office.open_again(first).await.expect("opened");
    let state = office.bilan(again).await.expect("read").map(|b| b.state);
    assert_eq!(state, Some(BilanState::Open));
    (first, again)
}

#[tokio::test]
async fn a_second_bilan_shows_what_was_and_counts_it_once_confirmed() {
    let office = Office::new(true);
    let said = [
        ("conjoint.existe", "oui"),
        ("personne.enceinte", "oui"),
        ("personne.titre_sejour", "carte_resident"),
    ];
    let (_, id) = second(&office, &said).await;
    let couple = format!("/bilans/{id}/famille/couple");
    let page = get(&office, &couple).await.body;
    assert!(
        page.contains("C’était") && page.contains("Pareil"),
        "{page}"
    );
    assert!(page.contains("Rien n’a changé"));
    assert_eq!(office.shown(id, "conjoint.existe"), "", "nothing is copied");

    // One box for one field.
    let fields = [
        ("cle", "3b0e0b0a-0000-4000-8000-000000000001"),
        ("v.conjoint.existe", "0:"),
        ("q.conjoint.existe", "oui"),
    ];
    post(&office, &couple, &body(&fields), "text/html").await;
    assert_eq!(office.shown(id, "conjoint.existe"), "", "not confirmed");
    let mut one = fields.to_vec();
    one.push(("p.conjoint.existe", "1"));
    post(&office, &couple, &body(&one), "text/html").await;
    assert_eq!(office.shown(id, "conjoint.existe"), "oui");
    let page = get(&office, &couple).await.body;
    assert!(!page.contains("q.conjoint.existe"), "it is an answer now");

    // What passes with time is shown, and asked again.
    let adults = get(&office, &format!("/bilans/{id}/famille/adultes"))
        .await
        .body;
    assert!(adults.contains("C’était") && !adults.contains("q.personne.enceinte"));

    // What is intimate only alone with the person.
    let stay = format!("/bilans/{id}/papiers/sejour?tout=oui");
    let together = get(&office, &stay).await.body;
    assert!(!together.contains("q.personne.titre_sejour"));
    let alone = get(&office, &format!("{stay}&seul=oui")).await.body;
    assert!(alone.contains("q.personne.titre_sejour"), "{alone}");
    let partner = get(&office, &format!("{stay}&avec=conjoint")).await.body;
    assert!(!partner.contains("personne.titre_sejour"));
}

#[tokio::test]
async fn one_button_confirms_a_screen_and_what_was_typed_wins() {
    let office = Office::new(true);
    let said = [
        ("conjoint.existe", "non"),
        ("personne.conjoint_ailleurs", "non"),
    ];
    let (_, id) = second(&office, &said).await;
    let fields = [
        ("cle", "3b0e0b0a-0000-4000-8000-000000000002"),
        ("aller", "inchange"),
        ("v.conjoint.existe", "0:"),
        ("q.conjoint.existe", "non"),
        ("v.personne.conjoint_ailleurs", "0:"),
        ("q.personne.conjoint_ailleurs", "non"),
        ("r.personne.conjoint_ailleurs", "oui"),
    ];
    let couple = format!("/bilans/{id}/famille/couple");
    let answer = post(&office, &couple, &body(&fields), "text/html").await;
    assert!(!answer.location.contains("garde=oui"), "it goes on");
    assert_eq!(office.shown(id, "conjoint.existe"), "non");
    assert_eq!(office.shown(id, "personne.conjoint_ailleurs"), "oui");

    let since = get(&office, &format!("/bilans/{id}/depuis")).await.body;
    assert!(since.contains("oui, avant non"), "{since}");
}

#[tokio::test]
async fn children_of_last_time_keep_their_row_and_over_months_are_gone() {
    let office = Office::new(true);
    let said = [
        ("enfants.k1.naissance", "03/2019"),
        ("enfants.complet", "oui"),
        ("revenus.a.titulaire", "personne"),
        ("revenus.a.source", "salaire"),
        ("revenus.a.mois", "2026-08"),
        ("revenus.a.montant", "700,77"),
        ("revenus.b.titulaire", "personne"),
        ("revenus.b.source", "salaire"),
        ("revenus.b.mois", "2026-03"),
        ("revenus.b.montant", "333,33"),
    ];
    let (_, id) = second(&office, &said).await;
    let children = get(&office, &format!("/bilans/{id}/famille/enfants"))
        .await
        .body;
    assert!(children.contains("q.enfants.k1.naissance"), "{children}");
    let months = get(&office, &format!("/bilans/{id}/budget/mois"))
        .await
        .body;
    assert!(
        months.contains("700,77") && !months.contains("333,33"),
        "{months}"
    );
}

#[tokio::test]
async fn what_the_partner_says_alone_is_marked_and_out_of_the_other_s_sight() {
    use app::desk::{Desk, Giver};
    let office = Office::new(true);
    let id = office.open(false);
    let stay = format!("/bilans/{id}/papiers/sejour?tout=oui");
    let couple = format!("/bilans/{id}/famille/couple");
    let exists = [
        ("cle", "3b0e0b0a-0000-4000-8000-000000000003"),
        ("v.conjoint.existe", "0:"),
        ("r.conjoint.existe", "oui"),
    ];
    post(&office, &couple, &body(&exists), "text/html").await;
    let together = get(&office, &stay).await.body;
    assert!(together.contains("Seuls avec le conjoint"), "{together}");
    let apart = format!("{stay}&avec=conjoint");
    let page = get(&office, &apart).await.body;
    assert!(page.contains("v.conjoint.titre_sejour") && !page.contains("v.personne."));
    let fields = [
        ("cle", "3b0e0b0a-0000-4000-8000-000000000004"),
        ("v.conjoint.titre_sejour", "0:"),
        ("r.conjoint.titre_sejour", "carte_resident"),
        ("v.personne.titre_sejour", "0:"),
        ("r.personne.titre_sejour", "carte_resident"),
    ];
    post(&office, &apart, &body(&fields), "text/html").await;
    let bilan = office.bilan(id).await.expect("read").expect("the bilan");
    let given: Vec<_> = bilan
        .answers
        .iter()
        .map(|stored| (stored.path.to_string(), stored.giver))
        .collect();
    assert_eq!(
        given,
        [
            ("conjoint.existe".to_owned(), Giver::Person),
            ("conjoint.titre_sejour".to_owned(), Giver::PartnerAlone),
        ],
        "nothing about the person is written there"
    );
    let person = get(&office, &format!("{stay}&seul=oui")).await.body;
    assert!(!person.contains("v.conjoint.titre_sejour"), "{person}");
    office.close(id).await.expect("closed");
    let next = office.open_again(id).await.expect("opened");
    let prefilled = get(
        &office,
        &format!("/bilans/{next}/papiers/sejour?tout=oui&seul=oui"),
    )
    .await
    .body;
    assert!(!prefilled.contains("q.conjoint.titre_sejour"));
    let support = get(&office, &format!("/bilans/{id}/support")).await.body;
    assert!(support.contains("dit par le conjoint, seul"), "{support}");
}

#[tokio::test]
async fn a_second_bilan_weighs_no_more_than_its_budget() {
    let office = Office::new(true);
    let first = office.open(true);
    office.fill_with_longest_case(first);
    use app::desk::Desk;
    office.close(first).await.expect("closed");
    let id = office.open_again(first).await.expect("opened");
    for theme in office.catalogue().themes() {
        for screen in office.catalogue().screens(&theme.id) {
            let address = format!("/bilans/{id}/{}/{}?tout=oui&seul=oui", theme.id, screen.id);
            let page = get(&office, &address).await;
            let weight = page.body.len();
            assert!(weight < 60_000, "{address} weighs {weight}");
        }
    }
    let since = get(&office, &format!("/bilans/{id}/depuis")).await;
    assert!(since.body.len() < 60_000, "{}", since.body.len());
}

#[tokio::test]
async fn a_copy_that_stays_says_so_and_no_paper_is_none() {
    let office = Office::new(true);
    for (word, says, pdf) in [
        (
            "gardee_ici",
            "Elle n’est pas imprimée pour la personne",
            true,
        ),
        ("aucune", "ne s’imprime pas", false),
    ] {
        let (first, _) = second(&office, &[("foyer.copie_papier", word)]).await;
        let page = get(&office, &format!("/bilans/{first}/copie")).await.body;
        assert!(page.contains(says), "{page}");
        assert_eq!(page.contains("copie.pdf"), pdf, "{word}");
    }
}
