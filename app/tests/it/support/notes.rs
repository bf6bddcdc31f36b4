//! Notes in memory: all of them are the agent's own.

use app::desk::{Desk, DeskError};
use app::notes::{Corrected, NewNote, Note, NotesDesk};
use async_trait::async_trait;
use uuid::Uuid;

use super::Office;

fn refused<T>(_: T) -> DeskError {
    DeskError::Unavailable
}

#[async_trait]
impl NotesDesk for Office {
    async fn notes(&self, bilan: Uuid) -> Result<Vec<Note>, DeskError> {
        let all = self.notes.lock().map_err(refused)?;
        let of = all.iter().rev().filter(|(id, _)| *id == bilan);
        Ok(of.map(|(_, note)| note.clone()).collect())
    }
    async fn add_note(&self, bilan: Uuid, note: NewNote) -> Result<(), DeskError> {
        let mut all = self.notes.lock().map_err(refused)?;
        let kept = Note {
            id: Uuid::from_u128(700 + all.len() as u128),
            what: note,
            author: "Nadia B.".to_owned(),
            structure: "EDS de Villejuif".to_owned(),
            mine: true,
            version: 1,
            at: self.now(),
            before: Vec::new(),
        };
        all.push((bilan, kept));
        Ok(())
    }
    async fn correct_note(
        &self,
        _bilan: Uuid,
        (id, seen): (Uuid, u32),
        note: NewNote,
    ) -> Result<Corrected, DeskError> {
        let now = self.now();
        let mut all = self.notes.lock().map_err(refused)?;
        let known = all.iter_mut().find(|(_, known)| known.id == id);
        let (_, known) = known.ok_or(DeskError::NotFound)?;
        if known.version != seen {
            return Ok(Corrected::Stale(Box::new(known.clone())));
        }
        known.before.push((known.what.clone(), known.at));
        (known.what, known.at, known.version) = (note, now, seen + 1);
        Ok(Corrected::Done)
    }
}
