//! The desk's part about what is shared with other structures.

use app::{
    desk::{Bilan, Desk as _, DeskError, StepWrites},
    sharing::{Exists, NewShare, REASON_LENGTH, Received, Share, SharingDesk, Sought},
};
use async_trait::async_trait;
use uuid::Uuid;

use super::{AgentDesk, found, unavailable};
use crate::store::Reading;

impl AgentDesk {
    /// Only a structure that is open and whose agreement allows it receives what is shared and who is sent.
    pub(super) async fn refuse_unless_receiving(&self, to: Uuid) -> Result<(), DeskError> {
        let known = self.office.store.structures(self.office.clock.today());
        let known = known.await.map_err(unavailable)?;
        let receives = known
            .iter()
            .any(|one| one.id == to && one.allowed.receive && one.closed_at.is_none());
        if receives {
            Ok(())
        } else {
            Err(DeskError::NoAgreement)
        }
    }

    /// Whoever a bilan is shared with writes only where they may read: otherwise a refusal would tell what stands there.
    pub(super) async fn refuse_unshared(
        &self,
        id: Uuid,
        step: &StepWrites,
    ) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let agent = self.proof()?;
        if self.whole.get() == Some(&id) || store.holds(agent, id).await.map_err(unavailable)? {
            return Ok(());
        }
        let read = store.bilan(agent, id, Reading::AfterWrite, now);
        let bilan = read.await.map_err(unavailable)?;
        let Some((bilan, scope)) = bilan.and_then(|mut bilan| {
            let scope = bilan.shared.take()?;
            Some((bilan, scope))
        }) else {
            return Ok(());
        };
        let open = step.writes.iter().all(|write| {
            scope.covers(&self.catalogue, &write.path)
                && bilan
                    .answers
                    .iter()
                    .filter(|stored| stored.path == write.path)
                    .all(|stored| scope.knows(&self.catalogue, stored))
        });
        if open {
            Ok(())
        } else {
            Err(DeskError::NotFound)
        }
    }
}

#[async_trait]
impl SharingDesk for AgentDesk {
    async fn shares(&self, bilan: Uuid) -> Result<Vec<Share>, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let shares = store.shares(self.proof()?, bilan, now).await;
        shares.map_err(unavailable)
    }

    async fn share(&self, bilan: Uuid, new: NewShare) -> Result<(), DeskError> {
        let agent = self.proof()?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        if let Some(to) = new.to {
            self.refuse_unless_receiving(to).await?;
        }
        found(store.share(agent, bilan, &new, now).await)
    }

    async fn revoke_share(&self, bilan: Uuid, share: Uuid) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.revoke_share(self.proof()?, bilan, share, now).await)
    }

    async fn received(&self) -> Result<Vec<Received>, DeskError> {
        let received = self.office.store.received(self.proof()?).await;
        received.map_err(unavailable)
    }

    async fn take_share(&self, code: &str) -> Result<Option<Uuid>, DeskError> {
        let agent = self.proof()?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        // Guessing a code is slowed down as guessing a password is.
        let subject = format!("share {}", agent.id());
        if !store
            .may_attempt(&subject, &self.address, now)
            .await
            .map_err(unavailable)?
        {
            return Err(DeskError::TooManyTries);
        }
        let taken = store
            .take_share(agent, code, now)
            .await
            .map_err(unavailable)?;
        if taken.is_some() {
            let forgiven = store.forgive_attempt(&subject, &self.address).await;
            forgiven.map_err(unavailable)?;
        }
        Ok(taken)
    }

    async fn set_findable(&self, bilan: Uuid, sought: Option<Sought>) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let set = store.set_findable(self.proof()?, bilan, sought.as_ref(), now);
        found(set.await)
    }

    async fn is_findable(&self, bilan: Uuid) -> Result<bool, DeskError> {
        let findable = self.office.store.is_findable(self.proof()?, bilan).await;
        findable.map_err(unavailable)
    }

    async fn exists(&self, sought: Sought) -> Result<Vec<Exists>, DeskError> {
        let agent = self.proof()?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let subject = format!("seek {}", agent.id());
        let may = store.may_attempt(&subject, &self.address, now).await;
        if !may.map_err(unavailable)? {
            return Err(DeskError::TooManyTries);
        }
        let found = store
            .exists(agent, &sought, now)
            .await
            .map_err(unavailable)?;
        if !found.is_empty() {
            let forgiven = store.forgive_attempt(&subject, &self.address).await;
            forgiven.map_err(unavailable)?;
        }
        Ok(found)
    }

    async fn open_in_emergency(
        &self,
        reference: &str,
        reason: &str,
    ) -> Result<Option<Uuid>, DeskError> {
        let agent = self.proof()?;
        if reason.trim().chars().count() < REASON_LENGTH {
            return Ok(None);
        }
        let (store, now) = (&self.office.store, self.office.clock.now());
        let subject = format!("emergency {}", agent.id());
        let may = store.may_attempt(&subject, &self.address, now).await;
        if !may.map_err(unavailable)? {
            return Err(DeskError::TooManyTries);
        }
        let opened = store
            .open_in_emergency(agent, reference, reason.trim(), now)
            .await
            .map_err(unavailable)?;
        if opened.is_some() {
            let forgiven = store.forgive_attempt(&subject, &self.address).await;
            forgiven.map_err(unavailable)?;
        }
        Ok(opened)
    }

    async fn read_in_emergency(&self, bilan: Uuid) -> Result<Option<Bilan>, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let open = store.is_in_emergency(self.proof()?, bilan, now).await;
        if !open.map_err(unavailable)? {
            return Ok(None);
        }
        self.bilan(bilan).await
    }
}
