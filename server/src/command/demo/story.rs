//! The people of the demo, who do not exist, and what they said. Places and texts are those of the interview's fields.
//!
//! To add a bilan: one more [`Told`]. A test reads every answer against the catalogue.

/// Where the agents work.
pub(super) const STRUCTURES: [&str; 2] = [
    "EDS de Villejuif (démonstration)",
    "CCAS de Créteil (démonstration)",
];

/// Login, name, and which of [`STRUCTURES`].
pub(super) const AGENTS: [(&str, &str, usize); 3] = [
    ("nadia", "Nadia B.", 0),
    ("karim", "Karim L.", 0),
    ("marc", "Marc T.", 1),
];

/// How far the bilan went.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Still being held.
    Open,
    /// The copy was handed over and the bilan closed.
    Closed,
}

/// One bilan.
pub(super) struct Told {
    /// The agent's login.
    pub(super) by: &'static str,
    /// First and last name; nothing when a code is enough.
    pub(super) person: Option<(&'static str, &'static str)>,
    /// It came with an RSA application.
    pub(super) with_rsa: bool,
    /// How far it went.
    pub(super) ending: Ending,
    /// Place and text of each answer, in the order they came.
    pub(super) answers: &'static [(&'static str, &'static str)],
}

/// Every bilan of the demo.
pub(super) const BILANS: &[Told] = &[SEPARATED, UNEMPLOYED, YOUNG, RETIRED];

/// A mother of two, separated in the summer, who asks for RSA.
const SEPARATED: Told = Told {
    by: "nadia",
    person: Some(("Awa", "Exemple-Diallo")),
    with_rsa: true,
    ending: Ending::Open,
    answers: &[
        ("foyer.information_donnee", "oui"),
        ("foyer.motifs_venue", "demande_rsa+separation"),
        ("foyer.rsa_demande_canal", "ici"),
        ("foyer.rsa_accuse_reception", "non"),
        ("personne.date_naissance", "12/03/1990"),
        ("conjoint.existe", "non"),
        ("personne.seul_situation", "separe"),
        ("personne.separation_date", "07/2026"),
        ("enfants.a1.naissance", "03/2019"),
        ("enfants.a1.a_charge", "oui"),
        ("enfants.a1.garde_alternee", "non"),
        ("enfants.a1.scolarite", "elementaire"),
        ("enfants.a1.autre_parent", "ailleurs"),
        ("enfants.a1.pension_situation", "non_fixee_rien"),
        ("enfants.b2.naissance", "11/2022"),
        ("enfants.b2.a_charge", "oui"),
        ("enfants.b2.garde_alternee", "non"),
        ("enfants.b2.scolarite", "maternelle"),
        ("enfants.b2.autre_parent", "ailleurs"),
        ("enfants.b2.pension_situation", "non_fixee_rien"),
        ("enfants.complet", "oui"),
        ("personne.nationalite", "francaise"),
        ("foyer.departement", "d94"),
        ("foyer.commune", "villejuif"),
        ("foyer.logement_statut", "locataire_hlm"),
        ("foyer.loyer", "512"),
        ("personne.activite", "au_foyer"),
        ("revenus.complet.personne.{-1}", "oui"),
        ("revenus.complet.personne.{-2}", "oui"),
        ("revenus.complet.personne.{-3}", "oui"),
        ("personne.couverture_maladie", "ouverts"),
        ("personne.complementaire", "aucune"),
        ("recu.rsa-socle", "pas_demande"),
        ("foyer.epargne", "-"),
        ("foyer.dettes", "?"),
    ],
};

/// Somebody whose unemployment benefit ended, with an eviction under way: closed, with a copy.
const UNEMPLOYED: Told = Told {
    by: "karim",
    person: None,
    with_rsa: true,
    ending: Ending::Closed,
    answers: &[
        ("foyer.information_donnee", "oui"),
        ("foyer.motifs_venue", "perte_emploi+logement+dettes"),
        ("foyer.urgences", "expulsion"),
        ("personne.date_naissance", "02/06/1974"),
        ("conjoint.existe", "non"),
        ("personne.seul_situation", "celibataire"),
        ("enfants.complet", "oui"),
        ("personne.nationalite", "francaise"),
        ("foyer.departement", "d94"),
        ("foyer.logement_statut", "locataire_vide"),
        ("foyer.loyer", "780"),
        ("foyer.expulsion_etape", "commandement_payer"),
        ("personne.activite", "chomage"),
        ("personne.france_travail_inscrit", "oui"),
        ("personne.are_epuisee", "oui"),
        ("personne.annees_travaillees_10_ans", "8"),
        ("revenus.c1.titulaire", "personne"),
        ("revenus.c1.source", "are"),
        ("revenus.c1.mois", "{-3}"),
        ("revenus.c1.montant", "940"),
        ("revenus.complet.personne.{-1}", "oui"),
        ("revenus.complet.personne.{-2}", "oui"),
        ("revenus.complet.personne.{-3}", "oui"),
        ("foyer.dettes", "loyer+energie"),
        ("personne.couverture_maladie", "ouverts"),
        ("personne.complementaire", "aucune"),
        ("foyer.copie_papier", "complete"),
        ("foyer.priorites", "logement+argent"),
    ],
};

/// A young person without support, in the first minutes of the conversation.
const YOUNG: Told = Told {
    by: "marc",
    person: Some(("Lina", "Exemple-Moreau")),
    with_rsa: false,
    ending: Ending::Open,
    answers: &[
        ("foyer.information_donnee", "oui"),
        ("foyer.motifs_venue", "logement"),
        ("personne.date_naissance", "2005"),
        ("conjoint.existe", "non"),
        ("enfants.complet", "oui"),
        ("foyer.logement_statut", "heberge"),
        ("personne.activite", "chomage"),
        ("personne.soutien_parents", "sans_soutien"),
        ("personne.boursier", "non"),
    ],
};

/// An elderly couple on a small pension: closed, with a neutral copy.
const RETIRED: Told = Told {
    by: "marc",
    person: Some(("Jean", "Exemple-Petit")),
    with_rsa: false,
    ending: Ending::Closed,
    answers: &[
        ("foyer.information_donnee", "oui"),
        ("foyer.motifs_venue", "retraite+sante"),
        ("personne.date_naissance", "14/09/1956"),
        ("conjoint.existe", "oui"),
        ("conjoint.date_naissance", "1958"),
        ("conjoint.activite", "retraite"),
        ("enfants.complet", "oui"),
        ("personne.nationalite", "francaise"),
        ("foyer.departement", "d94"),
        ("foyer.logement_statut", "locataire_hlm"),
        ("foyer.loyer", "430"),
        ("personne.activite", "retraite"),
        ("revenus.r1.titulaire", "personne"),
        ("revenus.r1.source", "retraite"),
        ("revenus.r1.mois", "{-1}"),
        ("revenus.r1.montant", "710,40"),
        ("revenus.complet.personne.{-1}", "oui"),
        ("revenus.complet.conjoint.{-1}", "oui"),
        ("personne.complementaire", "payee"),
        ("foyer.copie_papier", "neutre"),
    ],
};
