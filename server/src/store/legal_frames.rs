//! What each structure has said of its legal frame: about an office and about nobody, so in clear.

use app::structures::legal_frame::LegalFrame;
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError,
    journal::{Entry, Event, write_journal},
    memberships::administers,
    on_pool, on_writer,
};
use crate::session::Agent;

impl Store {
    /// What a structure has said of its legal frame; nothing for one that said nothing.
    pub async fn legal_frame(&self, structure: Uuid) -> Result<LegalFrame, StoreError> {
        const SQL: &str = "SELECT content FROM legal_frames WHERE structure_id = $1";
        let content: Option<String> = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(structure)
            .fetch_optional(pool)
            .await)?;
        content.map_or_else(
            || Ok(LegalFrame::default()),
            |content| {
                serde_json::from_str(&content)
                    .map_err(|_| StoreError::Unexpected("legal_frames.content"))
            },
        )
    }

    /// Keeps what a structure says of it. `false` when there is no such open structure, or for whoever is not an administrator.
    pub async fn set_legal_frame(
        &self,
        agent: &Agent,
        structure: Uuid,
        frame: &LegalFrame,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "INSERT INTO legal_frames (structure_id, content)
                           SELECT id, $1 FROM structures WHERE id = $2 AND closed_at IS NULL
                           ON CONFLICT (structure_id) DO UPDATE SET content = excluded.content";
        if !administers(agent) {
            return Ok(false);
        }
        let content = serde_json::to_string(frame)
            .map_err(|_| StoreError::Unexpected("legal_frames.content"))?;
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let set = sqlx::query(SQL)
                .bind(content)
                .bind(structure)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if set > 0 {
                let details = json!({"structure": structure, "frame": frame});
                write_journal!(
                    self,
                    tx,
                    Entry::by(agent, Event::LegalFrameSet, details, now)
                );
                tx.commit().await?;
            }
            set > 0
        }))
    }
}
