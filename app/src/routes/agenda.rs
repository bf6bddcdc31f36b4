//! The addresses of the office's day.

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use super::{Notice, with_query};

/// One page of the office's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgendaPage {
    /// One day, room by room.
    Day {
        /// The day; today when the address does not say.
        day: Option<NaiveDate>,
        /// The slot that is being given another time.
        moving: Option<Uuid>,
        /// What to say above it.
        notice: Option<Notice>,
    },
    /// The form that holds a free slot.
    Book {
        /// The room.
        room: Uuid,
        /// When it begins, on the clocks of Europe/Paris.
        at: NaiveDateTime,
    },
    /// Rooms, hours, closed days.
    Settings {
        /// What to say above them.
        notice: Option<Notice>,
    },
}

/// How an address says when a slot begins.
const AT: &str = "%Y-%m-%dT%H%M";

impl AgendaPage {
    /// One day, shown plainly.
    pub const fn day(day: NaiveDate) -> Self {
        Self::Day {
            day: Some(day),
            moving: None,
            notice: None,
        }
    }

    /// The address.
    pub fn path(&self) -> String {
        let state = |notice: &Option<Notice>| notice.map(|notice| notice.word().to_owned());
        match self {
            Self::Day {
                day,
                moving,
                notice,
            } => with_query(
                "/agenda".to_owned(),
                &[
                    ("jour", day.map(|day| day.to_string())),
                    ("deplacer", moving.map(|id| id.to_string())),
                    ("etat", state(notice)),
                ],
            ),
            Self::Book { room, at } => format!("/agenda/{room}/{}", at.format(AT)),
            Self::Settings { notice } => {
                with_query("/agenda/reglages".to_owned(), &[("etat", state(notice))])
            }
        }
    }

    /// The page of a local address, cut at its slashes.
    pub(super) fn parse(parts: &[&str], query: &str) -> Option<Self> {
        match parts {
            [] => Some(Self::Day {
                day: word(query, "jour").and_then(|day| day.parse().ok()),
                moving: word(query, "deplacer").and_then(|id| Uuid::try_parse(id).ok()),
                notice: None,
            }),
            ["reglages"] => Some(Self::Settings { notice: None }),
            [room, at] => Some(Self::Book {
                room: Uuid::try_parse(room).ok()?,
                at: parse_at(at)?,
            }),
            _ => None,
        }
    }
}

/// When a slot begins, as an address says it.
pub fn parse_at(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, AT).ok()
}

/// When a slot begins, for an address or a form.
pub fn show_at(at: NaiveDateTime) -> String {
    at.format(AT).to_string()
}

fn word<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}
