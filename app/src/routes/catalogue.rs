//! The addresses of the public catalogue. They name things of the catalogue only: nothing here is about anybody.
//!
//! To add a page: a variant, its line in [`CataloguePage::path`], its `<Route>` in `shell.rs`, its line in the
//! server's access table.

use chrono::NaiveDate;

use super::{encode, with_query};

/// One public page, readable by anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CataloguePage {
    /// Every right, by theme.
    Rights,
    /// The rights of a theme, by id.
    Theme(String),
    /// One right, by id.
    Right(String),
    /// Every figure of the law.
    Parameters,
    /// One figure with its history, by id.
    Parameter(String),
    /// A value that the rules name and compute.
    Calculation {
        /// Whom it is about, in the word of the catalogue.
        entity: &'static str,
        /// The value, by id.
        value: String,
    },
    /// Every organisation.
    Organisations,
    /// One organisation with the rights asked for there, by id.
    Organisation(String),
    /// What people say when they come, and the rights it raises.
    Situations,
    /// One answer and the rights it raises.
    Situation {
        /// The fact, by id.
        fact: String,
        /// The answer, by id.
        answer: String,
    },
    /// What changed between two dates; the last twelve months when there are none.
    Changes(Option<(NaiveDate, NaiveDate)>),
    /// What must be read again, and when.
    Review,
    /// Which questions decide which rights, theme by theme.
    Graphs,
    /// The same, drawn for the rights of a theme, by id.
    Graph(String),
    /// What the computation does and does not do.
    Method,
}

/// The first word of every address of the catalogue.
const ROOMS: [&str; 10] = [
    "droits",
    "themes",
    "baremes",
    "calculs",
    "organismes",
    "situations",
    "changements",
    "revision",
    "questions",
    "methode",
];

impl CataloguePage {
    /// The address, ready for a link.
    pub fn path(&self) -> String {
        match self {
            Self::Rights => "/droits".to_owned(),
            Self::Theme(theme) => format!("/themes/{}", encode(theme)),
            Self::Right(right) => format!("/droits/{}", encode(right)),
            Self::Parameters => "/baremes".to_owned(),
            Self::Parameter(parameter) => format!("/baremes/{}", encode(parameter)),
            Self::Calculation { entity, value } => format!("/calculs/{entity}/{}", encode(value)),
            Self::Organisations => "/organismes".to_owned(),
            Self::Organisation(organisation) => format!("/organismes/{}", encode(organisation)),
            Self::Situations => "/situations".to_owned(),
            Self::Situation { fact, answer } => {
                format!("/situations/{}/{}", encode(fact), encode(answer))
            }
            Self::Changes(days) => with_query(
                "/changements".to_owned(),
                &[
                    ("du", days.map(|(from, _)| from.to_string())),
                    ("au", days.map(|(_, to)| to.to_string())),
                ],
            ),
            Self::Review => "/revision".to_owned(),
            Self::Graphs => "/questions/graphe".to_owned(),
            Self::Graph(theme) => format!("/questions/graphe/{}", encode(theme)),
            Self::Method => "/methode".to_owned(),
        }
    }

    /// Whether a path belongs to the catalogue: such pages load no island and are the same for everybody.
    pub fn owns(path: &str) -> bool {
        let room = path.trim_start_matches('/').split('/').next();
        room.is_some_and(|room| ROOMS.contains(&room))
    }
}
