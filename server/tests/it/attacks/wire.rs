//! Requests as bytes, at the real server: lengths that contradict each other, headers without an end, a name that is not ours; and who is
//! believed about the address of whoever asks.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::Arc,
    time::Duration,
};

use server::{
    catalogue::shelf::Shelf,
    http::{Office, router},
    session::cookie::Cookie,
    store::ATTEMPTS_PER_ADDRESS,
};

use super::Tried;
use crate::{
    serve::Serving,
    support::{Browser, TestApp, TestStore},
};

/// What the server answers to these bytes, until it closes or has nothing to add.
fn answers(server: &Serving, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    // It may close before it read everything: that is an answer too.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_requests_are_hidden_in_one() {
    let test = TestStore::new().await;
    let server = Serving::start(&test);
    let mut tried = Tried::new("wire");
    let post = "POST /agir/session/ouvrir HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let hidden = "GET /methode HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    for (what, head, body) in [
        (
            "two lengths that differ",
            "Content-Length: 1\r\nContent-Length: 40",
            "a",
        ),
        ("two lengths on one line", "Content-Length: 1, 40", "a"),
        ("a length with a sign", "Content-Length: +1", "a"),
        ("a length that is no number", "Content-Length: 0x1", "a"),
        ("a length before its colon", "Content-Length : 1", "a"),
        (
            "an encoding nobody knows",
            "Transfer-Encoding: xchunked",
            "0\r\n\r\n",
        ),
        (
            "chunked, but not at the end",
            "Transfer-Encoding: chunked, identity",
            "0\r\n\r\n",
        ),
        (
            "a piece whose length is no number",
            "Transfer-Encoding: chunked",
            "zz\r\na\r\n0\r\n\r\n",
        ),
        ("a header on two lines", "X-A: b\r\n Content-Length: 1", "a"),
        ("a NUL in a header", "X-A: b\0c", ""),
    ] {
        let answer = answers(
            &server,
            format!("{post}{head}\r\n\r\n{body}{hidden}").as_bytes(),
        );
        let status = answer.lines().next().unwrap_or_default().to_owned();
        assert!(
            answer.is_empty() || status.starts_with("HTTP/1.1 4"),
            "{what}: {answer}"
        );
        assert_eq!(
            answer.matches("HTTP/1.1").count(),
            usize::from(!answer.is_empty()),
            "{what}: {answer}"
        );
        tried.add(
            what,
            "POST /agir/session/ouvrir",
            "refused, or the line is cut; the hidden request is not answered",
        );
    }
    // Both ways of saying a length: the pieces count, as RFC 9112 allows. What follows them is another request.
    let both =
        format!("{post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}");
    let answer = answers(&server, both.as_bytes());
    assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{answer}");
    tried.add(
        "a length and pieces at once",
        "POST /agir/session/ouvrir",
        "one answer: the pieces count, not the length",
    );

    for (what, head) in [
        (
            "a header of 1 MB",
            format!("X-A: {}", "a".repeat(1_000_000)),
        ),
        ("a thousand headers", "X-A: b\r\n".repeat(1000) + "X-B: c"),
    ] {
        let answer = answers(
            &server,
            format!("GET /connexion HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n\r\n").as_bytes(),
        );
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
            "{what}: {answer}"
        );
        tried.add(what, "GET /connexion", "431, or the line is cut");
    }
    // A body in pieces that goes past the limit and does not end: answered without waiting for its end.
    let piece = format!("8000\r\n{}\r\n", "a".repeat(0x8000));
    let endless = format!(
        "{post}Transfer-Encoding: chunked\r\n\r\n{}",
        piece.repeat(9)
    );
    let answer = answers(&server, endless.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    tried.add(
        "a body in pieces that never ends",
        "POST /agir/session/ouvrir",
        "413 as soon as it is too long",
    );

    for request in [
        "GET /connexion HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "GET http://evil.example/connexion HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    ] {
        let answer = answers(&server, request.as_bytes());
        assert!(
            answer.starts_with("HTTP/1.1 200") && !answer.contains("evil"),
            "{answer}"
        );
    }
    tried.add(
        "a Host that is not ours, alone or in the address",
        "GET /connexion",
        "the same page, the name is nowhere in it",
    );
    tried.tell();
}

/// Tries passwords from addresses that the header makes up, until the server says to wait or enough were tried; says whether it did.
async fn is_slowed(app: &TestApp, header: impl Fn(i64) -> String) -> bool {
    for at in 0..=ATTEMPTS_PER_ADDRESS {
        let login = format!("inconnu{at}");
        let fields = [
            ("name", login.as_str()),
            ("password", "au hasard, encore"),
            ("next", ""),
        ];
        let who = Browser::default().saying("x-forwarded-for", &header(at));
        let answer = app.post(&who, "/agir/session/ouvrir", &fields).await;
        if answer.header("location").ends_with("etat=essais") {
            return true;
        }
    }
    false
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_are_said_to_come_from_many_addresses() {
    let mut tried = Tried::new("wire_addresses");
    let app = TestApp::new().await;
    assert!(is_slowed(&app, |at| format!("198.51.100.{at}")).await);
    tried.add(
        "X-Forwarded-For, another one at each guess",
        "sign-in, without a proxy of ours",
        "not believed: slowed down",
    );

    let app = TestApp::new().await;
    let office = Office::new(
        app.test.store.clone(),
        Arc::new(Shelf::new(app.catalogue.clone())),
        app.test.clock.clone(),
        Cookie::Loopback,
        true,
    );
    let app = TestApp {
        router: router(office).unwrap(),
        ..app
    };
    assert!(is_slowed(&app, |at| format!("198.51.100.{at}, 192.0.2.9")).await);
    tried.add(
        "X-Forwarded-For, to which our proxy adds the true address",
        "sign-in, behind our proxy",
        "the last word counts: slowed down",
    );
    tried.tell();
}
