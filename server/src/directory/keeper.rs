//! Keeps the index in memory, and makes it again when the store says that the directory has changed, whoever changed it.

use std::sync::Arc;

use tokio::sync::Mutex;

use super::index::Index;
use crate::store::{Store, StoreError};

/// The index in service.
#[derive(Default)]
pub struct Keeper(Mutex<Option<Arc<Index>>>);

impl Keeper {
    /// The index of the directory as it is now.
    pub async fn current(&self, store: &Store) -> Result<Arc<Index>, StoreError> {
        let revision = store.directory_revision().await?;
        let mut held = self.0.lock().await;
        if let Some(index) = held.as_ref().filter(|index| index.revision == revision) {
            return Ok(index.clone());
        }
        // The number is read before the rows: what changes in between is read again next time.
        let revision = store.directory_revision().await?;
        let index = Arc::new(Index::new(revision, store.directory().await?));
        *held = Some(index.clone());
        Ok(index)
    }
}
