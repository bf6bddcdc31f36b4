//! The journal of one file, for whoever looks after the structure: who did what and when, never what it was about.

use app::{desk::HistoryEvent, structures::roles::may, traces::Trace};
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents,
    journal::{Entry, Event, told, write_journal},
    on_writer,
};
use crate::{seal::Sealed, session::Agent};

#[derive(sqlx::FromRow)]
struct Row {
    at: DateTime<Utc>,
    event: String,
    agent_id: Option<Uuid>,
    agent_name: Option<Sealed>,
    structure: Option<String>,
}

/// What a word of the journal says here: what is told of the life of a bilan, and who looked.
fn traced(word: &str) -> HistoryEvent {
    let looked = [
        (Event::BilanRead, HistoryEvent::Read),
        (Event::BilanFollowed, HistoryEvent::Followed),
        (Event::BilanLeft, HistoryEvent::Left),
        (Event::FindableSet, HistoryEvent::FindableSet),
        (Event::JournalRead, HistoryEvent::JournalRead),
        (Event::OrientationRead, HistoryEvent::OrientationRead),
    ];
    let known = looked
        .into_iter()
        .find_map(|(event, what)| (event.word() == word).then_some(what));
    known.or_else(|| told(word)).unwrap_or(HistoryEvent::Other)
}

impl Store {
    /// Every line of the journal about a real bilan of the structure the agent looks after, by its reference, the last one first, of
    /// whatever structure the lines are. `None` when there is no such bilan, or for anybody else. Asking is journaled.
    pub async fn traces(
        &self,
        agent: &Agent,
        reference: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<Trace>>, StoreError> {
        const FIND: &str = "SELECT id FROM bilans
                            WHERE reference_index = $1 AND kind = 'real' AND structure_id = $2";
        const SQL: &str =
            "SELECT j.at, j.event, a.id AS agent_id, a.name AS agent_name, s.name AS structure
                           FROM journal j LEFT JOIN agents a ON a.id = j.agent_id
                                          LEFT JOIN structures s ON s.id = j.structure_id
                           WHERE j.bilan_id = $1 ORDER BY j.at DESC, j.id DESC";
        let index = self.reference_index(reference);
        let Some(index) = index.filter(|_| agent.roles().may(may::STRUCTURE)) else {
            return Ok(None);
        };
        let rows: Option<Vec<Row>> = on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let bilan: Option<Uuid> = sqlx::query_scalar(FIND)
                .bind(index)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            match bilan {
                None => None,
                Some(bilan) => {
                    let rows = sqlx::query_as(SQL).bind(bilan).fetch_all(&mut *tx).await?;
                    write_journal!(
                        self,
                        tx,
                        Entry::on_bilan(agent, bilan, Event::JournalRead, json!({}), now)
                    );
                    tx.commit().await?;
                    Some(rows)
                }
            }
        });
        let Some(rows) = rows else {
            return Ok(None);
        };
        let lines = rows.into_iter().map(|row| {
            let named = row.agent_id.zip(row.agent_name);
            Ok(Trace {
                at: row.at,
                agent: named
                    .map(|(id, name)| self.vault.open(agents::NAME, id, &name))
                    .transpose()?,
                structure: row.structure.unwrap_or_default(),
                event: traced(&row.event),
            })
        });
        lines.collect::<Result<Vec<Trace>, StoreError>>().map(Some)
    }
}
