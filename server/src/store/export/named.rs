//! Who and what the rows of a structure name. An answer, a note or a step keeps its author, even one who worked in another structure:
//! the file holds every agent that is named, and the structures they or the rows point at.
//!
//! * An agent of the structure leaves with their login, and no password: where they arrive, nobody knows the one they have.
//! * An agent of another structure leaves with their name alone. Their login becomes the text of their id, until the file of their own
//!   structure says it.
//! * A structure that is only named leaves with what is public of it, and arrives closed since the moment it was made: none other
//!   is. The file of that structure, when it comes, makes it what it is.
//!
//! Both stay as they are where they already stand.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    made,
    table::{
        Kind::{Id, Made, Parent, Sealed, Text, Time},
        Table,
    },
};

/// `$1` is the agent.
pub(super) const AGENTS: Table = Table {
    name: "agents",
    select: "SELECT id, structure_id, login, name, created_at FROM agents WHERE id = $1",
    insert: "INSERT INTO agents (id, structure_id, login, name, created_at, login_index, password, must_change, has_password)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (id) DO UPDATE SET login = excluded.login, login_index = excluded.login_index
             WHERE agents.login_index = $10 AND excluded.login_index <> $10",
    columns: &[
        ("id", Id),
        ("structure_id", Parent("structures")),
        ("login", Sealed),
        ("name", Sealed),
        ("created_at", Time),
        ("login_index", Made(made::login_index)),
        ("password", Made(made::password)),
        ("must_change", Made(made::must_change)),
        ("has_password", Made(made::has_password)),
        ("(who has no login)", Made(made::no_login_index)),
    ],
    of_person: false,
    stands: true,
};

/// `$1` is the structure that is named.
pub(super) const NEIGHBOURS: Table = Table {
    name: "neighbours",
    select: "SELECT id, name, kind, contact, territory, created_at FROM structures WHERE id = $1",
    insert: "INSERT INTO structures (id, name, kind, contact, territory, created_at, closed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("name", Text),
        ("kind", Text),
        ("contact", Text),
        ("territory", Text),
        ("created_at", Time),
    ],
    of_person: false,
    stands: true,
};

/// Who works or worked in the structure: their login is its business.
pub(super) const MEMBERS: &str = "SELECT agent_id FROM memberships WHERE structure_id = $1";
/// Whoever has this login and is somebody else.
pub(super) const LOGIN_TAKEN: &str = "SELECT id FROM agents WHERE login_index = $1 AND id <> $2";
/// Which structure took this one over.
pub(super) const HANDED_TO: &str =
    "SELECT handed_to FROM structures WHERE id = $1 AND handed_to IS NOT NULL";

/// The agents and structures that rows name, two a text.
pub(super) const NAMED: [&str; 17] = [
    "SELECT DISTINCT agent_id, structure_id FROM memberships WHERE structure_id = $1",
    "SELECT DISTINCT agent_id, structure_id FROM appointments WHERE structure_id = $1",
    "SELECT DISTINCT agent_id, structure_id FROM bilans WHERE structure_id = $1 AND kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.structure_id FROM answers t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, b.structure_id FROM issued t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.structure_id FROM follow_ups t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.structure_id FROM follow_up_steps t JOIN follow_ups f ON f.id = t.follow_up_id
     JOIN bilans b ON b.id = f.bilan_id WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.structure_id FROM notes t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.structure_id FROM followers t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.structure_id FROM orientations t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.to_structure_id FROM orientations t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.structure_id FROM orientation_steps t JOIN orientations o ON o.id = t.orientation_id
     JOIN bilans b ON b.id = o.bilan_id WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.structure_id FROM mandates t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.to_structure_id FROM shares t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, t.structure_id FROM emergencies t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT t.agent_id, b.structure_id FROM erasures t JOIN bilans b ON b.id = t.bilan_id
     WHERE b.structure_id = $1 AND b.kind = 'real'",
    "SELECT DISTINCT agent_id, structure_id FROM journal
     WHERE structure_id = $1 OR bilan_id IN (SELECT id FROM bilans WHERE structure_id = $1 AND kind = 'real')",
];

/// What is named, once each.
#[derive(Default)]
pub(super) struct Named {
    pub(super) agents: BTreeSet<Uuid>,
    pub(super) structures: BTreeSet<Uuid>,
    pub(super) members: BTreeSet<Uuid>,
}

/// Everything a structure names, in the open transaction `$tx`.
macro_rules! named {
    ($tx:expr, $structure:expr) => {{
        use crate::store::export::named;
        let mut all = named::Named::default();
        for sql in named::NAMED {
            let found: Vec<(Option<uuid::Uuid>, Option<uuid::Uuid>)> = sqlx::query_as(sql)
                .bind($structure)
                .fetch_all(&mut *$tx)
                .await?;
            for (agent, structure) in found {
                all.agents.extend(agent);
                all.structures.extend(structure);
            }
        }
        let to: Option<uuid::Uuid> = sqlx::query_scalar(named::HANDED_TO)
            .bind($structure)
            .fetch_optional(&mut *$tx)
            .await?;
        all.structures.extend(to);
        let members: Vec<uuid::Uuid> = sqlx::query_scalar(named::MEMBERS)
            .bind($structure)
            .fetch_all(&mut *$tx)
            .await?;
        all.members.extend(members);
        all
    }};
}
pub(super) use named;

/// The row of one agent or structure, in the open transaction `$tx`.
macro_rules! named_row {
    ($store:expr, $tx:expr, $table:expr, $id:expr) => {{
        use crate::store::export::{found::Known, table::cells};
        let found = sqlx::query($table.select)
            .bind($id)
            .fetch_optional(&mut *$tx)
            .await?;
        match found {
            None => None,
            Some(row) => {
                let (cells, person) = cells!(row, $table);
                Some($store.told(&$table, cells, person, &Known::default())?)
            }
        }
    }};
}
pub(super) use named_row;

/// Gives an agent who arrives the login they may have here, in the open transaction `$tx`: theirs, one more when it is somebody
/// else's, or the text of their id when the file says none.
macro_rules! settle_login {
    ($store:expr, $tx:expr, $row:expr) => {{
        use crate::store::export::{id_of, named};
        let id = id_of(&$row, "id").unwrap_or_default();
        let login = $row.get("login").and_then(serde_json::Value::as_str);
        let settled = match login {
            None => id.to_string(),
            Some(login) => {
                let taken: Option<uuid::Uuid> = sqlx::query_scalar(named::LOGIN_TAKEN)
                    .bind($store.login_index(login))
                    .bind(id)
                    .fetch_optional(&mut *$tx)
                    .await?;
                match taken {
                    None => login.to_owned(),
                    Some(_) => named::another(login, id),
                }
            }
        };
        $row.insert("login".to_owned(), settled.into());
    }};
}
pub(super) use settle_login;

/// With the end of their id: its beginning is the time, alike for those who were added together.
pub(super) fn another(login: &str, id: Uuid) -> String {
    let id = id.simple().to_string();
    let end = id.get(id.len().saturating_sub(6)..).unwrap_or(&id);
    format!("{login}-{end}")
}
