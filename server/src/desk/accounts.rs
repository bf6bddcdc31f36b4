//! The desk's part about the agent's own account.

use app::{
    accounts::{AccountsDesk, Protection},
    desk::{DeskError, SessionCookie},
};
use async_trait::async_trait;

use super::{AgentDesk, refused};
use crate::session;

#[async_trait]
impl AccountsDesk for AgentDesk {
    async fn enter_code(&self, code: &str) -> Result<SessionCookie, DeskError> {
        let pending = self.pending.as_ref().ok_or(DeskError::WrongCode)?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let token = session::pass(store, pending, code, &self.address, now).await;
        let token = token.map_err(refused)?;
        self.end_replaced_session().await?;
        Ok(self.session_cookie(&token))
    }

    async fn protection(&self) -> Result<Protection, DeskError> {
        let protection = session::protection(&self.office.store, self.proof()?).await;
        protection.map_err(refused)
    }

    async fn begin_protection(&self) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        // Protected already, in another tab: the page says so.
        let begun = session::begin(store, self.proof()?, now).await;
        begun.map(drop).map_err(refused)
    }

    async fn confirm_protection(&self, code: &str) -> Result<Vec<String>, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let codes = session::confirm(store, self.proof()?, code, now).await;
        codes.map_err(refused)
    }

    async fn renew_codes(&self, password: &str) -> Result<Vec<String>, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let codes = session::renew(store, self.proof()?, password, now).await;
        codes.map_err(refused)?.ok_or(DeskError::NotFound)
    }

    async fn remove_protection(&self, password: &str) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let removed = session::unprotect(store, self.proof()?, password, now).await;
        if removed.map_err(refused)? {
            Ok(())
        } else {
            Err(DeskError::NotFound)
        }
    }
}
