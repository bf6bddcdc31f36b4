//! What is told of a table that leaves, and how its cells are read, told and bound.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{TransferError, arrive::Arrival, found::Known};
use crate::{
    seal::{Place, Sealed},
    store::Store,
};

/// A row as the file holds it: by the names of its columns.
pub(super) type Row = Map<String, Value>;

/// One table. Its rows are read by `select` in the order of their first column: those of the structure `$1` whose first column comes
/// after `$2`, `$3` at most; when it is `of_person`, a last column says whose.
pub(super) struct Table {
    /// Its name, in the file and in the database.
    pub(super) name: &'static str,
    pub(super) select: &'static str,
    pub(super) insert: &'static str,
    /// Every column, in the order of `insert`; `select` has those that are read.
    pub(super) columns: &'static [(&'static str, Kind)],
    /// Whether what it seals is a person's.
    pub(super) of_person: bool,
    /// Whether a row that is already where the file arrives stays as it is, whatever the file says.
    pub(super) stands: bool,
}

/// What a column holds, and how it travels. Any may be empty: the database says which may not.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// An identifier.
    Id,
    /// The id of a row of another table, which must be in the file.
    Parent(&'static str),
    /// The structure the file is about: said once, in its first line.
    Structure,
    Day,
    Time,
    Flag,
    Number,
    Text,
    /// A sealed value, opened in the file.
    Sealed,
    /// The index of somebody who agreed to be found; the file holds under which name and day of birth.
    Found,
    /// Nothing of it is in the file: made from the row that arrives.
    Made(fn(&Arrival<'_>, &Row) -> Option<Cell>),
}

impl Kind {
    fn is_read(self) -> bool {
        !matches!(self, Self::Structure | Self::Made(_))
    }
}

/// One value of the database.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Id(Option<Uuid>),
    Day(Option<NaiveDate>),
    Time(Option<DateTime<Utc>>),
    Flag(Option<bool>),
    Number(Option<i64>),
    Text(Option<String>),
    Sealed(Option<Sealed>),
    Index(Option<Vec<u8>>),
}

impl Cell {
    /// What comes just before this key, so that the row itself is the first one after.
    pub(super) fn before(&self) -> Self {
        match self {
            Self::Id(Some(id)) => Self::Id(Some(Uuid::from_u128(id.as_u128().saturating_sub(1)))),
            Self::Day(Some(day)) => Self::Day(day.pred_opt()),
            other => other.clone(),
        }
    }
}

impl Table {
    /// The columns that are read and that the file holds.
    pub(super) fn read(&self) -> impl Iterator<Item = (&'static str, Kind)> {
        self.columns
            .iter()
            .copied()
            .filter(|(_, kind)| kind.is_read())
    }

    /// What comes before every key.
    pub(super) fn first(&self) -> Cell {
        match self.read().next() {
            Some((_, Kind::Day)) => Cell::Day(Some(NaiveDate::default())),
            _ => Cell::Id(Some(Uuid::nil())),
        }
    }

    fn place(&self, column: &'static str) -> Place {
        Place {
            table: self.name,
            column,
        }
    }
}

/// Reads one row of `$table` as its cells, and whose they are.
macro_rules! cells {
    ($row:expr, $table:expr) => {{
        use crate::store::export::table::{Cell, Kind};
        use sqlx::Row as _;
        let mut cells = Vec::new();
        for (place, (_, kind)) in $table.read().enumerate() {
            cells.push(match kind {
                Kind::Day => Cell::Day($row.try_get(place)?),
                Kind::Time => Cell::Time($row.try_get(place)?),
                Kind::Flag => Cell::Flag($row.try_get(place)?),
                Kind::Number => Cell::Number($row.try_get(place)?),
                Kind::Text => Cell::Text($row.try_get(place)?),
                Kind::Sealed => Cell::Sealed($row.try_get(place)?),
                Kind::Found => Cell::Index($row.try_get(place)?),
                Kind::Id | Kind::Parent(_) | Kind::Structure | Kind::Made(_) => {
                    Cell::Id($row.try_get(place)?)
                }
            });
        }
        let person: Option<uuid::Uuid> = if $table.of_person {
            $row.try_get(cells.len())?
        } else {
            None
        };
        (cells, person)
    }};
}
pub(super) use cells;

/// Binds one cell.
macro_rules! bind {
    ($query:expr, $cell:expr) => {{
        use crate::store::export::table::Cell;
        match $cell {
            Cell::Id(value) => $query.bind(value),
            Cell::Day(value) => $query.bind(value),
            Cell::Time(value) => $query.bind(value),
            Cell::Flag(value) => $query.bind(value),
            Cell::Number(value) => $query.bind(value),
            Cell::Text(value) => $query.bind(value),
            Cell::Sealed(value) => $query.bind(value),
            Cell::Index(value) => $query.bind(value),
        }
    }};
}
pub(super) use bind;

/// The rows of `$table` after a key, `$limit` at most, in the open transaction `$tx`: each with its key.
macro_rules! rows_after {
    ($store:expr, $tx:expr, $table:expr, $structure:expr, $after:expr, $limit:expr, $known:expr) => {{
        use crate::store::export::table::{bind, cells};
        let query = sqlx::query($table.select).bind($structure);
        let query = bind!(query, $after);
        let found = query.bind($limit).fetch_all(&mut *$tx).await?;
        let mut rows = Vec::new();
        for row in &found {
            let (cells, person) = cells!(row, $table);
            let key = cells.first().cloned();
            rows.push((key, $store.told($table, cells, person, $known)?));
        }
        rows
    }};
}
pub(super) use rows_after;

impl Store {
    /// A row as the file holds it.
    pub(super) fn told(
        &self,
        table: &Table,
        cells: Vec<Cell>,
        person: Option<Uuid>,
        known: &Known,
    ) -> Result<Row, TransferError> {
        let id = match cells.first() {
            Some(Cell::Id(Some(id))) => *id,
            _ => Uuid::nil(),
        };
        let mut row = Row::new();
        for ((column, _), cell) in table.read().zip(cells) {
            let value = match cell {
                Cell::Id(value) => json(&value),
                Cell::Day(value) => json(&value),
                Cell::Time(value) => json(&value),
                Cell::Flag(value) => json(&value),
                Cell::Number(value) => json(&value),
                Cell::Text(value) => json(&value),
                Cell::Index(index) => index
                    .and_then(|index| known.agreed.get(&index).cloned())
                    .unwrap_or_default(),
                Cell::Sealed(None) => Value::Null,
                Cell::Sealed(Some(sealed)) => {
                    self.open_leaving(&known.keys, person, (table.place(column), id), &sealed)?
                }
            };
            row.insert(column.to_owned(), value);
        }
        Ok(row)
    }
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// A value of this type, or none; `None` when it is of another.
fn typed<T: DeserializeOwned>(value: &Value) -> Option<Option<T>> {
    serde_json::from_value(value.clone()).ok()
}

impl Arrival<'_> {
    /// The cells of a row that arrives, in the order of `insert`. `None` when it is not a row of this table.
    pub(super) fn kept(
        &self,
        table: &Table,
        row: &Row,
        person: Option<Uuid>,
    ) -> Result<Option<Vec<Cell>>, TransferError> {
        let key = table.read().next().and_then(|(key, _)| row.get(key));
        let id: Option<Uuid> = key.and_then(typed).flatten();
        if row.len() != table.read().count() {
            return Ok(None);
        }
        let mut cells = Vec::new();
        for (column, kind) in table.columns {
            let value = row.get(*column).unwrap_or(&Value::Null);
            if kind.is_read() && !row.contains_key(*column) {
                return Ok(None);
            }
            let cell = match kind {
                Kind::Id | Kind::Parent(_) => typed(value).map(Cell::Id),
                Kind::Structure => Some(Cell::Id(Some(self.structure))),
                Kind::Day => typed(value).map(Cell::Day),
                Kind::Time => typed(value).map(Cell::Time),
                Kind::Flag => typed(value).map(Cell::Flag),
                Kind::Number => typed(value).map(Cell::Number),
                Kind::Text => typed(value).map(Cell::Text),
                Kind::Sealed if value.is_null() => Some(Cell::Sealed(None)),
                Kind::Sealed => match id {
                    Some(id) => {
                        let at = (table.place(column), id);
                        let sealed = self.store.seal_arriving(&self.keys, person, at, value)?;
                        Some(Cell::Sealed(Some(sealed)))
                    }
                    None => None,
                },
                Kind::Found => self
                    .store
                    .found_index(value)
                    .map(|index| Cell::Index(Some(index))),
                Kind::Made(make) => make(self, row),
            };
            match cell {
                Some(cell) => cells.push(cell),
                None => return Ok(None),
            }
        }
        Ok(Some(cells))
    }
}
