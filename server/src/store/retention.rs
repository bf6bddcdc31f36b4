//! How long people's data are kept: so many months after the last contact, as each structure has set it, then erased.

use app::erasure::{Due, MONTHS};
use chrono::{DateTime, Days, Months, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError,
    erasure::{self, erase_person},
    journal::{Entry, Event, write_journal},
    memberships::administers,
    on_pool, on_writer,
};
use crate::{clock::Clock, session::Agent};

/// Days ahead that « à effacer bientôt » looks.
const SOON_DAYS: u64 = 60;

/// The persons of a structure with whom there was no contact since an instant, and the last one. A contact is whatever was written of
/// them: answers, a copy, a right followed, an orientation, a note, a mandate, a share; reading is none. `$3` narrows it to one person.
const LAST: &str = "SELECT b.person_id, MAX(t.at) AS last_at
     FROM (SELECT id AS bilan_id, changed_at AS at FROM bilans
           UNION ALL SELECT bilan_id, at FROM issued
           UNION ALL SELECT bilan_id, at FROM follow_ups
           UNION ALL SELECT bilan_id, at FROM orientations
           UNION ALL SELECT bilan_id, at FROM notes
           UNION ALL SELECT bilan_id, at FROM mandates
           UNION ALL SELECT bilan_id, at FROM shares) t
     JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real' AND b.person_id = COALESCE($3, b.person_id)
     GROUP BY b.person_id HAVING MAX(t.at) < $2 ORDER BY last_at, b.person_id";
/// People who were listed and never met, and slots that are over.
const OLD_OFFERS: &str =
    "DELETE FROM offers WHERE structure_id = $1 AND listed_on < $2 AND bilan_id IS NULL";
const OLD_SLOTS: &str = "DELETE FROM appointments WHERE structure_id = $1 AND ends_at < $2";

/// What a structure keeps longer than it has set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// The structure.
    pub structure: Uuid,
    /// Its name.
    pub name: String,
    /// Months after the last contact.
    pub months: u32,
    /// How many persons.
    pub persons: usize,
    /// How many lines of the journal went with their time; none in a preview.
    pub journal_lines: u64,
}

#[derive(sqlx::FromRow)]
struct StructureRow {
    id: Uuid,
    name: String,
    retention_months: i64,
}

#[derive(sqlx::FromRow)]
struct LastRow {
    person_id: Uuid,
    last_at: DateTime<Utc>,
}

/// So many months before an instant.
pub(super) fn before(now: DateTime<Utc>, months: u32) -> DateTime<Utc> {
    now.checked_sub_months(Months::new(months)).unwrap_or(now)
}

impl Store {
    /// How many months a structure keeps what it knows of a person.
    pub async fn retention(&self, structure: Uuid) -> Result<Option<u32>, StoreError> {
        const SQL: &str = "SELECT retention_months FROM structures WHERE id = $1";
        let months: Option<i64> = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(structure)
            .fetch_optional(pool)
            .await)?;
        Ok(months.and_then(|months| months.try_into().ok()))
    }

    /// Sets it. `false` when there is no such open structure, when it is not a number of months that may be, or for whoever is not
    /// an administrator.
    pub async fn set_retention(
        &self,
        agent: &Agent,
        structure: Uuid,
        months: u32,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str =
            "UPDATE structures SET retention_months = $1 WHERE id = $2 AND closed_at IS NULL";
        if !administers(agent) || !MONTHS.contains(&months) {
            return Ok(false);
        }
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let set = sqlx::query(SQL)
                .bind(i64::from(months))
                .bind(structure)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if set > 0 {
                let details = json!({"structure": structure, "months": months});
                write_journal!(
                    self,
                    tx,
                    Entry::by(agent, Event::RetentionSet, details, now)
                );
                tx.commit().await?;
            }
            set > 0
        }))
    }

    /// How many persons each structure keeps longer than it has set; those that keep none apart. Only the operator comes here.
    pub async fn overdue(&self, now: DateTime<Utc>) -> Result<Vec<Overdue>, StoreError> {
        const SQL: &str = "SELECT id, name, retention_months FROM structures ORDER BY name, id";
        let structures: Vec<StructureRow> =
            on_pool!(self.pools, |pool| sqlx::query_as(SQL).fetch_all(pool).await)?;
        let mut all = Vec::new();
        for row in structures {
            let months = row
                .retention_months
                .try_into()
                .map_err(|_| StoreError::Unexpected("structures.retention_months"))?;
            let persons = self.without_contact(row.id, before(now, months)).await?;
            all.push(Overdue {
                structure: row.id,
                name: row.name,
                months,
                persons: persons.len(),
                journal_lines: 0,
            });
        }
        Ok(all)
    }

    /// Erases whoever is kept longer than their structure has set, with the people it listed and never met, the slots that are
    /// over, and the lines of the journal whose time is over; then leaves nothing of it in the files. Says what was erased. Only the operator comes here.
    pub async fn purge(&self, now: DateTime<Utc>) -> Result<Vec<Overdue>, StoreError> {
        let mut done = self.overdue(now).await?;
        for one in &mut done {
            let since = before(now, one.months);
            let details = json!({"because": "retention", "months": one.months});
            one.persons = 0;
            for person in self.without_contact(one.structure, since).await? {
                on_writer!(self.pools, |writer| {
                    let mut tx = writer.begin_write().await?;
                    // Somebody may have written of them since they were listed.
                    sqlx::query(erasure::LOCK)
                        .bind(person.person_id)
                        .execute(&mut *tx)
                        .await?;
                    let still: Option<LastRow> = sqlx::query_as(LAST)
                        .bind(one.structure)
                        .bind(since)
                        .bind(person.person_id)
                        .fetch_optional(&mut *tx)
                        .await?;
                    if still.is_some() {
                        erase_person!(self, tx, person.person_id, None, details, now);
                        tx.commit().await?;
                        one.persons += 1;
                    }
                });
            }
            self.purge_lists(one, since, now).await?;
            one.journal_lines = self.shorten_journal(one.structure, now).await?;
        }
        self.sweep().await?;
        Ok(done)
    }

    /// The same for what is of nobody's bilan, told in one line of the journal.
    async fn purge_lists(
        &self,
        of: &Overdue,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let offers = sqlx::query(OLD_OFFERS)
                .bind(of.structure)
                .bind(Clock::paris(since).date())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            let slots = sqlx::query(OLD_SLOTS)
                .bind(of.structure)
                .bind(since)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if offers + slots > 0 {
                let entry = Entry {
                    at: now,
                    structure: of.structure,
                    agent: None,
                    bilan: None,
                    event: Event::ListsPurged,
                    details: json!({"months": of.months, "offers": offers, "slots": slots}),
                };
                write_journal!(self, tx, entry);
                tx.commit().await?;
            }
        });
        Ok(())
    }

    /// Who of the agent's structure will be erased in the next days if nobody meets them, the first one first: references only.
    pub async fn due_soon(
        &self,
        agent: &Agent,
        now: DateTime<Utc>,
    ) -> Result<Vec<Due>, StoreError> {
        let months = self.retention(agent.structure()).await?;
        let months = months.ok_or(StoreError::Unexpected("structures.retention_months"))?;
        let since = before(now, months) + Days::new(SOON_DAYS);
        let mut due = Vec::new();
        for person in self.without_contact(agent.structure(), since).await? {
            let bilans: Vec<erasure::Opened> =
                on_pool!(self.pools, |pool| sqlx::query_as(erasure::BILANS)
                    .bind(person.person_id)
                    .fetch_all(pool)
                    .await)?;
            let references = bilans.iter().map(|bilan| self.reference_of(bilan));
            let last = Clock::paris(person.last_at).date();
            due.push(Due {
                references: references.collect::<Result<_, _>>()?,
                on: last.checked_add_months(Months::new(months)).unwrap_or(last),
            });
        }
        Ok(due)
    }

    async fn without_contact(
        &self,
        structure: Uuid,
        since: DateTime<Utc>,
    ) -> Result<Vec<LastRow>, StoreError> {
        Ok(on_pool!(self.pools, |pool| sqlx::query_as(LAST)
            .bind(structure)
            .bind(since)
            .bind(None::<Uuid>)
            .fetch_all(pool)
            .await)?)
    }
}
