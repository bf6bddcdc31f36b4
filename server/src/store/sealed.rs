//! Every sealed column, in one list: what is under the ring and is sealed again when it turns, what is under the keys of people, and
//! the journal, whose lines stay as they were written because their chain holds their very bytes.
//!
//! To seal one more column: its line in [`COLUMNS`] and in `docs/sealed-columns.md`. A test compares both.

use std::collections::BTreeMap;

use super::{Store, StoreError, on_pool};
use crate::seal::{Place, Sealed, Under};

/// One sealed column, with the SQL that walks it.
pub(super) struct Column {
    pub(super) place: Place,
    pub(super) whose: Whose,
    /// How many values begin with which bytes; `$1` is the first byte of a form with a number.
    count: &'static str,
    /// The next rows after the one of this id, with the key of the person when they are a person's.
    pub(super) read: &'static str,
    /// Puts a value in the place of the very one that was read.
    pub(super) write: &'static str,
}

/// Whose key a column is under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The ring's.
    Installation,
    /// That of the person it is about; of the ring, before people had keys.
    Person,
    /// Either, and never sealed again.
    Journal,
}

macro_rules! column {
    ($table:literal, $id:literal, $column:literal, $whose:ident, $read:expr) => {
        Column {
            place: Place {
                table: $table,
                column: $column,
            },
            whose: Whose::$whose,
            count: concat!(
                "SELECT CASE WHEN SUBSTR(",
                $column,
                ", 1, 1) = $1 THEN SUBSTR(",
                $column,
                ", 1, 3) ELSE SUBSTR(",
                $column,
                ", 1, 1) END AS head, COUNT(*) FROM ",
                $table,
                " WHERE ",
                $column,
                " IS NOT NULL GROUP BY 1"
            ),
            read: $read,
            write: concat!(
                "UPDATE ",
                $table,
                " SET ",
                $column,
                " = $1 WHERE ",
                $id,
                " = $2 AND ",
                $column,
                " = $3"
            ),
        }
    };
}

/// A column of nobody's, whose rows are named by `$id`.
macro_rules! of_nobody {
    ($table:literal, $id:literal, $column:literal, $whose:ident) => {
        column!(
            $table,
            $id,
            $column,
            $whose,
            concat!(
                "SELECT ",
                $id,
                ", ",
                $column,
                " FROM ",
                $table,
                " WHERE ",
                $id,
                " > $1 AND ",
                $column,
                " IS NOT NULL ORDER BY ",
                $id,
                " LIMIT 500"
            )
        )
    };
    ($table:literal, $id:literal, $column:literal) => {
        of_nobody!($table, $id, $column, Installation)
    };
}

/// A column of a person's: how their id is found from the row `t`.
macro_rules! of_a_person {
    ($table:literal, $column:literal, $joins:literal, $person:literal) => {
        column!(
            $table,
            "id",
            $column,
            Person,
            concat!(
                "SELECT t.id, t.",
                $column,
                ", k.person_id, k.wrapped FROM ",
                $table,
                " t ",
                $joins,
                " JOIN person_keys k ON k.person_id = ",
                $person,
                " WHERE t.id > $1 AND t.",
                $column,
                " IS NOT NULL ORDER BY t.id LIMIT 500"
            )
        )
    };
    ($table:literal, $column:literal) => {
        of_a_person!(
            $table,
            $column,
            "JOIN bilans b ON b.id = t.bilan_id",
            "b.person_id"
        )
    };
}

pub(super) const COLUMNS: &[Column] = &[
    // First: what opens the others.
    of_nobody!("settings", "id", "value"),
    of_nobody!("person_keys", "person_id", "wrapped"),
    of_nobody!("agents", "id", "login"),
    of_nobody!("agents", "id", "name"),
    of_nobody!("agents", "id", "password"),
    of_nobody!("sessions", "id", "browser"),
    of_nobody!("second_factors", "agent_id", "secret"),
    of_nobody!("appointments", "id", "details"),
    of_nobody!("offers", "id", "content"),
    of_nobody!("contacts", "id", "name"),
    of_nobody!("contacts", "id", "phone"),
    of_nobody!("contacts", "id", "note"),
    of_nobody!("remarks", "id", "words"),
    of_nobody!("remarks", "id", "answer"),
    of_nobody!("invitations", "id", "content"),
    of_nobody!("pending_provider", "id", "content"),
    of_nobody!("provider_tokens", "agent_id", "token"),
    of_a_person!("persons", "identity", "", "t.id"),
    of_a_person!("bilans", "opening", "", "t.person_id"),
    of_a_person!("answers", "content"),
    of_a_person!("form_keys", "report"),
    of_a_person!("issued", "findings"),
    of_a_person!("follow_ups", "content"),
    of_a_person!(
        "follow_up_steps",
        "content",
        "JOIN follow_ups f ON f.id = t.follow_up_id JOIN bilans b ON b.id = f.bilan_id",
        "b.person_id"
    ),
    of_a_person!("notes", "content"),
    of_a_person!(
        "note_versions",
        "content",
        "JOIN notes n ON n.id = t.note_id JOIN bilans b ON b.id = n.bilan_id",
        "b.person_id"
    ),
    of_a_person!("orientations", "content"),
    of_a_person!("orientations", "standing"),
    of_a_person!(
        "orientation_steps",
        "content",
        "JOIN orientations o ON o.id = t.orientation_id JOIN bilans b ON b.id = o.bilan_id",
        "b.person_id"
    ),
    of_a_person!("mandates", "content"),
    of_a_person!("shares", "content"),
    of_a_person!("emergencies", "reason"),
    of_a_person!("erasures", "content"),
    of_nobody!("journal", "id", "details", Journal),
];

/// How many values rest on which key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SealedCounts {
    /// Values that are sealed again when the ring turns, by the number of their key.
    pub ring: BTreeMap<u16, i64>,
    /// Among them, those of people, which should be under their own keys.
    pub to_move: i64,
    /// Lines of the journal, by the number of their key.
    pub journal: BTreeMap<u16, i64>,
    /// Values and lines under the keys of people.
    pub personal: i64,
    /// People, who have a key each.
    pub people: i64,
}

impl SealedCounts {
    /// How many values are still to be sealed again under this number.
    pub fn not_under(&self, present: u16) -> i64 {
        let others = self.ring.iter().filter(|(number, _)| **number != present);
        others.map(|(_, values)| values).sum()
    }
}

/// Every sealed column as table and column, for the test that compares them with the documentation.
pub fn sealed_columns() -> impl Iterator<Item = (&'static str, &'static str)> {
    COLUMNS
        .iter()
        .map(|column| (column.place.table, column.place.column))
}

impl Store {
    /// Counts the values by the key they are under, without opening any. Only the operator comes here.
    pub async fn count_sealed(&self) -> Result<SealedCounts, StoreError> {
        const PEOPLE: &str = "SELECT COUNT(*) FROM person_keys";
        let mut counts = SealedCounts {
            people: on_pool!(self.pools, |pool| sqlx::query_scalar(PEOPLE)
                .fetch_one(pool)
                .await)?,
            ..SealedCounts::default()
        };
        for column in COLUMNS {
            let heads: Vec<(Sealed, i64)> =
                on_pool!(self.pools, |pool| sqlx::query_as(column.count)
                    .bind(vec![crate::seal::NUMBERED])
                    .fetch_all(pool)
                    .await)?;
            for (head, values) in heads {
                match (head.under(), column.whose) {
                    (Some(Under::Person), _) => counts.personal += values,
                    (Some(Under::Ring(number)), Whose::Journal) => {
                        *counts.journal.entry(number).or_default() += values;
                    }
                    (Some(Under::Ring(number)), whose) => {
                        *counts.ring.entry(number).or_default() += values;
                        if whose == Whose::Person {
                            counts.to_move += values;
                        }
                    }
                    // Details that were emptied.
                    (None, Whose::Journal) => {}
                    (None, _) => return Err(StoreError::Unexpected(column.place.table)),
                }
            }
        }
        Ok(counts)
    }
}
