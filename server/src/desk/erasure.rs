//! The desk's part about erasing a person.

use app::{
    desk::DeskError,
    erasure::{Due, Erasure, ErasureDesk, Wish},
};
use async_trait::async_trait;
use uuid::Uuid;

use super::{AgentDesk, found, unavailable};

#[async_trait]
impl ErasureDesk for AgentDesk {
    async fn erasure_of(&self, bilan: Uuid) -> Result<Option<Erasure>, DeskError> {
        let asked = self.office.store.erasure_of(self.proof()?, bilan).await;
        asked.map_err(unavailable)
    }

    async fn ask_erasure(&self, bilan: Uuid, wish: Wish, reason: &str) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(
            store
                .ask_erasure(self.proof()?, bilan, (wish, reason), now)
                .await,
        )
    }

    async fn erasures(&self) -> Result<Vec<Erasure>, DeskError> {
        let asked = self.office.store.erasures(self.proof()?).await;
        asked.map_err(unavailable)
    }

    async fn due_soon(&self) -> Result<(u32, Vec<Due>), DeskError> {
        let agent = self.proof()?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let months = store.retention(agent.structure()).await;
        let months = months.map_err(unavailable)?.ok_or(DeskError::NotFound)?;
        let due = store.due_soon(agent, now).await.map_err(unavailable)?;
        Ok((months, due))
    }

    async fn decide_erasure(
        &self,
        erasure: Uuid,
        accepted: bool,
        reason: &str,
    ) -> Result<(), DeskError> {
        let agent = self.proof()?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        if accepted {
            found(store.grant_erasure(agent, erasure, reason, now).await)
        } else {
            found(store.refuse_erasure(agent, erasure, reason, now).await)
        }
    }
}
