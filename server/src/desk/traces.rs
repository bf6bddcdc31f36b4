//! The desk's part about the journal of one file.

use app::{
    desk::DeskError,
    traces::{Trace, TracesDesk},
};
use async_trait::async_trait;

use super::{AgentDesk, unavailable};

#[async_trait]
impl TracesDesk for AgentDesk {
    async fn traces(&self, reference: &str) -> Result<Option<Vec<Trace>>, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let found = store.traces(self.proof()?, reference, now).await;
        found.map_err(unavailable)
    }
}
