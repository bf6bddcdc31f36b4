//! The desk's part about notes by theme: of a shared bilan, those of what is shared.

use app::{
    desk::DeskError,
    notes::{Corrected, NewNote, Note, NotesDesk, covers},
};
use async_trait::async_trait;
use uuid::Uuid;

use super::{AgentDesk, found, unavailable};

impl AgentDesk {
    async fn refuse_unshared_note(&self, bilan: Uuid, note: &NewNote) -> Result<(), DeskError> {
        match self.scope_of(bilan).await? {
            Some(scope) if !covers(&scope, note) => Err(DeskError::NotFound),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl NotesDesk for AgentDesk {
    async fn notes(&self, bilan: Uuid) -> Result<Vec<Note>, DeskError> {
        let notes = self.office.store.notes(self.proof()?, bilan).await;
        let mut notes = notes.map_err(unavailable)?;
        if let Some(scope) = self.scope_of(bilan).await? {
            notes.retain(|note| covers(&scope, &note.what));
            // What a note said before may be of what is not shared.
            for note in &mut notes {
                note.before.retain(|(before, _)| covers(&scope, before));
            }
        }
        Ok(notes)
    }

    async fn add_note(&self, bilan: Uuid, note: NewNote) -> Result<(), DeskError> {
        self.refuse_unshared_note(bilan, &note).await?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.add_note(self.proof()?, bilan, &note, now).await)
    }

    async fn correct_note(
        &self,
        bilan: Uuid,
        of: (Uuid, u32),
        note: NewNote,
    ) -> Result<Corrected, DeskError> {
        self.refuse_unshared_note(bilan, &note).await?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let done = store
            .correct_note(self.proof()?, bilan, of, &note, now)
            .await;
        done.map_err(unavailable)?.ok_or(DeskError::NotFound)
    }
}
