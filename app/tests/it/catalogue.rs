//! The public catalogue: every page of every right, figure, organisation, situation and theme, rendered as the server
//! renders it, for somebody who is not signed in.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::desk::Desk;
use app::routes::CataloguePage;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use rules::Catalogue;

use crate::support::{Answer, Office, router, send};

async fn get(router: &Router, address: &str) -> Answer {
    let request = Request::get(address)
        .body(Body::empty())
        .expect("a request");
    send(router, request).await
}

fn open() -> (Arc<Office>, Router) {
    let office = Office::new(false);
    let router = router(&office);
    (office, router)
}

/// Every address of the catalogue.
fn addresses(catalogue: &Catalogue) -> Vec<String> {
    let mut pages = vec![
        CataloguePage::Rights,
        CataloguePage::Parameters,
        CataloguePage::Organisations,
        CataloguePage::Situations,
        CataloguePage::Changes(None),
        CataloguePage::Review,
        CataloguePage::Graphs,
        CataloguePage::Method,
    ];
    for right in catalogue.rights() {
        pages.push(CataloguePage::Right(right.id.clone()));
        if let Some(theme) = right.themes.first() {
            pages.push(CataloguePage::Theme(theme.clone()));
            pages.push(CataloguePage::Graph(theme.clone()));
        }
    }
    let parameters = catalogue.parameters().iter();
    pages.extend(parameters.map(|parameter| CataloguePage::Parameter(parameter.id.clone())));
    let rights = catalogue.rights().iter();
    let computed = rights.flat_map(|right| catalogue.looks_at(&right.id).intermediates);
    let computed: BTreeSet<(&'static str, String)> = computed
        .map(|value| (value.entity.word(), value.id.clone()))
        .collect();
    let computed = computed.into_iter();
    pages.extend(computed.map(|(entity, value)| CataloguePage::Calculation { entity, value }));
    let organisations = catalogue.organisations().iter();
    pages.extend(organisations.map(|one| CataloguePage::Organisation(one.id.clone())));
    let needs = catalogue.needs();
    pages.extend(needs.iter().map(|need| CataloguePage::Situation {
        fact: need.fact.id.clone(),
        answer: need.answer.to_owned(),
    }));
    let mut addresses: Vec<String> = pages.iter().map(CataloguePage::path).collect();
    addresses.sort();
    addresses.dedup();
    addresses
}

/// What a page says, without its tags: one line for each piece of text.
fn text(body: &str) -> String {
    let main = body.split_once("<main").expect("a main region").1;
    let main = main.split_once("</main>").expect("its end").0;
    let main = main.split_once('>').expect("its tag").1;
    let mut lines: Vec<String> = Vec::new();
    for piece in main.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or("");
        let stays = ["a", "b", "small", "span", "!", "!--"].contains(&name);
        match (words.is_empty(), stays, lines.last_mut()) {
            (true, false, _) => lines.push(String::new()),
            (false, true, Some(line)) => line.push_str(words),
            (false, _, _) => lines.push(words.to_owned()),
            _ => {}
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
        .join("\n")
        .replace("&amp;", "&")
        .replace(['\u{a0}', '\u{202f}'], " ")
}

/// Sections and lists that say nothing.
fn empty_parts(body: &str) -> Vec<&'static str> {
    let parts = [
        "<section></section>",
        "<ul></ul>",
        "<ol></ol>",
        "<dl></dl>",
        "<tbody></tbody>",
        "<p></p>",
        "<td></td>",
        "<dd></dd>",
        "<li></li>",
        "<h2></h2>",
        "<h3></h3>",
        "<caption></caption>",
    ];
    let bare = body.replace("<!>", "").replace("<!---->", "");
    parts
        .into_iter()
        .filter(|part| bare.contains(part))
        .collect()
}

#[tokio::test]
async fn every_page_reads_well_for_anybody() {
    let (office, router) = open();
    let catalogue = office.catalogue();
    let computed: BTreeSet<String> = catalogue
        .rights()
        .iter()
        .filter(|right| right.benefit.period.is_some())
        .map(|right| CataloguePage::Right(right.id.clone()).path())
        .collect();
    let (mut heaviest, mut faults) = ((0, String::new()), Vec::new());
    for address in addresses(catalogue) {
        let page = get(&router, &address).await;
        let mut fault = |what: String| faults.push(format!("{address}: {what}"));
        if page.status != StatusCode::OK {
            fault(page.status.to_string());
            continue;
        }
        if page.cache != "public, max-age=600" {
            fault(format!("cache {}", page.cache));
        }
        let body = &page.body;
        if body.matches("<h1").count() != 1 {
            fault("not one h1".to_owned());
        }
        for (tag, count) in [("<main", 1), ("<header", 1), ("<footer", 1), ("<nav", 1)] {
            if body.matches(tag).count() != count {
                fault(format!("not one {tag}"));
            }
        }
        if body.matches("<table").count() != body.matches("<caption").count() {
            fault("a table without a caption".to_owned());
        }
        for wrong in [
            "/pkg/",
            " style=",
            " onclick=",
            "noindex",
            "Se déconnecter",
            "Some(",
            "None",
        ] {
            if body.contains(wrong) {
                fault(format!("holds {wrong}"));
            }
        }
        let words = text(body);
        for wrong in ["{", "}", "  ", "« »", "NaN"] {
            if words.contains(wrong) {
                fault(format!("says {wrong}"));
            }
        }
        let empty = empty_parts(body);
        if !empty.is_empty() {
            fault(format!("empty {empty:?}"));
        }
        // Pages that tell a whole computation, and those that list everything, may weigh twice as much; the list of every
        // figure of the law, those that are only told included, a little more.
        let whole = computed.contains(&address)
            || address.contains("graphe")
            || address.matches('/').count() == 1;
        let most = match address.as_str() {
            "/baremes" => 150_000,
            _ if whole => 120_000,
            _ => 60_000,
        };
        if body.len() > most {
            fault(format!("weighs {}", body.len()));
        }
        if body.len() > heaviest.0 {
            heaviest = (body.len(), address.clone());
        }
    }
    println!("heaviest: {} bytes, {}", heaviest.0, heaviest.1);
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[tokio::test]
async fn every_link_leads_somewhere() {
    let (office, router) = open();
    let known: BTreeSet<String> = addresses(office.catalogue()).into_iter().collect();
    let elsewhere = [
        "/",
        "/main.css",
        "/favicon.svg",
        "#contenu",
        "/plan",
        "/accessibilite",
    ];
    let mut linked: BTreeSet<String> = BTreeSet::new();
    let mut lost: BTreeSet<String> = BTreeSet::new();
    for address in &known {
        let page = get(&router, address).await.body;
        for href in page
            .split(" href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            // The form of a remark on a right is for whoever is signed in.
            let remark = href
                .strip_prefix("/remarques")
                .is_some_and(|right| known.contains(right));
            if known.contains(href) {
                linked.insert(href.to_owned());
            } else if !remark && !elsewhere.contains(&href) {
                lost.insert(format!("{address} → {href}"));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
    // And nothing of the catalogue is out of reach, but organisations one asks nothing of.
    let asked = |address: &str| {
        let id = address.trim_start_matches("/organismes/");
        office
            .catalogue()
            .rights()
            .iter()
            .any(|right| right.organisation == id)
    };
    let unreached: Vec<&String> = known
        .difference(&linked)
        .filter(|address| !address.starts_with("/organismes/") || asked(address))
        .collect();
    assert!(unreached.is_empty(), "{unreached:#?}");
}

#[tokio::test]
async fn what_is_not_in_the_catalogue_is_said_calmly() {
    let (_, router) = open();
    for address in [
        "/droits/rien",
        "/themes/rien",
        "/baremes/rien",
        "/organismes/rien",
        "/situations/activite/rien",
        "/questions/graphe/rien",
        "/themes/accueil",
    ] {
        let page = get(&router, address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(page.cache, "", "{address}: an absence is not kept");
        assert!(page.body.contains("n’a rien à cette adresse"), "{address}");
    }
}

#[tokio::test]
async fn the_page_of_a_right_reads_like_this() {
    let (_, router) = open();
    let page = get(&router, "/droits/aides-mobilite-etudiants").await.body;
    let words = text(&page);
    let version = words.rsplit_once("Catalogue ").expect("a version").1;
    let version = version.split('.').next().expect("its end").to_owned();
    insta::assert_snapshot!(words.replace(&version, "[version]"));
}

#[tokio::test]
async fn the_page_of_a_right_answers_the_four_items() {
    let (office, router) = open();
    for right in office.catalogue().rights() {
        let page = get(&router, &CataloguePage::Right(right.id.clone()).path())
            .await
            .body;
        let at: Vec<Option<usize>> = [
            "1. Sa part",
            "2. Les données",
            "3. Les paramètres",
            "4. Les opérations",
        ]
        .iter()
        .map(|title| page.find(title))
        .collect();
        assert!(
            at.iter().all(Option::is_some) && at.is_sorted(),
            "{}",
            right.id
        );
        for condition in &right.conditions {
            // Once among the conditions, once among the operations.
            let told = office
                .catalogue()
                .with_figures(&condition.label, office.today());
            let label = told.replace('&', "&amp;");
            assert!(page.matches(&label).count() >= 2, "{}: {label}", right.id);
        }
        for parameter in office.catalogue().looks_at(&right.id).parameters {
            let address = CataloguePage::Parameter(parameter.id.clone()).path();
            assert!(page.contains(&address), "{}: {}", right.id, parameter.id);
        }
    }
}

#[tokio::test]
async fn the_agents_pages_lead_to_the_catalogue() {
    let (_, router) = open();
    let door = get(&router, "/connexion").await.body;
    assert!(door.contains("href=\"/droits\""));
    assert!(door.contains("noindex"));
    let office = Office::new(true);
    let id = office.open(true);
    let router = crate::support::router(&office);
    let reasons = get(&router, &format!("/bilans/{id}/droits/rsa-majore")).await;
    assert!(reasons.body.contains("href=\"/droits/rsa-majore\""));
    assert_eq!(reasons.cache, "", "what is about somebody is never kept");
    let public = get(&router, "/droits/rsa-majore").await.body;
    assert!(!public.contains("Nadia"), "the same for everybody");
}

#[tokio::test]
async fn a_drawing_and_its_table_say_the_same() {
    let (office, router) = open();
    let catalogue = office.catalogue();
    for theme in catalogue.themes() {
        let rights: Vec<_> = catalogue
            .rights()
            .iter()
            .filter(|right| right.themes.first() == Some(&theme.id))
            .collect();
        if rights.is_empty() {
            continue;
        }
        let page = get(&router, &CataloguePage::Graph(theme.id.clone()).path())
            .await
            .body;
        let read: usize = rights
            .iter()
            .map(|right| catalogue.questions_read_by(&right.id).len())
            .sum();
        let svg = page
            .split_once("role=\"img\"")
            .expect("a drawing")
            .1
            .split_once("</svg>")
            .expect("its end")
            .0;
        let curves = |d: &str| d.split('"').next().map_or(0, |d| d.matches('C').count());
        let drawn: usize = svg.split(" d=\"").skip(1).map(curves).sum();
        assert!(svg.contains("aria-label=\""), "{}", theme.id);
        let table = page.split_once("<table").expect("a table").1;
        let links = table.matches("href=\"/droits/").count();
        assert_eq!((drawn, links), (read, read), "{}", theme.id);
    }
}

#[tokio::test]
async fn what_changed_between_two_dates_is_told() {
    let (_, router) = open();
    let page = get(&router, "/changements?du=2026-03-31&au=01%2F04%2F2026")
        .await
        .body;
    let words = text(&page);
    assert!(
        words.contains("entre le 31 mars 2026 et le 1er avril 2026"),
        "{words}"
    );
    assert!(words.contains("Montant forfaitaire du RSA pour une personne"));
    assert!(words.contains("651,69") && words.contains("646,52"));
    assert!(page.contains("value=\"31/03/2026\"") && page.contains("value=\"01/04/2026\""));
    // The order of the dates does not matter, and nothing differs from itself.
    let turned = get(&router, "/changements?du=2026-04-01&au=2026-03-31")
        .await
        .body;
    assert_eq!(text(&turned), words);
    let same = get(&router, "/changements?du=2026-04-01&au=2026-04-01")
        .await
        .body;
    assert!(text(&same).contains("Rien n’a changé"));
    for wrong in ["hier", "31/02/2026", "%3Cb%3E", "0001-01-01"] {
        let page = get(&router, &format!("/changements?du={wrong}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("n’a pas pu être lue"), "{wrong}");
        assert!(
            !page.body.contains("<b></b>") && !page.body.contains("value=\"<b"),
            "{wrong}"
        );
    }
    let all = get(&router, "/changements?du=1900-01-01&au=2100-12-31").await;
    assert_eq!(all.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_overdue_comes_first() {
    let (office, router) = open();
    let page = get(&router, "/revision").await.body;
    let words = text(&page);
    let late = office.catalogue().overdue(office.today()).count();
    if late == 0 {
        assert!(words.contains("rien n’est en retard"), "{words}");
    } else {
        assert!(words.contains("en retard"));
    }
    let rows = page.matches("<tr>").count() - page.matches("<thead>").count();
    assert_eq!(rows, office.catalogue().rights().len());
}
