//! What is erased of a person, and how nothing of it stays in the files. One list serves trainings, what a person asked for, and
//! what was kept long enough.
//!
//! To add a table that points at bilans or persons: its line in [`ERASE`], rows that point at others first. A test fails while one
//! is missing.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Pools, Store, StoreError, appointments, bilans, code, person_keys::Key, persons};
use crate::{geography::plain, seal::Sealed};

/// What is erased of a person, of all their bilans. The lines of the journal stay, because its chain holds; what they were about
/// opens no more, for want of the person's key.
pub(super) const ERASE: [&str; 19] = [
    "DELETE FROM answers WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM form_keys WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM issued WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM follow_up_steps WHERE follow_up_id IN (SELECT f.id FROM follow_ups f JOIN bilans b ON b.id = f.bilan_id
                                                        WHERE b.person_id = $1)",
    "DELETE FROM follow_ups WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM note_versions WHERE note_id IN (SELECT n.id FROM notes n JOIN bilans b ON b.id = n.bilan_id WHERE b.person_id = $1)",
    "DELETE FROM notes WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM followers WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM orientation_steps WHERE orientation_id IN (SELECT o.id FROM orientations o JOIN bilans b ON b.id = o.bilan_id
                                                            WHERE b.person_id = $1)",
    "DELETE FROM orientations WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM mandates WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM shares WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM emergencies WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM erasures WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    // And wherever they were listed in the structure under the same name and day of birth.
    "DELETE FROM offers WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)
        OR person_index IN (SELECT o.person_index FROM offers o JOIN bilans b ON b.id = o.bilan_id
                            WHERE b.person_id = $1 AND b.structure_id = offers.structure_id)",
    "DELETE FROM findable WHERE person_id = $1",
    "DELETE FROM bilans WHERE person_id = $1",
    "DELETE FROM person_keys WHERE person_id = $1",
    "DELETE FROM persons WHERE id = $1",
];
/// Lines from before people had keys are under the ring: these are emptied. `$2` is the first byte of the others.
pub(super) const EMPTY: &str = "UPDATE journal SET details = SUBSTR(details, 1, 0)
     WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1) AND SUBSTR(details, 1, 1) <> $2";

/// Where a person is; their bilans are locked by `LOCK` first, so that nobody writes in them meanwhile.
pub(super) const LOCK: &str = "UPDATE bilans SET state = 'closed' WHERE person_id = $1";
pub(super) const PERSON: &str = "SELECT p.structure_id, p.identity, k.person_id, k.wrapped
     FROM persons p JOIN person_keys k ON k.person_id = p.id WHERE p.id = $1";
pub(super) const BILANS: &str = "SELECT b.id, b.opening, k.person_id, k.wrapped
     FROM bilans b JOIN person_keys k ON k.person_id = b.person_id
     WHERE b.person_id = $1 ORDER BY b.created_at, b.id";
pub(super) const SLOTS: &str = "SELECT id, details FROM appointments WHERE structure_id = $1";
pub(super) const UNNAME: &str = "UPDATE appointments SET details = $1 WHERE id = $2";

/// Where a person is, and who they are.
#[derive(sqlx::FromRow)]
pub(super) struct Person {
    pub(super) structure_id: Uuid,
    identity: Option<Sealed>,
    #[sqlx(flatten)]
    key: Key,
}

/// One of their bilans.
#[derive(sqlx::FromRow)]
pub(super) struct Opened {
    pub(super) id: Uuid,
    opening: Sealed,
    #[sqlx(flatten)]
    key: Key,
}

/// What a person is called here.
pub(super) struct Called {
    /// The words of their name, in any order.
    name: BTreeSet<String>,
    /// The codes of their bilans.
    codes: Vec<String>,
}

/// Takes away the rows of a person, and their key, in the open transaction `$tx`.
macro_rules! erase_rows {
    ($tx:expr, $person:expr) => {{
        sqlx::query(crate::store::erasure::EMPTY)
            .bind($person)
            .bind(vec![crate::seal::PERSONAL])
            .execute(&mut *$tx)
            .await?;
        for sql in crate::store::erasure::ERASE {
            sqlx::query(sql).bind($person).execute(&mut *$tx).await?;
        }
    }};
}
pub(super) use erase_rows;

/// Erases a person in the open transaction `$tx`, and journals it on each of their bilans. `$by` is the agent who decided, if it was
/// somebody.
macro_rules! erase_person {
    ($store:expr, $tx:expr, $person:expr, $by:expr, $details:expr, $now:expr) => {{
        use crate::store::erasure;
        sqlx::query(erasure::LOCK)
            .bind($person)
            .execute(&mut *$tx)
            .await?;
        let found: Option<erasure::Person> = sqlx::query_as(erasure::PERSON)
            .bind($person)
            .fetch_optional(&mut *$tx)
            .await?;
        if let Some(person) = found {
            let bilans: Vec<erasure::Opened> = sqlx::query_as(erasure::BILANS)
                .bind($person)
                .fetch_all(&mut *$tx)
                .await?;
            let called = $store.called(&person, &bilans)?;
            let slots: Vec<(uuid::Uuid, crate::seal::Sealed)> = sqlx::query_as(erasure::SLOTS)
                .bind(person.structure_id)
                .fetch_all(&mut *$tx)
                .await?;
            for (id, details) in &slots {
                if let Some(unnamed) = $store.unnamed(*id, details, &called)? {
                    sqlx::query(erasure::UNNAME)
                        .bind(unnamed)
                        .bind(id)
                        .execute(&mut *$tx)
                        .await?;
                }
            }
            erasure::erase_rows!($tx, $person);
            for bilan in bilans {
                crate::store::journal::write_journal!(
                    $store,
                    $tx,
                    crate::store::journal::Entry {
                        at: $now,
                        structure: person.structure_id,
                        agent: $by,
                        bilan: Some(bilan.id),
                        event: crate::store::journal::Event::PersonErased,
                        details: $details.clone(),
                    }
                );
            }
        }
    }};
}
pub(super) use erase_person;

fn words(text: &str) -> BTreeSet<String> {
    plain(text).split(' ').map(str::to_owned).collect()
}

impl Store {
    pub(super) fn called(&self, person: &Person, bilans: &[Opened]) -> Result<Called, StoreError> {
        let vault = self.vault_of(&person.key)?;
        let identity = person.identity.as_ref();
        let identity =
            identity.map(|sealed| persons::open_identity(&vault, person.key.person_id, sealed));
        let name = identity.transpose()?.map(|identity| identity.full());
        let codes = bilans
            .iter()
            .map(|bilan| Ok(code::fold(&self.reference_of(bilan)?)));
        Ok(Called {
            name: words(&name.unwrap_or_default()),
            codes: codes.collect::<Result<_, StoreError>>()?,
        })
    }

    /// The reference of one of their bilans.
    pub(super) fn reference_of(&self, bilan: &Opened) -> Result<String, StoreError> {
        bilans::open_reference(&self.vault_of(&bilan.key)?, bilan.id, &bilan.opening)
    }

    /// A slot without its name, when it was held for this person: their name in any order, or the code of one of their bilans.
    pub(super) fn unnamed(
        &self,
        id: Uuid,
        details: &Sealed,
        called: &Called,
    ) -> Result<Option<Sealed>, StoreError> {
        let kept: appointments::Kept = self.vault.open(appointments::DETAILS, id, details)?;
        let folded = code::fold(&kept.who);
        let named = called.name.len() > 1 && words(&kept.who) == called.name;
        if !named && !called.codes.iter().any(|code| folded.contains(code)) {
            return Ok(None);
        }
        let unnamed = appointments::Kept {
            who: "Nom effacé".to_owned(),
            ..kept
        };
        Ok(Some(self.vault.seal(
            appointments::DETAILS,
            id,
            &unnamed,
        )?))
    }

    /// Leaves nothing of what was erased in the files of SQLite. Pages that were cut in two keep a copy of what moved, which no
    /// later erasure overwrites: the file is written anew, then its log is emptied. It waits for whoever is reading; when that is
    /// too long it is left to the next time, and the log says so. PostgreSQL does this its own way (docs/personal-data.md).
    pub async fn sweep(&self) -> Result<(), StoreError> {
        // SQLite only
        const REWRITE: &str = "VACUUM";
        const EMPTY_LOG: &str = "PRAGMA wal_checkpoint(TRUNCATE)";
        if let Pools::Sqlite(file) = &self.pools {
            let mut one = file.writer.sit().await?;
            let rewritten = sqlx::query(REWRITE).execute(&mut *one).await;
            let (busy, ..): (i64, i64, i64) =
                sqlx::query_as(EMPTY_LOG).fetch_one(&mut *one).await?;
            one.rise();
            if busy != 0 || rewritten.is_err() {
                tracing::warn!(
                    "what was erased may still lie in the files of the database; run `bilan purge` when it is idle"
                );
            }
        }
        Ok(())
    }
}
