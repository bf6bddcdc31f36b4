//! The desk's part about what rights became: the next day something is due is computed from the catalogue before the store keeps it.

use app::{
    desk::DeskError,
    follow_up::{
        Contact, EndingMandate, FollowUp, FollowUpDesk, Mandate, Move, Moved, NewContact,
        NewMandate, Standing, Step,
        bench::{Asked, Bench, Followers},
        deadline::next_due,
    },
    sharing::Scope,
};
use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::{AgentDesk, found, unavailable};
use crate::store::Reading;

impl AgentDesk {
    fn due_on(&self, standing: &Standing) -> Option<NaiveDate> {
        next_due(standing, self.catalogue.right(&standing.right)).map(|due| due.on)
    }

    /// What of a bilan may be known when it is another structure's; `None` when it is whole.
    pub(super) async fn scope_of(&self, bilan: Uuid) -> Result<Option<Scope>, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let agent = self.proof()?;
        if store.holds(agent, bilan).await.map_err(unavailable)? {
            return Ok(None);
        }
        let read = store.bilan(agent, bilan, Reading::AfterWrite, now).await;
        Ok(read.map_err(unavailable)?.and_then(|bilan| bilan.shared))
    }

    async fn refuse_unshared_rights(
        &self,
        bilan: Uuid,
        mut rights: impl Iterator<Item = &str> + Send,
    ) -> Result<(), DeskError> {
        match self.scope_of(bilan).await? {
            Some(scope) if !rights.all(|right| scope.covers_right(&self.catalogue, right)) => {
                Err(DeskError::NotFound)
            }
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl FollowUpDesk for AgentDesk {
    async fn follow_ups(&self, bilan: Uuid) -> Result<Vec<FollowUp>, DeskError> {
        let followed = self.office.store.follow_ups(self.proof()?, bilan).await;
        let mut followed = followed.map_err(unavailable)?;
        if let Some(scope) = self.scope_of(bilan).await? {
            followed.retain(|one| scope.covers_right(&self.catalogue, &one.standing.right));
        }
        Ok(followed)
    }

    async fn steps(&self, bilan: Uuid, right: &str) -> Result<Vec<Step>, DeskError> {
        self.refuse_unshared_rights(bilan, std::iter::once(right))
            .await?;
        let store = &self.office.store;
        let steps = store.follow_up_steps(self.proof()?, bilan, right).await;
        steps.map_err(unavailable)
    }

    async fn start_following(&self, bilan: Uuid, first: Vec<Standing>) -> Result<(), DeskError> {
        let rights = first.iter().map(|standing| standing.right.as_str());
        self.refuse_unshared_rights(bilan, rights).await?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let first: Vec<(Standing, Option<NaiveDate>)> = first
            .into_iter()
            .map(|standing| {
                let due_on = self.due_on(&standing);
                (standing, due_on)
            })
            .collect();
        found(
            store
                .start_following(self.proof()?, bilan, &first, now)
                .await,
        )
    }

    async fn move_on(&self, bilan: Uuid, to: Move) -> Result<Moved, DeskError> {
        self.refuse_unshared_rights(bilan, std::iter::once(to.standing.right.as_str()))
            .await?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let due_on = self.due_on(&to.standing);
        let moved = store.move_on(self.proof()?, bilan, &to, due_on, now).await;
        moved.map_err(unavailable)?.ok_or(DeskError::NotFound)
    }

    async fn bench(&self, asked: Asked) -> Result<Bench, DeskError> {
        let (agent, store) = (self.proof()?, &self.office.store);
        let (mut people, more) = store.bench(agent, asked).await.map_err(unavailable)?;
        for one in &mut people {
            one.rights = self.follow_ups(one.bilan).await?;
            one.followers = self.followers(one.bilan).await?;
            let sent = store.orientations(agent, one.bilan).await;
            one.orientations = sent.map_err(unavailable)?;
            one.orientations
                .retain(|sent| !sent.standing.state.is_over());
        }
        Ok(Bench { people, more })
    }

    async fn followers(&self, bilan: Uuid) -> Result<Followers, DeskError> {
        let followers = self.office.store.followers(self.proof()?, bilan).await;
        followers.map_err(unavailable)
    }

    async fn follow(&self, bilan: Uuid, on: bool) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.follow(self.proof()?, bilan, on, now).await)
    }

    async fn all_steps(&self) -> Result<Vec<(Uuid, Standing)>, DeskError> {
        let steps = self.office.store.all_steps(self.proof()?).await;
        steps.map_err(unavailable)
    }

    async fn mandates(&self, bilan: Uuid) -> Result<Vec<Mandate>, DeskError> {
        let mandates = self.office.store.mandates(self.proof()?, bilan).await;
        mandates.map_err(unavailable)
    }

    async fn add_mandate(&self, bilan: Uuid, mandate: NewMandate) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.add_mandate(self.proof()?, bilan, &mandate, now).await)
    }

    async fn revoke_mandate(&self, bilan: Uuid, mandate: Uuid) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(
            store
                .revoke_mandate(self.proof()?, bilan, mandate, now)
                .await,
        )
    }

    async fn ending_mandates(&self, by: NaiveDate) -> Result<Vec<EndingMandate>, DeskError> {
        let days = (self.office.clock.today(), by);
        let store = &self.office.store;
        let mandates = store.ending_mandates(self.proof()?, days).await;
        mandates.map_err(unavailable)
    }

    async fn contacts(&self) -> Result<Vec<Contact>, DeskError> {
        let contacts = self.office.store.contacts(self.proof()?).await;
        contacts.map_err(unavailable)
    }

    async fn add_contact(&self, contact: NewContact) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let added = store.add_contact(self.proof()?, &contact, now).await;
        added.map_err(unavailable)
    }

    async fn close_contact(&self, contact: Uuid) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.close_contact(self.proof()?, contact, now).await)
    }
}
