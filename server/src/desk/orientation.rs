//! The desk's part about sending somebody to a service.

use std::sync::atomic::Ordering;

use app::{
    desk::DeskError,
    orientation::{
        Move, Moved, Orientation, OrientationDesk, Sheet, Side, Standing, Step, Whither,
    },
};
use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::{AgentDesk, found, unavailable};

#[async_trait]
impl OrientationDesk for AgentDesk {
    async fn orientations(&self, bilan: Uuid) -> Result<Vec<Orientation>, DeskError> {
        let sent = self.office.store.orientations(self.proof()?, bilan).await;
        sent.map_err(unavailable)
    }

    async fn orient(
        &self,
        bilan: Uuid,
        sheet: Sheet,
        reminder: Option<NaiveDate>,
    ) -> Result<Uuid, DeskError> {
        let agent = self.proof()?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let today = self.office.clock.today();
        if let Whither::Structure(to) = sheet.to.whither {
            self.refuse_unless_receiving(to).await?;
        }
        let first = Standing::first(today, reminder);
        let sent = store.orient(agent, bilan, &sheet, &first, now).await;
        sent.map_err(unavailable)?.ok_or(DeskError::NotFound)
    }

    async fn orientation(&self, id: Uuid) -> Result<Option<Orientation>, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let found = store
            .orientation(self.proof()?, id, self.reading(), now)
            .await;
        found.map_err(unavailable)
    }

    async fn orientation_steps(&self, id: Uuid) -> Result<Vec<Step>, DeskError> {
        let steps = self.office.store.orientation_steps(self.proof()?, id).await;
        steps.map_err(unavailable)
    }

    async fn move_orientation(&self, id: Uuid, to: Move) -> Result<Moved, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let moved = store.move_orientation(self.proof()?, id, &to, now).await;
        self.wrote.store(true, Ordering::Relaxed);
        moved.map_err(unavailable)?.ok_or(DeskError::NotFound)
    }

    async fn withdraw_orientation(&self, id: Uuid) -> Result<(), DeskError> {
        let (store, clock) = (&self.office.store, &self.office.clock);
        let done = store.withdraw_orientation(self.proof()?, id, clock.today(), clock.now());
        found(done.await)
    }

    async fn orientations_of(&self, side: Side) -> Result<Vec<Orientation>, DeskError> {
        let all = self.office.store.orientations_of(self.proof()?, side).await;
        all.map_err(unavailable)
    }
}
