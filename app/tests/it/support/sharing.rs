//! Nothing is shared in memory.

use app::desk::{Bilan, DeskError};
use app::sharing::{Exists, NewShare, Received, Share, SharingDesk, Sought};
use async_trait::async_trait;
use uuid::Uuid;

use super::Office;

#[async_trait]
impl SharingDesk for Office {
    async fn shares(&self, _bilan: Uuid) -> Result<Vec<Share>, DeskError> {
        Ok(Vec::new())
    }
    async fn share(&self, _bilan: Uuid, _new: NewShare) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn revoke_share(&self, _bilan: Uuid, _share: Uuid) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn received(&self) -> Result<Vec<Received>, DeskError> {
        Ok(Vec::new())
    }
    async fn take_share(&self, _code: &str) -> Result<Option<Uuid>, DeskError> {
        Ok(None)
    }
    async fn set_findable(&self, _: Uuid, _: Option<Sought>) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn is_findable(&self, _bilan: Uuid) -> Result<bool, DeskError> {
        Ok(false)
    }
    async fn exists(&self, _sought: Sought) -> Result<Vec<Exists>, DeskError> {
        Ok(Vec::new())
    }
    async fn open_in_emergency(&self, _: &str, _: &str) -> Result<Option<Uuid>, DeskError> {
        Ok(None)
    }
    async fn read_in_emergency(&self, _bilan: Uuid) -> Result<Option<Bilan>, DeskError> {
        Ok(None)
    }
}
