//! What is made anew where a structure arrives: indexes, because the key is another, and passwords, because none travels. Each
//! function reads what it needs in the row of the file; `None` when it is not there.

use app::{desk::Identity, offers::NewOffer, sharing::Sought};
use chrono::NaiveDate;
use serde_json::Value;

use super::{
    arrive::Arrival,
    id_of,
    table::{Cell, Row},
};
use crate::store::{Store, agents};

fn text<'a>(row: &'a Row, pointer: [&str; 2]) -> Option<&'a str> {
    row.get(pointer[0])?.get(pointer[1])?.as_str()
}

fn index(index: Vec<u8>) -> Option<Cell> {
    Some(Cell::Index(Some(index)))
}

pub(super) fn login_index(arrival: &Arrival<'_>, row: &Row) -> Option<Cell> {
    index(arrival.store.login_index(row.get("login")?.as_str()?))
}

/// The index of the login of whoever has none: see `named.rs`.
pub(super) fn no_login_index(arrival: &Arrival<'_>, row: &Row) -> Option<Cell> {
    index(arrival.store.login_index(&id_of(row, "id")?.to_string()))
}

/// A password that nobody knows.
pub(super) fn password(arrival: &Arrival<'_>, row: &Row) -> Option<Cell> {
    let (id, password) = (id_of(row, "id")?, &arrival.password);
    let sealed = arrival
        .store
        .seal_arriving(&arrival.keys, None, (agents::PASSWORD, id), password);
    sealed.ok().map(|sealed| Cell::Sealed(Some(sealed)))
}

pub(super) fn must_change(_: &Arrival<'_>, _: &Row) -> Option<Cell> {
    Some(Cell::Flag(Some(true)))
}

/// Not one they know.
pub(super) fn has_password(_: &Arrival<'_>, _: &Row) -> Option<Cell> {
    Some(Cell::Flag(Some(false)))
}

/// Nothing for whoever gave no name.
pub(super) fn name_index(arrival: &Arrival<'_>, row: &Row) -> Option<Cell> {
    let part = |name| text(row, ["identity", name]).unwrap_or_default().to_owned();
    let identity = Identity {
        first_name: part("first_name"),
        last_name: part("last_name"),
    };
    Some(Cell::Index(arrival.store.name_index(&identity.full())))
}

pub(super) fn reference_index(arrival: &Arrival<'_>, row: &Row) -> Option<Cell> {
    index(
        arrival
            .store
            .reference_index(text(row, ["opening", "reference"])?)?,
    )
}

pub(super) fn path_index(arrival: &Arrival<'_>, row: &Row) -> Option<Cell> {
    let path = text(row, ["content", "path"])?;
    index(arrival.store.path_index(id_of(row, "bilan_id")?, path))
}

pub(super) fn right_index(arrival: &Arrival<'_>, row: &Row) -> Option<Cell> {
    let right = text(row, ["content", "right"])?;
    index(arrival.store.right_index(id_of(row, "bilan_id")?, right))
}

/// A share with a structure that was named has no code.
pub(super) fn code_index(arrival: &Arrival<'_>, row: &Row) -> Option<Cell> {
    let code = match row.get("content")?.get("code")? {
        Value::Null => None,
        code => Some(arrival.store.share_index(code.as_str()?)),
    };
    Some(Cell::Index(code))
}

pub(super) fn offer_index(arrival: &Arrival<'_>, row: &Row) -> Option<Cell> {
    let who = NewOffer {
        first_name: text(row, ["content", "first_name"])?.to_owned(),
        last_name: text(row, ["content", "last_name"])?.to_owned(),
        born: text(row, ["content", "born"])?.parse().ok()?,
        contact: String::new(),
    };
    index(arrival.store.offer_index(&who))
}

impl Store {
    /// The index of somebody who agreed to be found, from what the file says of them.
    pub(super) fn found_index(&self, told: &Value) -> Option<Vec<u8>> {
        let born = match told.get("born")? {
            Value::Null => None,
            born => Some(born.as_str()?.parse::<NaiveDate>().ok()?),
        };
        let sought = Sought {
            first_name: told.get("first_name")?.as_str()?.to_owned(),
            last_name: told.get("last_name")?.as_str()?.to_owned(),
            born,
        };
        Some(self.person_index(&sought))
    }
}
