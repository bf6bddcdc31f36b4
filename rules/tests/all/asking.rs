//! How one household asks: the documents asked only of some people, what comes by itself only to some.

use rules::{Catalogue, Situation};

use crate::common::{load, over_small, situation, today};

/// The small catalogue, where `essai` asks a paper of everybody and three of some.
fn catalogue() -> Catalogue {
    let pieces = r#"pieces = [
  "Pièce d’identité",
  { texte = "Bail", si = "statut = locataire" },
  { texte = "Certificat de grossesse", si = "enceinte" },
  { texte = "Dépôt de plainte", si = "violences" },
]"#;
    let right = include_str!("../good/essai.txt")
        .replace("{condition}", "loyer > 0 €")
        .replace("{montant}", "");
    load(&over_small(&right.replace("pieces = [\"Rien\"]", pieces)))
}

fn brought(catalogue: &Catalogue, situation: &Situation, discreet: bool) -> Vec<String> {
    let law = catalogue.on(today());
    let right = catalogue.right("essai").unwrap();
    let documents = law.asking(situation, discreet).documents(right).into_iter();
    documents.map(|document| document.text.clone()).collect()
}

#[test]
fn an_unknown_leaves_no_document_out() {
    let catalogue = catalogue();
    let all = [
        "Pièce d’identité",
        "Bail",
        "Certificat de grossesse",
        "Dépôt de plainte",
    ];
    assert_eq!(brought(&catalogue, &Situation::default(), false), all);
}

#[test]
fn a_document_of_others_is_left_out() {
    let catalogue = catalogue();
    let known = r#"{ "statut": "rue", "enceinte": true, "violences": false }"#;
    let situation = situation(&catalogue, known);
    let own = ["Pièce d’identité", "Certificat de grossesse"];
    assert_eq!(brought(&catalogue, &situation, false), own);
}

#[test]
fn a_discreet_paper_says_the_same_whatever_the_sensitive_answer() {
    let catalogue = catalogue();
    let yes = situation(&catalogue, r#"{ "violences": true }"#);
    let no = situation(&catalogue, r#"{ "violences": false }"#);
    assert_eq!(
        brought(&catalogue, &yes, true),
        brought(&catalogue, &no, true)
    );
    assert_ne!(
        brought(&catalogue, &yes, false),
        brought(&catalogue, &no, false)
    );
}

#[test]
fn a_right_comes_by_itself_only_to_whom_it_does_for_certain() {
    let by_itself = |procedure: &str, known: &str| {
        let right = include_str!("../good/essai.txt")
            .replace("{condition}", "loyer > 0 €")
            .replace("{montant}", "")
            .replace("papier = \"Un formulaire.\"", procedure);
        let catalogue = load(&over_small(&right));
        let situation = situation(&catalogue, known);
        let law = catalogue.on(today());
        let right = catalogue.right("essai").unwrap();
        law.asking(&situation, false).comes_by_itself(right)
    };
    let to_everybody = "automatique = \"Tout seul.\"";
    let to_some = "automatique = \"Tout seul.\"\nautomatique_si = \"statut = locataire\"";
    assert!(by_itself(to_everybody, "{}"));
    assert!(!by_itself("papier = \"Un formulaire.\"", "{}"));
    assert!(by_itself(to_some, r#"{ "statut": "locataire" }"#));
    assert!(!by_itself(to_some, r#"{ "statut": "rue" }"#));
    assert!(!by_itself(to_some, "{}"), "an unknown promises nothing");
}

#[test]
fn its_text_has_the_key_of_its_rank() {
    let catalogue = catalogue();
    assert_eq!(catalogue.text("fr", "droit.essai.pieces.2"), Some("Bail"));
}
