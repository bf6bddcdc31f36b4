//! Orientations in memory: the office sends, nobody receives.

use app::desk::{Desk, DeskError};
use app::orientation::{
    Move, Moved, Orientation, OrientationDesk, Sheet, Side, Standing, State, Step, Whither,
};
use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::Office;

fn refused<T>(_: T) -> DeskError {
    DeskError::Unavailable
}

const AUTHOR: &str = "Nadia B.";

#[async_trait]
impl OrientationDesk for Office {
    async fn orientations(&self, bilan: Uuid) -> Result<Vec<Orientation>, DeskError> {
        let all = self.orientations.lock().map_err(refused)?;
        let of = all.iter().rev().filter(|(one, _)| one.bilan == bilan);
        Ok(of.map(|(one, _)| one.clone()).collect())
    }
    async fn orient(
        &self,
        bilan: Uuid,
        sheet: Sheet,
        reminder: Option<NaiveDate>,
    ) -> Result<Uuid, DeskError> {
        let reader = match sheet.to.whither {
            Whither::Structure(id) => Some((id, sheet.to.name.clone())),
            _ => None,
        };
        let cards = self.bilans().await?;
        let card = cards.into_iter().find(|card| card.id == bilan);
        let card = card.ok_or(DeskError::NotFound)?;
        let mut all = self.orientations.lock().map_err(refused)?;
        let id = Uuid::from_u128(600 + all.len() as u128);
        let standing = Standing::first(self.today(), reminder);
        let step = Step {
            standing: standing.clone(),
            note: String::new(),
            side: Side::Sent,
            author: AUTHOR.to_owned(),
            at: self.now(),
        };
        let one = Orientation {
            id,
            bilan,
            side: Side::Sent,
            sheet,
            made_at: self.now(),
            standing,
            version: 1,
            author: AUTHOR.to_owned(),
            at: self.now(),
            reader,
            who: Some((card.reference, card.name)),
        };
        all.push((one, vec![step]));
        Ok(id)
    }
    async fn orientation(&self, id: Uuid) -> Result<Option<Orientation>, DeskError> {
        let all = self.orientations.lock().map_err(refused)?;
        let found = all.iter().find(|(one, _)| one.id == id);
        Ok(found.map(|(one, _)| one.clone()))
    }
    async fn orientation_steps(&self, id: Uuid) -> Result<Vec<Step>, DeskError> {
        let all = self.orientations.lock().map_err(refused)?;
        let found = all.iter().find(|(one, _)| one.id == id);
        Ok(found.map(|(_, steps)| steps.clone()).unwrap_or_default())
    }
    async fn move_orientation(&self, id: Uuid, to: Move) -> Result<Moved, DeskError> {
        let at = self.now();
        let mut all = self.orientations.lock().map_err(refused)?;
        let found = all.iter_mut().find(|(one, _)| one.id == id);
        let (one, steps) = found.ok_or(DeskError::NotFound)?;
        if one.version != to.seen {
            return Ok(Moved::Stale(Box::new(one.clone())));
        }
        one.version += 1;
        one.standing = to.standing.clone();
        steps.push(Step {
            standing: to.standing,
            note: to.note,
            side: one.side,
            author: AUTHOR.to_owned(),
            at,
        });
        Ok(Moved::Done)
    }
    async fn withdraw_orientation(&self, id: Uuid) -> Result<(), DeskError> {
        let mut all = self.orientations.lock().map_err(refused)?;
        let found = all.iter_mut().find(|(one, _)| one.id == id);
        let (one, _) = found.ok_or(DeskError::NotFound)?;
        one.standing.state = State::Withdrawn;
        one.version += 1;
        Ok(())
    }
    async fn orientations_of(&self, side: Side) -> Result<Vec<Orientation>, DeskError> {
        let all = self.orientations.lock().map_err(refused)?;
        let of = all.iter().filter(|(one, _)| one.side == side);
        Ok(of.map(|(one, _)| one.clone()).collect())
    }
}
