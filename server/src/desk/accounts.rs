//! The desk's part about the agent's own account.

use app::{
    accounts::{AccountsDesk, OpenSession, Protection, WaysIn},
    desk::{DeskError, SessionCookie},
};
use async_trait::async_trait;

use chrono::TimeDelta;
use uuid::Uuid;

use super::{AgentDesk, found, refused, unavailable};
use crate::session::{self, IDLE_MINUTES};

#[async_trait]
impl AccountsDesk for AgentDesk {
    async fn enter_code(&self, code: &str) -> Result<SessionCookie, DeskError> {
        let pending = self.pending.as_ref().ok_or(DeskError::WrongCode)?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let token = session::pass(store, pending, code, &self.address, now).await;
        let token = token.map_err(refused)?;
        self.end_replaced_session().await?;
        self.session_cookie(&token).await
    }

    async fn protection(&self) -> Result<Protection, DeskError> {
        let protection = session::protection(&self.office.store, self.proof()?).await;
        protection.map_err(refused)
    }

    fn provider(&self) -> Option<String> {
        let provider = self.office.provider.as_ref();
        provider.map(|provider| provider.name().to_owned())
    }

    async fn ways_in(&self) -> Result<WaysIn, DeskError> {
        let (store, agent) = (&self.office.store, self.proof()?);
        let linked = match &self.office.provider {
            Some(provider) => store.is_linked(agent, provider.issuer()).await,
            None => Ok(false),
        };
        Ok(WaysIn {
            password: store.has_password(agent).await.map_err(unavailable)?,
            linked: linked.map_err(unavailable)?,
        })
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

    async fn sessions(&self) -> Result<Vec<OpenSession>, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let used_after = now - TimeDelta::minutes(IDLE_MINUTES);
        let sessions = store.own_sessions(self.proof()?, used_after, now).await;
        sessions.map_err(unavailable)
    }

    async fn end_session(&self, id: Uuid) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.end_session(self.proof()?, id, now).await)
    }

    async fn end_other_sessions(&self) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let ended = store.end_other_sessions(self.proof()?, now).await;
        ended.map_err(unavailable)
    }
}
