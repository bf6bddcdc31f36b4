//! Agents: who holds the interviews. Login, name and password hash are sealed; the login is found by its index.

use app::structures::{Kind, roles::Roles};
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError,
    journal::{Entry, Event, write_journal},
    memberships, on_pool, on_writer,
    second_factors::END_PENDING,
    structures,
};
use crate::{
    seal::{Place, Sealed},
    session::Agent,
};

pub(super) const LOGIN: Place = Place {
    table: "agents",
    column: "login",
};
pub(super) const NAME: Place = Place {
    table: "agents",
    column: "name",
};
pub(super) const PASSWORD: Place = Place {
    table: "agents",
    column: "password",
};

pub(super) const INSERT: &str = "INSERT INTO agents
    (id, structure_id, login_index, login, name, password, must_change, created_at, has_password)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (login_index) DO NOTHING";

/// An agent about to be added.
#[derive(Clone, Debug)]
pub struct NewAgent {
    /// What they type to sign in. Case and surrounding spaces do not count.
    pub login: String,
    /// The name shown.
    pub name: String,
    /// The argon2id hash, as a PHC string; empty for whoever comes in through the identity provider alone.
    pub password_hash: String,
    /// The password was chosen by somebody else and must be changed at first sign-in.
    pub must_change: bool,
}

/// One line of `bilan agent list`: an agent in a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentLine {
    /// What they type to sign in.
    pub login: String,
    /// The name shown.
    pub name: String,
    /// As what.
    pub roles: Roles,
    /// Where they work.
    pub structure: String,
}

/// What sign-in compares.
#[derive(Clone)]
pub struct Credentials {
    /// Whose.
    pub agent: Uuid,
    /// Where their account was made.
    pub structure: Uuid,
    /// What they type to sign in.
    pub login: String,
    /// The argon2id hash, as a PHC string; empty when there is no password.
    pub password_hash: String,
}

#[derive(sqlx::FromRow)]
struct CredentialsRow {
    id: Uuid,
    structure_id: Uuid,
    login: Sealed,
    password: Sealed,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: Uuid,
    login: Sealed,
    name: Sealed,
    roles: String,
    structure: String,
}

/// Writes an account, and what it is in a structure, in the open transaction `$tx`; `false` when the login is taken.
macro_rules! write_agent {
    ($store:expr, $tx:expr, ($id:expr, $agent:expr), ($structure:expr, $roles:expr), $now:expr) => {{
        let sealed = $store.seal_agent($id, $agent)?;
        let written = sqlx::query(crate::store::agents::INSERT)
            .bind($id)
            .bind($structure)
            .bind($store.login_index(&$agent.login))
            .bind(sealed.login)
            .bind(sealed.name)
            .bind(sealed.password)
            .bind($agent.must_change)
            .bind($now)
            .bind(!$agent.password_hash.is_empty())
            .execute(&mut *$tx)
            .await?
            .rows_affected();
        if written > 0 {
            sqlx::query(crate::store::memberships::INSERT)
                .bind($id)
                .bind($structure)
                .bind($roles.words())
                .bind($now)
                .execute(&mut *$tx)
                .await?;
        }
        written > 0
    }};
}
pub(super) use write_agent;

impl Store {
    /// Makes the first structure with its first agent, who is everything in it, both or neither. `false` when that login exists already,
    /// for instance because another process started at the same moment.
    pub async fn found(
        &self,
        structure: &str,
        agent: &NewAgent,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let structure_id = Uuid::now_v7();
        let id = Uuid::now_v7();
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(structures::INSERT)
                .bind(structure_id)
                .bind(structure)
                .bind(Kind::Departement.word())
                .bind("")
                .bind("")
                .bind(now)
                .execute(&mut *tx)
                .await?;
            let roles = Roles::all();
            if !write_agent!(self, tx, (id, agent), (structure_id, roles), now) {
                tx.rollback().await?;
                return Ok(false);
            }
            write_journal!(
                self,
                tx,
                Entry::on_agent(
                    structure_id,
                    id,
                    Event::AgentAdded,
                    json!({"roles": roles.words()}),
                    now
                )
            );
            tx.commit().await?;
        });
        Ok(true)
    }

    /// Adds an agent to a structure and returns their id.
    pub async fn add_agent(
        &self,
        structure: Uuid,
        roles: Roles,
        agent: &NewAgent,
        now: DateTime<Utc>,
    ) -> Result<Uuid, StoreError> {
        let id = Uuid::now_v7();
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            if !write_agent!(self, tx, (id, agent), (structure, roles), now) {
                return Err(StoreError::LoginTaken);
            }
            write_journal!(
                self,
                tx,
                Entry::on_agent(
                    structure,
                    id,
                    Event::AgentAdded,
                    json!({"roles": roles.words()}),
                    now
                )
            );
            tx.commit().await?;
        });
        Ok(id)
    }

    /// Whether anybody can sign in at all.
    pub async fn has_agents(&self) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT COUNT(*) FROM agents";
        let count: i64 = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .fetch_one(pool)
            .await)?;
        Ok(count > 0)
    }

    /// Every agent of every structure, for the operator.
    pub async fn agents(&self) -> Result<Vec<AgentLine>, StoreError> {
        const SQL: &str = "SELECT a.id, a.login, a.name, m.roles, s.name AS structure
                           FROM agents a
                           JOIN memberships m ON m.agent_id = a.id AND m.ended_at IS NULL
                           JOIN structures s ON s.id = m.structure_id ORDER BY s.name, a.created_at, a.id";
        let rows: Vec<LineRow> =
            on_pool!(self.pools, |pool| sqlx::query_as(SQL).fetch_all(pool).await)?;
        rows.into_iter()
            .map(|row| {
                Ok(AgentLine {
                    login: self.vault.open(LOGIN, row.id, &row.login)?,
                    name: self.vault.open(NAME, row.id, &row.name)?,
                    roles: memberships::roles(&row.roles)?,
                    structure: row.structure,
                })
            })
            .collect()
    }

    /// The credentials of a login, if it exists. Hashing is left to the caller, when no connection is held any more.
    pub async fn credentials(&self, login: &str) -> Result<Option<Credentials>, StoreError> {
        const SQL: &str =
            "SELECT id, structure_id, login, password FROM agents WHERE login_index = $1";
        let row: Option<CredentialsRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(self.login_index(login))
            .fetch_optional(pool)
            .await)?;
        row.map(|row| self.open_credentials(row)).transpose()
    }

    /// The credentials of the agent who is signed in, to check the old password before a change.
    pub async fn own_credentials(&self, agent: &Agent) -> Result<Option<Credentials>, StoreError> {
        const SQL: &str = "SELECT id, structure_id, login, password FROM agents WHERE id = $1";
        let row: Option<CredentialsRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.id())
            .fetch_optional(pool)
            .await)?;
        row.map(|row| self.open_credentials(row)).transpose()
    }

    /// Replaces a password and ends every session of its owner, those that wait for a code too.
    pub async fn set_password(
        &self,
        who: &Credentials,
        password_hash: &str,
        must_change: bool,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const SQL: &str =
            "UPDATE agents SET password = $1, must_change = $2, has_password = $4 WHERE id = $3";
        const END_SESSIONS: &str = "DELETE FROM sessions WHERE agent_id = $1";
        let sealed = self.vault.seal(PASSWORD, who.agent, &password_hash)?;
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(SQL)
                .bind(sealed)
                .bind(must_change)
                .bind(who.agent)
                .bind(true)
                .execute(&mut *tx)
                .await?;
            for sql in [END_SESSIONS, END_PENDING] {
                sqlx::query(sql).bind(who.agent).execute(&mut *tx).await?;
            }
            write_journal!(
                self,
                tx,
                Entry::on_agent(
                    who.structure,
                    who.agent,
                    Event::PasswordChanged,
                    json!({"by_operator": must_change}),
                    now
                )
            );
            tx.commit().await?;
        });
        Ok(())
    }

    pub(super) fn login_index(&self, login: &str) -> Vec<u8> {
        self.vault.index("agents.login", &[fold(login).as_bytes()])
    }

    fn open_credentials(&self, row: CredentialsRow) -> Result<Credentials, StoreError> {
        let password_hash = self.vault.open(PASSWORD, row.id, &row.password)?;
        Ok(Credentials {
            agent: row.id,
            structure: row.structure_id,
            login: self.vault.open(LOGIN, row.id, &row.login)?,
            password_hash,
        })
    }

    pub(super) fn seal_agent(&self, id: Uuid, agent: &NewAgent) -> Result<SealedAgent, StoreError> {
        Ok(SealedAgent {
            login: self.vault.seal(LOGIN, id, &agent.login.trim())?,
            name: self.vault.seal(NAME, id, &agent.name.trim())?,
            password: self.vault.seal(PASSWORD, id, &agent.password_hash)?,
        })
    }
}

pub(super) struct SealedAgent {
    pub(super) login: Sealed,
    pub(super) name: Sealed,
    pub(super) password: Sealed,
}

/// Logins differ neither by case nor by surrounding spaces.
pub(super) fn fold(login: &str) -> String {
    login.trim().to_lowercase()
}
