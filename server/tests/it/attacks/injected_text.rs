//! HTML, addresses and formulas typed where a text was expected, in every field the product has; then every page that may show them is
//! read as a browser reads it.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use rules::Catalogue;
use serde_json::Value;
use server::{
    catalogue::shelf::Shelf,
    directory::import,
    http::{Office, router},
    session::cookie::Cookie,
};

use super::{
    Tried, forms, html,
    scene::{SAID, Scene, routes},
};
use crate::support::{Response, TestApp, form};

/// What the texts hold and no page of ours does.
const MARK: &str = "zw9";

/// Texts that would leave an attribute, a field, a title, a script, a template or a cell. Short: a name has 60 signs.
const TEXTS: [(&str, &str); 4] = [
    (
        "an image that runs, out of an attribute and a field",
        "'\"></textarea><img src=zw9 onerror=zw9()>",
    ),
    (
        "a drawing that runs, out of a title, a script and a comment, then a comment that swallows the page",
        "</title></script>--><svg/onload=zw9()><!--zw9",
    ),
    (
        "an address that runs, templates, letters that turn the line round",
        "javascript:zw9()//{{zw9}}${zw9}\u{202e}\u{2066}",
    ),
    (
        "a formula for a spreadsheet, and an attribute that runs",
        "=zw9()+cmd|' /C calc'!A0\"onclick=zw9() a=\"",
    ),
];

/// Checks whatever a response is; says what kind it was.
fn check(response: &Response, what: &str) -> &'static str {
    let kind = response.header("content-type").to_owned();
    let marks = [MARK, SAID];
    if kind.starts_with("text/html") {
        let faults = html::faults(&response.text(), &marks);
        assert!(faults.is_empty(), "{what}: {faults:#?}");
        "html"
    } else if kind.starts_with("application/json") {
        strings(&response.json(), &mut |text| {
            // The island puts these in the page: they are read as a page is.
            if text.starts_with('<') && text.contains("</") && !text.starts_with("</") {
                let faults = html::faults(text, &marks);
                assert!(faults.is_empty(), "{what}: {faults:#?}");
            }
        });
        "json"
    } else if kind.starts_with("text/csv") {
        for cell in response
            .text()
            .split([';', '\n'])
            .map(|cell| cell.trim_start_matches(['"', ' ', '\u{feff}']))
        {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{what}: {cell}");
        }
        "csv"
    } else {
        assert!(
            !["text/javascript", "image/svg+xml"].contains(&kind.as_str())
                || !response.text().contains(MARK),
            "{what}"
        );
        "other"
    }
}

fn strings(value: &Value, each: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, each)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, each)),
        _ => {}
    }
}

/// A directory whose producer is hostile: the text in each field, as it is and where an address, a number or hours were expected.
async fn import_places(scene: &Scene, text: &str) {
    let place = |id: &str, site: &str| {
        serde_json::json!({
            "source": "essai", "id": id, "nom": text, "date_maj": "2026-10-01", "description": text,
            "commune": text, "adresse": text, "complement_adresse": text, "code_postal": "94800", "code_insee": "94076",
            "telephone": text, "courriel": format!("{text}@zw9.fr"), "site_web": site, "lien_source": site,
            "horaires_accueil": text, "reseaux_porteurs": ["ccas-cias", text],
        })
    };
    let sites = [
        format!("https://{text}"),
        format!("https://zw9.fr/\"onclick=zw9() {text}"),
        text.to_owned(),
        "javascript:zw9()".to_owned(),
        "JaVaScRiPt:zw9.fr".to_owned(),
        "data:text/html,zw9.fr".to_owned(),
    ];
    let places: Vec<Value> = sites
        .iter()
        .enumerate()
        .map(|(at, site)| place(&format!("essai--{at}"), site))
        .collect();
    let services = serde_json::json!([{
        "source": "essai", "id": "essai--s", "structure_id": "essai--0", "nom": text, "date_maj": "2026-10-01", "description": text,
        "type": text, "thematiques": [text], "publics": [text], "frais": text, "conditions_acces": text, "telephone": text,
        "horaires_accueil": text, "modes_accueil": [text], "mobilisable_par": [text], "zone_eligibilite": [text],
    }]);
    let (store, today) = (&scene.app.test.store, scene.app.test.clock.today());
    let bytes = |value: &Value| std::io::Cursor::new(value.to_string().into_bytes());
    import::structures(store, bytes(&Value::from(places)), today, |_| {})
        .await
        .unwrap();
    import::services(store, bytes(&services), today, |_| {})
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_runs_is_typed_everywhere() {
    let mut tried = Tried::new("injected_text");
    for (what, text) in TEXTS {
        let scene = Scene::new(text).await;
        scene.send("/agir/structure/corriger").await;
        import_places(&scene, text).await;
        let mut shown = Vec::new();
        let mut pages: Vec<String> = routes(&Method::GET).map(|path| scene.path(path)).collect();
        pages.extend((0..6).map(|at| format!("/annuaire/essai--{at}")));
        pages.extend(
            [
                "/annuaire?q=villejuif",
                "/annuaire?q=94800&organisme=ccas",
                "/agenda?jour=2026-12-07",
            ]
            .map(str::to_owned),
        );
        pages.push(format!("/annuaire?q={}", app::routes::encode(text)));
        pages.push(format!(
            "/annuaire/ajouter?nom={0}&telephone={0}&site={0}&horaires={0}",
            app::routes::encode(text)
        ));
        // Whoever was sent part of it reads it on the same pages, and on one more.
        let sent = [
            "/bilans/{id}/support",
            "/orientations",
            "/orientations/{orientation}",
        ];
        let asked = pages.iter().map(|page| (&scene.chef, page.clone()));
        let asked = asked.chain(sent.map(|path| (&scene.marc, scene.path(path))));
        for (who, page) in asked.collect::<Vec<_>>() {
            let response = scene.app.get(who, &page).await;
            let status = response.status;
            assert!(status.as_u16() < 500, "{page}: {status}");
            let kind = check(&response, &format!("{what}: {page}"));
            if response.text().contains(MARK) {
                shown.push((page.split('?').next().unwrap().to_owned(), kind));
            }
        }
        shown.sort();
        shown.dedup();
        assert!(shown.len() > 25, "{what}: only {shown:?} show it");
        // Then every form with the text in each of its fields, refused or not: what comes back is read too.
        for path in routes(&Method::POST).filter(|path| !path.starts_with("/agir/session/")) {
            let honest = forms::of(&scene, path);
            let worst: Vec<(&str, &str)> = honest
                .iter()
                .map(|(name, _)| (name.as_str(), text))
                .collect();
            // Only the interview answers a script.
            let script = path.contains("{screen}").then(|| scene.chef.asking_json());
            for who in [Some(scene.chef.clone()), script].into_iter().flatten() {
                let response = scene.app.post(&who, &scene.path(path), &worst).await;
                check(&response, &format!("{what}: {path}"));
            }
        }
        // Signed out while typing: the form comes back inside a page of ours.
        let step = scene.path("/bilans/{id}/{theme}/{screen}");
        let back = scene
            .app
            .send(
                &crate::support::Browser::default(),
                Method::POST,
                &step,
                &form(&[(text, text), ("r.a", text)]),
            )
            .await;
        assert_eq!(back.status, StatusCode::UNAUTHORIZED);
        assert!(back.text().contains(MARK));
        check(&back, what);
        tried.add(what, "every field of every form, a directory that is imported; read on every page, form that comes back, JSON and CSV", "shown as text, nothing runs, no address leads but to the web");
    }
    tried.tell();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_runs_is_in_the_catalogue() {
    let mut tried = Tried::new("injected_catalogue");
    let scene = Scene::new("Essai").await;
    let sources = Catalogue::embedded_sources().into_iter().map(|mut source| {
        for key in ["nom", "texte", "resume", "site", "telephone"] {
            let line = format!("\n{key} = \"");
            source.text = source.text.replace(
                &line,
                &format!("{line}zw9</title><img src=zw9 onerror=zw9()> "),
            );
        }
        source
    });
    let sources: Vec<_> = sources.collect();
    let hostile = match Catalogue::load(&sources) {
        Ok(catalogue) => Arc::new(catalogue),
        Err(faults) => panic!("{:#?}", faults.iter().take(10).collect::<Vec<_>>()),
    };
    let office = Office::new(
        scene.app.test.store.clone(),
        Arc::new(Shelf::new(hostile.clone())),
        scene.app.test.clock.clone(),
        Cookie::Loopback,
        false,
    );
    let scene = Scene {
        app: TestApp {
            router: router(office).unwrap(),
            catalogue: hostile,
            ..scene.app
        },
        ..scene
    };
    let mut shown = 0;
    for path in routes(&Method::GET) {
        let response = scene.app.get(&scene.chef, &scene.path(path)).await;
        check(&response, path);
        shown += usize::from(response.text().contains(MARK));
    }
    assert!(shown > 30, "only {shown} pages show it");
    tried.add(
        "a layer whose names, questions, sites and numbers run",
        "every page",
        "shown as text, no address leads but to the web",
    );
    tried.tell();
}
