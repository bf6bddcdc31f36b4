//! `bilan serve`, as a real process on a real port.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, ChildStdout, Stdio},
};

use crate::support::{TestStore, binary};

/// A running server, ended with the test.
struct Serving {
    child: Child,
    said: Vec<String>,
    address: String,
    output: BufReader<ChildStdout>,
}

impl Serving {
    fn start(test: &TestStore) -> Self {
        let mut child = binary()
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--database",
                &test.url(),
            ])
            .args(["--key", &test.location.key.display().to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        // From here on the process ends with the test, whatever happens.
        let mut serving = Self {
            child,
            said: Vec::new(),
            address: String::new(),
            output,
        };
        while serving.address.is_empty() {
            let mut line = String::new();
            let read = serving.output.read_line(&mut line).unwrap();
            assert!(read > 0, "the server did not start: {:?}", serving.said);
            serving.said.push(line.trim().to_owned());
            if let Some(address) = line.trim().strip_prefix("Open http://") {
                serving.address = address.to_owned();
            }
        }
        serving
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response
    }

    /// Asks to stop as a service manager does, and returns what was said last and whether all was well.
    fn stop(mut self) -> (String, bool) {
        let asked = std::process::Command::new("kill")
            .arg(self.child.id().to_string())
            .status()
            .unwrap();
        assert!(asked.success());
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        (rest, self.child.wait().unwrap().success())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn the_first_start_says_where_and_how_and_stops_cleanly() {
    let test = TestStore::new().await;
    let serving = Serving::start(&test);
    let password = serving
        .said
        .iter()
        .find_map(|line| {
            line.strip_prefix("First start. Sign in as administrateur with the password ")
        })
        .and_then(|rest| rest.split(' ').next())
        .expect("the first start prints a password")
        .to_owned();
    let page = serving.get("/connexion");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("<form"),
        "{page}"
    );
    assert!(serving.get("/main.css").contains("text/css"));
    let (last, well) = serving.stop();
    assert_eq!((last.trim(), well), ("Stopped.", true));

    let now = test.clock.now();
    assert!(
        server::session::sign_in(&test.store, "administrateur", &password, "", now)
            .await
            .is_ok()
    );
    let again = Serving::start(&test);
    assert!(
        !again
            .said
            .iter()
            .any(|line| line.starts_with("First start")),
        "the password is shown once"
    );
}
