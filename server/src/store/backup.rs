//! A copy of the database while it is in use. SQLite copies itself into one consistent file; PostgreSQL has its own tool,
//! which we name instead of imitating it.

use std::path::Path;

use super::{Pools, Store, StoreError};

impl Store {
    /// Writes a consistent copy into `file`, which must not exist, readable by its owner only. Sealed values stay sealed:
    /// the copy is worth nothing without the key file, which is not in it.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        // SQLite only: PostgreSQL has no such statement.
        const SQL: &str = "VACUUM INTO $1";
        let Pools::Sqlite(pool) = &self.pools else {
            return Err(StoreError::Backup(
                "this is a PostgreSQL database: run `pg_dump --format=custom` on it, and keep the key file with the dump"
                    .to_owned(),
            ));
        };
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // SQLite accepts an empty file as a target.
        options
            .open(file)
            .map_err(|error| StoreError::Backup(format!("{}: {error}", file.display())))?;
        let written = sqlx::query(SQL)
            .bind(file.to_string_lossy().into_owned())
            .execute(pool)
            .await;
        if written.is_err() {
            // The half-written copy must not be taken for a backup.
            let _ = std::fs::remove_file(file);
        }
        written?;
        Ok(())
    }
}
