//! The directory: structures and services of the territory, in clear because all of it is public.
//!
//! It belongs to no office: every agent reads the whole of it. What is written by hand takes the agent who writes it, kept with it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
};
use crate::{
    directory::record::{Service, Structure},
    seal::Sealed,
    session::Agent,
};

const KEEP_STRUCTURE: &str =
    "INSERT INTO directory_structures (id, producer, name, updated_on, description, link, siret, town, postcode, insee, address, address_more, longitude, latitude, phone, email, website, hours, networks, organisation, absent_since, seen)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
     ON CONFLICT (id) DO UPDATE SET producer = excluded.producer, name = excluded.name, updated_on = excluded.updated_on, description = excluded.description, link = excluded.link, siret = excluded.siret, town = excluded.town, postcode = excluded.postcode, insee = excluded.insee, address = excluded.address, address_more = excluded.address_more, longitude = excluded.longitude, latitude = excluded.latitude, phone = excluded.phone, email = excluded.email, website = excluded.website, hours = excluded.hours, networks = excluded.networks, absent_since = excluded.absent_since, seen = excluded.seen";
const KEEP_SERVICE: &str =
    "INSERT INTO directory_services (id, structure_id, producer, name, description, updated_on, kind, topics, publics, fees, conditions, insee, longitude, latitude, phone, hours, welcomes, reached_by, zones, absent_since, seen)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
     ON CONFLICT (id) DO UPDATE SET structure_id = excluded.structure_id, producer = excluded.producer, name = excluded.name, description = excluded.description, updated_on = excluded.updated_on, kind = excluded.kind, topics = excluded.topics, publics = excluded.publics, fees = excluded.fees, conditions = excluded.conditions, insee = excluded.insee, longitude = excluded.longitude, latitude = excluded.latitude, phone = excluded.phone, hours = excluded.hours, welcomes = excluded.welcomes, reached_by = excluded.reached_by, zones = excluded.zones, absent_since = excluded.absent_since, seen = excluded.seen";
const CHANGED: &str = "UPDATE directory_state SET revision = revision + 1 WHERE id = 1";

/// Writes one structure of an import in the open transaction.
macro_rules! write_structure {
    ($tx:ident, $row:ident, $import:ident) => {
        sqlx::query(KEEP_STRUCTURE)
            .bind(&$row.id)
            .bind(&$row.producer)
            .bind(&$row.name)
            .bind($row.updated_on)
            .bind(&$row.description)
            .bind(&$row.link)
            .bind(&$row.siret)
            .bind(&$row.town)
            .bind(&$row.postcode)
            .bind(&$row.insee)
            .bind(&$row.address)
            .bind(&$row.address_more)
            .bind($row.longitude)
            .bind($row.latitude)
            .bind(&$row.phone)
            .bind(&$row.email)
            .bind(&$row.website)
            .bind(&$row.hours)
            .bind(&$row.networks)
            .bind(&$row.organisation)
            .bind($row.absent_since)
            .bind($import)
            .execute(&mut *$tx)
            .await?;
    };
}

/// Writes one service of an import in the open transaction.
macro_rules! write_service {
    ($tx:ident, $row:ident, $import:ident) => {
        sqlx::query(KEEP_SERVICE)
            .bind(&$row.id)
            .bind(&$row.structure_id)
            .bind(&$row.producer)
            .bind(&$row.name)
            .bind(&$row.description)
            .bind($row.updated_on)
            .bind(&$row.kind)
            .bind(&$row.topics)
            .bind(&$row.publics)
            .bind(&$row.fees)
            .bind(&$row.conditions)
            .bind(&$row.insee)
            .bind($row.longitude)
            .bind($row.latitude)
            .bind(&$row.phone)
            .bind(&$row.hours)
            .bind(&$row.welcomes)
            .bind(&$row.reached_by)
            .bind(&$row.zones)
            .bind($row.absent_since)
            .bind($import)
            .execute(&mut *$tx)
            .await?;
    };
}

/// One field corrected by hand.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CorrectionRow {
    /// Of which structure.
    pub structure_id: String,
    /// Which field.
    pub field: String,
    /// What it is; `None` when there is none.
    pub value: Option<String>,
    /// What the import said at that moment.
    pub imported: Option<String>,
    /// Who corrected it.
    pub agent_id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// Everything the index is made of.
pub type Everything = (Vec<Structure>, Vec<Service>, Vec<CorrectionRow>);

/// Which of the two tables a file fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Structures.
    Structures,
    /// Services.
    Services,
}

impl Store {
    /// The number that grows with each change of the directory.
    pub async fn directory_revision(&self) -> Result<i64, StoreError> {
        const SQL: &str = "SELECT revision FROM directory_state WHERE id = 1";
        Ok(on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .fetch_one(pool)
            .await)?)
    }

    /// The whole directory without its long texts.
    pub async fn directory(&self) -> Result<Everything, StoreError> {
        const STRUCTURES: &str = "SELECT id, producer, name, updated_on, CAST(NULL AS TEXT) AS description, link, siret, town, postcode, insee, address, address_more, longitude, latitude, phone, email, website, hours, networks, organisation, absent_since
             FROM directory_structures ORDER BY id";
        const SERVICES: &str = "SELECT id, structure_id, producer, name, CAST(NULL AS TEXT) AS description, updated_on, kind, topics, publics, fees, CAST(NULL AS TEXT) AS conditions, insee, longitude, latitude, phone, hours, welcomes, reached_by, zones, absent_since
             FROM directory_services ORDER BY id";
        const CORRECTIONS: &str = "SELECT structure_id, field, value, imported, agent_id, at
             FROM directory_corrections ORDER BY structure_id, field";
        Ok(on_pool!(self.pools, |pool| (
            sqlx::query_as(STRUCTURES).fetch_all(pool).await?,
            sqlx::query_as(SERVICES).fetch_all(pool).await?,
            sqlx::query_as(CORRECTIONS).fetch_all(pool).await?,
        )))
    }

    /// One structure as it was imported or added, whole.
    pub async fn directory_structure(&self, id: &str) -> Result<Option<Structure>, StoreError> {
        const SQL: &str = "SELECT id, producer, name, updated_on, description, link, siret, town, postcode, insee, address, address_more, longitude, latitude, phone, email, website, hours, networks, organisation, absent_since
             FROM directory_structures WHERE id = $1";
        Ok(on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(id)
            .fetch_optional(pool)
            .await)?)
    }

    /// What a structure does, whole.
    pub async fn directory_services_of(&self, structure: &str) -> Result<Vec<Service>, StoreError> {
        const SQL: &str = "SELECT id, structure_id, producer, name, description, updated_on, kind, topics, publics, fees, conditions, insee, longitude, latitude, phone, hours, welcomes, reached_by, zones, absent_since
             FROM directory_services WHERE structure_id = $1 ORDER BY name, id";
        Ok(on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(structure)
            .fetch_all(pool)
            .await)?)
    }

    /// What was corrected of a structure, with the name of who did.
    pub async fn directory_corrections_of(
        &self,
        structure: &str,
    ) -> Result<Vec<(CorrectionRow, Option<String>)>, StoreError> {
        #[derive(sqlx::FromRow)]
        struct Row {
            #[sqlx(flatten)]
            correction: CorrectionRow,
            agent_name: Option<Sealed>,
        }
        const SQL: &str =
            "SELECT c.structure_id, c.field, c.value, c.imported, c.agent_id, c.at, a.name AS agent_name
             FROM directory_corrections c LEFT JOIN agents a ON a.id = c.agent_id
             WHERE c.structure_id = $1 ORDER BY c.field";
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(structure)
            .fetch_all(pool)
            .await)?;
        rows.into_iter()
            .map(
                |Row {
                     correction,
                     agent_name,
                 }| {
                    let id = correction.agent_id;
                    let name = agent_name
                        .map(|name| self.vault.open(agents::NAME, id, &name))
                        .transpose()?;
                    Ok((correction, name))
                },
            )
            .collect()
    }

    /// Writes structures of a file: those known by their id are replaced. What was corrected by hand is not touched.
    pub async fn keep_structures(
        &self,
        structures: &[Structure],
        import: Uuid,
    ) -> Result<(), StoreError> {
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            for structure in structures {
                write_structure!(tx, structure, import);
            }
            tx.commit().await?;
        });
        Ok(())
    }

    /// Writes services of a file: those known by their id are replaced.
    pub async fn keep_services(
        &self,
        services: &[Service],
        import: Uuid,
    ) -> Result<(), StoreError> {
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            for service in services {
                write_service!(tx, service, import);
            }
            tx.commit().await?;
        });
        Ok(())
    }

    /// Says that a file still holds lines it could not renew: they were refused, they are not absent.
    pub async fn still_given(
        &self,
        table: Table,
        ids: &[String],
        import: Uuid,
    ) -> Result<(), StoreError> {
        const STRUCTURE: &str = "UPDATE directory_structures SET seen = $1 WHERE id = $2";
        const SERVICE: &str = "UPDATE directory_services SET seen = $1 WHERE id = $2";
        let sql = match table {
            Table::Structures => STRUCTURE,
            Table::Services => SERVICE,
        };
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            for id in ids {
                sqlx::query(sql)
                    .bind(import)
                    .bind(id)
                    .execute(&mut *tx)
                    .await?;
            }
            tx.commit().await?;
        });
        Ok(())
    }

    /// Ends the import of a whole file: what its sources gave before and give no longer is marked absent, and nothing is
    /// deleted. Returns how many lines became absent.
    pub async fn end_import(
        &self,
        table: Table,
        import: Uuid,
        sources: &[String],
        today: NaiveDate,
    ) -> Result<u64, StoreError> {
        const STRUCTURES: &str = "UPDATE directory_structures SET absent_since = $1
             WHERE producer = $2 AND seen <> $3 AND absent_since IS NULL";
        const SERVICES: &str = "UPDATE directory_services SET absent_since = $1
             WHERE producer = $2 AND seen <> $3 AND absent_since IS NULL";
        let sql = match table {
            Table::Structures => STRUCTURES,
            Table::Services => SERVICES,
        };
        Ok(on_writer!(self.pools, |writer| {
            let mut absent = 0;
            let mut tx = writer.begin_write().await?;
            for source in sources {
                absent += sqlx::query(sql)
                    .bind(today)
                    .bind(source)
                    .bind(import)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
            }
            sqlx::query(CHANGED).execute(&mut *tx).await?;
            tx.commit().await?;
            absent
        }))
    }

    /// Adds a structure by hand, with the one service that says for whom it is.
    pub async fn add_to_directory(
        &self,
        agent: &Agent,
        structure: &Structure,
        service: Option<&Service>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let import = Uuid::now_v7();
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            write_structure!(tx, structure, import);
            if let Some(service) = service {
                write_service!(tx, service, import);
            }
            sqlx::query(CHANGED).execute(&mut *tx).await?;
            let details = json!({ "structure": structure.id });
            write_journal!(
                self,
                tx,
                Entry::on_agent(
                    agent.structure(),
                    agent.id(),
                    Event::DirectoryAdded,
                    details,
                    now
                )
            );
            tx.commit().await?;
        });
        Ok(())
    }

    /// Keeps what an administrator knows better of a structure; a field with `None` for a correction is left to the import
    /// again. `false` when there is no such structure.
    pub async fn correct_directory(
        &self,
        agent: &Agent,
        structure: &str,
        fields: &[(&'static str, Option<Correction>)],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const THERE: &str = "SELECT id FROM directory_structures WHERE id = $1";
        const KEEP: &str =
            "INSERT INTO directory_corrections (structure_id, field, value, imported, agent_id, at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (structure_id, field) DO UPDATE SET value = excluded.value,
             imported = excluded.imported, agent_id = excluded.agent_id, at = excluded.at";
        const LEAVE: &str =
            "DELETE FROM directory_corrections WHERE structure_id = $1 AND field = $2";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let there: Option<String> = sqlx::query_scalar(THERE)
                .bind(structure)
                .fetch_optional(&mut *tx)
                .await?;
            if there.is_none() {
                return Ok(false);
            }
            for (field, correction) in fields {
                if let Some(correction) = correction {
                    sqlx::query(KEEP)
                        .bind(structure)
                        .bind(*field)
                        .bind(&correction.value)
                        .bind(&correction.imported)
                        .bind(agent.id())
                        .bind(now)
                        .execute(&mut *tx)
                        .await?;
                } else {
                    sqlx::query(LEAVE)
                        .bind(structure)
                        .bind(*field)
                        .execute(&mut *tx)
                        .await?;
                }
            }
            sqlx::query(CHANGED).execute(&mut *tx).await?;
            let named: Vec<&str> = fields.iter().map(|(field, _)| *field).collect();
            let details = json!({ "structure": structure, "fields": named });
            write_journal!(
                self,
                tx,
                Entry::on_agent(
                    agent.structure(),
                    agent.id(),
                    Event::DirectoryCorrected,
                    details,
                    now
                )
            );
            tx.commit().await?;
            true
        }))
    }
}

/// One field, corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What it is; `None` when there is none.
    pub value: Option<String>,
    /// What the import says at this moment.
    pub imported: Option<String>,
}
