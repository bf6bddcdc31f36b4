//! `bilan serve`, as a real process on a real port.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, ChildStdout, Stdio},
};

use app::structures::roles::{Role, may};

use crate::support::{EVERY_ROLE, PASSWORD, TestStore, binary};

/// A running server, ended with the test.
pub struct Serving {
    child: Child,
    said: Vec<String>,
    address: String,
    output: BufReader<ChildStdout>,
}

impl Serving {
    /// A server over this database.
    pub fn start(test: &TestStore) -> Self {
        Self::with(test, &[])
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A server with more arguments.
    fn with(test: &TestStore, more: &[&str]) -> Self {
        let mut child = binary()
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--database",
                &test.url(),
            ])
            .args(["--key", &test.location.key.display().to_string()])
            .args(more)
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
        self.get_as(path, "")
    }

    /// Asks with this `Cookie` header.
    fn get_as(&self, path: &str, cookie: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response
    }

    /// Asks again and again until the page says this; gives up after a minute.
    fn until(&self, ask: impl Fn() -> String, said: &str) -> String {
        self.waiting(ask, |page| page.contains(said))
    }

    /// Asks again and again until the page no longer says this.
    fn until_not(&self, ask: impl Fn() -> String, said: &str) -> String {
        self.waiting(ask, |page| {
            page.starts_with("HTTP/1.1 200") && !page.contains(said)
        })
    }

    fn waiting(&self, ask: impl Fn() -> String, is_there: impl Fn(&str) -> bool) -> String {
        for _ in 0..300 {
            let page = ask();
            if is_there(&page) {
                return page;
            }
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        panic!("{} never said what was expected: {}", self.address, ask())
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

/// A layer folder is read again while the server runs. Modification times are looked at every two seconds; SIGHUP does not
/// wait for them.
#[tokio::test]
async fn a_faulty_layer_never_stops_a_running_server() {
    let test = TestStore::new().await;
    let folder = crate::support::scratch();
    let layer = folder.path().join("ville");
    let right = layer.join("droits/domiciliation.toml");
    std::fs::create_dir_all(layer.join("droits")).unwrap();
    std::fs::write(
        layer.join("couche.toml"),
        "id = \"ville\"\nnom = \"Ville d’essai\"\nsur = \"val-de-marne\"\n",
    )
    .unwrap();
    let sound = "specialise = \"domiciliation\"\ndelai = \"Trois semaines.\"\nsources = [\"essai\"]\nverifie_le = 2026-11-21\na_revoir_le = 2027-06-01\nconfiance = \"memoire\"\n";
    std::fs::write(&right, sound).unwrap();

    let serving = Serving::with(&test, &["--catalogue", &layer.display().to_string()]);
    // The server reads the clock on the wall: sessions are opened on that one.
    let now = server::clock::Clock::system().now();
    let cookie = async |login: &str, roles: &'static [Role]| {
        test.person(login, "EDS", roles).await;
        let token = server::session::sign_in(&test.store, login, PASSWORD, "", now)
            .await
            .unwrap()
            .session()
            .unwrap();
        let cookie = server::session::cookie::Cookie::Loopback.set(&token);
        cookie.split(';').next().unwrap().to_owned()
    };
    let administrator = cookie("claire", EVERY_ROLE).await;
    let agent = cookie("nadia", may::INTERVIEW).await;
    let refused = "l’ancien reste en service";
    let home = serving.get_as("/", &administrator);
    assert!(
        home.contains("Mes bilans") && !home.contains(refused),
        "{home}"
    );

    std::fs::write(&right, sound.replace("delai", "delay")).unwrap();
    let home = serving.until(|| serving.get_as("/", &administrator), refused);
    assert!(
        home.contains("Le catalogue ajouté contient")
            && home.contains("ville/droits/domiciliation.toml:2:1"),
        "{home}"
    );
    let home = serving.get_as("/", &agent);
    assert!(
        home.contains("Mes bilans") && !home.contains(refused),
        "{home}"
    );

    // A file of the same time and length is not seen to change: SIGHUP reads it all the same.
    let before = std::fs::metadata(&right).unwrap().modified().unwrap();
    std::fs::write(&right, sound).unwrap();
    let file = std::fs::File::options().write(true).open(&right).unwrap();
    file.set_modified(before).unwrap();
    let asked = std::process::Command::new("kill")
        .args(["-HUP", &serving.child.id().to_string()])
        .status()
        .unwrap();
    assert!(asked.success());
    serving.until_not(|| serving.get_as("/", &administrator), refused);

    std::fs::remove_dir_all(&layer).unwrap();
    serving.until(|| serving.get_as("/", &administrator), refused);
    let (last, well) = serving.stop();
    assert_eq!((last.trim(), well), ("Stopped.", true));
}

#[tokio::test]
async fn the_server_says_that_it_works_and_measures_without_naming() {
    let test = TestStore::new().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let metrics = port.local_addr().unwrap().to_string();
    drop(port);
    let mut serving = Serving::with(&test, &["--metrics", &metrics, "--log", "json"]);
    let health = serving.get("/sante");
    assert!(
        health.starts_with("HTTP/1.1 200") && health.ends_with("ok\n"),
        "{health}"
    );
    let secret = "0192f0c1-0000-7000-8000-000000000000";
    serving.get(&format!("/bilans/{secret}/resultats"));
    let own = std::mem::replace(&mut serving.address, metrics);
    let measures = serving.get("/metrics");
    assert!(
        measures.contains("bilan_requests_total{route=\"/sante\",status=\"200\"} 1"),
        "{measures}"
    );
    assert!(
        measures.contains("bilan_request_seconds_bucket")
            && measures.contains("bilan_database_connections ")
    );
    assert!(measures.contains("/bilans/{id}/resultats") && !measures.contains(secret));
    // Browsers do not reach it.
    serving.address = own;
    assert!(serving.get("/metrics").starts_with("HTTP/1.1 404"));
}
