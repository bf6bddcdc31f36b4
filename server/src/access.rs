//! Who may call what: this table is the whole policy.
//!
//! It is closed by default: a path that is not here is refused, and the server does not start while a page, a server
//! function or a hand-written route is missing from it, or while it names one that does not exist. To add a route: its line
//! here. `tests/it/access.rs` then asks for it as everybody, on both databases.
//!
//! An agent only ever reaches what belongs to their own structure: that is not decided here but in the SQL of the store.

use std::collections::BTreeSet;

use axum::http::Method;

use crate::store::Role;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not: these routes show nothing of anybody.
    Public,
    /// Whoever is signed in.
    Agent,
    /// Administrators only.
    Administrator,
}

/// The table.
pub const ACCESS: &[(Method, &str, Access)] = &[
    // What a browser needs to show any page.
    (Method::GET, "/main.css", Access::Public),
    (Method::GET, "/favicon.svg", Access::Public),
    (Method::GET, "/pkg/{file}", Access::Public),
    // The public catalogue: the law and the questions, the same for everybody.
    (Method::GET, "/droits", Access::Public),
    (Method::GET, "/droits/{right}", Access::Public),
    (Method::GET, "/themes/{theme}", Access::Public),
    (Method::GET, "/baremes", Access::Public),
    (Method::GET, "/baremes/{parameter}", Access::Public),
    (Method::GET, "/calculs/{entity}/{value}", Access::Public),
    (Method::GET, "/organismes", Access::Public),
    (Method::GET, "/organismes/{organisation}", Access::Public),
    (Method::GET, "/situations", Access::Public),
    (Method::GET, "/situations/{fact}/{answer}", Access::Public),
    (Method::GET, "/changements", Access::Public),
    (Method::GET, "/revision", Access::Public),
    (Method::GET, "/questions/graphe", Access::Public),
    (Method::GET, "/questions/graphe/{theme}", Access::Public),
    (Method::GET, "/methode", Access::Public),
    // Signing in and out.
    (Method::GET, "/connexion", Access::Public),
    (Method::POST, "/agir/session/ouvrir", Access::Public),
    (Method::POST, "/agir/session/fermer", Access::Public),
    (Method::GET, "/compte", Access::Agent),
    (Method::POST, "/agir/session/mot-de-passe", Access::Agent),
    // The office's day: slots held by agents; rooms and hours set by whoever looks after the office.
    (Method::GET, "/agenda", Access::Agent),
    (Method::GET, "/agenda/{room}/{at}", Access::Agent),
    (Method::POST, "/agir/agenda/reserver", Access::Agent),
    (Method::POST, "/agir/agenda/deplacer", Access::Agent),
    (Method::POST, "/agir/agenda/etat", Access::Agent),
    (Method::POST, "/agir/agenda/rendre", Access::Agent),
    (Method::POST, "/agir/agenda/calendrier", Access::Agent),
    (Method::GET, "/agenda/reglages", Access::Administrator),
    (
        Method::POST,
        "/agir/agenda/salle/ajouter",
        Access::Administrator,
    ),
    (
        Method::POST,
        "/agir/agenda/salle/fermer",
        Access::Administrator,
    ),
    (
        Method::POST,
        "/agir/agenda/heures/ajouter",
        Access::Administrator,
    ),
    (
        Method::POST,
        "/agir/agenda/heures/retirer",
        Access::Administrator,
    ),
    (
        Method::POST,
        "/agir/agenda/jour/fermer",
        Access::Administrator,
    ),
    (
        Method::POST,
        "/agir/agenda/jour/ouvrir",
        Access::Administrator,
    ),
    // An agent's own calendar: its secret address is the proof, and says only times and rooms.
    (Method::GET, "/agenda/calendrier/{secret}", Access::Public),
    // Training on fictional people: what is opened there is the agent's alone, and is erased.
    (Method::GET, "/entrainement", Access::Agent),
    (Method::GET, "/entrainement/{role}", Access::Agent),
    (Method::POST, "/agir/entrainement/ouvrir", Access::Agent),
    (Method::POST, "/agir/entrainement/finir", Access::Agent),
    (Method::GET, "/bilans/{id}/entrainement", Access::Agent),
    // The directory: public data about offices, read by agents, corrected by administrators.
    (Method::GET, "/annuaire", Access::Agent),
    (Method::GET, "/annuaire/ajouter", Access::Administrator),
    (Method::GET, "/annuaire/{place}", Access::Agent),
    (
        Method::GET,
        "/annuaire/{place}/corriger",
        Access::Administrator,
    ),
    (
        Method::POST,
        "/agir/annuaire/ajouter",
        Access::Administrator,
    ),
    (
        Method::POST,
        "/agir/annuaire/corriger",
        Access::Administrator,
    ),
    // Bilans: opening, resuming, closing.
    (Method::GET, "/", Access::Agent),
    (Method::POST, "/agir/bilan/ouvrir", Access::Agent),
    (Method::POST, "/agir/bilan/cloturer", Access::Agent),
    (Method::POST, "/agir/bilan/rouvrir", Access::Agent),
    (Method::POST, "/agir/bilan/refaire", Access::Agent),
    (Method::GET, "/bilans/{id}", Access::Agent),
    // The interview: a screen is read and written at the same address.
    (Method::GET, "/bilans/{id}/{theme}/{screen}", Access::Agent),
    (Method::POST, "/bilans/{id}/{theme}/{screen}", Access::Agent),
    // What came out of it.
    (Method::GET, "/bilans/{id}/recapitulatif", Access::Agent),
    (Method::GET, "/bilans/{id}/resultats", Access::Agent),
    (Method::GET, "/bilans/{id}/droits/{right}", Access::Agent),
    (Method::GET, "/bilans/{id}/copie", Access::Agent),
    (Method::GET, "/bilans/{id}/copie.pdf", Access::Agent),
    (Method::GET, "/bilans/{id}/depuis", Access::Agent),
    (Method::GET, "/bilans/{id}/a-voix-haute", Access::Agent),
    (Method::GET, "/bilans/{id}/support", Access::Agent),
    (Method::GET, "/bilans/{id}/support.pdf", Access::Agent),
    // Remarks on the catalogue: whoever works with it sends them, its référents read them.
    (Method::GET, "/remarques/{kind}/{subject}", Access::Agent),
    (Method::POST, "/remarques/{kind}/{subject}", Access::Agent),
    (Method::GET, "/remarques", Access::Administrator),
    (Method::GET, "/remarques.csv", Access::Administrator),
    (
        Method::POST,
        "/agir/remarque/traiter",
        Access::Administrator,
    ),
];

/// The table and the routes do not agree. Each line is a method and a path.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the access table and the routes differ: {}", lines(.unguarded, .unknown))]
pub struct Disagreement {
    /// Routes that exist and are not in the table.
    pub unguarded: Vec<String>,
    /// Lines of the table that lead nowhere.
    pub unknown: Vec<String>,
}

fn lines(unguarded: &[String], unknown: &[String]) -> String {
    let unguarded = unguarded
        .iter()
        .map(|line| format!("{line} is not in the table"));
    let unknown = unknown.iter().map(|line| format!("{line} leads nowhere"));
    unguarded.chain(unknown).collect::<Vec<_>>().join("; ")
}

/// Compares a table with the routes that exist, both ways.
pub fn check(
    table: &[(Method, &str, Access)],
    routes: impl IntoIterator<Item = (Method, String)>,
) -> Result<(), Disagreement> {
    let known: BTreeSet<String> = table
        .iter()
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    let routes: BTreeSet<String> = routes
        .into_iter()
        .map(|(method, path)| format!("{method} {path}"))
        .collect();
    let unguarded: Vec<String> = routes.difference(&known).cloned().collect();
    let unknown: Vec<String> = known.difference(&routes).cloned().collect();
    if unguarded.is_empty() && unknown.is_empty() {
        Ok(())
    } else {
        Err(Disagreement { unguarded, unknown })
    }
}

/// What the table says of a route; `None` is a refusal. HEAD asks for what GET shows.
pub fn of(method: &Method, path: &str) -> Option<Access> {
    let method = if method == Method::HEAD {
        &Method::GET
    } else {
        method
    };
    ACCESS
        .iter()
        .find(|(known, line, _)| known == method && *line == path)
        .map(|(_, _, access)| *access)
}

impl Access {
    /// Whether somebody with this role, or nobody, may pass.
    pub fn allows(self, role: Option<Role>) -> bool {
        match (self, role) {
            (Self::Public, _)
            | (Self::Agent, Some(_))
            | (Self::Administrator, Some(Role::Administrator)) => true,
            (Self::Agent, None) | (Self::Administrator, None | Some(Role::Agent)) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_passes() {
        let roles = [None, Some(Role::Agent), Some(Role::Administrator)];
        assert_eq!(
            roles.map(|role| Access::Public.allows(role)),
            [true, true, true]
        );
        assert_eq!(
            roles.map(|role| Access::Agent.allows(role)),
            [false, true, true]
        );
        assert_eq!(
            roles.map(|role| Access::Administrator.allows(role)),
            [false, false, true]
        );
    }

    #[test]
    fn a_difference_either_way_is_named() {
        let table = [
            (Method::GET, "/", Access::Agent),
            (Method::GET, "/old", Access::Public),
        ];
        let routes = [
            (Method::GET, "/".to_owned()),
            (Method::POST, "/new".to_owned()),
        ];
        let said = check(&table, routes).unwrap_err();
        assert_eq!(
            said.to_string(),
            "the access table and the routes differ: POST /new is not in the table; GET /old leads nowhere"
        );
    }

    #[test]
    fn what_is_not_in_the_table_is_refused() {
        assert_eq!(of(&Method::HEAD, "/compte"), Some(Access::Agent));
        assert_eq!(of(&Method::DELETE, "/compte"), None);
        assert_eq!(of(&Method::GET, "/admin"), None);
    }

    #[test]
    fn the_policy() {
        let table: Vec<String> = ACCESS
            .iter()
            .map(|(method, path, access)| format!("{:5}{path:36}{access:?}", method.as_str()))
            .collect();
        insta::assert_snapshot!(table.join("\n"));
    }
}
