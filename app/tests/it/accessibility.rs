//! The declaration of accessibility and the map of the pages: for anybody, complete or saying what is missing, and linked from everywhere.

use app::accessibility::{FOUND, Operator};
use app::routes::Page;
use app::structures::roles::Roles;
use app::words::accessibility::link;
use axum::http::StatusCode;

use crate::pages::get;
use crate::support::Office;

#[tokio::test]
async fn a_declaration_nobody_signed_says_so() {
    let office = Office::new(false);
    let page = get(&office, "/accessibilite").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Cette déclaration est incomplète"));
    assert!(page.body.contains("L’organisme qui exploite ce service"));

    let signed = |contact: &str| Operator {
        name: Some("Département <b>".to_owned()),
        contact: Some(contact.to_owned()),
    };
    *office.operator.lock().unwrap() = signed("acces@departement.example");
    let page = get(&office, "/accessibilite").await;
    assert!(!page.body.contains("incomplète"));
    assert!(page.body.contains("Département &lt;b&gt; s’engage"));
    assert!(
        page.body
            .contains("href=\"mailto:acces@departement.example\"")
    );
    *office.operator.lock().unwrap() = signed("javascript:alert(1)");
    let page = get(&office, "/accessibilite").await;
    assert!(!page.body.contains("href=\"javascript"));
}

#[tokio::test]
async fn the_declaration_tells_what_was_counted() {
    let office = Office::new(true);
    let page = get(&office, "/accessibilite").await.body;
    for told in [
        format!("{}\u{a0}critères respectés", FOUND.conforming),
        format!("{}\u{a0}critères en tout", FOUND.all()),
        format!("{}\u{a0}% des critères", FOUND.percent()),
        "Défenseur des droits".to_owned(),
        "article 47".to_owned(),
    ] {
        assert!(page.contains(&told), "{told}");
    }
}

#[tokio::test]
async fn every_page_leads_to_it_from_its_foot() {
    let office = Office::new(true);
    let id = office.open(false);
    let first = office.catalogue().themes()[0].id.clone();
    let screen = office
        .catalogue()
        .screens(&first)
        .next()
        .unwrap()
        .id
        .clone();
    let said = format!("href=\"/accessibilite\">{}<", link(FOUND.state()));
    for path in [
        "/connexion".to_owned(),
        "/connexion/code".to_owned(),
        "/invitation".to_owned(),
        "/droits".to_owned(),
        "/droits/absent".to_owned(),
        "/compte".to_owned(),
        Page::Home { notice: None }.path(),
        Page::step(id, &first, &screen).path(),
        Page::Recap(id).path(),
        Page::Copy(id, None).path(),
        Page::Support(id).path(),
    ] {
        let page = get(&office, &path).await.body;
        let foot = page.rsplit_once("<footer class=\"foot").expect(&path).1;
        assert!(foot.contains(&said), "{path}: {foot}");
    }
}

/// What the map lists opens, for whoever has every role and for whoever has none.
#[tokio::test]
async fn the_map_leads_where_it_says() {
    let office = Office::new(true);
    for roles in [Roles::all(), Roles::default()] {
        *office.roles.lock().unwrap() = roles;
        let map = get(&office, "/plan").await.body;
        let main = map
            .split_once("<main")
            .unwrap()
            .1
            .split_once("</main")
            .unwrap()
            .0;
        let links: Vec<&str> = main
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(links.len() > 12, "{links:?}");
        for path in links {
            let page = get(&office, path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
        }
    }
    let anybody = get(&Office::new(false), "/plan").await.body;
    assert!(!anybody.contains("href=\"/agenda\""));
}
