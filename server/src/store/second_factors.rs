//! Second factors: the secret each protected agent shares with their telephone, their recovery codes, and those who gave their
//! password and not yet their code. `crate::session` decides what a code is worth; here it is used once.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Credentials, Store, StoreError, WriteOnce as _, agents, code,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
};
use crate::{
    seal::{Place, Sealed},
    session::{Agent, Secret},
};

const SECRET: Place = Place {
    table: "second_factors",
    column: "secret",
};

/// How many recovery codes are drawn at once.
pub const RECOVERY_CODES: usize = 10;

const ADD_CODE: &str = "INSERT INTO recovery_codes (agent_id, code_index) VALUES ($1, $2)";
const END_CODES: &str = "DELETE FROM recovery_codes WHERE agent_id = $1";
pub(super) const END_PENDING: &str = "DELETE FROM pending_sign_ins WHERE agent_id = $1";

/// The second factor of an agent.
#[derive(Clone)]
pub struct SecondFactor {
    /// What the telephone knows.
    pub secret: Secret,
    /// A first code was typed: it protects.
    pub confirmed: bool,
    /// Recovery codes that were not used.
    pub codes_left: usize,
}

/// Who gave their password and may type a code.
#[derive(Clone)]
pub struct Pending {
    /// Who.
    pub agent: Uuid,
    /// Where their session will work.
    pub structure: Uuid,
    /// Their login, for the throttle.
    pub login: String,
}

/// What was typed, before it is known to serve for the first time.
#[derive(Clone, Debug)]
pub enum Proof {
    /// A right code of the telephone, of this step.
    Step(i64),
    /// A recovery code, whatever it is worth.
    Recovery(String),
}

#[derive(sqlx::FromRow)]
struct Row {
    secret: Sealed,
    confirmed_at: Option<DateTime<Utc>>,
    codes: i64,
}

#[derive(sqlx::FromRow)]
struct PendingRow {
    agent_id: Uuid,
    structure_id: Uuid,
    login: Sealed,
}

impl Store {
    /// Whether a code is asked of this agent after their password.
    pub async fn is_protected(&self, who: Uuid) -> Result<bool, StoreError> {
        const SQL: &str =
            "SELECT COUNT(*) FROM second_factors WHERE agent_id = $1 AND confirmed_at IS NOT NULL";
        let count: i64 = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(who)
            .fetch_one(pool)
            .await)?;
        Ok(count > 0)
    }

    /// The second factor of an agent, confirmed or not.
    pub async fn second_factor(&self, who: Uuid) -> Result<Option<SecondFactor>, StoreError> {
        const SQL: &str = "SELECT f.secret, f.confirmed_at,
                                  (SELECT COUNT(*) FROM recovery_codes c WHERE c.agent_id = f.agent_id) AS codes
                           FROM second_factors f WHERE f.agent_id = $1";
        let row: Option<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(who)
            .fetch_optional(pool)
            .await)?;
        row.map(|row| {
            Ok(SecondFactor {
                secret: self.vault.open(SECRET, who, &row.secret)?,
                confirmed: row.confirmed_at.is_some(),
                codes_left: usize::try_from(row.codes).unwrap_or(0),
            })
        })
        .transpose()
    }

    /// Keeps a secret to be confirmed, in place of one that was not. `false` when the agent is protected already.
    pub async fn begin_second_factor(
        &self,
        agent: &Agent,
        secret: &Secret,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str =
            "INSERT INTO second_factors (agent_id, secret, last_step, at) VALUES ($1, $2, 0, $3)
                           ON CONFLICT (agent_id) DO UPDATE SET secret = excluded.secret, at = excluded.at
                           WHERE second_factors.confirmed_at IS NULL";
        let sealed = self.vault.seal(SECRET, agent.id(), secret)?;
        let written = on_writer!(self.pools, |writer| writer
            .write_once(sqlx::query(SQL).bind(agent.id()).bind(sealed).bind(now))
            .await)?;
        Ok(written > 0)
    }

    /// A first code was right, of this step: the account is protected. Returns the recovery codes; `None` when it was protected already.
    pub async fn confirm_second_factor(
        &self,
        agent: &Agent,
        step: i64,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<String>>, StoreError> {
        const SQL: &str = "UPDATE second_factors SET confirmed_at = $1, last_step = $2
                           WHERE agent_id = $3 AND confirmed_at IS NULL";
        let codes = draw_codes()?;
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let confirmed = sqlx::query(SQL)
                .bind(now)
                .bind(step)
                .bind(agent.id())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if confirmed == 0 {
                return Ok(None);
            }
            sqlx::query(END_CODES)
                .bind(agent.id())
                .execute(&mut *tx)
                .await?;
            for code in &codes {
                sqlx::query(ADD_CODE)
                    .bind(agent.id())
                    .bind(self.recovery_index(agent.id(), code))
                    .execute(&mut *tx)
                    .await?;
            }
            write_journal!(
                self,
                tx,
                Entry::by(agent, Event::SecondFactorSet, json!({}), now)
            );
            tx.commit().await?;
            Some(codes)
        }))
    }

    /// New recovery codes; the old ones open nothing any more. `None` for whoever is not protected.
    pub async fn renew_recovery_codes(
        &self,
        agent: &Agent,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<String>>, StoreError> {
        // The row is written to be held until the end: two renewals at once would else leave twenty codes.
        const HOLD: &str = "UPDATE second_factors SET last_step = last_step
                            WHERE agent_id = $1 AND confirmed_at IS NOT NULL";
        let codes = draw_codes()?;
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let held = sqlx::query(HOLD)
                .bind(agent.id())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if held == 0 {
                return Ok(None);
            }
            sqlx::query(END_CODES)
                .bind(agent.id())
                .execute(&mut *tx)
                .await?;
            for code in &codes {
                sqlx::query(ADD_CODE)
                    .bind(agent.id())
                    .bind(self.recovery_index(agent.id(), code))
                    .execute(&mut *tx)
                    .await?;
            }
            write_journal!(
                self,
                tx,
                Entry::by(agent, Event::RecoveryCodesRenewed, json!({}), now)
            );
            tx.commit().await?;
            Some(codes)
        }))
    }

    /// Takes a second factor away, with its recovery codes. `false` when there is none.
    pub async fn remove_second_factor(
        &self,
        who: &Credentials,
        by_operator: bool,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM second_factors WHERE agent_id = $1";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let removed = sqlx::query(SQL)
                .bind(who.agent)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if removed == 0 {
                return Ok(false);
            }
            for sql in [END_CODES, END_PENDING] {
                sqlx::query(sql).bind(who.agent).execute(&mut *tx).await?;
            }
            let details = json!({"by_operator": by_operator});
            write_journal!(
                self,
                tx,
                Entry::on_agent(
                    who.structure,
                    who.agent,
                    Event::SecondFactorRemoved,
                    details,
                    now
                )
            );
            tx.commit().await?;
            true
        }))
    }

    /// Remembers that a password was right and a code is awaited, and clears away the waits that are over.
    pub async fn open_pending(
        &self,
        who: Uuid,
        structure: Uuid,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const CLEAR: &str = "DELETE FROM pending_sign_ins WHERE expires_at <= $1";
        const SQL: &str =
            "INSERT INTO pending_sign_ins (token_hash, agent_id, structure_id, expires_at)
                           VALUES ($1, $2, $3, $4)";
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(CLEAR).bind(now).execute(&mut *tx).await?;
            sqlx::query(SQL)
                .bind(&token_hash[..])
                .bind(who)
                .bind(structure)
                .bind(expires_at)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
        });
        Ok(())
    }

    /// Who may type a code with this token at `now`.
    pub async fn pending(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<Pending>, StoreError> {
        const SQL: &str = "SELECT p.agent_id, p.structure_id, a.login
                           FROM pending_sign_ins p JOIN agents a ON a.id = p.agent_id
                           WHERE p.token_hash = $1 AND p.expires_at > $2";
        let row: Option<PendingRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(&token_hash[..])
            .bind(now)
            .fetch_optional(pool)
            .await)?;
        row.map(|row| {
            Ok(Pending {
                agent: row.agent_id,
                structure: row.structure_id,
                login: self.vault.open(agents::LOGIN, row.agent_id, &row.login)?,
            })
        })
        .transpose()
    }

    /// Uses a proof once, and ends the wait. `false` when it served already or is no code of theirs: then the wait goes on.
    pub async fn pass_pending(
        &self,
        token_hash: &[u8; 32],
        pending: &Pending,
        proof: &Proof,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const STEP: &str = "UPDATE second_factors SET last_step = $1
                            WHERE agent_id = $2 AND last_step < $1 AND confirmed_at IS NOT NULL";
        const CODE: &str = "DELETE FROM recovery_codes WHERE agent_id = $1 AND code_index = $2";
        const END: &str = "DELETE FROM pending_sign_ins WHERE token_hash = $1 AND agent_id = $2";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let ended = sqlx::query(END)
                .bind(&token_hash[..])
                .bind(pending.agent)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            let used = match proof {
                Proof::Step(step) => sqlx::query(STEP)
                    .bind(*step)
                    .bind(pending.agent)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected(),
                Proof::Recovery(typed) => sqlx::query(CODE)
                    .bind(pending.agent)
                    .bind(self.recovery_index(pending.agent, typed))
                    .execute(&mut *tx)
                    .await?
                    .rows_affected(),
            };
            if ended == 0 || used == 0 {
                tx.rollback().await?;
                return Ok(false);
            }
            if matches!(proof, Proof::Recovery(_)) {
                write_journal!(
                    self,
                    tx,
                    Entry::on_agent(
                        pending.structure,
                        pending.agent,
                        Event::RecoveryCodeUsed,
                        json!({}),
                        now
                    )
                );
            }
            tx.commit().await?;
            true
        }))
    }

    /// The same code of two agents has two indexes: reading the table tells nothing.
    fn recovery_index(&self, who: Uuid, typed: &str) -> Vec<u8> {
        self.vault.index(
            "recovery_codes.code",
            &[who.as_bytes(), code::fold(typed).as_bytes()],
        )
    }
}

fn draw_codes() -> Result<Vec<String>, StoreError> {
    (0..RECOVERY_CODES).map(|_| code::draw(&[4, 4])).collect()
}
