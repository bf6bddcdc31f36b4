//! The desk's part about figures.

use app::{
    desk::DeskError,
    directory::DirectoryDesk as _,
    figures::{Facts, FiguresDesk, quarter::Quarter},
};
use async_trait::async_trait;

use super::{AgentDesk, unavailable};

#[async_trait]
impl FiguresDesk for AgentDesk {
    async fn facts(&self, quarter: Quarter) -> Result<Facts, DeskError> {
        let facts = self.office.store.facts(self.proof()?, quarter).await;
        let mut facts = facts.map_err(unavailable)?.ok_or(DeskError::NotFound)?;
        facts.name_territories(|insee| self.commune(insee).map(|commune| commune.name));
        Ok(facts)
    }
}
