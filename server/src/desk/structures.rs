//! The desk's part about structures, agreements and teams.

use app::{
    accounts::Entered,
    desk::DeskError,
    structures::{
        Allowed, Changed, Joining, NewStructure, NotJoined, Sheet, Structure, StructuresDesk, Team,
        Workplace, legal_frame::LegalFrame, roles::Roles,
    },
};
use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::{AgentDesk, found, refused, unavailable};
use crate::{
    session::{self, SessionError},
    store::StoreError,
};

impl AgentDesk {
    async fn team_of(&self, structure: Uuid) -> Result<Team, DeskError> {
        let agent = self.proof()?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let members = store.members(agent, structure).await;
        let invitations = store.invitations(agent, structure, now).await;
        Ok(Team {
            members: members.map_err(unavailable)?,
            invitations: invitations.map_err(unavailable)?,
        })
    }
}

#[async_trait]
impl StructuresDesk for AgentDesk {
    async fn workplaces(&self) -> Result<Vec<Workplace>, DeskError> {
        let agent = self.proof()?;
        let places = self.office.store.workplaces(agent.id()).await;
        let mut places = places.map_err(unavailable)?;
        for place in &mut places {
            place.current = place.structure == agent.structure();
        }
        Ok(places)
    }

    async fn work_at(&self, structure: Uuid) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.work_at(self.proof()?, structure, now).await)
    }

    async fn team(&self) -> Result<Team, DeskError> {
        self.team_of(self.proof()?.structure()).await
    }

    async fn invite(
        &self,
        structure: Option<Uuid>,
        name: &str,
        roles: Roles,
    ) -> Result<(), DeskError> {
        let agent = self.proof()?;
        let structure = structure.unwrap_or(agent.structure());
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.invite(agent, structure, (name, roles), now).await)
    }

    async fn withdraw_invitation(&self, id: Uuid) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.withdraw_invitation(self.proof()?, id, now).await)
    }

    async fn set_roles(&self, agent: Uuid, roles: Roles) -> Result<Changed, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let changed = store.set_roles(self.proof()?, agent, roles, now).await;
        changed.map_err(unavailable)?.ok_or(DeskError::NotFound)
    }

    async fn join(&self, joining: Joining) -> Result<Result<Entered, NotJoined>, DeskError> {
        let typed = session::Joining {
            code: &joining.code,
            login: &joining.login,
            name: &joining.name,
            password: &joining.password,
            known: joining.known,
        };
        let (store, now) = (&self.office.store, self.office.clock.now());
        match session::join(store, &typed, &self.address, now).await {
            Ok(Some(opened)) => self.entered(opened).await.map(Ok),
            Ok(None) => Ok(Err(NotJoined::Code)),
            Err(SessionError::Store(StoreError::LoginTaken)) => Ok(Err(NotJoined::LoginTaken)),
            Err(error) => Err(refused(error)),
        }
    }

    async fn structures(&self) -> Result<Vec<Structure>, DeskError> {
        self.proof()?;
        let structures = self.office.store.structures(self.office.clock.today());
        structures.await.map_err(unavailable)
    }

    async fn structure(&self, id: Uuid) -> Result<Sheet, DeskError> {
        let known = self.structures().await?;
        let structure = known.into_iter().find(|structure| structure.id == id);
        let agreements = self.office.store.agreements(id).await;
        let retention = self.office.store.retention(id).await;
        let retention = retention.map_err(unavailable)?.ok_or(DeskError::NotFound)?;
        let legal_frame = self.office.store.legal_frame(id).await;
        Ok(Sheet {
            structure: structure.ok_or(DeskError::NotFound)?,
            retention,
            legal_frame: legal_frame.map_err(unavailable)?,
            agreements: agreements.map_err(unavailable)?,
            team: self.team_of(id).await?,
        })
    }

    async fn add_structure(&self, new: NewStructure) -> Result<Uuid, DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let added = store.add_structure_as(self.proof()?, &new, now).await;
        added.map_err(unavailable)?.ok_or(DeskError::NotFound)
    }

    async fn change_structure(&self, id: Uuid, new: NewStructure) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.change_structure(self.proof()?, id, &new, now).await)
    }

    async fn require_protection(&self, id: Uuid, required: bool) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(
            store
                .require_protection(self.proof()?, id, required, now)
                .await,
        )
    }

    async fn set_retention(&self, id: Uuid, months: u32) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.set_retention(self.proof()?, id, months, now).await)
    }

    async fn own_legal_frame(&self) -> Result<LegalFrame, DeskError> {
        let own = self.proof()?.structure();
        let said = self.office.store.legal_frame(own).await;
        said.map_err(unavailable)
    }

    async fn set_legal_frame(&self, id: Uuid, frame: LegalFrame) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.set_legal_frame(self.proof()?, id, &frame, now).await)
    }

    async fn add_agreement(
        &self,
        structure: Uuid,
        since: NaiveDate,
        until: NaiveDate,
        allowed: Allowed,
    ) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let days = (since, until);
        found(
            store
                .add_agreement(self.proof()?, structure, days, allowed, now)
                .await,
        )
    }

    async fn end_agreement(&self, id: Uuid) -> Result<(), DeskError> {
        let clock = &self.office.clock;
        let (today, now) = (clock.today(), clock.now());
        let store = &self.office.store;
        found(store.end_agreement(self.proof()?, id, today, now).await)
    }

    async fn close_structure(&self, id: Uuid, to: Uuid) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.close_structure(self.proof()?, id, to, now).await)
    }
}
