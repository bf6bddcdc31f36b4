//! A structure arrives: every line of the file in one transaction, all or nothing.
//!
//! What a row points at must be in the file, before it: a file about one structure writes nothing in another. A row that is there
//! already is left; one that is there with another content refuses the whole.

use std::{
    collections::{BTreeMap, HashMap},
    io::BufRead,
};

use chrono::{DateTime, Utc};
use serde::Deserialize as _;
use serde_json::{Value, json};
use sqlx::error::ErrorKind;
use uuid::Uuid;

use super::{
    Progress, TABLES, TransferError,
    content::{END, Lines},
    found::Known,
    history::{self, Told, arrive_line},
    id_of,
    leave::is_untold,
    named::{AGENTS, NEIGHBOURS, settle_login},
    of_line,
    office::STRUCTURES,
    older::Older,
    people::{BILANS, PERSONS},
    table::{Kind, Row, Table, bind, rows_after},
    table_named,
    vault::{self, Keys},
};
use crate::store::{
    BeginWrite as _, Store,
    journal::{Entry, Event, write_journal},
    on_writer,
    person_keys::{self, Key},
};

/// Lines between two words of progress.
const EVERY: u64 = 1000;

/// What arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The name of the structure.
    pub name: String,
    /// When the file was made.
    pub made_at: DateTime<Utc>,
    /// How many rows of each table were written.
    pub rows: BTreeMap<&'static str, u64>,
    /// How many were there already.
    pub known: u64,
    /// The logins of the agents who arrived, none of whom has a password yet.
    pub logins: Vec<String>,
    /// Those whose login was somebody else's here: what it was, what it is now.
    pub renamed: Vec<(String, String)>,
    /// How many agreements to be found did not arrive.
    pub untold: u64,
}

impl Imported {
    /// An agent who arrived: the login of the file, the one they have here.
    fn arrived(&mut self, was: Option<String>, is: Option<&Value>) {
        if let (Some(was), Some(is)) = (was, is.and_then(Value::as_str)) {
            self.logins.push(is.to_owned());
            if was != is {
                self.renamed.push((was, is.to_owned()));
            }
        }
    }
}

/// A structure on its way in.
pub(super) struct Arrival<'a> {
    pub(super) store: &'a Store,
    pub(super) structure: Uuid,
    /// The hash of a password nobody knows.
    pub(super) password: String,
    /// What came so far and others may point at, by table: with each, whose it is.
    seen: HashMap<&'static str, HashMap<Uuid, Option<Uuid>>>,
    /// The keys of those who arrived: drawn here, or there already.
    pub(super) keys: Keys,
}

impl Arrival<'_> {
    /// Whose a row is. `None` when it points at what is not in the file.
    fn owner(&self, table: &Table, row: &Row) -> Option<Option<Uuid>> {
        let id = id_of(row, "id");
        if table.name == STRUCTURES.name && id != Some(self.structure) {
            return None;
        }
        let mut owner = id.filter(|_| table.name == PERSONS.name);
        for (column, kind) in table.columns {
            if let Kind::Parent(of) = kind
                && let Some(parent) = id_of(row, column)
            {
                owner = owner.or(*self.seen.get(of)?.get(&parent)?);
            }
        }
        Some(owner)
    }

    fn remember(&mut self, table: &Table, row: &Row, owner: Option<Uuid>) {
        let name = if table.name == NEIGHBOURS.name {
            STRUCTURES.name
        } else {
            table.name
        };
        let mut columns = TABLES.iter().flat_map(|table| table.columns);
        let pointed = columns.any(|(_, kind)| matches!(kind, Kind::Parent(of) if *of == name));
        if pointed && let Some(id) = id_of(row, "id") {
            self.seen.entry(name).or_default().insert(id, owner);
        }
    }

    /// Whose a line of the journal is. `None` when it is neither of the structure nor about one of its bilans.
    fn owner_of_line(&self, told: &Told) -> Option<Option<Uuid>> {
        let bilans = self.seen.get(BILANS.name);
        let bilan = told.bilan_id.and_then(|id| bilans?.get(&id));
        match bilan {
            Some(owner) => Some(*owner),
            None => (told.structure_id == self.structure).then_some(None),
        }
    }
}

impl Store {
    /// Brings a structure in from the text [`Store::export_structure`] wrote. `password` is the hash its agents get: of a password that
    /// nobody knows. Only the operator comes here.
    pub async fn import_structure(
        &self,
        input: &mut dyn BufRead,
        password: &str,
        now: DateTime<Utc>,
        progress: Progress<'_>,
    ) -> Result<Imported, TransferError> {
        let (mut lines, header) = Lines::new(input)?;
        let mut arrival = Arrival {
            store: self,
            structure: header.structure,
            password: password.to_owned(),
            seen: HashMap::new(),
            keys: Keys::new(),
        };
        let mut done = Imported {
            name: header.name.clone(),
            made_at: header.made_at,
            ..Imported::default()
        };
        let mut older = Older::new(header.format);
        let (mut told_of, mut history) = (false, 0);
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            loop {
                let (name, value) = lines.next()?.ok_or(TransferError::NotWhole)?;
                let line = lines.number;
                if !told_of && (name == history::NAME || name == END) {
                    told_of = true;
                    let day = header.made_at.date_naive();
                    write_journal!(
                        self,
                        tx,
                        Entry {
                            at: now,
                            structure: header.structure,
                            agent: None,
                            bilan: None,
                            event: Event::StructureImported,
                            details: json!({"made_on": day, "lines": header.journal}),
                        }
                    );
                }
                if name == END {
                    lines.ends(value)?;
                    break;
                }
                if name == history::NAME {
                    history += 1;
                    let table = history::NAME;
                    let told = Told::deserialize(value).map_err(|_| of_line(line, table))?;
                    let owner = arrival.owner_of_line(&told);
                    let owner = owner.ok_or(TransferError::Stranger { line, table })?;
                    if arrive_line!(arrival, tx, told, owner, line) {
                        *done.rows.entry(table).or_default() += 1;
                    } else {
                        done.known += 1;
                    }
                    if line.is_multiple_of(EVERY) {
                        progress(table, history);
                    }
                    continue;
                }

                let Some(table) = table_named(&name) else {
                    let table = name.chars().take(40).collect();
                    return Err(TransferError::Table { line, table });
                };
                let Value::Object(mut row) = value else {
                    return Err(of_line(line, table.name));
                };
                older.complete(table, &mut row);
                if is_untold(table, &row) {
                    done.untold += 1;
                    continue;
                }
                let owner = arrival.owner(table, &row);
                let owner = owner.ok_or(TransferError::Stranger {
                    line,
                    table: table.name,
                })?;
                let login = row.get("login").and_then(Value::as_str).map(str::to_owned);
                if table.name == AGENTS.name {
                    settle_login!(self, tx, row);
                }
                let arrives = id_of(&row, "id").filter(|_| table.name == PERSONS.name);
                if let Some(person) = arrives {
                    let standing: Option<Key> = sqlx::query_as(vault::KEY)
                        .bind(person)
                        .fetch_optional(&mut *tx)
                        .await?;
                    let key = standing.map_or_else(|| self.draw_key(person), Ok)?;
                    arrival.keys.insert(person, key.wrapped);
                }
                let person = owner.filter(|_| table.of_person);
                let cells = arrival.kept(table, &row, person)?;
                let cells = cells.ok_or(of_line(line, table.name))?;
                let key = cells.first().map(|key| key.before());
                let mut query = sqlx::query(table.insert);
                for cell in cells {
                    query = bind!(query, cell);
                }
                let written = query.execute(&mut *tx).await;
                let written = written.map_err(|error| refused(error, line, table.name))?;
                if written.rows_affected() > 0 {
                    if let Some(wrapped) = arrives.and_then(|person| arrival.keys.get(&person)) {
                        sqlx::query(person_keys::INSERT)
                            .bind(arrives)
                            .bind(wrapped)
                            .execute(&mut *tx)
                            .await?;
                    }
                    *done.rows.entry(table.name).or_default() += 1;
                    if table.name == AGENTS.name {
                        done.arrived(login, row.get("login"));
                    }
                } else {
                    if !table.stands {
                        let key = key.ok_or(of_line(line, table.name))?;
                        let structure = header.structure;
                        let known = Known {
                            keys: arrival.keys.clone(),
                            ..Known::default()
                        };
                        let found = rows_after!(self, tx, table, structure, key, 1_i64, &known);
                        if found.first().is_none_or(|(_, standing)| *standing != row) {
                            return Err(TransferError::Differs {
                                line,
                                table: table.name,
                            });
                        }
                    }
                    done.known += 1;
                }
                arrival.remember(table, &row, owner);
                if line.is_multiple_of(EVERY) {
                    let so_far = done.rows.get(table.name);
                    progress(table.name, so_far.copied().unwrap_or(0));
                }
            }
            let structures = arrival.seen.get(STRUCTURES.name);
            let whole = structures.is_some_and(|seen| seen.contains_key(&header.structure));
            if !whole || history != header.journal {
                return Err(TransferError::NotWhole);
            }
            tx.commit().await?;
        });
        Ok(done)
    }
}

/// What the database refuses because of the row is the fault of the file.
fn refused(error: sqlx::Error, line: u64, table: &'static str) -> TransferError {
    let of_the_row = error.as_database_error().is_some_and(|said| {
        // PostgreSQL 22: a value it can not hold.
        said.kind() != ErrorKind::Other || said.code().is_some_and(|code| code.starts_with("22"))
    });
    if of_the_row {
        TransferError::Refused { line, table }
    } else {
        error.into()
    }
}
