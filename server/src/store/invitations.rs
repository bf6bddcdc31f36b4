//! Invitations: a code typed once by whoever joins a structure. It is found by its index and kept sealed, so that whoever invited
//! can say it again.

use app::structures::{
    INVITATION_DAYS, Invitation,
    roles::{Role, Roles},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Identity, NewAgent, Store, StoreError,
    agents::write_agent,
    code,
    journal::{Entry, Event, write_journal},
    memberships::{self, administers, looks_after},
    on_pool, on_writer, provider_identities,
};
use crate::{
    seal::{Place, Sealed},
    session::Agent,
};

const CONTENT: Place = Place {
    table: "invitations",
    column: "content",
};

/// What is sealed of an invitation. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    code: String,
}

/// Who joins.
#[derive(Clone, Debug)]
pub enum Joiner {
    /// Somebody new, with the account they choose; its role is the invitation's.
    New(NewAgent),
    /// The same, who comes in through the identity provider as this.
    Linked(NewAgent, Identity),
    /// An agent whose password was verified, or whom the identity provider brought.
    Known(Uuid),
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    content: Sealed,
    roles: String,
    expires_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Found {
    id: Uuid,
    structure_id: Uuid,
    roles: String,
    invited_by: Uuid,
}

impl Store {
    /// The name of the structure an invitation that may still be used leads to.
    pub async fn invited_to(
        &self,
        typed: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        const SQL: &str =
            "SELECT s.name FROM invitations i JOIN structures s ON s.id = i.structure_id
                           WHERE i.code_index = $1 AND i.ended_at IS NULL AND i.expires_at > $2";
        Ok(on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(self.invitation_index(typed))
            .bind(now)
            .fetch_optional(pool)
            .await)?)
    }

    /// Invites somebody to a structure the agent looks after. `false` when they do not, when the structure is closed, or when the
    /// roles are more than they may give: only an administrator makes one.
    pub async fn invite(
        &self,
        agent: &Agent,
        structure: Uuid,
        (name, roles): (&str, Roles),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "INSERT INTO invitations
            (id, structure_id, code_index, content, roles, invited_by, at, expires_at)
            SELECT $1, id, $2, $3, $4, $5, $6, $7 FROM structures WHERE id = $8 AND closed_at IS NULL";
        let raised = roles.has(Role::Administrator) && !administers(agent);
        if !looks_after(agent, structure) || raised || roles.is_empty() {
            return Ok(false);
        }
        let id = Uuid::now_v7();
        let kept = Kept {
            name: name.trim().to_owned(),
            code: code::draw(&[4, 4, 4])?,
        };
        let content = self.vault.seal(CONTENT, id, &kept)?;
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let written = sqlx::query(SQL)
                .bind(id)
                .bind(self.invitation_index(&kept.code))
                .bind(content)
                .bind(roles.words())
                .bind(agent.id())
                .bind(now)
                .bind(now + TimeDelta::days(INVITATION_DAYS))
                .bind(structure)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if written > 0 {
                let details =
                    json!({"invitation": id, "structure": structure, "roles": roles.words()});
                write_journal!(
                    self,
                    tx,
                    Entry::by(agent, Event::InvitationMade, details, now)
                );
                tx.commit().await?;
            }
            written > 0
        }))
    }

    /// The invitations to a structure that may still be used, the last one first; none for whoever does not look after it.
    pub async fn invitations(
        &self,
        agent: &Agent,
        structure: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Vec<Invitation>, StoreError> {
        const SQL: &str = "SELECT id, content, roles, expires_at FROM invitations
                           WHERE structure_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY at DESC, id DESC";
        if !looks_after(agent, structure) {
            return Ok(Vec::new());
        }
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(structure)
            .bind(now)
            .fetch_all(pool)
            .await)?;
        rows.into_iter()
            .map(|row| {
                let kept: Kept = self.vault.open(CONTENT, row.id, &row.content)?;
                Ok(Invitation {
                    id: row.id,
                    name: kept.name,
                    code: kept.code,
                    roles: memberships::roles(&row.roles)?,
                    expires_at: row.expires_at,
                })
            })
            .collect()
    }

    /// Takes an invitation back. `false` when there is none the agent could have made.
    pub async fn withdraw_invitation(
        &self,
        agent: &Agent,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const OF: &str = "SELECT structure_id FROM invitations WHERE id = $1 AND ended_at IS NULL";
        const SQL: &str = "UPDATE invitations SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let of: Option<Uuid> = sqlx::query_scalar(OF)
                .bind(id)
                .fetch_optional(&mut *tx)
                .await?;
            let ours = of.is_some_and(|structure| looks_after(agent, structure));
            if ours {
                sqlx::query(SQL)
                    .bind(now)
                    .bind(id)
                    .execute(&mut *tx)
                    .await?;
                write_journal!(
                    self,
                    tx,
                    Entry::by(
                        agent,
                        Event::InvitationWithdrawn,
                        json!({"invitation": id}),
                        now
                    )
                );
                tx.commit().await?;
            }
            ours
        }))
    }

    /// Uses an invitation and says who joined which structure. `None` when no invitation that may still be used has this code:
    /// of two people typing it at once, one joins; and nobody uses their own. [`StoreError::LoginTaken`] and
    /// [`StoreError::IdentityTaken`] leave the invitation as it was.
    pub async fn join(
        &self,
        typed: &str,
        joiner: &Joiner,
        now: DateTime<Utc>,
    ) -> Result<Option<(Uuid, Uuid)>, StoreError> {
        const USE: &str = "UPDATE invitations SET ended_at = $1
                           WHERE code_index = $2 AND ended_at IS NULL AND expires_at > $1
                             AND structure_id IN (SELECT id FROM structures WHERE closed_at IS NULL)
                           RETURNING id, structure_id, roles, invited_by";
        const STANDING: &str = "SELECT roles FROM memberships
                                WHERE agent_id = $1 AND structure_id = $2 AND ended_at IS NULL";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let found: Option<Found> = sqlx::query_as(USE)
                .bind(now)
                .bind(self.invitation_index(typed))
                .fetch_optional(&mut *tx)
                .await?;
            let Some(found) = found else {
                return Ok(None);
            };
            let given = memberships::roles(&found.roles)?;
            let (who, roles) = match joiner {
                Joiner::New(new) => {
                    let id = Uuid::now_v7();
                    if !write_agent!(self, tx, (id, new), (found.structure_id, given), now) {
                        return Err(StoreError::LoginTaken);
                    }
                    (id, given)
                }
                Joiner::Linked(new, identity) => {
                    let id = Uuid::now_v7();
                    if !write_agent!(self, tx, (id, new), (found.structure_id, given), now) {
                        return Err(StoreError::LoginTaken);
                    }
                    let linked = sqlx::query(provider_identities::INSERT)
                        .bind(id)
                        .bind(&identity.issuer)
                        .bind(self.subject_index(identity))
                        .bind(now)
                        .execute(&mut *tx)
                        .await?
                        .rows_affected();
                    if linked == 0 {
                        return Err(StoreError::IdentityTaken);
                    }
                    (id, given)
                }
                // Nobody gives themselves a role.
                Joiner::Known(id) if *id == found.invited_by => return Ok(None),
                // Whoever works there already keeps what they were.
                Joiner::Known(id) => {
                    let standing: Option<String> = sqlx::query_scalar(STANDING)
                        .bind(*id)
                        .bind(found.structure_id)
                        .fetch_optional(&mut *tx)
                        .await?;
                    let standing = standing
                        .map(|words| memberships::roles(&words))
                        .transpose()?;
                    let roles = given.and(standing.unwrap_or_default());
                    sqlx::query(memberships::INSERT)
                        .bind(*id)
                        .bind(found.structure_id)
                        .bind(roles.words())
                        .bind(now)
                        .execute(&mut *tx)
                        .await?;
                    (*id, roles)
                }
            };
            let through_provider = matches!(joiner, Joiner::Linked(..));
            let details = json!({"invitation": found.id, "roles": roles.words(), "through_provider": through_provider});
            write_journal!(
                self,
                tx,
                Entry::on_agent(found.structure_id, who, Event::Joined, details, now)
            );
            tx.commit().await?;
            Some((who, found.structure_id))
        }))
    }

    fn invitation_index(&self, typed: &str) -> Vec<u8> {
        self.vault
            .index("invitations.code", &[code::fold(typed).as_bytes()])
    }
}
