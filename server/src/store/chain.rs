//! The chain of the journal: each line holds a keyed digest of itself and of the line before it in its structure, so that a line that
//! was changed, taken away or slipped in shows. The key is the one of the sealed columns: whoever has the database alone can not make
//! a link.
//!
//! What it does not show: somebody who puts a whole older copy of the database back, or who takes the last lines away together with
//! the head of their chain. Against that, the numbers `bilan journal verify` prints are noted elsewhere.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Store, StoreError, journal, journal::Event, on_pool, person_keys::Key};
use crate::seal::Sealed;

/// The next number of a chain and the last link, with the key of the person of a bilan if it is still there. The row stays locked until
/// the transaction ends, so that two writers of one structure follow one another; those of two structures do not wait. Writing the line
/// says what the last link is: a trigger of the journal does it.
pub(super) const NEXT: &str = "INSERT INTO chains (structure_id, seq, link) VALUES ($1, 1, $2)
     ON CONFLICT (structure_id) DO UPDATE SET seq = chains.seq + 1
     RETURNING seq, link,
               (SELECT b.person_id FROM bilans b WHERE b.id = $3) AS person_id,
               (SELECT k.wrapped FROM person_keys k JOIN bilans b ON b.person_id = k.person_id WHERE b.id = $3) AS wrapped";

/// Lines read at a time.
const PAGE: i64 = 1000;

/// Where a chain is: the number of the line about to be written, and the link before it.
#[derive(sqlx::FromRow)]
pub(super) struct Head {
    pub(super) seq: i64,
    pub(super) link: Vec<u8>,
    person_id: Option<Uuid>,
    wrapped: Option<Sealed>,
}

impl Head {
    /// The key of the person the line is about; none when they were erased.
    pub(super) fn key(&self) -> Option<Key> {
        let (person_id, wrapped) = (self.person_id?, self.wrapped.clone()?);
        Some(Key { person_id, wrapped })
    }
}

/// What was found of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Every chain.
    pub chains: Vec<Chain>,
    /// Lines written before there were chains: nothing proves them.
    pub older: i64,
}

/// One structure's part of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The structure.
    pub structure: Uuid,
    /// Its name; none for a structure that is not there.
    pub name: Option<String>,
    /// How many lines were ever written in it.
    pub lines: i64,
    /// The last link, to be noted elsewhere.
    pub head: Vec<u8>,
    /// The first line that is not as it was written.
    pub broken: Option<Broken>,
}

/// A line that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Its number in the chain.
    pub seq: i64,
    /// When it says it was written, if it is there.
    pub at: Option<DateTime<Utc>>,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What may be wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No line has this number.
    #[error("it is missing")]
    Missing,
    /// It, or the one before it, is not what was written.
    #[error("its content, or the line before it, was altered")]
    Altered,
    /// Its details are not what was written.
    #[error("its details were altered")]
    Details,
    /// Its details are gone and nobody was erased.
    #[error("its details were emptied, and no erasure says why")]
    Emptied,
    /// Its number is not of its chain.
    #[error("it stands outside its chain")]
    Outside,
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    structure_id: Uuid,
    name: Option<String>,
    seq: i64,
    link: Vec<u8>,
    from_seq: i64,
    from_link: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    agent_id: Option<Uuid>,
    bilan_id: Option<Uuid>,
    event: String,
    details: Sealed,
    seq: i64,
    digest: Vec<u8>,
    link: Vec<u8>,
}

/// What a link holds together.
struct Content<'a> {
    structure: Uuid,
    seq: i64,
    id: Uuid,
    at: DateTime<Utc>,
    agent: Option<Uuid>,
    bilan: Option<Uuid>,
    event: &'a str,
    digest: &'a [u8],
}

impl Store {
    /// The digest of a line's details, and its link after the last one.
    pub(super) fn link(&self, line: &journal::Line, head: &Head) -> (Vec<u8>, Vec<u8>) {
        let digest = self.digest(line.id, &line.details);
        let link = self.link_of(
            &Content {
                structure: line.structure,
                seq: head.seq,
                id: line.id,
                at: line.at,
                agent: line.agent,
                bilan: line.bilan,
                event: &line.word,
                digest: &digest,
            },
            &head.link,
        );
        (digest, link)
    }

    fn digest(&self, id: Uuid, details: &Sealed) -> Vec<u8> {
        self.vault
            .index("journal.details", &[id.as_bytes(), details.bytes()])
    }

    fn link_of(&self, line: &Content<'_>, before: &[u8]) -> Vec<u8> {
        let bytes = |id: Option<Uuid>| id.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
        self.vault.index(
            "journal.link",
            &[
                before,
                line.structure.as_bytes(),
                &line.seq.to_be_bytes(),
                line.id.as_bytes(),
                // Both databases keep microseconds at least.
                &line.at.timestamp_micros().to_be_bytes(),
                &bytes(line.agent),
                &bytes(line.bilan),
                line.event.as_bytes(),
                line.digest,
            ],
        )
    }

    /// Walks every chain of the journal and says, for each, the first line that is not as it was written. Only the operator comes
    /// here.
    pub async fn verify_journal(&self) -> Result<Walk, StoreError> {
        const HEADS: &str = "SELECT c.structure_id, s.name, c.seq, c.link, c.from_seq, c.from_link
                             FROM chains c LEFT JOIN structures s ON s.id = c.structure_id
                             ORDER BY s.name, c.structure_id";
        const OLDER: &str = "SELECT COUNT(*) FROM journal WHERE seq IS NULL";
        const ERASED: &str = "SELECT DISTINCT bilan_id FROM journal WHERE event IN ($1, $2) AND bilan_id IS NOT NULL";
        const STRAY: &str = "SELECT j.structure_id, MIN(j.seq) FROM journal j
                             LEFT JOIN chains c ON c.structure_id = j.structure_id
                             WHERE j.seq IS NOT NULL AND j.structure_id IS NOT NULL
                               AND (c.structure_id IS NULL OR j.seq > c.seq OR j.seq <= c.from_seq)
                             GROUP BY j.structure_id ORDER BY j.structure_id";
        // Heads first: a line written meanwhile comes after them.
        let heads: Vec<HeadRow> = on_pool!(self.pools, |pool| sqlx::query_as(HEADS)
            .fetch_all(pool)
            .await)?;
        let older: i64 = on_pool!(self.pools, |pool| sqlx::query_scalar(OLDER)
            .fetch_one(pool)
            .await)?;
        let erased: Vec<Uuid> = on_pool!(self.pools, |pool| sqlx::query_scalar(ERASED)
            .bind(Event::PersonErased.word())
            .bind(Event::TrainingErased.word())
            .fetch_all(pool)
            .await)?;
        let erased: BTreeSet<Uuid> = erased.into_iter().collect();
        let stray: Vec<(Uuid, i64)> = on_pool!(self.pools, |pool| sqlx::query_as(STRAY)
            .fetch_all(pool)
            .await)?;
        let mut chains = Vec::new();
        for head in heads {
            let broken = match self.unannounced(&head).await? {
                Some(broken) => Some(broken),
                None => self.walk(&head, &erased).await?,
            };
            chains.push(Chain {
                structure: head.structure_id,
                name: head.name,
                lines: head.seq,
                head: head.link,
                broken,
            });
        }
        for (structure, seq) in stray {
            let broken = Some(Broken {
                seq,
                at: None,
                fault: Fault::Outside,
            });
            match chains.iter_mut().find(|chain| chain.structure == structure) {
                Some(chain) => chain.broken = chain.broken.take().or(broken),
                None => chains.push(Chain {
                    structure,
                    name: None,
                    lines: 0,
                    head: Vec::new(),
                    broken,
                }),
            }
        }
        Ok(Walk { chains, older })
    }

    /// A beginning that no line of the chain announces: the lines before it did not go with their time.
    async fn unannounced(&self, head: &HeadRow) -> Result<Option<Broken>, StoreError> {
        if head.from_seq == 0 {
            return Ok(None);
        }
        let announced = self.journal_starts_after(head.structure_id).await?;
        Ok((announced != Some(head.from_seq)).then_some(Broken {
            seq: head.from_seq,
            at: None,
            fault: Fault::Missing,
        }))
    }

    /// The first line of a chain that is not as it was written.
    async fn walk(
        &self,
        head: &HeadRow,
        erased: &BTreeSet<Uuid>,
    ) -> Result<Option<Broken>, StoreError> {
        const SQL: &str = "SELECT id, at, agent_id, bilan_id, event, details, seq, digest, link FROM journal
                           WHERE structure_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4";
        let (mut done, mut before) = (head.from_seq, head.from_link.clone());
        while done < head.seq {
            let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
                .bind(head.structure_id)
                .bind(done)
                .bind(head.seq)
                .bind(PAGE)
                .fetch_all(pool)
                .await)?;
            if rows.is_empty() {
                return Ok(Some(Broken {
                    seq: done + 1,
                    at: None,
                    fault: Fault::Missing,
                }));
            }
            for row in rows {
                if let Some(fault) = self.fault(&row, head.structure_id, done, &before, erased) {
                    let missing = fault == Fault::Missing;
                    return Ok(Some(Broken {
                        seq: done + 1,
                        at: (!missing).then_some(row.at),
                        fault,
                    }));
                }
                (done, before) = (row.seq, row.link);
            }
        }
        // The head itself may have been moved back, or on.
        Ok((before != head.link).then_some(Broken {
            seq: head.seq,
            at: None,
            fault: Fault::Altered,
        }))
    }

    fn fault(
        &self,
        row: &Row,
        structure: Uuid,
        done: i64,
        before: &[u8],
        erased: &BTreeSet<Uuid>,
    ) -> Option<Fault> {
        let content = Content {
            structure,
            seq: row.seq,
            id: row.id,
            at: row.at,
            agent: row.agent_id,
            bilan: row.bilan_id,
            event: &row.event,
            digest: &row.digest,
        };
        if row.seq != done + 1 {
            Some(Fault::Missing)
        } else if self.link_of(&content, before) != row.link {
            Some(Fault::Altered)
        } else if row.details.is_empty() {
            let told = row.bilan_id.is_some_and(|bilan| erased.contains(&bilan));
            (!told).then_some(Fault::Emptied)
        } else {
            (self.digest(row.id, &row.details) != row.digest).then_some(Fault::Details)
        }
    }
}
