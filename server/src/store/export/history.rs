//! The lines of the journal: all those of the structure in the order of its chain, then those that others wrote about its bilans, which
//! the person may ask for. Where they arrive they are written as lines always are, each a new link, with the time and the id they had:
//! the chain proves from then on what the file said, and the file left only after the old chain was verified.
//!
//! A line that was emptied because somebody was erased arrives with nothing in it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{TransferError, table::Cell, vault::Keys};
use crate::{
    seal::Sealed,
    store::{
        Store,
        journal::{DETAILS, Line},
    },
};

/// The name of these lines in the file.
pub(super) const NAME: &str = "journal";

/// Which structures have lines that leave: their chains are verified.
pub(super) const CHAINS: &str = "SELECT DISTINCT structure_id FROM journal WHERE structure_id IS NOT NULL
     AND (structure_id = $1 OR bilan_id IN (SELECT id FROM bilans WHERE structure_id = $1 AND kind = 'real'))";
/// How many lines leave.
pub(super) const COUNT: &str = "SELECT COUNT(*) FROM journal
     WHERE structure_id = $1 OR bilan_id IN (SELECT id FROM bilans WHERE structure_id = $1 AND kind = 'real')";
/// Lines from before there were chains.
const OLDER: &str = "SELECT j.id, j.at, j.structure_id, j.agent_id, j.bilan_id, j.event, j.details, j.seq, b.person_id, k.wrapped
     FROM journal j LEFT JOIN bilans b ON b.id = j.bilan_id LEFT JOIN person_keys k ON k.person_id = b.person_id
     WHERE j.structure_id = $1 AND j.seq IS NULL AND j.id > $2 ORDER BY j.id LIMIT $3";
const CHAINED: &str = "SELECT j.id, j.at, j.structure_id, j.agent_id, j.bilan_id, j.event, j.details, j.seq, b.person_id, k.wrapped
     FROM journal j LEFT JOIN bilans b ON b.id = j.bilan_id LEFT JOIN person_keys k ON k.person_id = b.person_id
     WHERE j.structure_id = $1 AND j.seq > $2 ORDER BY j.seq LIMIT $3";
const ELSEWHERE: &str = "SELECT j.id, j.at, j.structure_id, j.agent_id, j.bilan_id, j.event, j.details, j.seq, b.person_id, k.wrapped
     FROM journal j JOIN bilans b ON b.id = j.bilan_id LEFT JOIN person_keys k ON k.person_id = b.person_id
     WHERE b.structure_id = $1 AND b.kind = 'real' AND (j.structure_id IS NULL OR j.structure_id <> $1)
       AND j.id > $2 ORDER BY j.id LIMIT $3";
/// The three, in the order of the file.
pub(super) const PARTS: [(&str, Cell); 3] = [
    (OLDER, Cell::Id(Some(Uuid::nil()))),
    (CHAINED, Cell::Number(Some(0))),
    (ELSEWHERE, Cell::Id(Some(Uuid::nil()))),
];
/// A line that is there already.
pub(super) const STANDING: &str = "SELECT j.id, j.at, j.structure_id, j.agent_id, j.bilan_id, j.event, j.details, j.seq, b.person_id, k.wrapped
     FROM journal j LEFT JOIN bilans b ON b.id = j.bilan_id LEFT JOIN person_keys k ON k.person_id = b.person_id
     WHERE j.id = $1";

#[derive(sqlx::FromRow)]
pub(super) struct LineRow {
    id: Uuid,
    at: DateTime<Utc>,
    structure_id: Option<Uuid>,
    agent_id: Option<Uuid>,
    bilan_id: Option<Uuid>,
    event: String,
    details: Sealed,
    seq: Option<i64>,
    person_id: Option<Uuid>,
    wrapped: Option<Sealed>,
}

impl LineRow {
    /// Where the next page begins, told as this one was.
    pub(super) fn key(&self, like: &Cell) -> Cell {
        match like {
            Cell::Number(_) => Cell::Number(self.seq),
            _ => Cell::Id(Some(self.id)),
        }
    }
}

/// A line as the file holds it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    pub(super) id: Uuid,
    pub(super) at: DateTime<Utc>,
    pub(super) structure_id: Uuid,
    pub(super) agent_id: Option<Uuid>,
    pub(super) bilan_id: Option<Uuid>,
    pub(super) event: String,
    pub(super) details: Value,
}

/// Writes a line that arrives in the open transaction `$tx`, about this person; `false` when it is there already.
macro_rules! arrive_line {
    ($arrival:expr, $tx:expr, $told:expr, $person:expr, $line:expr) => {{
        use crate::store::export::{TransferError, history};
        let (store, keys) = ($arrival.store, &$arrival.keys);
        let standing: Option<history::LineRow> = sqlx::query_as(history::STANDING)
            .bind($told.id)
            .fetch_optional(&mut *$tx)
            .await?;
        let standing = standing.map(|row| store.told_line(row, $arrival.structure));
        match standing.transpose()? {
            Some(standing) if standing == $told => false,
            Some(_) => {
                return Err(TransferError::Differs {
                    line: $line,
                    table: history::NAME,
                });
            }
            None => {
                let line = store.kept_line(keys, $told, $person)?;
                crate::store::journal::write_line!(store, $tx, line);
                true
            }
        }
    }};
}
pub(super) use arrive_line;

impl Store {
    /// A line as the file holds it; one from before structures were written is the structure's.
    pub(super) fn told_line(&self, row: LineRow, structure: Uuid) -> Result<Told, TransferError> {
        let at = (DETAILS, row.id);
        let keys: Keys = row.person_id.zip(row.wrapped).into_iter().collect();
        let details = self.open_details(&keys, row.person_id, at, &row.details)?;
        Ok(Told {
            id: row.id,
            at: row.at,
            structure_id: row.structure_id.unwrap_or(structure),
            agent_id: row.agent_id,
            bilan_id: row.bilan_id,
            event: row.event,
            details,
        })
    }

    /// A line that arrives, about this person, ready to be written.
    pub(super) fn kept_line(
        &self,
        keys: &Keys,
        told: Told,
        person: Option<Uuid>,
    ) -> Result<Line, TransferError> {
        let details = self.seal_arriving(keys, person, (DETAILS, told.id), &told.details)?;
        Ok(Line {
            id: told.id,
            at: told.at,
            structure: told.structure_id,
            agent: told.agent_id,
            bilan: told.bilan_id,
            word: told.event.into(),
            details,
        })
    }
}
