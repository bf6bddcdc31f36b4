//! A database of its own for each test, with the key and the clock.

use std::{path::Path, process::Command};

use app::structures::{
    NewStructure,
    roles::{Role, Roles, may},
};
use chrono::{DateTime, Utc};
use server::{
    clock::Clock,
    session::{self, Agent, password},
    store::{DatabaseUrl, Location, NewAgent, Store},
};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tempfile::TempDir;
use uuid::Uuid;

/// An instant, from its RFC 3339 text.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// An open store, the clock that moves it, and where it lies.
pub struct TestStore {
    pub store: Store,
    pub clock: Clock,
    pub location: Location,
    url: String,
    _folder: TempDir,
}

/// The password of every agent made by tests.
pub const PASSWORD: &str = "quatre mots tout simples";

impl TestStore {
    /// A new empty database, on a Monday morning.
    pub async fn new() -> Self {
        let folder = scratch();
        #[expect(
            clippy::disallowed_methods,
            reason = "the environment says which database the suite runs on"
        )]
        let postgres = std::env::var("BILAN_TEST_POSTGRES");
        let url = match postgres {
            Ok(server) => new_postgres_database(&server).await,
            Err(_) => folder.path().join("bilan.sqlite").display().to_string(),
        };
        Self::over(&url, folder).await
    }

    /// A SQLite database in this folder, whatever the rest of the suite runs on.
    pub async fn in_folder(folder: &Path) -> Self {
        let location = sqlite(folder);
        Self::over(&location.url.to_string(), scratch()).await
    }

    /// The same database seen through another store, for a second server.
    pub fn with(&self, store: Store) -> Self {
        Self {
            store,
            clock: self.clock.clone(),
            location: self.location.clone(),
            url: self.url.clone(),
            _folder: scratch(),
        }
    }

    /// The address of the database, for a command line.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    async fn over(url: &str, folder: TempDir) -> Self {
        let clock = Clock::fixed(at("2026-11-23T09:00:00Z"));
        let location = Location {
            url: url.parse().unwrap(),
            key: folder.path().join("bilan.key"),
            create: true,
        };
        let store = Store::open(&location, clock.now()).await.unwrap();
        Self {
            store,
            clock,
            location,
            url: url.to_owned(),
            _folder: folder,
        }
    }

    /// Another process on the same database.
    pub async fn another(&self) -> Store {
        Store::open(&self.location, self.clock.now()).await.unwrap()
    }

    /// Where a backup of this database can be opened: an SQLite copy as it is, a PostgreSQL archive once restored.
    pub async fn restored(&self, copy: &Path) -> Location {
        let copy = copy.display().to_string();
        let url = match self.location.url {
            DatabaseUrl::Sqlite(_) => copy,
            DatabaseUrl::Postgres(_) => {
                let url = new_postgres_database(&self.url).await;
                let restore = Command::new("pg_restore")
                    .args(["--exit-on-error", "--dbname", &url, &copy])
                    .status();
                assert!(restore.unwrap().success());
                url
            }
        };
        Location {
            url: url.parse().unwrap(),
            ..self.location.clone()
        }
    }

    /// The structure of this name, made if need be.
    pub async fn structure(&self, name: &str) -> Uuid {
        let known = self.store.structures(self.clock.today()).await.unwrap();
        match known.iter().find(|structure| structure.name == name) {
            Some(structure) => structure.id,
            None => self
                .store
                .add_structure(&NewStructure::named(name), self.clock.now())
                .await
                .unwrap(),
        }
    }

    /// Adds an agent and signs them in: the proof comes from where it always comes from.
    pub async fn agent(&self, login: &str, structure: &str) -> Agent {
        self.person(login, structure, may::INTERVIEW).await.0
    }

    /// The same with these roles, and the token for a cookie.
    pub async fn person(
        &self,
        login: &str,
        structure: &str,
        roles: &[Role],
    ) -> (Agent, session::Token) {
        let structure = self.structure(structure).await;
        let agent = NewAgent {
            login: login.to_owned(),
            name: format!("{login} Martin"),
            password_hash: password::hash(PASSWORD.to_owned()).await.unwrap(),
            must_change: false,
        };
        self.store
            .add_agent(structure, Roles::of(roles), &agent, self.clock.now())
            .await
            .unwrap();
        self.sign_in(login).await
    }

    /// Signs in an agent made here.
    pub async fn sign_in(&self, login: &str) -> (Agent, session::Token) {
        let token = session::sign_in(&self.store, login, PASSWORD, "192.0.2.1", self.clock.now())
            .await
            .unwrap()
            .session()
            .unwrap();
        let agent = session::resolve(&self.store, &token, self.clock.now())
            .await
            .unwrap()
            .unwrap();
        (agent, token)
    }
}

/// An empty folder that goes away with the test.
pub fn scratch() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Where a SQLite database would lie in a folder, whatever the rest of the suite runs on.
pub fn sqlite(folder: &Path) -> Location {
    let file = folder.join("bilan.sqlite");
    Location {
        url: file.display().to_string().parse().unwrap(),
        key: folder.join("bilan.key"),
        create: true,
    }
}

async fn new_postgres_database(server: &str) -> String {
    let name = format!("bilan_{}", Uuid::new_v4().simple());
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .execute(&mut connection)
        .await
        .unwrap();
    let (before, _) = server.rsplit_once('/').unwrap();
    format!("{before}/{name}")
}
