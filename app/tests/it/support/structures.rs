//! One structure, where one agent works alone.

use app::accounts::Entered;
use app::desk::DeskError;
use app::structures::legal_frame::{Basis, Hosting, LegalFrame, Sensitive};
use app::structures::{
    Allowed, Changed, Joining, NewStructure, NotJoined, Sheet, Structure, StructuresDesk, Team,
    Workplace, roles::Roles,
};
use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::Office;

#[async_trait]
impl StructuresDesk for Office {
    async fn workplaces(&self) -> Result<Vec<Workplace>, DeskError> {
        Ok(vec![Workplace {
            structure: Uuid::from_u128(1),
            name: "EDS de Villejuif".to_owned(),
            roles: *self.roles.lock().map_err(|_| DeskError::Unavailable)?,
            current: true,
        }])
    }
    async fn work_at(&self, _structure: Uuid) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn team(&self) -> Result<Team, DeskError> {
        Ok(Team::default())
    }
    async fn invite(&self, _: Option<Uuid>, _: &str, _: Roles) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn withdraw_invitation(&self, _id: Uuid) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn set_roles(&self, _agent: Uuid, _roles: Roles) -> Result<Changed, DeskError> {
        Err(DeskError::NotFound)
    }
    async fn join(&self, _joining: Joining) -> Result<Result<Entered, NotJoined>, DeskError> {
        Ok(Err(NotJoined::Code))
    }
    async fn structures(&self) -> Result<Vec<Structure>, DeskError> {
        Ok(self
            .structures
            .lock()
            .map_err(|_| DeskError::Unavailable)?
            .clone())
    }
    async fn structure(&self, _id: Uuid) -> Result<Sheet, DeskError> {
        Err(DeskError::NotFound)
    }
    async fn add_structure(&self, _new: NewStructure) -> Result<Uuid, DeskError> {
        Err(DeskError::NotFound)
    }
    async fn change_structure(&self, _id: Uuid, _new: NewStructure) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn require_protection(&self, _id: Uuid, _required: bool) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn set_retention(&self, _id: Uuid, _months: u32) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn own_legal_frame(&self) -> Result<LegalFrame, DeskError> {
        Ok(LegalFrame {
            basis: Some(Basis::PublicTask),
            sensitive: Some(Sensitive::SocialCare),
            hosting: Some(Hosting::NotNeeded),
            host: String::new(),
            joint: "Seul responsable".to_owned(),
            archives: "Rien n’est archivé".to_owned(),
            officer: "La déléguée du département".to_owned(),
            journal_months: Some(12),
        })
    }
    async fn set_legal_frame(&self, _id: Uuid, _frame: LegalFrame) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn add_agreement(
        &self,
        _structure: Uuid,
        _since: NaiveDate,
        _until: NaiveDate,
        _allowed: Allowed,
    ) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn end_agreement(&self, _id: Uuid) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn close_structure(&self, _id: Uuid, _to: Uuid) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
}
