//! Remarks on the catalogue. Anybody signed in sends one; only the référents of the catalogue read and answer them:
//! their role is asked for in the SQL. A remark holds neither the bilan nor the agent.

use app::desk::{NewRemark, Remark, RemarkReason, RemarkState, RemarkSubject};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{BeginWrite as _, Store, StoreError, WriteOnce as _, on_pool, on_writer};
use crate::{
    seal::{Place, Sealed},
    session::Agent,
};

const WORDS: Place = Place {
    table: "remarks",
    column: "words",
};
const ANSWER: Place = Place {
    table: "remarks",
    column: "answer",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    structure: String,
    catalogue: String,
    kind: String,
    subject: String,
    reason: String,
    words: Sealed,
    state: String,
    answer: Sealed,
    at: DateTime<Utc>,
}

impl Store {
    /// Keeps a remark on the catalogue of this version.
    pub async fn add_remark(
        &self,
        agent: &Agent,
        remark: &NewRemark,
        catalogue: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO remarks
            (id, structure_id, catalogue, kind, subject, reason, words, state, answer, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        let id = Uuid::now_v7();
        let words = self.vault.seal(WORDS, id, &remark.words)?;
        let answer = self.vault.seal(ANSWER, id, &String::new())?;
        on_writer!(self.pools, |writer| writer
            .write_once(
                sqlx::query(SQL)
                    .bind(id)
                    .bind(agent.structure())
                    .bind(catalogue)
                    .bind(remark.subject.kind())
                    .bind(remark.subject.id())
                    .bind(remark.reason.word())
                    .bind(words)
                    .bind(RemarkState::New.word())
                    .bind(answer)
                    .bind(now)
            )
            .await)?;
        Ok(())
    }

    /// Every remark, the newest first; nothing for whoever is not a référent.
    pub async fn remarks(&self, agent: &Agent) -> Result<Vec<Remark>, StoreError> {
        const SQL: &str =
            "SELECT r.id, s.name AS structure, r.catalogue, r.kind, r.subject, r.reason, r.words,
                                  r.state, r.answer, r.at
                           FROM remarks r
                           JOIN structures s ON s.id = r.structure_id
                           JOIN memberships me ON me.agent_id = $1 AND me.structure_id = $2 AND me.ended_at IS NULL
                                             AND ' ' || me.roles || ' ' LIKE '% referent %'
                           ORDER BY r.at DESC, r.id DESC LIMIT 2000";
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.id())
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.into_iter().map(|row| self.open_remark(row)).collect()
    }

    /// How many remarks nobody has looked at yet; 0 for whoever is not a référent.
    pub async fn new_remarks(&self, agent: &Agent) -> Result<usize, StoreError> {
        const SQL: &str = "SELECT COUNT(*) FROM remarks r
                           JOIN memberships me ON me.agent_id = $1 AND me.structure_id = $2 AND me.ended_at IS NULL
                                             AND ' ' || me.roles || ' ' LIKE '% referent %'
                           WHERE r.state = 'nouvelle'";
        let count: i64 = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(agent.id())
            .bind(agent.structure())
            .fetch_one(pool)
            .await)?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Says what became of a remark. `false` when there is none, or for whoever is not a référent.
    pub async fn settle_remark(
        &self,
        agent: &Agent,
        id: Uuid,
        state: RemarkState,
        answer: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE remarks SET state = $1, answer = $2, settled_at = $3
                           WHERE id = $4
                             AND EXISTS (SELECT 1 FROM memberships WHERE agent_id = $5 AND structure_id = $6 AND ended_at IS NULL
                                         AND ' ' || roles || ' ' LIKE '% referent %')";
        let answer = self.vault.seal(ANSWER, id, &answer.to_owned())?;
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let changed = sqlx::query(SQL)
                .bind(state.word())
                .bind(answer)
                .bind(now)
                .bind(id)
                .bind(agent.id())
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            tx.commit().await?;
            changed > 0
        }))
    }

    fn open_remark(&self, row: Row) -> Result<Remark, StoreError> {
        Ok(Remark {
            subject: RemarkSubject::parse(&row.kind, &row.subject)
                .ok_or(StoreError::Unexpected("remarks.kind"))?,
            reason: RemarkReason::parse(&row.reason)
                .ok_or(StoreError::Unexpected("remarks.reason"))?,
            state: RemarkState::parse(&row.state).ok_or(StoreError::Unexpected("remarks.state"))?,
            words: self.vault.open(WORDS, row.id, &row.words)?,
            answer: self.vault.open(ANSWER, row.id, &row.answer)?,
            id: row.id,
            catalogue: row.catalogue,
            structure: row.structure,
            at: row.at,
        })
    }
}
