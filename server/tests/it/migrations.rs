//! The two folders of migrations describe the same tables.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn folder(database: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../migrations")
        .join(database)
}

fn names(database: &str) -> BTreeSet<String> {
    fs::read_dir(folder(database))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names_of_sqlite = names("sqlite");
    assert!(names_of_sqlite.len() >= 11);
    assert_eq!(names_of_sqlite, names("postgres"));
}

#[test]
fn every_migration_opens_with_why() {
    for database in ["sqlite", "postgres"] {
        for name in names(database) {
            let text = fs::read_to_string(folder(database).join(&name)).unwrap();
            assert!(
                text.starts_with("-- Why:"),
                "{database}/{name} does not say why"
            );
        }
    }
}

/// Tables with their columns: name and whether it may be empty, type apart.
type Tables = BTreeMap<String, BTreeSet<String>>;

/// Reads the tables of a folder from its text: one column a line, as the files are written.
fn tables(database: &str, types: &BTreeMap<&str, &str>) -> Tables {
    let mut tables = Tables::new();
    for name in names(database) {
        let text = fs::read_to_string(folder(database).join(&name)).unwrap();
        let mut table = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                table = rest.split_whitespace().next().map(str::to_owned);
            } else if line.starts_with(')') {
                table = None;
            } else if let Some(table) = &table {
                let mut words = line.trim().trim_end_matches(',').split_whitespace();
                let column = words.next().unwrap();
                let kind = words.next().unwrap();
                let kind = types.get(kind).copied().unwrap_or(kind);
                let rest: Vec<_> = words.collect();
                tables
                    .entry(table.clone())
                    .or_default()
                    .insert(format!("{column} {kind} {}", rest.join(" ")));
            }
        }
    }
    tables
}

#[test]
fn both_databases_have_the_same_columns() {
    // Each PostgreSQL type is kept in one storage class of SQLite.
    let postgres = BTreeMap::from([
        ("UUID", "BLOB"),
        ("BYTEA", "BLOB"),
        ("TIMESTAMPTZ", "TEXT"),
        ("DATE", "TEXT"),
        ("BIGINT", "INTEGER"),
        ("BOOLEAN", "INTEGER"),
    ]);
    let of_sqlite = tables("sqlite", &BTreeMap::new());
    assert!(of_sqlite.len() >= 11);
    assert_eq!(of_sqlite, tables("postgres", &postgres));
}
