//! What compile-time checking would do for one database, done for both: every SQL text of the store is prepared, and every
//! public method is called by a file `store*.rs`.

use std::{collections::BTreeSet, fs, path::Path};

use sqlx::{AssertSqlSafe, Executor as _, PgPool, SqlSafeStr as _, SqlitePool};

use crate::support::TestStore;

/// The files of the store and of its folders, with their text.
fn files() -> Vec<(String, String)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                files.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    files
}

/// The SQL texts of the store: every `const NAME: &str`, every `select` and `insert` of a table that leaves, that begins like a
/// statement. A comment « SQLite only » or
/// « PostgreSQL only » just above keeps a text to one database.
fn texts() -> Vec<(String, String, Option<&'static str>)> {
    let mut found = Vec::new();
    for (file, text) in files() {
        let text = ["select", "insert"].iter().fold(text, |text, field| {
            text.replace(
                &format!("\n    {field}: \""),
                &format!("\nconst {field}: &str = \""),
            )
        });
        let mut rest = text.as_str();
        while let Some(start) = rest.find(": &str =") {
            let before = &rest[..start];
            let line_start = before.rfind("const ").unwrap_or(0);
            let name = before[line_start..].trim_start_matches("const ").to_owned();
            let above: String = before[..line_start].lines().rev().take(3).collect();
            let only = ["SQLite only", "PostgreSQL only"]
                .into_iter()
                .find(|word| above.contains(word));
            let open = start + rest[start..].find('"').unwrap() + 1;
            let close = open + rest[open..].find('"').unwrap();
            let sql = &rest[open..close];
            let word = sql.split_whitespace().next().unwrap_or_default();
            if ["SELECT", "INSERT", "UPDATE", "DELETE", "VACUUM"].contains(&word) {
                found.push((format!("{file}: {name}"), sql.to_owned(), only));
            }
            rest = &rest[close + 1..];
        }
    }
    found
}

#[tokio::test]
async fn every_sql_text_prepares_on_this_database() {
    let test = TestStore::new().await;
    let texts = texts();
    assert!(texts.len() > 30, "only {} texts were found", texts.len());
    match &test.location.url {
        server::store::DatabaseUrl::Sqlite(file) => {
            let pool = SqlitePool::connect(&file.display().to_string())
                .await
                .unwrap();
            for (name, sql, _) in texts
                .iter()
                .filter(|(.., only)| *only != Some("PostgreSQL only"))
            {
                let prepared = (&pool)
                    .prepare(AssertSqlSafe(sql.clone()).into_sql_str())
                    .await;
                assert!(prepared.is_ok(), "{name} on SQLite: {:?}", prepared.err());
            }
        }
        server::store::DatabaseUrl::Postgres(options) => {
            let pool = PgPool::connect_with(options.as_ref().clone())
                .await
                .unwrap();
            for (name, sql, _) in texts
                .iter()
                .filter(|(.., only)| *only != Some("SQLite only"))
            {
                let prepared = (&pool)
                    .prepare(AssertSqlSafe(sql.clone()).into_sql_str())
                    .await;
                assert!(
                    prepared.is_ok(),
                    "{name} on PostgreSQL: {:?}",
                    prepared.err()
                );
            }
        }
    }
}

#[test]
fn every_method_of_the_store_is_called_by_its_tests() {
    let mut methods = BTreeSet::new();
    for (_, text) in files() {
        for (position, _) in text.match_indices("pub async fn ") {
            let name = text[position + "pub async fn ".len()..]
                .split(['(', '<'])
                .next()
                .unwrap();
            methods.insert(name.to_owned());
        }
    }
    assert!(methods.len() > 20, "only {methods:?} were found");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let suites = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let suite: String = suites
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("store"))
        .map(|entry| fs::read_to_string(entry.path()).unwrap())
        .collect();
    let missing: Vec<_> = methods
        .iter()
        .filter(|name| {
            !suite.contains(&format!(".{name}(")) && !suite.contains(&format!("::{name}("))
        })
        .collect();
    assert!(missing.is_empty(), "no test of the store calls {missing:?}");
}
