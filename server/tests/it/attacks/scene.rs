//! The office that is attacked: one bilan with everything that can hang from it, made through the product's own forms, as an agent who
//! may do all of it in one structure; another structure that was sent part of it; and whoever attacks.

use std::collections::BTreeMap;

use app::{
    desk::{Giver, StepWrites, Write},
    interview::wire,
    structures::roles::{Role, may},
};
use axum::http::Method;
use server::session::Agent;
use uuid::Uuid;

use super::{forms, rows::Base};
use crate::support::{Browser, EVERY_ROLE, Response, TestApp};

/// What stands in every text about a person, and nowhere else: no page of anybody else may hold it.
pub const SAID: &str = "zq9kw4vx";

/// The structure that is attacked.
pub const HERE: &str = "EDS de Villejuif";

/// An office full of somebody's life.
pub struct Scene {
    pub app: TestApp,
    pub base: Base,
    /// Whoever may do everything in the structure.
    pub chef: Browser,
    pub agent: Agent,
    /// An agent of the structure that was sent what the person agreed to.
    pub marc: Browser,
    /// What was typed in every text.
    pub word: String,
    /// Everything that has an identifier.
    pub ids: BTreeMap<&'static str, String>,
}

impl Scene {
    /// The office, with this text in everything that is typed.
    pub async fn new(word: &str) -> Self {
        let app = TestApp::new().await;
        let base = Base::of(&app.test).await;
        let (agent, chef) = app.person("chef", HERE, EVERY_ROLE).await;
        let (marc, of_marc) = app.person("marc", "CCAS de Créteil", may::FOLLOW_UP).await;
        let mut scene = Self {
            ids: BTreeMap::from([
                ("structure", agent.structure().to_string()),
                ("agent", agent.id().to_string()),
                ("elsewhere", marc.structure().to_string()),
            ]),
            app,
            base,
            chef,
            agent,
            marc: of_marc,
            word: word.to_owned(),
        };
        scene.fill().await;
        scene
    }

    async fn fill(&mut self) {
        let opened = self.send("/agir/bilan/ouvrir").await;
        self.keep("bilan", part(opened.header("location"), 2));
        self.answer().await;
        let training = self.send("/agir/entrainement/ouvrir").await;
        self.keep("training", part(training.header("location"), 2));
        for (path, name, table) in [
            ("/agir/agenda/salle/ajouter", "room", "rooms"),
            ("/agir/agenda/heures/ajouter", "hours", "room_hours"),
            ("/agir/agenda/reserver", "appointment", "appointments"),
            ("/agir/suivi/commencer", "", ""),
            ("/bilans/{id}/suivi/{right}", "follow_up", "follow_ups"),
            ("/bilans/{id}/mandats", "mandate", "mandates"),
            ("/bilans/{id}/notes", "note", "notes"),
            ("/bilans/{id}/orientations", "orientation", "orientations"),
            ("/bilans/{id}/partage", "share", "shares"),
            ("/agir/partage/retrouver", "", ""),
            ("/suivi/personnes-ressources", "contact", "contacts"),
            ("/bilans/{id}/effacer", "erasure", "erasures"),
            ("/a-proposer", "offer", "offers"),
            ("/agir/equipe/inviter", "invitation", "invitations"),
            ("/remarques/{kind}/{subject}", "remark", "remarks"),
            ("/agir/convention/ajouter", "agreement", "agreements"),
        ] {
            let done = self.send(path).await;
            let status = done.status;
            assert!(
                status.is_success() || status.is_redirection(),
                "{path}: {status} {}",
                done.text()
            );
            if !name.is_empty() {
                let id = self.base.newest(table).await;
                self.keep(name, &id);
            }
        }
        let place = self.send("/agir/annuaire/ajouter").await;
        self.keep("place", part(place.header("location"), 2));
        let account = self.app.get(&self.chef, "/compte").await;
        let session = account
            .inputs()
            .get("id")
            .cloned()
            .unwrap_or_else(|| Uuid::new_v4().to_string());
        self.keep("session", &session);
    }

    fn keep(&mut self, name: &'static str, id: &str) {
        self.ids.insert(name, id.to_owned());
    }

    /// Answers of the person: some are kept as they were typed, since nobody can read them.
    async fn answer(&self) {
        let said = self.said();
        let answers = [
            ("foyer.logement_statut", "locataire"),
            ("foyer.copie_papier", "complete"),
            ("conjoint.existe", "oui"),
            ("personne.violences_couple", "oui"),
            ("personne.date_naissance", said.as_str()),
            ("foyer.notes_famille_texte", said.as_str()),
        ];
        let writes = answers.map(|(path, text)| {
            let path = path.parse().unwrap();
            Write {
                answer: wire::read(&self.app.catalogue, &path, text),
                path,
                to_review: false,
                seen: 0,
            }
        });
        let step = StepWrites {
            key: Uuid::new_v4(),
            body_hash: [1; 32],
            writes: writes.to_vec(),
            giver: Giver::Person,
        };
        let (store, now) = (&self.app.test.store, self.app.test.clock.now());
        let saved = store
            .save_answers(&self.agent, self.bilan(), &step, now)
            .await;
        assert_eq!(saved.unwrap().unwrap().saved.len(), answers.len());
    }

    /// What is typed of a person.
    pub fn said(&self) -> String {
        format!("{} {SAID}", self.word)
    }

    pub fn bilan(&self) -> Uuid {
        self.id("bilan").parse().unwrap()
    }

    /// One of the identifiers.
    pub fn id(&self, name: &str) -> &str {
        &self.ids[name]
    }

    /// The same, or nothing while the office is being made.
    pub fn made(&self, name: &str) -> &str {
        self.ids.get(name).map_or("", String::as_str)
    }

    /// A path of the access table with everything of this office in its holes.
    pub fn path(&self, path: &str) -> String {
        let screen = self.app.catalogue.screens("logement").next().unwrap();
        path.replace(
            "{id}/{theme}/{screen}",
            &format!("{}/logement/{}", self.made("bilan"), screen.id),
        )
        .replace(
            "/bilans/{id}/entrainement",
            &format!("/bilans/{}/entrainement", self.made("training")),
        )
        .replace("{id}", self.made("bilan"))
        .replace(
            "{room}/{at}",
            &format!("{}/2026-12-07T0900", self.made("room")),
        )
        .replace("{role}", "01-homme-seul-fin-de-droits")
        .replace("{secret}", &"a".repeat(64))
        .replace("{place}", self.made("place"))
        .replace("{kind}/{subject}", "droits/rsa-socle")
        .replace("{orientation}", self.made("orientation"))
        .replace("{right}", "rsa-socle")
        .replace("{theme}", "logement")
        .replace("{parameter}", "rsa_base")
        .replace("{entity}/{value}", "foyer/absente")
        .replace("{organisation}", "caf")
        .replace("{fact}/{answer}", "activite/chomage")
        .replace("{file}", "absent.js")
        .replace("{structure}", self.id("structure"))
    }

    /// The honest form of a route, sent by whoever may.
    pub async fn send(&self, path: &str) -> Response {
        self.send_as(&self.chef, path).await
    }

    /// The same form, sent by somebody else.
    pub async fn send_as(&self, who: &Browser, path: &str) -> Response {
        let fields = forms::of(self, path);
        self.send_with(who, path, &fields).await
    }

    /// A form of a route with these fields.
    pub async fn send_with(
        &self,
        who: &Browser,
        path: &str,
        fields: &[(String, String)],
    ) -> Response {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.app.post(who, &self.path(path), &fields).await
    }

    /// Who attacks from the outside: everything in a structure of their own, but for what reaches every structure.
    pub async fn outsider(&self) -> Browser {
        let roles: Vec<Role> = Role::ALL
            .into_iter()
            .filter(|role| *role != Role::Administrator)
            .collect();
        self.app.person("lea", "EDS de Vitry", &roles).await.1
    }
}

/// The lines of the access table of one method.
pub fn routes(method: &Method) -> impl Iterator<Item = &'static str> {
    server::access::ACCESS
        .iter()
        .filter(move |(known, ..)| known == method)
        .map(|(_, path, _)| *path)
}

/// A part of an address.
fn part(address: &str, at: usize) -> &str {
    address
        .split(['/', '?'])
        .nth(at)
        .unwrap_or_else(|| panic!("{address} has no part {at}"))
}
