//! One agent, whose account nothing protects.

use app::accounts::{AccountsDesk, OpenSession, Protection, WaysIn};
use app::desk::{DeskError, SessionCookie};
use async_trait::async_trait;
use uuid::Uuid;

use super::Office;

#[async_trait]
impl AccountsDesk for Office {
    async fn enter_code(&self, _code: &str) -> Result<SessionCookie, DeskError> {
        Err(DeskError::WrongCode)
    }
    async fn protection(&self) -> Result<Protection, DeskError> {
        Ok(Protection::default())
    }
    fn provider(&self) -> Option<String> {
        None
    }
    async fn ways_in(&self) -> Result<WaysIn, DeskError> {
        Ok(WaysIn {
            password: true,
            linked: false,
        })
    }
    async fn begin_protection(&self) -> Result<(), DeskError> {
        Ok(())
    }
    async fn confirm_protection(&self, _code: &str) -> Result<Vec<String>, DeskError> {
        Err(DeskError::WrongCode)
    }
    async fn renew_codes(&self, _password: &str) -> Result<Vec<String>, DeskError> {
        Err(DeskError::NotFound)
    }
    async fn remove_protection(&self, _password: &str) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn sessions(&self) -> Result<Vec<OpenSession>, DeskError> {
        Ok(Vec::new())
    }
    async fn end_session(&self, _id: Uuid) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn end_other_sessions(&self) -> Result<(), DeskError> {
        Ok(())
    }
}
