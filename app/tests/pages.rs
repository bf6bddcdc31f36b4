//! Every page, rendered as the server renders it, over an office in memory.

mod support;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use support::{Office, router};
use tower::ServiceExt;

struct Answer {
    status: StatusCode,
    location: String,
    cookies: String,
    body: String,
}

async fn send(office: &Arc<Office>, request: Request<Body>) -> Answer {
    let response = router(office).oneshot(request).await.expect("an answer");
    let header = |name| {
        response
            .headers()
            .get_all(name)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let (location, cookies) = (header(header::LOCATION), header(header::SET_COOKIE));
    let status = response.status();
    let bytes = response
        .into_body()
        .collect()
        .await
        .expect("a body")
        .to_bytes();
    Answer {
        status,
        location,
        cookies,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn get(office: &Arc<Office>, address: &str) -> Answer {
    send(
        office,
        Request::get(address)
            .header("accept", "text/html")
            .body(Body::empty())
            .expect("a request"),
    )
    .await
}

async fn post(office: &Arc<Office>, address: &str, body: &str, accept: &str) -> Answer {
    let request = Request::post(address)
        .header("accept", accept)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()));
    send(office, request.expect("a request")).await
}

#[tokio::test]
async fn dump_everything_for_the_eye() {
    let Ok(folder) = std::env::var("BILAN_DUMP") else {
        return;
    };
    let office = Office::new(true);
    let id = office.open(true);
    for theme in office.catalogue().themes() {
        for screen in office.catalogue().screens(&theme.id) {
            let page = get(&office, &format!("/bilans/{id}/{}/{}", theme.id, screen.id)).await;
            std::fs::write(
                format!("{folder}/{}-{}.html", theme.id, screen.id),
                page.body,
            )
            .expect("a file");
        }
    }
    for (name, address) in [
        ("accueil", "/".to_owned()),
        ("connexion", "/connexion".to_owned()),
        ("recap", format!("/bilans/{id}/recapitulatif")),
        ("resultats", format!("/bilans/{id}/resultats")),
    ] {
        std::fs::write(
            format!("{folder}/{name}.html"),
            get(&office, &address).await.body,
        )
        .expect("a file");
    }
}
