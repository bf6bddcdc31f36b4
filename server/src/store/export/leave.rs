//! A structure leaves: everything of it is read at one moment, opened, and written line by line.

use std::io::Write;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    FORMAT, OFFERS, Progress, TABLES, TransferError,
    content::{Header, Pen},
    found::{FINDABLE, Known, known},
    history::{self, LineRow},
    id_of,
    named::{AGENTS, NEIGHBOURS, named, named_row},
    table::{Table, bind, rows_after},
};
use crate::store::{
    BeginRead as _, BeginWrite as _, Store,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
};

/// Rows read at a time.
const PAGE: i64 = 500;

/// What left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// How many rows of each table.
    pub rows: Vec<(&'static str, u64)>,
    /// How many agreements to be found left without the name and day they were given under: they will not arrive.
    pub untold: u64,
}

impl Store {
    /// Writes everything of a structure into `out`, open. The journal says that it left before anything does. Only the operator comes
    /// here.
    pub async fn export_structure(
        &self,
        structure: Uuid,
        out: &mut dyn Write,
        now: DateTime<Utc>,
        progress: Progress<'_>,
    ) -> Result<Exported, TransferError> {
        const NAME: &str = "SELECT name FROM structures WHERE id = $1";
        let name: Option<String> = on_pool!(self.pools, |pool| sqlx::query_scalar(NAME)
            .bind(structure)
            .fetch_optional(pool)
            .await)?;
        let name = name.ok_or(TransferError::NoStructure)?;
        self.check_chains(structure).await?;
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            write_journal!(
                self,
                tx,
                Entry {
                    at: now,
                    structure,
                    agent: None,
                    bilan: None,
                    event: Event::StructureExported,
                    details: json!({"format": FORMAT}),
                }
            );
            tx.commit().await?;
        });

        let mut rows = Vec::new();
        let mut untold = 0;
        on_pool!(self.pools, |pool| {
            let mut tx = pool.begin_read().await?;
            let lines: i64 = sqlx::query_scalar(history::COUNT)
                .bind(structure)
                .fetch_one(&mut *tx)
                .await?;
            let header = Header {
                format: FORMAT,
                program: env!("CARGO_PKG_VERSION").to_owned(),
                made_at: now,
                structure,
                name,
                journal: u64::try_from(lines).unwrap_or(0),
            };
            let mut pen = Pen::new(out, &header)?;

            let mut named = named!(tx, structure);
            let mut agents = Vec::new();
            for agent in &named.agents {
                if let Some(mut row) = named_row!(self, tx, AGENTS, agent) {
                    named.structures.extend(id_of(&row, "structure_id"));
                    if !named.members.contains(agent) {
                        row.insert("login".to_owned(), Value::Null);
                    }
                    agents.push(row);
                }
            }
            named.structures.remove(&structure);
            let mut neighbours = Vec::new();
            for neighbour in &named.structures {
                neighbours.extend(named_row!(self, tx, NEIGHBOURS, neighbour));
            }
            let known: Known = known!(self, tx, structure);

            for table in TABLES.into_iter().chain([OFFERS]) {
                let named = match table.name {
                    name if name == AGENTS.name => Some(&agents),
                    name if name == NEIGHBOURS.name => Some(&neighbours),
                    _ => None,
                };
                let mut count = 0;
                if let Some(named) = named {
                    for row in named {
                        pen.line(table.name, row)?;
                        count += 1;
                    }
                } else {
                    let mut after = Some(table.first());
                    while let Some(key) = after {
                        let page = rows_after!(self, tx, table, structure, key, PAGE, &known);
                        let full = page.len() as i64 == PAGE;
                        after = None;
                        for (key, row) in page {
                            untold += u64::from(is_untold(table, &row));
                            pen.line(table.name, &row)?;
                            count += 1;
                            after = key.filter(|_| full);
                        }
                        if count > 0 {
                            progress(table.name, count);
                        }
                    }
                }
                rows.push((table.name, count));
            }

            let mut count = 0;
            for (sql, first) in history::PARTS {
                let mut after = Some(first);
                while let Some(key) = after {
                    let query = sqlx::query_as::<_, LineRow>(sql).bind(structure);
                    let query = bind!(query, key.clone());
                    let page = query.bind(PAGE).fetch_all(&mut *tx).await?;
                    let full = page.len() as i64 == PAGE;
                    after = page.last().map(|row| row.key(&key)).filter(|_| full);
                    for row in page {
                        pen.line(history::NAME, &self.told_line(row, structure)?)?;
                        count += 1;
                    }
                    if count > 0 {
                        progress(history::NAME, count);
                    }
                }
            }
            rows.push((history::NAME, count));
            pen.end()?;
        });
        Ok(Exported { rows, untold })
    }

    /// Refuses when a chain some of whose lines leave is not what was written.
    async fn check_chains(&self, structure: Uuid) -> Result<(), TransferError> {
        let leave: Vec<Uuid> = on_pool!(self.pools, |pool| sqlx::query_scalar(history::CHAINS)
            .bind(structure)
            .fetch_all(pool)
            .await)?;
        let walk = self.verify_journal().await?;
        let mut chains = walk.chains.into_iter();
        match chains.find(|chain| chain.broken.is_some() && leave.contains(&chain.structure)) {
            None => Ok(()),
            Some(chain) => {
                let unknown = || chain.structure.to_string();
                Err(TransferError::Journal(chain.name.unwrap_or_else(unknown)))
            }
        }
    }
}

/// Whether a row is an agreement to be found whose name and day of birth are not known.
pub(super) fn is_untold(table: &Table, row: &super::table::Row) -> bool {
    table.name == FINDABLE.name && row.get("person_index").is_some_and(Value::is_null)
}
