//! Two papers: a mother of two, recently separated, who came for RSA; and a bilan stopped before it began.

use app::copy::{
    About, Chapter, First, Group, Line, PersonCopy, RightLine, Rights, Roadmap, Setting, Stop,
};
use chrono::{TimeZone, Utc};

fn stop(name: &str, contact: &[&str], asks: &[(&str, &str)], bring: &[&str]) -> Stop {
    Stop {
        organisation: String::new(),
        places: Vec::new(),
        find: String::new(),
        name: name.to_owned(),
        contact: owned(contact),
        asks: asks
            .iter()
            .map(|(strong, text)| Line::new(*strong, *text))
            .collect(),
        automatic: Vec::new(),
        bring_label: if bring.is_empty() {
            ""
        } else {
            "À apporter\u{A0}:"
        }
        .to_owned(),
        bring: owned(bring),
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn right(name: &str, sentence: &str, notes: &[&str]) -> RightLine {
    RightLine {
        name: name.to_owned(),
        sentence: sentence.to_owned(),
        notes: owned(notes),
    }
}

/// A paper like most.
pub fn typical() -> PersonCopy {
    let mut health = stop(
        "Assurance maladie",
        &["ameli.fr", "Téléphone\u{A0}: 3646"],
        &[],
        &["ressources des douze derniers mois"],
    );
    health.automatic = vec![Line::new(
        "Complémentaire santé solidaire.",
        "Elle vient avec le RSA\u{202F}; si rien n’arrive au bout d’un mois, demandez-la.",
    )];
    PersonCopy {
        setting: Setting {
            lang: "fr".to_owned(),
            direction: "ltr",
            page: "page".to_owned(),
            continued: "(suite)".to_owned(),
        },
        reference: "7F-42K".to_owned(),
        made_at: Utc.with_ymd_and_hms(2026, 11, 21, 14, 32, 0).unwrap(),
        title: "Votre bilan des droits".to_owned(),
        name: Some("Awa D.".to_owned()),
        code_label: "votre code".to_owned(),
        opening: owned(&[
            "Fait ensemble le 21\u{A0}novembre\u{A0}2026, à l’EDS de Villejuif.",
            "Ce bilan n’est pas un contrôle. Nous ne l’envoyons ni à la CAF, ni à France Travail, ni à la préfecture\u{202F}; la loi peut parfois l’exiger. Il ne remplace pas vos déclarations.",
        ]),
        first: Some(First {
            title: "D’abord".to_owned(),
            urgent_label: "Dès aujourd’hui".to_owned(),
            next_label: "Ensuite".to_owned(),
            urgent: vec![Line::new("Vous n’avez pas de quoi manger jusqu’à la fin du mois.", "Demandez une aide alimentaire aujourd’hui, au CCAS de votre commune.")],
            priorities: vec![
                Line::new("Votre demande de RSA est faite.", "Gardez le récépissé, apportez les pièces manquantes."),
                Line::new("Déclarez la séparation à la CAF.", "Le RSA peut être plus élevé."),
                Line::plain("Déposez la demande de logement social."),
            ],
        }),
        roadmap: Some(Roadmap {
            title: "Votre feuille de route".to_owned(),
            intro: "Une visite ou un appel par organisme suffit pour tout demander. Cochez ce qui est fait.".to_owned(),
            folder_label: "À avoir avec vous à chaque visite\u{A0}:".to_owned(),
            folder: owned(&["pièce d’identité (vous l’avez)", "RIB", "livret de famille ou actes de naissance"]),
            stops: vec![
                stop(
                    "CAF",
                    &["caf.fr", "Téléphone\u{A0}: 3230, prix d’un appel local"],
                    &[
                        ("RSA majoré\u{A0}:", "entre 833\u{A0}€ et 1\u{202F}242\u{A0}€ par mois, selon vos ressources de juillet à septembre."),
                        ("Allocation de soutien familial\u{A0}:", "environ 403\u{A0}€ par mois, comptée en partie dans le RSA."),
                        ("Aide au logement\u{A0}:", "montant à calculer avec votre bail."),
                    ],
                    &["bail signé", "attestation du bailleur", "preuve de la séparation, si vous en avez une"],
                ),
                health,
                stop("Île-de-France Mobilités", &["0\u{A0}800\u{A0}948\u{A0}999 (gratuit)", "du lundi au vendredi, de 8\u{A0}h à 19\u{A0}h"], &[("Gratuité des transports,", "après l’ouverture du RSA.")], &[]),
            ],
            others_label: "Une démarche à chacun de ces endroits".to_owned(),
            others: vec![
                stop("Mairie ou bailleur", &["demande-logement-social.gouv.fr"], &[("Demande de logement social\u{A0}:", "notez le numéro, renouvelez-la chaque année.")], &["avis d’impôt de 2025"]),
                stop("École", &["au secrétariat"], &[("Cantine à tarif réduit\u{A0}:", "le prix baisse avec vos revenus.")], &["attestation de la CAF", "carnet de liaison"]),
            ],
        }),
        rights: Some(Rights {
            title: "Vos autres droits".to_owned(),
            groups: vec![
                Group {
                    title: "À vérifier ensemble".to_owned(),
                    rights: vec![right("Aide au logement.", "Une aide pour payer le loyer.", &["Contact\u{A0}: CAF (3230)."])],
                    note: Line::new("Il faut savoir\u{A0}:", "le montant du loyer, les ressources de septembre."),
                },
                Group { title: "Déjà ouverts".to_owned(), rights: vec![right("Allocations familiales.", "Une aide à partir de deux enfants.", &[])], note: Line::default() },
            ],
        }),
        chapters: vec![
            Chapter {
                about: About::Asked,
                title: "Ce que le RSA demande".to_owned(),
                intro: "Le RSA donne aussi un accompagnement. Voici ce qui vous sera demandé.".to_owned(),
                lines: vec![
                    Line::new("Un contrat.", "Vous signez un contrat d’engagement avec un référent. Il contient au moins quinze heures d’activités par semaine\u{202F}; ce nombre peut être réduit."),
                    Line::new("Des dispenses.", "Vous pouvez demander à ne pas avoir d’heures imposées\u{A0}: santé, handicap, invalidité, ou enfant de moins de douze ans sans solution de garde."),
                ],
                source: "Code du travail, articles L5411-6 et R5412-1.".to_owned(),
            },
            Chapter { about: About::Unknown, title: "Ce que nous n’avons pas pu savoir".to_owned(), intro: String::new(), lines: vec![Line::plain("Le montant de votre loyer\u{A0}: apportez une quittance.")], source: String::new() },
            Chapter {
                about: About::Data,
                title: "Vos droits sur ces informations".to_owned(),
                intro: String::new(),
                lines: vec![Line::plain("Vous pouvez demander à voir, à corriger ou à effacer ce qui est écrit ici. Donnez votre code à l’EDS de Villejuif.")],
                source: String::new(),
            },
        ],
        foot: "Bilan 7F-42K. Ce bilan ne décide de rien. Montants estimés au 21\u{A0}novembre\u{A0}2026.".to_owned(),
    }
}

/// A bilan stopped before it began.
pub fn empty() -> PersonCopy {
    PersonCopy {
        name: None,
        first: None,
        roadmap: None,
        rights: None,
        chapters: Vec::new(),
        ..typical()
    }
}
