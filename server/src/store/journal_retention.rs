//! How long the journal is kept: as many months as the structure's legal frame says. The oldest lines go together, the chain then begins
//! after them, and a line of the chain says where: a beginning that no line announces is a fault (`chain.rs`).

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError,
    journal::{Entry, Event, write_journal},
    on_writer,
    retention::before,
};

/// The last line that may go: every line up to it is old enough. The lock comes first (`HOLD`), so that no line is added meanwhile.
const LAST: &str = "SELECT seq, link FROM journal
     WHERE structure_id = $1 AND seq IS NOT NULL AND at < $2
       AND NOT EXISTS (SELECT 1 FROM journal k
                       WHERE k.structure_id = $1 AND k.seq < journal.seq AND k.at >= $2)
     ORDER BY seq DESC LIMIT 1";
const HOLD: &str = "UPDATE chains SET seq = seq WHERE structure_id = $1";
const MOVE: &str = "UPDATE chains SET from_seq = $1, from_link = $2 WHERE structure_id = $3";
const FORGET: &str = "DELETE FROM journal
     WHERE structure_id = $1 AND (seq <= $2 OR (seq IS NULL AND at < $3))";

impl Store {
    /// Takes the lines older than a structure keeps out of its journal, and says how many. Nothing goes while it has not said how long.
    /// Only the operator comes here.
    pub(super) async fn shorten_journal(
        &self,
        structure: Uuid,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let Some(months) = self.legal_frame(structure).await?.journal_months else {
            return Ok(0);
        };
        let since = before(now, months);
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(HOLD).bind(structure).execute(&mut *tx).await?;
            let last: Option<(i64, Vec<u8>)> = sqlx::query_as(LAST)
                .bind(structure)
                .bind(since)
                .fetch_optional(&mut *tx)
                .await?;
            let Some((seq, link)) = last else {
                return Ok(0);
            };
            sqlx::query(MOVE)
                .bind(seq)
                .bind(link)
                .bind(structure)
                .execute(&mut *tx)
                .await?;
            let gone = sqlx::query(FORGET)
                .bind(structure)
                .bind(seq)
                .bind(since)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            let entry = Entry {
                at: now,
                structure,
                agent: None,
                bilan: None,
                event: Event::JournalShortened,
                details: json!({"months": months, "lines": gone, "until": seq}),
            };
            write_journal!(self, tx, entry);
            tx.commit().await?;
            gone
        }))
    }
}
