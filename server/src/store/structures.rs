//! Structures: the offices that share one installation. Their names are public and stay in clear.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Store, StoreError, on_pool};

/// An office.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Structure {
    /// Its id.
    pub id: Uuid,
    /// Its name, as shown.
    pub name: String,
}

pub(super) const INSERT: &str = "INSERT INTO structures (id, name, created_at) VALUES ($1, $2, $3)";

impl Store {
    /// Every structure, by name.
    pub async fn structures(&self) -> Result<Vec<Structure>, StoreError> {
        const SQL: &str = "SELECT id, name FROM structures ORDER BY name, id";
        Ok(on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .fetch_all(pool)
            .await)?)
    }

    /// Adds a structure and returns its id.
    pub async fn add_structure(&self, name: &str, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
        let id = Uuid::now_v7();
        on_pool!(self.pools, |pool| sqlx::query(INSERT)
            .bind(id)
            .bind(name.trim())
            .bind(now)
            .execute(pool)
            .await
            .map(drop))?;
        Ok(id)
    }
}
