//! What the database holds, row by row: an attack that got nothing left it as it was.

use std::collections::{BTreeMap, BTreeSet};

use server::store::DatabaseUrl;
use sqlx::{AssertSqlSafe, PgPool, Row as _, SqlitePool};
use uuid::Uuid;

use crate::support::TestStore;

/// The rows of each table, as text.
pub type Rows = BTreeMap<String, BTreeSet<String>>;

/// The database, read beside the server.
pub enum Base {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Base {
    /// The database of a test.
    pub async fn of(test: &TestStore) -> Self {
        match &test.location.url {
            DatabaseUrl::Sqlite(file) => {
                let pool = SqlitePool::connect(&file.display().to_string()).await;
                Self::Sqlite(pool.unwrap())
            }
            DatabaseUrl::Postgres(options) => {
                let pool = PgPool::connect_with(options.as_ref().clone()).await;
                Self::Postgres(pool.unwrap())
            }
        }
    }

    /// The identifier of the last row of a table.
    pub async fn newest(&self, table: &str) -> String {
        let sql = AssertSqlSafe(format!("SELECT id FROM {table} ORDER BY id DESC LIMIT 1"));
        let id: Result<Uuid, _> = match self {
            Self::Sqlite(pool) => sqlx::query_scalar(sql).fetch_one(pool).await,
            Self::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await,
        };
        let id = id.unwrap_or_else(|error| panic!("{table} has no row: {error}"));
        id.to_string()
    }

    /// Everything that is kept of people and of the office. What only counts attempts or the time of the last click is left out.
    pub async fn rows(&self) -> Rows {
        let mut all = Rows::new();
        for table in self.tables().await {
            let rows = self.rows_of(&table).await;
            all.insert(table, rows);
        }
        all
    }

    async fn tables(&self) -> Vec<String> {
        const SQLITE: &str = "SELECT name FROM sqlite_master WHERE type = 'table'";
        const POSTGRES: &str = "SELECT table_name::text FROM information_schema.tables
                                WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";
        let names: Vec<String> = match self {
            Self::Sqlite(pool) => sqlx::query_scalar(SQLITE).fetch_all(pool).await,
            Self::Postgres(pool) => sqlx::query_scalar(POSTGRES).fetch_all(pool).await,
        }
        .unwrap();
        let kept = |name: &String| {
            !["sqlite_", "_sqlx", "sign_in_attempts"]
                .iter()
                .any(|ours| name.starts_with(ours))
        };
        names.into_iter().filter(kept).collect()
    }

    async fn rows_of(&self, table: &str) -> BTreeSet<String> {
        match self {
            Self::Sqlite(pool) => {
                let columns =
                    AssertSqlSafe(format!("SELECT name FROM pragma_table_info('{table}')"));
                let columns: Vec<String> =
                    sqlx::query_scalar(columns).fetch_all(pool).await.unwrap();
                let quoted: Vec<String> = columns
                    .iter()
                    .map(|name| format!("quote(\"{name}\")"))
                    .collect();
                let sql = format!(
                    "SELECT {} AS line FROM \"{table}\"",
                    quoted.join(" || ' ' || ")
                );
                let rows = sqlx::query(AssertSqlSafe(sql))
                    .fetch_all(pool)
                    .await
                    .unwrap();
                rows.iter().map(|row| row.get("line")).collect()
            }
            Self::Postgres(pool) => {
                let sql = format!("SELECT t::text AS line FROM \"{table}\" t");
                let rows = sqlx::query(AssertSqlSafe(sql))
                    .fetch_all(pool)
                    .await
                    .unwrap();
                rows.iter().map(|row| row.get("line")).collect()
            }
        }
    }
}

/// The tables that differ.
pub fn changed(before: &Rows, after: &Rows) -> Vec<String> {
    let differs = |table: &&String| before.get(*table) != after.get(*table);
    after.keys().filter(differs).cloned().collect()
}

/// The rows that were there and are no longer as they were, then those that came and name one of these identifiers.
pub fn harm(before: &Rows, after: &Rows, ids: &[String]) -> Vec<String> {
    let ids: Vec<String> = ids.iter().map(|id| id.replace('-', "")).collect();
    let names_one = |row: &&String| {
        let row = row.to_lowercase().replace('-', "");
        ids.iter().any(|id| row.contains(id))
    };
    let mut found = Vec::new();
    for (table, rows) in before {
        let after = &after[table];
        found.extend(
            rows.difference(after)
                .map(|row| format!("{table} lost {row}")),
        );
        let came = after.difference(rows).filter(names_one);
        found.extend(came.map(|row| format!("{table} got {row}")));
    }
    found
}
