//! Who may call what: this table is the whole policy.
//!
//! It is closed by default: a path that is not here is refused, and the server does not start while a page, a server
//! function or a hand-written route is missing from it, or while it names one that does not exist. To add a route: its line
//! here. `tests/it/access.rs` then asks for it as everybody, on both databases.
//!
//! An agent only ever reaches what belongs to their own structure: that is not decided here but in the SQL of the store.

use std::collections::BTreeSet;

use app::structures::roles::{Role, Roles, may};
use axum::http::Method;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not: these routes show nothing of anybody.
    Public,
    /// Whoever is signed in.
    Agent,
    /// Whoever is one of these, in the structure their session works in.
    Roles(&'static [Role]),
}

const INTERVIEW: Access = Access::Roles(may::INTERVIEW);
const FOLLOW_UP: Access = Access::Roles(may::FOLLOW_UP);
const CATALOGUE: Access = Access::Roles(may::CATALOGUE);
const DIRECTORY: Access = Access::Roles(may::DIRECTORY);
const STRUCTURE: Access = Access::Roles(may::STRUCTURE);
const FIGURES: Access = Access::Roles(may::FIGURES);
const EMERGENCY: Access = Access::Roles(may::EMERGENCY);
const TEAM: Access = Access::Roles(may::TEAM);
const TERRITORY: Access = Access::Roles(may::TERRITORY);

/// The table.
pub const ACCESS: &[(Method, &str, Access)] = &[
    // Whether the server works, for a proxy or a service manager.
    (Method::GET, "/sante", Access::Public),
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
    // The map of the pages, and what is declared of their accessibility.
    (Method::GET, "/plan", Access::Public),
    (Method::GET, "/accessibilite", Access::Public),
    // Signing in and out.
    (Method::GET, "/connexion", Access::Public),
    (Method::POST, "/agir/session/ouvrir", Access::Public),
    (Method::POST, "/agir/session/fermer", Access::Public),
    (Method::GET, "/connexion/code", Access::Public),
    (Method::POST, "/connexion/fournisseur", Access::Public),
    (Method::GET, "/connexion/retour", Access::Public),
    (Method::GET, "/connexion/sortie", Access::Public),
    (Method::POST, "/agir/session/code", Access::Public),
    (Method::GET, "/compte", Access::Agent),
    (Method::GET, "/compte/protection", Access::Agent),
    (Method::POST, "/compte/protection", Access::Agent),
    (Method::POST, "/compte/fournisseur", Access::Agent),
    (Method::POST, "/agir/session/mot-de-passe", Access::Agent),
    (Method::POST, "/agir/session/terminer", Access::Agent),
    (Method::POST, "/agir/session/terminer-autres", Access::Agent),
    // What is shared between structures, with the person's agreement.
    (Method::GET, "/bilans/{id}/partage", INTERVIEW),
    (Method::POST, "/bilans/{id}/partage", INTERVIEW),
    (Method::POST, "/agir/partage/retirer", INTERVIEW),
    (Method::POST, "/agir/partage/retrouver", INTERVIEW),
    (Method::GET, "/partages", INTERVIEW),
    (Method::POST, "/agir/partage/prendre", INTERVIEW),
    (Method::GET, "/partages/chercher", INTERVIEW),
    (Method::POST, "/partages/chercher", INTERVIEW),
    // A bilan read by whoever sees none otherwise: an hour, with a reason, journaled.
    (Method::GET, "/urgence", EMERGENCY),
    (Method::POST, "/urgence", EMERGENCY),
    (Method::GET, "/urgence/{id}", EMERGENCY),
    // Erasing a person: asked by whoever holds the bilan, decided by whoever looks after the structure.
    (Method::GET, "/bilans/{id}/effacer", INTERVIEW),
    (Method::POST, "/bilans/{id}/effacer", INTERVIEW),
    (Method::GET, "/effacements", STRUCTURE),
    (Method::POST, "/effacements", STRUCTURE),
    // Who read or changed a file: events and names, no answer.
    (Method::GET, "/journal", STRUCTURE),
    (Method::POST, "/journal", STRUCTURE),
    // Structures and teams. An invitation is used by whoever has its code, signed in or not.
    (Method::GET, "/invitation", Access::Public),
    (Method::POST, "/invitation", Access::Public),
    (Method::POST, "/agir/session/structure", Access::Agent),
    (Method::GET, "/equipe", STRUCTURE),
    (Method::POST, "/agir/equipe/inviter", TEAM),
    (Method::POST, "/agir/equipe/annuler", TEAM),
    (Method::POST, "/agir/equipe/roles", STRUCTURE),
    (Method::GET, "/structures", TERRITORY),
    (Method::GET, "/structures/{structure}", TERRITORY),
    (Method::POST, "/agir/structure/ajouter", TERRITORY),
    (Method::POST, "/agir/structure/corriger", TERRITORY),
    (Method::POST, "/agir/structure/protection", TERRITORY),
    (Method::POST, "/agir/structure/conservation", TERRITORY),
    (Method::POST, "/agir/structure/cadre", TERRITORY),
    (Method::POST, "/agir/structure/fermer", TERRITORY),
    (Method::POST, "/agir/convention/ajouter", TERRITORY),
    (Method::POST, "/agir/convention/finir", TERRITORY),
    // The office's day: slots held by agents; rooms and hours set by whoever looks after the office.
    (Method::GET, "/agenda", INTERVIEW),
    (Method::GET, "/agenda/{room}/{at}", INTERVIEW),
    (Method::POST, "/agir/agenda/reserver", INTERVIEW),
    (Method::POST, "/agir/agenda/deplacer", INTERVIEW),
    (Method::POST, "/agir/agenda/etat", INTERVIEW),
    (Method::POST, "/agir/agenda/rendre", INTERVIEW),
    (Method::POST, "/agir/agenda/calendrier", INTERVIEW),
    (Method::GET, "/agenda/reglages", STRUCTURE),
    (Method::POST, "/agir/agenda/salle/ajouter", STRUCTURE),
    (Method::POST, "/agir/agenda/salle/fermer", STRUCTURE),
    (Method::POST, "/agir/agenda/heures/ajouter", STRUCTURE),
    (Method::POST, "/agir/agenda/heures/retirer", STRUCTURE),
    (Method::POST, "/agir/agenda/jour/fermer", STRUCTURE),
    (Method::POST, "/agir/agenda/jour/ouvrir", STRUCTURE),
    // An agent's own calendar: its secret address is the proof, and says only times and rooms.
    (Method::GET, "/agenda/calendrier/{secret}", Access::Public),
    // Training on fictional people: what is opened there is the agent's alone, and is erased.
    (Method::GET, "/entrainement", INTERVIEW),
    (Method::GET, "/entrainement/{role}", INTERVIEW),
    (Method::POST, "/agir/entrainement/ouvrir", INTERVIEW),
    (Method::POST, "/agir/entrainement/finir", INTERVIEW),
    (Method::GET, "/bilans/{id}/entrainement", INTERVIEW),
    // The directory: public data about offices, read by agents, corrected by administrators.
    (Method::GET, "/annuaire", Access::Agent),
    (Method::GET, "/annuaire/ajouter", DIRECTORY),
    (Method::GET, "/annuaire/{place}", Access::Agent),
    (Method::GET, "/annuaire/{place}/corriger", DIRECTORY),
    (Method::POST, "/agir/annuaire/ajouter", DIRECTORY),
    (Method::POST, "/agir/annuaire/corriger", DIRECTORY),
    // Bilans: finding one again, opening, resuming, closing.
    (Method::GET, "/", Access::Agent),
    (Method::POST, "/", INTERVIEW),
    (Method::POST, "/agir/bilan/ouvrir", INTERVIEW),
    (Method::POST, "/agir/bilan/cloturer", INTERVIEW),
    (Method::POST, "/agir/bilan/rouvrir", INTERVIEW),
    (Method::POST, "/agir/bilan/refaire", INTERVIEW),
    (Method::GET, "/bilans/{id}", INTERVIEW),
    // The interview: a screen is read and written at the same address.
    (Method::GET, "/bilans/{id}/{theme}/{screen}", INTERVIEW),
    (Method::POST, "/bilans/{id}/{theme}/{screen}", INTERVIEW),
    // What came out of it.
    (Method::GET, "/bilans/{id}/recapitulatif", INTERVIEW),
    (Method::GET, "/bilans/{id}/resultats", INTERVIEW),
    (Method::GET, "/bilans/{id}/droits/{right}", INTERVIEW),
    (Method::GET, "/bilans/{id}/copie", INTERVIEW),
    (Method::GET, "/bilans/{id}/copie.pdf", INTERVIEW),
    (Method::GET, "/bilans/{id}/depuis", INTERVIEW),
    (Method::GET, "/bilans/{id}/a-voix-haute", INTERVIEW),
    (Method::GET, "/bilans/{id}/support", INTERVIEW),
    (Method::GET, "/bilans/{id}/support.pdf", INTERVIEW),
    (Method::GET, "/bilans/{id}/donnees.json", INTERVIEW),
    // What rights became, until they are open.
    (Method::GET, "/bilans/{id}/suivi", INTERVIEW),
    (Method::GET, "/bilans/{id}/suivi/{right}", INTERVIEW),
    (Method::POST, "/bilans/{id}/suivi/{right}", FOLLOW_UP),
    (Method::GET, "/bilans/{id}/mandats", FOLLOW_UP),
    (Method::POST, "/bilans/{id}/mandats", FOLLOW_UP),
    (Method::GET, "/bilans/{id}/ma-page", INTERVIEW),
    (Method::POST, "/agir/suivi/commencer", FOLLOW_UP),
    (Method::POST, "/agir/suivi/mandat/revoquer", FOLLOW_UP),
    (Method::POST, "/agir/suivi/prendre", FOLLOW_UP),
    (Method::GET, "/suivi", FOLLOW_UP),
    (Method::GET, "/suivi/bilan-de-periode", FOLLOW_UP),
    (Method::GET, "/suivi/personnes-ressources", FOLLOW_UP),
    (Method::POST, "/suivi/personnes-ressources", FOLLOW_UP),
    (Method::POST, "/agir/suivi/personne/retirer", FOLLOW_UP),
    // The people to whom a bilan is to be offered.
    (Method::GET, "/a-proposer", INTERVIEW),
    (Method::POST, "/a-proposer", INTERVIEW),
    (Method::POST, "/agir/proposition/etat", INTERVIEW),
    (Method::POST, "/agir/proposition/commencer", INTERVIEW),
    // Figures, without names.
    (Method::GET, "/chiffres", FIGURES),
    (Method::GET, "/chiffres.csv", FIGURES),
    // What professionals note, by theme.
    (Method::GET, "/bilans/{id}/notes", INTERVIEW),
    (Method::POST, "/bilans/{id}/notes", INTERVIEW),
    // Sending somebody to a service; whoever receives answers, and reads nothing else.
    (Method::GET, "/bilans/{id}/orientations", INTERVIEW),
    (Method::POST, "/bilans/{id}/orientations", INTERVIEW),
    (
        Method::GET,
        "/bilans/{id}/orientations/{orientation}",
        INTERVIEW,
    ),
    (
        Method::POST,
        "/bilans/{id}/orientations/{orientation}",
        INTERVIEW,
    ),
    (Method::POST, "/agir/orientation/retirer", INTERVIEW),
    (Method::GET, "/orientations", INTERVIEW),
    (Method::GET, "/orientations/{orientation}", INTERVIEW),
    (Method::POST, "/orientations/{orientation}", INTERVIEW),
    // Remarks on the catalogue: whoever works with it sends them, its référents read them.
    (Method::GET, "/remarques/{kind}/{subject}", Access::Agent),
    (Method::POST, "/remarques/{kind}/{subject}", Access::Agent),
    (Method::GET, "/remarques", CATALOGUE),
    (Method::GET, "/remarques.csv", CATALOGUE),
    (Method::POST, "/agir/remarque/traiter", CATALOGUE),
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
    /// Whether somebody with these roles, or nobody, may pass.
    pub fn allows(self, roles: Option<Roles>) -> bool {
        match (self, roles) {
            (Self::Public, _) | (Self::Agent, Some(_)) => true,
            (Self::Roles(one_of), Some(roles)) => roles.may(one_of),
            (Self::Agent | Self::Roles(_), None) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_passes() {
        let who = [
            None,
            Some(Roles::default()),
            Some(Roles::of(&[Role::Manager])),
            Some(Roles::of(&[Role::Referent, Role::Assistant])),
        ];
        assert_eq!(who.map(|roles| Access::Public.allows(roles)), [true; 4]);
        assert_eq!(
            who.map(|roles| Access::Agent.allows(roles)),
            [false, true, true, true]
        );
        assert_eq!(
            who.map(|roles| INTERVIEW.allows(roles)),
            [false, false, false, true]
        );
        assert_eq!(
            who.map(|roles| STRUCTURE.allows(roles)),
            [false, false, true, false]
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
