//! What an honest form of each route sends, in the office of a [`Scene`]: the beginning of every attack.

use super::scene::{SAID, Scene};
use crate::support::PASSWORD;

/// The fields of a route. A new route with a form has its line here: without it the attacks say so.
pub fn of(scene: &Scene, path: &str) -> Vec<(String, String)> {
    let (word, said) = (scene.word.as_str(), scene.said());
    let said = said.as_str();
    let id = |name: &str| scene.made(name);
    // A list is one line for each person.
    let people = format!("{word}\t{said}\t28/02/1990\t{word}").replace(['\r', '\n'], " ");
    let fields: &[(&str, &str)] = match path {
        "/agir/session/ouvrir" => &[("name", "chef"), ("password", PASSWORD), ("next", "")],
        "/agir/session/fermer" | "/agir/session/terminer-autres" | "/agir/agenda/calendrier" => &[],
        "/agir/session/code" => &[("code", "000000"), ("next", "")],
        "/agir/session/mot-de-passe" => &[
            ("current", PASSWORD),
            ("new", "une tout autre phrase"),
            ("again", "une tout autre phrase"),
        ],
        "/agir/session/terminer" => &[("id", id("session"))],
        "/agir/session/structure" => &[("structure", id("structure"))],
        "/compte/protection" => &[("act", "commencer")],
        "/invitation" => &[
            ("code", "AAAA-AAAA-AAAA"),
            ("login", word),
            ("name", word),
            ("password", "une phrase à moi"),
        ],
        "/bilans/{id}/partage" => &[
            ("to", id("elsewhere")),
            ("theme", "logement"),
            ("agreed", "oral"),
        ],
        "/agir/partage/retirer" => &[("bilan", id("bilan")), ("share", id("share"))],
        "/agir/partage/retrouver" => &[
            ("bilan", id("bilan")),
            ("on", "oui"),
            ("first_name", said),
            ("last_name", said),
            ("born", "1990-02-01"),
        ],
        "/agir/partage/prendre" => &[("code", "AAAA-AAAA")],
        "/partages/chercher" => &[
            ("first_name", word),
            ("last_name", word),
            ("born", "1990-02-01"),
        ],
        "/urgence" => &[
            ("reference", word),
            ("reason", "La personne est en danger ce soir"),
        ],
        "/bilans/{id}/effacer" => &[("reason", "La personne l’a demandé aujourd’hui")],
        "/" => &[("who", said)],
        "/journal" => &[("reference", word)],
        "/connexion/fournisseur" => &[("next", "")],
        "/compte/fournisseur" => &[("act", "relier"), ("password", PASSWORD)],
        "/effacements" => &[
            ("erasure", id("erasure")),
            ("decision", "effacer"),
            ("reason", "La personne y tient, rien ne s’y oppose"),
        ],
        "/agir/equipe/inviter" => &[("name", word), ("roles[assistant]", "oui")],
        "/agir/equipe/annuler" => &[("id", id("invitation"))],
        "/agir/equipe/roles" => &[
            ("agent", id("agent")),
            ("roles[manager]", "oui"),
            ("roles[administrator]", "oui"),
        ],
        "/agir/structure/ajouter" => &[
            ("name", word),
            ("kind", "eds"),
            ("contact", word),
            ("communes", "94076"),
        ],
        "/agir/structure/corriger" => &[
            ("id", id("structure")),
            ("name", word),
            ("kind", "eds"),
            ("contact", word),
            ("communes", "94076"),
        ],
        "/agir/structure/protection" => &[("id", id("structure")), ("required", "oui")],
        "/agir/structure/conservation" => &[("id", id("structure")), ("months", "12")],
        "/agir/structure/cadre" => &[
            ("id", id("structure")),
            ("basis", "mission"),
            ("joint", word),
            ("journal_months", "12"),
        ],
        "/agir/structure/fermer" => &[("id", id("structure")), ("to", id("elsewhere"))],
        "/agir/convention/ajouter" => &[
            ("structure", id("elsewhere")),
            ("since", "2026-01-01"),
            ("until", "2027-12-31"),
            ("hold", "oui"),
            ("receive", "oui"),
        ],
        "/agir/convention/finir" => &[("id", id("agreement")), ("structure", id("elsewhere"))],
        "/agir/agenda/reserver" => &[
            ("room", id("room")),
            ("at", "2026-12-07T0900"),
            ("who", said),
            ("agent", id("agent")),
            ("interpreter", "oui"),
        ],
        "/agir/agenda/deplacer" => &[
            ("id", id("appointment")),
            ("room", id("room")),
            ("at", "2026-12-07T1030"),
        ],
        "/agir/agenda/etat" => &[
            ("id", id("appointment")),
            ("day", "2026-12-07"),
            ("to", "reprendre"),
        ],
        "/agir/agenda/rendre" => &[("id", id("appointment")), ("day", "2026-12-07")],
        "/agir/agenda/salle/ajouter" => &[("name", word)],
        "/agir/agenda/salle/fermer" => &[("id", id("room"))],
        "/agir/agenda/heures/ajouter" => &[
            ("room", id("room")),
            ("weekday", "lundi"),
            ("from", "09:00"),
            ("to", "12:00"),
        ],
        "/agir/agenda/heures/retirer" => &[("id", id("hours"))],
        "/agir/agenda/jour/fermer" | "/agir/agenda/jour/ouvrir" => &[("day", "2026-12-08")],
        "/agir/entrainement/ouvrir" => &[("role", "01-homme-seul-fin-de-droits")],
        "/agir/entrainement/finir" => &[("id", id("training"))],
        "/agir/annuaire/ajouter" => &[
            ("nom", word),
            ("organisme", "ccas"),
            ("adresse", word),
            ("complement", word),
            ("code_postal", "94800"),
            ("commune", "Villejuif"),
            ("horaires", word),
            ("territoire", "commune"),
        ],
        "/agir/annuaire/corriger" => &[
            ("id", id("place")),
            ("nom", word),
            ("organisme", "ccas"),
            ("adresse", word),
            ("complement", word),
            ("code_postal", "94800"),
            ("commune", "Villejuif"),
            ("horaires", "Mo 09:00-12:00"),
        ],
        "/agir/bilan/ouvrir" => &[("rsa", "oui"), ("first_name", said), ("last_name", said)],
        "/agir/bilan/cloturer" | "/agir/bilan/rouvrir" | "/agir/bilan/refaire" => {
            &[("id", id("bilan"))]
        }
        "/bilans/{id}/{theme}/{screen}" => &[
            ("cle", "018f0000-0000-7000-8000-0000000000aa"),
            ("v.foyer.logement_statut", "1"),
            ("r.foyer.logement_statut", "heberge"),
        ],
        "/bilans/{id}/suivi/{right}" => &[
            (
                "vu",
                if scene.ids.contains_key("follow_up") {
                    "2"
                } else {
                    "1"
                },
            ),
            ("etat", "refusee"),
            ("le", "2026-11-20"),
            ("motif", said),
            ("cause", "pieces_hors_liste"),
            ("organisme", "caf"),
            ("note", said),
        ],
        "/bilans/{id}/mandats" => &[
            ("organisme", "caf"),
            ("portee", said),
            ("signe", "2026-11-20"),
            ("fin", "2027-06-30"),
        ],
        "/agir/suivi/commencer" => &[("id", id("bilan")), ("right", "rsa-socle")],
        "/agir/suivi/mandat/revoquer" => &[("id", id("bilan")), ("mandate", id("mandate"))],
        // Whoever began to follow a right follows the bilan already.
        "/agir/suivi/prendre" => &[("id", id("bilan")), ("on", "non")],
        "/suivi/personnes-ressources" => &[
            ("organisme", "caf"),
            ("nom", word),
            ("telephone", word),
            ("note", word),
        ],
        "/agir/suivi/personne/retirer" => &[("id", id("contact"))],
        "/a-proposer" => &[("lignes", people.as_str())],
        "/agir/proposition/etat" => &[("id", id("offer")), ("state", "declined")],
        "/agir/proposition/commencer" => &[("id", id("offer"))],
        "/bilans/{id}/notes" => &[("theme", "logement"), ("note", said)],
        "/bilans/{id}/orientations" => &[
            ("vers", "structure"),
            ("structure", id("elsewhere")),
            ("motif", "logement"),
            ("dire_motif", "oui"),
            ("mot", said),
            ("theme", "logement"),
            ("nom", said),
            ("rappeler", word),
            ("accord", "oral"),
            ("rappel", "2026-12-07"),
        ],
        "/bilans/{id}/orientations/{orientation}" | "/orientations/{orientation}" => {
            &[("vu", "1"), ("etat", "recue"), ("note", said)]
        }
        "/agir/orientation/retirer" => &[("id", id("bilan")), ("orientation", id("orientation"))],
        "/remarques/{kind}/{subject}" => &[("motif", "regle"), ("mots", word)],
        "/agir/remarque/traiter" => &[("id", id("remark")), ("state", "traitee"), ("answer", word)],
        _ => panic!(
            "what does a form of {path} send? Say it in attacks/forms.rs, for the attacks ({SAID})"
        ),
    };
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}
