//! Structures: the offices that share one installation, and the agreements they work under. All of it is public and in clear.

use app::structures::{Agreement, Allowed, Kind, NewStructure, Structure};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, WriteOnce as _,
    journal::{Entry, Event, write_journal},
    memberships::administers,
    on_pool, on_writer,
    rooms::TAKE_TURN,
};
use crate::session::Agent;

pub(super) const INSERT: &str =
    "INSERT INTO structures (id, name, kind, contact, territory, created_at)
                                 VALUES ($1, $2, $3, $4, $5, $6)";

const HAND_BILANS: &str = "UPDATE bilans SET structure_id = $1 WHERE structure_id = $2";
const HAND_PERSONS: &str = "UPDATE persons SET structure_id = $1 WHERE structure_id = $2";
const HAND_SLOTS: &str = "UPDATE appointments SET structure_id = $1 WHERE structure_id = $2";
const HAND_CONTACTS: &str = "UPDATE contacts SET structure_id = $1 WHERE structure_id = $2";
// Whoever waits on both lists waits once.
const HAND_OFFERS: &str = "UPDATE offers SET structure_id = $1
                           WHERE structure_id = $2
                             AND NOT (state IN ('waiting', 'unreached')
                                      AND person_index IN (SELECT person_index FROM offers
                                                           WHERE structure_id = $1 AND state IN ('waiting', 'unreached')))";
// What was shared with it is followed by whoever takes over.
const HAND_SHARES: &str = "UPDATE shares SET to_structure_id = $1 WHERE to_structure_id = $2";
// So are the rights it followed there.
const HAND_FOLLOW_UPS: &str = "UPDATE follow_ups SET structure_id = $1 WHERE structure_id = $2";
// Who was sent to it is received by whoever takes over.
const HAND_ORIENTATIONS: &str =
    "UPDATE orientations SET to_structure_id = $1 WHERE to_structure_id = $2";
const END_MEMBERSHIPS: &str =
    "UPDATE memberships SET ended_at = $1 WHERE structure_id = $2 AND ended_at IS NULL";
const END_INVITATIONS: &str =
    "UPDATE invitations SET ended_at = $1 WHERE structure_id = $2 AND ended_at IS NULL";
const SIGN_OUT: &str = "DELETE FROM sessions WHERE structure_id = $1";

/// What goes to the structure that takes over. To add a table of files: its line here.
const HAND_OVER: [&str; 8] = [
    HAND_BILANS,
    HAND_PERSONS,
    HAND_SLOTS,
    HAND_SHARES,
    HAND_FOLLOW_UPS,
    HAND_ORIENTATIONS,
    HAND_CONTACTS,
    HAND_OFFERS,
];
/// What ends with a structure.
const END: [&str; 2] = [END_MEMBERSHIPS, END_INVITATIONS];

/// What an agreement in force on a day allows a structure; the last one that began says it.
pub(super) fn allowed(kind: Kind, in_force: Option<&str>) -> Allowed {
    if kind.needs_agreement() {
        in_force.map(Allowed::parse).unwrap_or_default()
    } else {
        Allowed::ALL
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    kind: String,
    contact: String,
    territory: String,
    closed_at: Option<DateTime<Utc>>,
    second_factor: bool,
    allows: Option<String>,
}

#[derive(sqlx::FromRow)]
struct AgreementRow {
    id: Uuid,
    since: NaiveDate,
    until: NaiveDate,
    allows: String,
}

/// What is known of a structure, as it is kept: its name, its kind, how it is reached, its communes.
type Known = (String, String, String, String);

/// The same, for the journal.
fn told((name, kind, contact, territory): &Known) -> Value {
    json!({"name": name, "kind": kind, "contact": contact, "territory": territory})
}

pub(super) fn kind(word: &str) -> Result<Kind, StoreError> {
    Kind::parse(word).ok_or(StoreError::Unexpected("structures.kind"))
}

impl Store {
    /// Every structure, by name, the closed ones last, with what each may do on `today`.
    pub async fn structures(&self, today: NaiveDate) -> Result<Vec<Structure>, StoreError> {
        const SQL: &str =
            "SELECT s.id, s.name, s.kind, s.contact, s.territory, s.closed_at, s.second_factor,
                                  (SELECT g.allows FROM agreements g
                                   WHERE g.structure_id = s.id AND g.since <= $1 AND g.until >= $1
                                   ORDER BY g.since DESC, g.id DESC LIMIT 1) AS allows
                           FROM structures s
                           ORDER BY CASE WHEN s.closed_at IS NULL THEN 0 ELSE 1 END, s.name, s.id";
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(today)
            .fetch_all(pool)
            .await)?;
        rows.into_iter()
            .map(|row| {
                let kind = kind(&row.kind)?;
                Ok(Structure {
                    id: row.id,
                    name: row.name,
                    kind,
                    contact: row.contact,
                    communes: row
                        .territory
                        .split_whitespace()
                        .map(str::to_owned)
                        .collect(),
                    closed_at: row.closed_at,
                    allowed: allowed(kind, row.allows.as_deref()),
                    second_factor: row.second_factor,
                })
            })
            .collect()
    }

    /// Adds a structure and returns its id. Only the operator and administrators come here.
    pub async fn add_structure(
        &self,
        new: &NewStructure,
        now: DateTime<Utc>,
    ) -> Result<Uuid, StoreError> {
        let id = Uuid::now_v7();
        on_writer!(self.pools, |writer| writer
            .write_once(
                sqlx::query(INSERT)
                    .bind(id)
                    .bind(new.name.trim())
                    .bind(new.kind.word())
                    .bind(new.contact.trim())
                    .bind(new.communes.join(" "))
                    .bind(now)
            )
            .await)?;
        Ok(id)
    }

    /// The same by an administrator, journaled; `None` for anybody else.
    pub async fn add_structure_as(
        &self,
        agent: &Agent,
        new: &NewStructure,
        now: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError> {
        if !administers(agent) {
            return Ok(None);
        }
        let id = Uuid::now_v7();
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(INSERT)
                .bind(id)
                .bind(new.name.trim())
                .bind(new.kind.word())
                .bind(new.contact.trim())
                .bind(new.communes.join(" "))
                .bind(now)
                .execute(&mut *tx)
                .await?;
            let details = json!({"structure": id});
            write_journal!(
                self,
                tx,
                Entry::by(agent, Event::StructureAdded, details, now)
            );
            tx.commit().await?;
            Some(id)
        }))
    }

    /// Changes what is known of a structure, journaled with what it was: its kind alone says whether it needs an agreement. `false` when
    /// there is none, or for whoever is not an administrator.
    pub async fn change_structure(
        &self,
        agent: &Agent,
        id: Uuid,
        new: &NewStructure,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const STANDS: &str = "SELECT name, kind, contact, territory FROM structures
                              WHERE id = $1 AND closed_at IS NULL";
        const SQL: &str = "UPDATE structures SET name = $1, kind = $2, contact = $3, territory = $4
                           WHERE id = $5 AND closed_at IS NULL";
        if !administers(agent) {
            return Ok(false);
        }
        let new: Known = (
            new.name.trim().to_owned(),
            new.kind.word().to_owned(),
            new.contact.trim().to_owned(),
            new.communes.join(" "),
        );
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(TAKE_TURN).bind(id).execute(&mut *tx).await?;
            let stood: Option<Known> = sqlx::query_as(STANDS)
                .bind(id)
                .fetch_optional(&mut *tx)
                .await?;
            let Some(stood) = stood else {
                return Ok(false);
            };
            if stood == new {
                return Ok(true);
            }
            sqlx::query(SQL)
                .bind(&new.0)
                .bind(&new.1)
                .bind(&new.2)
                .bind(&new.3)
                .bind(id)
                .execute(&mut *tx)
                .await?;
            let details = json!({"structure": id, "was": told(&stood), "is": told(&new)});
            write_journal!(
                self,
                tx,
                Entry::by(agent, Event::StructureCorrected, details, now)
            );
            tx.commit().await?;
            true
        }))
    }

    /// Asks everybody who works in a structure for a second factor, or no longer. `false` when there is no such open structure, or for
    /// whoever is not an administrator.
    pub async fn require_protection(
        &self,
        agent: &Agent,
        id: Uuid,
        required: bool,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str =
            "UPDATE structures SET second_factor = $1 WHERE id = $2 AND closed_at IS NULL";
        if !administers(agent) {
            return Ok(false);
        }
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let changed = sqlx::query(SQL)
                .bind(required)
                .bind(id)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if changed > 0 {
                let details = json!({"structure": id, "required": required});
                write_journal!(
                    self,
                    tx,
                    Entry::by(agent, Event::SecondFactorRequired, details, now)
                );
                tx.commit().await?;
            }
            changed > 0
        }))
    }

    /// The agreements of a structure, the last one first.
    pub async fn agreements(&self, structure: Uuid) -> Result<Vec<Agreement>, StoreError> {
        const SQL: &str = "SELECT id, since, until, allows FROM agreements
                           WHERE structure_id = $1 ORDER BY since DESC, id DESC";
        let rows: Vec<AgreementRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(structure)
            .fetch_all(pool)
            .await)?;
        Ok(rows
            .into_iter()
            .map(|row| Agreement {
                id: row.id,
                since: row.since,
                until: row.until,
                allowed: Allowed::parse(&row.allows),
            })
            .collect())
    }

    /// Adds an agreement from a day to a day. `false` when there is no such open structure, or for whoever is not an
    /// administrator.
    pub async fn add_agreement(
        &self,
        agent: &Agent,
        structure: Uuid,
        (since, until): (NaiveDate, NaiveDate),
        allowed: Allowed,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "INSERT INTO agreements (id, structure_id, since, until, allows)
                           SELECT $1, id, $2, $3, $4 FROM structures WHERE id = $5 AND closed_at IS NULL";
        if !administers(agent) {
            return Ok(false);
        }
        let id = Uuid::now_v7();
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let written = sqlx::query(SQL)
                .bind(id)
                .bind(since)
                .bind(until)
                .bind(allowed.words())
                .bind(structure)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if written > 0 {
                let details = json!({"structure": structure, "since": since, "until": until, "allows": allowed.words()});
                write_journal!(
                    self,
                    tx,
                    Entry::by(agent, Event::AgreementAdded, details, now)
                );
                tx.commit().await?;
            }
            written > 0
        }))
    }

    /// Ends an agreement on `today`: yesterday was its last day, or it never began. `false` when there is none in force or to
    /// come, or for whoever is not an administrator.
    pub async fn end_agreement(
        &self,
        agent: &Agent,
        id: Uuid,
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const END: &str =
            "UPDATE agreements SET until = $1 WHERE id = $2 AND since <= $1 AND until > $1";
        const TO_COME: &str = "DELETE FROM agreements WHERE id = $1 AND since > $2";
        if !administers(agent) {
            return Ok(false);
        }
        let yesterday = today.pred_opt().unwrap_or(today);
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let ended = sqlx::query(END)
                .bind(yesterday)
                .bind(id)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            let never_began = sqlx::query(TO_COME)
                .bind(id)
                .bind(yesterday)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            let done = ended + never_began > 0;
            if done {
                write_journal!(
                    self,
                    tx,
                    Entry::by(agent, Event::AgreementEnded, json!({"agreement": id}), now)
                );
                tx.commit().await?;
            }
            done
        }))
    }

    /// Closes a structure: its bilans, persons and slots go to another, whole, and its team leaves. Slots to come wait for
    /// another time in the other structure; invitations and agreements end. `false` when either is closed or unknown, when they
    /// are one, or for whoever is not an administrator elsewhere.
    pub async fn close_structure(
        &self,
        agent: &Agent,
        id: Uuid,
        to: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const CLOSE: &str = "UPDATE structures SET closed_at = $1, handed_to = $2
                             WHERE id = $3 AND closed_at IS NULL
                               AND EXISTS (SELECT 1 FROM structures WHERE id = $2 AND closed_at IS NULL)";
        const REBOOK: &str = "UPDATE appointments SET state = 'to_rebook' WHERE structure_id = $1 AND state = 'booked'";
        if !administers(agent) || id == to || id == agent.structure() {
            return Ok(false);
        }
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let closed = sqlx::query(CLOSE)
                .bind(now)
                .bind(to)
                .bind(id)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if closed == 0 {
                return Ok(false);
            }
            sqlx::query(REBOOK).bind(id).execute(&mut *tx).await?;
            for sql in HAND_OVER {
                sqlx::query(sql).bind(to).bind(id).execute(&mut *tx).await?;
            }
            for sql in END {
                sqlx::query(sql)
                    .bind(now)
                    .bind(id)
                    .execute(&mut *tx)
                    .await?;
            }
            sqlx::query(SIGN_OUT).bind(id).execute(&mut *tx).await?;
            write_journal!(
                self,
                tx,
                Entry::by(
                    agent,
                    Event::StructureClosed,
                    json!({"structure": id, "to": to}),
                    now
                )
            );
            tx.commit().await?;
            true
        }))
    }
}
