//! A copy of the database while it is in use. SQLite copies itself into one consistent file; for PostgreSQL its own tool,
//! `pg_dump`, is run: nobody does it better.

use std::{fs, path::Path, process::Command};

use percent_encoding::percent_decode_str;
use sqlx::{ConnectOptions as _, SqlitePool, postgres::PgConnectOptions};

use super::{Pools, Store, StoreError};

impl Store {
    /// Writes a consistent copy into `file`, which must not exist, readable by its owner only: an SQLite file, or for PostgreSQL
    /// an archive that `pg_restore` reads. Sealed values stay sealed: the copy is worth nothing without the key file, which is
    /// not in it.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        create_private(file)?;
        let written = match &self.pools {
            Pools::Sqlite(open) => vacuum_into(&open.pool, file).await,
            Pools::Postgres(pool) => {
                let dump = pg_dump(&pool.connect_options(), file);
                tokio::task::spawn_blocking(|| run(dump))
                    .await
                    .unwrap_or_else(|_| {
                        Err(StoreError::Backup("pg_dump was interrupted".to_owned()))
                    })
            }
        };
        if written.is_err() {
            // The half-written copy must not be taken for a backup.
            let _ = fs::remove_file(file);
        }
        written
    }
}

/// An empty file: both tools accept one as a target, and keep its mode.
fn create_private(file: &Path) -> Result<(), StoreError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(file)
        .map(drop)
        .map_err(|error| StoreError::Backup(format!("{}: {error}", file.display())))
}

async fn vacuum_into(pool: &SqlitePool, file: &Path) -> Result<(), StoreError> {
    // SQLite only: PostgreSQL has no such statement.
    const SQL: &str = "VACUUM INTO $1";
    sqlx::query(SQL)
        .bind(file.to_string_lossy().into_owned())
        .execute(pool)
        .await?;
    Ok(())
}

/// The command for this server. The password goes through the environment: arguments can be read by everybody on the machine.
fn pg_dump(server: &PgConnectOptions, file: &Path) -> Command {
    let host = server.get_socket().map_or_else(
        || server.get_host().into(),
        |folder| folder.to_string_lossy(),
    );
    let mut dump = Command::new("pg_dump");
    dump.args(["--format=custom", "--no-owner", "--no-password", "--file"])
        .arg(file)
        .arg(format!("--host={host}"))
        .arg(format!("--port={}", server.get_port()))
        .arg(format!("--username={}", server.get_username()))
        .arg(server.get_database().unwrap_or(server.get_username()));
    let address = server.to_url_lossy();
    if let Some(password) = address.password() {
        let password = percent_decode_str(password).decode_utf8_lossy();
        dump.env("PGPASSWORD", password.as_ref());
    }
    for (key, value) in address.query_pairs() {
        match key.as_ref() {
            "sslmode" => dump.env("PGSSLMODE", value.as_ref()),
            "sslrootcert" => dump.env("PGSSLROOTCERT", value.as_ref()),
            _ => continue,
        };
    }
    dump
}

fn run(mut dump: Command) -> Result<(), StoreError> {
    let done = dump.output().map_err(|error| {
        StoreError::Backup(format!(
            "pg_dump does not start ({error}): install the PostgreSQL client of the server's version"
        ))
    })?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr);
    let said = said.lines().next().unwrap_or("it says nothing of why");
    Err(StoreError::Backup(format!("pg_dump failed: {said}")))
}
