//! The ways of holding the interview: dense, training, without RSA; and what stands beside the questions.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use uuid::Uuid;

use crate::pages::{HTML, JSON, body, get, post, token};
use crate::support::{Answer, Office, router, send};

/// A page of the office, as a browser that keeps these ways of showing sees it.
async fn seen(office: &Arc<Office>, address: &str, cookies: &str) -> Answer {
    let request = Request::get(address)
        .header("cookie", cookies)
        .body(Body::empty());
    send(&router(office), request.expect("a request")).await
}

fn ids(page: &str) -> Vec<&str> {
    let parts = page.split(" id=\"").skip(1);
    parts.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn the_dense_view_holds_a_theme_on_one_page_and_holds_by_a_cookie() {
    let office = Office::new(true);
    let id = office.open(true);
    let mut heaviest = (0, String::new());
    for theme in office.catalogue().themes() {
        let first = office
            .catalogue()
            .screens(&theme.id)
            .next()
            .expect("a screen");
        let address = format!("/bilans/{id}/{}/{}", theme.id, first.id);
        let asked = get(&office, &format!("{address}?dense=oui&tout=oui&seul=oui")).await;
        assert_eq!(asked.status, StatusCode::OK);
        assert!(asked.cookies.contains("dense=oui"));
        for question in office.catalogue().questions() {
            let here = asked.body.contains(&format!(" id=\"q-{}\"", question.id));
            assert_eq!(
                here,
                question.theme == theme.id,
                "{} in {}",
                question.id,
                theme.id
            );
        }
        let all = ids(&asked.body);
        let unique: std::collections::BTreeSet<&&str> = all.iter().collect();
        assert_eq!(all.len(), unique.len(), "{address} repeats an id");
        assert_eq!(asked.body.matches("<h1").count(), 1);
        heaviest = heaviest.max((asked.body.len(), address));
    }
    println!("the heaviest dense page: {heaviest:?}");
    assert!(heaviest.0 < 200_000, "{heaviest:?}");
    let address = format!("/bilans/{id}/famille/couple");
    let kept = seen(&office, &address, "dense=oui").await.body;
    assert!(kept.contains("id=\"ecran-enfants\"") && kept.contains("Écran par écran"));
    assert!(
        !get(&office, &address)
            .await
            .body
            .contains("id=\"ecran-enfants\"")
    );
    let off = seen(&office, &format!("{address}?dense=non"), "dense=oui").await;
    assert!(off.cookies.contains("Max-Age=0") && !off.body.contains("id=\"ecran-enfants\""));
}

#[tokio::test]
async fn the_dense_view_saves_skips_and_shows_conflicts_as_the_others_do() {
    let office = Office::new(true);
    let id = office.open(true);
    let address = format!("/bilans/{id}/famille/couple?dense=oui");
    let page = get(&office, &address).await.body;
    assert!(
        page.contains(&format!("action=\"{address}\"")),
        "the form comes back here"
    );
    // Two screens of the theme in one form, without JavaScript.
    let form = body(&[
        ("cle", &Uuid::new_v4().to_string()),
        ("r.conjoint.existe", "non"),
        ("v.conjoint.existe", &token(&page, "conjoint.existe")),
        ("r.personne.date_naissance", "pas une date"),
        (
            "v.personne.date_naissance",
            &token(&page, "personne.date_naissance"),
        ),
        ("aller", "rester"),
    ]);
    let kept = post(&office, &address, &form, HTML).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let page = get(&office, &kept.location).await.body;
    assert!(
        page.contains("À regarder ensemble") && page.contains("href=\"#personne.date_naissance\"")
    );
    assert_eq!(office.shown(id, "conjoint.existe"), "non");
    // « Continuer » leads to the next theme.
    let next = post(&office, &address, "aller=suivant", HTML)
        .await
        .location;
    assert!(!next.contains("/famille/"), "{next}");
    // The island is told of the whole theme.
    let answer = post(&office, &address, "", JSON).await.body;
    let reply: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    let visible = reply["visible"].as_array().expect("questions");
    for question in ["conjoint", "enfants", "recus-famille"] {
        assert!(
            visible.contains(&question.into()),
            "{question} in {visible:?}"
        );
    }
    // A conflict comes back on the dense page, with its summary.
    let stale = body(&[("r.conjoint.existe", "oui"), ("v.conjoint.existe", "0:")]);
    let again = post(&office, &address, &stale, HTML).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.body.contains("deux réponses différentes"));
    assert!(again.body.contains("id=\"ecran-enfants\""));
}

#[tokio::test]
async fn training_is_played_compared_and_erased() {
    let office = Office::new(true);
    let home = get(&office, "/").await.body;
    assert!(home.contains("href=\"/entrainement\""));
    let roles = get(&office, "/entrainement").await.body;
    assert_eq!(roles.matches("Tenir l’entretien").count(), 13);
    let card = get(&office, "/entrainement/01-homme-seul-fin-de-droits")
        .await
        .body;
    assert!(card.contains("Marc, 42") && card.contains("1984"), "{card}");
    let none = get(&office, "/entrainement/00-rien").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);

    let role = "role=02-mere-isolee-deux-enfants";
    let opened = post(&office, "/agir/entrainement/ouvrir", role, HTML).await;
    assert!(
        opened.location.ends_with("/accueil/rsa"),
        "{}",
        opened.location
    );
    let id = opened.location.split('/').nth(2).expect("an id").to_owned();
    assert!(
        !get(&office, "/").await.body.contains("Reprendre"),
        "in no list"
    );
    for page in [
        "accueil/rsa",
        "recapitulatif",
        "resultats",
        "droits/asf",
        "copie",
        "support",
        "entrainement",
    ] {
        let answer = get(&office, &format!("/bilans/{id}/{page}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(
            answer.body.contains("class=\"training\""),
            "no mark on {page}"
        );
    }
    let screen = get(&office, &opened.location).await.body;
    assert!(screen.contains("Le geste") && screen.contains("entrainement"));
    let end = get(&office, &format!("/bilans/{id}/entrainement"))
        .await
        .body;
    assert!(
        end.contains("Restait à trouver") && end.contains("tout=oui#q-"),
        "{end}"
    );
    let unknown = Uuid::from_u128(99);
    let wrong = post(
        &office,
        "/agir/entrainement/finir",
        &format!("id={unknown}"),
        HTML,
    )
    .await;
    assert_eq!(wrong.location, "/?etat=indisponible");
    let finished = post(
        &office,
        "/agir/entrainement/finir",
        &format!("id={id}"),
        HTML,
    )
    .await;
    assert_eq!(finished.location, "/entrainement");
    let gone = get(&office, &format!("/bilans/{id}/recapitulatif")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_real_bilan_bears_no_mark_and_is_never_erased_as_training() {
    let office = Office::new(true);
    let id = office.open(true);
    let page = get(&office, &format!("/bilans/{id}/recapitulatif"))
        .await
        .body;
    assert!(!page.contains("class=\"training\""));
    let compare = get(&office, &format!("/bilans/{id}/entrainement")).await;
    assert_eq!(compare.status, StatusCode::NOT_FOUND);
    post(
        &office,
        "/agir/entrainement/finir",
        &format!("id={id}"),
        HTML,
    )
    .await;
    let page = get(&office, &format!("/bilans/{id}/recapitulatif")).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn without_rsa_the_interview_begins_with_what_the_person_asks_for() {
    let office = Office::new(true);
    let opened = post(
        &office,
        "/agir/bilan/ouvrir",
        "rsa=logement&way=themes",
        HTML,
    )
    .await;
    assert!(
        opened.location.ends_with("/accueil/information"),
        "{}",
        opened.location
    );
    let id = Uuid::parse_str(opened.location.split('/').nth(2).expect("an id")).expect("an id");
    assert_eq!(office.shown(id, "foyer.motifs_venue"), "Logement");
    let page = get(&office, &opened.location).await.body;
    assert!(page.contains("ouvert sans demande de RSA") && page.contains("/accueil/rsa?tout=oui"));
    let themes = page.split_once("class=\"themes\"").expect("the themes").1;
    let (housing, family) = (themes.find("/logement/"), themes.find("/famille/"));
    assert!(housing < family, "housing comes first");
    // A word that is not in the catalogue keeps nothing.
    let odd = post(
        &office,
        "/agir/bilan/ouvrir",
        "rsa=%3Cb%3E&way=themes",
        HTML,
    )
    .await;
    let id = Uuid::parse_str(odd.location.split('/').nth(2).expect("an id")).expect("an id");
    assert_eq!(office.shown(id, "foyer.motifs_venue"), "");
}

#[tokio::test]
async fn the_clock_tells_questions_closing_and_margin_and_hides() {
    let office = Office::new(true);
    let id = office.open(true);
    let address = format!("/bilans/{id}/accueil/information");
    let page = get(&office, &address).await.body;
    assert!(page.contains("class=\"clock secret\"") && page.contains("questions jusqu’à 30"));
    assert_eq!(page.matches("<progress").count(), 3);
    office.pass(chrono::Duration::minutes(33));
    assert!(
        get(&office, &address)
            .await
            .body
            .contains("clôture jusqu’à 40")
    );
    office.answer(id, "foyer.personnes_presentes", "interprete");
    assert!(
        get(&office, &address)
            .await
            .body
            .contains("questions jusqu’à 60")
    );
    office.pass(chrono::Duration::hours(9));
    assert!(!get(&office, &address).await.body.contains("class=\"clock"));
}

#[tokio::test]
async fn notes_reach_the_support_and_never_the_copy() {
    let office = Office::new(true);
    let id = office.open(true);
    office.fill_with_longest_case(id);
    office.answer(id, "foyer.notes_logement", "travailleur_social");
    office.answer(
        id,
        "foyer.notes_logement_texte",
        "Son mot de passe est sur le carnet bleu.",
    );
    office.answer(id, "foyer.freins_logement", "documents");
    let support = get(&office, &format!("/bilans/{id}/support")).await.body;
    assert!(
        support.contains("carnet bleu") && support.contains("À revoir avec le travailleur social")
    );
    assert!(support.contains("papiers en plus de la liste"));
    let copy = get(&office, &format!("/bilans/{id}/copie")).await.body;
    assert!(!copy.contains("carnet bleu") && !copy.contains("papiers en plus"));
    let screen = get(&office, &format!("/bilans/{id}/logement/bail"))
        .await
        .body;
    let folded = screen.split("<details ").find(|part| {
        part.split('>')
            .next()
            .is_some_and(|tag| tag.contains("skipped folded"))
    });
    let tag = folded
        .and_then(|part| part.split('>').next())
        .unwrap_or_default();
    assert!(tag.contains("open"), "what was said is in sight: {tag}");
    assert!(screen.contains("parle d’un mot de passe"));
    let other = get(&office, &format!("/bilans/{id}/budget/mois"))
        .await
        .body;
    assert!(
        other.contains("class=\"skipped folded\"") && !other.contains("parle d’un mot de passe")
    );
}

#[tokio::test]
async fn the_panel_tells_reasons_in_place_and_folds_what_is_not_likely() {
    let office = Office::new(true);
    let id = office.open(true);
    office.fill_with_longest_case(id);
    let page = get(&office, &format!("/bilans/{id}/famille/couple"))
        .await
        .body;
    let panel = page.split_once("id=\"panneau\"").expect("the panel").1;
    assert!(
        panel.matches("data-kept=").count() > 10,
        "reasons of every right"
    );
    assert!(panel.contains("verdict verdict-met"));
    assert!(panel.contains("data-kept=\"peu-probables\""));
    println!("a full screen weighs {}", page.len());
    assert!(page.len() < 120_000, "it weighs {}", page.len());
}

#[tokio::test]
async fn a_first_sweep_tells_families_of_rights_without_amounts() {
    let office = Office::new(true);
    let id = office.open(true);
    for (place, said) in [
        ("foyer.departement", "d94"),
        ("personne.date_naissance", "12/05/1990"),
        ("personne.activite", "chomage"),
        ("enfants.a1.naissance", "03/2019"),
        ("enfants.complet", "oui"),
    ] {
        office.answer(id, place, said);
    }
    let results = format!("/bilans/{id}/resultats");
    let swept = get(&office, &results).await.body;
    assert!(swept.contains("Les montants viennent avec les thèmes"));
    assert!(!swept.contains("class=\"amount\""));
    assert!(
        swept.matches("class=\"block\"").count() >= 3,
        "families of rights"
    );
    // Once a theme is deepened, amounts come.
    office.fill_with_longest_case(id);
    let whole = get(&office, &results).await.body;
    assert!(whole.contains("class=\"amount\"") && !whole.contains("Les montants viennent"));
}

#[tokio::test]
async fn each_adult_of_a_couple_has_a_moment_alone() {
    let office = Office::new(true);
    let id = office.open(true);
    let address = format!("/bilans/{id}/cloture/contact");
    office.answer(id, "conjoint.existe", "oui");
    assert!(
        get(&office, &address)
            .await
            .body
            .contains("name=\"v.conjoint.moment_seul\"")
    );
    office.answer(id, "conjoint.existe", "non");
    let page = get(&office, &address).await.body;
    let question = page
        .split_once("id=\"q-moment-seul-conjoint\"")
        .expect("the question")
        .1;
    assert!(
        question
            .split('>')
            .next()
            .is_some_and(|tag| tag.contains("hidden"))
    );
}
