//! Shares: a bilan known to another structure, for the themes the person chose. Who reaches which bilan is the view `reach`.

use std::collections::BTreeSet;

use app::sharing::{Agreed, CODE_DAYS, NewShare, Received, Scope, Share};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents, code,
    follow_ups::HELD,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
    person_keys::Key,
    persons,
};
use crate::{
    seal::{PersonVault, Place, Sealed},
    session::Agent,
};

const CONTENT: Place = Place {
    table: "shares",
    column: "content",
};

/// The scopes of the shares of one bilan with one structure.
pub(super) const SCOPES: &str = "SELECT id, content FROM shares
    WHERE bilan_id = $1 AND to_structure_id = $2 AND revoked_at IS NULL";

/// What is sealed of a share. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
struct Kept {
    themes: BTreeSet<String>,
    sensitive: bool,
    partner: bool,
    agreed: String,
    code: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(super) struct ScopeRow {
    id: Uuid,
    content: Sealed,
}

#[derive(sqlx::FromRow)]
struct ShareRow {
    id: Uuid,
    content: Sealed,
    structure: Option<String>,
    agent_id: Uuid,
    agent_name: Sealed,
    #[sqlx(flatten)]
    key: Key,
    at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct ReceivedRow {
    id: Uuid,
    #[sqlx(flatten)]
    key: Key,
    identity: Option<Sealed>,
    structure: String,
    opened_on: NaiveDate,
    since: DateTime<Utc>,
}

impl Store {
    /// The shares of a bilan of the agent's structure that stand or whose code may still be typed, the last one first.
    pub async fn shares(
        &self,
        agent: &Agent,
        bilan: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Vec<Share>, StoreError> {
        const SQL: &str = "SELECT h.id, h.content, s.name AS structure, h.agent_id, a.name AS agent_name, h.at, h.expires_at,
                                  k.person_id, k.wrapped
                           FROM shares h
                           JOIN bilans b ON b.id = h.bilan_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           JOIN agents a ON a.id = h.agent_id
                           LEFT JOIN structures s ON s.id = h.to_structure_id
                           WHERE h.bilan_id = $1 AND b.structure_id = $2 AND h.revoked_at IS NULL
                             AND (h.to_structure_id IS NOT NULL OR h.expires_at > $3)
                           ORDER BY h.at DESC, h.id DESC";
        let rows: Vec<ShareRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(bilan)
            .bind(agent.structure())
            .bind(now)
            .fetch_all(pool)
            .await)?;
        rows.into_iter()
            .map(|row| {
                let vault = self.vault_of(&row.key)?;
                let kept: Kept = vault.open(CONTENT, row.id, &row.content)?;
                let waits = row.structure.is_none();
                Ok(Share {
                    id: row.id,
                    with: row.structure,
                    code: kept
                        .code
                        .clone()
                        .filter(|_| waits)
                        .map(|code| (code, row.expires_at)),
                    agreed: Agreed::parse(&kept.agreed)
                        .ok_or(StoreError::Unexpected("shares.content"))?,
                    scope: scope(kept),
                    at: row.at,
                    by: self
                        .vault
                        .open(agents::NAME, row.agent_id, &row.agent_name)?,
                })
            })
            .collect()
    }

    /// Shares a bilan of the agent's structure. `false` when there is no such real bilan, when the other structure is closed or
    /// one's own, or when no theme was chosen.
    pub async fn share(
        &self,
        agent: &Agent,
        bilan: Uuid,
        new: &NewShare,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "INSERT INTO shares
            (id, bilan_id, to_structure_id, code_index, content, agent_id, at, expires_at, taken_at)
            SELECT $1, b.id, $2, $3, $4, $5, $6, $7, $8 FROM bilans b
            WHERE b.id = $9 AND b.structure_id = $10 AND b.kind = 'real'
              AND ($11 OR EXISTS (SELECT 1 FROM structures s
                                  WHERE s.id = $2 AND s.closed_at IS NULL AND s.id <> b.structure_id))";
        if new.scope.themes.is_empty() {
            return Ok(false);
        }
        let id = Uuid::now_v7();
        let code = match new.to {
            Some(_) => None,
            None => Some(code::draw(&[4, 4])?),
        };
        let code_index = code.as_deref().map(|code| self.share_index(code));
        let details = json!({"share": id, "to": new.to, "themes": new.scope.themes, "agreed": new.agreed.word()});
        let kept = Kept {
            themes: new.scope.themes.clone(),
            sensitive: new.scope.sensitive,
            partner: new.scope.partner,
            agreed: new.agreed.word().to_owned(),
            code,
        };
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let held: Option<Key> = sqlx::query_as(HELD)
                .bind(bilan)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            let Some(key) = held else {
                return Ok(false);
            };
            let written = sqlx::query(SQL)
                .bind(id)
                .bind(new.to)
                .bind(code_index)
                .bind(self.vault_of(&key)?.seal(CONTENT, id, &kept)?)
                .bind(agent.id())
                .bind(now)
                .bind(now + TimeDelta::days(CODE_DAYS))
                .bind(new.to.map(|_| now))
                .bind(bilan)
                .bind(agent.structure())
                .bind(new.to.is_none())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if written > 0 {
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, bilan, Event::BilanShared, details, now)
                );
                tx.commit().await?;
            }
            written > 0
        }))
    }

    /// Takes a share back. `false` when the bilan is not of the agent's structure, or the share no longer stands.
    pub async fn revoke_share(
        &self,
        agent: &Agent,
        bilan: Uuid,
        share: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE shares SET revoked_at = $1
                           WHERE id = $2 AND bilan_id = $3 AND revoked_at IS NULL
                             AND EXISTS (SELECT 1 FROM bilans b WHERE b.id = $3 AND b.structure_id = $4)";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let revoked = sqlx::query(SQL)
                .bind(now)
                .bind(share)
                .bind(bilan)
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if revoked > 0 {
                let details = json!({ "share": share });
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, bilan, Event::ShareRevoked, details, now)
                );
                tx.commit().await?;
            }
            revoked > 0
        }))
    }

    /// Uses a sharing code for the agent's structure and says which bilan it opens. `None` when no code that may still be typed is
    /// this one, when the bilan is already theirs, or when no agreement lets them receive: of two people typing it at once, one
    /// takes it.
    pub async fn take_share(
        &self,
        agent: &Agent,
        typed: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError> {
        const SQL: &str = "UPDATE shares SET to_structure_id = $1, taken_at = $2
                           WHERE code_index = $3 AND to_structure_id IS NULL AND revoked_at IS NULL AND expires_at > $2
                             AND NOT EXISTS (SELECT 1 FROM bilans b
                                             WHERE b.id = shares.bilan_id AND b.structure_id = $1)
                           RETURNING bilan_id";
        if !agent.allowed().receive {
            return Err(StoreError::NoAgreement);
        }
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let bilan: Option<Uuid> = sqlx::query_scalar(SQL)
                .bind(agent.structure())
                .bind(now)
                .bind(self.share_index(typed))
                .fetch_optional(&mut *tx)
                .await?;
            if let Some(bilan) = bilan {
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, bilan, Event::ShareTaken, json!({}), now)
                );
                tx.commit().await?;
            }
            bilan
        }))
    }

    /// The bilans shared with the agent's structure, the last one first; none when no agreement lets it receive.
    pub async fn received(&self, agent: &Agent) -> Result<Vec<Received>, StoreError> {
        const SQL: &str = "SELECT b.id, k.person_id, k.wrapped, p.identity, s.name AS structure, b.opened_on, MIN(h.taken_at) AS since
                           FROM shares h
                           JOIN bilans b ON b.id = h.bilan_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           JOIN persons p ON p.id = b.person_id
                           JOIN structures s ON s.id = b.structure_id
                           WHERE h.to_structure_id = $1 AND h.revoked_at IS NULL AND b.structure_id <> $1
                           GROUP BY b.id, k.person_id, k.wrapped, p.identity, s.name, b.opened_on
                           ORDER BY since DESC, b.id DESC LIMIT 500";
        if !agent.allowed().receive {
            return Ok(Vec::new());
        }
        let rows: Vec<ReceivedRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.into_iter()
            .map(|row| {
                let vault = self.vault_of(&row.key)?;
                let identity = row
                    .identity
                    .map(|sealed| persons::open_identity(&vault, row.key.person_id, &sealed))
                    .transpose()?;
                Ok(Received {
                    bilan: row.id,
                    person: identity.map(|identity| identity.full()),
                    from: row.structure,
                    opened_on: row.opened_on,
                    since: row.since,
                })
            })
            .collect()
    }

    pub(super) fn share_index(&self, typed: &str) -> Vec<u8> {
        self.vault
            .index("shares.code", &[code::fold(typed).as_bytes()])
    }
}

/// What these shares of one bilan let know together.
pub(super) fn open_scopes(vault: &PersonVault<'_>, rows: &[ScopeRow]) -> Result<Scope, StoreError> {
    let mut whole = Scope::default();
    for row in rows {
        let kept: Kept = vault.open(CONTENT, row.id, &row.content)?;
        whole = whole.and(scope(kept));
    }
    Ok(whole)
}

fn scope(kept: Kept) -> Scope {
    Scope {
        themes: kept.themes,
        sensitive: kept.sensitive,
        partner: kept.partner,
    }
}
