//! Nobody is erased in memory.

use app::desk::DeskError;
use app::erasure::{Due, Erasure, ErasureDesk, Wish};
use async_trait::async_trait;
use uuid::Uuid;

use super::Office;

#[async_trait]
impl ErasureDesk for Office {
    async fn erasure_of(&self, _bilan: Uuid) -> Result<Option<Erasure>, DeskError> {
        Ok(None)
    }
    async fn ask_erasure(&self, _bilan: Uuid, _wish: Wish, _reason: &str) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn erasures(&self) -> Result<Vec<Erasure>, DeskError> {
        Ok(Vec::new())
    }
    async fn due_soon(&self) -> Result<(u32, Vec<Due>), DeskError> {
        Ok((24, Vec::new()))
    }
    async fn decide_erasure(&self, _: Uuid, _: bool, _: &str) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
}
