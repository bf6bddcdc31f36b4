//! What lies on the disk: nothing of anybody can be read there without the key.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use rules::Catalogue;
use sqlx::{AssertSqlSafe, PgPool, Row as _};

use crate::support::{TestStore, bilan};

/// Names, answers and references a demo puts in.
const SAID: [&str; 14] = [
    "Exemple-Diallo",
    "Exemple-Moreau",
    "Exemple-Petit",
    "Nadia",
    "Karim",
    "nadia",
    "karim",
    "Administrateur",
    "locataire_hlm",
    "demande_rsa",
    "commandement_payer",
    "sans_soutien",
    "1990-03",
    "administrateur",
];

/// Everything that must not be found: what was said, and the name of every fact and right of the catalogue.
fn needles() -> Vec<String> {
    let catalogue = Catalogue::embedded().expect("the embedded catalogue holds together");
    let facts = catalogue.facts().iter().map(|fact| fact.id.clone());
    let rights = catalogue.rights().iter().map(|right| right.id.clone());
    // Three letters are found anywhere by chance; five are not.
    SAID.iter()
        .map(|word| (*word).to_owned())
        .chain(facts)
        .chain(rights)
        .filter(|word| word.len() >= 5)
        .collect()
}

/// Bytes as text, one character each: searching text is quick even in a debug build.
fn as_text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[tokio::test]
async fn a_search_of_the_database_after_a_demo_finds_nothing() {
    let test = TestStore::new().await;
    let url = test.url();
    let key = test.location.key.display().to_string();
    let done = bilan(&["demo", "--database", &url, "--key", &key], "");
    assert!(done.status.success(), "{}", done.errors);

    // The demo is there indeed.
    let agents = test.store.agents().await.unwrap();
    assert!(agents.iter().any(|agent| agent.name == "Nadia B."));

    let stored = match &test.location.url {
        server::store::DatabaseUrl::Sqlite(file) => files_beside(file),
        server::store::DatabaseUrl::Postgres(options) => {
            rows(
                &PgPool::connect_with(options.as_ref().clone())
                    .await
                    .unwrap(),
            )
            .await
        }
    };
    assert!(
        stored.len() > 50_000,
        "only {} bytes were found",
        stored.len()
    );
    let stored = as_text(&stored);
    assert!(
        stored.contains(&as_text("démonstration".as_bytes())),
        "the names of structures stay in clear"
    );
    let found: Vec<String> = needles()
        .into_iter()
        .filter(|needle| {
            let hex: String = needle.bytes().map(|byte| format!("{byte:02x}")).collect();
            stored.contains(needle.as_str()) || stored.contains(&hex)
        })
        .collect();
    assert!(found.is_empty(), "in clear: {found:?}");
}

/// The database file with its logs, as they lie there while it is in use.
pub fn files_beside(file: &Path) -> Vec<u8> {
    let mut all = fs::read(file).unwrap();
    for suffix in ["-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        all.extend(fs::read(name).unwrap_or_default());
    }
    all
}

/// Every row of every table as text, as a dump would show it.
pub async fn rows(pool: &PgPool) -> Vec<u8> {
    let tables =
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
    let mut all = Vec::new();
    for table in sqlx::query(tables).fetch_all(pool).await.unwrap() {
        let table: String = table.get(0);
        let text = format!("SELECT t::text FROM \"{table}\" t");
        for row in sqlx::query(AssertSqlSafe(text))
            .fetch_all(pool)
            .await
            .unwrap()
        {
            all.extend(row.get::<String, _>(0).into_bytes());
        }
    }
    all
}

/// Columns by how `docs/sealed-columns.md` says they are kept.
fn documented() -> BTreeMap<String, String> {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/sealed-columns.md"))
            .unwrap();
    text.lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|line| {
            let (column, rest) = line.split_once("` | ").unwrap();
            (
                column.to_owned(),
                rest.split(" | ").next().unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn every_column_is_documented_and_every_documented_column_exists() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/sqlite");
    let mut columns = BTreeSet::new();
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    for file in files.collect::<BTreeSet<_>>() {
        let mut table = String::new();
        for line in fs::read_to_string(file).unwrap().lines() {
            let mut words = line.split_whitespace();
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                table = rest.split_whitespace().next().unwrap().to_owned();
            } else if let Some(rest) = line.strip_prefix("ALTER TABLE ") {
                let words: Vec<&str> = rest.split_whitespace().collect();
                if let [altered, "ADD", "COLUMN", column, ..] = words.as_slice() {
                    columns.insert(format!("{altered}.{column}"));
                } else if let [altered, "DROP", "COLUMN", column] = words.as_slice() {
                    columns.remove(&format!("{altered}.{}", column.trim_end_matches(';')));
                }
            } else if line.starts_with(')') {
                table.clear();
            } else if !table.is_empty()
                && line.starts_with("    ")
                && let Some(column) = words
                    .next()
                    .filter(|word| !["UNIQUE", "PRIMARY", "CHECK"].contains(word))
            {
                columns.insert(format!("{table}.{column}"));
            }
        }
    }
    let documented = documented();
    assert_eq!(columns, documented.keys().cloned().collect());
    for (column, how) in &documented {
        assert!(
            ["clear", "index", "sealed"].contains(&how.as_str()),
            "{column} is {how}"
        );
        assert_eq!(
            column.ends_with("_index") || column == "sign_in_attempts.subject",
            how == "index",
            "{column}"
        );
    }
}
